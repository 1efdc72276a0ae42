//! The compact forms stay what they are, hostile bytes and texts are refused by name.

use crate::case::tests::restaurant;
use crate::case::*;
use crate::plan::*;
use crate::time::{CalendarError, Date, Instant, Span};
use proptest::prelude::*;
use serde_json::json;

fn at(text: &str) -> Instant {
    Instant::parse(&format!("2026-{text}:00+08:00")).unwrap()
}

/// An event of each kind.
fn events() -> Vec<Event> {
    let (scope, note) = (ScopeIx(1), "注".to_owned());
    let to = Party { department: Some(DepartmentIx(0)), role: Some(RoleIx(1)), name: "张三".into() };
    let kinds = vec![
        EventKind::Submit {
            answers: vec![
                Answer::YesNo(true),
                Answer::Choice(2),
                Answer::Quantity(Quantity(420_000_000)),
                Answer::Unasked,
                Answer::Date(Date::from_ymd(2026, 9, 30).unwrap()),
                Answer::Several(5),
            ],
        },
        EventKind::Accept,
        EventKind::Reject { note: note.clone() },
        EventKind::AskCorrection { scope, note: note.clone() },
        EventKind::Correct { scope },
        EventKind::Supply { material: MaterialIx(1) },
        EventKind::Finish { scope },
        EventKind::Refuse { scope, note: note.clone() },
        EventKind::Fail { scope, note: note.clone() },
        EventKind::Rectify { scope },
        EventKind::BeginProcedure { procedure: ProcedureIx(0), scope, note: note.clone() },
        EventKind::EndProcedure { procedure: ProcedureIx(0), scope },
        EventKind::Extend { scope, by: Span::work_days(5), note: note.clone() },
        EventKind::Suspend { scope, basis: note.clone() },
        EventKind::Resume { scope },
        EventKind::Withdraw,
        EventKind::Terminate { note: note.clone() },
        EventKind::Tick,
        EventKind::Expire,
        EventKind::Attend { scope },
        EventKind::Absent { scope },
        EventKind::Opinion { scope, consent: true, note: note.clone() },
        EventKind::Opinion { scope, consent: false, note: note.clone() },
        EventKind::HandOver,
        EventKind::Reassign { scope, to: to.clone(), instead: true },
        EventKind::Reassign { scope, to: to.clone(), instead: false },
        EventKind::Signer { scope, who: Voice::Role(RoleIx(1)), add: true },
        EventKind::Signer { scope, who: Voice::Department(DepartmentIx(1)), add: false },
        EventKind::Discuss { scope, record: "〔2026〕3号".to_owned() },
        EventKind::NotRequired { scope, note: note.clone() },
        EventKind::Decline { scope, note: note.clone(), to: "省局".to_owned() },
        EventKind::CorrectOnSpot { scope, note: note.clone() },
        EventKind::RevokeAcceptance { scope, reason: note.clone() },
        EventKind::Forward { scope, opinion: note.clone() },
        EventKind::Recall { scope },
        EventKind::SendBack { scope, to: Some(ScopeIx(2)), note: note.clone() },
        EventKind::Urge { scope },
        EventKind::Inform { scope, to },
        EventKind::Rate { scope, score: Score::Dissatisfied, note: note.clone() },
        EventKind::CallBack { scope, note: note.clone() },
        EventKind::Remedied { scope, note: note.clone() },
        EventKind::ExcludeRating { scope, reason: note.clone() },
        EventKind::Revoke { scope, reason: note.clone() },
        EventKind::WithdrawItem { scope },
        EventKind::Migrate {
            from: [6; 32],
            plan: [7; 32],
            consent: true,
            renames: vec![Rename { what: Renamed::Material, from: "甲".into(), to: "乙".into() }],
            note,
        },
    ];
    let actor = Actor { department: "市监局".into(), role: "窗口".into(), ..Actor::default() };
    let event = |kind| Event { key: "键/1".into(), at: at("09-30T10:00"), actor: actor.clone(), kind };
    kinds.into_iter().map(event).collect()
}

