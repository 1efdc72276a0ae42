//! E0411: a promise that could not be decided.

use super::semantic::{amount_words, at, figure_en};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::proof::Proved;
use lianban_runtime::plan::Plan;
use lianban_runtime::time::Unit;

/// Most rows that are named.
const MOST_NAMED: usize = 4;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0411",
    severity: Severity::Error,
    title: Words::new("承诺没有得到证明", "a promise that could not be decided"),
    explanation: Words::new(
        "情形太多或日历数据不够，只能给出上下界。没有证明的承诺按不成立处理，从不猜测。按自然日、月、小时数的事项，或者按自然日写的承诺，要对日历上的每一天\
         证明，比按工作日的费得多；和 `不计` 特别程序在一起时尤其如此。",
        "There are too many cases, or the calendar data does not reach; only bounds are known. An unproved promise does not hold. \
         Items counted in calendar days, months or hours, and promises in calendar days, are proved for every day of the \
         calendar, which costs far more than working days do, all the more together with 不计.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The promise at `place` lies between bounds.
#[must_use]
pub fn undecided_promise(place: Place, proved: &Proved, plan: &Plan) -> Diagnostic {
    let (metric, unit, worst) = (proved.metric, proved.unit, proved.worst);
    let figure = figure_en(metric);
    let (upper_zh, upper_en) = match proved.at_most {
        Some(most) => (format!("，至多 {most} {unit}"), format!(" and at most {most} {unit}")),
        None => (String::new(), String::new()),
    };
    let zh = format!("承诺的{metric}没有得到证明：至少 {worst} {unit}{upper_zh}");
    let en = format!("{figure} ({metric}) could not be proved: at least {worst} {unit}{upper_en}");
    let found = at(&INFO, place, zh, en);
    let by_date = by_date(plan);
    if by_date.is_empty() {
        return found.help(
            "减少问题或条件，或补充日历数据（lianban calendar import）",
            "reduce questions or conditions, or extend the calendar (lianban calendar import)",
        );
    }
    let list = by_date.join("、");
    found.help(
        format!(
            "不是按工作日数的有：{list}。它们要按日历逐日证明，情形一多就算不完：写成工作日的都能证明；或减少问题和条件，或补充日历数据（lianban calendar import）"
        ),
        format!(
            "not counted in working days: {list}. These are proved day by day, too much for so many cases: write working days, or reduce questions or conditions, or extend the calendar (lianban calendar import)"
        ),
    )
}

/// `火化 3 日`: the work that is not counted in working days, the first few.
fn by_date(plan: &Plan) -> Vec<String> {
    let by_date = plan.nodes.iter().filter(|node| node.work.amount > 0 && node.work.unit != Unit::WorkDay);
    let mut names: Vec<String> = Vec::new();
    for node in by_date {
        let item = plan.scopes.get(node.scope.index()).map_or("", |scope| scope.name.as_str());
        let name = format!("{item} {}", amount_words(node.work));
        if names.len() < MOST_NAMED && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
