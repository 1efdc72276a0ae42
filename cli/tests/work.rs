//! The commands on small bundles: new, check, fmt, build, prove, timeline, test, graph, expand.

mod common;
use common::{Place, masked, restaurant};
use serde_json::Value;

const START: &str = "2026-09-30T10:00";

#[test]
fn the_skeleton_compiles_holds_and_passes_its_test() {
    let place = Place::new();
    insta::assert_snapshot!("new", place.run(&["new", "书店"]).shown());
    assert_eq!(
        place.run(&["check", "书店"]).shown(),
        "exit 0\n--- out\n查了 1 个文件：0 个错误，0 个警告\n--- err\n"
    );
    insta::assert_snapshot!("skeleton_prove", place.run(&["prove", "书店"]).shown());
    insta::assert_snapshot!("skeleton_test", place.run(&["test", "书店"]).shown());
    let again = place.run(&["new", "书店"]);
    assert_eq!(again.code, 3, "nothing is overwritten: {again:?}");
    assert_eq!(place.run(&["fmt", "--check", "书店"]).code, 0, "the skeleton is in house style");
}

#[test]
fn names_of_new_bundles() {
    let place = Place::new();
    for name in ["事项", "2号店", "建设用地（划拨）", "《我要开店》"] {
        let run = place.run(&["new", name]);
        assert_eq!(run.code, 0, "{name} {run:?}");
    }
    assert_eq!(place.run(&["check", "."]).out, "查了 4 个文件：0 个错误，0 个警告\n");
    for name in ["", "../上", "a/b", ".隐", "a\nb"] {
        assert_eq!(place.run(&["new", name]).code, 2, "{name}");
    }
}

/// What `prove` writes as a test runs, and shows what is broken.
#[test]
fn a_counter_example_is_a_test_that_runs() {
    let place = Place::with_skeleton();
    let text = place.read("书店/书店.yjs");
    let broken = text.replace("时限 6 工作日；材料 3 份", "时限 3 工作日；材料 1 份");
    place.write("紧.yjs", &broken);
    let proof = place.run(&["--format", "json", "prove", "紧.yjs"]);
    assert_eq!(proof.code, 1);
    let document: Value = serde_json::from_str(&proof.out).unwrap();
    let promises = document["bundles"][0]["promises"].as_array().unwrap();
    let tests: Vec<&str> = promises.iter().filter_map(|promise| promise["test"].as_str()).collect();
    assert_eq!(tests.len(), 2);
    assert!(promises.iter().all(|promise| promise["test"].is_string() != (promise["holds"] == true)));
    let end = broken.trim_end().strip_suffix('}').unwrap();
    place.write("紧.yjs", format!("{end}{}\n}}\n", tests.join("")));
    let run: Value = serde_json::from_str(&place.run(&["--format", "json", "test", "紧.yjs"]).out).unwrap();
    for name in ["时限不是 3 工作日，是 4 工作日", "材料不是 1 份，是 2 份"] {
        let ran = run["tests"].as_array().unwrap().iter().find(|test| test["test"] == name);
        assert_eq!(ran.map(|test| &test["passed"]), Some(&Value::Bool(true)), "{name} {run}");
    }
}

#[test]
fn a_broken_promise_fails_with_answers_and_path() {
    let place = Place::with_skeleton();
    let text = place.read("书店/书店.yjs");
    place.write("紧.yjs", text.replace("时限 6 工作日；材料 3 份", "时限 3 工作日；材料 1 份"));
    insta::assert_snapshot!("broken_check", place.run(&["check", "紧.yjs"]).shown());
    insta::assert_snapshot!("broken_prove", place.run(&["prove", "紧.yjs"]).shown());
    let run = place.run(&["--format", "json", "prove", "紧.yjs"]);
    assert_eq!(run.code, 1);
    let promise = &run.json()["bundles"][0]["promises"][0];
    assert_eq!(
        (&promise["holds"], &promise["worst"], &promise["slack"]),
        (&false.into(), &4.into(), &(-1).into())
    );
    assert_eq!(promise["answers"]["户外招牌"], "是");
    assert_eq!(place.run(&["build", "紧.yjs", "-o", "x"]).code, 1);
    assert!(!place.path.join("x").exists());
}

