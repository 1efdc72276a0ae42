//! What stands beside the limits: 不计, 延期, 特别程序, what silence means, and until when the applicant corrects.

use super::Compared;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e0464_looser_limit::{limit_appears, looser_limit};
use crate::diagnostics::e0465_heavier_burden::heavier;
use crate::diagnostics::e0467_less_is_given::less;
use crate::law::by_date::later;
use crate::names::limit::{Correction, Excludes, LimitRules};
use crate::names::linked::Item;
use crate::names::surface::{Extension, Procedure};
use crate::names::{Place, Spanned};
use lianban_runtime::plan::Silence;
use lianban_runtime::time::Span as Amount;

/// Reports what makes a limit longer or its end worse for the applicant.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (base, here) = (compared.base, compared.here);
    if let (Some(base), Some(here)) = (&base.promise, &here.promise) {
        excludes(&here.rules, &base.rules, here.place, diagnostics);
    }
    for before in &base.stages {
        if let Some(stage) = here.stages.iter().find(|stage| stage.name.value == before.name.value) {
            excludes(&stage.rules, &before.rules, compared.place_of(&stage.name), diagnostics);
        }
    }
    for procedure in here.procedures.iter().filter(|procedure| procedure.stops.is_some()) {
        let name = &procedure.name.value;
        let known = base.procedures.iter().any(|other| other.name.value == *name && other.stops.is_some());
        if !known {
            let what = (format!("特别程序“{name}”"), format!("the procedure “{name}”"));
            diagnostics.push(limit_appears(procedure.name.place, (&what.0, &what.1), None));
        }
    }
    for (before, item) in compared.items() {
        let what =
            (format!("“{}”的延期", item.name.value), format!("the extension of “{}”", item.name.value));
        extension(compared, (&what.0, &what.1), &item.extension, &before.extension, diagnostics);
        procedures(compared, before, item, diagnostics);
        silence(compared, before, item, diagnostics);
        correction(compared, item, &before.correction, diagnostics);
        commitment(compared, before, item, diagnostics);
    }
}

/// What is decided on a commitment in the base is not examined first here, nor checked later.
fn commitment(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let name = &item.name.value;
    let check = |item: &'_ Item| item.steps.iter().find(|step| step.check).cloned();
    match (check(before), check(item)) {
        (Some(_), None) => diagnostics.push(less(
            compared.place_of(&item.name),
            format!("“{name}”在底本里凭承诺作决定，这里要先审查"),
            format!("“{name}” is decided on a commitment in the base and examined first here"),
            before.name.place,
        )),
        (Some(base), Some(here)) => {
            if let (Some(ours), Some(theirs)) = (&here.limit, &base.limit)
                && longer(compared, ours.value, theirs.value)
            {
                let what = (format!("“{name}”的核查"), format!("the check of “{name}”"));
                diagnostics.push(looser_limit((&what.0, &what.1), ours, theirs, None));
            }
        }
        _ => {}
    }
}

/// Days that are not counted are days longer.
fn excludes(here: &LimitRules, base: &LimitRules, place: Place, diagnostics: &mut Vec<Diagnostic>) {
    let Some(ours) = &here.excludes else { return };
    let known =
        |name: &str, theirs: &Excludes| theirs.all || theirs.names.iter().any(|other| other.value == name);
    let more = match &base.excludes {
        None => true,
        Some(theirs) => ours.all && !theirs.all || ours.names.iter().any(|name| !known(&name.value, theirs)),
    };
    if more {
        let place = if ours.place == Place::default() { place } else { ours.place };
        let what = ("这里的“不计”", "this exclusion");
        diagnostics.push(limit_appears(place, what, None));
    }
}

fn extension(
    compared: &Compared<'_>,
    what: (&str, &str),
    here: &Option<Extension>,
    base: &Option<Extension>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match (here, base) {
        (Some(ours), None) => diagnostics.push(limit_appears(ours.most.place, what, None)),
        (Some(ours), Some(theirs)) if longer(compared, ours.most.value, theirs.most.value) => {
            diagnostics.push(looser_limit(what, &ours.most, &theirs.most, None));
        }
        _ => {}
    }
}

fn longer(compared: &Compared<'_>, one: Amount, other: Amount) -> bool {
    if one.unit == other.unit {
        one.amount > other.amount
    } else {
        later(compared.calendar, one, other).is_some()
    }
}

/// Planned procedures of an item: none that the base does not plan, none longer, none that stops the clock only here.
fn procedures(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let planned = |item: &'_ Item| -> Vec<Procedure> {
        item.steps.iter().filter_map(|step| step.procedure.as_deref().cloned()).collect()
    };
    let known = planned(before);
    for procedure in planned(item) {
        let name = &procedure.name.value;
        let what = (format!("特别程序“{name}”"), format!("the procedure “{name}”"));
        let same = known.iter().find(|other| other.name.value == *name);
        let Some(theirs) = same.filter(|theirs| theirs.stops.is_some() || procedure.stops.is_none()) else {
            diagnostics.push(limit_appears(procedure.name.place, (&what.0, &what.1), None));
            continue;
        };
        if let (Some(ours), Some(limit)) = (&procedure.limit, &theirs.limit)
            && longer(compared, ours.value, limit.value)
        {
            diagnostics.push(looser_limit((&what.0, &what.1), ours, limit, None));
        }
    }
}

/// What running out means stays as the base says; where the base says nothing, it does not turn against the applicant.
fn silence(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let means = |item: &Item| item.rules.overdue.as_ref().map(|overdue| overdue.silence.value);
    let against = matches!(means(item), Some(Silence::Withdrawn | Silence::Refused | Silence::Revoked));
    let changed = means(before).is_some() && means(before) != means(item);
    if changed || means(before).is_none() && against {
        let name = &item.name.value;
        let place = item.rules.overdue.as_ref().map_or(compared.place_of(&item.name), |o| o.silence.place);
        diagnostics.push(less(
            place,
            format!("“{name}”逾期的后果与底本不同"),
            format!("what it means that “{name}” is overdue differs from the base"),
            before.name.place,
        ));
    }
}

/// Until when the applicant has to correct: no sooner than in the base.
fn correction(
    compared: &Compared<'_>,
    item: &Item,
    base: &Option<Correction>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(ours) = &item.correction else { return };
    let name = &item.name.value;
    let shorter = |theirs: &Spanned<Amount>| longer(compared, theirs.value, ours.limit.value);
    let theirs = base.as_ref().or(compared.base.correction.as_ref()).map(|theirs| &theirs.limit);
    if theirs.is_none_or(shorter) {
        diagnostics.push(heavier(
            ours.limit.place,
            format!("“{name}”的补正时限比底本短"),
            format!("“{name}” has to be corrected sooner than in the base"),
            theirs.map(|theirs| theirs.place),
        ));
    }
}
