//! How many 情形 there are, exactly and however many.

use super::scenario::Domains;
use lianban_runtime::plan::Answer;
use std::collections::BTreeSet;

/// Most combinations of the questions that others depend on which are walked through; past it, an upper bound is told.
pub const MOST_DECIDING: usize = 65_536;

const BASE: u64 = 1_000_000_000;

/// A natural number of any size: digits to the base 10⁹, lowest first.
#[derive(Clone, Debug)]
struct Large(Vec<u64>);

impl Large {
    fn times(&mut self, factor: usize) {
        let factor = u64::try_from(factor).unwrap_or(u64::MAX).min(u64::from(u32::MAX));
        let mut carry = 0_u64;
        for digit in &mut self.0 {
            let value = digit.saturating_mul(factor).saturating_add(carry);
            *digit = value.checked_rem(BASE).unwrap_or(0);
            carry = value.checked_div(BASE).unwrap_or(0);
        }
        self.carry(carry);
    }

    fn plus(&mut self, other: &Self) {
        let mut carry = 0_u64;
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (at, digit) in self.0.iter_mut().enumerate() {
            let value = digit.saturating_add(other.0.get(at).copied().unwrap_or(0)).saturating_add(carry);
            *digit = value.checked_rem(BASE).unwrap_or(0);
            carry = value.checked_div(BASE).unwrap_or(0);
        }
        self.carry(carry);
    }

    fn carry(&mut self, mut carry: u64) {
        while carry > 0 {
            self.0.push(carry.checked_rem(BASE).unwrap_or(0));
            carry = carry.checked_div(BASE).unwrap_or(0);
        }
    }

    fn decimal(&self) -> String {
        let mut highest_first = self.0.iter().rev();
        let mut text = highest_first.next().map(u64::to_string).unwrap_or_default();
        for digit in highest_first {
            text.push_str(&format!("{digit:09}"));
        }
        text
    }
}

/// See [`Domains::count`].
pub(super) fn count(domains: &Domains) -> String {
    let deciding = deciding(domains);
    let mut product = Large(vec![1]);
    (0..domains.len()).for_each(|question| product.times(domains.of(question).len()));
    if (0..domains.len()).all(|question| domains.when(question).is_none()) {
        return product.decimal();
    }
    let mut sum = Large(vec![0]);
    let mut walk = vec![(0_usize, Answer::Unasked); domains.len()];
    let mut from = 0;
    for _ in 0..MOST_DECIDING {
        settle(domains, &deciding, &mut walk, from);
        sum.plus(&others(domains, &deciding, &walk));
        let movable = |at: &usize| {
            let (class, answer) = walk.get(*at).copied().unwrap_or((0, Answer::Unasked));
            answer != Answer::Unasked && class.saturating_add(1) < domains.of(*at).len()
        };
        let Some(last) = deciding.iter().rev().copied().find(movable) else { return sum.decimal() };
        if let Some((class, answer)) = walk.get_mut(last) {
            *class = class.saturating_add(1);
            *answer = domains.of(last).get(*class).copied().unwrap_or(Answer::Unasked);
        }
        from = last.saturating_add(1);
    }
    product.decimal()
}

/// Questions that the condition of another one speaks of.
fn deciding(domains: &Domains) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut used = vec![false; domains.guards().len()];
    for at in (0..domains.len()).filter_map(|question| domains.when(question)) {
        if let Some(slot) = used.get_mut(at.index()) {
            *slot = true;
        }
    }
    for (at, guard) in domains.guards().iter().enumerate().rev() {
        if used.get(at) != Some(&true) {
            continue;
        }
        found.extend(guard.question().map(|q| q.index()));
        for inner in guard.parts() {
            used.get_mut(inner.index()).into_iter().for_each(|slot| *slot = true);
        }
    }
    found
}

/// The first classes of the deciding questions from one on.
fn settle(domains: &Domains, deciding: &BTreeSet<usize>, walk: &mut [(usize, Answer)], from: usize) {
    for question in deciding.range(from..).copied() {
        let before: Vec<Answer> = walk.iter().take(question).map(|(_, answer)| *answer).collect();
        let first = domains.of(question).first().filter(|_| domains.asks(question, &before));
        if let Some(slot) = walk.get_mut(question) {
            *slot = (0, first.copied().unwrap_or(Answer::Unasked));
        }
    }
}

/// Combinations of the other questions, once the deciding ones are answered.
fn others(domains: &Domains, deciding: &BTreeSet<usize>, walk: &[(usize, Answer)]) -> Large {
    let answers: Vec<Answer> = walk.iter().map(|(_, answer)| *answer).collect();
    let mut combinations = Large(vec![1]);
    for question in (0..domains.len()).filter(|question| !deciding.contains(question)) {
        if domains.asks(question, &answers) {
            combinations.times(domains.of(question).len());
        }
    }
    combinations
}
