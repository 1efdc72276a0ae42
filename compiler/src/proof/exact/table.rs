//! A map from small keys to numbers by open addressing: the same on every host and run, and never walked through.

/// Key → number. Keys are three words.
#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Vec<Option<(Key, u32)>>,
    used: usize,
}

/// Three words.
pub(super) type Key = (u32, u32, u32);

/// Slots of a new table.
const FIRST: usize = 1_024;

impl Table {
    /// What is kept under a key.
    pub fn get(&self, key: Key) -> Option<u32> {
        let found = self.slots.get(self.place(key)?)?;
        found.as_ref().map(|(_, value)| *value)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Keeps a number under a key that is not there yet.
    pub fn put(&mut self, key: Key, value: u32) {
        if self.used.saturating_mul(2) >= self.slots.len() {
            self.grow();
        }
        if let Some(slot) = self.place(key).and_then(|at| self.slots.get_mut(at)) {
            self.used = self.used.saturating_add(1);
            *slot = Some((key, value));
        }
    }

    /// The slot of a key, or the free one where it would be; none in a table without slots.
    fn place(&self, key: Key) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(key) & mask;
        while let Some(Some((other, _))) = self.slots.get(at) {
            if *other == key {
                break;
            }
            at = at.wrapping_add(1) & mask;
        }
        Some(at)
    }

    fn grow(&mut self) {
        let wider = self.slots.len().saturating_mul(2).max(FIRST);
        let old = std::mem::replace(&mut self.slots, vec![None; wider]);
        for (key, value) in old.into_iter().flatten() {
            if let Some(slot) = self.place(key).and_then(|at| self.slots.get_mut(at)) {
                *slot = Some((key, value));
            }
        }
    }
}

/// Spreads a key over the slots; the table's length is a power of two.
fn hash((a, b, c): Key) -> usize {
    let mut mixed = u64::from(a) << 32 | u64::from(b);
    mixed = (mixed ^ u64::from(c).rotate_left(17)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^= mixed >> 29;
    mixed = mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    usize::try_from(mixed >> 33).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_put() {
        let mut table = Table::default();
        assert_eq!(table.get((1, 2, 3)), None);
        for n in 0..5_000 {
            table.put((n, n / 7, n % 5), n);
        }
        assert!((0..5_000).all(|n| table.get((n, n / 7, n % 5)) == Some(n)));
        assert_eq!(table.get((5_000, 0, 0)), None);
    }
}
