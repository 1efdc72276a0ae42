//! Questions (情形), answers and the decidable conditions on them.

use super::{Dimension, GuardIx, Period, Quantity, QuestionIx};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// What answers a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerKind {
    /// 是否.
    YesNo,
    /// One of the named choices.
    Choice(Vec<String>),
    /// A quantity with a unit, within inclusive bounds.
    Quantity {
        /// 面积, 金额, 人数 …
        dimension: Dimension,
        /// Smallest answer accepted.
        min: Quantity,
        /// Largest answer accepted.
        max: Quantity,
    },
    /// 日期, within inclusive bounds.
    Date {
        /// Earliest answer accepted.
        min: Date,
        /// Latest answer accepted.
        max: Date,
    },
    /// 多选: any number of the named choices, none included; at most [`MAX_SEVERAL`].
    Several(Vec<String>),
}

/// Most choices of a 多选 question: the proof looks at every combination.
pub const MAX_SEVERAL: usize = 16;

/// How the answer to a 多选 question is written where nothing is chosen.
pub const NONE_CHOSEN: &str = "无";

/// A question of 情形.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Name, e.g. `经营面积`.
    pub name: String,
    /// The question in plain words; empty if none is given.
    pub text: String,
    /// Type of the answer.
    pub kind: AnswerKind,
    /// Asked only where this holds; speaks of earlier questions only (decision 0005).
    pub when: GuardIx,
    /// A parameter of the bundle: given by whoever runs it, not asked of the applicant. Otherwise a question like any
    /// other: promises are proved for each of its values.
    pub parameter: bool,
}

/// An answer to one question. Fixed at submission (rule F2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Answer {
    /// 是 or 否.
    YesNo(bool),
    /// Position in [`AnswerKind::Choice`].
    Choice(u32),
    /// In the base unit of the question's dimension.
    Quantity(Quantity),
    /// Not an answer: the question is not asked in this 情形. Every comparison on it does not hold.
    Unasked,
    /// A civil date.
    Date(Date),
    /// The chosen positions in [`AnswerKind::Several`], the first in the lowest bit.
    Several(u64),
}

impl Answer {
    /// Whether this choice of a 多选 question is among those answered.
    #[must_use]
    pub fn has(self, choice: u32) -> bool {
        matches!(self, Self::Several(chosen) if usize::try_from(choice).is_ok_and(|at| has(chosen, at)))
    }
}

/// Relation of a quantity, a date or a period to a threshold. 以上/以下 include it, 不满/超过 do not (民法典 1259).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Comparison {
    /// <
    Less,
    /// ≤
    AtMost,
    /// =
    Equal,
    /// ≠
    NotEqual,
    /// ≥
    AtLeast,
    /// >
    More,
}

/// A decidable condition on answers. Total: every guard has a value for every admissible set of answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Guard {
    /// Holds always.
    Always,
    /// The 是否 question is answered 是.
    Yes(QuestionIx),
    /// The answer is this choice.
    Is(QuestionIx, u32),
    /// The answered quantity stands in this relation to the threshold.
    Compare(QuestionIx, Comparison, Quantity),
    /// 非.
    Not(GuardIx),
    /// 且.
    All(Vec<GuardIx>),
    /// 或.
    Any(Vec<GuardIx>),
    /// The answered date stands in this relation to a date.
    On(QuestionIx, Comparison, Date),
    /// The time from the answered date to the day of submission stands in this relation to the period: that day is
    /// compared with the corresponding day ([`Period::after`]). 满 18 年 holds from the corresponding day on.
    Since(QuestionIx, Comparison, Period),
    /// The choice is among those answered to a 多选 question.
    Has(QuestionIx, u32),
}

impl Guard {
    /// The question that this condition itself looks at; none of those that join others.
    #[must_use]
    pub const fn question(&self) -> Option<QuestionIx> {
        match self {
            Self::Always | Self::Not(_) | Self::All(_) | Self::Any(_) => None,
            Self::Yes(q)
            | Self::Is(q, _)
            | Self::Compare(q, _, _)
            | Self::On(q, _, _)
            | Self::Since(q, _, _)
            | Self::Has(q, _) => Some(*q),
        }
    }

