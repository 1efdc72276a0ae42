//! E0209: a needed material comes from nowhere.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0209",
    severity: Severity::Error,
    title: Words::new("需要的材料没有来处", "a needed material comes from nowhere"),
    explanation: Words::new(
        "事项需要的材料，要么声明（`材料 …`，写明来源），要么由某个事项产出，要么从标准库引入。",
        "A material that an item needs is declared (`材料 …` with its source), produced by an item, or imported.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身分证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
};

/// `name` is needed by the item `item`, but neither declared nor produced.
#[must_use]
pub fn unknown_material(name: &Name, item: &str, close: &[String]) -> Diagnostic {
    let text = &name.value;
    let zh = format!("“{item}”的材料“{text}”没有声明，也没有事项产出它");
    let en = format!("“{text}” of “{item}” is neither declared nor produced by any item");
    let found = at(&INFO, name.place, zh, en);
    if close.is_empty() {
        if let Some((module, plain)) = text.rsplit_once('.') {
            return found.help(
                format!("“{module}”里没有叫“{plain}”的材料，看看那个文件里声明了什么"),
                format!("“{module}” declares no material “{plain}”: see what that file declares"),
            );
        }
        let example = format!("材料 《{text}》 {{ 来源 申请人 }}");
        return found.help(format!("声明它，例如：{example}"), format!("declare it, for example: {example}"));
    }
    did_you_mean(found, name.place, close)
}
