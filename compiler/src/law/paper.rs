//! 形式, 份数 and 出具单位 of materials: what is asked for can be handed in, and nobody else has it already.

use crate::diagnostics::{
    Diagnostic, e0483_bad_medium, w0481_issuer_at_hand, w0482_unused_field, w0483_original_without_window,
};
use crate::names::linked::{Linked, Material};
use crate::names::surface::Source;
use lianban_runtime::plan::{Channel, Medium};
use std::collections::BTreeSet;

/// Reports forms that contradict the source, the copies or the channel of intake.
pub fn media(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let intake = linked.flow.intake.as_ref().and_then(|intake| intake.channel.as_ref());
    let elsewhere = intake.filter(|channel| !matches!(channel.value, Channel::Window | Channel::Agent));
    for material in &linked.materials {
        let shared = matches!(material.source.value, Source::Shared(_));
        for (medium, _) in &material.paper.media {
            let word = medium.value.medium;
            if shared && word != Medium::Electronic {
                let found = e0483_bad_medium::shared_on_paper(
                    medium.place,
                    word,
                    &material.name,
                    material.source.place,
                );
                diagnostics.push(found);
            } else if let (Medium::OriginalSeen, Some(channel)) = (word, elsewhere) {
                let (place, name) = (medium.place, &material.name);
                let found =
                    w0483_original_without_window::original_without_window(place, name, channel.place);
                diagnostics.push(found);
            }
        }
        copies(material, diagnostics);
    }
}

fn copies(material: &Material, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(copies), Some(kept)) = (&material.copies, material.kept_copies()) else { return };
    let shared_out =
        material.paper.media.len() == 1 && material.paper.media.iter().all(|(_, counted)| !counted);
    if let (Some((first, _)), false) = (material.paper.media.first(), shared_out || copies.value == kept) {
        diagnostics.push(e0483_bad_medium::copies_differ(copies, kept, first.place));
    }
}

/// Reports papers that the applicant brings although a department of the bundle issues them.
pub fn issuers(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for material in linked.materials.iter().filter(|m| m.source.value == Source::Applicant) {
        let Some(issuer) = &material.paper.issuer else { continue };
        let named =
            |name: &str, short: &str| name == issuer.value || (!short.is_empty() && short == issuer.value);
        if let Some(department) = linked.departments.iter().find(|d| named(&d.name.value, &d.short)) {
            let (name, source) = (&material.name.value, material.source.place);
            let found = w0481_issuer_at_hand::issuer_at_hand(issuer, name, &department.name.value, source);
            diagnostics.push(found);
        }
    }
}

/// Reports fields of the bundle that no item asks for. An item with unreadable words may ask for them.
pub fn fields(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    if linked.items.iter().any(|item| item.loose) {
        return;
    }
    let asked: BTreeSet<&str> = linked.fields.iter().map(|field| field.name.value.as_str()).collect();
    let mut told = BTreeSet::new();
    for field in &linked.declared_fields {
        if !asked.contains(field.value.as_str()) && told.insert(&field.value) {
            diagnostics.push(w0482_unused_field::unused_field(field));
        }
    }
}
