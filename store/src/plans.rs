//! The plans of a store, made ready to run. A case stays on its plan (rule D4), so several versions run side by side.

use crate::backend::{PlanNumber, Store};
use crate::error::StoreError;
use lianban_runtime::case::Engine;
use lianban_runtime::plan::{Plan, hex};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Engines kept ready; a city has a few hundred bundles.
const MOST_READY: usize = 1_024;

/// Engines by plan number.
#[derive(Debug, Default)]
pub struct Plans {
    ready: BTreeMap<PlanNumber, Arc<Engine>>,
    numbers: BTreeMap<[u8; 32], PlanNumber>,
}

impl Plans {
    /// The engine of a plan.
    pub fn get(&mut self, store: &impl Store, number: PlanNumber) -> Result<Arc<Engine>, StoreError> {
        if let Some(engine) = self.ready.get(&number) {
            return Ok(Arc::clone(engine));
        }
        let row = store.plan(number)?;
        let row = row.ok_or_else(|| StoreError::Damaged { place: format!("plan {}", number.0) })?;
        let unreadable = |why: String| StoreError::Plan { hash: format!("sha256:{}", hex(&row.hash)), why };
        let plan = Plan::from_binary(&row.body).map_err(|error| unreadable(error.to_string()))?;
        let engine = Engine::new(plan).map_err(|error| unreadable(error.to_string()))?;
        if engine.plan_hash() != &row.hash {
            return Err(StoreError::Damaged { place: format!("plan {}", number.0) });
        }
        let engine = Arc::new(engine);
        self.keep(number, Arc::clone(&engine));
        Ok(engine)
    }

    /// Keeps an engine that is ready already.
    pub fn keep(&mut self, number: PlanNumber, engine: Arc<Engine>) {
        if self.ready.len() >= MOST_READY {
            self.ready.clear();
        }
        self.numbers.insert(*engine.plan_hash(), number);
        self.ready.insert(number, engine);
    }

    /// The number of a plan by its content hash, if it has been met.
    pub fn number(&self, hash: &[u8; 32]) -> Option<PlanNumber> {
        self.numbers.get(hash).copied()
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.numbers.clear();
        self.ready.clear();
    }
}
