//! Check characters of the national codes: GB 32100 (统一社会信用代码), GB 11643 (公民身份号码), GB 11714 (组织机构代码).

/// Characters of a credit code in the order of their values (GB 32100 table 2: no I, O, S, V, Z).
pub(super) const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i−1) mod 31 (GB 32100 table 3).
const CREDIT_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// 2^(18−i) mod 11 (GB 11643).
const CITIZEN_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Characters of an organisation code in the order of their values (GB 11714).
pub(super) const ORGANISATION: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// GB 11714.
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// The value of a character, by its place in an alphabet.
pub(super) fn value_of(alphabet: &str, character: char) -> Option<u32> {
    alphabet.chars().zip(0_u32..).find(|(known, _)| *known == character).map(|(_, value)| value)
}

/// Σ value × weight over the first characters; none if one of them has no value or there are too few.
fn weighted(text: &str, alphabet: &str, weights: &[u32]) -> Option<u32> {
    let mut characters = text.chars();
    weights.iter().try_fold(0_u32, |sum, weight| {
        let value = value_of(alphabet, characters.next()?)?;
        sum.checked_add(value.checked_mul(*weight)?)
    })
}

/// The check character of a 统一社会信用代码 by its first 17 characters (GB 32100).
#[must_use]
pub fn credit_check(code: &str) -> Option<char> {
    let rest = weighted(code, CREDIT, &CREDIT_WEIGHTS)?.checked_rem(31)?;
    let value = 31_u32.checked_sub(rest)?.checked_rem(31)?;
    CREDIT.chars().nth(usize::try_from(value).ok()?)
}

/// The check character of a 公民身份号码 by its first 17 digits (GB 11643).
#[must_use]
pub fn citizen_check(number: &str) -> Option<char> {
    let rest = weighted(number, "0123456789", &CITIZEN_WEIGHTS)?.checked_rem(11)?;
    "10X98765432".chars().nth(usize::try_from(rest).ok()?)
}

/// The check character of a 组织机构代码 by its first 8 characters (GB 11714).
#[must_use]
pub fn organisation_check(code: &str) -> Option<char> {
    let rest = weighted(code, ORGANISATION, &ORGANISATION_WEIGHTS)?.checked_rem(11)?;
    match 11_u32.checked_sub(rest)? {
        10 => Some('X'),
        11 => Some('0'),
        value => char::from_digit(value, 10),
    }
}
