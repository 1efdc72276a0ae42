//! 结构层次序数 of official documents (GB/T 9704 7.3.3): 一、 for headings.

use crate::report::{Part, Report};

/// Puts the number before each heading in turn: `一、`, in English `1. `. Headings that are numbered already stay.
pub fn numbered(report: &Report) -> impl FnMut(&str) -> String {
    let english = report.lang == "en";
    let first = report.parts.iter().find_map(|part| match part {
        Part::Heading(heading) => Some(heading.as_str()),
        _ => None,
    });
    let bare = !first.is_some_and(|heading| heading.starts_with("一、") || heading.starts_with("1. "));
    let mut number = 0_usize;
    move |heading| {
        number += 1;
        match (bare, english) {
            (false, _) => heading.to_owned(),
            (true, true) => format!("{number}. {heading}"),
            (true, false) => format!("{}、{heading}", chinese(number)),
        }
    }
}

/// `一`, `二` … `十`, `十一` … `九十九`; larger numbers in digits.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, 0) | (10.., _) => number.to_string(),
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn numbers_as_they_are_spoken() {
        let words = [1, 2, 9, 10, 11, 20, 21, 99, 100].map(chinese);
        assert_eq!(words, ["一", "二", "九", "十", "十一", "二十", "二十一", "九十九", "100"]);
    }
}
