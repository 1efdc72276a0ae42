//! A step changes the state in place and takes it back when it refuses. On every bundle of the corpus and any events,
//! sensible or not, that is the same as a step on a copy that replaces the state if it succeeds: same state, same effects,
//! same refusals, and not a byte changed by a refusal. The memory of one step shows in none of the next.

use lianban_compiler::{Host, compile};
use lianban_runtime::case::{Actor, Effect, Engine, Event, EventKind, Party, Phase, Score, State, Workspace};
use lianban_runtime::plan::{
    Answer, AnswerKind, DepartmentIx, MaterialIx, NodeKind, ProcedureIx, QuestionIx, RoleIx, ScopeIx, Voice,
};
use lianban_runtime::time::{CalendarData, Instant, Roll, Span, Unit};
use std::path::{Path, PathBuf};

struct One(Vec<u8>);

impl Host for One {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().unwrap().data()
    }
}

/// Lehmer's generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).unwrap() % sides.max(1)
    }

    fn index(&mut self, sides: usize) -> u32 {
        // Now and then one that does not exist.
        u32::try_from(if self.below(40) == 0 { sides + self.below(3) } else { self.below(sides) }).unwrap()
    }
}

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|end| end == "yjs") {
            found.push(path);
        }
    }
}

fn engines() -> Vec<Engine> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    texts(&root.join("tests/corpus"), &mut files);
    texts(&root.join("bundles"), &mut files);
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "bad"));
    files.sort();
    let texts = files.iter().map(|file| One(std::fs::read(file).unwrap()));
    let bundles = texts.flat_map(|host| compile(&host, "a.yjs").bundles);
    bundles.filter_map(|bundle| Engine::new(bundle.plan).ok()).collect()
}

/// Answers that are often admissible.
fn answers(engine: &Engine, dice: &mut Dice) -> Vec<Answer> {
    let questions = &engine.plan().questions;
    let mut given: Vec<Option<Answer>> = vec![None; questions.len()];
    for (row, question) in questions.iter().enumerate() {
        let settled = engine.plan().settle(&given, engine.calendar().data().first);
        if !settled.missing.contains(&QuestionIx(u32::try_from(row).unwrap())) {
            continue;
        }
        given[row] = Some(match &question.kind {
            AnswerKind::YesNo => Answer::YesNo(dice.below(2) == 0),
            AnswerKind::Choice(choices) => Answer::Choice(dice.index(choices.len())),
            AnswerKind::Quantity { min, max, .. } => Answer::Quantity([*min, *max][dice.below(2)]),
            AnswerKind::Date { min, max } => Answer::Date([*min, *max][dice.below(2)]),
            AnswerKind::Several(_) => Answer::Several(u64::from(dice.index(2))),
        });
    }
    given.into_iter().map(|answer| answer.unwrap_or(Answer::Unasked)).collect()
}

fn actor(engine: &Engine, dice: &mut Dice) -> Actor {
    let plan = engine.plan();
    let mut actor = Actor::default();
    if dice.below(3) > 0 && !plan.departments.is_empty() {
        actor.department = plan.departments[dice.below(plan.departments.len())].name.clone();
    }
    if dice.below(3) == 0 && !plan.desk.roles.is_empty() {
        actor.role = plan.desk.roles[dice.below(plan.desk.roles.len())].name.clone();
    } else if dice.below(4) == 0 {
        actor.role = ["本机关负责人", "窗口", "谁也不是"][dice.below(3)].to_owned();
    }
    actor
}

