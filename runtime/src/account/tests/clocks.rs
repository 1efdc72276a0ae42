//! The three clocks and the day ledger, by hand.

use super::*;

/// `language` §2: submitted on 09-30, 补正 10-08 → 10-10, 办结 10-16, the limit 10-22.
pub(super) fn national_day() -> Case {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-08", EventKind::AskCorrection { scope: FOOD, note: "平面图缺尺寸".into() });
    case.does("2026-10-10", EventKind::Correct { scope: FOOD });
    case.does("2026-10-10", EventKind::Supply { material: PAPER });
    case.does("2026-10-13", finish(VISIT));
    case.does("2026-10-16", finish(FOOD));
    case.does("2026-10-16", finish(FIRE));
    case.does("2026-10-16", finish(ScopeIx(0)));
    case
}

/// The rows in short: `10-01..10-07 7 休息日`.
pub(super) fn days(case: &Case, when: &str) -> Vec<String> {
    let ledger = case.read(when).days().unwrap();
    let show = |row: &DayRow| {
        let stands = if row.clock_stands { " 停" } else { "" };
        let text = format!(
            "{}..{} {} {} {} {}{stands}",
            &row.from.to_string()[5..],
            &row.to.to_string()[5..],
            row.days,
            row.owner.in_words().0,
            row.name,
            row.on
        );
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    ledger.rows.iter().map(show).collect()
}

/// 16 days: seven rest days of the holiday and a Sunday, two of the applicant, six of 市场监督管理局.
#[test]
fn every_day_over_the_national_day_has_an_owner() {
    let case = national_day();
    assert_eq!(
        days(&case, "2026-10-20"),
        [
            "10-01..10-07 7 休息日",
            "10-08..10-08 1 部门 市场监督管理局 设立登记·决定",
            "10-09..10-10 2 申请人 补正 食品经营许可 停",
            "10-11..10-11 1 休息日",
            "10-12..10-13 2 部门 市场监督管理局 联合踏勘",
            "10-14..10-16 3 部门 市场监督管理局 食品经营许可·决定",
        ]
    );
    let ledger = case.read("2026-10-20").days().unwrap();
    let sums = ledger.by_owner;
    assert_eq!((sums.total, sums.holiday, sums.applicant, sums.excluded), (16, 8, 2, 0));
    assert_eq!(sums.departments, [PartyDays { name: "市场监督管理局".into(), days: 6 }]);
    assert_eq!(sums.third_parties, []);
}

/// Lived: 16 days, 8 of them working days; of those the promise counts 6, and 2 were the applicant's.
#[test]
fn three_clocks_over_the_national_day() {
    let clocks = national_day().read("2026-10-20").clocks().unwrap();
    let lived = clocks.case.lived.unwrap();
    assert_eq!((lived.calendar_days, lived.working_days), (16, 8));
    let promised = clocks.case.promised.unwrap();
    assert_eq!((promised.total, promised.consumed, promised.stopped), (Some(10), Some(6), 2));
    assert_eq!((promised.state, promised.due), (LimitStand::Met, Some(at("2026-10-22"))));
    let statutory = clocks.case.statutory.unwrap();
    // Accepted on 10-10: 10-12, 13, 14, 15, 16.
    assert_eq!((statutory.scope.as_str(), statutory.consumed), ("食品经营许可", Some(5)));
    assert_eq!(statutory.total, Some(20));
    let food = &clocks.items[1];
    let lived = food.lived.as_ref().unwrap();
    assert_eq!((food.scope.as_str(), lived.calendar_days, lived.working_days), ("食品经营许可", 8, 7));
    assert_eq!(food.promised.as_ref().unwrap().consumed, Some(5));
}

#[test]
fn what_has_run_on_the_way() {
    let mut early = Case::submitted(restaurant_with(None, |_| {}));
    early.does("2026-10-08", finish(REGISTRATION));
    early.does("2026-10-08", EventKind::AskCorrection { scope: FOOD, note: String::new() });
    let promised = |when: &str| early.read(when).clocks().unwrap().case.promised.unwrap();
    for when in ["2026-10-08 18:00", "2026-10-09 12:00", "2026-10-15 12:00"] {
        let clock = promised(when);
        assert_eq!((clock.state, clock.consumed, clock.remaining), (LimitStand::Held, Some(1), Some(9)));
    }
    // While it is held, the due date is the one it had if the stop ended now.
    assert_eq!(promised("2026-10-09 12:00").due, Some(at("2026-10-21")));
    assert_eq!(promised("2026-10-15 12:00").due, Some(at("2026-10-28")), "10-09, 10, 12–15: six days");
}

/// Two procedures of one item overlap: 专家评审 from 10-09 to 10-14, 听证 from 10-13 to 10-16. The promise does not count
/// 专家评审 only.
#[test]
fn two_procedures_overlap() {
    let mut case = Case::submitted(restaurant_with(None, |plan| plan.limits[0].excludes = vec![REVIEW]));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-08", EventKind::Supply { material: PAPER });
    let begin = |procedure| EventKind::BeginProcedure { procedure, scope: FOOD, note: String::new() };
    case.does("2026-10-09 10:00", begin(REVIEW));
    case.does("2026-10-12", finish(VISIT));
    case.does("2026-10-13 10:00", begin(HEARING));
    case.does("2026-10-14 10:00", EventKind::EndProcedure { procedure: REVIEW, scope: FOOD });
    case.does("2026-10-15", finish(FIRE));
    case.does("2026-10-16 10:00", EventKind::EndProcedure { procedure: HEARING, scope: FOOD });
    case.does("2026-10-20", finish(FOOD));
    assert_eq!(
        days(&case, "2026-10-20"),
        [
            "10-01..10-07 7 休息日",
            "10-08..10-08 1 部门 市场监督管理局 设立登记·决定",
            // The inspection began on 10-08: no clock of a member stood then.
            "10-09..10-09 1 部门 市场监督管理局 联合踏勘",
            "10-10..10-10 1 第三方 专家评审 专家评审 食品经营许可 停",
            "10-11..10-11 1 休息日",
            "10-12..10-14 3 第三方 专家评审 专家评审 食品经营许可 停",
            // 消防检查 has one day left on the 15th; behind the hearing stand the three days of the decision, which rests.
            "10-15..10-16 2 第三方 听证 听证 食品经营许可",
            "10-17..10-18 2 休息日",
            "10-19..10-20 2 部门 市场监督管理局 食品经营许可·决定",
        ]
    );
    let rows = case.read("2026-10-20").ledger();
    let promised = rows.iter().find(|row| row.kind == "承诺时限" && row.scope == "食品经营许可").unwrap();
    // (10-09, 10-14] is 10-10, 12, 13, 14; (10-13, 10-16] adds 15, 16.
    let stops: Vec<(&str, i64)> = promised.stops.iter().map(|s| (s.kind.as_str(), s.units)).collect();
    assert_eq!(stops, [("专家评审", 4), ("听证", 2)]);
    assert_eq!((promised.consumed, promised.remaining, promised.stopped), (Some(3), Some(2), 6));
    let case_row = rows.iter().find(|row| row.kind == "承诺时限" && row.scope == "我要开餐馆").unwrap();
    assert_eq!((case_row.consumed, case_row.stopped), (Some(6), 4), "10-08, 09, 15, 16, 19, 20");
    let watch = rows.iter().find(|row| row.kind == "特别程序时限").unwrap();
    assert_eq!((watch.consumed, watch.remaining, watch.state), (Some(4), Some(6), LimitStand::Met));
}
