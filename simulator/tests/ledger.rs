//! The ledger under any events: on random plans with every kind of limit, silence and level, whatever happens to the case,
//! levels only rise (T9), what is open has a due instant and is not overdue in silence, nothing is left running when the
//! case ends (F5), and the journal replays to the same state (D1).

use lianban_compiler::proof::random_plans::random_plan;
use lianban_runtime::case::{Actor, Engine, Event, EventKind, LimitPhase, State};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Limit, LimitIx, LimitKind, LimitSpan, MaterialIx, NodeIx, Plan, ScopeIx, ScopeKind,
    Silence, Threshold, Thresholds, settle,
};
use lianban_runtime::time::{Date, Instant, Roll, Span, Unit};
use proptest::prelude::*;

/// Reads decisions off random bytes; zeros when they run out.
struct Dice<'b>(std::slice::Iter<'b, u8>);

impl Dice<'_> {
    fn below(&mut self, n: usize) -> usize {
        usize::from(*self.0.next().unwrap_or(&0)) % n.max(1)
    }

    fn span(&mut self) -> Span {
        let unit = [Unit::WorkDay, Unit::Day, Unit::WorkHour, Unit::Hour][self.below(4)];
        let roll = if unit == Unit::Day {
            [Roll::None, Roll::Next, Roll::Extend][self.below(3)]
        } else {
            Roll::None
        };
        Span { amount: u32::try_from(self.below(12)).unwrap(), unit, roll }
    }

    fn thresholds(&mut self) -> Thresholds {
        let mut level = || match self.below(3) {
            0 => None,
            1 => Some(Threshold::Share(1 + u32::try_from(self.below(99)).unwrap())),
            _ => Some(Threshold::Left(self.span())),
        };
        let (notice, yellow) = (level(), level());
        Thresholds { notice, yellow, red_after: [None, Some(self.span())][self.below(2)] }
    }

    fn anchor(&mut self, plan: &Plan) -> Anchor {
        let node = NodeIx(u32::try_from(self.below(plan.nodes.len())).unwrap());
        Anchor { node, at: [AnchorPoint::Start, AnchorPoint::End][self.below(2)] }
    }
}

/// Limits between any two moments, corrections, silences and levels at random.
fn with_limits(mut plan: Plan, dice: &mut Dice<'_>) -> Plan {
    for row in 0..plan.limits.len() {
        let kind = plan.limits[row].kind;
        let thresholds = dice.thresholds();
        let silence = match kind {
            LimitKind::Promised => [Silence::Late, Silence::Granted, Silence::Renewed][dice.below(3)],
            LimitKind::Joint | LimitKind::Step => {
                [Silence::Late, Silence::NoObjection, Silence::Absent][dice.below(3)]
            }
            LimitKind::Tolerance => {
                [Silence::Overdue, Silence::Withdrawn, Silence::Refused, Silence::Revoked][dice.below(4)]
            }
            _ => plan.limits[row].silence,
        };
        (plan.limits[row].thresholds, plan.limits[row].silence) = (thresholds, silence);
    }
    let limit = |scope, kind, span, dice: &mut Dice<'_>, silence| Limit {
        thresholds: dice.thresholds(),
        budget: dice.span(),
        scope,
        kind,
        span,
        silence,
        ..plan.limits.first().cloned().unwrap_or_else(|| unreachable!("every random plan has limits"))
    };
    let mut more = Vec::new();
    for _ in 0..dice.below(4) {
        let span = LimitSpan { from: dice.anchor(&plan), until: dice.anchor(&plan) };
        more.push(limit(ScopeIx(0), LimitKind::Between, span, dice, Silence::Late));
    }
    for (scope, row) in plan.scopes.iter().zip(0_u32..) {
        if matches!(scope.kind, ScopeKind::Item | ScopeKind::Bundle) && dice.below(2) == 0 {
            let at = |at| Anchor { node: scope.entry, at };
            let span = LimitSpan { from: at(AnchorPoint::Start), until: at(AnchorPoint::End) };
            let silence =
                [Silence::Late, Silence::Overdue, Silence::Withdrawn, Silence::Refused][dice.below(4)];
            more.push(limit(ScopeIx(row), LimitKind::Correction, span, dice, silence));
        }
    }
    plan.limits.extend(more);
    plan
}

