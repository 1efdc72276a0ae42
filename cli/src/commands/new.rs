//! `new NAME`: a bundle that compiles and whose promise holds: a fixed skeleton, or one of three templates filled in from
//! flags or, at a terminal, from what is asked. Nothing is overwritten.

use super::new_ask::{Desk, list};
use super::new_draft::{Draft, Template, written};
use crate::args::New;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::output::Context;
use crate::words::Words;
use lianban_compiler::syntax;
use serde::Serialize;
use std::io::IsTerminal;

/// The skeleton; `NAME` stands for the name.
const SKELETON: &str = include_str!("new.yjs");

/// Longest name, in characters.
const NAME_LIMIT_CHARS: usize = 60;

#[derive(Serialize)]
struct Created<'a> {
    bundle: &'a str,
    file: String,
}

/// Most items or departments of a draft.
const NAMES_LIMIT: usize = 50;

/// Longest promise of a draft, in working days: its test stays inside the shipped calendar.
const DAYS_LIMIT: u32 = 120;

/// Runs the command.
pub fn run(options: &New, context: &Context) -> Result<Exit, Failure> {
    let asks = !options.has_flags() && !context.json() && std::io::stdin().is_terminal();
    let draft = if asks {
        let mut desk =
            Desk { answers: &mut std::io::stdin().lock(), questions: &mut std::io::stderr().lock(), context };
        if let Some(name) = options.name()? {
            bare_name(name)?;
        }
        Some(desk.draft(options.name()?, &good)?)
    } else if options.has_flags() {
        Some(from_flags(options)?)
    } else {
        None
    };
    match draft {
        Some(draft) => {
            let draft = bare(draft)?;
            let text = draft.text();
            let text = syntax::format(&text, &syntax::FormatOptions::default()).unwrap_or(text);
            create(&draft.name, &text, options, context)
        }
        None => {
            let name = options.name()?.ok_or_else(no_name)?;
            let name = bare_name(name)?;
            create(name, &SKELETON.replace("NAME", &written(name)), options, context)
        }
    }
}

/// Writes the file, unless there is one.
fn create(name: &str, text: &str, options: &New, context: &Context) -> Result<Exit, Failure> {
    let folder = options.dir.join(name);
    let path = folder.join(format!("{name}.yjs"));
    if path.symlink_metadata().is_err() {
        files::make_folder(&folder)?;
    }
    files::create(&path, text.as_bytes())?;
    let file = files::shown(&path);
    if context.json() {
        context.print_json(&Created { bundle: name, file })?;
        return Ok(Exit::Fine);
    }
    let file = &as_argument(&file);
    let next = format!(
        "  lianban check {file}\n  lianban prove {file}\n  lianban test {file}\n  lianban timeline {file} --start 2026-09-28T10:00\n"
    );
    let (zh, en) = (format!("写好了 {file}\n接下来：\n{next}"), format!("wrote {file}\nnext:\n{next}"));
    context.print(context.pick(&zh, &en))?;
    Ok(Exit::Fine)
}

/// A path as people type it: in quotation marks where a shell would take it apart.
fn as_argument(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/\\._-:+".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("\"{path}\"") }
}

impl New {
    fn has_flags(&self) -> bool {
        self.template.is_some()
            || self.title.is_some()
            || self.items.is_some()
            || self.departments.is_some()
            || self.days.is_some()
            || self.region.is_some()
    }

    /// The name, written as argument or as option; none if neither.
    fn name(&self) -> Result<Option<&str>, Failure> {
        match (&self.name, &self.title) {
            (Some(one), Some(other)) if one != other => Err(Failure::usage(Words::new(
                format!("名称写了两个：“{one}”和“{other}”"),
                format!("two names are given: `{one}` and `{other}`"),
            ))),
            (Some(name), _) | (None, Some(name)) => Ok(Some(name)),
            (None, None) => Ok(None),
        }
    }
}

/// The draft of the command line; what is not written comes from the template.
fn from_flags(options: &New) -> Result<Draft, Failure> {
    let mut draft = options.template.unwrap_or(Template::Business).defaults();
    match options.name()? {
        Some(name) => draft.name = name.to_owned(),
        None if options.template.is_none() => return Err(no_name()),
        None => {}
    }
    if let Some(region) = &options.region {
        draft.region.clone_from(region);
    }
    if let Some(items) = &options.items {
        draft.items = list(items);
    }
    if let Some(departments) = &options.departments {
        draft.departments = list(departments);
    }
    draft.days = options.days.unwrap_or(draft.days);
    Ok(draft)
}

/// The same with every name checked and without 《》.
fn bare(mut draft: Draft) -> Result<Draft, Failure> {
    good(&draft)?;
    let one = |name: &mut String| bare_name(name).map(str::to_owned).map(|bare| *name = bare);
    one(&mut draft.name)?;
    one(&mut draft.region)?;
    draft.items.iter_mut().chain(&mut draft.departments).try_for_each(one)?;
    Ok(draft)
}

/// Whether a bundle can be written from a draft.
pub(super) fn good(draft: &Draft) -> Result<(), Failure> {
    bare_name(&draft.name)?;
    bare_name(&draft.region)?;
    let mut seen = std::collections::BTreeSet::new();
    for (list, zh, en) in [(&draft.items, "事项", "item"), (&draft.departments, "部门", "department")] {
        if list.is_empty() || list.len() > NAMES_LIMIT {
            return Err(Failure::usage(Words::new(
                format!("{zh}应有 1 至 {NAMES_LIMIT} 个"),
                format!("there must be 1 to {NAMES_LIMIT} {en}s"),
            )));
        }
        for name in list {
            if !seen.insert(bare_name(name)?) {
                return Err(Failure::usage(Words::new(
                    format!("“{name}”写了两次"),
                    format!("`{name}` stands twice"),
                )));
            }
        }
    }
    if draft.days == 0 || draft.days > DAYS_LIMIT {
        return Err(Failure::usage(Words::new(
            format!("承诺应是 1 至 {DAYS_LIMIT} 个工作日"),
            format!("the promise must be 1 to {DAYS_LIMIT} working days"),
        )));
    }
    Ok(())
}

fn no_name() -> Failure {
    Failure::usage(Words::new("没有写名称", "no name is given"))
        .with_help(Words::new("这样写：lianban new 我要开书店", "write: lianban new 我要开书店"))
}

/// The name without 《》, if it can be both a name of the language and a file name on every system.
fn bare_name(written: &str) -> Result<&str, Failure> {
    let name = written.trim();
    let name = name.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')).unwrap_or(name);
    let forbidden = |c: char| crate::words::is_unsafe(c) || r#"/\:*?"<>|《》"#.contains(c);
    let help = Words::new("用普通的词作名称，如 我要开书店", "use plain words, e.g. 我要开书店");
    if name.is_empty() || name.starts_with('.') || name.contains(forbidden) {
        let name = written.trim();
        return Err(Failure::usage(Words::new(
            format!("“{name}”不能作一件事的名称"),
            format!("`{name}` cannot be the name of a bundle"),
        ))
        .with_help(help));
    }
    if name.chars().count() > NAME_LIMIT_CHARS {
        return Err(Failure::usage(Words::new(
            format!("名称超过 {NAME_LIMIT_CHARS} 个字"),
            format!("the name is longer than {NAME_LIMIT_CHARS} characters"),
        ))
        .with_help(help));
    }
    Ok(name)
}
