//! W0484: a content does not fit its field.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::plan::Doubt;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0484",
    severity: Severity::Warning,
    title: Words::new("填的内容不合格式", "a content does not fit its field"),
    explanation: Words::new(
        "内容与字段的类型不合：位数、校验码、日期、字数或者选项。校验码按国家标准算：统一社会信用代码 GB 32100，公民身份号码 GB 11643，组织机构代码 GB 11714。实际在用的代码有的并不合标准，所以只提醒，不拒绝。",
        "The content does not fit the type of the field: its length, check character, date or choice. Check characters follow GB 32100, GB 11643 and GB 11714. Some codes in force do not, so this is a remark and never a refusal.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    字段 企业代码: 统一社会信用代码
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；填写 企业代码 }
    测试 “填表” {
        填 企业代码 = “91350211M0000XUF46”
        2026-03-09 提交
        期望 办结 = 2026-03-16
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    字段 企业代码: 统一社会信用代码
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；填写 企业代码 }
    测试 “填表” {
        填 企业代码 = “91350100M000100Y43”
        2026-03-09 提交
        期望 办结 = 2026-03-16
    }
}
"#,
};

/// `content` does not fit `field`.
#[must_use]
pub fn doubtful_content(content: &Spanned<String>, field: &Name, doubt: Doubt) -> Diagnostic {
    let (text, why) = (&field.value, doubt.zh());
    at(&INFO, content.place, format!("“{text}”：{why}"), format!("“{text}”: {doubt}"))
        .help("核对一遍；确实如此就不用改", "look again; if it is so, leave it")
}