#[test]
fn five_mistakes_are_five_diagnostics_at_their_place() {
    let place = Place::with_skeleton();
    let text = place
        .read("书店/书店.yjs")
        .replace("法定 20 工作日", "法定 20 斤")
        .replace("承办 城市管理局", "承办 城管局")
        .replace("《招牌效果图》   { 来源 申请人 }", "《招牌效果图》   { 来源 申请 }")
        .replace("令 户外招牌 = 是", "令 户外招牌 = 也许")
        .replace("渠道 窗口", "渠道 大厅");
    place.write("错.yjs", text);
    let run = place.run(&["check", "错.yjs"]);
    insta::assert_snapshot!("five_mistakes", run.shown());
    insta::assert_snapshot!(
        "five_mistakes_ascii_en",
        place.run(&["--lang", "en", "--ascii", "check", "错.yjs"]).shown()
    );
    let run = place.run(&["--format", "json", "check", "错.yjs"]);
    assert_eq!(run.json()["errors"], 5);
    insta::assert_snapshot!("five_mistakes_json", run.shown());
    let coloured = place.run(&["--color", "always", "check", "错.yjs"]);
    assert!(coloured.err.contains("\u{1b}["));
    assert!(!place.run(&["--color", "never", "check", "错.yjs"]).err.contains('\u{1b}'));
}

#[test]
fn fmt_is_idempotent_and_keeps_the_plan() {
    let place = Place::with_skeleton();
    let plan = place.run(&["build", "书店", "-o", "前.plan"]).out.replace("前.plan", "");
    let text = place.read("书店/书店.yjs").replace("    ", " ").replace('；', "; ");
    place.write("书店/书店.yjs", &text);
    assert_eq!(place.run(&["fmt", "--check", "书店"]).code, 1);
    assert_eq!(place.read("书店/书店.yjs"), text, "--check writes nothing");
    let run = place.run(&["fmt", "书店"]);
    assert_eq!(run.shown(), "exit 0\n--- out\n已改写  书店/书店.yjs\n--- err\n");
    assert_eq!(place.run(&["fmt", "书店"]).shown(), "exit 0\n--- out\n--- err\n");
    assert_eq!(place.run(&["fmt", "--keywords", "en", "书店"]).code, 0);
    insta::assert_snapshot!("keywords_en", place.read("书店/书店.yjs"));
    assert_eq!(place.run(&["build", "书店", "-o", "后.plan"]).out.replace("后.plan", ""), plan);
}

