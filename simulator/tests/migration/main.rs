//! 版本升级 at random: whatever a case has been through, moving it to another plan either is refused with a reason, or
//! leaves a state that a case of the new plan can have, in which nothing that had ended is open again, no level has
//! fallen, nobody owes a paper twice, and what the applicant was told is no later unless the applicant consented. The
//! journal across the border replays to the same state.

#[path = "../wire/validate.rs"]
mod validate;
#[path = "../wire/walk.rs"]
mod walk;

use lianban_compiler::proof::random_plans::random_plan;
use lianban_runtime::case::{
    Actor, Effect, EffectKind, Engine, Event, EventKind, LimitPhase, Migration, MigrationVerdict, Obstacle,
    Phase, Refusal, Rename, Renamed, ScopeOutcome, State, WireMigration, WireState,
};
use lianban_runtime::plan::{LimitKind, Plan};
use lianban_runtime::time::{Date, Instant};
use std::collections::{BTreeMap, BTreeSet};
use walk::{Dice, Walk, corpus};

fn migration(from: &Engine, to: &Engine, at: Instant, consent: bool) -> Event {
    let (from, plan) = (*from.plan_hash(), *to.plan_hash());
    let kind = EventKind::Migrate { from, plan, consent, renames: Vec::new(), note: String::new() };
    Event { key: "升级".into(), at, actor: Actor::default(), kind }
}

/// The same bundle with a newly published year.
fn with_longer_calendar(plan: &Plan) -> Engine {
    let mut plan = plan.clone();
    plan.calendar.id.push_str(" 续");
    plan.calendar.last = Date::parse("2028-12-31").unwrap();
    Engine::new(plan).unwrap()
}

/// A state without what differs by the plan's hash alone.
fn without_plan(state: &State, engine: &Engine) -> WireState {
    let mut wire = WireState::of(state, engine).unwrap();
    (wire.plan, wire.head, wire.sequence) = (String::new(), String::new(), 0);
    wire
}

#[test]
fn a_longer_calendar_changes_nothing_at_any_moment() {
    let mut moved = 0;
    for (file, plan) in corpus() {
        let old = Engine::new(plan.clone()).unwrap();
        let new = with_longer_calendar(&plan);
        for seed in 0..3_u64 {
            let mut walk = Walk::new(&old, seed);
            let mut twin: Option<State> = None;
            let when = usize::try_from(seed).unwrap() * 13 + 3;
            for step in 0..60 {
                let (event, outcome) = walk.next();
                assert_eq!(old.check_state(&walk.state), Ok(()), "{file} {event:?}");
                if let Some(state) = &mut twin {
                    let there = new.step(state, &event);
                    if matches!(outcome, Err(Refusal::Calendar(_))) {
                        break;
                    }
                    assert_eq!(there, outcome, "{file} {event:?}");
                    assert_eq!(without_plan(state, &new), without_plan(&walk.state, &old));
                    assert_eq!(new.check_state(state), Ok(()), "{file} {event:?}");
                } else if step == when {
                    // Nothing is due between the last event and the migration.
                    let at = walk.state.now.unwrap_or(event.at);
                    let mut state = walk.state.clone();
                    assert_eq!(old.migration(&new, &state, at, &[]), Migration::default(), "{file}");
                    let done = old.migrate(&new, &mut state, &migration(&old, &new, at, false)).unwrap();
                    let only = Effect { at, kind: EffectKind::Migrated };
                    assert_eq!((done.before, done.after), (vec![], vec![only]), "{file}");
                    assert_eq!(without_plan(&state, &new), without_plan(&walk.state, &old), "{file}");
                    moved += 1;
                    twin = Some(state);
                }
            }
        }
    }
    assert!(moved > 150, "only {moved} cases have moved");
}

/// Two random plans of the same bundle: most of what they are made of is the same.
fn two_versions(seed: u64) -> (Engine, Engine) {
    let mut dice = Dice::new(seed);
    let bytes: Vec<u8> = (0..110).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
    let mut other = bytes.clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(other.len());
        other[at] = u8::try_from(dice.below(256)).unwrap();
    }
    let joins = seed.is_multiple_of(3);
    let (old, mut new) = (random_plan(&bytes, joins), random_plan(&other, joins));
    if dice.below(2) == 0 {
        // Budgets and silences change more often than the flow.
        new = old.clone();
        for _ in 0..=dice.below(4) {
            let rows = new.limits.len();
            let limit = &mut new.limits[dice.below(rows)];
            limit.budget.amount = u32::try_from(dice.below(14)).unwrap();
        }
    }
    new.calendar.id.push_str(" 新");
    (Engine::new(old).unwrap(), Engine::new(new).unwrap())
}

/// What has been seen.
#[derive(Default)]
struct Tally {
    verdicts: BTreeMap<&'static str, u32>,
    obstacles: BTreeSet<&'static str>,
    worse: BTreeSet<&'static str>,
}

