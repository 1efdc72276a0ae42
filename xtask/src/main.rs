//! Set-up, demo and tests of the workspace: `cargo xtask COMMAND`.
//!
//! | command | what it does |
//! |---|---|
//! | `demo` | builds the tool and runs its `demo`, the main job on the shipped bundles |
//! | `test` | sets up what the tests need, runs every test, prints how long each step took |
//! | `wasm` | builds `embed/js/lianban.wasm` and checks that it imports nothing |
//! | `setup` | only the set-up part of `test` |
//! | `playground` | builds the page and serves it at `http://localhost:4173` |
//! | `docs` | brings the generated pages of the book up to date and builds it into `target/book` |
//! | `fmt` | formats the Rust code |
#![forbid(unsafe_code)]

mod docs;
mod licences;
mod playground;
mod readme;
mod report;
mod setup;
mod shell;
mod test;
mod wasm;

use shell::{Result, cargo};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("xtask: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<()> {
    match command {
        "demo" => demo(rest),
        "test" => test::all(rest),
        "wasm" => wasm::build().map(|p| println!("{}", p.display())),
        "setup" => setup::all(),
        "playground" => playground::serve(),
        "docs" => docs::all(),
        "fmt" => cargo(["fmt", "--all"]).run(),
        _ => Err(format!(
            "unknown command {command:?}; use one of: demo, test, wasm, setup, playground, docs, fmt"
        )),
    }
}

/// The main job. The development profile builds fastest and the shipped bundles are small.
fn demo(rest: &[String]) -> Result<()> {
    let mut c = cargo(["run", "--quiet", "--package", "lianban-cli", "--", "demo"]);
    if !rest.iter().any(|a| a == "--out") {
        c = c.args(["--out", "out"]);
    }
    c.args(rest).run()
}
