//! The ledger: anchors, stops and extensions stay; due instants are those of the new plan. What the applicant was told
//! gets later, or the applicant's own time gets shorter, only with consent.

use super::carry::Carried;
use super::report::{Moved, Obstacle, Worse, WorseKind};
use crate::case::{Level, LimitPhase, LimitState, Phase, StopKind};
use crate::plan::{Anchor, AnchorPoint, CorrectionOverdue, LimitIx, LimitKind, OverdueOutcome, Silence};
use crate::time::Instant;

/// A limit that has not begun.
const CLOSED: LimitState = LimitState {
    phase: LimitPhase::Closed,
    level: Level::Normal,
    from: None,
    due: None,
    extended: 0,
    alarm: None,
};

/// The applicant has to do something within it.
const fn is_applicants(kind: LimitKind) -> bool {
    matches!(kind, LimitKind::Tolerance | LimitKind::Correction | LimitKind::Rectify)
}

/// The applicant was told that something is done within it. Limits of steps, joint actions, 复核 and the hand-over are the
/// authority's own business.
const fn is_promised(kind: LimitKind) -> bool {
    match kind {
        LimitKind::Intake
        | LimitKind::Statutory
        | LimitKind::Promised
        | LimitKind::Stage
        | LimitKind::Between
        | LimitKind::Delivery
        | LimitKind::Bundle
        | LimitKind::Supplement
        | LimitKind::CallBack
        | LimitKind::Remedy => true,
        LimitKind::Joint
        | LimitKind::Step
        | LimitKind::Tolerance
        | LimitKind::Correction
        | LimitKind::Handover
        | LimitKind::Rectify
        | LimitKind::Recheck => false,
    }
}

