//! Whose silence it was: neither side answers, and what each profile makes of it.

use crate::case::Case;
use lianban_runtime::case::{CaseStatus, EffectKind, LimitPhase, ScopeOutcome};
use lianban_runtime::plan::{Ground, LimitIx, LimitKind, ScopeIx, Silence, Whose};

/// Submitted on 03-02; the intake has two working days, a missing paper three, a correction five.
fn case(rules: &str) -> Case {
    let mut case = Case::of(&format!(
        "辖区规则 本地 {{ 适用 荆州市；{rules} }}
         一件事 试 {{
             适用 荆州市
             承诺 {{ 时限 10 工作日 }}
             部门 甲局
             补正 5 工作日
             材料 《甲》
             材料 《乙》 {{ 容缺 3 工作日 }}
             事项 甲事 是 公共服务 {{ 承办 甲局；承诺 5 工作日；需要 《甲》、《乙》 }}
             流程 {{ 一窗受理 {{ 渠道 网上；时限 2 工作日 }} }}
         }}"
    ));
    case.does("03-02T10:00 提交");
    case
}

/// Of each silence: whose, what it means, on what it rests, whom it befalls.
fn silences(effects: &[EffectKind]) -> Vec<(Whose, Silence, Ground, ScopeIx)> {
    let deemed = effects.iter().filter_map(|kind| match kind {
        EffectKind::Deemed { whose, means, ground, scope, .. } => Some((*whose, *means, *ground, *scope)),
        _ => None,
    });
    deemed.collect()
}

#[test]
fn neither_side_answers() {
    let mut case = case("容缺逾期 撤销受理");
    let item = case.scope("甲事");
    let done = case.does("03-10T09:00 时间到");
    assert_eq!(
        silences(&done),
        [
            (Whose::Authority, Silence::DeemedAccepted, Ground::Written, ScopeIx(0)),
            (Whose::Applicant, Silence::Revoked, Ground::Profile, item),
        ]
    );
    assert!(done.contains(&EffectKind::Accepted { deemed: true }));
    assert_eq!(case.state.scope(item).outcome, ScopeOutcome::Revoked);
    assert_eq!(case.refuses("03-10T09:00 要求补正"), "case-ended", "its only item is out");
}

#[test]
fn a_missing_paper_that_never_comes_means_what_the_profile_says() {
    for (rules, means, outcome) in [
        ("容缺逾期 撤销受理", Silence::Revoked, ScopeOutcome::Revoked),
        ("容缺逾期 不予", Silence::Refused, ScopeOutcome::Refused),
        ("容缺逾期 视为撤回", Silence::Withdrawn, ScopeOutcome::Withdrawn),
    ] {
        let mut case = case(rules);
        let item = case.scope("甲事");
        case.does("03-02T11:00 受理");
        let done = case.does("03-06T09:00 时间到");
        assert_eq!(silences(&done), [(Whose::Applicant, means, Ground::Profile, item)], "{rules}");
        assert_eq!(case.state.scope(item).outcome, outcome, "{rules}");
        assert_eq!(case.running(), [], "{rules}");
    }
}

#[test]
fn a_correction_that_never_comes_means_what_the_profile_says() {
    for (rules, means, status) in [
        ("补正逾期 视为撤回", Silence::Withdrawn, CaseStatus::Withdrawn),
        ("补正逾期 不予", Silence::Refused, CaseStatus::Rejected),
    ] {
        let mut case = case(rules);
        case.does("03-03T10:00 要求补正");
        let done = case.does("03-11T09:00 时间到");
        assert_eq!(silences(&done), [(Whose::Applicant, means, Ground::Profile, ScopeIx(0))], "{rules}");
        assert_eq!(case.state.status, status, "{rules}");
        assert_eq!(case.running(), [], "{rules}");
    }
}

#[test]
fn where_the_profile_waits_only_the_delay_shows() {
    let mut case = case("补正逾期 继续等待");
    case.does("03-03T10:00 要求补正");
    let done = case.does("03-11T09:00 时间到");
    assert_eq!(silences(&done), []);
    assert!(done.iter().any(|kind| matches!(kind, EffectKind::LevelRaised { .. })), "{done:?}");
    let plan = case.engine.plan();
    let row = plan.limits.iter().position(|l| l.kind == LimitKind::Correction && l.scope == ScopeIx(0));
    let row = LimitIx(u32::try_from(row.unwrap()).unwrap());
    assert_eq!(case.state.limit(row).phase, LimitPhase::Open, "the applicant still owes it");
    assert_eq!(case.state.next_alarm(), None);
    case.does("03-16T10:00 补正");
    assert_eq!(case.state.limit(row).phase, LimitPhase::Late);
    assert_eq!(case.state.status, CaseStatus::Accepted);
}
