//! Did you mean: names close to a name that is not known.
//!
//! A word is close if few of its characters are wrong ([`distance`]), cheaper where they sound ([`sound`]) or look
//! ([`look`]) like the right ones; else if it is contained in the other or shares most of its characters with it.

mod distance;
mod look;
mod sound;

use distance::{STEP, Written};

/// At most this many suggestions.
const MOST: usize = 3;
/// Names looked at; beyond, hostile input could make it slow.
const MOST_KNOWN: usize = 5_000;
/// Longest name compared letter by letter, in characters.
const LONGEST: usize = 40;
/// Ranks from here on are guesses: shown only where nothing nearer is found.
const GUESS: u32 = 100;
/// Comparisons of two characters in one search; beyond, only guesses.
const MOST_CELLS: usize = 500_000;

/// Names close to `wanted`, the closest first.
pub fn close<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut wanted = Wanted::new(wanted);
    let mut ranked: Vec<(u32, &str)> = Vec::new();
    for name in known.into_iter().take(MOST_KNOWN) {
        if let Some(rank) = wanted.rank(name) {
            ranked.push((rank, name));
        }
    }
    ranked.sort_unstable();
    ranked.dedup();
    let near = ranked.first().is_some_and(|(rank, _)| *rank < GUESS);
    ranked.retain(|(rank, _)| !near || *rank < GUESS);
    ranked.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

/// A name that is not known.
struct Wanted {
    written: Written,
    /// Its different characters, ascending.
    letters: Vec<char>,
    /// Comparisons of two characters left.
    cells: usize,
}

impl Wanted {
    fn new(text: &str) -> Self {
        let text: Vec<char> = text.chars().take(LONGEST.saturating_add(1)).map(look::plain).collect();
        let text = if text.len() > LONGEST { Vec::new() } else { text };
        Self { letters: letters(&text), written: Written::new(text), cells: MOST_CELLS }
    }

    /// How close a name is, smaller is closer; none if it is not close.
    fn rank(&mut self, name: &str) -> Option<u32> {
        let theirs: Vec<char> = name.chars().take(LONGEST.saturating_add(1)).map(look::plain).collect();
        let text = &self.written.text;
        if text.is_empty() || theirs.len() > LONGEST {
            return None;
        }
        let cells = text.len().saturating_mul(theirs.len());
        if theirs.len().abs_diff(text.len()) <= 2
            && self.written.at_least(&theirs) <= allowed(text)
            && let Some(left) = self.cells.checked_sub(cells)
        {
            self.cells = left;
            let far = self.written.distance(&theirs);
            if far <= allowed(text) || !latin(text) && self.written.same_to_ear_or_eye(&theirs) {
                return Some(far);
            }
        }
        self.guess(&theirs)
    }

    /// A name that contains the word or is contained, or shares most of its characters with it.
    fn guess(&self, theirs: &[char]) -> Option<u32> {
        let text = &self.written.text;
        // A name inside the word: taking it would drop what else was written.
        if contains(text, theirs) {
            return None;
        }
        if text.len() >= 2 && contains(theirs, text) {
            return Some(GUESS);
        }
        let their_letters = letters(theirs);
        let shared = their_letters.iter().filter(|c| self.letters.binary_search(c).is_ok()).count();
        let larger = self.letters.len().max(their_letters.len());
        (shared >= 2 && shared.saturating_mul(3) >= larger.saturating_mul(2))
            .then_some(GUESS.saturating_mul(2))
    }
}

fn latin(text: &[char]) -> bool {
    text.iter().all(char::is_ascii)
}

/// The distance allowed: one step in up to three characters (five Latin letters), one and a half in four, two above; a single
/// character must sound or look alike.
fn allowed(text: &[char]) -> u32 {
    match text.len() {
        1 => 2,
        2 | 3 => STEP,
        4 | 5 if latin(text) => STEP,
        // Two characters that have nothing in common with the right ones are another word.
        4 => STEP.saturating_add(2),
        _ => STEP.saturating_mul(2),
    }
}

fn contains(long: &[char], short: &[char]) -> bool {
    long.windows(short.len().max(1)).any(|part| part == short)
}

/// The different characters of a text, ascending.
fn letters(text: &[char]) -> Vec<char> {
    let mut letters = text.to_vec();
    letters.sort_unstable();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use super::close;

    #[test]
    fn short_names_allow_one_slip_longer_ones_two() {
        assert_eq!(close("证照", ["执照", "证照"]), ["证照", "执照"]);
        assert_eq!(close("户外照牌", ["户外招牌", "经营面积"]), ["户外招牌"]);
        assert!(close("甲", ["乙"]).is_empty());
    }

    #[test]
    fn names_that_contain_the_word_or_share_its_characters_are_offered() {
        assert_eq!(close("市场监管局", ["市场监督管理局", "生态环境局"]), ["市场监督管理局"]);
        assert_eq!(close("健康证", ["从业人员健康证"]), ["从业人员健康证"]);
    }

    #[test]
    fn a_name_that_would_drop_what_was_written_is_not_offered() {
        assert!(close("大于等于", ["大于", "小于"]).is_empty());
        assert!(close("逾期视为撤回", ["逾期", "时限"]).is_empty());
        assert!(close("月26日", ["月", "日"]).is_empty());
        assert!(close("行政备案", ["行政给付", "行政许可"]).is_empty());
    }

    #[test]
    fn what_sounds_or_looks_alike_is_found_whatever_else_is_known() {
        let words = ["事项", "部门", "材料", "时限", "承诺", "当", "令", "未办", "依据"];
        for (written, meant) in [
            ("事向", "事项"),
            ("是项", "事项"),
            ("實現", "时限"),
            ("实现", "时限"),
            ("事項", "事项"),
            ("才料", "材料"),
            ("料材", "材料"),
            ("门部", "部门"),
            ("档", "当"),
            ("另", "令"),
            ("今", "令"),
            ("末办", "未办"),
            ("一句", "依据"),
        ] {
            assert_eq!(close(written, words).first().map(String::as_str), Some(meant), "{written}");
        }
        assert_eq!(close("ｉｔｅｍ", ["item", "name"]), ["item"]);
        assert_eq!(close("iten", ["item", "needs"]), ["item"]);
    }

    #[test]
    fn a_distant_word_is_no_suggestion_and_a_long_one_costs_nothing() {
        assert!(close("完全无关", ["事项", "部门"]).is_empty());
        assert!(close(&"长".repeat(10_000), ["长长"]).is_empty());
        assert!(close("", ["事项"]).is_empty());
        assert!(close("guide", ["build"]).is_empty());
    }
}
