//! E0221: a derived bundle stands on itself.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Derived;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0221",
    severity: Severity::Error,
    title: Words::new("底本绕回自己", "a bundle stands on itself"),
    explanation: Words::new(
        "下级以上级为底本：省、市、县，一级一级往上，最后要有一个用“一件事”写全的。绕回自己，就没有底本了。",
        "A lower level stands on a higher one; at the end there is a bundle that is written out. A chain that leads back to itself has no base.",
    ),
    example: Example::Text(
        r#"适用 荆州市 基于 宜昌市.我要办证
适用 宜昌市 基于 荆州市.我要办证
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

适用 荆州市 基于 湖北省.我要办证
适用 宜昌市 基于 荆州市.我要办证
"#,
};

/// The regions in the order in which one stands on the next; the first comes again at the end.
#[must_use]
pub fn base_cycle(derived: &Derived, regions: &[&str]) -> Diagnostic {
    let (zh, en) = (regions.join("”基于“"), regions.join("” stands on “"));
    let name = &derived.name.value;
    at(
        &INFO,
        derived.name.place,
        format!("“{name}”的底本绕回自己：“{zh}”"),
        format!("“{name}” stands on itself: “{en}”"),
    )
    .help("把其中一个写成完整的“一件事”", "write one of them out as a bundle of its own")
}
