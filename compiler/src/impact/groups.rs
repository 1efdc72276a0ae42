//! What changes for whom: the figures of every 情形 before and after, put together where they are the same.
//!
//! The questions of both plans are asked together. A question or a choice that only one of them knows is one more
//! distinction; what a plan cannot be asked it has no figures for. The figures of one 情形 are proved on the plan with
//! every condition settled, so they are those of `prove`, and the worst day of submission where days matter.

use super::Figures;
use super::merged::{Merged, Part, ask_for_both};
use crate::proof::{Regions, regions};
use lianban_runtime::plan::{Guard, GuardIx, Plan};
use lianban_runtime::time::Calendar;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Most combinations of answers that are looked at.
const MOST_COMBINATIONS: u64 = 200_000;
/// Most nodes of all the settlements of the conditions that are proved, on each side.
const MOST_NODES_PROVED: usize = 1_000_000;
/// Most groups that are told one by one; more of them are put together by what changes.
const MOST_ROWS: usize = 4;

/// Some 情形 with the same figures before and the same after, or, where there would be too many of these, for which the same
/// changes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    /// Which: sentences of which one or the other holds.
    pub answers: Vec<String>,
    /// The sentences say all of them; else there are more.
    pub whole: bool,
    /// Before; none if the old bundle knows no such case.
    pub before: Option<Range>,
    /// After; none if the new bundle knows no such case.
    pub after: Option<Range>,
}

/// The figures of the cases of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Range {
    /// The least of each.
    #[serde(flatten)]
    pub least: Figures,
    /// The most of each; absent if they are all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Figures>,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Groups {
    /// Those for which something changes.
    pub changed: Vec<Group>,
    /// How many groups stay as they are.
    pub unchanged: usize,
    /// Every 情形 was looked at; else there may be others.
    pub complete: bool,
}

/// The figures of a case in one plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    /// The plan cannot be asked it.
    NoCase,
    /// They are proved.
    Proved(Figures),
    /// Past what a comparison may cost, or not decided by the proof.
    Unknown,
}

/// What changes for a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Nothing.
    Same,
    /// The old plan knows no such case.
    Appears,
    /// The new plan knows no such case.
    Goes,
    /// By how much each figure grows, in the order of [`Figures::counts`]; with the units of the days.
    By([i64; 5], [String; 2]),
    /// Not known.
    Unknown,
}

/// A plan with the figures that were proved of it, by how the conditions hold.
struct Side<'p> {
    part: Part<'p>,
    figures: RefCell<BTreeMap<Vec<bool>, Known>>,
}

impl<'p> Side<'p> {
    fn new(part: Part<'p>) -> Self {
        Self { part, figures: RefCell::default() }
    }

    fn of(&self, values: &[bool]) -> Known {
        let Some(settled) = self.part.settled(values) else { return Known::NoCase };
        let mut figures = self.figures.borrow_mut();
        if let Some(known) = figures.get(&settled) {
            return known.clone();
        }
        if figures.len().saturating_mul(self.part.plan.nodes.len()) > MOST_NODES_PROVED {
            return Known::Unknown;
        }
        let found = self.part.figures(&settled).map_or(Known::Unknown, Known::Proved);
        figures.insert(settled, found.clone());
        found
    }
}

/// Two plans, asked together.
struct Both<'p> {
    merged: Merged,
    calendar: Calendar,
    before: Side<'p>,
    after: Side<'p>,
}

impl<'p> Both<'p> {
    fn new(old: &'p Plan, new: &'p Plan) -> Option<Self> {
        let mut merged = Merged::default();
        merged.push(Guard::Always);
        let mut after = Part::new(new, &mut merged);
        let mut before = Part::new(old, &mut merged);
        after.settle(&mut merged);
        before.settle(&mut merged);
        ask_for_both(&mut merged, &[&after, &before]);
        let calendar = Calendar::new(new.calendar.clone()).ok()?;
        Some(Self { merged, calendar, before: Side::new(before), after: Side::new(after) })
    }

