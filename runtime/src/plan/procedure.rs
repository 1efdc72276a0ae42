//! 特别程序 (clock stops) and 延期: what may make a case longer, on which basis, and whose clock stands meanwhile.

use super::{NodeIx, ScopeIx, Thresholds};
use crate::time::Span;
use serde::{Deserialize, Serialize};

/// 特别程序: a hearing, an expert review … (行政许可法 45, or a cited local basis).
///
/// Two forms. *Planned* (`node` is some): it stands in an item and takes place in every case in which it applies; its
/// work is that node's. *At hand* (`node` is none): it stands in the bundle or a stage and may be begun in any item
/// there by an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// Name as written, e.g. `专家评审`.
    pub name: String,
    /// Kind: one of the closed list, or another with a local basis.
    pub kind: String,
    /// 依据, as written.
    pub basis: String,
    /// The bundle or stage in whose items it may be begun; the item, for a planned one.
    pub scope: ScopeIx,
    /// The step of a planned one.
    pub node: Option<NodeIx>,
    /// 时限 of its own: how long it may take; none if not stated.
    pub budget: Option<Span>,
    /// When its own levels rise.
    pub thresholds: Thresholds,
    /// 不计入时限: while it lasts, the clock of its item stands (rule T5).
    pub stops: bool,
    /// 书面告知: the applicant is told in writing how long it takes.
    pub told: bool,
}

/// 延期: a limit may be extended once, within a cap, by the right authority (rule T6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The most that may be added; the unit is that of the limit.
    pub most: Span,
    /// Who decides it, e.g. `本机关负责人`.
    pub approver: String,
    /// 依据, as written.
    pub basis: String,
}
