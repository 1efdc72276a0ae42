//! Events as outsiders write them: one JSON object `{"key","at","actor","kind","node","data"}`, names instead of
//! indices, Chinese kinds with one English alias each.

use super::{Actor, Engine, Event, EventKind};
use crate::plan::{Answer, MaterialIx, NONE_CHOSEN, ProcedureIx, ScopeIx};
use crate::time::{Instant, Span, Unit};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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
    /// `answers` (an object) for `提交`; `note` for `要求补正`, `不予`, `启动`, `延期`, `中止` (its 依据), `退回` and opinions;
    /// `material` for `补交`; `procedure` for `启动` and `结束`; `amount` and perhaps `unit` for `延期`; `to` for `转办`,
    /// `委派`, `加签`, `减签`, `抄送` (a department, role or person) and `退回` (a step).
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

/// Kinds on the wire: Chinese name, English alias.
pub const KINDS: &[(&str, &str)] = &[
    ("提交", "submit"),
    ("受理", "accept"),
    ("不予受理", "reject"),
    ("要求补正", "ask_correction"),
    ("补正", "correct"),
    ("补交", "supply"),
    ("办结", "finish"),
    ("不予", "refuse"),
    ("不合格", "fail"),
    ("整改", "rectify"),
    ("启动", "begin_procedure"),
    ("结束", "end_procedure"),
    ("延期", "extend"),
    ("中止", "suspend"),
    ("恢复", "resume"),
    ("撤回", "withdraw"),
    ("终止", "terminate"),
    ("时间到", "tick"),
    ("期满", "expire"),
    ("到场", "attend"),
    ("缺席", "absent"),
    ("同意", "consent"),
    ("不同意", "dissent"),
    ("转交", "hand_over"),
    ("转办", "reassign"),
    ("委派", "entrust"),
    ("加签", "add_signer"),
    ("减签", "remove_signer"),
    ("退回", "send_back"),
    ("催办", "urge"),
    ("抄送", "inform"),
];

pub(super) fn error<T>(zh: String, en: String) -> Result<T, WireError> {
    Err(WireError { zh, en })
}

/// A name without 《》.
pub(super) fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('《').and_then(|n| n.strip_suffix('》')).unwrap_or(name)
}

