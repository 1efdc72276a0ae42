//! 版本升级 by hand on the restaurant.

use crate::case::tests::restaurant;
use crate::case::*;
use crate::plan::*;
use crate::time::{Date, Instant, Span};

fn at(text: &str) -> Instant {
    Instant::parse(&format!("2026-{text}:00+08:00")).unwrap()
}

/// A case on one plan, and the other plan.
struct Case {
    old: Engine,
    state: State,
}

impl Case {
    fn submitted() -> Self {
        let old = Engine::new(restaurant(None)).unwrap();
        let state = old.new_case();
        let mut case = Self { old, state };
        case.event("09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(true)] });
        case
    }

    fn event(&mut self, when: &str, kind: EventKind) {
        let event = Event { key: String::new(), at: at(when), actor: Actor::default(), kind };
        self.old.step(&mut self.state, &event).unwrap_or_else(|why| panic!("{event:?}: {why:?}"));
    }

    fn finish(&mut self, when: &str, scope: u32) {
        self.event(when, EventKind::Finish { scope: ScopeIx(scope) });
    }

    fn dry(&self, when: &str, to: &Engine) -> Migration {
        self.old.migration(to, &self.state, at(when), &[])
    }

    fn migrate(&self, when: &str, to: &Engine, consent: bool) -> Result<(State, Migrated), Refusal> {
        let kind = EventKind::Migrate {
            from: *self.old.plan_hash(),
            plan: *to.plan_hash(),
            consent,
            renames: Vec::new(),
            note: String::new(),
        };
        let event = Event { key: String::new(), at: at(when), actor: Actor::default(), kind };
        let mut state = self.state.clone();
        let before = state.hash();
        match self.old.migrate(to, &mut state, &event) {
            Ok(migrated) => Ok((state, migrated)),
            Err(refusal) => {
                assert_eq!(state.hash(), before, "a refusal changes nothing");
                Err(refusal)
            }
        }
    }
}

/// The restaurant, changed.
fn changed(change: impl FnOnce(&mut Plan)) -> Engine {
    let mut plan = restaurant(None);
    change(&mut plan);
    Engine::new(plan).unwrap()
}

fn due(engine: &Engine, state: &State, name: &str) -> String {
    let limit = engine.limit_indices().find(|at| engine.limit_name(*at) == name).expect(name);
    state.limit(limit).due.map(|due| due.format(480)[5..16].to_owned()).unwrap_or_default()
}

/// 设立登记 done on 09-30, the other items accepted at its end: 食品 due 10-14 (5 working days: 10-08, 09, 10, 12, 13 with
/// the Saturday 10-10 worked → 10-13), the bundle 10 days.
#[test]
fn a_longer_calendar_maps_completely_and_changes_no_date() {
    let mut case = Case::submitted();
    case.finish("09-30T12:00", 1);
    let longer = changed(|plan| {
        plan.calendar.id = "国庆 2026，到 2027".into();
        plan.calendar.last = Date::parse("2027-12-31").unwrap();
    });
    let report = case.dry("10-08T09:00", &longer);
    assert_eq!(report, Migration::default(), "nothing to say");
    let (state, migrated) = case.migrate("10-08T09:00", &longer, false).unwrap();
    assert_eq!(migrated.report, report);
    assert_eq!(state.plan_hash(), longer.plan_hash());
    assert_eq!(state.sequence, case.state.sequence + 1);
    assert_ne!(state.head, case.state.head);
    for limit in case.old.limit_indices() {
        assert_eq!(state.limit(limit).due, case.state.limit(limit).due);
    }
    longer.check_state(&state).unwrap();
    // And back: it is the same state but for the chain.
    assert_eq!(case.migrate("10-08T09:00", &case.old, false).unwrap_err(), Refusal::OnPlanAlready);
}

/// The promise of 食品 falls from 5 to 3 working days: from 09-30 12:00 the third is 10-10. The bundle goes from 10 to 12.
#[test]
fn a_shorter_promise_needs_nobody_a_longer_one_needs_the_applicant() {
    let mut case = Case::submitted();
    case.finish("09-30T12:00", 1);
    assert_eq!(due(&case.old, &case.state, "食品经营许可 承诺时限"), "10-13T17:30");
    let shorter = changed(|plan| plan.limits[1].budget = Span::work_days(3));
    let (state, migrated) = case.migrate("10-08T09:00", &shorter, false).unwrap();
    assert_eq!(due(&shorter, &state, "食品经营许可 承诺时限"), "10-10T17:30");
    assert_eq!(migrated.report.moved.len(), 1);
    let moved: Vec<&Effect> = migrated.after.iter().skip(1).collect();
    assert!(matches!(moved[0].kind, EffectKind::LimitMoved { limit: LimitIx(1), .. }), "{moved:?}");
    let longer = changed(|plan| plan.limits[0].budget = Span::work_days(12));
    assert_eq!(case.dry("10-08T09:00", &longer).verdict(), MigrationVerdict::NeedsConsent);
    let Err(Refusal::ConsentNeeded { worse }) = case.migrate("10-08T09:00", &longer, false) else {
        panic!("the applicant was not asked");
    };
    assert_eq!((worse.len(), worse[0].kind), (1, WorseKind::Later));
    assert_eq!(worse[0].in_words(480).0, "我要开餐馆 整件时限从 2026-10-20 17:30 推迟到 2026-10-22 17:30");
    let (state, _) = case.migrate("10-08T09:00", &longer, true).unwrap();
    assert_eq!(due(&longer, &state, "我要开餐馆 整件时限"), "10-22T17:30");
}

/// A shorter limit that has run out meanwhile is red at once, from when it was due; levels never fall again.
#[test]
fn levels_only_rise() {
    let mut case = Case::submitted();
    case.finish("09-30T12:00", 1);
    case.event("10-12T09:00", EventKind::Tick);
    let shorter = changed(|plan| plan.limits[1].budget = Span::work_days(3));
    let (state, migrated) = case.migrate("10-12T10:00", &shorter, false).unwrap();
    assert_eq!(state.limit(LimitIx(1)).level, Level::Red);
    let red = migrated
        .after
        .iter()
        .find(|effect| effect.kind == EffectKind::LevelRaised { limit: LimitIx(1), level: Level::Red });
    assert_eq!(red.map(|effect| effect.at), Some(at("10-10T17:30")));
    let mut back = Case { old: shorter, state };
    back.event("10-12T11:00", EventKind::Tick);
    let (state, _) = back.migrate("10-12T12:00", &case.old, true).unwrap();
    assert_eq!(state.limit(LimitIx(1)).level, Level::Red, "once red, always red");
}

#[test]
fn what_runs_may_not_be_gone_and_what_has_not_begun_may() {
    let mut case = Case::submitted();
    case.finish("09-30T12:00", 1);
    // 招牌 has not been decided and runs; without it the case cannot go on there.
    let without = changed(|plan| {
        for node in [5, 10] {
            plan.nodes[node].name = format!("别的·{node}");
        }
        plan.scopes[4].name = "别的".into();
    });
    let report = case.dry("10-08T09:00", &without);
    assert_eq!(report.verdict(), MigrationVerdict::Cannot);
    assert!(report.obstacles.contains(&Obstacle::RunningGone("招牌".into())), "{report:?}");
    // The same with a hint.
    let hint = Rename { what: Renamed::Scope, from: "招牌".into(), to: "别的".into() };
    let hinted = changed(|plan| {
        plan.nodes[5].name = "别的·受理".into();
        plan.nodes[10].name = "别的·决定".into();
        plan.scopes[4].name = "别的".into();
    });
    let report = case.old.migration(&hinted, &case.state, at("10-08T09:00"), &[hint]);
    assert_eq!(report, Migration::default());
}

#[test]
fn an_answer_that_is_missing_keeps_the_case_where_it_is() {
    let case = Case::submitted();
    let asks = changed(|plan| {
        let mut question = plan.questions[0].clone();
        question.name = "外摆".into();
        plan.questions.push(question);
    });
    let report = case.dry("10-08T09:00", &asks);
    assert_eq!(report.obstacles, [Obstacle::NoAnswer("外摆".into())]);
    let other = changed(|plan| plan.questions[0].kind = AnswerKind::Choice(vec!["有".into(), "无".into()]));
    let plan_with_guard = other.plan().guards.clone();
    assert_eq!(plan_with_guard.len(), 2);
    let report = case.dry("10-08T09:00", &other);
    assert_eq!(report.obstacles, [Obstacle::BadAnswer("户外招牌".into())]);
}

#[test]
fn another_bundle_is_no_new_version() {
    let case = Case::submitted();
    let other = changed(|plan| plan.name = "我要开茶馆".into());
    assert!(matches!(case.dry("10-08T09:00", &other).obstacles[..], [Obstacle::OtherBundle { .. }]));
    let elsewhere = changed(|plan| plan.region = "湖北省".into());
    assert!(matches!(case.dry("10-08T09:00", &elsewhere).obstacles[..], [Obstacle::OtherBundle { .. }]));
    let hint = Rename { what: Renamed::Bundle, from: "我要开餐馆".into(), to: "我要开茶馆".into() };
    let report = case.old.migration(&other, &case.state, at("10-08T09:00"), &[hint]);
    assert_eq!(report.verdict(), MigrationVerdict::Maps);
}

/// A material that an accepted item newly needs is waived; one of an item that is not accepted is asked for.
#[test]
fn nobody_is_asked_for_a_material_of_an_accepted_item() {
    let mut case = Case::submitted();
    let needs = changed(|plan| {
        let mut material = plan.materials[1].clone();
        material.name = "租赁合同".into();
        plan.materials.push(material);
        for scope in [1, 2] {
            plan.scopes[scope].needs.push(MaterialIx(2));
        }
    });
    let burden = |item: &str| Burden { material: "租赁合同".into(), item: item.into() };
    let report = case.dry("09-30T11:00", &needs);
    assert_eq!((report.waived, report.asked), (vec![burden("设立登记")], vec![burden("食品经营许可")]));
    case.finish("09-30T12:00", 1);
    let report = case.dry("10-08T09:00", &needs);
    assert_eq!((report.waived, report.asked), (vec![burden("食品经营许可")], vec![]));
}

/// The applicant's own time may get longer, not shorter: 健康证 is owed for 5 working days from 09-30 12:00, 10-13.
#[test]
fn the_applicants_own_time_gets_shorter_only_with_consent() {
    let mut case = Case::submitted();
    case.finish("09-30T12:00", 1);
    assert_eq!(due(&case.old, &case.state, "《健康证》 容缺时限"), "10-13T17:30");
    let tolerance = |days| changed(move |plan| plan.limits[3].budget = Span::work_days(days));
    assert_eq!(case.dry("10-08T09:00", &tolerance(7)).verdict(), MigrationVerdict::Maps);
    let report = case.dry("10-08T09:00", &tolerance(4));
    assert_eq!(report.worse.iter().map(|worse| worse.kind).collect::<Vec<_>>(), [WorseKind::Sooner]);
    // Two days are over already: the item would be revoked in the same moment.
    let report = case.dry("10-10T09:00", &tolerance(2));
    assert!(matches!(report.obstacles[..], [Obstacle::AlreadyOver { .. }]), "{report:?}");
    let milder = changed(|plan| plan.limits[3].silence = Silence::Withdrawn);
    let report = case.dry("10-08T09:00", &milder);
    assert_eq!(report.worse.iter().map(|worse| worse.kind).collect::<Vec<_>>(), [WorseKind::Silence]);
}

/// Owed, and the new plan needs it at once.
#[test]
fn what_is_owed_stays_owed() {
    let mut case = Case::submitted();
    case.finish("09-30T12:00", 1);
    let strict = changed(|plan| {
        plan.scopes[2].needs.push(MaterialIx(1));
        plan.obligations.clear();
        plan.nodes[6].guard = GuardIx(2);
        plan.guards.push(Guard::Not(GuardIx(0)));
        plan.limits[3].kind = LimitKind::Joint;
    });
    let report = case.dry("10-08T09:00", &strict);
    assert!(report.obstacles.contains(&Obstacle::OwedGone("健康证".into())), "{report:?}");
}

/// A case that could not go on because the calendar had no more days goes on.
#[test]
fn a_case_that_stood_at_the_end_of_the_calendar_goes_on() {
    let old = Engine::new(restaurant(None)).unwrap();
    let state = old.new_case();
    let mut case = Case { old, state };
    case.event("12-15T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
    // The decision opens the five days of 食品 and of 健康证, which end on 2027-01-05 or so.
    let finish = Event {
        key: String::new(),
        at: at("12-28T10:00"),
        actor: Actor::default(),
        kind: EventKind::Finish { scope: ScopeIx(1) },
    };
    let mut stuck = case.state.clone();
    assert!(matches!(case.old.step(&mut stuck, &finish), Err(Refusal::Calendar(_))));
    let longer = changed(|plan| {
        plan.calendar.last = Date::parse("2027-12-31").unwrap();
        plan.calendar.rest.push(Date::parse("2027-01-01").unwrap());
    });
    let (mut state, _) = case.migrate("12-28T10:00", &longer, false).unwrap();
    longer.step(&mut state, &finish).unwrap();
    // Day 0 is Monday 12-28; 29, 30, 31, then Monday 01-04 and Tuesday 01-05.
    assert_eq!(due(&longer, &state, "食品经营许可 承诺时限"), "01-05T17:30");
}

/// A new item is accepted at the migration, not at the submission: its days count from there.
#[test]
fn a_new_item_begins_at_the_migration() {
    let case = Case::submitted();
    let more = changed(|plan| {
        // 招牌 applies always.
        plan.scopes[4].guard = GuardIx(0);
        for node in [5, 10] {
            plan.nodes[node].guard = GuardIx(0);
        }
    });
    let old = Engine::new(restaurant(None)).unwrap();
    let state = old.new_case();
    let mut without = Case { old, state };
    without.event("09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
    without.finish("09-30T12:00", 1);
    let (state, migrated) = without.migrate("10-08T09:00", &more, false).unwrap();
    assert_eq!(migrated.report.added, ["招牌"]);
    assert_eq!(state.node(NodeIx(10)).start, Some(at("10-08T09:00")));
    drop(case);
}

/// What the wrong event or the wrong plan is told.
#[test]
fn a_migration_takes_both_plans_and_its_own_event() {
    let case = Case::submitted();
    let other = changed(|plan| plan.calendar.id = "别的".into());
    let from = *case.old.plan_hash();
    let kind =
        EventKind::Migrate { from, plan: [1; 32], consent: false, renames: vec![], note: String::new() };
    let event = Event { key: String::new(), at: at("10-08T09:00"), actor: Actor::default(), kind };
    let mut state = case.state.clone();
    assert_eq!(case.old.step(&mut state, &event), Err(Refusal::NeedsPlan { plan: [1; 32] }));
    assert_eq!(case.old.migrate(&other, &mut state, &event), Err(Refusal::NeedsPlan { plan: [1; 32] }));
    let tick = Event { kind: EventKind::Tick, ..event.clone() };
    assert_eq!(case.old.migrate(&other, &mut state, &tick), Err(Refusal::NotAMigration));
    let early = case.migrate("09-29T09:00", &other, false);
    assert!(matches!(early, Err(Refusal::ClockBack { .. })), "{early:?}");
    let mut moved = case.migrate("10-08T09:00", &other, false).unwrap().0;
    assert_eq!(case.old.step(&mut moved, &tick), Err(Refusal::OtherPlan));
}
