//! Under which conditions things apply. The conditions of an item follow from its law, so they stay as they are, and so
//! do the branches of the flow it stands in; a material may be asked for in fewer cases: the base's condition and more.

use super::Compared;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e0467_less_is_given::less;
use crate::names::SourceFile;
use crate::names::linked::{Flow, Linked, Step};
use crate::names::surface::Expr;
use std::collections::BTreeMap;

/// Reports conditions that differ.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    items(compared, diagnostics);
    for before in &compared.base.materials {
        let same = compared.here.materials.iter().find(|other| other.name.value == before.name.value);
        let Some(here) = same else { continue };
        if !narrower(compared.sources, here.when.as_ref(), before.when.as_ref()) {
            let name = &here.name.value;
            let place = here.when.as_ref().map_or(compared.place_of(&here.name), |when| when.place);
            diagnostics.push(less(
                place,
                format!("《{name}》的条件不是底本的条件加“且 ……”，可能多要"),
                format!(
                    "the condition of 《{name}》 is not the base's and more: it may be asked for more often"
                ),
                before.when.as_ref().map_or(before.name.place, |when| when.place),
            ));
        }
    }
}

fn items(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (base, here) = (paths(compared, compared.base), paths(compared, compared.here));
    for (before, item) in compared.items() {
        let name = &item.name.value;
        let own = |when: &Option<Expr>| when.as_ref().map(|when| words(compared.sources, when));
        if own(&before.when) != own(&item.when) {
            let place = item.when.as_ref().map_or(compared.place_of(&item.name), |when| when.place);
            diagnostics.push(less(
                place,
                format!("“{name}”的适用条件与底本不同"),
                format!("“{name}” applies under other conditions than in the base"),
                before.when.as_ref().map_or(before.name.place, |when| when.place),
            ));
        } else if base.get(name) != here.get(name) {
            diagnostics.push(less(
                compared.head(),
                format!("“{name}”在流程里的条件与底本不同"),
                format!("“{name}” stands under other conditions in the flow than in the base"),
                before.name.place,
            ));
        }
    }
}

/// A condition as it is written, in one spelling, so that copies of it are equal.
fn words(sources: &[SourceFile], when: &Expr) -> String {
    let file = usize::try_from(when.place.file.0).unwrap_or(usize::MAX);
    let bytes = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    let (start, end) = (bytes(when.place.span.start), bytes(when.place.span.end));
    let text = sources.get(file).and_then(|source| source.text.get(start..end)).unwrap_or_default();
    let text = text.replace(" and ", "且").replace(" or ", "或").replace("not ", "非");
    let same = |mark: char| match mark {
        '（' => '(',
        '）' => ')',
        '＝' => '=',
        '０'..='９' => char::from_u32(u32::from(mark).wrapping_sub(0xFEE0)).unwrap_or(mark),
        _ => mark,
    };
    text.chars().filter(|mark| !mark.is_whitespace()).map(same).collect()
}

/// Whether a condition is the other one, or the other one and more. No condition holds always.
pub(super) fn narrower(sources: &[SourceFile], here: Option<&Expr>, base: Option<&Expr>) -> bool {
    let Some(base) = base else { return true };
    let Some(here) = here else { return false };
    let (here, base) = (words(sources, here), words(sources, base));
    let group = format!("({base})");
    let plain = !base.contains('或');
    let begins = |known: &str| {
        here.strip_prefix(known).is_some_and(|rest| rest.starts_with('且') && !rest.contains('或'))
    };
    let ends = |known: &str| {
        here.strip_suffix(known).is_some_and(|rest| rest.ends_with('且') && !rest.contains('或'))
    };
    here == base || begins(&group) || ends(&group) || plain && (begins(&base) || ends(&base))
}

/// For each item of the flow: the branches it stands in, the joins that need not wait for it, what cancels it.
fn paths(compared: &Compared<'_>, linked: &Linked) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for chain in &linked.flow.chains {
        walk(compared, linked, chain, "", &mut found);
    }
    for gate in &linked.flow.gates {
        for at in &gate.cancels {
            if let Some(item) = linked.items.get(at.value) {
                let path: &mut String = found.entry(item.name.value.clone()).or_default();
                path.push_str(&format!("／取消于{}", gate.name.value));
            }
        }
    }
    found
}

fn walk(
    compared: &Compared<'_>,
    linked: &Linked,
    chain: &[Step],
    path: &str,
    found: &mut BTreeMap<String, String>,
) {
    for step in chain {
        match step {
            Step::Item(at) => {
                if let Some(item) = linked.items.get(*at).filter(|_| !path.is_empty()) {
                    found.insert(item.name.value.clone(), path.to_owned());
                }
            }
            Step::Parallel(chains) => {
                for chain in chains {
                    walk(compared, linked, chain, path, found);
                }
            }
            Step::Choice(branches) => {
                let mut before = String::new();
                for (when, chain) in branches {
                    let own = when.as_ref().map_or("否则".to_owned(), |when| words(compared.sources, when));
                    before.push_str(&format!("／{own}"));
                    walk(compared, linked, chain, &format!("{path}{before}"), found);
                }
            }
            Step::Join(at, chains) => {
                let join = join_words(&linked.flow, *at);
                for chain in chains {
                    walk(compared, linked, chain, &format!("{path}／{join}"), found);
                }
            }
            Step::Milestone(_) => {}
        }
    }
}

fn join_words(flow: &Flow, at: usize) -> String {
    flow.gates.get(at).map_or_else(String::new, |gate| {
        format!("{:?}{}", gate.join, if gate.cancels_rest.is_some() { "取消" } else { "" })
    })
}
