//! A case on its way from one plan to another.

use super::mapping::Mapping;
use super::rename::{Rename, Renamed, renamed};
use super::report::{Migration, Obstacle};
use crate::case::{CaseStatus, Engine, State, index::Index};
use crate::plan::{LimitIx, NodeIx, ScopeIx};
use crate::time::{Date, Instant};

/// What is left of a case, and what becomes of it.
pub(super) struct Carried<'e> {
    pub(super) mapping: Mapping<'e>,
    /// The state on the plan that is left, with everything done that was due.
    pub(super) from: &'e State,
    /// The state on the new plan, as far as it has been carried over.
    pub(super) state: State,
    /// When.
    pub(super) at: Instant,
    /// Which conditions of the new plan hold.
    pub(super) holds: Vec<bool>,
    /// Limits of the new plan that the case did not have and that run from a moment that has come.
    pub(super) fresh: Vec<LimitIx>,
    pub(super) report: Migration,
}

impl<'e> Carried<'e> {
    /// Carries over all that a state holds. Due instants and alarms are still those of the plan that is left.
    pub(super) fn over(
        old: &'e Engine,
        new: &'e Engine,
        from: &'e State,
        at: Instant,
        renames: &'e [Rename],
    ) -> Self {
        let mapping = Mapping::new(old, new, renames);
        let (state, report) = (new.new_case(), Migration::default());
        let mut carried = Self { mapping, from, state, at, holds: Vec::new(), fresh: Vec::new(), report };
        carried.expect_same_bundle();
        (carried.state.now, carried.state.sequence, carried.state.head) =
            (from.now, from.sequence, from.head);
        (carried.state.status, carried.state.papers) = (from.status, from.papers);
        if from.status == CaseStatus::Draft || !carried.report.obstacles.is_empty() {
            return carried;
        }
        let submitted = carried.submitted();
        carried.carry_answers(submitted);
        if !carried.report.obstacles.is_empty() {
            return carried;
        }
        let guards = &new.plan().guards;
        carried.holds = crate::plan::evaluate(guards, &carried.state.answers, submitted);
        carried.carry_stops();
        carried.carry_scopes();
        carried.carry_nodes();
        carried.carry_owed();
        carried.derive_gates();
        carried.count();
        carried.expect_order();
        carried.carry_hands();
        carried.carry_ratings();
        carried.carry_limits();
        carried.note_burden();
        // Rows were written by hand.
        carried.state.index = Index::default();
        carried
    }

    /// The code tells bundles apart, or where none is written the name; and the region they apply to.
    fn expect_same_bundle(&mut self) {
        let (old, new) = (self.mapping.old.plan(), self.mapping.new.plan());
        let named = renamed(self.mapping.renames, Renamed::Bundle, &old.name) == new.name;
        let same = if old.code.is_empty() && new.code.is_empty() { named } else { old.code == new.code };
        if same && old.region == new.region {
            return;
        }
        let told = |plan: &crate::plan::Plan| {
            let parts = [plan.region.as_str(), &plan.name, &plan.code];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        self.report.obstacles.push(Obstacle::OtherBundle { from: told(old), to: told(new) });
    }

    /// The local date of the submission.
    fn submitted(&self) -> Date {
        let submitted = self.from.node(NodeIx(0)).start.or(self.from.now).unwrap_or(self.at);
        self.mapping.new.calendar().date_of(submitted)
    }

    /// Whether a condition of the new plan holds.
    pub(super) fn holds(&self, guard: crate::plan::GuardIx) -> bool {
        self.holds.get(guard.index()).copied().unwrap_or(false)
    }

    /// Nothing happens to the case any more but what follows it.
    pub(super) fn is_final(&self) -> bool {
        self.from.status.is_final()
    }

    /// Anything of a scope of the old plan has begun.
    pub(super) fn has_begun(&self, old: ScopeIx) -> bool {
        let nodes = self.mapping.old.nodes_of(old).iter();
        nodes.map(|node| self.from.node(*node)).any(|node| node.start.is_some())
    }

    pub(super) fn obstacle(&mut self, obstacle: Obstacle) {
        self.report.obstacles.push(obstacle);
    }
}
