//! Materials, departments and obligations.

use super::{GuardIx, LimitIx, MaterialIx, NodeIx, Office};
use serde::{Deserialize, Serialize};

/// 部门.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Full name.
    pub name: String,
    /// 简称; empty if none.
    pub short: String,
    /// 窗口: number of windows; 0 if not stated.
    pub windows: u32,
    /// 职责: front or back office.
    pub office: Office,
}

/// Where a material comes from (rule M1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MaterialSource {
    /// 申请人: the applicant brings it; counts as burden.
    Applicant,
    /// 共享: fetched from a shared catalogue (named); never counted.
    Shared(String),
    /// 前序产出: produced by an item of the bundle; never counted.
    Produced,
    /// 告知承诺: a written commitment replaces the proof; the commitment counts, the proof does not.
    Commitment,
}

impl MaterialSource {
    /// Whether the applicant brings it.
    #[must_use]
    pub const fn is_brought(&self) -> bool {
        matches!(self, Self::Applicant | Self::Commitment)
    }
}

/// 材料: who holds it, from when, until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// Name without 《》.
    pub name: String,
    /// Where it comes from.
    pub source: MaterialSource,
    /// 份数; does not multiply the burden.
    pub copies: u32,
    /// 当: needed only where this holds.
    pub guard: GuardIx,
    /// 任选: the materials of which any one will do; empty if this is no group. A group counts one (rule M1), and
    /// nothing beside one of them that is brought anyway.
    pub any_of: Vec<MaterialIx>,
}

/// What an overdue obligation means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OverdueOutcome {
    /// 撤销受理 of the item that needs it. The default.
    RevokeAcceptance,
    /// 不予.
    Refuse,
    /// 视为撤回.
    Withdraw,
}

/// Someone owes something by a date: the applicant owes a material accepted as missing (容缺, rule M4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// The material owed.
    pub material: MaterialIx,
    /// The node that waits for it; starts with the acceptance of the first item that needs it.
    pub node: NodeIx,
    /// The limit it is owed within.
    pub limit: LimitIx,
    /// The decisions it blocks; on overdue the outcome befalls their items.
    pub blocks: Vec<NodeIx>,
}
