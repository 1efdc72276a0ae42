//! Numbers as people write them: `10`, `１０`, `4.5`, `十`, `三十五`, `一百二十`, `两`.

/// Numbers are exact decimals, counted in millionths.
pub const MILLION: i64 = 1_000_000;

/// Why digits are not a number we can keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// More than six decimals.
    TooManyDecimals,
    /// Beyond about ± 9.2 × 10¹².
    OutOfRange,
}

/// A decimal digit, full-width or half-width.
#[must_use]
pub fn digit(mark: char) -> Option<u32> {
    match mark {
        '０'..='９' => u32::from(mark).checked_sub(u32::from('０')),
        _ => mark.to_digit(10),
    }
}

/// `12.5`, `１２．５` → millionths.
///
/// # Errors
/// See [`NumberFault`].
pub fn decimal(written: &str) -> Result<i64, NumberFault> {
    let (whole, fraction) = written.split_once(['.', '．']).unwrap_or((written, ""));
    let fraction = fraction.trim_end_matches(['0', '０']);
    let places = fraction.chars().count();
    if places > 6 {
        return Err(NumberFault::TooManyDecimals);
    }
    let digits = whole.chars().chain(fraction.chars()).filter_map(digit);
    let padded = digits.chain(std::iter::repeat_n(0, 6_usize.saturating_sub(places)));
    padded.map(i64::from).try_fold(0_i64, |sum, next| {
        sum.checked_mul(10).and_then(|sum| sum.checked_add(next)).ok_or(NumberFault::OutOfRange)
    })
}

/// A whole word that is a Chinese numeral: `十`, `三十五`, `一百二十`, `两`, `一万二千`. `None` if it is anything else;
/// the spoken short forms (`一百二` for 120) are not numerals, because they can be misread.
#[must_use]
pub fn numeral(word: &str) -> Option<i64> {
    let (hundred_millions, rest) =
        word.split_once('亿').map_or((None, word), |(high, low)| (Some(high), low));
    let (ten_thousands, units) = rest.split_once('万').map_or((None, rest), |(high, low)| (Some(high), low));
    let mut value = 0_i64;
    for (part, factor) in [(hundred_millions, 100_000_000_i64), (ten_thousands, 10_000)] {
        if let Some(part) = part {
            value = value.checked_add(section(part)?.checked_mul(factor)?)?;
        }
    }
    let higher = hundred_millions.is_some() || ten_thousands.is_some();
    if !(higher && units.is_empty()) {
        value = value.checked_add(section(units)?)?;
    }
    value.checked_mul(MILLION)
}

/// A numeral below 10 000: digits with 千, 百, 十 in falling order; 零 only between.
fn section(part: &str) -> Option<i64> {
    let (mut value, mut pending, mut limit, mut zero) = (0_i64, None, i64::MAX, false);
    for mark in part.chars() {
        if let Some(weight) = weight(mark) {
            let implied = (weight == 10 && value == 0 && !zero).then_some(1);
            let times = pending.take().or(implied)?;
            if weight >= limit {
                return None;
            }
            value = value.checked_add(weight.checked_mul(times)?)?;
            (limit, zero) = (weight, false);
        } else if matches!(mark, '零' | '〇') {
            if pending.is_some() || zero {
                return None;
            }
            zero = true;
        } else {
            pending = Some(figure(mark).filter(|_| pending.is_none())?);
        }
    }
    match pending {
        Some(last) if limit <= 10 || zero || value == 0 => value.checked_add(last),
        Some(_) => None,
        None if value == 0 => (part == "零" || part == "〇").then_some(0),
        None => (!zero).then_some(value),
    }
}

fn weight(mark: char) -> Option<i64> {
    Some(match mark {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        _ => return None,
    })
}

fn figure(mark: char) -> Option<i64> {
    Some(match mark {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether a number may begin with this character, digits or numeral.
#[must_use]
pub fn begins_number(mark: char) -> bool {
    digit(mark).is_some()
        || figure(mark).is_some()
        || weight(mark).is_some()
        || matches!(mark, '零' | '〇' | '万' | '亿')
}

/// The number a word begins with, digits or numeral, and what follows it. The shortest that leaves
/// `accept` content, so that `三十五万元` is 35 万元.
#[must_use]
pub fn leading<T>(word: &str, accept: impl Fn(&str) -> Option<T>) -> Option<(i64, T)> {
    if !word.starts_with(begins_number) {
        return None;
    }
    let mut ends: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(1).take(24).collect();
    ends.push(word.len());
    ends.into_iter().find_map(|end| {
        let (head, tail) = word.split_at_checked(end)?;
        let number =
            if head.chars().all(|mark| digit(mark).is_some()) { decimal(head).ok()? } else { numeral(head)? };
        accept(tail).map(|rest| (number, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        assert_eq!(decimal("１０"), Ok(10 * MILLION));
        assert_eq!(decimal("4.50"), Ok(4_500_000));
        assert_eq!(decimal("0.0000001"), Err(NumberFault::TooManyDecimals));
        assert_eq!(decimal("99999999999999"), Err(NumberFault::OutOfRange));
        assert_eq!(decimal("9223372036854.775807"), Ok(i64::MAX));
    }

    #[test]
    fn numerals() {
        let whole = |word: &str| numeral(word).map(|value| value / MILLION);
        for (word, value) in [
            ("十", 10),
            ("十五", 15),
            ("二十", 20),
            ("三十五", 35),
            ("一百二十", 120),
            ("一百零五", 105),
            ("一百一十", 110),
            ("两", 2),
            ("两千零二十六", 2026),
            ("一万二千", 12_000),
            ("三十万", 300_000),
            ("一亿", 100_000_000),
            ("零", 0),
        ] {
            assert_eq!(whole(word), Some(value), "{word}");
        }
        for word in
            ["一件事", "三证合一", "百", "一百二", "二〇二六", "十十", "一二", "万", "", "零零", "一百零"]
        {
            assert_eq!(whole(word), None, "{word}");
        }
    }
}
