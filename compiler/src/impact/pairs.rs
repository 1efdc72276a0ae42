//! Which row of the new plan is which row of the old one. Rows of one name are one row. Of the others, those that have
//! the most in common, in what they say and in how they are called, are taken to be renamed.

use super::facets::Row;
use std::collections::{BTreeMap, BTreeSet};

/// From how much two rows have in common they are taken for one, in thousandths.
const RENAMED_FROM: usize = 520;
/// Most rows on each side that are compared with each other.
const MOST_COMPARED: usize = 400;
/// Longest name that is compared character by character.
const LONGEST_NAME: usize = 120;

/// Names of the old plan → names of the new one, for rows that are called otherwise now.
pub(super) type Renames = BTreeMap<String, String>;

/// Finds the renamed rows. `old` says all that it says by the names known so far of the new plan.
pub(super) fn renamed(old: &[Row], new: &[Row]) -> Renames {
    let names: BTreeSet<&str> = new.iter().map(|row| row.name.as_str()).collect();
    let gone: Vec<&Row> = old.iter().filter(|row| !names.contains(row.name.as_str())).collect();
    let names: BTreeSet<&str> = old.iter().map(|row| row.name.as_str()).collect();
    let come: Vec<&Row> = new.iter().filter(|row| !names.contains(row.name.as_str())).collect();
    if gone.len() > MOST_COMPARED || come.len() > MOST_COMPARED {
        return Renames::new();
    }
    let mut offers: Vec<(usize, usize, usize)> = Vec::new();
    for (i, before) in gone.iter().enumerate() {
        for (k, after) in come.iter().enumerate() {
            let score = in_common(before, after);
            if score >= RENAMED_FROM {
                offers.push((score, i, k));
            }
        }
    }
    // The best first; of equals the first written.
    offers.sort_by_key(|(score, i, k)| (std::cmp::Reverse(*score), *i, *k));
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Renames::new();
    for (_, i, k) in offers {
        if let (Some(before), Some(after), true) =
            (gone.get(i), come.get(k), !taken.contains(&i) && !given.contains(&k))
        {
            taken.insert(i);
            given.insert(k);
            found.insert(before.name.clone(), after.name.clone());
        }
    }
    found
}

/// How much two rows have in common, in thousandths: half for what they say, half for how they are called. Rows that say
/// the very same are one.
fn in_common(old: &Row, new: &Row) -> usize {
    let whats: BTreeSet<&str> =
        old.facets.iter().chain(&new.facets).map(|facet| facet.what.as_str()).collect();
    let same = old.facets.iter().filter(|facet| new.facets.contains(facet)).count();
    let said = same.saturating_mul(1_000).checked_div(whats.len()).unwrap_or(0);
    let telling = whats.len() >= 4;
    if said == 1_000 && telling {
        return 1_000;
    }
    said.saturating_add(alike(&old.name, &new.name)) / 2
}

/// How much two names have in common, in thousandths: the longest common subsequence against both lengths.
pub(super) fn alike(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(LONGEST_NAME).collect();
    let other: Vec<char> = other.chars().take(LONGEST_NAME).collect();
    let mut row = vec![0_usize; other.len().saturating_add(1)];
    for a in &one {
        let mut diagonal = 0_usize;
        let mut left = 0_usize;
        for (b, slot) in other.iter().zip(row.iter_mut().skip(1)) {
            let above = *slot;
            *slot = if a == b { diagonal.saturating_add(1) } else { above.max(left) };
            (diagonal, left) = (above, *slot);
        }
    }
    let common = row.last().copied().unwrap_or(0);
    common.saturating_mul(2_000).checked_div(one.len().saturating_add(other.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::impact::Facet;

    fn row(name: &str, facets: &[(&str, &str)]) -> Row {
        let facets = facets
            .iter()
            .map(|(what, value)| Facet { what: (*what).into(), value: (*value).into() })
            .collect();
        Row { name: name.into(), facets }
    }

    #[test]
    fn names_are_alike_by_their_common_characters() {
        assert_eq!(alike("营业执照", "营业执照"), 1_000);
        assert_eq!(alike("经营场所证明", "住所证明"), 600);
        assert_eq!(alike("健康证", "招牌效果图"), 0);
        assert_eq!(alike("", ""), 0);
    }

    #[test]
    fn a_row_with_another_name_that_says_the_same_is_renamed() {
        let old = [
            row(
                "食品经营许可",
                &[("承办", "市监"), ("类型", "行政许可"), ("承诺时限", "5 工作日"), ("产出", "甲")],
            ),
            row("招牌", &[("承办", "城管"), ("类型", "行政许可"), ("承诺时限", "3 工作日"), ("产出", "乙")]),
        ];
        let new = [
            row(
                "户外广告",
                &[("承办", "城管"), ("类型", "行政确认"), ("承诺时限", "9 工作日"), ("产出", "丙")],
            ),
            row(
                "餐饮服务许可",
                &[("承办", "市监"), ("类型", "行政许可"), ("承诺时限", "4 工作日"), ("产出", "甲")],
            ),
        ];
        let found = renamed(&old, &new);
        assert_eq!(found, Renames::from([("食品经营许可".into(), "餐饮服务许可".into())]));
    }
}
