//! Which 情形 fall where: every combination of answers that some conditions can tell apart gets its verdicts, and those
//! that share one are put into words (`项目类型 = 市政，建筑面积 ≥ 500 ㎡`).

use super::ProofError;
use super::classes::{Cuts, spread};
use super::groups::Group;
use lianban_runtime::plan::{Answer, Guard, GuardIx, Question, evaluate};
use lianban_runtime::time::{Calendar, Date};
use std::collections::{BTreeMap, BTreeSet};

/// Most combinations of one verdict that its words are made of.
const MOST_CASES: usize = 32_768;
/// Most sentences about one verdict.
const MOST_SENTENCES: usize = 8;
/// Most verdicts that are kept.
const MOST_VERDICTS: usize = 4_096;

/// Conditions that are evaluated for the price of one combination.
const GUARDS_PER_COMBINATION: usize = 256;

/// By question: which class, none where it is not asked.
type Case = Vec<Option<usize>>;

/// What was found.
#[derive(Debug)]
pub struct Regions<'q, V> {
    cuts: Cuts<'q>,
    found: BTreeMap<V, Region>,
    /// Every combination was looked at.
    pub complete: bool,
    /// What that cost.
    pub spent: u64,
}

/// The combinations of one verdict, on the first days that show it.
#[derive(Debug)]
struct Region {
    group: usize,
    day: Date,
    dated: bool,
    first: Case,
    cases: BTreeSet<Case>,
    /// No combination of the verdict was left out, on these days or on others.
    whole: bool,
}

/// Looks at every combination that `roots` can tell apart, at most `budget` of them (fewer where many conditions have to
/// be evaluated for each). `verdicts` sees the value of every
/// condition up to the last root.
///
/// # Errors
/// [`ProofError::Malformed`] if a question admits no answer.
pub fn regions<'q, V: Ord>(
    (questions, guards): (&'q [Question], &'q [Guard]),
    roots: &[GuardIx],
    (calendar, budget): (&Calendar, u64),
    verdicts: impl Fn(&[bool]) -> Vec<V>,
) -> Result<Regions<'q, V>, ProofError> {
    let cuts = Cuts::new(questions, guards, &deciding(questions, guards, roots));
    let reach = roots.iter().map(|root| root.index()).max().unwrap_or(0);
    let guards_in_reach = guards.get(..=reach).unwrap_or_default();
    let price = u64::try_from(reach.checked_div(GUARDS_PER_COMBINATION).unwrap_or(0)).unwrap_or(u64::MAX);
    let price = price.saturating_add(1);
    let mut left = budget;
    let mut pay = |cost: u64| match left.checked_sub(cost) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let mut found: BTreeMap<V, Region> = BTreeMap::new();
    let mut kept = true;
    let groups = Group::all((questions, guards), &cuts, calendar, None, &mut pay)?;
    let complete = groups.is_some();
    for (number, group) in groups.unwrap_or_default().iter().enumerate() {
        let mut scenarios = group.domains.scenarios();
        while scenarios.advance() {
            if !pay(price) {
                return Ok(Regions { cuts, found, complete: false, spent: budget });
            }
            let values = evaluate(guards_in_reach, scenarios.answers(), group.domains.submitted());
            for verdict in verdicts(&values) {
                let both = scenarios.classes().iter().zip(scenarios.answers());
                let case: Case =
                    both.map(|(at, answer)| (*answer != Answer::Unasked).then_some(*at)).collect();
                kept &= note(&mut found, verdict, number, group, case);
            }
        }
    }
    let spent = budget.saturating_sub(left);
    Ok(Regions { cuts, found, complete: complete && kept, spent })
}

/// Keeps a combination with its verdict; false if there are too many verdicts to keep this one.
fn note<V: Ord>(
    found: &mut BTreeMap<V, Region>,
    verdict: V,
    number: usize,
    group: &Group,
    case: Case,
) -> bool {
    if let Some(region) = found.get_mut(&verdict) {
        if region.group == number && (region.cases.len() < MOST_CASES || region.cases.contains(&case)) {
            region.cases.insert(case);
        } else {
            region.whole = false;
        }
        return true;
    }
    if found.len() >= MOST_VERDICTS {
        return false;
    }
    let (day, dated) = (group.domains.submitted(), group.dated);
    let cases = BTreeSet::from([case.clone()]);
    found.insert(verdict, Region { group: number, day, dated, first: case, cases, whole: true });
    true
}

