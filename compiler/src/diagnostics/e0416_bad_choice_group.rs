//! E0416: no choice is left.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0416",
    severity: Severity::Error,
    title: Words::new("任选不成立", "no choice is left"),
    explanation: Words::new(
        "任选的几份材料，由申请人挑一份交，只算一份（规则 M1）。所以来源是申请人，至少有两份可挑，挑的是单份材料，不是另一组。",
        "Of the materials behind 任选 the applicant brings one, and it counts one (rule M1). So its source is the applicant, there are at least two to choose from, and each is a single material, not another group.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《住所证明》 { 来源 共享 住建.房屋；任选 《房产证》、《租赁合同》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《住所证明》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《住所证明》 { 任选 《房产证》、《租赁合同》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《住所证明》 }
}
"#,
};

/// The group's source is not the applicant.
#[must_use]
pub fn not_the_applicants(name: &Name, source: Place) -> Diagnostic {
    let text = &name.value;
    let zh = format!("“{text}”是任选，却不由申请人提交");
    at(&INFO, source, zh, format!("“{text}” is a choice, but not the applicant’s"))
        .help("删去来源，或写 来源 申请人", "drop 来源, or write 来源 申请人")
}

/// An option is a group itself.
#[must_use]
pub fn group_of_groups(place: Place, inner: &Name) -> Diagnostic {
    let text = &inner.value;
    at(&INFO, place, format!("“{text}”自己也是任选"), format!("“{text}” is a group itself"))
        .label_in(inner.place.file, inner.place.span, "它写在这里", "it stands here")
        .help("把它的几份材料直接写进来", "write its materials here instead")
}

/// Only one material to choose from.
#[must_use]
pub fn no_choice(place: Place, name: &Name) -> Diagnostic {
    let text = &name.value;
    at(&INFO, place, format!("“{text}”只有一份可选"), format!("“{text}” offers a single material"))
        .help("再写一份，或直接需要这一份", "name another one, or need this one directly")
}
