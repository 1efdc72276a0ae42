//! E0220: the bundle that a derived one stands on is not there, or is not the only one.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Kind, Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0220",
    severity: Severity::Error,
    title: Words::new("没有这个底本", "no such base"),
    explanation: Words::new(
        "`适用 荆州市 基于 湖北省.我要开餐馆` 以另一件事为底本。底本写在同一个文件里，或在引入的文件里；前面的“湖北省”是底本的适用地区，或文件名。",
        "A derived bundle stands on another: one of the same file or of an imported one. What stands before its name is its region, or the name of its file.",
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

适用 荆州市 基于 我要办政
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

适用 荆州市 基于 我要办证
"#,
};

/// No bundle in reach is called `name`.
#[must_use]
pub fn no_base(name: &Name, kind: Kind, close: &[String]) -> Diagnostic {
    let (text, words) = (&name.value, kind.words());
    let zh = format!("没有叫“{text}”的{}可以作底本", words.zh);
    let en = format!("there is no {} called “{text}” to stand on", words.en);
    let found = at(&INFO, name.place, zh, en);
    if close.is_empty() {
        return found.help(
            "检查名称，或引入底本所在的文件，如：引入 湖北省",
            "check the name, or import the file that the base stands in: 引入 湖北省",
        );
    }
    did_you_mean(found, name.place, close)
}

/// More than one bundle in reach is called `name`.
#[must_use]
pub fn several_bases(name: &Name, (first, second): (Place, Place)) -> Diagnostic {
    let text = &name.value;
    let zh = format!("叫“{text}”的一件事不止一个，不知道以哪个为底本");
    let en = format!("more than one bundle is called “{text}”");
    at(&INFO, name.place, zh, en)
        .label_in(first.file, first.span, "一个在这里", "one stands here")
        .label_in(second.file, second.span, "另一个在这里", "another stands here")
        .help(format!("写明是哪里的，如：基于 湖北省.{text}"), format!("say whose it is: 基于 湖北省.{text}"))
}
