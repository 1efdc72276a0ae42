//! 一次性告知单: for one applicant, exactly what to bring, to fill in, to pay, and what will be done.

use super::{Asked, Source, condition, facts};
use crate::report::{Part, Report};
use lianban_runtime::plan::{Fee, GuardIx, LimitKind, Metric, ScopeIx, ScopeKind, evaluate, sum_of_fees};

/// The report.
pub fn report(of: &Source<'_>, asked: Asked<'_>) -> Report {
    let plan = of.plan;
    let truths = evaluate(&plan.guards, asked.answers, asked.submitted);
    let holds = |at: GuardIx| truths.get(at.index()).copied().unwrap_or(false);
    let mut report = Report::titled(&format!("“{}”一次性告知单", plan.name), false);
    let parts = &mut report.parts;
    let heading = |text: &str| Part::Heading(text.to_owned());
    let said = plan.answers_in_words(asked.answers);
    if !said.is_empty() {
        parts.push(heading("您的情形"));
        parts.push(Part::List(said.iter().map(|(name, answer)| format!("{name}：{answer}")).collect()));
    }
    let rows: Vec<Vec<String>> = facts::brought(plan)
        .filter(|(at, _)| condition::brought(plan, *at).holds(&truths))
        .zip(1_u32..)
        .map(|((at, material), number)| {
            let remarks = facts::remarks(plan, at, material);
            let remarks: Vec<String> = remarks.into_iter().filter(|text| !text.starts_with("当 ")).collect();
            vec![
                number.to_string(),
                format!("《{}》", material.name),
                facts::form(material),
                remarks.join("；"),
            ]
        })
        .collect();
    parts.push(heading(&format!("要带来的：{} 份", rows.len())));
    parts.push(if rows.is_empty() {
        Part::Text("什么都不用带。".to_owned())
    } else {
        Part::Table { heads: ["序号", "材料", "形式", "说明"].map(str::to_owned).to_vec(), rows }
    });
    let free: Vec<String> = facts::fetched(plan)
        .filter(|(at, _)| condition::asked(plan, *at).holds(&truths))
        .map(|(_, material)| format!("《{}》：{}", material.name, facts::source(material)))
        .collect();
    if !free.is_empty() {
        parts.push(heading("不用带的"));
        parts.push(Part::List(free));
    }
    let items = facts::scopes(plan, ScopeKind::Item).filter(|(_, item)| holds(item.guard));
    parts.push(heading("为您办的"));
    parts.push(Part::Table {
        heads: ["事项", "部门", "多久"].map(str::to_owned).to_vec(),
        rows: items
            .map(|(at, item)| {
                let limit = facts::limit_words(plan, at, LimitKind::Promised);
                vec![item.name.clone(), facts::department(plan, item), limit]
            })
            .collect(),
    });
    let applies = |at: ScopeIx| plan.scopes.get(at.index()).is_some_and(|scope| holds(scope.guard));
    let charged = |_: usize, guard: GuardIx| holds(guard);
    if !plan.fees.is_empty() {
        let fees: Vec<_> = plan.fees_charged(&applies, &charged).collect();
        let sum = sum_of_fees(fees.iter().copied());
        parts.push(heading(&format!("收费：{sum} 元")));
        if !fees.is_empty() {
            let line = |fee: &&Fee| format!("{} {} 元（{}）", fee.name, fee.yuan, fee.basis.join("；"));
            parts.push(Part::List(fees.iter().map(line).collect()));
        }
    }
    let kept = of.proof.of(Metric::Time).filter(|time| time.holds == Some(true));
    if let Some((limit, unit)) = kept.and_then(|time| Some((time.limit?, time.unit))) {
        parts.push(heading("什么时候办好"));
        parts
            .push(Part::Text(format!("受理以后最多 {limit} {unit}。补正、特别程序的日子另算，会书面告知。")));
    }
    report
}
