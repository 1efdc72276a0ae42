//! Opening cases.

use super::Registry;
use crate::backend::{CaseNumber, PlanNumber, PlanRow, Store};
use crate::error::{CaseError, Limit, StoreError};
use crate::limits::{MAX_CASES, MAX_ID_BYTES, MAX_PLANS};
use crate::slot::Slot;
use lianban_runtime::case::Engine;
use std::sync::Arc;

/// How many numbers in a row are tried if others have been given as names.
const NAMES_TRIED: u64 = 10_000;

/// A case that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// Its number.
    pub case: CaseNumber,
    /// Its name.
    pub id: Arc<str>,
    /// It had been opened before, on the same plan; nothing has changed now.
    pub duplicate: bool,
}

impl<S: Store> Registry<S> {
    /// Registers a plan; one that is known already keeps its number.
    ///
    /// # Errors
    /// [`StoreError::TooMany`]; [`StoreError`].
    pub fn register(&mut self, engine: &Arc<Engine>) -> Result<PlanNumber, StoreError> {
        self.begin()?;
        if let Some(number) = self.plan_number(engine.plan_hash())? {
            self.cases.plans.keep(number, Arc::clone(engine));
            return Ok(number);
        }
        if self.counts.plans >= MAX_PLANS {
            return Err(StoreError::TooMany(Limit::Plans));
        }
        let (plan, hash) = (engine.plan(), *engine.plan_hash());
        let number = PlanNumber::after(self.counts.plans);
        self.begin_group();
        self.group.plan(PlanRow { number, hash, name: plan.name.clone(), body: plan.to_binary() });
        self.counts.plans = number.0;
        self.cases.plans.keep(number, Arc::clone(engine));
        Ok(number)
    }

    /// A plan of this store by its content hash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn plan(&mut self, hash: &[u8; 32]) -> Result<Option<Arc<Engine>>, StoreError> {
        self.begin()?;
        match self.plan_number(hash)? {
            Some(number) => self.cases.plans.get(&self.store, number).map(Some),
            None => Ok(None),
        }
    }

    /// A plan that is written, in the current group, or on its way to the writer.
    fn plan_number(&self, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError> {
        match self.cases.plans.number(hash) {
            Some(number) => Ok(Some(number)),
            None => self.store.plan_with_hash(hash),
        }
    }

    /// Opens a case on a plan. Without a name it gets the next number. Opening a case of the same name on the same plan again
    /// changes nothing.
    ///
    /// # Errors
    /// [`CaseError::BadId`], [`CaseError::Exists`], [`CaseError::Store`].
    pub fn start(&mut self, id: Option<&str>, engine: &Arc<Engine>) -> Result<Started, CaseError> {
        self.begin()?;
        let id: Arc<str> = match id {
            Some(id) if !is_name(id) => return Err(CaseError::BadId),
            Some(id) => id.into(),
            None => self.next_name()?.into(),
        };
        if let Some(case) = self.cases.called(&self.store, &id)? {
            // A case that has moved is still the one that was opened on its first plan.
            let hash = engine.plan_hash();
            let same = self.slot(case)?.engine.plan_hash() == hash || self.first_plan(case)? == *hash;
            let exists = || CaseError::Exists { id: id.as_ref().to_owned() };
            return same.then(|| Started { case, id: Arc::clone(&id), duplicate: true }).ok_or_else(exists);
        }
        if self.counts.cases >= MAX_CASES {
            return Err(StoreError::TooMany(Limit::Cases).into());
        }
        let plan = self.register(engine)?;
        self.begin_group();
        self.counts.cases = self.counts.cases.saturating_add(1);
        let case = CaseNumber(self.counts.cases);
        self.group.open(case, plan, &id);
        self.cases.insert(Slot::new(case, Arc::clone(&id), plan, Arc::clone(engine)));
        self.touch(case);
        Ok(Started { case, id, duplicate: false })
    }

    fn next_name(&self) -> Result<String, CaseError> {
        let first = self.counts.cases.saturating_add(1);
        for number in first..first.saturating_add(NAMES_TRIED) {
            let name = number.to_string();
            if self.cases.called(&self.store, &name)?.is_none() {
                return Ok(name);
            }
        }
        Err(CaseError::Exists { id: first.to_string() })
    }
}

/// Something a case can be called.
fn is_name(id: &str) -> bool {
    !id.is_empty() && id != "-" && id.len() <= MAX_ID_BYTES && !id.chars().any(char::is_control)
}
