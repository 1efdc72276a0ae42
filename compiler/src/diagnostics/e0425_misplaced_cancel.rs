//! E0425: a milestone that cancels at the wrong place.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0425",
    severity: Severity::Error,
    title: Words::new("里程碑不能这样取消", "a milestone cannot cancel this"),
    explanation: Words::new(
        "里程碑到达时，取消还没有办完的事项。里程碑前面要有事项，被取消的不能排在它的前面（那时已经办完）或后面（永远轮不到），也不能是任一、至少的一支（那里写 `其余 取消`）。里程碑自己和它前面的事项也不能被别处取消，否则办得快反而取消不了。",
        "When a milestone is reached, the items it names are cancelled if still open. Something must stand before it; what it cancels may stand neither before it (it has ended by then) nor behind it (it would never begin), nor be a branch of 任一 or 至少 (write `其余 取消` there). Neither the milestone nor what is before it may be cancelled elsewhere.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
    流程 { 甲 → 里程碑 齐备 { 取消 甲 } → 乙 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
    流程 { 甲 → 里程碑 齐备 { 取消 乙 }；乙 }
}
"#,
};

/// Why it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing stands before the milestone.
    NothingBefore,
    /// The item has ended by then.
    EndedBefore,
    /// The item stands behind it.
    Behind,
    /// The item is a branch of 任一 or 至少.
    Branch,
    /// The milestone stands in a branch that may itself be cancelled.
    InCancelled,
    /// The item, before a milestone that cancels, may be cancelled elsewhere.
    CancelledBefore,
}

/// The milestone `milestone` cannot do what is written at `place` about the item `item`.
#[must_use]
pub fn misplaced_cancel(place: Place, milestone: &Name, item: &str, why: Why) -> Diagnostic {
    let name = &milestone.value;
    let (zh, en) = match why {
        Why::NothingBefore => (
            format!("“{name}”前面没有事项，一受理就到了"),
            format!("nothing stands before “{name}”: it is reached at once"),
        ),
        Why::EndedBefore => (
            format!("到“{name}”时，“{item}”已经办完了"),
            format!("when “{name}” is reached, “{item}” has ended"),
        ),
        Why::Behind => (
            format!("“{item}”排在“{name}”后面，永远轮不到"),
            format!("“{item}” stands behind “{name}” and would never begin"),
        ),
        Why::Branch => (
            format!("“{item}”是任一、至少的一支，里程碑不能取消它"),
            format!("“{item}” is a branch of 任一 or 至少; a milestone cannot cancel it"),
        ),
        Why::InCancelled => (
            format!("“{name}”所在的一支可能被取消，它不能取消别的事项"),
            format!("“{name}” stands in a branch that may be cancelled; it cannot cancel anything"),
        ),
        Why::CancelledBefore => (
            format!("“{name}”前面的“{item}”可能被取消，它不能取消别的事项"),
            format!("“{item}”, before “{name}”, may be cancelled; the milestone cannot cancel anything"),
        ),
    };
    at(&INFO, place, zh, en).help(
        "让里程碑取消与它并行的事项；一支办完就取消其余的，写“任一 { ……；其余 取消 }”",
        "let the milestone cancel what runs beside it; to cancel the other branches write “任一 { …；其余 取消 }”",
    )
}
