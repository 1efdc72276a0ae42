//! Did you mean: names close to a name that is not known.

/// At most this many suggestions.
const MOST: usize = 3;
/// Names looked at; beyond, hostile input could make it slow.
const MOST_KNOWN: usize = 5_000;
/// Longest name compared letter by letter, in characters.
const LONGEST: usize = 40;

/// Names close to `wanted`, the closest first: an edit distance of at most 1 up to three characters, 2 above; then
/// names that contain it or are contained, or share most of their characters with it.
pub fn close<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = Wanted::new(wanted);
    let mut ranked: Vec<(u32, &str)> = Vec::new();
    for name in known.into_iter().take(MOST_KNOWN) {
        if let Some(rank) = wanted.rank(name) {
            ranked.push((rank, name));
        }
    }
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

/// A name that is not known.
struct Wanted<'a> {
    text: &'a str,
    length: usize,
    /// Its different characters, ascending.
    letters: Vec<char>,
}

impl<'a> Wanted<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, length: text.chars().count(), letters: letters(text) }
    }

    /// How close a name is, smaller is closer; none if it is not close.
    fn rank(&self, name: &str) -> Option<u32> {
        let length = name.chars().count();
        let most = if self.length <= 3 { 1 } else { 2 };
        if length.abs_diff(self.length) <= most && self.length <= LONGEST {
            let distance = strsim::damerau_levenshtein(self.text, name);
            if distance <= most && distance < self.length {
                return u32::try_from(distance).ok();
            }
        }
        if self.length >= 2 && length >= 2 && (name.contains(self.text) || self.text.contains(name)) {
            return Some(10);
        }
        if length > LONGEST {
            return None;
        }
        let theirs = letters(name);
        let shared = theirs.iter().filter(|c| self.letters.binary_search(c).is_ok()).count();
        let larger = self.letters.len().max(theirs.len());
        (shared >= 2 && shared.saturating_mul(3) >= larger.saturating_mul(2)).then_some(20)
    }
}

/// The different characters of a text, ascending.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
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
}
