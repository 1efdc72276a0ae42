//! E0498: 委托 that says nothing, or a seal without words.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0498",
    severity: Severity::Error,
    title: Words::new("委托或者印章没有内容", "an entrusting or a seal says nothing"),
    explanation: Words::new(
        "`委托` 是另一个部门代为受理、送达（行政许可法第二十四条），不能委托给自己，一家写一次。`印章`、`证照章` 写章上的文字，不能空着；不写就是默认的章。",
        "委托 lets another department accept or deliver in the place of the one in charge (行政许可法 24): not itself, and each once. 印章 and 证照章 take the words of the seal; without them the usual seal is used.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日 }
    流程 { 一窗受理 { 承办 甲局；委托 甲局；渠道 网上 } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局、乡便民服务中心
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日 }
    流程 { 一窗受理 { 承办 甲局；委托 乡便民服务中心；渠道 网上 } }
}
"#,
};

/// The department is in charge itself.
#[must_use]
pub fn to_itself(place: Place, department: &Name) -> Diagnostic {
    let name = &department.value;
    at(&INFO, place, format!("“{name}”自己就是承办的"), format!("“{name}” is in charge itself"))
        .help("删去它，或者写受委托的部门", "delete it, or name the department that acts in its place")
}

/// The same once more.
#[must_use]
pub fn said_twice(place: Place, department: &Name) -> Diagnostic {
    let name = &department.value;
    at(&INFO, place, format!("已经委托过“{name}”"), format!("“{name}” is entrusted already"))
        .help("一家只写一次", "each once")
}

/// A seal without words.
#[must_use]
pub fn empty_seal(place: Place) -> Diagnostic {
    at(&INFO, place, "章上没有文字", "the seal has no words")
        .help("写章上的文字，或者删去这一行", "write the words of the seal, or delete the row")
}