/// An effect of each kind.
fn effects() -> Vec<Effect> {
    let (node, scope, limit) = (NodeIx(3), ScopeIx(1), LimitIx(2));
    let (procedure, due) = (ProcedureIx(0), at("10-16T17:30"));
    let kinds = [
        EffectKind::Received,
        EffectKind::Accepted { deemed: true },
        EffectKind::Started(node),
        EffectKind::Ended(node),
        EffectKind::Failed(node),
        EffectKind::Refused(scope),
        EffectKind::Cancelled(scope),
        EffectKind::Revoked(scope),
        EffectKind::CorrectionAsked(scope),
        EffectKind::Corrected(scope),
        EffectKind::Supplied(MaterialIx(1)),
        EffectKind::LimitOpened { limit, due },
        EffectKind::LimitMoved { limit, due },
        EffectKind::LevelRaised { limit, level: Level::Yellow },
        EffectKind::ProcedureBegun { procedure, scope },
        EffectKind::ProcedureEnded { procedure, scope },
        EffectKind::ProcedureLevel { procedure, scope, level: Level::Red },
        EffectKind::Suspended(scope),
        EffectKind::Resumed(scope),
        EffectKind::LimitExtended { limit, by: 5 },
        EffectKind::Deemed {
            limit,
            scope,
            whose: Whose::Applicant,
            means: Silence::Withdrawn,
            ground: Ground::Profile,
        },
        EffectKind::CaseEnded(CaseOutcome::Partly),
        EffectKind::Discussed(node),
        EffectKind::Declined(scope),
        EffectKind::NotRequired(scope),
        EffectKind::CorrectedOnSpot(scope),
        EffectKind::Forwarded(node),
        EffectKind::Recalled(node),
        EffectKind::Said { node, who: Voice::Role(RoleIx(0)), what: Says::Dissent },
        EffectKind::Reassigned(node),
        EffectKind::SignersChanged(node),
        EffectKind::SentBack(node),
        EffectKind::Urged(node),
        EffectKind::Informed(node),
        EffectKind::Rated { scope, score: Score::VerySatisfied },
        EffectKind::CalledBack(scope),
        EffectKind::Remedied(scope),
        EffectKind::RatingExcluded(scope),
        EffectKind::Issued(Paper {
            kind: PaperKind::Certificate,
            number: 7,
            scope,
            about: About::Product(MaterialIx(0)),
        }),
        EffectKind::NotTold { procedure, scope },
        EffectKind::Rescinded(scope),
        EffectKind::GroundLost(scope),
        EffectKind::Withdrawn(scope),
        EffectKind::Migrated,
    ];
    kinds.into_iter().map(|kind| Effect { at: at("09-30T10:00"), kind }).collect()
}

