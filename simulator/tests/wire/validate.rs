//! As much of JSON Schema as the published schemas use. `tests/oracle/schemas.py` holds the schemas to the real thing.

use lianban_runtime::case::schemas;
use lianban_runtime::time::{Date, Instant};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn schema(name: &str) -> &'static Value {
    static ALL: OnceLock<BTreeMap<&'static str, Value>> = OnceLock::new();
    &ALL.get_or_init(|| schemas().into_iter().collect())[name]
}

/// The document is as its schema says.
pub fn holds(name: &str, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap();
    if let Err(why) = check(schema(name), &value) {
        panic!("{name}: {why}: {text}");
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    let digest = |text: &str| {
        text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    match pattern {
        "^[0-9a-f]{64}$" => digest(text),
        "^sha256:[0-9a-f]{64}$" => text.strip_prefix("sha256:").is_some_and(digest),
        "^lianban-state/[0-9]+$" => {
            text.strip_prefix("lianban-state/").is_some_and(|n| n.parse::<u8>().is_ok())
        }
        r"^\d{4}-\d{2}-\d{2}$" => Date::parse(text).is_ok(),
        instant if instant.starts_with(r"^\d{4}-\d{2}-\d{2}T") => Instant::parse(text).is_ok(),
        other => panic!("a pattern that nobody knows: {other}"),
    }
}

fn check(schema: &Value, value: &Value) -> Result<(), String> {
    let rules = schema.as_object().expect("a schema is an object");
    for (rule, of) in rules {
        let good = match rule.as_str() {
            "$schema" | "title" | "description" => true,
            "type" => match of.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "null" => value.is_null(),
                other => panic!("a type that nobody knows: {other}"),
            },
            "enum" => of.as_array().unwrap().contains(value),
            "const" => of == value,
            "minimum" => value.as_i64().is_none_or(|n| n >= of.as_i64().unwrap()),
            "minLength" => value.as_str().is_none_or(|t| t.chars().count() as u64 >= of.as_u64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| matches(of.as_str().unwrap(), text)),
            "required" => value.as_object().is_none_or(|object| {
                of.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
            }),
            "properties" => {
                for (name, inner) in of.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        check(inner, value).map_err(|why| format!("{name}: {why}"))?;
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |name: &String| rules.get("properties").is_some_and(|p| p.get(name).is_some());
                let mut others = value.as_object().into_iter().flatten().filter(|(name, _)| !known(name));
                match of {
                    Value::Bool(false) => others.next().is_none(),
                    inner => others.all(|(_, value)| check(inner, value).is_ok()),
                }
            }
            "items" => value.as_array().into_iter().flatten().all(|item| check(of, item).is_ok()),
            "anyOf" => of.as_array().unwrap().iter().any(|one| check(one, value).is_ok()),
            "oneOf" => of.as_array().unwrap().iter().filter(|one| check(one, value).is_ok()).count() == 1,
            other => panic!("a rule that nobody knows: {other}"),
        };
        if !good {
            return Err(format!("{rule}: {value}"));
        }
    }
    Ok(())
}

#[test]
fn what_is_wrong_does_not_hold() {
    let event =
        json!({"at": "2026-03-09T10:00:00+08:00", "kind": "延期", "node": "甲", "data": {"amount": 3}});
    assert_eq!(check(schema("event"), &event), Ok(()));
    let without = |name: &str| {
        let mut event = event.clone();
        event.as_object_mut().unwrap().remove(name);
        event
    };
    let with = |name: &str, value: Value| {
        let mut event = event.clone();
        event[name] = value;
        event
    };
    for wrong in [
        without("at"),
        without("kind"),
        without("data"),
        with("kind", json!("飞走")),
        with("at", json!("明天")),
        with("at", json!(5)),
        with("data", json!({"amount": "三"})),
        with("data", json!({"amount": -1})),
        with("data", json!({})),
        with("actor", json!("张三")),
        with("when", json!("now")),
        json!([]),
    ] {
        assert!(check(schema("event"), &wrong).is_err(), "{wrong}");
    }
    let effect = json!({"at": "2026-03-09T10:00:00+08:00", "kind": "等级上升", "code": "level-raised", "limit": "甲 承诺时限", "scope": "甲",
        "data": {"limit_kind": "承诺时限", "level": "黄牌"}});
    assert_eq!(check(schema("effect"), &effect), Ok(()));
    let mut wrong = effect.clone();
    wrong["data"]["level"] = json!("绿牌");
    assert!(check(schema("effect"), &wrong).is_err());
    wrong = effect.clone();
    wrong.as_object_mut().unwrap().remove("limit");
    assert!(check(schema("effect"), &wrong).is_err());
    wrong = effect;
    wrong["kind"] = json!("收件");
    assert!(check(schema("effect"), &wrong).is_err(), "kind and code belong together");
}
