//! E0314: the target of a test row does not fit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::TestLine;
use crate::names::{Kind, Name, Place, Spanned};
use crate::testcase::Outcome;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0314",
    severity: Severity::Error,
    title: Words::new("测试里的对象不对", "the target of a test row does not fit"),
    explanation: Words::new(
        "`补交`、`不补交` 的对象是容缺材料；`要求补正`、`不予` 的对象是事项；`提交`、`撤回` 等没有对象。",
        "补交 and 不补交 take a tolerated material, 要求补正 and 不予 an item; 提交, 撤回 … take no target.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 提交
        2026-02-28 不予
        期望 结果 = 办结
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 提交
        2026-02-28 不予 办证
        期望 结果 = 不予
    }
}
"#,
};

/// The row needs a target of this kind.
#[must_use]
pub fn missing(line: &TestLine, kind: Kind) -> Diagnostic {
    let words = kind.words();
    at(&INFO, line.verb.place, format!("这里要写明哪个{}", words.zh), format!("say which {}", words.en)).help(
        format!("在动作后面写{}的名称", words.zh),
        format!("write the name of the {} behind the verb", words.en),
    )
}

/// Several steps bear this name.
#[must_use]
pub fn several_steps(name: &Name, whole: &[String]) -> Diagnostic {
    let text = &name.value;
    at(
        &INFO,
        name.place,
        format!("叫“{text}”的环节有 {} 个", whole.len()),
        format!("{} steps are called “{text}”", whole.len()),
    )
    .help(
        format!("连同事项一起写：{}", whole.join("、")),
        format!("write it with its item: {}", whole.join(", ")),
    )
}

/// The verb takes no target.
#[must_use]
pub fn superfluous(target: &Name) -> Diagnostic {
    at(
        &INFO,
        target.place,
        "这个动作针对整件事，后面不写对象",
        "this verb concerns the whole case and takes no target",
    )
    .help("删去对象", "delete the target")
    .fix("删去对象", "delete the target", target.place.span, "")
}

/// The material is not accepted as missing, so it cannot be handed in later.
#[must_use]
pub fn not_tolerated(name: &Name, declared: Place) -> Diagnostic {
    let text = &name.value;
    at(&INFO, name.place, format!("“{text}”不是容缺材料"), format!("“{text}” is not a tolerated material"))
        .label_in(declared.file, declared.span, "它在这里声明", "it is declared here")
        .help("在材料里写上容缺及期限，如：容缺 5 工作日", "let the material say: 容缺 5 工作日")
}

/// The outcome is not one that an item (or a case) can have.
#[must_use]
pub fn outcome(outcome: &Spanned<Outcome>, item: bool) -> Diagnostic {
    let word = outcome.value.word();
    let fits = |o: &&Outcome| if item { o.of_item() } else { o.of_case() };
    let list: Vec<&str> = Outcome::ALL.iter().filter(fits).map(|o| o.word()).collect();
    let list = list.join("、");
    let (zh, en) = if item { ("一个事项", "an item") } else { ("整件事", "a case") };
    at(&INFO, outcome.place, format!("{zh}的结果不会是“{word}”"), format!("“{word}” is no outcome of {en}"))
        .help(format!("可以写：{list}"), format!("write one of: {list}"))
}

/// The row does not say who speaks.
#[must_use]
pub fn nobody(line: &TestLine) -> Diagnostic {
    at(&INFO, line.verb.place, "这里要写明由谁", "say who it is").help(
        "在后面写：由 部门或角色，例如：同意 联合验收 由 消防救援大队",
        "write 由 and a department or role, for example: 同意 联合验收 由 消防救援大队",
    )
}

/// One actor only.
#[must_use]
pub fn one_actor(second: &Name) -> Diagnostic {
    at(&INFO, second.place, "这个动作只由一家做", "one actor only").help(
        "只留一家；到场、缺席、同意、不同意才可以写几家",
        "keep one; only 到场, 缺席, 同意 and 不同意 take several",
    )
}

/// The row does not say to whom, or says it in the wrong way.
#[must_use]
pub fn to_whom(line: &TestLine) -> Diagnostic {
    at(&INFO, line.verb.place, "这里要写明到谁、到哪个环节", "say to whom, or to which step").help(
        "转办、委派、抄送 写 到 部门、角色或“人名”，加签、减签 写 到 部门或角色，退回 写 到 环节",
        "转办, 委派, 抄送 take 到 and a department, role or “person”; 加签, 减签 a department or role; 退回 a step",
    )
}