fn event(kind: EventKind, at: Instant) -> Event {
    Event { key: String::new(), at, actor: Actor::default(), kind }
}

fn any_event(dice: &mut Dice<'_>, plan: &Plan) -> EventKind {
    let scope = ScopeIx(u32::try_from(dice.below(plan.scopes.len())).unwrap());
    let material = MaterialIx(u32::try_from(dice.below(plan.materials.len())).unwrap());
    match dice.below(24) {
        0..=7 => EventKind::Finish { scope },
        8..=11 => EventKind::AskCorrection { scope, note: String::new() },
        12..=14 => EventKind::Correct { scope },
        15 => EventKind::Refuse { scope, note: "不符合条件".to_owned() },
        16..=18 => EventKind::Supply { material },
        19 => EventKind::Withdraw,
        20 => EventKind::Expire,
        _ => EventKind::Tick,
    }
}

fn sound(engine: &Engine, before: &State, after: &State) -> Result<(), TestCaseError> {
    for (limit, row) in engine.plan().limits.iter().zip(0_u32..) {
        let (was, is) = (before.limit(LimitIx(row)), after.limit(LimitIx(row)));
        prop_assert!(is.level >= was.level, "{:?}: {:?} after {:?}", limit.kind, is.level, was.level);
        if is.phase == LimitPhase::Open {
            prop_assert!(!after.status.is_final(), "{limit:?} is left running");
            let (from, due) = (is.from.unwrap(), is.due.unwrap());
            prop_assert!(from <= due || limit.budget.amount == 0 || limit.budget.unit == Unit::Day);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_ledger_stays_sound(
        bytes in proptest::collection::vec(any::<u8>(), 20..120),
        more in proptest::collection::vec(any::<u8>(), 60..400),
        joins in any::<bool>(),
    ) {
        let mut dice = Dice(more.iter());
        let plan = with_limits(random_plan(&bytes, joins), &mut dice);
        prop_assert_eq!(plan.check(), Ok(()));
        let engine = Engine::new(plan.clone()).unwrap();
        let again = Plan::from_binary(&plan.to_binary()).unwrap();
        prop_assert_eq!(&again, &plan);
        let mut at = Instant::parse("2026-03-09T09:00:00+08:00").unwrap();
        let mut state = engine.new_case();
        let day = Date::from_ymd(2026, 3, 9).unwrap();
        let open = vec![None; plan.questions.len()];
        let mut answers = settle(&plan.questions, &plan.guards, &open, day).answers;
        for (row, question) in plan.questions.iter().enumerate() {
            let mut given: Vec<_> = answers.iter().copied().map(Some).collect();
            for answer in question.kind.parse("是").into_iter().chain(question.kind.parse("甲")).chain(question.kind.parse("3")) {
                given[row] = Some(answer);
            }
            answers = settle(&plan.questions, &plan.guards, &given, day).answers;
        }
        let mut journal = vec![event(EventKind::Submit { answers }, at)];
        if engine.step(&mut state, &journal[0]).is_err() {
            return Ok(()); // too few predecessors apply
        }
        for _ in 0..60 {
            at = at.add_millis(i64::try_from(dice.below(40)).unwrap() * 3_600_000).unwrap();
            let next = event(any_event(&mut dice, &plan), at);
            let before = state.clone();
            match engine.step(&mut state, &next) {
                Ok(effects) => {
                    prop_assert!(effects.iter().all(|effect| effect.at <= at));
                    journal.push(next);
                    sound(&engine, &before, &state)?;
                }
                Err(_) => prop_assert_eq!(&state, &before),
            }
        }
        let mut replayed = engine.new_case();
        for event in &journal {
            prop_assert!(engine.step(&mut replayed, event).is_ok());
        }
        prop_assert_eq!(replayed.hash(), state.hash());
        // However long nothing happens, time passes and the case stays sound.
        let before = state.clone();
        let later = at.add_millis(300 * 24 * 3_600_000).unwrap();
        if engine.step(&mut state, &event(EventKind::Tick, later)).is_ok() {
            sound(&engine, &before, &state)?;
        }
    }
}
