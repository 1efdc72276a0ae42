//! Workloads, each printing one JSON line `{"workload","cases","events","seconds","per_s","peak_rss_kb"}`.
//!
//! `cargo run --release -p lianban-bench -- WORKLOAD [--cases N]`. What is timed is one thread of the work itself; the
//! plan, the answers and the dates are made before the clock starts.
#![forbid(unsafe_code)]

mod compile;
mod execute;
mod measure;
mod workdays;

use clap::{Parser, ValueEnum};
use std::process::ExitCode;

/// What can be measured.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Workload {
    /// Whole restaurant cases on the runtime, in memory: every event from 提交 to the end.
    Execute,
    /// Due dates of `n 工作日`, 2004 to the end of the calendar's data.
    Workdays,
    /// The restaurant bundle from text to plan.
    Compile,
}

#[derive(Parser)]
#[command(about = "Benchmarks of lianban; one JSON line on standard output")]
struct Arguments {
    /// Which workload.
    workload: Workload,
    /// How many cases (dates, compilations).
    #[arg(long)]
    cases: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.workload {
        Workload::Execute => execute::run(arguments.cases.unwrap_or(200_000)),
        Workload::Workdays => workdays::run(arguments.cases.unwrap_or(50_000_000)),
        Workload::Compile => compile::run(arguments.cases.unwrap_or(500)),
    };
    match result {
        Ok(measured) => {
            println!("{}", measured.to_json());
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("lianban-bench: {why}");
            ExitCode::FAILURE
        }
    }
}
