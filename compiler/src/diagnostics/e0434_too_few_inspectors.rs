//! E0434: an inspection with fewer people than the law asks for.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0434",
    severity: Severity::Error,
    title: Words::new("踏勘的人数不够", "too few people for an inspection"),
    explanation: Words::new(
        "对申请材料的实质内容进行核实，应当指派两名以上工作人员（行政许可法第三十四条）。不写 `人员`，就不说几个人。",
        "Two or more of the staff verify the facts on the spot (Administrative Licensing Law, art. 34). Without 人员 nothing is \
         said about how many.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    联合 现场踏勘 { 牵头 政务服务局；时限 2 工作日；人员 1 人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 现场踏勘 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    联合 现场踏勘 { 牵头 政务服务局；时限 2 工作日；人员 2 人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 现场踏勘 }
}
"#,
};

/// The inspection `name` is to be made by fewer than `least` people.
#[must_use]
pub fn too_few_inspectors(name: &Name, staff: &Spanned<u32>, least: u32) -> Diagnostic {
    let (name, staff_count) = (&name.value, staff.value);
    at(
        &INFO,
        staff.place,
        format!("踏勘“{name}”要 {least} 人以上，只写了 {staff_count} 人"),
        format!("the inspection “{name}” takes {least} people or more, not {staff_count}"),
    )
    .help(format!("写成：人员 {least} 人"), format!("write 人员 {least} 人"))
    .fix(
        format!("改成“{least} 人”"),
        format!("write “{least} 人”"),
        staff.place.span,
        format!("{least} 人"),
    )
}
