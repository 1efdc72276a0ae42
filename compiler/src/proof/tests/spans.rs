//! Limits that begin inside the case (`span.rs`).

use super::super::random_plans::{random_plan as build, random_race};
use super::super::testing::PlanBuilder;
use super::super::{Budget, prove, schedule};
use super::naive::{grid, longest};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Guard, GuardIx, Join, Limit, LimitIx, LimitKind, LimitSpan, Metric, NodeIx, Plan,
    Promise, Scope, ScopeIx, ScopeKind,
};
use lianban_runtime::time::{Instant, Span, Unit};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The longest a stage takes, over the grid, if these nodes take no time.
fn longest_without(plan: &Plan, stage: &str, quick: &BTreeSet<usize>) -> u32 {
    let mut plan = plan.clone();
    for node in quick {
        plan.nodes[*node].work = Span::work_days(0);
    }
    longest(&plan, stage)
}

/// Everything from which one can walk along edges to a node.
fn ancestors(plan: &Plan, node: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([node]);
    loop {
        let before = found.len();
        let more: Vec<usize> = plan
            .edges
            .iter()
            .filter(|edge| found.contains(&edge.to.index()))
            .map(|edge| edge.from.index())
            .collect();
        found.extend(more);
        if found.len() == before {
            return found;
        }
    }
}

#[test]
fn a_quick_first_stage_does_not_break_the_second() {
    // 甲 10 in stage 一; 乙 3 in stage 二, behind 丙 12, which stands in no stage. With full limits stage 二 begins on day
    // 10 and ends on day 15: five days. If 甲 is granted on day 0, it begins on day 0 and ends on day 15.
    let mut b = PlanBuilder::new("先快后慢");
    let [one, two, three] = [("甲", 10), ("乙", 3), ("丙", 12)]
        .map(|(name, days)| b.item(name, Span::work_days(days), GuardIx(0)));
    b.behind(three, two);
    let first = b.stage("一", 10, &[one], &[]);
    b.stage("二", 15, &[two], &[first]);
    let proof = prove(&b.finish(), Budget::default()).unwrap();
    let worst = |name: &str| proof.promises.iter().find(|p| p.of.as_deref() == Some(name)).unwrap();
    assert_eq!((worst("一").worst, worst("二").worst), (10, 15));
    let path: Vec<(&str, u32)> = worst("二").path.iter().map(|s| (s.node.as_str(), s.days)).collect();
    assert_eq!(path, [("丙", 12), ("乙", 3)]);
    assert!(proof.holds());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_quicker_run_takes_longer_from_a_moment_inside(
        bytes in proptest::collection::vec(any::<u8>(), 20..120),
        masks in proptest::collection::vec(any::<u64>(), 12),
        joins in any::<bool>(),
    ) {
        let plan = build(&bytes, joins);
        let proof = prove(&plan, Budget::default()).unwrap();
        let all_wait = plan.nodes.iter().all(|node| node.join == Join::All || node.name.ends_with("补交"));
        for stage in proof.promises.iter().filter(|proved| proved.of.is_some()) {
            let name = stage.of.as_deref().unwrap();
            for mask in &masks {
                let quick = (0..plan.nodes.len()).filter(|at| mask >> (at % 64) & 1 == 1).collect();
                prop_assert!(longest_without(&plan, name, &quick) <= stage.worst);
            }
            let scope = plan.scopes.iter().find(|s| s.name == name).unwrap();
            let before = ancestors(&plan, scope.entry.index());
            let exact = longest_without(&plan, name, &before);
            prop_assert!(exact <= stage.worst);
            if all_wait {
                prop_assert_eq!(exact, stage.worst);
            }
        }
    }
}

/// Adds limits between moments: the end of the one node to the end of the other.
fn with_between(mut plan: Plan, pairs: &[(u8, u8)]) -> Plan {
    let count = plan.nodes.len();
    for (from, until) in pairs {
        let node = |at: u8| NodeIx(u32::try_from(usize::from(at) % count).unwrap());
        let end = |node| Anchor { node, at: AnchorPoint::End };
        let span = LimitSpan { from: end(node(*from)), until: end(node(*until)) };
        if ancestors(&plan, span.until.node.index()).contains(&span.from.node.index())
            && span.from != span.until
        {
            let row = LimitIx(u32::try_from(plan.limits.len()).unwrap());
            let first = plan.limits[0].clone();
            plan.limits.push(Limit { kind: LimitKind::Between, scope: ScopeIx(0), span, ..first });
            let (metric, unit) = (Metric::Time, Some(Unit::WorkDay));
            plan.promises.push(Promise { metric, limit: 0, unit, row: Some(row), rounds: false });
        }
    }
    plan
}

