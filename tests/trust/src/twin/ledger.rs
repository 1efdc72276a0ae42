//! The ledger (rules T5, T6, T9; decision 0009): what a limit is follows from the moments of the nodes it names.

use super::days::Receipts;
use super::{Beyond, Case};
use lianban_runtime::case::{Level, LimitPhase, Phase, StopKind};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, CorrectionOverdue, LimitIx, LimitKind, NodeIx, ScopeIx, ScopeKind, Silence,
};
use lianban_runtime::time::{Instant, RestDayReceipt, Span};

impl Case<'_> {
    /// Looks at every limit after something has happened to a node.
    pub(super) fn ledger(&mut self) -> Result<(), Beyond> {
        for at in self.twin.limits() {
            if self.twin.plan.limits[at.index()].kind == LimitKind::Correction {
                continue;
            }
            self.look_at_beginning(at)?;
            self.look_at_end(at)?;
        }
        Ok(())
    }

    /// Due dates anew: a stop may have begun or ended, or an extension come.
    pub(super) fn redate(&mut self) -> Result<(), Beyond> {
        for at in self.twin.limits() {
            if self.limit(at).phase == LimitPhase::Open {
                self.world.limits[at.index()].due = Some(self.due(at)?);
            }
        }
        Ok(())
    }

    /// A limit begins with its first moment. 退回 does not take that back: limits run on from where they began.
    fn look_at_beginning(&mut self, at: LimitIx) -> Result<(), Beyond> {
        let from = self.came(self.twin.plan.limits[at.index()].span.from);
        match from.filter(|_| self.limit(at).phase == LimitPhase::Closed && !self.has_no_end(at)) {
            Some(from) => self.open(at, from),
            None => Ok(()),
        }
    }

    /// A correction undid the first moment of limits: they have not begun. Levels stay.
    pub(super) fn close_limits(&mut self, node: NodeIx, point: AnchorPoint) {
        for (limit, row) in self.world.limits.iter_mut().zip(&self.twin.plan.limits) {
            if row.kind != LimitKind::Correction && row.span.from == (Anchor { node, at: point }) {
                (limit.phase, limit.from, limit.due) = (LimitPhase::Closed, None, None);
            }
        }
    }

    /// A limit begins to run.
    pub(super) fn open(&mut self, at: LimitIx, from: Instant) -> Result<(), Beyond> {
        let limit = &mut self.world.limits[at.index()];
        (limit.phase, limit.from) = (LimitPhase::Open, Some(from));
        self.world.limits[at.index()].due = Some(self.due(at)?);
        Ok(())
    }

    /// When a moment came; none if it has not, or is undone.
    fn came(&self, anchor: Anchor) -> Option<Instant> {
        let node = self.node(anchor.node);
        match (anchor.at, node.phase) {
            (AnchorPoint::Start, _) => node.start.filter(|_| !self.world.untouched[anchor.node.index()]),
            (AnchorPoint::End, Phase::Done | Phase::Refused | Phase::Failed) => node.end,
            (AnchorPoint::End, _) => None,
        }
    }

    /// It is not to come any more.
    fn comes_never(&self, anchor: Anchor) -> bool {
        let phase = self.phase(anchor.node);
        self.came(anchor).is_none() && (phase.has_ended() || phase == Phase::Skipped)
    }

    /// Between two moments, of which the second does not come or has come already (decision 0009, 3); 后补 likewise.
    fn has_no_end(&self, at: LimitIx) -> bool {
        let limit = &self.twin.plan.limits[at.index()];
        let until = limit.span.until;
        matches!(limit.kind, LimitKind::Between | LimitKind::Supplement)
            && (self.came(until).is_some() || self.phase(until.node).has_ended() || self.comes_never(until))
    }

    /// A limit is met by its second moment, or missed; it is void if that does not come. Between two moments, it runs on
    /// if the second is undone.
    fn look_at_end(&mut self, at: LimitIx) -> Result<(), Beyond> {
        let limit = &self.twin.plan.limits[at.index()];
        let until = limit.span.until;
        let came = self.came(until);
        match self.limit(at).phase {
            LimitPhase::Open => {
                if let Some(came) = came {
                    let due = self.due(at)?;
                    let limit = &mut self.world.limits[at.index()];
                    limit.due = Some(due);
                    limit.phase = if came <= due { LimitPhase::Met } else { LimitPhase::Late };
                } else if self.comes_never(until) {
                    self.world.limits[at.index()].phase = LimitPhase::Void;
                }
            }
            LimitPhase::Met | LimitPhase::Late | LimitPhase::Expired
                if came.is_none() && !self.comes_never(until) && self.runs_on(at) =>
            {
                self.world.limits[at.index()].phase = LimitPhase::Open;
            }
            _ => {}
        }
        Ok(())
    }

    /// What was met, and is undone, runs on: between two moments always, else where work was sent back.
    fn runs_on(&self, at: LimitIx) -> bool {
        let limit = &self.twin.plan.limits[at.index()];
        limit.kind == LimitKind::Between || self.world.sent_back[limit.span.until.node.index()]
    }

    /// When a limit that has begun is due.
    pub(super) fn due(&self, at: LimitIx) -> Result<Instant, Beyond> {
        let from = self.limit(at).from.expect("it has begun");
        self.twin.days.due(from, self.budget(at), &self.stopped(at)?, &self.receipts())
    }

    fn budget(&self, at: LimitIx) -> Span {
        let budget = self.twin.plan.limits[at.index()].budget;
        Span { amount: budget.amount + self.limit(at).extended, ..budget }
    }

    /// What the applicant has handed in: the submission, and the last papers of corrections.
    pub(super) fn receipts(&self) -> Receipts {
        let rule = self.twin.plan.profiles[0].receipt;
        let papers = self.world.papers.iter().copied();
        Receipts {
            at: self.node(NodeIx(0)).start.into_iter().chain(papers).collect(),
            cutoff: rule.cutoff_minute,
            same_day: rule.rest_day == RestDayReceipt::SameDay,
        }
    }

    /// Limits that mean nothing any more.
    pub(super) fn void_limits_of(&mut self, scope: ScopeIx) {
        for (limit, row) in self.world.limits.iter_mut().zip(&self.twin.plan.limits) {
            if row.scope == scope && limit.phase == LimitPhase::Open {
                limit.phase = LimitPhase::Void;
            }
        }
    }

    /// The levels above the present one, each with the instant after which it is reached; and whether some lie beyond the
    /// calendar.
    fn levels(&self, at: LimitIx) -> (Vec<(Instant, Level)>, bool) {
        let (row, limit) = (&self.twin.plan.limits[at.index()], self.limit(at));
        let (from, due) = (limit.from.expect("open"), limit.due.expect("open"));
        let days = &self.twin.days;
        let left = |threshold| {
            let (budget, stops) = (self.budget(at), self.stopped(at)?);
            days.level(from, budget, &stops, &self.receipts(), threshold)
        };
        let higher = [
            (Level::Notice, row.thresholds.notice.map(left)),
            (Level::Yellow, row.thresholds.yellow.map(left)),
            (Level::Red, Some(days.red(due, &row.thresholds).map(Some))),
        ];
        let (mut levels, mut beyond) = (Vec::new(), false);
        for (level, instant) in higher.into_iter().filter(|(level, _)| *level > limit.level) {
            match instant {
                Some(Ok(instant)) => levels.extend(instant.map(|instant| (instant, level))),
                Some(Err(Beyond)) => beyond = true,
                None => {}
            }
        }
        (levels, beyond)
    }

    /// When something next happens to an open limit by itself: a level, or what its silence means. None while a stop
    /// holds it. The flag tells whether some level lies beyond the calendar.
    pub(super) fn alarm(&self, at: LimitIx) -> (Option<Instant>, bool) {
        if self.limit(at).phase != LimitPhase::Open || self.is_held(at) {
            return (None, false);
        }
        let silence = self.limit(at).due.filter(|_| self.speaks(at));
        let (levels, beyond) = self.levels(at);
        (levels.into_iter().map(|(at, _)| at).chain(silence).min(), beyond)
    }

    /// Whether silence means something: of a step or joint action, only while it is worked on and has been since before
    /// the due instant (it may have been sent back; decision 0021).
    pub(super) fn speaks(&self, at: LimitIx) -> bool {
        let row = &self.twin.plan.limits[at.index()];
        if row.silence.goes_on() && self.twin.scope(row.scope).kind != ScopeKind::Item {
            let work = self.node(row.span.until.node);
            return work.phase == Phase::Running && work.start <= self.limit(at).due;
        }
        // 继续等待: nothing but the levels.
        let profile = &self.twin.plan.profiles[self.twin.scope(row.scope).profile.index()];
        let waits = row.kind == LimitKind::Correction
            && row.silence == Silence::Overdue
            && profile.correction_overdue == CorrectionOverdue::Waits;
        row.silence != Silence::Late && !waits
    }

    /// Levels that are reached once an instant has passed.
    pub(super) fn raise(&mut self, at: LimitIx, passed: Instant) {
        let reached = self.levels(at).0.into_iter().filter(|(at, _)| *at <= passed);
        if let Some(level) = reached.map(|(_, level)| level).max() {
            self.world.limits[at.index()].level = level;
        }
    }

    /// The own limit of a procedure that an event began: when its next level is reached, and the level. It rests only
    /// while the item is suspended.
    pub(super) fn watch(&self, row: usize) -> Result<Option<(Instant, Level)>, Beyond> {
        let stop = &self.world.stops[row];
        let (StopKind::Procedure(at), Some(level), None) = (stop.kind, stop.level, stop.to) else {
            return Ok(None);
        };
        let procedure = &self.twin.plan.procedures[at.index()];
        let Some(budget) = procedure.budget.filter(|_| !self.is_suspended(stop.scope)) else {
            return Ok(None);
        };
        let days = &self.twin.days;
        let (stops, receipts) = (self.suspended(stop.scope), self.receipts());
        let due = days.due(stop.from, budget, &stops, &receipts)?;
        let mut levels = Vec::new();
        for (higher, threshold) in
            [(Level::Notice, procedure.thresholds.notice), (Level::Yellow, procedure.thresholds.yellow)]
        {
            if let Some(threshold) = threshold.filter(|_| level < higher) {
                let instant = days.level(stop.from, budget, &stops, &receipts, threshold)?;
                levels.extend(instant.map(|instant| (instant, higher)));
            }
        }
        if level < Level::Red {
            levels.push((days.red(due, &procedure.thresholds)?, Level::Red));
        }
        Ok(levels.into_iter().min())
    }

    /// When a procedure that an event began is due itself.
    ///
    /// # Errors
    /// [`Beyond`] the calendar.
    pub fn watch_due(&self, row: usize) -> Result<Option<Instant>, Beyond> {
        let stop = &self.world.stops[row];
        let StopKind::Procedure(at) = stop.kind else { return Ok(None) };
        let procedure = &self.twin.plan.procedures[at.index()];
        let Some(budget) = procedure.budget.filter(|_| procedure.node.is_none()) else { return Ok(None) };
        self.twin.days.due(stop.from, budget, &self.suspended(stop.scope), &self.receipts()).map(Some)
    }

    /// Suspensions of an item that are over.
    fn suspended(&self, scope: ScopeIx) -> Vec<(i64, i64)> {
        let of_it = self
            .world
            .stops
            .iter()
            .filter(|stop| stop.kind == StopKind::Suspension && self.twin.within(scope, stop.scope));
        of_it.filter_map(|stop| Some((stop.from.millis(), stop.to?.millis()))).collect()
    }
}
