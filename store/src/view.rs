//! Reading a store without writing to it: at one moment, whoever else writes meanwhile. What the rows of cases do not have
//! yet is made up for from the journal, in memory.

use crate::backend::{CaseNumber, CaseSummary, Filter, Place, PlanNumber, Store};
use crate::cases::{Cases, Past, past_of};
use crate::course::Course;
use crate::entry::{Entries, Entry};
use crate::error::{CaseError, StoreError};
use crate::seal::{Key, Tip};
use crate::slot::Slot;
use crate::walk::{Walk, damaged};
use lianban_runtime::case::{Effect, EffectKind, Engine, Event, PaperText, State};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A store at one moment.
#[derive(Debug)]
pub struct View<S: Store> {
    store: S,
    tip: Tip,
    cases: Cases,
    /// What lists show of the cases whose rows lag behind.
    lagging: BTreeMap<CaseNumber, CaseSummary>,
}

/// A case as it stands.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// What lists show.
    pub summary: CaseSummary,
    /// Its plan, ready to run.
    pub engine: Arc<Engine>,
    /// Its state.
    pub state: State,
}

/// An event that a case has taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The event.
    pub event: Event,
    /// The plan that the case was on.
    pub engine: Arc<Engine>,
    /// The plan that it was on behind it; another one if it was moved.
    pub then: Arc<Engine>,
    /// What it did; behind [`lianban_runtime::case::EffectKind::Migrated`] by the plan of `then`.
    pub effects: Vec<Effect>,
    /// Head of the chain behind it.
    pub head: [u8; 32],
}

/// Some of the cases that were asked for.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The cases, in order.
    pub cases: Vec<CaseSummary>,
    /// Behind which place the next page begins; none if this is the last.
    pub next: Option<Place>,
}

fn place(filter: &Filter, case: &CaseSummary) -> Place {
    Place { due: case.due.filter(|_| filter.due_before.is_some()), case: case.number }
}

fn fits(filter: &Filter, case: &CaseSummary) -> bool {
    let due = filter.due_before.is_none_or(|before| case.due.is_some_and(|due| due < before));
    due && filter.statuses.contains(case.status)
}

