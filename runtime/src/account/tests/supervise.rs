//! 督办 by hand.

use super::*;
use crate::case::Effect;

/// 消防检查 accepted on 10-08, due on 10-14 (10-09, 10, 12, 13, 14); thresholds two days and one day before.
fn late() -> (Case, Vec<Effect>) {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    let mut effects = case.does("2026-10-08", finish(REGISTRATION));
    effects.extend(case.does("2026-10-08", EventKind::Supply { material: PAPER }));
    effects.extend(case.does("2026-10-13", finish(VISIT)));
    effects.extend(case.does("2026-10-14", finish(FOOD)));
    (case, effects)
}

#[test]
fn who_is_late_by_how_much_and_warned_when() {
    let (case, effects) = late();
    let mut found = case.read("2026-10-16 12:00").supervised("第1号", &effects);
    found.take_measures(&Measure::usual());
    let shown: Vec<(&str, &str, i64, Option<&str>)> = found
        .limits
        .iter()
        .map(|row| (row.department.as_str(), row.limit.as_str(), row.late_by, row.measure.as_deref()))
        .collect();
    assert_eq!(shown, [("消防救援大队", "承诺时限", 2, Some("约谈"))]);
    let row = &found.limits[0];
    assert_eq!((row.case.as_str(), row.scope.as_str(), row.level.as_str()), ("第1号", "消防检查", "红牌"));
    let warned: Vec<(&str, Option<Instant>)> = row.warned.iter().map(|w| (w.level.as_str(), w.at)).collect();
    assert_eq!(
        warned,
        [
            ("预警", Some(at("2026-10-12"))),
            ("黄牌", Some(at("2026-10-13"))),
            ("红牌", Some(at("2026-10-14")))
        ],
        "the last one has fallen due since the last event"
    );
    // Without the effects of earlier steps only what the reading itself saw is dated.
    let undated = case.read("2026-10-16 12:00").supervised("第1号", &[]).limits.remove(0).warned;
    assert_eq!(undated, [Warning { level: "红牌".into(), at: Some(at("2026-10-14")) }]);
}

#[test]
fn the_second_time_weighs_more() {
    let (case, effects) = late();
    let mut found = Supervised::default();
    for name in ["乙", "甲"] {
        found.extend(case.read("2026-10-16 12:00").supervised(name, &effects));
    }
    let table = [
        Measure { from: 1, what: "提醒".into() },
        Measure { from: 2, what: "约谈".into() },
        Measure { from: 5, what: "问责".into() },
    ];
    found.take_measures(&table);
    let shown: Vec<(&str, u32, Option<&str>)> =
        found.limits.iter().map(|row| (row.case.as_str(), row.times, row.measure.as_deref())).collect();
    assert_eq!(shown, [("乙", 1, Some("提醒")), ("甲", 2, Some("约谈"))], "due together: by name");
    found.take_measures(&[]);
    assert!(found.limits.iter().all(|row| row.measure.is_none()));
}

#[test]
fn stops_that_an_inspector_wants_to_see() {
    let mut case = Case::submitted(restaurant_with(None, |plan| plan.procedures[1].told = false));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-08", EventKind::Supply { material: PAPER });
    let begin = |procedure| EventKind::BeginProcedure { procedure, scope: FOOD, note: String::new() };
    let end = |procedure| EventKind::EndProcedure { procedure, scope: FOOD };
    case.does("2026-10-09 10:00", begin(REVIEW));
    assert_eq!(case.read("2026-10-12").supervised("1", &[]).stops, [], "told, within its time");
    case.does("2026-10-12 10:00", begin(HEARING));
    case.does("2026-10-13 10:00", end(REVIEW));
    case.does("2026-10-14 10:00", begin(REVIEW));
    let found = case.read("2026-11-20").supervised("1", &[]);
    let shown: Vec<(&str, Vec<&str>)> = found
        .stops
        .iter()
        .map(|row| (row.kind.as_str(), row.findings.iter().map(|f| f.in_words()).collect()))
        .collect();
    assert_eq!(shown, [("听证", vec!["重叠", "未书面告知"]), ("专家评审", vec!["重复", "重叠", "超期"])]);
    let own = found.limits.iter().find(|row| row.limit == "特别程序时限").unwrap();
    // Ten working days from 10-14 are 10-28; 17 more until 11-20.
    assert_eq!((own.scope.as_str(), own.late_by, own.level.as_str()), ("食品经营许可·专家评审", 17, "红牌"));
}
