//! The `lianban` binary: a thin shell around the compiler, the simulator and the renderers. It parses the command line,
//! reads and writes files, colours and prints; what a bundle means is decided elsewhere.
//!
//! Results go to standard output, messages for people to standard error. With `--format json` standard output holds
//! exactly one JSON document, also on failure. Exit status: 0 fine, 1 the bundle, promise or test is wrong, 2 usage,
//! 3 files or environment.
#![forbid(unsafe_code)]

mod account;
mod almanac;
mod answers;
mod archive;
mod args;
mod args_case;
mod case_answer;
mod case_line;
mod case_sheet;
mod case_store;
mod commands;
mod counterexample;
mod coverage;
mod english;
mod exit;
mod explanation;
mod files;
mod findings;
mod host;
mod load;
mod output;
mod paths;
mod pictures;
mod png;
mod proof_sheet;
mod script;
mod shipped;
mod start;
mod terminal;
mod timetable;
mod usage;
mod words;
mod workers;

use args::{Command, CommandLine, Format, LangChoice};
use clap::FromArgMatches;
use exit::{Exit, Failure};
use output::Context;
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = match parse() {
        Ok(line) => {
            let context = Context::new(&line.global);
            run(&line, &context).unwrap_or_else(|failure| {
                failure.report(&context);
                failure.exit
            })
        }
        Err(exit) => exit,
    };
    ExitCode::from(exit as u8)
}

/// Reads the command line; help, version and usage errors are printed here.
fn parse() -> Result<CommandLine, Exit> {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = usage::peek(&arguments, "--lang", LangChoice::Zh);
    let format = usage::peek(&arguments, "--format", Format::Human);
    let context = Context { lang, format, color: false, ascii: false };
    usage::command(lang)
        .try_get_matches_from(arguments)
        .and_then(|matches| CommandLine::from_arg_matches(&matches))
        .map_err(|error| usage::report(&error, &context))
}

/// Runs one command.
fn run(line: &CommandLine, context: &Context) -> Result<Exit, Failure> {
    let global = &line.global;
    match &line.command {
        Command::Demo(options) => commands::demo::run(options, global, context),
        Command::Check(paths) => commands::check::run(paths, global, context),
        Command::Fmt(options) => commands::fmt::run(options, context),
        Command::Expand(path) => commands::expand::run(path, global, context),
        Command::Build(options) => commands::build::run(options, global, context),
        Command::Prove(paths) => commands::prove::run(paths, global, context),
        Command::Timeline(options) => commands::timeline::run(options, global, context),
        Command::Test(paths) => commands::test::run(paths, global, context),
        Command::Form(options) => commands::form::run(options, global, context),
        Command::Diff(options) => commands::diff::run(options, global, context),
        Command::Graph(options) => commands::graph::run(options, global, context),
        Command::Guide(options) => commands::guide::run(options, global, context),
        Command::Case { command } => commands::case::run(command, global, context),
        Command::Calendar { command } => commands::calendar::run(command, global, context),
        Command::Explain(options) => commands::explain::run(options, context),
        Command::New(options) => commands::new::run(options, context),
        Command::Completions(options) => commands::completions::run(options, context),
    }
}
