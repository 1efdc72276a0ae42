//! The exact search and the walk over all 情形 find the same (decision 0023).

use super::super::random_plans::{random_plan, random_race};
use super::super::report::{Proof, Proved};
use super::super::search::{Method, prove_by};
use super::super::testing::PlanBuilder;
use super::super::{Budget, Finding};
use super::naive::Case;
use lianban_runtime::plan::{Guard, GuardIx, MaterialSource, Medium, MediumCopies, Metric, Plan, ScopeIx};
use lianban_runtime::time::{Date, Roll, Span, Unit};
use proptest::prelude::*;

const BUDGET: Budget = Budget { evaluations: 1_000_000_000 };

fn by(plan: &Plan, method: Method) -> Proof {
    prove_by(plan, None, BUDGET, method).unwrap()
}

fn told(proved: &Proved) -> (String, Option<u32>, u32, Option<u32>, bool, Option<u32>) {
    let Proved { metric, limit, worst, with_rounds, decided, at_most, .. } = proved;
    ((*metric).to_owned(), *limit, *worst, *with_rounds, *decided, *at_most)
}

fn fault(finding: &Finding) -> String {
    match finding {
        Finding::MissingProducer { scope, material, answers, .. } => {
            format!("{scope:?} {material:?} {answers:?}")
        }
        Finding::TooFewToJoin { node, wanted, answers, .. } => format!("{node:?} {wanted} {answers:?}"),
        Finding::OriginalHeldTwice { material, .. } => format!("{material:?}"),
        other => format!("{other:?}"),
    }
}

/// What both methods must tell alike. Among equally bad cases they may show another.
fn agree(plan: &Plan) -> Result<(), TestCaseError> {
    let (walk, leap) = (by(plan, Method::Walk), by(plan, Method::Leap));
    for (one, other) in
        walk.promises.iter().chain(&walk.figures).zip(leap.promises.iter().chain(&leap.figures))
    {
        prop_assert_eq!(told(one), told(other));
    }
    let papers = |proof: &Proof| -> Vec<_> {
        let told =
            |v: &super::super::Validity| (v.material.clone(), v.margin_days, v.issued_within_days, v.decided);
        proof.validity.iter().map(told).collect()
    };
    prop_assert_eq!(papers(&walk), papers(&leap));
    let faults = |proof: &Proof| {
        let mut all: Vec<_> = proof.findings.iter().map(fault).collect();
        all.sort();
        all
    };
    prop_assert_eq!(faults(&walk), faults(&leap));
    prop_assert_eq!(&walk.scenarios, &leap.scenarios);
    Ok(())
}

/// Some times in calendar days and hours, papers that expire, originals: by the bytes.
fn vary(plan: &mut Plan, bytes: &[u8], dated: bool) {
    if dated {
        // A few months, so that some starts run out of the data.
        let day = |month, day| Date::from_ymd(2026, month, day).unwrap();
        (plan.calendar.first, plan.calendar.last) = (day(1, 20), day(6, 10));
        plan.calendar.rest = vec![day(2, 16), day(2, 17), day(2, 18)];
    }
    let mut dice = bytes.iter().rev().copied();
    let mut next = || dice.next().unwrap_or(0);
    for node in &mut plan.nodes {
        if dated && node.work.amount > 0 && next() % 3 == 0 {
            let unit = [Unit::Day, Unit::Month, Unit::WorkHour][usize::from(next()) % 3];
            let roll = [Roll::Next, Roll::None, Roll::Previous][usize::from(next()) % 3];
            let amount = if unit == Unit::Month { 1 } else { node.work.amount };
            node.work = Span { amount, unit, roll };
        }
    }
    for material in &mut plan.materials {
        if next() % 3 == 0 {
            material.validity =
                Some(Span { amount: 1 + u32::from(next() % 40), unit: Unit::Day, roll: Roll::None });
        }
        if next() % 4 == 0 {
            material.media = vec![MediumCopies { medium: Medium::Original, copies: 1 }];
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_working_days(bytes in proptest::collection::vec(any::<u8>(), 20..160), joins in any::<bool>()) {
        let mut plan = random_plan(&bytes, joins);
        vary(&mut plan, &bytes, false);
        agree(&plan)?;
    }

    #[test]
    fn where_gates_cancel(bytes in proptest::collection::vec(any::<u8>(), 20..160)) {
        let mut plan = random_race(&bytes);
        vary(&mut plan, &bytes, false);
        agree(&plan)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_the_calendar(bytes in proptest::collection::vec(any::<u8>(), 20..160), joins in any::<bool>()) {
        let mut plan = random_plan(&bytes, joins);
        vary(&mut plan, &bytes, true);
        agree(&plan)?;
    }
}

/// 200 items in blocks of ten side by side, on 30 questions; every third condition contradicts another one.
fn large() -> Plan {
    let mut b = PlanBuilder::new("大");
    let questions: Vec<_> = (0..30).map(|n| b.yes_no(&format!("问题{n}"))).collect();
    let yes: Vec<GuardIx> = questions.iter().map(|q| b.guard(Guard::Yes(*q))).collect();
    let no: Vec<GuardIx> = yes.iter().map(|g| b.guard(Guard::Not(*g))).collect();
    let mut earlier: Vec<ScopeIx> = Vec::new();
    for block in 0..20_usize {
        let mut items = Vec::new();
        for at in 0..10_usize {
            let question = (block * 7 + at * 3) % 30;
            let guard = if (block + at) % 3 == 0 { no[question] } else { yes[question] };
            let days = u32::try_from(1 + (block + at * 5) % 9).unwrap();
            let item = b.item(&format!("事项{block}-{at}"), Span::work_days(days), guard);
            let material = b.material(&format!("材料{block}-{at}"), MaterialSource::Applicant);
            b.needs(item, material);
            items.push(item);
        }
        for (first, then) in earlier.iter().flat_map(|first| items.iter().map(move |then| (*first, *then))) {
            b.behind(first, then);
        }
        earlier.extend(items);
    }
    b.finish()
}

#[test]
fn a_thousand_million_cases_are_decided() {
    let plan = large();
    let proof = prove_by(&plan, None, Budget::default(), Method::Either).unwrap();
    assert_eq!(proof.scenarios, (1_u64 << 30).to_string());
    let figure = |metric| {
        let found = proof.of(metric).unwrap();
        assert!(found.decided, "{metric:?} {:?}", found.at_most);
        found
    };
    // Of the two materials that hang on 是 and 否 of one question, one block counts: by question, the more of the two.
    let most: usize = (0..30)
        .map(|question| {
            let on = |no: bool| {
                let all = (0..20_usize).flat_map(|block| (0..10_usize).map(move |at| (block, at)));
                all.filter(|(b, a)| (b * 7 + a * 3) % 30 == question && ((b + a) % 3 == 0) == no).count()
            };
            on(true).max(on(false))
        })
        .sum();
    assert_eq!(usize::try_from(figure(Metric::Materials).worst).unwrap(), most);
    // The case shown takes as long as is told, and no case can take longer than nine days a block.
    let time = figure(Metric::Time);
    let case = Case { plan: &plan, answers: time.worst_answers.clone(), extra: None };
    assert_eq!(case.days(), time.worst);
    assert!(time.worst <= 180);
}
