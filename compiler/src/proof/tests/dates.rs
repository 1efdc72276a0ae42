//! Conditions on dates: every date on every day of submission, one by one.

use super::super::testing::PlanBuilder;
use super::super::{Budget, prove, schedule};
use lianban_runtime::plan::{
    Answer, AnswerKind, Comparison, Guard, GuardIx, Metric, Period, PeriodUnit, Plan, Question, QuestionIx,
    evaluate,
};
use lianban_runtime::time::{Calendar, Date, Instant, Span, Unit};
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// One date question, and items that apply under conditions on it.
fn plan(bounds: (&str, &str), guards: &[Guard], days: &[u32], last: &str) -> Plan {
    let mut b = PlanBuilder::new("日期");
    b.plan.questions.push(Question {
        name: "出生日期".into(),
        text: String::new(),
        kind: AnswerKind::Date { min: date(bounds.0), max: date(bounds.1) },
        when: GuardIx(0),
        parameter: false,
    });
    for (at, (guard, days)) in guards.iter().zip(days).enumerate() {
        let guard = b.guard(guard.clone());
        b.item(&format!("事项{at}"), Span::work_days(*days), guard);
    }
    let mut plan = b.finish();
    plan.calendar.last = date(last);
    plan
}

fn since(relation: Comparison, amount: u32, unit: PeriodUnit) -> Guard {
    Guard::Since(QuestionIx(0), relation, Period { amount, unit })
}

/// The worst number of working days over all dates and days of submission, and one pair for each.
fn brute_force(plan: &Plan, days: &[u32]) -> u32 {
    let AnswerKind::Date { min, max } = plan.questions[0].kind else { unreachable!() };
    let mut worst = 0;
    let mut submitted = plan.calendar.first;
    while submitted <= plan.calendar.last {
        let mut born = min;
        while born <= max {
            let holds = evaluate(&plan.guards, &[Answer::Date(born)], submitted);
            let items = plan.scopes.iter().skip(1).zip(days);
            let applying = items.filter(|(scope, _)| holds[scope.guard.index()]);
            worst = worst.max(applying.map(|(_, days)| *days).max().unwrap_or(0));
            born = born.add_days(1).unwrap();
        }
        submitted = submitted.add_days(1).unwrap();
    }
    worst
}

#[test]
fn eighteen_on_the_day_itself() {
    // 满 18 年 takes 3 days, 不满 5; both: 满 18 年 and born by 2008-01-01 takes 4.
    let young = since(Comparison::Less, 18, PeriodUnit::Year);
    let plan = plan(("2000-01-01", "2010-12-31"), &[young], &[5], "2025-12-31");
    let proof = prove(&plan, Budget::default()).unwrap();
    let time = proof.of(Metric::Time).unwrap();
    assert_eq!((time.worst, time.decided), (5, true));
    // The counter-example is one: born the day after the boundary of its start.
    assert_eq!(time.start.as_deref(), Some("2025-01-01"));
    assert_eq!(time.answers.0, [("出生日期".to_owned(), "2007-01-02".to_owned())]);
    assert_eq!(proof.scenarios, "3");
}

#[test]
fn a_date_that_cannot_meet_both_conditions_is_no_case() {
    // Born before 2000, and not yet 20 years old: impossible in 2025; only the bounds of both together tell.
    let old = Guard::On(QuestionIx(0), Comparison::Less, date("2000-01-01"));
    let young = since(Comparison::Less, 20, PeriodUnit::Year);
    let mut plan = plan(("1990-01-01", "2020-12-31"), &[old, young], &[2, 3], "2025-12-31");
    plan.guards.push(Guard::All(vec![GuardIx(1), GuardIx(2)]));
    plan.scopes[1].guard = GuardIx(3);
    for node in &mut plan.nodes {
        if node.guard == GuardIx(1) {
            node.guard = GuardIx(3);
        }
    }
    let proof = prove(&plan, Budget::default()).unwrap();
    assert!(proof.findings.iter().any(|finding| format!("{finding:?}").contains("NeverApplies")));
    assert_eq!(proof.of(Metric::Time).unwrap().worst, 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_looks_at_every_day(
        picks in proptest::collection::vec((0_u8..6, 0_u8..5, 0_i32..120, 1_u32..9), 1..4),
        undated in any::<bool>(),
    ) {
        use Comparison::{AtLeast, AtMost, Equal, Less, More, NotEqual};
        let relations = [Less, AtMost, Equal, NotEqual, AtLeast, More];
        let mut guards = Vec::new();
        let mut days = Vec::new();
        for (relation, kind, offset, length) in picks {
            let relation = relations[usize::from(relation)];
            guards.push(match kind {
                0 | 1 => Guard::On(QuestionIx(0), relation, date("2024-11-01").add_days(offset).unwrap()),
                2 => since(relation, u32::try_from(offset).unwrap(), PeriodUnit::Day),
                3 => since(relation, u32::try_from(offset % 4).unwrap(), PeriodUnit::Month),
                _ => since(relation, 1, PeriodUnit::Year),
            });
            days.push(length);
        }
        let mut plan = plan(("2023-12-15", "2025-03-10"), &guards, &days, "2025-06-30");
        if !undated {
            // Counted in calendar days, every start is played.
            plan.promises = vec![lianban_runtime::plan::Promise {
                metric: Metric::Time,
                limit: 30,
                unit: Some(Unit::Day),
                row: None,
                rounds: false,
            }];
        }
        let proof = prove(&plan, Budget::default()).unwrap();
        let time = proof.of(Metric::Time).unwrap();
        prop_assert!(time.decided);
        if undated {
            prop_assert_eq!(time.worst, brute_force(&plan, &days));
        }
        // The counter-example is real: handed in at its start, its answers take so long.
        let calendar = Calendar::new(plan.calendar.clone()).unwrap();
        let start = Instant::parse(time.start_at.as_deref().unwrap_or("2025-01-02T09:00:00+08:00")).unwrap();
        let made = schedule(&plan, &time.worst_answers, start).unwrap();
        if undated {
            prop_assert_eq!(made.finish, time.worst);
        } else {
            let end = calendar.due(start, Span::work_days(made.finish), &[]).unwrap();
            let taken = calendar.date_of(end).days_since(calendar.date_of(start));
            prop_assert_eq!(u32::try_from(taken).unwrap(), time.worst);
        }
    }
}
