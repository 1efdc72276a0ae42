//! The event chain (rule D5): each accepted event is bound by SHA-256 to everything before it.

use super::{Actor, Event};
use postcard::ser_flavors::Flavor;
use sha2::block_api::compress256;

/// The head after `event`: SHA-256 over the head before it, then the event's canonical bytes (postcard).
#[must_use]
pub fn chain(head: &[u8; 32], event: &Event) -> [u8; 32] {
    chain_with(&mut Vec::new(), head, event)
}

/// The same with memory to work in.
pub(super) fn chain_with(bytes: &mut Vec<u8>, head: &[u8; 32], event: &Event) -> [u8; 32] {
    bytes.clear();
    bytes.extend_from_slice(head);
    write_event(bytes, event);
    digest(bytes)
}

/// The canonical bytes of an event: what `postcard` makes of it. The parts that every event has are written by hand, which
/// takes a tenth of the time; a test holds the two together.
fn write_event(bytes: &mut Vec<u8>, event: &Event) {
    let Event { key, at, actor, kind } = event;
    let Actor { department, role, name, window } = actor;
    write_text(bytes, key);
    let millis = at.millis();
    // Zigzag: the sign goes to the lowest bit.
    write_number(bytes, (millis.cast_unsigned() << 1) ^ (millis >> 63).cast_unsigned());
    for text in [department, role, name, window] {
        write_text(bytes, text);
    }
    // Writing into memory does not fail.
    let _ = postcard::serialize_with_flavor(kind, Append(bytes));
}

fn write_text(bytes: &mut Vec<u8>, text: &str) {
    write_number(bytes, u64::try_from(text.len()).unwrap_or(u64::MAX));
    if !text.is_empty() {
        bytes.extend_from_slice(text.as_bytes());
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(low_byte(number) | 0x80);
        number >>= 7;
    }
    bytes.push(low_byte(number));
}

const fn low_byte(number: u64) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low
}

/// SHA-256. The message is padded where it stands (FIPS 180-4, 5.1.1) and goes through the compression function in one
/// piece: for messages as short as events that takes less than copying them through a hasher.
fn digest(bytes: &mut Vec<u8>) -> [u8; 32] {
    const BLOCK: usize = 64;
    /// FIPS 180-4, 5.3.3.
    const INITIAL: [u32; 8] = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];
    let bits = u64::try_from(bytes.len()).unwrap_or(u64::MAX).wrapping_mul(8);
    bytes.push(0x80);
    let whole = bytes.len().saturating_add(8).next_multiple_of(BLOCK);
    bytes.resize(whole.saturating_sub(8), 0);
    bytes.extend_from_slice(&bits.to_be_bytes());
    let mut state = INITIAL;
    compress256(&mut state, bytes.as_chunks::<BLOCK>().0);
    let mut out = [0; 32];
    for (to, word) in out.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *to = word.to_be_bytes();
    }
    out
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::EventKind;
    use crate::plan::{Answer, ScopeIx};
    use crate::time::Instant;
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    fn kind(which: u8, scope: u32, note: String) -> EventKind {
        match which {
            0 => EventKind::Submit { answers: vec![Answer::Unasked; (scope % 300) as usize] },
            1 => EventKind::Finish { scope: ScopeIx(scope) },
            2 => EventKind::Refuse { scope: ScopeIx(scope), note },
            3 => EventKind::Migrate {
                from: [7; 32],
                plan: [8; 32],
                consent: scope.is_multiple_of(2),
                renames: Vec::new(),
                note,
            },
            _ => EventKind::Expire,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_chain_is_sha_256_over_the_head_and_what_postcard_writes(
            head in any::<[u8; 32]>(),
            texts in proptest::collection::vec("[a-z局窗口]{0,90}", 6),
            at in prop_oneof![Just(Instant::MIN.millis()), Just(Instant::MAX.millis()), -2_i64..2, any::<i64>()],
            (which, scope) in (0_u8..5, any::<u32>()),
        ) {
            let [key, department, role, name, window, note] = <[String; 6]>::try_from(texts).unwrap();
            let actor = Actor { department, role, name, window };
            let event = Event { key, at: Instant::from_millis(at), actor, kind: kind(which, scope, note) };
            let bytes = postcard::to_allocvec(&event).unwrap();
            let expected: [u8; 32] = Sha256::new().chain_update(head).chain_update(&bytes).finalize().into();
            prop_assert_eq!(chain(&head, &event), expected);
        }

        #[test]
        fn any_length_is_hashed(length in 0_usize..400, byte in any::<u8>()) {
            let mut bytes = vec![byte; length];
            let expected: [u8; 32] = Sha256::digest(&bytes).into();
            prop_assert_eq!(digest(&mut bytes), expected);
        }

        #[test]
        fn numbers_are_written_as_postcard_does(number in prop_oneof![0_u64..300, any::<u64>(), Just(u64::MAX)]) {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            prop_assert_eq!(bytes, postcard::to_allocvec(&number).unwrap());
        }
    }
}
