//! Papers, the one form and figures: what their words share with the rest of the language, and their limits.

mod support;

use lianban_compiler::diagnostics::Lang;
use lianban_compiler::plan::expand::expand;
use lianban_compiler::syntax::{FormatOptions, format, parse};
use lianban_compiler::{check, compile};
use std::fmt::Write;
use support::{Files, brief, listing};

const GOOD: [&str; 5] = [
    include_str!("../../tests/corpus/law/good/paper.yjs"),
    include_str!("../../tests/corpus/law/good/paper-warnings.yjs"),
    include_str!("../../tests/corpus/law/good/validity.yjs"),
    include_str!("../../tests/corpus/names/good/forms.yjs"),
    include_str!("../../tests/corpus/names/good/forms-warnings.yjs"),
];

#[test]
fn both_spellings_mean_the_same_and_the_core_form_reads_as_the_notation() {
    for source in GOOD {
        let plan = |text: &str| compile(&Files::one(text), "a.yjs").bundles.remove(0).plan;
        let english = format(source, &FormatOptions { keywords: Some(Lang::En) }).expect("formats");
        assert_eq!(plan(source).hash(), plan(&english).hash(), "{english}");
        let house = format(source, &FormatOptions::default()).expect("formats");
        assert_eq!(format(&house, &FormatOptions::default()).as_ref(), Ok(&house), "twice is once");
        let core = expand(&plan(source));
        assert!(parse(&core).1.is_empty(), "{core}");
    }
}

#[test]
fn a_plan_with_papers_and_fields_comes_back_from_its_bytes() {
    for source in GOOD {
        let plan = compile(&Files::one(source), "a.yjs").bundles.remove(0).plan;
        let back = lianban_runtime::plan::Plan::from_binary(&plan.to_binary()).expect("reads back");
        assert_eq!(back, plan);
        assert_eq!(lianban_runtime::plan::Plan::from_json(&plan.to_json()), Ok(plan));
    }
}

/// A library module brings its forms; the bundle's own declaration of a field has to agree with it.
#[test]
fn forms_are_imported() {
    let module = "表单 企业信息 { 字段 企业名称: 文本（100 字）；字段 成立日期: 日期 }\n字段 备注: 文本\n";
    let bundle = |own: &str, fills: &str| {
        format!(
            "引入 公共.表单\n一件事 甲事 {{\n    承诺 {{ 时限 5 工作日 }}\n    部门 甲局\n{own}    事项 登记 是 行政确认 {{ 承办 甲局；承诺 1 工作日；填写 {fills} }}\n}}\n"
        )
    };
    let host = |text: String| {
        Files([("a.yjs".to_owned(), text), ("公共/表单.yjs".to_owned(), module.to_owned())].into())
    };
    let compilation = compile(&host(bundle("", "企业信息、备注")), "a.yjs");
    assert_eq!(listing(&compilation), "");
    let names = |at: usize| compilation.bundles[0].plan.fields[at].name.as_str();
    assert_eq!((names(0), names(1), names(2)), ("企业名称", "成立日期", "备注"));
    assert_eq!(compilation.bundles[0].plan.fields[0].form, "企业信息");
    let own = "    字段 成立日期: 文本\n";
    assert_eq!(brief(&compile(&host(bundle(own, "企业信息")), "a.yjs")), ["E0484 5:14"]);
    assert_eq!(brief(&compile(&host(bundle("", "企业信希")), "a.yjs")), ["E0206 5:38"]);
}

/// The sum of the parts stands in for what the bundle leaves out.
#[test]
fn what_the_bundle_does_not_state_before_the_reform_is_summed() {
    let text = "一件事 甲事 {\n    承诺 { 时限 5 工作日 }\n    部门 甲局\n    材料 《甲》 { 改革前 2 份 }\n    事项 登记 是 行政确认 { 承办 甲局；承诺 1 工作日；需要 《甲》；改革前 15 工作日、1 份、1 次 }\n    事项 备案 是 行政确认 { 承办 甲局；承诺 1 工作日；改革前 20 工作日、2 次 }\n}\n";
    let compilation = compile(&Files::one(text), "a.yjs");
    assert_eq!(listing(&compilation), "");
    let baseline = &compilation.bundles[0].plan.baseline;
    assert_eq!(baseline.iter().map(|b| b.value).collect::<Vec<_>>(), [35, 3, 3]);
}

#[test]
fn very_many_fields_are_refused_and_cost_little() {
    let mut fields = String::new();
    for at in 0..2_500 {
        writeln!(fields, "    字段 字段{at}号: 文本").expect("a string");
    }
    let mut items = String::new();
    for at in 0..300 {
        writeln!(items, "    事项 事项{at}号 是 行政确认 {{ 承办 甲局；承诺 1 工作日；填写 大表、大表 }}")
            .expect("a string");
    }
    let text = |fields: &str| {
        format!(
            "一件事 甲事 {{\n    承诺 {{ 时限 5 工作日 }}\n    部门 甲局\n    表单 大表 {{\n{fields}    }}\n{items}}}\n"
        )
    };
    let found = brief(&compile(&Files::one(&text(&fields)), "a.yjs"));
    assert!(!found.is_empty() && found.iter().all(|line| line.starts_with("E0214")), "{found:?}");
    let fewer: String = fields.lines().take(1_000).map(|line| format!("{line}\n")).collect();
    let compilation = compile(&Files::one(&text(&fewer)), "a.yjs");
    assert_eq!(listing(&compilation), "");
    assert_eq!(compilation.bundles[0].plan.fields.len(), 1_000);
}

#[test]
fn a_long_doc_comment_is_read_quickly() {
    let line = "共 8 份材料".repeat(2_000) + &"一二三".repeat(5_000);
    let text = format!(
        "/// {line}\n一件事 甲事 {{\n    承诺 {{ 时限 5 工作日 }}\n    部门 甲局\n    事项 登记 是 行政确认 {{ 承办 甲局；承诺 1 工作日 }}\n}}\n"
    );
    let found = check(&Files::one(&text), "a.yjs");
    assert!(found.diagnostics.iter().all(|one| one.code == "E0481"));
}
