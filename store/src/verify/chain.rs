//! The chain of commits: numbers, hashes, signatures, the tip and the witness.

use super::{Audit, Fault, Finding};
use crate::backend::{CommitRow, Store};
use crate::seal::{Witness, genesis, link};

/// The chain as far as it has been read.
pub struct Chain {
    next: u64,
    /// Hash of the commit before; none if that is missing.
    before: Option<[u8; 32]>,
    last: Option<(u64, [u8; 32])>,
    witness: Option<Witness>,
    attested: bool,
}

impl Chain {
    /// Before the first commit.
    pub fn new(store: [u8; 16], witness: Option<Witness>) -> Self {
        let genesis = genesis(store);
        let attested = witness.is_some_and(|witness| (witness.number, witness.hash) == (0, genesis));
        Self { next: 1, before: Some(genesis), last: Some((0, genesis)), witness, attested }
    }

    /// One more commit.
    pub fn commit<S: Store>(&mut self, audit: &mut Audit<'_, S>, row: &CommitRow) {
        audit.report.commits = audit.report.commits.saturating_add(1);
        if row.number > audit.report.tip.counts.number {
            audit.find(Finding::of_commit(Fault::Surplus, row.number));
        }
        for missing in self.next..row.number {
            audit.find(Finding::of_commit(Fault::Missing, missing));
            self.before = None;
            if audit.report.findings.len() >= crate::limits::MAX_FINDINGS {
                break;
            }
        }
        let signed = audit.key.commit(row.number, &row.hash) == row.mac;
        let follows = self.before.is_none_or(|before| link(&before, &row.body) == row.hash);
        if !signed || !follows {
            audit.find(Finding::of_commit(Fault::Edited, row.number));
        }
        if self.witness.is_some_and(|witness| (witness.number, witness.hash) == (row.number, row.hash)) {
            self.attested = signed;
        }
        self.next = row.number.saturating_add(1);
        self.before = Some(row.hash);
        self.last = Some((row.number, row.hash));
    }

    /// The journal has been read.
    pub fn finish<S: Store>(self, audit: &mut Audit<'_, S>) {
        let tip = audit.report.tip;
        if audit.key.signed(&tip) {
            let (number, hash) = self.last.unwrap_or_default();
            if number < tip.counts.number {
                audit.find(Finding::of_commit(Fault::Truncated, number));
            } else if number == tip.counts.number && hash != tip.hash {
                audit.find(Finding::of(Fault::Tip));
            } else {
                audit.report.witness = Some(audit.key.witness(tip.counts.number, tip.hash));
            }
            let counts = tip.counts;
            let stated = (counts.cases, counts.events, counts.plans);
            let found = (audit.report.cases, audit.report.events, audit.report.plans);
            if stated != found && audit.report.findings.is_empty() {
                audit.find(Finding::of(Fault::Tip));
            }
        } else {
            audit.find(Finding::of(Fault::Tip));
        }
        match self.witness {
            Some(witness) if !audit.key.attests(&witness) || !self.attested => {
                audit.find(Finding::of(Fault::Witness).at_witness(witness.number));
            }
            _ => {}
        }
    }
}

impl Finding {
    fn at_witness(self, number: u64) -> Self {
        Self { part: Some(format!("witness {number}")), ..self }
    }
}
