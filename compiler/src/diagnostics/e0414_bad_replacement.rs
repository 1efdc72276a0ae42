//! E0414: a commitment cannot replace this.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0414",
    severity: Severity::Error,
    title: Words::new("承诺书不能这样替代", "a commitment cannot replace this"),
    explanation: Words::new(
        "告知承诺书替代的，是申请人本来要交的证明；共享或前序产出的材料本来就不用交。一份证明只由一份承诺书替代。\n\n\
         有条件时，`当` 写在承诺书上：条件成立时交承诺书，不成立时交证明。",
        "A written commitment replaces a proof that the applicant would have to bring; shared and produced materials are not brought anyway. One proof is replaced by one commitment.\n\n\
         A condition belongs to the commitment: where it holds the commitment is brought, elsewhere the proof.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《无违法证明》 { 来源 共享 公安.无违法记录 }
    材料 《守法承诺书》 { 来源 告知承诺 替代 《无违法证明》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《无违法证明》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《无违法证明》 { 来源 申请人 }
    材料 《守法承诺书》 { 来源 告知承诺 替代 《无违法证明》 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《无违法证明》 }
}
"#,
};

/// The proof is not the applicant's.
#[must_use]
pub fn not_the_applicants(place: Place, proof: &Name, source: Place) -> Diagnostic {
    let text = &proof.value;
    let zh = format!("“{text}”本来就不由申请人提交，不用替代");
    at(&INFO, place, zh, format!("“{text}” is not brought by the applicant and needs no replacement"))
        .label_in(source.file, source.span, "它的来源", "its source")
        .help("去掉这个替代，或把它的来源改为申请人", "drop it here, or make the applicant its source")
}

/// Two commitments replace the same proof.
#[must_use]
pub fn replaced_twice(place: Place, proof: &Name, first: Place) -> Diagnostic {
    let text = &proof.value;
    at(&INFO, place, format!("“{text}”被替代了两次"), format!("“{text}” is replaced twice"))
        .label_in(first.file, first.span, "第一次在这里", "the first time")
        .help("只留一份承诺书", "keep one commitment")
}

/// The proof has a condition of its own.
#[must_use]
pub fn conditional(when: Place, proof: &Name, replaced: Place) -> Diagnostic {
    let text = &proof.value;
    let zh = format!("“{text}”有承诺书替代，不能另写条件");
    at(&INFO, when, zh, format!("“{text}” is replaced by a commitment and takes no condition of its own"))
        .label_in(replaced.file, replaced.span, "在这里被替代", "replaced here")
        .help("把条件写在承诺书上", "put the condition on the commitment")
}
