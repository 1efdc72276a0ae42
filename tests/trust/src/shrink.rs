//! A difference made small: fewer events, fewer limits, plainer ones, as long as it stays.

use crate::duel::{Difference, replayed};
use lianban_runtime::case::Event;
use lianban_runtime::plan::{LimitIx, Plan, Silence, Thresholds};
use serde::{Deserialize, Serialize};

/// A plan and events on which runtime and twin differ. As JSON it makes the difference again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Found {
    /// The plan.
    pub plan: Plan,
    /// The events.
    pub events: Vec<Event>,
}

impl Found {
    /// Whether, and how, the two differ on it.
    #[must_use]
    pub fn difference(&self) -> Option<Difference> {
        replayed(&self.plan, &self.events)
    }

    /// The same difference, smaller.
    #[must_use]
    pub fn shrunk(mut self) -> Self {
        loop {
            let before = (self.events.len(), self.plan.limits.len());
            self.fewer_events();
            self.plainer_plan();
            if (self.events.len(), self.plan.limits.len()) == before {
                return self;
            }
        }
    }

    /// Takes a smaller one if it still differs.
    fn try_one(&mut self, smaller: Self) -> bool {
        let differs = smaller.plan.check().is_ok() && smaller.difference().is_some();
        if differs {
            *self = smaller;
        }
        differs
    }

    fn fewer_events(&mut self) {
        if let Some(difference) = self.difference() {
            self.events.truncate(difference.at + 1);
        }
        let mut size = self.events.len() / 2;
        while size > 0 {
            let mut at = 0;
            while at < self.events.len() {
                let mut smaller = self.clone();
                smaller.events.drain(at..(at + size).min(self.events.len()));
                if !self.try_one(smaller) {
                    at += size;
                }
            }
            size /= 2;
        }
    }

    fn plainer_plan(&mut self) {
        for row in (0..self.plan.limits.len()).rev() {
            let mut smaller = self.clone();
            if remove_limit(&mut smaller.plan, row) && self.try_one(smaller) {
                continue;
            }
            type Plainer = fn(&mut lianban_runtime::plan::Limit);
            let plainer: [Plainer; 4] = [
                |limit| limit.thresholds = Thresholds::default(),
                |limit| limit.silence = Silence::Late,
                |limit| limit.extension = None,
                |limit| limit.excludes.clear(),
            ];
            for make in plainer {
                let mut smaller = self.clone();
                make(&mut smaller.plan.limits[row]);
                if smaller.plan != self.plan {
                    self.try_one(smaller);
                }
            }
        }
        for row in (0..self.plan.desk.panels.len()).rev() {
            let mut smaller = self.clone();
            smaller.plan.desk.panels.remove(row);
            self.try_one(smaller);
        }
        for row in (0..self.plan.cancels.len()).rev() {
            let mut smaller = self.clone();
            smaller.plan.cancels.remove(row);
            self.try_one(smaller);
        }
    }
}

/// Takes a limit out, unless an obligation or a promise needs it.
fn remove_limit(plan: &mut Plan, row: usize) -> bool {
    let named = |at: &LimitIx| at.index() == row;
    let needed = plan.obligations.iter().any(|owed| named(&owed.limit));
    if needed || plan.promises.iter().any(|promise| promise.row.as_ref().is_some_and(named)) {
        return false;
    }
    plan.limits.remove(row);
    let moved = |at: &mut LimitIx| at.0 -= u32::from(at.index() > row);
    plan.obligations.iter_mut().for_each(|owed| moved(&mut owed.limit));
    plan.promises.iter_mut().filter_map(|promise| promise.row.as_mut()).for_each(moved);
    true
}
