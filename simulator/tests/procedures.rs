//! 特别程序, 延期 and 中止 played: the dated tests of the corpus, and random stops against the promise.

mod common;

use common::One;
use lianban_compiler::{Bundle, Compilation, check};
use lianban_runtime::case::Engine;
use lianban_simulator::run_test;

fn compiled(text: &'static str) -> Bundle {
    let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    bundles.into_iter().next().unwrap()
}

const REVIEW: &str = include_str!("../../tests/corpus/procedures/good/hearing-and-review.yjs");
const ORDER: &str = include_str!("../../tests/corpus/procedures/good/in-order.yjs");

#[test]
fn the_tests_of_the_corpus_pass() {
    for text in [REVIEW, ORDER] {
        let bundle = compiled(text);
        let engine = Engine::new(bundle.plan.clone()).unwrap();
        assert!(!bundle.tests.is_empty());
        for test in &bundle.tests {
            let report = run_test(&engine, test);
            assert!(report.failures.is_empty(), "{}: {:#?}", test.name, report.failures);
        }
    }
}

/// Random stops begun and ended by events.
mod random {
    use super::{Bundle, compiled};
    use lianban_runtime::case::{Actor, Engine, Event, EventKind, State};
    use lianban_runtime::plan::{Answer, LimitIx, LimitKind, ProcedureIx, ScopeIx, ScopeKind};
    use lianban_runtime::time::{Date, Instant};
    use lianban_simulator::{Play, PlayError, Script, Scripted, play};
    use proptest::prelude::*;

    /// Two items at one joint action, one behind them; everything that stops a clock may stop it anywhere.
    const TEXT: &str = "一件事 随机 {
    承诺 { 时限 15 工作日，不计 特别程序 }
    部门 甲局, 乙局
    特别程序 听证 { 依据 “行政许可法 第四十五条”；时限 8 工作日；不计入时限；书面告知 }
    特别程序 检验 { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
    联合 勘验 { 牵头 甲局；时限 2 工作日 }
    事项 设计 是 行政许可 { 承办 甲局；承诺 7 工作日；产出 《证》
        环节 审查 { 时限 3 工作日 }
        特别程序 专家评审 { 依据 “行政许可法 第四十五条”；时限 6 工作日；不计入时限；书面告知 }
        参加 勘验 }
    事项 消防 是 行政许可 { 承办 乙局；承诺 6 工作日；参加 勘验 }
    事项 施工 是 行政许可 { 承办 乙局；承诺 8 工作日；需要 《证》
        特别程序 公告 { 依据 “城乡规划法 第四十八条”；时限 5 自然日；不计入时限；书面告知 } }
    流程 { 一窗受理 { 渠道 网上 } }
}
";

    static BUNDLE: std::sync::OnceLock<Bundle> = std::sync::OnceLock::new();

    fn at(day: i64, quarter: i64) -> Instant {
        let start = Instant::parse("2026-03-02T09:00:00+08:00").unwrap();
        start.add_millis(day * 86_400_000 + quarter * 3_600_000).unwrap()
    }

    /// The same time on the next working day: a step that is reported on a rest day hands over a day later (rule T2),
    /// while a stop counts only until then (rule T5; decision 0013).
    fn working(engine: &Engine, at: Instant) -> Instant {
        let calendar = engine.calendar();
        let date = calendar.date_of(at);
        let rest = calendar.first_working_day_from(date).unwrap().days_since(date);
        at.add_millis(i64::from(rest) * 86_400_000).unwrap()
    }

    fn scripted(at: Instant, kind: EventKind) -> Scripted {
        Scripted { event: Event { key: String::new(), at, actor: Actor::default(), kind } }
    }

