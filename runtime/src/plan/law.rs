//! Limits and what silence means.

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
    /// `从 A 到 B`: between two moments that are written out.
    Between,
    /// 容缺补交: the applicant's limit (rule M4).
    Tolerance,
    /// 补正时限: the applicant's limit, from the day on which the correction is asked (rule T8). Its anchors only tell
    /// whose it is: it opens and ends with the correction, not with a node.
    Correction,
    /// 送达时限 (行政许可法 44).
    Delivery,
    /// 承诺时限 of the whole bundle (rule S3).
    Bundle,
    /// 转交时限: from the unified acceptance until the back office has the case.
    Handover,
    /// 后补时限: from 办结 of the case to the decision of an item that does not hold it up (decision 0007).
    Supplement,
    /// 整改时限: the applicant's.
    Rectify,
    /// 复核时限.
    Recheck,
    /// 回访时限: the authority calls back whoever gave a bad rating (好差评). Its anchors only tell whose it is: the
    /// rating opens it.
    CallBack,
    /// 差评的整改时限: until the authority has put right what was rated badly. Opened by the rating as well.
    Remedy,
}

impl LimitKind {
    /// An event opens it, not a moment of a node; its anchors only tell whose it is.
    #[must_use]
    pub const fn opens_by_event(self) -> bool {
        matches!(self, Self::Correction | Self::CallBack | Self::Remedy)
    }

    /// A duty that follows the case (好差评): no stop of the case holds it, and the end of the case does not end it.
    #[must_use]
    pub const fn follows_the_case(self) -> bool {
        matches!(self, Self::CallBack | Self::Remedy)
    }
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
    /// 视为同意: the authority's silence grants what was asked.
    Granted,
    /// 视为无意见: whoever was consulted has no objection.
    NoObjection,
    /// 视为准予延续 (行政许可法 50).
    Renewed,
    /// 缺席默认: who stayed away from a joint action agrees.
    Absent,
    /// 视为撤回: the applicant's silence withdraws the application.
    Withdrawn,
    /// 不予: the applicant's silence ends in a refusal.
    Refused,
    /// 撤销受理: the applicant's silence undoes the acceptance.
    Revoked,
    /// 撤销: what was found wrong behind a decision (告知承诺) has not been put right, so the decision is taken back.
    Rescinded,
}

impl Silence {
    /// The word that a bundle writes behind 逾期; none for what is not written.
    #[must_use]
    pub const fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Late | Self::Overdue => return None,
            Self::DeemedAccepted => "视为受理",
            Self::Granted => "视为同意",
            Self::NoObjection => "视为无意见",
            Self::Renewed => "视为准予延续",
            Self::Absent => "缺席默认",
            Self::Withdrawn => "视为撤回",
            Self::Refused => "不予",
            Self::Revoked => "撤销受理",
            Self::Rescinded => "撤销",
        })
    }

    /// Whether the silence is the authority's, and lets the case go on as if it had been answered well.
    #[must_use]
    pub const fn goes_on(self) -> bool {
        matches!(self, Self::Granted | Self::NoObjection | Self::Renewed | Self::Absent)
    }
}

/// When a level of a limit rises before its due instant. Applies only where the limit is longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Threshold {
    /// So much is left: in the limit's own unit, or in working days, days or hours before the due instant.
    Left(Span),
    /// This share of the limit is left, in percent (1 to 99). What is not a whole unit counts as one: rather early than
    /// late. Of a limit in months or years the share is taken of its calendar days.
    Share(u32),
}

/// When the levels of a limit rise (rule T9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// 预警; none = no such level.
    pub notice: Option<Threshold>,
    /// 黄牌; none = no such level.
    pub yellow: Option<Threshold>,
    /// 红牌: so long after the due instant; none = as soon as the limit is overdue.
    pub red_after: Option<Span>,
}

impl Thresholds {
    /// Shares lie between 1 and 99 percent.
    #[must_use]
    pub fn are_sane(&self) -> bool {
        let sane = |level: &Threshold| match level {
            Threshold::Left(_) => true,
            Threshold::Share(percent) => (1..=99).contains(percent),
        };
        self.notice.iter().chain(&self.yellow).all(sane)
    }

    /// Whether 预警 is seen, by the amounts alone, to come no later than 黄牌, and 黄牌 no later than the due instant.
    /// Levels in other units than the limit's (`1 日` before the end of 4 工作小时) may come in another order.
    #[must_use]
    pub fn are_in_order(&self, budget: Span) -> bool {
        let left = |level: Threshold| match level {
            Threshold::Left(left) if left.unit == budget.unit => Some((false, left.amount)),
            Threshold::Left(_) => None,
            Threshold::Share(percent) => Some((true, percent)),
        };
        match (self.notice.map(left), self.yellow.map(left)) {
            (None, None) => true,
            (Some(one), None) | (None, Some(one)) => one.is_some(),
            (Some(Some((as_share, notice))), Some(Some((also, yellow)))) => {
                as_share == also && notice >= yellow
            }
            _ => false,
        }
    }
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