/// An event that may mean something now: of what runs, what could be said of it.
fn sensible(engine: &Engine, state: &State, dice: &mut Dice) -> Option<(Actor, EventKind)> {
    let running: Vec<_> =
        engine.node_indices().filter(|node| state.node(*node).phase == Phase::Running).collect();
    let node = *running.get(dice.below(running.len()))?;
    let (spec, system) = (engine.node(node), Actor::default());
    let scope = spec.scope;
    if let Some(panel) = engine.panel(node).filter(|_| dice.below(4) > 0) {
        let who = engine.voice_as_actor(panel.seats[dice.below(panel.seats.len())].who);
        let consent = dice.below(8) > 0;
        let opinion = EventKind::Opinion { scope, consent, note: String::new() };
        return Some((who, if dice.below(3) == 0 { EventKind::Attend { scope } } else { opinion }));
    }
    let kind = match spec.kind {
        NodeKind::Intake => EventKind::Accept,
        NodeKind::Handover => EventKind::HandOver,
        NodeKind::Deliver => EventKind::Finish { scope: ScopeIx(0) },
        NodeKind::Rectify => EventKind::Rectify { scope },
        NodeKind::Await => EventKind::Supply { material: engine.obligation(node)?.material },
        NodeKind::Joint | NodeKind::Recheck if dice.below(3) == 0 => {
            EventKind::Fail { scope, note: String::new() }
        }
        _ => EventKind::Finish { scope },
    };
    Some((system, kind))
}

fn any_kind(engine: &Engine, dice: &mut Dice) -> EventKind {
    let plan = engine.plan();
    let scope = ScopeIx(dice.index(plan.scopes.len()));
    let procedure = ProcedureIx(dice.index(plan.procedures.len()));
    let (note, department) =
        (["", "不符合条件"][dice.below(2)].to_owned(), DepartmentIx(dice.index(plan.departments.len())));
    let who = match dice.below(2) {
        0 => Voice::Department(department),
        _ => Voice::Role(RoleIx(dice.index(plan.desk.roles.len()))),
    };
    let to = Party { department: Some(department), role: None, name: String::new() };
    let unit = [Unit::WorkDay, Unit::Day][dice.below(2)];
    match dice.below(35) {
        0 => EventKind::Submit { answers: answers(engine, dice) },
        1 => EventKind::Accept,
        2 => EventKind::Reject { note },
        3..=5 => EventKind::AskCorrection { scope, note },
        6..=7 => EventKind::Correct { scope },
        8 => EventKind::Supply { material: MaterialIx(dice.index(plan.materials.len())) },
        9 => EventKind::Finish { scope },
        10 => EventKind::Refuse { scope, note },
        11 => EventKind::Fail { scope, note },
        12 => EventKind::Rectify { scope },
        13..=14 => EventKind::BeginProcedure { procedure, scope, note },
        15..=16 => EventKind::EndProcedure { procedure, scope },
        17 => EventKind::Extend { scope, by: Span { amount: dice.index(6), unit, roll: Roll::Next }, note },
        18 => EventKind::Suspend { scope, basis: "诉讼".into() },
        19..=20 => EventKind::Resume { scope },
        21 if dice.below(4) == 0 => EventKind::Withdraw,
        21 => EventKind::Tick,
        22 => EventKind::Absent { scope },
        23 => EventKind::Opinion { scope, consent: false, note },
        24 => EventKind::Reassign { scope, to, instead: dice.below(2) == 0 },
        25 => EventKind::Signer { scope, who, add: dice.below(2) == 0 },
        26 => EventKind::SendBack { scope, to: None, note },
        27 => EventKind::Expire,
        28 => EventKind::Urge { scope },
        29 => {
            let scope = [ScopeIx(0), scope][dice.below(2)];
            EventKind::Rate { scope, score: Score::ALL[dice.below(5)], note }
        }
        30 => EventKind::CallBack { scope, note },
        31 => EventKind::Remedied { scope: ScopeIx(0), note },
        32 => EventKind::Revoke { scope, reason: "骗取".into() },
        33 => EventKind::WithdrawItem { scope },
        _ => EventKind::ExcludeRating { scope: ScopeIx(0), reason: "恶意".into() },
    }
}