impl WireEvent {
    /// Reads one JSON line.
    ///
    /// # Errors
    /// [`WireError`] if it is no such object.
    pub fn from_json(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line)
            .or_else(|e| error(format!("不是事件 JSON：{e}"), format!("not an event: {e}")))
    }

    /// Resolves names against the plan.
    ///
    /// # Errors
    /// [`WireError`] naming the field that cannot be read.
    pub fn resolve(&self, engine: &Engine) -> Result<Event, WireError> {
        let longest = [&self.key, &self.node, &self.actor.department, &self.actor.role, &self.actor.name];
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
        let canonical = KINDS.iter().find(|(zh, en)| *zh == self.kind || *en == self.kind).map(|(zh, _)| *zh);
        if let Some(kind) = self.kind_by_hand(canonical, engine)? {
            return Ok(kind);
        }
        Ok(match canonical {
            Some("提交") => EventKind::Submit { answers: self.answers(engine, at)? },
            Some("受理") => EventKind::Accept,
            Some("不予受理") => EventKind::Reject,
            Some("要求补正") => {
                EventKind::AskCorrection { scope: self.scope(engine)?, note: self.note()? }
            }
            Some("补正") => EventKind::Correct { scope: self.scope(engine)? },
            Some("补交") => EventKind::Supply { material: self.material(engine)? },
            Some("办结") => EventKind::Finish { scope: self.scope(engine)? },
            Some("不予") => EventKind::Refuse { scope: self.scope(engine)?, note: self.note()? },
            Some("不合格") => EventKind::Fail { scope: self.scope(engine)?, note: self.note()? },
            Some("整改") => EventKind::Rectify { scope: self.scope(engine)? },
            Some("启动") => {
                let scope = self.scope(engine)?;
                EventKind::BeginProcedure {
                    procedure: self.procedure(engine, scope)?,
                    scope,
                    note: self.note()?,
                }
            }
            Some("结束") => {
                let scope = self.scope(engine)?;
                EventKind::EndProcedure { procedure: self.procedure(engine, scope)?, scope }
            }
            Some("延期") => {
                let scope = self.scope(engine)?;
                EventKind::Extend { scope, by: self.extension(engine, scope)?, note: self.note()? }
            }
            Some("中止") => EventKind::Suspend { scope: self.scope(engine)?, basis: self.note()? },
            Some("恢复") => EventKind::Resume { scope: self.scope(engine)? },
            Some("撤回") => EventKind::Withdraw,
            Some("终止") => EventKind::Terminate,
            Some("时间到") => EventKind::Tick,
            Some("期满") => EventKind::Expire,
            _ => {
                let known: Vec<&str> = KINDS.iter().map(|(zh, _)| *zh).collect();
                return error(
                    format!("kind：没有“{}”这种事件，可用：{}", self.kind, known.join("、")),
                    format!("kind: unknown `{}`", self.kind),
                );
            }
        })
    }

    pub(super) fn scope(&self, engine: &Engine) -> Result<ScopeIx, WireError> {
        let name = bare(&self.node);
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
        let given = self.data.get("material").and_then(Value::as_str).unwrap_or(&self.node);
        let name = bare(given);
        let at = engine.plan().materials.iter().position(|material| material.name == name);
        match at.and_then(|at| u32::try_from(at).ok()) {
            Some(at) => Ok(MaterialIx(at)),
            None => error(format!("没有名为《{name}》的材料"), format!("no material is called 《{name}》")),
        }
    }

    /// The 特别程序 that `data.procedure` names.
    fn procedure(&self, engine: &Engine, scope: ScopeIx) -> Result<ProcedureIx, WireError> {
        let name = bare(self.data.get("procedure").and_then(Value::as_str).unwrap_or_default());
        let anywhere = || (0_u32..).zip(&engine.plan().procedures).find(|(_, p)| p.name == name);
        let found = engine.procedure_named(name, scope).or_else(|| anywhere().map(|(at, _)| ProcedureIx(at)));
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
        let Some(word) = self.data.get("unit").and_then(Value::as_str) else {
            return Ok(Span { amount, unit: usual, ..Span::work_days(0) });
        };
        let units =
            [Unit::WorkDay, Unit::Day, Unit::Month, Unit::Year, Unit::WorkHour, Unit::Hour, Unit::Minute];
        match units.into_iter().find(|unit| unit.word() == word) {
            Some(unit) => Ok(Span { amount, unit, ..Span::work_days(0) }),
            None => {
                error(format!("data.unit：没有“{word}”这种单位"), format!("data.unit: unknown unit `{word}`"))
            }
        }
    }

    pub(super) fn note(&self) -> Result<String, WireError> {
        self.short(self.data.get("note").and_then(Value::as_str).unwrap_or_default())
    }

    pub(super) fn short(&self, note: &str) -> Result<String, WireError> {
        if note.chars().count() > MAX_TEXT {
            return error(
                format!("note：超过 {MAX_TEXT} 字"),
                format!("note: longer than {MAX_TEXT} characters"),
            );
        }
        Ok(note.to_owned())
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
            let text = match value {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Bool(yes)) => (if *yes { "是" } else { "否" }).to_owned(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Array(names)) => chosen(names),
                Some(_) | None => String::new(),
            };
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
            let Some(answer) = question.kind.parse(&text) else {
                let admissible = question.kind.admissible_in_words();
                return error(
                    format!("情形“{name}”的回答“{text}”不合要求，应为：{admissible}"),
                    format!("answer to `{name}` is `{text}`, should be: {admissible}"),
                );
            };
            answers.push(answer);
        }
        Ok(answers)
    }
}

/// The names chosen of a 多选 question; anything else than a name makes it no answer.
fn chosen(names: &[Value]) -> String {
    let names: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
    match names.as_deref() {
        Some([]) => NONE_CHOSEN.to_owned(),
        Some(names) => names.join("、"),
        None => String::new(),
    }
}
