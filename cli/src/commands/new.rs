//! `new NAME`: a skeleton that compiles and whose promise holds. Nothing is overwritten.

use crate::args::New;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::output::Context;
use crate::words::Words;
use serde::Serialize;

/// The skeleton; `NAME` stands for the name.
const SKELETON: &str = include_str!("new.yjs");

/// Longest name, in characters.
const NAME_LIMIT_CHARS: usize = 60;

#[derive(Serialize)]
struct Created<'a> {
    bundle: &'a str,
    file: String,
}

/// Runs the command.
pub fn run(options: &New, context: &Context) -> Result<Exit, Failure> {
    let name = bare_name(&options.name)?;
    let folder = options.dir.join(name);
    let path = folder.join(format!("{name}.yjs"));
    if path.symlink_metadata().is_err() {
        files::make_folder(&folder)?;
    }
    let written_name = if is_plain(name) { name.to_owned() } else { format!("《{name}》") };
    files::create(&path, SKELETON.replace("NAME", &written_name).as_bytes())?;
    let file = files::shown(&path);
    if context.json() {
        context.print_json(&Created { bundle: name, file })?;
        return Ok(Exit::Fine);
    }
    let zh = format!(
        "写好了 {file}\n接下来：\n  lianban check {file}\n  lianban prove {file}\n  lianban test {file}\n  lianban timeline {file} --start 2026-09-28T10:00\n"
    );
    let en = format!(
        "wrote {file}\nnext:\n  lianban check {file}\n  lianban prove {file}\n  lianban test {file}\n  lianban timeline {file} --start 2026-09-28T10:00\n"
    );
    context.print(context.pick(&zh, &en))?;
    Ok(Exit::Fine)
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

/// Whether a name may stand without 《》: letters only, not beginning with a digit, and no word of the language.
fn is_plain(name: &str) -> bool {
    let letters = name.chars().all(char::is_alphanumeric);
    let leading_digit = name.chars().next().is_some_and(char::is_numeric);
    letters && !leading_digit && lianban_compiler::syntax::keywords::Keyword::from_spelling(name).is_none()
}
