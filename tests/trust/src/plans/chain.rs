//! What stands between the acceptance and the decision of an item: steps, planned procedures, joint actions, rounds of
//! rework, and the work ahead of the acceptance (预审).

use super::{Item, Joint, Maker};
use lianban_compiler::proof::testing::node;
use lianban_runtime::plan::{
    Allowed, Barrier, DepartmentIx, EdgeKind, Guard, GuardIx, Handling, Needed, Node, NodeIx, NodeKind,
    Opinions, Panel, PanelKind, Procedure, Round, Scope, ScopeIx, ScopeKind, Seat, Voice,
};
use lianban_runtime::time::{Span, Unit};

/// A link of the chain from acceptance to decision.
struct Link {
    node: NodeIx,
    end: NodeIx,
    /// It may drop out, so what follows also stands behind what is before it.
    optional: bool,
    /// It binds only the decision.
    beside: bool,
}

impl Maker {
    /// Joint actions of items that do not wait for each other, and perhaps one of departments only.
    pub(super) fn make_joints(&mut self) {
        if self.items.len() >= 2 && self.dice.percent(40) {
            let mut members: Vec<usize> = Vec::new();
            for _ in 0..1 + self.dice.below(3) {
                let at = self.dice.below(self.items.len());
                if !members.contains(&at) {
                    members.push(at);
                }
            }
            members.sort_unstable();
            self.joint(&members);
        }
        if self.dice.percent(10) {
            self.joint(&[]);
        }
    }

    fn joint(&mut self, members: &[usize]) {
        let at = self.joints.len();
        let scopes: Vec<ScopeIx> = members.iter().map(|m| self.items[*m].scope).collect();
        let guards = scopes.iter().map(|s| self.b.plan.scopes[s.index()].guard).collect();
        let guard = if members.is_empty() { GuardIx(0) } else { self.b.guard(Guard::Any(guards)) };
        let work = Span::work_days(self.dice.small(4));
        let (node, scope) = self.work_node(&format!("联合{at}"), ScopeKind::Joint, ScopeIx(0), guard, work);
        self.b.plan.scopes[scope.index()].department = Some(DepartmentIx(0));
        self.behind_intake(node);
        let end = self.rework(node, scope);
        self.b.plan.barriers.push(Barrier {
            node,
            members: scopes,
            kind: "踏勘".to_owned(),
            site_visit: true,
        });
        if members.is_empty() {
            self.b.edge(end, NodeIx(1), EdgeKind::Start);
        }
        for member in members {
            self.items[*member].joint = Some(at);
        }
        self.joints.push(Joint { node, end });
        if members.is_empty() || self.dice.percent(30) {
            self.meeting(node);
        }
    }

    /// A node in which people work, with a scope of its own.
    fn work_node(
        &mut self,
        name: &str,
        kind: ScopeKind,
        parent: ScopeIx,
        guard: GuardIx,
        work: Span,
    ) -> (NodeIx, ScopeIx) {
        let scope = ScopeIx(u32::try_from(self.b.plan.scopes.len()).expect("few scopes"));
        let of_kind = if kind == ScopeKind::Joint { NodeKind::Joint } else { NodeKind::Step };
        let new = Node { work, guard, automatic: false, ..node(name, scope, of_kind) };
        let new = self.b.node(new);
        let row = Scope {
            name: name.to_owned(),
            kind,
            parent: Some(parent),
            guard,
            entry: new,
            exit: new,
            department: self.b.plan.scopes[parent.index()].department,
            item_kind: String::new(),
            ..self.b.plan.scopes[0].clone()
        };
        self.b.plan.scopes.push(row);
        (new, scope)
    }

    /// Perhaps rounds of rework behind a joint action or step: what has ended when all of it has.
    fn rework(&mut self, of: NodeIx, scope: ScopeIx) -> NodeIx {
        if !self.dice.percent(25) {
            return of;
        }
        let (name, guard) = (self.b.plan.nodes[of.index()].name.clone(), self.b.plan.nodes[of.index()].guard);
        let end = self.b.node(Node { guard, ..node(&format!("{name}·完成"), scope, NodeKind::Gate) });
        let off_the_clock = self.dice.percent(40);
        let mut before = of;
        for number in 1..=1 + self.dice.small(2) {
            let mut work = || Span::work_days(self.dice.small(5));
            let new = |word: &str, kind, work| Node {
                work,
                guard,
                automatic: false,
                ..node(&format!("{name}·{word} {number}"), scope, kind)
            };
            let (rectify, recheck) =
                (new("整改", NodeKind::Rectify, work()), new("复核", NodeKind::Recheck, work()));
            let (rectify, recheck) = (self.b.node(rectify), self.b.node(recheck));
            for (from, to) in [(before, rectify), (rectify, recheck), (recheck, end)] {
                self.b.edge(from, to, EdgeKind::Start);
            }
            self.b.plan.rounds.push(Round { of, number, rectify, recheck, off_the_clock });
            before = recheck;
        }
        self.b.edge(of, end, EdgeKind::Start);
        self.b.plan.scopes[scope.index()].exit = end;
        end
    }

    /// 到场 at a joint action.
    fn meeting(&mut self, node: NodeIx) {
        let dice = &mut self.dice;
        let seats = (0..1 + dice.small(3))
            .map(|at| Seat { who: Voice::Department(DepartmentIx(at)), always: at == 0 || dice.percent(60) });
        let seats = seats.collect();
        let kind = PanelKind::Meeting {
            opinions: self.dice.pick(&[Opinions::None, Opinions::Each, Opinions::Lead]),
            absent_consents: self.dice.percent(50),
        };
        let needed = self.dice.pick(&[Needed::All, Needed::Majority, Needed::AtLeast(1), Needed::AtLeast(2)]);
        self.b.plan.desk.panels.push(Panel { node, seats, needed, kind, basis: String::new() });
    }

