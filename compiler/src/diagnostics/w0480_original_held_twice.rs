//! W0480: two items each keep an original.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0480",
    severity: Severity::Warning,
    title: Words::new("两个事项各收一份原件", "two items each keep an original"),
    explanation: Words::new(
        "一套材料：相同的材料只收一份，由窗口统一收存。同一情形下有两个事项都要收这份材料的原件，申请人就得备两份原件，或者后一个事项收不到。可以一处收原件、其他用电子件，或者都改为 `原件核验`（看过即还）、复印件、电子件。",
        "One set of materials: the same paper is kept once, by the window. If two items that apply together both keep its original, the applicant needs two originals. Let the items look at it (原件核验), or use photocopies or electronic files.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《租赁合同》 { 形式 原件 }
    事项 登记 是 行政确认 { 承办 政务服务局；承诺 1 工作日；需要 《租赁合同》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《租赁合同》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《租赁合同》 { 形式 原件核验、电子 }
    事项 登记 是 行政确认 { 承办 政务服务局；承诺 1 工作日；需要 《租赁合同》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《租赁合同》 }
}
"#,
};

/// Items at the two places both keep an original of `material`.
#[must_use]
pub fn original_held_twice(
    place: Place,
    material: &str,
    first: (&str, Place),
    second: (&str, Place),
) -> Diagnostic {
    let ((one, at_one), (two, at_two)) = (first, second);
    let zh = format!("“{one}”和“{two}”各收一份《{material}》原件");
    at(&INFO, place, zh, format!("“{one}” and “{two}” each keep an original of 《{material}》"))
        .label_in(at_one.file, at_one.span, "这里要收原件", "keeps an original")
        .label_in(at_two.file, at_two.span, "这里也要收原件", "keeps an original too")
        .help(
            "改为原件核验、复印件或电子件",
            "look at the original (原件核验), or take photocopies or electronic files",
        )
}
