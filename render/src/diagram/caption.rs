//! The line below the title: departments, items, 法定 → 承诺, what the applicant brings, trips, the plan's hash.

use super::reduce::Reduced;
use crate::flow::Case;
use lianban_runtime::plan::{LimitKind, Metric, Plan, ScopeKind};
use lianban_runtime::time::{Span, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Figures of a plan or of one case, each computed.
pub(crate) fn facts(
    plan: &Plan,
    case: Option<&Case>,
    marked: Option<&Case>,
    reduced: &Reduced,
) -> Vec<String> {
    let items: BTreeSet<usize> = (0..plan.scopes.len())
        .filter(|at| plan.scopes[*at].kind == ScopeKind::Item)
        .filter(|at| case.is_none_or(|case| case.what_applies().scopes.get(*at) == Some(&true)))
        .collect();
    let departments: BTreeSet<usize> = reduced
        .nodes
        .iter()
        .filter_map(|kept| plan.nodes.get(kept.plan)?.department)
        .map(|d| d.index())
        .collect();
    let mut facts = vec![format!("涉及 {} 个部门", departments.len()), format!("{} 个事项", items.len())];
    facts.extend(time(plan, &items));
    for (metric, word, unit) in
        [(Metric::Materials, "材料", "份"), (Metric::Trips, "跑动", "次"), (Metric::SiteVisits, "踏勘", "次")]
    {
        if let Some(promise) = plan.promises.iter().find(|p| p.metric == metric) {
            facts.push(format!("{word}不超过 {} {unit}", promise.limit));
        }
    }
    if let Some((days, unit)) = case.map(Case::finish) {
        facts.push(format!("本情形 {days} {}办结", unit.word()));
    }
    if marked.is_some() {
        facts.push("红线是最坏情形的关键路径".to_owned());
    }
    let hash = plan.hash_text();
    facts.push(format!("方案 {}", hash.chars().take("sha256:".len() + 12).collect::<String>()));
    facts
}

/// `法定合计 38 → 承诺 10 工作日`: the statutory limits of the items together, against the promise for all of them.
fn time(plan: &Plan, items: &BTreeSet<usize>) -> Option<String> {
    let mut sums: BTreeMap<Unit, u32> = BTreeMap::new();
    for limit in &plan.limits {
        if limit.kind == LimitKind::Statutory && items.contains(&limit.scope.index()) {
            let sum = sums.entry(limit.budget.unit).or_default();
            *sum = sum.saturating_add(limit.budget.amount);
        }
    }
    let law: Vec<String> = sums
        .into_iter()
        .map(|(unit, amount)| Span { amount, unit, ..Span::work_days(0) }.in_words())
        .collect();
    let law = law.join("＋");
    let promise = plan.promises.iter().find(|p| {
        p.metric == Metric::Time
            && p.row.is_none_or(|row| {
                plan.limits.get(row.index()).is_some_and(|limit| limit.kind == LimitKind::Bundle)
            })
    });
    let promise = promise.map(|p| {
        let excluded =
            p.row.and_then(|row| plan.limits.get(row.index())).is_some_and(|l| !l.excludes.is_empty());
        let span = Span { amount: p.limit, unit: p.unit.unwrap_or(Unit::WorkDay), ..Span::work_days(0) };
        format!("{}{}", span.in_words(), if excluded { "（不计特别程序）" } else { "" })
    });
    match (law.is_empty(), promise) {
        (false, Some(promise)) => Some(format!("法定合计 {law} → 承诺 {promise}")),
        (false, None) => Some(format!("法定合计 {law}")),
        (true, Some(promise)) => Some(format!("承诺 {promise}")),
        (true, None) => None,
    }
}
