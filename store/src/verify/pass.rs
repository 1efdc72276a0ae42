//! One pass through the journal: each case is run from its first event on, and its row compared where it gets there.

use super::{Audit, Fault, Finding, rows};
use crate::backend::{CaseNumber, CaseSummary, CommitRow, Filter, Place, PlanNumber, Store};
use crate::cases::decode_event;
use crate::course;
use crate::entry::{Entries, Entry};
use crate::error::StoreError;
use crate::slot::Slot;
use crate::trail::{self, Step};
use lianban_runtime::case::Workspace;
use lianban_runtime::plan::{Plan, hex};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Rows that are read at a time.
const ROWS_AT_A_TIME: u32 = 1_024;

/// A case that has not got to where its row says it stands.
struct Live {
    slot: Slot,
    /// The event that its row speaks of; none if it has none or is past it.
    target: Option<u64>,
}

/// A pass through the journal for the cases from a number on.
pub struct Pass {
    floor: CaseNumber,
    /// Cases from this number on are left to the next pass.
    ceiling: Option<CaseNumber>,
    live: BTreeMap<CaseNumber, Live>,
    /// The last case opened.
    opened: CaseNumber,
    ahead: VecDeque<CaseSummary>,
    all_read: bool,
    /// Memory of steps.
    work: Workspace,
}

impl Pass {
    pub fn new(floor: CaseNumber) -> Self {
        Self {
            floor,
            ceiling: None,
            live: BTreeMap::new(),
            opened: CaseNumber(0),
            ahead: VecDeque::new(),
            all_read: false,
            work: Workspace::new(),
        }
    }

    /// Where the next pass begins; none if this was the last.
    pub const fn ceiling(&self) -> Option<CaseNumber> {
        self.ceiling
    }

    fn concerns(&self, case: CaseNumber) -> bool {
        case >= self.floor && self.ceiling.is_none_or(|ceiling| case < ceiling)
    }

    /// One more commit; `counts` in the first pass.
    pub fn commit<S: Store>(
        &mut self,
        audit: &mut Audit<'_, S>,
        row: &CommitRow,
        counts: bool,
    ) -> Result<(), StoreError> {
        let malformed = Finding::of_commit(Fault::Malformed, row.number);
        let Ok(entries) = Entries::of(&row.body) else {
            if counts {
                audit.find(malformed);
            }
            return Ok(());
        };
        for entry in entries {
            match entry {
                Err(_) if counts => audit.find(malformed.clone()),
                Err(_) => {}
                Ok(Entry::Plan { number, hash }) if counts => plan(audit, row.number, number, hash)?,
                Ok(Entry::Plan { .. }) => {}
                Ok(Entry::Open { case, plan, id }) => {
                    if counts {
                        audit.report.cases = audit.report.cases.saturating_add(1);
                    }
                    self.open(audit, row.number, (case, plan, id))?;
                }
                Ok(entry @ Entry::Event { .. }) => {
                    if counts {
                        audit.report.events = audit.report.events.saturating_add(1);
                    }
                    self.event(audit, row.number, &entry)?;
                }
            }
        }
        self.make_room(audit.most_live);
        Ok(())
    }

