//! Did you mean: names close to a name that is not known.

use std::collections::BTreeSet;

/// At most this many suggestions.
const MOST: usize = 3;

/// Names close to `wanted`, the closest first: an edit distance of at most 1 up to three characters, 2 above; then
/// names that contain it or are contained, or share most of their characters with it.
pub fn close<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut ranked: Vec<(u32, &str)> = Vec::new();
    for name in known {
        if let Some(rank) = rank(wanted, name) {
            ranked.push((rank, name));
        }
    }
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

/// How close two names are, smaller is closer; none if they are not close.
fn rank(wanted: &str, name: &str) -> Option<u32> {
    let length = wanted.chars().count();
    let distance = strsim::damerau_levenshtein(wanted, name);
    let most = if length <= 3 { 1 } else { 2 };
    if distance <= most && distance < length {
        return u32::try_from(distance).ok();
    }
    if length >= 2 && name.chars().count() >= 2 && (name.contains(wanted) || wanted.contains(name)) {
        return Some(10);
    }
    let (ours, theirs): (BTreeSet<char>, BTreeSet<char>) = (wanted.chars().collect(), name.chars().collect());
    let shared = ours.intersection(&theirs).count();
    let larger = ours.len().max(theirs.len());
    (shared >= 2 && shared.saturating_mul(3) >= larger.saturating_mul(2)).then_some(20)
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