    /// Steps, planned procedures and the joint action of every item, as written one after the other.
    pub(super) fn chains(&mut self) {
        for at in 0..self.items.len() {
            if self.dice.percent(10) {
                self.preview(at);
            }
            self.chain(at);
        }
    }

    fn chain(&mut self, at: usize) {
        let item = self.items[at].clone();
        let steps = self.dice.below(3);
        let joint_at = self.dice.below(steps + 1);
        let mut links: Vec<Link> = Vec::new();
        for position in 0..=steps {
            if position == joint_at
                && let Some(Joint { node, end }) = item.joint.map(|joint| self.joints[joint])
            {
                self.b.edge(item.begin, node, EdgeKind::Start);
                self.b.edge(end, item.rest, EdgeKind::Start);
                links.push(Link { node, end, optional: false, beside: false });
            }
            if position < steps {
                let link = if self.dice.percent(25) {
                    self.procedure(&item, position)
                } else {
                    self.step(&item, position)
                };
                self.b.edge(item.begin, link.node, EdgeKind::Start);
                links.push(link);
            }
        }
        let mut before: Vec<NodeIx> = Vec::new();
        for link in links {
            for from in before.clone() {
                self.b.edge(from, link.node, EdgeKind::Start);
            }
            if link.beside {
                self.b.edge(link.end, item.rest, EdgeKind::Finish);
                continue;
            }
            if !link.optional {
                before.clear();
            }
            before.push(link.end);
        }
        for from in before {
            self.b.edge(from, item.rest, EdgeKind::Start);
        }
        let decide = &mut self.b.plan.nodes[item.decide.index()].work;
        decide.amount /= 1 + u32::try_from(steps).expect("few steps");
        if self.dice.percent(8) {
            self.b.plan.desk.discussed.push(item.decide);
        }
    }

    fn step(&mut self, item: &Item, position: usize) -> Link {
        let work = self.part_of(item.promised);
        let guard = self.b.plan.scopes[item.scope.index()].guard;
        let name = format!("{}·环节{position}", self.b.plan.scopes[item.scope.index()].name);
        let (node, scope) = self.work_node(&name, ScopeKind::Step, item.scope, guard, work);
        if self.dice.percent(20) {
            let seats = (0..1 + self.dice.small(3))
                .map(|at| Seat { who: Voice::Department(DepartmentIx(at)), always: true });
            let kind = PanelKind::Signing { in_turn: self.dice.percent(40) };
            let needed = self.dice.pick(&[Needed::All, Needed::Majority, Needed::AtLeast(1)]);
            let seats = seats.collect();
            self.b.plan.desk.panels.push(Panel { node, seats, needed, kind, basis: String::new() });
        }
        let end = self.rework(node, scope);
        if self.dice.percent(12) {
            self.b.plan.desk.discussed.push(node);
        }
        if self.dice.percent(10) {
            self.b.plan.desk.forwarded.push(node);
        }
        if end == node && self.dice.percent(40) {
            let what =
                vec![Handling::SendBack, Handling::Transfer, Handling::AddSigner, Handling::RemoveSigner];
            self.b.plan.desk.allowed.push(Allowed { node, what });
        }
        Link { node, end, optional: false, beside: false }
    }

    /// A step that is a planned 特别程序.
    fn procedure(&mut self, item: &Item, position: usize) -> Link {
        let work = Span::work_days(1 + self.dice.small(5));
        let own = self.b.plan.scopes[item.scope.index()].guard;
        let conditional = self.dice.percent(40);
        let guard = if conditional {
            let when = self.dice.pick(&self.guards);
            self.b.guard(Guard::All(vec![own, when]))
        } else {
            own
        };
        let title = self.b.plan.scopes[item.scope.index()].name.clone();
        let (node, _) =
            self.work_node(&format!("{title}·程序{position}"), ScopeKind::Step, item.scope, guard, work);
        let stops = self.dice.percent(60);
        self.b.plan.procedures.push(Procedure {
            name: format!("程序{position}"),
            kind: "专家评审".to_owned(),
            basis: String::new(),
            scope: item.scope,
            node: Some(node),
            budget: Some(work),
            thresholds: Default::default(),
            stops,
            told: true,
        });
        Link { node, end: node, optional: conditional, beside: conditional && !stops }
    }

    fn part_of(&mut self, whole: Span) -> Span {
        match whole.unit {
            Unit::Month | Unit::Year => Span::work_days(self.dice.small(5)),
            _ => Span { amount: self.dice.small(whole.amount.max(1)), ..whole },
        }
    }

    /// 预审: what the decision would take is done ahead of the acceptance.
    fn preview(&mut self, at: usize) {
        let item = self.items[at].clone();
        let row = &self.b.plan.scopes[item.scope.index()];
        let (guard, name) = (row.guard, format!("{}·预审", row.name));
        let (node, _) = self.work_node(&name, ScopeKind::Step, item.scope, guard, item.promised);
        self.behind_intake(node);
        self.b.edge(node, item.decide, EdgeKind::Start);
        self.b.plan.nodes[item.decide.index()].work = Span::work_days(0);
        let begin = self.handover.unwrap_or(NodeIx(0));
        (self.items[at].begin, self.items[at].rest) = (begin, node);
    }
}
