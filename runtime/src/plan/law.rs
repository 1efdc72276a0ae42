//! Limits, what silence means, and the jurisdiction profile.

use super::{Anchor, Extension, ProcedureIx, ScopeIx};
use crate::time::Span;
use serde::{Deserialize, Serialize};

/// Which duty a limit expresses. The order is part of rule D3 (ties are broken by limit kind).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LimitKind {
    /// 受理时限: from receipt until the authority accepts or asks for correction (行政许可法 32).
    Intake,
    /// 法定时限 of an item (行政许可法 42).
    Statutory,
    /// 承诺时限 of an item.
    Promised,
    /// 时限 of a joint action.
    Joint,
    /// 时限 of a step inside an item.
    Step,
    /// 时限 of a stage.
    Stage,
    /// 容缺补交: the applicant's limit (rule M4).
    Tolerance,
    /// 送达时限 (行政许可法 44).
    Delivery,
    /// 承诺时限 of the whole bundle (rule S3).
    Bundle,
}

/// What happens when a limit runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Silence {
    /// Nothing but the levels: the duty stays, the delay shows.
    Late,
    /// 逾期不告知的，自收到申请材料之日起即为受理 (行政许可法 32): acceptance anchored at receipt.
    DeemedAccepted,
    /// The applicant failed to hand in a missing material: the profile's [`super::OverdueOutcome`].
    Overdue,
}

/// When the levels of a limit rise (rule T9). 红牌 is always “overdue”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// 预警: units left; none = no such level. Applies only where the budget is larger.
    pub notice_left: Option<u32>,
    /// 黄牌: units left; none = no such level. Applies only where the budget is larger.
    pub yellow_left: Option<u32>,
}

/// From where to where a limit runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitSpan {
    /// It begins to run at this moment; day 0 by rule T2 or T3.
    pub from: Anchor,
    /// It is met if this moment comes no later than the due instant.
    pub until: Anchor,
}

/// A time limit: what, from when, until when, how long, and what its silence means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The scope it limits.
    pub scope: ScopeIx,
    /// Which duty.
    pub kind: LimitKind,
    /// Anchors.
    pub span: LimitSpan,
    /// Budget, day kind and roll rule.
    pub budget: Span,
    /// What running out means.
    pub silence: Silence,
    /// Warning levels.
    pub thresholds: Thresholds,
    /// 依据, as written; empty if none.
    pub basis: String,
    /// 不计: the 特别程序 whose days this limit of a stage or of the bundle does not count (rule T5). Limits of items
    /// name none: theirs stand still whenever a procedure of the item stops the clock.
    pub excludes: Vec<ProcedureIx>,
    /// 延期 that is possible.
    pub extension: Option<Extension>,
}

/// What a refused item does (rule F3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OnRefusal {
    /// 独立: only what depends on its product is cancelled. The default.
    Independent,
    /// 一票否决: the case ends.
    Veto,
}

/// 辖区规则: how intake, correction and tolerance work there. The default is 行政许可法.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Name, e.g. `行政许可法`.
    pub name: String,
    /// The authority may ask for correction once, within this many working days (行政许可法 32: 5).
    pub ask_days: u32,
    /// What an overdue missing material means for the items that need it (rule M4).
    pub tolerance_overdue: super::OverdueOutcome,
}