/// Everything that had ended has ended, and no level has fallen.
fn nothing_is_undone(old: &Engine, from: &State, new: &Engine, to: &State) {
    for at in old.scope_indices() {
        let was = from.scope(at).outcome;
        let decided = !matches!(was, ScopeOutcome::Open | ScopeOutcome::Skipped);
        let Some(now) = new.scope_named(old.scope_name(at)).filter(|_| decided) else { continue };
        assert_eq!(to.scope(now).outcome, was, "{}", old.scope_name(at));
    }
    let by_name =
        |engine: &Engine, name: &str| engine.limit_indices().find(|at| engine.limit_name(*at) == name);
    for at in old.limit_indices() {
        let Some(now) = by_name(new, &old.limit_name(at)) else { continue };
        if from.limit(at).phase == LimitPhase::Open && to.limit(now).phase == LimitPhase::Open {
            assert!(to.limit(now).level >= from.limit(at).level);
            assert_eq!(to.limit(now).from, from.limit(at).from, "anchors stay");
            assert_eq!(to.limit(now).extended, from.limit(at).extended);
        }
    }
    // A paper that has been handed in is not owed.
    for owed in &old.plan().obligations {
        let name = old.material_name(owed.material);
        let Some(now) = new.plan().materials.iter().position(|m| m.name == name) else { continue };
        if matches!(from.node(owed.node).phase, Phase::Done | Phase::Early) {
            let rows = new.plan().obligations.iter().filter(|row| row.material.index() == now);
            for row in rows {
                assert_ne!(to.node(row.node).phase, Phase::Running, "《{name}》 is asked for again");
            }
        }
    }
}

/// What the applicant was told is not later.
fn nothing_is_later(old: &Engine, from: &State, new: &Engine, to: &State) {
    let told = [LimitKind::Promised, LimitKind::Statutory, LimitKind::Bundle, LimitKind::Stage];
    for at in old.limit_indices() {
        let limit = old.limit(at);
        if from.limit(at).phase != LimitPhase::Open || !told.contains(&limit.kind) {
            continue;
        }
        let name = old.limit_name(at);
        let now = new.limit_indices().find(|at| new.limit_name(*at) == name);
        let now = now.unwrap_or_else(|| panic!("{name} is gone, and nobody was asked"));
        assert!(to.limit(now).due <= from.limit(at).due, "{name} is later, and nobody was asked");
    }
}

fn between(old: &Engine, new: &Engine, seed: u64, tally: &mut Tally) {
    let mut walk = Walk::new(old, seed);
    let mut journal = Vec::new();
    for _ in 0..=walk.dice.below(40) {
        let (event, outcome) = walk.next();
        if outcome.is_ok() {
            journal.push(event);
        }
    }
    let Some(at) =
        walk.state.now.and_then(|now| now.add_millis(i64::try_from(seed % 5).unwrap() * 30_000_000))
    else {
        return;
    };
    let report = old.migration(new, &walk.state, at, &[]);
    tally.obstacles.extend(report.obstacles.iter().map(Obstacle::code));
    tally.worse.extend(report.worse.iter().map(|worse| worse.kind.code()));
    *tally.verdicts.entry(report.verdict().code()).or_default() += 1;
    assert!(
        !report.obstacles.iter().any(|why| matches!(why, Obstacle::Unsound(_))),
        "seed {seed}: {report:?}"
    );
    validate::holds("migration", &serde_json::to_string(&WireMigration::of(&report, old)).unwrap());
    let consent = report.verdict() == MigrationVerdict::NeedsConsent;
    let mut state = walk.state.clone();
    if consent {
        let refused = old.migrate(new, &mut state, &migration(old, new, at, false));
        assert!(matches!(refused, Err(Refusal::ConsentNeeded { .. })), "seed {seed}: {refused:?}");
        assert_eq!(state, walk.state);
    }
    let event = migration(old, new, at, consent);
    let done = match old.migrate(new, &mut state, &event) {
        Ok(done) => done,
        Err(refusal) => {
            let told = matches!(&refusal, Refusal::CannotMigrate { why } if *why == report.obstacles);
            assert!(told, "seed {seed}: {refusal:?} after {report:?}");
            assert_eq!(state, walk.state);
            return;
        }
    };
    assert_eq!(done.report, report, "the dry run says what the event does");
    assert_eq!(new.check_state(&state), Ok(()), "seed {seed}");
    // What was due until then has happened on the old plan.
    let mut from = walk.state.clone();
    let tick = Event { kind: EventKind::Tick, ..event.clone() };
    old.step(&mut from, &tick).unwrap();
    nothing_is_undone(old, &from, new, &state);
    if !consent {
        nothing_is_later(old, &from, new, &state);
    }
    let mut again = old.new_case();
    for event in &journal {
        old.step(&mut again, event).unwrap();
    }
    old.migrate(new, &mut again, &event).unwrap();
    assert_eq!(again, state, "the journal replays across the border");
    go_on(new, state, seed);
}

