//! 告知承诺: what follows the decision, and what taking it back brings about.

use crate::case::{Case, corpus};
use lianban_runtime::case::{CaseStatus, EffectKind, PaperKind, ScopeOutcome};
use lianban_runtime::plan::LimitKind;

/// 特种行业许可 decided on 03-03; 卫生许可 needs its product.
fn hotel() -> Case {
    let mut case = Case::of(&corpus("life/good/commitment"));
    case.does("03-02T10:00 提交");
    case.does("03-03T10:00 办结 消防检查");
    case.does("03-03T10:00 办结 特种行业许可");
    case
}

#[test]
fn the_check_is_due_by_itself_and_holds_nothing_up() {
    let mut case = hotel();
    let running = case.running();
    let check = |name: &str| running.iter().find(|(scope, ..)| scope == name).map(|(.., due)| due.as_str());
    assert_eq!(check("特种行业许可·核查"), Some("2026-05-29"));
    assert_eq!(check("消防检查·核查"), Some("2026-05-29"), "by the profile of 浙江");
    case.does("03-04T10:00 办结 备案登记");
    let ended = case.does("03-05T10:00 办结 卫生许可");
    assert!(ended.iter().any(|kind| matches!(kind, EffectKind::CaseEnded(_))), "{ended:?}");
    assert_eq!(case.state.status, CaseStatus::Decided, "the checks are still to come");
    let kinds: Vec<LimitKind> = case.running().into_iter().map(|(_, kind, _)| kind).collect();
    assert_eq!(kinds, [LimitKind::Step, LimitKind::Step]);
    case.does("03-20T10:00 办结 消防检查·核查");
    case.does("03-20T10:00 办结 特种行业许可·核查");
    assert_eq!(case.state.status, CaseStatus::Delivered, "nothing is left to do");
    assert_eq!(case.running(), []);
}

#[test]
fn an_overdue_check_turns_red_and_undoes_nothing() {
    let mut case = hotel();
    let late = case.does("06-01T10:00 时间到");
    let red = late.iter().filter(|kind| matches!(kind, EffectKind::LevelRaised { .. })).count();
    assert!(red > 0, "{late:?}");
    assert_eq!(case.state.scope(case.scope("特种行业许可")).outcome, ScopeOutcome::Granted);
}

#[test]
fn what_is_decided_on_the_product_is_told_and_what_is_not_is_cancelled() {
    let mut case = hotel();
    let food = case.scope("卫生许可");
    let because = r#"{"note":"承诺不实"}"#;
    assert_eq!(case.refuses("03-04T10:00 撤销 特种行业许可"), "no-reason");
    assert_eq!(case.refuses_with("03-04T10:00 撤销 卫生许可", because), "not-ended");
    let mut later = Case { engine: case.engine.clone(), state: case.state.clone() };
    let done = case.does_with("03-04T10:00 撤销 特种行业许可", because);
    assert!(done.contains(&EffectKind::Rescinded(case.scope("特种行业许可"))));
    assert!(done.contains(&EffectKind::Cancelled(food)));
    assert!(case.running().iter().all(|(scope, ..)| !scope.starts_with("特种行业许可")), "no check is left");
    assert_eq!(case.refuses_with("03-04T10:00 撤销 特种行业许可", because), "already-ended");
    assert_eq!(case.refuses("03-04T10:00 不合格 特种行业许可·核查"), "already-ended");
    // Once 卫生许可 has been granted on it, its department is told and decides.
    later.does("03-05T10:00 办结 卫生许可");
    let done = later.does_with("03-06T10:00 撤销 特种行业许可", because);
    assert!(done.contains(&EffectKind::GroundLost(food)), "{done:?}");
    assert_eq!(later.state.scope(food).outcome, ScopeOutcome::Granted);
    later.does_with("03-09T10:00 撤销 卫生许可", r#"{"note":"所依据的许可已撤销"}"#);
    assert_eq!(later.state.scope(food).outcome, ScopeOutcome::Rescinded);
}

#[test]
fn a_decision_is_taken_back_after_the_case_has_ended_too() {
    let mut case = Case::of_bundle(&corpus("life/good/commitment"), 1);
    case.does("03-02T10:00 提交");
    case.does("03-03T10:00 办结 经营批准");
    case.does("03-10T10:00 办结 经营批准·核查");
    assert_eq!(case.state.status, CaseStatus::Delivered);
    assert_eq!(case.refuses("03-11T10:00 撤回 经营批准"), "case-ended");
    let done = case.does_with("09-01T10:00 撤销 经营批准 商务局", r#"{"note":"以欺骗手段取得"}"#);
    assert_eq!(done[0], EffectKind::Rescinded(case.scope("经营批准")));
    assert!(
        matches!(done[1..], [EffectKind::Issued(paper)] if paper.kind == PaperKind::Rescission),
        "{done:?}"
    );
    assert_eq!(case.running(), []);
}

#[test]
fn an_item_is_withdrawn_before_its_decision_only() {
    let mut case = hotel();
    assert_eq!(case.refuses("03-03T11:00 撤回 特种行业许可"), "already-ended");
    let done = case.does("03-03T11:00 撤回 卫生许可");
    assert_eq!(done[0], EffectKind::Withdrawn(case.scope("卫生许可")));
    assert!(
        matches!(done[1..], [EffectKind::Issued(paper)] if paper.kind == PaperKind::Withdrawal),
        "{done:?}"
    );
    assert!(case.running().iter().all(|(scope, ..)| scope != "卫生许可"));
}
