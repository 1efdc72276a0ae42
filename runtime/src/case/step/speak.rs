//! 到场, 缺席, 同意, 不同意: what is said at a joint action and in a step that is signed, and what follows from it.

use super::{Stepped, Transition};
use crate::case::{Actor, EffectKind, Event, Phase, Refusal, Said, Says, ScopeOutcome};
use crate::plan::{NodeIx, Opinions, PanelKind, ScopeIx, Voice};
use crate::time::Instant;

impl Transition<'_> {
    /// Somebody speaks.
    pub(super) fn say(&mut self, event: &Event, scope: ScopeIx, what: Says) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        let node = self.desk_node(scope, found);
        let panel = self.engine.panel(node).ok_or(Refusal::NobodySpeaks(scope))?;
        self.expect_applies(scope)?;
        self.expect_running(scope, node)?;
        self.expect_not_suspended(scope)?;
        let who = self.voice_of(&event.actor, node, scope)?;
        let before = self.state.hands.of(node, who);
        let again = match what {
            Says::Absent => before.is_some(),
            Says::Present => before.is_some_and(Says::attended),
            Says::Consent | Says::Dissent => matches!(before, Some(Says::Consent | Says::Dissent)),
        };
        if again {
            return Err(Refusal::SpokenAlready(scope));
        }
        let kind = panel.kind;
        match kind {
            PanelKind::Meeting { opinions, .. } => {
                let opinion = matches!(what, Says::Consent | Says::Dissent);
                let lead = panel.seats.first().map(|seat| seat.who) == Some(who);
                if opinion && (opinions == Opinions::None || opinions == Opinions::Lead && !lead) {
                    return Err(Refusal::NotAskedToSpeak(scope));
                }
                self.record(node, who, what, event.at);
                if what == Says::Dissent { self.dissent(node, who, opinions, event.at) } else { Ok(()) }
            }
            PanelKind::Signing { in_turn } => {
                if !matches!(what, Says::Consent | Says::Dissent) {
                    return Err(Refusal::NotAskedToSpeak(scope));
                }
                if in_turn {
                    self.expect_turn(node, who, scope)?;
                }
                self.expect_discussed(scope, node)?;
                self.record(node, who, what, event.at);
                self.count_signatures(node, event.at)
            }
        }
    }

    fn record(&mut self, node: NodeIx, who: Voice, what: Says, at: Instant) {
        if self.state.hands.of(node, who).is_some() {
            self.state.hands_mut().said.retain(|said| said.node != node || said.who != who);
        }
        self.state.add_said(Said { node, who, what, at });
        self.effect(at, EffectKind::Said { node, who, what });
    }

    /// Whose seat the actor takes: that of his role, else that of his department.
    fn voice_of(&self, actor: &Actor, node: NodeIx, scope: ScopeIx) -> Result<Voice, Refusal> {
        if actor.role.is_empty() && actor.department.is_empty() {
            return Err(Refusal::WhoSpeaks(scope));
        }
        let plan = self.engine.plan();
        let voices = || self.engine.seated(&self.state, node);
        let role = voices().find(|voice| match voice {
            Voice::Role(at) => plan.desk.roles.get(at.index()).is_some_and(|r| r.name == actor.role),
            Voice::Department(_) => false,
        });
        let department = || {
            voices().find(|voice| match voice {
                Voice::Department(at) => plan.departments.get(at.index()).is_some_and(|d| {
                    !actor.department.is_empty()
                        && (d.name == actor.department || d.short == actor.department)
                }),
                Voice::Role(_) => false,
            })
        };
        role.or_else(department).ok_or(Refusal::NoSeat(scope))
    }

    /// 依次: everybody before has signed.
    fn expect_turn(&self, node: NodeIx, who: Voice, scope: ScopeIx) -> Stepped {
        let mut voices = self.engine.seated(&self.state, node);
        match voices.find(|voice| self.state.hands.of(node, *voice).is_none()) {
            Some(first) if first != who => Err(Refusal::NotYourTurn { scope, first }),
            _ => Ok(()),
        }
    }

    /// The step ends with the last signature it needs; where so many do not sign that it cannot be had any more, the
    /// item is refused (rule F3).
    pub(super) fn count_signatures(&mut self, node: NodeIx, at: Instant) -> Stepped {
        let Some(standing) = self.engine.tally(&self.state, node) else { return Ok(()) };
        let possible = standing.seats.saturating_sub(standing.against);
        if standing.complete {
            return self.end(node, at);
        }
        let step = self.engine.scope(self.engine.node(node).scope);
        match step.parent {
            Some(item) if possible < standing.needed => self.refuse(item, at),
            _ => Ok(()),
        }
    }

    /// 不同意 at a joint action refuses the items of that department; the one opinion of the lead, or that of a
    /// department without an item of its own, speaks of all of them (rule F3).
    fn dissent(&mut self, node: NodeIx, who: Voice, opinions: Opinions, at: Instant) -> Stepped {
        let members = self.engine.barrier(node).map(|b| b.members.clone()).unwrap_or_default();
        if members.is_empty() {
            let scope = self.engine.node(node).scope;
            self.scope_mut(scope).outcome = ScopeOutcome::Refused;
            self.effect(at, EffectKind::Refused(scope));
            let mut look = Vec::new();
            self.end_one(node, at, Phase::Refused, &mut look)?;
            return self.drain(look);
        }
        let is_own = |member: &ScopeIx| match who {
            Voice::Department(d) => self.engine.scope(*member).department == Some(d),
            Voice::Role(_) => false,
        };
        let own: Vec<ScopeIx> = members.iter().copied().filter(is_own).collect();
        let struck = if opinions == Opinions::Lead || own.is_empty() { members } else { own };
        let mut look = Vec::new();
        for item in struck {
            if self.state.scope(item).outcome == ScopeOutcome::Open && !self.state.status.is_final() {
                self.refuse_one(item, at, &mut look)?;
            }
        }
        self.drain(look)
    }

    /// A joint action may end when enough are there and every opinion that is asked for has been given.
    pub(super) fn expect_heard(&self, scope: ScopeIx, node: NodeIx) -> Stepped {
        if self.engine.tally(&self.state, node).is_none_or(|tally| tally.complete) {
            return Ok(());
        }
        match self.engine.standing(&self.state, node) {
            Some(standing) => {
                let (missing, silent) = self.engine.unheard(&self.state, node, &standing);
                let (have, needed) = (standing.have, standing.needed);
                Err(Refusal::NotHeard { scope, have, needed, missing, silent })
            }
            None => Ok(()),
        }
    }
}
