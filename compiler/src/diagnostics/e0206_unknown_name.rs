//! E0206: an unknown name.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Kind, Name};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0206",
    severity: Severity::Error,
    title: Words::new("没有这个名称", "an unknown name"),
    explanation: Words::new(
        "用到的部门、事项、联合行动、问题都要先声明，或从标准库引入。多半是写错了字。",
        "A department, item, joint action or question must be declared or imported. Most often it is a slip of the pen.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务居；法定 20 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日 }
}
"#,
};

/// Nothing of this kind is called `name`.
#[must_use]
pub fn unknown_name(name: &Name, kind: Kind, close: &[String]) -> Diagnostic {
    let (text, words) = (&name.value, kind.words());
    let found = at(
        &INFO,
        name.place,
        format!("没有叫“{text}”的{}", words.zh),
        format!("there is no {} called “{text}”", words.en),
    );
    if close.is_empty() {
        let example = match kind {
            Kind::Question => format!("情形 {{ {text}: 是否 }}"),
            Kind::Rule => format!("规则 {text} {{ 输出 …… }}"),
            Kind::Department => format!("部门 {text}"),
            Kind::Material => format!("材料 《{text}》 {{ 来源 申请人 }}"),
            Kind::Item => format!("事项 {text} 是 行政许可 {{ …… }}"),
            Kind::Joint => format!("联合 {text} {{ …… }}"),
            Kind::Profile => format!("辖区规则 {text} {{ 要求补正 当场 }}"),
            Kind::Bundle => format!("一件事 {text} {{ …… }}"),
            Kind::Stage => format!("阶段 {text} {{ 事项 …… }}"),
            Kind::Milestone => format!("里程碑 {text}"),
            Kind::Procedure => format!("特别程序 {text} {{ 依据 “……”；不计入时限；书面告知 }}"),
            Kind::Role => format!("角色 {text}"),
            Kind::Template => format!("模板 {text}（……） {{ …… }}"),
            Kind::Field => format!("字段 {text}: 文本"),
            Kind::Form => format!("表单 {text} {{ 字段 …… }}"),
            Kind::LifeCycle => format!("办件流程 {text} {{ 环节 审查 }}"),
            Kind::Step => format!("环节 {text} {{ 时限 1 工作日 }}"),
        };
        return found.help(
            format!("检查名称，或先声明这个{}，如：{example}", words.zh),
            format!("check the name, or declare the {}: {example}", words.en),
        );
    }
    did_you_mean(found, name.place, close)
}

/// Nothing that a limit can run from or to is called `name`.
#[must_use]
pub fn unknown_moment(name: &Name, close: &[String]) -> Diagnostic {
    let text = &name.value;
    let found = at(
        &INFO,
        name.place,
        format!("没有叫“{text}”的事项、环节、联合、阶段、里程碑或材料"),
        format!("no item, step, joint action, stage, milestone or material is called “{text}”"),
    );
    if close.is_empty() {
        return found.help(
            "“从”“到”后面写它们的名称（环节写“事项·环节”，材料是由一个事项产出的），或者写：提交、受理、办结、统一出件",
            "`从` and `到` take the name of one (a step as `item·step`, a material that one item produces), or 提交, 受理, 办结, 统一出件",
        );
    }
    did_you_mean(found, name.place, close)
}
