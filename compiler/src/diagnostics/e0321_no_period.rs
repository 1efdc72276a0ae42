//! E0321: a date compared with something that is no period.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::names::surface::{Measure, Question};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0321",
    severity: Severity::Error,
    title: Words::new("日期不能这样比", "a date cannot be compared with this"),
    explanation: Words::new(
        "日期和日期比先后：`出生日期 不晚于 2008-01-01`。从那一天到提交日有多久，用 `满`、`不满`、`超过` 或 `距今`，以整日、整月、整年计：\
         `出生日期 满 18 年`、`出具日期 距今 6 月 以内`。\n\n按年、月计的，以对应日为满；那个月没有对应日的，以月末日为满（民法典第二百零二条）。\
         工作日不能用在这里：提交以前的日子，日历不一定都有。",
        "A date compares with a date: `出生日期 不晚于 2008-01-01`. How long ago it was on the day of submission is said by 满, 不满, \
         超过 or 距今, in whole days, months or years: `出生日期 满 18 年`, `出具日期 距今 6 月 以内`.\n\nA period in months or years \
         is full on the corresponding day, or on the last day of a month that has none (Civil Code, art. 202). Working days \
         are not possible here: the calendar need not reach back so far.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 出具日期: 日期 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 出具日期 距今 30 工作日 以内 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 出具日期: 日期 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 出具日期 距今 30 日 以内 }
}
"#,
};

/// The amount is no whole number of days, months or years.
#[must_use]
pub fn no_period(place: Place, measure: &Measure, question: &Question) -> Diagnostic {
    let (name, written) = (&question.name.value, measure.words());
    let zh = format!("“{name}”到提交日的时间，不能用“{written}”来量");
    let en = format!("the time from “{name}” to the submission is not measured by “{written}”");
    declared(at(&INFO, place, zh, en), question).help(
        "写整日、整月或整年，如：30 日、6 月、18 年",
        "write whole days, months or years: 30 日, 6 月, 18 年",
    )
}

/// `出生日期 ≥ 18 年`.
#[must_use]
pub fn date_against_amount(
    (relation, amount): (Place, Place),
    measure: &Measure,
    question: &Question,
) -> Diagnostic {
    let (name, written) = (&question.name.value, measure.words());
    let zh = format!("“{name}”是一个日期，不能和“{written}”比大小");
    let found = at(&INFO, amount, zh, format!("“{name}” is a date; “{written}” is not"));
    let before = crate::names::Span { start: relation.span.start, end: relation.span.start };
    declared(found, question).fix("在前面加“距今”", "write 距今 before it", before, "距今 ").help(
        format!("要比到提交日有多久，写“{name} 满 {written}”或“{name} 距今 ≥ {written}”"),
        format!("for the time up to the submission write “{name} 满 {written}” or “{name} 距今 ≥ {written}”"),
    )
}

/// `活动日期 晚于 提交日 20 日 以上`: so many days from a day on.
#[must_use]
pub fn days_from_a_date(place: Place, name: &str) -> Diagnostic {
    at(&INFO, place, "日期后面不能再写隔多少天", "no number of days can follow the date").help(
        format!(
            "只能比先后，如“{name} 晚于 提交日”；已经过去多久写“{name} 距今 满 20 日”。提交以后还有多久（如“提前 20 日申请”），\
             条件里写不了：另问一个是否，如“提前二十日: 是否 问 “距活动还有 20 日以上吗？””，名称里有数字的写进书名号"
        ),
        format!(
            "only before and after can be said: “{name} 晚于 提交日”; how long ago it was: “{name} 距今 满 20 日”. How long it \
             still is from the submission on cannot be said in a condition: ask for it with a question of its own (是否)"
        ),
    )
}

fn declared(found: Diagnostic, question: &Question) -> Diagnostic {
    let place = question.name.place;
    found.label_in(place.file, place.span, "问题在这里声明", "the question is declared here")
}
