//! Pages that are made from the tables in the source and from the tool's own help.

use crate::{bundles, pages, tables, tool};
use lianban_compiler::diagnostics::{CODES, CodeInfo, Example, Lang, Severity};
use lianban_compiler::names::schema::{self, Schema, Times};
use lianban_compiler::syntax::keywords::{Group, KEYWORDS};
use lianban_compiler::syntax::units::UNITS;
use std::path::PathBuf;

/// Where they are, below `docs/src`.
const FOLDER: &str = "reference/generated";
/// Line that every generated page begins with.
pub const NOTICE: &str = "<!-- 由 cargo xtask docs 生成，不要手改 -->\n";

/// Writes them if that is asked for.
pub fn bring_up_to_date() {
    if pages::writing() {
        let folder = pages::source().join(FOLDER);
        // Made before anything goes away: a bundle with an error stops here.
        let made = all();
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        }
        for (path, text) in made {
            pages::write(&path, &text);
        }
    }
}

/// Those that are not what they should be, and those that should not be there.
pub fn stale() -> Vec<String> {
    if pages::writing() {
        return Vec::new();
    }
    let wanted = all();
    let differs =
        |(path, text): &&(PathBuf, String)| std::fs::read_to_string(path).ok().as_ref() != Some(text);
    let mut stale: Vec<String> =
        wanted.iter().filter(differs).map(|(path, _)| path.display().to_string()).collect();
    let present = pages::listed().into_iter().filter(|page| page.name().starts_with(FOLDER));
    let surplus = present.filter(|page| !wanted.iter().any(|(path, _)| *path == page.path));
    stale.extend(surplus.map(|page| page.name()));
    stale
}

fn all() -> Vec<(PathBuf, String)> {
    let folder = pages::source().join(FOLDER);
    let mut made = vec![
        (folder.join("keywords.md"), keywords()),
        (folder.join("units.md"), units()),
        (folder.join("schema.md"), schemas()),
        (folder.join("codes.md"), codes()),
        (folder.join("cli.md"), commands()),
        (folder.join("stdlib.md"), library()),
        (pages::source().join("SUMMARY.md"), summary()),
        (pages::source().join("images/gantt.svg"), gantt()),
        (pages::source().join("images/flow.svg"), flow()),
        (pages::root().join("docs/yjs.js"), highlighter()),
    ];
    made.extend(tables::pages());
    made.extend(json_schemas());
    made.extend(bundles::pages());
    made.extend(decisions().into_iter().map(|(name, _)| {
        let text = format!("{{{{#include ../../decisions/{name}}}}}\n");
        (pages::source().join("decisions").join(name), text)
    }));
    made.extend(CODES.iter().map(|info| (folder.join(format!("codes/{}.md", info.code)), code(info))));
    made
}

/// JSON Schemas of what crosses the border of the runtime.
fn json_schemas() -> Vec<(PathBuf, String)> {
    let folder = pages::source().join("schemas");
    let file = |(name, schema): (&str, serde_json::Value)| {
        let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        (folder.join(format!("{name}.json")), format!("{text}\n"))
    };
    lianban_runtime::case::schemas().into_iter().map(file).collect()
}

/// A cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn keywords() -> String {
    let mut text = format!(
        "{NOTICE}\n# 关键词\n\n每个关键词有一个中文写法和一个英文写法，意思完全相同。\
        `lianban fmt --keywords en` 把整个文件换成英文写法，`--keywords zh` 换回来。\n\n\
        关键词只在它该出现的位置起作用。别处可以照常用作名称。\n"
    );
    let mut last = None;
    for row in KEYWORDS {
        if last != Some(row.group) {
            text.push_str(&format!(
                "\n## {}\n\n| 中文 | 英文 | 意思 | in English |\n|---|---|---|---|\n",
                group(row.group)
            ));
            last = Some(row.group);
        }
        let (zh, en) = (cell(row.about.zh), cell(row.about.en));
        text.push_str(&format!("| `{}` | `{}` | {zh} | {en} |\n", row.zh, row.en));
    }
    text
}

const fn group(group: Group) -> &'static str {
    match group {
        Group::Declaration => "声明",
        Group::Property => "属性",
        Group::Value => "属性的值",
        Group::Type => "回答的类型",
        Group::Metric => "可以承诺的数",
        Group::Flow => "流程",
        Group::Condition => "条件",
        Group::Test => "测试",
    }
}

