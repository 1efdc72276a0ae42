//! 好差评 (decision 0020): one rating of the case and of each item, after its end; a bad one opens duties of the
//! authority, which follow the case.

use super::{Stepped, Transition};
use crate::case::{CaseStatus, EffectKind, Event, Phase, Rating, Refusal, ScopeOutcome, Score};
use crate::plan::{LimitIx, LimitKind, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 评价 by the applicant: once, after the case or the item has ended.
    pub(super) fn rate(&mut self, event: &Event, scope: ScopeIx, score: Score) -> Stepped {
        if !event.actor.department.is_empty() || !event.actor.role.is_empty() {
            return Err(Refusal::ApplicantOnly(scope));
        }
        self.expect_ratable(scope)?;
        if self.rating_row(scope).is_some() {
            return Err(Refusal::RatedAlready(scope));
        }
        let at = event.at;
        let rating = Rating { scope, score, at, called_back: None, remedied: None, excluded: None };
        self.state.ratings_mut().push(rating);
        self.effect(at, EffectKind::Rated { scope, score });
        if score.is_bad() {
            for limit in self.duties(scope, &[LimitKind::CallBack, LimitKind::Remedy]) {
                self.open_limit(limit, at)?;
            }
        }
        Ok(())
    }

    /// The case has ended, or the item, which had begun.
    fn expect_ratable(&self, scope: ScopeIx) -> Stepped {
        if scope == ScopeIx(0) {
            return match self.state.status {
                CaseStatus::Draft | CaseStatus::Received | CaseStatus::Accepted => {
                    Err(Refusal::NotEnded(scope))
                }
                _ => Ok(()),
            };
        }
        match self.engine.plan().scopes.get(scope.index()) {
            Some(found) if found.kind == ScopeKind::Item => {}
            _ => return Err(Refusal::WrongTarget(scope)),
        }
        self.expect_applies(scope)?;
        let entry = self.state.node(self.engine.scope(scope).entry);
        match self.state.scope(scope).outcome {
            ScopeOutcome::Open => Err(Refusal::NotEnded(scope)),
            _ if entry.start.is_none() || entry.phase == Phase::Waiting => Err(Refusal::NotStarted(scope)),
            _ => Ok(()),
        }
    }

    /// 回访 of whoever gave a bad rating.
    pub(super) fn call_back(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        self.answer(scope, at, |rating| &mut rating.called_back)?;
        self.effect(at, EffectKind::CalledBack(scope));
        self.meet_duties(scope, LimitKind::CallBack, at);
        Ok(())
    }

    /// 整改完成: what was rated badly has been put right and answered.
    pub(super) fn remedied(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        self.answer(scope, at, |rating| &mut rating.remedied)?;
        self.effect(at, EffectKind::Remedied(scope));
        self.meet_duties(scope, LimitKind::Remedy, at);
        Ok(())
    }

    /// 不计入: a malicious or mistaken rating is taken out of the figures; what it opened ends.
    pub(super) fn exclude_rating(&mut self, scope: ScopeIx, reason: &str, at: Instant) -> Stepped {
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason(scope));
        }
        self.mark(scope, at, |rating| &mut rating.excluded)?;
        self.effect(at, EffectKind::RatingExcluded(scope));
        for limit in self.duties(scope, &[LimitKind::CallBack, LimitKind::Remedy]) {
            self.end_duty(limit);
        }
        Ok(())
    }

    /// Where the rating of a scope stands.
    fn rating_row(&self, scope: ScopeIx) -> Option<usize> {
        self.state.ratings.iter().position(|rating| rating.scope == scope)
    }

    /// Answers a bad rating in one way, once.
    fn answer(
        &mut self,
        scope: ScopeIx,
        at: Instant,
        slot: fn(&mut Rating) -> &mut Option<Instant>,
    ) -> Stepped {
        let rating = self.rating_row(scope).and_then(|row| self.state.ratings.get(row));
        let rating = rating.ok_or(Refusal::NotRated(scope))?;
        if !rating.score.is_bad() || rating.excluded.is_some() {
            return Err(Refusal::NothingToAnswer(scope));
        }
        self.mark(scope, at, slot)
    }

    /// Notes when something was done about a rating, once.
    fn mark(
        &mut self,
        scope: ScopeIx,
        at: Instant,
        slot: fn(&mut Rating) -> &mut Option<Instant>,
    ) -> Stepped {
        let row = self.rating_row(scope).ok_or(Refusal::NotRated(scope))?;
        let mut rating = *self.state.ratings.get(row).ok_or(Refusal::NotRated(scope))?;
        if slot(&mut rating).replace(at).is_some() {
            return Err(Refusal::AnsweredAlready(scope));
        }
        if let Some(stored) = self.state.ratings_mut().get_mut(row) {
            *stored = rating;
        }
        Ok(())
    }

    /// The limits of these kinds of a scope.
    fn duties(&self, scope: ScopeIx, kinds: &[LimitKind]) -> Vec<LimitIx> {
        let limits = self.engine.plan().limits.iter().zip(0_u32..);
        let own = limits.filter(|(limit, _)| limit.scope == scope && kinds.contains(&limit.kind));
        own.map(|(_, row)| LimitIx(row)).collect()
    }

    fn meet_duties(&mut self, scope: ScopeIx, kind: LimitKind, at: Instant) {
        for limit in self.duties(scope, &[kind]) {
            self.meet_limit(limit, at);
        }
    }
}
