//! What is told of slack and lateness, against the walk over all 情形 of the plan changed by hand.

use super::super::Budget;
use super::super::explain::{Explanation, explain};
use super::super::random_plans::{random_plan, random_race};
use super::super::search::{Method, prove, prove_by};
use lianban_runtime::plan::{Department, DepartmentIx, Metric, Node, NodeKind, Office, Plan, Promise};
use lianban_runtime::time::Unit;
use proptest::prelude::*;

const BUDGET: Budget = Budget { evaluations: 1_000_000_000 };

fn worst(plan: &Plan) -> u32 {
    prove_by(plan, None, BUDGET, Method::Walk).unwrap().of(Metric::Time).unwrap().worst
}

/// The plan with two departments that share the work, and a promise of so many days more than the worst case.
fn promised(mut plan: Plan, more: u32) -> Plan {
    let department = |name: &str| Department {
        name: name.to_owned(),
        short: String::new(),
        windows: 0,
        office: Office::Any,
        seal: String::new(),
        certificate_seal: String::new(),
    };
    plan.departments = vec![department("甲局"), department("乙局")];
    for (node, row) in plan.nodes.iter_mut().zip(0_u32..) {
        node.department = Some(DepartmentIx(row % 2));
    }
    plan.promises.retain(|promise| promise.metric != Metric::Time);
    let limit = worst(&plan) + more;
    let unit = Some(Unit::WorkDay);
    plan.promises.push(Promise { metric: Metric::Time, limit, unit, row: None, rounds: false });
    plan
}

fn works(node: &Node) -> bool {
    matches!(
        node.kind,
        NodeKind::Intake | NodeKind::Handover | NodeKind::Step | NodeKind::Decide | NodeKind::Joint
    )
}

fn later(plan: &Plan, late: impl Fn(usize, &Node) -> bool, days: u32) -> u32 {
    let mut plan = plan.clone();
    for (at, node) in plan.nodes.iter_mut().enumerate() {
        if works(node) && late(at, node) {
            node.work.amount += days;
        }
    }
    worst(&plan)
}

fn check(plan: &Plan, why: &Explanation) -> Result<(), TestCaseError> {
    let rows: Vec<usize> = (0..plan.nodes.len()).filter(|at| works(&plan.nodes[*at])).collect();
    prop_assert_eq!(rows.len(), why.steps.len());
    for (at, step) in rows.into_iter().zip(&why.steps) {
        let one = |days: u32| later(plan, |other, _| other == at, days);
        match step.slack {
            Some(slack) => {
                let slack = u32::try_from(slack).unwrap();
                prop_assert!(one(slack) <= why.limit, "{} {slack}", step.node);
                prop_assert!(one(slack + 1) > why.limit, "{} {slack}", step.node);
            }
            None => prop_assert!(one(why.limit + 1) <= why.limit, "{}", step.node),
        }
        prop_assert_eq!(step.critical, one(1) > why.worst, "{}", step.node);
    }
    for (row, alone) in (0_u32..).zip(&why.departments) {
        let all = |days: u32| later(plan, |_, node| node.department == Some(DepartmentIx(row)), days);
        match alone.days {
            Some(days) => prop_assert!(all(days) <= why.limit && all(days + 1) > why.limit, "{alone:?}"),
            None => prop_assert!(all(why.limit + 1) <= why.limit, "{alone:?}"),
        }
    }
    for both in &why.pairs {
        let all = |days: u32| later(plan, |_, _| true, days);
        match both.days {
            Some(days) => prop_assert!(all(days) <= why.limit && all(days + 1) > why.limit, "{both:?}"),
            None => prop_assert!(all(why.limit + 1) <= why.limit, "{both:?}"),
        }
    }
    for apart in &why.side_by_side {
        prop_assert!(apart.saves > 0 && apart.saves <= why.worst);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_day_more_breaks_the_promise(
        bytes in proptest::collection::vec(any::<u8>(), 20..100), joins in any::<bool>(), more in 0_u32..6,
    ) {
        let plan = promised(random_plan(&bytes, joins), more);
        let proof = prove(&plan, BUDGET).unwrap();
        if let Some(why) = explain(&plan, &proof).unwrap() {
            check(&plan, &why)?;
        }
    }

    #[test]
    fn where_gates_cancel(bytes in proptest::collection::vec(any::<u8>(), 20..100), more in 0_u32..4) {
        let plan = promised(random_race(&bytes), more);
        let proof = prove(&plan, BUDGET).unwrap();
        if let Some(why) = explain(&plan, &proof).unwrap() {
            check(&plan, &why)?;
        }
    }
}
