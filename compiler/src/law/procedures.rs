//! 特别程序: what stops the clock has a basis that allows it, and the applicant is told (行政许可法 45).

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::limit::Excludes;
use crate::names::linked::{Linked, ProcedureAt};
use crate::names::surface::Procedure;
use crate::plan::kind;

/// The law that names its kinds and no other.
const LICENSING_LAW: &str = "行政许可法";

/// Reports stops without a basis that allows them, and stops of which nobody tells the applicant. The kinds that may
/// stop the clock are those of the profile (停时), in the beginning those of 行政许可法 45.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for (at, procedure) in linked.all_procedures() {
        let Some(stops) = procedure.stops else { continue };
        let profile = match at {
            ProcedureAt::AtHand(_) => 0,
            ProcedureAt::Planned(item, _) => linked.items.get(item).map_or(0, |item| item.profile),
        };
        let rules = linked.profiles.get(profile).map(|rules| &rules.core);
        let listed = rules.map(|rules| rules.stops.as_slice()).unwrap_or_default();
        if !listed.iter().any(|known| known == kind(procedure)) && only_licensing_law(procedure) {
            let by = rules.map_or(LICENSING_LAW, |rules| rules.name.as_str());
            let found = d::e0440_stop_without_basis::without_basis(procedure, kind(procedure), by, listed);
            diagnostics.push(found);
        } else if !procedure.told {
            diagnostics.push(d::w0440_not_told::not_told(&procedure.name, stops));
        }
    }
}

fn only_licensing_law(procedure: &Procedure) -> bool {
    procedure.basis.iter().all(|basis| basis.value.contains(LICENSING_LAW))
}

/// Reports 不计 of what counts anyway, and 不计 特别程序 where none stops the clock.
pub fn excluded(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for list in linked.excluding() {
        list_check(linked, list, diagnostics);
    }
}

fn list_check(linked: &Linked, list: &Excludes, diagnostics: &mut Vec<Diagnostic>) {
    let mut stopping = linked.all_procedures().filter(|(_, procedure)| procedure.stops.is_some());
    if list.all && stopping.next().is_none() {
        diagnostics.push(d::w0441_nothing_excluded::nothing_excluded(list.place));
    }
    for name in &list.names {
        let mut named = linked.all_procedures().filter(|(_, p)| p.name.value == name.value).map(|(_, p)| p);
        let Some(first) = named.next() else { continue };
        if first.stops.is_none() && named.all(|procedure| procedure.stops.is_none()) {
            diagnostics.push(d::e0441_counts_anyway::counts_anyway(name, first.name.place));
        }
    }
}
