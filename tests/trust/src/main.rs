//! `lianban-trust COMMAND --seed S --cases N`: the long runs. The seed is printed first; it and the commit make a run again.
#![forbid(unsafe_code)]

use clap::{Args, Parser, Subcommand};
use lianban_trust::{hashes, hostile};
use std::process::ExitCode;

/// How many cases `golden.txt` holds.
const GOLDEN: u64 = 96;

#[derive(Parser)]
#[command(about = "Random plans and events against what must hold of them")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// One line for each random case: its seed, the digest of its account, the hash of its state.
    Hashes(Run),
    /// What `golden.txt` holds: the seed and the digest of its account.
    Golden,
    /// Spoiled states of random cases, and events on them.
    Hostile(Run),
    /// Writes states for the fuzz target `states` into a folder.
    Snapshots {
        /// The folder.
        folder: std::path::PathBuf,
    },
}

/// Which cases.
#[derive(Args)]
struct Run {
    /// The first seed; the others follow.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// How many cases.
    #[arg(long, default_value_t = 64)]
    cases: u64,
}

impl Run {
    fn seeds(&self) -> impl Iterator<Item = u64> + use<> {
        (0..self.cases).map(|n| self.seed.wrapping_add(n)).collect::<Vec<_>>().into_iter()
    }
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Hashes(run) => {
            for seed in run.seeds() {
                println!("{}", hashes::of(seed));
            }
        }
        Command::Golden => {
            for seed in 0..GOLDEN {
                println!("{seed} {}", hashes::of(seed).account);
            }
        }
        Command::Hostile(run) => {
            println!("seed {}", run.seed);
            let mut all = hostile::Tally::default();
            for seed in run.seeds() {
                let hostile::Tally { read, accepted } = hostile::spoil(seed, 40);
                (all.read, all.accepted) = (all.read + read, all.accepted + accepted);
            }
            println!("{} spoiled states were read, {} events accepted by them", all.read, all.accepted);
        }
        Command::Snapshots { folder } => {
            for (name, bytes) in hostile::snapshots() {
                if let Err(why) = std::fs::write(folder.join(name), bytes) {
                    eprintln!("lianban-trust: {}: {why}", folder.display());
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    ExitCode::SUCCESS
}
