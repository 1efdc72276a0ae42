//! The state of one case: small, flat, canonical bytes. Opaque to hosts, readable through accessors.

use super::index::Index;
use super::stop::StopRecord;
use crate::plan::{Answer, LimitIx, NodeIx, ScopeIx};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Where the case as a whole stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CaseStatus {
    /// Nothing received yet.
    Draft,
    /// 收件: received, not yet accepted.
    Received,
    /// 受理: accepted, being worked on.
    Accepted,
    /// 办结: the last decision is there; delivery may be open.
    Decided,
    /// 送达: delivered; nothing is left to do.
    Delivered,
    /// 不予受理.
    Rejected,
    /// 不予: ended by the refusal of a veto item (一票否决).
    Refused,
    /// 撤回 by the applicant.
    Withdrawn,
    /// 终止 by the authority.
    Terminated,
    /// 不受理: nothing of it needs a decision.
    NotRequired,
}

impl CaseStatus {
    /// No event but time, and what follows a case (好差评), is accepted any more.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Draft | Self::Received | Self::Accepted | Self::Decided)
    }
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Phase {
    /// Its predecessors have not all ended.
    Waiting,
    /// 容缺: handed in before it was owed; ends the moment it starts.
    Early,
    /// Being worked on.
    Running,
    /// 待补正: its acceptance is undone until the applicant's last paper arrives.
    Correcting,
    /// Ended well.
    Done,
    /// Ended by refusal.
    Refused,
    /// Will not happen: cancelled, withdrawn, revoked.
    Cancelled,
    /// Does not apply in this 情形.
    Skipped,
    /// 不合格: ended, and 整改 follows, or nothing any more.
    Failed,
}

impl Phase {
    /// Ended, well or not, as far as successors are concerned.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Refused | Self::Cancelled | Self::Failed)
    }
}

/// State of one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeState {
    /// Where it stands.
    pub phase: Phase,
    /// Start predecessors that apply.
    pub(crate) applying: u32,
    /// Of these, ended (refused ones count).
    pub(crate) ended: u32,
    /// Of these, cancelled.
    pub(crate) gone: u32,
    /// When it started.
    pub start: Option<Instant>,
    /// When it ended.
    pub end: Option<Instant>,
}

impl NodeState {
    /// Of a node to which nothing has happened.
    pub(super) const WAITING: Self =
        Self { phase: Phase::Waiting, applying: 0, ended: 0, gone: 0, start: None, end: None };
}

/// What became of an item, a joint action or the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ScopeOutcome {
    /// Not decided yet.
    Open,
    /// 准予 / held / 办结.
    Granted,
    /// 不予.
    Refused,
    /// Cancelled because what it needs was refused, or with the case.
    Cancelled,
    /// 撤销受理: a missing material did not arrive (rule M4).
    Revoked,
    /// 视为撤回.
    Withdrawn,
    /// Does not apply in this 情形.
    Skipped,
    /// 取消 as written: enough other branches have ended, or a milestone has been reached (其余 取消, 里程碑 … 取消).
    /// The case is none the less whole without it.
    Dropped,
    /// 撤销: it was granted, and the decision was taken back.
    Rescinded,
    /// 撤回 by the applicant, before it was decided.
    TakenBack,
    /// 不予受理 of this item.
    Declined,
    /// 不受理: it needs no decision.
    NotRequired,
}

/// State of one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeState {
    /// What became of it.
    pub outcome: ScopeOutcome,
    /// A correction has been asked; a second one is refused (行政许可法 32).
    pub asked: bool,
}

/// 预警等级 (rule T9). Levels only rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// 正常
    Normal,
    /// 预警
    Notice,
    /// 黄牌
    Yellow,
    /// 红牌
    Red,
}

impl Level {
    /// In words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Normal => "正常",
            Self::Notice => "预警",
            Self::Yellow => "黄牌",
            Self::Red => "红牌",
        }
    }
}

/// Where a limit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LimitPhase {
    /// Not begun.
    Closed,
    /// Running.
    Open,
    /// Ended in time.
    Met,
    /// Ended late.
    Late,
    /// Ran out, and silence took effect.
    Expired,
    /// No longer of consequence: the case or the item ended otherwise.
    Void,
}

