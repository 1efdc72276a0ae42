//! 联合, 会签, 角色, 前台后台 played: the dated tests of the corpus, and what is refused to whom.

mod common;

use common::One;
use lianban_compiler::{Bundle, Compilation, check};
use lianban_runtime::case::{Effect, EffectKind, Engine, Refusal, State, WireEvent};
use lianban_simulator::run_test;

fn compiled(text: &str) -> Vec<Bundle> {
    let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
    bundles
}

const JOINT: &str = include_str!("../../tests/corpus/approvals/good/joint.yjs");
const SIGNING: &str = include_str!("../../tests/corpus/approvals/good/signing.yjs");
const POWERS: &str = include_str!("../../tests/corpus/approvals/good/powers.yjs");
const OFFICE: &str = include_str!("../../tests/corpus/approvals/good/office.yjs");

#[test]
fn the_tests_of_the_corpus_pass() {
    for text in [JOINT, SIGNING, OFFICE, POWERS] {
        for bundle in compiled(text) {
            let engine = Engine::new(bundle.plan.clone()).unwrap();
            assert!(!bundle.tests.is_empty());
            for test in &bundle.tests {
                let report = run_test(&engine, test);
                assert!(report.failures.is_empty(), "{}: {:#?}", test.name, report.failures);
            }
        }
    }
}

/// A case to which events are sent as outsiders write them: `date time|kind|node|actor|data`.
struct Case {
    engine: Engine,
    state: State,
}

impl Case {
    fn of(text: &str, bundle: usize) -> Self {
        let engine = Engine::new(compiled(text).remove(bundle).plan).unwrap();
        let state = engine.new_case();
        Self { engine, state }
    }

    fn send(
        &mut self,
        at: &str,
        kind: &str,
        node: &str,
        actor: &str,
        data: &str,
    ) -> Result<Vec<Effect>, Refusal> {
        let actor = if actor.is_empty() { "{}" } else { actor };
        let data = if data.is_empty() { "{}" } else { data };
        let line = format!(
            r#"{{"at":"2026-{at}:00+08:00","kind":"{kind}","node":"{node}","actor":{actor},"data":{data}}}"#
        );
        let event = WireEvent::from_json(&line).unwrap().resolve(&self.engine).unwrap();
        self.engine.step(&mut self.state, &event)
    }

    fn good(&mut self, at: &str, kind: &str, node: &str, actor: &str, data: &str) {
        if let Err(refusal) = self.send(at, kind, node, actor, data) {
            panic!("{kind} {node}: {}", refusal.in_words(&self.engine).0);
        }
    }

    fn refused(&mut self, at: &str, kind: &str, node: &str, actor: &str, data: &str) -> String {
        let before = self.state.hash();
        let refusal = self.send(at, kind, node, actor, data).expect_err(kind);
        assert_eq!(self.state.hash(), before, "a refusal changes nothing");
        format!("{} {}", refusal.code(), refusal.in_words(&self.engine).0)
    }
}

