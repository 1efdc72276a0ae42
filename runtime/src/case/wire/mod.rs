//! Events as outsiders write them: one JSON object `{"key","at","actor","kind","node","data"}`, names instead of
//! indices, Chinese kinds with one English alias each.

mod ack;
mod effect;
mod ends;
mod field;
mod hands;
mod kinds;
mod migrate;
mod names;
mod refusal;
mod schema;
mod state;
#[cfg(test)]
mod tests;
mod words;
mod write;

use super::{Actor, Engine, Event, EventKind};
use crate::plan::{Answer, MaterialIx, ProcedureIx, Question, ScopeIx};
use crate::time::{Instant, Roll, Span, Unit};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use ack::{Ack, WireAck};
pub use effect::{EFFECTS, EffectRow, Subject, WireEffect};
pub use field::{DataField, DataKind};
pub use kinds::{KINDS, KindRow, Target, kind_called};
pub use migrate::{WireBurden, WireMigration, WireMoved, WireReason, WireRename};
pub use refusal::{REFUSALS, RefusalRow, WireRefusal};
pub use schema::schemas;
pub use state::{
    WireHands, WireHolder, WireLimit, WireNode, WireRating, WireSaid, WireScope, WireSigners, WireState,
    WireStop, WireWatch,
};
pub use words::Words;

/// Longest key, note or name accepted, in characters.
const MAX_TEXT: usize = 2_000;

/// An event before names are resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireEvent {
    /// Idempotency key.
    #[serde(default)]
    pub key: String,
    /// RFC 3339 with offset.
    pub at: String,
    /// Who acts.
    #[serde(default)]
    pub actor: Actor,
    /// `提交` or `submit`, and so on ([`KINDS`]).
    pub kind: String,
    /// Item, joint action, `统一出件`; for `补交` the material. Empty for the whole case.
    #[serde(default)]
    pub node: String,
    /// What else the kind needs ([`KindRow::data`]).
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// Why a wire event could not be read. The text names the field, in Chinese and English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// An event as it is written.
const EXAMPLE: &str = r#"{"at":"2026-10-09T15:00:00+08:00","kind":"不予","node":"设立登记","actor":{"department":"市监局"},"data":{"note":"理由"}}"#;

impl WireError {
    /// What is wrong with a text that is no event, in words of people instead of those of a program.
    #[must_use]
    pub fn of_json(found: &serde_json::Error) -> Self {
        let text = found.to_string();
        let field = text.split('`').nth(1).unwrap_or_default();
        let (line, column) = (found.line(), found.column());
        let (zh, en) = if text.starts_with("unknown field") {
            (
                format!("没有“{field}”这一项；理由、材料、时限等写在 data 里面"),
                format!("there is no `{field}`; reason, materials and limits stand inside `data`"),
            )
        } else if text.starts_with("missing field") {
            (format!("没有写“{field}”"), format!("`{field}` is missing"))
        } else if text.contains("struct Actor") {
            (
                r#"actor 要写成 {"department":"市监局","role":"","name":"","window":""}，至少写一项"#
                    .to_owned(),
                r#"`actor` is an object, such as {"department":"市监局"}"#.to_owned(),
            )
        } else if found.is_data() {
            (format!("有一项的值不合（{text}）"), text.clone())
        } else {
            (format!("第 {line} 行第 {column} 列不是 JSON"), text.clone())
        };
        Self {
            zh: format!("不是事件：{zh}。例如 {EXAMPLE}"),
            en: format!("not an event: {en}; for example {EXAMPLE}"),
        }
    }
}

/// The other name of `data.note`.
const ALSO_NOTE: &str = "reason";

fn error<T>(zh: String, en: String) -> Result<T, WireError> {
    Err(WireError { zh, en })
}

/// A name without 《》.
fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('《').and_then(|n| n.strip_suffix('》')).unwrap_or(name)
}

/// A text that is not too long.
fn short(note: &str) -> Result<String, WireError> {
    if note.chars().count() > MAX_TEXT {
        return error(
            format!("note：超过 {MAX_TEXT} 字"),
            format!("note: longer than {MAX_TEXT} characters"),
        );
    }
    Ok(note.to_owned())
}

