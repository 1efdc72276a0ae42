//! 特别程序, 延期 and 中止 by hand on the restaurant, and against a calculator that walks day by day.

use super::tests::restaurant;
use super::*;
use crate::plan::*;
use crate::time::{Date, Instant, Span};
use proptest::prelude::*;

const FOOD: ScopeIx = ScopeIx(2);
const FIRE: ScopeIx = ScopeIx(3);
const VISIT: ScopeIx = ScopeIx(5);
/// Stops the clock, ten working days.
const REVIEW: ProcedureIx = ProcedureIx(0);
/// Stops the clock, no limit of its own.
const HEARING: ProcedureIx = ProcedureIx(1);
/// Counts.
const NOTICE: ProcedureIx = ProcedureIx(2);

fn plan(excludes: &[ProcedureIx]) -> Plan {
    let mut plan = restaurant(None);
    let procedure = |name: &str, days: Option<u32>, stops: bool| Procedure {
        name: name.into(),
        kind: name.into(),
        basis: "行政许可法 第四十五条".into(),
        scope: ScopeIx(0),
        node: None,
        budget: days.map(Span::work_days),
        thresholds: Thresholds {
            notice: Some(Threshold::Left(Span::work_days(2))),
            yellow: Some(Threshold::Left(Span::work_days(1))),
            red_after: None,
        },
        stops,
        told: true,
    };
    plan.procedures = vec![
        procedure("专家评审", Some(10), true),
        procedure("听证", None, true),
        procedure("公示", Some(3), false),
    ];
    plan.limits[0].excludes = excludes.to_vec();
    let extension = |days: u32, who: &str| Extension {
        most: Span::work_days(days),
        approver: who.into(),
        basis: "行政许可法 第四十二条".into(),
    };
    plan.limits[0].extension = Some(extension(15, "市政府负责人"));
    plan.limits[1].extension = Some(extension(10, "本机关负责人"));
    plan
}

struct Case {
    engine: Engine,
    state: State,
}

impl Case {
    /// Submitted on 09-30; 设立登记 is there on 10-08, so the other items are accepted that day.
    fn new(excludes: &[ProcedureIx]) -> Self {
        let engine = Engine::new(plan(excludes)).unwrap();
        let state = engine.new_case();
        let mut case = Self { engine, state };
        case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
        case.does("2026-10-08T17:30", EventKind::Finish { scope: ScopeIx(1) });
        case.does("2026-10-08T17:30", EventKind::Supply { material: MaterialIx(1) });
        case
    }

    fn step_as(&mut self, role: &str, at: &str, kind: EventKind) -> Result<Vec<Effect>, Refusal> {
        let at = Instant::parse(&format!("{at}:00+08:00")).unwrap();
        let actor = Actor { role: role.into(), ..Actor::default() };
        self.engine.step(&mut self.state, &Event { key: String::new(), at, actor, kind })
    }

    fn does(&mut self, at: &str, kind: EventKind) -> Vec<Effect> {
        self.step_as("", at, kind).unwrap()
    }

    fn refuses(&mut self, at: &str, kind: EventKind) -> &'static str {
        let before = self.state.clone();
        let refusal = self.step_as("", at, kind).unwrap_err();
        assert_eq!(before, self.state, "a refusal changes nothing");
        assert_ne!(refusal.in_words(&self.engine).0, refusal.code(), "it is told in words");
        refusal.code()
    }

    fn due(&self, limit: u32) -> String {
        self.engine.calendar().date_of(self.state.limit(LimitIx(limit)).due.unwrap()).to_string()
    }
}

fn begin(procedure: ProcedureIx, scope: ScopeIx) -> EventKind {
    EventKind::BeginProcedure { procedure, scope, note: String::new() }
}

fn end(procedure: ProcedureIx, scope: ScopeIx) -> EventKind {
    EventKind::EndProcedure { procedure, scope }
}

fn suspend(scope: ScopeIx) -> EventKind {
    EventKind::Suspend { scope, basis: "诉讼".into() }
}

fn extend(scope: ScopeIx, days: u32) -> EventKind {
    EventKind::Extend { scope, by: Span::work_days(days), note: String::new() }
}

/// (10-09, 10-13] is 10-10 (补班), 10-12, 10-13.
#[test]
fn a_stop_moves_its_item_and_who_waits_for_it_and_the_bundle_that_says_so() {
    for (excludes, bundle) in [(&[][..], "2026-10-20"), (&[REVIEW], "2026-10-23"), (&[HEARING], "2026-10-20")]
    {
        let mut case = Case::new(excludes);
        assert_eq!((case.due(0), case.due(1)), ("2026-10-20".into(), "2026-10-14".into()));
        case.does("2026-10-09T10:00", begin(REVIEW, FOOD));
        case.does("2026-10-13T10:00", end(REVIEW, FOOD));
        assert_eq!(case.due(1), "2026-10-19", "three days");
        assert_eq!(case.due(2), "2026-10-19", "消防检查 waits at the inspection");
        assert_eq!(case.due(0), bundle);
    }
}

