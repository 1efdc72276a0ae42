//! E0322: 属于 and 含 on a question that does not take them.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::names::surface::{Question, QuestionKind};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0322",
    severity: Severity::Error,
    title: Words::new("属于、含用错了问题", "属于 or 含 on a question that does not take it"),
    explanation: Words::new(
        "只选一项的问题用 `属于`：`主体类型 属于 企业、个体工商户`，是其中之一。多选的问题用 `含`：`经营项目 含 餐饮`，选了这一项。",
        "A question with one choice takes 属于: `主体类型 属于 企业、个体工商户`, it is one of them. A question of 多选 takes 含: \
         `经营项目 含 餐饮`, this one was chosen.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 经营项目: 多选 餐饮 | 住宿 | 零售 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营项目 属于 餐饮、住宿 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 经营项目: 多选 餐饮 | 住宿 | 零售 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营项目 含 餐饮 或 经营项目 含 住宿 }
}
"#,
};

/// 属于 wants a question with one choice.
#[must_use]
pub fn in_needs_a_choice(place: Place, question: &Question) -> Diagnostic {
    let name = &question.name.value;
    let found = at(
        &INFO,
        place,
        format!("“{name}”不是只选一项的问题，不能用“属于”"),
        format!("“{name}” is no question with one choice; 属于 does not fit it"),
    );
    match &question.kind {
        QuestionKind::Several(_) => {
            declared(found, question).help(format!("写成“{name} 含 …”"), format!("write “{name} 含 …”"))
        }
        _ => declared(found, question).help("和它自己的值比", "compare it with a value of its own"),
    }
}

/// 含 wants a question of 多选.
#[must_use]
pub fn has_needs_several(place: Place, question: &Question) -> Diagnostic {
    let name = &question.name.value;
    let found = at(
        &INFO,
        place,
        format!("“{name}”不是多选，不能用“含”"),
        format!("“{name}” is no question of 多选; 含 does not fit it"),
    );
    match &question.kind {
        QuestionKind::Choice(_) => {
            declared(found, question).help(format!("写成“{name} = …”"), format!("write “{name} = …”"))
        }
        _ => declared(found, question).help("和它自己的值比", "compare it with a value of its own"),
    }
}

fn declared(found: Diagnostic, question: &Question) -> Diagnostic {
    let place = question.name.place;
    found.label_in(place.file, place.span, "问题在这里声明", "the question is declared here")
}
