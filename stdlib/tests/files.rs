//! Reading, checking and importing calendar files.

use lianban_runtime::time::{Calendar, Date};
use lianban_stdlib::{
    CalendarProblem, DayKind, builtin_calendar, calendar_text, import_calendar, parse_calendar,
};
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn problems(text: &str) -> Vec<CalendarProblem> {
    parse_calendar(text).unwrap_err()
}

#[test]
fn the_built_in_calendar_is_sound() {
    let table = builtin_calendar().unwrap();
    assert_eq!((table.first_year(), table.last_year(), table.region()), (2004, 2026, "中国大陆"));
    assert_eq!(table.name_of(date("2026-02-17")), Some("春节"));
    assert_eq!(table.name_of(date("2026-10-10")), Some("国庆节"));
    assert_eq!(table.name_of(date("2026-03-10")), None);
    assert!(table.rows().all(|row| !row.source.is_empty()));
    assert!(table.findings().iter().all(|finding| !finding.warning), "{:?}", table.findings());
    assert_eq!(parse_calendar(&table.to_csv()).unwrap(), table);
    assert_eq!(
        calendar_text().lines().filter(|line| !line.starts_with('#')).count(),
        table.rows().count() + 1
    );
}

#[test]
fn the_id_follows_the_content() {
    let table = builtin_calendar().unwrap();
    let id = table.data().id;
    assert!(id.starts_with("中国大陆 2004–2026@") && id.len() == "中国大陆 2004–2026@".len() + 8, "{id}");
    let one_less = calendar_text().replace("2026-10-10,班", "#");
    assert_ne!(parse_calendar(&one_less).unwrap().data().id, id);
    let other_source = calendar_text().replace("国办发明电〔2025〕7号", "通知");
    assert_eq!(parse_calendar(&other_source).unwrap().data().id, id);
}

#[test]
fn every_mistake_is_told_by_its_line() {
    let text = "# 年份: 2027\n2027-01-01,休,元旦,\n2027-01-01,休,元旦,\n2027-01-04,班,元旦,\n2027-02-30,休,春节,\n\
                2027-02-06,休假,春节,\n2027-01-02,休,元旦,\n";
    let lines: Vec<usize> = problems(text).iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 5, 6]);
    let unsorted = "# 年份: 2027\n2027-01-03,休,元旦,\n2027-01-02,休,元旦,\n";
    assert_eq!(problems(unsorted)[0].line, 3);
    assert_eq!(problems("# 年份: 二〇二七\n")[0].line, 1);
    assert_eq!(problems("# 年份: 2027-2026\n")[0].line, 1);
    assert_eq!(problems("").len(), 1);
    assert!(problems("# 年份: 2027\n2026-12-31,休,元旦,\n")[0].zh.contains("2026-12-31"));
    assert_eq!(problems(&"胡写\n".repeat(1_000)).len(), 50);
    assert_eq!(problems(&"#".repeat(9 << 20)).len(), 1);
}

#[test]
fn files_from_spreadsheets_are_read() {
    let text = "\u{feff}date,kind,name,source\r\n2027/1/1,off,元旦,\"某通知\"\r\n2027/1/4,休,元旦,,,\r\n";
    assert!(parse_calendar(text).is_err(), "two days are no whole year");
    let text = format!("# years: 2027\r\n{}", text.trim_start_matches('\u{feff}'));
    let table = parse_calendar(&text).unwrap();
    assert_eq!(
        table.row(date("2027-01-01")).map(|row| (row.kind, row.source.as_str())),
        Some((DayKind::Off, "某通知"))
    );
    assert_eq!(table.rows().count(), 2);
}

#[test]
fn a_year_is_imported_and_a_day_corrected() {
    let base = builtin_calendar().unwrap();
    let next = "# 年份: 2027\n2027-01-01,休,元旦,通知\n2027-02-08,休,春节,通知\n2027-02-20,班,春节,通知\n";
    let table = import_calendar(&base, next).unwrap();
    assert_eq!((table.first_year(), table.last_year()), (2004, 2027));
    let calendar = Calendar::new(table.data()).unwrap();
    assert_eq!(calendar.is_working_day(date("2027-02-20")), Ok(true));
    assert_eq!(calendar.is_working_day(date("2027-02-08")), Ok(false));
    // The notice on 2027 may change December 2026.
    let december =
        import_calendar(&base, "# 年份: 2027\n2026-12-26,班,元旦,通知\n2027-01-01,休,元旦,通知\n").unwrap();
    assert!(december.is_working_day(date("2026-12-26")));
    assert!(!december.is_working_day(date("2026-10-01")), "the rest of 2026 stays");
    // One day of a covered year.
    let prolonged = import_calendar(&base, "2026-10-08,休,国庆节,通知\n").unwrap();
    assert!(!prolonged.is_working_day(date("2026-10-08")));
    // A whole year is replaced.
    let replaced = import_calendar(&base, "# 年份: 2026\n2026-01-01,休,元旦,通知\n").unwrap();
    assert!(replaced.is_working_day(date("2026-10-01")));
    assert!(import_calendar(&base, "2027-10-01,休,国庆节,通知\n").is_err(), "a year in pieces");
    assert!(import_calendar(&base, "# 年份: 2029\n2029-01-01,休,元旦,通知\n").is_err(), "a gap");
}

#[test]
fn what_looks_wrong_is_told() {
    let table = parse_calendar(
        "# 年份: 2027\n2027-01-01,休,元旦,\n2027-01-02,班,元旦,\n2027-01-09,班,元旦,\n2027-01-10,班,元旦,\n",
    )
    .unwrap();
    let findings = table.findings();
    assert_eq!(findings.iter().filter(|finding| finding.warning).count(), 3, "{findings:?}");
    assert!(findings.iter().any(|finding| finding.zh.contains("来源")));
    assert!(findings.iter().any(|finding| finding.zh.contains("连续上班")));
}

#[test]
fn a_year_on_a_page() {
    let sheet = builtin_calendar().unwrap().sheet(2026).unwrap();
    assert_eq!(sheet.holidays.len(), 7);
    assert_eq!(sheet.work.len(), 6);
    assert_eq!(sheet.working_days_by_month.iter().sum::<u32>(), sheet.working_days);
    let page = sheet.zh();
    assert!(page.contains("2026-10-01 ~ 2026-10-07  7 天  国庆节"), "{page}");
    assert!(page.contains("班 2026-10-10（周六）"), "{page}");
    assert!(sheet.en().contains("work 2026-10-10 (Sat)"));
    let assumed = builtin_calendar().unwrap().assume_weekdays_until(2028).unwrap().sheet(2028).unwrap();
    assert!(assumed.assumed && assumed.zh().contains("推定"));
}

proptest! {
    #[test]
    fn hostile_text_is_only_refused(text in "(#? ?年份: )?[0-9,，:：休班#\\-/\n\u{feff}\"]{0,200}") {
        if let Ok(table) = parse_calendar(&text) {
            prop_assert!(Calendar::new(table.data()).is_ok());
            prop_assert_eq!(parse_calendar(&table.to_csv()).unwrap(), table);
        }
    }
}