#[test]
fn overlapping_stops_count_once_and_a_same_day_stop_moves_nothing() {
    let mut case = Case::new(&[]);
    case.does("2026-10-09T09:00", begin(HEARING, FOOD));
    case.does("2026-10-09T17:00", end(HEARING, FOOD));
    assert_eq!(case.due(1), "2026-10-14");
    case.does("2026-10-10T10:00", begin(REVIEW, FOOD));
    case.does("2026-10-12T10:00", begin(HEARING, FOOD));
    case.does("2026-10-13T10:00", end(REVIEW, FOOD));
    case.does("2026-10-14T10:00", end(HEARING, FOOD));
    assert_eq!(case.due(1), "2026-10-19", "(10-10, 10-14] is three days, not four");
}

#[test]
fn after_the_due_date_nothing_stops_and_what_counts_never_does() {
    let mut case = Case::new(&[]);
    case.does("2026-10-09T10:00", begin(NOTICE, FOOD));
    case.does("2026-10-12T10:00", end(NOTICE, FOOD));
    assert_eq!(case.due(1), "2026-10-14");
    case.does("2026-10-15T10:00", begin(REVIEW, FOOD));
    assert_eq!(case.state.limit(LimitIx(1)).level, Level::Red);
    case.does("2026-10-19T10:00", end(REVIEW, FOOD));
    assert_eq!(case.due(1), "2026-10-14");
}

#[test]
fn a_joint_action_begins_when_no_clock_of_a_member_stands() {
    let mut plan = plan(&[]);
    // The inspection waits for 设立登记 of its own, so that a stop comes before it.
    plan.edges.push(Edge { to: NodeIx(7), from: NodeIx(6), kind: EdgeKind::Start, material: None });
    plan.edges.sort_by_key(|edge| (edge.to, edge.from, edge.kind));
    let engine = Engine::new(plan).unwrap();
    let state = engine.new_case();
    let mut case = Case { engine, state };
    case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
    case.does("2026-10-08T17:30", EventKind::Finish { scope: ScopeIx(1) });
    case.does("2026-10-09T10:00", begin(REVIEW, FOOD));
    case.does("2026-10-12T10:00", EventKind::Supply { material: MaterialIx(1) });
    assert_eq!(case.state.node(NodeIx(7)).phase, Phase::Waiting, "ready, but 食品经营许可 is not");
    case.does("2026-10-13T11:00", end(REVIEW, FOOD));
    assert_eq!(case.state.node(NodeIx(7)).phase, Phase::Running);
    assert_eq!(case.state.node(NodeIx(7)).start, Instant::parse("2026-10-13T11:00:00+08:00").ok());
}

#[test]
fn a_procedure_has_a_limit_of_its_own() {
    let mut case = Case::new(&[]);
    case.does("2026-10-09T10:00", begin(REVIEW, FOOD));
    let level = |case: &Case| case.state.stops[0].watch.unwrap().level;
    // Ten working days from 10-09: 10-10, 12–16, 19–22.
    case.does("2026-10-20T17:31", EventKind::Tick);
    assert_eq!(level(&case), Level::Notice, "two days were left at closing of 10-20");
    let raised = |level| EffectKind::ProcedureLevel { procedure: REVIEW, scope: FOOD, level };
    let effects = case.does("2026-10-21T17:31", EventKind::Tick);
    assert!(effects.iter().any(|effect| effect.kind == raised(Level::Yellow)), "one day was left on 10-21");
    let effects = case.does("2026-10-22T17:31", EventKind::Tick);
    assert!(effects.iter().any(|effect| effect.kind == raised(Level::Red)), "overdue");
    assert_eq!(effects.len(), 1);
    assert_eq!(case.state.limit(LimitIx(1)).level, Level::Normal, "the item's clock stands");
    case.does("2026-10-23T10:00", EventKind::Withdraw);
    assert_eq!(case.state.next_alarm(), None);
    assert!(case.state.stops.iter().all(|stop| !stop.is_open()), "rule F5");
}

