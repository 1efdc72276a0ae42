//! E0222: a derived bundle speaks of something that its base does not have.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Kind, Name};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0222",
    severity: Severity::Error,
    title: Words::new("底本里没有", "not in the base"),
    explanation: Words::new(
        "“基于”的一件事里，同名的事项、材料是改底本的，别的名称是本地增加的。取消、修改的，底本里要有；增加的事项要写全（承办、时限）。",
        "In a derived bundle, an item or material of the base's name changes that one; another name is a local addition. What is dropped or changed must be in the base; a local item is written in full.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    编码 "BZ-1"
    适用 湖北省
    部门 政务服务局
    材料 《申请书》
    材料 《证明》
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；需要 《申请书》、《证明》 }
}

适用 荆州市 基于 我要办证 {
    取消 材料 《证名》
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    编码 "BZ-1"
    适用 湖北省
    部门 政务服务局
    材料 《申请书》
    材料 《证明》
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；需要 《申请书》、《证明》 }
}

适用 荆州市 基于 我要办证 {
    取消 材料 《证明》
}
"#,
};

/// The base has nothing of this kind called `name`.
#[must_use]
pub fn not_in_base(name: &Name, kind: Kind, close: &[String]) -> Diagnostic {
    let (text, words) = (&name.value, kind.words());
    let zh = format!("底本里没有叫“{text}”的{}", words.zh);
    let en = format!("the base has no {} called “{text}”", words.en);
    let found = at(&INFO, name.place, zh, en);
    if close.is_empty() {
        return found.help(
            format!("检查名称；要增加一个本地的{}，就把它写全", words.zh),
            format!("check the name; a local {} has to be written in full", words.en),
        );
    }
    did_you_mean(found, name.place, close)
}
