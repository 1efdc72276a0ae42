//! The restaurant of decision 0001 by hand: dates that a person can check on a wall calendar.

mod profiles;

use super::*;
use crate::plan::*;
use crate::time::{CalendarData, Date, Instant, OpenHours, Span};

fn calendar() -> CalendarData {
    let day = |text: &str| Date::parse(text).unwrap();
    CalendarData {
        id: "国庆 2026".into(),
        first: day("2026-09-01"),
        last: day("2026-12-31"),
        utc_offset_minutes: 480,
        hours: vec![
            OpenHours { from_minute: 540, to_minute: 720 },
            OpenHours { from_minute: 810, to_minute: 1050 },
        ],
        rest: ["2026-09-25", "2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"]
            .map(day)
            .to_vec(),
        work: ["2026-09-20", "2026-10-10"].map(day).to_vec(),
        assumed: false,
    }
}

/// 设立登记 → { 食品经营许可, 消防检查 } with 联合踏勘; 健康证 may be missing for five days.
pub fn restaurant(intake_limit: Option<u32>) -> Plan {
    let mut plan = Plan {
        name: "我要开餐馆".into(),
        code: String::new(),
        region: String::new(),
        audience: vec![],
        basis: vec![],
        calendar: calendar(),
        profiles: vec![Profile::national()],
        questions: vec![Question {
            name: "户外招牌".into(),
            text: String::new(),
            kind: AnswerKind::YesNo,
            when: GuardIx(0),
            parameter: false,
        }],
        guards: vec![Guard::Always, Guard::Yes(QuestionIx(0))],
        departments: vec![],
        materials: vec![
            Material {
                name: "营业执照".into(),
                source: MaterialSource::Produced,
                copies: 1,
                guard: GuardIx(0),
                any_of: vec![],
                media: Vec::new(),
                validity: None,
                issuer: String::new(),
            },
            Material {
                name: "健康证".into(),
                source: MaterialSource::Applicant,
                copies: 1,
                guard: GuardIx(0),
                any_of: vec![],
                media: Vec::new(),
                validity: None,
                issuer: String::new(),
            },
        ],
        fields: vec![],
        fees: vec![],
        scopes: vec![],
        nodes: vec![],
        edges: vec![],
        barriers: vec![],
        cancels: vec![],
        rounds: vec![],
        limits: vec![],
        procedures: vec![],
        desk: Desk::default(),
        obligations: vec![],
        promises: vec![],
        baseline: vec![],
    };
    let node = |name: &str, scope: u32, kind: NodeKind, work: u32, automatic: bool| Node {
        name: name.into(),
        scope: ScopeIx(scope),
        kind,
        department: None,
        role: String::new(),
        staff: 0,
        work: Span::work_days(work),
        automatic,
        guard: GuardIx(if scope == 4 { 1 } else { 0 }),
        join: if kind == NodeKind::Await { Join::Any } else { Join::All },
        channel: Channel::None,
    };
    use NodeKind::{Accept, Await, Close, Decide, Deliver, Intake, Joint};
    plan.nodes = vec![
        node("一窗受理", 0, Intake, intake_limit.unwrap_or(0), intake_limit.is_none()), // 0
        node("设立登记·受理", 1, Accept, 0, true),
        node("设立登记·决定", 1, Decide, 1, false),
        node("食品经营许可·受理", 2, Accept, 0, true),
        node("消防检查·受理", 3, Accept, 0, true),
        node("招牌·受理", 4, Accept, 0, true), // 5
        node("健康证·补交", 0, Await, 5, false),
        node("联合踏勘", 5, Joint, 2, false),
        node("食品经营许可·决定", 2, Decide, 3, false),
        node("消防检查·决定", 3, Decide, 3, false),
        node("招牌·决定", 4, Decide, 4, false), // 10
        node("办结", 0, Close, 0, true),
        node("统一出件", 0, Deliver, 0, false),
    ];
    let scope = |name: &str, kind: ScopeKind, entry: u32, exit: u32, guard: u32| Scope {
        name: name.into(),
        kind,
        parent: if kind == ScopeKind::Bundle { None } else { Some(ScopeIx(0)) },
        item_kind: String::new(),
        department: None,
        guard: GuardIx(guard),
        entry: NodeIx(entry),
        exit: NodeIx(exit),
        needs: vec![],
        produces: vec![],
        fields: vec![],
        on_refusal: OnRefusal::Independent,
        terms: vec![],
        code: String::new(),
        own_visits: 0,
        basis: vec![],
        profile: ProfileIx(0),
    };
    plan.scopes = vec![
        scope("我要开餐馆", ScopeKind::Bundle, 0, 11, 0),
        scope("设立登记", ScopeKind::Item, 1, 2, 0),
        scope("食品经营许可", ScopeKind::Item, 3, 8, 0),
        scope("消防检查", ScopeKind::Item, 4, 9, 0),
        scope("招牌", ScopeKind::Item, 5, 10, 1),
        scope("联合踏勘", ScopeKind::Joint, 7, 7, 0),
    ];
    let mut edges: Vec<(u32, u32, EdgeKind, Option<u32>)> = Vec::new();
    for accept in [1, 3, 4, 5] {
        edges.push((0, accept, EdgeKind::Start, None));
    }
    edges.extend([
        (2, 3, EdgeKind::Start, Some(0)),
        (2, 4, EdgeKind::Start, None),
        (2, 5, EdgeKind::Start, None),
    ]);
    edges.extend(
        [(1, 2), (3, 6), (3, 7), (4, 7), (7, 8), (7, 9), (5, 10)].map(|(f, t)| (f, t, EdgeKind::Start, None)),
    );
    edges.push((6, 8, EdgeKind::Finish, None));
    edges.extend([2, 8, 9, 10].map(|f| (f, 11, EdgeKind::Start, None)));
    edges.push((11, 12, EdgeKind::Start, None));
    plan.edges = edges
        .into_iter()
        .map(|(from, to, kind, material)| Edge {
            to: NodeIx(to),
            from: NodeIx(from),
            kind,
            material: material.map(MaterialIx),
        })
        .collect();
    plan.edges.sort();
    plan.barriers = vec![Barrier {
        node: NodeIx(7),
        members: vec![ScopeIx(2), ScopeIx(3)],
        kind: "踏勘".into(),
        site_visit: true,
    }];
    let limit =
        |scope: u32, kind: LimitKind, from: (u32, AnchorPoint), until: u32, days: u32, silence: Silence| {
            Limit {
                scope: ScopeIx(scope),
                kind,
                span: LimitSpan {
                    from: Anchor { node: NodeIx(from.0), at: from.1 },
                    until: Anchor { node: NodeIx(until), at: AnchorPoint::End },
                },
                budget: Span::work_days(days),
                silence,
                thresholds: Thresholds {
                    notice: Some(Threshold::Left(Span::work_days(2))),
                    yellow: Some(Threshold::Left(Span::work_days(1))),
                    red_after: None,
                },
                basis: String::new(),
                excludes: vec![],
                extension: None,
            }
        };
    use AnchorPoint::{End, Start};
    plan.limits = vec![
        limit(0, LimitKind::Bundle, (0, End), 11, 10, Silence::Late),
        limit(2, LimitKind::Promised, (3, End), 8, 5, Silence::Late),
        limit(3, LimitKind::Promised, (4, End), 9, 5, Silence::Late),
        limit(0, LimitKind::Tolerance, (6, Start), 6, 5, Silence::Overdue),
    ];
    if let Some(days) = intake_limit {
        plan.limits.push(limit(0, LimitKind::Intake, (0, Start), 0, days, Silence::DeemedAccepted));
    }
    plan.obligations = vec![Obligation {
        material: MaterialIx(1),
        node: NodeIx(6),
        limit: LimitIx(3),
        blocks: vec![NodeIx(8)],
    }];
    plan.check().unwrap();
    plan
}

