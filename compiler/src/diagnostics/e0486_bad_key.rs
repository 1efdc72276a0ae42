//! E0486: a field that cannot be a key.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;
use crate::names::surface::Field;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0486",
    severity: Severity::Error,
    title: Words::new("凭这个字段不能带出别的字段", "this field cannot be a key"),
    explanation: Words::new(
        "`凭` 后面写一个号码：`统一社会信用代码`、`公民身份号码`、`组织机构代码` 类型的字段。申请人只填号码，别的由系统带出。号码本身要申请人填，不能再凭别的带出。",
        "Behind `凭` stands a number: a field of the type `统一社会信用代码`, `公民身份号码` or `组织机构代码`. The applicant fills in the number only, the rest is fetched by it. The number itself is filled in, not fetched.",
    ),
    example: Example::Text(
        r#"一件事 我要变更 {
    部门 政务服务局
    字段 企业名称: 文本（100 字）
    字段 法定代表人姓名: 文本（50 字） 凭 企业名称
    事项 变更登记 是 行政确认 { 承办 政务服务局；承诺 1 工作日；填写 法定代表人姓名 }
}
"#,
    ),
    corrected: r#"一件事 我要变更 {
    部门 政务服务局
    字段 企业代码: 统一社会信用代码
    字段 法定代表人姓名: 文本（50 字） 凭 企业代码
    事项 变更登记 是 行政确认 { 承办 政务服务局；承诺 1 工作日；填写 法定代表人姓名 }
}
"#,
};

/// `key` cannot fetch another field: it is no number, or is itself fetched.
#[must_use]
pub fn bad_key(key: &Name, field: &Field) -> Diagnostic {
    let (name, is_fetched) = (&key.value, field.key.is_some());
    let (zh, en) = if is_fetched {
        (format!("“{name}”自己也是带出来的，不能再凭它带出别的"), format!("“{name}” is itself fetched"))
    } else {
        (
            format!("“{name}”是{}，凭它查不到唯一的一条记录", field.kind.value.in_words()),
            format!("“{name}” is of type {}: no record is found by it", field.kind.value.in_words()),
        )
    };
    at(&INFO, key.place, zh, en)
        .label_in(
            field.name.place.file,
            field.name.place.span,
            "字段在这里声明",
            "the field is declared here",
        )
        .help(
            "写一个统一社会信用代码、公民身份号码或组织机构代码的字段",
            "name a field of type 统一社会信用代码, 公民身份号码 or 组织机构代码",
        )
}
