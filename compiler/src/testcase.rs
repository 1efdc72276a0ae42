//! 测试 blocks in resolved form: what the simulator plays and what it compares. Tests travel beside the plan, not in
//! it, so that a test does not change the plan's hash.

use crate::names::{FileId, Span};
use lianban_runtime::case::{Actor, EventKind};
use lianban_runtime::plan::{Answer, LimitKind, MaterialIx, Metric, ScopeIx};
use lianban_runtime::time::{Date, Instant};

/// A 测试 block: one case, played with given events, and what must come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCase {
    /// Title as written, without marks.
    pub name: String,
    /// 令: one answer per question of the plan, in its order.
    pub answers: Vec<Answer>,
    /// Dated lines in order of time; the first is [`EventKind::Submit`] with the answers above.
    pub events: Vec<TestEvent>,
    /// 不补交: materials that the applicant never hands in.
    pub never_supplied: Vec<MaterialIx>,
    /// 不答复: items, joint actions, steps (and 0 for the intake) that nobody ends.
    pub never_answered: Vec<ScopeIx>,
    /// 期望, in written order.
    pub expectations: Vec<Expectation>,
    /// The file it stands in.
    pub file: FileId,
    /// The whole block.
    pub span: Span,
}

/// A dated line of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestEvent {
    /// When. A line without a time stands at closing time of its date (decision 0001, 3).
    pub at: Instant,
    /// The time was not written: the line comes after everything that falls due at that instant.
    pub at_closing: bool,
    /// 由: who acts; empty for the system.
    pub actor: Actor,
    /// What happens.
    pub kind: EventKind,
    /// The whole line.
    pub span: Span,
}

/// One clause of 期望.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// What must hold.
    pub what: Expected,
    /// The clause.
    pub span: Span,
}

/// What a test expects. Dates are local dates of the plan's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `办结 = DATE` of the case (scope 0), an item or a joint action.
    Finish {
        /// Which scope.
        scope: ScopeIx,
        /// The date its exit node ends.
        date: Date,
    },
    /// `时限 到 DATE`: the due date of the scope's promised (or only) limit, stops included.
    Due {
        /// Which scope.
        scope: ScopeIx,
        /// The date.
        date: Date,
    },
    /// `回访 时限 到 DATE`, `整改 时限 到 DATE`: the due date of what a bad rating of the scope asks of the authority.
    DutyDue {
        /// The case (scope 0) or an item.
        scope: ScopeIx,
        /// [`LimitKind::CallBack`] or [`LimitKind::Remedy`].
        kind: LimitKind,
        /// The date.
        date: Date,
    },
    /// `材料 = 7 份`, `跑动 = 1 次`, `踏勘 = 1 次`.
    Figure {
        /// Which figure; never [`Metric::Time`].
        metric: Metric,
        /// Its exact value.
        value: u32,
    },
    /// `结果 = 办结` of the case (scope 0) or an item.
    Outcome {
        /// Which scope.
        scope: ScopeIx,
        /// The outcome.
        outcome: Outcome,
    },
}

/// How a case or an item ends, in the words of 结果.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// 办结: all granted.
    Finished,
    /// 部分办结: ended, some items not granted.
    PartlyFinished,
    /// 不予.
    Refused,
    /// 不予受理.
    Rejected,
    /// 撤回.
    Withdrawn,
    /// 终止.
    Terminated,
    /// 取消: a predecessor's product never came (rule F3).
    Cancelled,
    /// 撤销受理: a material accepted as missing never came (rule M4).
    AcceptanceRevoked,
    /// 视为撤回: the applicant did not answer in time.
    DeemedWithdrawn,
    /// 不适用 in this 情形.
    NotApplicable,
    /// 撤销: granted, and the decision was taken back.
    Rescinded,
    /// 不受理: it needs no decision.
    NotRequired,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 12] = [
        Self::Finished,
        Self::PartlyFinished,
        Self::Refused,
        Self::Rejected,
        Self::Withdrawn,
        Self::Terminated,
        Self::Cancelled,
        Self::AcceptanceRevoked,
        Self::DeemedWithdrawn,
        Self::NotApplicable,
        Self::Rescinded,
        Self::NotRequired,
    ];

    /// The word of 结果, as timelines print it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Finished => "办结",
            Self::PartlyFinished => "部分办结",
            Self::Refused => "不予",
            Self::Rejected => "不予受理",
            Self::Withdrawn => "撤回",
            Self::Terminated => "终止",
            Self::Cancelled => "取消",
            Self::AcceptanceRevoked => "撤销受理",
            Self::DeemedWithdrawn => "视为撤回",
            Self::NotApplicable => "不适用",
            Self::Rescinded => "撤销",
            Self::NotRequired => "不受理",
        }
    }

    /// Whether the outcome is one of a whole case.
    #[must_use]
    pub const fn of_case(self) -> bool {
        !matches!(
            self,
            Self::Cancelled | Self::AcceptanceRevoked | Self::DeemedWithdrawn | Self::NotApplicable
        )
    }

    /// Whether the outcome is one of an item.
    #[must_use]
    pub const fn of_item(self) -> bool {
        !matches!(self, Self::PartlyFinished | Self::Terminated)
    }
}