struct Case {
    engine: Engine,
    state: State,
}

impl Case {
    fn new(intake_limit: Option<u32>) -> Self {
        let engine = Engine::new(restaurant(intake_limit)).unwrap();
        let state = engine.new_case();
        Self { engine, state }
    }

    fn submitted(signboard: bool) -> Self {
        let mut case = Self::new(None);
        case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(signboard)] });
        case
    }

    fn step(&mut self, at: &str, kind: EventKind) -> Result<Vec<Effect>, Refusal> {
        let at = Instant::parse(&format!("{at}:00+08:00")).unwrap();
        self.engine.step(&mut self.state, &Event { key: String::new(), at, actor: Actor::default(), kind })
    }

    fn does(&mut self, at: &str, kind: EventKind) {
        self.step(at, kind).unwrap();
    }

    fn refuses(&mut self, at: &str, kind: EventKind) -> &'static str {
        let before = self.state.clone();
        let refusal = self.step(at, kind).unwrap_err();
        assert_eq!(before, self.state, "a refusal changes nothing");
        refusal.code()
    }

    fn due(&self, limit: u32) -> String {
        self.engine.calendar().date_of(self.state.limit(LimitIx(limit)).due.unwrap()).to_string()
    }

    fn phase(&self, node: u32) -> Phase {
        self.state.node(NodeIx(node)).phase
    }
}

const REGISTRATION: ScopeIx = ScopeIx(1);
const FOOD: ScopeIx = ScopeIx(2);
const FIRE: ScopeIx = ScopeIx(3);
const SIGN: ScopeIx = ScopeIx(4);
const VISIT: ScopeIx = ScopeIx(5);

