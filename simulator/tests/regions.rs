//! 辖区规则 and 适用 … 基于 … played: the dated tests of the corpus, and the worst start of a promise in calendar days
//! against every start of ten months, half an hour apart.

use lianban_compiler::proof::prove;
use lianban_compiler::{Bundle, Host, check};
use lianban_runtime::case::Engine;
use lianban_runtime::plan::ScopeIx;
use lianban_runtime::time::{CalendarData, Instant};
use lianban_simulator::{Script, play, run_test};

struct One(String);

impl Host for One {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone().into_bytes())
    }

    /// The year 2026 alone, so that every start can be played.
    fn calendar(&self) -> CalendarData {
        let whole = lianban_stdlib::builtin_calendar().unwrap().data();
        let first = whole.last.add_days(-364).unwrap();
        let from =
            |days: &[lianban_runtime::time::Date]| days.iter().copied().filter(|d| *d >= first).collect();
        CalendarData { first, rest: from(&whole.rest), work: from(&whole.work), ..whole }
    }
}

fn compiled(text: &str) -> Vec<Bundle> {
    let compilation = check(&One(text.to_owned()), "a.yjs");
    assert!(!compilation.has_errors(), "{:#?}", compilation.diagnostics);
    compilation.bundles
}

#[test]
fn the_tests_of_the_corpus_pass() {
    let profiles = include_str!("../../tests/corpus/regions/good/profiles.yjs");
    let derived = include_str!("../../tests/corpus/regions/good/derived.yjs");
    let mut played = 0;
    for bundle in [profiles, derived].into_iter().flat_map(compiled) {
        let engine = Engine::new(bundle.plan.clone()).unwrap();
        for test in &bundle.tests {
            let report = run_test(&engine, test);
            assert!(report.failures.is_empty(), "{:#?}", report.failures);
            played += 1;
        }
    }
    assert_eq!(played, 7);
}

/// Under each rule of receipt the proof's worst number of calendar days is that of the worst start that is played.
#[test]
fn the_worst_start_is_found_under_every_rule_of_receipt() {
    for rows in ["要求补正 当场", "收件截止 11:00", "非工作日收件 当日", "收件截止 16:30；非工作日收件 当日"]
    {
        let text = format!(
            "辖区规则 本市 {{ {rows} }}\n一件事 甲事 {{ 辖区规则 本市；承诺 {{ 时限 40 日 }}；部门 乙；事项 丙 {{ 承办 乙；法定 2 工作日 }}；事项 丁 {{ 承办 乙；法定 3 工作日 }}；流程 {{ 丙 → 丁 }} }}"
        );
        let plan = compiled(&text).remove(0).plan;
        let proof = prove(&plan, Default::default()).unwrap();
        let engine = Engine::new(plan).unwrap();
        let calendar = engine.calendar();
        let mut start = Instant::parse("2026-01-05T00:00:00+08:00").unwrap();
        let until = calendar.data().last.add_days(-60).unwrap();
        let mut worst = 0;
        while calendar.date_of(start) < until {
            let played = play(&engine, &Script::regular(&[], start)).unwrap();
            let close = engine.scope(ScopeIx(0)).exit;
            let finish = played.state.node(close).end.unwrap();
            worst = worst.max(calendar.date_of(finish).days_since(calendar.date_of(start)));
            start = start.add_millis(1_800_001).unwrap();
        }
        assert_eq!(i64::from(proof.promises[0].worst), i64::from(worst), "{rows}");
    }
}