/// The next event of a case: what is sensible, or anything; at once, hours or days later, or far away.
fn next_event(engine: &Engine, state: &State, at: &mut Instant, dice: &mut Dice) -> Event {
    let hours = match dice.below(60) {
        0 => 24 * 400,
        1..=3 => 24 * 30,
        4 => -1,
        5..=20 => 24,
        21..=30 => 3,
        _ => 0,
    };
    let begun = state.sequence > 0;
    let meant = sensible(engine, state, dice).filter(|_| dice.below(3) > 0);
    let (actor, kind) = match meant {
        _ if !begun && dice.below(4) > 0 => {
            (Actor::default(), EventKind::Submit { answers: answers(engine, dice) })
        }
        Some(meant) => meant,
        None => (actor(engine, dice), any_kind(engine, dice)),
    };
    let key = ["", "甲-1"][dice.below(2)].to_owned();
    let when = at.add_millis(hours * 3_600_000).unwrap_or(*at);
    *at = when.max(*at);
    Event { key, at: when, actor, kind }
}

/// The step as it would be on a copy.
fn on_a_copy(engine: &Engine, state: &mut State, event: &Event) -> Result<Vec<Effect>, String> {
    let mut next = state.clone();
    let effects = engine.step(&mut next, event).map_err(|refusal| format!("{refusal:?}"))?;
    *state = next;
    Ok(effects)
}

/// Plays one case three ways at once; returns how many events were applied and how many refused.
fn play(engine: &Engine, seed: u64, work: &mut [Workspace; 2], reused: &mut State) -> (usize, usize) {
    let mut dice = Dice(seed);
    let [chained, unchained] = work;
    engine.reset_case(reused);
    assert_eq!(*reused, engine.new_case(), "seed {seed}");
    let (mut copy, mut free) = (engine.new_case(), engine.new_case());
    let day = i32::try_from(dice.below(900)).unwrap() + 19_700;
    let date = lianban_runtime::time::Date::from_epoch_day(day).unwrap();
    let (mut at, head) = (Instant::from_local(date, 600, 480), free.head);
    let (mut applied, mut refused) = (0, 0);
    let mut after_the_end = 0;
    for row in 0..70 {
        after_the_end += u32::from(copy.status.is_final());
        if after_the_end > 12 {
            break;
        }
        let event = next_event(engine, &copy, &mut at, &mut dice);
        let before = reused.to_bytes();
        let expected = on_a_copy(engine, &mut copy, &event);
        let found = engine.step_with(chained, reused, &event);
        let found = found.map(|()| chained.effects().to_vec()).map_err(|refusal| format!("{refusal:?}"));
        assert_eq!(found, expected, "seed {seed}, row {row}: {event:?}");
        if found.is_err() {
            assert_eq!(reused.to_bytes(), before, "seed {seed}, row {row}: refused {event:?}");
            assert_eq!(chained.effects(), []);
            refused += 1;
        } else {
            applied += 1;
        }
        assert_eq!(*reused, copy, "seed {seed}, row {row}: {event:?}");
        assert_eq!(reused.to_bytes(), copy.to_bytes(), "seed {seed}, row {row}");
        let found = engine.step_with(unchained, &mut free, &event).map_err(|refusal| format!("{refusal:?}"));
        assert_eq!(found.map(|()| unchained.effects().to_vec()), expected, "seed {seed}, row {row}");
        let mut headless = copy.clone();
        headless.head = head;
        assert_eq!(free, headless, "seed {seed}, row {row}: without the chain");
        let alarm = State::from_bytes(&reused.to_bytes()).unwrap().next_alarm();
        assert_eq!(reused.next_alarm(), alarm, "seed {seed}, row {row}: {event:?}");
    }
    (applied, refused)
}

#[test]
fn a_step_in_place_is_a_step_on_a_copy() {
    let engines = engines();
    assert!(engines.len() > 60, "only {} bundles", engines.len());
    let mut work = [Workspace::new(), Workspace::unchained()];
    let (mut applied, mut refused) = (0, 0);
    for (engine, row) in engines.iter().zip(1_u64..) {
        let mut reused = engine.new_case();
        for round in 1..=24 {
            let counts = play(engine, row * 1_000 + round, &mut work, &mut reused);
            applied += counts.0;
            refused += counts.1;
        }
    }
    assert!(applied > 10_000 && refused > 10_000, "{applied} events applied, {refused} refused");
}
