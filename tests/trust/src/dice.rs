//! Decisions that one number determines, the same on every host (SplitMix64).

/// A source of decisions.
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
    /// Decisions given from outside, the next one last; they come first.
    given: Vec<u8>,
}

impl Dice {
    /// The decisions of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { state: seed, given: Vec::new() }
    }

    /// The decisions that bytes tell, two bytes each: a fuzzer finds its way through them. Behind them, those of seed 0.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self { state: 0, given: bytes.iter().rev().copied().collect() }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        if let Some(low) = self.given.pop() {
            return u64::from(self.given.pop().unwrap_or(0)) << 8 | u64::from(low);
        }
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 if `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.bits() % n).unwrap_or(0)
    }

    /// A small number below `n`.
    pub fn small(&mut self, n: u32) -> u32 {
        u32::try_from(self.below(n as usize)).unwrap_or(0)
    }

    /// Yes in so many of a hundred cases.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several.
    ///
    /// # Panics
    /// If there is none.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Another source, which what happens to this one does not change.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        Self::new(self.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn a_seed_is_a_sequence() {
        let draw = |seed| {
            let mut dice = Dice::new(seed);
            (0..4).map(|_| dice.bits()).collect::<Vec<_>>()
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        // The reference values of SplitMix64 for seed 0.
        assert_eq!(draw(0)[..2], [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4]);
    }
}
