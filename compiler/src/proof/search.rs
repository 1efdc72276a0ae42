//! The walk over all 情形.

mod exactly;
mod paper_trail;
mod uncounted;

use super::beyond::Beyond;
use super::classes::Cuts;
use super::clock::{Clock, Dated, WorkDays, receipt_rule, starts};
use super::figures::{fees, fields, materials, site_visits, trips};
use super::findings::Findings;
use super::goal::Goal;
use super::graph::{Applies, Graph, at};
use super::groups::{Group, Scene};
use super::report::{Proof, Proved, metric_name};
use super::run::{Apart, Run, run, run_apart};
use super::scenario::Domains;
use super::span::ended_before;
use super::validity::Papers;
use super::{Budget, ProofError};
use lianban_runtime::plan::{Anchor, Answer, Metric, Plan, sum_of_fees};
use lianban_runtime::time::{Calendar, CalendarError, Date, Instant, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Most sets of applying nodes that are remembered in order not to be examined twice.
const MOST_REMEMBERED: usize = 100_000;
/// Most evaluations that a walk is taken for; beyond it, the worst 情形 are sought directly.
const MOST_WALKED: u64 = 10_000;
/// Starts of a day that are played: at opening, at closing, after it.
const STARTS_PER_DAY: u64 = 3;
/// Rows of the plan's tables that are walked for the price of one evaluation.
const ROWS_PER_EVALUATION: usize = 1_024;

/// Proves every promise for every 情形 and, where calendar days matter, for every start day (rule S1).
///
/// # Errors
/// [`ProofError`] if the plan is inconsistent or its calendar invalid; a broken or undecided promise is no error
/// but a result.
pub fn prove(plan: &Plan, budget: Budget) -> Result<Proof, ProofError> {
    prove_on(plan, None, budget)
}

/// The same for cases handed in on one day only, if one is given: where a condition counts up to the submission, other
/// days have other worst cases.
///
/// # Errors
/// As [`prove`].
pub fn prove_on(plan: &Plan, day: Option<Date>, budget: Budget) -> Result<Proof, ProofError> {
    prove_by(plan, day, budget, Method::Either)
}

/// The same by one method.
pub(super) fn prove_by(
    plan: &Plan,
    day: Option<Date>,
    budget: Budget,
    method: Method,
) -> Result<Proof, ProofError> {
    let mut proof = prove_course(plan, day, budget, (method, false))?;
    if plan.rounds.is_empty() {
        return Ok(proof);
    }
    let worst = prove_course(plan, day, budget, (method, true))?;
    for (at, (proved, with)) in proof.promises.iter_mut().zip(worst.promises).enumerate() {
        // The promise that says 含 整改 is held to this course.
        let held = plan.promises.get(at).is_some_and(|promise| promise.rounds);
        add_rounds(proved, with, held);
    }
    for (proved, with) in proof.figures.iter_mut().zip(worst.figures) {
        add_rounds(proved, with, false);
    }
    Ok(proof)
}

/// The worst with every round of rework beside that of the regular course (rule S2).
fn add_rounds(proved: &mut Proved, with: Proved, held: bool) {
    if proved.metric != metric_name(Metric::Time) {
        return;
    }
    let worst = Some(with.worst).filter(|_| with.decided);
    if held {
        *proved = with;
    }
    proved.with_rounds = worst;
}

/// The regular course, or the one in which every round of rework takes place and fails but the last.
fn prove_course(
    plan: &Plan,
    day: Option<Date>,
    budget: Budget,
    (method, with_rounds): (Method, bool),
) -> Result<Proof, ProofError> {
    let mut graph = Graph::new(plan)?;
    graph.with_rounds = with_rounds;
    let graph = graph;
    let calendar = Calendar::new(plan.calendar.clone())?;
    let cuts = Cuts::of_plan(plan);
    let parts = (plan.questions.as_slice(), plan.guards.as_slice());
    let mut search = Search::new(&graph, &calendar, budget);
    search.method = method;
    let Some(groups) = Group::all(parts, &cuts, &calendar, day, |cost| search.pay_for(cost))? else {
        let scenarios = Domains::of_cuts(parts, &cuts, plan.calendar.first)?.count();
        return Ok(search.finish(scenarios, false));
    };
    let complete = search.look(&groups, &cuts, budget)?;
    let counts = groups.iter().map(|group| group.domains.count());
    Ok(search.finish(counts.max_by_key(|count| (count.len(), count.clone())).unwrap_or_default(), complete))
}

/// How the worst 情形 are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// By looking at each where there are few, else directly.
    Either,
    /// By looking at each.
    #[cfg_attr(not(test), expect(dead_code, reason = "the second implementation, for tests"))]
    Walk,
    /// Directly.
    #[cfg_attr(not(test), expect(dead_code, reason = "for tests, where there are few"))]
    Leap,
}

