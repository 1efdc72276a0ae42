//! The answers to events, one JSON object a line.

use crate::output::Context;
use lianban_runtime::case::{Engine, WireEffect, Words};
use lianban_runtime::plan::hex;
use lianban_store::{CaseError, Receipt};
use serde::Serialize;

/// The answer to one line, or one timer.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// An event is durable.
    Event {
        /// Name of the case.
        case: String,
        /// Idempotency key of the event: its own, or the one that was made for it.
        key: String,
        /// Number of the event in the case.
        sequence: u64,
        /// Head of the chain behind it.
        head: String,
        /// Where the case stood after it.
        status: &'static str,
        /// It had been accepted before.
        duplicate: bool,
        /// What it did.
        effects: Vec<WireEffect>,
        /// Fields of `data` that this kind of event has no use for; they are not kept.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        ignored: Vec<String>,
    },
    /// A case is open.
    Opened {
        /// Its name.
        case: String,
        /// `sha256:…`
        plan: String,
        /// 0.
        sequence: u64,
        /// The plan's hash, where every chain begins.
        head: String,
        /// It had been opened before.
        duplicate: bool,
        /// Nothing.
        effects: Vec<WireEffect>,
    },
    /// A plan is registered.
    Plan {
        /// `sha256:…`
        plan: String,
        /// It had been registered before.
        duplicate: bool,
    },
    /// Nothing has changed.
    Error {
        /// Why.
        error: Problem,
        /// Line of the input, from 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u64>,
        /// The case, as far as it was named.
        #[serde(skip_serializing_if = "Option::is_none")]
        case: Option<String>,
        /// The key, as far as it was named.
        #[serde(skip_serializing_if = "Option::is_none")]
        key: Option<String>,
    },
}

/// Why an event was not taken.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// In words.
    pub message: String,
}

impl Answer {
    /// To an event, by the plan that the case was on and the one that it is on behind it.
    pub fn event(receipt: &Receipt, key: &str, engine: &Engine, then: &Engine) -> Self {
        Self::Event {
            case: receipt.id.as_ref().to_owned(),
            key: key.to_owned(),
            sequence: receipt.sequence,
            head: hex(&receipt.head),
            status: receipt.status.zh(),
            duplicate: receipt.duplicate,
            effects: WireEffect::all(&receipt.effects, engine, then),
            ignored: Vec::new(),
        }
    }

    /// Says which fields of the event were of no use.
    pub fn ignoring(mut self, fields: Vec<String>) -> Self {
        if let Self::Event { ignored, .. } = &mut self {
            *ignored = fields;
        }
        self
    }

    /// To the opening of a case.
    pub fn opened(id: &str, engine: &Engine, duplicate: bool) -> Self {
        Self::Opened {
            case: id.to_owned(),
            plan: engine.plan_hash_text(),
            sequence: 0,
            head: hex(engine.plan_hash()),
            duplicate,
            effects: Vec::new(),
        }
    }

    /// To something that was not taken.
    pub fn error(error: &CaseError, context: &Context) -> Self {
        let (zh, en) = error.in_words();
        let error = Problem { code: error.code().to_owned(), message: context.pick(&zh, &en).to_owned() };
        Self::Error { error, line: None, case: None, key: None }
    }

    /// That the stream ends.
    pub fn failure(code: &str, message: &str) -> Self {
        let error = Problem { code: code.to_owned(), message: message.to_owned() };
        Self::Error { error, line: None, case: None, key: None }
    }

    /// Says of what an error is.
    pub fn about(self, number: u64, id: Option<String>, its_key: Option<String>) -> Self {
        match self {
            Self::Error { error, .. } => Self::Error { error, line: Some(number), case: id, key: its_key },
            other => other,
        }
    }

    /// Says of which case an error is.
    pub fn of_case(self, id: &str) -> Self {
        match self {
            Self::Error { error, .. } => {
                Self::Error { error, line: None, case: Some(id.to_owned()), key: None }
            }
            other => other,
        }
    }

    /// One line of JSON. What is in it can always be written.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
