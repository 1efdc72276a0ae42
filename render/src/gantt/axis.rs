//! The calendar along the top: which dates, how wide, where.

use super::frame::{MARGIN, TABLE};
use super::rows::Chart;
use lianban_runtime::time::{Calendar, Date, Instant};

/// Longest chart, in days; what lies beyond is not drawn.
const MOST_DAYS: i32 = 3_660;

/// How much room a day has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Up to 45 days: every day numbered.
    Day,
    /// Up to 120 days: Mondays numbered.
    Week,
    /// Longer: months named, weeks ruled.
    Month,
}

/// Dates to pixels.
pub(super) struct Axis<'c> {
    pub first: Date,
    pub days: i32,
    pub scale: Scale,
    calendar: &'c Calendar,
}

impl<'c> Axis<'c> {
    pub fn new(chart: &Chart<'_>, calendar: &'c Calendar) -> Self {
        let dates = chart.dates(calendar);
        let start = chart.start.map_or(calendar.data().first, |at| calendar.date_of(at));
        let earliest =
            dates.iter().min().copied().unwrap_or(start).max(start.add_days(-366).unwrap_or(start));
        let latest = dates.iter().max().copied().unwrap_or(start);
        let first = earliest.add_days(-2).unwrap_or(earliest);
        let days = latest.days_since(first).saturating_add(3).clamp(5, MOST_DAYS);
        let scale = match days {
            ..=45 => Scale::Day,
            46..=120 => Scale::Week,
            _ => Scale::Month,
        };
        Self { first, days, scale, calendar }
    }

    /// Pixels a day.
    pub const fn day_px(&self) -> i32 {
        match self.scale {
            Scale::Day => 30,
            Scale::Week => 12,
            Scale::Month => 4,
        }
    }

    pub const fn width(&self) -> i32 {
        self.days * self.day_px()
    }

    pub const fn left_edge(&self) -> i32 {
        MARGIN + TABLE
    }

    pub const fn right_edge(&self) -> i32 {
        self.left_edge() + self.width()
    }

    /// Left side of a date's column, kept inside the chart.
    pub fn left(&self, day: Date) -> i32 {
        self.left_edge() + day.days_since(self.first).clamp(0, self.days) * self.day_px()
    }

    /// Right side of a date's column, kept inside the chart.
    pub fn right(&self, day: Date) -> i32 {
        self.left_edge() + day.days_since(self.first).saturating_add(1).clamp(0, self.days) * self.day_px()
    }

    /// A moment: before opening, in the course of, or after closing of its day.
    pub fn x(&self, at: Instant) -> i32 {
        let day = self.calendar.date_of(at);
        if at >= self.calendar.closing(day) {
            self.right(day)
        } else if at <= self.calendar.opening(day) {
            // Not on the line between two days: a mark there would read as the day before.
            self.left(day) + (self.right(day) - self.left(day)) / 4
        } else {
            (self.left(day) + self.right(day)) / 2
        }
    }

    /// `10-16`.
    pub fn month_day(&self, at: Instant) -> String {
        let (_, month, day) = self.calendar.date_of(at).ymd();
        format!("{month:02}-{day:02}")
    }

    /// All dates of the chart.
    pub fn dates(&self) -> impl Iterator<Item = Date> + '_ {
        (0..self.days).filter_map(|n| self.first.add_days(n))
    }

    /// Whether work is done that day; where the calendar has no data, Monday to Friday is drawn.
    pub fn works(&self, day: Date) -> bool {
        self.calendar.is_working_day(day).unwrap_or(!day.is_weekend())
    }
}
