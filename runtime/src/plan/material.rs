//! Materials, departments and obligations.

use super::{GuardIx, LimitIx, MaterialIx, NodeIx, Office};
use crate::time::Span;
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
    /// 印章: what the seal on its notices and decisions says; empty = its name and 行政审批专用章.
    pub seal: String,
    /// 证照章: what the seal on its certificates says; empty = its name and the number of the certificate.
    pub certificate_seal: String,
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
    /// 共享 …，否则 申请人: fetched from a catalogue if it is there (named), else brought; counts as burden, because
    /// nobody can promise that it is there.
    SharedOrApplicant(String),
}

impl MaterialSource {
    /// Whether the applicant brings it.
    #[must_use]
    pub const fn is_brought(&self) -> bool {
        matches!(self, Self::Applicant | Self::Commitment | Self::SharedOrApplicant(_))
    }
}

/// In which form a material is handed in (GB/T 39046: 原件份数, 复印件份数; Fujian: 原件(收), 原件(验), 复印件, 电子文档).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Medium {
    /// 原件: an original that stays in the file.
    Original,
    /// 原件核验: an original that is looked at and handed back.
    OriginalSeen,
    /// 复印件.
    Photocopy,
    /// 电子: an electronic file.
    Electronic,
}

impl Medium {
    /// The word a bundle writes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Original => "原件",
            Self::OriginalSeen => "原件核验",
            Self::Photocopy => "复印件",
            Self::Electronic => "电子",
        }
    }
}

/// So many copies in one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MediumCopies {
    /// The form.
    pub medium: Medium,
    /// 份数 in that form.
    pub copies: u32,
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
    /// 形式, each form once; empty if not stated.
    pub media: Vec<MediumCopies>,
    /// 有效期: how long it is valid after its issue; the last day is the corresponding day (民法典 202), never moved
    /// to a working day. None if not stated.
    pub validity: Option<Span>,
    /// 出具单位; empty if not stated.
    pub issuer: String,
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
