//! E0229: bundles include each other.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0229",
    severity: Severity::Error,
    title: Words::new("一件事互相包含", "bundles include each other"),
    explanation: Words::new(
        "一件事包含另一件，另一件又转回来包含它，就没有尽头。去掉其中一个 `包含`。",
        "A bundle that includes another one, which includes it in turn, has no end. Leave one of the `包含` out.",
    ),
    example: Example::Text(
        r#"部门 政务服务局
一件事 开办 {
    包含 我要开店
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
一件事 我要开店 {
    包含 开办
    事项 许可 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"部门 政务服务局
一件事 开办 {
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
一件事 我要开店 {
    包含 开办
    事项 许可 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
};

/// The inclusion at `place` closes a circle; `names` begins and ends with the same bundle.
#[must_use]
pub fn include_cycle(place: Place, names: &[&str]) -> Diagnostic {
    let pairs = || names.iter().zip(names.iter().skip(1));
    let zh: Vec<String> = pairs().map(|(from, to)| format!("“{from}”包含“{to}”")).collect();
    let en: Vec<String> = pairs().map(|(from, to)| format!("“{from}” includes “{to}”")).collect();
    let (zh, en) = match (zh.as_slice(), names.first()) {
        ([_], Some(name)) => (format!("“{name}”包含了它自己"), format!("“{name}” includes itself")),
        _ => (
            format!("互相包含：{}，转回了开头", zh.join("，")),
            format!("bundles include each other: {}, which closes the circle", en.join(", ")),
        ),
    };
    at(&INFO, place, zh, en).help("去掉其中一个“包含”", "leave one of the 包含 out")
}
