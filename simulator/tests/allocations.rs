//! A warm step allocates nothing: whole restaurants with steps, roles and attendance, chained and not, in used memory.

use lianban_compiler::{Host, compile};
use lianban_runtime::case::{Engine, Event, Workspace};
use lianban_runtime::time::{CalendarData, Instant};
use lianban_simulator::{Script, play};

struct Restaurant;

impl Host for Restaurant {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(include_bytes!("../../bench/bundles/我要开餐馆.yjs").to_vec())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().unwrap().data()
    }
}

fn journal(engine: &Engine, start: &str) -> Vec<Event> {
    let answers: Vec<_> = engine
        .plan()
        .questions
        .iter()
        .zip(["企业", "420", "是"])
        .map(|(q, a)| q.kind.parse(a).unwrap())
        .collect();
    let start = Instant::parse(start).unwrap();
    let played = play(engine, &Script::regular(&answers, start)).unwrap();
    played.steps.into_iter().map(|(event, _)| event).collect()
}

#[test]
fn a_warm_step_allocates_nothing() {
    let engine = Engine::new(compile(&Restaurant, "a.yjs").bundles.remove(0).plan).unwrap();
    let journals =
        [journal(&engine, "2026-03-09T10:00:00+08:00"), journal(&engine, "2026-09-30T10:00:00+08:00")];
    assert!(journals.iter().all(|journal| journal.len() >= 25), "25 events and more");
    for mut work in [Workspace::new(), Workspace::unchained()] {
        let mut state = engine.new_case();
        let mut run = |journal: &[Event]| {
            engine.reset_case(&mut state);
            for event in journal {
                engine.step_with(&mut work, &mut state, event).unwrap();
            }
        };
        let cold = allocation_counter::measure(|| run(&journals[0]));
        assert!(cold.count_total > 0, "the counter counts");
        run(&journals[1]);
        let warm = allocation_counter::measure(|| journals.iter().for_each(|journal| run(journal)));
        assert_eq!((warm.count_total, warm.bytes_total), (0, 0));
    }
}