impl<S: Store> View<S> {
    /// The store as it is now. With the key, what is read is checked.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(mut store: S, key: Option<Key>) -> Result<Self, StoreError> {
        store.freeze()?;
        let tip = store.tip()?;
        if key.as_ref().is_some_and(|key| !key.signed(&tip)) {
            return Err(StoreError::Damaged { place: "tip".to_owned() });
        }
        let mut cases = Cases::new(key.clone());
        let mut walk = Walk::behind_rows(&store, tip, key)?;
        while let Some(rows) = walk.batch(&store)? {
            for row in &rows {
                for entry in Entries::of(&row.body).map_err(|_| damaged(row.number))? {
                    cases.follow(&store, row.number, &entry.map_err(|_| damaged(row.number))?)?;
                }
            }
        }
        let lagging = cases.slots().map(|slot| (slot.number, slot.summary())).collect();
        Ok(Self { store, tip, cases, lagging })
    }

    /// The end of the journal.
    pub const fn tip(&self) -> Tip {
        self.tip
    }

    /// The store.
    pub const fn store(&self) -> &S {
        &self.store
    }

    /// The number of a case by its name.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn called(&self, id: &str) -> Result<CaseNumber, CaseError> {
        let found = self.cases.called(&self.store, id)?;
        found.ok_or_else(|| CaseError::Unknown { id: id.to_owned() })
    }

    /// A case as it stands.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn case(&mut self, number: CaseNumber) -> Result<CaseView, CaseError> {
        let slot = self.slot(number)?;
        Ok(CaseView { summary: slot.summary(), engine: slot.engine, state: slot.state })
    }

    /// The events of a case, from the first on.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn events(&mut self, number: CaseNumber) -> Result<Vec<Event>, CaseError> {
        let slot = self.slot(number)?;
        let past = past_of(&self.store, None, &slot, 0)?;
        Ok(past.into_iter().map(|Past { event, .. }| event).collect())
    }

    /// The course of a case: each of its events, from the first on, with the plan that it was taken on and what it did.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn course(&mut self, number: CaseNumber) -> Result<Vec<Taken>, CaseError> {
        let mut taken = Vec::new();
        self.replay(number, |_, engine, event, effects, course| {
            let (then, head) = (Arc::clone(&course.engine), course.state.head);
            taken.push(Taken { event, engine, then, effects, head });
        })?;
        Ok(taken)
    }

    /// The papers (文书) that a case has issued, from the first on, as they were worded when they were issued: each from
    /// the plan and the state of its day.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn papers(&mut self, number: CaseNumber) -> Result<Vec<PaperText>, CaseError> {
        let mut papers = Vec::new();
        self.replay(number, |id, _, event, effects, course| {
            papers.extend(effects.iter().filter_map(|effect| match effect.kind {
                EffectKind::Issued(paper) => {
                    Some(course.engine.paper_text(&course.state, &event, effect.at, paper, id))
                }
                _ => None,
            }));
        })?;
        Ok(papers)
    }

    /// Runs a case from its first event on. `each` sees its name, the plan that an event was taken on, the event, what it
    /// did, and the case behind it.
    fn replay(
        &mut self,
        number: CaseNumber,
        mut each: impl FnMut(&str, Arc<Engine>, Event, Vec<Effect>, &Course),
    ) -> Result<(), CaseError> {
        let slot = self.slot(number)?;
        let past = past_of(&self.store, None, &slot, 0)?;
        let plans = &mut self.cases.plans;
        let mut course = Course::of(plans, &self.store, &past, &slot.engine)?;
        for Past { event, sequence } in past {
            let engine = Arc::clone(&course.engine);
            let refused = || StoreError::Damaged { place: format!("case {}, event {sequence}", slot.id) };
            let effects = course.step(plans, &self.store, &event)?.ok_or_else(refused)?;
            each(&slot.id, engine, event, effects, &course);
        }
        Ok(())
    }

    /// A case that is read and not kept, unless it is in memory already.
    fn slot(&mut self, number: CaseNumber) -> Result<Slot, CaseError> {
        if let Some(slot) = self.cases.slot(number) {
            return Ok(slot.clone());
        }
        let row = self.store.case(number)?;
        let row = row.ok_or_else(|| CaseError::Unknown { id: number.0.to_string() })?;
        Ok(self.cases.read(&self.store, &row)?)
    }

    /// Cases behind one of them, about so many; see [`Store::list`] for their order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn page(&self, filter: &Filter, after: Option<Place>, most: u32) -> Result<Page, StoreError> {
        let rows = self.store.list(filter, after, most)?;
        let full = u32::try_from(rows.len()).is_ok_and(|count| count >= most);
        let next = rows.last().filter(|_| full).map(|last| place(filter, last));
        let within = |case: &&CaseSummary| {
            let at = place(filter, case);
            after.is_none_or(|after| at > after) && next.is_none_or(|next| at <= next)
        };
        let ahead = self.lagging.values().filter(|case| fits(filter, case)).filter(within);
        let mut cases: Vec<CaseSummary> =
            rows.into_iter().filter(|case| !self.lagging.contains_key(&case.number)).collect();
        cases.extend(ahead.cloned());
        cases.sort_by_key(|case| place(filter, case));
        Ok(Page { cases, next })
    }

    /// Goes through the journal, entry by entry.
    ///
    /// # Errors
    /// [`StoreError`]; the first error that is returned.
    pub fn journal<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(Entry<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut walk = Walk::from_the_first(&self.store, self.tip, self.cases.key.clone());
        while let Some(rows) = walk.batch(&self.store)? {
            for row in &rows {
                for entry in Entries::of(&row.body).map_err(|_| damaged(row.number))? {
                    each(entry.map_err(|_| damaged(row.number))?)?;
                }
            }
        }
        Ok(())
    }

    /// The number of a plan by its content hash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn plan_with_hash(&self, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError> {
        self.store.plan_with_hash(hash)
    }

    /// A plan by the number that a case bears.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn engine(&mut self, plan: PlanNumber) -> Result<Arc<Engine>, StoreError> {
        self.cases.plans.get(&self.store, plan)
    }
}
