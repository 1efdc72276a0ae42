//! Going through a whole store: has anything been edited, dropped, repeated, moved or cut off, and does each case stand
//! where its events lead?
//!
//! The journal is read from end to end. Each commit has to follow from the one before and be signed; each event has to be the
//! next of its case, be accepted by the runtime, and lead to the head that was signed; each row has to be what the runtime
//! makes of the case. Cases are in memory from their first event to the one their row speaks of; if there are too many at
//! once, the journal is read again for the rest of them.

mod chain;
mod finding;
mod pass;
mod rows;

pub use finding::{Fault, Finding};

use crate::backend::{CaseNumber, Store};
use crate::cases::Cases;
use crate::error::StoreError;
use crate::limits::MAX_FINDINGS;
use crate::seal::{Key, Tip, Witness};
use chain::Chain;
use pass::Pass;
use std::collections::BTreeSet;

/// Commits that are read at a time.
const COMMITS_AT_A_TIME: u32 = 16;

/// Most cases in memory at once, as a rule.
pub const MOST_LIVE: usize = 40_000;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The end of the journal, as the store states it.
    pub tip: Tip,
    /// Commits that were read.
    pub commits: u64,
    /// Cases that were opened.
    pub cases: u64,
    /// Events that were read.
    pub events: u64,
    /// Plans that were registered.
    pub plans: u32,
    /// A signed head to be kept elsewhere; none if the tip is not in order.
    pub witness: Option<Witness>,
    /// What is wrong, in the order in which it was found; at most [`MAX_FINDINGS`].
    pub findings: Vec<Finding>,
}

/// What the passes share.
struct Audit<'a, S: Store> {
    store: &'a S,
    key: &'a Key,
    cases: Cases,
    report: Report,
    /// Cases of which something has been found: what follows in them says nothing new.
    broken: BTreeSet<CaseNumber>,
    most_live: usize,
}

impl<S: Store> Audit<'_, S> {
    fn find(&mut self, finding: Finding) {
        if let Some((case, _)) = &finding.case {
            self.broken.insert(*case);
        }
        if self.report.findings.len() < MAX_FINDINGS {
            self.report.findings.push(finding);
        }
    }
}

/// Goes through the store. The witness is a signed head that was kept elsewhere.
///
/// # Errors
/// [`StoreError`] if the store cannot be read; what is wrong in it is in the report.
pub fn verify<S: Store>(store: &mut S, key: &Key, witness: Option<&Witness>) -> Result<Report, StoreError> {
    verify_within(store, key, witness, MOST_LIVE)
}

/// The same with another number of cases in memory.
///
/// # Errors
/// As [`verify`].
pub fn verify_within<S: Store>(
    store: &mut S,
    key: &Key,
    witness: Option<&Witness>,
    most_live: usize,
) -> Result<Report, StoreError> {
    store.freeze()?;
    let report = frozen(store, key, witness, most_live);
    store.thaw();
    report
}

fn frozen<S: Store>(
    store: &S,
    key: &Key,
    witness: Option<&Witness>,
    most_live: usize,
) -> Result<Report, StoreError> {
    let tip = store.tip()?;
    let report =
        Report { tip, commits: 0, cases: 0, events: 0, plans: 0, witness: None, findings: Vec::new() };
    let cases = Cases::new(None);
    let mut audit = Audit { store, key, cases, report, broken: BTreeSet::new(), most_live };
    let mut floor = CaseNumber(1);
    let mut chain = Some(Chain::new(store.identity(), witness.copied()));
    loop {
        let mut pass = Pass::new(floor);
        let mut next = 1;
        loop {
            let rows = store.commits(next, COMMITS_AT_A_TIME)?;
            let Some(last) = rows.last() else { break };
            next = last.number.saturating_add(1);
            for row in &rows {
                if let Some(chain) = &mut chain {
                    chain.commit(&mut audit, row);
                }
                pass.commit(&mut audit, row, chain.is_some())?;
            }
        }
        pass.finish(&mut audit)?;
        if let Some(chain) = chain.take() {
            chain.finish(&mut audit);
            rows::surplus(&mut audit)?;
        }
        match pass.ceiling() {
            Some(ceiling) => floor = ceiling,
            None => return Ok(audit.report),
        }
    }
}
