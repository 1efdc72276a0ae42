//! What comes in, and how it can fail.

use lianban_compiler::diagnostics::Lang;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The largest request, in bytes.
pub(crate) const MAX_REQUEST: usize = 64 << 20;

/// A request; which fields an operation reads is told at the operation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Request {
    /// The operation.
    pub op: String,
    /// Language of messages: `zh` (default) or `en`.
    pub lang: Lang,
    /// The file to work on, a key of `files`.
    pub path: String,
    /// Text files by path.
    pub files: BTreeMap<String, String>,
    /// A text without a path, for `tokens` and `format`.
    pub source: Option<String>,
    /// Which bundle of the file; the first if absent.
    pub bundle: Option<String>,
    /// Receipt: `2026-09-28T10:00` local, or RFC 3339.
    pub start: String,
    /// Question → answer in words; a question without one gets the proof's worst.
    pub answers: BTreeMap<String, String>,
    /// Answers to questions that are not asked are left out instead of refused: for a form that still holds them.
    pub drop_unasked: bool,
    /// Format of `graph`: `mermaid`, `dot`, `json`.
    #[serde(rename = "as")]
    pub form: String,
    /// Type of `field`, as a bundle writes it: `统一社会信用代码`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Content of `field`.
    pub value: String,
    /// Keywords of `format`: `zh` or `en`; absent = as written.
    pub keywords: Option<Lang>,
    /// State of `step`, as the previous `step` returned it; absent for a new case.
    pub state: Value,
    /// Event of `step`.
    pub event: Value,
    /// Plan of `step`, as `plan` returned it.
    pub plan: Value,
}

/// A refusal to answer.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    /// `request`, `bundle`, `time`, `case`.
    pub kind: &'static str,
    /// A sentence for people.
    pub message: String,
}

impl Failure {
    /// The request itself is wrong.
    pub(crate) fn request(message: impl ToString) -> Self {
        Self { kind: "request", message: message.to_string() }
    }

    /// The bundle has errors, so there is no plan.
    pub(crate) fn bundle(message: impl ToString) -> Self {
        Self { kind: "bundle", message: message.to_string() }
    }

    /// Dates or the calendar.
    pub(crate) fn time(message: impl ToString) -> Self {
        Self { kind: "time", message: message.to_string() }
    }

    /// The runtime refused.
    pub(crate) fn case(message: impl ToString) -> Self {
        Self { kind: "case", message: message.to_string() }
    }
}

impl Request {
    /// Reads a request.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Failure> {
        if bytes.len() > MAX_REQUEST {
            return Err(Failure::request(format!("a request may have {MAX_REQUEST} bytes")));
        }
        serde_json::from_slice(bytes).map_err(|e| Failure::request(format!("not a request: {e}")))
    }

    /// `source`, which the operation needs.
    pub(crate) fn source(&self) -> Result<&str, Failure> {
        self.source.as_deref().ok_or_else(|| Failure::request("this op needs `source`"))
    }
}
