//! Nodes, edges, barriers and the scopes that group them.

use super::{DepartmentIx, FieldIx, GuardIx, MaterialIx, NodeIx, OnRefusal, ProfileIx, ScopeIx};
use crate::time::Span;
use serde::{Deserialize, Serialize};

/// What kind of region of the flow a [`Scope`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ScopeKind {
    /// 一件事: the whole case. Always scope 0.
    Bundle,
    /// 事项: one item of one department.
    Item,
    /// 联合: one joint action shared by several items.
    Joint,
    /// 阶段: items under one lead and one limit. Its parent is the bundle, and it is the parent of its items.
    Stage,
    /// 环节: one step of an item. Its parent is the item.
    Step,
}

/// A named region of the flow with one beginning and one end: the bundle, a stage, an item, a step, a joint action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Name as written, without 《》.
    pub name: String,
    /// Bundle, stage, item, step or joint action.
    pub kind: ScopeKind,
    /// The scope around it; the bundle has none.
    pub parent: Option<ScopeIx>,
    /// 编码 of an item (一事项赋码); empty if none is given, and for other scopes.
    pub code: String,
    /// 事项类型 (GB/T 39046 A.1), e.g. `行政许可`; empty for other scopes.
    pub item_kind: String,
    /// 承办 or 牵头 department.
    pub department: Option<DepartmentIx>,
    /// Condition under which the scope applies, decided at submission (rule F2).
    pub guard: GuardIx,
    /// The node whose end is the scope's beginning: unified acceptance, item acceptance, joint action, step, the gate
    /// at which a stage begins.
    pub entry: NodeIx,
    /// The node whose end is the scope's end: 办结, decision, joint action, step, the gate at which a stage is
    /// complete.
    pub exit: NodeIx,
    /// 需要: materials the scope needs.
    pub needs: Vec<MaterialIx>,
    /// 产出: materials the scope produces when granted.
    pub produces: Vec<MaterialIx>,
    /// 填写: fields of the form that the scope asks for.
    pub fields: Vec<FieldIx>,
    /// 受理条件 of an item: what has to be true for it to be accepted, as written.
    pub terms: Vec<String>,
    /// What a refusal of this item does to the case (rule F3).
    pub on_refusal: OnRefusal,
    /// Site visits the item makes alone (rule M2).
    pub own_visits: u32,
    /// 依据 of the item, as written.
    pub basis: Vec<String>,
    /// 辖区规则 that holds here.
    pub profile: ProfileIx,
}

/// What a node is, in the core vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NodeKind {
    /// 受理 of the whole case (一窗受理). Its end is the unified acceptance (rule T7).
    Intake,
    /// 受理 of one item: takes no time unless a correction (补正) is asked.
    Accept,
    /// 联合: a joint action.
    Joint,
    /// 决定 of one item: the work that remains and the decision itself.
    Decide,
    /// 容缺补交: the applicant hands in a missing material.
    Await,
    /// 办结: the last decision and certificate is there (rule S3). Takes no time.
    Close,
    /// 出件: delivery of the results.
    Deliver,
    /// 里程碑: automatic, takes no time: where a stage begins and is complete.
    Gate,
    /// 环节: one step of an item, between its acceptance and its decision.
    Step,
    /// 整改: the applicant puts right what was 不合格.
    Rectify,
    /// 复核: whether it has been put right.
    Recheck,
    /// 转交: the front office hands the case over to the back office, before anything else begins.
    Handover,
}

/// How the applicant is contacted in a node (rule M2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Channel {
    /// No contact with the applicant.
    None,
    /// 窗口: one trip.
    Window,
    /// 网上.
    Online,
    /// 邮寄.
    Mail,
    /// 上门.
    Door,
    /// 代办: somebody goes for the applicant, who makes no trip.
    Agent,
    /// 自助: at a machine that the applicant goes to, one trip.
    SelfService,
}

