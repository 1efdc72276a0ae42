//! 好差评 by hand on the restaurant: who, when, once; what a bad rating opens and what closes it.

use super::tests::restaurant;
use super::*;
use crate::plan::*;
use crate::time::{Instant, Span};

const CASE: ScopeIx = ScopeIx(0);
const REGISTRATION: ScopeIx = ScopeIx(1);
const FOOD: ScopeIx = ScopeIx(2);
const FIRE: ScopeIx = ScopeIx(3);
const VISIT: ScopeIx = ScopeIx(5);
/// Rows of the limits: of the case, then of 设立登记.
const CALL_BACK: u32 = 4;
const REMEDY: u32 = 5;
const OF_ITEM: u32 = 6;

fn plan() -> Plan {
    let mut plan = restaurant(None);
    for scope in [0, 1] {
        let exit = plan.scopes[scope as usize].exit;
        for (kind, days) in [(LimitKind::CallBack, 1), (LimitKind::Remedy, 15)] {
            plan.limits.push(Limit {
                scope: ScopeIx(scope),
                kind,
                span: LimitSpan {
                    from: Anchor { node: exit, at: AnchorPoint::End },
                    until: Anchor { node: exit, at: AnchorPoint::End },
                },
                budget: Span::work_days(days),
                ..plan.limits[0].clone()
            });
        }
    }
    plan
}

struct Case {
    engine: Engine,
    state: State,
}

impl Case {
    /// Submitted on 09-30; 设立登记 granted on 10-08.
    fn open() -> Self {
        let engine = Engine::new(plan()).unwrap();
        let state = engine.new_case();
        let mut case = Self { engine, state };
        case.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
        case.does("2026-10-08T17:30", EventKind::Finish { scope: REGISTRATION });
        case
    }

    /// Withdrawn on 10-09, a Friday.
    fn ended() -> Self {
        let mut case = Self::open();
        case.does("2026-10-09T10:00", EventKind::Withdraw);
        case
    }

    fn step_as(&mut self, department: &str, at: &str, kind: EventKind) -> Result<Vec<Effect>, Refusal> {
        let at = Instant::parse(&format!("{at}:00+08:00")).unwrap();
        let actor = Actor { department: department.into(), ..Actor::default() };
        self.engine.step(&mut self.state, &Event { key: String::new(), at, actor, kind })
    }

    fn does(&mut self, at: &str, kind: EventKind) -> Vec<Effect> {
        self.step_as("", at, kind).unwrap()
    }

    fn refuses(&mut self, at: &str, kind: EventKind) -> &'static str {
        let before = self.state.clone();
        let refusal = self.step_as("", at, kind).unwrap_err();
        assert_eq!(before, self.state, "a refusal changes nothing");
        assert!(!refusal.in_words(&self.engine).0.contains(refusal.code()), "in words");
        refusal.code()
    }

    fn limit(&self, row: u32) -> LimitState {
        self.state.limit(LimitIx(row))
    }

    fn due(&self, row: u32) -> String {
        self.engine.calendar().date_of(self.limit(row).due.unwrap()).to_string()
    }
}

fn rate(scope: ScopeIx, score: Score) -> EventKind {
    EventKind::Rate { scope, score, note: String::new() }
}

fn call_back(scope: ScopeIx) -> EventKind {
    EventKind::CallBack { scope, note: String::new() }
}

fn remedied(scope: ScopeIx) -> EventKind {
    EventKind::Remedied { scope, note: String::new() }
}

#[test]
fn nothing_is_rated_before_it_has_ended_and_once_only() {
    let mut case = Case::open();
    assert_eq!(case.refuses("2026-10-08T17:30", rate(CASE, Score::Satisfied)), "not-ended");
    assert_eq!(case.refuses("2026-10-08T17:30", rate(FOOD, Score::Satisfied)), "not-ended");
    assert_eq!(case.refuses("2026-10-08T17:30", rate(VISIT, Score::Satisfied)), "wrong-target");
    case.does("2026-10-08T17:30", rate(REGISTRATION, Score::VerySatisfied));
    assert_eq!(case.refuses("2026-10-09T09:00", rate(REGISTRATION, Score::Satisfied)), "rated-already");
    case.does("2026-10-09T10:00", EventKind::Withdraw);
    case.does("2026-10-09T11:00", rate(CASE, Score::FairlySatisfied));
    assert_eq!(case.state.ratings.len(), 2);
    assert_eq!(case.state.next_alarm(), None, "a good rating opens nothing");
}

