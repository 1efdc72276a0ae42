//! E0463: several departments inspect apart, where the profile wants one visit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0463",
    severity: Severity::Error,
    title: Words::new("应当联合踏勘", "the departments have to inspect together"),
    explanation: Words::new(
        "这个辖区规定：两个以上部门都要踏勘的，由牵头部门组织联合勘验，去一次。分头踏勘要改成参加同一个联合。",
        "Here, where two or more departments have to visit the site, the lead organises one joint inspection.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    适用 滨州市
    部门 甲局, 乙局
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；踏勘 1 次 }
    事项 验收 是 行政许可 { 承办 乙局；法定 20 工作日；承诺 5 工作日；踏勘 1 次 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    适用 滨州市
    部门 甲局, 乙局
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合踏勘 }
    事项 验收 是 行政许可 { 承办 乙局；法定 20 工作日；承诺 5 工作日；参加 联合踏勘 }
    联合 联合踏勘 { 牵头 甲局；时限 2 工作日 }
}
"#,
};

/// `item` inspects alone; somebody of another department inspects at `other` as well.
#[must_use]
pub fn inspect_together(item: &Name, other: &str, place: Place, profile: &str) -> Diagnostic {
    let text = &item.value;
    let zh = format!("“{text}”和“{other}”分头踏勘；按“{profile}”的规则应当联合踏勘");
    let en = format!("“{text}” and “{other}” inspect apart; by “{profile}” they have to inspect together");
    at(&INFO, item.place, zh, en)
        .label_in(place.file, place.span, "另一个部门也要踏勘", "another department inspects too")
        .help(
            "声明一个“联合”，让它们都“参加”，并删去各自的“踏勘”",
            "declare a joint action in which both take part, and remove their own inspections",
        )
}
