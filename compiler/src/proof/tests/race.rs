//! 其余 取消, 里程碑 … 取消, 预审, 后补: a third implementation that walks day by day, and random plans that hold the
//! proof to it. A case in which something takes less never takes longer.

use super::super::random_plans::random_race;
use super::super::{Domains, schedule};
use super::naive::Case;
use lianban_runtime::plan::{Answer, EdgeKind, Join, NodeKind, Plan};
use lianban_runtime::time::Instant;
use proptest::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    Never,
    Waiting,
    Running(u32),
    Done(u32),
    Cut(u32),
}

impl At {
    fn end(self) -> Option<u32> {
        match self {
            At::Done(day) | At::Cut(day) => Some(day),
            _ => None,
        }
    }
}

/// Walks day by day; `work` says how long each node takes.
struct Walk<'p> {
    plan: &'p Plan,
    work: Vec<u32>,
    nodes: Vec<At>,
    day: u32,
}

fn walk(plan: &Plan, answers: &[Answer], work: Vec<u32>) -> Vec<At> {
    let case = Case { plan, answers: answers.to_vec(), extra: None };
    let nodes =
        (0..plan.nodes.len()).map(|n| if case.applies(n) { At::Waiting } else { At::Never }).collect();
    let mut walk = Walk { plan, work, nodes, day: 0 };
    while walk.day < 500 && walk.nodes.iter().any(|n| *n != At::Never && n.end().is_none()) {
        while (0..plan.nodes.len()).any(|node| walk.look(node)) {}
        walk.day += 1;
    }
    walk.nodes
}

impl Walk<'_> {
    fn before(&self, node: usize, kind: EdgeKind) -> Vec<(usize, At)> {
        let edges = self.plan.edges.iter().filter(|e| e.to.index() == node && e.kind == kind);
        let all = edges.map(|e| (e.from.index(), self.nodes[e.from.index()]));
        all.filter(|(_, at)| *at != At::Never).collect()
    }

    /// Whether something happened to the node on this day.
    fn look(&mut self, node: usize) -> bool {
        let day = self.day;
        match self.nodes[node] {
            At::Waiting => {
                let before = self.before(node, EdgeKind::Start);
                let done = before.iter().filter(|(_, at)| matches!(at, At::Done(_))).count();
                let gone = before.iter().filter(|(_, at)| matches!(at, At::Cut(_))).count();
                let wanted = match self.plan.nodes[node].join {
                    Join::All => before.len() - gone,
                    Join::Any => 1,
                    Join::AtLeast(k) => k as usize,
                };
                let possible = before.len() - gone;
                if self.is_without_members(node) || possible < wanted || self.is_hollow(node) {
                    self.nodes[node] = At::Cut(day);
                } else if done >= wanted && (possible == done || wanted < possible) {
                    self.nodes[node] = At::Running(day);
                } else {
                    return false;
                }
                true
            }
            At::Running(start) => {
                let open = self.before(node, EdgeKind::Finish).iter().any(|(_, at)| at.end().is_none());
                if open || day < start + self.work[node] {
                    return false;
                }
                self.nodes[node] = At::Done(day);
                self.cancel(node);
                true
            }
            _ => false,
        }
    }

    fn is_hollow(&self, node: usize) -> bool {
        let spec = &self.plan.nodes[node];
        let before = self.before(node, EdgeKind::Start);
        let mut before = before.iter().filter(|(from, _)| *from != 0).peekable();
        spec.kind == NodeKind::Gate
            && spec.scope.index() == 0
            && spec.join == Join::All
            && before.peek().is_some()
            && before.all(|(_, at)| matches!(at, At::Cut(_)))
    }

    fn is_without_members(&self, node: usize) -> bool {
        let barrier = self.plan.barriers.iter().find(|b| b.node.index() == node);
        let exit = |scope: usize| self.nodes[self.plan.scopes[scope].exit.index()];
        barrier.is_some_and(|b| b.members.iter().all(|m| matches!(exit(m.index()), At::Cut(_) | At::Never)))
    }

    fn cancel(&mut self, gate: usize) {
        let cancels: Vec<_> = self.plan.cancels.iter().filter(|c| c.by.index() == gate).collect();
        for scope in cancels.iter().flat_map(|c| &c.scopes) {
            for node in 0..self.nodes.len() {
                let own = self.plan.nodes[node].scope;
                let inside = own == *scope || self.plan.scopes[own.index()].parent == Some(*scope);
                if inside && matches!(self.nodes[node], At::Waiting | At::Running(_)) {
                    self.nodes[node] = At::Cut(self.day);
                }
            }
        }
        for barrier in &self.plan.barriers {
            let joint = barrier.node.index();
            if self.is_without_members(joint) && matches!(self.nodes[joint], At::Running(_)) {
                self.nodes[joint] = At::Cut(self.day);
            }
        }
        for owed in &self.plan.obligations {
            let over = owed.blocks.iter().all(|b| {
                let at = self.nodes[b.index()];
                at == At::Never || at.end().is_some()
            });
            let wait = &mut self.nodes[owed.node.index()];
            if over && matches!(wait, At::Waiting | At::Running(_)) {
                *wait = At::Cut(self.day);
            }
        }
    }
}

