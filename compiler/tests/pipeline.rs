//! From text to plan: the corpus, the examples of every code, snapshots.

mod support;

use lianban_compiler::diagnostics::{CODES, Example};
use lianban_compiler::{check, compile};
use support::{Files, listing};

/// The first sample of the language page, elided parts filled in.
const SAMPLE: &str = include_str!("../../tests/corpus/language/good/language-sample.yjs");

#[test]
fn the_sample_of_the_language_page_compiles_and_its_promise_holds() {
    let compilation = check(&Files::one(SAMPLE), "a.yjs");
    assert_eq!(listing(&compilation), "");
    let bundle = compilation.bundles.first().expect("one bundle");
    assert_eq!(bundle.plan.check(), Ok(()));
    assert_eq!(bundle.tests.len(), 1);
    assert_eq!(bundle.plan.scopes.len(), 6);
}

#[test]
fn every_example_shows_its_code_and_its_correction_has_no_error() {
    for info in CODES {
        let corrected = check(&Files::one(info.corrected), "a.yjs");
        let errors = corrected.diagnostics.iter().filter(|d| d.is_error()).count();
        assert_eq!(errors, 0, "{} corrected:\n{}", info.code, listing(&corrected));
        let same = corrected.diagnostics.iter().any(|d| d.code == info.code);
        assert!(!same, "{} corrected:\n{}", info.code, listing(&corrected));
        let Example::Text(text) = info.example else { continue };
        if info.code == "E0008" {
            continue;
        }
        let compilation = check(&Files::one(text), "a.yjs");
        let codes: Vec<&str> = compilation.diagnostics.iter().map(|d| d.code).collect();
        assert!(codes.contains(&info.code), "{}: {codes:?}\n{}", info.code, listing(&compilation));
        let found = compilation.diagnostics.iter().filter(|d| d.code == info.code);
        for diagnostic in found {
            let syntax = info.code.get(1..2) == Some("0") && matches!(info.code.get(2..3), Some("0" | "1"));
            assert!(syntax || diagnostic.help.is_some(), "{} has no advice", info.code);
        }
    }
}

#[test]
fn compiling_twice_gives_the_same() {
    let one = compile(&Files::one(SAMPLE), "a.yjs");
    let two = compile(&Files::one(SAMPLE), "a.yjs");
    let hash = |c: &lianban_compiler::Compilation| c.bundles.first().map(|b| b.plan.hash());
    assert_eq!(hash(&one), hash(&two));
}

/// Every stage's corpus: findings as expected in the file (`// expect: E0203 3:5`), shown in full by the snapshot.
#[test]
fn corpus() {
    let mut wrong = String::new();
    insta::glob!(
        "../../tests/corpus",
        "{names,types,law,promises,tests,language,stages,flow,limits,structure,regions,approvals,procedures,life}/{good,bad}/*.yjs",
        |path| {
            let source = std::fs::read_to_string(path).expect("a corpus file");
            let compilation = check(&Files::one(&source), "a.yjs");
            let shown = format!("{source}\n════ findings ════\n{}", support::report(&compilation));
            let good = path.parent().is_some_and(|folder| folder.ends_with("good"));
            let wanted: Vec<&str> =
                source.lines().filter_map(|line| line.strip_prefix("// expect: ")).collect();
            if support::brief(&compilation) != wanted || compilation.has_errors() == good {
                wrong.push_str(&format!("{path:?}: expected {wanted:?}\n{shown}\n"));
            } else if !good {
                insta::assert_snapshot!(shown);
            }
        }
    );
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_warning_is_acknowledged_where_it_stands_and_nowhere_else() {
    let text = "一件事 我要办证 {
    承诺 { 时限 9 工作日 }
    知悉 W0480 “没有这种警告”
    部门 甲局
    材料 《甲表》 { 来源 申请人；知悉 W0403 “以后用” }
    材料 《乙表》 { 来源 申请人 }
    事项 甲事 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日 }
    流程 { 一窗受理 { 渠道 网上 } }
}
";
    let compilation = check(&Files::one(text), "a.yjs");
    assert_eq!(support::brief(&compilation), ["W0236 3:8", "W0403 6:8"]);
    let known: Vec<(&str, &str)> =
        compilation.acknowledged.iter().map(|(found, reason)| (found.code, reason.as_str())).collect();
    assert_eq!(known, [("W0403", "以后用")]);
    // Of the whole bundle.
    let all = text.replace("W0480 “没有", "W0403 “没有").replace("；知悉 W0403 “以后用”", "");
    let compilation = check(&Files::one(&all), "a.yjs");
    assert_eq!(support::brief(&compilation), Vec::<String>::new());
    assert_eq!(compilation.acknowledged.len(), 2);
}

