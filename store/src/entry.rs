//! Entries of the journal and their encoding. The body of a commit is a version byte and entries one behind the other.

use crate::backend::{CaseNumber, PlanNumber};
use crate::limits::{MAX_COMMIT_BYTES, MAX_EVENT_BYTES, MAX_ID_BYTES};
use crate::varint;

/// First byte of a body.
pub const BODY_VERSION: u8 = 1;

const PLAN: u8 = 1;
const OPEN: u8 = 2;
const EVENT: u8 = 3;

/// Length of the MAC of an event.
pub const SEAL_BYTES: usize = 8;

/// One entry of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A plan was registered.
    Plan {
        /// Its number.
        number: PlanNumber,
        /// Its content hash.
        hash: [u8; 32],
    },
    /// A case was opened. Nothing has happened to it yet.
    Open {
        /// Its number.
        case: CaseNumber,
        /// The plan it runs on.
        plan: PlanNumber,
        /// Its name.
        id: &'a str,
    },
    /// An event was accepted.
    Event {
        /// Of which case.
        case: CaseNumber,
        /// Its number in that case, from 1.
        sequence: u64,
        /// MAC ([`crate::Key::entry`]).
        seal: [u8; SEAL_BYTES],
        /// The event in postcard, as it is hashed.
        event: &'a [u8],
    },
}

/// Appends an entry to a body.
pub fn write(body: &mut Vec<u8>, entry: &Entry<'_>) {
    match *entry {
        Entry::Plan { number, hash } => {
            body.push(PLAN);
            varint::write(body, u64::from(number.0));
            body.extend_from_slice(&hash);
        }
        Entry::Open { case, plan, id } => {
            body.push(OPEN);
            varint::write(body, case.0);
            varint::write(body, u64::from(plan.0));
            varint::write(body, id.len() as u64);
            body.extend_from_slice(id.as_bytes());
        }
        Entry::Event { case, sequence, seal, event } => {
            let _at = write_event(body, case, sequence, event);
            let from =
                body.len().saturating_sub(event.len()).saturating_sub(varint::length(event.len() as u64));
            put_seal(body, from.saturating_sub(SEAL_BYTES), seal);
        }
    }
}

/// Appends an event whose seal is not known yet; says where the seal goes.
pub fn write_event(body: &mut Vec<u8>, case: CaseNumber, sequence: u64, event: &[u8]) -> usize {
    body.push(EVENT);
    varint::write(body, case.0);
    varint::write(body, sequence);
    let at = body.len();
    body.extend_from_slice(&[0; SEAL_BYTES]);
    varint::write(body, event.len() as u64);
    body.extend_from_slice(event);
    at
}

/// Puts a seal in its place.
pub fn put_seal(body: &mut [u8], at: usize, seal: [u8; SEAL_BYTES]) {
    let place = body.iter_mut().skip(at);
    for (to, from) in place.zip(seal) {
        *to = from;
    }
}

/// Reads the entries of a body, one after the other.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    rest: &'a [u8],
}

/// The body is not one that this program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl<'a> Entries<'a> {
    /// The entries of a body.
    ///
    /// # Errors
    /// [`Malformed`] if its version is unknown or it is too large.
    pub fn of(body: &'a [u8]) -> Result<Self, Malformed> {
        match body.split_first() {
            Some((&BODY_VERSION, rest)) if body.len() <= MAX_COMMIT_BYTES => Ok(Self { rest }),
            _ => Err(Malformed),
        }
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<u64> {
        varint::read(&mut self.rest)
    }

    fn bytes(&mut self, most: usize) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        if length > most {
            return None;
        }
        self.take(length)
    }

    fn one(&mut self, tag: u8) -> Option<Entry<'a>> {
        match tag {
            PLAN => Some(Entry::Plan {
                number: PlanNumber(u32::try_from(self.number()?).ok()?),
                hash: self.array()?,
            }),
            OPEN => Some(Entry::Open {
                case: CaseNumber(self.number()?),
                plan: PlanNumber(u32::try_from(self.number()?).ok()?),
                id: std::str::from_utf8(self.bytes(MAX_ID_BYTES)?).ok()?,
            }),
            EVENT => Some(Entry::Event {
                case: CaseNumber(self.number()?),
                sequence: self.number()?,
                seal: self.array()?,
                event: self.bytes(MAX_EVENT_BYTES)?,
            }),
            _ => None,
        }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Result<Entry<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        let (&tag, rest) = self.rest.split_first()?;
        self.rest = rest;
        let entry = self.one(tag);
        if entry.is_none() {
            self.rest = &[];
        }
        Some(entry.ok_or(Malformed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Vec<Entry<'static>> {
        vec![
            Entry::Plan { number: PlanNumber(3), hash: [7; 32] },
            Entry::Open { case: CaseNumber(300), plan: PlanNumber(3), id: "甲-1" },
            Entry::Event { case: CaseNumber(300), sequence: 1, seal: [9; 8], event: &[1, 2, 3] },
            Entry::Event { case: CaseNumber(u64::MAX), sequence: u64::MAX, seal: [0; 8], event: &[5; 200] },
        ]
    }

    fn body(entries: &[Entry<'_>]) -> Vec<u8> {
        let mut body = vec![BODY_VERSION];
        for entry in entries {
            write(&mut body, entry);
        }
        body
    }

    #[test]
    fn entries_read_back() {
        let body = body(&some());
        let read: Result<Vec<_>, _> = Entries::of(&body).unwrap().collect();
        assert_eq!(read.unwrap(), some());
    }

    #[test]
    fn a_body_cut_anywhere_or_of_another_version_is_malformed_or_shorter() {
        let whole = body(&some());
        for end in 0..whole.len() {
            let Ok(entries) = Entries::of(&whole[..end]) else { continue };
            let read: Vec<_> = entries.collect();
            let good = read.iter().take_while(|entry| entry.is_ok()).count();
            assert!(good < some().len());
            assert!(read.len() <= good + 1, "nothing is read behind a malformed entry");
        }
        assert!(Entries::of(&[2]).is_err());
        assert!(Entries::of(&[]).is_err());
        assert_eq!(Entries::of(&[1, 99]).unwrap().next(), Some(Err(Malformed)));
    }
}
