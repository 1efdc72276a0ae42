//! E0301: the units do not match.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Measure;
use crate::names::{Name, Place};
use lianban_runtime::plan::{Dimension, Quantity};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0301",
    severity: Severity::Error,
    title: Words::new("单位对不上", "the units do not match"),
    explanation: Words::new(
        "面积只能和面积比，金额只能和金额比；数字后面要写明单位。",
        "Areas compare with areas, amounts of money with money; the unit must be written.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 ≥ 300 元 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 ≥ 300 ㎡ }
}
"#,
};

/// `measure` should measure `dimension`, as `question` does.
#[must_use]
pub fn unit_mismatch(place: Place, measure: &Measure, dimension: Dimension, question: &Name) -> Diagnostic {
    let (base, name) = (dimension.base_unit(), &question.value);
    let (zh, en) = if measure.unit.is_empty() {
        (
            format!("“{name}”以“{base}”计，这里没有写单位"),
            format!("“{name}” is measured in {base}; the unit is missing"),
        )
    } else {
        let unit = &measure.unit;
        (
            format!("“{name}”以“{base}”计，不能和“{unit}”比"),
            format!("“{name}” is measured in {base}, not in {unit}"),
        )
    };
    let number = Quantity(measure.millionths).decimal();
    at(&INFO, place, zh, en)
        .label_in(question.place.file, question.place.span, "问题在这里声明", "the question is declared here")
        .help(format!("写成“{number} {base}”"), format!("write “{number} {base}”"))
        .fix(
            format!("改成“{number} {base}”"),
            format!("write “{number} {base}”"),
            place.span,
            format!("{number} {base}"),
        )
}
