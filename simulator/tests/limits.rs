//! 时限 between moments, warning levels, silence, the applicant's limits: played and compared with a wall calendar.
//! 2026: 10-01 to 10-07 are holidays, Saturday 10-10 is worked.

mod common;

use common::One;
use lianban_compiler::proof::{Budget, prove};
use lianban_compiler::{Bundle, Compilation, check};
use lianban_runtime::case::{Engine, LimitPhase};
use lianban_runtime::plan::{Limit, LimitKind};
use lianban_runtime::time::{Span, Unit};
use lianban_simulator::{CaseReport, run_test};

fn compiled(text: &str) -> Bundle {
    let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
    bundles.into_iter().next().unwrap()
}

/// Runs the only test of a bundle.
fn run(text: &str) -> (Engine, CaseReport) {
    let bundle = compiled(text);
    let engine = Engine::new(bundle.plan.clone()).unwrap();
    let report = run_test(&engine, &bundle.tests[0]);
    assert!(report.failures.is_empty(), "{:#?}", report.failures);
    (engine, report)
}

/// What the log says of levels and silence: `10-12 17:30 …`.
fn told(report: &CaseReport, words: &[&str]) -> Vec<String> {
    let log = &report.timeline.as_ref().unwrap().log;
    let lines = log.iter().filter(|line| words.iter().any(|word| line.text.contains(word)));
    lines.map(|line| format!("{} {}", line.at[5..16].replace('T', " "), line.text)).collect()
}

#[test]
fn the_tests_of_the_corpus_pass() {
    for name in ["between", "silence"] {
        let path = format!("{}/../tests/corpus/limits/good/{name}.yjs", env!("CARGO_MANIFEST_DIR"));
        let bundle = compiled(&std::fs::read_to_string(path).unwrap());
        let engine = Engine::new(bundle.plan.clone()).unwrap();
        assert!(!bundle.tests.is_empty());
        for test in &bundle.tests {
            let report = run_test(&engine, test);
            assert!(report.failures.is_empty(), "{} {:#?}", test.name, report.failures);
        }
    }
}

#[test]
fn levels_rise_as_written() {
    let (_, report) = run("一件事 甲 {
        承诺 { 时限 10 工作日；预警 剩 3 工作日；黄牌 剩 1 工作日；红牌 逾期 2 工作日 }
        部门 甲局
        预警规则 { 预警 剩 31% }
        事项 甲事 { 承办 甲局；法定 10 工作日；预警 剩 3 日 }
        事项 乙事 { 承办 甲局；法定 10 工作日；黄牌 剩 4 工作小时 }
        事项 丙事 { 承办 甲局；法定 10 工作日 }
        测试 “拖着” {
            不答复 甲事、乙事
            2026-09-30 10:00 提交
            2026-10-30 办结 甲事
            2026-10-30 办结 乙事
            期望 办结 = 2026-10-30
        }
    }");
    // Day 0 is 09-30; ten working days: 8, 9, 10, 12, 13, 14, 15, 16, 19, 20 October. Three left on the 15th, one on
    // the 19th; two working days overdue on the 22nd. Three days before the 20th is the 17th, a rest day; four opening
    // hours before closing of the 20th is the whole afternoon: the morning ends at 12:00. 31% of ten days is 3.1, so four:
    // the 14th.
    let wanted = [
        "10-14 17:30 丙事的承诺时限 预警",
        "10-15 17:30 全件的承诺时限 预警",
        "10-17 17:30 甲事的承诺时限 预警",
        "10-19 17:30 全件的承诺时限 黄牌",
        "10-20 12:00 乙事的承诺时限 黄牌",
        "10-20 17:30 乙事的承诺时限 红牌",
        "10-20 17:30 甲事的承诺时限 红牌",
        "10-22 17:30 全件的承诺时限 红牌",
    ];
    let mut found = told(&report, &["承诺时限"]);
    found.sort();
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

#[test]
fn silence_goes_on_at_the_due_instant_and_does_not_replace_papers() {
    let text = |never: &str| {
        format!(
            "一件事 甲 {{
        承诺 {{ 时限 20 工作日 }}
        部门 甲局
        材料 《证》 {{ 来源 申请人；容缺 9 工作日 }}
        事项 甲事 {{ 承办 甲局；法定 5 工作日；{never}逾期 视为同意，依据 “某法 第三条” }}
        测试 “不作声” {{
            不答复 甲事
            2026-09-30 10:00 提交
            2026-10-30 时间到
            期望 结果 = 办结
        }}
    }}"
        )
    };
    let (engine, report) = run(&text(""));
    assert_eq!(told(&report, &["视为同意"]), ["10-13 17:30 甲事的法定时限已满，部门没有答复，视为同意"]);
    let timeline = report.timeline.unwrap();
    assert_eq!(timeline.finish.as_deref().map(|at| &at[..16]), Some("2026-10-13T17:30"));
    drop(engine);
    // The paper is owed until 10-19: on 10-13 nothing is deemed, the limit is missed; later somebody has to decide.
    let bundle = compiled(
        &text("需要 《证》；")
            .replace("期望 结果 = 办结", "2026-11-02 办结 甲事\n            期望 结果 = 办结"),
    );
    let engine = Engine::new(bundle.plan.clone()).unwrap();
    let report = run_test(&engine, &bundle.tests[0]);
    assert!(report.failures.is_empty(), "{:#?}", report.failures);
    assert_eq!(told(&report, &["视为同意"]), Vec::<String>::new());
    assert_eq!(report.timeline.unwrap().finish.as_deref().map(|at| &at[..10]), Some("2026-11-02"));
}

