//! Due instants of a running case: what was received when decides day 0 where the profile says so (rule T2).

use super::{Engine, Phase, State, StopKind, StopRecord};
use crate::plan::{NodeIx, Profile, ScopeIx, Threshold};
use crate::time::{CalendarError, Count, Date, Instant, Receipts, Span, Stop};

impl Engine {
    /// 辖区规则 of a scope.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "Plan::check proved every profile index of the plan")]
    pub fn profile(&self, at: ScopeIx) -> &Profile {
        &self.plan().profiles[self.scope(at).profile.index()]
    }

    /// The due instant of a limit of a case.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn due(
        &self,
        state: &State,
        from: Instant,
        span: Span,
        stops: &[Stop],
    ) -> Result<Instant, CalendarError> {
        self.counting(state, |receipts| self.calendar().due_in(from, span, stops, receipts))
    }

    /// The instant at which a limit of a case reaches a level before its due instant; none if it is too short for that.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn level_at(
        &self,
        state: &State,
        from: Instant,
        span: Span,
        stops: &[Stop],
        threshold: Threshold,
    ) -> Result<Option<Instant>, CalendarError> {
        self.counting(state, |receipts| match threshold {
            Threshold::Left(left) => self.calendar().warn_before(from, span, stops, left, receipts),
            Threshold::Share(percent) => self.calendar().warn_at_share(from, span, stops, percent, receipts),
        })
    }

    /// A limit of a case as it is counted at an instant.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn count(
        &self,
        state: &State,
        from: Instant,
        span: Span,
        stops: &[Stop],
        now: Instant,
    ) -> Result<Count, CalendarError> {
        self.counting(state, |receipts| self.calendar().count_in(from, span, stops, receipts, now))
    }

    /// Day 0 of a working-day limit of a case.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn day_zero(&self, state: &State, from: Instant) -> Result<Date, CalendarError> {
        self.counting(state, |receipts| self.calendar().day_zero_in(from, receipts))
    }

    /// With the receipts of a case: the submission and the last paper of each correction. Where the profile adds
    /// nothing to the calendar nobody looks at them.
    fn counting<T>(&self, state: &State, count: impl FnOnce(Receipts<'_>) -> T) -> T {
        let rule = self.profile(ScopeIx(0)).receipt;
        if rule.is_default() {
            return count(Receipts::NONE);
        }
        let submitted = state.node(NodeIx(0)).start;
        let corrected =
            state.stops.iter().filter(|stop| self.brought_papers(state, stop)).filter_map(|stop| stop.to);
        let at: Vec<Instant> = submitted.into_iter().chain(corrected).collect();
        count(Receipts { rule, at: &at })
    }
    /// A correction that ended because the last paper arrived, not because none came in time.
    fn brought_papers(&self, state: &State, stop: &StopRecord) -> bool {
        let accepted = state.node(self.scope(stop.scope).entry);
        stop.kind == StopKind::Correction && accepted.phase == Phase::Done && accepted.end == stop.to
    }
}
