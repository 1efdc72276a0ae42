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
