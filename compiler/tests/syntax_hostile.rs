//! Hostile input: nothing panics, nothing hangs, and the answer is one clear finding.

use lianban_compiler::diagnostics::{FileId, Lang};
use lianban_compiler::syntax::{FormatOptions, decode, format, parse};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn codes(text: &str) -> Vec<&'static str> {
    parse(text).1.iter().map(|finding| finding.code).collect()
}

#[test]
fn ten_thousand_brackets_are_one_finding() {
    for text in ["(".repeat(10_000), "{".repeat(10_000), "（{".repeat(5_000), "甲 {\n".repeat(10_000)] {
        assert_eq!(codes(&text), ["E0005"]);
    }
    // Closing ones do not nest: they are listed up to the limit.
    assert_eq!(codes(&"}".repeat(10_000)).last(), Some(&"E0007"));
    assert_eq!(codes(&"《".repeat(10_000)).last(), Some(&"E0007"));
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let deep = format!("{}{}", "甲 {".repeat(64), "}".repeat(64));
    assert_eq!(codes(&deep), [""; 0]);
    let once = format(&deep, &FormatOptions::default()).unwrap();
    assert_eq!(format(&once, &FormatOptions::default()).unwrap(), once);
    assert_eq!(codes(&format!("甲 {}{}", "（乙".repeat(64), "）".repeat(64))), [""; 0]);
    assert_eq!(codes(&format!("甲 {}", "{ 乙 ".repeat(65))), ["E0005"]);
}

#[test]
fn limits_are_clear_errors() {
    assert_eq!(codes(&" ".repeat(4 * 1024 * 1024 + 1)), ["E0004"]);
    assert_eq!(codes(&"甲；".repeat(100_001)), ["E0006"]);
    assert_eq!(codes(&"甲".repeat(201)), ["E0112"]);
    assert_eq!(codes(&"甲".repeat(200)), [""; 0]);
    assert_eq!(codes(&"@\n".repeat(1_000)).len(), 101);
}

/// Inputs that make a careless parser quadratic. A quadratic one would run for minutes here.
#[test]
fn large_inputs_are_read_in_one_go() {
    let many = 9_000;
    for text in [
        "甲、\n承办 乙\n".repeat(many / 3),
        "“".repeat(many),
        "《{}".repeat(many),
        "甲 →\n".repeat(many),
        "甲（".repeat(60) + &"乙 ".repeat(many),
        "// 注\n".repeat(many * 3),
        "\n".repeat(many * 100),
        "甲{}".repeat(many),
        "@甲 ".repeat(many),
        "\u{200B}".repeat(many * 10),
        "1".repeat(many * 10),
        "十".repeat(many * 10),
        format!("事项 {} {{ }}", "甲、".repeat(many)),
    ] {
        let (_, findings) = parse(&text);
        assert!(findings.len() <= 202, "{} findings", findings.len());
        let _ = format(&text, &FormatOptions::default());
    }
}

/// One megabyte of an ordinary bundle is read and written back.
#[test]
fn a_megabyte_is_read() {
    let item = "    事项 食品经营许可 是 行政许可 {\n        承办 市场监督管理局\n        法定 20 工作日\n        需要 《营业执照》、《平面布局图》 // 说明\n    }\n";
    let text = format!("一件事 甲 {{\n{}}}\n", item.repeat(1_000_000 / item.len()));
    assert_eq!(codes(&text), [""; 0]);
    assert_eq!(format(&text, &FormatOptions::default()).unwrap().lines().count(), text.lines().count());
}

/// Pieces that a file is made of, good and bad.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "事项",
        "一件事 甲",
        "{",
        "}",
        "｛",
        "｝",
        "(",
        "）",
        "；",
        ";",
        "\n",
        "\r\n",
        "\n\n",
        " ",
        "　",
        "→",
        "->",
        "、",
        "，",
        ",",
        "=",
        "==",
        "≥",
        "<=",
        ":",
        "：",
        "|",
        ".",
        "..",
        "《",
        "》",
        "《营业执照》",
        "“",
        "”",
        "\"",
        "＂",
        "// 注",
        "/// 文",
        "////",
        "／／",
        "10",
        "１０",
        "1,000",
        "0.5",
        "十",
        "十个工作日",
        "个",
        "工作日",
        "万",
        "万元",
        "㎡",
        "m²",
        "法定3工作日",
        "2026-09-30",
        "10:00",
        "2026年9月30日",
        "且",
        "或",
        "非",
        "@",
        "!",
        "&&",
        "\u{200B}",
        "\u{FEFF}",
        "\t",
        "甲",
        "材料1",
        "when",
        "-",
        "/",
        "·",
        "㍿",
        "𠮷",
        "é",
        "\u{202E}",
        "\0",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// Files without a mistake, however strangely laid out.