#[test]
fn what_is_not_possible_is_refused() {
    let mut case = Case::new(&[]);
    assert_eq!(case.refuses("2026-10-09T10:00", end(REVIEW, FOOD)), "no-procedure");
    assert_eq!(case.refuses("2026-10-09T10:00", begin(REVIEW, ScopeIx(4))), "not-applicable");
    assert_eq!(case.refuses("2026-10-09T10:00", begin(REVIEW, ScopeIx(1))), "already-ended");
    assert_eq!(case.refuses("2026-10-09T10:00", begin(REVIEW, VISIT)), "wrong-target");
    assert_eq!(case.refuses("2026-10-09T10:00", begin(ProcedureIx(9), FOOD)), "wrong-target");
    case.does("2026-10-09T10:00", begin(REVIEW, FOOD));
    assert_eq!(case.refuses("2026-10-09T11:00", begin(REVIEW, FOOD)), "procedure-open");
    case.does("2026-10-12T10:00", EventKind::Finish { scope: VISIT });
    assert_eq!(case.refuses("2026-10-12T11:00", EventKind::Finish { scope: FOOD }), "procedure-open");
    assert_eq!(
        case.refuses("2026-10-12T11:00", EventKind::Suspend { scope: FOOD, basis: " ".into() }),
        "no-basis"
    );
    assert_eq!(case.refuses("2026-10-12T11:00", EventKind::Resume { scope: FOOD }), "not-suspended");
    case.does("2026-10-12T11:00", suspend(FOOD));
    assert_eq!(case.refuses("2026-10-12T11:00", suspend(FOOD)), "suspended");
    assert_eq!(case.refuses("2026-10-12T11:00", end(REVIEW, FOOD)), "suspended");
    assert_eq!(
        case.refuses("2026-10-12T11:00", EventKind::Refuse { scope: FOOD, note: String::new() }),
        "suspended"
    );
    assert_eq!(case.refuses("2026-10-12T11:00", extend(FIRE, 5)), "not-extensible");
}

#[test]
fn suspension_of_an_item_and_of_the_case() {
    let engine = Engine::new(plan(&[])).unwrap();
    let state = engine.new_case();
    let mut case = Case { engine, state };
    case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
    case.does("2026-10-08T17:30", EventKind::Finish { scope: ScopeIx(1) });
    case.does("2026-10-09T10:00", suspend(FOOD));
    case.does("2026-10-12T10:00", EventKind::Resume { scope: FOOD });
    assert_eq!(case.due(3), "2026-10-14", "what the applicant owes runs on");
    assert_eq!(
        (case.due(0), case.due(1), case.due(2)),
        ("2026-10-22".into(), "2026-10-16".into(), "2026-10-16".into())
    );
    case.does("2026-10-13T10:00", suspend(ScopeIx(0)));
    assert_eq!(case.state.next_alarm(), None, "no limit runs");
    case.does("2026-10-14T10:00", EventKind::Resume { scope: ScopeIx(0) });
    assert_eq!(
        (case.due(0), case.due(1), case.due(3)),
        ("2026-10-23".into(), "2026-10-19".into(), "2026-10-15".into())
    );
}

#[test]
fn an_extension_once_in_time_within_the_cap_by_the_right_authority() {
    let code = |result: Result<Vec<Effect>, Refusal>| result.map(|_| "done").unwrap_or_else(|r| r.code());
    let mut case = Case::new(&[]);
    assert_eq!(code(case.step_as("科长", "2026-10-09T10:00", extend(FOOD, 5))), "wrong-authority");
    let head = "本机关负责人";
    assert_eq!(code(case.step_as(head, "2026-10-09T10:00", extend(FOOD, 11))), "extended-too-far");
    assert_eq!(code(case.step_as(head, "2026-10-09T10:00", extend(FOOD, 0))), "extended-too-far");
    assert_eq!(
        code(case.step_as(head, "2026-10-14T17:30", extend(FOOD, 5))),
        "done",
        "the due instant is in time"
    );
    assert_eq!(case.due(1), "2026-10-21");
    assert_eq!(case.due(0), "2026-10-20", "once per limit: the bundle's is another");
    assert_eq!(code(case.step_as(head, "2026-10-15T10:00", extend(FOOD, 5))), "extended-already");
    assert_eq!(code(case.step_as("市政府负责人", "2026-10-15T10:00", extend(ScopeIx(0), 15))), "done");
    assert_eq!(case.due(0), "2026-11-10");
    let mut late = Case::new(&[]);
    assert_eq!(code(late.step_as(head, "2026-10-14T17:31", extend(FOOD, 5))), "extended-late");
    let mut held = Case::new(&[]);
    held.does("2026-10-14T10:00", begin(REVIEW, FOOD));
    assert_eq!(
        code(held.step_as(head, "2026-10-15T10:00", extend(FOOD, 5))),
        "done",
        "a held limit runs out later"
    );
}

