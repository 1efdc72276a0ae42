//! The transitions of a life cycle, from what a step did: what a host reports to other platforms, in order.

use super::Life;
use super::life::{cancelled, granted, life_of_outcome};
use crate::case::{CaseOutcome, Effect, EffectKind, Engine, Phase, State, StopKind, StopRecord};
use crate::plan::{NodeIx, NodeKind, ProcedureIx, ScopeIx, ScopeKind};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// The case, or an item, comes into a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// When it takes effect; may be earlier than the event that brought it to light (silence, rule T8).
    pub at: Instant,
    /// Name of the bundle or of the item.
    pub scope: String,
    /// The state, or the moment.
    pub state: Life,
    /// 办理状态 to report ([`Life::code`]); absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u8>,
    /// Which 特别程序.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// By the silence of the authority or of the applicant.
    #[serde(default, skip_serializing_if = "super::life::is_false")]
    pub deemed: bool,
}

/// The transitions that a step brought about, in order: `before` and `after` are the states around it.
///
/// What a stop began, something ends: a 特别程序 or 中止 that ended because its item did is ended here too, before the item.
#[must_use]
pub fn transitions(engine: &Engine, before: &State, after: &State, effects: &[Effect]) -> Vec<Transition> {
    let mut teller = Teller {
        engine,
        before,
        after,
        told: Vec::new(),
        silent: None,
        begun: Vec::new(),
        closed: Vec::new(),
    };
    for effect in effects {
        teller.tell(effect);
    }
    teller.told
}

struct Teller<'a> {
    engine: &'a Engine,
    before: &'a State,
    after: &'a State,
    told: Vec<Transition>,
    /// The scope of a limit whose silence has just taken effect.
    silent: Option<ScopeIx>,
    /// Procedures that have begun in this step.
    begun: Vec<(ScopeIx, StopKind, Instant)>,
    /// Stops of which the end has been told.
    closed: Vec<(ScopeIx, StopKind)>,
}

