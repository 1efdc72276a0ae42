//! 特别程序: what stops the clock has a basis that allows it, and the applicant is told (行政许可法 45).

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::Linked;
use crate::names::surface::{Excludes, Procedure};
use crate::plan::kind;

/// The kinds of 行政许可法 45.
pub const KINDS: [&str; 8] = ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"];
/// The law that names these kinds and no other.
const LICENSING_LAW: &str = "行政许可法";

/// Reports stops without a basis that allows them, and stops of which nobody tells the applicant.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for (_, procedure) in linked.all_procedures() {
        let Some(stops) = procedure.stops else { continue };
        if !KINDS.contains(&kind(procedure)) && only_licensing_law(procedure) {
            diagnostics.push(d::e0440_stop_without_basis::without_basis(procedure, kind(procedure), &KINDS));
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
    let promise = linked.promise.iter().filter_map(|promise| promise.excludes.as_ref());
    let stages = linked.stages.iter().filter_map(|stage| stage.excludes.as_ref());
    for list in promise.chain(stages) {
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
