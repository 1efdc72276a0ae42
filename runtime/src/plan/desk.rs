//! Who acts: roles and what they may do, panels (several who have to speak before a node may end), and what may be
//! done with work besides ending it.

use super::{DepartmentIx, NodeIx, RoleIx, ScopeIx};
use serde::{Deserialize, Serialize};

/// Most seats of one panel, also after 加签.
pub const MAX_SEATS: usize = 100;

/// 职责 of a department.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Office {
    /// Not stated: it may do both.
    #[default]
    Any,
    /// 前台: receives and delivers, decides nothing.
    Front,
    /// 后台: works and decides, receives nothing from the applicant.
    Back,
}

/// 权限: what a role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Power {
    /// 受理: accept, decline, ask for correction, hand over to the back office.
    Accept,
    /// 办理: work on a step, hold a joint action, begin and end a 特别程序.
    Work,
    /// 决定: grant, refuse, suspend, terminate.
    Decide,
    /// 延期批准: approve that a limit is extended.
    Extend,
    /// 出具意见: attend, consent, dissent, sign.
    Opine,
    /// 出件: hand over the results.
    Deliver,
    /// 用章: put the seal of the department under a paper.
    Seal,
    /// What only the applicant does, or whoever receives from him, in his place. Not a word of 权限.
    Apply,
}

impl Power {
    /// The word of 权限.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "受理",
            Self::Work => "办理",
            Self::Decide => "决定",
            Self::Extend => "延期批准",
            Self::Opine => "出具意见",
            Self::Deliver => "出件",
            Self::Seal => "用章",
            Self::Apply => "代申请人办",
        }
    }

    /// In English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Work => "work on it",
            Self::Decide => "decide",
            Self::Extend => "approve the extension of",
            Self::Opine => "give opinions",
            Self::Deliver => "deliver",
            Self::Seal => "seal the papers of",
            Self::Apply => "act for the applicant in",
        }
    }
}

/// 角色: A角 and B角 stand in for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Name, e.g. `首席代表`.
    pub name: String,
    /// The departments that have it; empty = any.
    pub departments: Vec<DepartmentIx>,
    /// A角: a person; empty if not stated.
    pub first: String,
    /// B角: a person; empty if not stated.
    pub second: String,
    /// 权限; empty = not restricted.
    pub may: Vec<Power>,
}

impl Role {
    /// Whether the role has this power.
    #[must_use]
    pub fn has(&self, power: Power) -> bool {
        self.may.is_empty() || self.may.contains(&power)
    }

    /// Whether a person holds it: A角 and B角 alike; anybody where neither is stated.
    #[must_use]
    pub fn is_held_by(&self, person: &str) -> bool {
        let stated = !self.first.is_empty() || !self.second.is_empty();
        !stated || person == self.first || person == self.second
    }
}

/// Who has a seat: a department or a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Voice {
    /// A department.
    Department(DepartmentIx),
    /// A role.
    Role(RoleIx),
}

/// A seat of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Whose.
    pub who: Voice,
    /// Counts in every 情形. Otherwise only while an item of that department takes part in the joint action.
    pub always: bool,
}

/// How many of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Needed {
    /// 全部.
    All,
    /// 过半: more than half.
    Majority,
    /// 至少 k; of fewer than k, all.
    AtLeast(u32),
}

impl Needed {
    /// How many of `count`.
    #[must_use]
    pub fn of(self, count: u32) -> u32 {
        match self {
            Self::All => count,
            Self::Majority => count.checked_div(2).map_or(count, |half| half.saturating_add(1)).min(count),
            Self::AtLeast(k) => k.min(count),
        }
    }
}

/// Who gives an opinion at a joint action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Opinions {
    /// Nobody: the action is held, each item is decided by itself.
    None,
    /// 各自出具: everybody for itself.
    Each,
    /// 牵头出具: the lead, one opinion for all.
    Lead,
}

/// What a panel is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PanelKind {
    /// 到场 at a joint action: so many have to be there. The first seat is the lead's.
    Meeting {
        /// Whose opinion is needed before it ends.
        opinions: Opinions,
        /// 缺席 视为同意: who is absent counts as consenting, and the action ends by itself when its limit runs out.
        absent_consents: bool,
    },
    /// 会签, 或签, 票签 in a step: so many have to consent.
    Signing {
        /// 依次: one after the other, in the order of the seats.
        in_turn: bool,
    },
}

/// Several have to speak before a node may end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panel {
    /// The joint action or the step.
    pub node: NodeIx,
    /// Who.
    pub seats: Vec<Seat>,
    /// How many.
    pub needed: Needed,
    /// Of what kind.
    pub kind: PanelKind,
    /// 依据 of what absence means, as written; empty if none.
    pub basis: String,
}

/// 允许: what may be done with work besides ending it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Handling {
    /// 转办: somebody else does it instead.
    Transfer,
    /// 委派: somebody else may do it as well.
    Entrust,
    /// 加签: one more signer.
    AddSigner,
    /// 减签: one signer less.
    RemoveSigner,
    /// 退回: back to a step before.
    SendBack,
}

impl Handling {
    /// The word of 允许.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transfer => "转办",
            Self::Entrust => "委派",
            Self::AddSigner => "加签",
            Self::RemoveSigner => "减签",
            Self::SendBack => "退回",
        }
    }

    /// In English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Transfer => "reassign it",
            Self::Entrust => "entrust it",
            Self::AddSigner => "add a signer",
            Self::RemoveSigner => "remove a signer",
            Self::SendBack => "send it back",
        }
    }
}

/// What is allowed with a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// A step or a decision.
    pub node: NodeIx,
    /// What.
    pub what: Vec<Handling>,
}

/// What another organisation does in somebody's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Entrusted {
    /// 委托受理.
    Accept,
    /// 委托送达.
    Deliver,
}

/// 委托 (行政许可法 24): another department accepts or delivers in the place and in the name of the one that is
/// in charge, which stays responsible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mandate {
    /// Of what: an item, or the bundle.
    pub scope: ScopeIx,
    /// Who acts in its place.
    pub to: DepartmentIx,
    /// What.
    pub what: Entrusted,
}

/// Who acts in a bundle. Empty where the bundle says nothing about it: then nobody is asked who he is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// 角色.
    pub roles: Vec<Role>,
    /// 到场, 会签. At most one for each node.
    pub panels: Vec<Panel>,
    /// 允许. At most one row for each node.
    pub allowed: Vec<Allowed>,
    /// 委托受理, 委托送达. Sorted, each once.
    pub mandates: Vec<Mandate>,
    /// 集体讨论: steps and decisions that are discussed before anybody signs or decides. Sorted, each once.
    pub discussed: Vec<NodeIx>,
    /// 转报: steps of a lower authority that end by sending the item up. Sorted, each once.
    pub forwarded: Vec<NodeIx>,
}
