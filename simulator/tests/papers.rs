//! 文书: what is issued, with which number, on which article, under whose seal — and what the law deems has no paper.

mod common;

use common::One;
use lianban_compiler::{Bundle, Compilation, check};
use lianban_runtime::case::{Effect, EffectKind, Engine, Event, PaperText, Refusal, State, WireEvent};
use lianban_simulator::{papers_of, run_test};

fn compiled(text: &str) -> Vec<Bundle> {
    let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
    bundles
}

const NOTICES: &str = include_str!("../../tests/corpus/papers/good/notices.yjs");

/// A case to which events are sent as outsiders write them.
struct Case {
    engine: Engine,
    state: State,
    steps: Vec<(Event, Vec<Effect>)>,
}

impl Case {
    fn of(text: &str) -> Self {
        let engine = Engine::new(compiled(text).remove(0).plan).unwrap();
        let state = engine.new_case();
        Self { engine, state, steps: Vec::new() }
    }

    /// `MM-DDTHH:MM`, kind, node, actor and data as JSON.
    fn send(&mut self, at: &str, kind: &str, node: &str, actor: &str, data: &str) -> Result<(), Refusal> {
        let line = format!(
            r#"{{"at":"2026-{at}:00+08:00","kind":"{kind}","node":"{node}","actor":{{{actor}}},"data":{{{data}}}}}"#
        );
        let event = WireEvent::from_json(&line).unwrap().resolve(&self.engine).unwrap();
        let effects = self.engine.step(&mut self.state, &event)?;
        self.steps.push((event, effects));
        Ok(())
    }

    fn good(&mut self, at: &str, kind: &str, node: &str, actor: &str, data: &str) {
        if let Err(refusal) = self.send(at, kind, node, actor, data) {
            panic!("{kind} {node}: {}", refusal.in_words(&self.engine).0);
        }
    }

    fn code(&mut self, at: &str, kind: &str, node: &str, actor: &str, data: &str) -> &'static str {
        let before = self.state.hash();
        let refusal = self.send(at, kind, node, actor, data).expect_err(kind);
        assert_eq!(self.state.hash(), before, "a refusal changes nothing");
        refusal.code()
    }

    fn papers(&self) -> Vec<PaperText> {
        papers_of(&self.engine, &self.steps, "BZ-7")
    }

    fn last(&self) -> PaperText {
        self.papers().pop().unwrap()
    }

    /// Title and item of every paper so far.
    fn titles(&self) -> Vec<String> {
        let one = |paper: &PaperText| match &paper.item {
            Some(item) => format!("{} {item}", paper.title),
            None => paper.title.clone(),
        };
        self.papers().iter().map(one).collect()
    }
}