fn finish(scope: ScopeIx) -> EventKind {
    EventKind::Finish { scope }
}

fn ask(scope: ScopeIx) -> EventKind {
    EventKind::AskCorrection { scope, note: "平面图缺尺寸".into() }
}

#[test]
fn the_dated_test_of_the_language_page() {
    let mut case = Case::submitted(false);
    assert_eq!(case.due(0), "2026-10-20");
    case.does("2026-10-08T17:30", finish(REGISTRATION));
    assert_eq!(case.phase(7), Phase::Running, "both participants are ready");
    case.does("2026-10-08T17:30", ask(FOOD));
    assert_eq!(case.phase(7), Phase::Waiting, "the joint inspection waits for the applicant");
    case.does("2026-10-10T17:30", EventKind::Correct { scope: FOOD });
    assert_eq!((case.due(0), case.due(1)), ("2026-10-22".into(), "2026-10-16".into()));
    assert_eq!(
        case.due(2),
        "2026-10-16",
        "the companion's limit moves by the days it waited for the applicant"
    );
    case.does("2026-10-13T17:30", finish(VISIT));
    case.does("2026-10-14T10:00", EventKind::Supply { material: MaterialIx(1) });
    case.does("2026-10-16T17:30", finish(FOOD));
    case.does("2026-10-16T17:30", finish(FIRE));
    assert_eq!(case.state.status, CaseStatus::Decided);
    assert_eq!(case.state.limit(LimitIx(0)).phase, LimitPhase::Met);
    case.does("2026-10-16T17:30", finish(ScopeIx(0)));
    assert_eq!(case.state.status, CaseStatus::Delivered);
}

#[test]
fn a_correction_is_asked_once_and_in_time() {
    let mut case = Case::submitted(false);
    case.does("2026-10-08T17:30", finish(REGISTRATION));
    case.does("2026-10-08T17:30", EventKind::Supply { material: MaterialIx(1) });
    // five working days of the notice: 10-09, 10-10, 10-12, 10-13, 10-14
    let mut late = Case { engine: case.engine.clone(), state: case.state.clone() };
    assert_eq!(late.refuses("2026-10-15T09:00", ask(FOOD)), "asked-late");
    case.does("2026-10-14T17:30", ask(FOOD));
    assert_eq!(case.refuses("2026-10-14T17:30", ask(FOOD)), "asked-twice");
    assert_eq!(case.refuses("2026-10-14T17:30", finish(FOOD)), "awaiting-correction");
    assert_eq!(case.refuses("2026-10-14T17:30", finish(VISIT)), "not-started");
    case.does("2026-10-15T10:00", EventKind::Correct { scope: FOOD });
    assert_eq!(case.due(1), "2026-10-22", "acceptance is 10-15");
    assert_eq!(case.due(0), "2026-10-28", "moved by the working days in (10-08, 10-15]: six");
    assert_eq!(case.refuses("2026-10-15T11:00", EventKind::Correct { scope: FOOD }), "nothing-to-correct");
}

#[test]
fn nothing_is_decided_while_a_material_is_owed_and_silence_revokes() {
    let mut case = Case::submitted(false);
    case.does("2026-10-08T17:30", finish(REGISTRATION));
    case.does("2026-10-12T17:30", finish(VISIT));
    assert_eq!(case.refuses("2026-10-14T17:30", finish(FOOD)), "blocked");
    // owed until closing of 10-14; the due instant itself is in time
    let mut kept = Case { engine: case.engine.clone(), state: case.state.clone() };
    kept.does("2026-10-14T17:30", EventKind::Supply { material: MaterialIx(1) });
    let mut over = Case { engine: case.engine.clone(), state: case.state.clone() };
    over.does("2026-10-14T17:30", EventKind::Tick);
    assert_eq!(over.state.scope(FOOD).outcome, ScopeOutcome::Open, "the due instant is in time");
    over.does("2026-10-14T17:30", EventKind::Expire);
    assert_eq!(over.state.scope(FOOD).outcome, ScopeOutcome::Revoked, "the instant is over");
    let effects = case.step("2026-10-15T09:00", EventKind::Tick).unwrap();
    assert!(effects.iter().any(|effect| effect.kind == EffectKind::Revoked(FOOD)));
    assert_eq!(
        case.refuses("2026-10-15T09:00", EventKind::Supply { material: MaterialIx(1) }),
        "no-longer-owed"
    );
    assert_eq!(case.state.scope(FIRE).outcome, ScopeOutcome::Open, "the others go on");
    case.does("2026-10-15T10:00", finish(FIRE));
    assert_eq!(case.state.outcome_of_items(&case.engine), CaseOutcome::Partly);
    assert_eq!(case.state.status, CaseStatus::Decided);
}

