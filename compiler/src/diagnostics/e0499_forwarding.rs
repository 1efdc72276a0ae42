//! E0499: 转报 that is none, or that may take too long.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0499",
    severity: Severity::Error,
    title: Words::new("转报写得不对", "forwarding to the higher authority is wrong"),
    explanation: Words::new(
        "`转报` 是下级机关先审查，再连同意见报上级机关决定（行政许可法第三十五条）。环节要写自己的 `承办`，和作决定的不是一家；行政许可的，二十日内审查完毕（第四十三条），法律、法规另有规定的写出依据：`时限 30 工作日，依据 “……”`。一个事项转报一次。",
        "转报: a lower authority examines first and sends the file with its opinion to the higher one, which decides (行政许可法 35). The step names a 承办 of its own, another than the item's; of a licence it takes at most twenty days (art. 43), unless a law says otherwise and is cited. An item is forwarded once.",
    ),
    example: Example::Text(
        r#"一件事 我要采矿 {
    部门 市局
    事项 采矿许可 是 行政许可 { 承办 市局；法定 20 工作日；承诺 15 工作日；环节 初审 { 时限 5 工作日；转报 } }
}
"#,
    ),
    corrected: r#"一件事 我要采矿 {
    部门 市局、县局
    事项 采矿许可 是 行政许可 {
        承办 市局
        法定 20 工作日
        承诺 15 工作日
        环节 初审 { 承办 县局；时限 5 工作日；转报 }
    }
}
"#,
};

/// It stays in the same department.
#[must_use]
pub fn same_department(place: Place) -> Diagnostic {
    at(&INFO, place, "转报的和作决定的是一家", "whoever forwards it also decides it").help(
        "写环节的 `承办`：先审查的下级机关",
        "write 承办 of the step: the lower authority that examines first",
    )
}

/// More than twenty days, and nothing cited.
#[must_use]
pub fn too_long(place: Place) -> Diagnostic {
    at(
        &INFO,
        place,
        "下级机关应当二十日内审查完毕（行政许可法第四十三条）",
        "the lower authority examines within twenty days (行政许可法 43)",
    )
    .help("改成 `20 工作日` 以内，或者写出依据", "write at most `20 工作日`, or cite what says otherwise")
}

/// A second step forwards the same item.
#[must_use]
pub fn twice(place: Place) -> Diagnostic {
    at(&INFO, place, "这个事项已经转报过", "the item is forwarded already")
        .help("一个事项转报一次", "an item is forwarded once")
}
