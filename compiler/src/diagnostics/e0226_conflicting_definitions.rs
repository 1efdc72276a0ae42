//! E0226: a bundle and one that it includes declare the same name differently.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0226",
    severity: Severity::Error,
    title: Words::new("同一个名称有两种写法", "one name is declared in two ways"),
    explanation: Words::new(
        "`包含` 把另一件一件事的问题、部门、材料并过来，同名的算一个。两处写得不一样，就不知道以哪个为准。把两处写成一样，或放到一个共用的文件里。",
        "`包含` brings in the questions, departments and materials of another bundle; what has one name is one. Where the two declarations differ, nobody knows which counts. Make them equal, or put them into a file of their own.",
    ),
    example: Example::Text(
        r#"部门 政务服务局
一件事 开办 {
    材料 《申请书》 { 来源 共享 库.申请书 }
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请书》 }
}
一件事 我要开店 {
    包含 开办
    材料 《申请书》
    事项 许可 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请书》 }
}
"#,
    ),
    corrected: r#"部门 政务服务局
一件事 开办 {
    材料 《申请书》
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请书》 }
}
一件事 我要开店 {
    包含 开办
    材料 《申请书》
    事项 许可 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请书》 }
}
"#,
};

/// `name` is declared here and, differently, in the included bundle.
#[must_use]
pub fn conflicting_definitions(name: &Name, included: Place, bundle: &Name) -> Diagnostic {
    let (text, other) = (&name.value, &bundle.value);
    let zh = format!("“{text}”在这里的写法，与所包含的“{other}”里的不一样");
    let en = format!("“{text}” is declared differently in “{other}”, which is included");
    at(&INFO, name.place, zh, en)
        .label_in(included.file, included.span, "另一处写在这里", "the other declaration")
        .label_in(bundle.place.file, bundle.place.span, "在这里包含进来", "it is included here")
        .help("把两处写成一样", "make them equal")
}
