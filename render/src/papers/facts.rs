//! What several papers say of a plan, said in one way.

use super::Source;
use crate::flow::guard_in_words;
use lianban_runtime::plan::{
    AnswerKind, GuardIx, Limit, LimitKind, Material, MaterialIx, MaterialSource, Metric, Node, NodeKind,
    Plan, Quantity, Question, Scope, ScopeIx, ScopeKind,
};

/// The heads of a table.
pub fn heads<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// How a question is asked: its text, else its name.
pub fn wording(question: &Question) -> &str {
    if question.text.is_empty() { &question.name } else { &question.text }
}

/// `当 经营面积 ≥ 300 ㎡`; empty for always.
pub fn when(plan: &Plan, guard: GuardIx) -> String {
    let words = guard_in_words(plan, guard, false);
    if words.is_empty() { words } else { format!("当 {words}") }
}

/// Scopes of one kind with their rows, in order.
pub fn scopes(plan: &Plan, kind: ScopeKind) -> impl Iterator<Item = (ScopeIx, &Scope)> {
    let rows = (0_u32..).map(ScopeIx).zip(&plan.scopes);
    rows.filter(move |(_, scope)| scope.kind == kind)
}

/// The steps of an item.
pub fn steps(plan: &Plan, item: ScopeIx) -> impl Iterator<Item = (ScopeIx, &Scope)> {
    scopes(plan, ScopeKind::Step).filter(move |(_, scope)| scope.parent == Some(item))
}

/// The joint actions that an item takes part in.
pub fn joints(plan: &Plan, item: ScopeIx) -> impl Iterator<Item = &Scope> {
    let of = plan.barriers.iter().filter(move |barrier| barrier.members.contains(&item));
    of.filter_map(|barrier| plan.scopes.get(plan.nodes.get(barrier.node.index())?.scope.index()))
}

/// The limit of a scope of one kind.
pub fn limit(plan: &Plan, scope: ScopeIx, kind: LimitKind) -> Option<&Limit> {
    plan.limits.iter().find(|limit| limit.scope == scope && limit.kind == kind)
}

/// `5 工作日`; 即办 for nothing; empty if there is none.
pub fn limit_words(plan: &Plan, scope: ScopeIx, kind: LimitKind) -> String {
    limit(plan, scope, kind).map_or_else(String::new, |limit| limit.budget.in_words())
}

/// Name of a department; empty for none.
pub fn department(plan: &Plan, scope: &Scope) -> String {
    let at = scope.department.and_then(|at| plan.departments.get(at.index()));
    at.map_or_else(String::new, |found| found.name.clone())
}

/// Name of the department of a node; empty for none.
pub fn department_of(plan: &Plan, node: &Node) -> String {
    let at = node.department.and_then(|at| plan.departments.get(at.index()));
    at.map_or_else(String::new, |found| found.name.clone())
}

/// The first node of one kind.
pub fn node(plan: &Plan, kind: NodeKind) -> Option<&Node> {
    plan.nodes.iter().find(|node| node.kind == kind)
}

/// Materials that the applicant brings in some case, with their rows.
pub fn brought(plan: &Plan) -> impl Iterator<Item = (MaterialIx, &Material)> {
    let rows = (0_u32..).map(MaterialIx).zip(&plan.materials);
    rows.filter(|(at, material)| material.source.is_brought() && is_needed(plan, *at))
}

/// Materials that nobody has to bring, with their rows.
pub fn fetched(plan: &Plan) -> impl Iterator<Item = (MaterialIx, &Material)> {
    let rows = (0_u32..).map(MaterialIx).zip(&plan.materials);
    rows.filter(|(at, material)| !material.source.is_brought() && is_needed(plan, *at))
}

fn is_needed(plan: &Plan, at: MaterialIx) -> bool {
    plan.scopes.iter().any(|scope| scope.needs.contains(&at))
}

/// Who needs a material, by name.
pub fn needed_by(plan: &Plan, at: MaterialIx) -> String {
    let items = plan.scopes.iter().filter(|scope| scope.needs.contains(&at));
    items.map(|scope| scope.name.as_str()).collect::<Vec<_>>().join("、")
}

