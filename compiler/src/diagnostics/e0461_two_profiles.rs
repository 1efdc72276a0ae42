//! E0461: two profiles fit a region equally well.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;
use crate::names::profile::Profile;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0461",
    severity: Severity::Error,
    title: Words::new("两个辖区规则都适用", "two profiles fit the region"),
    explanation: Words::new(
        "一件事的“适用”以哪个辖区规则的地名开头，就用哪个；开头最长的优先。一样长的有两个，就不知道用哪个，要在一件事里写明。",
        "A bundle follows the profile whose region its own 适用 begins with; the longest wins. Two of equal length: the bundle has to name one.",
    ),
    example: Example::Text(
        r#"辖区规则 甲 { 适用 荆州市；要求补正 当场 }
辖区规则 乙 { 适用 荆州市；要求补正 2 工作日 }

一件事 我要办证 {
    适用 荆州市沙市区
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"辖区规则 甲 { 适用 荆州市；要求补正 当场 }
辖区规则 乙 { 适用 荆州市；要求补正 2 工作日 }

一件事 我要办证 {
    适用 荆州市沙市区
    辖区规则 乙
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// `region` begins with a name of both.
#[must_use]
pub fn two_profiles(region: &Name, one: &Profile, other: &Profile) -> Diagnostic {
    let (text, first, second) = (&region.value, &one.name, &other.name);
    let zh = format!("适用“{text}”的辖区规则有两个：“{}”和“{}”", first.value, second.value);
    let en = format!("two profiles apply to “{text}”: “{}” and “{}”", first.value, second.value);
    at(&INFO, region.place, zh, en)
        .label_in(first.place.file, first.place.span, "一个在这里", "one stands here")
        .label_in(second.place.file, second.place.span, "另一个在这里", "another stands here")
        .help(
            format!("在一件事里写明：辖区规则 {}", first.value),
            format!("name one in the bundle: 辖区规则 {}", first.value),
        )
}
