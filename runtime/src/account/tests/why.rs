//! Why a case is not finished, by hand.

use super::clocks::national_day;
use super::*;

fn sentences(case: &Case, when: &str) -> Vec<String> {
    case.read(when).why().awaited.into_iter().map(|one| one.sentence.zh).collect()
}

#[test]
fn step_by_step_over_the_national_day() {
    let draft = Case::of(restaurant_with(None, |_| {}));
    assert_eq!(sentences(&draft, "2026-09-30"), ["等申请人提交“我要开餐馆”的申请。"]);
    let mut case = Case::submitted(restaurant_with(Some(3), |_| {}));
    assert_eq!(
        sentences(&case, "2026-10-09 12:00"),
        [
            "等政务服务局受理，或者一次告知要补正的材料，自 2026-09-30 10:00 起，最迟 2026-10-10 17:30，还剩 1 个工作日（受理时限 3 工作日）。依据：行政许可法 第三十二条。逾期视为受理。"
        ]
    );
    case.does("2026-10-09", EventKind::Accept);
    case.does("2026-10-12", finish(REGISTRATION));
    case.does("2026-10-12", EventKind::AskCorrection { scope: FOOD, note: String::new() });
    let why = case.read("2026-10-13 12:00").why();
    assert_eq!(why.awaited.len(), 1);
    assert_eq!(why.awaited[0].on, "食品经营许可");
    assert_eq!(why.blocked.len(), 1);
    assert_eq!(why.blocked[0].sentence.zh, "“联合踏勘”在等：食品经营许可（待补正）");
    let can: Vec<&str> = why.applicant_can.iter().map(|choice| choice.sentence.zh.as_str()).collect();
    assert_eq!(
        can,
        [
            "补正“食品经营许可”的材料",
            "提前补交《健康证》",
            "撤回申请",
            "只撤回“食品经营许可”",
            "只撤回“消防检查”"
        ]
    );
}

/// The paper is owed until 10-19, the inspection since 10-12 with two days of its own.
#[test]
fn the_most_urgent_comes_first() {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-09", finish(REGISTRATION));
    case.does("2026-10-12", finish(VISIT));
    let why = case.read("2026-10-14 12:00").why();
    let shown: Vec<(Act, &str)> = why.awaited.iter().map(|one| (one.act, one.on.as_str())).collect();
    assert_eq!(shown, [(Act::Supply, "健康证"), (Act::Decide, "消防检查")]);
    assert_eq!(why.blocked[0].sentence.zh, "“食品经营许可”在等：《健康证》");
    assert_eq!(
        why.awaited[1].sentence.zh,
        "等消防救援大队对“消防检查”作出决定，自 2026-10-12 17:30 起，最迟 2026-10-15 17:30，还剩 1 个工作日（承诺时限 5 工作日）。"
    );
    // The example of the book (docs/src/howto/why.md).
    assert_eq!(why.summary.zh, "审查：等申请人补交《健康证》，最迟 2026-10-15 17:30；另外还等 1 项。");
    assert_eq!(
        why.awaited[0].sentence.zh,
        "等申请人补交《健康证》，自 2026-10-09 17:30 起，最迟 2026-10-15 17:30，还剩 1 个工作日（容缺补交时限 5 工作日）。逾期撤销受理。"
    );
    let late = case.read("2026-10-20 12:00").why();
    let fire = late.awaited.iter().find(|one| one.on == "消防检查").unwrap();
    assert_eq!((fire.late_by, fire.level.as_str()), (3, "红牌"));
    assert!(
        fire.sentence.zh.contains("应在 2026-10-15 17:30 前，已超期 3 个工作日（承诺时限 5 工作日，红牌）")
    );
    assert!(fire.sentence.en.contains("due 2026-10-15 17:30, late by 3 working day(s)"));
    assert!(late.applicant_can.iter().any(|choice| choice.sentence.zh == "催办“消防检查”"));
}

#[test]
fn suspended_and_in_a_procedure() {
    let mut case = Case::submitted(restaurant_with(None, |_| {}));
    case.does("2026-10-08", finish(REGISTRATION));
    case.does("2026-10-08", EventKind::Supply { material: PAPER });
    let begin = EventKind::BeginProcedure { procedure: REVIEW, scope: FOOD, note: String::new() };
    case.does("2026-10-09 10:00", begin);
    case.does("2026-10-10", finish(VISIT));
    let why = case.read("2026-10-12 12:00").why();
    let review = why.awaited.iter().find(|one| one.act == Act::EndProcedure).unwrap();
    assert_eq!(
        review.sentence.zh,
        "等市场监督管理局办完特别程序“食品经营许可·专家评审”，自 2026-10-09 10:00 起，最迟 2026-10-22 17:30，还剩 8 个工作日（特别程序时限 10 工作日）。依据：行政许可法 第四十五条。"
    );
    assert_eq!(why.blocked[0].sentence.zh, "“食品经营许可”在等：专家评审");
    case.does("2026-10-12 12:00", EventKind::Suspend { scope: FOOD, basis: "诉讼".into() });
    let why = case.read("2026-10-13 12:00").why();
    let acts: Vec<Act> = why.awaited.iter().map(|one| one.act).collect();
    assert_eq!(acts, [Act::Decide, Act::Resume]);
    assert_eq!(
        why.awaited[1].sentence.zh,
        "等市场监督管理局恢复已中止的“食品经营许可”，自 2026-10-12 12:00 起，没有时限。依据：诉讼。"
    );
    assert_eq!(why.blocked[0].sentence.zh, "“食品经营许可”在等：中止 食品经营许可、专家评审");
}

#[test]
fn the_chain_that_led_here() {
    let case = national_day();
    let chain = case.read("2026-10-20").why().chain;
    let shown: Vec<String> = chain
        .iter()
        .map(|link| {
            let date =
                |at: Option<Instant>| at.map_or_else(String::new, |at| at.format(480)[5..10].to_owned());
            format!("{} {}–{} {}", link.name, date(link.from), date(link.to), link.outcome)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "一窗受理 09-30–09-30 受理",
            "设立登记 09-30–10-08 办结",
            "补正 食品经营许可 10-08–10-10 补正",
            "联合踏勘 10-10–10-13 办结",
            "消防检查 10-13–10-16 办结",
            "统一出件 10-16–10-16 办结",
        ]
    );
    let why = case.read("2026-10-20").why_node(NodeIx(7));
    assert_eq!(
        why.sentence.zh,
        "“联合踏勘”2026-10-10 17:30 开始，之前等的是“食品经营许可·受理”，2026-10-13 17:30 办结。"
    );
    assert_eq!(why.after.len(), 2);
}
