//! E0454: a name that is no moment of the case.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::limit::Point;
use crate::names::{Kind, Name, Spanned};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0454",
    severity: Severity::Error,
    title: Words::new("这个名称不是一个时刻", "the name is no moment of the case"),
    explanation: Words::new(
        "`从`、`到` 后面写一个时刻：`提交`、`受理`、`办结`、`统一出件`，或者事项、环节（`事项·环节`）、联合、阶段、里程碑的名称，或者由一个事项产出的材料。只写名称指它办完的时刻；`开始` 指它开始，`受理` 指事项受理。申请人提交的材料、部门、问题没有这样的时刻。",
        "`从` and `到` take a moment: `提交`, `受理`, `办结`, `统一出件`, or the name of an item, a step (`item·step`), a joint action, a stage, a milestone, or a product of one item. The name alone is the moment it is done; `开始` is its beginning, `受理` an item's acceptance.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日；时限 5 工作日 从 政务服务局 到 办结 }
    部门 政务服务局
    事项 办证 { 承办 政务服务局；法定 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日；时限 5 工作日 从 办证 受理 到 办结 }
    部门 政务服务局
    事项 办证 { 承办 政务服务局；法定 5 工作日 }
}
"#,
};

/// `name` is of a kind that has no moment.
#[must_use]
pub fn no_moment(name: &Name, kind: Kind) -> Diagnostic {
    let (text, words) = (&name.value, kind.words());
    let zh = format!("“{text}”是{}，不是一个时刻", words.zh);
    at(&INFO, name.place, zh, format!("“{text}” is a {}, not a moment", words.en)).help(
        "写事项、环节、联合、阶段、里程碑的名称，或提交、受理、办结",
        "write an item, a step, a joint action, a stage, a milestone, or 提交, 受理, 办结",
    )
}

/// A material that no item produces, or several.
#[must_use]
pub fn no_single_producer(name: &Name, producers: usize) -> Diagnostic {
    let text = &name.value;
    let (zh, en) = if producers == 0 {
        (format!("《{text}》不由哪个事项产出，没有产出的时刻"), format!("no item produces 《{text}》"))
    } else {
        (
            format!("《{text}》由 {producers} 个事项产出，说不清是哪个时刻"),
            format!("{producers} items produce 《{text}》"),
        )
    };
    at(&INFO, name.place, zh, en).help("写事项的名称", "write the name of the item")
}

/// 受理 of something that is not accepted.
#[must_use]
pub fn no_acceptance(name: &Name, kind: Kind, point: &Spanned<Point>) -> Diagnostic {
    let (text, words) = (&name.value, kind.words());
    let zh = format!("“{text}”是{}，没有受理", words.zh);
    at(&INFO, point.place, zh, format!("“{text}” is a {}: it is not accepted", words.en))
        .help("写“开始”或“完成”", "write 开始 or 完成")
}

/// 统一出件 where nothing is delivered.
#[must_use]
pub fn no_delivery(place: crate::names::Place) -> Diagnostic {
    at(&INFO, place, "流程里没有统一出件", "nothing is delivered in this flow")
        .help("在流程末尾写统一出件，或写到办结", "end the flow with 统一出件, or write 办结")
}
