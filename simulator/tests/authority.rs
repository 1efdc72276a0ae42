//! Who may do what, in a bundle without roles: a department is held to what is its own.

mod common;

use common::One;
use lianban_compiler::{Compilation, check};
use lianban_runtime::case::{Engine, Refusal, State, WireEvent};

const NOTICES: &str = include_str!("../../tests/corpus/papers/good/notices.yjs");

struct Case {
    engine: Engine,
    state: State,
}

impl Case {
    fn new() -> Self {
        let Compilation { mut bundles, .. } = check(&One(NOTICES), "a.yjs");
        let engine = Engine::new(bundles.remove(0).plan).unwrap();
        let state = engine.new_case();
        Self { engine, state }
    }

    fn send(&mut self, at: &str, kind: &str, node: &str, who: &str, data: &str) -> Result<(), Refusal> {
        let actor = if who.starts_with('"') { who.to_owned() } else { format!(r#""department":"{who}""#) };
        let line = format!(
            r#"{{"at":"2026-03-{at}:00+08:00","kind":"{kind}","node":"{node}","actor":{{{actor}}},"data":{{{data}}}}}"#
        );
        let event = WireEvent::from_json(&line).unwrap().resolve(&self.engine).unwrap();
        self.engine.step(&mut self.state, &event).map(|_| ())
    }

    fn good(&mut self, at: &str, kind: &str, node: &str, who: &str, data: &str) {
        if let Err(refusal) = self.send(at, kind, node, who, data) {
            panic!("{kind} {node}: {}", refusal.in_words(&self.engine).0);
        }
    }

    /// Why it is denied.
    fn denied(&mut self, at: &str, kind: &str, node: &str, who: &str, data: &str) -> &'static str {
        let before = self.state.hash();
        let refusal = self.send(at, kind, node, who, data).expect_err(kind);
        assert_eq!(self.state.hash(), before, "a refusal changes nothing");
        match refusal {
            Refusal::NotAuthorised { why, .. } => why.code(),
            other => panic!("{}", other.in_words(&self.engine).0),
        }
    }
}

const PLANNING: &str = "自然资源和规划局";
const HOUSING: &str = "住房和城乡建设局";
const CENTRE: &str = "政务服务中心";

#[test]
fn a_department_does_what_is_its_own() {
    let mut case = Case::new();
    assert_eq!(case.denied("02T10:00", "提交", "", PLANNING, ""), "applicants-own");
    case.good("02T10:00", "提交", "", "中心", "");
    assert_eq!(case.denied("02T11:00", "受理", "", PLANNING, ""), "other-department");
    assert_eq!(case.denied("02T11:00", "受理", "", "城管局", ""), "unknown-department");
    let fourth = format!(r#""department":"{CENTRE}","window":"4号窗口""#);
    assert_eq!(case.denied("02T11:00", "受理", "", &fourth, ""), "unknown-window");
    let third = format!(r#""department":"{CENTRE}","window":"3""#);
    case.good("02T11:00", "受理", "", &third, "");
    let note = r#""note":"缺总平面图""#;
    assert_eq!(case.denied("03T10:00", "要求补正", "规划许可", HOUSING, note), "other-department");
    case.good("03T10:00", "要求补正", "规划许可", CENTRE, note);
    assert_eq!(case.denied("04T10:00", "补正", "规划许可", HOUSING, ""), "applicants-own");
    // An agent of the applicant, who belongs to no department.
    case.good("04T10:00", "补正", "规划许可", r#""role":"代理人","name":"王五""#, "");
    let why = r#""note":"不符合规划""#;
    assert_eq!(case.denied("05T10:00", "不予", "规划许可", CENTRE, why), "other-department");
    assert_eq!(case.denied("05T10:00", "中止", "规划许可", HOUSING, why), "other-department");
    let hearing = r#""procedure":"听证""#;
    assert_eq!(case.denied("05T10:00", "启动", "规划许可", HOUSING, hearing), "other-department");
    case.good("05T10:00", "办结", "规划许可", PLANNING, "");
    assert_eq!(case.denied("06T10:00", "撤回", "", HOUSING, ""), "applicants-own");
    case.good("06T10:00", "补交", "资金证明", HOUSING, "");
    assert_eq!(case.denied("06T10:00", "终止", "", HOUSING, why), "other-department");
    case.good("06T11:00", "办结", "施工许可", HOUSING, "");
    assert_eq!(case.denied("09T10:00", "办结", "统一出件", HOUSING, ""), "other-department");
    case.good("09T10:00", "办结", "统一出件", CENTRE, "");
}
