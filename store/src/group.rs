//! The commit that is being filled, and how it is sealed and written.

use crate::backend::{Append, CaseNumber, CaseRow, CommitRow, PlanNumber, PlanRow, Store, TrailChunk};
use crate::entry::{self, BODY_VERSION, Entry};
use crate::error::StoreError;
use crate::seal::{Key, Tip, TipCounts, link};
use lianban_runtime::case::Event;

/// An entry whose seal goes to a place in the body.
#[derive(Clone, Copy, Debug)]
struct Unsealed {
    at: usize,
    case: CaseNumber,
    sequence: u64,
    head: [u8; 32],
}

/// Entries on their way to the journal.
#[derive(Clone, Debug, Default)]
pub struct Group {
    body: Vec<u8>,
    unsealed: Vec<Unsealed>,
    plans: Vec<PlanRow>,
    cases: u64,
    scratch: Vec<u8>,
}

impl Group {
    /// Nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// How many events are in it.
    pub fn events(&self) -> usize {
        self.unsealed.len()
    }

    /// Size of what it writes to the journal, in bytes.
    pub fn bytes(&self) -> usize {
        self.body.len()
    }

    /// The body as it is; seals are still missing.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn begin(&mut self) {
        if self.body.is_empty() {
            self.body.push(BODY_VERSION);
        }
    }

    /// A plan is registered.
    pub fn plan(&mut self, plan: PlanRow) {
        self.begin();
        entry::write(&mut self.body, &Entry::Plan { number: plan.number, hash: plan.hash });
        self.plans.push(plan);
    }

    /// A case is opened.
    pub fn open(&mut self, case: CaseNumber, plan: PlanNumber, id: &str) {
        self.begin();
        entry::write(&mut self.body, &Entry::Open { case, plan, id });
        self.cases = self.cases.saturating_add(1);
    }

    /// An event is accepted, which leads to a head.
    pub fn event(&mut self, case: CaseNumber, sequence: u64, event: &[u8], head: [u8; 32]) {
        self.begin();
        let at = entry::write_event(&mut self.body, case, sequence, event);
        self.unsealed.push(Unsealed { at, case, sequence, head });
    }

    /// The encoded event, in memory that is used again for the next one.
    pub fn encode(&mut self, event: &Event) -> Vec<u8> {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        postcard::to_extend(event, scratch).unwrap_or_default()
    }

    /// Gives the memory of [`Self::encode`] back.
    pub fn reuse(&mut self, scratch: Vec<u8>) {
        self.scratch = scratch;
    }
}

/// A group and the rows that are written along with it.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// What goes to the journal; may be empty if only rows are to be written.
    pub group: Group,
    /// Cases to be written, not sealed yet.
    pub cases: Vec<CaseRow>,
    /// Trail chunks to be written.
    pub chunks: Vec<TrailChunk>,
    /// Everything up to this commit will then be in the rows.
    pub checkpoint: u64,
}

/// Seals groups and writes them, one after the other.
#[derive(Clone, Debug)]
pub struct Scribe {
    key: Key,
    /// The end of the journal as this writer knows it.
    pub tip: Tip,
}

impl Scribe {
    /// Continues the journal behind this tip.
    pub const fn new(key: Key, tip: Tip) -> Self {
        Self { key, tip }
    }

    /// Writes; durable when it returns. On failure nothing is written and the tip stays.
    pub fn write(&mut self, store: &mut impl Store, work: Work) -> Result<Tip, StoreError> {
        let Work { mut group, mut cases, chunks, checkpoint } = work;
        let mut counts = self.tip.counts;
        let mut hash = self.tip.hash;
        let mut commit = None;
        if !group.is_empty() {
            for one in &group.unsealed {
                let seal = self.key.entry(one.case, one.sequence, &one.head);
                entry::put_seal(&mut group.body, one.at, seal);
            }
            counts = TipCounts {
                number: counts.number.saturating_add(1),
                cases: counts.cases.saturating_add(group.cases),
                events: counts.events.saturating_add(group.unsealed.len() as u64),
                plans: counts.plans.saturating_add(u32::try_from(group.plans.len()).unwrap_or(u32::MAX)),
                checkpoint,
            };
            hash = link(&hash, &group.body);
            let mac = self.key.commit(counts.number, &hash);
            commit = Some(CommitRow { number: counts.number, hash, mac, body: group.body });
        }
        counts.checkpoint = checkpoint;
        for row in &mut cases {
            row.seal = self.key.row(row);
        }
        let tip = self.key.tip(counts, hash);
        let append = Append { commit, plans: group.plans, cases, chunks };
        store.append(&append, &self.tip, &tip)?;
        self.tip = tip;
        Ok(tip)
    }
}
