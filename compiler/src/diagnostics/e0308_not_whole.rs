//! E0308: the number does not fit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::names::surface::Measure;
use lianban_runtime::plan::Quantity;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0308",
    severity: Severity::Error,
    title: Words::new("数字不合适", "the number does not fit"),
    explanation: Words::new(
        "时限、份数、次数是不大的整数，不能是小数或负数。",
        "Limits, copies and times are whole numbers of moderate size.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 2.5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 3 工作日 }
}
"#,
};

/// The number is not whole, negative, or larger than `most`.
#[must_use]
pub fn not_whole(place: Place, measure: &Measure, most: u32) -> Diagnostic {
    let number = Quantity(measure.millionths).decimal();
    if measure.millionths >= 0 && most == u32::MAX {
        let zh = format!("这里要写不太大的整数，不能写“{number}”");
        let en = format!("“{number}” does not fit: write a whole number, not too large");
        return at(&INFO, place, zh, en)
            .help("写成不带小数的数，如 2", "write a number without decimals, such as 2");
    }
    let zh = format!("“{number}”不能用在这里：要写 0 到 {most} 的整数");
    at(&INFO, place, zh, format!("“{number}” does not fit: write a whole number from 0 to {most}"))
        .help("时限可以换更小的单位，如工作小时", "for a limit, a smaller unit such as 工作小时 may help")
}

/// The quantity cannot be expressed exactly in the base unit.
#[must_use]
pub fn out_of_range(place: Place, measure: &Measure) -> Diagnostic {
    let number = Quantity(measure.millionths).decimal();
    let unit = &measure.unit;
    at(
        &INFO,
        place,
        format!("“{number} {unit}”太大或不能精确换算"),
        format!("“{number} {unit}” is too large or not exact"),
    )
    .help("换一个单位", "use another unit")
}