    /// The conditions that this one joins.
    #[must_use]
    pub fn parts(&self) -> &[GuardIx] {
        match self {
            Self::Not(inner) => std::slice::from_ref(inner),
            Self::All(many) | Self::Any(many) => many,
            _ => &[],
        }
    }
}

impl AnswerKind {
    /// Reads an answer as people write it: `是`, a choice, `420`, `420 ㎡`. None if it is not admissible.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<Answer> {
        let text = text.trim();
        let answer = match self {
            Self::YesNo => match text {
                "是" | "yes" | "true" => Answer::YesNo(true),
                "否" | "no" | "false" => Answer::YesNo(false),
                _ => return None,
            },
            Self::Choice(choices) => {
                let bare = text.strip_prefix('《').and_then(|t| t.strip_suffix('》')).unwrap_or(text);
                Answer::Choice(u32::try_from(choices.iter().position(|c| c == bare)?).ok()?)
            }
            Self::Quantity { dimension, .. } => Answer::Quantity(Quantity::parse(text, *dimension)?),
            Self::Date { .. } => Answer::Date(Date::parse(text).ok()?),
            Self::Several(choices) => Answer::Several(several(choices, text)?),
        };
        self.admits(answer).then_some(answer)
    }

    /// Reads names as an answer: any number of choices of a 多选 question, or one answer of another. None if it is not
    /// admissible.
    #[must_use]
    pub fn choose(&self, names: &[&str]) -> Option<Answer> {
        match (self, names) {
            (Self::Several(_), []) => Some(Answer::Several(0)),
            (Self::Several(choices), [NONE_CHOSEN]) => several(choices, NONE_CHOSEN).map(Answer::Several),
            (Self::Several(choices), names) => chosen(choices, names.iter().copied()).map(Answer::Several),
            (_, [one]) => self.parse(one),
            _ => None,
        }
        .filter(|answer| self.admits(*answer))
    }

    /// Whether an answer is of this type and within its bounds.
    #[must_use]
    pub fn admits(&self, answer: Answer) -> bool {
        match (self, answer) {
            (Self::YesNo, Answer::YesNo(_)) => true,
            (Self::Choice(choices), Answer::Choice(at)) => {
                usize::try_from(at).is_ok_and(|at| at < choices.len())
            }
            (Self::Quantity { min, max, .. }, Answer::Quantity(q)) => *min <= q && q <= *max,
            (Self::Date { min, max }, Answer::Date(date)) => *min <= date && date <= *max,
            (Self::Several(choices), Answer::Several(chosen)) => {
                chosen < 1_u64.checked_shl(u32::try_from(choices.len()).unwrap_or(0)).unwrap_or(0)
            }
            _ => false,
        }
    }

    /// An answer in words: `是`, the choice, `420 ㎡`.
    #[must_use]
    pub fn in_words(&self, answer: Answer) -> String {
        match (self, answer) {
            (_, Answer::YesNo(true)) => "是".to_owned(),
            (_, Answer::YesNo(false)) => "否".to_owned(),
            (Self::Choice(choices), Answer::Choice(at)) => {
                usize::try_from(at).ok().and_then(|at| choices.get(at)).cloned().unwrap_or_default()
            }
            (Self::Quantity { dimension, .. }, Answer::Quantity(q)) => q.in_words(*dimension),
            (_, Answer::Choice(at)) => at.to_string(),
            (_, Answer::Quantity(q)) => q.decimal(),
            (_, Answer::Unasked) => "不问".to_owned(),
            (_, Answer::Date(date)) => date.to_string(),
            (_, Answer::Several(0)) => NONE_CHOSEN.to_owned(),
            (Self::Several(choices), Answer::Several(chosen)) => {
                let named = choices.iter().enumerate().filter(|(at, _)| has(chosen, *at));
                named.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("、")
            }
            (_, Answer::Several(chosen)) => chosen.to_string(),
        }
    }

    /// What may be answered, in words, for messages: `是/否`, `个体工商户/企业`, `面积（㎡），0 到 9 ㎡`.
    #[must_use]
    pub fn admissible_in_words(&self) -> String {
        match self {
            Self::YesNo => "是/否".to_owned(),
            Self::Choice(choices) => choices.join("/"),
            Self::Quantity { dimension, min, max } if *max == Quantity::MAX => {
                format!("≥ {}", min.in_words(*dimension))
            }
            Self::Quantity { dimension, min, max } => {
                format!("{} – {}", min.in_words(*dimension), max.in_words(*dimension))
            }
            Self::Date { min, max } => format!("{min} – {max}"),
            Self::Several(choices) => format!("{}/{NONE_CHOSEN}", choices.join("、")),
        }
    }
}

