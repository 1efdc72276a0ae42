//! A second implementation, written from the rules and not from the first: explicit recursion, answers on a fine
//! grid instead of classes.

use lianban_runtime::plan::{
    Answer, AnswerKind, EdgeKind, Guard, Join, MaterialIx, MaterialSource, NodeKind, Plan, Quantity,
};
use std::collections::{BTreeMap, BTreeSet};

pub struct Case<'p> {
    pub plan: &'p Plan,
    pub answers: Vec<Answer>,
    /// One node that takes longer, for slack.
    pub extra: Option<(usize, u32)>,
}

impl Case<'_> {
    fn holds(&self, guard: usize) -> bool {
        match &self.plan.guards[guard] {
            Guard::Always => true,
            Guard::Yes(q) => self.answers[q.index()] == Answer::YesNo(true),
            Guard::Is(q, choice) => self.answers[q.index()] == Answer::Choice(*choice),
            Guard::Compare(q, relation, threshold) => match self.answers[q.index()] {
                Answer::Quantity(value) => relation.holds(value, *threshold),
                _ => false,
            },
            Guard::On(..) | Guard::Since(..) | Guard::Has(..) => unreachable!("not among random plans"),
            Guard::Not(inner) => !self.holds(inner.index()),
            Guard::All(many) => many.iter().all(|g| self.holds(g.index())),
            Guard::Any(many) => many.iter().any(|g| self.holds(g.index())),
        }
    }

    pub fn applies(&self, node: usize) -> bool {
        let barrier = self.plan.barriers.iter().find(|b| b.node.index() == node);
        let joined = barrier
            .is_none_or(|b| b.members.iter().any(|m| self.holds(self.plan.scopes[m.index()].guard.index())));
        let round = matches!(self.plan.nodes[node].kind, NodeKind::Rectify | NodeKind::Recheck);
        joined && !round && self.holds(self.plan.nodes[node].guard.index())
    }

    fn ends_before(&self, node: usize, kind: EdgeKind, memo: &mut BTreeMap<usize, u32>) -> Vec<u32> {
        let mut ends = Vec::new();
        for edge in self.plan.edges.iter().filter(|e| e.to.index() == node && e.kind == kind) {
            if self.applies(edge.from.index()) {
                ends.push(self.end(edge.from.index(), memo));
            }
        }
        ends.sort_unstable();
        ends
    }

    pub fn end(&self, node: usize, memo: &mut BTreeMap<usize, u32>) -> u32 {
        if let Some(known) = memo.get(&node) {
            return *known;
        }
        let before = self.ends_before(node, EdgeKind::Start, memo);
        let start = match self.plan.nodes[node].join {
            _ if before.is_empty() && node == 0 => 0,
            _ if before.is_empty() => self.end(0, memo),
            Join::All => before[before.len() - 1],
            Join::Any => before[0],
            Join::AtLeast(k) => before[(k as usize).min(before.len()) - 1],
        };
        let work_done = start + self.plan.nodes[node].work.amount;
        let others = self.ends_before(node, EdgeKind::Finish, memo);
        let mut end = others.into_iter().fold(work_done, u32::max);
        if let Some((late, days)) = self.extra.filter(|(late, _)| *late == node) {
            assert_eq!(late, node);
            end += days;
        }
        memo.insert(node, end);
        end
    }

    pub fn days(&self) -> u32 {
        let mut memo = BTreeMap::new();
        let bundle = &self.plan.scopes[0];
        self.end(bundle.exit.index(), &mut memo) - self.end(bundle.entry.index(), &mut memo)
    }

    pub fn materials(&self) -> u32 {
        let mut needed = BTreeSet::new();
        for scope in self.plan.scopes.iter().filter(|s| self.holds(s.guard.index())) {
            for at in &scope.needs {
                let material = &self.plan.materials[at.index()];
                let brought =
                    matches!(material.source, MaterialSource::Applicant | MaterialSource::Commitment);
                if brought && self.holds(material.guard.index()) {
                    needed.insert(at.index());
                }
            }
        }
        let mut count = 0;
        for at in &needed {
            let group = &self.plan.materials[*at].any_of;
            let made = |option: &MaterialIx| {
                let scopes = self.plan.scopes.iter().filter(|scope| self.holds(scope.guard.index()));
                scopes.into_iter().any(|scope| scope.produces.contains(option))
            };
            if !group.iter().any(|option| needed.contains(&option.index()) || made(option)) {
                count += 1;
            }
        }
        count
    }

    pub fn trips(&self) -> u32 {
        let mut memo = BTreeMap::new();
        let mut contacts = BTreeSet::new();
        let mut intakes = 0;
        for (index, node) in self.plan.nodes.iter().enumerate() {
            if !node.channel.is_trip() || !self.applies(index) {
                continue;
            }
            if node.kind == NodeKind::Intake {
                intakes += 1;
            } else {
                contacts.insert((node.department, self.end(index, &mut memo)));
            }
        }
        intakes + u32::try_from(contacts.len()).unwrap()
    }

    pub fn visits(&self) -> u32 {
        let joint =
            self.plan.barriers.iter().filter(|b| b.site_visit && self.applies(b.node.index())).count();
        let own: u32 =
            self.plan.scopes.iter().filter(|s| self.holds(s.guard.index())).map(|s| s.own_visits).sum();
        u32::try_from(joint).unwrap() + own
    }
}

/// Every combination of answers to what is asked, quantities in steps of a quarter of a base unit.
pub fn grid(plan: &Plan) -> Vec<Vec<Answer>> {
    let mut all = vec![Vec::new()];
    for question in &plan.questions {
        let values: Vec<Answer> = match &question.kind {
            AnswerKind::Date { .. } | AnswerKind::Several(_) => unreachable!("not among random plans"),
            AnswerKind::YesNo => vec![Answer::YesNo(false), Answer::YesNo(true)],
            AnswerKind::Choice(choices) => (0..choices.len()).map(|c| Answer::Choice(c as u32)).collect(),
            AnswerKind::Quantity { min, max, .. } => {
                let step = Quantity::SCALE / 4;
                (min.0 / step..=max.0 / step).map(|n| Answer::Quantity(Quantity(n * step))).collect()
            }
        };
        let asked = |head: &Vec<Answer>| {
            Case { plan, answers: head.clone(), extra: None }.holds(question.when.index())
        };
        let answers = |head: &Vec<Answer>| if asked(head) { values.clone() } else { vec![Answer::Unasked] };
        let longer = |head: &Vec<Answer>| -> Vec<Vec<Answer>> {
            answers(head).iter().map(|v| [head.as_slice(), &[*v]].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// (时限, 材料, 跑动, 踏勘), each at its worst over the grid.
pub fn worst(plan: &Plan) -> [u32; 4] {
    let mut worst = [0; 4];
    for answers in grid(plan) {
        let case = Case { plan, answers, extra: None };
        let figures = [case.days(), case.materials(), case.trips(), case.visits()];
        for (most, value) in worst.iter_mut().zip(figures) {
            *most = value.max(*most);
        }
    }
    worst
}

/// The longest a stage can take, over the grid.
pub fn longest(plan: &Plan, stage: &str) -> u32 {
    let scope = plan.scopes.iter().find(|s| s.name == stage).unwrap();
    let (entry, exit) = (scope.entry.index(), scope.exit.index());
    let mut worst = 0;
    for answers in grid(plan) {
        let case = Case { plan, answers, extra: None };
        if case.applies(exit) {
            let mut memo = BTreeMap::new();
            worst = worst.max(case.end(exit, &mut memo) - case.end(entry, &mut memo));
        }
    }
    worst
}
