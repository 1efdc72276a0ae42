//! `explain CODE`: the page of a diagnostic; without a code, the list of all.

use crate::args::Explain;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::{Words, closest};
use lianban_compiler::diagnostics::{self, CODES, CodeInfo, Example, Lang, Severity};
use serde::Serialize;

#[derive(Serialize)]
struct Page<'a> {
    code: &'a str,
    severity: Severity,
    title: &'a str,
    explanation: &'a str,
    /// None where the example is no text, too long to print, or does not exist.
    example: Option<&'a str>,
    corrected: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    severity: Severity,
    title: &'a str,
}

#[derive(Serialize)]
struct List<'a> {
    codes: Vec<Row<'a>>,
}

/// Runs the command.
pub fn run(options: &Explain, context: &Context) -> Result<Exit, Failure> {
    let lang = Lang::from(context.lang);
    let Some(code) = &options.code else { return list(lang, context) };
    let plain: String =
        code.trim().chars().map(crate::start::half_width).collect::<String>().to_ascii_uppercase();
    match diagnostics::find(&plain) {
        Some(info) => page(info, lang, context),
        None => Err(unknown(&plain)),
    }
}

fn list(lang: Lang, context: &Context) -> Result<Exit, Failure> {
    let row = |info: &&'static CodeInfo| Row {
        code: info.code,
        severity: info.severity,
        title: info.title.get(lang),
    };
    let codes: Vec<Row<'_>> = CODES.iter().map(row).collect();
    if context.json() {
        context.print_json(&List { codes })?;
    } else {
        let text: String = codes.iter().map(|row| format!("{}  {}\n", row.code, row.title)).collect();
        context.print(&text)?;
    }
    Ok(Exit::Fine)
}

fn page(info: &CodeInfo, lang: Lang, context: &Context) -> Result<Exit, Failure> {
    if context.json() {
        let example = match &info.example {
            Example::Text(text) => Some(*text),
            _ => None,
        };
        let (title, explanation) = (info.title.get(lang), info.explanation.get(lang));
        let page = Page {
            code: info.code,
            severity: info.severity,
            title,
            explanation,
            example,
            corrected: info.corrected,
        };
        context.print_json(&page)?;
        return Ok(Exit::Fine);
    }
    let mut text =
        format!("{}  {}\n\n{}\n", info.code, info.title.get(lang), info.explanation.get(lang).trim_end());
    let example = match &info.example {
        Example::Text(example) => indented(example),
        Example::Bytes(_, what) => format!("    （{}）\n", what.get(lang)),
        Example::Repeated(part, times) => format!("    {} × {times}\n", part.trim_end()),
        Example::Internal => String::new(),
    };
    if !example.is_empty() {
        text.push_str(&format!("\n{}\n\n{example}", context.pick("例子：", "Example:")));
    }
    if !info.corrected.is_empty() {
        text.push_str(&format!(
            "\n{}\n\n{}",
            context.pick("改正后：", "Put right:"),
            indented(info.corrected)
        ));
    }
    context.print(&text)?;
    Ok(Exit::Fine)
}

/// Indented by four, empty lines left empty.
fn indented(text: &str) -> String {
    text.trim_end().lines().map(|line| format!("{}\n", format!("    {line}").trim_end())).collect()
}

fn unknown(code: &str) -> Failure {
    let failure =
        Failure::wrong(Words::new(format!("没有“{code}”这个编号"), format!("there is no code `{code}`")));
    failure.with_help(match closest(code, CODES.iter().map(|info| info.code)) {
        Some(near) => Words::new(
            format!("是不是 {near}？lianban explain 列出全部编号"),
            format!("did you mean {near}? `lianban explain` lists them all"),
        ),
        None => Words::new("lianban explain 列出全部编号", "`lianban explain` lists them all"),
    })
}
