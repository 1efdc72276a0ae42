//! Plain 日: a limit in `日` whose 依据 names a law is counted as that law counts its days (行政许可法 82: working days).
//! `工作日` and `自然日` are always what they say, and so is an amount with a word on rest days: `20 日（顺延）`.

use crate::diagnostics::{Diagnostic, e0317_laws_disagree};
use crate::names::limit::{Law, LimitRules, cited};
use crate::names::surface::Bundle;
use crate::names::{Externals, FileId, Place, Spanned, from_syntax};
use crate::syntax;
use lianban_runtime::time::Span as Amount;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// 标准库.法律: known without an import.
static LIBRARY: LazyLock<Vec<Law>> = LazyLock::new(|| {
    let text = lianban_stdlib::module("法律").unwrap_or_default();
    let (tree, _) = syntax::parse(text);
    from_syntax::module(FileId(u32::MAX), &tree).0.laws
});

/// Counts every limit of the bundle as its law does.
pub fn by_law(bundle: &mut Cow<'_, Bundle>, externals: &Externals<'_>, found: &mut Vec<Diagnostic>) {
    if externals.plain_days.is_empty() {
        return;
    }
    let mut laws = externals.laws();
    let own: BTreeSet<&str> = laws.iter().map(|law| law.name.value.as_str()).collect();
    let library = LIBRARY.iter().filter(|law| !own.contains(law.name.value.as_str()));
    let library: Vec<&Law> = library.collect();
    laws.extend(library);
    let mut counting = Counting { laws, plain: &externals.plain_days, found };
    let bundle = bundle.to_mut();
    let whole = bundle.basis.clone();
    if let Some(promise) = &mut bundle.promise {
        counting.ruled(promise.time.as_mut(), &promise.rules, &whole);
    }
    for row in &mut bundle.between {
        let around =
            row.stage.and_then(|stage| bundle.stages.get(stage)).map_or(&whole, |stage| &stage.basis);
        counting.ruled(Some(&mut row.limit), &row.rules, around);
    }
    for stage in &mut bundle.stages {
        counting.ruled(stage.limit.as_mut(), &stage.rules, &stage.basis);
    }
    for joint in &mut bundle.joints {
        counting.ruled(joint.limit.as_mut(), &joint.rules, &joint.basis);
    }
    for material in &mut bundle.materials {
        counting.ruled(material.tolerance.as_mut(), &material.rules, &material.basis);
    }
    for item in &mut bundle.items {
        counting.one(item.statutory.as_mut(), &item.statutory_basis, &item.basis);
        counting.ruled(item.promised.as_mut(), &item.rules, &item.basis);
        if let Some(late) = &mut item.late {
            counting.one(late.limit.as_mut(), &[], &item.basis);
        }
        for step in &mut item.steps {
            let Some(procedure) = &mut step.procedure else {
                counting.ruled(step.limit.as_mut(), &step.rules, &item.basis);
                continue;
            };
            counting.one(step.limit.as_mut(), &procedure.basis, &item.basis);
            procedure.limit.clone_from(&step.limit);
        }
        if let Some(extension) = &mut item.extension {
            counting.one(Some(&mut extension.most), &extension.basis, &item.basis);
        }
        if let Some(correction) = &mut item.correction {
            counting.ruled(Some(&mut correction.limit), &correction.rules, &item.basis);
        }
    }
    for procedure in &mut bundle.procedures {
        counting.one(procedure.limit.as_mut(), &procedure.basis, &whole);
    }
    if let Some(extension) = &mut bundle.extension {
        counting.one(Some(&mut extension.most), &extension.basis, &whole);
    }
    if let Some(correction) = &mut bundle.correction {
        counting.ruled(Some(&mut correction.limit), &correction.rules, &whole);
    }
    if let Some(ratings) = &mut bundle.ratings {
        counting.ruled(ratings.call_back.as_mut(), &ratings.rules, &whole);
        counting.ruled(ratings.remedy.as_mut(), &ratings.rules, &whole);
    }
    for step in bundle.flow.iter_mut().flat_map(|flow| &mut flow.chains).flat_map(|chain| &mut chain.steps) {
        use crate::names::surface::Step;
        if let Step::Intake(contact) | Step::Delivery(contact) = step {
            counting.ruled(contact.limit.as_mut(), &contact.rules, &[]);
        }
    }
}

/// The laws in force, and where plain 日 stand.
struct Counting<'a> {
    laws: Vec<&'a Law>,
    plain: &'a BTreeSet<Place>,
    found: &'a mut Vec<Diagnostic>,
}

impl Counting<'_> {
    fn ruled(&mut self, limit: Option<&mut Spanned<Amount>>, rules: &LimitRules, around: &[Spanned<String>]) {
        self.one(limit, &rules.basis, around);
    }

    /// The law named in the row decides; without one, the laws named in the block around it, if they agree.
    fn one(
        &mut self,
        limit: Option<&mut Spanned<Amount>>,
        own: &[Spanned<String>],
        around: &[Spanned<String>],
    ) {
        let Some(limit) = limit.filter(|limit| self.plain.contains(&limit.place)) else { return };
        let named = |texts: &[Spanned<String>]| -> Vec<&Law> {
            texts.iter().flat_map(|text| cited(&text.value, &self.laws)).collect()
        };
        let mut laws = named(own);
        if laws.is_empty() {
            laws = named(around);
        }
        let Some((first, rest)) = laws.split_first() else { return };
        let counted = first.counts(limit.value.amount);
        let other = rest.iter().find(|law| law.counts(limit.value.amount) != counted);
        if let Some(other) = other {
            let (one, two) = ((first.name.value.as_str(), counted), other.name.value.as_str());
            let two = (two, other.counts(limit.value.amount));
            let found = e0317_laws_disagree::laws_disagree(limit, one, two);
            self.found.push(found);
            return;
        }
        limit.value = counted;
    }
}
