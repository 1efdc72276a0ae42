//! One figure whose worst case is sought.

use super::ProofError;
use super::clock::{Clock, Dated};
use super::graph::Graph;
use super::report::{PathStep, Proved, Words, metric_name, unit_name};
use super::run::{Run, binding_chain, moment};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Answer, Limit, LimitIx, LimitKind, Metric, NodeKind, Plan, Promise, ScopeIx,
};
use lianban_runtime::time::{Calendar, CalendarError, Instant, ReceiptRule, Roll, Span, Unit};

/// The worst case seen so far.
#[derive(Clone, Debug)]
pub(super) struct Worst {
    pub value: u32,
    /// How much applied: among equal values the fullest case is shown.
    pub fullness: usize,
    pub answers: Vec<Answer>,
    pub start: Option<Instant>,
    pub path: Vec<PathStep>,
    pub counted: Vec<String>,
}

/// A promise, or a figure of interest that is not promised.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    pub metric: Metric,
    /// Unit of a 时限.
    pub unit: Unit,
    promise: Option<Promise>,
    /// The stage whose limit this is; none for figures of the bundle.
    of: Option<String>,
    /// The row of a limit that is no promise of 承诺.
    row: Option<LimitIx>,
    /// `从 A 到 B`: the two moments in words.
    between: Option<(String, String)>,
    /// The promised limit with its roll rule.
    limit: Option<Span>,
    /// Where a 时限 runs from and until (rule S3).
    pub from: Anchor,
    pub until: Anchor,
    pub worst: Option<Worst>,
    /// Nodes that apply in the case that is looked at.
    pub fullness: usize,
    /// Some case could not be dated, or not be looked at.
    pub undecided: bool,
    /// Where it is undecided: no case is worse than this.
    pub ceiling: Option<u32>,
    /// 不计: the nodes whose time does not count; empty if every node's does.
    pub excluded: Vec<bool>,
    /// 不计: the procedures by name.
    excludes: Vec<String>,
    /// With 不计 in mixed day kinds: the worst case in which what is excluded counts, which none exceeds.
    pub most: Option<Worst>,
}

impl Goal {
    fn new(plan: &Plan, metric: Metric, unit: Unit, promise: Option<Promise>) -> Option<Self> {
        let bundle = plan.scopes.first()?;
        let kept = promise.and_then(|promise| plan.limits.get(promise.row?.index()));
        let written = kept.or_else(|| plan.limits.iter().find(|limit| limit.kind == LimitKind::Bundle));
        let end = |node| Anchor { node, at: AnchorPoint::End };
        let span = written.map(|limit| limit.span);
        let excluding = written.filter(|_| metric == Metric::Time && promise.is_some());
        let (excluded, excludes) = excluding.map(|limit| excluded(plan, limit)).unwrap_or_default();
        let roll =
            written.filter(|limit| limit.budget.unit == unit).map_or(Roll::Next, |limit| limit.budget.roll);
        Some(Self {
            metric,
            unit,
            limit: promise.map(|p| Span { amount: p.limit, unit, roll }),
            promise,
            of: None,
            row: None,
            between: kept.and_then(|limit| between(plan, limit)),
            from: span.map_or(end(bundle.entry), |s| s.from),
            until: span.map_or(end(bundle.exit), |s| s.until),
            worst: None,
            fullness: 0,
            undecided: false,
            ceiling: None,
            excluded,
            excludes,
            most: None,
        })
    }

    /// The limit of a stage, or one between two moments: as binding as a promise.
    fn of_limit(plan: &Plan, limit: &Limit, row: LimitIx) -> Option<Self> {
        let (amount, unit) = (limit.budget.amount, limit.budget.unit);
        let promise =
            Promise { metric: Metric::Time, limit: amount, unit: Some(unit), row: Some(row), rounds: false };
        let name = plan.scopes.get(limit.scope.index())?.name.clone();
        Some(Self {
            of: Some(name).filter(|_| limit.scope != ScopeIx(0)),
            row: Some(row),
            ..Self::new(plan, Metric::Time, unit, Some(promise))?
        })
    }

    /// Whether it runs from another moment than the unified acceptance or the submission. Then it must hold although
    /// whatever comes before that moment may be quicker than it is allowed to be (`span.rs`).
    pub fn starts_inside(&self) -> bool {
        self.metric == Metric::Time && self.from.node.index() != 0
    }

    /// The promised limit with its roll rule.
    pub const fn limit(&self) -> Option<Span> {
        self.limit
    }

    /// Nothing that it could count is left out (不计).
    pub fn counts_all(&self) -> bool {
        self.excluded.is_empty()
    }

