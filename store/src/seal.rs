//! The key of a store and what is signed with it.
//!
//! Hashes alone show a mistake, not a hand: who edits an entry can also compute every hash anew. So each commit, each entry
//! and the tip carry a MAC (HMAC-SHA-256) with a key that is kept outside of the store.

use crate::backend::{CaseNumber, CaseRow};
use crate::error::StoreError;
use hmac::{Hmac, KeyInit, Mac};
use lianban_runtime::plan::hex;
use sha2::{Digest, Sha256};

/// What is signed; every kind of text begins with its own letter, so that one signature never serves as another.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Kind {
    Commit = b'C',
    Entry = b'E',
    Tip = b'T',
    Row = b'R',
    Witness = b'W',
    Name = b'N',
}

/// The key of one store: 32 random bytes, bound to the store's identity.
#[derive(Clone)]
pub struct Key {
    mac: Hmac<Sha256>,
    store: [u8; 16],
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// The key of a store.
    ///
    /// # Errors
    /// Does not happen with 32 bytes; reported as damage rather than by a panic.
    pub fn new(secret: &[u8; 32], store: [u8; 16]) -> Result<Self, StoreError> {
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret)
            .map_err(|_| StoreError::Damaged { place: "key".to_owned() })?;
        Ok(Self { mac, store })
    }

    /// Tells this key from others without giving it away; kept in the store.
    #[must_use]
    pub fn name(&self) -> [u8; 8] {
        short(&self.sign(Kind::Name, &[]))
    }

    fn sign(&self, kind: Kind, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.mac.clone();
        mac.update(&[kind as u8]);
        mac.update(&self.store);
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// MAC of a commit.
    #[must_use]
    pub fn commit(&self, number: u64, hash: &[u8; 32]) -> [u8; 32] {
        self.sign(Kind::Commit, &[&number.to_le_bytes(), hash])
    }

    /// MAC of one entry: which event of which case, and the head behind it, which stands for all that came before.
    #[must_use]
    pub fn entry(&self, case: CaseNumber, sequence: u64, head: &[u8; 32]) -> [u8; 8] {
        short(&self.sign(Kind::Entry, &[&case.0.to_le_bytes(), &sequence.to_le_bytes(), head]))
    }

    /// MAC of a case row, over everything in it.
    #[must_use]
    pub fn row(&self, row: &CaseRow) -> [u8; 16] {
        let summary = &row.summary;
        let millis =
            |at: Option<lianban_runtime::time::Instant>| at.map_or([0xff; 8], |at| at.millis().to_le_bytes());
        let counts = [summary.number.0, u64::from(summary.plan.0), summary.sequence, row.chunked]
            .map(u64::to_le_bytes);
        let lengths = [summary.id.len(), row.state.len(), row.trail.len()].map(|n| (n as u64).to_le_bytes());
        let standing = [status_code(summary.status), summary.level as u8];
        short(&self.sign(
            Kind::Row,
            &[
                counts.as_flattened(),
                lengths.as_flattened(),
                &standing,
                &summary.head,
                &millis(summary.now),
                &millis(summary.alarm),
                &millis(summary.due),
                summary.id.as_bytes(),
                &row.state,
                &row.trail,
            ],
        ))
    }

    /// A tip with its MAC.
    #[must_use]
    pub fn tip(&self, counts: TipCounts, hash: [u8; 32]) -> Tip {
        Tip { counts, hash, mac: self.sign(Kind::Tip, &[&counts.bytes(), &hash]) }
    }

    /// The tip was signed with this key.
    #[must_use]
    pub fn signed(&self, tip: &Tip) -> bool {
        self.tip(tip.counts, tip.hash).mac == tip.mac
    }

    /// A witness of a commit.
    #[must_use]
    pub fn witness(&self, number: u64, hash: [u8; 32]) -> Witness {
        let mac = self.sign(Kind::Witness, &[&number.to_le_bytes(), &hash]);
        Witness { store: self.store, number, hash, mac }
    }

    /// The witness was signed with this key, for this store.
    #[must_use]
    pub fn attests(&self, witness: &Witness) -> bool {
        self.witness(witness.number, witness.hash) == *witness
    }
}

/// The first bytes of a MAC.
fn short<const N: usize>(mac: &[u8; 32]) -> [u8; N] {
    let mut first = [0; N];
    for (to, from) in first.iter_mut().zip(mac) {
        *to = *from;
    }
    first
}

