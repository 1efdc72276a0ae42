//! E0483: the form of a material is not sound.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place, Spanned};
use lianban_runtime::plan::Medium;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0483",
    severity: Severity::Error,
    title: Words::new("材料的形式写得不对", "the form of a material is not sound"),
    explanation: Words::new(
        "`形式` 写明交原件、复印件还是电子件，各几份；`原件核验` 看过即还，不计入份数。一种形式只写一次。写了各形式的份数又写 `份数`，两者要一致。从共享平台取的材料申请人不用交，不能要原件或复印件。",
        "形式 says whether originals, photocopies or electronic files are handed in, and how many; an original that is only looked at (原件核验) is handed back and not counted. Each form stands once. Copies stated by form and 份数 must agree. What is fetched from a shared catalogue is not brought on paper.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《身份证》 { 来源 共享 公安.居民身份证；形式 原件 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《身份证》 { 来源 共享 公安.居民身份证；形式 电子 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
};

/// The same form twice in one list.
#[must_use]
pub fn twice(place: Place, medium: Medium, first: Place) -> Diagnostic {
    let word = medium.word();
    at(&INFO, place, format!("“{word}”写了两次"), format!("“{word}” stands twice"))
        .label_in(first.file, first.span, "第一次在这里", "the first time")
        .help("合成一处，写明一共几份", "state it once, with all its copies")
}

/// A shared material that is to be brought on paper.
#[must_use]
pub fn shared_on_paper(place: Place, medium: Medium, material: &Name, source: Place) -> Diagnostic {
    let (word, text) = (medium.word(), &material.value);
    let zh = format!("“{text}”从共享平台取，不能要申请人交{word}");
    at(&INFO, place, zh, format!("“{text}” is fetched from a shared catalogue; {word} cannot be asked for"))
        .label_in(source.file, source.span, "它的来源", "its source")
        .help("形式写“电子”，或把来源改为申请人", "write 电子, or make the applicant its source")
}

/// 份数 and the copies of 形式 differ.
#[must_use]
pub fn copies_differ(copies: &Spanned<u32>, kept: u32, media: Place) -> Diagnostic {
    let written = copies.value;
    let zh = format!("份数写 {written} 份，各形式相加是 {kept} 份");
    at(&INFO, copies.place, zh, format!("份数 says {written}, the forms add up to {kept}"))
        .label_in(media.file, media.span, "形式在这里", "the forms")
        .help("去掉份数，或改成一致", "drop 份数, or make them agree")
        .fix(
            format!("改成“{kept} 份”"),
            format!("write “{kept} 份”"),
            copies.place.span,
            format!("{kept} 份"),
        )
}
