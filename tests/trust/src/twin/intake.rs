//! The outcomes of intake (行政许可法 32), 转报 and 收回, from the rules (decision 0026).

use super::objections::{Reasons, object};
use super::{Case, Done};
use lianban_runtime::case::{CaseStatus, Event, EventKind, Phase, ScopeOutcome};
use lianban_runtime::plan::{NodeIx, ScopeIx, ScopeKind};
use lianban_runtime::time::Instant;

impl Case<'_> {
    /// What speaks against an event of intake, 转报 or 收回.
    pub(super) fn about_intake(&self, event: &Event, no: &mut Reasons) {
        match &event.kind {
            EventKind::NotRequired { scope, note } => self.about_turning_away(*scope, note, no),
            EventKind::Decline { scope, note, .. } if *scope == ScopeIx(0) => {
                let open = matches!(self.phase(NodeIx(0)), Phase::Running | Phase::Correcting);
                object(no, !open, "already-accepted");
                object(no, note.trim().is_empty(), "no-reason");
            }
            EventKind::Decline { scope, note, .. } => self.about_turning_away(*scope, note, no),
            EventKind::RevokeAcceptance { scope, reason } => {
                self.about_refusal(*scope, no);
                object(no, reason.trim().is_empty(), "no-reason");
            }
            EventKind::CorrectOnSpot { scope, .. } => self.about_the_spot(*scope, event.at, no),
            EventKind::Forward { scope, opinion } => self.about_forwarding(*scope, opinion, no),
            EventKind::Recall { scope } => self.about_recalling(*scope, no),
            _ => {}
        }
    }

    /// 不受理, 不予受理: as long as nothing of it is accepted.
    fn about_turning_away(&self, scope: ScopeIx, note: &str, no: &mut Reasons) {
        object(no, note.trim().is_empty(), "no-reason");
        let intake = self.phase(NodeIx(0));
        if scope == ScopeIx(0) {
            object(no, !matches!(intake, Phase::Running | Phase::Correcting), "accepted-already");
            return;
        }
        let before = no.len();
        if self.known(scope, no).is_none() || !self.is_an_item(scope, no) || no.len() > before {
            return;
        }
        object(no, !self.is_open(scope), "already-ended");
        let entry = self.twin.scope(scope).entry;
        let unified = intake == Phase::Done && !self.has_work_before(entry);
        let accepted = match self.phase(entry) {
            Phase::Correcting => false,
            Phase::Done => true,
            _ => unified,
        };
        object(no, self.is_open(scope) && accepted, "accepted-already");
        object(no, self.is_suspended(scope), "suspended");
    }

    fn is_an_item(&self, scope: ScopeIx, no: &mut Reasons) -> bool {
        object(no, self.twin.scope(scope).kind != ScopeKind::Item, "wrong-target");
        self.applies(scope, no);
        self.twin.scope(scope).kind == ScopeKind::Item
    }

    /// 不受理 of an item: it is out as if it had never applied.
    pub(super) fn needs_no_decision(&mut self, item: ScopeIx, at: Instant) -> Done {
        self.world.floor = Some(at);
        self.set_outcome(item, ScopeOutcome::NotRequired);
        if self.end_unaccepted(at) {
            return Ok(());
        }
        let mut steps = self.twin.steps_of(item);
        steps.retain(|step| self.is_open(*step));
        for step in &steps {
            self.set_outcome(*step, ScopeOutcome::Skipped);
        }
        for scope in steps.into_iter().chain([item]) {
            self.end_stops_of(scope, at);
            for node in self.twin.nodes_of(scope) {
                if self.may_come(node) {
                    let row = self.node_mut(node);
                    (row.phase, row.start, row.end) = (Phase::Skipped, None, None);
                }
            }
            self.void_limits_of(scope);
        }
        self.leave_joints(item, at);
        for owed in &self.twin.plan.obligations {
            let wanted = owed.blocks.iter().any(|node| self.may_come(*node));
            let owes = matches!(self.phase(owed.node), Phase::Waiting | Phase::Early | Phase::Running);
            if owes && !wanted {
                self.cancel(owed.node, at);
            }
        }
        self.ledger()?;
        Ok(())
    }

    /// Nothing is left that could be accepted: the case ends.
    pub(super) fn end_unaccepted(&mut self, at: Instant) -> bool {
        let items: Vec<ScopeIx> =
            self.twin.scopes().filter(|at| self.twin.scope(*at).kind == ScopeKind::Item).collect();
        if self.world.status != CaseStatus::Received || items.iter().any(|item| self.is_open(*item)) {
            return false;
        }
        let nothing =
            |item: &ScopeIx| matches!(self.outcome(*item), ScopeOutcome::Skipped | ScopeOutcome::NotRequired);
        let status = if items.iter().all(nothing) { CaseStatus::NotRequired } else { CaseStatus::Rejected };
        self.end_case(status, at);
        true
    }

    fn about_the_spot(&self, scope: ScopeIx, at: Instant, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        let found = self.twin.scope(scope);
        if !matches!(found.kind, ScopeKind::Bundle | ScopeKind::Item) {
            no.push("wrong-target");
            return;
        }
        self.applies(scope, no);
        object(no, self.phase(found.exit).has_ended(), "already-ended");
        let entry = self.phase(found.entry);
        object(no, entry == Phase::Correcting, "awaiting-correction");
        let begun = matches!(entry, Phase::Running | Phase::Done | Phase::Correcting);
        object(no, !begun, "not-started");
        object(no, self.is_suspended(scope), "suspended");
        if let Some(received) = self.notified(found.entry).filter(|_| begun) {
            object(no, self.twin.days.day(received) != self.twin.days.day(at), "not-on-spot");
        }
    }

    /// 转报 ends the step.
    pub(super) fn is_forwarded(&self, scope: ScopeIx) -> bool {
        let found = self.twin.scope(scope);
        found.kind == ScopeKind::Step && self.twin.plan.desk.forwarded.contains(&found.entry)
    }

    fn about_forwarding(&self, scope: ScopeIx, opinion: &str, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        if self.twin.scope(scope).kind != ScopeKind::Step {
            no.push("wrong-target");
            return;
        }
        object(no, !self.is_forwarded(scope), "nothing-to-forward");
        object(no, opinion.trim().is_empty(), "no-opinion");
        self.about_work(scope, self.work_of(scope), no);
    }

    /// What lies with the higher authority is not asked for again (行政许可法 35).
    pub(super) fn is_sent_up(&self, scope: ScopeIx) -> bool {
        self.twin.plan.desk.forwarded.iter().any(|node| {
            let step = self.twin.plan.nodes[node.index()].scope;
            self.phase(self.twin.scope(step).exit) == Phase::Done && self.twin.within(step, scope)
        })
    }

    fn about_recalling(&self, scope: ScopeIx, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        match self.twin.scope(scope).kind {
            ScopeKind::Bundle => self.about_recalling_the_case(no),
            ScopeKind::Item | ScopeKind::Step => {
                self.applies(scope, no);
                let node = self.desk(scope);
                object(no, self.phase(node).has_ended(), "already-ended");
                object(no, !self.world.holders.contains(&node), "nothing-to-recall");
                let said = self.world.said.keys().any(|(at, _)| *at == node);
                object(no, said || self.world.discussed.contains(&node), "taken-up");
            }
            _ => no.push("wrong-target"),
        }
    }

    fn about_recalling_the_case(&self, no: &mut Reasons) {
        let Some(handover) = self.handover() else {
            no.push("wrong-target");
            return;
        };
        let phase = self.phase(handover);
        object(no, phase == Phase::Running, "nothing-to-recall");
        object(no, !matches!(phase, Phase::Running | Phase::Done), "not-started");
        object(no, self.is_suspended(ScopeIx(0)), "suspended");
        let world = &self.world;
        let people = !world.said.is_empty() || !world.holders.is_empty() || !world.discussed.is_empty();
        let asked = self.twin.scopes().any(|at| at != ScopeIx(0) && world.asked[at.index()]);
        let since = self.node(handover).end;
        let stops = world.stops.iter().any(|stop| since <= Some(stop.from));
        let worked = self.twin.nodes().any(|node| {
            node != NodeIx(0)
                && node != handover
                && self.phase(node).has_ended()
                && !self.twin.plan.nodes[node.index()].automatic
        });
        object(no, people || asked || stops || worked, "taken-up");
    }
}
