//! E0440: a clock stop without a basis.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Procedure;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0440",
    severity: Severity::Error,
    title: Words::new("停止计时没有依据", "a clock stop without a basis"),
    explanation: Words::new(
        "行政许可法第四十五条只列了听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审八种，所需时间不计入时限。别的程序要不计入时限，须另有规定，依据里写明是哪一部。没有就计入时限。",
        "行政许可法 45 lists eight kinds whose time does not count: hearing, tender, auction, inspection, testing, quarantine, appraisal, expert review. Another kind needs another basis; without one its time counts.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 公示 { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 公示 { 依据 “滨州市工程建设项目审批管理办法 第十九条”；不计入时限；书面告知 }
}
"#,
};

/// `kind` is none of those `listed` by the rules in force, and no other basis is cited.
#[must_use]
pub fn without_basis(procedure: &Procedure, kind: &str, by: &str, listed: &[String]) -> Diagnostic {
    let place = procedure.stops.unwrap_or(procedure.name.place);
    let list = listed.join("、");
    let zh = format!("《{by}》停时的程序里没有“{kind}”，它所需的时间要计入时限");
    let en =
        format!("《{by}》 does not list “{kind}” among the procedures that stop the clock: its time counts");
    let found = at(&INFO, place, zh, en).help(
        format!("依据里写明另有规定的文件，或删去“不计入时限”，或用 类型 写明是哪一种：{list}"),
        format!("cite the rule that provides for it, or delete 不计入时限, or say by 类型 which of these it is: {list}"),
    );
    match procedure.basis.first() {
        Some(basis) => found.label_in(basis.place.file, basis.place.span, "依据在这里", "the basis"),
        None => found,
    }
}
