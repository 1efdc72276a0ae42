//! W0460: a material may be missing, and nobody commits to bring it.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0460",
    severity: Severity::Warning,
    title: Words::new("容缺受理要有书面承诺", "a material may be missing only against a written commitment"),
    explanation: Words::new(
        "这个辖区规定：容缺受理的，申请人要书面承诺补交。需要容缺材料的事项，也要需要一份来源为“告知承诺”的承诺书。",
        "Here a material may be missing only if the applicant commits in writing to bring it: the item has to need a material of source 告知承诺.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    适用 安阳市
    部门 政务服务局
    材料 《申请书》
    材料 《健康证》 { 容缺 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；需要 《申请书》、《健康证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    适用 安阳市
    部门 政务服务局
    材料 《申请书》
    材料 《健康证》 { 容缺 5 工作日 }
    材料 《容缺承诺书》 { 来源 告知承诺 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；需要 《申请书》、《健康证》、《容缺承诺书》 }
}
"#,
};

/// `item` needs `material`, which may be missing, and no commitment.
#[must_use]
pub fn tolerance_commitment(item: &Name, material: &str, place: Place, profile: &str) -> Diagnostic {
    let text = &item.value;
    let zh = format!("“{text}”容缺《{material}》，但不要申请人书面承诺；“{profile}”的规则要求");
    let en =
        format!("“{text}” lets 《{material}》 be missing without the commitment that “{profile}” asks for");
    at(&INFO, place, zh, en).help(
        "声明一份承诺书（来源 告知承诺），加到这个事项的“需要”里",
        "declare a commitment (来源 告知承诺) and let the item need it",
    )
}
