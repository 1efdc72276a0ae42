//! E0320: a bound that does not say whether it includes its number.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Operand;
use crate::names::{Name, Place, Spanned};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0320",
    severity: Severity::Error,
    title: Words::new("没有写明含不含本数", "a bound that does not say whether it includes its number"),
    explanation: Words::new(
        "正好 300 ㎡ 的一家算哪一边，条件必须写明。`以上`、`以下`、`以内`、`满` 含本数，`不满`、`超过`、`以外` 不含（民法典第一千二百五十九条）；也可以写 `≥`、`≤`、`<`、`>`。\n\n\
         两头都有的，每一头各写一个：`300 ㎡ 以上 500 ㎡ 以下`、`满 300 ㎡ 不满 500 ㎡`。日期写 `不早于`、`不晚于`（含当天）或 `早于`、`晚于`（不含）。",
        "A condition must say to which side a place of exactly 300 ㎡ belongs. 以上, 以下, 以内 and 满 include the number, \
         不满, 超过 and 以外 do not (Civil Code, art. 1259); `≥`, `≤`, `<`, `>` will do as well.\n\nWith two ends, each has its own \
         word: `300 ㎡ 以上 500 ㎡ 以下`, `满 300 ㎡ 不满 500 ㎡`. Dates take 不早于, 不晚于 (that day included) or 早于, 晚于.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 经营面积: 面积 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 300 ㎡ 到 500 ㎡ }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 经营面积: 面积 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 300 ㎡ 以上 500 ㎡ 以下 }
}
"#,
};

/// On which side of a date the words lie, as far as they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 以前, 止.
    Before,
    /// 以后, 起.
    After,
    /// No word at all.
    Either,
}

impl Side {
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Before => &["不晚于", "早于"],
            Self::After => &["不早于", "晚于"],
            Self::Either => &["不早于", "晚于", "不晚于", "早于"],
        }
    }
}

/// `name` stands beside a number, or between two, without a word that bounds it.
#[must_use]
pub fn vague_bound(
    place: Place,
    name: &Name,
    (low, high): (&Spanned<Operand>, Option<&Spanned<Operand>>),
    dated: Option<Side>,
) -> Diagnostic {
    let name = &name.value;
    let (first, last) = (low.value.words(), high.map(|high| high.value.words()));
    let (zh, en) = match &last {
        Some(last) => (
            format!("没有写明含不含 {first} 和 {last}"),
            format!("it does not say whether {first} and {last} are included"),
        ),
        None => (format!("没有写明含不含 {first}"), format!("it does not say whether {first} is included")),
    };
    let instead: Vec<String> = match (&last, dated) {
        (Some(last), None) => vec![format!("{first} 以上 {last} 以下"), format!("满 {first} 不满 {last}")],
        (Some(last), Some(_)) => vec![format!("不早于 {first} 且 {name} 不晚于 {last}")],
        (None, None) => vec![format!("{first} 以上"), format!("超过 {first}"), format!("不满 {first}")],
        (None, Some(side)) => side.words().iter().map(|word| format!("{word} {first}")).collect(),
    };
    let quoted: Vec<String> = instead.iter().map(|words| format!("“{words}”")).collect();
    let mut found = at(&INFO, place, zh, en)
        .help(format!("写成{}", quoted.join("或")), format!("write {}", quoted.join(" or ")));
    for words in instead {
        found = found.fix(format!("写成“{words}”"), format!("write “{words}”"), place.span, words);
    }
    found
}
