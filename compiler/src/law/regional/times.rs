//! Trips and inspections.

use super::Compared;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e0465_heavier_burden::heavier;
use crate::names::linked::{Item, Linked};
use crate::names::surface::Contact;
use lianban_runtime::plan::Channel;

/// Reports trips and inspections that the base does not have.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (base, here) = (&compared.base.flow, &compared.here.flow);
    // Nothing written is a submission at a window (rule M2); a delivery without 方式 counts no trip.
    trip(compared, ("受理", "the intake"), (&here.intake, &base.intake), Channel::Window, diagnostics);
    trip(compared, ("出件", "delivery"), (&here.delivery, &base.delivery), Channel::None, diagnostics);
    for (before, item) in compared.items() {
        let (ours, theirs) = (visits(compared.here, item), visits(compared.base, before));
        if ours > theirs {
            let name = &item.name.value;
            diagnostics.push(heavier(
                compared.place_of(&item.name),
                format!("“{name}”的踏勘从底本的 {theirs} 次增加到 {ours} 次"),
                format!("“{name}” goes from {theirs} inspections in the base to {ours}"),
                Some(before.name.place),
            ));
        }
    }
}

/// Inspections of an item: those it makes alone, and the joint ones it takes part in.
fn visits(linked: &Linked, item: &Item) -> u32 {
    let joint = |at: usize| linked.joints.get(at).is_some_and(|joint| joint.site_visit);
    let joined = item.joins.iter().filter(|join| joint(join.value)).count();
    item.visits.saturating_add(u32::try_from(joined).unwrap_or(u32::MAX))
}

fn trip(
    compared: &Compared<'_>,
    (zh, en): (&str, &str),
    (here, base): (&Option<Contact>, &Option<Contact>),
    usual: Channel,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let channel = |contact: &Option<Contact>| {
        contact.as_ref().and_then(|contact| contact.channel.as_ref()).map_or(usual, |channel| channel.value)
    };
    if !channel(here).is_trip() || channel(base).is_trip() {
        return;
    }
    let written = here.as_ref().and_then(|contact| contact.channel.as_ref());
    let place = written.map_or(compared.head(), |channel| channel.place);
    diagnostics.push(heavier(
        place,
        format!("{zh}要申请人自己去，比底本多跑一次"),
        format!("{en} takes the applicant somewhere: one trip more than in the base"),
        base.as_ref().map(|contact| contact.place),
    ));
}
