//! Tables inside pages that are otherwise written by hand: they stand between two marks and come from the source.

use crate::pages;
use lianban_runtime::case::{DataField, KINDS, KindRow};
use std::path::PathBuf;

/// Begins a table; its name follows.
const BEGIN: &str = "<!-- 表：";
/// Ends a table.
const END: &str = "<!-- 表完 -->";

/// Pages with tables in them, as they should be.
pub fn pages() -> Vec<(PathBuf, String)> {
    let path = pages::source().join("reference/json.md");
    let text = filled(&pages::read(&path));
    vec![(path, text)]
}

/// A page with every table anew.
fn filled(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in page.lines() {
        inside &= line != END;
        if !inside {
            text.push_str(&format!("{line}\n"));
        }
        if let Some(name) = line.strip_prefix(BEGIN) {
            let name = name.split('，').next().unwrap_or_default();
            text.push_str(&table(name));
            inside = true;
        }
    }
    assert!(!inside, "a table of the page has no end: {END}");
    text
}

fn table(name: &str) -> String {
    match name {
        "事件" => events(),
        other => panic!("no table is called {other}"),
    }
}

fn events() -> String {
    let mut text = "| `kind` | 英文 | 意思 | `node` | `data` |\n|---|---|---|---|---|\n".to_owned();
    for KindRow { zh, en, about, node, data, .. } in KINDS {
        let fields: Vec<String> = data.iter().map(field).collect();
        let cells = [format!("`{zh}`"), format!("`{en}`"), about.to_string(), node.zh().to_owned()];
        text.push_str(&row(cells.into_iter().chain([fields.join("；")])));
    }
    text
}

/// One line of a table.
fn row(cells: impl Iterator<Item = String>) -> String {
    let shown = cells.map(|cell| if cell.is_empty() { " ".to_owned() } else { format!(" {cell} ") });
    format!("|{}|\n", shown.collect::<Vec<_>>().join("|"))
}

fn field(field: &DataField) -> String {
    let DataField { name, required, zh, .. } = field;
    format!("`{name}`{}：{zh}", if *required { "（必须）" } else { "" })
}
