//! Which characters sound alike: the slips of a pinyin input method.

/// `syllable characters` on each line.
const TABLE: &str = include_str!("pinyin.txt");

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

/// Adds the characters of the same syllable to `same`; to `near` those of a syllable that many speakers do not tell
/// from it (zh/z, in/ing, n/l, h/f) or that is one slip on the keyboard away.
pub fn kin(character: char, same: &mut Vec<char>, near: &mut Vec<char>) {
    for (syllable, characters) in rows().filter(|(_, characters)| characters.contains(character)) {
        same.extend(characters.chars());
        let key = merged(syllable);
        for (other, characters) in rows() {
            if one_slip(syllable, other) || other != syllable && merged(other) == key {
                near.extend(characters.chars());
            }
        }
    }
}

/// A syllable in the spelling that stands for all it is confused with: initial and rest.
fn merged(syllable: &str) -> (&str, &str) {
    let two = syllable.split_at_checked(2).filter(|(initial, _)| matches!(*initial, "zh" | "ch" | "sh"));
    let (initial, rest) = two.or_else(|| syllable.split_at_checked(1)).unwrap_or(("", syllable));
    let initial = match initial {
        "zh" => "z",
        "ch" => "c",
        "sh" => "s",
        "l" => "n",
        "h" => "f",
        other => other,
    };
    let rest = if rest.ends_with("ng") { rest.strip_suffix('g').unwrap_or(rest) } else { rest };
    (initial, rest)
}

/// Syllables of the same length, one letter struck on the neighbouring key.
fn one_slip(one: &str, other: &str) -> bool {
    if one.len() != other.len() || one.len() < 2 {
        return false;
    }
    let mut wrong = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
    let first = wrong.next();
    wrong.next().is_none() && first.is_some_and(|(a, b)| neighbours(a, b))
}

/// Whether two letters lie side by side on the keyboard.
fn neighbours(one: char, other: char) -> bool {
    let place = |letter: char| {
        KEYS.iter().zip(0_usize..).find_map(|(keys, row)| keys.find(letter).map(|at| (row, at)))
    };
    let (Some((row, at)), Some((other_row, other_at))) = (place(one), place(other)) else { return false };
    row.abs_diff(other_row) <= 1 && at.abs_diff(other_at) <= 1
}

/// The rows of the keyboard.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Adds the letters beside this one on the keyboard.
pub fn keys_beside(letter: char, found: &mut Vec<char>) {
    found.extend(KEYS.iter().flat_map(|keys| keys.chars()).filter(|other| neighbours(letter, *other)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(character: char) -> (Vec<char>, Vec<char>) {
        let (mut same, mut near) = (Vec::new(), Vec::new());
        kin(character, &mut same, &mut near);
        (same, near)
    }

    #[test]
    fn characters_that_sound_the_same_or_nearly() {
        assert!(of('项').0.contains(&'向') && of('行').0.contains(&'航') && of('重').0.contains(&'虫'));
        assert!(of('是').1.contains(&'四') && of('印').1.contains(&'应'));
        let (same, near) = of('许');
        assert!(!same.contains(&'可') && !near.contains(&'可'));
        assert_eq!(of('a'), (Vec::new(), Vec::new()));
    }

    #[test]
    fn the_table_is_small_and_whole() {
        assert!(TABLE.len() <= 60_000, "{}", TABLE.len());
        let mut all: Vec<char> = rows().flat_map(|(_, characters)| characters.chars()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 6_763);
    }

    #[test]
    fn keys_beside_each_other() {
        let mut found = Vec::new();
        keys_beside('i', &mut found);
        assert!(found.contains(&'o') && !found.contains(&'p'));
    }
}
