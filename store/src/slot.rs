//! One case in memory, and the way to and from its row.

use crate::backend::{CaseNumber, CaseRow, CaseSummary, PlanNumber, TrailChunk};
use crate::error::StoreError;
use crate::trail::{self, CHUNK, Step};
use lianban_runtime::case::{Engine, Level, LimitPhase, State};
use lianban_runtime::plan::LimitIx;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One case in memory.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its number.
    pub number: CaseNumber,
    /// Its name.
    pub id: Arc<str>,
    /// The plan it runs on.
    pub plan: PlanNumber,
    /// That plan, ready to run.
    pub engine: Arc<Engine>,
    /// Where it stands.
    pub state: State,
    /// Its latest events, at most [`CHUNK`] of them.
    pub recent: Vec<Step>,
    /// How many of its events stand in chunks.
    pub chunked: u64,
    /// Keys of the events in chunks: (fingerprint, number of the event).
    pub older: BTreeSet<(u64, u64)>,
    /// Chunks that are full and not written yet.
    pub full: Vec<TrailChunk>,
    /// The first commit with something of this case that its row does not have; none if the row is up to date.
    pub dirty_since: Option<u64>,
    /// The last piece of work handed to the writer with something of this case in it.
    pub last_work: u64,
    /// When it was last looked for.
    pub used: u64,
}

impl Slot {
    /// A case to which nothing has happened.
    pub fn new(number: CaseNumber, id: Arc<str>, plan: PlanNumber, engine: Arc<Engine>) -> Self {
        let state = engine.new_case();
        Self {
            number,
            id,
            plan,
            engine,
            state,
            recent: Vec::new(),
            chunked: 0,
            older: BTreeSet::new(),
            full: Vec::new(),
            dirty_since: None,
            last_work: 0,
            used: 0,
        }
    }

    /// A case from its row; `state` is what the row says, or what the journal says where the row cannot be read.
    pub fn from_row(
        row: &CaseRow,
        engine: Arc<Engine>,
        state: State,
        chunks: &[TrailChunk],
    ) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged { place: format!("case {}: trail", row.summary.id) };
        let recent = trail::read(&row.trail).ok_or_else(damaged)?;
        let mut older = BTreeSet::new();
        let mut sequence = 0_u64;
        for chunk in chunks {
            for step in trail::read(&chunk.entries).ok_or_else(damaged)? {
                sequence = sequence.saturating_add(1);
                older.insert((step.key, sequence));
            }
        }
        let events = sequence.saturating_add(recent.len() as u64);
        if sequence != row.chunked || events != row.summary.sequence {
            return Err(damaged());
        }
        let mut slot =
            Self::new(row.summary.number, row.summary.id.as_str().into(), row.summary.plan, engine);
        (slot.state, slot.recent, slot.chunked, slot.older) = (state, recent, row.chunked, older);
        Ok(slot)
    }

    /// Numbers of the events whose key has this fingerprint.
    pub fn with_key(&self, fingerprint: u64) -> Vec<u64> {
        let older =
            self.older.range((fingerprint, 0)..=(fingerprint, u64::MAX)).map(|(_, sequence)| *sequence);
        let numbered = (self.chunked.saturating_add(1)..).zip(&self.recent);
        older.chain(numbered.filter(|(_, step)| step.key == fingerprint).map(|(at, _)| at)).collect()
    }

    /// Notes where an event stands that has just been applied.
    pub fn note(&mut self, step: Step) {
        self.recent.push(step);
        if self.recent.len() >= CHUNK {
            let first = self.chunked.saturating_add(1);
            self.older.extend(self.recent.iter().zip(first..).map(|(step, sequence)| (step.key, sequence)));
            self.full.push(TrailChunk { case: self.number, first, entries: trail::write(&self.recent) });
            self.chunked = self.chunked.saturating_add(self.recent.len() as u64);
            self.recent.clear();
        }
    }

    /// What lists show.
    pub fn summary(&self) -> CaseSummary {
        let (due, level) = standing(&self.state, &self.engine);
        CaseSummary {
            number: self.number,
            id: self.id.as_ref().to_owned(),
            plan: self.plan,
            sequence: self.state.sequence,
            head: self.state.head,
            status: self.state.status,
            level,
            now: self.state.now,
            alarm: self.state.next_alarm(),
            due,
        }
    }

    /// The row, not sealed yet.
    pub fn to_row(&self) -> CaseRow {
        CaseRow {
            summary: self.summary(),
            state: self.state.to_bytes(),
            trail: trail::write(&self.recent),
            chunked: self.chunked,
            seal: [0; 16],
        }
    }
}

/// The earliest due instant and the highest level among the limits that run.
fn standing(state: &State, engine: &Engine) -> (Option<lianban_runtime::time::Instant>, Level) {
    let rows = u32::try_from(engine.plan().limits.len()).unwrap_or(u32::MAX);
    let open = (0..rows).map(|row| state.limit(LimitIx(row))).filter(|limit| limit.phase == LimitPhase::Open);
    open.fold((None, Level::Normal), |(due, level), limit| {
        let soonest = match (due, limit.due) {
            (Some(a), Some(b)) => Some(std::cmp::min(a, b)),
            (a, b) => a.or(b),
        };
        (soonest, level.max(limit.level))
    })
}
