//! The search without a walk: for each figure the exact proof names the worst 情形, which is then looked at like any
//! other.

use super::{Leapt, Search};
use crate::proof::ProofError;
use crate::proof::classes::Cuts;
use crate::proof::clock::{Clock, Dated, WorkDays, receipt_rule};
use crate::proof::exact::figures::{Beginning, Length, depends, inside_data};
use crate::proof::exact::network::{Known, slowest};
use crate::proof::exact::solve::{Found, Stop, worst};
use crate::proof::exact::trips::Trips;
use crate::proof::exact::world::World;
use crate::proof::exact::{ALWAYS, Classes, MOST_BRANCHES, NEVER, Ref, fullest, worst_sum};
use crate::proof::goal::Goal;
use crate::proof::graph::at;
use crate::proof::groups::{Group, Scene};
use lianban_runtime::plan::{Answer, Metric};
use lianban_runtime::time::{Instant, Roll, Unit};
use std::collections::BTreeSet;

/// What a split of a set of 情形 costs, in evaluations.
const SPLIT: u64 = 1_000;

/// 情形 to look at.
pub(super) type Witnesses = BTreeSet<Classes>;

impl Search<'_, '_> {
    /// Looks at the worst 情形 of every figure.
    pub(super) fn leap(&mut self, groups: &[Group], cuts: &Cuts<'_>) -> Result<Leapt, ProofError> {
        let mut proved = true;
        for (group, number) in groups.iter().zip(0_u64..) {
            (self.group, self.dated) = (number, group.dated);
            self.starts = Some(BTreeSet::new());
            let (witnesses, whole) = match self.witnesses(group) {
                Ok(found) => found,
                Err(Stop::Proof(why)) => return Err(why),
                Err(Stop::Full) => return Ok(Leapt::Not),
            };
            proved &= whole;
            for classes in witnesses {
                let domains = &group.domains;
                let mut answers = Vec::with_capacity(classes.len());
                for (question, class) in classes.iter().enumerate() {
                    let answer =
                        domains.of(question).get(*class).filter(|_| domains.asks(question, &answers));
                    answers.push(answer.copied().unwrap_or(Answer::Unasked));
                }
                let applies = self.graph.applies(&answers, domains.submitted());
                let scene = Scene { group, cuts, answers: &answers, classes: &classes };
                if self.is_new(&applies) && !self.examine(&applies, scene)? {
                    return Ok(Leapt::Not);
                }
            }
        }
        Ok(if proved { Leapt::Whole } else { Leapt::Partly })
    }

    /// The worst 情形 of every figure and of every fault; and whether each is known to be the worst.
    fn witnesses(&mut self, group: &Group) -> Result<(Witnesses, bool), Stop> {
        let graph = self.graph;
        let mut world = World::new(graph, &group.domains, MOST_BRANCHES)?;
        let mut witnesses = Witnesses::new();
        self.faults(&mut world, &mut witnesses)?;
        let mut whole = true;
        for index in 0..self.goals.len() {
            let Some(goal) = self.goals.get(index).cloned() else { continue };
            if world.symbols.diagrams.is_crowded() {
                world = World::new(graph, &group.domains, MOST_BRANCHES)?;
            }
            let all = match self.seek(&mut world, &goal, group) {
                Ok(all) => all,
                Err(Stop::Full) => vec![None],
                Err(other) => return Err(other),
            };
            for found in all {
                whole &= found.as_ref().is_some_and(Found::is_proved);
                self.keep(index, found.as_ref());
                let Some((found, (_, classes))) = found.and_then(|f| Some((f.within, f.worst?))) else {
                    continue;
                };
                witnesses.extend(fullest(&mut world, found).ok());
                witnesses.insert(classes);
            }
        }
        whole &= self.seek_papers(&mut world, group, &mut witnesses)?;
        Ok((witnesses, whole))
    }

    /// Notes what is not known of a figure.
    fn keep(&mut self, goal: usize, found: Option<&Found>) {
        let Some(goal) = self.goals.get_mut(goal) else { return };
        match found {
            Some(found) if found.is_proved() => {}
            Some(found) => (goal.undecided, goal.ceiling) = (true, goal.ceiling.max(Some(found.bound))),
            None => goal.undecided = true,
        }
    }

