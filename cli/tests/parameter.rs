//! `--parameter`: settles a parameter for every command.

mod common;
use common::Place;

const WORKS: &str = "一件事 工程审批（项目类型: 工业 | 市政） {
    承诺 { 时限 7 工作日 }
    部门 建设局
    事项 环境评估 是 行政许可 { 承办 建设局；承诺 2 工作日；当 项目类型 = 工业 }
    事项 施工许可 是 行政许可 { 承办 建设局；承诺 5 工作日 }
    流程 { 环境评估 → 施工许可 }
    测试 “工业” { 令 项目类型 = 工业；2026-03-02 10:00 提交；期望 办结 = 2026-03-11 }
    测试 “市政” { 令 项目类型 = 市政；2026-03-02 10:00 提交；期望 办结 = 2026-03-09 }
}
";

#[test]
fn a_parameter_is_settled_for_every_command() {
    let place = Place::new();
    place.write("工程.yjs", WORKS);
    let worst = |arguments: &[&str]| {
        let run = place.run(&[&["--format", "json", "prove", "工程.yjs"], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        let promise = run.json()["bundles"][0]["promises"][0].clone();
        (promise["worst"].clone(), promise["answers"].clone())
    };
    assert_eq!(worst(&[]).0, 7);
    assert_eq!(worst(&[]).1["项目类型"], "工业");
    let streets = worst(&["--parameter", "项目类型=市政"]);
    assert_eq!(streets.0, 5);
    assert_eq!(streets.1, serde_json::json!({}));
    let run = place.run(&["--format", "json", "test", "工程.yjs", "--parameter", "项目类型=市政"]);
    assert_eq!((run.code, &run.json()["passed"]), (0, &1.into()));
    // What the parameter keeps out is no gap of the tests.
    let reached = run.json()["coverage"][0].clone();
    assert_eq!((&reached["nodes"]["covered"], &reached["nodes"]["total"]), (&4.into(), &4.into()), "{run:?}");
    assert_eq!((&reached["branches"]["covered"], &reached["branches"]["total"]), (&0.into(), &0.into()));
    let run = place.run(&["--format", "json", "test", "工程.yjs"]);
    let open = run.json()["coverage"][0].clone();
    assert_eq!((&open["nodes"]["total"], &open["branches"]["total"]), (&6.into(), &2.into()), "{run:?}");
    let run = place.run(&[
        "--format",
        "json",
        "timeline",
        "工程.yjs",
        "--start",
        "2026-03-02T10:00",
        "--parameter",
        "项目类型=市政",
    ]);
    assert_eq!(run.json()["working_days"], 5, "{run:?}");
}

#[test]
fn a_parameter_that_does_not_fit_is_told() {
    let place = Place::new();
    place.write("工程.yjs", WORKS);
    let run = place.run(&["check", "工程.yjs", "--parameter", "项目类形=市政"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("E0223") && run.err.contains("项目类型"), "{run:?}");
    let run = place.run(&["check", "工程.yjs", "--parameter", "项目类型"]);
    assert_eq!(run.code, 2, "{run:?}");
}
