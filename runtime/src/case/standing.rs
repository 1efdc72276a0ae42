//! Which clock stands still because of which stop (rules T5, T8, F4, F5).

use super::{Engine, Phase, State, StopKind, StopRecord};
use crate::plan::{Limit, LimitKind, NodeIx, NodeKind, Procedure, ProcedureIx, ScopeIx, ScopeKind};
use crate::time::{CalendarError, Instant, Span, Stop};

impl Engine {
    /// The procedure at `at`, if there is one.
    #[must_use]
    pub fn procedure(&self, at: ProcedureIx) -> Option<&Procedure> {
        self.plan().procedures.get(at.index())
    }

    /// What `name` means in an item: the procedure planned there, else one of its stage or of the bundle.
    #[must_use]
    pub fn procedure_named(&self, name: &str, item: ScopeIx) -> Option<ProcedureIx> {
        let named =
            || (0_u32..).map(ProcedureIx).zip(&self.plan().procedures).filter(|(_, p)| p.name == name);
        let planned = named().find(|(_, p)| p.node.is_some() && p.scope == item);
        let at_hand = || named().find(|(_, p)| p.node.is_none() && self.is_within(item, p.scope));
        planned.or_else(at_hand).map(|(at, _)| at)
    }

    /// Whether a stop moves a limit.
    #[must_use]
    pub fn stop_moves(&self, stop: &StopRecord, limit: &Limit) -> bool {
        if limit.kind.follows_the_case() {
            return false;
        }
        match stop.kind {
            StopKind::Correction => self.correction_moves(stop, limit),
            StopKind::Procedure(at) => {
                self.procedure(at).is_some_and(|p| p.stops && self.procedure_moves(at, stop, limit))
            }
            StopKind::Suspension => self.suspension_moves(stop, limit),
            StopKind::Rework => self.rework_moves(stop, limit),
        }
    }

    /// 补正 (rules T8, F4): the limit of its own scope, of what is around it (its stage, the bundle) and inside it (its
    /// steps), and of whoever waits for it at a joint action. What the applicant owes (容缺) and delivery run on.
    fn correction_moves(&self, stop: &StopRecord, limit: &Limit) -> bool {
        let related = |a: ScopeIx, b: ScopeIx| self.is_within(a, b) || self.is_within(b, a);
        match limit.kind {
            LimitKind::Rectify | LimitKind::Tolerance | LimitKind::Correction | LimitKind::Delivery => false,
            LimitKind::Intake | LimitKind::Handover => stop.scope == ScopeIx(0),
            _ => {
                related(stop.scope, limit.scope) || stop.also.iter().any(|other| related(*other, limit.scope))
            }
        }
    }

    /// 特别程序 (rule T5): the limits of its item and of the running step or joint action; those of its stage and of the
    /// bundle exactly when they say 不计; those of the items that wait for it at a joint action (rule F4).
    fn procedure_moves(&self, at: ProcedureIx, stop: &StopRecord, limit: &Limit) -> bool {
        match limit.kind {
            LimitKind::Tolerance
            | LimitKind::Rectify
            | LimitKind::Correction
            | LimitKind::Delivery
            | LimitKind::Intake
            | LimitKind::Handover
            | LimitKind::CallBack
            | LimitKind::Remedy => false,
            LimitKind::Stage | LimitKind::Bundle | LimitKind::Between => {
                limit.excludes.contains(&at)
                    && stop.concerned().any(|scope| self.is_within(scope, limit.scope))
            }
            LimitKind::Recheck | LimitKind::Joint if self.is_joint(limit.scope) => {
                self.is_member(stop.scope, limit.scope)
            }
            LimitKind::Joint => false,
            LimitKind::Step | LimitKind::Recheck => {
                self.is_within(limit.scope, stop.scope) && !self.is_procedure(limit.scope)
            }
            LimitKind::Statutory | LimitKind::Promised | LimitKind::Supplement => {
                stop.concerned().any(|scope| scope == limit.scope)
            }
        }
    }

    /// 中止 (rule F5): of the case, every limit; of an item, as a 补正 of it, and the joint action it takes part in.
    fn suspension_moves(&self, stop: &StopRecord, limit: &Limit) -> bool {
        if stop.scope == ScopeIx(0) {
            return true;
        }
        match limit.kind {
            LimitKind::Tolerance
            | LimitKind::Correction
            | LimitKind::Delivery
            | LimitKind::Intake
            | LimitKind::Handover => false,
            LimitKind::Recheck | LimitKind::Joint if self.is_joint(limit.scope) => {
                self.is_member(stop.scope, limit.scope)
            }
            LimitKind::Joint => false,
            LimitKind::Step | LimitKind::Recheck => self.is_within(limit.scope, stop.scope),
            _ => stop.concerned().any(|scope| self.is_within(scope, limit.scope)),
        }
    }

