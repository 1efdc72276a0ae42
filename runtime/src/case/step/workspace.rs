//! Memory that steps use again and again, so that a step allocates nothing once it is warm.

use super::draft::Undo;
use crate::case::Effect;
use crate::plan::NodeIx;
use crate::time::Instant;

/// What a step needs besides plan, state and event. It carries nothing from one step to the next but its memory: one
/// workspace serves any number of cases and engines, one after the other.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) effects: Vec<Effect>,
    pub(super) undo: Undo,
    pub(super) spare: Spare,
    /// What is hashed.
    pub(super) bytes: Vec<u8>,
    pub(super) chained: bool,
}

/// Lists that are empty between steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Spare {
    pub(super) nodes: Vec<NodeIx>,
    pub(super) instants: Vec<Instant>,
    pub(super) truths: Vec<bool>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self::new()
    }
}

impl Workspace {
    /// For cases whose events are chained by hash (rule D5).
    #[must_use]
    pub const fn new() -> Self {
        Self::with_chain(true)
    }

    const fn with_chain(chained: bool) -> Self {
        let spare = Spare { nodes: Vec::new(), instants: Vec::new(), truths: Vec::new() };
        Self { effects: Vec::new(), undo: Undo::new(), spare, bytes: Vec::new(), chained }
    }

    /// For cases that nobody keeps a journal of, as in a simulation: the head of the chain stays what it is, everything
    /// else is the same.
    #[must_use]
    pub const fn unchained() -> Self {
        Self::with_chain(false)
    }

    /// Whether events are chained by hash.
    #[must_use]
    pub const fn is_chained(&self) -> bool {
        self.chained
    }

    /// What the last step did, in order; nothing if it was refused.
    #[must_use]
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    pub(super) fn into_effects(self) -> Vec<Effect> {
        self.effects
    }
}
