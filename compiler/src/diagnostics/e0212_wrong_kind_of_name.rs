//! E0212: the name stands for something else.

use super::semantic::{an, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Entity, Kind, Name};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0212",
    severity: Severity::Error,
    title: Words::new("这个名称指的是别的东西", "the name stands for something else"),
    explanation: Words::new(
        "名称存在，但不是这里要的那一类：例如流程里只能写事项，参加后面只能写联合行动。",
        "The name exists but is of another kind: 流程 takes items, 参加 takes joint actions, and so on.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 政务服务局 → 办证 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 办证 }
}
"#,
};

/// `name` should be of kind `wanted`, but is `found`.
#[must_use]
pub fn wrong_kind_of_name(name: &Name, wanted: Kind, found: &Entity) -> Diagnostic {
    let (text, wanted, is) = (&name.value, wanted.words(), found.kind.words());
    let zh = format!("“{text}”是{}，这里要写{}", is.zh, wanted.zh);
    let en = format!("“{text}” is {}, but {} is needed here", an(is.en), an(wanted.en));
    at(&INFO, name.place, zh, en)
        .label_in(found.place.file, found.place.span, "它在这里声明", "it is declared here")
        .help(format!("写一个{}的名称", wanted.zh), format!("write the name of {}", an(wanted.en)))
}