fn units() -> String {
    let mut text = format!(
        "{NOTICE}\n# 单位\n\n数和单位一起写，中间可以空格，也可以不空：`10 工作日`、`10工作日`、`十个工作日`。\
        不同种类的单位不能比较。\n\n| 单位 | 别的写法 | 英文写法 |\n|---|---|---|\n"
    );
    for unit in UNITS {
        let also = if unit.also.is_empty() { "—".to_owned() } else { unit.also.join("、") };
        let en = if unit.en.is_empty() { "—".to_owned() } else { unit.en.join(", ") };
        text.push_str(&format!("| {} | {also} | {en} |\n", unit.zh));
    }
    text
}

fn schemas() -> String {
    let mut text = format!(
        "{NOTICE}\n# 哪里可以写什么\n\n下面每一节是一种 `{{ }}`，列出里面可以写的属性。\
        “必须”表示缺了就是错误；“可多次”表示可以写几行。\n"
    );
    for schema in schema::ALL {
        text.push_str(&block(schema));
    }
    text
}

fn block(schema: &Schema) -> String {
    let mut text = format!("\n## {}\n", schema.name.zh);
    if let Some(rows) = schema.rows {
        text.push_str(&format!("\n每行：{}。\n", rows.zh.trim_end_matches('。')));
    }
    if schema.properties.is_empty() {
        return text;
    }
    text.push_str("\n| 写 | 后面跟 | 次数 | 例子 |\n|---|---|---|---|\n");
    for property in schema.properties {
        let times = match property.times {
            Times::Once => "至多一次",
            Times::Required => "必须",
            Times::Many => "可多次",
        };
        let (payload, example) = (cell(property.payload.zh), cell(property.example));
        text.push_str(&format!("| `{}` | {payload} | {times} | `{example}` |\n", property.keyword.zh()));
    }
    text
}

fn library() -> String {
    let mut text = format!("{NOTICE}\n# 标准库\n\n`引入 标准库.模块名` 以后，里面的材料和部门就可以用。\n");
    for name in lianban_stdlib::modules() {
        let module = lianban_stdlib::module(name).unwrap_or_default().trim_end();
        text.push_str(&format!("\n## {name}\n\n```text\n{module}\n```\n"));
    }
    text
}

fn severity(info: &CodeInfo) -> &'static str {
    match info.severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Hint => "提示",
    }
}

/// The codes in the order of the book: a warning stands with the errors of its chapter.
fn by_number() -> Vec<&'static CodeInfo> {
    let mut codes = CODES.to_vec();
    codes.sort_by_key(|info| (info.code.get(1..), info.code));
    codes
}

/// What the codes that begin alike are about.
fn chapter(code: &str) -> &'static str {
    match code.get(1..3) {
        Some("00") => "文件",
        Some("01") => "写法",
        Some("02") => "名称和位置",
        Some("03") => "单位、数和条件",
        Some("04") => "规则和承诺",
        _ => "其他",
    }
}

fn codes() -> String {
    let mut text = format!(
        "{NOTICE}\n# 诊断编号\n\nE 开头的是错误，W 开头的是警告或提示。编号的意思不会改变。`lianban explain E0301` 在终端里显示同样的内容。\n"
    );
    let mut last = "";
    for info in by_number() {
        let chapter = chapter(info.code);
        if chapter != last {
            text.push_str(&format!(
                "\n## {chapter}\n\n| 编号 | 轻重 | 说的是 | in English |\n|---|---|---|---|\n"
            ));
            last = chapter;
        }
        let (zh, en) = (cell(info.title.zh), cell(info.title.en));
        text.push_str(&format!("| [{0}](codes/{0}.md) | {1} | {zh} | {en} |\n", info.code, severity(info)));
    }
    text
}

