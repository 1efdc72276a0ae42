//! `case show|why|supervise|papers`: what is read from a case that is under way.

mod common;
use common::{Place, Run, masked, restaurant};
use serde_json::{Value, json};

/// A restaurant submitted the day before 国庆 2026. On 10-08 the business licence is granted, and a correction is asked of
/// the food licence, which the applicant never answers.
fn under_way() -> Place {
    let place = Place::new();
    let bundle = restaurant();
    let answers = ["--answer", "主体类型=企业", "--answer", "经营面积=420", "--answer", "户外招牌=是"];
    let mut arguments = vec!["case", "start", &bundle, "--id", "A-1", "--at", "2026-09-30T10:00"];
    arguments.extend(answers);
    let run = place.run(&arguments);
    assert_eq!(run.code, 0, "{run:?}");
    let actor = json!({"department": "市场监督管理局", "name": "张三"});
    let events = [
        json!({"key": "1", "at": "2026-10-08T16:00:00+08:00", "actor": actor, "kind": "办结", "node": "设立登记"}),
        json!({"key": "2", "at": "2026-10-08T16:30:00+08:00", "actor": actor, "kind": "要求补正", "node": "食品经营许可", "data": {"note": "平面图缺尺寸"}}),
    ];
    let text: String = events.iter().map(|line| format!("{line}\n")).collect();
    let run = place.run_with_input(&["case", "event", "A-1"], &text);
    assert_eq!(run.code, 0, "{run:?}");
    place
}

fn shown(run: &Run) -> String {
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    masked(&run.out)
}

fn json_of(place: &Place, arguments: &[&str]) -> Value {
    let run = place.run(&[&["--format", "json", "case"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    run.json()
}

#[test]
fn show_tells_steps_limits_clocks_what_is_awaited_and_the_papers() {
    let place = under_way();
    insta::assert_snapshot!("show", shown(&place.run(&["case", "show", "A-1"])));
}

#[test]
fn why_counts_on_to_the_instant_that_is_asked() {
    let place = under_way();
    insta::assert_snapshot!("why", shown(&place.run(&["case", "why", "A-1", "--at", "2026-10-15T09:00"])));
    let english = place.run(&["--lang", "en", "case", "why", "A-1", "--at", "2026-10-15T09:00"]);
    insta::assert_snapshot!("why_en", shown(&english));
}

/// Each day between submission and the instant has one owner (10-01 … 10-07 are rest days; the correction is the
/// applicant's from 10-08 on).
#[test]
fn the_days_add_up() {
    let place = under_way();
    let why = json_of(&place, &["why", "A-1", "--at", "2026-10-15T09:00"]);
    let days = why["days"].as_array().unwrap_or_else(|| panic!("{why}"));
    let sum: i64 = days.iter().map(|share| share["days"].as_i64().unwrap()).sum();
    assert_eq!(sum, 15, "{days:?}");
}

/// The calendar ends with 2026: what is late stays late, and nobody invents by how much.
#[test]
fn past_the_calendar_nothing_is_invented() {
    let place = under_way();
    let run = place.run(&["case", "why", "A-1", "--at", "2027-01-10T09:00"]);
    insta::assert_snapshot!("why_2027", shown(&run));
    let table = place.run(&["case", "supervise", "--at", "2027-01-10T09:00", "--as", "csv"]);
    assert!(table.out.contains("日历缺年份，多少不详"), "{}", table.out);
    let assumed = place.run(&["--assume-weekdays", "2027", "case", "why", "A-1", "--at", "2027-01-10T09:00"]);
    assert_eq!(assumed.code, 0, "{assumed:?}");
}

#[test]
fn supervision_as_a_table_as_csv_and_as_json() {
    let place = under_way();
    let at = ["case", "supervise", "--at", "2026-10-15T09:00"];
    insta::assert_snapshot!("supervise", shown(&place.run(&at)));
    let csv = place.run(&[&at[..], &["--as", "csv"]].concat());
    insta::assert_snapshot!("supervise_csv", shown(&csv).replace("\r\n", "\n"));
    let stops = place.run(&[&at[..], &["--as", "csv-stops"]].concat());
    assert_eq!(stops.out.lines().count(), 1, "only the heading: {}", stops.out);
    // 即办 was due 10-08; 户外招牌 (3 working days from 10-08) on 10-12: late on 10-15 by 5 and 3 working days.
    let found = json_of(&place, &["supervise", "--at", "2026-10-15T09:00"]);
    let late = |scope: &str| {
        let rows = found["limits"].as_array().unwrap().iter();
        let mut rows = rows.filter(|row| row["scope"] == scope && row["limit"] == "承诺时限");
        rows.next().map(|row| row["late_by"].as_i64().unwrap())
    };
    assert_eq!((late("环境影响登记表备案"), late("户外招牌设置")), (Some(6), Some(3)));
    let twice = place.run(&[&at[..], &["--measure", "1=提醒", "--measure", "2=约谈"]].concat());
    assert!(twice.out.contains("提醒"), "{}", twice.out);
}

#[test]
fn papers_are_listed_and_printed_one_by_one() {
    let place = under_way();
    insta::assert_snapshot!("papers", shown(&place.run(&["case", "papers", "A-1"])));
    let all = json_of(&place, &["papers", "A-1"]);
    let titles: Vec<&str> =
        all["papers"].as_array().unwrap().iter().map(|paper| paper["title"].as_str().unwrap()).collect();
    let last = titles.len().to_string();
    assert_eq!(titles.last(), Some(&"一次性补正告知书"));
    insta::assert_snapshot!("paper", shown(&place.run(&["case", "papers", "A-1", "--number", &last])));
    let none = place.run(&["case", "papers", "A-1", "--number", "99"]);
    assert_eq!(none.code, 2, "{none:?}");
    assert!(none.err.contains("5 件文书"), "{none:?}");
}

/// `reason` says the same as `note`; what an event has no use for is named in the answer, not dropped in silence.
#[test]
fn data_that_is_of_no_use_is_named() {
    let place = under_way();
    let event = json!({"key": "3", "at": "2026-10-09T10:00:00+08:00", "kind": "不予", "node": "户外招牌设置", "data": {"reason": "超出规定尺寸", "comment": "x"}});
    let run = place.run_with_input(&["case", "event", "A-1"], &format!("{event}\n"));
    let answer: Value = serde_json::from_str(run.out.trim()).unwrap();
    assert_eq!((run.code, &answer["ignored"]), (0, &json!(["comment"])), "{run:?}");
    let papers = json_of(&place, &["papers", "A-1"]);
    assert_eq!(papers["papers"].as_array().unwrap().last().unwrap()["reason"], "超出规定尺寸");
}
