//! The plan as data: readable JSON and its compact binary twin, both carrying the content hash (rule D4).
//!
//! The hash is SHA-256 over the canonical JSON of the plan: keys sorted, no spaces, UTF-8, integers only — so that
//! any language can recompute it from the readable form.

use super::{Plan, PlanError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Version of the plan format; stands in both forms.
pub const PLAN_FORMAT: &str = "lianban-plan/5";
/// First bytes of the binary form.
const MAGIC: &[u8; 8] = b"LBPLAN\x00\x04";
/// Largest plan accepted from outside, in bytes.
pub const MAX_PLAN_BYTES: usize = 64 * 1024 * 1024;

/// Why bytes are not a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecError {
    /// Larger than [`MAX_PLAN_BYTES`].
    TooLarge,
    /// Not this format, or damaged.
    Malformed(String),
    /// The content does not have the hash that it states.
    HashMismatch,
    /// Decoded, but not a consistent plan.
    Invalid(PlanError),
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "plan larger than {MAX_PLAN_BYTES} bytes"),
            Self::Malformed(why) => write!(f, "not a plan: {why}"),
            Self::HashMismatch => write!(f, "the plan does not have the hash it states"),
            Self::Invalid(why) => write!(f, "inconsistent plan: {why}"),
        }
    }
}

/// The readable form on disk.
#[derive(Serialize, Deserialize)]
struct Readable<P> {
    format: String,
    hash: String,
    plan: P,
}

impl Plan {
    /// Canonical JSON: what the hash is taken over.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        // `serde_json::Value` keeps object keys sorted; a plan holds nothing that JSON cannot.
        serde_json::to_value(self).map(|value| value.to_string()).unwrap_or_default()
    }

    /// Content hash.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.canonical_json().as_bytes()).into()
    }

    /// Content hash as `sha256:…`.
    #[must_use]
    pub fn hash_text(&self) -> String {
        format!("sha256:{}", hex(&self.hash()))
    }

    /// The readable form, indented.
    #[must_use]
    pub fn to_json(&self) -> String {
        let readable = Readable { format: PLAN_FORMAT.to_owned(), hash: self.hash_text(), plan: self };
        serde_json::to_string_pretty(&readable).unwrap_or_default()
    }

    /// Reads the readable form; checks size, hash and consistency.
    ///
    /// # Errors
    /// [`CodecError`].
    pub fn from_json(text: &str) -> Result<Self, CodecError> {
        if text.len() > MAX_PLAN_BYTES {
            return Err(CodecError::TooLarge);
        }
        let readable: Readable<Self> =
            serde_json::from_str(text).map_err(|error| CodecError::Malformed(error.to_string()))?;
        if readable.format != PLAN_FORMAT {
            return Err(CodecError::Malformed(format!("format `{}`", readable.format)));
        }
        readable.plan.verified(&readable.hash)
    }

    /// The compact binary form: 8 bytes magic and version, 32 bytes hash, then postcard.
    #[must_use]
    pub fn to_binary(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&self.hash());
        bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
        bytes
    }

    /// Reads the binary form; checks size, hash and consistency.
    ///
    /// # Errors
    /// [`CodecError`].
    pub fn from_binary(bytes: &[u8]) -> Result<Self, CodecError> {
        if bytes.len() > MAX_PLAN_BYTES {
            return Err(CodecError::TooLarge);
        }
        let malformed = |why: &str| CodecError::Malformed(why.to_owned());
        let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| malformed("wrong magic or version"))?;
        let (hash, body) = rest.split_at_checked(32).ok_or_else(|| malformed("truncated"))?;
        let plan: Self = postcard::from_bytes(body).map_err(|error| malformed(&error.to_string()))?;
        plan.verified(&format!("sha256:{}", hex(hash)))
    }

    fn verified(self, stated: &str) -> Result<Self, CodecError> {
        if self.hash_text() != stated {
            return Err(CodecError::HashMismatch);
        }
        self.check().map_err(CodecError::Invalid)?;
        Ok(self)
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