/// A refusal of each kind.
fn refusals() -> Vec<Refusal> {
    let (scope, node, procedure) = (ScopeIx(1), NodeIx(3), ProcedureIx(0));
    let (material, who) = (MaterialIx(1), Voice::Department(DepartmentIx(0)));
    let day = |text: &str| Date::parse(text).unwrap();
    vec![
        Refusal::OtherPlan,
        Refusal::ClockBack { last: at("09-30T10:00") },
        Refusal::NotSubmitted,
        Refusal::AlreadySubmitted,
        Refusal::CaseEnded,
        Refusal::AlreadyAccepted,
        Refusal::BadAnswer(QuestionIx(0)),
        Refusal::NotAsked(QuestionIx(0)),
        Refusal::AnswerCount { expected: 3, given: 1 },
        Refusal::JoinCannotStart(node),
        Refusal::WrongTarget(scope),
        Refusal::NotApplicable(scope),
        Refusal::NotStarted(scope),
        Refusal::AlreadyEnded(scope),
        Refusal::AwaitingCorrection(scope),
        Refusal::Blocked { scope, by: node },
        Refusal::AskedTwice(scope),
        Refusal::NoCorrection(scope),
        Refusal::AskedLate { scope, until: at("10-12T17:30") },
        Refusal::NothingToCorrect(scope),
        Refusal::NoRework(scope),
        Refusal::AwaitingRectification(scope),
        Refusal::NothingToRectify(scope),
        Refusal::Reworked(scope),
        Refusal::NotOwed(material),
        Refusal::NoLongerOwed(material),
        Refusal::ProcedurePlanned(procedure),
        Refusal::ProcedureElsewhere { scope, procedure },
        Refusal::ProcedureOpen { scope, procedure },
        Refusal::NoProcedure { scope, procedure },
        Refusal::Suspended(scope),
        Refusal::NotSuspended(scope),
        Refusal::NoBasis(scope),
        Refusal::NotExtensible(scope),
        Refusal::ExtendedAlready(scope),
        Refusal::ExtendedLate(scope),
        Refusal::ExtendedTooFar { scope, most: Span::work_days(10) },
        Refusal::WrongAuthority { scope, needed: "本机关负责人".into() },
        Refusal::Calendar(CalendarError::OutOfData {
            year: 2027,
            first: day("2026-01-01"),
            last: day("2026-12-31"),
        }),
        Refusal::Calendar(CalendarError::Invalid("overlap".into())),
        Refusal::NobodySpeaks(scope),
        Refusal::WhoSpeaks(scope),
        Refusal::NoSeat(scope),
        Refusal::SeatTaken(scope),
        Refusal::SpokenAlready(scope),
        Refusal::NotAskedToSpeak(scope),
        Refusal::NotYourTurn { scope, first: who },
        Refusal::NotHeard { scope, have: 1, needed: 3, missing: vec![who], silent: vec![] },
        Refusal::TooFewSigners(scope),
        Refusal::NotDiscussed(scope),
        Refusal::NothingToDiscuss(scope),
        Refusal::DiscussedAlready(scope),
        Refusal::NoRecord(scope),
        Refusal::AcceptedAlready(scope),
        Refusal::NotOnSpot { scope, received: at("10-08T10:00") },
        Refusal::NotForwarded(scope),
        Refusal::NothingToForward(scope),
        Refusal::NoOpinion(scope),
        Refusal::ForwardedAlready(scope),
        Refusal::NothingToRecall(scope),
        Refusal::TakenUp(scope),
        Refusal::NotAllowed { scope, what: Handling::SendBack },
        Refusal::NothingBefore(scope),
        Refusal::BehindJoint(scope),
        Refusal::NotAuthorised { who: "甲".into(), scope, power: Power::Decide, why: Denial::NoPower },
        Refusal::TooMany { what: "100 × 签署人".into() },
        Refusal::ApplicantOnly(scope),
        Refusal::NotEnded(scope),
        Refusal::RatedAlready(scope),
        Refusal::NotRated(scope),
        Refusal::NothingToAnswer(scope),
        Refusal::AnsweredAlready(scope),
        Refusal::NoReason(scope),
        Refusal::NeedsPlan { plan: [7; 32] },
        Refusal::NotAMigration,
        Refusal::OnPlanAlready,
        Refusal::CannotMigrate {
            why: vec![
                Obstacle::RunningGone("初审".into()),
                Obstacle::AlreadyOver { limit: "甲 承诺时限".into(), due: at("10-12T17:30") },
            ],
        },
        Refusal::ConsentNeeded {
            worse: vec![Worse {
                kind: WorseKind::Later,
                limit: "甲 承诺时限".into(),
                before: Some(at("10-12T17:30")),
                after: None,
            }],
        },
    ]
}

