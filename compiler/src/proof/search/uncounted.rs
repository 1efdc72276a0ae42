//! 不计: limits that leave out the days of some 特别程序.
//!
//! A stop moves the limit by its days, so what counts is the time that passes outside the stops: f(t) = t − |stops
//! before t|. f never falls, and along every edge it grows by at most the work of the node; during an excluded
//! procedure it stands. So by induction over the nodes (latest, first and k-th of the predecessors alike, because f
//! keeps their order) no node ends at a greater f than in the case in which every excluded procedure takes no time —
//! and that case exists, because a procedure may end at once. In working days that case is therefore the worst one.
//! In other day kinds the case moves along the calendar when a procedure takes longer, and f is not the measure of
//! every node; then the case in which nothing is left out bounds it from above: the limit only moves to later dates.

use super::Search;
use crate::proof::ProofError;
use crate::proof::clock::{Dated, WorkDays, receipt_rule, starts};
use crate::proof::graph::{Applies, at};
use crate::proof::groups::{Group, Scene};
use crate::proof::run::{Apart, run_apart};
use crate::proof::span::ended_before;
use lianban_runtime::plan::Anchor;
use lianban_runtime::time::{CalendarError, Instant, Unit};

impl Search<'_, '_> {
    /// Looks at one limit in one 情形; false when the budget is used up.
    pub(super) fn examine_excluding(
        &mut self,
        index: usize,
        applies: &Applies,
        scene: Scene<'_>,
    ) -> Result<bool, ProofError> {
        let Some(goal) = self.goals.get_mut(index) else { return Ok(true) };
        let happens = |anchor: Anchor| at(&applies.nodes, anchor.node.index());
        if goal.counts_all() || !happens(goal.from) || !happens(goal.until) {
            return Ok(true);
        }
        let (graph, excluded, inside) = (self.graph, goal.excluded.clone(), goal.starts_inside());
        let ended = if inside { ended_before(graph, applies, goal.from) } else { Vec::new() };
        let quick = Apart { ended: &ended, excluded: &excluded };
        let slow = Apart { ended: &ended, excluded: &[] };
        if goal.unit == Unit::WorkDay && graph.only_work_days_but(applies, &excluded) {
            let played = run_apart(graph, applies, &WorkDays, 0, quick)?;
            goal.offer_run(graph, &WorkDays, &played, scene.answers, scene.start(self.calendar))?;
            return Ok(true);
        }
        let rule = receipt_rule(graph.plan);
        let mut dated = false;
        for (start, received) in self.beginnings(inside, scene.group) {
            if !self.plays(start) {
                continue;
            }
            if !self.pay() {
                return Ok(false);
            }
            let Some(goal) = self.goals.get_mut(index) else { return Ok(true) };
            let clock = Dated::new(self.calendar, rule, received);
            let answers = scene.answers_at(self.calendar, start);
            let offered = run_apart(graph, applies, &clock, start, quick)
                .and_then(|quick| Ok((quick, run_apart(graph, applies, &clock, start, slow)?)))
                .and_then(|(quick, slow)| {
                    goal.offer_run(graph, &clock, &quick, &answers, Some(start))?;
                    goal.offer_most(graph, &clock, &slow, &answers, Some(start))
                });
            match offered {
                Ok(()) => dated = true,
                Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => {}
                Err(other) => return Err(other),
            }
        }
        if dated {
            self.reach(index, applies)
        } else {
            self.leave_open(index, applies, scene.answers)
        }
        Ok(true)
    }

    /// When the limit may begin, and which receipt its day 0 may be: of the case its own; of a limit that begins inside
    /// the case any day, which may be that of the receipt or not.
    pub(super) fn beginnings(&self, inside: bool, group: &Group) -> Vec<(Instant, Instant)> {
        let rule = receipt_rule(self.graph.plan);
        if !inside {
            return group.starts(self.calendar, rule).map(|start| (start, start)).collect();
        }
        let other = (!rule.is_default()).then_some(Instant::MIN);
        let both = |start| [Some((start, start)), other.map(|at| (start, at))].into_iter().flatten();
        starts(self.calendar, rule).flat_map(both).collect()
    }
}
