//! What came of stores that failed.

use std::fmt;

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events that were acknowledged.
    pub acknowledged: u64,
    /// Of these, timers.
    pub timers: u64,
    /// Events that were sent again and answered as before.
    pub again: u64,
    /// Events that were refused, by the runtime and by the store alike.
    pub refused: u64,
    /// The power went.
    pub cuts: u64,
    /// The disk was full.
    pub full: u64,
    /// A write was not heard of.
    pub unheard: u64,
    /// The store was opened.
    pub opened: u64,
    /// Cases that came to their end.
    pub ended: u64,
    /// Cases that the end of the calendar keeps from it.
    pub beyond: u64,
}

impl Tally {
    /// Adds another store.
    pub const fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        self.timers += other.timers;
        self.again += other.again;
        self.refused += other.refused;
        self.cuts += other.cuts;
        self.full += other.full;
        self.unheard += other.unheard;
        self.opened += other.opened;
        self.ended += other.ended;
        self.beyond += other.beyond;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, timers, again, refused, cuts, full, unheard, opened, ended, beyond } = self;
        write!(
            f,
            "{acknowledged} events acknowledged ({timers} timers), {again} answered as before, {refused} refused; \
             the power went {cuts} times, the disk was full {full} times, {unheard} writes went unheard, \
             {opened} times opened; nothing lost, nothing twice; {ended} cases ended, {beyond} beyond the calendar"
        )
    }
}
