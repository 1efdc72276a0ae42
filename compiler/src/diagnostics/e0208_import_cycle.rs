//! E0208: files import each other.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0208",
    severity: Severity::Error,
    title: Words::new("循环引入", "files import each other"),
    explanation: Words::new(
        "几个文件互相引入，就不知道先读哪个。把共用的声明放到一个单独的文件里。",
        "Files that import each other have no beginning. Put the shared declarations into a file of their own.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The import closes a cycle; `paths` begins and ends with the same file.
#[must_use]
pub fn import_cycle(place: Place, paths: &[String]) -> Diagnostic {
    let pairs = || paths.iter().zip(paths.iter().skip(1));
    let zh: Vec<String> = pairs().map(|(from, to)| format!("“{from}”引入“{to}”")).collect();
    let en: Vec<String> = pairs().map(|(from, to)| format!("“{from}” imports “{to}”")).collect();
    let (zh, en) = match zh.as_slice() {
        [_] => ("文件引入了它自己".to_owned(), "the file imports itself".to_owned()),
        _ => (
            format!("循环引入：{}，转回了开头", zh.join("，")),
            format!("files import each other: {}, which closes the circle", en.join(", ")),
        ),
    };
    at(&INFO, place, zh, en)
        .help("把共用的声明放到一个单独的文件里", "put the shared declarations into a file of their own")
}
