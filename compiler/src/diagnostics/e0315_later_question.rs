//! E0315: a question depends on one that is asked later.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0315",
    severity: Severity::Error,
    title: Words::new("问题取决于后面的问题", "a question depends on a later one"),
    explanation: Words::new(
        "问题从上往下问。`当` 里只能用写在前面的问题：问到这里时，后面的回答还没有。\n\n\
         把被依赖的问题移到前面。两个问题不能互相依赖。",
        "Questions are asked from top to bottom. `当` may speak only of questions written before: when this one \
         comes up, later answers are not there yet.\n\n\
         Move the other question up. Two questions cannot depend on each other.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    情形 {
        经营面积: 面积 当 主体类型 = 企业
        主体类型: 个体工商户 | 企业
    }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；当 经营面积 ≥ 300 ㎡ }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    情形 {
        主体类型: 个体工商户 | 企业
        经营面积: 面积 当 主体类型 = 企业
    }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；当 经营面积 ≥ 300 ㎡ }
}
"#,
};

/// `name`, declared at `declared`, is not asked before the question whose condition speaks of it.
#[must_use]
pub fn later_question(name: &Name, declared: Place) -> Diagnostic {
    let text = &name.value;
    let (zh, en) =
        (format!("问到这里时，还不知道“{text}”的回答"), format!("“{text}” has not been asked yet here"));
    at(&INFO, name.place, zh, en)
        .label_in(declared.file, declared.span, "这个问题写在这里", "the question stands here")
        .help(format!("把“{text}”移到前面去问"), format!("ask “{text}” before"))
}
