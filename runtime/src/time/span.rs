//! Amounts of time as the law writes them.

use serde::{Deserialize, Serialize};

/// Unit and day kind of a limit. The day kind belongs to the legal basis (`行政许可法` 82: working days).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 工作日 (rule T2).
    WorkDay,
    /// 日: calendar day (rule T3).
    Day,
    /// 月: the corresponding day, or the month's last (民法典 202).
    Month,
    /// 年: as 月.
    Year,
    /// 工作小时: counts opening hours only (rule T4).
    WorkHour,
    /// 小时: counts the clock (rule T4).
    Hour,
    /// 分钟: counts the clock.
    Minute,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 7] =
        [Self::WorkDay, Self::Day, Self::Month, Self::Year, Self::WorkHour, Self::Hour, Self::Minute];

    /// The word a bundle writes, e.g. `工作日`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::WorkDay => "工作日",
            Self::Day => "日",
            Self::Month => "月",
            Self::Year => "年",
            Self::WorkHour => "工作小时",
            Self::Hour => "小时",
            Self::Minute => "分钟",
        }
    }
}

/// What happens when a calendar-day limit ends on a rest day (民法典 203).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Roll {
    /// Stays where it is.
    None,
    /// Next working day. The default.
    #[default]
    Next,
    /// Previous working day.
    Previous,
    /// 顺延: as `Next`, and each run of three or more consecutive holiday days inside the period extends it by that
    /// number (税收征管法实施细则 109).
    Extend,
}

impl Roll {
    /// Every rule.
    pub const ALL: [Self; 4] = [Self::None, Self::Next, Self::Previous, Self::Extend];

    /// The word a bundle writes behind the amount.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "不顺延",
            Self::Next => "顺延",
            Self::Previous => "提前",
            Self::Extend => "逢长假顺延",
        }
    }
}

/// An amount of time: `10 工作日`. 即办 is `0 工作日`: closing time of day 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// How many units.
    pub amount: u32,
    /// Which unit.
    pub unit: Unit,
    /// Roll rule; means something only for 日, 月, 年.
    pub roll: Roll,
}

impl Span {
    /// `n 工作日`.
    #[must_use]
    pub const fn work_days(amount: u32) -> Self {
        Self { amount, unit: Unit::WorkDay, roll: Roll::None }
    }

    /// As people read it: `3 工作日`, `2 个月`; `即办` for no working days.
    #[must_use]
    pub fn in_words(self) -> String {
        match self.unit {
            Unit::WorkDay if self.amount == 0 => "即办".to_owned(),
            Unit::Month => format!("{} 个月", self.amount),
            unit => format!("{} {}", self.amount, unit.word()),
        }
    }
}
