//! How far a written word is from known ones: edit distance, the usual slips of a Chinese input method being cheaper.

use super::{look, sound};

/// One unrelated character more, less or other.
pub const STEP: u32 = 4;

/// A written word with, for each of its characters, what it may have been written for.
pub struct Written {
    /// Its characters in plain form.
    pub text: Vec<char>,
    /// For each character: related ones, ascending, with the cost of taking one for the other.
    kin: Vec<Vec<(char, u32)>>,
    /// All of them together, ascending.
    all: Vec<char>,
}

impl Written {
    /// Looks up what the characters may stand for.
    pub fn new(text: Vec<char>) -> Self {
        let kin: Vec<Vec<(char, u32)>> = text.iter().map(|c| related(*c)).collect();
        let mut all: Vec<char> = kin.iter().flatten().map(|(c, _)| *c).collect();
        all.sort_unstable();
        all.dedup();
        Self { text, kin, all }
    }

    /// A lower bound of the distance, quickly: what cannot stand for anything in the word.
    pub fn at_least(&self, known: &[char]) -> u32 {
        let strangers = known.iter().filter(|c| self.all.binary_search(c).is_err());
        strangers.fold(0, |sum: u32, c| sum.saturating_add(omission(*c)))
    }

    /// The distance to a known word, in quarters of a step: optimal string alignment. Two characters that change
    /// places cost less than two steps; so do same-sounding and look-alike characters.
    pub fn distance(&self, known: &[char]) -> u32 {
        let at = |line: &[u32], column: usize| line.get(column).copied().unwrap_or(u32::MAX);
        let mut before: Vec<u32> = Vec::new();
        let mut last: Vec<u32> = vec![0];
        for other in known {
            last.push(last.last().copied().unwrap_or(0).saturating_add(omission(*other)));
        }
        for (row, one) in self.text.iter().enumerate() {
            let mut line = vec![at(&last, 0).saturating_add(omission(*one))];
            for (column, other) in known.iter().enumerate() {
                let right = column.saturating_add(1);
                let mut best = at(&last, column).saturating_add(self.substitution(row, *other));
                best = best.min(at(&last, right).saturating_add(omission(*one)));
                best = best.min(at(&line, column).saturating_add(omission(*other)));
                if let (Some(up), Some(left)) = (row.checked_sub(1), column.checked_sub(1))
                    && self.text.get(up) == Some(other)
                    && known.get(left) == Some(one)
                {
                    best = best.min(at(&before, left).saturating_add(STEP.saturating_sub(1)));
                }
                line.push(best);
            }
            before = std::mem::replace(&mut last, line);
        }
        last.last().copied().unwrap_or(u32::MAX)
    }

    /// Whether a word of the same length differs only in characters that sound or look alike.
    pub fn same_to_ear_or_eye(&self, known: &[char]) -> bool {
        let alike = |(at, other): (usize, &char)| self.substitution(at, *other) <= 2;
        self.text.len() == known.len() && known.iter().enumerate().all(alike)
    }

    fn substitution(&self, at: usize, other: char) -> u32 {
        let Some(kin) = self.kin.get(at) else { return STEP };
        let found = kin.binary_search_by_key(&other, |(c, _)| *c).ok();
        found.and_then(|found| kin.get(found)).map_or(STEP, |(_, cost)| *cost)
    }
}

/// The characters that may be meant by one, with the cost: itself, look-alikes and variants, neighbours on the
/// keyboard, the same sound, nearly the same sound.
fn related(character: char) -> Vec<(char, u32)> {
    let mut found = vec![(character, 0)];
    let (mut eye, mut same, mut near) = (Vec::new(), Vec::new(), Vec::new());
    look::kin(character, &mut eye);
    if character.is_ascii() {
        sound::keys_beside(character, &mut same);
    } else {
        sound::kin(character, &mut same, &mut near);
    }
    // The table of sounds knows simplified characters only.
    if !character.is_ascii() && same.is_empty() {
        eye.iter().for_each(|form| sound::kin(*form, &mut same, &mut near));
    }
    found.extend(eye.into_iter().map(|c| (c, 1)));
    found.extend(same.into_iter().map(|c| (c, 2)));
    found.extend(near.into_iter().map(|c| (c, 3)));
    found.sort_unstable();
    found.dedup_by_key(|(c, _)| *c);
    found
}

/// 的, 地, 得, 之 are easily left out or added.
const fn omission(character: char) -> u32 {
    if matches!(character, '的' | '地' | '得' | '之') { 2 } else { STEP }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(written: &str, known: &str) -> u32 {
        let known: Vec<char> = known.chars().collect();
        let written = Written::new(written.chars().collect());
        let distance = written.distance(&known);
        assert!(written.at_least(&known) <= distance);
        distance
    }

    #[test]
    fn slips_cost_less_than_strangers() {
        assert_eq!(of("事项", "事项"), 0);
        assert_eq!(of("事向", "事项"), 2);
        assert_eq!(of("项事", "事项"), 3);
        assert_eq!(of("末定", "未定"), 1);
        assert_eq!(of("企业的章程", "企业章程"), 2);
        assert_eq!(of("", "事项"), 8);
        assert_eq!(of("部门", "事项"), 8);
    }
}
