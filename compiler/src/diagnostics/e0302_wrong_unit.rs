//! E0302: this unit does not fit here.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::names::surface::Measure;
use crate::syntax::units::Dimension;
use lianban_runtime::plan::Quantity;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0302",
    severity: Severity::Error,
    title: Words::new("这里不能用这个单位", "this unit does not fit here"),
    explanation: Words::new(
        "时限要写时间单位，并写明是 `工作日` 还是 `日`；材料以 `份` 计，跑动和踏勘以 `次` 计。",
        "A limit takes a unit of time, and says whether 工作日 or 日 are meant; materials count in 份, trips and visits in 次.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日 }
}
"#,
};

/// `measure` should be an amount of `dimension`.
#[must_use]
pub fn wrong_unit(place: Place, measure: &Measure, dimension: Dimension) -> Diagnostic {
    let unit = match dimension {
        Dimension::Copies => "份",
        Dimension::Times => "次",
        Dimension::Count => "个",
        _ => "工作日",
    };
    let (zh, en) = if measure.unit.is_empty() {
        ("这里没有写单位".to_owned(), "the unit is missing".to_owned())
    } else {
        (format!("这里不能以“{}”计", measure.unit), format!("“{}” does not fit here", measure.unit))
    };
    let number = Quantity(measure.millionths).decimal();
    let instead = format!("{number} {unit}");
    let found = at(&INFO, place, zh, en);
    let found = if unit == "工作日" {
        found.help(
            format!("时限写明“工作日”还是“日”：“{number} 工作日”或“{number} 日”"),
            format!(
                "say whether working days or calendar days are meant: “{number} 工作日” or “{number} 日”"
            ),
        )
    } else {
        found.help(format!("写成“{instead}”"), format!("write “{instead}”"))
    };
    found.fix(format!("改成“{instead}”"), format!("write “{instead}”"), place.span, instead)
}
