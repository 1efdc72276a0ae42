//! 逾期: whose silence it is, what it can mean there, and on what basis (行政许可法 50; no general grant by silence).

use crate::diagnostics::{
    Diagnostic, Words, e0450_silence_without_basis, e0451_deemed_licence, e0452_silence_out_of_place,
    w0450_applicant_without_basis,
};
use crate::names::limit::{LimitRules, Overdue};
use crate::names::linked::{Item, Linked};
use crate::names::surface::Rework;
use lianban_runtime::plan::Silence;

/// The kind of item that no silence grants without a law of its own.
const LICENCE: &str = "行政许可";
/// The law that knows no grant by silence but that of a renewal.
const GENERAL_LAW: &str = "行政许可法";
/// The article on renewals, in the spellings of citations.
const RENEWAL: [&str; 3] = ["五十条", "50条", "50"];

const ITEM: &[Silence] = &[Silence::Granted, Silence::NoObjection, Silence::Renewed];
const STEP: &[Silence] = &[Silence::Granted, Silence::NoObjection];
const JOINT: &[Silence] = &[Silence::Granted, Silence::NoObjection, Silence::Absent];
const INTAKE: &[Silence] = &[Silence::DeemedAccepted];
const TOLERANCE: &[Silence] = &[Silence::Revoked, Silence::Refused, Silence::Withdrawn];
const CORRECTION: &[Silence] = &[Silence::Withdrawn, Silence::Refused];

/// Reports silences out of place and without basis.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        item_silence(item, diagnostics);
        for step in &item.steps {
            authority(&step.rules, Words::new("环节", "a step"), STEP, step.limit.is_some(), diagnostics);
            rework(step.rework.as_ref(), if step.check { &[] } else { CORRECTION }, diagnostics);
        }
        if let Some(correction) = &item.correction {
            applicant(&correction.rules, Words::new("补正", "a correction"), CORRECTION, false, diagnostics);
        }
    }
    for joint in &linked.joints {
        let owner = Words::new("联合", "a joint action");
        authority(&joint.rules, owner, JOINT, joint.limit.is_some(), diagnostics);
        rework(joint.rework.as_ref(), CORRECTION, diagnostics);
    }
    if let Some(intake) = &linked.flow.intake {
        let owner = Words::new("一窗受理", "the intake");
        authority(&intake.rules, owner, INTAKE, intake.limit.is_some(), diagnostics);
    }
    for material in &linked.materials {
        let founded = !material.basis.is_empty();
        let owner = Words::new("容缺", "a missing material");
        applicant(&material.rules, owner, TOLERANCE, founded, diagnostics);
    }
    if let Some(correction) = &linked.correction {
        applicant(&correction.rules, Words::new("补正", "a correction"), CORRECTION, false, diagnostics);
    }
}

/// The applicant's limit to put something right.
fn rework(rework: Option<&Rework>, allowed: &[Silence], diagnostics: &mut Vec<Diagnostic>) {
    if let Some(rework) = rework {
        applicant(&rework.rules, Words::new("整改", "a rework"), allowed, false, diagnostics);
    }
}

/// What an authority's silence means; what it says if it may stand there.
fn authority<'r>(
    rules: &'r LimitRules,
    owner: Words,
    allowed: &[Silence],
    limited: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'r Overdue> {
    let overdue = rules.overdue.as_ref()?;
    if !allowed.contains(&overdue.silence.value) {
        let found = e0452_silence_out_of_place::silence_out_of_place(&overdue.silence, owner, allowed);
        diagnostics.push(found);
        return None;
    }
    if !limited {
        diagnostics.push(e0452_silence_out_of_place::without_limit(&overdue.silence));
        return None;
    }
    if overdue.basis.is_empty() {
        diagnostics.push(e0450_silence_without_basis::silence_without_basis(overdue));
        return None;
    }
    Some(overdue)
}

/// What the applicant's silence means.
fn applicant(
    rules: &LimitRules,
    owner: Words,
    allowed: &[Silence],
    founded: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(overdue) = &rules.overdue else { return };
    if !allowed.contains(&overdue.silence.value) {
        let found = e0452_silence_out_of_place::silence_out_of_place(&overdue.silence, owner, allowed);
        diagnostics.push(found);
    } else if overdue.basis.is_empty() && rules.basis.is_empty() && !founded {
        diagnostics.push(w0450_applicant_without_basis::applicant_without_basis(overdue));
    }
}

fn item_silence(item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let limited = item.effective().is_some() || item.damaged;
    let owner = Words::new("事项", "an item");
    let Some(overdue) = authority(&item.rules, owner, ITEM, limited, diagnostics) else { return };
    if item.kind != LICENCE {
        return;
    }
    let renewal = overdue.silence.value == Silence::Renewed;
    let founded = overdue.basis.iter().any(|basis| {
        let bare = bare(&basis.value);
        match bare.strip_prefix(GENERAL_LAW) {
            Some(article) => renewal && RENEWAL.iter().any(|spelling| article.contains(spelling)),
            None => true,
        }
    });
    if !founded {
        diagnostics.push(e0451_deemed_licence::deemed_licence(&item.name.value, overdue));
    }
}

/// A citation without 《》 and 中华人民共和国.
fn bare(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '《' | '》')).collect();
    text.trim_start().trim_start_matches("中华人民共和国").to_owned()
}
