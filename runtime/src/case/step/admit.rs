//! Is the event admissible at all? And the dispatch to what it does.

use super::{Stepped, Transition};
use crate::case::{
    CaseOutcome, CaseStatus, EffectKind, Event, EventKind, Phase, Refusal, Says, ScopeOutcome,
};
use crate::plan::{Answer, GuardIx, NodeIx, Question, ScopeIx, ScopeKind, evaluate_into};
use crate::time::{Date, Instant};

impl Transition<'_> {
    /// What can be said before time passes.
    pub(super) fn admit(&self, event: &Event) -> Stepped {
        let state = &self.state;
        if !self.engine.fits(state) {
            return Err(Refusal::OtherPlan);
        }
        if let Some(last) = state.now
            && event.at < last
        {
            return Err(Refusal::ClockBack { last });
        }
        Ok(())
    }

    /// What can be said once everything due before the event has happened.
    pub(super) fn admit_after_expiry(&self, event: &Event) -> Stepped {
        let submits = matches!(event.kind, EventKind::Submit { .. });
        match (self.state.status, &event.kind) {
            (_, EventKind::Tick | EventKind::Expire) => Ok(()),
            (_, EventKind::Migrate { plan, .. }) => Err(Refusal::NeedsPlan { plan: *plan }),
            (CaseStatus::Draft, _) if submits => Ok(()),
            (CaseStatus::Draft, _) => Err(Refusal::NotSubmitted),
            (status, kind) if status.is_final() && !follows_the_case(kind) => Err(Refusal::CaseEnded),
            _ if submits => Err(Refusal::AlreadySubmitted),
            _ => Ok(()),
        }
    }

    /// Does what the event says.
    pub(super) fn apply(&mut self, event: &Event) -> Stepped {
        let at = event.at;
        match &event.kind {
            EventKind::Submit { answers } => self.submit(answers, at),
            EventKind::Accept => self.accept(at),
            EventKind::Reject { note } => self.reject(note, at),
            EventKind::AskCorrection { scope, .. } => self.ask_correction(*scope, at),
            EventKind::Correct { scope } => self.correct(*scope, at),
            EventKind::Supply { material } => self.supply(*material, at),
            EventKind::Finish { scope } => self.finish(*scope, at),
            EventKind::Refuse { scope, note } => self.refuse_for(*scope, note, at),
            EventKind::Fail { scope, .. } => self.fail(*scope, at),
            EventKind::Rectify { scope } => self.rectify(*scope, at),
            EventKind::BeginProcedure { procedure, scope, .. } => {
                self.begin_procedure(*procedure, *scope, at)
            }
            EventKind::EndProcedure { procedure, scope } => self.end_procedure(*procedure, *scope, at),
            EventKind::Extend { scope, by, .. } => self.extend(*scope, *by, &event.actor.role, at),
            EventKind::Suspend { scope, basis } => self.suspend(*scope, basis, at),
            EventKind::Resume { scope } => self.resume(*scope, at),
            EventKind::Withdraw => self.end_case(CaseStatus::Withdrawn, CaseOutcome::Withdrawn, at),
            EventKind::Terminate { .. } => self.end_case(CaseStatus::Terminated, CaseOutcome::Terminated, at),
            EventKind::Tick | EventKind::Expire => Ok(()),
            _ => self.apply_by_hand(event),
        }
    }

    /// What people say and do with work besides ending it.
    fn apply_by_hand(&mut self, event: &Event) -> Stepped {
        let at = event.at;
        match &event.kind {
            EventKind::Attend { scope } => self.say(event, *scope, Says::Present),
            EventKind::Absent { scope } => self.say(event, *scope, Says::Absent),
            EventKind::Opinion { scope, consent: true, .. } => self.say(event, *scope, Says::Consent),
            EventKind::Opinion { scope, .. } => self.say(event, *scope, Says::Dissent),
            EventKind::HandOver => self.hand_over(at),
            EventKind::Reassign { scope, to, instead } => self.reassign(*scope, to, *instead, at),
            EventKind::Signer { scope, who, add } => self.signer(*scope, *who, *add, at),
            EventKind::SendBack { scope, to, .. } => self.send_back(*scope, *to, at),
            EventKind::Urge { scope } => self.urge(*scope, at),
            EventKind::Inform { scope, .. } => self.inform(*scope, at),
            EventKind::Discuss { scope, record } => self.discuss(*scope, record, at),
            _ => self.apply_at_the_end(event),
        }
    }

    /// What ends a case or follows its end.
    fn apply_at_the_end(&mut self, event: &Event) -> Stepped {
        let at = event.at;
        match &event.kind {
            EventKind::Rate { scope, score, .. } => self.rate(event, *scope, *score),
            EventKind::CallBack { scope, .. } => self.call_back(*scope, at),
            EventKind::Remedied { scope, .. } => self.remedied(*scope, at),
            EventKind::ExcludeRating { scope, reason } => self.exclude_rating(*scope, reason, at),
            EventKind::Revoke { scope, reason } => self.revoke(*scope, reason, at),
            EventKind::WithdrawItem { scope } => self.withdraw_item(*scope, at),
            EventKind::NotRequired { scope, note } => self.not_required(*scope, note, at),
            EventKind::Decline { scope, note, .. } => self.decline(*scope, note, at),
            EventKind::CorrectOnSpot { scope, .. } => self.correct_on_spot(*scope, at),
            EventKind::RevokeAcceptance { scope, reason } => self.revoke_acceptance(*scope, reason, at),
            EventKind::Forward { scope, opinion } => self.forward(*scope, opinion, at),
            EventKind::Recall { scope } => self.recall(*scope, at),
            _ => Ok(()),
        }
    }

    /// 提交: receipt. Conditions on answers are fixed here, periods counted up to its local date (rule F2).
    fn submit(&mut self, answers: &[Answer], at: Instant) -> Stepped {
        let submitted = self.engine.calendar().date_of(at);
        let mut holds = std::mem::take(&mut self.spare.truths);
        evaluate_into(&self.engine.plan().guards, answers, submitted, &mut holds);
        let settled = self.check_answers(answers, submitted, &holds).and_then(|()| {
            self.state.set_answers(answers);
            self.skip_what_does_not_apply(&holds)
        });
        self.spare.truths = holds;
        settled?;
        self.state.set_status(CaseStatus::Received);
        self.effect(at, EffectKind::Received);
        self.start(NodeIx(0), at)
    }

    /// Every question that is asked has an admissible answer, and no other has any.
    fn check_answers(&self, answers: &[Answer], submitted: Date, holds: &[bool]) -> Stepped {
        let questions = &self.engine.plan().questions;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if questions.len() != answers.len() {
            return Err(Refusal::AnswerCount {
                expected: count(questions.len()),
                given: count(answers.len()),
            });
        }
        // Conditions of a question speak of earlier ones: as long as these are right, they hold of what was given.
        let right = |(question, answer): (&Question, &Answer)| {
            let asked = holds.get(question.when.index()) == Some(&true);
            if asked { question.kind.admits(*answer) } else { *answer == Answer::Unasked }
        };
        if questions.iter().zip(answers).all(right) {
            return Ok(());
        }
        let given: Vec<Option<Answer>> = answers.iter().copied().map(Some).collect();
        let settled = self.engine.plan().settle(&given, submitted);
        match (settled.inadmissible.first().or(settled.missing.first()), settled.not_asked.first()) {
            (Some(bad), _) => Err(Refusal::BadAnswer(*bad)),
            (None, Some(superfluous)) => Err(Refusal::NotAsked(*superfluous)),
            (None, None) => Ok(()),
        }
    }

    /// Scopes and nodes that do not apply in this 情形; a new case counts every predecessor as if all did.
    fn skip_what_does_not_apply(&mut self, holds: &[bool]) -> Stepped {
        let tables = self.engine.tables();
        let applies = |guard: GuardIx| holds.get(guard.index()).copied().unwrap_or(false);
        for (scope, guard) in &tables.conditional_scopes {
            if !applies(*guard) {
                self.scope_mut(*scope).outcome = ScopeOutcome::Skipped;
            }
        }
        for (node, guard) in &tables.conditional_nodes {
            // Rounds of rework are none until something has failed.
            if guard.is_some_and(applies) {
                continue;
            }
            let state = self.node_mut(*node);
            (state.phase, state.applying) = (Phase::Skipped, 0);
            if guard.is_some() {
                for successor in tables.successors(tables.node(*node)) {
                    let state = self.node_mut(*successor);
                    state.applying = state.applying.saturating_sub(1);
                }
            }
        }
        for (node, needed) in &tables.choosy {
            let state = self.state.node(*node);
            if state.phase != Phase::Skipped && state.applying < *needed {
                return Err(Refusal::JoinCannotStart(*node));
            }
        }
        Ok(())
    }

    /// 受理 of the whole case: by the authority, or by its silence (rule T8).
    pub(super) fn accept(&mut self, at: Instant) -> Stepped {
        match self.state.node(NodeIx(0)).phase {
            Phase::Running => {}
            Phase::Correcting => return Err(Refusal::AwaitingCorrection(ScopeIx(0))),
            _ => return Err(Refusal::AlreadyAccepted),
        }
        self.end(NodeIx(0), at)
    }

    /// 不予受理, with its reason (行政许可法 72).
    pub(super) fn reject(&mut self, reason: &str, at: Instant) -> Stepped {
        match self.state.node(NodeIx(0)).phase {
            Phase::Running | Phase::Correcting => {
                expect_reason(ScopeIx(0), reason)?;
                self.end_case(CaseStatus::Rejected, CaseOutcome::Rejected, at)
            }
            _ => Err(Refusal::AlreadyAccepted),
        }
    }

    /// 不予, with its reason (行政许可法 38).
    fn refuse_for(&mut self, scope: ScopeIx, reason: &str, at: Instant) -> Stepped {
        self.expect_refusable(scope)?;
        expect_reason(scope, reason)?;
        self.expect_discussed(scope, self.engine.scope(scope).exit)?;
        self.refuse(scope, at)
    }

    /// The scope is an item that applies.
    pub(super) fn expect_item(&self, scope: ScopeIx) -> Stepped {
        match self.engine.plan().scopes.get(scope.index()) {
            Some(found) if found.kind == ScopeKind::Item => self.expect_applies(scope),
            _ => Err(Refusal::WrongTarget(scope)),
        }
    }

    pub(super) fn expect_applies(&self, scope: ScopeIx) -> Stepped {
        if self.state.scope(scope).outcome == ScopeOutcome::Skipped {
            return Err(Refusal::NotApplicable(scope));
        }
        Ok(())
    }
}

/// 好差评 comes after everything else has ended, and a decision may be taken back however late.
const fn follows_the_case(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Rate { .. }
            | EventKind::CallBack { .. }
            | EventKind::Remedied { .. }
            | EventKind::ExcludeRating { .. }
            | EventKind::Revoke { .. }
    )
}

/// Who is turned down is told why.
pub(super) fn expect_reason(scope: ScopeIx, reason: &str) -> Stepped {
    if reason.trim().is_empty() { Err(Refusal::NoReason(scope)) } else { Ok(()) }
}