/// The case goes on as a case of the new plan.
fn go_on(new: &Engine, state: State, seed: u64) {
    let mut walk = Walk::resumed(new, state, seed);
    for _ in 0..40 {
        let (event, outcome) = walk.next();
        assert_eq!(new.check_state(&walk.state), Ok(()), "seed {seed}: {event:?} {outcome:?}");
    }
}

#[test]
fn between_two_versions_nothing_is_lost_and_nobody_is_worse_off() {
    let mut tally = Tally::default();
    for seed in 0..350 {
        let (old, new) = two_versions(seed);
        for way in 0..3 {
            between(&old, &new, seed * 3 + way, &mut tally);
            between(&new, &old, seed * 3 + way, &mut tally);
        }
    }
    for verdict in ["maps", "needs-consent", "cannot"] {
        let often = tally.verdicts.get(verdict).copied().unwrap_or(0);
        assert!(often > 60, "{verdict}: {often} ({:?})", tally.verdicts);
    }
    println!("{:?} {:?} {:?}", tally.verdicts, tally.obstacles, tally.worse);
}

/// The plan with something called otherwise, and the hint that says so.
fn renamed(plan: &Plan, dice: &mut Dice) -> Option<(Plan, Rename)> {
    let mut plan = plan.clone();
    let other = |name: &str| format!("{name}（新）");
    let pick = |dice: &mut Dice, rows: usize| (rows > 0).then(|| dice.below(rows));
    let (what, from) = match dice.below(5) {
        0 => {
            let at = 1 + pick(dice, plan.scopes.len() - 1)?;
            let from = plan.scopes[at].name.clone();
            let to = other(&from);
            let tail = |name: &str| name.strip_prefix(from.as_str()).map(|rest| format!("{to}{rest}"));
            let inside = |name: &str| name == from || name.starts_with(&format!("{from}·"));
            let steps: BTreeSet<usize> = (0..plan.scopes.len())
                .filter(|row| *row == at || plan.scopes[*row].parent.is_some_and(|up| up.index() == at))
                .filter(|row| inside(&plan.scopes[*row].name))
                .collect();
            for node in &mut plan.nodes {
                if steps.contains(&node.scope.index()) && inside(&node.name) {
                    node.name = tail(&node.name).unwrap();
                }
            }
            for row in steps {
                plan.scopes[row].name = tail(&plan.scopes[row].name).unwrap();
            }
            (Renamed::Scope, from)
        }
        1 => {
            let at = pick(dice, plan.materials.len())?;
            let from = plan.materials[at].name.clone();
            plan.materials[at].name = other(&from);
            for owed in plan.obligations.iter().filter(|owed| owed.material.index() == at) {
                let name = &mut plan.nodes[owed.node.index()].name;
                *name = name.replacen(&from, &other(&from), 1);
            }
            (Renamed::Material, from)
        }
        2 => {
            let at = pick(dice, plan.procedures.len())?;
            let from = plan.procedures[at].name.clone();
            for procedure in plan.procedures.iter_mut().filter(|procedure| procedure.name == from) {
                procedure.name = other(&from);
            }
            (Renamed::Procedure, from)
        }
        3 => {
            let at = pick(dice, plan.departments.len())?;
            let from = plan.departments[at].name.clone();
            plan.departments[at].name = other(&from);
            (Renamed::Department, from)
        }
        _ => {
            let at = pick(dice, plan.questions.len())?;
            let from = plan.questions[at].name.clone();
            plan.questions[at].name = other(&from);
            (Renamed::Question, from)
        }
    };
    let to = other(&from);
    Some((plan, Rename { what, from, to }))
}

#[test]
fn what_is_called_otherwise_is_the_same_with_a_hint() {
    let (mut hinted, mut gone) = (0, BTreeSet::new());
    for (file, plan) in corpus() {
        let old = Engine::new(plan.clone()).unwrap();
        for seed in 0..16_u64 {
            let mut walk = Walk::new(&old, seed);
            for _ in 0..=walk.dice.below(50) {
                let _ = walk.next();
            }
            let Some((other, hint)) = renamed(&plan, &mut walk.dice) else { continue };
            assert_eq!(other.check(), Ok(()), "{file} {hint:?}");
            let new = Engine::new(other).unwrap();
            let at = walk.state.now.unwrap();
            let report = old.migration(&new, &walk.state, at, &[]);
            gone.extend(report.obstacles.iter().map(Obstacle::code));
            assert!(
                !report.obstacles.iter().any(|why| matches!(why, Obstacle::Unsound(_))),
                "{file} {report:?}"
            );
            let report = old.migration(&new, &walk.state, at, std::slice::from_ref(&hint));
            assert_eq!(report, Migration::default(), "{file} {hint:?}");
            hinted += 1;
        }
    }
    assert!(hinted > 400, "only {hinted}");
    for code in ["running-gone", "decided-gone", "stop-gone", "voice-gone", "no-answer", "rated-gone"] {
        assert!(gone.contains(code), "{code} never came up: {gone:?}");
    }
}
