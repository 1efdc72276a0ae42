//! Cases that leave the calendar's data (rule T1). Where the 情形 depend on the day of submission, those of the last days
//! always do; a figure is left open only if what applies in them fits into the data on no other day either.

use lianban_runtime::plan::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// What applies, packed; and the figure.
type Key = (Vec<u64>, usize);

/// Figures by what applied.
#[derive(Debug, Default)]
pub(super) struct Beyond {
    reached: BTreeSet<Key>,
    open: BTreeMap<Key, Vec<Answer>>,
}

/// Most that are remembered; past it a figure is left open at once.
const MOST: usize = 100_000;

impl Beyond {
    /// From some start of the group the figure could be found.
    pub fn reach(&mut self, applies: &[u64], goal: usize) {
        let key = (applies.to_vec(), goal);
        self.open.remove(&key);
        if self.reached.len() < MOST {
            self.reached.insert(key);
        }
    }

    /// From no start of the group; false if it cannot be kept in mind.
    pub fn miss(&mut self, applies: &[u64], goal: usize, answers: &[Answer]) -> bool {
        let key = (applies.to_vec(), goal);
        if !self.reached.contains(&key) && self.open.len() < MOST {
            self.open.entry(key).or_insert_with(|| answers.to_vec());
            return true;
        }
        self.reached.contains(&key)
    }

    /// Figures that no day could tell, with the answers.
    pub fn left_open(&self) -> impl Iterator<Item = (usize, &[Answer])> {
        self.open.iter().map(|((_, goal), answers)| (*goal, answers.as_slice()))
    }
}
