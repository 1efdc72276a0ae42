//! What the second opinion found, by hand (decision 0021): dates that a person can check on a wall calendar.

use lianban_compiler::proof::testing::PlanBuilder;
use lianban_runtime::case::{
    Actor, Effect, EffectKind, Engine, Event, EventKind, Level, LimitPhase, Phase, Refusal, ScopeOutcome,
    State,
};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, DepartmentIx, GuardIx, LimitIx, LimitKind, LimitSpan, MaterialSource, Needed,
    NodeIx, Panel, PanelKind, Plan, Procedure, ProcedureIx, ScopeIx, Seat, Silence, Threshold, Thresholds,
    Voice,
};
use lianban_runtime::time::{Instant, Roll, Span, Unit};
use lianban_trust::duel::replayed;

fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}+08:00")).expect("an instant")
}

fn event(text: &str, kind: EventKind) -> Event {
    Event { key: String::new(), at: at(text), actor: Actor::default(), kind }
}

fn submit(text: &str) -> Event {
    event(text, EventKind::Submit { answers: Vec::new() })
}

/// The case behind events that are all accepted, on which the second opinion agrees.
fn told(plan: &Plan, events: &[Event]) -> (Engine, State, Vec<Effect>) {
    let engine = Engine::new(plan.clone()).expect("a plan");
    let mut state = engine.new_case();
    let mut effects = Vec::new();
    for event in events {
        effects.extend(engine.step(&mut state, event).expect("accepted"));
    }
    assert_eq!(replayed(plan, events), None);
    (engine, state, effects)
}

fn builder() -> PlanBuilder {
    let mut b = PlanBuilder::new("找到的");
    b.plan.calendar = lianban_trust::calendar::published();
    b
}

/// 即办 on Friday, asked on Sunday, the last paper on Monday: due on Monday, and met.
#[test]
fn a_correction_moves_the_intake_limit_before_acceptance() {
    let mut b = builder();
    b.plan.nodes[0].automatic = false;
    let limit = b.limit(ScopeIx(0), LimitKind::Intake, Span::work_days(0));
    b.plan.limits[limit.index()].span = LimitSpan {
        from: Anchor { node: NodeIx(0), at: AnchorPoint::Start },
        until: Anchor { node: NodeIx(0), at: AnchorPoint::End },
    };
    let scope = ScopeIx(0);
    let events = [
        submit("2026-01-09T10:00:00"),
        event("2026-01-11T09:00:00", EventKind::AskCorrection { scope, note: String::new() }),
        event("2026-01-12T15:30:00", EventKind::Correct { scope }),
    ];
    let (_, state, _) = told(&b.finish(), &events);
    let limit = state.limit(LimitIx(0));
    assert_eq!((limit.phase, limit.due), (LimitPhase::Met, Some(at("2026-01-12T17:30:00"))));
}

/// Five working days of receipt, not of the acceptance with which the first stage begins: received on Monday 03-02,
/// accepted on the 5th, until the 9th.
#[test]
fn the_days_to_ask_count_from_receipt_in_a_first_stage_too() {
    let mut b = builder();
    b.plan.nodes[0].automatic = false;
    let item = b.item("甲", Span::work_days(9), GuardIx(0));
    b.stage("一阶段", 20, &[item], &[]);
    let plan = b.finish();
    let accepted = [submit("2026-03-02T10:00:00"), event("2026-03-05T10:00:00", EventKind::Accept)];
    let (engine, mut state, _) = told(&plan, &accepted);
    let ask = |text| event(text, EventKind::AskCorrection { scope: item, note: String::new() });
    assert!(engine.step(&mut state.clone(), &ask("2026-03-09T17:30:00")).is_ok());
    let until = at("2026-03-09T17:30:00");
    assert_eq!(
        engine.step(&mut state, &ask("2026-03-10T09:00:00")),
        Err(Refusal::AskedLate { scope: item, until })
    );
}

/// 10 工作小时 of the bundle from its acceptance to the end of a planned 专家评审 that does not count: from Tuesday 13:54 to
/// Friday 17:30 the clock stood, so seven hours of Monday and three of Tuesday are left, and the limit is met.
#[test]
fn a_limit_that_ends_with_a_procedure_is_not_late_by_it() {
    let mut b = builder();
    let item = b.item("甲", Span::work_days(4), GuardIx(0));
    let step = b.step(item, "专家评审", 3);
    let node = b.ends(step).0;
    b.plan.procedures.push(Procedure {
        name: "专家评审".to_owned(),
        kind: "专家评审".to_owned(),
        basis: String::new(),
        scope: item,
        node: Some(node),
        budget: Some(Span::work_days(3)),
        thresholds: Thresholds { notice: None, yellow: None, red_after: None },
        stops: true,
        told: true,
    });
    let hours = Span { amount: 10, unit: Unit::WorkHour, roll: Roll::None };
    let limit = b.limit(ScopeIx(0), LimitKind::Between, hours);
    b.plan.limits[limit.index()].span = LimitSpan {
        from: Anchor { node: NodeIx(0), at: AnchorPoint::End },
        until: Anchor { node, at: AnchorPoint::End },
    };
    b.plan.limits[limit.index()].excludes = vec![ProcedureIx(0)];
    let events =
        [submit("2026-08-25T13:54:00"), event("2026-08-28T17:30:00", EventKind::Finish { scope: step })];
    let (_, state, effects) = told(&b.finish(), &events);
    let found = state.limit(limit);
    let due = at("2026-09-01T12:00:00");
    assert_eq!((found.phase, found.due), (LimitPhase::Met, Some(due)));
    assert!(effects.iter().any(|effect| effect.kind == EffectKind::LimitMoved { limit, due }));
}

