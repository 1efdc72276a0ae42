//! `lianban-trust COMMAND --seed S --cases N`: the long runs. The seed is printed first; it and the commit make a run again.
#![forbid(unsafe_code)]

use clap::{Args, Parser, Subcommand};
use lianban_trust::cases::random_engine;
use lianban_trust::dice::Dice;
use lianban_trust::exhaust::explore;
use lianban_trust::shrink::Found;
use lianban_trust::{duel, faults, hashes, hostile};
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
    /// The runtime against the second opinion, on random cases; a difference is made small and printed as JSON.
    Twin(Run),
    /// Stores that fail: power that goes at any write, torn sectors, full disks, events sent twice, late and out of order.
    Faults {
        /// Each is a store of its own.
        #[command(flatten)]
        run: Run,
        /// Turns of each store.
        #[arg(long, default_value_t = 400)]
        turns: usize,
        /// Where the stores are put, and taken away again.
        #[arg(long, default_value = ".")]
        folder: std::path::PathBuf,
    },
    /// Every order of events on small plans.
    Exhaust {
        #[command(flatten)]
        run: Run,
        /// Most states of one plan.
        #[arg(long, default_value_t = 20_000)]
        states: usize,
    },
    /// Makes a difference again: a file that `twin` printed.
    Replay {
        /// The file.
        file: std::path::PathBuf,
    },
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
        Command::Twin(run) => return twin(&run),
        Command::Faults { run, turns, folder } => return faults(&run, turns, &folder),
        Command::Exhaust { run, states } => return exhaust(&run, states),
        Command::Replay { file } => return replay(&file),
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

fn twin(run: &Run) -> ExitCode {
    println!("seed {}", run.seed);
    let mut tally = duel::Tally::default();
    for seed in run.seeds() {
        let most = [1, 3, 5, 8, 12][usize::try_from(seed % 5).unwrap_or(0)];
        let engine = random_engine(seed, most);
        if let Err((events, difference)) =
            duel::random_duel(&engine, Dice::new(seed ^ 0x5eed), 60, &mut tally)
        {
            println!("case {seed}, event {}:\n{}", difference.at, difference.how.join("\n"));
            report(Found { plan: engine.plan().clone(), events }.shrunk());
            return ExitCode::FAILURE;
        }
    }
    println!(
        "{} events, {} accepted, {} beyond the calendar: no difference",
        tally.events, tally.accepted, tally.beyond
    );
    ExitCode::SUCCESS
}

fn faults(run: &Run, turns: usize, beside: &std::path::Path) -> ExitCode {
    println!("seed {}", run.seed);
    let mut all = faults::Tally::default();
    for seed in run.seeds() {
        match faults::in_folder(seed, turns, beside) {
            Ok(tally) => all.add(&tally),
            Err(why) => {
                println!("store {seed}: {why}");
                return ExitCode::FAILURE;
            }
        }
    }
    println!("{all}");
    ExitCode::SUCCESS
}

fn exhaust(run: &Run, most: usize) -> ExitCode {
    println!("seed {}", run.seed);
    let (mut states, mut finals, mut complete) = (0, 0, 0);
    for seed in run.seeds() {
        match explore(&random_engine(seed, 2), most, seed % 2 == 1) {
            Ok(reached) => {
                states += reached.states;
                finals += reached.finals;
                complete += usize::from(reached.complete && reached.states > 1);
            }
            Err(dead) => {
                println!("case {seed}: {:?} after {:#?}", dead.why, dead.events);
                return ExitCode::FAILURE;
            }
        }
    }
    println!("{states} states, {finals} of them final, {complete} plans in full: each has an end");
    ExitCode::SUCCESS
}

fn report(found: Found) {
    if let Some(difference) = found.difference() {
        println!("made small, event {}:\n{}", difference.at, difference.how.join("\n"));
    }
    print!("{}", lianban_trust::account::outline(&found.plan));
    for (at, event) in found.events.iter().enumerate() {
        println!("{at}: {} {:?} {:?}", event.at.format(480), event.kind, event.actor);
    }
    match serde_json::to_string(&found) {
        Ok(json) => println!("{json}"),
        Err(why) => println!("{why}"),
    }
}

fn replay(file: &std::path::Path) -> ExitCode {
    let read = std::fs::read_to_string(file).map_err(|why| why.to_string());
    let found: Result<Found, String> =
        read.and_then(|text| serde_json::from_str(&text).map_err(|why| why.to_string()));
    match found {
        Ok(found) => match found.difference() {
            Some(difference) => {
                println!("event {}:\n{}", difference.at, difference.how.join("\n"));
                ExitCode::FAILURE
            }
            None => {
                println!("no difference");
                ExitCode::SUCCESS
            }
        },
        Err(why) => {
            eprintln!("lianban-trust: {}: {why}", file.display());
            ExitCode::FAILURE
        }
    }
}
