//! Life cycles by hand, and what a host would report.

use super::clocks::{days, national_day};
use super::*;

fn states(case: &Case, when: &str) -> Vec<String> {
    let life = case.read(when).life_cycle();
    let rows = std::iter::once(&life.case).chain(&life.items);
    let show = |row: &LifeRow| {
        let code = row.code.map_or_else(|| "—".to_owned(), |code| code.to_string());
        format!("{} {} {code}", row.scope, row.state.in_words().0)
    };
    rows.map(show).collect()
}

#[test]
fn the_national_day_is_told() {
    let case = national_day();
    assert_eq!(
        case.told(),
        [
            "09-30 收件 我要开餐馆 1",
            "09-30 受理 我要开餐馆 3",
            "09-30 部门受理 设立登记 8",
            "10-08 准予 设立登记 11",
            "10-08 部门受理 食品经营许可 8",
            "10-08 部门受理 消防检查 8",
            "10-08 补正 食品经营许可 6",
            "10-10 补正结束 食品经营许可 7",
            "10-10 部门受理 食品经营许可 8",
            "10-16 准予 食品经营许可 11",
            "10-16 准予 消防检查 11",
            "10-16 准予 我要开餐馆 11",
            "10-16 送达 我要开餐馆 —",
        ]
    );
    assert_eq!(
        states(&case, "2026-10-20"),
        [
            "我要开餐馆 送达 —",
            "设立登记 准予 11",
            "食品经营许可 准予 11",
            "消防检查 准予 11",
            "招牌 不适用 —"
        ]
    );
}

#[test]
fn every_code_is_spoken_for_once_and_no_word_twice() {
    let codes: std::collections::BTreeSet<u8> = Life::ALL.iter().filter_map(|life| life.code()).collect();
    assert_eq!(codes, (1..=15).collect());
    let words: std::collections::BTreeSet<&str> = Life::ALL.iter().map(|life| life.in_words().0).collect();
    assert_eq!(words.len(), Life::ALL.len());
    for life in Life::ALL {
        assert_eq!(serde_json::to_value(life).unwrap(), life.in_words().0, "the word is the JSON");
    }
}

/// Granted, and the paper that was missing came two days after it was owed.
#[test]
fn a_paper_that_came_later_is_told() {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-10", finish(VISIT));
    case.does("2026-10-12", EventKind::Supply { material: PAPER });
    case.does("2026-10-13", finish(FOOD));
    assert!(case.told().contains(&"10-13 容缺通过 食品经营许可 12".to_owned()));
    case.does("2026-10-13", finish(FIRE));
    assert!(case.told().contains(&"10-13 容缺通过 我要开餐馆 12".to_owned()));
}

/// 容缺 five working days from the acceptance on 10-08: 10-09, 10, 12, 13, 14. On the 15th the acceptance is revoked.
#[test]
fn a_paper_that_never_came() {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-10", finish(VISIT));
    case.does("2026-10-13", finish(FIRE));
    // Nobody has told the case that time has passed: the reading knows.
    assert_eq!(case.state.status, crate::case::CaseStatus::Accepted);
    assert_eq!(
        states(&case, "2026-10-15"),
        [
            "我要开餐馆 制证 —",
            "设立登记 准予 11",
            "食品经营许可 撤销受理 15",
            "消防检查 准予 11",
            "招牌 不适用 —"
        ]
    );
    assert_eq!(
        days(&case, "2026-10-15"),
        [
            "10-01..10-07 7 休息日",
            "10-08..10-08 1 部门 市场监督管理局 设立登记·决定",
            "10-09..10-10 2 部门 市场监督管理局 联合踏勘",
            "10-11..10-11 1 休息日",
            // The decision takes three days from 10-10: 10-12, 13, 14; the paper is owed until 10-14.
            "10-12..10-14 3 部门 市场监督管理局 食品经营许可·决定",
        ]
    );
    let why = case.read("2026-10-15").why();
    assert_eq!(why.summary.zh, "制证：等政务服务局送达结果。");
    case.does("2026-10-15", finish(ScopeIx(0)));
    let why = case.read("2026-10-16").why();
    assert_eq!(why.summary.zh, "2026-10-14 17:30 部分办结（不予：食品经营许可），2026-10-15 17:30 送达。");
    assert!(why.awaited.is_empty());
    assert!(why.applicant_can.iter().any(|choice| choice.sentence.zh.contains("第三十八条")));
}

