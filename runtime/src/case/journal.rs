//! The event chain (rule D5): each accepted event is bound by SHA-256 to everything before it.

use super::Event;
use postcard::ser_flavors::Flavor;
use sha2::{Digest, Sha256};

/// The head after `event`: SHA-256 over the head before it, then the event's canonical bytes (postcard).
#[must_use]
pub fn chain(head: &[u8; 32], event: &Event) -> [u8; 32] {
    chain_with(&mut Vec::new(), head, event)
}

/// The same with memory to work in.
pub(super) fn chain_with(bytes: &mut Vec<u8>, head: &[u8; 32], event: &Event) -> [u8; 32] {
    bytes.clear();
    bytes.extend_from_slice(head);
    // Writing into memory does not fail.
    let _ = postcard::serialize_with_flavor(event, Append(bytes));
    Sha256::digest(bytes).into()
}

/// Writes at the end of a list of bytes.
struct Append<'a>(&'a mut Vec<u8>);

impl Flavor for Append<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}
