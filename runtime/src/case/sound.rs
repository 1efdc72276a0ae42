//! Is a state one of this plan? States come back from hosts as bytes: every index in one is looked at before a step
//! relies on it.

use super::{Engine, State, StopKind, StopRecord};
use crate::plan::{NodeIx, ScopeIx, Voice};

impl Engine {
    /// Whether the tables of a state fit the plan, and nothing in it points outside. The latter is looked at once, when a
    /// state has been read: a step points nowhere else.
    pub(crate) fn fits(&self, state: &State) -> bool {
        let plan = self.plan();
        let rows = (plan.nodes.len(), plan.scopes.len(), plan.limits.len());
        state.plan == *self.plan_hash()
            && (state.nodes.len(), state.scopes.len(), state.limits.len()) == rows
            && (state.index.known || self.points_inside(state))
    }

    fn points_inside(&self, state: &State) -> bool {
        let plan = self.plan();
        state.stops.iter().all(|stop| self.knows_stop(stop))
            && self.knows_hands(state)
            && state.ratings.iter().all(|rating| rating.scope.index() < plan.scopes.len())
    }

    fn knows_stop(&self, stop: &StopRecord) -> bool {
        let plan = self.plan();
        let scope = |at: &ScopeIx| at.index() < plan.scopes.len();
        let kind = match stop.kind {
            StopKind::Procedure(at) => at.index() < plan.procedures.len(),
            // Only a procedure has a limit of its own.
            StopKind::Correction | StopKind::Suspension | StopKind::Rework => stop.watch.is_none(),
        };
        kind && scope(&stop.scope) && stop.also.iter().all(scope)
    }

    fn knows_hands(&self, state: &State) -> bool {
        let plan = self.plan();
        let node = |at: NodeIx| at.index() < plan.nodes.len();
        let voice = |who: &Voice| match who {
            Voice::Department(at) => at.index() < plan.departments.len(),
            Voice::Role(at) => at.index() < plan.desk.roles.len(),
        };
        let hands = &state.hands;
        hands.said.iter().all(|said| node(said.node) && voice(&said.who))
            && hands.signers.iter().all(|row| node(row.node) && row.who.iter().all(voice))
            && hands.holders.iter().all(|holder| node(holder.node))
            && hands.discussed.iter().all(|discussed| node(discussed.node))
    }
}
