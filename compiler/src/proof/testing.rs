//! Builds plans by hand, for tests: the same shapes as lowering, without any surface.

use lianban_runtime::plan::{
    Anchor, AnchorPoint, AnswerKind, Barrier, Cancel, Channel, Department, DepartmentIx, Dimension, Edge,
    EdgeKind, Guard, GuardIx, Join, Limit, LimitIx, LimitKind, LimitSpan, Material, MaterialIx,
    MaterialSource, Metric, Node, NodeIx, NodeKind, Obligation, OnRefusal, Plan, Profile, ProfileIx, Promise,
    Quantity, Question, QuestionIx, Round, Scope, ScopeIx, ScopeKind, Silence, Threshold, Thresholds,
};
use lianban_runtime::time::{CalendarData, Date, OpenHours, Span, Unit};

/// A plan in the making. Nodes may be added in any order; [`PlanBuilder::finish`] sorts them.
#[derive(Clone, Debug)]
pub struct PlanBuilder {
    /// The plan so far, nodes unsorted.
    pub plan: Plan,
}

fn ix(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// 2025–2027, Monday to Friday, 09:00–12:00 and 13:30–17:30.
#[must_use]
pub fn plain_calendar() -> CalendarData {
    let day = |year, month, day| Date::from_ymd(year, month, day).unwrap_or(Date::MIN);
    CalendarData {
        id: "测试历".to_owned(),
        first: day(2025, 1, 1),
        last: day(2027, 12, 31),
        utc_offset_minutes: 480,
        hours: vec![
            OpenHours { from_minute: 540, to_minute: 720 },
            OpenHours { from_minute: 810, to_minute: 1050 },
        ],
        rest: Vec::new(),
        work: Vec::new(),
        assumed: true,
    }
}

impl PlanBuilder {
    /// An empty bundle: intake at a window, 办结.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut plan = Plan {
            name: name.to_owned(),
            code: String::new(),
            region: String::new(),
            audience: Vec::new(),
            basis: Vec::new(),
            calendar: plain_calendar(),
            profiles: vec![Profile::national()],
            questions: Vec::new(),
            guards: vec![Guard::Always],
            departments: Vec::new(),
            materials: Vec::new(),
            fields: Vec::new(),
            fees: Vec::new(),
            scopes: Vec::new(),
            nodes: Vec::new(),
            edges: Vec::new(),
            barriers: Vec::new(),
            cancels: Vec::new(),
            rounds: Vec::new(),
            limits: Vec::new(),
            procedures: Vec::new(),
            obligations: Vec::new(),
            desk: Default::default(),
            promises: Vec::new(),
            baseline: Vec::new(),
        };
        plan.scopes.push(scope(name, ScopeKind::Bundle, GuardIx(0), NodeIx(0), NodeIx(1)));
        plan.nodes.push(Node { channel: Channel::Window, ..node("受理", ScopeIx(0), NodeKind::Intake) });
        plan.nodes.push(node("办结", ScopeIx(0), NodeKind::Close));
        Self { plan }
    }

    fn ask(&mut self, name: &str, kind: AnswerKind) -> QuestionIx {
        let at = QuestionIx(ix(self.plan.questions.len()));
        self.plan.questions.push(Question {
            name: name.to_owned(),
            text: String::new(),
            kind,
            when: GuardIx(0),
            parameter: false,
        });
        at
    }

    /// A 是否 question.
    pub fn yes_no(&mut self, name: &str) -> QuestionIx {
        self.ask(name, AnswerKind::YesNo)
    }

    /// A choice.
    pub fn choice(&mut self, name: &str, choices: &[&str]) -> QuestionIx {
        self.ask(name, AnswerKind::Choice(choices.iter().map(|c| (*c).to_owned()).collect()))
    }

    /// A quantity between whole numbers of base units.
    pub fn quantity(&mut self, name: &str, dimension: Dimension, min: i64, max: i64) -> QuestionIx {
        let whole = |units| Quantity::whole(units).unwrap_or(Quantity::MAX);
        self.ask(name, AnswerKind::Quantity { dimension, min: whole(min), max: whole(max) })
    }

    /// A condition; the ones it refers to must have been added before.
    pub fn guard(&mut self, guard: Guard) -> GuardIx {
        let at = GuardIx(ix(self.plan.guards.len()));
        self.plan.guards.push(guard);
        at
    }

    /// A department.
    pub fn department(&mut self, name: &str) -> DepartmentIx {
        let at = DepartmentIx(ix(self.plan.departments.len()));
        self.plan.departments.push(Department {
            name: name.to_owned(),
            short: String::new(),
            windows: 1,
            office: Default::default(),
            seal: String::new(),
            certificate_seal: String::new(),
        });
        at
    }

    /// A material.
    pub fn material(&mut self, name: &str, source: MaterialSource) -> MaterialIx {
        let at = MaterialIx(ix(self.plan.materials.len()));
        self.plan.materials.push(Material {
            name: name.to_owned(),
            source,
            copies: 1,
            guard: GuardIx(0),
            any_of: Vec::new(),
            media: Vec::new(),
            validity: None,
            issuer: String::new(),
        });
        at
    }

    /// Any node.
    pub fn node(&mut self, node: Node) -> NodeIx {
        let at = NodeIx(ix(self.plan.nodes.len()));
        self.plan.nodes.push(node);
        at
    }

    /// Any edge.
    pub fn edge(&mut self, from: NodeIx, to: NodeIx, kind: EdgeKind) {
        self.plan.edges.push(Edge { to, from, kind, material: None });
    }

    /// An item that takes `promised`: acceptance, decision, promised limit, edges from the intake and to 办结.
    pub fn item(&mut self, name: &str, promised: Span, guard: GuardIx) -> ScopeIx {
        let at = ScopeIx(ix(self.plan.scopes.len()));
        let accept = self.node(Node { guard, ..node(&format!("{name}·受理"), at, NodeKind::Accept) });
        let decide = node(&format!("{name}·决定"), at, NodeKind::Decide);
        let decide = self.node(Node { guard, work: promised, automatic: false, ..decide });
        self.plan.scopes.push(scope(name, ScopeKind::Item, guard, accept, decide));
        self.edge(NodeIx(0), accept, EdgeKind::Start);
        self.edge(accept, decide, EdgeKind::Start);
        self.edge(decide, NodeIx(1), EdgeKind::Start);
        self.limit(at, LimitKind::Promised, promised);
        at
    }

    /// A limit from the end of the scope's entry (a joint action: its start) to the end of its exit.
    pub fn limit(&mut self, at: ScopeIx, kind: LimitKind, budget: Span) -> LimitIx {
        let limit = LimitIx(ix(self.plan.limits.len()));
        let (entry, exit) = self.ends(at);
        let from = if kind == LimitKind::Joint { AnchorPoint::Start } else { AnchorPoint::End };
        let span = LimitSpan {
            from: Anchor { node: entry, at: from },
            until: Anchor { node: exit, at: AnchorPoint::End },
        };
        let left = |days| Some(Threshold::Left(Span::work_days(days)));
        let thresholds = Thresholds { notice: left(2), yellow: left(1), red_after: None };
        let basis = String::new();
        self.plan.limits.push(Limit {
            scope: at,
            kind,
            span,
            budget,
            silence: Silence::Late,
            thresholds,
            basis,
            excludes: Vec::new(),
            extension: None,
        });
        limit
    }

    /// Entry and exit of a scope.
    #[must_use]
    pub fn ends(&self, at: ScopeIx) -> (NodeIx, NodeIx) {
        self.plan.scopes.get(at.index()).map_or((NodeIx(0), NodeIx(1)), |s| (s.entry, s.exit))
    }

    /// `first` → `then` in 流程.
    pub fn behind(&mut self, first: ScopeIx, then: ScopeIx) {
        self.edge(self.ends(first).1, self.ends(then).0, EdgeKind::Start);
    }

    /// 需要. Who produces it comes before, if it was declared to.
    pub fn needs(&mut self, at: ScopeIx, material: MaterialIx) {
        let producers: Vec<NodeIx> =
            self.plan.scopes.iter().filter(|s| s.produces.contains(&material)).map(|s| s.exit).collect();
        let to = self.ends(at).0;
        for from in producers {
            self.plan.edges.push(Edge { to, from, kind: EdgeKind::Start, material: Some(material) });
        }
        if let Some(scope) = self.plan.scopes.get_mut(at.index()) {
            scope.needs.push(material);
        }
    }

    /// 产出.
    pub fn produces(&mut self, at: ScopeIx, material: MaterialIx) {
        if let Some(scope) = self.plan.scopes.get_mut(at.index()) {
            scope.produces.push(material);
        }
    }

    /// 联合 of kind 踏勘: the members' decisions take that much less afterwards (rule F4).
    pub fn joint(&mut self, name: &str, work: Span, members: &[ScopeIx]) -> ScopeIx {
        let guards =
            members.iter().filter_map(|m| self.plan.scopes.get(m.index())).map(|s| s.guard).collect();
        let guard = self.guard(Guard::Any(guards));
        let at = ScopeIx(ix(self.plan.scopes.len()));
        let joint = node(name, at, NodeKind::Joint);
        let joint = self.node(Node { guard, work, automatic: false, ..joint });
        self.plan.scopes.push(scope(name, ScopeKind::Joint, guard, joint, joint));
        for member in members {
            let (accept, decide) = self.ends(*member);
            self.edge(accept, joint, EdgeKind::Start);
            self.edge(joint, decide, EdgeKind::Start);
            if let Some(node) = self.plan.nodes.get_mut(decide.index()) {
                node.work.amount = node.work.amount.saturating_sub(work.amount);
            }
        }
        self.plan.barriers.push(Barrier {
            node: joint,
            members: members.to_vec(),
            kind: "踏勘".to_owned(),
            site_visit: true,
        });
        self.limit(at, LimitKind::Joint, work);
        at
    }

    /// 阶段 around items, after other stages: gates and a limit.
    pub fn stage(&mut self, name: &str, limit: u32, items: &[ScopeIx], after: &[ScopeIx]) -> ScopeIx {
        let guards = items.iter().filter_map(|m| self.plan.scopes.get(m.index())).map(|s| s.guard).collect();
        let guard = self.guard(Guard::Any(guards));
        let at = ScopeIx(ix(self.plan.scopes.len()));
        let begins = self.node(Node { guard, ..node(&format!("{name}·开始"), at, NodeKind::Gate) });
        let complete = self.node(Node { guard, ..node(&format!("{name}·完成"), at, NodeKind::Gate) });
        self.plan.scopes.push(scope(name, ScopeKind::Stage, guard, begins, complete));
        self.edge(NodeIx(0), begins, EdgeKind::Start);
        self.edge(begins, complete, EdgeKind::Start);
        self.edge(complete, NodeIx(1), EdgeKind::Start);
        for item in items {
            let (accept, decide) = self.ends(*item);
            self.edge(begins, accept, EdgeKind::Start);
            self.edge(decide, complete, EdgeKind::Start);
        }
        for earlier in after {
            self.edge(self.ends(*earlier).1, begins, EdgeKind::Start);
        }
        self.limit(at, LimitKind::Stage, Span::work_days(limit));
        at
    }

    /// 环节 of an item, behind those it already has; the decision takes that much less.
    pub fn step(&mut self, item: ScopeIx, name: &str, days: u32) -> ScopeIx {
        let (accept, decide) = self.ends(item);
        let (guard, title) = self
            .plan
            .scopes
            .get(item.index())
            .map_or_else(|| (GuardIx(0), String::new()), |s| (s.guard, s.name.clone()));
        let earlier: Vec<NodeIx> = (self.plan.scopes.iter())
            .filter(|s| s.kind == ScopeKind::Step && s.parent == Some(item))
            .map(|s| s.exit)
            .collect();
        let at = ScopeIx(ix(self.plan.scopes.len()));
        let work = Span::work_days(days);
        let step = node(&format!("{title}·{name}"), at, NodeKind::Step);
        let step = self.node(Node { guard, work, automatic: false, ..step });
        let inner = scope(&format!("{title}·{name}"), ScopeKind::Step, guard, step, step);
        self.plan.scopes.push(Scope { parent: Some(item), ..inner });
        for from in earlier.into_iter().chain([accept]) {
            self.edge(from, step, EdgeKind::Start);
        }
        self.edge(step, decide, EdgeKind::Start);
        if let Some(node) = self.plan.nodes.get_mut(decide.index()) {
            node.work.amount = node.work.amount.saturating_sub(days);
        }
        let limit = self.limit(at, LimitKind::Step, work);
        if let Some(limit) = self.plan.limits.get_mut(limit.index()) {
            limit.span.from.at = AnchorPoint::Start;
        }
        at
    }

    /// A gate of the bundle behind decisions, before acceptances and 办结.
    pub fn gate(&mut self, name: &str, join: Join, behind: &[ScopeIx], before: &[ScopeIx]) -> NodeIx {
        let guards = behind.iter().filter_map(|m| self.plan.scopes.get(m.index())).map(|s| s.guard).collect();
        let guard = self.guard(Guard::Any(guards));
        let gate = self.node(Node { guard, join, ..node(name, ScopeIx(0), NodeKind::Gate) });
        for item in behind {
            self.edge(self.ends(*item).1, gate, EdgeKind::Start);
        }
        for item in before {
            self.edge(gate, self.ends(*item).0, EdgeKind::Start);
        }
        self.edge(gate, NodeIx(1), EdgeKind::Start);
        gate
    }

    /// 其余 取消, 里程碑 … 取消: when the gate ends, these items are cancelled if still open.
    pub fn cancels(&mut self, by: NodeIx, items: &[ScopeIx]) {
        let mut scopes = items.to_vec();
        scopes.sort_unstable();
        self.plan.cancels.push(Cancel { by, scopes });
    }

    /// 整改 of a joint action or a step: rounds of 整改 and 复核, and a gate behind them.
    pub fn rework(&mut self, scope: ScopeIx, times: u32, rectify: u32, recheck: u32) {
        let (base, name) = (self.ends(scope).0, self.plan.scopes.get(scope.index()).map(|s| s.name.clone()));
        let name = name.unwrap_or_default();
        let guard = self.plan.nodes.get(base.index()).map_or(GuardIx(0), |node| node.guard);
        let end = self.node(Node { guard, ..node(&format!("{name}·完成"), scope, NodeKind::Gate) });
        for edge in self.plan.edges.iter_mut().filter(|edge| edge.from == base) {
            edge.from = end;
        }
        self.edge(base, end, EdgeKind::Start);
        let mut before = base;
        for number in 1..=times {
            let mut add = |word: &str, kind, days| {
                let work = Span::work_days(days);
                let new = node(&format!("{name}·{word} {number}"), scope, kind);
                self.node(Node { guard, work, automatic: false, ..new })
            };
            let (one, two) =
                (add("整改", NodeKind::Rectify, rectify), add("复核", NodeKind::Recheck, recheck));
            for (from, to) in [(before, one), (one, two), (two, end)] {
                self.edge(from, to, EdgeKind::Start);
            }
            let off_the_clock = false;
            self.plan.rounds.push(Round { of: base, number, rectify: one, recheck: two, off_the_clock });
            before = two;
        }
        if let Some(scope) = self.plan.scopes.get_mut(scope.index()) {
            scope.exit = end;
        }
    }

    /// 后补: 办结 does not wait for the item.
    pub fn late(&mut self, item: ScopeIx) {
        let decide = self.ends(item).1;
        self.plan.edges.retain(|edge| edge.from != decide || edge.to != NodeIx(1));
    }

    /// 启动 预审: the work of the item is done from the intake on, the decision behind it takes no time.
    pub fn preview(&mut self, item: ScopeIx) -> ScopeIx {
        let decide = self.ends(item).1;
        let days = self.plan.nodes.get(decide.index()).map_or(0, |node| node.work.amount);
        let step = self.step(item, "预审", days);
        let (accept, node) = (self.ends(item).0, self.ends(step).0);
        for edge in self.plan.edges.iter_mut().filter(|edge| edge.from == accept && edge.to == node) {
            edge.from = NodeIx(0);
        }
        step
    }

    /// 容缺: the material may come `days` working days after the first acceptance of an item that needs it (rule M4).
    pub fn tolerance(&mut self, material: MaterialIx, days: u32) -> NodeIx {
        let needing: Vec<(NodeIx, NodeIx, GuardIx)> = self
            .plan
            .scopes
            .iter()
            .filter(|s| s.needs.contains(&material))
            .map(|s| (s.entry, s.exit, s.guard))
            .collect();
        let guard = self.guard(Guard::Any(needing.iter().map(|(.., guard)| *guard).collect()));
        let name = self.plan.materials.get(material.index()).map(|m| m.name.clone()).unwrap_or_default();
        let wait = node(&format!("{name}·补交"), ScopeIx(0), NodeKind::Await);
        let work = Span::work_days(days);
        let wait = self.node(Node { guard, work, automatic: false, join: Join::Any, ..wait });
        for (accept, decide, _) in &needing {
            self.edge(*accept, wait, EdgeKind::Start);
            self.edge(wait, *decide, EdgeKind::Finish);
        }
        let limit = self.limit(ScopeIx(0), LimitKind::Tolerance, work);
        if let Some(limit) = self.plan.limits.get_mut(limit.index()) {
            limit.span = LimitSpan {
                from: Anchor { node: wait, at: AnchorPoint::Start },
                until: Anchor { node: wait, at: AnchorPoint::End },
            };
            limit.silence = Silence::Overdue;
        }
        let blocks = needing.iter().map(|(_, decide, _)| *decide).collect();
        self.plan.obligations.push(Obligation { material, node: wait, limit, blocks });
        wait
    }

    /// 统一出件 behind 办结.
    pub fn deliver(&mut self, work: Span, channel: Channel) -> NodeIx {
        let deliver = node("统一出件", ScopeIx(0), NodeKind::Deliver);
        let deliver = self.node(Node { work, channel, automatic: work.amount == 0, ..deliver });
        self.edge(NodeIx(1), deliver, EdgeKind::Start);
        deliver
    }

    /// 承诺. A 时限 is a limit of the bundle as well.
    pub fn promise(&mut self, metric: Metric, limit: u32, unit: Option<Unit>) {
        let at = self.plan.promises.len();
        self.plan.promises.push(Promise { metric, limit, unit, row: None, rounds: false });
        if let (Metric::Time, Some(unit)) = (metric, unit) {
            let roll = Default::default();
            let row = self.limit(ScopeIx(0), LimitKind::Bundle, Span { amount: limit, unit, roll });
            if let Some(promise) = self.plan.promises.get_mut(at) {
                promise.row = Some(row);
            }
        }
    }

    /// The plan, nodes in topological order (the earliest added first among those that are ready), edges sorted.
    #[must_use]
    pub fn finish(self) -> Plan {
        let mut plan = self.plan;
        plan.edges.push(Edge { to: NodeIx(1), from: NodeIx(0), kind: EdgeKind::Start, material: None });
        let order = topological(&plan);
        let mut place = vec![NodeIx(0); order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(*old) {
                *slot = NodeIx(ix(new));
            }
        }
        let moved = |node: &mut NodeIx| *node = place.get(node.index()).copied().unwrap_or(*node);
        plan.nodes = order.iter().filter_map(|old| plan.nodes.get(*old).cloned()).collect();
        for edge in &mut plan.edges {
            moved(&mut edge.from);
            moved(&mut edge.to);
        }
        plan.edges.sort_by_key(|e| (e.to, e.from, e.kind));
        plan.edges.dedup_by_key(|e| (e.to, e.from, e.kind));
        for scope in &mut plan.scopes {
            moved(&mut scope.entry);
            moved(&mut scope.exit);
        }
        plan.barriers.iter_mut().for_each(|b| moved(&mut b.node));
        plan.cancels.iter_mut().for_each(|cancel| moved(&mut cancel.by));
        for round in &mut plan.rounds {
            [&mut round.of, &mut round.rectify, &mut round.recheck].into_iter().for_each(moved);
        }
        plan.procedures.iter_mut().filter_map(|procedure| procedure.node.as_mut()).for_each(moved);
        plan.desk.panels.iter_mut().for_each(|panel| moved(&mut panel.node));
        plan.desk.allowed.iter_mut().for_each(|allowed| moved(&mut allowed.node));
        plan.rounds.sort_unstable();
        plan.cancels.sort_by_key(|cancel| cancel.by);
        for limit in &mut plan.limits {
            moved(&mut limit.span.from.node);
            moved(&mut limit.span.until.node);
        }
        for owed in &mut plan.obligations {
            moved(&mut owed.node);
            owed.blocks.iter_mut().for_each(moved);
        }
        plan
    }
}

