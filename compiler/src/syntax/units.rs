//! The one table of units: what may stand after a number, what it measures, how much it is.

use lianban_runtime::time::Unit as TimeUnit;

use super::number::MILLION;
use crate::suggest;

/// What a quantity measures. Quantities of different dimensions cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// 工作日 (rule T2).
    WorkDays,
    /// 日, 自然日, 天 (rule T3).
    Days,
    /// 工作小时 (rule T4).
    WorkHours,
    /// 小时, 分钟: by the clock; base unit 分钟.
    Clock,
    /// 月, 年; base unit 月.
    Months,
    /// 份.
    Copies,
    /// 次.
    Times,
    /// 元, 万元, 亿元; base unit 元.
    Money,
    /// ㎡, 平方米, 公顷; base unit ㎡.
    Area,
    /// 米, 公里; base unit 米.
    Length,
    /// 人, 名.
    People,
    /// 个, 户, 件 …
    Count,
    /// %: hundredths of something.
    Percent,
    /// 字.
    Characters,
}

/// One unit with its spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitInfo {
    /// House spelling.
    pub zh: &'static str,
    /// Other Chinese spellings with the same meaning.
    pub also: &'static [&'static str],
    /// English spellings.
    pub en: &'static [&'static str],
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units of its dimension, in millionths.
    pub factor: i64,
}

const fn unit(
    zh: &'static str,
    also: &'static [&'static str],
    en: &'static [&'static str],
    dimension: Dimension,
    factor: i64,
) -> UnitInfo {
    UnitInfo { zh, also, en, dimension, factor: factor.saturating_mul(MILLION) }
}

/// The sign of hundredths.
pub const PERCENT: &str = "%";

/// All units. 天 is 日: a calendar day, as in 民法典 201; a 工作日 must be written out.
pub static UNITS: &[UnitInfo] = &[
    unit("工作日", &[], &["workdays", "workday"], Dimension::WorkDays, 1),
    unit("日", &["自然日", "天", "日历日"], &["days", "day"], Dimension::Days, 1),
    unit("工作小时", &[], &["workhours", "workhour"], Dimension::WorkHours, 1),
    unit("小时", &[], &["hours", "hour"], Dimension::Clock, 60),
    unit("分钟", &[], &["minutes", "minute"], Dimension::Clock, 1),
    unit("月", &[], &["months", "month"], Dimension::Months, 1),
    unit("年", &["周岁", "岁"], &["years", "year"], Dimension::Months, 12),
    unit("份", &[], &["copies", "copy"], Dimension::Copies, 1),
    unit("次", &[], &["times", "time"], Dimension::Times, 1),
    unit("元", &[], &["yuan", "CNY"], Dimension::Money, 1),
    unit("万元", &[], &[], Dimension::Money, 10_000),
    unit("亿元", &[], &[], Dimension::Money, 100_000_000),
    unit(PERCENT, &[], &[], Dimension::Percent, 1),
    unit("㎡", &["平方米", "平米", "m²", "M²", "m2"], &["sqm"], Dimension::Area, 1),
    unit("公顷", &[], &["hectares", "hectare"], Dimension::Area, 10_000),
    unit("平方公里", &["km²"], &[], Dimension::Area, 1_000_000),
    unit("米", &["m"], &["metres", "metre", "meters", "meter"], Dimension::Length, 1),
    unit("公里", &["千米", "km"], &[], Dimension::Length, 1_000),
    unit("人", &["名"], &["people", "person"], Dimension::People, 1),
    unit(
        "个",
        &[
            "户", "家", "件", "处", "台", "间", "栋", "层", "项", "张", "株", "棵", "辆", "场", "床", "座",
            "头", "只", "套", "所", "艘", "宗", "桌",
        ],
        &["pieces", "piece"],
        Dimension::Count,
        1,
    ),
    unit("字", &[], &["characters", "character"], Dimension::Characters, 1),
];

/// The unit a spelling stands for.
#[must_use]
pub fn lookup(spelling: &str) -> Option<&'static UnitInfo> {
    UNITS.iter().find(|unit| unit.spellings().any(|known| known == spelling))
}

/// The words that count things.
pub fn counting() -> impl Iterator<Item = &'static str> {
    UNITS
        .iter()
        .filter(|unit| unit.dimension == Dimension::Count)
        .flat_map(|unit| [unit.zh].into_iter().chain(unit.also.iter().copied()))
}

/// The known spelling that `word` begins with, the longest first: `工作日内` → `工作日`.
#[must_use]
pub fn prefix(word: &str) -> Option<&'static str> {
    let known = UNITS.iter().flat_map(UnitInfo::spellings).filter(|known| word.starts_with(known));
    known.max_by_key(|known| known.len())
}

/// The known spelling closest to `word`, if any is close.
#[must_use]
pub fn closest(word: &str) -> Option<&'static str> {
    let spellings = || UNITS.iter().flat_map(UnitInfo::spellings);
    let close = suggest::close(word, spellings());
    close.first().and_then(|close| spellings().find(|known| known == close))
}

impl UnitInfo {
    /// All spellings, the house spelling first.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.zh).chain(self.also.iter().copied()).chain(self.en.iter().copied())
    }

    /// The runtime's unit of time, if it measures time.
    #[must_use]
    pub fn time(&self) -> Option<TimeUnit> {
        Some(match self.zh {
            "工作日" => TimeUnit::WorkDay,
            "日" => TimeUnit::Day,
            "工作小时" => TimeUnit::WorkHour,
            "小时" => TimeUnit::Hour,
            "分钟" => TimeUnit::Minute,
            "月" => TimeUnit::Month,
            "年" => TimeUnit::Year,
            _ => return None,
        })
    }

    /// `millionths` of this unit in millionths of the base unit; `None` if out of range.
    #[must_use]
    pub fn to_base(self, millionths: i64) -> Option<i64> {
        let product = i128::from(millionths).checked_mul(i128::from(self.factor))?;
        i64::try_from(product.checked_div(i128::from(MILLION))?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_there_once() {
        let mut all: Vec<&str> = UNITS.iter().flat_map(UnitInfo::spellings).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_day_is_a_calendar_day_and_wan_yuan_is_ten_thousand() {
        assert_eq!(lookup("天"), lookup("自然日"));
        assert_eq!(lookup("万元").and_then(|unit| unit.to_base(1_500_000)), Some(15_000 * MILLION));
        assert_eq!(lookup("亿元").and_then(|unit| unit.to_base(i64::MAX)), None);
    }

    #[test]
    fn near_misses_are_named() {
        assert_eq!(prefix("工作日内"), Some("工作日"));
        assert_eq!(closest("工作天"), Some("工作日"));
        assert_eq!(closest("号楼"), None);
    }
}
