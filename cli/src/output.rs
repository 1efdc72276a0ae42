//! Where results and messages go, and in which shape: the switch between people and programs.

use crate::args::{ColorChoice, Format, Global, LangChoice};
use crate::exit::Failure;
use crate::words::{Words, escape};
use serde::Serialize;
use std::io::{ErrorKind, IsTerminal, Write};

/// How this run prints.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Language of messages.
    pub lang: LangChoice,
    /// People or programs.
    pub format: Format,
    /// Colours on standard error.
    pub color: bool,
    /// ASCII frames only.
    pub ascii: bool,
}

impl Context {
    /// Reads the global options; `auto` asks the terminal and the `NO_COLOR` convention.
    pub fn new(global: &Global) -> Self {
        let color = match global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                    || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                std::io::stderr().is_terminal() && !refused
            }
        };
        Self { lang: global.lang, format: global.format, color, ascii: global.ascii }
    }

    /// Results are one JSON document.
    pub fn json(&self) -> bool {
        self.format == Format::Json
    }

    /// The text in the language of this run.
    pub fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            LangChoice::Zh => zh,
            LangChoice::En => en,
        }
    }

    /// Prints a result to standard output as it is.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        finish(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Prints the one JSON document of this run.
    pub fn print_json(&self, document: &impl Serialize) -> Result<(), Failure> {
        let mut text = to_json(document)?;
        text.push('\n');
        self.print(&text)
    }

    /// Prints a message for people to standard error; silent with `--format json`.
    pub fn note(&self, text: &str) {
        if !self.json() {
            to_stderr(text.trim_end_matches('\n'));
        }
    }

    /// `错误：…`
    pub fn complain(&self, text: &str) {
        to_stderr(&format!("{}{}", self.pick("错误：", "error: "), escape(text)));
    }

    /// `帮助：…`
    pub fn advise(&self, text: &str) {
        to_stderr(&format!("{}{}", self.pick("帮助：", "help: "), escape(text)));
    }
}

/// Canonical JSON text: two spaces, keys in declaration order.
pub fn to_json(document: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(document).map_err(|error| {
        Failure::environment(Words::new(
            format!("结果无法写成 JSON：{error}"),
            format!("cannot write JSON: {error}"),
        ))
    })
}

/// One line to standard error; nobody can be told if that fails.
fn to_stderr(text: &str) {
    let _nobody_left_to_tell = writeln!(std::io::stderr().lock(), "{text}");
}

/// A reader that has gone away (`| head`) is no failure.
fn finish(written: std::io::Result<()>) -> Result<(), Failure> {
    match written {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::environment(Words::new(
            format!("写不到标准输出：{error}"),
            format!("cannot write to standard output: {error}"),
        ))),
    }
}