#[test]
fn what_never_began_is_not_rated() {
    let mut case = Case::open();
    case.does("2026-10-08T17:30", EventKind::Refuse { scope: FIRE, note: "不合格".into() });
    case.does("2026-10-08T17:30", rate(FIRE, Score::Dissatisfied));
    let mut early = Case::open();
    early.state = early.engine.new_case();
    early.does("2026-09-30T10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
    early.does("2026-09-30T11:00", EventKind::Withdraw);
    assert_eq!(early.refuses("2026-09-30T11:00", rate(FOOD, Score::Dissatisfied)), "not-started");
}

#[test]
fn only_the_applicant_rates() {
    let mut case = Case::ended();
    let said = case.step_as("市监局", "2026-10-09T11:00", rate(CASE, Score::VerySatisfied));
    assert_eq!(said.unwrap_err(), Refusal::ApplicantOnly(CASE));
    assert!(case.state.ratings.is_empty());
}

/// 10-09 is a Friday, 10-10 a working Saturday, 10-11 a Sunday: one working day is 10-10, fifteen are 10-29.
#[test]
fn a_bad_rating_opens_two_duties_with_levels() {
    let mut case = Case::ended();
    case.does("2026-10-09T11:00", rate(CASE, Score::Dissatisfied));
    assert_eq!((case.due(CALL_BACK), case.due(REMEDY)), ("2026-10-10".into(), "2026-10-29".into()));
    assert_eq!(case.limit(OF_ITEM).phase, LimitPhase::Closed, "the item was not rated");
    case.does("2026-10-10T17:30", call_back(CASE));
    assert_eq!(case.limit(CALL_BACK).phase, LimitPhase::Met, "the due instant is in time");
    assert_eq!(case.refuses("2026-10-12T09:00", call_back(CASE)), "answered-already");
    case.does("2026-10-30T09:00", EventKind::Tick);
    assert_eq!(case.limit(REMEDY).level, Level::Red, "time passes for a case that has ended");
    case.does("2026-10-30T10:00", remedied(CASE));
    assert_eq!(case.limit(REMEDY).phase, LimitPhase::Late);
    assert_eq!(case.refuses("2026-10-30T10:00", remedied(CASE)), "answered-already");
    assert_eq!(case.state.next_alarm(), None);
}

#[test]
fn the_end_of_the_case_does_not_end_the_duties_of_an_item_and_no_stop_holds_them() {
    let mut case = Case::open();
    case.does("2026-10-08T17:30", rate(REGISTRATION, Score::VeryDissatisfied));
    assert_eq!(case.due(OF_ITEM), "2026-10-09");
    case.does("2026-10-09T09:00", EventKind::Suspend { scope: CASE, basis: "某办法".into() });
    case.does("2026-10-09T10:00", EventKind::Withdraw);
    assert_eq!(case.limit(OF_ITEM).phase, LimitPhase::Open);
    case.does("2026-10-10T09:00", EventKind::Tick);
    assert_eq!(case.limit(OF_ITEM).level, Level::Red);
}

#[test]
fn a_final_case_takes_nothing_else() {
    let mut case = Case::ended();
    assert_eq!(case.refuses("2026-10-09T11:00", EventKind::Withdraw), "case-ended");
    assert_eq!(case.refuses("2026-10-09T11:00", call_back(CASE)), "not-rated");
    case.does("2026-10-09T11:00", rate(CASE, Score::FairlySatisfied));
    assert_eq!(case.refuses("2026-10-09T11:00", remedied(CASE)), "nothing-to-answer");
}

#[test]
fn a_malicious_rating_does_not_count_and_what_it_opened_ends() {
    let mut case = Case::ended();
    case.does("2026-10-09T11:00", rate(CASE, Score::VeryDissatisfied));
    let exclude = |reason: &str| EventKind::ExcludeRating { scope: CASE, reason: reason.into() };
    assert_eq!(case.refuses("2026-10-10T09:00", exclude(" ")), "no-reason");
    case.does("2026-10-10T09:00", exclude("恶意差评，已核实"));
    assert!(case.state.ratings[0].excluded.is_some());
    assert_eq!((case.limit(CALL_BACK).phase, case.limit(REMEDY).phase), (LimitPhase::Void, LimitPhase::Void));
    assert_eq!(case.state.next_alarm(), None);
    assert_eq!(case.refuses("2026-10-10T09:00", call_back(CASE)), "nothing-to-answer");
    assert_eq!(case.refuses("2026-10-10T09:00", exclude("再次")), "answered-already");
    assert_eq!(case.refuses("2026-10-10T09:00", rate(CASE, Score::Satisfied)), "rated-already");
}

#[test]
fn a_rating_is_written_by_its_level_in_either_language() {
    let case = Case::ended();
    let read = |kind: &str, rating: &str| {
        let line =
            format!(r#"{{"at":"2026-10-09T11:00:00+08:00","kind":"{kind}","data":{{"rating":"{rating}"}}}}"#);
        WireEvent::from_json(&line).unwrap().resolve(&case.engine)
    };
    assert_eq!(read("评价", "不满意").unwrap().kind, rate(CASE, Score::Dissatisfied));
    assert_eq!(read("rate", "very_satisfied").unwrap().kind, rate(CASE, Score::VerySatisfied));
    assert!(read("评价", "还行").unwrap_err().zh.contains("非常不满意"));
}
