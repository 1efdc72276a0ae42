//! Walking along the chain of commits, checking each link.

use crate::backend::{CommitRow, Store};
use crate::error::StoreError;
use crate::seal::{Key, Tip, genesis, link};

/// Commits that are read at a time.
const COMMITS_AT_A_TIME: u32 = 16;

/// A walk from one commit to the last.
#[derive(Clone, Debug)]
pub struct Walk {
    next: u64,
    hash: [u8; 32],
    end: Tip,
    key: Option<Key>,
}

impl Walk {
    /// From the first commit that the rows of cases do not have yet, to the tip.
    pub fn behind_rows(store: &impl Store, end: Tip, key: Option<Key>) -> Result<Self, StoreError> {
        let from = end.counts.checkpoint;
        let mut hash = genesis(store.identity());
        if from > 0 {
            let rows = store.commits(from, 1)?;
            hash = rows.first().filter(|row| row.number == from).ok_or_else(|| damaged(from))?.hash;
        }
        let walk = Self { next: from.saturating_add(1), hash, end, key };
        walk.check_end()?;
        Ok(walk)
    }

    /// From the first commit to the tip.
    pub fn from_the_first(store: &impl Store, end: Tip, key: Option<Key>) -> Self {
        Self { next: 1, hash: genesis(store.identity()), end, key }
    }

    /// The next commits, each of them following from the one before; none at the end.
    pub fn batch(&mut self, store: &impl Store) -> Result<Option<Vec<CommitRow>>, StoreError> {
        if self.next > self.end.counts.number {
            return Ok(None);
        }
        let left = self.end.counts.number.saturating_sub(self.next).saturating_add(1);
        let most = u32::try_from(left).unwrap_or(u32::MAX).min(COMMITS_AT_A_TIME);
        let rows = store.commits(self.next, most)?;
        if rows.is_empty() {
            return Err(damaged(self.next));
        }
        for row in &rows {
            self.hash = link(&self.hash, &row.body);
            let signed = self.key.as_ref().is_none_or(|key| key.commit(self.next, &self.hash) == row.mac);
            if row.number != self.next || row.hash != self.hash || !signed {
                return Err(damaged(self.next));
            }
            self.next = self.next.saturating_add(1);
        }
        self.check_end()?;
        Ok(Some(rows))
    }

    fn check_end(&self) -> Result<(), StoreError> {
        if self.next > self.end.counts.number && self.hash != self.end.hash {
            return Err(StoreError::Damaged { place: "tip".to_owned() });
        }
        Ok(())
    }
}

/// A commit is missing or not what it was.
pub fn damaged(number: u64) -> StoreError {
    StoreError::Damaged { place: format!("commit {number}") }
}