#[test]
fn a_refusal_cancels_only_what_needs_its_product() {
    let mut case = Case::submitted(true);
    case.does("2026-10-08T10:00", EventKind::Refuse { scope: REGISTRATION, note: "材料不实".into() });
    assert_eq!(case.state.scope(FOOD).outcome, ScopeOutcome::Cancelled, "needs 营业执照");
    assert_eq!(case.state.scope(FIRE).outcome, ScopeOutcome::Open, "comes after it, but does not need it");
    assert_eq!(case.phase(7), Phase::Running, "one participant is still one visit");
    assert_eq!(case.phase(6), Phase::Cancelled, "nobody owes the material any more");
    case.does("2026-10-12T10:00", finish(VISIT));
    case.does("2026-10-13T10:00", finish(FIRE));
    case.does("2026-10-13T10:00", finish(SIGN));
    assert_eq!(case.state.outcome_of_items(&case.engine), CaseOutcome::Partly);
}

#[test]
fn silence_of_the_authority_accepts_from_the_receipt() {
    let mut case = Case::new(Some(3));
    case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
    assert_eq!(case.state.status, CaseStatus::Received);
    // three working days: 10-08, 10-09, 10-10
    let effects = case.step("2026-10-12T09:00", finish(REGISTRATION)).unwrap();
    assert!(effects.iter().any(|e| e.kind == EffectKind::Accepted { deemed: true }));
    assert_eq!(case.due(0), "2026-10-20", "counted from the day of receipt");
    assert_eq!(case.refuses("2026-10-12T09:00", ask(ScopeIx(0))), "already-ended");
}

#[test]
fn a_correction_of_the_whole_case_moves_acceptance_to_the_day_of_arrival() {
    let mut case = Case::submitted(false);
    case.does("2026-09-30T11:00", ask(ScopeIx(0)));
    assert_eq!(case.state.status, CaseStatus::Received);
    assert_eq!(case.phase(1), Phase::Waiting);
    case.does("2026-10-09T11:00", EventKind::Correct { scope: ScopeIx(0) });
    assert_eq!(case.state.status, CaseStatus::Accepted);
    assert_eq!(case.due(0), "2026-10-22", "ten working days from 10-09");
}

#[test]
fn levels_rise_and_withdrawal_leaves_no_limit_running() {
    let mut case = Case::submitted(false);
    case.does("2026-10-08T17:30", finish(REGISTRATION));
    case.does("2026-10-08T17:30", EventKind::Supply { material: MaterialIx(1) });
    case.does("2026-10-13T17:30", EventKind::Tick);
    assert_eq!(case.state.limit(LimitIx(1)).level, Level::Notice, "two days were left at closing of 10-12");
    case.does("2026-10-14T17:31", EventKind::Tick);
    assert_eq!(case.state.limit(LimitIx(1)).level, Level::Red, "overdue since closing of 10-14");
    case.does("2026-10-15T09:00", EventKind::Withdraw);
    assert_eq!(case.state.next_alarm(), None);
    assert!(case.state.limits.iter().all(|limit| limit.phase != LimitPhase::Open));
    assert_eq!(case.refuses("2026-10-15T09:00", EventKind::Withdraw), "case-ended");
}

#[test]
fn the_unpublished_year_is_refused_loudly_and_the_clock_does_not_go_back() {
    let mut case = Case::new(None);
    let submit = EventKind::Submit { answers: vec![Answer::YesNo(false)] };
    assert_eq!(case.refuses("2026-12-25T10:00", submit.clone()), "calendar");
    case.does("2026-09-30T10:00", submit);
    assert_eq!(case.refuses("2026-09-30T09:59", EventKind::Tick), "clock-back");
}

#[test]
fn replay_gives_the_same_bytes_and_a_changed_event_another_head() {
    let run = |note: &str| {
        let mut case = Case::submitted(true);
        case.does("2026-10-08T10:00", EventKind::Refuse { scope: REGISTRATION, note: note.into() });
        (case.state.hash(), case.state.head, State::from_bytes(&case.state.to_bytes()).unwrap() == case.state)
    };
    assert_eq!(run("a"), run("a"));
    assert_ne!(run("a").1, run("b").1, "the chain covers the note");
    assert!(run("a").2);
}

#[test]
fn a_plan_survives_both_of_its_forms_and_a_changed_one_is_detected() {
    let plan = restaurant(None);
    assert_eq!(Plan::from_json(&plan.to_json()).unwrap(), plan);
    assert_eq!(Plan::from_binary(&plan.to_binary()).unwrap(), plan);
    let edited = plan.to_json().replace("\"amount\": 10", "\"amount\": 11");
    assert_eq!(Plan::from_json(&edited), Err(CodecError::HashMismatch));
    let bytes = plan.to_binary();
    for cut in [0, 7, 20, 60, bytes.len() - 1] {
        assert!(Plan::from_binary(&bytes[..cut]).is_err());
    }
}
