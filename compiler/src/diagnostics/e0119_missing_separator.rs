//! E0119: two rows on one line without `；`.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0119",
    severity: Severity::Error,
    title: Words::new("两项之间缺少；", "a ； is missing between two properties"),
    explanation: Words::new(
        "写在同一行的两项用 `；` 隔开；`，` 和 `、` 只用在一项之内的名单里。也可以另起一行。",
        "Two properties on one line are separated by `；`; `，` and `、` only stand inside a list. A new line does as well.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局，承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
};

/// At `span` stands another mark (or nothing) where `next` begins a property of its own.
#[must_use]
pub fn missing_separator(file: FileId, span: Span, replace: Span, next: &str) -> Diagnostic {
    let found = Diagnostic::new(
        &INFO,
        file,
        span,
        format!("“{next}”是另一项，前面要用“；”隔开"),
        format!("“{next}” is a property of its own, a “；” belongs before it"),
    );
    // `参加 联合踏勘，当 营业面积 ≥ 60 ㎡`, `需要 《图纸》 当 招牌`: with a “；” the condition would be that of the whole item.
    if next == Keyword::When.zh() {
        return found.help(
            "“；”后面的“当”限定整个事项，不只限定前面那一项。是整个事项的条件，就写“；”；材料只在有的情形要，写在材料上：`材料 《图纸》 { 当 …… }`；\
             只想限定别的一部分，把那一部分写成另一个事项",
            "behind a “；” the condition is that of the whole item, not of the part before it. If that is meant, write “；”. A material that is \
             needed in some case only says so itself: `材料 《…》 { 当 … }`; of another part make an item of its own",
        );
    }
    found.fix("写上“；”", "write “；”", replace, "；")
}
