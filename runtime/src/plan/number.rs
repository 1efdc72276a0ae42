//! Exact decimals with a dimension.

use serde::{Deserialize, Serialize};

/// An exact decimal: millionths of the base unit of its [`Dimension`]. No floating point (rule D2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub i64);

impl Quantity {
    /// Millionths in one base unit.
    pub const SCALE: i64 = 1_000_000;
    /// The largest quantity, about 9.2 × 10¹² base units.
    pub const MAX: Self = Self(i64::MAX);

    /// A whole number of base units, if it is in range.
    #[must_use]
    pub const fn whole(units: i64) -> Option<Self> {
        match units.checked_mul(Self::SCALE) {
            Some(v) => Some(Self(v)),
            None => None,
        }
    }
}

/// What a quantity measures; its base unit in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Dimension {
    /// 面积 (㎡)
    Area,
    /// 长度 (米)
    Length,
    /// 金额 (元)
    Money,
    /// 人数 (人)
    People,
    /// 数量 (个)
    Count,
    /// 年龄、年限 (年)
    Years,
}

impl Dimension {
    /// Units of the dimension with their factor in base units; the first is the base unit and the one that is printed.
    #[must_use]
    pub const fn units(self) -> &'static [(&'static str, i64)] {
        match self {
            Self::Area => &[("㎡", 1), ("平方米", 1), ("m²", 1), ("m2", 1), ("公顷", 10_000)],
            Self::Length => &[("米", 1), ("m", 1), ("公里", 1_000), ("千米", 1_000)],
            Self::Money => &[("元", 1), ("万元", 10_000), ("亿元", 100_000_000)],
            Self::People => &[("人", 1), ("名", 1)],
            Self::Count => &[("个", 1), ("户", 1), ("项", 1)],
            Self::Years => &[("年", 1), ("岁", 1), ("周岁", 1)],
        }
    }

    /// The unit that is printed.
    #[must_use]
    pub const fn base_unit(self) -> &'static str {
        match self {
            Self::Area => "㎡",
            Self::Length => "米",
            Self::Money => "元",
            Self::People => "人",
            Self::Count => "个",
            Self::Years => "年",
        }
    }
}

/// Half-width spelling of a digit, point or sign; other characters as they are.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        '．' => '.',
        '－' => '-',
        _ => c,
    }
}

impl Quantity {
    /// Reads `420`, `420.5`, `420 ㎡`, `３０万元` as a quantity of `dimension`. At most six decimals; no rounding.
    #[must_use]
    pub fn parse(text: &str, dimension: Dimension) -> Option<Self> {
        let text: String = text.trim().chars().map(half_width).collect();
        let split = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let unit = unit.trim();
        let factor = if unit.is_empty() {
            1
        } else {
            dimension.units().iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor)?
        };
        Self::parse_decimal(number)?.0.checked_mul(factor).map(Self)
    }

    /// Reads a plain decimal as millionths.
    #[must_use]
    pub fn parse_decimal(text: &str) -> Option<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || fraction.len() > 6 {
            return None;
        }
        if digits.contains('.') && fraction.is_empty() {
            return None;
        }
        let millionths = format!("{fraction:0<6}").parse::<i64>().ok()?;
        let value = whole.parse::<i64>().ok()?.checked_mul(Self::SCALE)?.checked_add(millionths)?;
        Some(Self(if negative { value.checked_neg()? } else { value }))
    }

    /// The number without unit, shortest exact spelling.
    #[must_use]
    pub fn decimal(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let scale = Self::SCALE.unsigned_abs();
        let whole = magnitude.checked_div(scale).unwrap_or_default();
        let fraction = magnitude.checked_rem(scale).unwrap_or_default();
        let sign = if self.0 < 0 { "-" } else { "" };
        if fraction == 0 {
            return format!("{sign}{whole}");
        }
        let fraction = format!("{fraction:06}");
        format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }

    /// The number with the base unit, e.g. `420 ㎡`.
    #[must_use]
    pub fn in_words(self, dimension: Dimension) -> String {
        format!("{} {}", self.decimal(), dimension.base_unit())
    }
}
