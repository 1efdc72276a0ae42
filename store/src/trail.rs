//! The trail of a case: for each of its events, in which commit it stands and a fingerprint of its key. It finds the events
//! of one case without reading the whole journal, and tells a key that was used from one that was not.
//!
//! The latest events stand in the row of the case; whenever there are [`CHUNK`] of them they become a chunk that is
//! written once and never again, so that a case with a long history costs no more to write than one with a short one.

use crate::varint;
use sha2::{Digest, Sha256};

/// Events of a chunk.
pub const CHUNK: usize = 128;

/// Where one event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// In which commit.
    pub commit: u64,
    /// Fingerprint of its key.
    pub key: u64,
}

/// Fingerprint of an idempotency key. Two keys may share one; what they say is then compared.
#[must_use]
pub fn fingerprint(key: &str) -> u64 {
    let digest: [u8; 32] = Sha256::digest(key.as_bytes()).into();
    let first = digest.first_chunk().copied().unwrap_or_default();
    u64::from_le_bytes(first)
}

/// Appends a step. Commits are written as the distance from the one before.
pub fn push(trail: &mut Vec<u8>, before: u64, step: Step) {
    varint::write(trail, step.commit.saturating_sub(before));
    trail.extend_from_slice(&step.key.to_le_bytes());
}

/// Reads a trail or a chunk of one; none if it is malformed.
#[must_use]
pub fn read(mut bytes: &[u8]) -> Option<Vec<Step>> {
    let (mut steps, mut commit) = (Vec::new(), 0_u64);
    while !bytes.is_empty() {
        commit = commit.checked_add(varint::read(&mut bytes)?)?;
        let (key, rest) = bytes.split_first_chunk::<8>()?;
        bytes = rest;
        steps.push(Step { commit, key: u64::from_le_bytes(*key) });
    }
    Some(steps)
}

/// Writes steps from the beginning.
#[must_use]
pub fn write(steps: &[Step]) -> Vec<u8> {
    let (mut bytes, mut before) = (Vec::with_capacity(steps.len().saturating_mul(10)), 0);
    for step in steps {
        push(&mut bytes, before, *step);
        before = step.commit;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_read_back() {
        let steps: Vec<Step> = [(1, 5), (1, 6), (900, 7), (u64::MAX, u64::MAX)]
            .map(|(commit, key)| Step { commit, key })
            .to_vec();
        let bytes = write(&steps);
        assert_eq!(read(&bytes), Some(steps));
        assert_eq!(read(&bytes[..bytes.len() - 1]), None);
        assert_eq!(read(&[]), Some(vec![]));
    }
}
