//! What a step did, for the host: notices to send, deadlines to show.

use super::Level;
use crate::plan::{Ground, LimitIx, MaterialIx, NodeIx, ProcedureIx, ScopeIx, Silence, Whose};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CaseOutcome {
    /// 办结: every item that applies was granted.
    Granted,
    /// 部分办结: some items were granted.
    Partly,
    /// 不予: none was.
    Refused,
    /// 不予受理.
    Rejected,
    /// 撤回.
    Withdrawn,
    /// 终止.
    Terminated,
    /// 撤销: nothing that was granted stands any more.
    Rescinded,
    /// 不受理: nothing of it needs a decision.
    NotRequired,
}

impl CaseOutcome {
    /// In words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Granted => "办结",
            Self::Partly => "部分办结",
            Self::Refused => "不予",
            Self::Rejected => "不予受理",
            Self::Withdrawn => "撤回",
            Self::Terminated => "终止",
            Self::Rescinded => "撤销",
            Self::NotRequired => "不受理",
        }
    }
}

/// One effect, in the order in which effects happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// When it takes effect; may be earlier than the event that brought it to light (silence, rule T8).
    pub at: Instant,
    /// What it is.
    pub kind: EffectKind,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EffectKind {
    /// 收件.
    Received,
    /// 受理 of the case; `deemed` if by the silence of the authority.
    Accepted {
        /// By silence.
        deemed: bool,
    },
    /// A node began.
    Started(NodeIx),
    /// A node ended well.
    Ended(NodeIx),
    /// A joint action, a step or a 复核 ended 不合格.
    Failed(NodeIx),
    /// An item was refused.
    Refused(ScopeIx),
    /// An item will not be decided: what it needs was refused, or the case ended.
    Cancelled(ScopeIx),
    /// 撤销受理 of an item: a missing material did not arrive.
    Revoked(ScopeIx),
    /// A correction was asked.
    CorrectionAsked(ScopeIx),
    /// The last paper asked for arrived.
    Corrected(ScopeIx),
    /// A material accepted as missing arrived.
    Supplied(MaterialIx),
    /// A limit began to run.
    LimitOpened {
        /// Which.
        limit: LimitIx,
        /// Due instant.
        due: Instant,
    },
    /// A limit moved because of a stop.
    LimitMoved {
        /// Which.
        limit: LimitIx,
        /// New due instant.
        due: Instant,
    },
    /// A level rose.
    LevelRaised {
        /// Which limit.
        limit: LimitIx,
        /// To which level.
        level: Level,
    },
    /// A 特别程序 began in an item.
    ProcedureBegun {
        /// Which.
        procedure: ProcedureIx,
        /// In which item.
        scope: ScopeIx,
    },
    /// A 特别程序 of an item ended.
    ProcedureEnded {
        /// Which.
        procedure: ProcedureIx,
        /// In which item.
        scope: ScopeIx,
    },
    /// The level of a 特别程序 that an event began rose.
    ProcedureLevel {
        /// Which.
        procedure: ProcedureIx,
        /// In which item.
        scope: ScopeIx,
        /// To which level.
        level: Level,
    },
    /// 中止 of an item or of the case.
    Suspended(ScopeIx),
    /// 恢复 of an item or of the case.
    Resumed(ScopeIx),
    /// A limit was extended.
    LimitExtended {
        /// Which.
        limit: LimitIx,
        /// Units added.
        by: u32,
    },
    /// A limit ran out, and its silence took effect: 视为同意, 视为无意见, 视为撤回 …
    Deemed {
        /// Which limit.
        limit: LimitIx,
        /// Whom it befalls: the case, an item, a step, a joint action.
        scope: ScopeIx,
        /// Whose silence it was.
        whose: Whose,
        /// What it means.
        means: Silence,
        /// On what that rests.
        ground: Ground,
    },
    /// The case ended.
    CaseEnded(CaseOutcome),
    /// Somebody attended, was absent, consented or dissented.
    Said {
        /// The joint action or the step.
        node: NodeIx,
        /// Who.
        who: crate::plan::Voice,
        /// What.
        what: super::Says,
    },
    /// Work was given to somebody else.
    Reassigned(NodeIx),
    /// A signer was added or removed.
    SignersChanged(NodeIx),
    /// Work went back to this node, which runs anew.
    SentBack(NodeIx),
    /// Work is urged.
    Urged(NodeIx),
    /// Somebody is told about this work.
    Informed(NodeIx),
    /// 评价 of an item or of the case.
    Rated {
        /// Which.
        scope: ScopeIx,
        /// 满意度.
        score: super::Score,
    },
    /// 回访 after a bad rating.
    CalledBack(ScopeIx),
    /// 整改完成 after a bad rating.
    Remedied(ScopeIx),
    /// A rating was taken out of the figures.
    RatingExcluded(ScopeIx),
    /// 文书: a paper was issued. It follows the effect that it speaks of.
    Issued(super::Paper),
    /// A 特别程序 that stops the clock began, and the applicant was not told in writing (行政许可法 45).
    NotTold {
        /// Which.
        procedure: ProcedureIx,
        /// In which item.
        scope: ScopeIx,
    },
    /// 撤销: the decision on an item was taken back, and with it what it produced.
    Rescinded(ScopeIx),
    /// An item was granted on what a rescinded one had produced: whoever decided it is told.
    GroundLost(ScopeIx),
    /// An item was withdrawn: by the applicant, or by his silence.
    Withdrawn(ScopeIx),
    /// 版本升级: the case is on another plan. What follows speaks of that one.
    Migrated,
    /// 集体讨论 of this step or decision.
    Discussed(NodeIx),
    /// 不予受理 of an item.
    Declined(ScopeIx),
    /// 不受理 of an item, or of the case.
    NotRequired(ScopeIx),
    /// 当场更正 of an item, or of the case.
    CorrectedOnSpot(ScopeIx),
    /// 转报: this step has sent the item to the higher authority.
    Forwarded(NodeIx),
    /// 收回: this work is with whoever gave it on.
    Recalled(NodeIx),
}