    /// Every promise in declaration order, then the limits of the stages and those between two moments, then the figures that are not promised.
    pub fn all(plan: &Plan) -> Vec<Self> {
        let work_days = plan.nodes.iter().all(|n| n.work.unit == Unit::WorkDay || n.work.amount == 0);
        let usual = if work_days { Unit::WorkDay } else { Unit::Day };
        let promised = plan.promises.iter().map(|p| (p.metric, p.unit.unwrap_or(usual), Some(*p)));
        let fields = (!plan.fields.is_empty()).then_some(Metric::Fields);
        let metrics =
            [Metric::Time, Metric::Materials, Metric::Trips, Metric::SiteVisits].into_iter().chain(fields);
        let metrics = metrics.chain((!plan.fees.is_empty()).then_some(Metric::Fees));
        let others = metrics.filter(|m| plan.promises.iter().all(|p| p.metric != *m || is_between(plan, p)));
        let others = others.map(|metric| (metric, usual, None));
        let new = |(metric, unit, promise)| Self::new(plan, metric, unit, promise);
        let promised_rows: Vec<LimitIx> = plan.promises.iter().filter_map(|promise| promise.row).collect();
        let limits = plan.limits.iter().zip(0_u32..).filter(|(limit, row)| {
            matches!(limit.kind, LimitKind::Stage | LimitKind::Between)
                && !promised_rows.contains(&LimitIx(*row))
        });
        let stages = limits.filter_map(|(limit, row)| Self::of_limit(plan, limit, LimitIx(row)));
        promised.filter_map(new).chain(stages).chain(others.filter_map(new)).collect()
    }

    /// Whether this value is worse than all before. Among equals the case in which most applies is shown, because it
    /// tells most; then the first.
    pub fn is_worse(&self, value: u32) -> bool {
        self.worst.as_ref().is_none_or(|worst| (value, self.fullness) > (worst.value, worst.fullness))
    }

    /// Records a count if it is the worst so far.
    pub fn offer_count(
        &mut self,
        value: u32,
        (answers, start): (&[Answer], Option<Instant>),
        counted: impl FnOnce() -> Vec<String>,
    ) {
        if self.is_worse(value) {
            let (answers, counted) = (answers.to_vec(), counted());
            let fullness = self.fullness;
            self.worst = Some(Worst { value, fullness, answers, start, path: Vec::new(), counted });
        }
    }

    /// Records the 时限 of a run if it is the worst so far.
    pub fn offer_run<C: Clock>(
        &mut self,
        graph: &Graph<'_>,
        clock: &C,
        run: &Run<C::Time>,
        answers: &[Answer],
        start: Option<Instant>,
    ) -> Result<(), ProofError> {
        let Some(value) = self.elapsed(clock, run)? else { return Ok(()) };
        if self.is_worse(value) {
            let path = self.path(graph, clock, run)?;
            let (fullness, answers) = (self.fullness, answers.to_vec());
            self.worst = Some(Worst { value, fullness, answers, start, path, counted: Vec::new() });
        }
        Ok(())
    }

    /// Records, beside the worst case, a case in which what is excluded counts: no case is worse.
    pub fn offer_most<C: Clock>(
        &mut self,
        graph: &Graph<'_>,
        clock: &C,
        run: &Run<C::Time>,
        answers: &[Answer],
        start: Option<Instant>,
    ) -> Result<(), ProofError> {
        let worst = std::mem::replace(&mut self.worst, self.most.take());
        let offered = self.offer_run(graph, clock, run, answers, start);
        self.most = std::mem::replace(&mut self.worst, worst);
        offered
    }

    /// Where a bound from above is all that is known: it is the result if it keeps the promise; else the promise is
    /// broken, if it is broken even by what was seen, or undecided.
    fn settle_bound(&mut self) -> Option<u32> {
        let most = self.most.take()?;
        let seen = self.worst.as_ref().map_or(0, |worst| worst.value);
        let limit = self.promise.map_or(0, |promise| promise.limit);
        if most.value <= seen || seen > limit {
            return None;
        }
        if most.value <= limit {
            self.worst = Some(most);
            return None;
        }
        self.undecided = true;
        Some(most.value)
    }

    /// The 时限 of a run; none if one of its ends does not apply.
    pub fn elapsed<C: Clock>(&self, clock: &C, run: &Run<C::Time>) -> Result<Option<u32>, ProofError> {
        let (Some(from), Some(until)) = (moment(run, self.from), moment(run, self.until)) else {
            return Ok(None);
        };
        clock.elapsed(from, until.max(from), self.unit, self.limit).map(Some)
    }