fn limit_of(bundle: &Bundle, name: &str, kind: LimitKind) -> Limit {
    let scope = bundle.plan.scopes.iter().position(|scope| scope.name == name).unwrap();
    let mut own = bundle.plan.limits.iter().filter(|l| l.scope.index() == scope && l.kind == kind);
    own.next().unwrap().clone()
}

#[test]
fn plain_days_count_as_their_law_says() {
    let path = format!("{}/../tests/corpus/limits/good/days.yjs", env!("CARGO_MANIFEST_DIR"));
    let bundle = compiled(&std::fs::read_to_string(path).unwrap());
    let words = |name: &str, kind| limit_of(&bundle, name, kind).budget;
    use LimitKind::{Promised, Statutory};
    use lianban_runtime::time::Roll::{Extend, Next, None, Previous};
    let days = |amount, unit, roll| Span { amount, unit, roll };
    assert_eq!(words("许可", Statutory), Span::work_days(20));
    assert_eq!(words("处罚", Statutory), Span::work_days(7));
    assert_eq!(words("处罚", Promised), days(6, Unit::Day, Next));
    assert_eq!(words("强制", Statutory), Span::work_days(10));
    assert_eq!(words("申报", Statutory), days(15, Unit::Day, Extend));
    assert_eq!(words("公示", Statutory), days(20, Unit::Day, Next));
    assert_eq!(words("备案", Statutory), days(4, Unit::Day, None));
    assert_eq!(words("登记", Statutory), Span::work_days(3));
    assert_eq!(words("查验", Statutory), days(9, Unit::Day, Previous));
    assert_eq!(words("结清", Statutory), days(1, Unit::Month, Extend));
    assert_eq!(limit_of(&bundle, "强制", Statutory).basis, "某市办法 第三条；行政强制法 第六十九条");
}

#[test]
fn a_limit_between_moments_is_proved_and_kept_on_the_ledger() {
    let path = format!("{}/../tests/corpus/limits/good/between.yjs", env!("CARGO_MANIFEST_DIR"));
    let bundle = compiled(&std::fs::read_to_string(path).unwrap());
    let proof = prove(&bundle.plan, Budget::default()).unwrap();
    let told: Vec<_> = proof
        .promises
        .iter()
        .map(|p| (p.of.as_deref(), p.from.as_deref().zip(p.until.as_deref()), p.worst))
        .collect();
    assert_eq!(
        told,
        [
            (None, None, 20),
            (None, Some(("立项备案", "施工许可")), 20),
            (None, Some(("审图", "办结")), 13),
            (Some("前期"), None, 12),
            (None, Some(("提交", "立项备案")), 5),
            (None, Some(("施工许可·核验 开始", "施工许可·核验")), 3),
            (None, Some(("受理", "主体开工")), 20),
            (Some("前期"), Some(("前期 开始", "立项备案")), 5),
        ]
    );
    let engine = Engine::new(bundle.plan.clone()).unwrap();
    let report = run_test(&engine, &bundle.tests[0]);
    assert!(report.failures.is_empty());
    let state = lianban_simulator::play(&engine, &script(&bundle)).unwrap().state;
    for (limit, row) in bundle.plan.limits.iter().zip(0_u32..) {
        let running = state.limit(lianban_runtime::plan::LimitIx(row));
        assert_eq!(running.phase, LimitPhase::Met, "{limit:?}");
    }
}

fn script(bundle: &Bundle) -> lianban_simulator::Script {
    lianban_simulator::Script::regular(&bundle.tests[0].answers, bundle.tests[0].events[0].at)
}
