//! E0467: a lower level gives the applicant less.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0467",
    severity: Severity::Error,
    title: Words::new("比底本给得少", "less is given than in the base"),
    explanation: Words::new(
        "下级不能减少服务对象，不能少发证照，不能改变底本事项的适用条件，不能把“独立”改成“一票否决”，也不能把底本事项改成后补。材料的条件可以收窄：在底本的条件后面加“且 ……”。",
        "A lower level serves nobody less: it issues what the base issues, keeps the conditions of the base's items, makes no refusal end the case, and lets no item be settled afterwards. The condition of a material may be narrowed: the base's condition and more.",
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
    事项 办证 { 不予 一票否决 }
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
    事项 办证 { 承诺 4 工作日 }
}
"#,
};

/// What is given less, in both languages; where the base gives more.
#[must_use]
pub fn less(place: Place, zh: String, en: String, base: Place) -> Diagnostic {
    at(&INFO, place, zh, en)
        .label_in(base.file, base.span, "底本在这里", "the base stands here")
        .help("照底本", "leave it as in the base")
}
