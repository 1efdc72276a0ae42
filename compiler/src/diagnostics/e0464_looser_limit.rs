//! E0464: a lower level gives itself more time.

use super::e0402_above_statutory::Dates;
use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Place, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0464",
    severity: Severity::Error,
    title: Words::new("时限比底本长", "a limit longer than the base's"),
    explanation: Words::new(
        "下级可以把时限收得更紧，不能放宽。单位不同的（如工作日和自然日），按日历逐日比较：只要有一天开始会比底本晚，就算放宽。",
        "A lower level may tighten a limit, never loosen it. Where the units differ, the due dates are compared for every published day of start.",
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
    事项 办证 { 承诺 8 工作日 }
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

/// The limit that `what` names is longer than the base's; `dates` where the units differ.
#[must_use]
pub fn looser_limit(
    what: (&str, &str),
    written: &Spanned<Amount>,
    base: &Spanned<Amount>,
    dates: Option<&Dates>,
) -> Diagnostic {
    let (ours, theirs) = (amount_words(written.value), amount_words(base.value));
    let (zh, en) = what;
    let found = at(
        &INFO,
        written.place,
        format!("{zh}从底本的 {theirs} 放宽到 {ours}"),
        format!("{en} goes from {theirs} in the base to {ours}"),
    )
    .label_in(base.place.file, base.place.span, "底本在这里", "the base stands here");
    match dates {
        Some(Dates { start, promised_due, statutory_due }) => found.help(
            format!("例如 {start} 开始：这里到 {promised_due}，底本到 {statutory_due}"),
            format!(
                "begun on {start}, for example: here until {promised_due}, in the base until {statutory_due}"
            ),
        ),
        None => found.help("下级只能收紧，不能放宽", "a lower level may tighten, never loosen").fix(
            format!("改成“{theirs}”"),
            format!("write “{theirs}”"),
            written.place.span,
            theirs,
        ),
    }
}

/// The limit that `what` names is gone, or has come where the base has none.
#[must_use]
pub fn limit_appears(place: Place, what: (&str, &str), base: Option<&Spanned<Amount>>) -> Diagnostic {
    let (zh, en) = what;
    match base {
        Some(base) => at(
            &INFO,
            place,
            format!("{zh}没有了，底本是 {}", amount_words(base.value)),
            format!("{en} is gone; the base has {}", amount_words(base.value)),
        )
        .label_in(base.place.file, base.place.span, "底本在这里", "the base stands here")
        .help("照底本写，或更短", "write it as in the base, or shorter"),
        None => at(&INFO, place, format!("底本没有{zh}，这里加上了"), format!("{en} is not in the base"))
            .help("删去：多等的时间就是放宽", "remove it: time that is waited longer is a loosening"),
    }
}