/// What the exact search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leapt {
    /// The worst of every figure.
    Whole,
    /// Bounds of some.
    Partly,
    /// Nothing: the conditions are too large.
    Not,
}

struct Search<'g, 'p> {
    method: Method,
    graph: &'g Graph<'p>,
    calendar: &'g Calendar,
    goals: Vec<Goal>,
    findings: Findings,
    papers: Papers,
    seen: BTreeSet<Vec<u64>>,
    /// By goal, group and length in working days: the start from which such a case takes longest.
    worst_starts: BTreeMap<(usize, u64, u32), Option<Instant>>,
    /// The group that is walked through.
    group: u64,
    /// Its answers mean something only with their start.
    dated: bool,
    beyond: Beyond,
    /// After a leap: the starts of this group that are played.
    starts: Option<BTreeSet<Instant>>,
    left: u64,
    price: u64,
}

impl<'g, 'p> Search<'g, 'p> {
    fn new(graph: &'g Graph<'p>, calendar: &'g Calendar, budget: Budget) -> Self {
        let plan = graph.plan;
        let tables = [plan.nodes.len(), plan.edges.len(), plan.guards.len(), plan.scopes.len()];
        let rows = tables.iter().fold(0_usize, |sum, len| sum.saturating_add(*len));
        let price = rows.checked_div(ROWS_PER_EVALUATION).unwrap_or(0).saturating_add(1);
        let goals = Goal::all(plan);
        Self {
            method: Method::Either,
            graph,
            calendar,
            goals,
            findings: Findings::default(),
            papers: Papers::new(graph, budget.evaluations, u64::try_from(price).unwrap_or(u64::MAX)),
            seen: BTreeSet::new(),
            worst_starts: BTreeMap::new(),
            group: 0,
            dated: false,
            beyond: Beyond::default(),
            starts: None,
            left: budget.evaluations,
            price: u64::try_from(price).unwrap_or(u64::MAX),
        }
    }

    /// Looks at every 情形 one by one where there are few, else at the worst ones. False when the budget is used up.
    fn look(&mut self, groups: &[Group], cuts: &Cuts<'_>, budget: Budget) -> Result<bool, ProofError> {
        let cost = self.cost(groups);
        let leap = match self.method {
            Method::Walk => false,
            Method::Leap => true,
            Method::Either => cost > MOST_WALKED,
        };
        if leap {
            let (spent_before, method) = (self.left, self.method);
            match self.leap(groups, cuts)? {
                Leapt::Whole => return Ok(true),
                Leapt::Partly if cost > spent_before => return Ok(true),
                Leapt::Partly | Leapt::Not => {}
            }
            *self = Self::new(self.graph, self.calendar, budget);
            self.method = method;
        }
        self.walk(groups, cuts)
    }

    /// What it costs to walk through every 情形, from every start where that matters.
    fn cost(&self, groups: &[Group]) -> u64 {
        let work_days = |node: &lianban_runtime::plan::Node| {
            node.work.unit == Unit::WorkDay || (node.automatic && node.work.amount == 0)
        };
        let dated = !self.graph.plan.nodes.iter().all(work_days);
        let each = groups.iter().map(|group| {
            let count = group.domains.count().parse().unwrap_or(u64::MAX);
            let days = u64::try_from(group.days.len()).unwrap_or(u64::MAX);
            let starts = if dated { days.saturating_mul(STARTS_PER_DAY).saturating_add(1) } else { 1 };
            count.saturating_mul(starts)
        });
        each.fold(0_u64, u64::saturating_add).saturating_mul(self.price)
    }

