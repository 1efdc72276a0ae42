//! Parameters, life cycles, templates, modules, sub-bundles: what they mean, over several files.

mod support;

use lianban_compiler::diagnostics::Lang;
use lianban_compiler::syntax::{FormatOptions, format};
use lianban_compiler::{Compilation, Host, check, compile};
use lianban_runtime::time::CalendarData;
use support::{Files, listing};

fn files(list: &[(&str, &str)]) -> Files {
    Files(list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

/// A host that settles parameters.
struct Given(Files, Vec<(String, String)>);

impl Host for Given {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.read(path)
    }
    fn calendar(&self) -> CalendarData {
        self.0.calendar()
    }
    fn parameters(&self) -> Vec<(String, String)> {
        self.1.clone()
    }
}

fn given(text: &str, name: &str, value: &str) -> Compilation {
    check(&Given(Files::one(text), vec![(name.to_owned(), value.to_owned())]), "a.yjs")
}

#[test]
fn the_corpus_is_kept_by_the_formatter_in_both_languages() {
    insta::glob!("../../tests/corpus/structure/good", "*.yjs", |path| {
        let source = std::fs::read_to_string(path).expect("a corpus file");
        let kept = format(&source, &FormatOptions::default()).expect("formats");
        assert_eq!(format(&kept, &FormatOptions::default()).as_ref(), Ok(&kept), "idempotent");
        let english = format(&source, &FormatOptions { keywords: Some(Lang::En) }).expect("formats");
        let hashes = |text: &str| -> Vec<_> {
            let compilation = compile(&Files::one(text), "a.yjs");
            assert_eq!(listing(&compilation), "", "{text}");
            compilation.bundles.iter().map(|b| (b.plan.hash(), b.tests.len())).collect()
        };
        assert_eq!(hashes(&source), hashes(&kept), "{kept}");
        assert_eq!(hashes(&source), hashes(&english), "{english}");
    });
}

const WORKS: &str = "一件事 工程审批（项目类型: 工业 | 市政） {
    承诺 { 时限 7 工作日 }
    情形 { 户外招牌: 是否 当 项目类型 = 工业 }
    部门 建设局
    事项 环境评估 是 行政许可 { 承办 建设局；承诺 2 工作日；当 项目类型 = 工业 且 户外招牌 }
    事项 施工许可 是 行政许可 { 承办 建设局；承诺 5 工作日 }
    流程 { 环境评估 → 施工许可 }
    测试 “工业” { 令 项目类型 = 工业，户外招牌 = 是；2026-03-02 10:00 提交；期望 办结 = 2026-03-11 }
    测试 “市政” { 令 项目类型 = 市政；2026-03-02 10:00 提交；期望 办结 = 2026-03-09 }
}
";

#[test]
fn a_parameter_given_from_outside_leaves_the_plan() {
    let open = compile(&Files::one(WORKS), "a.yjs");
    assert_eq!(listing(&open), "");
    let questions = |c: &Compilation| -> Vec<(String, bool)> {
        c.bundles[0].plan.questions.iter().map(|q| (q.name.clone(), q.parameter)).collect()
    };
    assert_eq!(questions(&open), [("项目类型".to_owned(), true), ("户外招牌".to_owned(), false)]);
    assert_eq!(open.bundles[0].tests.len(), 2);

    let works = given(WORKS, "项目类型", "工业");
    assert_eq!(listing(&works), "");
    assert_eq!(questions(&works), [("户外招牌".to_owned(), false)]);
    assert_eq!(works.bundles[0].tests.len(), 1, "the other test is about another value");
    assert_eq!(works.bundles[0].tests[0].answers.len(), 1);
    assert_eq!(works.bundles[0].plan.check(), Ok(()));

    // Never asked, and the item never applies; nobody is told off for that.
    let streets = given(WORKS, "项目类型", "市政");
    assert_eq!(listing(&streets), "");
    assert_eq!(streets.bundles[0].tests[0].name, "市政");
}

#[test]
fn a_parameter_that_does_not_fit_is_told() {
    assert_eq!(listing(&given(WORKS, "项目类形", "工业")), "E0223 1:5 “工程审批”没有参数“项目类形”\n");
    assert_eq!(listing(&given(WORKS, "项目类型", "商业")), "E0223 1:10 参数“项目类型”不能是“商业”\n");
    assert_eq!(listing(&given(WORKS, "户外招牌", "是")), "E0223 1:5 “工程审批”没有参数“户外招牌”\n");
}

#[test]
fn inherited_steps_change_no_date() {
    let with = |class: &str| {
        let text = format!(
            "引入 标准库.办件\n一件事 我要开店 {{\n    承诺 {{ 时限 9 工作日 }}\n    部门 甲局
    事项 登记 是 行政许可 {{ 承办 甲局；承诺 1 工作日{class} }}
    事项 许可 是 行政许可 {{ 承办 甲局；承诺 8 工作日；参加 踏勘{class} }}
    事项 检查 是 行政许可 {{ 承办 甲局；承诺 3 工作日；参加 踏勘{class} }}
    事项 备案 是 其他行政权力 {{ 承办 甲局；承诺 1 月{class} }}
    事项 核验 是 其他行政权力 {{ 承办 甲局；承诺 3 工作小时{class} }}
    联合 踏勘 {{ 牵头 甲局；时限 2 工作日 }}
    流程 {{ 登记 → 并联 {{ 许可；检查 }} }}\n}}\n"
        );
        let compilation = compile(&Files::one(&text), "a.yjs");
        assert_eq!(listing(&compilation), "", "{text}");
        let plan = &compilation.bundles[0].plan;
        let proof = lianban_compiler::proof::prove(plan, lianban_compiler::proof::Budget::default());
        let proof = proof.expect("provable");
        (proof.promises[0].worst, proof.promises[0].limit, plan.nodes.len())
    };
    let plain = with("");
    let cycled = with("；办件类型 承诺件");
    assert_eq!((plain.0, plain.1), (cycled.0, cycled.1));
    assert_eq!(cycled.2, plain.2 + 15);
}