fn names(of: &[&str]) -> Vec<String> {
    of.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_tests_of_the_corpus_pass() {
    for text in [NOTICES] {
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

#[test]
fn a_case_from_receipt_to_delivery() {
    let mut case = Case::of(NOTICES);
    let window = r#""department":"中心","name":"小李","window":"2""#;
    case.good("03-02T10:00", "提交", "", window, "");
    let receipt = case.last();
    assert_eq!((receipt.title.as_str(), receipt.number.as_str()), ("收件凭证", "BZ-7〔2026〕1号"));
    assert_eq!(receipt.materials, names(&["申请书", "设计方案"]));
    assert_eq!(receipt.owed, names(&["资金证明"]));
    assert_eq!(receipt.items, names(&["规划许可", "施工许可"]));
    assert_eq!(receipt.seal.as_deref(), Some("政务服务中心行政审批专用章"));
    assert_eq!((receipt.signed_by.name.as_str(), receipt.signed_by.window.as_str()), ("小李", "2"));
    assert_eq!(receipt.addressee, "申请人");

    case.good("03-02T11:00", "受理", "", window, "");
    let acceptance = case.last();
    assert_eq!(acceptance.title, "受理通知书");
    assert_eq!(acceptance.basis, names(&["行政许可法第三十二条", "滨州市工程建设项目审批管理办法"]));
    // Forty working days after 03-02: 清明 04-06 and 劳动节 05-01, 05-04, 05-05 are no working days, 04-26 … none added.
    assert_eq!(acceptance.time.as_deref(), Some("40 工作日"));
    assert_eq!(acceptance.due.as_deref(), Some("2026-04-28"));

    let planning = r#""department":"自然资源和规划局""#;
    case.good("03-04T10:00", "启动", "规划许可", planning, r#""procedure":"听证","note":"邻居申请""#);
    let told = case.last();
    assert_eq!((told.title.as_str(), told.procedure.as_deref()), ("特别程序时间告知书", Some("听证")));
    assert_eq!(told.basis, names(&["行政许可法第四十五条", "行政许可法 第四十五条"]));
    // Twenty working days after 03-04.
    assert_eq!((told.time.as_deref(), told.due.as_deref()), (Some("20 工作日"), Some("2026-04-01")));
    assert!(told.missing.is_empty());
    case.good("03-09T10:00", "结束", "规划许可", planning, r#""procedure":"听证""#);

    let head = r#""role":"本机关负责人""#;
    case.good("03-10T10:00", "延期", "规划许可", head, r#""amount":10"#);
    let longer = case.last();
    assert_eq!((longer.title.as_str(), longer.time.as_deref()), ("延期通知书", Some("10 工作日")));
    // 10 + 10 working days after 03-02, and three of the hearing: (03-04, 03-09].
    assert_eq!(longer.due.as_deref(), Some("2026-04-02"));
    assert_eq!(longer.missing, names(&["理由"]), "the reasons are told (行政许可法 42)");

    case.good("03-11T10:00", "中止", "规划许可", planning, r#""note":"有关诉讼尚未审结""#);
    assert_eq!(case.last().reason.as_deref(), Some("有关诉讼尚未审结"));
    case.good("03-12T10:00", "恢复", "规划许可", planning, "");
    case.good("03-13T10:00", "办结", "规划许可", planning, "");
    let certificate = case.last();
    assert_eq!((certificate.kind.as_str(), certificate.title.as_str()), ("证照", "规划许可证"));
    assert_eq!(certificate.seal.as_deref(), Some("自然资源和规划局（BZ-7〔2026〕8号）"));
    assert_eq!(certificate.basis, names(&["行政许可法第三十九条", "城乡规划法 第四十条"]));
    case.good("03-16T10:00", "补交", "资金证明", window, "");
    case.good("03-17T10:00", "办结", "施工许可", r#""department":"住房和城乡建设局""#, "");
    case.good("03-18T10:00", "办结", "统一出件", window, "");
    let expected = [
        "收件凭证",
        "受理通知书",
        "特别程序时间告知书 规划许可",
        "延期通知书 规划许可",
        "中止通知书 规划许可",
        "恢复通知书 规划许可",
        "准予行政许可决定书 规划许可",
        "规划许可证 规划许可",
        "准予行政许可决定书 施工许可",
        "施工许可证 施工许可",
        "送达回证",
    ];
    assert_eq!(case.titles(), names(&expected));
    let numbers: Vec<String> = case.papers().into_iter().map(|paper| paper.number).collect();
    let running: Vec<String> = (1..=11).map(|at| format!("BZ-7〔2026〕{at}号")).collect();
    assert_eq!(numbers, running);
}

#[test]
fn who_is_turned_down_is_told_why() {
    let mut case = Case::of(NOTICES);
    case.good("03-02T10:00", "提交", "", "", "");
    assert_eq!(case.code("03-02T11:00", "不予受理", "", "", ""), "no-reason");
    assert_eq!(case.code("03-02T11:00", "不予受理", "", "", r#""note":"  ""#), "no-reason");
    let mut turned_away = Case::of(NOTICES);
    turned_away.good("03-02T10:00", "提交", "", "", "");
    turned_away.good("03-02T11:00", "不予受理", "", "", r#""note":"不属于本机关职权范围""#);
    let paper = turned_away.last();
    assert_eq!(
        (paper.title.as_str(), paper.reason.as_deref()),
        ("不予受理通知书", Some("不属于本机关职权范围"))
    );
    assert_eq!(paper.remedies.as_deref(), Some("可以依法申请行政复议或者提起行政诉讼（行政许可法第七条）"));

    case.good("03-02T11:00", "受理", "", "", "");
    assert_eq!(case.code("03-03T10:00", "不予", "规划许可", "", ""), "no-reason");
    case.good("03-03T10:00", "不予", "规划许可", "", r#""note":"不符合详细规划""#);
    let refused = case.papers().into_iter().find(|paper| paper.kind == "不予决定书").unwrap();
    assert_eq!(refused.title, "不予行政许可决定书");
    assert_eq!(refused.reason.as_deref(), Some("不符合详细规划"));
    assert_eq!(refused.items, names(&["施工许可"]), "what needs its product cannot be handled");
    assert_eq!(
        refused.remedies.as_deref(),
        Some("可以依法申请行政复议或者提起行政诉讼（行政许可法第三十八条）")
    );
    assert_eq!(refused.seal.as_deref(), Some("自然资源和规划局行政审批专用章"));
}

#[test]
fn a_correction_tells_what_is_wrong_and_a_second_acceptance_follows() {
    let mut case = Case::of(NOTICES);
    case.good("03-02T10:00", "提交", "", "", "");
    case.good("03-02T11:00", "受理", "", "", "");
    case.good("03-03T10:00", "要求补正", "规划许可", "", r#""note":"设计方案缺总平面图""#);
    let asked = case.last();
    assert_eq!(
        (asked.title.as_str(), asked.reason.as_deref()),
        ("一次性补正告知书", Some("设计方案缺总平面图"))
    );
    assert_eq!(asked.materials, names(&["申请书", "设计方案"]));
    case.good("03-05T10:00", "补正", "规划许可", "", "");
    let again = case.last();
    assert_eq!((again.title.as_str(), again.date.as_str()), ("受理通知书", "2026-03-05"));
    // Ten working days from the day of acceptance.
    assert_eq!(again.due.as_deref(), Some("2026-03-19"));
}

#[test]
fn silence_of_the_authority_has_no_paper_and_that_of_the_applicant_says_so() {
    let mut case = Case::of(NOTICES);
    case.good("03-02T10:00", "提交", "", "", "");
    // The five days of the intake are over: accepted as of the receipt, and nobody has written anything.
    case.good("03-10T10:00", "时间到", "", "", "");
    assert_eq!(case.titles(), names(&["收件凭证"]));
    let deemed = |effect: &Effect| matches!(effect.kind, EffectKind::Accepted { deemed: true });
    assert!(case.steps.iter().any(|(_, effects)| effects.iter().any(deemed)), "the record says so");

    // 《资金证明》 never comes: the acceptance of 施工许可 is revoked after five days.
    case.good("03-10T10:00", "办结", "规划许可", "", "");
    case.good("03-20T10:00", "时间到", "", r#""name":"小王""#, "");
    let revoked = case.papers().into_iter().find(|paper| paper.kind == "撤销受理通知书").unwrap();
    assert_eq!(
        (revoked.date.as_str(), revoked.reason.as_deref()),
        ("2026-03-17", Some("逾期未补交《资金证明》"))
    );
    assert_eq!(revoked.signed_by.name, "", "nobody has acted");
}

#[test]
fn a_procedure_that_stops_the_clock_without_a_written_notice_is_on_record() {
    let text = NOTICES.replace("不计入时限；书面告知 }", "不计入时限 }");
    let mut case = Case::of(&text);
    case.good("03-02T10:00", "提交", "", "", "");
    case.good("03-02T11:00", "受理", "", "", "");
    case.good("03-04T10:00", "启动", "规划许可", "", r#""procedure":"听证""#);
    assert_eq!(case.titles(), names(&["收件凭证", "受理通知书"]));
    let (_, effects) = case.steps.last().unwrap();
    assert!(effects.iter().any(|effect| matches!(effect.kind, EffectKind::NotTold { .. })));
}

#[test]
fn withdrawal_and_termination_are_confirmed() {
    for (kind, title) in [("撤回", "撤回通知书"), ("终止", "终止通知书")] {
        let mut case = Case::of(NOTICES);
        case.good("03-02T10:00", "提交", "", "", "");
        case.good("03-03T10:00", kind, "", "", r#""note":"申请人死亡""#);
        assert_eq!(case.last().title, title);
        let reason = (kind == "终止").then_some("申请人死亡");
        assert_eq!(case.last().reason.as_deref(), reason);
    }
}

#[test]
fn a_receipt_lists_what_is_there_and_apart_from_it_what_may_come_later() {
    let text = "一件事 我要开店 {
    承诺 { 时限 9 工作日 }
    部门 甲局
    材料 《申请表》
    材料 《健康证》、《照片》 { 容缺 5 工作日 }
    事项 许可 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；需要 《申请表》、《健康证》、《照片》 }
    流程 { 一窗受理 { 渠道 窗口 } }
}
";
    let mut case = Case::of(text);
    case.good("03-02T10:00", "提交", "", r#""department":"甲局""#, "");
    let receipt = case.papers().remove(0);
    assert_eq!(receipt.kind, "收件凭证");
    assert_eq!(receipt.materials, names(&["申请表"]));
    assert_eq!(receipt.owed, names(&["健康证", "照片"]));
    // Handed in before it is owed: a correction asked for afterwards knows.
    case.good("03-02T10:05", "补交", "健康证", "", "");
    case.good("03-02T10:10", "要求补正", "许可", r#""department":"甲局""#, r#""note":"照片不清楚""#);
    let correction = case.last();
    assert_eq!((correction.kind.as_str(), correction.owed), ("一次性补正告知书", names(&["照片"])));
    assert_eq!(correction.materials, names(&["申请表", "健康证"]));
}
