//! The fields of `data`: what they hold. Events, effects and refusals describe theirs in tables of these, from which the
//! JSON Schema and the book are made.

use super::words::Words;
use crate::case::{CaseOutcome, Level, LimitPhase, PaperKind, Says, Score};
use crate::plan::LimitKind;
use serde_json::Value;

/// What a field of `data` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataKind {
    /// An object: question → text, number, true or false, a list of names for 多选.
    Answers,
    /// Text.
    Text,
    /// A whole number, not negative.
    Whole,
    /// True or false.
    Flag,
    /// The name of something of the bundle.
    Name,
    /// Names.
    Names,
    /// Somebody: the name of a department, role or person, or an object of `department`, `role`, `name`.
    Party,
    /// An instant, RFC 3339 with offset.
    Instant,
    /// A date.
    Date,
    /// A year; may be negative.
    Year,
    /// An amount of time: an object of `amount`, `unit`, `roll`.
    Span,
    /// Objects of `what`, `from`, `to`.
    Renames,
    /// Objects of `code`, `zh`, `en`.
    Reasons,
    /// One of these words.
    Word(&'static [&'static str]),
}

impl DataKind {
    /// 正常, 预警, 黄牌, 红牌.
    pub const LEVEL: Self = Self::Word(Level::ZH);
    /// How a case ended.
    pub const OUTCOME: Self = Self::Word(CaseOutcome::ZH);
    /// Which duty a limit expresses.
    pub const LIMIT: Self = Self::Word(LimitKind::ZH);
    /// Where a limit stands.
    pub const LIMIT_PHASE: Self = Self::Word(LimitPhase::ZH);
    /// 到场, 缺席, 同意, 不同意.
    pub const SAYS: Self = Self::Word(Says::ZH);
    /// 满意度.
    pub const RATING: Self = Self::Word(Score::ZH);
    /// 文书.
    pub const PAPER: Self = Self::Word(PaperKind::ZH);

    /// Whether a JSON value is of this kind.
    #[must_use]
    pub fn fits(self, value: &Value) -> bool {
        match self {
            Self::Answers | Self::Span => value.is_object(),
            Self::Text | Self::Name | Self::Instant | Self::Date => value.is_string(),
            Self::Whole => value.is_u64(),
            Self::Year => value.is_i64(),
            Self::Flag => value.is_boolean(),
            Self::Names => value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
            Self::Party => value.is_string() || value.is_object(),
            Self::Renames | Self::Reasons => {
                value.as_array().is_some_and(|rows| rows.iter().all(Value::is_object))
            }
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        }
    }

    /// In words, Chinese and English.
    #[must_use]
    pub const fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Answers => ("对象：问题 → 回答", "an object, question → answer"),
            Self::Text => ("文字", "text"),
            Self::Whole => ("整数", "a whole number"),
            Self::Year => ("年份", "a year"),
            Self::Flag => ("真假", "true or false"),
            Self::Name => ("名称", "a name"),
            Self::Names => ("名称的列表", "a list of names"),
            Self::Party => {
                ("名称，或 department、role、name 的对象", "a name, or an object of department, role, name")
            }
            Self::Instant => ("时刻", "an instant"),
            Self::Date => ("日期", "a date"),
            Self::Span => ("amount、unit、roll 的对象", "an object of amount, unit, roll"),
            Self::Renames => ("what、from、to 的对象的列表", "a list of objects of what, from, to"),
            Self::Reasons => ("code、zh、en 的对象的列表", "a list of objects of code, zh, en"),
            Self::Word(_) => ("规定的词", "one of the words"),
        }
    }
}

/// A field of `data`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataField {
    /// Its key.
    pub name: &'static str,
    /// What it holds.
    pub kind: DataKind,
    /// It is always there.
    pub required: bool,
    /// What it is, Chinese.
    pub zh: &'static str,
}

impl DataField {
    /// A field that is always there.
    pub(super) const fn must(name: &'static str, kind: DataKind, zh: &'static str) -> Self {
        Self { name, kind, required: true, zh }
    }

    /// A field that may be missing.
    pub(super) const fn may(name: &'static str, kind: DataKind, zh: &'static str) -> Self {
        Self { name, kind, required: false, zh }
    }
}