    /// Walks through every 情形 of every group; false when the budget is used up.
    fn walk(&mut self, groups: &[Group], cuts: &Cuts<'_>) -> Result<bool, ProofError> {
        for (group, number) in groups.iter().zip(0_u64..) {
            (self.group, self.dated) = (number, group.dated);
            let mut scenarios = group.domains.scenarios();
            while scenarios.advance() {
                if !self.pay() {
                    return Ok(false);
                }
                let (answers, classes) = (scenarios.answers(), scenarios.classes());
                let applies = self.graph.applies(answers, group.domains.submitted());
                let scene = Scene { group, cuts, answers, classes };
                if self.is_new(&applies) && !self.examine(&applies, scene)? {
                    return Ok(false);
                }
            }
        }
        for (goal, answers) in self.beyond.left_open() {
            if let Some(goal) = self.goals.get_mut(goal) {
                goal.undecided = true;
            }
            self.findings.beyond_calendar(answers);
        }
        Ok(true)
    }

    /// Spends one evaluation; false when the budget is used up.
    fn pay(&mut self) -> bool {
        self.pay_for(1)
    }

    /// Spends several.
    fn pay_for(&mut self, evaluations: u64) -> bool {
        match self.left.checked_sub(self.price.saturating_mul(evaluations)) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// Whether this set of applying scopes and nodes has not been examined yet. The figures depend on nothing else but
    /// the days of the group.
    fn is_new(&mut self, applies: &Applies) -> bool {
        let mut key = packed(applies);
        key.push(self.group);
        if self.seen.len() < MOST_REMEMBERED { self.seen.insert(key) } else { !self.seen.contains(&key) }
    }

    /// Looks at one 情形; false when the budget is used up.
    fn examine(&mut self, applies: &Applies, scene: Scene<'_>) -> Result<bool, ProofError> {
        if !self.examine_counting_all(applies, scene)? {
            return Ok(false);
        }
        for index in 0..self.goals.len() {
            if !self.examine_excluding(index, applies, scene)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The figures that count all that takes place; false when the budget is used up.
    fn examine_counting_all(&mut self, applies: &Applies, scene: Scene<'_>) -> Result<bool, ProofError> {
        let shown = (scene.answers, scene.start(self.calendar));
        self.findings.examine(self.graph, applies, shown);
        let fullness = applies.nodes.iter().filter(|applies| **applies).count();
        self.goals.iter_mut().for_each(|goal| goal.fullness = fullness);
        self.papers.examine((self.graph, self.calendar), applies, (self.group, scene))?;
        self.count(applies, shown);
        let undated = self.graph.only_work_days(applies);
        for index in 0..self.goals.len() {
            if !self.examine_span(index, applies, shown, undated)? {
                return Ok(false);
            }
        }
        if undated {
            let played = run(self.graph, applies, &WorkDays, 0)?;
            self.offer(&WorkDays, &played, shown, |unit| unit == Unit::WorkDay)?;
        }
        if !undated {
            return self.play_every_start(applies, scene, undated);
        }
        let dated_goals: Vec<usize> = (0..self.goals.len()).filter(|ix| self.needs_dates(*ix)).collect();
        if dated_goals.is_empty() {
            return Ok(true);
        }
        let played = run(self.graph, applies, &WorkDays, 0)?;
        if self.accepts_at_once() && dated_goals.iter().all(|ix| self.runs_from_intake(*ix)) {
            for index in dated_goals {
                self.play_worst_start(index, &played, applies, scene)?;
            }
            return Ok(true);
        }
        self.play_every_start(applies, scene, undated)
    }

    /// A 时限 that counts otherwise than in working days.
    fn needs_dates(&self, goal: usize) -> bool {
        let counts = |g: &Goal| {
            g.metric == Metric::Time && g.unit != Unit::WorkDay && !g.starts_inside() && g.counts_all()
        };
        self.goals.get(goal).is_some_and(counts)
    }

    fn accepts_at_once(&self) -> bool {
        self.graph.plan.nodes.first().is_some_and(|intake| intake.automatic && intake.work.amount == 0)
    }

    fn runs_from_intake(&self, goal: usize) -> bool {
        self.goals.get(goal).is_some_and(|g| g.from.node.index() == 0)
    }

    /// A case that takes n working days, promised in another unit: all such cases share their worst start, so only
    /// that one is played.
    fn play_worst_start(
        &mut self,
        index: usize,
        played: &Run<u32>,
        applies: &Applies,
        scene: Scene<'_>,
    ) -> Result<(), ProofError> {
        let Some(goal) = self.goals.get(index) else { return Ok(()) };
        let Some(work_days) = goal.elapsed(&WorkDays, played)? else { return Ok(()) };
        let key = (index, self.group, work_days);
        let start = match self.worst_starts.get(&key) {
            Some(known) => *known,
            None => {
                let rule = receipt_rule(self.graph.plan);
                let starts = scene.group.starts(self.calendar, rule);
                let found = goal.worst_start(self.calendar, rule, starts, work_days)?;
                self.worst_starts.insert(key, found);
                found
            }
        };
        let Some(start) = start else {
            self.leave_open(index, applies, scene.answers);
            return Ok(());
        };
        self.reach(index, applies);
        let clock = Dated::new(self.calendar, receipt_rule(self.graph.plan), start);
        let played = run(self.graph, applies, &clock, start)?;
        let answers = scene.answers_at(self.calendar, start);
        let Some(goal) = self.goals.get_mut(index) else { return Ok(()) };
        goal.offer_run(self.graph, &clock, &played, &answers, Some(start))
    }

    /// Plays the case from every start that stays inside the calendar's data.
    fn play_every_start(
        &mut self,
        applies: &Applies,
        scene: Scene<'_>,
        undated: bool,
    ) -> Result<bool, ProofError> {
        let rule = receipt_rule(self.graph.plan);
        let mut dated = false;
        for start in scene.group.starts(self.calendar, rule) {
            if !self.plays(start) {
                continue;
            }
            if !self.pay() {
                return Ok(false);
            }
            let clock = Dated::new(self.calendar, rule, start);
            let by_calendar = |unit| !undated || unit != Unit::WorkDay;
            let answers = scene.answers_at(self.calendar, start);
            let shown = (answers.as_ref(), Some(start));
            let played = run(self.graph, applies, &clock, start)
                .and_then(|played| self.offer(&clock, &played, shown, by_calendar));
            match played {
                Ok(()) => dated = true,
                Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => {}
                Err(other) => return Err(other),
            }
        }
        let concerned = |goal: &Goal| {
            matches!(goal.metric, Metric::Time | Metric::Trips)
                && !goal.starts_inside()
                && goal.counts_all()
                && (!undated || (goal.metric == Metric::Time && goal.unit != Unit::WorkDay))
        };
        let concerned: Vec<usize> =
            self.goals.iter().enumerate().filter(|(_, goal)| concerned(goal)).map(|(at, _)| at).collect();
        for index in concerned {
            if dated { self.reach(index, applies) } else { self.leave_open(index, applies, scene.answers) }
        }
        Ok(true)
    }

    /// The figure could be found on some day of the group.
    fn reach(&mut self, goal: usize, applies: &Applies) {
        if self.dated {
            self.beyond.reach(&packed(applies), goal);
        }
    }

    /// No day of the group keeps the case inside the calendar's data.
    fn leave_open(&mut self, goal: usize, applies: &Applies, answers: &[Answer]) {
        if self.starts.is_some() {
            return;
        }
        if self.dated && self.beyond.miss(&packed(applies), goal, answers) {
            return;
        }
        if let Some(goal) = self.goals.get_mut(goal) {
            goal.undecided = true;
        }
        self.findings.beyond_calendar(answers);
    }

    /// A limit that begins inside the case, where everything before it may have been quicker; false when the budget is
    /// used up.
    fn examine_span(
        &mut self,
        index: usize,
        applies: &Applies,
        (answers, submitted): (&[Answer], Option<Instant>),
        undated: bool,
    ) -> Result<bool, ProofError> {
        let Some(goal) = self.goals.get_mut(index).filter(|goal| goal.starts_inside()) else {
            return Ok(true);
        };
        let happens = |anchor: Anchor| at(&applies.nodes, anchor.node.index());
        if !goal.counts_all() || !happens(goal.from) || !happens(goal.until) {
            return Ok(true);
        }
        let ended = &ended_before(self.graph, applies, goal.from);
        if undated && goal.unit == Unit::WorkDay {
            let played = run_apart(self.graph, applies, &WorkDays, 0, Apart { ended, excluded: &[] })?;
            goal.offer_run(self.graph, &WorkDays, &played, answers, submitted)?;
            return Ok(true);
        }
        let rule = receipt_rule(self.graph.plan);
        let mut dated = false;
        // The moment may fall on the day of the receipt, or not.
        let receipts =
            |start| [Some(start), (!rule.is_default()).then_some(Instant::MIN)].into_iter().flatten();
        let played = self.starts.clone();
        let begins = starts(self.calendar, rule)
            .filter(|start| played.as_ref().is_none_or(|starts| starts.contains(start)));
        for (start, received) in begins.flat_map(|start| receipts(start).map(move |at| (start, at))) {
            let Some(left) = self.left.checked_sub(self.price) else { return Ok(false) };
            self.left = left;
            let clock = Dated::new(self.calendar, rule, received);
            let played = run_apart(self.graph, applies, &clock, start, Apart { ended, excluded: &[] })
                .and_then(|played| goal.offer_run(self.graph, &clock, &played, answers, Some(start)));
            match played {
                Ok(()) => dated = true,
                Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => {}
                Err(other) => return Err(other),
            }
        }
        // After a leap it is played only from where something is worst; whether it can be dated has been seen.
        if !dated && self.starts.is_none() {
            goal.undecided = true;
            self.findings.beyond_calendar(answers);
        }
        Ok(true)
    }

    /// Figures that do not depend on time.
    fn count(&mut self, applies: &Applies, shown: (&[Answer], Option<Instant>)) {
        let plan = self.graph.plan;
        let brought = materials(self.graph, applies);
        let filled = fields(self.graph, applies);
        let charged = fees(self.graph, applies);
        let visits = site_visits(self.graph, applies);
        for goal in &mut self.goals {
            match goal.metric {
                Metric::Materials => goal.offer_count(count(brought.len()), shown, || {
                    brought.iter().filter_map(|m| plan.materials.get(*m)).map(|m| m.name.clone()).collect()
                }),
                Metric::Fields => goal.offer_count(count(filled.len()), shown, || {
                    filled.iter().filter_map(|f| plan.fields.get(*f)).map(|f| f.name.clone()).collect()
                }),
                Metric::Fees => goal.offer_count(sum_of_fees(charged.iter().copied()), shown, || {
                    charged.iter().map(|fee| format!("{} {} 元", fee.name, fee.yuan)).collect()
                }),
                Metric::SiteVisits => goal.offer_count(visits.count, shown, || visits.names.clone()),
                Metric::Time | Metric::Trips => {}
            }
        }
    }

    /// Figures of one run: trips, and the 时限 in the units that `serves` says this clock serves.
    fn offer<C: Clock>(
        &mut self,
        clock: &C,
        played: &Run<C::Time>,
        shown: (&[Answer], Option<Instant>),
        serves: impl Fn(Unit) -> bool,
    ) -> Result<(), ProofError> {
        let contacts = trips(self.graph, played);
        for goal in &mut self.goals {
            match goal.metric {
                Metric::Time if serves(goal.unit) && !goal.starts_inside() && goal.counts_all() => {
                    goal.offer_run(self.graph, clock, played, shown.0, shown.1)?
                }
                Metric::Trips => {
                    goal.offer_count(count(contacts.len()), (shown.0, shown.1.filter(|_| self.dated)), || {
                        contacts.iter().map(|node| self.graph.name_of(*node)).collect()
                    })
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(self, scenarios: String, complete: bool) -> Proof {
        let plan = self.graph.plan;
        let bounds = super::bounds::Bounds::new(self.graph, self.calendar);
        let mut proof = Proof {
            bundle: plan.name.clone(),
            scenarios,
            promises: Vec::new(),
            figures: Vec::new(),
            validity: self.papers.finish(plan, complete),
            findings: self.findings.finish(self.graph, complete),
        };
        for goal in self.goals {
            let at_most = if complete && !goal.undecided { None } else { bounds.at_most(&goal) };
            let proved = goal.report(plan, plan.calendar.utc_offset_minutes, complete, at_most);
            if proved.limit.is_some() { proof.promises.push(proved) } else { proof.figures.push(proved) }
        }
        proof
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Which scopes, nodes and materials apply, 64 to a word.
fn packed(applies: &Applies) -> Vec<u64> {
    let mut words = Vec::new();
    for table in [&applies.scopes, &applies.nodes, &applies.materials, &applies.fields, &applies.fees] {
        for chunk in table.chunks(64) {
            words.push(chunk.iter().rev().fold(0_u64, |word, bit| (word << 1) | u64::from(*bit)));
        }
    }
    words
}
