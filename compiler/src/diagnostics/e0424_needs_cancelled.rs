//! E0424: something that stays needs a product of what may be cancelled.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place, Spanned};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0424",
    severity: Severity::Error,
    title: Words::new("需要可能被取消的产出", "a product of what may be cancelled is needed"),
    explanation: Words::new(
        "`其余 取消` 和 `里程碑 … { 取消 … }` 会取消还没有办完的事项。别的事项如果需要它的产出，就会跟着取消：前面办得越快，后面反而越可能办不成。所以取消的范围以外，谁也不能需要它的产出。",
        "`其余 取消` and `里程碑 … { 取消 … }` cancel items that are still open. What needs their products would go with them: the faster one part is done, the more would be lost. So nothing outside what is cancelled may need its products.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；产出 《甲证》 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
    事项 丙 是 行政许可 { 承办 政务服务局；承诺 1 工作日；需要 《甲证》 }
    流程 { 任一 { 甲；乙；其余 取消 } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；产出 《甲证》 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
    事项 丙 是 行政许可 { 承办 政务服务局；承诺 1 工作日 }
    流程 { 任一 { 甲；乙；其余 取消 } → 丙 }
}
"#,
};

/// `need` of an item is what `producer` produces, and `cancels` may cancel that.
#[must_use]
pub fn needs_cancelled(need: &Spanned<&str>, item: &str, producer: &Name, cancels: Place) -> Diagnostic {
    let (material, other) = (need.value, &producer.value);
    at(
        &INFO,
        need.place,
        format!("“{item}”需要《{material}》，而产出它的“{other}”可能被取消"),
        format!("“{item}” needs 《{material}》, but “{other}”, which produces it, may be cancelled"),
    )
    .label_in(cancels.file, cancels.span, "在这里取消", "cancelled here")
    .help(
        format!("把“{item}”排在这几支的后面，不写“需要”；或改成“其余 继续”，不取消“{other}”"),
        format!("put “{item}” behind the branches without the need, or let “{other}” go on"),
    )
}