#[test]
fn a_joint_action_ends_only_when_enough_are_there() {
    let mut case = Case::of(JOINT, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    case.good("03-04T10:00", "办结", "联合踏勘", "", "");
    case.good("03-04T10:00", "办结", "消防验收·资料核查", "", "");
    let refused = case.refused("03-05T10:00", "办结", "联合验收", "", "");
    assert_eq!(
        refused,
        "not-heard “联合验收”还不能结束：至少要 3 家，只有 0 家，还缺住建局、自然资源局、消防救援大队、人防办、档案馆"
    );
    for who in ["住建局", "人防办", "档案馆"] {
        case.good("03-05T10:00", "到场", "联合验收", &format!(r#"{{"department":"{who}"}}"#), "");
    }
    // Enough are there, but everybody who is there has to give an opinion.
    assert!(case.refused("03-05T10:00", "办结", "联合验收", "", "").starts_with("not-heard"));
    for who in ["住建局", "人防办", "档案馆"] {
        case.good("03-05T11:00", "同意", "联合验收", &format!(r#"{{"department":"{who}"}}"#), "");
    }
    let again = case.refused("03-05T11:00", "到场", "联合验收", r#"{"department":"人防办"}"#, "");
    assert_eq!(again, "spoken-already “联合验收”：已经表过态");
    let stranger = case.refused("03-05T11:00", "到场", "联合验收", r#"{"department":"城管局"}"#, "");
    assert_eq!(stranger, "not-authorised 城管局不能出具意见“联合验收”：没有这个部门");
    assert!(case.refused("03-05T11:00", "同意", "联合验收", "", "").starts_with("who-speaks"));
    assert!(
        case.refused("03-05T11:00", "到场", "联合踏勘", r#"{"department":"自然资源局"}"#, "")
            .starts_with("nobody-speaks")
    );
    // The two that are absent consent by their silence.
    case.good("03-05T12:00", "办结", "联合验收", "", "");
}

#[test]
fn silence_at_the_limit_ends_it_where_absence_consents() {
    let mut case = Case::of(JOINT, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    case.good("03-04T10:00", "办结", "联合踏勘", "", "");
    case.good("03-04T10:00", "办结", "消防验收·资料核查", "", "");
    for who in ["住建局", "人防办", "档案馆"] {
        case.good("03-05T10:00", "同意", "联合验收", &format!(r#"{{"department":"{who}"}}"#), "");
    }
    let effects = case.send("03-12T09:00", "时间到", "", "", "").unwrap();
    let ended = effects.iter().find(|e| matches!(e.kind, EffectKind::Deemed { .. })).expect("it ended");
    assert_eq!(ended.at.format(480), "2026-03-11T17:30:00+08:00");
    // Without enough of them it is late instead, and goes on.
    let mut case = Case::of(JOINT, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    case.good("03-04T10:00", "办结", "联合踏勘", "", "");
    case.good("03-04T10:00", "办结", "消防验收·资料核查", "", "");
    case.good("03-05T10:00", "同意", "联合验收", r#"{"department":"住建局"}"#, "");
    let effects = case.send("03-12T09:00", "时间到", "", "", "").unwrap();
    assert!(effects.iter().all(|e| !matches!(e.kind, EffectKind::Deemed { .. })));
}

#[test]
fn the_lead_gives_the_one_opinion() {
    let mut case = Case::of(JOINT, 1);
    case.good("03-02T10:00", "提交", "", "", "");
    case.good("03-05T10:00", "办结", "资料核查", "", "");
    let other = case.refused("03-06T10:00", "同意", "联合验收", r#"{"department":"人防办"}"#, "");
    assert_eq!(other, "not-asked-to-speak “联合验收”不要这一家的意见");
    case.good("03-06T10:00", "同意", "联合验收", r#"{"department":"住建局"}"#, "");
    case.good("03-06T10:00", "到场", "联合验收", r#"{"department":"人防办"}"#, "");
    // 不得缺席.
    assert!(case.refused("03-06T10:00", "办结", "联合验收", "", "").starts_with("not-heard"));
    case.good("03-06T10:00", "到场", "联合验收", r#"{"department":"消防救援大队"}"#, "");
    case.good("03-06T10:00", "办结", "联合验收", "", "");
}

#[test]
fn what_is_not_allowed_is_refused() {
    let mut case = Case::of(SIGNING, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    let refused = case.refused("03-02T11:00", "加签", "核准·初审", "", r#"{"to":"财政局"}"#);
    assert_eq!(refused, "not-allowed “核准·初审”没有允许加签");
    case.good("03-03T10:00", "办结", "核准·初审", "", "");
    assert_eq!(
        case.refused("03-03T11:00", "转办", "核准·会签", "", r#"{"to":"财政局"}"#),
        "not-allowed “核准·会签”没有允许转办"
    );
    assert!(case.refused("03-03T11:00", "办结", "核准·会签", "", "").starts_with("not-heard"));
    assert!(
        case.refused("03-03T11:00", "到场", "核准·会签", r#"{"role":"法规科"}"#, "").starts_with("not-asked")
    );
    assert_eq!(
        case.refused("03-03T11:00", "加签", "核准·会签", "", r#"{"to":"财政局"}"#),
        "seat-taken “核准·会签”已经有这一家"
    );
    case.good("03-03T11:00", "减签", "核准·会签", "", r#"{"to":"财政局"}"#);
    case.good("03-03T11:00", "减签", "核准·会签", "", r#"{"to":"法规科"}"#);
    assert!(
        case.refused("03-03T11:00", "减签", "核准·会签", "", r#"{"to":"投资科"}"#)
            .starts_with("too-few-signers")
    );
    case.good("03-03T12:00", "同意", "核准·会签", r#"{"role":"投资科"}"#, "");
    let turn = case.refused("03-03T12:00", "同意", "核准·签批", r#"{"role":"分管领导"}"#, "");
    assert_eq!(turn, "not-your-turn “核准·签批”依次会签，先由投资科签");
}

#[test]
fn who_may_do_what() {
    let mut case = Case::of(SIGNING, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    let who =
        |role: &str, name: &str| format!(r#"{{"department":"发改局","role":"{role}","name":"{name}"}}"#);
    let step = "核准·初审";
    assert_eq!(
        case.refused("03-02T11:00", "办结", step, &who("法规科", ""), ""),
        "not-authorised 发改局 法规科不能办理“核准·初审”：这个角色没有这项权限"
    );
    assert_eq!(
        case.refused("03-02T11:00", "办结", step, &who("处长", ""), ""),
        "not-authorised 发改局 处长不能办理“核准·初审”：没有这个角色"
    );
    assert_eq!(
        case.refused("03-02T11:00", "办结", step, r#"{"department":"财政局"}"#, ""),
        "not-authorised 财政局不能办理“核准·初审”：这是别的部门的事"
    );
    assert_eq!(
        case.refused("03-02T11:00", "不予", "核准", &who("分管领导", "王五"), ""),
        "not-authorised 发改局 分管领导 王五不能决定“核准”：不是这个角色的 A角 或 B角"
    );
    case.good("03-02T11:00", "委派", step, "", r#"{"to":{"department":"财政局"}}"#);
    case.good("03-02T11:00", "转办", step, "", r#"{"to":"王五"}"#);
    assert_eq!(
        case.refused("03-02T12:00", "办结", step, &who("经办人", "赵六"), ""),
        "not-authorised 发改局 经办人 赵六不能办理“核准·初审”：已经转办给别人"
    );
    case.good("03-02T12:00", "办结", step, &who("经办人", "王五"), "");
}

/// Who approves an extension needs the power for it, and nobody else does.
#[test]
fn powers_over_procedures() {
    let mut case = Case::of(POWERS, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    let who = |role: &str| format!(r#"{{"role":"{role}"}}"#);
    let refused = case.refused("03-03T10:00", "延期", "甲事", &who("科长"), r#"{"amount":5}"#);
    assert_eq!(refused, "not-authorised 科长不能延期批准“甲事”：这个角色没有这项权限");
    let refused = case.refused("03-03T10:00", "中止", "甲事", &who("局长"), r#"{"note":"某法 第一条"}"#);
    assert_eq!(refused, "not-authorised 局长不能决定“甲事”：这个角色没有这项权限");
    case.good("03-03T10:00", "延期", "甲事", &who("局长"), r#"{"amount":5}"#);
}

#[test]
fn a_front_office_decides_nothing_and_a_back_office_receives_nothing() {
    let mut case = Case::of(OFFICE, 0);
    case.good("03-02T10:00", "提交", "", "", "");
    let front = r#"{"department":"镇便民服务中心"}"#;
    let back = r#"{"department":"县自然资源局"}"#;
    assert_eq!(
        case.refused("03-02T11:00", "转交", "", back, ""),
        "not-authorised 县自然资源局不能受理“农村建房”：后台不收件，也不出件"
    );
    case.good("03-02T11:00", "转交", "", front, "");
    assert_eq!(
        case.refused("03-03T11:00", "办结", "规划许可", front, ""),
        "not-authorised 镇便民服务中心不能决定“规划许可”：前台只受理和出件"
    );
    assert!(
        case.refused("03-03T11:00", "办结", "规划许可", r#"{"department":"县住建局"}"#, "")
            .ends_with("这是别的部门的事")
    );
    case.good("03-03T11:00", "办结", "规划许可", back, "");
}
