//! 改革前: the bundle's figures are the sum of those on its items and materials (rule S4).

use crate::diagnostics::semantic::amount_words;
use crate::diagnostics::{Diagnostic, e0480_before_not_the_sum as e0480};
use crate::names::Place;
use crate::names::linked::Linked;
use crate::plan::{FigureRow, figure_rows};
use crate::proof::{metric_name, unit_name};
use lianban_runtime::plan::{Baseline, Metric};
use lianban_runtime::time::{Roll, Span as Amount, Unit};

/// What items and materials state, by metric, in written order: items first.
fn parts(linked: &Linked) -> Vec<(String, FigureRow)> {
    let items = linked.items.iter().map(|item| (&item.name, &item.before));
    let materials = linked.materials.iter().map(|material| (&material.name, &material.before));
    let abolished = linked.abolished.iter().map(|(name, before)| (name, before));
    let mut parts: Vec<(String, FigureRow)> = items
        .chain(materials)
        .filter_map(|(name, before)| Some((name, before.as_ref()?)))
        .chain(abolished)
        .flat_map(|(name, before)| figure_rows(before).into_iter().map(|row| (name.value.clone(), row)))
        .collect();
    parts.sort_by_key(|(_, row)| row.0);
    parts
}

/// The parts of one metric, their sum and its unit.
struct Sum {
    metric: Metric,
    value: u32,
    unit: Option<Unit>,
    parts: Vec<(String, FigureRow)>,
}

fn sums(linked: &Linked) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for (name, row) in parts(linked) {
        let (metric, value, unit, _) = row;
        match sums.last_mut().filter(|sum| sum.metric == metric) {
            Some(sum) => {
                sum.value = sum.value.saturating_add(value);
                sum.parts.push((name, row));
            }
            None => sums.push(Sum { metric, value, unit, parts: vec![(name, row)] }),
        }
    }
    sums
}

/// The figures before the reform: as the bundle states them, else the sums of the parts.
#[must_use]
pub fn of(linked: &Linked) -> Vec<Baseline> {
    let written = linked.before.iter().flat_map(figure_rows);
    let mut all: Vec<Baseline> =
        written.map(|(metric, value, unit, _)| Baseline { metric, value, unit }).collect();
    for sum in sums(linked) {
        if all.iter().all(|known| known.metric != sum.metric) {
            all.push(Baseline { metric: sum.metric, value: sum.value, unit: sum.unit });
        }
    }
    all.sort_by_key(|figure| figure.metric);
    all
}

/// Reports limits that cannot be added, and stated figures that are not the sum.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let stated: Vec<FigureRow> = linked.before.iter().flat_map(figure_rows).collect();
    for sum in sums(linked) {
        let other = sum.parts.iter().find(|(_, (_, _, unit, _))| *unit != sum.unit);
        if let (Some((_, (.., place))), Some((_, (.., first)))) = (other, sum.parts.first()) {
            diagnostics.push(e0480::mixed_units(*place, *first));
            continue;
        }
        let Some((metric, value, unit, place)) = stated.iter().find(|row| row.0 == sum.metric) else {
            continue;
        };
        if *unit != sum.unit {
            let first = sum.parts.first().map_or(*place, |(_, (.., place))| *place);
            diagnostics.push(e0480::mixed_units(*place, first));
        } else if *value != sum.value {
            let words = |value: u32| in_words(*metric, value, *unit);
            let parts: Vec<(Place, String)> = sum
                .parts
                .iter()
                .map(|(name, (_, value, _, place))| (*place, format!("{name} {}", words(*value))))
                .collect();
            let (written, summed) = (words(*value), words(sum.value));
            diagnostics.push(e0480::not_the_sum(*place, metric_name(*metric), &written, &summed, &parts));
        }
    }
}

/// A figure as a bundle writes it.
fn in_words(metric: Metric, value: u32, unit: Option<Unit>) -> String {
    match unit {
        Some(unit) => amount_words(Amount { amount: value, unit, roll: Roll::None }),
        None => format!("{value} {}", unit_name(metric, None)),
    }
}