    /// The 情形 by what is made of their figures, before and after.
    fn regions<V: Ord>(&self, verdict: impl Fn(Known, Known) -> V) -> Option<Regions<'_, V>> {
        let whens = self.merged.questions.iter().map(|question| question.when);
        let roots: BTreeSet<GuardIx> =
            self.before.part.roots().chain(self.after.part.roots()).chain(whens).collect();
        let roots: Vec<GuardIx> = roots.into_iter().collect();
        let parts = (self.merged.questions.as_slice(), self.merged.guards.as_slice());
        let of = |values: &[bool]| vec![verdict(self.before.of(values), self.after.of(values))];
        regions(parts, &roots, (&self.calendar, MOST_COMBINATIONS), of).ok()
    }

    /// Groups with the same figures before and the same after.
    fn by_figures(&self) -> Option<(Vec<Group>, bool)> {
        let found = self.regions(|before, after| (before, after))?;
        let known = |(before, after): &&(Known, Known)| *before != Known::Unknown && *after != Known::Unknown;
        let all = found.verdicts().filter(known).count();
        let range = |known: &Known| match known {
            Known::Proved(figures) => Some(Range { least: figures.clone(), most: None }),
            Known::NoCase | Known::Unknown => None,
        };
        let complete = found.complete && all == found.verdicts().count();
        let groups = found.verdicts().filter(known).map(|verdict| {
            let (answers, whole) = found.all_words(verdict);
            Group { answers, whole, before: range(&verdict.0), after: range(&verdict.1) }
        });
        Some((groups.collect(), complete))
    }

    /// Groups for which the same changes.
    fn by_change(&self) -> Option<Vec<Group>> {
        let ranges: RefCell<BTreeMap<Change, [Option<Range>; 2]>> = RefCell::default();
        let found = self.regions(|before, after| {
            let change = change(&before, &after);
            let mut ranges = ranges.borrow_mut();
            let of_change = ranges.entry(change.clone()).or_default();
            for (range, known) in of_change.iter_mut().zip([before, after]) {
                if let Known::Proved(figures) = known {
                    match range {
                        Some(range) => range.widen(&figures),
                        None => *range = Some(Range { least: figures, most: None }),
                    }
                }
            }
            change
        })?;
        let mut ranges = ranges.into_inner();
        let changed = found.verdicts().filter(|change| !matches!(change, Change::Same | Change::Unknown));
        let groups = changed.map(|change| {
            let (answers, whole) = found.all_words(change);
            let [before, after] = ranges.remove(change).unwrap_or_default();
            Group { answers, whole, before, after }
        });
        Some(groups.collect())
    }
}

fn change(before: &Known, after: &Known) -> Change {
    match (before, after) {
        (Known::Unknown, _) | (_, Known::Unknown) => Change::Unknown,
        (Known::NoCase, Known::NoCase) => Change::Same,
        (Known::NoCase, Known::Proved(_)) => Change::Appears,
        (Known::Proved(_), Known::NoCase) => Change::Goes,
        (Known::Proved(was), Known::Proved(is)) if was == is => Change::Same,
        (Known::Proved(was), Known::Proved(is)) => {
            let mut by = [0_i64; 5];
            for (by, (was, is)) in by.iter_mut().zip(was.counts().into_iter().zip(is.counts())) {
                *by = i64::from(is).saturating_sub(i64::from(was));
            }
            Change::By(by, [was.unit.clone(), is.unit.clone()])
        }
    }
}

impl Range {
    /// Takes in one more case.
    fn widen(&mut self, figures: &Figures) {
        let most = self.most.clone().unwrap_or_else(|| self.least.clone()).each(figures, u32::max);
        self.least = self.least.clone().each(figures, u32::min);
        self.most = (most != self.least).then_some(most);
    }
}

/// Compares two plans; `old` bears the names of the new one.
pub(super) fn groups(old: &Plan, new: &Plan) -> Groups {
    let Some(both) = Both::new(old, new) else { return Groups::default() };
    let Some((all, complete)) = both.by_figures() else { return Groups::default() };
    let (same, mut changed): (Vec<Group>, Vec<Group>) =
        all.into_iter().partition(|group| group.before == group.after);
    if changed.len() > MOST_ROWS || changed.iter().any(|group| !group.whole) {
        let fewer = both.by_change().filter(|fewer| fewer.len() < changed.len());
        changed = fewer.unwrap_or(changed);
    }
    Groups { changed, unchanged: same.len(), complete }
}

/// All groups, and whether every 情形 is in one.
#[cfg(test)]
pub(super) fn all(old: &Plan, new: &Plan) -> (Vec<Group>, bool) {
    Both::new(old, new).and_then(|both| both.by_figures()).unwrap_or_default()
}

/// The groups for which something changes, put together by what changes.
#[cfg(test)]
pub(super) fn changes(old: &Plan, new: &Plan) -> Vec<Group> {
    Both::new(old, new).and_then(|both| both.by_change()).unwrap_or_default()
}
