//! E0428: 启动 contradicts what comes before.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::StartMode;
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0428",
    severity: Severity::Error,
    title: Words::new("启动方式与先后不符", "启动 contradicts the order"),
    explanation: Words::new(
        "先后由材料、流程和阶段决定，`启动` 把它说出来，由编译器核对。`启动 并联`：前面没有别的事项（阶段的先后不算）。`启动 串联`：前面有别的事项。`启动 预审`：前面有别的事项，材料先审，前序办结的当日决定。",
        "The order follows from materials, flow and stages; `启动` says it aloud and is checked. `启动 并联`: no other item comes before (the order of stages does not count). `启动 串联`: another item comes before. `启动 预审`: another item comes before; the work is done early, the decision on the day on which that one has ended.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日；启动 并联 }
    流程 { 甲 → 乙 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日；启动 串联 }
    流程 { 甲 → 乙 }
}
"#,
};

/// `启动` at `place` does not fit: `before` comes before the item, or nothing does.
#[must_use]
pub fn start_contradicts(place: Place, mode: StartMode, item: &str, before: Option<&Name>) -> Diagnostic {
    let (zh, en) = match (mode, before) {
        (_, Some(before)) => (
            format!("“{item}”要等“{}”，不是并联", before.value),
            format!("“{item}” waits for “{}”: it is not parallel", before.value),
        ),
        (StartMode::Preview, None) => (
            format!("“{item}”前面没有别的事项，没有什么可以预审的"),
            format!("nothing comes before “{item}”: there is nothing to be ahead of"),
        ),
        (_, None) => (
            format!("“{item}”前面没有别的事项，不是串联"),
            format!("nothing comes before “{item}”: it is not serial"),
        ),
    };
    let found = at(&INFO, place, zh, en);
    match before {
        Some(other) => found
            .label_in(other.place.file, other.place.span, "先办这一项", "this comes first")
            .help("改成“串联”或“预审”，或去掉先后", "write “串联” or “预审”, or drop the order"),
        None => found.help(
            "改成“并联”或去掉“启动”；要排在别的事项后面，写进“流程”或写“需要”它的产出",
            "write “并联” or drop 启动; to come behind another item, say so in 流程 or need its product",
        ),
    }
}
