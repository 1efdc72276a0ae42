//! The exact search and the walk over all 情形 find the same (decision 0023).

use super::super::random_plans::{random_plan, random_race};
use super::super::report::{Proof, Proved};
use super::super::search::{Method, prove_by};
use super::super::{Budget, Finding};
use lianban_runtime::plan::{Medium, MediumCopies, Plan};
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
        Finding::MissingProducer { scope, material, answers, .. } => format!("{scope:?} {material:?} {answers:?}"),
        Finding::TooFewToJoin { node, wanted, answers, .. } => format!("{node:?} {wanted} {answers:?}"),
        Finding::OriginalHeldTwice { material, .. } => format!("{material:?}"),
        other => format!("{other:?}"),
    }
}

/// What both methods must tell alike. Among equally bad cases they may show another.
fn agree(plan: &Plan) -> Result<(), TestCaseError> {
    let (walk, leap) = (by(plan, Method::Walk), by(plan, Method::Leap));
    for (one, other) in walk.promises.iter().chain(&walk.figures).zip(leap.promises.iter().chain(&leap.figures)) {
        prop_assert_eq!(told(one), told(other));
    }
    let papers = |proof: &Proof| -> Vec<_> {
        let told = |v: &super::super::Validity| (v.material.clone(), v.margin_days, v.issued_within_days, v.decided);
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
            material.validity = Some(Span { amount: 1 + u32::from(next() % 40), unit: Unit::Day, roll: Roll::None });
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
