//! JSON Schemas (draft 2020-12) of what crosses the border, from the tables that the reader and the writers go by.

use super::field::{DataField, DataKind};
use super::words::Words;
use super::{EFFECTS, EffectRow, KINDS, KindRow, REFUSALS, RefusalRow, Target};
use crate::case::{
    CaseStatus, Level, LimitPhase, Obstacle, Phase, Renamed, Says, ScopeOutcome, Score, WorseKind,
};
use crate::plan::{LimitKind, ScopeKind};
use crate::time::{Roll, Unit};
use serde_json::{Map, Value, json};

/// RFC 3339 with offset.
const INSTANT: &str = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$";
/// 64 hexadecimal digits.
const DIGEST: &str = "^[0-9a-f]{64}$";
/// Content hash of a plan.
const PLAN: &str = "^sha256:[0-9a-f]{64}$";

/// Every schema: name of its file without `.json`, and the schema.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("event", of("一个事件", event())),
        ("effect", of("一个效果", effect())),
        ("refusal", of("一个拒绝", refusal())),
        ("ack", of("一份回执", ack())),
        ("state", of("一个办件的状态", state())),
        ("migration", of("换方案的结果", migration())),
    ]
}

fn of(title: &str, schema: Value) -> Value {
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".to_owned(), json!(title));
    if let Value::Object(schema) = schema {
        whole.extend(schema);
    }
    Value::Object(whole)
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn matching(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn words(words: &[&str]) -> Value {
    json!({ "enum": words })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

/// An object of exactly these fields; a name that ends with `?` may be missing.
fn object(fields: &[(&str, Value)]) -> Value {
    let name = |field: &str| field.trim_end_matches('?').to_owned();
    let required: Vec<&str> =
        fields.iter().map(|(field, _)| *field).filter(|field| !field.ends_with('?')).collect();
    let properties: Map<String, Value> =
        fields.iter().map(|(field, value)| (name(field), value.clone())).collect();
    json!({
        "type": "object", "properties": properties, "required": required, "additionalProperties": false,
    })
}

fn party() -> Value {
    let parts = object(&[("department?", text()), ("role?", text()), ("name?", text())]);
    json!({ "anyOf": [text(), parts] })
}

fn reason(codes: &[(&str, &str)]) -> Value {
    let codes: Vec<&str> = codes.iter().map(|(code, _)| *code).collect();
    object(&[("code", words(&codes)), ("zh", text()), ("en", text())])
}

fn reasons() -> Value {
    list(object(&[("code", text()), ("zh", text()), ("en", text())]))
}

/// What a field of `data` holds.
fn kind(kind: DataKind) -> Value {
    match kind {
        DataKind::Answers => {
            let answer = json!({
                "anyOf": [text(), { "type": "number" }, flag(), list(text())],
            });
            json!({ "type": "object", "additionalProperties": answer })
        }
        DataKind::Text | DataKind::Name => text(),
        DataKind::Whole => count(),
        DataKind::Year => json!({ "type": "integer" }),
        DataKind::Flag => flag(),
        DataKind::Names => list(text()),
        DataKind::Party => party(),
        DataKind::Instant => matching(INSTANT),
        DataKind::Date => matching(r"^\d{4}-\d{2}-\d{2}$"),
        DataKind::Span => {
            object(&[("amount", count()), ("unit", words(Unit::ZH)), ("roll", words(Roll::ZH))])
        }
        DataKind::Renames => {
            let names: Vec<&str> = Renamed::ALL.iter().flat_map(|(_, zh, en)| [*zh, *en]).collect();
            list(object(&[("what", words(&names)), ("from", text()), ("to", text())]))
        }
        DataKind::Reasons => reasons(),
        DataKind::Word(of) => words(of),
    }
}

/// `data`. What is written (`closed`) holds nothing else; what is read may.
fn data(fields: &[DataField], closed: bool) -> Value {
    let described = |field: &DataField| {
        let mut schema = kind(field.kind);
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), json!(field.zh));
        }
        // Whoever writes an event may say that there is nothing.
        let schema =
            if closed || field.required { schema } else { json!({ "anyOf": [schema, { "type": "null" }] }) };
        (field.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = fields.iter().map(described).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "required": required });
    if let Value::Object(schema) = &mut schema
        && closed
    {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    schema
}

/// One alternative for each kind, told apart by a field.
fn by_kind(common: Value, alternatives: Vec<Value>) -> Value {
    let mut whole = common;
    if let Value::Object(whole) = &mut whole {
        whole.insert("oneOf".to_owned(), Value::Array(alternatives));
    }
    whole
}

fn event() -> Value {
    // What else a platform says of an actor is not looked at.
    let parts: Map<String, Value> =
        ["department", "role", "name", "window"].into_iter().map(|part| (part.to_owned(), text())).collect();
    let actor = json!({ "type": "object", "properties": parts });
    let common = object(&[
        ("key?", text()),
        ("at", matching(INSTANT)),
        ("actor?", actor),
        ("kind", text()),
        ("node?", text()),
        ("data?", json!({ "type": "object" })),
    ]);
    by_kind(common, KINDS.iter().map(of_event).collect())
}

fn of_event(row: &KindRow) -> Value {
    let mut properties = Map::new();
    properties.insert("kind".to_owned(), words(&[row.zh, row.en]));
    properties.insert("data".to_owned(), data(row.data, false));
    let mut required = vec!["kind"];
    if row.node.is_required() {
        required.push("node");
        properties.insert("node".to_owned(), json!({ "type": "string", "minLength": 1 }));
    }
    if row.data.iter().any(|field| field.required) {
        required.push("data");
    }
    let about = match row.node {
        Target::Case => row.about.to_owned(),
        node => format!("{}；node：{}", row.about, node.zh()),
    };
    json!({ "description": about, "properties": properties, "required": required })
}

fn effect() -> Value {
    let common = object(&[
        ("at", matching(INSTANT)),
        ("kind", text()),
        ("code", text()),
        ("node?", text()),
        ("scope?", text()),
        ("limit?", text()),
        ("material?", text()),
        ("data", json!({ "type": "object" })),
    ]);
    by_kind(common, EFFECTS.iter().map(of_effect).collect())
}

fn of_effect(row: &EffectRow) -> Value {
    let mut required = vec!["code", "kind"];
    required.extend(row.subject.fields());
    json!({
        "description": row.about,
        "properties": {
            "code": { "const": row.code }, "kind": { "const": row.zh }, "data": data(row.data, true),
        },
        "required": required,
    })
}

fn refusal() -> Value {
    let common =
        object(&[("code", text()), ("zh", text()), ("en", text()), ("data", json!({ "type": "object" }))]);
    by_kind(common, REFUSALS.iter().map(of_refusal).collect())
}

fn of_refusal(row: &RefusalRow) -> Value {
    json!({
        "description": row.zh,
        "properties": { "code": { "const": row.code }, "data": data(row.data, true) },
    })
}

fn ack() -> Value {
    object(&[
        ("key", text()),
        ("at", matching(INSTANT)),
        ("sequence", json!({ "type": "integer", "minimum": 1 })),
        ("head", matching(DIGEST)),
        ("state", matching(DIGEST)),
        ("status", words(CaseStatus::ZH)),
        ("next_alarm?", matching(INSTANT)),
        ("effects", list(effect())),
    ])
}

fn state() -> Value {
    let instant = || matching(INSTANT);
    let voice =
        || json!({ "anyOf": [{ "type": "string" }, object(&[("department?", text()), ("role?", text())])] });
    let node = object(&[
        ("name", text()),
        ("phase", words(Phase::ZH)),
        ("applying", count()),
        ("ended", count()),
        ("gone", count()),
        ("start?", instant()),
        ("end?", instant()),
    ]);
    let scope = object(&[
        ("name", text()),
        ("kind", words(ScopeKind::ZH)),
        ("outcome", words(ScopeOutcome::ZH)),
        ("asked", flag()),
    ]);
    let limit = object(&[
        ("name", text()),
        ("scope", text()),
        ("kind", words(LimitKind::ZH)),
        ("phase", words(LimitPhase::ZH)),
        ("level", words(Level::ZH)),
        ("from?", instant()),
        ("due?", instant()),
        ("extended", count()),
        ("alarm?", instant()),
    ]);
    let watch = object(&[("due", instant()), ("level", words(Level::ZH)), ("alarm?", instant())]);
    let stop = object(&[
        ("kind", words(&["补正", "特别程序", "中止", "整改"])),
        ("procedure?", text()),
        ("of?", text()),
        ("scope", text()),
        ("from", instant()),
        ("to?", instant()),
        ("also", list(text())),
        ("basis?", text()),
        ("watch?", watch),
    ]);
    let said = object(&[("node", text()), ("who", voice()), ("said", words(Says::ZH)), ("at", instant())]);
    let signers = object(&[("node", text()), ("who", list(voice()))]);
    let holder = object(&[("node", text()), ("to", party()), ("instead", flag())]);
    let discussed = object(&[("node", text()), ("at", instant()), ("record", text())]);
    let hands = object(&[
        ("said", list(said)),
        ("signers", list(signers)),
        ("holders", list(holder)),
        ("discussed", list(discussed)),
    ]);
    let rating = object(&[
        ("scope", text()),
        ("rating", words(Score::ZH)),
        ("at", instant()),
        ("called_back?", instant()),
        ("remedied?", instant()),
        ("excluded?", instant()),
    ]);
    object(&[
        ("format", matching("^lianban-state/[0-9]+$")),
        ("plan", matching(PLAN)),
        ("bundle", text()),
        ("status", words(CaseStatus::ZH)),
        ("now?", instant()),
        ("sequence", count()),
        ("head", matching(DIGEST)),
        ("answers?", kind(DataKind::Answers)),
        ("nodes", list(node)),
        ("scopes", list(scope)),
        ("limits", list(limit)),
        ("stops", list(stop)),
        ("hands", hands),
        ("ratings", list(rating)),
        ("papers", count()),
    ])
}

fn migration() -> Value {
    let moved = object(&[("limit", text()), ("before?", matching(INSTANT)), ("after?", matching(INSTANT))]);
    let burden = object(&[("material", text()), ("item", text())]);
    object(&[
        ("verdict", words(&["maps", "needs-consent", "cannot"])),
        ("obstacles", list(reason(Obstacle::CODES))),
        ("worse", list(reason(WorseKind::CODES))),
        ("moved", list(moved)),
        ("waived", list(burden.clone())),
        ("asked", list(burden)),
        ("added", list(text())),
        ("dropped", list(text())),
    ])
}
