//! `completions SHELL`: a completion script on standard output, with `--format json` inside the one document.

use crate::args::Completions;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use serde::Serialize;

#[derive(Serialize)]
struct Script {
    shell: String,
    script: String,
}

/// Runs the command.
pub fn run(options: &Completions, context: &Context) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    let mut command = crate::usage::command(context.lang);
    clap_complete::generate(options.shell, &mut command, "lianban", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    if context.json() {
        context.print_json(&Script { shell: options.shell.to_string(), script })?;
    } else {
        context.print(&script)?;
    }
    Ok(Exit::Fine)
}