/// 补交 within: of a material that may be missing at first.
pub fn tolerance(plan: &Plan, at: MaterialIx) -> Option<String> {
    let owed = plan.obligations.iter().find(|owed| owed.material == at)?;
    plan.limits.get(owed.limit.index()).map(|limit| limit.budget.in_words())
}

/// Where a material comes from.
pub fn source(material: &Material) -> String {
    match &material.source {
        MaterialSource::Applicant => "您带来".to_owned(),
        MaterialSource::Commitment => "签一份承诺书，不用跑去开证明".to_owned(),
        MaterialSource::Shared(from) => format!("从共享平台取（{from}）"),
        MaterialSource::Produced => "前面的事项办好就有".to_owned(),
        MaterialSource::SharedOrApplicant(from) => format!("先从共享平台取（{from}），取不到的您带来"),
    }
}

/// 形式 and 份数: `原件核验，复印件 1 份`.
pub fn form(material: &Material) -> String {
    if material.media.is_empty() {
        return format!("{} 份", material.copies);
    }
    let words = material.media.iter().map(|form| match form.medium {
        lianban_runtime::plan::Medium::OriginalSeen => form.medium.word().to_owned(),
        _ => format!("{} {} 份", form.medium.word(), form.copies),
    });
    words.collect::<Vec<_>>().join("，")
}

/// `任选一份：《房产证》、《租赁合同》`; empty if it is no group.
pub fn choice(plan: &Plan, material: &Material) -> String {
    let names = material.any_of.iter().filter_map(|at| plan.materials.get(at.index()));
    let names: Vec<String> = names.map(|m| format!("《{}》", m.name)).collect();
    if names.is_empty() { String::new() } else { format!("交其中任何一份：{}", names.join("、")) }
}

/// What else there is to know of a material: `出具：……；有效期 6 个月`.
pub fn remarks(plan: &Plan, at: MaterialIx, material: &Material) -> Vec<String> {
    let mut remarks = Vec::new();
    let choice = choice(plan, material);
    if !choice.is_empty() {
        remarks.push(choice);
    }
    if !material.issuer.is_empty() {
        remarks.push(format!("由{}出具", material.issuer));
    }
    if let Some(validity) = material.validity {
        remarks.push(format!("有效期 {}", validity.in_words()));
    }
    if let Some(within) = tolerance(plan, at) {
        remarks.push(format!("可以先受理，{within}内补交"));
    }
    let when = when(plan, material.guard);
    if !when.is_empty() {
        remarks.push(when);
    }
    remarks
}

/// What is promised, else what was worst: the figure for the public. None where neither is known for certain.
pub fn figure<'a>(of: &'a Source<'_>, metric: Metric) -> Option<(u32, &'a str)> {
    let found = of.proof.of(metric)?;
    let known = found.holds == Some(true) || found.decided;
    let value = if found.holds == Some(true) { found.limit.unwrap_or(found.worst) } else { found.worst };
    known.then_some((value, found.unit))
}

/// How a question is answered, in words.
pub fn answers(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::YesNo => "是、否".to_owned(),
        AnswerKind::Choice(choices) => choices.join("、"),
        AnswerKind::Several(choices) => format!("{}（可以选几样）", choices.join("、")),
        AnswerKind::Quantity { dimension, min, max: Quantity::MAX } => {
            format!("{} 起", min.in_words(*dimension))
        }
        AnswerKind::Quantity { dimension, min, max } => {
            format!("{} 到 {}", min.in_words(*dimension), max.in_words(*dimension))
        }
        AnswerKind::Date { min, max } => format!("{min} 到 {max}"),
    }
}

/// Every 依据 of the bundle, its items, limits, fees and procedures, each once, in order.
pub fn bases(plan: &Plan) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let of_scopes = plan.scopes.iter().flat_map(|scope| &scope.basis);
    let of_limits = plan.limits.iter().map(|limit| &limit.basis);
    let of_fees = plan.fees.iter().flat_map(|fee| &fee.basis);
    let of_procedures = plan.procedures.iter().map(|procedure| &procedure.basis);
    let written = plan.basis.iter().chain(of_scopes).chain(of_limits).chain(of_fees).chain(of_procedures);
    for basis in written.flat_map(|basis| basis.split('；')).map(|basis| basis.trim().to_owned()) {
        if !basis.is_empty() && !found.contains(&basis) {
            found.push(basis);
        }
    }
    found
}
