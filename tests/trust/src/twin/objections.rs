//! Why an event may not be: every reason that holds. None: it is admissible.

use super::{Beyond, Case};
use lianban_runtime::case::{CaseStatus, Event, EventKind, Phase, ScopeOutcome, StopKind};
use lianban_runtime::plan::{
    Answer, Handling, Join, MaterialIx, NodeIx, NodeKind, ProcedureIx, ScopeIx, ScopeKind,
};
use lianban_runtime::time::{Instant, Span};

/// Reasons, as codes of refusals.
pub(super) type Reasons = Vec<&'static str>;

/// Notes a reason where it holds.
pub(super) fn object(to: &mut Reasons, holds: bool, code: &'static str) {
    if holds {
        to.push(code);
    }
}

impl Case<'_> {
    pub(super) fn objections(&self, event: &Event) -> Result<Reasons, Beyond> {
        let mut no = Reasons::new();
        let submits = matches!(event.kind, EventKind::Submit { .. });
        let passes = matches!(event.kind, EventKind::Tick | EventKind::Expire);
        let status = self.world.status;
        if passes {
            return Ok(no);
        }
        object(&mut no, status == CaseStatus::Draft && !submits, "not-submitted");
        object(&mut no, status.is_final(), "case-ended");
        object(&mut no, status != CaseStatus::Draft && submits, "already-submitted");
        if let EventKind::Submit { answers } = &event.kind
            && no.is_empty()
        {
            self.about_answers(answers, event.at, &mut no);
        } else if no.is_empty() {
            self.about(event, &mut no)?;
        }
        Ok(no)
    }

    fn about(&self, event: &Event, no: &mut Reasons) -> Result<(), Beyond> {
        let at = event.at;
        match &event.kind {
            EventKind::Accept | EventKind::Reject { .. } => {
                let phase = self.phase(NodeIx(0));
                let accept = event.kind == EventKind::Accept;
                object(no, accept && phase == Phase::Correcting, "awaiting-correction");
                object(no, !matches!(phase, Phase::Running | Phase::Correcting), "already-accepted");
                let unfounded = matches!(&event.kind, EventKind::Reject { note } if note.trim().is_empty());
                object(no, unfounded, "no-reason");
            }
            EventKind::AskCorrection { scope, .. } => self.about_asking(*scope, at, no)?,
            EventKind::Correct { scope } => {
                if self.known(*scope, no).is_some() {
                    let waits = self.phase(self.twin.scope(*scope).entry) == Phase::Correcting
                        && self.has_stop(StopKind::Correction, *scope);
                    object(no, !waits, "nothing-to-correct");
                }
            }
            EventKind::Supply { material } => self.about_supply(*material, no),
            EventKind::Finish { scope } => self.about_finish(*scope, no),
            EventKind::Refuse { scope, note } => {
                self.about_refusal(*scope, no);
                // 行政许可法 38.
                object(no, note.trim().is_empty(), "no-reason");
                if scope.index() < self.twin.plan.scopes.len() {
                    object(no, self.awaits_discussion(*scope, self.twin.scope(*scope).exit), "not-discussed");
                }
            }
            EventKind::Fail { scope, .. } => self.about_failure(*scope, no),
            EventKind::Rectify { scope } => {
                if self.known(*scope, no).is_some() {
                    object(no, self.rectifying(*scope).is_none(), "nothing-to-rectify");
                }
            }
            EventKind::BeginProcedure { procedure, scope, .. } => {
                self.about_beginning(*procedure, *scope, no)
            }
            EventKind::EndProcedure { procedure, scope } => self.about_ending(*procedure, *scope, no),
            EventKind::Extend { scope, by, .. } => {
                self.about_extension(*scope, *by, &event.actor.role, at, no)
            }
            EventKind::Suspend { scope, basis } => self.about_suspension(*scope, basis, no),
            EventKind::Resume { scope } => {
                if *scope == ScopeIx(0) || self.is_item(*scope, no) {
                    object(no, !self.has_stop(StopKind::Suspension, *scope), "not-suspended");
                }
            }
            EventKind::Withdraw | EventKind::Terminate { .. } => {
                object(no, self.world.status == CaseStatus::Decided, "case-ended");
            }
            EventKind::HandOver => match self.handover() {
                None => no.push("wrong-target"),
                Some(node) => {
                    object(no, self.phase(node).has_ended(), "already-ended");
                    object(no, self.phase(node) == Phase::Waiting, "not-started");
                }
            },
            _ => {
                self.about_hands(event, no);
                self.about_intake(event, no);
            }
        }
        Ok(())
    }

    fn about_answers(&self, answers: &[Answer], at: Instant, no: &mut Reasons) {
        object(no, answers.len() != self.twin.plan.questions.len(), "answer-count");
        if !no.is_empty() {
            return;
        }
        let holds = self.holds(answers, at);
        for (question, answer) in self.twin.plan.questions.iter().zip(answers) {
            let asked = holds[question.when.index()];
            object(no, asked && !question.kind.admits(*answer), "bad-answer");
            object(no, !asked && *answer != Answer::Unasked, "not-asked");
        }
        // F1: as many predecessors as a join needs.
        let applies = |node: NodeIx| {
            let round = matches!(self.twin.kind(node), NodeKind::Rectify | NodeKind::Recheck);
            holds[self.twin.plan.nodes[node.index()].guard.index()] && !round
        };
        for node in self.twin.nodes().filter(|node| applies(*node)) {
            let before = self.twin.before(node, lianban_runtime::plan::EdgeKind::Start);
            let count = before.filter(|edge| applies(edge.from)).count();
            let needed = match self.twin.plan.nodes[node.index()].join {
                Join::All => 0,
                Join::Any => 1,
                Join::AtLeast(k) => k as usize,
            };
            object(no, count < needed, "join-cannot-start");
        }
    }

    /// The plan has such a scope.
    pub(super) fn known(&self, scope: ScopeIx, no: &mut Reasons) -> Option<()> {
        let known = scope.index() < self.twin.plan.scopes.len();
        object(no, !known, "wrong-target");
        known.then_some(())
    }

    /// It is an item, and applies.
    fn is_item(&self, scope: ScopeIx, no: &mut Reasons) -> bool {
        if self.known(scope, no).is_none() {
            return false;
        }
        object(no, self.twin.scope(scope).kind != ScopeKind::Item, "wrong-target");
        self.applies(scope, no);
        no.is_empty()
    }

    pub(super) fn applies(&self, scope: ScopeIx, no: &mut Reasons) {
        object(no, self.outcome(scope) == ScopeOutcome::Skipped, "not-applicable");
    }

    /// Accepted and not decided.
    fn is_in_hand(&self, item: ScopeIx, no: &mut Reasons) {
        let found = self.twin.scope(item);
        object(no, self.phase(found.exit).has_ended(), "already-ended");
        object(no, self.phase(found.entry) == Phase::Correcting, "awaiting-correction");
        let entry = self.phase(found.entry);
        object(no, !matches!(entry, Phase::Done | Phase::Correcting), "not-started");
    }

    fn about_asking(&self, scope: ScopeIx, at: Instant, no: &mut Reasons) -> Result<(), Beyond> {
        if self.known(scope, no).is_none() {
            return Ok(());
        }
        let found = self.twin.scope(scope);
        let bundle = scope == ScopeIx(0);
        object(no, !bundle && found.kind != ScopeKind::Item, "wrong-target");
        self.applies(scope, no);
        object(no, self.world.asked[scope.index()], "asked-twice");
        let decided = |at: &ScopeIx| {
            self.twin.scope(*at).kind == ScopeKind::Item && self.phase(self.twin.scope(*at).exit).has_ended()
        };
        let ended = if bundle {
            self.twin.scopes().any(|at| decided(&at))
        } else {
            self.phase(found.exit).has_ended()
        };
        object(no, ended, "already-ended");
        let entry = self.node(found.entry);
        let began = entry.start.filter(|_| matches!(entry.phase, Phase::Done | Phase::Running));
        object(no, began.is_none(), "not-started");
        object(no, self.is_suspended(scope), "suspended");
        object(no, self.is_sent_up(scope), "forwarded-already");
        let days = self.twin.plan.profiles[found.profile.index()].ask_days;
        object(no, days.is_none(), "no-correction");
        if let (Some(days), Some(from), Some(_)) = (days, self.notified(found.entry), began) {
            let until = self.twin.days.due(from, Span::work_days(days), &[], &self.receipts())?;
            object(no, at > until || bundle && self.world.deemed, "asked-late");
        }
        Ok(())
    }

    fn about_supply(&self, material: MaterialIx, no: &mut Reasons) {
        let owed = self.twin.plan.obligations.iter().filter(|owed| owed.material == material);
        let phases: Vec<Phase> =
            owed.map(|owed| self.phase(owed.node)).filter(|phase| *phase != Phase::Skipped).collect();
        let open = phases.iter().any(|phase| matches!(phase, Phase::Waiting | Phase::Running));
        object(no, phases.is_empty(), "not-owed");
        object(no, !phases.is_empty() && !open, "no-longer-owed");
    }

    /// The work of a scope runs.
    pub(super) fn runs(&self, scope: ScopeIx, node: NodeIx, no: &mut Reasons) {
        let found = self.twin.scope(scope);
        let item = if found.kind == ScopeKind::Step { found.parent.unwrap_or(scope) } else { scope };
        let correcting = self.phase(self.twin.scope(item).entry) == Phase::Correcting;
        let phase = self.phase(node);
        let waits = matches!(phase, Phase::Waiting | Phase::Early | Phase::Correcting);
        object(no, phase == Phase::Skipped, "not-applicable");
        object(no, phase.has_ended(), "already-ended");
        object(no, waits && correcting, "awaiting-correction");
        object(no, waits && !correcting, "not-started");
    }

    fn about_finish(&self, scope: ScopeIx, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        let nothing = match self.twin.scope(scope).kind {
            ScopeKind::Stage => true,
            ScopeKind::Bundle => self.of_kind(NodeKind::Deliver).is_none(),
            _ => false,
        };
        if nothing {
            no.push("wrong-target");
            return;
        }
        object(no, self.is_forwarded(scope), "not-forwarded");
        self.about_work(scope, self.ends_with(scope), no);
    }

    /// What keeps work from being ended, well or not.
    pub(super) fn about_work(&self, scope: ScopeIx, node: NodeIx, no: &mut Reasons) {
        self.applies(scope, no);
        object(no, self.rectifying(scope).is_some(), "awaiting-rectification");
        self.runs(scope, node, no);
        object(no, self.is_suspended(scope), "suspended");
        let decides = self.twin.kind(node) == NodeKind::Decide;
        object(no, decides && self.in_procedure(scope), "procedure-open");
        object(no, self.is_blocked(node), "blocked");
        object(no, self.awaits_discussion(scope, node), "not-discussed");
        object(no, self.standing(node).is_some_and(|standing| !standing.complete), "not-heard");
    }

    pub(super) fn about_refusal(&self, scope: ScopeIx, no: &mut Reasons) {
        if self.is_item(scope, no) {
            self.is_in_hand(scope, no);
            object(no, self.is_suspended(scope), "suspended");
        }
    }

    fn about_failure(&self, scope: ScopeIx, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        let work = matches!(self.twin.scope(scope).kind, ScopeKind::Joint | ScopeKind::Step);
        if !work {
            no.push("wrong-target");
            return;
        }
        object(no, self.rounds(scope).is_empty(), "no-rework");
        self.about_work(scope, self.work_of(scope), no);
    }

    fn about_beginning(&self, procedure: ProcedureIx, scope: ScopeIx, no: &mut Reasons) {
        let Some(row) = self.twin.plan.procedures.get(procedure.index()) else {
            no.push("wrong-target");
            return;
        };
        if !self.is_item(scope, no) {
            return;
        }
        object(no, row.node.is_some(), "procedure-planned");
        object(no, !self.twin.within(scope, row.scope), "procedure-elsewhere");
        self.is_in_hand(scope, no);
        object(no, self.is_suspended(scope), "suspended");
        object(no, self.has_stop(StopKind::Procedure(procedure), scope), "procedure-open");
    }

    fn about_ending(&self, procedure: ProcedureIx, scope: ScopeIx, no: &mut Reasons) {
        let Some(row) = self.twin.plan.procedures.get(procedure.index()) else {
            no.push("wrong-target");
            return;
        };
        if !self.is_item(scope, no) {
            return;
        }
        object(no, self.is_suspended(scope), "suspended");
        let lasts = match row.node.filter(|_| row.scope == scope) {
            Some(node) => self.phase(node) == Phase::Running,
            None => self.has_stop(StopKind::Procedure(procedure), scope),
        };
        object(no, !lasts, "no-procedure");
    }

    fn about_extension(&self, scope: ScopeIx, by: Span, role: &str, at: Instant, no: &mut Reasons) {
        if self.known(scope, no).is_none() {
            return;
        }
        let kind = self.twin.scope(scope).kind;
        if !matches!(kind, ScopeKind::Bundle | ScopeKind::Item) {
            no.push("wrong-target");
            return;
        }
        self.applies(scope, no);
        let limits = self.twin.plan.limits.iter().filter(|limit| limit.scope == scope);
        let possible = limits.filter(|limit| limit.extension.is_some()).count();
        object(no, possible == 0, "not-extensible");
        let running = self.extensible(scope);
        if possible > 0 && running.is_empty() {
            self.is_in_hand(scope, no);
            object(no, true, "not-started");
        }
        for limit in &running {
            let row = self.twin.plan.limits[limit.index()].extension.as_ref().expect("extensible");
            object(no, row.approver != role.trim(), "wrong-authority");
            let fits = by.amount > 0 && by.unit == row.most.unit && by.amount <= row.most.amount;
            object(no, !fits, "extended-too-far");
            object(no, self.limit(*limit).extended > 0, "extended-already");
        }
        let in_time = running.iter().any(|limit| self.has_not_run_out(*limit, at));
        object(no, !running.is_empty() && !in_time, "extended-late");
    }

    fn about_suspension(&self, scope: ScopeIx, basis: &str, no: &mut Reasons) {
        object(no, basis.trim().is_empty(), "no-basis");
        if scope == ScopeIx(0) {
            object(no, self.world.status == CaseStatus::Decided, "already-ended");
            object(no, self.world.status == CaseStatus::Received, "not-started");
        } else {
            let mut item = Reasons::new();
            if self.is_item(scope, &mut item) {
                self.is_in_hand(scope, &mut item);
            }
            no.extend(item);
        }
        if scope.index() < self.twin.plan.scopes.len() {
            object(no, self.is_suspended(scope), "suspended");
        }
    }

    /// Allowed with the work of a step or with the decision of an item, which has not ended.
    pub(super) fn about_handling(&self, scope: ScopeIx, what: Handling, no: &mut Reasons) -> Option<NodeIx> {
        self.known(scope, no)?;
        if !matches!(self.twin.scope(scope).kind, ScopeKind::Item | ScopeKind::Step) {
            no.push("wrong-target");
            return None;
        }
        self.applies(scope, no);
        let node = self.desk(scope);
        object(no, self.phase(node).has_ended(), "already-ended");
        let allowed = self.twin.plan.desk.allowed.iter().find(|row| row.node == node);
        object(no, !allowed.is_some_and(|row| row.what.contains(&what)), "not-allowed");
        Some(node)
    }
}