/// Position of a status in its type, as serialised; later ones are only ever added at the end.
#[must_use]
pub(crate) fn status_code(status: lianban_runtime::case::CaseStatus) -> u8 {
    status as u8
}

/// Hash of the commit before the first.
#[must_use]
pub fn genesis(store: [u8; 16]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"lianban-store/1");
    hasher.update(store);
    hasher.finalize().into()
}

/// Hash of a commit.
#[must_use]
pub fn link(before: &[u8; 32], body: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(body);
    hasher.finalize().into()
}

/// How far a store reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TipCounts {
    /// Number of the last commit; 0 if there is none.
    pub number: u64,
    /// Cases opened.
    pub cases: u64,
    /// Events in the journal.
    pub events: u64,
    /// Plans.
    pub plans: u32,
    /// Every entry of the commits up to this one is in the rows of the cases.
    pub checkpoint: u64,
}

impl TipCounts {
    fn bytes(&self) -> [u8; 40] {
        let rows = [self.number, self.cases, self.events, u64::from(self.plans), self.checkpoint]
            .map(u64::to_le_bytes);
        let mut bytes = [0; 40];
        for (to, from) in bytes.iter_mut().zip(rows.as_flattened()) {
            *to = *from;
        }
        bytes
    }
}

/// The end of the journal, signed: a journal that is cut off no longer agrees with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tip {
    /// How far it reaches.
    pub counts: TipCounts,
    /// Hash of the last commit.
    pub hash: [u8; 32],
    /// MAC of all this.
    pub mac: [u8; 32],
}

/// A signed head that is kept elsewhere: a store that was rolled back to an older copy does not contain it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Of which store.
    pub store: [u8; 16],
    /// Number of the commit.
    pub number: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// MAC with the key of the store.
    pub mac: [u8; 32],
}

impl Witness {
    /// `lianban-witness:1:STORE:NUMBER:HASH:MAC`
    #[must_use]
    pub fn to_text(self) -> String {
        format!(
            "lianban-witness:1:{}:{}:{}:{}",
            hex(&self.store),
            self.number,
            hex(&self.hash),
            hex(&self.mac)
        )
    }

    /// Reads [`Self::to_text`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(':');
        if (parts.next(), parts.next()) != (Some("lianban-witness"), Some("1")) {
            return None;
        }
        let store = unhex(parts.next()?)?;
        let number = parts.next()?.parse().ok()?;
        let (hash, mac) = (unhex(parts.next()?)?, unhex(parts.next()?)?);
        parts.next().is_none().then_some(Self { store, number, hash, mac })
    }
}

/// A hash as it is written: 64 hexadecimal digits, with or without `sha256:` before them.
#[must_use]
pub fn hash_from_text(text: &str) -> Option<[u8; 32]> {
    unhex(text.strip_prefix("sha256:").unwrap_or(text))
}

/// Reads lower-case hexadecimal of exactly so many bytes.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N.checked_mul(2)? || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_witness_reads_back_and_is_bound_to_key_and_store() {
        let key = Key::new(&[1; 32], [2; 16]).unwrap();
        let witness = key.witness(7, [3; 32]);
        assert_eq!(Witness::parse(&witness.to_text()), Some(witness));
        assert!(key.attests(&witness));
        assert!(!key.attests(&Witness { number: 8, ..witness }));
        assert!(!Key::new(&[9; 32], [2; 16]).unwrap().attests(&witness), "another key");
        assert!(!Key::new(&[1; 32], [9; 16]).unwrap().attests(&witness), "another store");
        let text = witness.to_text();
        for bad in
            ["", "lianban-witness:1", &text[1..], &text[..text.len() - 1], &format!("{text}:"), "一:二"]
        {
            assert_eq!(Witness::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn one_signature_never_serves_as_another() {
        let key = Key::new(&[1; 32], [2; 16]).unwrap();
        assert_ne!(key.commit(1, &[3; 32]), key.witness(1, [3; 32]).mac);
        let tip = key.tip(TipCounts { number: 1, ..TipCounts::default() }, [3; 32]);
        assert!(key.signed(&tip));
        assert!(!key.signed(&Tip { counts: TipCounts { events: 1, ..tip.counts }, ..tip }));
    }
}