fn code(info: &CodeInfo) -> String {
    let (zh, en) = (info.title.get(Lang::Zh), info.title.get(Lang::En));
    let (explained, in_english) = (info.explanation.zh.trim(), info.explanation.en.trim());
    let mut text = format!("{NOTICE}\n# {} {zh}\n\n{}\n\n{explained}\n", info.code, severity(info));
    let fence = |tag: &str, body: &str| format!("```{tag}\n{}\n```\n", body.trim_end_matches('\n'));
    match &info.example {
        Example::Text(example) => {
            text.push_str(&format!("\n## 例子\n\n{}", fence(&format!("yjs,fail={}", info.code), example)));
        }
        Example::Bytes(_, what) => {
            text.push_str(&format!("\n## 例子\n\n{}。\n", what.zh.trim_end_matches('。')))
        }
        Example::Repeated(part, times) => {
            text.push_str(&format!("\n## 例子\n\n下面这段重复 {times} 次：\n\n{}", fence("text", part)));
        }
        Example::Internal => {}
    }
    if !info.corrected.is_empty() {
        text.push_str(&format!("\n## 改正后\n\n{}", fence("yjs", info.corrected)));
    }
    text.push_str(&format!("\n## In English\n\n**{en}**\n\n{in_english}\n"));
    text
}

fn help(arguments: &[&str]) -> String {
    let here = pages::source();
    tool::output(&[arguments, &["--help"]].concat(), &here).trim_end().to_owned()
}

/// The first words of the lines below the heading 命令.
fn listed(help: &str) -> Vec<String> {
    let below = help.lines().skip_while(|line| !line.starts_with("命令")).skip(1);
    let rows = below.take_while(|line| !line.trim().is_empty());
    rows.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn commands() -> String {
    let main = help(&[]);
    let mut text = format!(
        "{NOTICE}\n# 命令\n\n`lianban 命令 --help` 显示的就是这些。约定见[命令行](../cli.md)。\n\n\
        ```text\n{main}\n```\n"
    );
    let names = listed(&main);
    assert!(names.iter().any(|name| name == "check"), "no commands found in the help:\n{main}");
    for name in names {
        let page = help(&[&name]);
        text.push_str(&format!("\n## {name}\n\n```text\n{page}\n```\n"));
        for inner in listed(&page) {
            text.push_str(&format!("\n### {name} {inner}\n\n```text\n{}\n```\n", help(&[&name, &inner])));
        }
    }
    text
}

/// Colours for `yjs` blocks in the pages, by the keyword table.
fn highlighter() -> String {
    let words: Vec<String> =
        KEYWORDS.iter().flat_map(|row| [row.zh, row.en]).map(|w| format!("{w:?}")).collect();
    include_str!("yjs.js").replace("/* words */", &words.join(", "))
}

/// The Gantt chart of the restaurant, for the READMEs.
fn gantt() -> String {
    let folder = tool::folder("picture");
    let bundle = pages::root().join("bundles/我要开餐馆").display().to_string();
    tool::output(&["timeline", &bundle, "--start", "2026-09-30T10:00", "--gantt", "gantt.svg"], &folder);
    pages::read(&folder.join("gantt.svg"))
}

/// The flow diagram of the restaurant. Its links name the file as it was named on the command line.
fn flow() -> String {
    let folder = tool::folder("flow-picture");
    let file = folder.join("flow.svg");
    let bundle = "bundles/我要开餐馆/我要开餐馆.yjs";
    tool::output(&["graph", bundle, "--as", "svg", "-o", &file.display().to_string()], &pages::root());
    pages::read(&file)
}

/// The decisions: name of the file and heading, by number.
fn decisions() -> Vec<(String, String)> {
    let folder = pages::root().join("docs/decisions");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<(String, String)> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| {
            let heading =
                pages::read(&path).lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), heading)
        })
        .collect();
    found.sort();
    found
}

/// The table of contents with one line for each code and each decision.
fn summary() -> String {
    let old = pages::read(&pages::source().join("SUMMARY.md"));
    let mut text = String::new();
    for line in old.lines() {
        if line.contains("generated/codes/") || line.contains("decisions/0") {
            continue;
        }
        text.push_str(&format!("{line}\n"));
        if line.contains("decisions/index.md") {
            for (name, heading) in decisions() {
                text.push_str(&format!("    - [{heading}](decisions/{name})\n"));
            }
        }
        if line.contains("generated/codes.md") {
            for info in by_number() {
                text.push_str(&format!("    - [{0}]({FOLDER}/codes/{0}.md)\n", info.code));
            }
        }
    }
    text
}
