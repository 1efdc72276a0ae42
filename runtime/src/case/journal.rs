//! The event chain (rule D5): each accepted event is bound by SHA-256 to everything before it.

use super::Event;
use sha2::{Digest, Sha256};

/// The head after `event`: SHA-256 over the head before it, then the event's canonical bytes (postcard).
#[must_use]
pub fn chain(head: &[u8; 32], event: &Event) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(head);
    hasher.update(postcard::to_allocvec(event).unwrap_or_default());
    hasher.finalize().into()
}
