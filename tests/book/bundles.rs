//! What the compiler computes about the shipped bundles: two blocks in each README below `bundles/`, and the catalogue.

use crate::{pages, tables, tool};
use serde_json::Value;
use std::path::PathBuf;

/// Begins a block of a README; its name follows, then ` -->`.
const BEGIN: &str = "<!-- 由编译器写出：";
/// Ends a block.
const END: &str = "<!-- 到此为止 -->";
/// The blocks that every README of a bundle holds.
const BLOCKS: [&str; 2] = ["改革前后", "流程图"];
/// The metrics of the catalogue's columns.
const METRICS: [&str; 4] = ["时限", "材料", "跑动", "踏勘"];

/// One bundle as the tool sees it.
struct Bundle {
    name: String,
    region: String,
    folder: String,
    proof: Value,
    plan: Value,
    tests: Value,
    flow: String,
}

/// The READMEs and the catalogue, as they should be.
pub fn pages() -> Vec<(PathBuf, String)> {
    let bundles: Vec<Vec<Bundle>> = folders().iter().map(|folder| look(folder)).collect();
    let mut made: Vec<(PathBuf, String)> = bundles.iter().map(|group| readme(group)).collect();
    let all: Vec<&Bundle> = bundles.iter().flatten().collect();
    made.push((pages::source().join("reference/generated/bundles.md"), catalogue(&all)));
    made
}

/// The folders below `bundles/` that hold one, by name.
fn folders() -> Vec<String> {
    let folder = pages::root().join("bundles");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no bundles in {}", folder.display());
    found
}

/// Everything the tool says about the bundles of one folder, one for each `.yjs` file with a bundle in it.
fn look(folder: &str) -> Vec<Bundle> {
    let path = format!("bundles/{folder}");
    let proofs = json(&["prove", &path]);
    let tests = json(&["test", &path]);
    let files = files(&tests);
    let proofs = proofs["bundles"].as_array().cloned().unwrap_or_default();
    assert_eq!(proofs.len(), files.len(), "{path}: each file that is a bundle holds one");
    proofs.into_iter().zip(files).map(|(proof, file)| one(folder, &file, proof, &tests)).collect()
}

fn one(folder: &str, file: &str, proof: Value, tests: &Value) -> Bundle {
    let scratch = tool::folder("bundles").join("plan.json");
    json(&["build", file, "-o", &scratch.display().to_string()]);
    let plan: Value = serde_json::from_str(&pages::read(&scratch)).unwrap_or_default();
    let text = |key: &str| proof[key].as_str().unwrap_or_default().to_owned();
    Bundle {
        name: text("bundle"),
        region: text("region"),
        folder: folder.to_owned(),
        plan: plan["plan"].clone(),
        tests: tests.clone(),
        flow: tool::output(&["graph", file, "--as", "mermaid"], &pages::root()),
        proof,
    }
}

/// The files that hold the tests of a folder's bundles, in the order of `prove`.
fn files(tests: &Value) -> Vec<String> {
    let mut files: Vec<String> = Vec::new();
    for test in tests["tests"].as_array().into_iter().flatten() {
        let file = test["file"].as_str().unwrap_or_default().to_owned();
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
}

fn json(arguments: &[&str]) -> Value {
    let text = tool::output(&[arguments, &["--format", "json"]].concat(), &pages::root());
    serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("`lianban {}` prints no JSON: {error}", arguments.join(" ")))
}

/// The README of a folder with its blocks anew.
fn readme(bundles: &[Bundle]) -> (PathBuf, String) {
    let folder = &bundles.first().unwrap_or_else(|| panic!("a folder of bundles is empty")).folder;
    let path = pages::root().join("bundles").join(folder).join("README.md");
    let mut seen = Vec::new();
    let text = tables::filled(&pages::read(&path), (BEGIN, END), |name| {
        let name = name.trim_end_matches(" -->").to_owned();
        let made = block(&name, bundles);
        seen.push(name);
        made
    });
    assert_eq!(seen, BLOCKS, "{}: the blocks `{BEGIN}… -->` it needs", path.display());
    (path, text)
}

fn block(name: &str, bundles: &[Bundle]) -> String {
    let mut text = "\n".to_owned();
    for bundle in bundles {
        if bundles.len() > 1 {
            text.push_str(&format!("**{}**（{}）\n\n", bundle.name, bundle.region));
        }
        text.push_str(&match name {
            "改革前后" => figures(bundle),
            "流程图" => format!("```mermaid\n{}\n```\n\n", bundle.flow.trim_end()),
            other => panic!("no block is called {other}"),
        });
    }
    text
}

/// `10 工作日`; a dash if there is none.
fn amount(value: &Value, unit: &Value) -> String {
    match value {
        Value::Null => "—".to_owned(),
        value => format!("{} {}", value, unit.as_str().unwrap_or_default()).trim_end().to_owned(),
    }
}

/// A promise's name: `时限`, `施工许可 时限`, `时限 从 甲 到 乙`.
fn title(row: &Value) -> String {
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let mut title = format!("{} {}", text("of"), text("metric")).trim().to_owned();
    if row["from"].is_string() {
        title.push_str(&format!(" 从 {} 到 {}", text("from"), text("until")));
    }
    title
}

