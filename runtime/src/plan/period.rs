//! Periods counted from an answered date to the day of submission (民法典 201–202).

use crate::time::Date;
use serde::{Deserialize, Serialize};

/// What a period is counted in. Working days are not among them: they would need the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PeriodUnit {
    /// 日, calendar days.
    Day,
    /// 月.
    Month,
    /// 年.
    Year,
}

/// So many days, months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// How many; zero is the day itself.
    pub amount: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl Period {
    /// The day on which the period from `from` is full: so many days later, or the corresponding day, or that month's
    /// last day if there is none (民法典 202). A later `from` never gives an earlier day. Past the year 9999, its end.
    #[must_use]
    pub fn after(self, from: Date) -> Date {
        let later = match self.unit {
            PeriodUnit::Day => i32::try_from(self.amount).ok().and_then(|days| from.add_days(days)),
            PeriodUnit::Month => from.add_months(self.amount),
            PeriodUnit::Year => self.amount.checked_mul(12).and_then(|months| from.add_months(months)),
        };
        later.unwrap_or(Date::MAX)
    }

    /// In words: `18 年`, `6 个月`, `30 日`.
    #[must_use]
    pub fn in_words(self) -> String {
        let unit = match self.unit {
            PeriodUnit::Day => "日",
            PeriodUnit::Month => "个月",
            PeriodUnit::Year => "年",
        };
        format!("{} {unit}", self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Comparison, Guard, GuardIx, QuestionIx, evaluate};
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn full(from: &str, amount: u32, unit: PeriodUnit) -> String {
        Period { amount, unit }.after(date(from)).to_string()
    }

    #[test]
    fn the_corresponding_day_or_the_last_of_the_month() {
        use PeriodUnit::{Day, Month, Year};
        assert_eq!(full("2008-11-23", 18, Year), "2026-11-23");
        assert_eq!(full("2008-02-29", 18, Year), "2026-02-28");
        assert_eq!(full("2008-02-29", 16, Year), "2024-02-29");
        assert_eq!(full("2026-08-31", 6, Month), "2027-02-28");
        assert_eq!(full("2026-01-30", 1, Month), "2026-02-28");
        assert_eq!(full("2026-12-31", 30, Day), "2027-01-30");
        assert_eq!(full("2026-12-31", 0, Day), "2026-12-31");
        assert_eq!(full("9999-06-01", 1, Year), "9999-12-31");
        assert_eq!(full("2026-06-01", u32::MAX, Year), "9999-12-31");
    }

    #[test]
    fn full_holds_from_the_corresponding_day_on() {
        let eighteen = Period { amount: 18, unit: PeriodUnit::Year };
        let relations = [
            Comparison::AtLeast,
            Comparison::More,
            Comparison::AtMost,
            Comparison::Less,
            Comparison::Equal,
            Comparison::NotEqual,
        ];
        let guards: Vec<Guard> =
            relations.iter().map(|r| Guard::Since(QuestionIx(0), *r, eighteen)).collect();
        let on = |submitted: &str| evaluate(&guards, &[Answer::Date(date("2008-11-23"))], date(submitted));
        assert_eq!(on("2026-11-22"), [false, false, true, true, false, true]);
        assert_eq!(on("2026-11-23"), [true, false, true, false, true, false]);
        assert_eq!(on("2026-11-24"), [true, true, false, false, false, true]);
        // A date still to come: nothing has passed yet.
        assert_eq!(on("2000-01-01"), [false, false, true, true, false, true]);
    }

    #[test]
    fn no_comparison_holds_of_a_date_that_is_not_asked() {
        let period = Period { amount: 1, unit: PeriodUnit::Year };
        let day = date("2026-01-01");
        let guards = [
            Guard::Since(QuestionIx(0), Comparison::Less, period),
            Guard::On(QuestionIx(0), Comparison::AtMost, day),
            Guard::Has(QuestionIx(0), 0),
            Guard::Not(GuardIx(0)),
        ];
        assert_eq!(evaluate(&guards, &[Answer::Unasked], day), [false, false, false, true]);
        assert_eq!(evaluate(&guards, &[Answer::Several(1)], day), [false, false, true, true]);
        assert_eq!(evaluate(&guards, &[], day), [false, false, false, true]);
    }

    #[test]
    fn a_later_date_is_never_full_earlier() {
        let mut day = date("2023-12-01");
        for amount in [1, 6, 11, 12, 13] {
            let period = Period { amount, unit: PeriodUnit::Month };
            let mut before = period.after(day);
            for _ in 0..800 {
                day = day.add_days(1).unwrap();
                assert!(before <= period.after(day));
                before = period.after(day);
            }
        }
    }
}