    /// The one of `starts` from which so many working days take longest in this goal's unit; none if none stays inside
    /// the calendar's data. The first of equals.
    pub fn worst_start(
        &self,
        calendar: &Calendar,
        rule: ReceiptRule,
        starts: impl Iterator<Item = Instant>,
        work_days: u32,
    ) -> Result<Option<Instant>, ProofError> {
        let mut worst: Option<(u32, Instant)> = None;
        for start in starts {
            let clock = Dated::new(calendar, rule, start);
            let end = clock.after(start, Span::work_days(work_days));
            match end.and_then(|end| clock.elapsed(start, end, self.unit, self.limit)) {
                Ok(value) if worst.is_none_or(|(most, _)| value > most) => worst = Some((value, start)),
                Ok(_) | Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(worst.map(|(_, start)| start))
    }

    /// The critical path in names and days; nodes that take no time are left out, except decisions and the intake.
    fn path<C: Clock>(
        &self,
        graph: &Graph<'_>,
        clock: &C,
        run: &Run<C::Time>,
    ) -> Result<Vec<PathStep>, ProofError> {
        let (Some(from), Some(until)) = (moment(run, self.from), moment(run, self.until)) else {
            return Ok(Vec::new());
        };
        let unit = if self.unit == Unit::WorkDay { Unit::WorkDay } else { Unit::Day };
        let mut steps = Vec::new();
        let mut reached = from;
        for index in binding_chain(run, self.from.node.index(), self.until.node.index()) {
            let Some(slot) = run.get(index).and_then(Option::as_ref) else { continue };
            // What was waited for before the limit began is no part of it.
            if self.starts_inside() && slot.end <= from {
                continue;
            }
            let end = slot.end.min(until).max(reached);
            let days = clock.elapsed(reached, end, unit, None)?;
            reached = end;
            let kind = graph.plan.nodes.get(index).map(|node| node.kind);
            if days > 0 || matches!(kind, Some(NodeKind::Intake | NodeKind::Decide | NodeKind::Joint)) {
                steps.push(PathStep { node: graph.name_of(index), days });
            }
        }
        Ok(steps)
    }

    /// The figure before the reform, in the unit of this one.
    fn before(&self, plan: &Plan) -> Option<u32> {
        let same = |unit: Option<Unit>| self.metric != Metric::Time || unit == Some(self.unit);
        let stated = plan.baseline.iter().find(|b| b.metric == self.metric && same(b.unit));
        stated.filter(|_| self.of.is_none()).map(|stated| stated.value)
    }

    /// The finished record.
    pub fn report(
        mut self,
        plan: &Plan,
        offset_minutes: i32,
        complete: bool,
        at_most: Option<u32>,
    ) -> Proved {
        let bound = self.settle_bound();
        let at_most = match (at_most.or(bound), self.ceiling) {
            (Some(most), Some(ceiling)) => Some(most.min(ceiling)),
            (most, ceiling) => most.or(ceiling),
        };
        let decided = complete && !self.undecided;
        let value = self.worst.as_ref().map_or(0, |w| w.value);
        let before = self.before(plan);
        let worst = self.worst.unwrap_or(Worst {
            value,
            fullness: 0,
            answers: Vec::new(),
            start: None,
            path: Vec::new(),
            counted: Vec::new(),
        });
        let slack = self.promise.map(|p| i64::from(p.limit).saturating_sub(i64::from(value)));
        let after = self.promise.map(|p| p.limit).or(decided.then_some(value));
        let start_at = worst.start.map(|at| at.format(offset_minutes));
        Proved {
            metric: metric_name(self.metric),
            limit_row: self.row,
            of: self.of,
            from: self.between.as_ref().map(|(from, _)| from.clone()),
            until: self.between.map(|(_, until)| until),
            limit: self.promise.map(|p| p.limit),
            unit: unit_name(self.metric, Some(self.unit)),
            worst: value,
            with_rounds: None,
            slack,
            before,
            reduction_percent: before.zip(after).and_then(|(before, after)| reduction(before, after)),
            holds: slack.map(|slack| decided && slack >= 0),
            decided,
            at_most: at_most.filter(|_| !decided),
            answers: in_words(plan, &worst.answers),
            worst_answers: worst.answers,
            start: start_at.as_ref().map(|at| at.chars().take(10).collect()),
            start_at,
            path: worst.path,
            counted: worst.counted,
            test: None,
            excluded: self.excludes,
        }
    }
}

/// The nodes that a limit does not count, marked, and the procedures that it names.
fn excluded(plan: &Plan, limit: &Limit) -> (Vec<bool>, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut marked = Vec::new();
    for procedure in limit.excludes.iter().filter_map(|at| plan.procedures.get(at.index())) {
        if !names.contains(&procedure.name) {
            names.push(procedure.name.clone());
        }
        if let Some(node) = procedure.node {
            marked.resize(plan.nodes.len(), false);
            if let Some(mark) = marked.get_mut(node.index()) {
                *mark = true;
            }
        }
    }
    (marked, names)
}

/// Percent by which `before` is reduced to `after`, rounded down; none if nothing stood before.
fn reduction(before: u32, after: u32) -> Option<i64> {
    let less = i64::from(before).saturating_sub(i64::from(after));
    less.saturating_mul(100).checked_div_euclid(i64::from(before))
}

/// Whether a promise runs `从 A 到 B`.
fn is_between(plan: &Plan, promise: &Promise) -> bool {
    let row = promise.row.and_then(|row| plan.limits.get(row.index()));
    row.is_some_and(|limit| limit.kind == LimitKind::Between)
}

/// The two moments of a limit `从 A 到 B`.
fn between(plan: &Plan, limit: &Limit) -> Option<(String, String)> {
    let words = |anchor| plan.moment_in_words(anchor);
    (limit.kind == LimitKind::Between).then(|| (words(limit.span.from), words(limit.span.until)))
}

/// Answers as people read them.
pub(super) fn in_words(plan: &Plan, answers: &[Answer]) -> Words {
    Words(plan.answers_in_words(answers))
}