/// 4 小时 from 10:00, 黄牌 written as 0 日 left (closing time): red at 14:00 all the same.
#[test]
fn red_does_not_wait_for_a_level_that_comes_later() {
    let mut b = builder();
    let hours = Span { amount: 4, unit: Unit::Hour, roll: Roll::None };
    b.item("甲", hours, GuardIx(0));
    let yellow = Some(Threshold::Left(Span { amount: 0, unit: Unit::Day, roll: Roll::None }));
    b.plan.limits[0].thresholds = Thresholds { notice: None, yellow, red_after: None };
    let events = [submit("2026-03-02T10:00:00"), event("2026-03-02T14:00:00", EventKind::Expire)];
    let (_, state, _) = told(&b.finish(), &events);
    assert_eq!(state.limit(LimitIx(0)).level, Level::Red);
}

/// Nothing is signed while the case is suspended: the last signature would end the step.
#[test]
fn nobody_signs_while_it_is_suspended() {
    let mut b = builder();
    let department = b.department("市监");
    let item = b.item("甲", Span::work_days(9), GuardIx(0));
    let step = b.step(item, "会签", 3);
    let node = b.ends(step).0;
    let seats = vec![Seat { who: Voice::Department(DepartmentIx(department.0)), always: true }];
    let kind = PanelKind::Signing { in_turn: false };
    b.plan.desk.panels.push(Panel { node, seats, needed: Needed::All, kind, basis: String::new() });
    let suspend = EventKind::Suspend { scope: ScopeIx(0), basis: "等另一案".to_owned() };
    let events = [submit("2026-03-02T10:00:00"), event("2026-03-02T11:00:00", suspend)];
    let (engine, mut state, _) = told(&b.finish(), &events);
    let mut sign =
        event("2026-03-03T10:00:00", EventKind::Opinion { scope: step, consent: true, note: String::new() });
    sign.actor.department = "市监".to_owned();
    assert_eq!(engine.step(&mut state, &sign), Err(Refusal::Suspended(step)));
}

/// One missing paper takes two items out at one instant, and the case with them.
#[test]
fn what_goes_together_goes_at_one_instant() {
    let mut b = builder();
    let (one, two) =
        (b.item("甲", Span::work_days(9), GuardIx(0)), b.item("乙", Span::work_days(9), GuardIx(0)));
    let paper = b.material("证明", MaterialSource::Applicant);
    b.needs(one, paper);
    b.needs(two, paper);
    b.tolerance(paper, 2);
    let events = [submit("2026-03-02T10:00:00"), event("2026-03-04T17:30:00", EventKind::Expire)];
    let (engine, state, _) = told(&b.finish(), &events);
    for item in [one, two] {
        assert_eq!(state.scope(item).outcome, ScopeOutcome::Revoked);
        assert_eq!(state.node(engine.scope(item).exit).end, Some(at("2026-03-04T17:30:00")));
    }
    assert_eq!(state.node(engine.scope(ScopeIx(0)).exit).phase, Phase::Done);
}

/// 退回 after the limit of the step has run out: its silence was over before the work began anew, nobody is taken at it.
#[test]
fn silence_that_was_over_does_not_end_work_that_began_anew() {
    let mut b = builder();
    let item = b.item("甲", Span::work_days(20), GuardIx(0));
    let (first, second) = (b.step(item, "初审", 2), b.step(item, "复审", 9));
    let own = |plan: &Plan, scope: ScopeIx| plan.limits.iter().position(|limit| limit.scope == scope);
    let row = own(&b.plan, first).expect("a limit");
    b.plan.limits[row].silence = Silence::NoObjection;
    let what = vec![lianban_runtime::plan::Handling::SendBack];
    let node = b.ends(second).0;
    b.plan.desk.allowed.push(lianban_runtime::plan::Allowed { node, what });
    let plan = b.finish();
    let back = EventKind::SendBack { scope: second, to: None, note: String::new() };
    let events = [
        submit("2026-03-02T10:00:00"),
        event("2026-03-03T10:00:00", EventKind::Finish { scope: first }),
        event("2026-03-06T10:00:00", back),
        event("2026-03-09T10:00:00", EventKind::Tick),
    ];
    let (engine, state, _) = told(&plan, &events);
    let work = state.node(engine.scope(first).entry);
    assert_eq!((work.phase, work.start), (Phase::Running, Some(at("2026-03-06T10:00:00"))));
    let limit = state.limit(LimitIx(u32::try_from(row).expect("few limits")));
    assert_eq!((limit.phase, limit.level), (LimitPhase::Open, Level::Red));
    assert_eq!(limit.due, Some(at("2026-03-04T17:30:00")));
}
