//! What 辖区规则 ask of a bundle: joint inspections, and what must be there for a material to be missing.

use crate::diagnostics::{
    Diagnostic, e0463_inspect_together, w0460_tolerance_commitment, w0461_everything_missing,
};
use crate::names::Spanned;
use crate::names::linked::{Item, Linked, Material};
use crate::names::profile::{Requirement, Rules};
use crate::names::surface::Source;

/// Reports departments that inspect apart where the profile wants one visit.
pub fn inspections(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let Some(rules) = linked.profiles.first().filter(|rules| rules.inspect_together) else { return };
    let joint = |item: &Item| {
        item.joins.iter().any(|join| linked.joints.get(join.value).is_some_and(|joint| joint.site_visit))
    };
    let inspecting = || linked.items.iter().filter(|item| item.visits > 0 || joint(item));
    for item in linked.items.iter().filter(|item| item.visits > 0) {
        let other = inspecting().find(|other| {
            other.department.is_some() && item.department.is_some() && other.department != item.department
        });
        // Of two that inspect alone the later one is told.
        let Some(other) = other.filter(|other| joint(other) || other.name.place < item.name.place) else {
            continue;
        };
        let profile = &rules.core.name;
        let found = e0463_inspect_together::inspect_together(
            &item.name,
            &other.name.value,
            other.name.place,
            profile,
        );
        diagnostics.push(found);
    }
}

/// Reports items that may be accepted with something missing although the profile's conditions are not met.
pub fn tolerance(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in linked.items.iter().filter(|item| !item.loose) {
        let Some(rules) = linked.profiles.get(item.profile) else { continue };
        let needs: Vec<(&Spanned<usize>, &Material)> =
            item.needs.iter().filter_map(|need| Some((need, linked.materials.get(need.value)?))).collect();
        let missing = needs.iter().find(|(_, material)| may_be_missing(material));
        let Some((need, material)) = missing else { continue };
        check(rules, item, &needs, (need, material), diagnostics);
    }
}

fn check(
    rules: &Rules,
    item: &Item,
    needs: &[(&Spanned<usize>, &Material)],
    (need, material): (&Spanned<usize>, &Material),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let profile = &rules.core.name;
    let committed = needs.iter().any(|(_, material)| material.source.value == Source::Commitment);
    if rules.requires.contains(&Requirement::Commitment) && !committed {
        let name = &material.name.value;
        let found = w0460_tolerance_commitment::tolerance_commitment(&item.name, name, need.place, profile);
        diagnostics.push(found);
    }
    let mut brought = needs.iter().filter(|(_, material)| material.source.value == Source::Applicant);
    if rules.requires.contains(&Requirement::MainMaterials)
        && brought.all(|(_, material)| may_be_missing(material))
    {
        diagnostics.push(w0461_everything_missing::everything_missing(&item.name, profile));
    }
}

fn may_be_missing(material: &Material) -> bool {
    material.tolerance.is_some()
}