    /// Looks for the worst of one figure; none where the exact proof does not serve.
    fn seek(
        &mut self,
        world: &mut World<'_, '_>,
        goal: &Goal,
        group: &Group,
    ) -> Result<Vec<Option<Found>>, Stop> {
        let (mut left, cost) = (self.left, self.split_cost());
        let mut pay = || {
            let rest = left.checked_sub(cost);
            left = rest.unwrap_or(left);
            rest.is_some()
        };
        let one = |conditions: Vec<Ref>| conditions.into_iter().map(|condition| (condition, 1)).collect();
        let found = match goal.metric {
            Metric::Materials => {
                let burden = world.burden()?;
                vec![Some(worst_sum(world, one(burden), &mut pay)?)]
            }
            Metric::Fields => {
                let fields = world.asked_fields()?;
                vec![Some(worst_sum(world, one(fields), &mut pay)?)]
            }
            Metric::SiteVisits => {
                let visits = world.visits();
                vec![Some(worst_sum(world, visits, &mut pay)?)]
            }
            Metric::Fees => {
                let fees = world.charged()?;
                vec![Some(worst_sum(world, fees, &mut pay)?)]
            }
            Metric::Trips => vec![self.seek_trips(world, group, &mut pay)?],
            Metric::Time => self.seek_time(world, goal, group, &mut pay)?,
        };
        self.left = left;
        Ok(found)
    }

    /// Whether every node that may apply, but those marked, takes working days.
    pub(super) fn surely_work_days(&self, world: &World<'_, '_>, excluded: &[bool]) -> bool {
        let nodes = self.graph.plan.nodes.iter().enumerate();
        nodes
            .filter(|(index, _)| world.node(*index) != NEVER && !at(excluded, *index))
            .all(|(_, node)| node.work.unit == Unit::WorkDay || (node.automatic && node.work.amount == 0))
    }

    /// Whether a later start never ends earlier, which the bounds rest on: not with 顺延 of the tax law, whose extension
    /// depends on the days inside, nor where the hour of receipt decides day 0.
    pub(super) fn is_monotone(&self) -> bool {
        let plan = self.graph.plan;
        receipt_rule(plan).is_default() && plan.nodes.iter().all(|node| node.work.roll != Roll::Extend)
    }

    /// Whether from some start the slowest case stays inside the calendar's data, so that every case does.
    fn fits(&self, world: &mut World<'_, '_>, group: &Group) -> Result<bool, Stop> {
        let nodes = world.nodes.clone();
        let statuses = world.statuses(ALWAYS, &nodes)?;
        let matters = vec![true; nodes.len()];
        let known = Known { nodes: &statuses, ended: &[], excluded: &[], matters: &matters };
        let rule = receipt_rule(self.graph.plan);
        for start in group.starts(self.calendar, rule) {
            let clock = Dated::new(self.calendar, rule, start);
            if inside_data(slowest(self.graph, known, &clock, start))?.is_some() {
                return Ok(self.is_monotone());
            }
        }
        Ok(false)
    }

    /// What a split of a set of 情形 costs.
    pub(super) const fn split_cost(&self) -> u64 {
        self.price.saturating_mul(SPLIT)
    }

    fn seek_trips(
        &mut self,
        world: &mut World<'_, '_>,
        group: &Group,
        pay: &mut impl FnMut() -> bool,
    ) -> Result<Option<Found>, Stop> {
        if self.surely_work_days(world, &[]) {
            let beginning = Beginning { clock: WorkDays, origin: 0, most: u32::MAX };
            let mut trips = Trips::new(world, vec![beginning])?;
            return Ok(Some(worst(world, &mut trips, ALWAYS, pay)?));
        }
        if !self.fits(world, group)? {
            return Ok(None);
        }
        let rule = receipt_rule(self.graph.plan);
        let beginnings = group.starts(self.calendar, rule).map(|start| {
            let clock = Dated::new(self.calendar, rule, start);
            Beginning { clock, origin: start, most: u32::MAX }
        });
        let mut trips = Trips::new(world, beginnings.collect())?;
        let found = worst(world, &mut trips, ALWAYS, pay)?;
        self.mark(&trips.beginnings, &found);
        Ok(Some(found))
    }

