//! Large and broken bundles: bounded time, a clear finding, no panic.

mod support;

use lianban_compiler::compile;
use std::fmt::Write;
use support::{Files, brief, listing};

fn bundle(rows: &str) -> String {
    format!("一件事 大事 {{\n    承诺 {{ 时限 9 工作日 }}\n    部门 甲局\n{rows}}}\n")
}

#[test]
fn fifteen_thousand_items_compile() {
    let rows = (0..15_000).fold(String::new(), |mut rows, at| {
        writeln!(rows, "事项 项{at} {{ 承办 甲局；法定 9 日 }}").expect("a string");
        rows
    });
    let compilation = compile(&Files::one(&bundle(&rows)), "a.yjs");
    assert_eq!(listing(&compilation), "");
    assert_eq!(compilation.bundles[0].plan.scopes.len(), 15_001);
}

#[test]
fn more_items_than_the_limit_are_refused() {
    let rows = (0..=20_000).fold(String::new(), |mut rows, at| {
        writeln!(rows, "事项 项{at}").expect("a string");
        rows
    });
    let compilation = compile(&Files::one(&bundle(&rows)), "a.yjs");
    assert_eq!(compilation.diagnostics.len(), 201, "one for each item without a department, and the note");
    assert_eq!(compilation.diagnostics.last().map(|d| d.code), Some("E0010"));
}

#[test]
fn a_dense_bundle_is_refused_instead_of_filling_memory() {
    let rows = (0..3_000).fold(String::new(), |mut rows, at| {
        writeln!(rows, "事项 项{at} {{ 承办 甲局；法定 9 日；产出 《证》；需要 《证》 }}").expect("a string");
        rows
    });
    let compilation = compile(&Files::one(&bundle(&rows)), "a.yjs");
    assert_eq!(brief(&compilation), ["E0214 1:5"]);
}

#[test]
fn a_long_cycle_is_told_in_part() {
    let rows = (0..2_000).fold(String::new(), |mut rows, at| {
        let next = (at + 1) % 2_000;
        writeln!(rows, "事项 项{at} {{ 承办 甲局；法定 9 日；产出 《证{at}》；需要 《证{next}》 }}")
            .expect("a string");
        rows
    });
    let compilation = compile(&Files::one(&bundle(&rows)), "a.yjs");
    assert_eq!(brief(&compilation), ["E0406 4:33"]);
    assert!(compilation.diagnostics[0].message.zh.contains("还有 1970 步"));
}

#[test]
fn thousands_of_unknown_names_are_cut_off() {
    let rows = (0..10_000).fold(String::new(), |mut rows, at| {
        writeln!(rows, "事项 项{at} {{ 承办 乙局{at}；法定 9 日；需要 《没{at}》 }}").expect("a string");
        rows
    });
    let compilation = compile(&Files::one(&bundle(&rows)), "a.yjs");
    assert!(compilation.diagnostics.len() <= 201);
}

#[test]
fn random_rows_of_known_words_never_panic() {
    let words = [
        "一件事",
        "情形",
        "部门",
        "材料",
        "事项",
        "联合",
        "流程",
        "测试",
        "承诺",
        "当",
        "需要",
        "产出",
        "参加",
        "甲",
        "乙",
        "《丙》",
        "{",
        "}",
        "{",
        "}",
        "(",
        ")",
        "→",
        "、",
        "，",
        "：",
        "=",
        "≥",
        "且",
        "或",
        "非",
        "是",
        "否",
        "300 ㎡",
        "5 工作日",
        "3",
        "“话”",
        "2026-02-30",
        "2026-03-01",
        "提交",
        "期望",
        "令",
        "并联",
        "一窗受理",
        "统一出件",
        "以上",
        "\n",
        "\n",
        "；",
        "///x\n",
    ];
    let mut seed: u64 = 20_260_930;
    for _ in 0..1_000 {
        let mut text = String::from("一件事 甲 {\n");
        for _ in 0..60 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(seed >> 33) as usize % words.len()]);
            text.push(' ');
        }
        let compilation = compile(&Files::one(&text), "a.yjs");
        for found in &compilation.diagnostics {
            assert!(
                found.span.start <= found.span.end && found.span.end as usize <= text.len(),
                "{text}\n{found:?}"
            );
        }
        for bundle in &compilation.bundles {
            assert_eq!(bundle.plan.check(), Ok(()), "{text}");
        }
    }
}