impl Teller<'_> {
    fn tell(&mut self, effect: &Effect) {
        let at = effect.at;
        match effect.kind {
            EffectKind::Received => self.add(at, ScopeIx(0), Life::Received, None),
            EffectKind::Accepted { deemed } => {
                self.silent = deemed.then_some(ScopeIx(0));
                self.add(at, ScopeIx(0), Life::Accepted, None);
            }
            EffectKind::CorrectionAsked(scope) => {
                self.end_forgotten(at);
                self.add(at, scope, Life::Correcting, None);
            }
            EffectKind::Corrected(scope) => self.add(at, scope, Life::Corrected, None),
            EffectKind::ProcedureBegun { procedure, scope } => {
                self.begun.push((scope, StopKind::Procedure(procedure), at));
                self.add(at, scope, Life::Procedure, Some(procedure));
            }
            EffectKind::ProcedureEnded { procedure, scope } => {
                self.closed.push((scope, StopKind::Procedure(procedure)));
                self.add(at, scope, Life::ProcedureEnded, Some(procedure));
            }
            EffectKind::Suspended(scope) => self.add(at, scope, Life::Suspended, None),
            EffectKind::Resumed(scope) => {
                self.closed.push((scope, StopKind::Suspension));
                self.add(at, scope, Life::Resumed, None);
            }
            EffectKind::LimitExtended { limit, .. } => {
                self.add(at, self.engine.limit(limit).scope, Life::Extended, None);
            }
            EffectKind::Deemed { scope, .. } => self.silent = Some(scope),
            EffectKind::Ended(node) => self.tell_end(at, node),
            EffectKind::Refused(scope) => self.close(at, scope, Life::Refused),
            EffectKind::Revoked(scope) => self.close(at, scope, Life::Revoked),
            EffectKind::Withdrawn(scope) => self.close(at, scope, Life::Withdrawn),
            EffectKind::Rescinded(scope) => self.close(at, scope, Life::Rescinded),
            EffectKind::Declined(scope) => self.close(at, scope, Life::Rejected),
            EffectKind::NotRequired(scope) => self.close(at, scope, Life::NotRequired),
            EffectKind::Forwarded(node) => {
                let step = self.engine.node(node).scope;
                self.add(at, self.engine.item_around(step), Life::Forwarded, None);
            }
            EffectKind::Cancelled(scope) => self.close(at, scope, cancelled(self.engine, self.after, scope)),
            EffectKind::CaseEnded(outcome) => self.tell_outcome(at, outcome),
            _ => {}
        }
    }

    /// An effect names a joint action too; only items and the case have a life cycle.
    fn add(&mut self, at: Instant, scope: ScopeIx, state: Life, procedure: Option<ProcedureIx>) {
        let found = self.engine.scope(scope);
        if !matches!(found.kind, ScopeKind::Bundle | ScopeKind::Item) {
            return;
        }
        // Each limit of an item is extended by itself; it is told once.
        let again = |last: &Transition| {
            last.state == Life::Extended && state == Life::Extended && last.scope == found.name
        };
        if self.told.last().is_some_and(again) {
            return;
        }
        // Of what never began, nothing has been reported.
        let never = self.after.node(found.entry).start.is_none();
        self.told.push(Transition {
            at,
            scope: found.name.clone(),
            state,
            code: state.code().filter(|_| !never || state.is_told_at_intake()),
            procedure: procedure.and_then(|at| self.engine.procedure(at)).map(|found| found.name.clone()),
            deemed: self.silent == Some(scope),
        });
    }

    fn tell_end(&mut self, at: Instant, node: NodeIx) {
        let spec = self.engine.node(node);
        match spec.kind {
            NodeKind::Accept => self.add(at, spec.scope, Life::TakenUp, None),
            NodeKind::Decide => {
                let granted = granted(self.engine, self.after, spec.scope);
                self.close(at, spec.scope, granted.unwrap_or(Life::Granted));
            }
            NodeKind::Deliver => self.add(at, ScopeIx(0), Life::Delivered, None),
            _ => {}
        }
    }

    /// An item ends: first, what still lasted of it.
    fn close(&mut self, at: Instant, scope: ScopeIx, state: Life) {
        self.end_stops(at, |stop| stop.scope == scope);
        self.add(at, scope, state, None);
    }

    fn tell_outcome(&mut self, at: Instant, outcome: CaseOutcome) {
        self.end_stops(at, |_| true);
        let state = match outcome {
            CaseOutcome::Granted | CaseOutcome::Partly => life_of_outcome(self.engine, self.after),
            CaseOutcome::Refused => Life::Refused,
            CaseOutcome::Rejected => Life::Rejected,
            CaseOutcome::Withdrawn if self.never_accepted() => Life::Retracted,
            CaseOutcome::Withdrawn => Life::Withdrawn,
            CaseOutcome::Terminated => Life::Terminated,
            CaseOutcome::Rescinded => Life::Rescinded,
            CaseOutcome::NotRequired => return,
        };
        self.add(at, ScopeIx(0), state, None);
    }

    fn never_accepted(&self) -> bool {
        self.after.node(NodeIx(0)).phase != Phase::Done
    }

    /// Procedures and suspensions that ended at this instant without saying so.
    fn end_stops(&mut self, at: Instant, which: impl Fn(&StopRecord) -> bool) {
        let closed = |state: &State| -> Vec<StopRecord> {
            state.stops.iter().filter(|stop| stop.to == Some(at) && which(stop)).cloned().collect()
        };
        let mut ended = closed(self.after);
        // What had ended before this step has been told.
        for stop in closed(self.before) {
            if let Some(row) = ended.iter().position(|other| *other == stop) {
                ended.remove(row);
            }
        }
        let ended: Vec<(ScopeIx, StopKind)> = ended.iter().map(|stop| (stop.scope, stop.kind)).collect();
        for key in ended {
            self.end_stop(at, key);
        }
    }

    /// Planned procedures whose beginning was undone by a correction.
    fn end_forgotten(&mut self, at: Instant) {
        let open = self.before.stops.iter().filter(|stop| stop.is_open());
        let open = open.map(|stop| (stop.scope, stop.kind, stop.from)).chain(self.begun.iter().copied());
        let kept = |key: &(ScopeIx, StopKind, Instant)| {
            self.after.stops.iter().any(|other| (other.scope, other.kind, other.from) == *key)
        };
        let forgotten: Vec<(ScopeIx, StopKind)> =
            open.filter(|key| !kept(key)).map(|(scope, kind, _)| (scope, kind)).collect();
        for key in forgotten {
            self.end_stop(at, key);
        }
    }

    fn end_stop(&mut self, at: Instant, (scope, kind): (ScopeIx, StopKind)) {
        if self.closed.contains(&(scope, kind)) {
            return;
        }
        self.closed.push((scope, kind));
        match kind {
            StopKind::Procedure(procedure) => self.add(at, scope, Life::ProcedureEnded, Some(procedure)),
            StopKind::Suspension => self.add(at, scope, Life::Resumed, None),
            StopKind::Correction | StopKind::Rework => {}
        }
    }
}