impl Carried<'_> {
    pub(super) fn carry_limits(&mut self) {
        for at in self.mapping.new.limit_indices() {
            let carried = self.state.limit(at);
            if carried.phase != LimitPhase::Closed {
                continue; // carried over with what is owed
            }
            let row = match self.mapping.old_limit(at) {
                Some(old) => self.carried_limit(at, self.from.limit(old)),
                None => self.new_limit(at),
            };
            if let Some(slot) = self.state.limits.get_mut(at.index()) {
                *slot = row;
            }
        }
    }

    fn carried_limit(&self, at: LimitIx, record: LimitState) -> LimitState {
        let spec = self.mapping.new.limit(at);
        let dropped = self.state.node(spec.span.until.node).phase == Phase::Skipped;
        if record.phase == LimitPhase::Open && dropped && !spec.kind.follows_the_case() {
            return LimitState { phase: LimitPhase::Void, alarm: None, ..record };
        }
        record
    }

    /// A limit that the case did not have: if its beginning has come, and its end has not, it runs from there. A limit of
    /// the applicant does not begin for what has begun before it was written.
    fn new_limit(&mut self, at: LimitIx) -> LimitState {
        let spec = self.mapping.new.limit(at);
        let from = self.moment(spec.span.from);
        let ends = self.state.node(spec.span.until.node).phase;
        let reached = self.moment(spec.span.until).is_some() || ends.has_ended() || ends == Phase::Skipped;
        let skips = is_applicants(spec.kind) || spec.kind.follows_the_case() || self.is_final();
        let Some(from) = from.filter(|_| !reached && !skips) else { return CLOSED };
        self.fresh.push(at);
        LimitState { phase: LimitPhase::Open, from: Some(from), due: Some(from), ..CLOSED }
    }

    /// When a moment of the new plan came, if it has.
    fn moment(&self, anchor: Anchor) -> Option<Instant> {
        let node = self.state.node(anchor.node);
        match anchor.at {
            AnchorPoint::Start => node.start,
            AnchorPoint::End => node.end.filter(|_| node.phase.has_ended()),
        }
    }

    /// What the new due instants mean; called when they are known, before time passes on the new plan.
    pub(super) fn compare_limits(&mut self) {
        for at in self.mapping.new.limit_indices() {
            let now = self.state.limit(at);
            match self.counterpart(at) {
                Some(old) => self.compare(old, at, now),
                None if now.phase == LimitPhase::Open => {
                    let limit = self.mapping.new.limit_name(at);
                    self.report.moved.push(Moved { limit, before: None, after: now.due });
                }
                None => {}
            }
        }
        for old in self.mapping.old.limit_indices() {
            let carried = self.mapping.limit(old).map(|at| self.state.limit(at).phase);
            let still = carried.is_some_and(|phase| phase != LimitPhase::Void) || self.is_owed_elsewhere(old);
            if self.from.limit(old).phase == LimitPhase::Open && !still {
                self.note_gone(old);
            }
        }
        self.compare_watches();
    }

    /// The limit of the old plan whose record a limit carries on.
    fn counterpart(&self, at: LimitIx) -> Option<LimitIx> {
        self.mapping.old_limit(at).or_else(|| {
            let owed = self.mapping.new.plan().obligations.iter().find(|owed| owed.limit == at)?;
            let old = self.mapping.old_material(owed.material)?;
            let waits = self.mapping.old.plan().obligations.iter().filter(|owed| owed.material == old);
            let mut running = waits.filter(|owed| self.from.node(owed.node).phase == Phase::Running);
            running.next().map(|owed| owed.limit)
        })
    }

    /// The material of the limit is owed within another limit of the new plan.
    fn is_owed_elsewhere(&self, old: LimitIx) -> bool {
        let owed = self.mapping.old.plan().obligations.iter().find(|owed| owed.limit == old);
        let material = owed.and_then(|owed| self.mapping.material(owed.material));
        material.is_some_and(|material| {
            self.mapping.new.awaiting(material).any(|node| self.state.node(node).phase == Phase::Running)
        })
    }

    fn note_gone(&mut self, old: LimitIx) {
        let (limit, before) = (self.mapping.old.limit_name(old), self.from.limit(old).due);
        if is_promised(self.mapping.old.limit(old).kind) {
            let kind = WorseKind::Gone;
            self.report.worse.push(Worse { kind, limit: limit.clone(), before, after: None });
        }
        self.report.moved.push(Moved { limit, before, after: None });
    }

    fn compare(&mut self, old: LimitIx, at: LimitIx, now: LimitState) {
        let was = self.from.limit(old);
        if was.phase != LimitPhase::Open || now.phase != LimitPhase::Open {
            return;
        }
        let (before, after) = (was.due, now.due);
        let kind = self.mapping.new.limit(at).kind;
        let told = self.mapping.old.limit_name(old);
        let mut worse = |kind| {
            self.report.worse.push(Worse { kind, limit: told.clone(), before, after });
        };
        if is_promised(kind) && after > before && !self.mapping.published(old, at) {
            worse(WorseKind::Later);
        }
        if is_applicants(kind) && after < before {
            worse(WorseKind::Sooner);
        }
        let other_silence = self.mapping.silence_differs(old, at);
        if is_applicants(kind) && other_silence {
            worse(WorseKind::Silence);
        }
        let speaks = self.mapping.new.speaks(&self.state, at);
        let over = after.filter(|due| *due < self.at && speaks && now.alarm.is_some());
        if let Some(due) = over.filter(|_| before != after || other_silence) {
            let limit = self.mapping.new.limit_name(at);
            self.report.obstacles.push(Obstacle::AlreadyOver { limit, due });
        }
        if before != after {
            let limit = self.mapping.new.limit_name(at);
            self.report.moved.push(Moved { limit, before, after });
        }
    }

    /// The own limits of procedures that events began.
    fn compare_watches(&mut self) {
        let before = self.from.stops.iter().filter(|stop| stop.is_open()).filter_map(|stop| {
            let (StopKind::Procedure(at), Some(watch)) = (stop.kind, stop.watch) else { return None };
            Some((self.mapping.procedure(at)?, self.mapping.scope(stop.scope)?, watch.due))
        });
        for (procedure, scope, was) in before {
            let mut open = self.state.stops.iter().filter(|stop| stop.is_open() && stop.scope == scope);
            let now = open.find(|stop| stop.kind == StopKind::Procedure(procedure));
            let after = now.and_then(|stop| stop.watch).map(|watch| watch.due);
            if after != Some(was) {
                let (item, name) =
                    (self.mapping.new.scope_name(scope), self.mapping.new.procedure_name(procedure));
                let limit = format!("{item} {name}");
                self.report.moved.push(Moved { limit, before: Some(was), after });
            }
        }
    }
}

impl super::mapping::Mapping<'_> {
    /// The same budget, and a calendar that was assumed is a published one now: the date that was told was marked as
    /// assumed (rule T1).
    fn published(&self, old: LimitIx, new: LimitIx) -> bool {
        let assumed = |engine: &crate::case::Engine| engine.plan().calendar.assumed;
        let same = self.old.limit(old).budget == self.new.limit(new).budget;
        same && assumed(self.old) && !assumed(self.new)
    }

    /// Running out means something else than before.
    fn silence_differs(&self, old: LimitIx, new: LimitIx) -> bool {
        let meaning = |engine: &crate::case::Engine, at: LimitIx| -> Meaning {
            let limit = engine.limit(at);
            if limit.silence != Silence::Overdue {
                return (limit.silence, None, Vec::new());
            }
            // By the profile.
            let blocked = engine.plan().obligations.iter().find(|owed| owed.limit == at);
            let scopes = blocked.map(|owed| owed.blocks.iter().map(|node| engine.node(*node).scope));
            let mut outcomes: Vec<OverdueOutcome> =
                scopes.into_iter().flatten().map(|scope| engine.profile(scope).tolerance_overdue).collect();
            outcomes.sort_unstable();
            outcomes.dedup();
            let correction = limit.kind == LimitKind::Correction;
            let correction = correction.then(|| engine.profile(limit.scope).correction_overdue);
            (limit.silence, correction, outcomes)
        };
        meaning(self.old, old) != meaning(self.new, new)
    }
}

/// What running out means: as written, or by the profile.
type Meaning = (Silence, Option<CorrectionOverdue>, Vec<OverdueOutcome>);
