//! 办件流程: the steps of a kind of item, inherited by the items of that 办件类型 that write none.

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::surface::{Bundle, CaseClass, Item, LifeCycle};
use crate::names::{Externals, Kind};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Gives every item of a 办件类型 with an imported life cycle its steps, unless it writes some itself.
pub fn inherit(bundle: &mut Cow<'_, Bundle>, externals: &Externals<'_>, found: &mut Vec<Diagnostic>) {
    let mut inherited: Vec<(usize, &LifeCycle)> = Vec::new();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for (at, item) in bundle.items.iter().enumerate() {
        let Some(name) = &item.class_name else { continue };
        let found_in = externals.qualified(name, Kind::LifeCycle);
        let named: Vec<&LifeCycle> = match &found_in {
            Ok(Some((module, plain))) => {
                module.life_cycles.iter().filter(|cycle| cycle.name.value == *plain).collect()
            }
            Ok(None) => externals.life_cycle(&name.value).to_vec(),
            Err(wrong) => {
                found.push((**wrong).clone());
                continue;
            }
        };
        match named.as_slice() {
            [] => {
                if item.class.as_ref().is_some_and(|class| class.value == CaseClass::Other)
                    && reported.insert(name.value.as_str())
                {
                    found.push(unknown(item, externals, name));
                }
            }
            [cycle] => {
                if writes_none(item) {
                    inherited.push((at, cycle));
                }
            }
            [first, second, ..] => {
                if writes_none(item) && reported.insert(name.value.as_str()) {
                    let places = (first.name.place, second.name.place);
                    found.push(d::e0215_ambiguous_import::ambiguous_import(
                        name,
                        Kind::LifeCycle,
                        places,
                        externals.called(places),
                    ));
                }
            }
        }
    }
    if inherited.is_empty() {
        return;
    }
    let bundle = bundle.to_mut();
    for (at, cycle) in inherited {
        if let Some(item) = bundle.items.get_mut(at) {
            let planned = std::mem::replace(&mut item.steps, cycle.steps.clone());
            let before_last = item.steps.len().saturating_sub(1);
            item.steps.splice(before_last..before_last, planned);
            item.inherits = true;
        }
    }
}

/// No 环节; 特别程序 stand before the last step of the life cycle.
fn writes_none(item: &Item) -> bool {
    item.steps.iter().all(|step| step.procedure.is_some())
}

fn unknown(item: &Item, externals: &Externals<'_>, name: &crate::names::Name) -> Diagnostic {
    let own = [Keyword::OnTheSpot.zh(), Keyword::WithinPromise.zh()];
    let close = suggest::close(&name.value, own.into_iter().chain(externals.life_cycle_names()));
    d::e0234_unknown_case_class::unknown_case_class(name, &item.name, &close)
}
