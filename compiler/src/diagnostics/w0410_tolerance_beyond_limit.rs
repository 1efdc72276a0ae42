//! W0410: a paper may come later than the item that needs it is promised.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0410",
    severity: Severity::Warning,
    title: Words::new("容缺的期限比事项的时限长", "a missing paper may come after the item is due"),
    explanation: Words::new(
        "容缺的材料到了才能决定。材料最后一天才交来，事项的承诺（没有承诺的，法定）就已经过了，亮红牌的是部门。\
         把容缺缩短到不超过时限，或者放宽时限。",
        "Nothing is decided before the missing paper is there. If it comes on its last day, the promise of the item (or its \
         statutory limit) has run out already, and the department is late. Shorten 容缺, or relax the limit.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 9 工作日 }
    部门 政务服务局
    材料 《健康证》 { 容缺 9 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；需要 《健康证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    材料 《健康证》 { 容缺 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；需要 《健康证》 }
}
"#,
};

/// The paper may come `tolerance` after the acceptance, the item is due after `limit`.
#[must_use]
pub fn tolerance_beyond_limit(
    material: &Name,
    tolerance: &Spanned<Amount>,
    item: &Name,
    limit: &Spanned<Amount>,
) -> Diagnostic {
    let (name, by, of) = (&material.value, tolerance.value.in_words(), &item.value);
    let due = limit.value.in_words();
    let zh = format!("《{name}》容缺 {by}，比“{of}”的时限 {due} 还长");
    let en = format!("《{name}》 may come after {by}, “{of}” is due after {due}");
    at(&INFO, tolerance.place, zh, en)
        .label_in(limit.place.file, limit.place.span, "事项的时限", "the limit of the item")
        .help("容缺不要超过时限，或者放宽事项的时限", "shorten 容缺 to the limit, or relax the limit")
}