/// `name: bytes`, so that a change of what is written shows as a changed line; a new kind is a new line.
fn listed<T: Compact>(rows: &[T], name: impl Fn(&T) -> &'static str) -> String {
    let line = |row: &T| format!("{}: {}", name(row), hex(&row.to_compact()));
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_compact_forms_stay_what_they_are() {
    let kind = |event: &Event| event.kind.zh();
    insta::assert_snapshot!("compact_events", listed(&events(), kind));
    insta::assert_snapshot!("compact_effects", listed(&effects(), |effect| effect.kind.row().code));
    insta::assert_snapshot!("compact_refusals", listed(&refusals(), Refusal::code));
}

#[test]
fn every_kind_is_among_the_examples() {
    let missing = |all: Vec<&'static str>, shown: Vec<&'static str>| -> Vec<&'static str> {
        all.into_iter().filter(|code| !shown.contains(code)).collect()
    };
    let kinds = events().iter().map(|event| event.kind.zh()).collect();
    assert_eq!(missing(KINDS.iter().map(|row| row.zh).collect(), kinds), [""; 0]);
    let codes = effects().iter().map(|effect| effect.kind.row().code).collect();
    assert_eq!(missing(EFFECTS.iter().map(|row| row.code).collect(), codes), [""; 0]);
    let codes = refusals().iter().map(Refusal::code).collect();
    assert_eq!(missing(REFUSALS.iter().map(|row| row.code).collect(), codes), [""; 0]);
}

/// Each refusal says what its row says it does.
#[test]
fn refusals_hold_what_their_rows_say() {
    let engine = Engine::new(restaurant(None)).unwrap();
    for refusal in refusals() {
        let wire = WireRefusal::of(&refusal, &engine);
        for field in refusal.row().data {
            let value = wire.data.get(field.name);
            let good = value.map_or(!field.required, |value| field.kind.fits(value));
            assert!(good, "{}: {}: {value:?}", wire.code, field.name);
        }
        let known = |name: &&String| refusal.row().data.iter().any(|field| field.name == **name);
        assert_eq!(wire.data.keys().filter(known).count(), wire.data.len(), "{wire:?}");
        assert_eq!(Refusal::from_compact(&refusal.to_compact()), Ok(refusal));
    }
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let bytes = events()[0].to_compact();
    assert_eq!(Event::from_compact(&[]), Err(DecodeError::Truncated));
    assert_eq!(Event::from_compact(b"E"), Err(DecodeError::Truncated));
    assert_eq!(Effect::from_compact(&bytes), Err(DecodeError::OtherForm { wanted: b'F', found: b'E' }));
    let mut later = bytes.clone();
    later[1] = 2;
    assert_eq!(Event::from_compact(&later), Err(DecodeError::Version { known: 1, found: 2 }));
    let longer = [bytes.as_slice(), b"!"].concat();
    assert_eq!(Event::from_compact(&longer), Err(DecodeError::Trailing(1)));
    assert_eq!(Event::from_compact(&bytes[..bytes.len() - 1]), Err(DecodeError::Malformed));
    let most = Event::MOST_BYTES;
    let long = vec![b'E'; most + 1];
    assert_eq!(Event::from_compact(&long), Err(DecodeError::TooLarge { most, found: most + 1 }));
    let state = Engine::new(restaurant(None)).unwrap().new_case().to_bytes();
    let known = state[0];
    let tomorrow = [&[known + 1], &state[1..]].concat();
    assert_eq!(State::decode(&tomorrow), Err(DecodeError::Version { known, found: known + 1 }));
    assert_eq!(State::decode(&[state, vec![0, 0]].concat()), Err(DecodeError::Trailing(2)));
}

