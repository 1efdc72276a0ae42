//! Limits: of the promise, of items, stages, joint actions, of the intake and of delivery.

use super::Compared;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e0464_looser_limit::{limit_appears, looser_limit};
use crate::diagnostics::e0465_heavier_burden::heavier;
use crate::law::by_date::later;
use crate::names::Spanned;
use crate::names::surface::Contact;
use crate::proof::metric_name;
use lianban_runtime::time::{Calendar, Span as Amount};

type Limit = Spanned<Amount>;

/// Reports limits that are longer than the base's.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    promise(compared, diagnostics);
    for (before, item) in compared.items() {
        let name = &item.name.value;
        let pairs = [
            ("承诺", "the promise of", before.effective(), item.effective()),
            ("法定", "the statutory limit of", before.statutory.as_ref(), item.statutory.as_ref()),
        ];
        for (zh, en, base, here) in pairs {
            let (Some(base), Some(here)) = (base, here) else { continue };
            // An item without 承诺 is told once.
            if zh == "法定" && item.promised.is_none() && before.promised.is_none() {
                continue;
            }
            let what = (format!("“{name}”的{zh}"), format!("{en} “{name}”"));
            compare(compared.calendar, (&what.0, &what.1), here, base, diagnostics);
        }
    }
    for before in &compared.base.joints {
        let same = compared.here.joints.iter().find(|other| other.name.value == before.name.value);
        if let Some((here, base)) = same.and_then(|joint| joint.limit.as_ref().zip(before.limit.as_ref())) {
            let name = &before.name.value;
            let what = (format!("“{name}”的时限"), format!("the limit of “{name}”"));
            compare(compared.calendar, (&what.0, &what.1), here, base, diagnostics);
        }
    }
    for before in &compared.base.stages {
        let same = compared.here.stages.iter().find(|other| other.name.value == before.name.value);
        if let Some((here, base)) = same.and_then(|stage| stage.limit.as_ref().zip(before.limit.as_ref())) {
            let name = &before.name.value;
            let what = (format!("阶段“{name}”的时限"), format!("the limit of the stage “{name}”"));
            compare(compared.calendar, (&what.0, &what.1), here, base, diagnostics);
        }
    }
    contacts(compared, diagnostics);
    ratings(compared, diagnostics);
}

/// What a bad rating asks of the authority is not put off further than in the base.
fn ratings(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(base), Some(here)) = (&compared.base.ratings, &compared.here.ratings) else { return };
    let pairs = [
        (("差评的回访", "the call back after a bad rating"), &here.call_back, &base.call_back),
        (("差评的整改", "the remedy after a bad rating"), &here.remedy, &base.remedy),
    ];
    for (what, here, base) in pairs {
        match (here, base) {
            (Some(here), Some(base)) => compare(compared.calendar, what, here, base, diagnostics),
            (None, Some(base)) => diagnostics.push(limit_appears(compared.head(), what, Some(base))),
            _ => {}
        }
    }
}

fn compare(
    calendar: &Calendar,
    what: (&str, &str),
    here: &Limit,
    base: &Limit,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if here.value.unit == base.value.unit && here.value.roll == base.value.roll {
        if here.value.amount > base.value.amount {
            diagnostics.push(looser_limit(what, here, base, None));
        }
    } else if let Some(dates) = later(calendar, here.value, base.value) {
        diagnostics.push(looser_limit(what, here, base, Some(&dates)));
    }
}

/// What the base promises, the derived bundle promises as well, and no more.
fn promise(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(base), Some(here)) = (&compared.base.promise, &compared.here.promise) else { return };
    if let Some((here, base)) = here.time.as_ref().zip(base.time.as_ref()) {
        compare(compared.calendar, ("承诺时限", "the promised time"), here, base, diagnostics);
    }
    for (metric, before) in &base.counts {
        let written = here.counts.iter().find(|(other, _)| other == metric).map(|(_, count)| count);
        let Some(written) = written.filter(|count| count.value > before.value) else { continue };
        let name = metric_name(*metric);
        diagnostics.push(heavier(
            written.place,
            format!("承诺的{name}从底本的 {} 放宽到 {}", before.value, written.value),
            format!("the promised {name} goes from {} in the base to {}", before.value, written.value),
            Some(before.place),
        ));
    }
}

fn contacts(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let limit = |contact: &'_ Option<Contact>| contact.as_ref().and_then(|contact| contact.limit.clone());
    let (base, here) = (&compared.base.flow, &compared.here.flow);
    let what = ("一窗受理的时限", "the limit of the intake");
    match (limit(&here.intake), limit(&base.intake)) {
        (Some(ours), Some(theirs)) => compare(compared.calendar, what, &ours, &theirs, diagnostics),
        (Some(ours), None) if ours.value.amount > 0 => {
            diagnostics.push(limit_appears(ours.place, what, None));
        }
        _ => {}
    }
    let what = ("统一出件的时限", "the limit of delivery");
    match (limit(&here.delivery), limit(&base.delivery)) {
        (Some(ours), Some(theirs)) => compare(compared.calendar, what, &ours, &theirs, diagnostics),
        (None, Some(theirs)) => diagnostics.push(limit_appears(compared.head(), what, Some(&theirs))),
        _ => {}
    }
}
