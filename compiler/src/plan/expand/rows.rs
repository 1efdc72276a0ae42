//! The tables of the core, row by row.

use super::{guard, name, quoted, text};
use crate::diagnostics::semantic::amount_words;
use lianban_runtime::case::Words;
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Channel, DepartmentIx, Edge, EdgeKind, GuardIx, Join, Limit, LimitKind, MaterialIx,
    Node, NodeIx, Office, OnRefusal, Plan, Scope, ScopeIx, ScopeKind, Silence, Threshold,
};

/// Writes indented lines.
pub struct Writer<'a> {
    pub(super) plan: &'a Plan,
    out: String,
    depth: usize,
}

impl<'a> Writer<'a> {
    /// An empty text about a plan.
    pub const fn new(plan: &'a Plan) -> Self {
        Self { plan, out: String::new(), depth: 0 }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }

    /// One line.
    pub fn line(&mut self, line: &str) {
        self.out.push_str(&"    ".repeat(self.depth));
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// Indents.
    pub const fn deeper(&mut self) {
        self.depth = self.depth.saturating_add(1);
    }

    /// Takes an indent back.
    pub const fn shallower(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn row(&mut self, head: &str, properties: &[String]) {
        if properties.is_empty() {
            self.line(head);
        } else {
            self.line(&format!("{head} {{ {} }}", properties.join("；")));
        }
    }

    /// 部门.
    pub fn departments(&mut self) {
        let plan = self.plan;
        if !plan.departments.is_empty() {
            self.blank();
        }
        for department in &plan.departments {
            let mut properties = Vec::new();
            if !department.short.is_empty() {
                properties.push(format!("简称 {}", name(&department.short)));
            }
            if department.windows > 0 {
                properties.push(format!("窗口 {}", department.windows));
            }
            match department.office {
                Office::Any => {}
                Office::Front => properties.push("职责 前台".to_owned()),
                Office::Back => properties.push("职责 后台".to_owned()),
            }
            for (word, seal) in [("印章", &department.seal), ("证照章", &department.certificate_seal)] {
                if !seal.is_empty() {
                    properties.push(format!("{word} {}", super::text(seal)));
                }
            }
            self.row(&format!("部门 {}", name(&department.name)), &properties);
        }
    }

    /// 范围: the named regions.
    pub fn scopes(&mut self) {
        self.blank();
        for scope in &self.plan.scopes {
            let kind = match scope.kind {
                ScopeKind::Bundle => "整件事",
                ScopeKind::Item => "事项",
                ScopeKind::Joint => "联合",
                ScopeKind::Stage => "阶段",
                ScopeKind::Step => "环节",
            };
            let properties = self.scope(scope);
            self.row(&format!("范围 {} 是 {}", name(&scope.name), name(kind)), &properties);
        }
    }

    fn scope(&self, scope: &Scope) -> Vec<String> {
        let mut rows =
            vec![format!("从 {}", self.node_name(scope.entry)), format!("到 {}", self.node_name(scope.exit))];
        if !scope.code.is_empty() {
            rows.push(format!("编码 {}", text(&scope.code)));
        }
        if !scope.item_kind.is_empty() {
            rows.push(format!("类型 {}", name(&scope.item_kind)));
        }
        if let Some(outer) = scope.parent.filter(|outer| *outer != ScopeIx(0)) {
            rows.push(format!("属于 {}", self.scope_name(outer)));
        }
        rows.extend(self.department(scope.department));
        rows.extend(self.when(scope.guard));
        rows.extend(self.materials("需要", &scope.needs));
        rows.extend(self.materials("产出", &scope.produces));
        let fields = scope.fields.iter().filter_map(|at| self.plan.fields.get(at.index()));
        let fields: Vec<String> = fields.map(|field| name(&field.name)).collect();
        if !fields.is_empty() {
            rows.push(format!("填写 {}", fields.join("、")));
        }
        rows.extend(scope.terms.iter().map(|term| format!("受理条件 {}", text(term))));
        if scope.on_refusal == OnRefusal::Veto {
            rows.push("不予 一票否决".to_owned());
        }
        if scope.own_visits > 0 {
            rows.push(format!("踏勘 {} 次", scope.own_visits));
        }
        rows.extend(scope.basis.iter().map(|basis| format!("依据 {}", text(basis))));
        rows
    }

    /// 节点: who does something within a limit.
    pub fn nodes(&mut self) {
        self.blank();
        for node in &self.plan.nodes {
            let properties = self.node(node);
            self.row(&format!("节点 {} 是 {}", quoted(&node.name), node.kind.zh()), &properties);
        }
    }

    fn node(&self, node: &Node) -> Vec<String> {
        let mut rows = Vec::new();
        rows.extend(self.department(node.department));
        if !node.role.is_empty() {
            rows.push(format!("角色 {}", name(&node.role)));
        }
        if node.staff > 0 {
            rows.push(format!("人员 {} 人", node.staff));
        }
        rows.push(format!("用时 {}", amount_words(node.work)));
        if node.automatic {
            rows.push("自动 是".to_owned());
        }
        rows.extend(self.when(node.guard));
        match node.join {
            Join::All => {}
            Join::Any => rows.push("汇合 任一".to_owned()),
            Join::AtLeast(k) => rows.push(format!("汇合 至少 {k}")),
        }
        if node.channel != Channel::None {
            rows.push(format!("渠道 {}", node.channel.in_words()));
        }
        rows
    }

    /// 前后: what must have ended before.
    pub fn edges(&mut self) {
        self.blank();
        for edge in &self.plan.edges {
            let Edge { to, from, kind, material } = *edge;
            let mut properties = Vec::new();
            if kind == EdgeKind::Finish {
                properties.push("约束 结束".to_owned());
            }
            properties.extend(self.materials("因", material.as_slice()));
            self.row(&format!("前后 {} → {}", self.node_name(from), self.node_name(to)), &properties);
        }
    }

    /// 会合: joint actions.
    pub fn barriers(&mut self) {
        let plan = self.plan;
        if !plan.barriers.is_empty() {
            self.blank();
        }
        for barrier in &plan.barriers {
            let members: Vec<String> = barrier.members.iter().map(|m| self.scope_name(*m)).collect();
            let mut properties = Vec::new();
            if !members.is_empty() {
                properties.push(format!("参加 {}", members.join("、")));
            }
            if !barrier.site_visit {
                properties.push(format!("类型 {}", name(&barrier.kind)));
            }
            if barrier.site_visit {
                properties.push("踏勘 1 次".to_owned());
            }
            self.row(&format!("会合 {}", self.node_name(barrier.node)), &properties);
        }
    }

    /// 取消: what ends, cancels what.
    pub fn cancels(&mut self) {
        let plan = self.plan;
        if !plan.cancels.is_empty() {
            self.blank();
        }
        for cancel in &plan.cancels {
            let items: Vec<String> = cancel.scopes.iter().map(|s| self.scope_name(*s)).collect();
            let head = format!("取消 {}", items.join("、"));
            self.row(&head, &[format!("从 {} 结束", self.node_name(cancel.by))]);
        }
    }

    /// 轮次: what is reworked, and how often.
    pub fn rounds(&mut self) {
        let plan = self.plan;
        if !plan.rounds.is_empty() {
            self.blank();
        }
        for round in &plan.rounds {
            let mut properties = vec![
                format!("整改 {}", self.node_name(round.rectify)),
                format!("复核 {}", self.node_name(round.recheck)),
            ];
            if round.off_the_clock {
                properties.push("不计入时限".to_owned());
            }
            self.row(&format!("轮次 {} {}", self.node_name(round.of), round.number), &properties);
        }
    }

    /// 时限: every duty with a date.
    pub fn limits(&mut self) {
        let plan = self.plan;
        if !plan.limits.is_empty() {
            self.blank();
        }
        for limit in &plan.limits {
            let properties = self.limit(limit);
            let head = format!("时限 {} {}", self.scope_name(limit.scope), name(limit.kind.zh()));
            self.row(&head, &properties);
        }
    }

    fn limit(&self, limit: &Limit) -> Vec<String> {
        // What an event opens has no moments of nodes.
        let (from, until) = match limit.kind {
            LimitKind::CallBack => ("差评".to_owned(), "回访".to_owned()),
            LimitKind::Remedy => ("差评".to_owned(), "整改完成".to_owned()),
            _ => (self.anchor(limit.span.from), self.anchor(limit.span.until)),
        };
        let mut rows = vec![amount_property(limit), format!("从 {from}"), format!("到 {until}")];
        rows.extend(limit.silence.word().map(|word| format!("逾期 {word}")));
        if limit.silence == Silence::Overdue {
            rows.push("逾期 按辖区规则".to_owned());
        }
        rows.extend(limit.thresholds.notice.map(|at| format!("预警 {}", threshold(at))));
        rows.extend(limit.thresholds.yellow.map(|at| format!("黄牌 {}", threshold(at))));
        rows.extend(limit.thresholds.red_after.map(|by| format!("红牌 逾期 {}", amount_words(by))));
        let excluded = limit.excludes.iter().filter_map(|at| self.plan.procedures.get(at.index()));
        let excluded: Vec<String> = excluded
            .map(|p| {
                if p.node.is_some() {
                    format!("{}·{}", self.scope_name(p.scope), p.name)
                } else {
                    name(&p.name)
                }
            })
            .collect();
        if !excluded.is_empty() {
            rows.push(format!("不计 {}", excluded.join("、")));
        }
        if let Some(extension) = &limit.extension {
            let who = name(&extension.approver);
            rows.push(format!("延期 {} 批准 {who}", amount_words(extension.most)));
        }
        if !limit.basis.is_empty() {
            rows.push(format!("依据 {}", text(&limit.basis)));
        }
        rows
    }

    /// 特别程序.
    pub fn procedures(&mut self) {
        let plan = self.plan;
        if !plan.procedures.is_empty() {
            self.blank();
        }
        for procedure in &plan.procedures {
            let mut properties = vec![format!("范围 {}", self.scope_name(procedure.scope))];
            properties.extend(procedure.node.map(|node| format!("节点 {}", self.node_name(node))));
            properties.push(format!("类型 {}", name(&procedure.kind)));
            properties.extend(procedure.budget.map(|budget| format!("期限 {}", amount_words(budget))));
            properties.push(if procedure.stops { "不计入时限" } else { "计入时限" }.to_owned());
            if procedure.told {
                properties.push("书面告知".to_owned());
            }
            if !procedure.basis.is_empty() {
                properties.push(format!("依据 {}", text(&procedure.basis)));
            }
            self.row(&format!("特别程序 {}", name(&procedure.name)), &properties);
        }
    }

    fn anchor(&self, anchor: Anchor) -> String {
        let at = match anchor.at {
            AnchorPoint::Start => "开始",
            AnchorPoint::End => "结束",
        };
        format!("{} {at}", self.node_name(anchor.node))
    }

    /// 义务: who owes what.
    pub fn obligations(&mut self) {
        let plan = self.plan;
        if !plan.obligations.is_empty() {
            self.blank();
        }
        for owed in &plan.obligations {
            let blocks: Vec<String> = owed.blocks.iter().map(|n| self.node_name(*n)).collect();
            let mut properties = vec![format!("节点 {}", self.node_name(owed.node))];
            if let Some(limit) = plan.limits.get(owed.limit.index()) {
                properties.push(amount_property(limit));
            }
            properties.push(format!("等待 {}", blocks.join("、")));
            self.row(&format!("义务 {}", self.material_name(owed.material)), &properties);
        }
    }

    pub(super) fn department(&self, at: Option<DepartmentIx>) -> Option<String> {
        let department = self.plan.departments.get(at?.index())?;
        Some(format!("部门 {}", name(&department.name)))
    }

    fn when(&self, at: GuardIx) -> Option<String> {
        guard::words(self.plan, at).map(|words| format!("当 {words}"))
    }

    fn materials(&self, word: &str, list: &[MaterialIx]) -> Option<String> {
        let names: Vec<String> = list.iter().map(|m| self.material_name(*m)).collect();
        (!names.is_empty()).then(|| format!("{word} {}", names.join("、")))
    }

    fn material_name(&self, at: MaterialIx) -> String {
        self.plan.materials.get(at.index()).map(|m| quoted(&m.name)).unwrap_or_default()
    }

    pub(super) fn node_name(&self, at: NodeIx) -> String {
        self.plan.nodes.get(at.index()).map(|n| quoted(&n.name)).unwrap_or_default()
    }

    pub(super) fn scope_name(&self, at: ScopeIx) -> String {
        self.plan.scopes.get(at.index()).map(|s| name(&s.name)).unwrap_or_default()
    }
}

fn amount_property(limit: &Limit) -> String {
    format!("期限 {}", amount_words(limit.budget))
}

/// `剩 2 工作日`, `剩 20%`.
fn threshold(at: Threshold) -> String {
    match at {
        Threshold::Left(left) => format!("剩 {}", amount_words(left)),
        Threshold::Share(percent) => format!("剩 {percent}%"),
    }
}
