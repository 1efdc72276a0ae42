//! E0215: an imported name is ambiguous.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Kind, Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0215",
    severity: Severity::Error,
    title: Words::new("引入的名称不唯一", "an imported name is ambiguous"),
    explanation: Words::new(
        "两个引入的文件声明了同一个名称，用到它时不知道指哪一个。在名称前写明模块，如 `证照.《营业执照》`、`公共.市场监督管理局`；两个模块同名时，用 `引入 …… 为 别名` 另起名称。也可以在本文件里自己声明，本文件的声明优先。",
        "Two imported files declare the same name. Say which module is meant, as in `证照.《营业执照》`; modules of the same name get another one by `引入 … 为 ALIAS`. Or declare it in this file: its own declarations come first.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// `name` is declared in two imported files.
#[must_use]
pub fn ambiguous_import(name: &Name, kind: Kind, places: (Place, Place), modules: [&str; 2]) -> Diagnostic {
    let (text, words) = (&name.value, kind.words());
    let (first, second) = places;
    let written = if kind == Kind::Material { format!("《{text}》") } else { text.clone() };
    let [one, other] = modules.map(|module| format!("{module}.{written}"));
    let same = modules.first() == modules.last();
    let more_zh =
        if same { "；两个模块同名，先用“引入 …… 为 别名”分开" } else { "" };
    let more_en = if same {
        "; the modules share their name: tell them apart by “引入 … 为 ALIAS”"
    } else {
        ""
    };
    let zh = format!("引入的文件里有不止一个{}叫“{text}”", words.zh);
    let en = format!("more than one imported {} is called “{text}”", words.en);
    at(&INFO, name.place, zh, en)
        .label_in(first.file, first.span, "一个在这里", "one stands here")
        .label_in(second.file, second.span, "另一个在这里", "another stands here")
        .help(
            format!("写明是哪个模块的：{one} 或 {other}{more_zh}"),
            format!("say which one is meant: {one} or {other}{more_en}"),
        )
}
