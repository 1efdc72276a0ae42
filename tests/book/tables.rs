//! Tables inside pages that are otherwise written by hand: they stand between two marks and come from the source.

use crate::pages;
use lianban_runtime::account::{COURSE, CourseRow, Life};
use lianban_runtime::case::{
    ACTS, ActRow, CaseStatus, DataField, DataKind, EFFECTS, EffectRow, KINDS, KindRow, LimitPhase, Obstacle,
    PaperKind, Phase, REFUSALS, RefusalRow, ScopeOutcome, Words, WorseKind,
};
use lianban_runtime::plan::{LimitKind, Power};
use std::path::PathBuf;

/// Begins a table; its name follows.
const BEGIN: &str = "<!-- 表：";
/// Ends a table.
const END: &str = "<!-- 表完 -->";

/// Pages with tables in them.
const PAGES: &[&str] =
    &["reference/json.md", "language/paper.md", "language/role.md", "language/life-cycle.md"];

/// The pages with tables in them, as they should be.
pub fn pages() -> Vec<(PathBuf, String)> {
    let page = |name: &&str| {
        let path = pages::source().join(name);
        let text = filled(&pages::read(&path), (BEGIN, END), |name| {
            table(name.split('，').next().unwrap_or_default())
        });
        (path, text)
    };
    PAGES.iter().map(page).collect()
}

/// A page with what stands between two marks anew: `block` gets what follows the first mark on its line.
pub fn filled(page: &str, (begin, end): (&str, &str), mut block: impl FnMut(&str) -> String) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in page.lines() {
        inside &= line != end;
        if !inside {
            text.push_str(&format!("{line}\n"));
        }
        if let Some(name) = line.strip_prefix(begin) {
            text.push_str(&block(name));
            inside = true;
        }
    }
    assert!(!inside, "what a mark of the page begins has no end: {end}");
    text
}

fn table(name: &str) -> String {
    match name {
        "事件" => events(),
        "文书" => papers(),
        "谁可以" => acts(),
        "一生" => course(),
        "办理状态" => states(),
        "效果" => effects(),
        "拒绝" => refusals(),
        "状态的词" => words(),
        "换不了的原因" => codes("不能换", Obstacle::CODES),
        "要同意的" => codes("要申请人同意", WorseKind::CODES),
        other => panic!("no table is called {other}"),
    }
}

fn acts() -> String {
    let mut text = "| 事件 | 要的权限 | 谁可以 |\n|---|---|---|\n".to_owned();
    for ActRow { events, power, who, .. } in ACTS {
        let power = power.map_or("", Power::word).to_owned();
        text.push_str(&row([(*events).to_owned(), power, (*who).to_owned()].into_iter()));
    }
    text
}

fn course() -> String {
    let mut text = "| 事件 | 以后的状态 | 效果 | 时限 |\n|---|---|---|---|\n".to_owned();
    for CourseRow { events, state, effects, limits } in COURSE {
        let state = state.map_or("", |state| state.in_words().0).to_owned();
        let effects: Vec<String> = effects.iter().map(|code| format!("`{code}`")).collect();
        let cells = [events.join("、"), state, effects.join("、"), (*limits).to_owned()];
        text.push_str(&row(cells.into_iter()));
    }
    text
}

fn states() -> String {
    let mut text = "| 状态 | 英文 | 办理状态代码 |\n|---|---|---|\n".to_owned();
    for life in Life::ALL {
        let (zh, en) = life.in_words();
        let code = life.code().map(|code| code.to_string()).unwrap_or_default();
        text.push_str(&row([zh.to_owned(), en.to_owned(), code].into_iter()));
    }
    text
}

fn papers() -> String {
    let mut text =
        "| 文书 | 英文 | 什么时候出 | 行政许可法 | 写明理由 | 告知救济 |\n|---|---|---|---|---|---|\n"
            .to_owned();
    let yes = |yes: bool| (if yes { "是" } else { "" }).to_owned();
    for kind in PaperKind::all() {
        let remedy = kind.remedy().unwrap_or_default().to_owned();
        let article = kind.article().unwrap_or_default().to_owned();
        let names = [kind.word().to_owned(), format!("`{}`", kind.english()), kind.when().to_owned()];
        text.push_str(&row(names.into_iter().chain([article, yes(kind.gives_reasons()), remedy])));
    }
    text
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

fn effects() -> String {
    let mut text = "| `code` | `kind` | 意思 | 名称 | `data` |\n|---|---|---|---|---|\n".to_owned();
    for EffectRow { code, zh, about, subject, data } in EFFECTS {
        let names: Vec<String> = subject.fields().iter().map(|name| format!("`{name}`")).collect();
        let fields: Vec<String> = data.iter().map(holds).collect();
        let cells =
            [format!("`{code}`"), zh.to_string(), about.to_string(), names.join("、"), fields.join("；")];
        text.push_str(&row(cells.into_iter()));
    }
    text
}

fn refusals() -> String {
    let mut text = "| 代号 | 理由 | `data` |\n|---|---|---|\n".to_owned();
    for RefusalRow { code, zh, data } in REFUSALS {
        let fields: Vec<String> = data.iter().map(holds).collect();
        text.push_str(&row([format!("`{code}`"), zh.to_string(), fields.join("；")].into_iter()));
    }
    text
}

fn codes(what: &str, rows: &[(&str, &str)]) -> String {
    let mut text = format!("| 代号 | {what} |\n|---|---|\n");
    for (code, zh) in rows {
        text.push_str(&row([format!("`{code}`"), (*zh).to_owned()].into_iter()));
    }
    text
}

fn words() -> String {
    let mut text = "| 字段 | 词 |\n|---|---|\n".to_owned();
    let rows: [(&str, &[&str]); 5] = [
        ("`status`", CaseStatus::ZH),
        ("`nodes` 的 `phase`", Phase::ZH),
        ("`scopes` 的 `outcome`", ScopeOutcome::ZH),
        ("`limits` 的 `kind`", LimitKind::ZH),
        ("`limits` 的 `phase`", LimitPhase::ZH),
    ];
    for (field, words) in rows {
        text.push_str(&row([field.to_owned(), words.join("、")].into_iter()));
    }
    text
}

/// A field that the runtime writes: what it holds.
fn holds(field: &DataField) -> String {
    let kind = match field.kind {
        DataKind::Word(words) if words.len() < 6 => words.join("、"),
        kind => kind.in_words().0.to_owned(),
    };
    format!("`{}`：{}（{kind}）", field.name, field.zh)
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
