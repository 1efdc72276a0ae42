//! W0461: everything that the applicant brings may be missing.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0461",
    severity: Severity::Warning,
    title: Words::new("容缺受理要主要材料具备", "not everything may be missing"),
    explanation: Words::new(
        "这个辖区规定：主要材料具备，才可以容缺受理。一个事项要申请人交的材料样样都可以缺，就没有主要材料了。",
        "Here an item may be accepted with something missing only if the main materials are there. Where everything that the applicant brings may be missing, there are none.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    适用 浙江省杭州市
    部门 政务服务局
    材料 《健康证》 { 容缺 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；需要 《健康证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    适用 浙江省杭州市
    部门 政务服务局
    材料 《申请书》
    材料 《健康证》 { 容缺 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；需要 《申请书》、《健康证》 }
}
"#,
};

/// All that `item` needs of the applicant may be missing.
#[must_use]
pub fn everything_missing(item: &Name, profile: &str) -> Diagnostic {
    let text = &item.value;
    let zh = format!("“{text}”要申请人交的材料样样都可以容缺；“{profile}”的规则要求主要材料具备");
    let en = format!(
        "everything “{text}” needs of the applicant may be missing; “{profile}” wants the main materials"
    );
    at(&INFO, item.place, zh, en)
        .help("至少有一份主要材料不容缺", "let at least one material be there from the beginning")
}
