//! E0484: one field is declared in two ways.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Field;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0484",
    severity: Severity::Error,
    title: Words::new("同一个字段声明得不一样", "one field is declared in two ways"),
    explanation: Words::new(
        "一表申请：一个字段申请人只填一次，几个事项共用，所以它只有一个类型。几处声明同一个字段，类型要相同；带 `当` 的字段只声明一次。",
        "One form for all items: a field is filled in once and shared, so it has one type. Where a field is declared in several places the types agree; a field with a condition is declared once.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    表单 基本信息 { 字段 成立日期: 文本 }
    字段 成立日期: 日期
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；填写 基本信息 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    表单 基本信息 { 字段 成立日期: 日期 }
    字段 成立日期: 日期
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；填写 基本信息 }
}
"#,
};

/// `field` is also declared as `first`, in another way.
#[must_use]
pub fn field_twice(field: &Field, first: &Field) -> Diagnostic {
    let (name, place) = (&field.name.value, first.name.place);
    let (this, that) = (field.kind.value.in_words(), first.kind.value.in_words());
    if this == that {
        let zh = format!("带条件的字段“{name}”声明了两次");
        return at(
            &INFO,
            field.name.place,
            zh,
            format!("“{name}”, a field with a condition, is declared twice"),
        )
        .label_in(place.file, place.span, "另一处在这里", "the other declaration")
        .help("只留一处声明", "keep one declaration");
    }
    let zh = format!("字段“{name}”在这里是{this}，另一处是{that}");
    at(&INFO, field.kind.place, zh, format!("“{name}” is {this} here and {that} elsewhere"))
        .label_in(place.file, place.span, "另一处在这里", "the other declaration")
        .help(
            "用同一个类型；不是同一个字段就换一个名称",
            "use one type; if it is another field, give it another name",
        )
}
