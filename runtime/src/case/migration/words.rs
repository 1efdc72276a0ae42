//! Obstacles and what needs consent, in words.

use super::{Obstacle, Worse, WorseKind};
use crate::time::Instant;

/// An instant as people read it, at an offset in minutes.
fn moment(at: Instant, offset: i32) -> String {
    at.format(offset).get(..16).unwrap_or_default().replace('T', " ")
}

impl Obstacle {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherBundle { .. } => "other-bundle",
            Self::NoAnswer(_) => "no-answer",
            Self::BadAnswer(_) => "bad-answer",
            Self::RunningGone(_) => "running-gone",
            Self::DecidedGone(_) => "decided-gone",
            Self::NoLongerApplies(_) => "no-longer-applies",
            Self::Before { .. } => "before",
            Self::StopGone { .. } => "stop-gone",
            Self::OwedGone(_) => "owed-gone",
            Self::VoiceGone { .. } => "voice-gone",
            Self::RatedGone(_) => "rated-gone",
            Self::AlreadyOver { .. } => "already-over",
            Self::JoinCannotStart(_) => "join-cannot-start",
            Self::Calendar(_) => "calendar",
            Self::Unsound(_) => "unsound",
        }
    }

    /// Every [`Self::code`] and what it means, Chinese.
    pub const CODES: &'static [(&'static str, &'static str)] = &[
        ("other-bundle", "新方案是另一件事"),
        ("no-answer", "新方案要问的，这件没有回答"),
        ("bad-answer", "这件的回答不合新方案的要求"),
        ("running-gone", "正在办的，新方案里没有"),
        ("decided-gone", "已经决定的事项，新方案里没有"),
        ("no-longer-applies", "已经开始的，按新方案的条件不适用"),
        ("before", "新方案把没有办的排在已经开始的前面"),
        ("stop-gone", "还起作用的补正、中止、特别程序，新方案里没有"),
        ("owed-gone", "容缺的材料还没有补交，新方案要它而不许容缺"),
        ("voice-gone", "在办的环节里表过态、要签字或者承办的，新方案里没有"),
        ("rated-gone", "评价过的事项，新方案里没有"),
        ("already-over", "按新方案已经期满，逾期的后果会立即发生"),
        ("join-cannot-start", "按新方案适用的前序不足，永远不能开始"),
        ("calendar", "新方案的日历也没有所需的日期"),
        ("unsound", "换过去的状态不合新方案"),
    ];

    /// In words, Chinese and English; instants at an offset in minutes east of UTC.
    #[must_use]
    pub fn in_words(&self, offset: i32) -> (String, String) {
        match self {
            Self::OtherBundle { from, to } => (
                format!("新方案是另一件事：{to}，不是{from}"),
                format!("the new plan is of {to}, not of {from}"),
            ),
            Self::NoAnswer(name) => (
                format!("新方案要问“{name}”，这件没有回答"),
                format!("no answer to “{name}”, which the new plan asks"),
            ),
            Self::BadAnswer(name) => (
                format!("“{name}”的回答不合新方案的要求"),
                format!("the answer to “{name}” is none that the new plan admits"),
            ),
            Self::RunningGone(name) => (
                format!("“{name}”正在办，新方案里没有"),
                format!("“{name}” is being worked on and not in the new plan"),
            ),
            Self::DecidedGone(name) => (
                format!("“{name}”已经决定，新方案里没有"),
                format!("“{name}” has been decided and is not in the new plan"),
            ),
            Self::NoLongerApplies(name) => (
                format!("“{name}”已经开始，按新方案的条件不适用"),
                format!("“{name}” has begun and does not apply by the new plan"),
            ),
            Self::Before { open, begun } => (
                format!("新方案把“{open}”排在“{begun}”前面，而“{begun}”已经开始"),
                format!("the new plan puts “{open}” before “{begun}”, which has begun"),
            ),
            Self::StopGone { what, scope } => (
                format!("“{scope}”的{what}还起作用，新方案里没有"),
                format!("{what} of “{scope}” still counts and is not in the new plan"),
            ),
            Self::OwedGone(name) => (
                format!("《{name}》还没有补交，新方案要它而不许容缺"),
                format!("《{name}》 is owed, and the new plan does not let it be missing"),
            ),
            Self::VoiceGone { node, who } => (
                format!("“{node}”在办，新方案里没有{who}"),
                format!("“{node}”: {who} is not in the new plan"),
            ),
            Self::RatedGone(name) => (
                format!("“{name}”评价过，新方案里没有"),
                format!("“{name}” was rated and is not in the new plan"),
            ),
            Self::AlreadyOver { limit, due } => (
                format!("{limit}按新方案 {} 已经期满，后果会立即发生", moment(*due, offset)),
                format!("{limit} would have run out at {}, and mean something", moment(*due, offset)),
            ),
            Self::JoinCannotStart(name) => (
                format!("按新方案“{name}”的前序不足，永远不能开始"),
                format!("by the new plan too few predecessors of “{name}” apply"),
            ),
            Self::Calendar(error) => (error.zh.clone(), error.en.clone()),
            Self::Unsound(why) => (
                format!("换过去的状态不合新方案：{why}"),
                format!("the result would be no state of the new plan: {why}"),
            ),
        }
    }
}

impl WorseKind {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Gone => "gone",
            Self::Sooner => "sooner",
            Self::Silence => "silence",
        }
    }

    /// Every [`Self::code`] and what it means, Chinese.
    pub const CODES: &'static [(&'static str, &'static str)] = &[
        ("later", "答应申请人的日期推迟"),
        ("gone", "答应申请人的日期没有了"),
        ("sooner", "申请人自己的期限提前"),
        ("silence", "申请人逾期的后果变了"),
    ];
}

impl Worse {
    /// In words, Chinese and English; instants at an offset in minutes east of UTC.
    #[must_use]
    pub fn in_words(&self, offset: i32) -> (String, String) {
        let told = |at: Option<Instant>| at.map_or_else(|| "—".to_owned(), |at| moment(at, offset));
        let (limit, before, after) = (&self.limit, told(self.before), told(self.after));
        match self.kind {
            WorseKind::Later => (
                format!("{limit}从 {before} 推迟到 {after}"),
                format!("{limit}: {after} instead of {before}"),
            ),
            WorseKind::Gone => (
                format!("{limit}（{before}）新方案里没有了"),
                format!("{limit} ({before}) is not in the new plan"),
            ),
            WorseKind::Sooner => (
                format!("申请人的{limit}从 {before} 提前到 {after}"),
                format!("{limit}, the applicant's: {after} instead of {before}"),
            ),
            WorseKind::Silence => (
                format!("申请人的{limit}逾期的后果变了"),
                format!("{limit}, the applicant's: running out means something else"),
            ),
        }
    }
}