    /// Keeps in mind the start from which something is worst.
    pub(super) fn mark(&mut self, beginnings: &[Beginning<Dated<'_>>], found: &Found) {
        let start = beginnings.get(found.beginning).filter(|_| found.worst.is_some());
        if let (Some(starts), Some(start)) = (&mut self.starts, start) {
            starts.insert(start.origin);
        }
    }

    /// Whether the case is played from a start: after a leap only from those that some figure is worst from.
    pub(super) fn plays(&self, start: Instant) -> bool {
        self.starts.as_ref().is_none_or(|starts| starts.contains(&start))
    }

    fn seek_time(
        &mut self,
        world: &mut World<'_, '_>,
        goal: &Goal,
        group: &Group,
        pay: &mut impl FnMut() -> bool,
    ) -> Result<Vec<Option<Found>>, Stop> {
        let happens = |world: &mut World<'_, '_>| {
            let (from, until) = (world.node(goal.from.node.index()), world.node(goal.until.node.index()));
            world.symbols.diagrams.and(from, until)
        };
        let within = happens(world)?;
        let inside = goal.starts_inside();
        let work_days = self.surely_work_days(world, &goal.excluded);
        // Cases of equal length share their worst start.
        let by_length = self.accepts_at_once() && !inside && goal.counts_all();
        if work_days && (goal.unit == Unit::WorkDay || by_length) {
            let beginnings = vec![Beginning { clock: WorkDays, origin: 0, most: u32::MAX }];
            let excluded = goal.excluded.clone();
            let elapsed = |clock: &WorkDays, from, to| clock.elapsed(from, to, Unit::WorkDay, None);
            let mut length = self.length(world, goal, excluded, beginnings, elapsed)?;
            return Ok(vec![Some(worst(world, &mut length, within, pay)?)]);
        }
        if !self.is_monotone() {
            return Ok(vec![None]);
        }
        let mut all = Vec::new();
        // 不计 in mixed day kinds: the case without what is excluded, and the one with it.
        let both = if goal.counts_all() { vec![Vec::new()] } else { vec![goal.excluded.clone(), Vec::new()] };
        for excluded in both {
            let begin = |(start, received)| Beginning {
                clock: Dated::new(self.calendar, receipt_rule(self.graph.plan), received),
                origin: start,
                most: u32::MAX,
            };
            let beginnings = self.beginnings(inside, group).into_iter().map(begin).collect();
            let elapsed = |clock: &Dated<'_>, from, to| clock.elapsed(from, to, goal.unit, goal.limit());
            let mut length = self.length(world, goal, excluded, beginnings, elapsed)?;
            let sure = self.rank(world, within, &mut length)?;
            if !sure {
                all.push(None);
                continue;
            }
            let found = worst(world, &mut length, within, pay)?;
            self.mark(&length.beginnings, &found);
            all.push(Some(found));
        }
        Ok(all)
    }

    fn length<C: Clock, E>(
        &self,
        world: &mut World<'_, '_>,
        goal: &Goal,
        excluded: Vec<bool>,
        beginnings: Vec<Beginning<C>>,
        elapsed: E,
    ) -> Result<Length<C, E>, Stop> {
        let inside = Some(goal.from).filter(|_| goal.starts_inside());
        let ended = match inside {
            Some(from) => world.ended_before(from)?,
            None => Vec::new(),
        };
        let matters = depends(self.graph, goal.from, goal.until);
        let (from, until) = (goal.from, goal.until);
        Ok(Length { matters, ended, inside, excluded, from, until, beginnings, elapsed })
    }

    /// Finds the most that each beginning can take, and sorts them by it. False if no beginning keeps the slowest case
    /// inside the calendar's data.
    pub(super) fn rank<E>(
        &self,
        world: &mut World<'_, '_>,
        within: Ref,
        length: &mut Length<Dated<'_>, E>,
    ) -> Result<bool, Stop>
    where
        E: Fn(&Dated<'_>, Instant, Instant) -> Result<u32, ProofError>,
    {
        if within == NEVER {
            return Ok(true);
        }
        let nodes = world.nodes.clone();
        let statuses = world.statuses(within, &nodes)?;
        let ended = world.statuses(within, &length.ended)?;
        let (excluded, matters) = (length.excluded.clone(), length.matters.clone());
        let known = Known { nodes: &statuses, ended: &ended, excluded: &excluded, matters: &matters };
        let last = self.calendar.closing(self.calendar.data().last);
        let mut sure = false;
        let mut ranked = Vec::with_capacity(length.beginnings.len());
        for mut beginning in std::mem::take(&mut length.beginnings) {
            let slots = slowest(self.graph, known, &beginning.clock, beginning.origin);
            let most = slots.and_then(|slots| length.between(&beginning.clock, &slots));
            beginning.most = match inside_data(most)? {
                Some(most) => {
                    sure = true;
                    most.unwrap_or(0)
                }
                None => {
                    let left =
                        (length.elapsed)(&beginning.clock, beginning.origin, last.max(beginning.origin));
                    left.unwrap_or(u32::MAX)
                }
            };
            ranked.push(beginning);
        }
        ranked.sort_by_key(|beginning| std::cmp::Reverse(beginning.most));
        length.beginnings = ranked;
        Ok(sure)
    }

    /// Marks what can apply, and finds the first 情形 of every fault.
    fn faults(&mut self, world: &mut World<'_, '_>, witnesses: &mut Witnesses) -> Result<(), Stop> {
        self.findings.can_apply(world.scopes.iter().map(|scope| *scope != NEVER));
        for fault in world.faults()? {
            witnesses.insert(world.symbols.first(fault)?);
        }
        Ok(())
    }
}