#[test]
fn build_writes_binary_or_readable() {
    let place = Place::with_skeleton();
    let run = place.run(&["build", "书店", "-o", "书店.plan"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(std::fs::read(place.path.join("书店.plan")).unwrap().starts_with(b"LBPLAN"));
    let status = place.run(&["--format", "json", "build", "书店", "-o", "书店.json"]).json();
    let twin: Value = serde_json::from_str(&place.read("书店.json")).unwrap();
    assert_eq!(status["plan"], twin["hash"]);
    assert!(run.out.starts_with(status["plan"].as_str().unwrap()), "both forms are one plan: {run:?}");
    assert_eq!(status["bundle"], "书店");
}

#[test]
fn timeline_without_answers_takes_the_worst_case() {
    let place = Place::with_skeleton();
    let worst = place.run(&["timeline", "书店", "--start", START]);
    insta::assert_snapshot!("timeline_worst", worst.shown());
    let given = place.run(&["timeline", "书店", "--start", START, "--answer", "户外招牌=是"]);
    assert_eq!((given.out, given.err.as_str()), (worst.out, ""));
    let run = place.run(&["--format", "json", "timeline", "书店", "--start", START]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!("timeline_json", masked(&run.out));
}

#[test]
fn starts_in_every_spelling() {
    let place = Place::with_skeleton();
    let finish = |start: &str| {
        let run = place.run(&[
            "--format",
            "json",
            "timeline",
            "书店",
            "--start",
            start,
            "--answer",
            "户外招牌＝no",
        ]);
        assert_eq!(run.code, 0, "{start} {run:?}");
        (run.json()["start"].as_str().unwrap().to_owned(), run.json()["finish"].as_str().unwrap().to_owned())
    };
    let evening = "2026-10-08T17:30:00+08:00".to_owned();
    assert_eq!(finish("2026-09-30T10:00"), ("2026-09-30T10:00:00+08:00".to_owned(), evening.clone()));
    assert_eq!(finish("2026-09-30T02:00:00Z"), ("2026-09-30T10:00:00+08:00".to_owned(), evening.clone()));
    assert_eq!(finish("2026-09-30"), ("2026-09-30T09:00:00+08:00".to_owned(), evening.clone()));
    assert_eq!(finish("２０２６-０９-３０ 10：00").1, evening);
    for start in ["tomorrow", "2026-02-30", "2026-09-30T25:00", ""] {
        let run = place.run(&["timeline", "书店", "--start", start]);
        assert_eq!(run.code, 2, "{start} {run:?}");
    }
}

#[test]
fn wrong_answers_are_named() {
    let place = Place::with_skeleton();
    let lines: Vec<String> = [
        vec!["户外招排=是"],
        vec!["户外招牌"],
        vec!["户外招牌=也许"],
        vec!["户外招牌=是", "户外招牌=否"],
        vec!["面积=3"],
    ]
    .iter()
    .map(|answers| {
        let mut arguments = vec!["timeline", "书店", "--start", START];
        for answer in answers {
            arguments.extend(["--answer", answer]);
        }
        let run = place.run(&arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        run.err
    })
    .collect();
    insta::assert_snapshot!("wrong_answers", lines.join("\n"));
}

#[test]
fn events_move_the_dates_and_errors_name_the_line() {
    let place = Place::with_skeleton();
    place.write(
        "事件.jsonl",
        "{\"at\":\"2026-10-08T17:30:00+08:00\",\"kind\":\"要求补正\",\"node\":\"户外招牌设置\",\"data\":{\"note\":\"图不清\"}}\n\n\
         {\"at\":\"2026-10-12T10:00:00+08:00\",\"kind\":\"补正\",\"node\":\"户外招牌设置\"}\n",
    );
    let arguments = ["timeline", "书店", "--start", START, "--answer", "户外招牌=是", "--events"];
    let run = |file: &str| place.run(&[&arguments[..], &[file]].concat());
    insta::assert_snapshot!("timeline_events", run("事件.jsonl").shown());
    let mut errors = String::new();
    for (name, text) in [
        ("json.jsonl", "\n{"),
        ("kind.jsonl", "{\"at\":\"2026-10-08T17:30:00+08:00\",\"kind\":\"吃饭\"}"),
        ("node.jsonl", "{\"at\":\"2026-10-08T17:30:00+08:00\",\"kind\":\"补正\",\"node\":\"没有\"}"),
        ("早.jsonl", "{\"at\":\"2026-09-01T10:00:00+08:00\",\"kind\":\"撤回\"}"),
        ("补.jsonl", "{\"at\":\"2026-10-08T17:30:00+08:00\",\"kind\":\"补正\",\"node\":\"户外招牌设置\"}"),
    ] {
        place.write(name, text);
        let run = run(name);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{name} {run:?}");
        errors.push_str(&run.err);
    }
    insta::assert_snapshot!("events_wrong", errors);
    assert_eq!(run("没有.jsonl").code, 3);
}

#[test]
fn a_date_past_the_calendar_fails_loudly() {
    let place = Place::with_skeleton();
    let arguments = ["timeline", "书店", "--start", "2026-12-31T10:00"];
    insta::assert_snapshot!("past_calendar", place.run(&arguments).shown());
    let run = place.run(&[&["--assume-weekdays", "2027", "--format", "json"], &arguments[..]].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.json()["calendar_assumed"], true);
}

#[test]
fn gantt_and_graphs_are_written() {
    let place = Place::with_skeleton();
    let run = place.run(&["timeline", "书店", "--start", START, "--gantt", "图.svg"]);
    assert_eq!(run.code, 0, "{run:?}");
    let svg = place.read("图.svg");
    assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"), "{svg}");
    for (kind, start) in [("mermaid", "flowchart"), ("dot", "digraph"), ("json", "{")] {
        let run = place.run(&["graph", "书店", "--as", kind]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.contains(start) && run.out.contains("户外招牌设置"), "{}", run.out);
        let less = place.run(&["graph", "书店", "--as", kind, "--answer", "户外招牌=否", "-o", "图"]);
        assert_eq!((less.code, less.out.as_str()), (0, ""));
        assert_ne!(place.read("图"), run.out, "{kind}");
        assert!(place.run(&["--format", "json", "graph", "书店", "--as", kind]).json().is_object());
    }
}

#[test]
fn a_failing_test_is_shown_at_its_clause() {
    let place = Place::with_skeleton();
    let text = place.read("书店/书店.yjs");
    place.write(
        "错.yjs",
        text.replace("办结 = 2026-10-12", "办结 = 2026-10-13").replace("跑动 = 1 次\n", "跑动 = 2 次\n"),
    );
    let run = place.run(&["test", "错.yjs"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!("test_fails", run.shown());
    let run = place.run(&["--format", "json", "test", "错.yjs"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!("test_fails_json", run.out);
}

#[test]
fn expand_is_in_the_language_of_the_core() {
    let place = Place::with_skeleton();
    let run = place.run(&["expand", "书店"]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!("expand", run.out);
}

#[test]
fn explain_prints_every_page_in_both_languages() {
    let place = Place::new();
    let codes = place.run(&["--format", "json", "explain"]).json();
    let codes = codes["codes"].as_array().unwrap();
    assert!(codes.len() >= 25, "{}", codes.len());
    for code in codes {
        let code = code["code"].as_str().unwrap();
        let (zh, en) =
            (place.run(&["explain", &code.to_lowercase()]), place.run(&["--lang", "en", "explain", code]));
        assert_eq!((zh.code, en.code), (0, 0), "{code}");
        assert_ne!(zh.out, en.out, "{code}");
    }
    let run = place.run(&["explain", "E9999"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
}

#[test]
fn the_one_form_is_a_table_or_data() {
    let place = Place::new();
    let text = include_str!("../../tests/corpus/names/good/forms.yjs");
    place.write("表.yjs", text);
    insta::assert_snapshot!("form", place.run(&["form", "表.yjs"]).shown());
    insta::assert_snapshot!("form_en", place.run(&["--lang", "en", "form", "表.yjs"]).shown());
    let run = place.run(&["--format", "json", "form", "表.yjs", "--answer", "主体类型=个体工商户"]);
    assert_eq!((run.code, run.json()["fields"].as_array().map(Vec::len)), (0, Some(4)));
    assert_eq!(place.run(&["form", "表.yjs", "--as", "json", "-o", "表.json"]).code, 0);
    assert!(place.read("表.json").contains("\"type\": \"文本（100 字）\""));
    assert_eq!(place.run(&["form", "表.yjs", "--answer", "主体类型=别的"]).code, 2);
}

#[test]
fn what_cannot_happen_is_no_gap_of_the_tests() {
    let place = Place::new();
    place.write(
        "a.yjs",
        "一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 甲局
    情形 { 人数: 数量 0 个 ～ 9000 个 }
    阶段 安全 {
        牵头 甲局
        时限 2 工作日
        事项 小 是 行政许可 { 当 人数 < 1000 个；承办 甲局；承诺 1 工作日 }
        事项 大 是 行政许可 { 当 人数 ≥ 1000 个；承办 甲局；承诺 1 工作日 }
    }
    测试 “小” { 令 人数 = 1 个；2026-03-02 提交；期望 办结 = 2026-03-03 }
    测试 “大” { 令 人数 = 1000 个；2026-03-02 提交；期望 办结 = 2026-03-03 }
}
",
    );
    let run = place.run(&["test", "a.yjs"]);
    // The stage applies whatever the answer is; that it does not is no branch.
    assert!(run.out.contains("分支 4/4"), "{}", run.out);
}

#[test]
fn an_event_that_cannot_be_read_is_told_in_words_of_people() {
    let place = Place::new();
    place.run(&["case", "start", &restaurant(), "--id", "A1", "--store", "s.db"]);
    let told = |line: &str, words: &str| {
        place.write("e.json", line);
        let run = place.run(&["case", "event", "A1", "e.json", "--store", "s.db"]);
        assert!(run.out.contains(words) && run.out.contains("例如"), "{}", run.shown());
        assert!(!run.out.contains("struct") && !run.out.contains("expected"), "{}", run.out);
    };
    told(r#"{"at":"2026-10-09T15:00:00+08:00","kind":"不予","note":"x"}"#, "没有“note”这一项");
    told(r#"{"at":"2026-10-09T15:00:00+08:00","kind":"不予","actor":"公安局"}"#, "actor 要写成");
    told(r#"{"kind":"不予"}"#, "没有写“at”");
    told("不予", "第 1 行第 1 列不是 JSON");
}
