//! Can a case of this plan come to stand so? What holds of every state that the step leaves behind is checked here, table
//! by table: of snapshots that come from outside, and of states that were carried over from another plan.

use super::{
    CaseStatus, Engine, LimitPhase, LimitState, NodeState, Phase, Refusal, ScopeOutcome, State, StopKind,
    StopRecord,
};
use crate::plan::{EdgeKind, LimitIx, NodeIx, ScopeIx, ScopeKind, evaluate};
use crate::time::Instant;
use std::collections::BTreeSet;
use std::fmt;

/// What is wrong with a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateFault {
    /// Table.
    pub table: &'static str,
    /// Row in it; 0 where it has none.
    pub row: usize,
    /// What is wrong.
    pub why: &'static str,
}

impl fmt::Display for StateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.table, self.row, self.why)
    }
}

impl std::error::Error for StateFault {}

type Sound = Result<(), StateFault>;

fn ensure(holds: bool, table: &'static str, row: usize, why: &'static str) -> Sound {
    if holds { Ok(()) } else { Err(StateFault { table, row, why }) }
}

impl Engine {
    /// Checks a state against everything that holds of the states of this plan.
    ///
    /// # Errors
    /// The first [`StateFault`] found.
    pub fn check_state(&self, state: &State) -> Result<(), StateFault> {
        ensure(self.fits(state), "state", 0, "not a state of this plan")?;
        if state.status == CaseStatus::Draft {
            return self.check_draft(state);
        }
        self.check_answers_of(state)?;
        self.check_nodes_of(state)?;
        self.check_scopes_of(state)?;
        self.check_status_of(state)?;
        self.check_stops_of(state)?;
        self.check_limits_of(state)?;
        self.check_hands_of(state)?;
        self.check_ratings_of(state)
    }

    /// Nothing has happened but time.
    fn check_draft(&self, state: &State) -> Sound {
        let mut fresh = self.new_case();
        (fresh.now, fresh.sequence, fresh.head) = (state.now, state.sequence, state.head);
        ensure(*state == fresh, "state", 0, "something has happened before the submission")
    }

    fn check_answers_of(&self, state: &State) -> Sound {
        let submitted = state.node(NodeIx(0)).start;
        ensure(submitted.is_some() && state.now.is_some(), "state", 0, "submitted at no time")?;
        let Some(submitted) = submitted else { return Ok(()) };
        let given: Vec<_> = state.answers.iter().copied().map(Some).collect();
        let settled = self.plan().settle(&given, self.calendar().date_of(submitted));
        let whole = settled.is_whole() && settled.answers == state.answers;
        ensure(whole, "answers", 0, "not one admissible answer to each question that is asked")
    }

    fn check_nodes_of(&self, state: &State) -> Sound {
        let submitted = state.node(NodeIx(0)).start.unwrap_or(Instant::MIN);
        let holds = evaluate(&self.plan().guards, &state.answers, self.calendar().date_of(submitted));
        let now = state.now.unwrap_or(Instant::MAX);
        for at in self.node_indices() {
            let (spec, node) = (self.node(at), state.node(at));
            let applies = holds.get(spec.guard.index()).copied().unwrap_or(false);
            let open = !node.phase.has_ended() && node.phase != Phase::Skipped;
            ensure(applies || !open, "nodes", at.index(), "open, and does not apply")?;
            let timed = |at: Option<Instant>| at.is_none_or(|at| submitted <= at && at <= now);
            let ordered = match (node.start, node.end) {
                (Some(start), Some(end)) => start <= end,
                _ => true,
            };
            ensure(
                timed(node.start) && timed(node.end) && ordered,
                "nodes",
                at.index(),
                "times in disorder",
            )?;
            ensure(has_its_times(node), "nodes", at.index(), "times that do not belong to its phase")?;
            self.check_counters(state, at)?;
        }
        Ok(())
    }

    /// Counters of what waits agree with what stands before it.
    fn check_counters(&self, state: &State, at: NodeIx) -> Sound {
        let node = state.node(at);
        if !matches!(node.phase, Phase::Waiting | Phase::Early) {
            return Ok(());
        }
        let cancels = !self.cancelled_by(at).is_empty();
        let (mut applying, mut ended, mut gone) = (0_u32, 0_u32, 0_u32);
        for edge in self.incoming(at).iter().filter(|edge| edge.kind == EdgeKind::Start) {
            let counter = match state.node(edge.from).phase {
                Phase::Skipped => continue,
                Phase::Cancelled => Some(&mut gone),
                Phase::Refused if cancels => Some(&mut gone),
                phase if phase.has_ended() => Some(&mut ended),
                _ => None,
            };
            if let Some(counter) = counter {
                *counter = counter.saturating_add(1);
            }
            applying = applying.saturating_add(1);
        }
        let same = (node.applying, node.ended, node.gone) == (applying, ended, gone);
        ensure(same, "nodes", at.index(), "counts its predecessors wrongly")
    }

