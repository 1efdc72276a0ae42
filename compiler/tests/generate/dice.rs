//! Decisions read off random bytes; zeros when they run out, so that a shorter list is a simpler text.

/// The bytes that are left.
pub struct Dice<'b>(std::slice::Iter<'b, u8>);

impl<'b> Dice<'b> {
    /// Reads off these bytes.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes.iter())
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        let (high, low) = (self.byte(), self.byte());
        (high << 8 | low) % n.max(1)
    }

    fn byte(&mut self) -> usize {
        usize::from(*self.0.next().unwrap_or(&0))
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// One of several.
    pub fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }

    /// Some of several, in order; at least one.
    pub fn some<T: Clone>(&mut self, list: &[T]) -> Vec<T> {
        let kept: Vec<T> = list.iter().filter(|_| self.one_in(2)).cloned().collect();
        if kept.is_empty() { vec![self.pick(list).clone()] } else { kept }
    }
}
