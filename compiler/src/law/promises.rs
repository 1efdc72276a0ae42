//! S1: a promise that does not hold for every 情形 is an error, with the answers and the path that break it.

use crate::Bundle;
use crate::diagnostics::{
    Diagnostic, e0401_broken_promise, e0411_undecided_promise, e0412_internal, e0422_too_few_to_join,
    e0482_expires_before_use, w0408_never_applies, w0409_producer_absent, w0480_original_held_twice,
};
use crate::names::Place;
use crate::proof::{Budget, Finding, Proof, prove};
use lianban_runtime::plan::{Answer, Guard, Plan, ScopeIx};
use lianban_runtime::time::Instant;

/// Proves a bundle's promises within the default budget; what does not hold becomes diagnostics.
pub fn check(bundle: &Bundle) -> (Option<Proof>, Vec<Diagnostic>) {
    match prove(&bundle.plan, Budget::default()) {
        Ok(proof) => {
            let diagnostics = diagnostics(bundle, &proof);
            (Some(proof), diagnostics)
        }
        Err(error) => {
            let place = bundle.places.scopes.first().copied().unwrap_or_default();
            (None, vec![e0412_internal::internal(place, &error.to_string())])
        }
    }
}

/// What a proof says about the bundle's promises, at their places.
#[must_use]
pub fn diagnostics(bundle: &Bundle, proof: &Proof) -> Vec<Diagnostic> {
    let place = |at: usize, places: &[Place]| places.get(at).copied().unwrap_or_default();
    let mut found = Vec::new();
    for (at, proved) in proof.promises.iter().enumerate() {
        let place = match proved.limit_row {
            Some(row) => place(row.index(), &bundle.places.limits),
            None => place(at, &bundle.places.promises),
        };
        if proved.holds == Some(true) {
            continue;
        }
        let broken = proved.decided || proved.limit.is_some_and(|limit| proved.worst > limit);
        found.push(if broken {
            e0401_broken_promise::broken_promise(place, proved)
        } else {
            e0411_undecided_promise::undecided_promise(place, proved, &bundle.plan)
        });
    }
    for paper in proof.validity.iter().filter(|paper| paper.margin_days < 0) {
        let place = place(paper.row.index(), &bundle.places.validities);
        found.push(e0482_expires_before_use::expires_before_use(place, paper));
    }
    super::told::check(bundle, proof, &mut found);
    let name = |scope: ScopeIx| bundle.plan.scopes.get(scope.index()).map_or("", |s| s.name.as_str());
    let declared = |scope: ScopeIx| place(scope.index(), &bundle.places.scopes);
    for finding in &proof.findings {
        match finding {
            Finding::NeverApplies { scope } if ruled_out(&bundle.plan, *scope) => {}
            Finding::NeverApplies { scope } => {
                found.push(w0408_never_applies::never_applies(declared(*scope), name(*scope)));
            }
            Finding::MissingProducer { scope, material, answers, start } => {
                let material = bundle.plan.materials.get(material.index()).map_or("", |m| m.name.as_str());
                let answers = in_words(&bundle.plan, answers, *start);
                let finding = w0409_producer_absent::producer_absent(
                    declared(*scope),
                    name(*scope),
                    material,
                    &answers,
                );
                found.push(finding);
            }
            Finding::OriginalHeldTwice { material, first, second } => {
                let at = place(material.index(), &bundle.places.materials);
                let material = bundle.plan.materials.get(material.index()).map_or("", |m| m.name.as_str());
                let (one, two) = ((name(*first), declared(*first)), (name(*second), declared(*second)));
                found.push(w0480_original_held_twice::original_held_twice(at, material, one, two));
            }
            Finding::TooFewToJoin { node, wanted, applying, answers, start } => {
                let place = place(node.index(), &bundle.places.nodes);
                let answers = in_words(&bundle.plan, answers, *start);
                found.push(e0422_too_few_to_join::too_few_to_join(place, *wanted, *applying, &answers));
            }
            Finding::BeyondCalendar { .. } => {}
        }
    }
    found
}

/// 令 rules it out: written for other values, not by mistake.
fn ruled_out(plan: &Plan, scope: ScopeIx) -> bool {
    let guard = plan.scopes.get(scope.index()).and_then(|scope| plan.guards.get(scope.guard.index()));
    matches!(guard, Some(Guard::Any(parts)) if parts.is_empty())
}

/// `主体类型 = 企业，户外招牌 = 是`; with `，2026-03-02 提交` where that matters.
fn in_words(plan: &Plan, answers: &[Answer], start: Option<Instant>) -> String {
    let words = plan.answers_in_words(answers).into_iter().map(|(name, answer)| format!("{name} = {answer}"));
    let handed_in = start.map(|at| format!("{} 提交", at.date(plan.calendar.utc_offset_minutes)));
    words.chain(handed_in).collect::<Vec<_>>().join("，")
}