    fn check_scopes_of(&self, state: &State) -> Sound {
        for at in self.scope_indices() {
            let (spec, scope) = (self.scope(at), state.scope(at));
            if at == ScopeIx(0) {
                continue;
            }
            let exit = state.node(spec.exit).phase;
            let agrees = match scope.outcome {
                ScopeOutcome::Open => !exit.has_ended() || exit == Phase::Failed,
                ScopeOutcome::Granted => {
                    exit.has_ended() || spec.kind == ScopeKind::Joint || spec.kind == ScopeKind::Step
                }
                ScopeOutcome::Skipped => matches!(exit, Phase::Skipped),
                _ => exit.has_ended() || exit == Phase::Skipped,
            };
            ensure(agrees, "scopes", at.index(), "its outcome and its last node disagree")?;
        }
        Ok(())
    }

    fn check_status_of(&self, state: &State) -> Sound {
        let intake = state.node(NodeIx(0)).phase;
        let close = self.scope(ScopeIx(0)).exit;
        let closed = state.node(close).phase == Phase::Done;
        let agrees = match state.status {
            CaseStatus::Draft => false,
            CaseStatus::Received => matches!(intake, Phase::Running | Phase::Correcting) && !closed,
            CaseStatus::Accepted => intake == Phase::Done && !closed,
            CaseStatus::Decided | CaseStatus::Delivered => intake == Phase::Done && closed,
            _ => true,
        };
        ensure(agrees, "state", 0, "its status and its first or last node disagree")?;
        if !state.status.is_final() {
            return Ok(());
        }
        let open =
            |at: &NodeIx| !state.node(*at).phase.has_ended() && state.node(*at).phase != Phase::Skipped;
        let left = self.node_indices().find(open);
        ensure(left.is_none(), "nodes", left.map_or(0, NodeIx::index), "open in a case that has ended")
    }

    fn check_stops_of(&self, state: &State) -> Sound {
        let now = state.now.unwrap_or(Instant::MAX);
        let mut open: BTreeSet<(StopKind, ScopeIx)> = BTreeSet::new();
        for (row, stop) in state.stops.iter().enumerate() {
            let ordered = stop.from <= stop.to.unwrap_or(now) && stop.to.is_none_or(|to| to <= now);
            ensure(ordered, "stops", row, "times in disorder")?;
            let once = !stop.is_open() || open.insert((stop.kind, stop.scope));
            ensure(once, "stops", row, "lasts twice")?;
            ensure(
                !stop.is_open() || !state.status.is_final(),
                "stops",
                row,
                "lasts in a case that has ended",
            )?;
            ensure(self.stop_has_its_place(state, stop), "stops", row, "lasts where nothing stands")?;
        }
        for at in self.scope_indices() {
            let correcting = state.node(self.scope(at).entry).phase == Phase::Correcting;
            let asked = !correcting || open.contains(&(StopKind::Correction, at));
            ensure(asked, "scopes", at.index(), "waits for a correction that nobody asked for")?;
        }
        Ok(())
    }

    fn stop_has_its_place(&self, state: &State, stop: &StopRecord) -> bool {
        if !stop.is_open() {
            return true;
        }
        let entry = state.node(self.scope(stop.scope).entry).phase;
        match stop.kind {
            StopKind::Correction => entry == Phase::Correcting,
            StopKind::Procedure(at) => match self.procedure(at).and_then(|p| p.node) {
                Some(node) => state.node(node).phase == Phase::Running,
                None => state.scope(stop.scope).outcome == ScopeOutcome::Open,
            },
            StopKind::Suspension => state.scope(stop.scope).outcome == ScopeOutcome::Open,
            StopKind::Rework => true,
        }
    }

    fn check_limits_of(&self, state: &State) -> Sound {
        for at in self.limit_indices() {
            let (spec, limit) = (self.limit(at), state.limit(at));
            ensure(has_its_dates(limit), "limits", at.index(), "dates that do not belong to its phase")?;
            if limit.phase != LimitPhase::Open {
                continue;
            }
            let lasts = !state.status.is_final() || spec.kind.follows_the_case();
            ensure(lasts, "limits", at.index(), "runs in a case that has ended")?;
            let begun = limit.from.is_none_or(|from| state.now.is_some_and(|now| from <= now));
            ensure(begun, "limits", at.index(), "begins in the future")?;
            let most = spec.extension.as_ref().map_or(0, |extension| extension.most.amount);
            ensure(limit.extended <= most, "limits", at.index(), "extended too far")?;
            self.check_dates(state, at, limit)?;
        }
        Ok(())
    }

