//! Questions (情形), answers and the decidable conditions on them.

use super::{Dimension, GuardIx, Quantity, QuestionIx};
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
}

/// A question of 情形.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Name, e.g. `经营面积`.
    pub name: String,
    /// The question in plain words; empty if none is given.
    pub text: String,
    /// Type of the answer.
    pub kind: AnswerKind,
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
}

/// Relation of a quantity to a threshold. 以上/以下 include it, 不满/超过 do not (民法典 1259).
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
}