/// The conditions that the roots and the questions they speak of hang on.
fn deciding(questions: &[Question], guards: &[Guard], roots: &[GuardIx]) -> Vec<bool> {
    let mut used = vec![false; guards.len()];
    let mut next: BTreeSet<GuardIx> = roots.iter().copied().collect();
    while !next.is_empty() {
        for at in std::mem::take(&mut next) {
            used.get_mut(at.index()).into_iter().for_each(|slot| *slot = true);
        }
        spread(guards, &mut used);
        let spoken_of = guards.iter().zip(&used).filter(|(_, used)| **used).filter_map(|(g, _)| g.question());
        let whens = spoken_of.filter_map(|q| questions.get(q.index())).map(|question| question.when);
        next.extend(whens.filter(|when| used.get(when.index()) == Some(&false)));
    }
    used
}

impl<V: Ord> Regions<'_, V> {
    /// The verdicts that some combination has, in order.
    pub fn verdicts(&self) -> impl Iterator<Item = &V> {
        self.found.keys()
    }

    /// Whether some combination has it.
    #[must_use]
    pub fn has(&self, verdict: &V) -> bool {
        self.found.contains_key(verdict)
    }

    /// Where a verdict holds, as widely as one sentence can say: around its first combination.
    #[must_use]
    pub fn words(&self, verdict: &V) -> String {
        let Some(region) = self.found.get(verdict) else { return String::new() };
        self.box_in_words(region, &region.first, &self.widened(region, &region.first))
    }

    /// Where a verdict holds: as many sentences as it takes, up to [`MOST_SENTENCES`]; and whether they say all.
    #[must_use]
    pub fn all_words(&self, verdict: &V) -> (Vec<String>, bool) {
        let Some(region) = self.found.get(verdict) else { return (Vec::new(), true) };
        let mut left: BTreeSet<&Case> = region.cases.iter().collect();
        let mut sentences = Vec::new();
        while let Some(first) = left.first().copied() {
            if sentences.len() >= MOST_SENTENCES {
                return (sentences, false);
            }
            let wide = self.widened(region, first);
            left.retain(|case| !within(case, first, &wide));
            left.remove(first);
            sentences.push(self.box_in_words(region, first, &wide));
        }
        (sentences, region.whole)
    }

    fn box_in_words(&self, region: &Region, first: &Case, wide: &[Vec<usize>]) -> String {
        let each = wide.iter().zip(first).enumerate();
        let mut words: Vec<String> = each
            .filter_map(|(question, (classes, first))| {
                let classes = first.map(|_| classes.as_slice());
                self.cuts.in_words(question, classes, region.day)
            })
            .collect();
        if words.is_empty() {
            words.push("任何情形".to_owned());
        }
        if region.dated {
            words.push(format!("{} 提交", region.day));
        }
        words.join("，")
    }

    /// A combination, each question widened as long as all combinations inside still have the verdict.
    fn widened(&self, region: &Region, first: &Case) -> Vec<Vec<usize>> {
        let mut wide: Vec<Vec<usize>> = first.iter().map(|class| class.iter().copied().collect()).collect();
        for question in 0..wide.len() {
            let Some(Some(from)) = first.get(question).copied() else { continue };
            let count = self.cuts.classes(question, region.day).len();
            let upwards = from.saturating_add(1)..count;
            let downwards = (0..from).rev();
            let stays = self.cuts.ordered(question);
            let mut closed = [false, false];
            for (side, class) in upwards.map(|c| (0, c)).chain(downwards.map(|c| (1, c))) {
                if stays && closed.get(side) == Some(&true) {
                    continue;
                }
                if inside((region, first), &wide, question, class) {
                    wide.get_mut(question).into_iter().for_each(|classes| classes.push(class));
                } else if let Some(closed) = closed.get_mut(side) {
                    *closed = true;
                }
            }
            wide.get_mut(question).into_iter().for_each(|classes| classes.sort_unstable());
        }
        wide
    }
}

/// Whether every combination of the box, with this class of one question, has the verdict.
fn inside((region, first): (&Region, &Case), wide: &[Vec<usize>], question: usize, class: usize) -> bool {
    let mut cases: Vec<Case> = vec![Vec::new()];
    for (at, classes) in wide.iter().enumerate() {
        let choices: Vec<Option<usize>> = match first.get(at) {
            _ if at == question => vec![Some(class)],
            Some(None) | None => vec![None],
            Some(Some(_)) => classes.iter().copied().map(Some).collect(),
        };
        let longer = cases.iter().flat_map(|case| {
            choices.iter().map(move |choice| case.iter().copied().chain([*choice]).collect::<Case>())
        });
        cases = longer.collect();
        if cases.len() > MOST_CASES {
            return false;
        }
    }
    cases.iter().all(|case| region.cases.contains(case))
}

/// Whether a combination lies in a box around another one.
fn within(case: &Case, first: &Case, wide: &[Vec<usize>]) -> bool {
    let mut each = case.iter().zip(first).zip(wide);
    each.all(|((class, first), classes)| match (class, first) {
        (Some(class), Some(_)) => classes.contains(class),
        (class, first) => class == first,
    })
}