impl Channel {
    /// As a bundle writes it; empty for none.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Window => "窗口",
            Self::Online => "网上",
            Self::Mail => "邮寄",
            Self::Door => "上门",
            Self::Agent => "代办",
            Self::SelfService => "自助",
        }
    }

    /// Whether the applicant has to go somewhere (rule M2).
    #[must_use]
    pub const fn is_trip(self) -> bool {
        matches!(self, Self::Window | Self::SelfService)
    }
}

/// How many of a node's start predecessors must have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Join {
    /// 全部 of those that apply (rule F1).
    All,
    /// 任一: the first of those that apply.
    Any,
    /// 至少 k of those that apply.
    AtLeast(u32),
}

/// Someone does something within a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Unique name, e.g. `食品经营许可·决定`.
    pub name: String,
    /// The scope it belongs to.
    pub scope: ScopeIx,
    /// What it is.
    pub kind: NodeKind,
    /// Who does it; none for the applicant and for the system.
    pub department: Option<DepartmentIx>,
    /// 角色: who in the department does it, as written; empty if not stated.
    pub role: String,
    /// 人员: how many people it takes at the same time (行政许可法 34 asks for two at an inspection); 0 if not stated.
    pub staff: u32,
    /// The time it takes when it takes all it may: promised time less the joint action's and the steps' (rule F4).
    pub work: Span,
    /// Ends by itself the moment it starts; no event is awaited.
    pub automatic: bool,
    /// Condition under which it applies, decided at submission.
    pub guard: GuardIx,
    /// How many start predecessors must have ended.
    pub join: Join,
    /// Contact with the applicant.
    pub channel: Channel,
}

/// Which end of the successor an edge binds (precedence relations of the scheduling literature).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EdgeKind {
    /// Finish-to-start: the successor may not start before the predecessor has ended.
    Start,
    /// Finish-to-finish: the successor may start, but not end, before the predecessor has ended (预审, 容缺).
    Finish,
}

/// What must have ended before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// The successor.
    pub to: NodeIx,
    /// The predecessor; drops out where its guard does not hold (rule F1).
    pub from: NodeIx,
    /// What it binds.
    pub kind: EdgeKind,
    /// The material that makes this edge, if one does: when the predecessor is refused, the successor is cancelled (rule F3).
    pub material: Option<MaterialIx>,
}

/// Several become one: a joint action and its participants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barrier {
    /// The joint node. It applies where at least one member applies, and starts when all that apply are ready.
    pub node: NodeIx,
    /// Participating items. None: an action of departments only, which applies wherever its guard holds.
    pub members: Vec<ScopeIx>,
    /// 类型: 踏勘, 验收, 审图 …
    pub kind: String,
    /// Counts as one site visit (kind 踏勘).
    pub site_visit: bool,
}

/// When a node ends, some items are cancelled if they are still open: 其余 取消, 里程碑 … 取消 (decision 0007).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    /// The gate whose end cancels: that of 任一 or 至少 k, or a milestone.
    pub by: NodeIx,
    /// The items, in order. Nothing outside of them needs what they produce.
    pub scopes: Vec<ScopeIx>,
}

/// One round of 整改: takes place only if what it follows ended 不合格, else its nodes drop out (decision 0007).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Round {
    /// The joint action or step that is reworked. Its scope ends with a gate behind it and behind every round.
    pub of: NodeIx,
    /// 1 for the round behind the action itself.
    pub number: u32,
    /// 整改, by the applicant.
    pub rectify: NodeIx,
    /// 复核; if it ends 不合格, the next round follows, or whoever waits for it is refused.
    pub recheck: NodeIx,
    /// 不计入时限: the clocks of the items stand from the 不合格 to the end of 整改 (rule T5).
    pub off_the_clock: bool,
}

/// Which moment of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AnchorPoint {
    /// When it starts.
    Start,
    /// When it ends.
    End,
}

/// A moment of the flow that a limit runs from or until.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The node.
    pub node: NodeIx,
    /// Which of its moments.
    pub at: AnchorPoint,
}
