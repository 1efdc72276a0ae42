//! What a host hears when an event has been accepted.

use super::WireEffect;
use super::words::Words;
use crate::case::{Compact, Effect, Engine, Event, State};
use crate::plan::hex;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// An accepted event: where the case stands behind it, and what it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// Its idempotency key.
    pub key: String,
    /// Its instant.
    pub at: Instant,
    /// Which event of the case it is, from 1.
    pub sequence: u64,
    /// Head of the chain with it (rule D5).
    pub head: [u8; 32],
    /// SHA-256 of the state behind it (rule D1).
    pub state: [u8; 32],
    /// Where the case stands.
    pub status: crate::case::CaseStatus,
    /// The next instant after which something happens by itself.
    pub next_alarm: Option<Instant>,
    /// What it did, in order.
    pub effects: Vec<Effect>,
}

impl Ack {
    /// Of an event that has just brought a case to this state.
    #[must_use]
    pub fn of(event: &Event, state: &State, effects: &[Effect]) -> Self {
        Self {
            key: event.key.clone(),
            at: event.at,
            sequence: state.sequence,
            head: state.head,
            state: state.hash(),
            status: state.status,
            next_alarm: state.next_alarm(),
            effects: effects.to_vec(),
        }
    }
}

impl Compact for Ack {
    const FORM: u8 = b'A';
    const VERSION: u8 = 1;
    const MOST_BYTES: usize = 1 << 26;
}

/// An accepted event, by names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireAck {
    /// The event's idempotency key.
    pub key: String,
    /// Its instant.
    pub at: String,
    /// Which event of the case it is, from 1.
    pub sequence: u64,
    /// Head of the chain with it, 64 hexadecimal digits (rule D5).
    pub head: String,
    /// SHA-256 of the state behind it, 64 hexadecimal digits (rule D1).
    pub state: String,
    /// Where the case stands: `受理`.
    pub status: String,
    /// The next instant after which something happens by itself; absent if nothing will.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_alarm: Option<String>,
    /// What it did, in order.
    pub effects: Vec<WireEffect>,
}

impl WireAck {
    /// By names of this plan.
    #[must_use]
    pub fn of(ack: &Ack, engine: &Engine) -> Self {
        let moment = |at: Instant| at.format(engine.plan().calendar.utc_offset_minutes);
        Self {
            key: ack.key.clone(),
            at: moment(ack.at),
            sequence: ack.sequence,
            head: hex(&ack.head),
            state: hex(&ack.state),
            status: ack.status.zh().to_owned(),
            next_alarm: ack.next_alarm.map(moment),
            effects: ack.effects.iter().map(|effect| WireEffect::of(effect, engine)).collect(),
        }
    }
}
