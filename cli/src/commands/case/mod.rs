//! `case start|event|show|why|papers|supervise|list|tick|migrate|verify|export`: durable cases in a store.

mod event;
mod export;
mod list;
mod migrate;
mod papers;
mod show;
mod start;
mod supervise;
mod tick;
mod verify;
mod why;

use crate::almanac;
use crate::args::Global;
use crate::args_case::CaseCommand;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::time::{Calendar, Instant};

/// Runs the command.
pub fn run(command: &CaseCommand, global: &Global, context: &Context) -> Result<Exit, Failure> {
    match command {
        CaseCommand::Start(options) => start::run(options, global, context),
        CaseCommand::Event(options) => event::run(options, context),
        CaseCommand::Show { within, case } => show::run(within, case, context),
        CaseCommand::Why { within, case, at } => why::run(within, case, at.as_deref(), global, context),
        CaseCommand::Papers { within, case, number } => papers::run(within, case, *number, context),
        CaseCommand::Supervise(options) => supervise::run(options, global, context),
        CaseCommand::List(options) => list::run(options, global, context),
        CaseCommand::Tick { within, at } => tick::run(within, at, global, context),
        CaseCommand::Migrate(options) => migrate::run(options, global, context),
        CaseCommand::Verify { within, witness } => verify::run(within, witness.as_deref(), context),
        CaseCommand::Export { within, case } => export::run(within, case.as_deref(), context),
    }
}

/// An instant that an option names, in the local time of the calendar in force.
fn instant(option: &str, text: &str, global: &Global) -> Result<Instant, Failure> {
    let calendar = Calendar::new(almanac::in_force(global)?)
        .map_err(|error| Failure::wrong(Words::new(error.zh(), error.en())))?;
    crate::start::instant(option, text, &calendar)
}