/// Old positions in topological order; what lies on a circle is left out.
fn topological(plan: &Plan) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut done = vec![false; plan.nodes.len()];
    let is_done = |done: &[bool], at: usize| done.get(at).copied().unwrap_or(true);
    while let Some(next) = (0..plan.nodes.len()).find(|at| {
        let mut before = plan.edges.iter().filter(|e| e.to.index() == *at);
        !is_done(&done, *at) && before.all(|e| is_done(&done, e.from.index()))
    }) {
        if let Some(slot) = done.get_mut(next) {
            *slot = true;
        }
        order.push(next);
    }
    order
}

fn scope(name: &str, kind: ScopeKind, guard: GuardIx, entry: NodeIx, exit: NodeIx) -> Scope {
    Scope {
        name: name.to_owned(),
        kind,
        parent: (kind != ScopeKind::Bundle).then_some(ScopeIx(0)),
        item_kind: if kind == ScopeKind::Item { "行政许可".to_owned() } else { String::new() },
        department: None,
        guard,
        entry,
        exit,
        needs: Vec::new(),
        produces: Vec::new(),
        fields: Vec::new(),
        on_refusal: OnRefusal::Independent,
        terms: Vec::new(),
        code: String::new(),
        own_visits: 0,
        basis: Vec::new(),
        profile: ProfileIx(0),
    }
}

/// An automatic node that takes no time.
#[must_use]
pub fn node(name: &str, scope: ScopeIx, kind: NodeKind) -> Node {
    Node {
        name: name.to_owned(),
        scope,
        kind,
        department: None,
        role: String::new(),
        staff: 0,
        work: Span::work_days(0),
        automatic: true,
        guard: GuardIx(0),
        join: Join::All,
        channel: Channel::None,
    }
}