/// Before, promised, worst, slack, less by.
fn figures(bundle: &Bundle) -> String {
    let mut text = format!(
        "{} 种情形，逐一证明。\n\n| | 改革前 | 承诺 | 最坏情形 | 余量 | 比改革前减少 | 结论 |\n|---|---|---|---|---|---|---|\n",
        bundle.proof["scenarios"].as_str().unwrap_or_default()
    );
    let rows = ["promises", "figures"].map(|key| bundle.proof[key].as_array().cloned().unwrap_or_default());
    for row in rows.iter().flatten() {
        let unit = &row["unit"];
        let less =
            row["reduction_percent"].as_i64().map_or("—".to_owned(), |percent| format!("{percent} %"));
        let verdict = match (row["decided"].as_bool(), row["holds"].as_bool()) {
            (Some(false), _) => "未能证明",
            (_, Some(true)) => "成立",
            (_, Some(false)) => "不成立",
            (_, None) => "未作承诺",
        };
        let slack = row["slack"].as_i64().map_or("—".to_owned(), |slack| slack.to_string());
        text.push_str(&format!(
            "| {} | {} | {} | {} | {slack} | {less} | {verdict} |\n",
            title(row),
            amount(&row["before"], unit),
            amount(&row["limit"], unit),
            amount(&row["worst"], unit)
        ));
    }
    format!("{text}\n{}", worst_way(&bundle.proof))
}

/// The answers and the critical path of the whole bundle's time.
fn worst_way(proof: &Value) -> String {
    let rows = proof["promises"].as_array().into_iter().flatten();
    let mut time = rows.filter(|row| row["metric"] == "时限" && row["of"].is_null());
    let Some(time) = time.find(|row| row["path"].as_array().is_some_and(|path| !path.is_empty())) else {
        return String::new();
    };
    let answers: Vec<String> = time["answers"].as_object().into_iter().flatten().map(answer).collect();
    let step = |step: &Value| format!("{} {}", step["node"].as_str().unwrap_or_default(), step["days"]);
    let path: Vec<String> = time["path"].as_array().into_iter().flatten().map(step).collect();
    let answers = if answers.is_empty() { "任何情形".to_owned() } else { answers.join("，") };
    format!("时限的最坏情形：{answers}。关键路径：{}。\n\n", path.join(" → "))
}

fn answer((question, answer): (&String, &Value)) -> String {
    format!("{question} = {}", answer.as_str().map_or_else(|| answer.to_string(), str::to_owned))
}

/// All bundles with their figures.
fn catalogue(bundles: &[&Bundle]) -> String {
    let mut text = format!(
        "{}\n# 一件事目录\n\n`bundles/` 里的每一件事，数都由编译器从方案算出。“改革前 → 承诺（最坏）”；减少的百分数舍去小数。\
        每一件的事实从哪里来，见它自己的 README。\n\n\
        | 一件事 | 适用 | 情形 | 事项 | 部门 | 时限 | 材料 | 跑动 | 踏勘 | 测试 | 覆盖 |\n\
        |---|---|---|---|---|---|---|---|---|---|---|\n",
        crate::generated::NOTICE
    );
    for bundle in bundles {
        let cells: Vec<String> = METRICS.iter().map(|metric| compared(bundle, metric)).collect();
        let items = bundle.plan["scopes"].as_array().into_iter().flatten();
        let items = items.filter(|scope| scope["kind"] == "Item").count();
        let departments = bundle.plan["departments"].as_array().map_or(0, Vec::len);
        let (tests, covered) = tested(bundle);
        text.push_str(&format!(
            "| {} | {} | {} | {items} | {departments} | {} | {tests} | {covered} |\n",
            bundle.name,
            bundle.region,
            bundle.proof["scenarios"].as_str().unwrap_or_default(),
            cells.join(" | "),
        ));
    }
    text
}

/// `38 → 10（6）工作日`.
fn compared(bundle: &Bundle, metric: &str) -> String {
    let rows = ["promises", "figures"].map(|key| bundle.proof[key].as_array().cloned().unwrap_or_default());
    let Some(row) = rows.iter().flatten().find(|row| row["metric"] == metric && row["of"].is_null()) else {
        return "—".to_owned();
    };
    let before = row["before"].as_i64().map_or(String::new(), |before| format!("{before} → "));
    let worst = amount(&row["worst"], &row["unit"]);
    match row["limit"].as_i64() {
        Some(limit) => format!("{before}{limit}（最坏 {worst}）"),
        None => format!("{before}最坏 {worst}"),
    }
}

/// How many tests pass, and how much of nodes and branches they cover; every one has to pass.
fn tested(bundle: &Bundle) -> (usize, String) {
    let mine =
        |row: &&Value| row["bundle"] == bundle.name.as_str() && row["region"] == bundle.region.as_str();
    let rows: Vec<&Value> = bundle.tests["tests"].as_array().into_iter().flatten().filter(mine).collect();
    let failed: Vec<&&Value> = rows.iter().filter(|row| row["passed"] != true).collect();
    assert!(failed.is_empty(), "{}: tests fail: {failed:?}", bundle.name);
    let coverage = bundle.tests["coverage"].as_array().into_iter().flatten().find(mine);
    let part = |key: &str| {
        let part = coverage.map(|coverage| &coverage[key]);
        part.map_or_else(String::new, |part| format!("{}/{}", part["covered"], part["total"]))
    };
    (rows.len(), format!("环节 {}，分支 {}", part("nodes"), part("branches")))
}