/// Whether a position is among the chosen ones.
fn has(chosen: u64, at: usize) -> bool {
    u32::try_from(at).ok().and_then(|at| chosen.checked_shr(at)).is_some_and(|bits| bits & 1 == 1)
}

/// Names separated by `、` or `,`, or 无, as bits.
fn several(choices: &[String], text: &str) -> Option<u64> {
    if text == NONE_CHOSEN && choices.iter().all(|choice| choice != NONE_CHOSEN) {
        return Some(0);
    }
    chosen(choices, text.split(['、', '，', ',']))
}

/// Names as bits; none if one of them is no choice.
fn chosen<'a>(choices: &[String], names: impl IntoIterator<Item = &'a str>) -> Option<u64> {
    let mut chosen = 0_u64;
    for name in names {
        let name = name.trim();
        let bare = name.strip_prefix('《').and_then(|t| t.strip_suffix('》')).unwrap_or(name);
        let at = u32::try_from(choices.iter().position(|choice| choice == bare)?).ok()?;
        chosen |= 1_u64.checked_shl(at)?;
    }
    Some(chosen)
}

impl Comparison {
    /// Whether `left` stands in this relation to `right`.
    #[must_use]
    pub fn holds<T: Ord>(self, left: T, right: T) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}

/// The value of every guard of an arena for one set of answers handed in on a day (local date of the submission, by
/// which periods are counted: rule F2). A dangling reference counts as “does not hold”; a checked plan has none.
#[must_use]
pub fn evaluate(guards: &[Guard], answers: &[Answer], submitted: Date) -> Vec<bool> {
    let mut values: Vec<bool> = Vec::with_capacity(guards.len());
    evaluate_into(guards, answers, submitted, &mut values);
    values
}

/// As [`evaluate`], with memory that has been used before.
pub(crate) fn evaluate_into(guards: &[Guard], answers: &[Answer], submitted: Date, values: &mut Vec<bool>) {
    values.clear();
    for guard in guards {
        let value_of = |at: &GuardIx| values.get(at.index()).copied().unwrap_or(false);
        let answer = |q: &QuestionIx| answers.get(q.index()).copied();
        let value = match guard {
            Guard::Always => true,
            Guard::Yes(q) => answer(q) == Some(Answer::YesNo(true)),
            Guard::Is(q, choice) => answer(q) == Some(Answer::Choice(*choice)),
            Guard::Compare(q, relation, threshold) => {
                matches!(answer(q), Some(Answer::Quantity(v)) if relation.holds(v, *threshold))
            }
            Guard::Not(inner) => !value_of(inner),
            Guard::All(all) => all.iter().all(value_of),
            Guard::Any(any) => any.iter().any(value_of),
            Guard::On(q, relation, date) => {
                matches!(answer(q), Some(Answer::Date(given)) if relation.holds(given, *date))
            }
            Guard::Since(q, relation, period) => {
                matches!(answer(q), Some(Answer::Date(from)) if relation.holds(submitted, period.after(from)))
            }
            Guard::Has(q, choice) => matches!(answer(q), Some(Answer::Several(chosen))
                if usize::try_from(*choice).is_ok_and(|at| has(chosen, at))),
        };
        values.push(value);
    }
}
