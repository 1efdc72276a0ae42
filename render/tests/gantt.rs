//! The Gantt chart of a fixed timeline: where bars stand, what is said, and what hostile input does.

use lianban_compiler::proof::testing::plain_calendar;
use lianban_render::{DayMark, gantt, gantt_with};
use lianban_runtime::time::{Calendar, Date};
use lianban_simulator::Timeline;

/// Left edge of the first column: margin and table.
const LEFT: i32 = 24 + 466;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Autumn 2026: 10-01 to 10-07 off, Saturday 10-10 worked.
fn calendar() -> Calendar {
    let mut data = plain_calendar();
    data.rest = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"].map(date).to_vec();
    data.work = vec![date("2026-10-10")];
    Calendar::new(data).unwrap()
}

fn restaurant() -> Timeline {
    serde_json::from_str(include_str!("fixtures/restaurant.json")).unwrap()
}

fn names(day: Date) -> Option<DayMark> {
    let golden = date("2026-10-01") <= day && day <= date("2026-10-07");
    golden.then(|| DayMark { kind: "休".to_owned(), name: "国庆节".to_owned() })
}

/// The groups `<g><title>NAME（…` of the chart that carry bars, as text.
fn bars_of<'s>(svg: &'s str, name: &str) -> &'s str {
    let head = format!("<g><title>{name}（");
    let at = svg.rfind(&head).unwrap();
    let end = svg[at..].find("</g>").unwrap();
    &svg[at..at + end]
}

/// The columns (first date 2026-09-28) that the filled bars of a row cover: (first, number of days).
fn columns(svg: &str, name: &str) -> Vec<(i32, i32)> {
    let number = |tag: &str, key: &str| -> i32 {
        let from = tag.find(key).unwrap() + key.len();
        tag[from..].split('"').next().unwrap().parse().unwrap()
    };
    let tags = bars_of(svg, name).lines().filter(|l| l.starts_with("<rect") && l.contains("rx=\"2\""));
    tags.map(|tag| ((number(tag, "x=\"") - LEFT) / 30, number(tag, "width=\"") / 30)).collect()
}

#[test]
fn bars_cover_the_days_that_count_and_no_others() {
    let svg = gantt(&restaurant(), &calendar());
    // One working day from 09-30 is 10-08: the tenth column after 09-28.
    assert_eq!(columns(&svg, "设立登记"), [(10, 1)]);
    // Accepted on 10-10: 12 to 16 October, the Sunday left out.
    assert_eq!(columns(&svg, "食品经营许可"), [(14, 5)]);
    // 日 count rest days: 1 to 6 October.
    assert_eq!(columns(&svg, "生态环境影响登记"), [(3, 6)]);
    // Nothing counted: a milestone.
    assert_eq!(columns(&svg, "一窗受理"), []);
    assert!(bars_of(&svg, "一窗受理").contains("<path d=\"M565 "));
}

#[test]
fn stops_slack_and_levels_are_told_without_colour() {
    let svg = gantt_with(&restaurant(), &calendar(), &names);
    let food = bars_of(&svg, "食品经营许可");
    assert!(food.contains("url(#lb-stop)") && food.contains(">补正</text>"));
    assert!(bars_of(&svg, "户外招牌设置").contains("stroke-dasharray=\"3 2\""));
    for words in [
        "▲ 预警",
        "■ 原承诺时限",
        "□ 停表顺延后时限",
        ">国庆</text>",
        ">班</text>",
        "方案 sha256:3f9ac2d1e8b7<",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains("role=\"img\""));
}

#[test]
fn the_same_input_gives_the_same_bytes_in_whole_numbers() {
    let (once, twice) = (gantt(&restaurant(), &calendar()), gantt(&restaurant(), &calendar()));
    assert_eq!(once, twice);
    for tag in once.lines().filter(|l| l.starts_with("<rect") || l.starts_with("<path")) {
        assert!(!tag.contains('.'), "{tag}");
    }
    assert_eq!(once.matches("<g>").count(), once.matches("</g>").count());
    assert_eq!(once.matches("<text").count(), once.matches("</text>").count());
}

#[test]
fn due_labels_do_not_overlap() {
    let mut timeline = restaurant();
    timeline.due = Some("2026-10-21T17:30:00+08:00".to_owned());
    let svg = gantt(&timeline, &calendar());
    let y = |label: &str| -> i32 {
        let line = svg.lines().find(|l| l.contains(label)).unwrap();
        line.split("y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert_eq!(y("停表顺延后时限") - y("原承诺时限"), 20);
}

#[test]
fn hostile_timelines_are_drawn_or_left_out() {
    let mut timeline = restaurant();
    timeline.bundle = "</svg><script>\u{0}".to_owned();
    timeline.start = "not a time".to_owned();
    timeline.due = Some("9999-12-31T00:00:00Z".to_owned());
    timeline.nodes[3].finish = Some("0001-01-01T00:00:00Z".to_owned());
    timeline.nodes[4].name = "很长".repeat(5_000);
    timeline.nodes[5].finish = None;
    timeline.nodes[6].slack_days = Some(u32::MAX);
    timeline.nodes[7].after = vec!["没有".to_owned(), "生态环境影响登记".to_owned()];
    let svg = gantt(&timeline, &calendar());
    assert!(!svg.contains("<script>") && !svg.contains('\u{0}'));
    assert!(svg.len() < 1_000_000, "{}", svg.len());
    timeline.nodes.clear();
    assert!(gantt(&timeline, &calendar()).ends_with("</svg>\n"));
}

#[test]
fn longer_cases_get_narrower_days() {
    let width = |finish: &str| -> i32 {
        let mut timeline = restaurant();
        timeline.nodes[3].finish = Some(finish.to_owned());
        let svg = gantt(&timeline, &calendar());
        svg.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    assert_eq!(width("2026-10-16T17:30:00+08:00"), 24 + 466 + 27 * 30 + 24);
    assert_eq!(width("2026-12-16T17:30:00+08:00"), 24 + 466 + 82 * 12 + 24);
    assert_eq!(width("2027-09-27T17:30:00+08:00"), 24 + 466 + 367 * 4 + 24);
}