impl WireEvent {
    /// Reads one JSON line.
    ///
    /// # Errors
    /// [`WireError`] if it is no such object.
    pub fn from_json(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::of_json(&error))
    }

    /// Resolves names against the plan.
    ///
    /// # Errors
    /// [`WireError`] naming the field that cannot be read.
    pub fn resolve(&self, engine: &Engine) -> Result<Event, WireError> {
        let Actor { department, role, name, window } = &self.actor;
        let longest = [&self.key, &self.node, department, role, name, window];
        if longest.iter().any(|text| text.chars().count() > MAX_TEXT) {
            return error(
                format!("文字超过 {MAX_TEXT} 字"),
                format!("text longer than {MAX_TEXT} characters"),
            );
        }
        let at = Instant::parse(&self.at).or_else(|e| {
            error(format!("at：“{}”不是带时区的时刻（{e:?}）", self.at), format!("at: `{}`: {e:?}", self.at))
        })?;
        Ok(Event { key: self.key.clone(), at, actor: self.actor.clone(), kind: self.kind(engine, at)? })
    }

    fn kind(&self, engine: &Engine, at: Instant) -> Result<EventKind, WireError> {
        let Some(row) = kind_called(&self.kind) else {
            let known: Vec<&str> = KINDS.iter().map(|row| row.zh).collect();
            return error(
                format!("kind：没有“{}”这种事件，可用：{}", self.kind, known.join("、")),
                format!("kind: unknown `{}`", self.kind),
            );
        };
        for field in row.data {
            self.expect_field(field)?;
        }
        (row.read)(self, engine, at)
    }

    /// A field of `data` is there if the event cannot do without it, and holds what it should.
    fn expect_field(&self, field: &DataField) -> Result<(), WireError> {
        let DataField { name, kind, required, zh } = field;
        let (kind_zh, kind_en) = kind.in_words();
        match self.data.get(*name).filter(|value| !value.is_null()) {
            None if *required => error(
                format!("data.{name}：必须写：{zh}（{kind_zh}）"),
                format!("data.{name}: is needed ({kind_en})"),
            ),
            Some(value) if !kind.fits(value) => error(
                format!("data.{name}：应为{kind_zh}：{zh}"),
                format!("data.{name}: should be {kind_en}"),
            ),
            _ => Ok(()),
        }
    }

    fn scope(&self, engine: &Engine) -> Result<ScopeIx, WireError> {
        self.scope_called(engine, &self.node)
    }

    fn scope_called(&self, engine: &Engine, name: &str) -> Result<ScopeIx, WireError> {
        let name = bare(name);
        let delivery = engine.delivery().map(|node| engine.node(node).name.as_str());
        if name.is_empty() || delivery == Some(name) {
            return Ok(ScopeIx(0));
        }
        engine.scope_named(name).map_or_else(
            || {
                error(
                    format!("node：没有名为“{name}”的事项或联合"),
                    format!("node: nothing is called `{name}`"),
                )
            },
            Ok,
        )
    }

    fn material(&self, engine: &Engine) -> Result<MaterialIx, WireError> {
        let given = self.text_of("material").unwrap_or(&self.node);
        let name = bare(given);
        let at = engine.plan().materials.iter().position(|material| material.name == name);
        match at.and_then(|at| u32::try_from(at).ok()) {
            Some(at) => Ok(MaterialIx(at)),
            None => error(format!("没有名为《{name}》的材料"), format!("no material is called 《{name}》")),
        }
    }

    fn text_of(&self, field: &str) -> Option<&str> {
        self.data.get(field).and_then(Value::as_str)
    }

    /// The 特别程序 that `data.procedure` names; of several of that name the one written in `data.of`, else the one of
    /// the item, or around it.
    fn procedure(&self, engine: &Engine, scope: ScopeIx) -> Result<ProcedureIx, WireError> {
        let name = bare(self.text_of("procedure").unwrap_or_default());
        let of = match self.text_of("of") {
            None => None,
            Some(of) => Some(self.scope_called(engine, of)?),
        };
        let named = || (0_u32..).zip(&engine.plan().procedures).filter(|(_, p)| p.name == name);
        let found = match of {
            Some(of) => named().find(|(_, p)| p.scope == of).map(|(at, _)| ProcedureIx(at)),
            None => {
                engine.procedure_named(name, scope).or_else(|| named().next().map(|(at, _)| ProcedureIx(at)))
            }
        };
        found.map_or_else(
            || {
                error(
                    format!("data.procedure：没有名为“{name}”的特别程序"),
                    format!("data.procedure: no procedure is called `{name}`"),
                )
            },
            Ok,
        )
    }

    /// `data.amount` in `data.unit`; without a unit, in that of the limit.
    fn extension(&self, engine: &Engine, scope: ScopeIx) -> Result<Span, WireError> {
        let amount = self.data.get("amount").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        let Some(amount) = amount else {
            return error(
                "data.amount：应为延长的天数，整数".to_owned(),
                "data.amount: how much is added, a whole number".to_owned(),
            );
        };
        let mut limits = engine.plan().limits.iter().filter(|limit| limit.scope == scope);
        let usual = limits.find_map(|limit| limit.extension.as_ref()).map_or(Unit::WorkDay, |e| e.most.unit);
        let unit = match self.text_of("unit") {
            None => Some(usual),
            Some(word) => Unit::ALL.into_iter().find(|unit| unit.word() == word),
        };
        let roll = match self.text_of("roll") {
            None => Some(Roll::None),
            Some(word) => Roll::ALL.into_iter().find(|roll| roll.word() == word),
        };
        match (unit, roll) {
            (Some(unit), Some(roll)) => Ok(Span { amount, unit, roll }),
            (None, _) => {
                let word = self.text_of("unit").unwrap_or_default();
                error(format!("data.unit：没有“{word}”这种单位"), format!("data.unit: unknown unit `{word}`"))
            }
            (_, None) => {
                let word = self.text_of("roll").unwrap_or_default();
                error(format!("data.roll：没有“{word}”"), format!("data.roll: unknown `{word}`"))
            }
        }
    }

    /// `data.note`; `data.reason` says the same.
    fn note(&self) -> Result<String, WireError> {
        short(self.text_of("note").or_else(|| self.text_of(ALSO_NOTE)).unwrap_or_default())
    }

    /// The fields of `data` that an event of this kind has no use for: they would be lost.
    #[must_use]
    pub fn ignored(&self) -> Vec<String> {
        let fields = kind_called(&self.kind).map_or(&[][..], |row| row.data);
        let known = |name: &str| {
            let name = if name == ALSO_NOTE { "note" } else { name };
            fields.iter().any(|field| field.name == name)
        };
        self.data.keys().filter(|name| !known(name)).cloned().collect()
    }

    /// One answer per question of the plan, in order; unknown names are errors, and so are missing answers to what is
    /// asked and answers to what is not asked.
    fn answers(&self, engine: &Engine, at: Instant) -> Result<Vec<Answer>, WireError> {
        let empty = Map::new();
        let given = self.data.get("answers").and_then(Value::as_object).unwrap_or(&empty);
        let (questions, submitted) = (&engine.plan().questions, engine.calendar().date_of(at));
        if let Some(unknown) = given.keys().find(|name| !questions.iter().any(|q| q.name == bare(name))) {
            return error(format!("没有名为“{unknown}”的情形"), format!("no question is called `{unknown}`"));
        }
        let mut answers: Vec<Answer> = Vec::with_capacity(questions.len());
        for question in questions {
            let value = given.iter().find(|(name, _)| bare(name) == question.name).map(|(_, value)| value);
            let name = &question.name;
            if !engine.plan().asks(question, &answers, submitted) {
                if value.is_some_and(|value| !value.is_null()) {
                    return error(
                        format!("本情形下不问“{name}”，不能回答"),
                        format!("`{name}` is not asked in this case"),
                    );
                }
                answers.push(Answer::Unasked);
                continue;
            }
            answers.push(read_answer(question, value.unwrap_or(&Value::Null))?);
        }
        Ok(answers)
    }
}

/// One answer: text, a number, true or false, a list of names.
fn read_answer(question: &Question, value: &Value) -> Result<Answer, WireError> {
    let (text, answer) = match value {
        Value::Array(names) => {
            let texts: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
            (value.to_string(), texts.and_then(|names| question.kind.choose(&names)))
        }
        _ => {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Bool(yes) => (if *yes { "是" } else { "否" }).to_owned(),
                Value::Number(number) => number.to_string(),
                _ => String::new(),
            };
            let answer = question.kind.parse(&text);
            (text, answer)
        }
    };
    answer.map_or_else(
        || {
            let (name, admissible) = (&question.name, question.kind.admissible_in_words());
            error(
                format!("情形“{name}”的回答“{text}”不合要求，应为：{admissible}"),
                format!("answer to `{name}` is `{text}`, should be: {admissible}"),
            )
        },
        Ok,
    )
}