    fn open<S: Store>(
        &mut self,
        audit: &mut Audit<'_, S>,
        commit: u64,
        (case, plan, id): (CaseNumber, PlanNumber, &str),
    ) -> Result<(), StoreError> {
        if !self.concerns(case) {
            return Ok(());
        }
        if audit.broken.contains(&case) {
            self.opened = self.opened.max(case);
            return Ok(());
        }
        if case <= self.opened {
            audit.find(Finding::of_case(Fault::Repeated, case, id).at(commit));
            return Ok(());
        }
        for missing in self.opened.0.max(self.floor.0.saturating_sub(1)).saturating_add(1)..case.0 {
            let name = missing.to_string();
            audit.find(Finding::of_case(Fault::Missing, CaseNumber(missing), &name).at(commit));
            if audit.report.findings.len() >= crate::limits::MAX_FINDINGS {
                break;
            }
        }
        self.opened = case;
        let engine = match audit.cases.plans.get(audit.store, plan) {
            Ok(engine) => engine,
            Err(StoreError::Damaged { .. } | StoreError::Plan { .. }) => {
                audit.find(Finding::of_case(Fault::Plan, case, id).at(commit));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let target = self.row_of(audit.store, case)?.map(|row| row.sequence);
        if target.is_none() && commit <= audit.report.tip.counts.checkpoint {
            audit.find(Finding::of_case(Fault::Row, case, id));
            return Ok(());
        }
        let slot = Slot::new(case, Arc::from(id), plan, engine);
        self.arrive(audit, Live { slot, target })
    }

    /// The row of a case; cases are asked for in the order of their numbers.
    fn row_of<S: Store>(&mut self, store: &S, case: CaseNumber) -> Result<Option<CaseSummary>, StoreError> {
        while self.ahead.front().is_some_and(|row| row.number < case) {
            self.ahead.pop_front();
        }
        if self.ahead.is_empty() && !self.all_read {
            let before = Place { due: None, case: CaseNumber(case.0.saturating_sub(1)) };
            let rows = store.list(&Filter::default(), Some(before), ROWS_AT_A_TIME)?;
            self.all_read = rows.is_empty();
            self.ahead.extend(rows);
        }
        Ok(self.ahead.front().filter(|row| row.number == case).cloned())
    }

    fn event<S: Store>(
        &mut self,
        audit: &mut Audit<'_, S>,
        commit: u64,
        entry: &Entry<'_>,
    ) -> Result<(), StoreError> {
        let Entry::Event { case, sequence, seal, event } = *entry else { return Ok(()) };
        if !self.concerns(case) || audit.broken.contains(&case) {
            return Ok(());
        }
        let mut live = match self.live.remove(&case) {
            Some(live) => live,
            None => match self.resume(audit, commit, case, sequence)? {
                Some(live) => live,
                None => return Ok(()),
            },
        };
        let id = Arc::clone(&live.slot.id);
        let found = |fault| Finding::of_case(fault, case, &id).at(commit);
        let next = live.slot.state.sequence.saturating_add(1);
        if sequence > next {
            let finding = found(Fault::Missing).event(next);
            audit.find(Finding { until: sequence.checked_sub(1), ..finding });
            return Ok(());
        }
        if sequence < next {
            audit.find(found(Fault::Repeated).event(sequence));
            return Ok(());
        }
        let Some(event) = decode_event(event) else {
            audit.find(found(Fault::Edited).event(sequence));
            return Ok(());
        };
        let target = course::target(&mut audit.cases.plans, audit.store, &event)?;
        let accepted = course::apply(&mut live.slot, &mut self.work, &event, target).is_ok();
        let signed = audit.key.entry(case, sequence, &live.slot.state.head) == seal;
        match (accepted, signed) {
            (true, true) => {}
            (true, false) => {
                audit.find(found(Fault::Edited).event(sequence));
                return Ok(());
            }
            (false, _) => {
                audit.find(found(Fault::Refused).event(sequence));
                return Ok(());
            }
        }
        live.slot.note(Step { commit, key: trail::fingerprint(&event.key) });
        self.arrive(audit, live)
    }

    /// A case whose row has been compared already has more events: the row lags behind, which it may only do past the
    /// checkpoint.
    fn resume<S: Store>(
        &self,
        audit: &mut Audit<'_, S>,
        commit: u64,
        case: CaseNumber,
        sequence: u64,
    ) -> Result<Option<Live>, StoreError> {
        let row = if case <= self.opened { audit.store.case(case)? } else { None };
        let Some(row) = row else {
            let name = case.0.to_string();
            audit.find(Finding::of_case(Fault::Missing, case, &name).at(commit));
            return Ok(None);
        };
        if commit <= audit.report.tip.counts.checkpoint {
            let fault = if sequence <= row.summary.sequence { Fault::Repeated } else { Fault::Row };
            audit.find(Finding::of_case(fault, case, &row.summary.id).event(sequence).at(commit));
            return Ok(None);
        }
        let slot = audit.cases.read(audit.store, &row)?;
        Ok(Some(Live { slot, target: None }))
    }

    /// If the case is where its row says, the two are compared, and the case need not stay in memory.
    fn arrive<S: Store>(&mut self, audit: &mut Audit<'_, S>, live: Live) -> Result<(), StoreError> {
        if live.target != Some(live.slot.state.sequence) {
            self.live.insert(live.slot.number, live);
            return Ok(());
        }
        rows::compare(audit, &live.slot)
    }

    /// Leaves the upper half of the cases to the next pass if there are too many.
    fn make_room(&mut self, most: usize) {
        if self.live.len() <= most {
            return;
        }
        let middle = self.live.keys().nth(most / 2).copied();
        if let Some(middle) = middle.filter(|middle| *middle > self.floor) {
            let _left_to_the_next_pass = self.live.split_off(&middle);
            self.ceiling = Some(middle);
        }
    }

    /// The journal has been read: cases that did not get to where their rows say have lost events.
    pub fn finish<S: Store>(&mut self, audit: &mut Audit<'_, S>) -> Result<(), StoreError> {
        for (case, live) in std::mem::take(&mut self.live) {
            let Some(target) = live.target else { continue };
            let first = live.slot.state.sequence.saturating_add(1);
            let finding = Finding::of_case(Fault::Missing, case, &live.slot.id).event(first);
            audit.find(Finding { until: Some(target), ..finding });
        }
        Ok(())
    }
}

/// A plan has the number, the hash and the content that it was registered with.
fn plan<S: Store>(
    audit: &mut Audit<'_, S>,
    commit: u64,
    number: PlanNumber,
    hash: [u8; 32],
) -> Result<(), StoreError> {
    let next = PlanNumber::after(audit.report.plans);
    audit.report.plans = audit.report.plans.saturating_add(1);
    let row = audit.store.plan(number)?;
    let sound = |row: &crate::backend::PlanRow| {
        row.hash == hash
            && Plan::from_binary(&row.body).is_ok_and(|plan| plan.hash() == hash && plan.name == row.name)
    };
    if number != next || !row.as_ref().is_some_and(sound) {
        audit.find(Finding::of_commit(Fault::Plan, commit).part(format!("sha256:{}", hex(&hash))));
    }
    Ok(())
}