/// One record of the limits ledger (rule T9): what, from when, until when; stops are in [`State::stops`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitState {
    /// Where it stands.
    pub phase: LimitPhase,
    /// Level reached; only rises.
    pub level: Level,
    /// When it began to run.
    pub from: Option<Instant>,
    /// Due instant, moved by stops and an extension.
    pub due: Option<Instant>,
    /// 延期: units added to its budget; 0 if it has not been extended (rule T6).
    pub extended: u32,
    /// The next instant after which something happens by itself; none while a stop lasts.
    pub(crate) alarm: Option<Instant>,
}

/// The state of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Content hash of the plan it runs on (rule D4).
    pub(crate) plan: [u8; 32],
    /// Where the case stands.
    pub status: CaseStatus,
    /// Time of the last event; never goes back.
    pub now: Option<Instant>,
    /// Number of accepted events.
    pub sequence: u64,
    /// Head of the event chain (rule D5).
    pub head: [u8; 32],
    /// Answers, fixed at submission (rule F2).
    pub answers: Vec<Answer>,
    pub(crate) nodes: Vec<NodeState>,
    pub(crate) scopes: Vec<ScopeState>,
    pub(crate) limits: Vec<LimitState>,
    /// Corrections, procedures and suspensions, in the order in which they were asked or began.
    pub stops: Vec<StopRecord>,
    /// Who said what, who signs, who works.
    pub hands: super::Hands,
    /// 好差评: at most one row for the case and for each item.
    pub ratings: Vec<super::Rating>,
    /// Papers (文书) of the case so far: the number of the last one.
    pub papers: u32,
    /// Worked out from the rest; says nothing of its own.
    #[serde(skip)]
    pub(super) index: Index,
}

/// First byte of the encoded state.
pub(super) const STATE_VERSION: u8 = 4;

impl State {
    /// State of a node; `Skipped` if the plan has no such node.
    #[must_use]
    pub fn node(&self, at: NodeIx) -> NodeState {
        const NONE: NodeState = NodeState { phase: Phase::Skipped, ..NodeState::WAITING };
        self.nodes.get(at.index()).copied().unwrap_or(NONE)
    }

    /// State of a scope; `Skipped` if the plan has no such scope.
    #[must_use]
    pub fn scope(&self, at: ScopeIx) -> ScopeState {
        const NONE: ScopeState = ScopeState { outcome: ScopeOutcome::Skipped, asked: false };
        self.scopes.get(at.index()).copied().unwrap_or(NONE)
    }

    /// State of a limit; `Closed` if the plan has no such limit.
    #[must_use]
    pub fn limit(&self, at: LimitIx) -> LimitState {
        const NONE: LimitState = LimitState {
            phase: LimitPhase::Closed,
            level: Level::Normal,
            from: None,
            due: None,
            extended: 0,
            alarm: None,
        };
        self.limits.get(at.index()).copied().unwrap_or(NONE)
    }

    /// The next instant after which something happens by itself; none if nothing will.
    #[must_use]
    pub fn next_alarm(&self) -> Option<Instant> {
        if self.index.known {
            let watched = (self.index.stops.watch < Instant::MAX).then_some(self.index.stops.watch);
            return self.index.alarms.first(&self.limits).into_iter().chain(watched).min();
        }
        let open = self.limits.iter().filter(|l| l.phase == LimitPhase::Open).filter_map(|l| l.alarm);
        let watched = self.stops.iter().filter_map(|stop| stop.watch?.alarm);
        open.chain(watched).min()
    }

    /// Content hash of the plan the case runs on.
    #[must_use]
    pub const fn plan_hash(&self) -> &[u8; 32] {
        &self.plan
    }

    /// Canonical bytes: one version byte, then postcard.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![STATE_VERSION];
        bytes.extend(postcard::to_allocvec(self).unwrap_or_default());
        bytes
    }

    /// SHA-256 of the canonical bytes: equal states, equal hashes, on every host (rule D1).
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.to_bytes()).into()
    }
}
