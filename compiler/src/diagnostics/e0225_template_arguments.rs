//! E0225: the arguments of a template.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};
use crate::suggest;
use crate::syntax::keywords::Keyword;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0225",
    severity: Severity::Error,
    title: Words::new("模板的参数不对", "the arguments of a template are wrong"),
    explanation: Words::new(
        "`按 模板（名 = 值，……）` 给模板的每个参数写一个值，各写一次，值要合它的类型：`部门`、`名称` 是一个名称，`材料` 是一个或几个名称，`期限` 如 `5 工作日`，`数量` 如 `2 次`，`条件` 如 `经营面积 ≥ 300 ㎡`，`文字` 写在引号里。声明时写了 `= 值` 的参数可以不写。",
        "`按 TEMPLATE（name = value，…）` gives each parameter of the template one value of its kind: `部门` and `名称` take a name, `材料` one or more names, `期限` an amount of time such as `5 工作日`, `数量` a number such as `2 次`, `条件` a condition, `文字` a text in quotation marks. A parameter declared with `= value` may be left out.",
    ),
    example: Example::Text(
        r#"模板 审批事项（主管: 部门，天数: 期限） { 承办 主管；承诺 天数 }
一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 按 审批事项（主管 = 政务服务局）
}
"#,
    ),
    corrected: r#"模板 审批事项（主管: 部门，天数: 期限） { 承办 主管；承诺 天数 }
一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 按 审批事项（主管 = 政务服务局，天数 = 5 工作日）
}
"#,
};

/// The use leaves parameters out.
#[must_use]
pub fn missing(used: &Name, missing: &[&Name]) -> Diagnostic {
    let names: Vec<&str> = missing.iter().map(|name| name.value.as_str()).collect();
    let zh = format!("按模板“{}”写，还要给出{}", used.value, quoted(&names, "、"));
    let en = format!("template “{}” also needs {}", used.value, quoted(&names, ", "));
    let example: Vec<String> = names.iter().map(|name| format!("{name} = ……")).collect();
    let mut found = at(&INFO, used.place, zh, en);
    if let Some(first) = missing.first() {
        found = found.label_in(
            first.place.file,
            first.place.span,
            "参数声明在这里",
            "the parameter is declared here",
        );
    }
    found.help(
        format!("在括号里加上：{}", example.join("，")),
        format!("add in the parentheses: {}", example.join(", ")),
    )
}

fn quoted(names: &[&str], with: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    quoted.join(with)
}

/// The template has no such parameter.
#[must_use]
pub fn no_such(name: &Name, template: &Name, known: &[&str]) -> Diagnostic {
    let (text, owner) = (&name.value, &template.value);
    let zh = format!("模板“{owner}”没有参数“{text}”");
    let en = format!("template “{owner}” has no parameter “{text}”");
    let found = at(&INFO, name.place, zh, en).label_in(
        template.place.file,
        template.place.span,
        "模板声明在这里",
        "the template is declared here",
    );
    let close = suggest::close(text, known.iter().copied());
    if close.is_empty() {
        let (zh, en) = (known.join("、"), known.join(", "));
        return found.help(format!("它的参数有：{zh}"), format!("its parameters: {en}"));
    }
    did_you_mean(found, name.place, &close)
}

/// A parameter stands twice.
#[must_use]
pub fn twice(name: &Name, first: Place) -> Diagnostic {
    let text = &name.value;
    at(&INFO, name.place, format!("参数“{text}”写了两次"), format!("parameter “{text}” stands here twice"))
        .label_in(first.file, first.span, "第一次写在这里", "the first one stands here")
        .help("只留一个", "keep one of them")
}

/// The words do not fit the kind of the parameter.
#[must_use]
pub fn unfit(place: Place, parameter: &Name, kind: Keyword) -> Diagnostic {
    let (text, word) = (&parameter.value, kind.zh());
    let (zh, en) = match kind {
        Keyword::TimeSpan => ("写一个期限，如 5 工作日", "write an amount of time such as 5 工作日"),
        Keyword::Number => ("写一个数，如 2 次", "write a number such as 2 次"),
        Keyword::Wording => ("写引号里的文字，如 “……”", "write a text in quotation marks"),
        Keyword::Proposition => ("写一个条件，如 经营面积 ≥ 300 ㎡", "write a condition"),
        Keyword::Material => ("写材料的名称，几份用“、”隔开", "write names of materials, separated by “、”"),
        _ => ("写一个名称", "write one name"),
    };
    at(&INFO, place, format!("参数“{text}”要的是{word}"), format!("parameter “{text}” takes {word}"))
        .label_in(
            parameter.place.file,
            parameter.place.span,
            "参数声明在这里",
            "the parameter is declared here",
        )
        .help(zh, en)
}
