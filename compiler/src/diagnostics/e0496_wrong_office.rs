//! E0496: a front office decides, or a back office receives.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0496",
    severity: Severity::Error,
    title: Words::new("前台后台办错了事", "a front office decides, or a back office receives"),
    explanation: Words::new(
        "`职责 前台` 的部门只受理和出件，不承办事项、不牵头、不会签；`职责 后台` 的部门不承办一窗受理和统一出件。",
        "A department of 职责 前台 receives and delivers; it handles no item, leads nothing and signs nothing. One of 职责 后台 handles neither 一窗受理 nor 统一出件.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 镇便民服务中心 { 职责 前台 }
    事项 办证 是 行政许可 { 承办 镇便民服务中心；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 镇便民服务中心 { 职责 前台 }
    部门 县住建局 { 职责 后台 }
    事项 办证 是 行政许可 { 承办 县住建局；法定 20 工作日；承诺 5 工作日 }
    流程 { 一窗受理 { 承办 镇便民服务中心；转交 1 工作日 } }
}
"#,
};

/// A front office is asked to decide, lead or sign (`front`), or a back office to receive or deliver.
#[must_use]
pub fn wrong_office(place: Place, department: &Name, front: bool) -> Diagnostic {
    let text = &department.value;
    let (zh, en, help_zh, help_en) = if front {
        (
            format!("“{text}”是前台，只受理和出件"),
            format!("“{text}” is a front office: it only receives and delivers"),
            "换成办理这件事的部门；它既收又办的，就不写 职责",
            "name the department that does the work; one that does both takes no 职责",
        )
    } else {
        (
            format!("“{text}”是后台，不收件也不出件"),
            format!("“{text}” is a back office: it neither receives nor delivers"),
            "换成前台部门；它既收又办的，就不写 职责",
            "name a front office; one that does both takes no 职责",
        )
    };
    at(&INFO, place, zh, en)
        .label_in(department.place.file, department.place.span, "职责写在这里", "it is declared here")
        .help(help_zh, help_en)
}
