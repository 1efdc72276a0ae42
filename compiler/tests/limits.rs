//! 时限: the page of the book holds its expansion, day kinds unfold, hostile bundles are refused in bounds.

mod support;

use lianban_compiler::diagnostics::Lang;
use lianban_compiler::plan::expand::expand;
use lianban_compiler::syntax::{FormatOptions, format};
use lianban_compiler::{check, compile};
use support::{Files, brief, listing};

const PAGE: &str = include_str!("../../docs/src/language/limit.md");

/// The fenced blocks of a page with this tag.
fn blocks(tag: &str) -> Vec<&'static str> {
    let fence = format!("```{tag}\n");
    PAGE.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap_or(rest)).collect()
}

#[test]
fn the_page_shows_what_the_first_example_expands_to() {
    let compilation = check(&Files::one(blocks("yjs")[0]), "a.yjs");
    assert_eq!(listing(&compilation), "");
    let core = expand(&compilation.bundles[0].plan);
    let shown = blocks("text")[0];
    for line in shown.lines() {
        assert!(core.contains(line), "{line}\n{core}");
    }
}

#[test]
fn the_core_form_of_every_good_bundle_reads_as_the_notation() {
    for name in ["between", "levels", "silence", "days"] {
        let path = format!("{}/../tests/corpus/limits/good/{name}.yjs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a corpus file");
        let compilation = compile(&Files::one(&text), "a.yjs");
        let core = expand(&compilation.bundles[0].plan);
        let (_, findings) = lianban_compiler::syntax::parse(&core);
        assert!(findings.is_empty(), "{core}\n{findings:#?}");
    }
}

#[test]
fn spelling_a_day_out_changes_nothing_else() {
    let bundle = |limit: &str| {
        format!(
            "一件事 甲 {{\n承诺 {{ 时限 90 自然日 }}\n部门 甲局\n事项 甲事 {{ 承办 甲局；法定 {limit}；依据 “行政许可法 第四十二条” }}\n}}\n"
        )
    };
    let hash = |text: &str| compile(&Files::one(text), "a.yjs").bundles[0].plan.hash();
    assert_eq!(hash(&bundle("20 日")), hash(&bundle("20 工作日")));
    assert_ne!(hash(&bundle("20 日")), hash(&bundle("20 自然日")));
    assert_ne!(hash(&bundle("20 天")), hash(&bundle("20 日")));
    assert_eq!(hash(&bundle("20 天")), hash(&bundle("20 日（顺延）")));
}

#[test]
fn a_law_may_be_imported_or_written_beside_the_bundle() {
    let bundle = "引入 法\n部门 甲局\n一件事 甲 {\n承诺 { 时限 90 自然日 }\n事项 甲事 { 承办 甲局；法定 20 日；依据 “某法 第一条” }\n}\n";
    let host = |law: &str| {
        Files(
            [("a.yjs", bundle), ("法.yjs", law)]
                .map(|(path, text)| (path.to_owned(), text.to_owned()))
                .into(),
        )
    };
    let unit = |law: &str| {
        let compilation = compile(&host(law), "a.yjs");
        assert_eq!(listing(&compilation), "");
        compilation.bundles[0].plan.limits.iter().map(|l| l.budget.in_words()).collect::<Vec<_>>()
    };
    assert!(unit("法律 某法 { 日 按 工作日 }\n").contains(&"20 工作日".to_owned()));
    assert!(unit("法律 《中华人民共和国某法》 { 十日 以内 按 工作日 }\n").contains(&"20 日".to_owned()));
    // The own file's word on a known law comes before the library's.
    let own = bundle.replace("引入 法", "法律 行政许可法 { 日 按 自然日 }").replace("某法", "行政许可法");
    let compilation = compile(&Files::one(&own), "a.yjs");
    assert!(compilation.bundles[0].plan.limits.iter().any(|l| l.budget.in_words() == "20 日"));
}

#[test]
fn very_many_limits_between_moments_are_refused_quickly() {
    let mut text =
        "一件事 甲 {\n部门 甲局\n承诺 { 时限 9 工作日 }\n事项 甲事 { 承办 甲局；法定 5 工作日 }\n".to_owned();
    for n in 0..5_000 {
        text.push_str(&format!("时限 {n} 工作日 从 甲事 到 办结\n"));
    }
    text.push_str("}\n");
    assert_eq!(brief(&compile(&Files::one(&text), "a.yjs")), ["E0214 205:1"]);
}

#[test]
fn the_formatter_keeps_every_word() {
    for name in ["between", "levels", "silence", "days"] {
        let path = format!("{}/../tests/corpus/limits/good/{name}.yjs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a corpus file");
        let hash = |text: &str| compile(&Files::one(text), "a.yjs").bundles[0].plan.hash();
        let house = format(&text, &FormatOptions { keywords: None }).expect("formats");
        assert_eq!(format(&house, &FormatOptions { keywords: None }).as_ref(), Ok(&house));
        let english = format(&text, &FormatOptions { keywords: Some(Lang::En) }).expect("formats");
        let back = format(&english, &FormatOptions { keywords: Some(Lang::Zh) }).expect("formats");
        assert_eq!(hash(&back), hash(&house), "{back}");
        assert_eq!(hash(&text), hash(&house), "{house}");
        assert_eq!(hash(&text), hash(&english), "{english}");
    }
}

#[test]
fn percent_and_rolls_have_one_spelling() {
    let text = "一件事 甲 {\n    承诺 { 时限 10 日(不顺延)；预警 剩 ２０ ％ }\n}\n";
    let house = format(text, &FormatOptions { keywords: None }).expect("formats");
    assert_eq!(house, "一件事 甲 {\n    承诺 { 时限 10 日（不顺延）；预警 剩 20% }\n}\n");
}
