//! The Plan: the core form of a bundle as flat tables. Documented, versioned, content-hashed data.
//!
//! Seven core notions (`docs/decisions/0001-core.md`): node, edge, barrier, limit, material, guard, obligation —
//! grouped by *scopes* (the bundle, a stage, an item, a step, a joint action), to which limits and figures belong.
//! Every table is indexed by position; index types are `u32` newtypes so that they mean the same on every host.

mod answers;
mod burden;
mod check;
mod check_desk;
mod codec;
mod desk;
mod fee;
mod field;
mod figures;
mod flow;
mod guard;
mod identifier;
mod law;
mod material;
mod moment;
mod number;
mod period;
mod procedure;
mod profile;

pub use answers::{Settled, settle};
pub use check::PlanError;
pub use codec::{CodecError, MAX_PLAN_BYTES, PLAN_FORMAT, hex};
pub use desk::{
    Allowed, Desk, Entrusted, Handling, MAX_SEATS, Mandate, Needed, Office, Opinions, Panel, PanelKind,
    Power, Role, Seat, Voice,
};
pub use fee::{Fee, sum as sum_of_fees};
pub use field::{Doubt, Field, FieldKind};
pub use figures::{Baseline, Metric, Promise};
pub use flow::{
    Anchor, AnchorPoint, Barrier, Cancel, Channel, Edge, EdgeKind, Join, Node, NodeKind, Round, Scope,
    ScopeKind,
};
pub(crate) use guard::evaluate_into;
pub use guard::{Answer, AnswerKind, Comparison, Guard, MAX_SEVERAL, NONE_CHOSEN, Question, evaluate};
pub use identifier::{citizen_check, credit_check, organisation_check};
pub use law::{Ground, Limit, LimitKind, LimitSpan, OnRefusal, Silence, Threshold, Thresholds, Whose};
pub use material::{Department, Material, MaterialSource, Medium, MediumCopies, Obligation, OverdueOutcome};
pub use number::{Dimension, Quantity};
pub use period::{Period, PeriodUnit};
pub use procedure::{Extension, Procedure};
pub use profile::{CorrectionOverdue, MAX_ASK_DAYS, MAX_STOP_KINDS, Profile, Unanswered};

use crate::time::CalendarData;
use serde::{Deserialize, Serialize};

macro_rules! index_type {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);
        impl $name {
            /// The position as a host integer.
            #[must_use]
            pub const fn index(self) -> usize { self.0 as usize }
        }
    )*};
}
index_type! {
    /// Position in [`Plan::nodes`].
    NodeIx,
    /// Position in [`Plan::scopes`]; 0 is the bundle itself.
    ScopeIx,
    /// Position in [`Plan::guards`]; 0 is “always”.
    GuardIx,
    /// Position in [`Plan::departments`].
    DepartmentIx,
    /// Position in [`Plan::materials`].
    MaterialIx,
    /// Position in [`Plan::fields`].
    FieldIx,
    /// Position in [`Plan::questions`].
    QuestionIx,
    /// Position in [`Plan::limits`].
    LimitIx,
    /// Position in [`Plan::procedures`].
    ProcedureIx,
    /// Position in [`Desk::roles`].
    RoleIx,
    /// Position in [`Plan::profiles`]; 0 is the profile of the bundle.
    ProfileIx,
}

/// A compiled bundle (一件事) in core form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Name of the bundle, e.g. `我要开餐馆`.
    pub name: String,
    /// 编码: the bundle's code; empty if none is given.
    pub code: String,
    /// 适用: the region it applies to; empty if none is given.
    pub region: String,
    /// 服务对象 (GB/T 39046 A.4), as written.
    pub audience: Vec<String>,
    /// 依据: legal basis, as written.
    pub basis: Vec<String>,
    /// The pinned working-day calendar (rule T1).
    pub calendar: CalendarData,
    /// 辖区规则: the one of the bundle (0), then those of items that follow another.
    pub profiles: Vec<Profile>,
    /// 情形: the questions, in declaration order.
    pub questions: Vec<Question>,
    /// Arena of conditions; entry 0 is [`Guard::Always`], and an entry refers only to earlier ones.
    pub guards: Vec<Guard>,
    /// 部门.
    pub departments: Vec<Department>,
    /// 材料, including the products of items.
    pub materials: Vec<Material>,
    /// 字段: the fields of the one form (一表申请) that some item asks for, in declaration order.
    pub fields: Vec<Field>,
    /// 收费 of the items, in declaration order.
    pub fees: Vec<Fee>,
    /// The bundle (0), then stages, items, their steps and joint actions in declaration order.
    pub scopes: Vec<Scope>,
    /// What someone does within a limit. In topological order of [`Plan::edges`].
    pub nodes: Vec<Node>,
    /// What must have ended before. Sorted by (to, from).
    pub edges: Vec<Edge>,
    /// Joint actions: where several items become one visit.
    pub barriers: Vec<Barrier>,
    /// What ends, cancels what: 其余 取消, 里程碑 … 取消. Sorted by the node that cancels.
    pub cancels: Vec<Cancel>,
    /// 整改: rounds of rework of joint actions and steps. Sorted by (what is reworked, number).
    pub rounds: Vec<Round>,
    /// Every time limit: budget, anchors, silence, thresholds.
    pub limits: Vec<Limit>,
    /// 特别程序: those of the bundle and its stages, then those planned in items.
    pub procedures: Vec<Procedure>,
    /// Who owes what by when (容缺补交).
    pub obligations: Vec<Obligation>,
    /// 角色, 到场, 会签, 允许: who acts.
    pub desk: Desk,
    /// 承诺: the figures the bundle promises, proved by the compiler.
    pub promises: Vec<Promise>,
    /// 改革前: the figures before the reform.
    pub baseline: Vec<Baseline>,
}
