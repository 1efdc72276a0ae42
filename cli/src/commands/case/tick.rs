//! `case tick --at TIME`: every timer that was set to an instant before this one goes off, of all cases: levels rise, silence
//! takes effect. Each is an event of its own; done twice, the second time does nothing.

use crate::args::Global;
use crate::args_case::InStore;
use crate::case_answer::Answer;
use crate::case_store::of_store;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use lianban_runtime::case::WireEffect;
use lianban_store::{Fired, timer_key};

/// Timers that people are told of one by one.
const TOLD: u64 = 50;

/// Runs the command.
pub fn run(within: &InStore, at: &str, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let before = super::instant("--at", at, global)?;
    let mut registry = within.registry()?;
    let mut printer = Printer { context, fired: 0, refused: 0, failure: None };
    if context.json() {
        context.print("{\"fired\":[")?;
    }
    let done = registry.fire(before, |fired, engine| printer.told(&fired, engine));
    printer.end()?;
    done.map_err(of_store)?;
    Ok(if printer.refused > 0 { Exit::Wrong } else { Exit::Fine })
}

/// Prints timers as they go off.
struct Printer<'a> {
    context: &'a Context,
    fired: u64,
    refused: u64,
    failure: Option<Failure>,
}

impl Printer<'_> {
    fn told(&mut self, fired: &Fired, engine: &lianban_runtime::case::Engine) {
        let first = self.fired + self.refused == 0;
        let answer = match &fired.outcome {
            Ok(receipt) => Answer::event(receipt, &timer_key(fired.at, receipt.sequence), engine, engine),
            Err(error) => Answer::error(error, self.context).of_case(&fired.id),
        };
        match &fired.outcome {
            Ok(_) => self.fired += 1,
            Err(_) => self.refused += 1,
        }
        let text = if self.context.json() {
            format!("{}{}", if first { "\n" } else { ",\n" }, answer.to_line())
        } else if self.fired + self.refused <= TOLD {
            self.in_words(fired, engine)
        } else {
            return;
        };
        if let Err(failure) = self.context.print(&text) {
            self.failure.get_or_insert(failure);
        }
    }

    fn in_words(&self, fired: &Fired, engine: &lianban_runtime::case::Engine) -> String {
        let at = fired.at.format(engine.plan().calendar.utc_offset_minutes);
        let at = at.get(..16).unwrap_or_default().replace('T', " ");
        let what = match &fired.outcome {
            Ok(receipt) => {
                let effects = receipt.effects.iter().map(|effect| {
                    let wire = WireEffect::of(effect, engine);
                    let whom = wire.limit.or(wire.scope).unwrap_or_default();
                    format!("{whom} {}", wire.kind)
                });
                effects.collect::<Vec<_>>().join(self.context.pick("；", "; "))
            }
            Err(error) => {
                let (zh, en) = error.in_words();
                self.context.pick(&zh, &en).to_owned()
            }
        };
        format!("{at}  {}  {what}\n", fired.id)
    }

    fn end(&mut self) -> Result<(), Failure> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let (fired, refused) = (self.fired, self.refused);
        if self.context.json() {
            return self.context.print(&format!("\n],\"count\":{fired},\"refused\":{refused}}}\n"));
        }
        let zh = format!("{fired} 个提醒发生，{refused} 个不能发生");
        let en = format!("{fired} timers went off, {refused} could not");
        self.context.note(self.context.pick(&zh, &en));
        Ok(())
    }
}
