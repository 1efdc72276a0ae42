//! Decision tables: every 情形 has exactly one result (DMN: completeness and overlap), and every row is of use.

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::Linked;
use crate::names::surface::{Hit, Rule};
use crate::proof::{Regions, regions};
use crate::types::{Typed, TypedRule};
use lianban_runtime::plan::GuardIx;
use lianban_runtime::time::Calendar;

/// Most combinations of answers looked at for one table.
const BUDGET: u64 = 200_000;
/// Most of all tables of a bundle together.
const TOTAL: u64 = 1_000_000;
/// Most pairs of rows that are told to overlap.
const MOST_PAIRS: usize = 10;

/// What one combination of answers says about a table. Rows by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// No row holds.
    Uncovered,
    /// Two rows hold that may not.
    Both(usize, usize),
    /// The row counts.
    Serves(usize),
}

/// Checks every table that could be typed.
pub fn check(linked: &Linked, typed: &Typed, calendar: &Calendar, diagnostics: &mut Vec<Diagnostic>) {
    let mut left = TOTAL;
    for (rule, rows) in linked.rules.iter().zip(&typed.rules) {
        if rows.damaged {
            continue;
        }
        let roots: Vec<GuardIx> = rows.rows.iter().map(|(_, condition, _)| *condition).collect();
        let parts = (typed.questions.as_slice(), typed.arena.guards());
        let looked =
            regions(parts, &roots, (calendar, BUDGET.min(left)), |values| verdicts(rule, rows, values));
        let Ok(found) = looked else { continue };
        left = left.saturating_sub(found.spent);
        report(rule, rows, &found, diagnostics);
    }
}

fn verdicts(rule: &Rule, table: &TypedRule, values: &[bool]) -> Vec<Verdict> {
    let rows = table.rows.iter().enumerate();
    let holding: Vec<(usize, usize)> = rows
        .filter(|(_, (_, condition, _))| values.get(condition.index()) == Some(&true))
        .map(|(row, (_, _, output))| (row, *output))
        .collect();
    let Some((first, result)) = holding.first().copied() else {
        return if table.otherwise.is_none() { vec![Verdict::Uncovered] } else { Vec::new() };
    };
    let others = holding.get(1..).unwrap_or_default();
    let mut found = vec![Verdict::Serves(first)];
    match rule.hit.value {
        Hit::First => {}
        Hit::Unique => found.extend(others.iter().map(|(row, _)| Verdict::Both(first, *row))),
        Hit::Any => {
            found.extend(others.iter().map(|(row, _)| Verdict::Serves(*row)));
            let differ = others.iter().filter(|(_, other)| *other != result);
            found.extend(differ.map(|(row, _)| Verdict::Both(first, *row)));
        }
    }
    if rule.hit.value == Hit::Unique {
        found.extend(others.iter().map(|(row, _)| Verdict::Serves(*row)));
    }
    found
}

fn report(rule: &Rule, table: &TypedRule, found: &Regions<'_, Verdict>, diagnostics: &mut Vec<Diagnostic>) {
    if found.has(&Verdict::Uncovered) {
        let words = found.words(&Verdict::Uncovered);
        diagnostics.push(d::e0326_incomplete_table::incomplete(&rule.name, &words, &rule.outputs));
    }
    let pairs = found.verdicts().filter_map(|verdict| match verdict {
        Verdict::Both(first, second) => Some((verdict, *first, *second)),
        _ => None,
    });
    for (verdict, first, second) in pairs.take(MOST_PAIRS) {
        let place = |row: usize| table.rows.get(row).map(|(place, ..)| *place).unwrap_or_default();
        let same = table.rows.get(first).map(|row| row.2) == table.rows.get(second).map(|row| row.2);
        let words = found.words(verdict);
        diagnostics.push(d::e0327_overlapping_rows::overlap((place(first), place(second)), &words, same));
    }
    if !found.complete {
        diagnostics.push(d::e0328_table_too_large::too_large(&rule.name));
        return;
    }
    for (row, (place, ..)) in table.rows.iter().enumerate() {
        if !found.has(&Verdict::Serves(row)) {
            diagnostics.push(d::w0320_idle_row::idle_row(*place, rule.hit.value == Hit::First));
        }
    }
    let given =
        |at: usize| table.otherwise == Some(at) || table.rows.iter().any(|(_, _, output)| *output == at);
    for (at, output) in rule.outputs.iter().enumerate() {
        if !given(at) {
            diagnostics.push(d::w0321_unused_result::unused_result(output, &rule.name));
        }
    }
}