    /// Since when an item waits, at a joint action, for the one whose clock a stop concerns: all that is its own before
    /// the joint action has ended (rule F4). None while it still works, or is not held up at all.
    #[must_use]
    pub fn waits_since(&self, state: &State, stop: &StopRecord, item: ScopeIx) -> Option<Instant> {
        let shared = self.barriers_of(item).filter(|barrier| barrier.members.contains(&stop.scope));
        let ready = shared.filter_map(|barrier| {
            let own = self.incoming(barrier.node).iter().map(|edge| edge.from);
            let own = own.filter(|from| self.is_within(self.node(*from).scope, item));
            let mut own = own.map(|from| state.node(from)).filter(|node| node.phase != Phase::Skipped);
            own.try_fold(Instant::MIN, |latest, node| node.end.map(|end| latest.max(end)))
        });
        ready.filter(|ready| *ready > Instant::MIN).min()
    }

    /// From when a stop holds a limit that it moves: of an item that waits for another, since it waits; none if it does
    /// not wait. 补正 and 整改 hold from their beginning: nobody of those concerned can go on.
    pub(crate) fn stop_holds_from(&self, state: &State, stop: &StopRecord, limit: &Limit) -> Option<Instant> {
        let of_item =
            matches!(limit.kind, LimitKind::Statutory | LimitKind::Promised | LimitKind::Supplement);
        let by_waiting = !matches!(stop.kind, StopKind::Correction | StopKind::Rework);
        let other = by_waiting && of_item && !self.is_within(limit.scope, stop.scope);
        if !other {
            return Some(stop.from);
        }
        self.waits_since(state, stop, limit.scope).map(|since| since.max(stop.from))
    }

    fn is_joint(&self, scope: ScopeIx) -> bool {
        self.scope(scope).kind == ScopeKind::Joint
    }

    /// 整改 off the clock (rule T5): the limits of the items that wait for it, and of their steps that run. What a stage or
    /// the bundle promises runs on.
    fn rework_moves(&self, stop: &StopRecord, limit: &Limit) -> bool {
        match limit.kind {
            LimitKind::Statutory | LimitKind::Promised | LimitKind::Supplement => {
                stop.also.contains(&limit.scope)
            }
            LimitKind::Step | LimitKind::Recheck => {
                limit.scope != stop.scope && stop.also.iter().any(|item| self.is_within(limit.scope, *item))
            }
            _ => false,
        }
    }

    /// Whether an item is a member of a joint action.
    fn is_member(&self, item: ScopeIx, joint: ScopeIx) -> bool {
        let entry = self.scope(joint).entry;
        self.barrier(entry).is_some_and(|barrier| barrier.members.contains(&item))
    }

    /// A step that is a planned procedure.
    fn is_procedure(&self, scope: ScopeIx) -> bool {
        self.scope(scope).kind == ScopeKind::Step && self.procedure_of(self.scope(scope).exit).is_some()
    }

    /// Whether the work of a node rests during a stop, so that it ends as much later.
    pub(crate) fn stop_rests(&self, stop: &StopRecord, node: NodeIx) -> bool {
        let spec = self.node(node);
        let inside = |scope: ScopeIx| {
            self.is_within(spec.scope, scope)
                || self.is_joint(spec.scope) && self.is_member(scope, spec.scope)
        };
        let works = matches!(
            spec.kind,
            NodeKind::Step | NodeKind::Decide | NodeKind::Joint | NodeKind::Recheck | NodeKind::Rectify
        );
        match stop.kind {
            StopKind::Correction | StopKind::Rework => false,
            StopKind::Procedure(at) => {
                let stops = self.procedure(at).is_some_and(|p| p.stops);
                stops && works && inside(stop.scope) && !self.is_procedure(spec.scope)
            }
            StopKind::Suspension => stop.scope == ScopeIx(0) || works && inside(stop.scope),
        }
    }

    /// When a node that has started is done if it takes all the time it may: its work, an extension of its item, and the
    /// stops during which it rests. None while such a stop lasts, and for a node that has not started.
    ///
    /// # Errors
    /// [`CalendarError`] if the calendar has no data for a date that is needed.
    pub fn work_due(&self, state: &State, node: NodeIx) -> Result<Option<Instant>, CalendarError> {
        let Some(start) = state.node(node).start else { return Ok(None) };
        let resting: Vec<&StopRecord> =
            state.stops.iter().filter(|stop| self.stop_rests(stop, node)).collect();
        if resting.iter().any(|stop| stop.is_open()) {
            return Ok(None);
        }
        let stops: Vec<Stop> = resting.into_iter().filter_map(StopRecord::closed).collect();
        let work = self.node(node).work;
        let amount = work.amount.saturating_add(self.extension_of(state, node));
        self.due(state, start, Span { amount, ..work }, &stops).map(Some)
    }

    /// 延期 of an item gives its decision so much more time.
    fn extension_of(&self, state: &State, node: NodeIx) -> u32 {
        let spec = self.node(node);
        if spec.kind != NodeKind::Decide {
            return 0;
        }
        let limits = self.plan().limits.iter().zip(&state.limits);
        let own = |limit: &Limit| limit.scope == spec.scope && limit.kind == LimitKind::Promised;
        limits.filter(|(limit, _)| own(limit)).map(|(_, running)| running.extended).max().unwrap_or(0)
    }
}

impl StopRecord {
    /// Its own scope and those that wait for it.
    fn concerned(&self) -> impl Iterator<Item = ScopeIx> + '_ {
        std::iter::once(self.scope).chain(self.also.iter().copied())
    }
}