#[test]
fn data_of_the_wrong_type_is_named() {
    let engine = Engine::new(restaurant(None)).unwrap();
    let read = |value: serde_json::Value| {
        WireEvent::from_json(&value.to_string()).and_then(|wire| wire.resolve(&engine)).map_err(|e| e.zh)
    };
    let event = |kind: &str, node: &str, data: serde_json::Value| {
        read(json!({"at": "2026-09-30T10:00:00+08:00", "kind": kind, "node": node, "data": data}))
    };
    assert_eq!(
        event("不予", "设立登记", json!({"note": 5})),
        Err("data.note：应为文字：理由，必须写".into())
    );
    let needed = "data.amount：必须写：延长多少（整数）";
    assert_eq!(event("延期", "设立登记", json!({})), Err(needed.into()));
    let wrong = "data.amount：应为整数：延长多少";
    assert_eq!(event("延期", "设立登记", json!({"amount": -1})), Err(wrong.into()));
    assert_eq!(event("延期", "设立登记", json!({"amount": 1.5})), Err(wrong.into()));
    let to = "data.to：必须写：给谁：部门、角色或人（名称，或 department、role、name 的对象）";
    assert_eq!(event("转办", "设立登记", json!({"to": null})), Err(to.into()));
    assert!(event("转办", "设立登记", json!({"to": "张三"})).is_ok());
    assert!(event("没有", "", json!({})).unwrap_err().starts_with("kind：没有“没有”这种事件"));
}

#[test]
fn a_state_in_words_must_fit_the_plan() {
    let engine = Engine::new(restaurant(None)).unwrap();
    let good = WireState::of(&engine.new_case(), &engine).unwrap();
    let read = |change: &dyn Fn(&mut WireState)| {
        let mut state = good.clone();
        change(&mut state);
        state.resolve(&engine).map_err(|error| error.zh)
    };
    assert!(read(&|_| {}).is_ok());
    let told = |change: &dyn Fn(&mut WireState)| read(change).unwrap_err();
    assert_eq!(told(&|s| s.plan.push('0')), "办件状态属于另一个方案");
    assert_eq!(told(&|s| drop(s.nodes.pop())), "办件状态属于另一个方案");
    assert!(told(&|s| s.format = "lianban-state/99".into()).contains("这里只认识"));
    assert_eq!(told(&|s| s.head.truncate(63)), "head：应为 64 个十六进制数字");
    assert_eq!(told(&|s| s.head = "G".repeat(64)), "head：应为 64 个十六进制数字");
    assert!(told(&|s| s.status = "快办".into()).starts_with("没有“快办”"));
    assert_eq!(told(&|s| s.nodes.swap(1, 2)), "这里应是“设立登记·受理”，不是“设立登记·决定”");
    assert!(told(&|s| s.limits[0].due = Some("明天".into())).starts_with("“明天”"));
    let other = Engine::new(restaurant(Some(2))).unwrap();
    assert!(WireState::of(&engine.new_case(), &other).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever bytes come, they are read or refused; what is read is written again as something that reads the same.
    #[test]
    fn hostile_bytes_are_read_or_refused(
        form in prop::sample::select(vec![b'E', b'F', b'R', b'A', 2_u8]),
        body in proptest::collection::vec(any::<u8>(), 0..200),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = [&[form, 1], body.as_slice()].concat();
        if let Ok(event) = Event::from_compact(&bytes) {
            prop_assert_eq!(Event::from_compact(&event.to_compact()), Ok(event));
        }
        if let Ok(effect) = Effect::from_compact(&bytes) {
            prop_assert_eq!(Effect::from_compact(&effect.to_compact()), Ok(effect));
        }
        if let Ok(refusal) = Refusal::from_compact(&bytes) {
            prop_assert_eq!(Refusal::from_compact(&refusal.to_compact()), Ok(refusal));
        }
        let _ = (Ack::from_compact(&bytes), State::decode(&bytes));
        // A real one with some of its bytes overwritten.
        let samples = events();
        let mut real = samples[cut.index(samples.len())].to_compact();
        let from = cut.index(real.len());
        for (byte, other) in real[from..].iter_mut().zip(&body) {
            *byte = *other;
        }
        if let Ok(event) = Event::from_compact(&real) {
            prop_assert_eq!(Event::from_compact(&event.to_compact()), Ok(event));
        }
    }
}