#[test]
fn hostile_procedures_are_refused() {
    let broken = |change: fn(&mut Plan)| {
        let mut plan = plan(&[]);
        change(&mut plan);
        plan.check().unwrap_err().table
    };
    assert_eq!(broken(|plan| plan.procedures[0].scope = ScopeIx(99)), "procedures");
    assert_eq!(broken(|plan| plan.procedures[0].scope = FOOD), "procedures");
    assert_eq!(broken(|plan| plan.procedures[0].node = Some(NodeIx(8))), "procedures");
    assert_eq!(broken(|plan| plan.limits[0].excludes = vec![NOTICE]), "limits");
    assert_eq!(broken(|plan| plan.limits[0].excludes = vec![ProcedureIx(7)]), "limits");
    assert_eq!(broken(|plan| plan.limits[1].excludes = vec![REVIEW]), "limits");
    let other = Span { unit: crate::time::Unit::Day, ..Span::work_days(1) };
    let mut plan = plan(&[]);
    plan.limits[0].extension = Some(Extension { most: other, approver: String::new(), basis: String::new() });
    assert_eq!(plan.check().unwrap_err().table, "limits");
}

/// The due date, walked: a working day counts unless a stop covers it; a stop that begins on the due date, or covers
/// it, pushes it to the last working day of the stop.
fn walked(is_work: impl Fn(Date) -> bool, zero: Date, days: u32, stops: &[(Date, Date)]) -> Date {
    let stopped = |day: Date| stops.iter().any(|(s, r)| *s < day && day <= *r);
    let (mut day, mut left) = (zero, days);
    while left > 0 {
        day = day.add_days(1).unwrap();
        if is_work(day) && !stopped(day) {
            left -= 1;
        }
    }
    // What overlaps or touches is one stop, which begins when the first of them does.
    let reaches = |from: Date| {
        let mut until = from;
        while let Some((_, r)) = stops.iter().find(|(s, r)| *s <= until && *r > until) {
            until = *r;
        }
        until
    };
    loop {
        let mut until = day;
        for (s, _) in stops.iter().filter(|(s, r)| *s <= day && *r > day) {
            let mut last = reaches(*s).max(reaches(day));
            while !is_work(last) {
                last = last.add_days(-1).unwrap();
            }
            until = until.max(last);
        }
        if until == day {
            return day;
        }
        day = until;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_stops_agree_with_a_walk(
        days in 1_u32..12,
        steps in proptest::collection::vec((0_i64..4, 0_u8..4, any::<bool>()), 0..16),
    ) {
        let mut plan = plan(&[REVIEW, HEARING]);
        plan.limits[1].budget = Span::work_days(days);
        plan.limits[0].budget = Span::work_days(days + 1);
        let engine = Engine::new(plan).unwrap();
        let state = engine.new_case();
        let mut case = Case { engine, state };
        case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
        case.does("2026-10-08T10:00", EventKind::Finish { scope: ScopeIx(1) });
        case.does("2026-10-08T10:00", EventKind::Supply { material: MaterialIx(1) });
        let accepted = Date::parse("2026-10-08").unwrap();
        let (mut day, mut open, mut stops) = (accepted, [None; 4], Vec::new());
        let mut all = steps.clone();
        all.extend([(1, 0, false), (0, 1, false), (0, 2, false), (0, 3, false)]);
        for (gap, which, begins) in all {
            day = day.add_days(i32::try_from(gap).unwrap()).unwrap();
            let kind = match (which, begins) {
                (3, true) => suspend(FOOD),
                (3, false) => EventKind::Resume { scope: FOOD },
                (p, true) => begin(ProcedureIx(u32::from(p)), FOOD),
                (p, false) => end(ProcedureIx(u32::from(p)), FOOD),
            };
            if case.step_as("", &format!("{day}T10:00"), kind).is_err() {
                continue;
            }
            let slot = &mut open[usize::from(which)];
            match slot.take() {
                None => *slot = Some(day),
                Some(from) if which != 2 => stops.push((from, day)),
                Some(_) => {}
            }
        }
        // Resumed last, so that ends refused during a suspension are made up for.
        for which in 0..3_u8 {
            if let Some(from) = open[usize::from(which)] {
                case.does(&format!("{day}T11:00"), end(ProcedureIx(u32::from(which)), FOOD));
                if which != 2 {
                    stops.push((from, day));
                }
            }
        }
        let calendar = case.engine.calendar();
        let is_work = |day: Date| calendar.is_working_day(day).unwrap();
        let expected = walked(is_work, accepted, days, &stops);
        prop_assert_eq!(case.due(1), expected.to_string(), "item, {:?}", stops);
        let submitted = Date::parse("2026-09-30").unwrap();
        let expected = walked(is_work, submitted, days + 1, &stops);
        prop_assert_eq!(case.due(0), expected.to_string(), "bundle, {:?}", stops);
    }
}