    /// Due instant and alarm are what the plan, the beginning and the stops make of them.
    fn check_dates(&self, state: &State, at: LimitIx, limit: LimitState) -> Sound {
        let Some(from) = limit.from else { return Ok(()) };
        let due = self
            .stops_of(state, at)
            .and_then(|stops| self.due(state, from, self.budget_of(state, at), &stops));
        ensure(due.ok() == limit.due, "limits", at.index(), "is due at another time")?;
        let alarm = self.alarm_of(state, at).map_err(Refusal::from);
        ensure(alarm == Ok(limit.alarm), "limits", at.index(), "has another alarm")
    }

    fn check_hands_of(&self, state: &State) -> Sound {
        let mut said = BTreeSet::new();
        for (row, one) in state.hands.said.iter().enumerate() {
            ensure(said.insert((one.node, one.who)), "said", row, "spoken twice")?;
            ensure(self.panel(one.node).is_some(), "said", row, "spoken where nobody is asked")?;
            let timed = state.now.is_some_and(|now| one.at <= now);
            ensure(timed, "said", row, "spoken in the future")?;
        }
        let mut signed = BTreeSet::new();
        for (row, signers) in state.hands.signers.iter().enumerate() {
            ensure(signed.insert(signers.node), "signers", row, "listed twice")?;
            let voices: BTreeSet<_> = signers.who.iter().collect();
            let once = voices.len() == signers.who.len() && !voices.is_empty();
            ensure(once, "signers", row, "nobody, or somebody twice")?;
        }
        let plan = self.plan();
        for (row, holder) in state.hands.holders.iter().enumerate() {
            let department = holder.to.department.is_none_or(|at| at.index() < plan.departments.len());
            let role = holder.to.role.is_none_or(|at| at.index() < plan.desk.roles.len());
            ensure(department && role, "holders", row, "somebody whom the plan does not know")?;
        }
        let mut discussed = BTreeSet::new();
        for (row, one) in state.hands.discussed.iter().enumerate() {
            ensure(discussed.insert(one.node), "discussed", row, "discussed twice")?;
            ensure(!one.record.is_empty(), "discussed", row, "discussed without minutes")?;
            let timed = state.now.is_some_and(|now| one.at <= now);
            ensure(timed, "discussed", row, "discussed in the future")?;
        }
        Ok(())
    }

    fn check_ratings_of(&self, state: &State) -> Sound {
        let mut rated = BTreeSet::new();
        for (row, rating) in state.ratings.iter().enumerate() {
            ensure(rated.insert(rating.scope), "ratings", row, "rated twice")?;
            let answers = [rating.called_back, rating.remedied, rating.excluded];
            let ordered = answers.into_iter().flatten().all(|at| rating.at <= at);
            ensure(
                ordered && state.now.is_some_and(|now| rating.at <= now),
                "ratings",
                row,
                "times in disorder",
            )?;
            let answerable =
                rating.score.is_bad() || (rating.called_back.is_none() && rating.remedied.is_none());
            ensure(answerable, "ratings", row, "answered, and not a bad one")?;
        }
        Ok(())
    }
}

/// A node has begun, has ended or has not, as its phase says.
fn has_its_times(node: NodeState) -> bool {
    let NodeState { start, end, .. } = node;
    match node.phase {
        Phase::Waiting | Phase::Early | Phase::Skipped => start.is_none() && end.is_none(),
        Phase::Running | Phase::Correcting => start.is_some() && end.is_none(),
        Phase::Done | Phase::Failed => start.is_some() && end.is_some(),
        Phase::Refused | Phase::Cancelled => end.is_some(),
    }
}

/// A limit has a beginning and a due instant, and an alarm, as its phase says.
fn has_its_dates(limit: LimitState) -> bool {
    let dated = limit.from.is_some() && limit.due.is_some();
    match limit.phase {
        LimitPhase::Closed => limit.from.is_none() && limit.due.is_none() && limit.alarm.is_none(),
        LimitPhase::Open => dated,
        LimitPhase::Met | LimitPhase::Late | LimitPhase::Expired | LimitPhase::Void => {
            dated && limit.alarm.is_none()
        }
    }
}
