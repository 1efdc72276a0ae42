//! The built-in calendar against published dates.

use lianban_runtime::time::{Calendar, CalendarError, Date, Instant, Roll, Span, Unit};
use lianban_stdlib::{add, add_line, builtin_calendar};

fn calendar() -> Calendar {
    Calendar::new(builtin_calendar().unwrap().data()).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn working_days_by_rule_t2() {
    let calendar = calendar();
    for (from, n, due) in [
        ("2025-01-24", 20, "2025-02-27"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2024-09-29", 10, "2024-10-17"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 10, "2026-03-05"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2025-06-07", 1, "2025-06-10"),
        ("2025-06-07", 0, "2025-06-09"),
        ("2020-01-23", 1, "2020-02-03"),
    ] {
        assert_eq!(add(&calendar, date(from), n, Unit::WorkDay), Ok(date(due)), "{from} + {n}");
    }
}

#[test]
fn a_missing_year_fails_loudly() {
    let error = add(&calendar(), date("2026-12-20"), 10, Unit::WorkDay).unwrap_err();
    assert!(matches!(error, CalendarError::OutOfData { year: 2027, .. }), "{error:?}");
    assert!(error.zh().contains("2027"));
    let assumed = builtin_calendar().unwrap().assume_weekdays_until(2027).unwrap().data();
    assert!(assumed.assumed && assumed.id.contains("推定至 2027"), "{}", assumed.id);
    let calendar = Calendar::new(assumed).unwrap();
    assert_eq!(add(&calendar, date("2026-12-20"), 10, Unit::WorkDay), Ok(date("2027-01-04")));
}

#[test]
fn working_days_of_each_year() {
    let table = builtin_calendar().unwrap();
    let years: Vec<(i32, u32)> =
        (2018..=2026).map(|year| (year, table.sheet(year).unwrap().working_days)).collect();
    assert_eq!(
        years,
        [
            (2018, 250),
            (2019, 250),
            (2020, 249),
            (2021, 250),
            (2022, 249),
            (2023, 249),
            (2024, 251),
            (2025, 248),
            (2026, 248)
        ]
    );
    assert_eq!(table.sheet(2003), None);
    assert_eq!(table.sheet(2027), None);
}

/// Filing dates of taxes due within fifteen days after the end of a month, as the tax administration published them
/// for 2024, 2025 (税总办征科函〔2024〕71号) and 2026 (税总办征科函〔2025〕64号) under 税收征管法实施细则 109.
const FILING: [(i32, [&str; 12]); 3] = [
    (2024, ["15", "23", "15", "18", "22", "19", "15", "15", "18", "24", "15", "16"]),
    (2025, ["15", "20", "17", "18", "22", "16", "15", "15", "15", "27", "17", "15"]),
    (2026, ["20", "24", "16", "20", "22", "15", "15", "17", "15", "26", "16", "15"]),
];

#[test]
fn holidays_inside_a_period_extend_it_as_the_tax_notices_say() {
    let calendar = calendar();
    let span = Span { amount: 15, unit: Unit::Day, roll: Roll::Extend };
    for (year, days) in FILING {
        for (month, day) in (1..).zip(days) {
            let end_of_month = Date::from_ymd(year, month, 1).unwrap().add_days(-1).unwrap();
            let due = calendar.due(Instant::from_local(end_of_month, 600, 480), span, &[]).unwrap();
            assert_eq!(calendar.date_of(due).to_string(), format!("{year}-{month:02}-{day}"));
        }
    }
}

#[test]
fn lines_of_a_date_and_a_number() {
    let calendar = calendar();
    assert_eq!(add_line(&calendar, " 2026-09-30\t10 \r\n", Unit::WorkDay), Ok(date("2026-10-20")));
    assert_eq!(add_line(&calendar, "2026-09-30 10", Unit::Day), Ok(date("2026-10-10")));
    assert_eq!(add_line(&calendar, "2026-09-25 10", Unit::Day), Ok(date("2026-10-08")));
    for bad in [
        "",
        "2026-09-30",
        "2026-09-30 -1",
        "2026-09-30 +1",
        "2026-09-30 1 2",
        "今天 1",
        "2026-09-30 99999999999",
    ] {
        assert!(add_line(&calendar, bad, Unit::WorkDay).is_err(), "{bad}");
    }
}
