//! The compact form of what crosses the border: one letter that says what it is, one byte for the version, then
//! postcard. Names need the plan; these forms do not.
//!
//! Kinds are only ever added at the end of an enum, so that what was written before reads as before. A change of the
//! layout takes the next version; what was written by a later version is refused by name, never misread.

use super::{Effect, Event, Refusal, State};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt;

/// Why bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// More bytes than the form may have.
    TooLarge {
        /// The most.
        most: usize,
        /// How many there are.
        found: usize,
    },
    /// No bytes at all, or fewer than the head needs.
    Truncated,
    /// Something else than was asked for.
    OtherForm {
        /// The letter that was asked for.
        wanted: u8,
        /// The letter that is there.
        found: u8,
    },
    /// Written by a version that this one does not know.
    Version {
        /// The version that this one writes.
        known: u8,
        /// The version that is there.
        found: u8,
    },
    /// The head is right, what follows is not.
    Malformed,
    /// Something follows behind the end.
    Trailing(usize),
}

impl DecodeError {
    /// The same in Chinese.
    #[must_use]
    pub fn zh(self) -> String {
        match self {
            Self::TooLarge { most, found } => format!("有 {found} 字节，最多 {most} 字节"),
            Self::Truncated => "不完整".to_owned(),
            Self::OtherForm { .. } => "不是所要的那一种数据".to_owned(),
            Self::Version { known, found } => format!("由版本 {found} 写成，这里只认识到版本 {known}"),
            Self::Malformed => "内容损坏".to_owned(),
            Self::Trailing(more) => format!("末尾多出 {more} 字节"),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { most, found } => write!(f, "{found} bytes, at most {most} are read"),
            Self::Truncated => f.write_str("truncated"),
            Self::OtherForm { wanted, found } => {
                write!(f, "form {:?} instead of {:?}", char::from(*found), char::from(*wanted))
            }
            Self::Version { known, found } => write!(f, "version {found}, this one knows {known}"),
            Self::Malformed => f.write_str("damaged"),
            Self::Trailing(more) => write!(f, "{more} bytes behind the end"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// What has a compact form.
pub trait Compact: Serialize + DeserializeOwned {
    /// The letter it begins with.
    const FORM: u8;
    /// The version that is written.
    const VERSION: u8;
    /// Most bytes that are read.
    const MOST_BYTES: usize;

    /// The compact form.
    #[must_use]
    fn to_compact(&self) -> Vec<u8> {
        let mut bytes = vec![Self::FORM, Self::VERSION];
        bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
        bytes
    }

    /// Reads [`Self::to_compact`]. Any bytes may be given.
    ///
    /// # Errors
    /// [`DecodeError`].
    fn from_compact(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > Self::MOST_BYTES {
            return Err(DecodeError::TooLarge { most: Self::MOST_BYTES, found: bytes.len() });
        }
        let (form, rest) = bytes.split_first().ok_or(DecodeError::Truncated)?;
        if *form != Self::FORM {
            return Err(DecodeError::OtherForm { wanted: Self::FORM, found: *form });
        }
        body(rest, Self::VERSION)
    }
}

/// One version byte, then postcard, and nothing behind it.
pub(super) fn body<T: DeserializeOwned>(bytes: &[u8], known: u8) -> Result<T, DecodeError> {
    let (version, body) = bytes.split_first().ok_or(DecodeError::Truncated)?;
    if *version != known {
        return Err(DecodeError::Version { known, found: *version });
    }
    let (value, rest) = postcard::take_from_bytes(body).map_err(|_| DecodeError::Malformed)?;
    if rest.is_empty() { Ok(value) } else { Err(DecodeError::Trailing(rest.len())) }
}

impl Compact for Event {
    const FORM: u8 = b'E';
    const VERSION: u8 = 1;
    const MOST_BYTES: usize = 1 << 20;
}

impl Compact for Effect {
    const FORM: u8 = b'F';
    const VERSION: u8 = 1;
    const MOST_BYTES: usize = 1 << 20;
}

impl Compact for Refusal {
    const FORM: u8 = b'R';
    const VERSION: u8 = 1;
    const MOST_BYTES: usize = 1 << 20;
}

/// Most bytes of a state that are read: a plan has at most a million rows in each table.
pub const MAX_STATE_BYTES: usize = 1 << 28;

impl State {
    /// Reads [`Self::to_bytes`]. Any bytes may be given; whether they are a state that a case of a plan can have is
    /// another question.
    ///
    /// # Errors
    /// [`DecodeError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_STATE_BYTES {
            return Err(DecodeError::TooLarge { most: MAX_STATE_BYTES, found: bytes.len() });
        }
        body(bytes, super::state::STATE_VERSION)
    }

    /// Reads [`Self::to_bytes`]; none if the bytes are no state of this version ([`Self::decode`] tells why).
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::decode(bytes).ok()
    }
}
