//! The name of what is there for each of many stands for its copies: for all of them, side by side, in 流程; for those
//! that apply, in a 测试.

use super::each::{Groups, copy_name};
use crate::names::surface::{Bundle, Chain, Expected, Operand, Step, Test};
use crate::names::{Name, Spanned};
use crate::syntax::number::MILLION;

/// Puts the copies side by side where the flow names the group.
pub fn in_flow(bundle: &mut Bundle, items: &Groups) {
    if let Some(flow) = &mut bundle.flow {
        chains(&mut flow.chains, items);
    }
}

/// Depth is bounded by the parser's nesting limit.
fn chains(list: &mut [Chain], items: &Groups) {
    for step in list.iter_mut().flat_map(|chain| &mut chain.steps) {
        match step {
            Step::Item(name) => {
                let Some(group) = items.get(&name.value) else { continue };
                let copies = (1..=group.most).map(|number| copy(name, number));
                let branches = copies.map(|name| Chain { steps: vec![Step::Item(name)] }).collect();
                *step = Step::Parallel(branches);
            }
            Step::Parallel(inner) => chains(inner, items),
            Step::Join(_, branches) => {
                apart(&mut branches.chains, items);
                chains(&mut branches.chains, items);
            }
            Step::Choice(branches) => {
                branches.iter_mut().for_each(|(_, chain)| chains(std::slice::from_mut(chain), items));
            }
            Step::Milestone(_, cancels) => {
                *cancels = cancels.iter().flat_map(|name| copies(name, items, None)).collect();
            }
            Step::Intake(_) | Step::Delivery(_) => {}
        }
    }
}

/// In 任一 and 至少 k a group that is a branch by itself is as many branches as it has copies.
fn apart(branches: &mut Vec<Chain>, items: &Groups) {
    let each = |branch: Chain| match branch.steps.as_slice() {
        [Step::Item(name)] if items.contains_key(&name.value) => copies(name, items, None)
            .into_iter()
            .map(|name| Chain { steps: vec![Step::Item(name)] })
            .collect(),
        _ => vec![branch],
    };
    *branches = std::mem::take(branches).into_iter().flat_map(each).collect();
}

fn copy(name: &Name, number: u32) -> Name {
    Spanned::new(copy_name(&name.value, number), name.place)
}

/// The copies of a name, as many as apply; the name itself if it stands for none.
fn copies(name: &Name, groups: &Groups, answers: Option<&[(Name, Spanned<Operand>)]>) -> Vec<Name> {
    let Some(group) = groups.get(&name.value) else { return vec![name.clone()] };
    let answered = answers.into_iter().flatten().find(|(question, _)| question.value == group.question);
    let number = match answered.map(|(_, value)| &value.value) {
        Some(Operand::Measure(measure) | Operand::Bound(measure)) => measure.millionths.checked_div(MILLION),
        _ => None,
    };
    let applying = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(group.most).min(group.most);
    (1..=applying).map(|number| copy(name, number)).collect()
}

/// Puts the copies that apply where a test names a group: one line, one expectation for each.
pub fn in_tests(bundle: &mut Bundle, items: &Groups, materials: &Groups) {
    let (mut all, fixed) = (items.clone(), bundle.fixed.clone());
    all.extend(materials.iter().map(|(name, group)| (name.clone(), group.clone())));
    for test in &mut bundle.tests {
        let mut answers = test.answers.clone();
        answers.extend(fixed.iter().cloned());
        in_test(test, &all, &answers);
    }
}

fn in_test(test: &mut Test, groups: &Groups, answers: &[(Name, Spanned<Operand>)]) {
    let each = |name: &Name| copies(name, groups, Some(answers));
    test.never_supplied = test.never_supplied.iter().flat_map(each).collect();
    let mut lines = Vec::with_capacity(test.lines.len());
    for line in test.lines.drain(..) {
        match &line.target {
            None => lines.push(line),
            Some(target) => {
                for name in each(target) {
                    let mut copy = line.clone();
                    copy.target = Some(name);
                    lines.push(copy);
                }
            }
        }
    }
    test.lines = lines;
    let mut expectations = Vec::with_capacity(test.expectations.len());
    for Spanned { value, place } in test.expectations.drain(..) {
        let target = match &value {
            Expected::Finish(target, _)
            | Expected::Due(target, _)
            | Expected::DutyDue(target, ..)
            | Expected::Outcome(target, _) => target.clone(),
            Expected::Figure(..) => None,
        };
        let Some(target) = target else {
            expectations.push(Spanned::new(value, place));
            continue;
        };
        for name in each(&target) {
            let copy = match &value {
                Expected::Finish(_, date) => Expected::Finish(Some(name), *date),
                Expected::Due(_, date) => Expected::Due(Some(name), *date),
                Expected::DutyDue(_, duty, date) => Expected::DutyDue(Some(name), *duty, *date),
                Expected::Outcome(_, outcome) => Expected::Outcome(Some(name), outcome.clone()),
                Expected::Figure(metric, n) => Expected::Figure(*metric, *n),
            };
            expectations.push(Spanned::new(copy, place));
        }
    }
    test.expectations = expectations;
}