fn full(plan: &Plan) -> Vec<u32> {
    plan.nodes.iter().map(|n| n.work.amount).collect()
}

fn scenarios(plan: &Plan) -> Vec<Vec<Answer>> {
    let domains = Domains::new(plan, plan.calendar.first).unwrap();
    let mut walk = domains.scenarios();
    let mut all = Vec::new();
    while let Some(answers) = walk.next_answers() {
        all.push(answers.to_vec());
    }
    all
}

fn enough_apply(plan: &Plan, answers: &[Answer]) -> bool {
    let case = Case { plan, answers: answers.to_vec(), extra: None };
    (0..plan.nodes.len()).all(|node| {
        let before = plan.edges.iter().filter(|e| e.to.index() == node && e.kind == EdgeKind::Start);
        let applying = before.filter(|e| case.applies(e.from.index())).count();
        match plan.nodes[node].join {
            Join::AtLeast(k) => !case.applies(node) || applying >= k as usize,
            _ => true,
        }
    })
}

fn start() -> Instant {
    Instant::parse("2026-01-05T09:00:00+08:00").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_race_ends_as_the_walk_says(bytes in proptest::collection::vec(any::<u8>(), 20..160)) {
        let plan = random_race(&bytes);
        prop_assert_eq!(plan.check(), Ok(()));
        for answers in scenarios(&plan).into_iter().filter(|answers| enough_apply(&plan, answers)) {
            let made = schedule(&plan, &answers, start()).unwrap();
            for (node, (planned, walked)) in made.nodes.iter().zip(walk(&plan, &answers, full(&plan))).enumerate() {
                let name = &plan.nodes[node].name;
                prop_assert_eq!(planned.map(|p| p.end), walked.end(), "{}", name);
                // Something that ends on the very day of the gate may be told either way.
                let cut = planned.is_some_and(|p| p.cancelled);
                prop_assert!(!cut || matches!(walked, At::Cut(_)), "{}", name);
            }
        }
    }

    #[test]
    fn nothing_that_takes_less_makes_a_case_longer(
        bytes in proptest::collection::vec(any::<u8>(), 20..160),
        less in proptest::collection::vec(0_u32..9, 60),
    ) {
        let plan = random_race(&bytes);
        for answers in scenarios(&plan).into_iter().filter(|answers| enough_apply(&plan, answers)) {
            let made = schedule(&plan, &answers, start()).unwrap();
            let shorter = full(&plan).iter().zip(less.iter().cycle()).map(|(w, l)| w.saturating_sub(*l)).collect();
            let close = plan.scopes[0].exit.index();
            let ended = walk(&plan, &answers, shorter)[close].end().unwrap();
            prop_assert!(ended <= made.finish, "{} > {}", ended, made.finish);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_node_may_slip_as_far_as_is_said(bytes in proptest::collection::vec(any::<u8>(), 20..160)) {
        prop_assert_eq!(slips_too_far(&random_race(&bytes)), None);
    }
}

/// A node that may not slip as far as the schedule says.
fn slips_too_far(plan: &Plan) -> Option<String> {
    let close = plan.scopes[0].exit.index();
    for answers in scenarios(plan).into_iter().filter(|answers| enough_apply(plan, answers)) {
        let made = schedule(plan, &answers, start()).unwrap();
        for (node, planned) in made.nodes.iter().enumerate().skip(1) {
            let Some(slack) = planned.and_then(|p| p.slack).filter(|slack| *slack > 0) else { continue };
            let mut work = full(plan);
            work[node] += slack;
            if walk(plan, &answers, work)[close].end().unwrap() > made.finish {
                return Some(format!("{} slips {slack}", plan.nodes[node].name));
            }
        }
    }
    None
}

/// Every combination of times of a small race: two branches, one of two items, and what follows.
#[test]
fn every_small_race_keeps_to_the_proof() {
    let plan = super::small_race([3, 2, 2, 3]);
    let made = schedule(&plan, &[], start()).unwrap();
    let close = plan.scopes[0].exit.index();
    let items: Vec<usize> = plan.scopes.iter().skip(1).map(|s| s.exit.index()).collect();
    for times in 0..4_usize.pow(4) {
        let mut work = full(&plan);
        for (at, item) in items.iter().enumerate() {
            work[*item] = work[*item].min((times / 4_usize.pow(at as u32) % 4) as u32);
        }
        let ended = walk(&plan, &[], work)[close].end().unwrap();
        assert!(ended <= made.finish, "{times}: {ended} > {}", made.finish);
    }
    assert_eq!(made.finish, 6, "甲 3, then 丁 3; 乙 → 丙 would have taken 4");
}
