//! Workloads, each printing one JSON line `{"workload","cases","events","seconds","per_s","peak_rss_kb"}`.
//!
//! `cargo run --release -p lianban-bench -- WORKLOAD [--cases N]`. What is timed is one thread of the work itself; the
//! plan, the answers and the dates are made before the clock starts.
#![forbid(unsafe_code)]

mod compile;
mod curves;
mod durable;
mod execute;
mod floor;
mod journals;
mod measure;
mod province;
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
    /// Whole cases into a store on disk, every event synced; then the store opened as after a stop.
    Durable,
    /// What an event costs while the number of open cases, of nodes of the plan and of events before it grows.
    Curves,
    /// The restaurant bundle from text to plan; with `--eighths` or `--items` a generated province, promises proved.
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
    /// `compile`: so many eighths of a province of 35,564 items in 1,000 bundles.
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=8))]
    eighths: Option<u64>,
    /// `compile`: one bundle of so many items.
    #[arg(long, conflicts_with = "eighths")]
    items: Option<usize>,
    /// `execute`, `durable`: which restaurant.
    #[arg(long, value_enum, default_value = "steps")]
    bundle: execute::Bundle,
    /// `execute`: only the line without the hash chain.
    #[arg(long)]
    no_chain: bool,
    /// `durable`: where the store is put, and taken away again.
    #[arg(long, default_value = ".")]
    folder: std::path::PathBuf,
    /// `curves`: the table as Markdown into this file, too.
    #[arg(long)]
    markdown: Option<std::path::PathBuf>,
    /// Threads for `--eighths`; a bundle is always compiled by one.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.workload {
        Workload::Execute => {
            execute::run(arguments.cases.unwrap_or(200_000), arguments.bundle, !arguments.no_chain)
        }
        Workload::Workdays => workdays::run(arguments.cases.unwrap_or(50_000_000)).map(|line| vec![line]),
        Workload::Durable => {
            let cases = arguments.cases.unwrap_or(372_500);
            durable::run(cases, arguments.bundle, &arguments.folder).map(|line| vec![line])
        }
        Workload::Curves => curves(arguments.markdown.as_deref()),
        Workload::Compile => compile(&arguments).map(|line| vec![line]),
    };
    match result {
        Ok(lines) => {
            for line in lines {
                println!("{}", line.to_json());
            }
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("lianban-bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn curves(markdown: Option<&std::path::Path>) -> Result<Vec<measure::Measured>, String> {
    let (lines, table) = curves::run()?;
    if let Some(file) = markdown {
        std::fs::write(file, table).map_err(|why| format!("{}: {why}", file.display()))?;
    }
    Ok(lines)
}

fn compile(arguments: &Arguments) -> Result<measure::Measured, String> {
    match (arguments.eighths, arguments.items) {
        (Some(eighths), _) => {
            let eighths = usize::try_from(eighths).map_err(|e| e.to_string())?;
            compile::province(eighths, arguments.threads)
        }
        (None, Some(items)) => compile::large(items),
        (None, None) => compile::run(arguments.cases.unwrap_or(500)),
    }
}
