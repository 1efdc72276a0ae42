//! Which clocks stand, since when and until when (rules T5, T8, F4, F5; the table of decision 0013).

use super::days::Stopped;
use super::{Beyond, Case, StopIs};
use lianban_runtime::case::{Level, Phase, StopKind};
use lianban_runtime::plan::{EdgeKind, Limit, LimitIx, LimitKind, NodeIx, ScopeIx, ScopeKind};
use lianban_runtime::time::{Instant, Unit};

impl Case<'_> {
    pub(super) fn begin_stop(
        &mut self,
        kind: StopKind,
        scope: ScopeIx,
        from: Instant,
        also: Vec<ScopeIx>,
        level: Option<Level>,
    ) {
        self.world.stops.push(StopIs { kind, scope, from, to: None, also, level });
    }

    /// Ends the open stop of a kind, if there is one.
    pub(super) fn end_stop(&mut self, kind: StopKind, scope: ScopeIx, at: Instant) -> bool {
        let mut open = self.world.stops.iter_mut();
        let found = open.find(|stop| stop.kind == kind && stop.scope == scope && stop.to.is_none());
        found.map(|stop| stop.to = Some(at)).is_some()
    }

    pub(super) fn end_stops_of(&mut self, scope: ScopeIx, at: Instant) {
        for stop in self.world.stops.iter_mut().filter(|stop| stop.scope == scope && stop.to.is_none()) {
            stop.to = Some(at);
        }
    }

    pub(super) fn has_stop(&self, kind: StopKind, scope: ScopeIx) -> bool {
        self.world.stops.iter().any(|stop| stop.kind == kind && stop.scope == scope && stop.to.is_none())
    }

    /// The scope, or what is around it, is suspended; a joint action: a participant is.
    pub(super) fn is_suspended(&self, scope: ScopeIx) -> bool {
        let mut concerned = vec![scope];
        if self.twin.scope(scope).kind == ScopeKind::Joint {
            let barrier = self.twin.barrier(self.twin.scope(scope).entry);
            concerned.extend(barrier.iter().flat_map(|barrier| barrier.members.iter().copied()));
        }
        self.world.stops.iter().any(|stop| {
            stop.kind == StopKind::Suspension
                && stop.to.is_none()
                && concerned.iter().any(|at| self.twin.within(*at, stop.scope))
        })
    }

    /// Who takes part in a joint action with this item, one that has not ended (F4).
    pub(super) fn companions(&self, item: ScopeIx) -> Vec<ScopeIx> {
        let barriers = self.twin.plan.barriers.iter();
        let open = barriers.filter(|b| b.members.contains(&item) && !self.phase(b.node).has_ended());
        let mut others: Vec<ScopeIx> =
            open.flat_map(|b| b.members.iter().copied()).filter(|m| *m != item).collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// Whether a stop has anything to do with a limit: the table of decision 0013.
    fn concerns(&self, stop: &StopIs, limit: &Limit) -> bool {
        use LimitKind::{
            Between, Bundle, Correction, Delivery, Handover, Intake, Joint, Promised, Recheck, Rectify,
            Stage, Statutory, Step, Supplement, Tolerance,
        };
        let within = |inner, outer| self.twin.within(inner, outer);
        let whose = || std::iter::once(stop.scope).chain(stop.also.iter().copied());
        let around = || whose().any(|scope| within(scope, limit.scope));
        let of_item = matches!(limit.kind, Statutory | Promised | Supplement);
        let whole = matches!(limit.kind, Stage | Bundle | Between);
        let of_joint = self.twin.scope(limit.scope).kind == ScopeKind::Joint;
        let joint_of_it = of_joint && self.takes_part(stop.scope, limit.scope);
        let work = matches!(limit.kind, Step | Joint | Recheck);
        // What the applicant owes, and delivery, run on.
        if matches!(limit.kind, Tolerance | Rectify | Correction | Delivery) {
            return stop.kind == StopKind::Suspension && stop.scope == ScopeIx(0);
        }
        if matches!(limit.kind, Intake | Handover) {
            return matches!(stop.kind, StopKind::Correction | StopKind::Suspension)
                && stop.scope == ScopeIx(0);
        }
        match stop.kind {
            StopKind::Correction => around() || whose().any(|scope| within(limit.scope, scope)),
            StopKind::Suspension if stop.scope == ScopeIx(0) => true,
            StopKind::Suspension => match () {
                () if of_item || whole => around(),
                () if of_joint => joint_of_it,
                () => work && within(limit.scope, stop.scope),
            },
            StopKind::Procedure(at) => {
                let stops = self.twin.plan.procedures[at.index()].stops;
                let own_step = self.twin.plan.procedures.iter().any(|p| {
                    p.node.is_some_and(|node| self.twin.plan.nodes[node.index()].scope == limit.scope)
                });
                stops
                    && match () {
                        () if of_item => whose().any(|scope| scope == limit.scope),
                        () if whole => limit.excludes.contains(&at) && around(),
                        () if of_joint => joint_of_it,
                        () => work && within(limit.scope, stop.scope) && !own_step,
                    }
            }
            StopKind::Rework => match () {
                () if of_item => stop.also.contains(&limit.scope),
                () if of_joint || whole => false,
                () => {
                    work && limit.scope != stop.scope
                        && stop.also.iter().any(|item| within(limit.scope, *item))
                }
            },
        }
    }

    fn takes_part(&self, item: ScopeIx, joint: ScopeIx) -> bool {
        self.twin.barrier(self.twin.scope(joint).entry).is_some_and(|b| b.members.contains(&item))
    }

    /// From when a stop holds a limit: an item that waits for another at a joint action, only since all that is its own
    /// before the joint action has ended (decision 0013, 7). 补正 and 整改 hold from their beginning.
    fn holds_from(&self, stop: &StopIs, limit: &Limit) -> Option<Instant> {
        let of_item =
            matches!(limit.kind, LimitKind::Statutory | LimitKind::Promised | LimitKind::Supplement);
        let at_once = matches!(stop.kind, StopKind::Correction | StopKind::Rework);
        if !of_item || at_once || self.twin.within(limit.scope, stop.scope) {
            return Some(stop.from);
        }
        let shared = self.twin.plan.barriers.iter();
        let shared = shared.filter(|b| b.members.contains(&limit.scope) && b.members.contains(&stop.scope));
        let since = shared.filter_map(|barrier| self.waits_since(barrier.node, limit.scope)).min();
        since.map(|since| since.max(stop.from))
    }

    /// Since when an item waits for a joint action: the last end of what is its own before it.
    fn waits_since(&self, joint: NodeIx, item: ScopeIx) -> Option<Instant> {
        let before = [EdgeKind::Start, EdgeKind::Finish];
        let before = before.iter().flat_map(|kind| self.twin.before(joint, *kind)).map(|edge| edge.from);
        let own: Vec<NodeIx> = before
            .filter(|from| self.twin.within(self.twin.plan.nodes[from.index()].scope, item))
            .filter(|from| self.phase(*from) != Phase::Skipped)
            .collect();
        if own.iter().any(|from| self.node(*from).end.is_none()) {
            return None;
        }
        own.iter().filter_map(|from| self.node(*from).end).max()
    }

    /// The stretches that move a limit. A correction, a 整改 and a planned procedure last, for limits in working days,
    /// until the next working day is there (decisions 0001, 13; 0013, 4).
    pub(super) fn stopped(&self, at: LimitIx) -> Result<Vec<Stopped>, Beyond> {
        let limit = &self.twin.plan.limits[at.index()];
        let days = &self.twin.days;
        let mut all = Vec::new();
        for stop in self.world.stops.iter().filter(|stop| self.concerns(stop, limit)) {
            let (Some(from), Some(mut to)) = (self.holds_from(stop, limit), stop.to) else { continue };
            let hands_over = match stop.kind {
                StopKind::Correction | StopKind::Rework => true,
                StopKind::Procedure(at) => self.twin.plan.procedures[at.index()].node.is_some(),
                StopKind::Suspension => false,
            };
            if hands_over && limit.budget.unit == Unit::WorkDay {
                to = to.max(days.opening(days.day_zero(to, &self.receipts())?));
            }
            all.push((from.millis(), to.millis()));
        }
        Ok(all)
    }

    /// A stop that lasts holds a limit, unless it began after the due date (T5).
    pub(super) fn is_held(&self, at: LimitIx) -> bool {
        let limit = &self.twin.plan.limits[at.index()];
        let days = &self.twin.days;
        let Some(due) = self.limit(at).due else { return false };
        let by_day = matches!(limit.budget.unit, Unit::WorkDay | Unit::Day | Unit::Month | Unit::Year);
        let in_time = |from: Instant| {
            if by_day { days.day(from) <= days.day(due) } else { from <= due }
        };
        self.world.stops.iter().any(|stop| {
            stop.to.is_none()
                && self.concerns(stop, limit)
                && self.holds_from(stop, limit).is_some_and(in_time)
        })
    }
}