    /// Plays the events that the runtime accepts, one by one: refused ones are left out.
    fn played(engine: &Engine, wanted: &[(Instant, EventKind)]) -> Play {
        let submit = EventKind::Submit { answers: Vec::<Answer>::new() };
        let mut script = Script { events: vec![scripted(at(0, 1), submit)], ..Script::default() };
        let mut last = play(engine, &script).unwrap();
        for (at, kind) in wanted {
            script.events.push(scripted(*at, kind.clone()));
            match play(engine, &script) {
                Ok(played) => last = played,
                Err(PlayError::Refused { .. }) => {
                    script.events.pop();
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        last
    }

    fn event(choice: u8, item: u8) -> EventKind {
        let scope = ScopeIx(u32::from(item));
        let procedure = ProcedureIx(u32::from(choice) % 2);
        match choice % 8 {
            0..=2 => EventKind::BeginProcedure { procedure, scope, note: String::new() },
            3 | 4 => EventKind::EndProcedure { procedure, scope },
            5 => EventKind::EndProcedure { procedure: ProcedureIx(2 + u32::from(item) % 2), scope },
            6 => EventKind::Suspend {
                scope: if item == 3 { ScopeIx(0) } else { scope },
                basis: "诉讼".into(),
            },
            _ => EventKind::Resume { scope: if item == 3 { ScopeIx(0) } else { scope } },
        }
    }

    fn items(bundle: &Bundle) -> Vec<ScopeIx> {
        let scopes = (0_u32..).zip(&bundle.plan.scopes).filter(|(_, s)| s.kind == ScopeKind::Item);
        scopes.map(|(at, _)| ScopeIx(at)).collect()
    }

    fn due(bundle: &Bundle, state: &State, scope: ScopeIx, kind: LimitKind) -> Option<Date> {
        let row = bundle.plan.limits.iter().position(|l| l.scope == scope && l.kind == kind)?;
        let offset = bundle.plan.calendar.utc_offset_minutes;
        state.limit(LimitIx(u32::try_from(row).ok()?)).due.map(|due| due.date(offset))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

        /// Every path is at most the promise and the union of the stops (rule T5), in the run: an item by itself ends on
        /// its due date, nobody ends after it, and the bundle ends within the promise that the proof says it keeps.
        #[test]
        fn nobody_is_late_by_stops(steps in proptest::collection::vec((0_u8..5, 0_i64..8, 0_u8..8, 0_u8..3), 0..14)) {
            let bundle = BUNDLE.get_or_init(|| compiled(TEXT));
            let engine = Engine::new(bundle.plan.clone()).unwrap();
            let items = items(bundle);
            let mut day = 0;
            let mut wanted = Vec::new();
            let mut clock = at(0, 1);
            for (gap, quarter, choice, item) in steps {
                day += i64::from(gap);
                clock = clock.max(working(&engine, at(day, quarter)));
                let item = u8::try_from(items[usize::from(item)].0).unwrap();
                wanted.push((clock, event(choice, item)));
            }
            // Whatever is still open ends at last.
            let last = |hour| working(&engine, at(day + 30, hour));
            for item in items.iter().copied().chain([ScopeIx(0)]) {
                wanted.push((last(1), EventKind::Resume { scope: item }));
                for procedure in [0, 1].map(ProcedureIx) {
                    wanted.push((last(2), EventKind::EndProcedure { procedure, scope: item }));
                }
            }
            let played = played(&engine, &wanted);
            let offset = bundle.plan.calendar.utc_offset_minutes;
            for item in &items {
                let exit = played.state.node(bundle.plan.scopes[item.index()].exit).end;
                let Some(end) = exit.map(|end| end.date(offset)) else { continue };
                let due = due(bundle, &played.state, *item, LimitKind::Promised).unwrap();
                // 消防 is late by what it waits for 审查 (rule F4), and what stops after its due date moves nothing.
                let name = bundle.plan.scopes[item.index()].name.as_str();
                prop_assert!(end <= due || name == "消防", "{name} {end} > {due}: {:#?}", played.state.stops);
            }
            let close = played.state.node(bundle.plan.scopes[0].exit).end;
            if let Some(end) = close.map(|end| end.date(offset)) {
                let due = due(bundle, &played.state, ScopeIx(0), LimitKind::Bundle).unwrap();
                prop_assert!(end <= due, "bundle {end} > {due}: {:#?}", played.state.stops);
            }
        }
    }
}

/// A procedure that counts and takes place only in some cases runs beside the steps: 退回 does not go to it, and what it
/// goes to leads back to where it came from.
#[test]
fn what_runs_beside_is_nothing_to_send_back_to() {
    use lianban_runtime::case::{Actor, Event, EventKind, Phase, Refusal};
    use lianban_runtime::plan::Answer;
    use lianban_runtime::time::Instant;
    const BESIDE: &str = "一件事 办证 {
    承诺 { 时限 9 工作日 }
    情形 { 要公示: 是否 问 “要公示吗？” }
    部门 甲局
    事项 许可 是 行政许可 { 承办 甲局；承诺 9 工作日
        环节 初审 { 时限 2 工作日 }
        特别程序 公示 { 依据 “某市条例 第五条”；时限 3 工作日；计入时限；当 要公示 }
        环节 复核 { 时限 2 工作日；允许 退回 }
    }
    流程 { 一窗受理 { 渠道 网上 } }
}
";
    let engine = Engine::new(compiled(BESIDE).plan).unwrap();
    let mut state = engine.new_case();
    let at = Instant::parse("2026-03-02T10:00:00+08:00").unwrap();
    let mut does = |kind| {
        let event = Event { key: String::new(), at, actor: Actor::default(), kind };
        engine.step(&mut state, &event).map(|_| state.clone())
    };
    let scope = |name: &str| engine.scope_named(name).unwrap();
    let finish = |name: &str| EventKind::Finish { scope: scope(name) };
    let back = |to: Option<&str>| EventKind::SendBack {
        scope: scope("许可·复核"),
        to: to.map(scope),
        note: String::new(),
    };
    does(EventKind::Submit { answers: vec![Answer::YesNo(true)] }).unwrap();
    does(finish("许可·初审")).unwrap();
    does(finish("许可·公示")).unwrap();
    let refused = does(back(Some("许可·公示")));
    assert_eq!(refused.unwrap_err(), Refusal::NothingBefore(scope("许可·复核")));
    let state = does(back(None)).unwrap();
    let phase =
        |state: &lianban_runtime::case::State, name: &str| state.node(engine.scope(scope(name)).exit).phase;
    assert_eq!(phase(&state, "许可·初审"), Phase::Running);
    assert_eq!(phase(&state, "许可·公示"), Phase::Done);
    does(finish("许可·初审")).unwrap();
    does(finish("许可·复核")).unwrap();
    let state = does(finish("许可")).unwrap();
    assert_eq!(phase(&state, "许可"), Phase::Done);
}
