//! E0491: two rows about who attends or signs contradict each other.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0491",
    severity: Severity::Error,
    title: Words::new("两处说法矛盾", "two rows contradict each other"),
    explanation: Words::new(
        "`不得缺席` 就是全部到场，不能又写 `到场 过半`；`缺席 视为同意` 就是可以不到，不能又写 `到场 全部`。一个环节只能有会签、或签、票签中的一种，会签要么同时，要么依次。一个环节不会又可逆又不可逆。",
        "不得缺席 means that all attend, so 到场 cannot ask for fewer; 缺席 视为同意 means that some may be absent, so 到场 cannot ask for all. A step takes one of 会签, 或签, 票签, and 会签 is either 同时 or 依次. A step is not both 可逆 and 不可逆.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局、乙局
    联合 联合验收 是 验收 { 牵头 甲局；参加 乙局；时限 2 工作日；到场 至少 1；缺席 不得缺席 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合验收 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局、乙局
    联合 联合验收 是 验收 { 牵头 甲局；参加 乙局；时限 2 工作日；缺席 不得缺席 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合验收 }
}
"#,
};

/// `second` contradicts what stands before.
#[must_use]
pub fn contradiction(second: Place, first: Place, word: &str, choices: &str) -> Diagnostic {
    at(&INFO, second, format!("“{word}”和前面写的矛盾"), format!("“{word}” contradicts what stands before"))
        .label_in(first.file, first.span, "前面写在这里", "it stands here")
        .help(format!("只留一种：{choices}"), format!("keep one: {choices}"))
}
