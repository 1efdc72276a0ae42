//! E0465: a lower level asks more of the applicant.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0465",
    severity: Severity::Error,
    title: Words::new("比底本多要申请人的", "more is asked of the applicant than in the base"),
    explanation: Words::new(
        "下级可以少要材料、少让人跑，不能多要：底本的事项不能增加申请人提交的材料和填写的字段，共享的不能改成申请人交，容缺的期限不能缩短，跑动、踏勘不能增加。本地增加的事项可以有自己的材料。",
        "A lower level may ask for less, never for more: an item of the base gets no further material of the applicant and no further field, what is shared is not handed in, a tolerated material is owed no sooner, and there are no more trips or inspections. A local item may have materials of its own.",
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
    材料 《照片》
    事项 办证 { 需要 《申请书》、《证明》、《照片》 }
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
    事项 办证 { 需要 《申请书》 }
}
"#,
};

/// What got heavier, in both languages; where the base says otherwise.
#[must_use]
pub fn heavier(place: Place, zh: String, en: String, base: Option<Place>) -> Diagnostic {
    let found = at(&INFO, place, zh, en).help("照底本，或少要一些", "as in the base, or less");
    match base {
        Some(base) => found.label_in(base.file, base.span, "底本在这里", "the base stands here"),
        None => found,
    }
}
