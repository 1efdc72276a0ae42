//! Lines of a stream of events: an event of the contract, and beside it what makes an exported journal readable again: `case`,
//! `plan`, `definition`, and `sequence` and `head` as they were elsewhere.

use lianban_runtime::case::{WireError, WireEvent};
use lianban_store::{CaseError, Expected};
use serde_json::{Map, Value};

/// Longest line, in bytes: a plan with all its tables may stand in one.
pub const LINE_LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which case; none: that of the command line.
    pub case: Option<String>,
    /// The plan that a new case runs on, by its hash.
    pub plan: Option<[u8; 32]>,
    /// A plan to be registered, in its readable form.
    pub definition: Option<Value>,
    /// What the event led to elsewhere.
    pub expected: Expected,
    /// The event, if there is one.
    pub event: Option<WireEvent>,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// [`CaseError::Unreadable`].
    pub fn parse(text: &str) -> Result<Self, CaseError> {
        let mut fields: Map<String, Value> =
            serde_json::from_str(text).map_err(|error| not_an_event(&error))?;
        let case = text_of(&mut fields, "case")?;
        let plan = match text_of(&mut fields, "plan")? {
            Some(text) => Some(hash_of(&text, "plan")?),
            None => None,
        };
        let definition = fields.remove("definition");
        if definition.is_some() {
            fields.remove("bundle");
        }
        let sequence = match fields.remove("sequence") {
            None => None,
            Some(value) => Some(value.as_u64().ok_or_else(|| misplaced("sequence"))?),
        };
        let head = match text_of(&mut fields, "head")? {
            Some(text) => Some(hash_of(&text, "head")?),
            None => None,
        };
        let rest = Value::Object(fields);
        let nothing_else =
            rest.as_object().is_some_and(Map::is_empty) && (plan.is_some() || definition.is_some());
        let event = match nothing_else {
            true => None,
            false => Some(serde_json::from_value(rest).map_err(|error| not_an_event(&error))?),
        };
        Ok(Self { case, plan, definition, expected: Expected { sequence, head }, event })
    }
}

fn not_an_event(error: &serde_json::Error) -> CaseError {
    let WireError { zh, en } = WireError::of_json(error);
    unreadable(zh, en)
}

fn unreadable(zh: String, en: String) -> CaseError {
    CaseError::Unreadable(WireError { zh, en })
}

fn misplaced(field: &str) -> CaseError {
    unreadable(format!("{field} 不合要求"), format!("`{field}` is not what it should be"))
}

fn text_of(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, CaseError> {
    match fields.remove(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(misplaced(name)),
    }
}

/// 64 hexadecimal digits, with or without `sha256:` before them.
fn hash_of(text: &str, field: &str) -> Result<[u8; 32], CaseError> {
    lianban_store::hash_from_text(text).ok_or_else(|| misplaced(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_may_name_case_number_and_head() {
        let head = "0f".repeat(32);
        let text = format!(
            r#"{{"case":"甲","sequence":3,"head":"{head}","key":"k","at":"2026-03-02T10:00:00+08:00","kind":"受理"}}"#
        );
        let line = Line::parse(&text).unwrap();
        assert_eq!(line.case.as_deref(), Some("甲"));
        assert_eq!(line.expected, Expected { sequence: Some(3), head: Some([0x0f; 32]) });
        assert_eq!(line.event.unwrap().key, "k");
        let opening = Line::parse(&format!(r#"{{"case":"甲","plan":"sha256:{head}"}}"#)).unwrap();
        assert_eq!((opening.plan, opening.event), (Some([0x0f; 32]), None));
    }

    #[test]
    fn what_is_no_line_is_refused() {
        for bad in [
            "",
            "[]",
            "{}",
            r#"{"case":1,"at":"2026-03-02T10:00:00+08:00","kind":"受理"}"#,
            r#"{"plan":"sha256:00"}"#,
            r#"{"sequence":-1,"at":"2026-03-02T10:00:00+08:00","kind":"受理"}"#,
            r#"{"at":"2026-03-02T10:00:00+08:00","kind":"受理","colour":"red"}"#,
        ] {
            assert!(Line::parse(bad).is_err(), "{bad}");
        }
    }
}
