//! Who says what, who signs, what goes back (decision 0010).

use super::objections::{Reasons, object};
use super::{Case, Done};
use lianban_runtime::case::{Actor, Event, EventKind, Phase, Says, ScopeOutcome};
use lianban_runtime::plan::{
    EdgeKind, Handling, Needed, NodeIx, Opinions, Panel, PanelKind, ScopeIx, ScopeKind, Voice,
};
use lianban_runtime::time::Instant;

/// How a panel stands.
pub(super) struct Standing {
    needed: usize,
    against: usize,
    seats: usize,
    /// Nothing is missing.
    pub complete: bool,
}

impl Case<'_> {
    fn panel(&self, node: NodeIx) -> Option<&Panel> {
        self.twin.plan.desk.panels.iter().find(|panel| panel.node == node)
    }

    /// Who has a seat now (decision 0010, 2).
    fn voices(&self, node: NodeIx) -> Vec<Voice> {
        if let Some(signers) = self.world.signers.get(&node) {
            return signers.clone();
        }
        let Some(panel) = self.panel(node) else { return Vec::new() };
        let members = self.twin.barrier(node).map_or(&[][..], |barrier| &barrier.members);
        let takes_part = |who: Voice| match who {
            Voice::Role(_) => true,
            Voice::Department(d) => {
                members.iter().any(|m| self.twin.scope(*m).department == Some(d) && self.is_open(*m))
            }
        };
        panel.seats.iter().filter(|seat| seat.always || takes_part(seat.who)).map(|seat| seat.who).collect()
    }

    fn says(&self, node: NodeIx, who: Voice) -> Option<Says> {
        self.world.said.get(&(node, who)).copied()
    }

    pub(super) fn standing(&self, node: NodeIx) -> Option<Standing> {
        let panel = self.panel(node)?;
        let voices = self.voices(node);
        let said: Vec<Option<Says>> = voices.iter().map(|who| self.says(node, *who)).collect();
        let seats = voices.len();
        let needed = match panel.needed {
            Needed::All => seats,
            Needed::Majority => (seats / 2 + 1).min(seats),
            Needed::AtLeast(k) => seats.min(k as usize),
        };
        let count = |is: &dyn Fn(Says) -> bool| said.iter().flatten().filter(|says| is(**says)).count();
        let against = count(&|says| says == Says::Dissent);
        let (have, heard) = match panel.kind {
            PanelKind::Signing { .. } => (count(&|says| says == Says::Consent), true),
            PanelKind::Meeting { opinions, absent_consents } => {
                let given = |says: &Option<Says>| match says {
                    Some(Says::Consent | Says::Dissent) => true,
                    Some(Says::Absent) | None => absent_consents,
                    Some(Says::Present) => false,
                };
                let heard = match opinions {
                    Opinions::None => true,
                    Opinions::Each => said.iter().all(given),
                    Opinions::Lead => matches!(said.first(), Some(Some(Says::Consent | Says::Dissent))),
                };
                (count(&|says| says != Says::Absent), heard)
            }
        };
        Some(Standing { needed, against, seats, complete: have >= needed && heard })
    }

    /// The node at which people sit.
    pub(super) fn desk(&self, scope: ScopeIx) -> NodeIx {
        match self.twin.scope(scope).kind {
            ScopeKind::Joint | ScopeKind::Step => self.work_of(scope),
            _ => self.twin.scope(scope).exit,
        }
    }

    pub(super) fn about_hands(&self, event: &Event, no: &mut Reasons) {
        match &event.kind {
            EventKind::Attend { scope } => self.about_saying(*scope, &event.actor, Says::Present, no),
            EventKind::Absent { scope } => self.about_saying(*scope, &event.actor, Says::Absent, no),
            EventKind::Opinion { scope, consent, .. } => {
                let what = if *consent { Says::Consent } else { Says::Dissent };
                self.about_saying(*scope, &event.actor, what, no);
            }
            EventKind::Signer { scope, who, add } => self.about_signers(*scope, *who, *add, no),
            EventKind::SendBack { scope, to, .. } => self.about_sending_back(*scope, *to, no),
            EventKind::Reassign { scope, instead, .. } => {
                let what = if *instead { Handling::Transfer } else { Handling::Entrust };
                let _node = self.about_handling(*scope, what, no);
            }
            EventKind::Discuss { scope, record } => self.about_discussing(*scope, record, no),
            EventKind::Urge { scope } if self.known(*scope, no).is_some() => {
                self.applies(*scope, no);
                object(no, self.phase(self.desk(*scope)).has_ended(), "already-ended");
            }
            EventKind::Inform { scope, .. } if self.known(*scope, no).is_some() => self.applies(*scope, no),
            _ => {}
        }
    }

    /// The voice of an actor at a node: that of his department.
    fn voice(&self, actor: &Actor, node: NodeIx) -> Option<Voice> {
        let named = |who: &Voice| match who {
            Voice::Department(d) => self.twin.plan.departments[d.index()].name == actor.department,
            Voice::Role(r) => self.twin.plan.desk.roles[r.index()].name == actor.role,
        };
        self.voices(node).into_iter().find(named)
    }

    fn about_saying(&self, scope: ScopeIx, actor: &Actor, what: Says, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        let node = self.desk(scope);
        self.applies(scope, no);
        let Some(panel) = self.panel(node) else {
            no.push("nobody-speaks");
            return;
        };
        self.runs(scope, node, no);
        // Nothing is decided while it is suspended (decision 0013).
        object(no, self.is_suspended(scope), "suspended");
        object(no, actor.department.is_empty() && actor.role.is_empty(), "who-speaks");
        let Some(who) = self.voice(actor, node) else {
            object(no, !actor.department.is_empty() || !actor.role.is_empty(), "no-seat");
            return;
        };
        let before = self.says(node, who);
        let again = match what {
            Says::Absent => before.is_some(),
            Says::Present => before.is_some_and(Says::attended),
            Says::Consent | Says::Dissent => matches!(before, Some(Says::Consent | Says::Dissent)),
        };
        object(no, again, "spoken-already");
        let opinion = matches!(what, Says::Consent | Says::Dissent);
        match panel.kind {
            PanelKind::Signing { in_turn } => {
                object(no, self.awaits_discussion(scope, node), "not-discussed");
                object(no, !opinion, "not-asked-to-speak");
                let mut unsaid = self.voices(node).into_iter().filter(|who| self.says(node, *who).is_none());
                object(no, in_turn && unsaid.next().is_some_and(|first| first != who), "not-your-turn");
            }
            PanelKind::Meeting { opinions, .. } => {
                let lead = panel.seats.first().is_some_and(|seat| seat.who == who);
                let unasked = opinions == Opinions::None || opinions == Opinions::Lead && !lead;
                object(no, opinion && unasked, "not-asked-to-speak");
                if what == Says::Dissent && !unasked {
                    self.struck(node, who, opinions)
                        .into_iter()
                        .for_each(|item| self.about_refusal(item, no));
                }
            }
        }
    }

    /// 集体讨论 is asked of a step at its own node, of an item at its decision.
    fn must_be_discussed(&self, scope: ScopeIx) -> bool {
        let found = self.twin.scope(scope);
        let node = if found.kind == ScopeKind::Step { found.entry } else { found.exit };
        self.twin.plan.desk.discussed.contains(&node)
    }

    /// Nobody signs or decides before it has been discussed.
    pub(super) fn awaits_discussion(&self, scope: ScopeIx, node: NodeIx) -> bool {
        self.must_be_discussed(scope) && !self.world.discussed.contains(&node)
    }

    fn about_discussing(&self, scope: ScopeIx, record: &str, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        let kind = self.twin.scope(scope).kind;
        if !matches!(kind, ScopeKind::Item | ScopeKind::Step) {
            no.push("wrong-target");
            return;
        }
        let node = self.desk(scope);
        self.applies(scope, no);
        object(no, !self.must_be_discussed(scope), "nothing-to-discuss");
        if kind == ScopeKind::Item {
            self.about_refusal(scope, no);
        } else {
            self.runs(scope, node, no);
        }
        object(no, self.is_suspended(scope), "suspended");
        object(no, self.world.discussed.contains(&node), "discussed-already");
        object(no, record.trim().is_empty(), "no-record");
    }

    /// Whom a dissent refuses (decision 0010, 3): the items of that department, or all of them.
    fn struck(&self, node: NodeIx, who: Voice, opinions: Opinions) -> Vec<ScopeIx> {
        let Some(barrier) = self.twin.barrier(node) else { return Vec::new() };
        let own = |item: &ScopeIx| match who {
            Voice::Department(d) => self.twin.scope(*item).department == Some(d),
            Voice::Role(_) => false,
        };
        let mine: Vec<ScopeIx> = barrier.members.iter().copied().filter(own).collect();
        let all = opinions == Opinions::Lead || mine.is_empty();
        let struck = if all { barrier.members.clone() } else { mine };
        struck.into_iter().filter(|item| self.is_open(*item)).collect()
    }

    pub(super) fn say(&mut self, event: &Event, scope: ScopeIx, what: Says) -> Done {
        let node = self.desk(scope);
        let who = self.voice(&event.actor, node).expect("no objection");
        let kind = self.panel(node).expect("no objection").kind;
        self.world.said.insert((node, who), what);
        match kind {
            PanelKind::Signing { .. } => self.count_signatures(node, event.at),
            PanelKind::Meeting { opinions, .. } if what == Says::Dissent => {
                self.dissent(node, who, opinions, event.at)
            }
            PanelKind::Meeting { .. } => Ok(()),
        }
    }

    fn dissent(&mut self, node: NodeIx, who: Voice, opinions: Opinions, at: Instant) -> Done {
        if self.twin.barrier(node).is_none_or(|barrier| barrier.members.is_empty()) {
            // A joint action of departments only is refused itself.
            self.set_outcome(self.twin.plan.nodes[node.index()].scope, ScopeOutcome::Refused);
            self.finish(node, at, Phase::Refused)?;
            return Ok(());
        }
        for item in self.struck(node, who, opinions) {
            if self.is_open(item) && !self.world.status.is_final() {
                self.refuse(item, at)?;
            }
        }
        Ok(())
    }

    /// The step ends with the last signature it needs; where they cannot be had any more, the item is refused.
    fn count_signatures(&mut self, node: NodeIx, at: Instant) -> Done {
        let Some(standing) = self.standing(node) else { return Ok(()) };
        if standing.complete {
            self.finish(node, at, Phase::Done)?;
        } else if standing.seats - standing.against < standing.needed {
            let step = self.twin.plan.nodes[node.index()].scope;
            let item = self.twin.scope(step).parent.expect("a step of an item");
            let mut no = Reasons::new();
            self.about_refusal(item, &mut no);
            if !no.is_empty() {
                return Err(no.into());
            }
            self.refuse(item, at)?;
        }
        Ok(())
    }

    fn about_signers(&self, scope: ScopeIx, who: Voice, add: bool, no: &mut Reasons) {
        let what = if add { Handling::AddSigner } else { Handling::RemoveSigner };
        let Some(node) = self.about_handling(scope, what, no) else { return };
        object(no, self.is_suspended(scope), "suspended");
        let Some(panel) = self.panel(node) else {
            no.push("nobody-speaks");
            return;
        };
        object(no, !matches!(panel.kind, PanelKind::Signing { .. }), "wrong-target");
        let voices = self.voices(node);
        object(no, add && voices.contains(&who), "seat-taken");
        object(no, !add && !voices.contains(&who), "no-seat");
        let least = match panel.needed {
            Needed::AtLeast(k) => k as usize,
            Needed::All | Needed::Majority => 1,
        };
        object(no, !add && self.says(node, who).is_some(), "spoken-already");
        object(no, !add && voices.len() <= least, "too-few-signers");
    }

    pub(super) fn change_signer(&mut self, scope: ScopeIx, who: Voice, add: bool, at: Instant) -> Done {
        let node = self.desk(scope);
        let mut voices = self.voices(node);
        if add {
            voices.push(who);
        } else {
            voices.retain(|voice| *voice != who);
        }
        self.world.signers.insert(node, voices);
        if self.phase(node) == Phase::Running { self.count_signatures(node, at) } else { Ok(()) }
    }

    /// The steps that would run anew, in order: from the one it goes back to, up to the one before.
    fn again(&self, scope: ScopeIx, to: Option<ScopeIx>) -> Vec<ScopeIx> {
        let item = match self.twin.scope(scope).kind {
            ScopeKind::Step => self.twin.scope(scope).parent.expect("a step of an item"),
            _ => scope,
        };
        let steps = self.twin.steps_of(item).into_iter().take_while(|step| *step != scope);
        // What runs beside it, and binds only the decision, is not before it.
        let current = self.desk(scope);
        let exit = |step: &ScopeIx| self.twin.scope(*step).exit;
        let done: Vec<ScopeIx> = steps
            .filter(|step| self.phase(exit(step)) == Phase::Done && self.twin.leads(exit(step), current))
            .collect();
        let from = match to {
            Some(to) => done.iter().position(|step| *step == to),
            None => done.len().checked_sub(1),
        };
        from.map_or_else(Vec::new, |from| done[from..].to_vec())
    }

    fn about_sending_back(&self, scope: ScopeIx, to: Option<ScopeIx>, no: &mut Reasons) {
        let Some(current) = self.about_handling(scope, Handling::SendBack, no) else { return };
        self.runs(scope, current, no);
        object(no, self.is_suspended(scope), "suspended");
        let again = self.again(scope, to);
        object(no, again.is_empty(), "nothing-before");
        object(no, again.iter().chain([&scope]).any(|step| !self.rounds(*step).is_empty()), "reworked");
        let behind = again.iter().skip(1).map(|step| self.twin.scope(*step).exit).chain([current]);
        let joint = |node: NodeIx| {
            self.twin.before(node, EdgeKind::Start).any(|edge| {
                let scope = self.twin.plan.nodes[edge.from.index()].scope;
                self.twin.scope(scope).kind == ScopeKind::Joint && self.phase(edge.from) != Phase::Skipped
            })
        };
        object(no, behind.into_iter().any(joint), "behind-joint");
    }

    /// 退回: the step and all behind it run anew; their limits run on from where they began (decision 0010, 6).
    pub(super) fn send_back(&mut self, scope: ScopeIx, to: Option<ScopeIx>, at: Instant) -> Done {
        let again = self.again(scope, to);
        let mut nodes: Vec<NodeIx> = again.iter().map(|step| self.twin.scope(*step).exit).collect();
        let target = nodes[0];
        nodes.push(self.desk(scope));
        for node in nodes {
            let row = self.node_mut(node);
            (row.phase, row.start, row.end) = (Phase::Waiting, None, None);
            self.world.sent_back[node.index()] = true;
            self.world.said.retain(|(said, _), _| *said != node);
            self.world.discussed.remove(&node);
        }
        for step in again {
            self.set_outcome(step, ScopeOutcome::Open);
        }
        self.ledger()?;
        self.start(target, at)?;
        Ok(())
    }
}