/// The same plan in which every node takes a share of its time.
fn quicker(plan: &Plan, shares: &[u8]) -> Plan {
    let mut plan = plan.clone();
    for (node, share) in plan.nodes.iter_mut().zip(shares.iter().cycle()) {
        node.work.amount = node.work.amount * u32::from(share % 4) / 3;
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_run_takes_longer_from_moment_to_moment_than_proved(
        bytes in proptest::collection::vec(any::<u8>(), 20..120),
        pairs in proptest::collection::vec(any::<(u8, u8)>(), 6),
        shares in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 7..40), 6),
        shape in 0_u8..3,
    ) {
        let plan = match shape {
            0 => build(&bytes, false),
            1 => build(&bytes, true),
            _ => random_race(&bytes),
        };
        let plan = with_between(plan, &pairs);
        let proof = prove(&plan, Budget::default()).unwrap();
        let start = Instant::parse("2026-01-05T09:00:00+08:00").unwrap();
        let proved = |row| {
            let at = plan.promises.iter().position(|p| p.row == Some(row)).unwrap();
            proof.promises[at].worst
        };
        for shares in &shares {
            let quick = quicker(&plan, shares);
            for answers in grid(&plan) {
                let Ok(made) = schedule(&quick, &answers, start) else { continue };
                for promise in &plan.promises {
                    let Some(limit) = promise.row.map(|row| &plan.limits[row.index()]) else { continue };
                    // What stands in an item that is cancelled never happens, whenever the schedule says it would end.
                    let gone = |scope: &Scope| made.nodes[scope.entry.index()].is_some_and(|node| node.cancelled);
                    let happens = |node: NodeIx| {
                        let scope = &plan.scopes[plan.nodes[node.index()].scope.index()];
                        let around = scope.parent.map(|parent| &plan.scopes[parent.index()]);
                        scope.kind == ScopeKind::Bundle || !gone(scope) && !around.is_some_and(gone)
                    };
                    let at = |anchor: Anchor| {
                        made.nodes[anchor.node.index()].filter(|node| !node.cancelled && happens(anchor.node))
                    };
                    if let (Some(from), Some(until)) = (at(limit.span.from), at(limit.span.until)) {
                        let took = until.end.saturating_sub(from.end);
                        let most = proved(promise.row.unwrap());
                        prop_assert!(took <= most, "{} to {}: {took} > {most}",
                            plan.nodes[limit.span.from.node.index()].name, plan.nodes[limit.span.until.node.index()].name);
                    }
                }
            }
        }
    }
}

/// 事项2 waits for 事项1, which waits for 事项0; where 事项1 drops out, 事项2 begins at once, and 事项4, which waits for 事项0,
/// still takes its two days from there.
#[test]
fn nothing_has_ended_because_of_what_drops_out() {
    let mut b = PlanBuilder::new("中间不适用");
    let asked = b.yes_no("要中间");
    let between = b.guard(Guard::Yes(asked));
    let first = b.item("甲", Span::work_days(2), GuardIx(0));
    let middle = b.item("乙", Span::work_days(1), between);
    let last = b.item("丙", Span::work_days(1), GuardIx(0));
    let other = b.item("丁", Span::work_days(1), GuardIx(0));
    b.behind(first, middle);
    b.behind(middle, last);
    b.behind(first, other);
    b.behind(last, other);
    let mut plan = b.finish();
    let node = |name: &str| plan.nodes.iter().position(|node| node.name == name).unwrap();
    let end = |at: usize| Anchor { node: NodeIx(u32::try_from(at).unwrap()), at: AnchorPoint::End };
    let span = LimitSpan { from: end(node("丙·受理")), until: end(node("丁·受理")) };
    let row = LimitIx(u32::try_from(plan.limits.len()).unwrap());
    let sample = plan.limits[0].clone();
    plan.limits.push(Limit { kind: LimitKind::Between, scope: ScopeIx(0), span, ..sample });
    let (metric, unit) = (Metric::Time, Some(Unit::WorkDay));
    plan.promises.push(Promise { metric, limit: 2, unit, row: Some(row), rounds: false });
    let proof = prove(&plan, Budget::default()).unwrap();
    let found = proof.promises.iter().find(|p| p.from.as_deref() == Some("丙 受理")).unwrap();
    assert_eq!((found.worst, found.holds), (2, Some(true)));
}

/// 任一 { 甲；乙 → 丙 }，其余 取消: 甲 wins on day 1. 乙 has not ended and goes, and 丙, which waits for 乙 and is cancelled with it,
/// does not begin at that instant, even if it takes no time.
#[test]
fn what_waits_for_what_is_cancelled_is_cancelled_with_it() {
    let bytes: [u8; 84] = [
        95, 0, 0, 0, 0, 0, 0, 0, 0, 223, 0, 0, 0, 0, 31, 4, 4, 33, 0, 21, 0, 1, 1, 0, 1, 1, 255, 0, 52, 0,
        155, 1, 97, 73, 141, 0, 0, 0, 0, 24, 116, 9, 27, 89, 0, 1, 61, 1, 31, 40, 63, 0, 9, 0, 0, 0, 0, 0, 0,
        28, 7, 57, 2, 0, 12, 44, 55, 125, 104, 0, 0, 47, 20, 0, 0, 29, 104, 0, 0, 110, 0, 0, 0, 0,
    ];
    let plan = quicker(&random_race(&bytes), &[0, 0, 218, 0, 123, 0, 0, 0, 0, 0, 0, 0, 0]);
    let start = Instant::parse("2026-01-05T09:00:00+08:00").unwrap();
    let made = schedule(&plan, &grid(&plan)[0], start).unwrap();
    let slot = |name: &str| {
        let at = plan.nodes.iter().position(|node| node.name == name).unwrap();
        made.nodes[at].unwrap()
    };
    assert!(slot("事项1·决定").cancelled && slot("事项1·决定").end == 1);
    assert!(slot("事项3·受理").cancelled && slot("事项3·决定").cancelled);
    assert_eq!(slot("一阶段·完成").end, 8);
}