/// A paper that alone keeps the decision: from the day after the work should have been done, the days are the applicant's.
#[test]
fn days_of_a_paper_that_alone_blocks() {
    let mut case = Case::submitted(restaurant_with(None, |plan| plan.limits[3].budget = Span::work_days(8)));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-10", finish(VISIT));
    case.does("2026-10-13", finish(FIRE));
    case.does("2026-10-16", EventKind::Supply { material: PAPER });
    case.does("2026-10-16", finish(FOOD));
    assert_eq!(
        days(&case, "2026-10-16")[4..],
        ["10-12..10-14 3 部门 市场监督管理局 食品经营许可·决定", "10-15..10-16 2 申请人 健康证·补交"]
    );
}

/// 设立登记 is refused: 食品经营许可 needs its licence and is cancelled, 消防检查 is not.
#[test]
fn a_refused_item() {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", EventKind::Refuse { scope: REGISTRATION, note: "不符合条件".into() });
    assert_eq!(
        case.told()[3..],
        ["10-08 不予 设立登记 13", "10-08 取消 食品经营许可 —", "10-08 部门受理 消防检查 8"],
        "what never began is not reported"
    );
    let why = case.read("2026-10-09").why();
    assert_eq!(
        why.summary.zh, "审查：等市场监督管理局办完联合行动“联合踏勘”，最迟 2026-10-20 17:30。",
        "it has no limit of its own"
    );
    assert_eq!(
        why.chain.iter().map(|link| link.name.as_str()).collect::<Vec<_>>(),
        ["一窗受理", "设立登记", "联合踏勘"]
    );
}

/// A procedure lasts as the item is refused: it is ended before.
#[test]
fn what_began_is_ended() {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", finish(REGISTRATION));
    let begin = EventKind::BeginProcedure { procedure: HEARING, scope: FOOD, note: String::new() };
    case.does("2026-10-09 10:00", begin);
    case.does("2026-10-12 10:00", EventKind::Refuse { scope: FOOD, note: "不符合条件".into() });
    assert_eq!(
        case.told()[6..],
        ["10-09 特别程序 听证 9", "10-12 特别程序结束 听证 10", "10-12 不予 食品经营许可 13"]
    );
}

#[test]
fn a_case_that_ends() {
    let mut case = Case::submitted(restaurant_with(Some(5), |_| {}));
    case.does("2026-10-08", EventKind::Withdraw);
    assert_eq!(case.told().first().unwrap(), "09-30 收件 我要开餐馆 1");
    assert_eq!(case.told().last().unwrap(), "10-08 撤件 我要开餐馆 2", "before it was accepted");
    assert_eq!(case.read("2026-10-20").why().summary.zh, "2026-10-08 17:30 申请人撤回。");
    assert_eq!(case.read("2026-10-20").clocks().unwrap().case.lived.unwrap().calendar_days, 8);
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", EventKind::Suspend { scope: ScopeIx(0), basis: "诉讼".into() });
    case.does("2026-10-09", EventKind::Withdraw);
    assert_eq!(
        case.told()[3..],
        [
            "10-08 中止 我要开餐馆 9",
            "10-09 撤回 设立登记 14",
            "10-09 撤回 食品经营许可 —",
            "10-09 撤回 消防检查 —",
            "10-09 恢复 我要开餐馆 10",
            "10-09 撤回 我要开餐馆 14"
        ]
    );
}

/// 补正 of the whole case that nobody answers: the days are the applicant's, the promise has not begun, and it goes on.
#[test]
fn a_correction_never_answered() {
    let mut case = Case::submitted(restaurant_with(Some(5), |_| {}));
    case.does("2026-10-08", EventKind::AskCorrection { scope: ScopeIx(0), note: String::new() });
    let reading = case.read("2026-11-30");
    assert_eq!(reading.life_cycle().case.state, Life::Correcting);
    let sums = reading.days().unwrap().by_owner;
    assert_eq!((sums.total, sums.holiday, sums.applicant), (61, 22, 39));
    let why = reading.why();
    assert_eq!(why.summary.zh, "补正：等申请人补正“我要开餐馆”的材料。");
    assert_eq!(
        why.awaited[0].sentence.zh,
        "等申请人补正“我要开餐馆”的材料，自 2026-09-30 10:00 起，没有时限。依据：行政许可法 第三十二条。"
    );
    assert_eq!(why.awaited[0].event.as_ref().unwrap().kind, "补正");
}