fn good_file() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "事项",
        "营业执照",
        "《平面图（一）》",
        "“文字”",
        "\"A-1\"",
        "\"有“半个\"",
        "10 工作日",
        "三个月",
        "300㎡",
        "4.5 以上",
        "七份",
        "2026-09-30 10:00",
        "2026年1月2日",
        "（甲 且 乙）",
        "when",
        "非",
        "以上",
        "标准库.证照",
        "甲:乙",
        "30万平方米",
        "法定3工作日",
        "1..5 份",
    ]);
    let joint = prop::sample::select(vec![
        " ",
        "  ",
        " → ",
        "、",
        "，",
        " | // 中间\n",
        " =",
        "\n→",
        "\n // 注\n | ",
        " 且\n",
        "\n或 ",
        " ≥ ",
        " ",
    ]);
    let row = (word.clone(), prop::collection::vec((joint, word), 0..12)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first.to_owned(), |row, (joint, word)| row + joint + word)
    });
    let end = || {
        prop::sample::select(vec![
            "\n",
            "；",
            ";",
            " // 行尾\n",
            "\n\n",
            "\n// 前\n",
            "\n\n/// 文档\n\n",
            "\r\n",
            "\n///// 线\n",
        ])
    };
    let leaf = (row.clone(), end()).prop_map(|(row, end)| row + end);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let open = prop::sample::select(vec![" {", " {\n", "{ // 首\n", "\n{"]);
        let close = prop::sample::select(vec!["}", "} → 丙", "}\n→ 丙 { }", " // 尾\n}"]);
        (row.clone(), open, prop::collection::vec(inner, 0..6), close, end())
            .prop_map(|(row, open, inner, close, end)| format!("{row}{open}{}{close}{end}", inner.concat()))
    })
}

fn survives(text: &str) {
    let (tree, findings) = parse(text);
    for finding in &findings {
        let spans = finding.labels.iter().map(|label| label.span).chain([finding.span]);
        let edits = finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in spans.chain(edits) {
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{finding:?} in {text:?}");
        }
    }
    for entry in &tree.entries {
        assert!(
            text.get(entry.span.start as usize..entry.span.end as usize).is_some(),
            "{entry:?} in {text:?}"
        );
    }
    match format(text, &FormatOptions::default()) {
        Ok(once) => assert_eq!(format(&once, &FormatOptions::default()).as_ref(), Ok(&once), "{text:?}"),
        Err(found) => assert!(found.iter().all(|finding| finding.code != "E0008"), "{text:?}: {found:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(20_260_930), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}") {
        survives(&text);
    }

    #[test]
    fn any_mixture_is_survived(text in soup()) {
        survives(&text);
    }

    #[test]
    fn any_good_file_is_written_back(text in prop::collection::vec(good_file(), 0..6)) {
        let text = text.concat();
        for keywords in [None, Some(Lang::Zh), Some(Lang::En)] {
            let options = FormatOptions { keywords };
            let once = format(&text, &options).map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
            let twice = format(&once, &options);
            prop_assert_eq!(twice.as_ref(), Ok(&once));
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = decode(&bytes, FileId(0)) {
            survives(&decoded.text);
        }
    }

}

/// One character of a good file is removed or doubled: at most two findings, never a cascade.
#[test]
fn any_slip_of_the_finger_is_survived() {
    let source = include_str!("../../tests/corpus/syntax/good/restaurant.yjs");
    let marks: Vec<char> = source.chars().collect();
    for at in 0..marks.len() {
        if marks[at].is_alphanumeric() || marks[at].is_whitespace() {
            continue;
        }
        for times in [0, 2] {
            let slip = std::iter::repeat_n(marks[at], times);
            let text: String =
                marks[..at].iter().copied().chain(slip).chain(marks[at + 1..].iter().copied()).collect();
            let (_, findings) = parse(&text);
            let line = text.lines().nth(marks[..at].iter().filter(|mark| **mark == '\n').count());
            assert!(findings.len() <= 2, "{times} × {:?} near {line:?}: {findings:#?}", marks[at]);
        }
    }
}
