//! Upper bounds for figures that could not be decided: everything that could apply does, and nobody starts early.

use super::clock::{Clock, Dated, WorkDays, receipt_rule, starts};
use super::figures::{fees, fields, site_visits};
use super::goal::Goal;
use super::graph::{Applies, Graph};
use super::run::{latest, moment};
use lianban_runtime::plan::{MaterialIx, Metric, sum_of_fees};
use lianban_runtime::time::{Calendar, Unit};
use std::collections::BTreeSet;

/// Bounds of one plan.
pub(super) struct Bounds<'g, 'p> {
    graph: &'g Graph<'p>,
    calendar: &'g Calendar,
    everything: Applies,
}

impl<'g, 'p> Bounds<'g, 'p> {
    /// Prepares the case in which every scope and node applies.
    pub fn new(graph: &'g Graph<'p>, calendar: &'g Calendar) -> Self {
        let scopes = vec![true; graph.plan.scopes.len()];
        let nodes = vec![true; graph.plan.nodes.len()];
        let materials = vec![true; graph.plan.materials.len()];
        let fields = vec![true; graph.plan.fields.len()];
        let fees = vec![true; graph.plan.fees.len()];
        Self { graph, calendar, everything: Applies { scopes, nodes, materials, fields, fees } }
    }

    /// Everything that any scope needs of the applicant. A group counts even beside one of its own: in some other
    /// 情形 it is brought alone.
    fn materials(&self) -> Option<u32> {
        let materials = &self.graph.plan.materials;
        let brought = |at: &MaterialIx| materials.get(at.index()).is_some_and(|m| m.source.is_brought());
        let needed = self.graph.plan.scopes.iter().flat_map(|scope| &scope.needs).filter(|at| brought(at));
        u32::try_from(needed.collect::<BTreeSet<_>>().len()).ok()
    }

    /// No 情形 can be worse than this; none if even that cannot be dated.
    pub fn at_most(&self, goal: &Goal) -> Option<u32> {
        match goal.metric {
            Metric::Materials => self.materials(),
            Metric::Fields => u32::try_from(fields(self.graph, &self.everything).len()).ok(),
            Metric::Fees => Some(sum_of_fees(fees(self.graph, &self.everything).into_iter())),
            Metric::SiteVisits => Some(site_visits(self.graph, &self.everything).count),
            Metric::Trips => {
                let windows = self.graph.plan.nodes.iter().filter(|n| n.channel.is_trip());
                u32::try_from(windows.count()).ok()
            }
            Metric::Time if goal.unit == Unit::WorkDay && self.graph.only_work_days(&self.everything) => {
                self.time(goal, &WorkDays, 0)
            }
            // One start that leaves the data would make the bound a guess.
            Metric::Time => {
                let rule = receipt_rule(self.graph.plan);
                let mut worst = None;
                for start in starts(self.calendar, rule) {
                    let clock = Dated::new(self.calendar, rule, start);
                    worst = worst.max(Some(self.time(goal, &clock, start)?));
                }
                worst
            }
        }
    }

    /// From the very beginning, so that a later `从` cannot make it too small.
    fn time<C: Clock>(&self, goal: &Goal, clock: &C, origin: C::Time) -> Option<u32> {
        let played = latest(self.graph, &self.everything, clock, origin).ok()?;
        let until = moment(&played, goal.until)?;
        clock.elapsed(origin, until.max(origin), goal.unit, None).ok()
    }
}
