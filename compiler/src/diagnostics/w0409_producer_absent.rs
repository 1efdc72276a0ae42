//! W0409: a product is needed in a case in which nobody produces it.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0409",
    severity: Severity::Warning,
    title: Words::new("有的情形下没有人产出", "nobody produces it in some case"),
    explanation: Words::new(
        "事项需要一份前序产出的材料，可是在某些情形下，产出它的事项并不适用，材料就没有来处。\
         如果申请人或共享目录已经有它，请声明这份材料的来源；那些情形下不要它的，写 `材料 《…》 { 来源 前序产出；当 条件 }`；否则让产出它的事项\
         在这些情形下也适用。",
        "An item needs a product of another item, but for some answers that item does not apply, and the material comes \
         from nowhere. If the applicant or a shared catalogue has it, declare its source; where it is not wanted, write \
         `材料 《…》 { 来源 前序产出；当 CONDITION }`; otherwise let the producing item apply as well.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    情形 { 已有执照: 是否 }
    部门 政务服务局
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 1 工作日；当 非 已有执照；产出 《营业执照》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《营业执照》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    情形 { 已有执照: 是否 }
    部门 政务服务局
    材料 《营业执照》 { 来源 共享 市场监管.营业执照 }
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 1 工作日；当 非 已有执照；产出 《营业执照》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《营业执照》 }
}
"#,
};

/// `item` needs `material`; with these answers nobody produces it.
#[must_use]
pub fn producer_absent(place: Place, item: &str, material: &str, answers: &str) -> Diagnostic {
    let zh = format!("“{item}”需要《{material}》，可是{answers}时没有事项产出它");
    let en = format!("“{item}” needs 《{material}》, but nobody produces it with {answers}");
    at(&INFO, place, zh, en).help(
        format!(
            "那时不要它的，写“材料 《{material}》 {{ 来源 前序产出；当 …… }}”；要的，声明来源（申请人或共享），或者让产出它的事项也适用"
        ),
        format!(
            "where it is not wanted, write 材料 《{material}》 {{ 来源 前序产出；当 … }}; else declare where it comes from (申请人 or 共享), or let the producing item apply as well"
        ),
    )
}
