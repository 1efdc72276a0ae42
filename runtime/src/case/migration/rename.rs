//! Hints that something bears another name in the new plan. They are part of the event, so that a replay needs nothing
//! else.

use serde::{Deserialize, Serialize};

/// What was renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Renamed {
    /// 一件事: where neither plan has a code.
    Bundle,
    /// 事项, 联合, 阶段, or `事项·环节`.
    Scope,
    /// 材料.
    Material,
    /// 情形: a question.
    Question,
    /// A choice of a question: `问题·选项`.
    Choice,
    /// 特别程序.
    Procedure,
    /// 部门.
    Department,
    /// 角色.
    Role,
}

/// One hint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rename {
    /// What.
    pub what: Renamed,
    /// Its name in the plan that is left.
    pub from: String,
    /// Its name in the new plan.
    pub to: String,
}

/// Most hints of one event.
pub const MAX_RENAMES: usize = 1_000;

/// The name something bears in the new plan.
pub(super) fn renamed<'r>(renames: &'r [Rename], what: Renamed, name: &'r str) -> &'r str {
    let hint = renames.iter().find(|rename| rename.what == what && rename.from == name);
    hint.map_or(name, |rename| rename.to.as_str())
}
