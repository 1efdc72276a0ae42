//! E0466: name, code, kind and basis are the same on all levels (三级四同).

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0466",
    severity: Severity::Error,
    title: Words::new("三级四同：与底本不一致", "not the same as in the base"),
    explanation: Words::new(
        "同一事项在省、市、县的名称、类型、法律依据、基本编码要相同。下级不能改编码、事项类型和事项的依据；一件事自己的依据可以增加。",
        "One item has the same name, kind, legal basis and code on every level. A lower level cannot change the code, an item's kind or its basis; the bundle itself may cite more.",
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
    编码 "BZ-2"
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
    编码 "BZ-1"
}
"#,
};

/// `what` is `here`, in the base `there`.
#[must_use]
pub fn not_the_same(place: Place, what: (&str, &str), here: &str, there: &str, base: Place) -> Diagnostic {
    let (zh, en) = what;
    let words =
        |text: &str, none: &str| if text.is_empty() { none.to_owned() } else { format!("“{text}”") };
    at(
        &INFO,
        place,
        format!("{zh}是{}，底本是{}", words(here, "没有"), words(there, "没有")),
        format!("{en} is {}; in the base {}", words(here, "none"), words(there, "none")),
    )
    .label_in(base.file, base.span, "底本在这里", "the base stands here")
    .help("删去这一行，照底本", "remove the row: it is as in the base")
}