fn files(list: &[(&str, &str)]) -> Files {
    Files(list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

const BUNDLE: &str = "一件事 我要办证 {\n    承诺 { 时限 5 工作日 }\n    事项 办证 { 承办 甲局；法定 5 工作日；需要 《申请书》 }\n}\n";

#[test]
fn files_beside_the_bundle_are_imported_and_its_own_declarations_come_first() {
    let shared = "部门 甲局\n材料 《申请书》 { 来源 共享 库.条 }\n";
    let host = files(&[("x/a.yjs", &format!("引入 公共.材料\n{BUNDLE}")), ("x/公共/材料.yjs", shared)]);
    let compilation = compile(&host, "x/a.yjs");
    assert_eq!(listing(&compilation), "");
    assert_eq!(compilation.sources.len(), 2);
    let plan = &compilation.bundles[0].plan;
    assert_eq!(format!("{:?}", plan.materials[0].source), "Shared(\"库.条\")");
    assert_eq!(compilation.bundles[0].places.departments[0].file.0, 1);

    let own = format!("引入 公共.材料\n部门 甲局\n材料 《申请书》\n{BUNDLE}");
    let compilation = compile(&files(&[("x/a.yjs", &own), ("x/公共/材料.yjs", shared)]), "x/a.yjs");
    assert_eq!(listing(&compilation), "");
    assert_eq!(format!("{:?}", compilation.bundles[0].plan.materials[0].source), "Applicant");
}

#[test]
fn the_same_name_in_two_imported_files_is_ambiguous() {
    let one = "材料 《申请书》\n";
    let text = format!("引入 甲.文件, 乙.文件\n部门 甲局\n{BUNDLE}");
    let host = files(&[("a.yjs", &text), ("甲/文件.yjs", one), ("乙/文件.yjs", one)]);
    assert_eq!(support::brief(&compile(&host, "a.yjs")), ["E0215 5:31"]);
}

#[test]
fn files_that_import_each_other_are_told_in_a_sentence() {
    let host = files(&[
        ("a.yjs", &format!("引入 b\n部门 甲局\n材料 《申请书》\n{BUNDLE}")),
        ("b.yjs", "引入 c\n"),
        ("c.yjs", "引入 b\n"),
    ]);
    let compilation = compile(&host, "a.yjs");
    assert_eq!(
        listing(&compilation),
        "E0208 1:4 循环引入：“b.yjs”引入“c.yjs”，“c.yjs”引入“b.yjs”，转回了开头\n"
    );
    assert_eq!(compilation.diagnostics[0].file.0, 2);
}

#[test]
fn a_long_chain_of_imports_is_cut_off() {
    let chain: Vec<(String, String)> =
        (0..40).map(|n| (format!("m{n}.yjs"), format!("引入 m{}\n", n + 1))).collect();
    let host = Files(chain.into_iter().collect());
    let compilation = compile(&host, "m0.yjs");
    assert_eq!(support::brief(&compilation), ["E0214 1:4"]);
}

#[test]
fn a_missing_file_is_a_finding() {
    assert_eq!(support::brief(&compile(&files(&[]), "a.yjs")), ["E0009 1:1"]);
}

#[test]
fn the_plan_of_a_small_bundle() {
    let source = include_str!("../../tests/corpus/law/good/joint.yjs");
    let compilation = compile(&Files::one(source), "a.yjs");
    let mut plan = compilation.bundles[0].plan.clone();
    plan.calendar.rest.clear();
    plan.calendar.work.clear();
    let json = serde_json::to_string_pretty(&plan).expect("a plan is data");
    insta::assert_snapshot!(format!("{source}\n════ plan ════\n{json}"));
}

#[test]
fn the_core_form_reads_as_the_notation() {
    for source in [
        SAMPLE,
        include_str!("../../tests/corpus/names/good/names.yjs"),
        include_str!("../../tests/corpus/types/good/conditions.yjs"),
    ] {
        let compilation = compile(&Files::one(source), "a.yjs");
        let core = lianban_compiler::plan::expand::expand(&compilation.bundles[0].plan);
        let (_, findings) = lianban_compiler::syntax::parse(&core);
        assert!(findings.is_empty(), "{core}\n{findings:#?}");
    }
    let compilation = compile(&Files::one(SAMPLE), "a.yjs");
    insta::assert_snapshot!(lianban_compiler::plan::expand::expand(&compilation.bundles[0].plan));
}

#[test]
fn doc_comments_and_places_stand_beside_the_plan() {
    let source = "/// 说明。\n一件事 甲事 {\n    部门 甲局\n    /// 头一件。\n    事项 登记 { 承办 甲局；法定 3 工作日 }\n}\n";
    let compilation = compile(&Files::one(source), "a.yjs");
    let bundle = &compilation.bundles[0];
    assert_eq!(bundle.docs.scopes, [vec!["说明。".to_owned()], vec!["头一件。".to_owned()]]);
    let words =
        |place: lianban_compiler::names::Place| &source[place.span.start as usize..place.span.end as usize];
    assert_eq!(bundle.places.scopes.iter().map(|p| words(*p)).collect::<Vec<_>>(), ["甲事", "登记"]);
    assert_eq!(bundle.places.nodes.len(), bundle.plan.nodes.len());
    assert_eq!(bundle.places.limits.iter().map(|p| words(*p)).collect::<Vec<_>>(), ["3 工作日", "3 工作日"]);
    let reworded = compile(&Files::one(&source.replace("说明", "改了字")), "a.yjs");
    assert_eq!(reworded.bundles[0].plan.hash(), bundle.plan.hash(), "a comment does not change the plan");
}

#[test]
fn english_keywords_mean_the_same() {
    use lianban_compiler::diagnostics::Lang;
    use lianban_compiler::syntax::{FormatOptions, format};
    let names = include_str!("../../tests/corpus/names/good/names.yjs");
    for source in [SAMPLE, names, include_str!("../../tests/corpus/tests/good/tests.yjs")] {
        let english = format(source, &FormatOptions { keywords: Some(Lang::En) }).expect("formats");
        let hash = |text: &str| {
            let compilation = compile(&Files::one(text), "a.yjs");
            assert_eq!(listing(&compilation), "", "{text}");
            (compilation.bundles[0].plan.hash(), compilation.bundles[0].tests.len())
        };
        assert_eq!(hash(source), hash(&english), "{english}");
    }
}

#[test]
fn mistakes_of_notation_have_no_echo() {
    insta::glob!("../../tests/corpus/syntax/bad", "*.yjs", |path| {
        let source = std::fs::read_to_string(path).expect("a corpus file");
        insta::assert_snapshot!(support::listing(&compile(&Files::one(&source), "a.yjs")));
    });
}
