//! 集体讨论: what is refused before it and of it, who may report it, what the case says of it.

mod common;

use common::One;
use lianban_compiler::{Compilation, check};
use lianban_runtime::account::Reading;
use lianban_runtime::case::{Engine, Refusal, State, WireEvent};
use lianban_runtime::time::Instant;

struct Case {
    engine: Engine,
    state: State,
}

impl Case {
    fn new() -> Self {
        let source = include_str!("../../tests/corpus/approvals/good/discussion.yjs");
        let Compilation { mut bundles, .. } = check(&One(source), "a.yjs");
        let engine = Engine::new(bundles.remove(0).plan).unwrap();
        let state = engine.new_case();
        Self { engine, state }
    }

    fn send(&mut self, at: &str, kind: &str, node: &str, role: &str, note: &str) -> Result<(), Refusal> {
        let line = format!(
            r#"{{"at":"2026-03-{at}:00+08:00","kind":"{kind}","node":"{node}","actor":{{"role":"{role}"}},"data":{{"note":"{note}"}}}}"#
        );
        let line = if note.is_empty() { line.replace(r#""note":"""#, "") } else { line };
        let event = WireEvent::from_json(&line).unwrap().resolve(&self.engine).unwrap();
        let written = WireEvent::of(&event, &self.engine).unwrap();
        assert_eq!(written.resolve(&self.engine).unwrap(), event);
        self.engine.step(&mut self.state, &event).map(|_| ())
    }

    fn code(&mut self, at: &str, kind: &str, node: &str, role: &str, note: &str) -> &'static str {
        self.send(at, kind, node, role, note).expect_err(kind).code()
    }

    fn awaited(&self, at: &str) -> String {
        let now = Instant::parse(&format!("2026-03-{at}:00+08:00")).unwrap();
        let reading = Reading::new(&self.engine, &self.state, now).unwrap();
        reading.why().awaited.remove(0).sentence.zh
    }
}

#[test]
fn nobody_signs_ends_or_decides_before_it() {
    let mut case = Case::new();
    case.send("02T10:00", "提交", "", "", "").unwrap();
    assert_eq!(case.code("03T10:00", "集体讨论", "采矿许可·审查", "", "3号"), "nothing-to-discuss");
    assert_eq!(case.code("03T10:00", "集体讨论", "采矿许可·会审", "", "3号"), "not-started");
    case.send("03T10:00", "办结", "采矿许可·审查", "矿管科", "").unwrap();
    assert_eq!(
        case.awaited("03T11:00"),
        "等自然资源局集体讨论“采矿许可·会审”，自 2026-03-03 10:00 起，最迟 2026-03-10 17:30，还剩 5 个工作日（环节时限 5 工作日）。"
    );
    assert_eq!(case.code("04T10:00", "同意", "采矿许可·会审", "法规科", ""), "not-discussed");
    assert_eq!(case.code("04T10:00", "不同意", "采矿许可·会审", "法规科", "不妥"), "not-discussed");
    assert_eq!(case.code("04T10:00", "集体讨论", "采矿许可·会审", "矿管科", " "), "no-record");
    case.send("04T10:00", "集体讨论", "采矿许可·会审", "矿管科", "3号").unwrap();
    assert_eq!(case.code("04T11:00", "集体讨论", "采矿许可·会审", "矿管科", "4号"), "discussed-already");
    for role in ["矿管科", "法规科", "局长"] {
        case.send("05T10:00", "同意", "采矿许可·会审", role, "").unwrap();
    }
    assert_eq!(case.code("06T10:00", "办结", "采矿许可", "局长", ""), "not-discussed");
    assert_eq!(case.code("06T10:00", "不予", "采矿许可", "局长", "不符合"), "not-discussed");
    // 决定权限: of the department's roles only 局长 has it.
    assert_eq!(case.code("06T10:00", "集体讨论", "采矿许可", "法规科", "5号"), "not-authorised");
    case.send("06T10:00", "集体讨论", "采矿许可", "局长", "5号").unwrap();
    case.send("06T11:00", "办结", "采矿许可", "局长", "").unwrap();
    let records: Vec<&str> = case.state.hands.discussed.iter().map(|d| d.record.as_str()).collect();
    assert_eq!(records, ["3号", "5号"]);
}

#[test]
fn a_correction_makes_what_was_discussed_stale() {
    let mut case = Case::new();
    case.send("02T10:00", "提交", "", "", "").unwrap();
    case.send("02T11:00", "集体讨论", "采矿许可", "局长", "1号").unwrap();
    case.send("03T09:00", "要求补正", "采矿许可", "", "缺图").unwrap();
    assert_eq!(case.code("03T10:00", "集体讨论", "采矿许可", "局长", "2号"), "awaiting-correction");
    case.send("04T09:00", "补正", "采矿许可", "", "").unwrap();
    assert_eq!(case.code("04T10:00", "不予", "采矿许可", "局长", "不符合"), "not-discussed");
    case.send("04T10:00", "中止", "采矿许可", "", "另案未决").unwrap();
    assert_eq!(case.state.stops[1].basis, "另案未决");
    assert_eq!(case.code("04T10:30", "集体讨论", "采矿许可", "局长", "2号"), "suspended");
    case.send("05T10:00", "恢复", "采矿许可", "", "").unwrap();
    case.send("05T11:00", "集体讨论", "采矿许可", "局长", "2号").unwrap();
    case.send("05T12:00", "不予", "采矿许可", "局长", "不符合").unwrap();
}
