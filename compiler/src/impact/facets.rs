//! The rows of a plan as people see them: each property under a name, in words. Two rows are compared property by
//! property.

use super::Facet;
use crate::diagnostics::semantic::amount_words;
use crate::plan::expand::condition_in_words;
use lianban_runtime::case::Words;
use lianban_runtime::plan::{
    AnswerKind, Department, DepartmentIx, EdgeKind, Field, GuardIx, LimitKind, Material, MaterialIx,
    MaterialSource, NodeIx, NodeKind, OnRefusal, Plan, Procedure, Question, Scope, ScopeIx, ScopeKind,
};
use lianban_runtime::time::Unit;
use std::collections::BTreeSet;

/// A named row and its properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub name: String,
    pub facets: Vec<Facet>,
}

/// Collects the properties that are there.
struct Sheet {
    facets: Vec<Facet>,
}

impl Sheet {
    const fn new() -> Self {
        Self { facets: Vec::new() }
    }

    fn put(&mut self, what: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.facets.push(Facet { what: what.to_owned(), value });
        }
    }

    fn list(&mut self, what: &str, names: &[String]) {
        self.put(what, names.join("、"));
    }

    fn row(self, name: &str) -> Row {
        Row { name: name.to_owned(), facets: self.facets }
    }
}

/// What is read of a plan.
pub(super) struct Reader<'p> {
    plan: &'p Plan,
}

impl<'p> Reader<'p> {
    pub(super) const fn new(plan: &'p Plan) -> Self {
        Self { plan }
    }

    /// The bundle itself.
    pub(super) fn bundle(&self) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("编码", self.plan.code.as_str());
        sheet.put("适用", self.plan.region.as_str());
        sheet.list("服务对象", &self.plan.audience);
        for (kind, what) in [(NodeKind::Intake, "受理渠道"), (NodeKind::Deliver, "出件方式")] {
            let node = self.plan.nodes.iter().find(|node| node.kind == kind);
            sheet.put(what, node.map_or("", |node| node.channel.in_words()));
        }
        sheet.put("日历", self.plan.calendar.id.as_str());
        let profiles = self.plan.profiles.first();
        sheet.put("辖区规则", profiles.map_or("", |profile| profile.name.as_str()));
        sheet.list("依据", &self.plan.basis);
        sheet.row(&self.plan.name)
    }

    pub(super) fn scopes(&self, kind: ScopeKind) -> Vec<Row> {
        let all = (0_u32..).map(ScopeIx).zip(&self.plan.scopes);
        all.filter(|(_, scope)| scope.kind == kind).map(|(at, scope)| self.scope(at, scope)).collect()
    }

    pub(super) fn materials(&self) -> Vec<Row> {
        let all = (0_u32..).map(MaterialIx).zip(&self.plan.materials);
        all.map(|(at, material)| self.material(at, material)).collect()
    }

    pub(super) fn departments(&self) -> Vec<Row> {
        let all = (0_u32..).map(DepartmentIx).zip(&self.plan.departments);
        all.map(|(at, department)| self.department(at, department)).collect()
    }

    pub(super) fn questions(&self) -> Vec<Row> {
        self.plan.questions.iter().map(|question| self.question(question)).collect()
    }

    pub(super) fn procedures(&self) -> Vec<Row> {
        self.plan.procedures.iter().map(|procedure| self.procedure(procedure)).collect()
    }

    pub(super) fn fields(&self) -> Vec<Row> {
        self.plan.fields.iter().map(|field| self.field(field)).collect()
    }

    fn scope(&self, at: ScopeIx, scope: &Scope) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("类型", scope.item_kind.as_str());
        let lead = if scope.kind == ScopeKind::Item { "承办" } else { "牵头" };
        sheet.put(lead, self.department_name(scope.department));
        sheet.put("当", self.when(scope.guard));
        self.limits(at, &mut sheet);
        sheet.list("需要", &self.material_names(&scope.needs));
        sheet.list("产出", &self.material_names(&scope.produces));
        let fields = scope.fields.iter().filter_map(|at| self.plan.fields.get(at.index()));
        sheet.list("填写", &fields.map(|field| field.name.clone()).collect::<Vec<_>>());
        match scope.kind {
            ScopeKind::Item => {
                sheet.list("环节", &self.steps(at));
                sheet.list("参加", &self.joined(at));
                sheet.list("在它之后", &self.behind(scope));
            }
            ScopeKind::Joint => self.barrier(scope, &mut sheet),
            ScopeKind::Stage => sheet.list("事项", &self.inside(at)),
            ScopeKind::Bundle | ScopeKind::Step => {}
        }
        if scope.on_refusal == OnRefusal::Veto {
            sheet.put("不予", "一票否决");
        }
        if scope.own_visits > 0 {
            sheet.put("踏勘", format!("{} 次", scope.own_visits));
        }
        let fees = self.plan.fees.iter().filter(|fee| fee.scope == at);
        let fees = fees.map(|fee| {
            let when = condition_in_words(self.plan, fee.guard).map(|when| format!("（当 {when}）"));
            format!("{} {} 元{}", fee.name, fee.yuan, when.unwrap_or_default())
        });
        sheet.list("收费", &fees.collect::<Vec<_>>());
        sheet.list("依据", &scope.basis);
        sheet.row(&scope.name)
    }

    fn limits(&self, at: ScopeIx, sheet: &mut Sheet) {
        for limit in self.plan.limits.iter().filter(|limit| limit.scope == at) {
            if limit.kind == LimitKind::Tolerance {
                continue;
            }
            let mut value = amount_words(limit.budget);
            if let Some(silence) = limit.silence.word() {
                value.push_str(&format!("，逾期{silence}"));
            }
            if let Some(extension) = &limit.extension {
                value.push_str(&format!("，可延 {}", amount_words(extension.most)));
            }
            let excluded = limit.excludes.iter().filter_map(|at| self.plan.procedures.get(at.index()));
            let excluded: Vec<&str> = excluded.map(|procedure| procedure.name.as_str()).collect();
            if !excluded.is_empty() {
                value.push_str(&format!("，不计 {}", excluded.join("、")));
            }
            sheet.put(limit.kind.zh(), value);
        }
    }

    /// `审查（审查人员，3 工作日）`, in the order of the steps.
    fn steps(&self, item: ScopeIx) -> Vec<String> {
        let mine = self.plan.nodes.iter().filter(|node| node.kind == NodeKind::Step);
        let mine = mine.filter(|node| {
            let scope = self.plan.scopes.get(node.scope.index());
            node.scope == item || scope.is_some_and(|scope| scope.parent == Some(item))
        });
        mine.map(|node| {
            let name = node.name.rsplit('·').next().unwrap_or_default();
            let who = [self.department_name(node.department), node.role.clone(), amount_words(node.work)];
            let who: Vec<String> = who.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{name}（{}）", who.join("，"))
        })
        .collect()
    }

    fn joined(&self, item: ScopeIx) -> Vec<String> {
        let barriers = self.plan.barriers.iter().filter(|barrier| barrier.members.contains(&item));
        barriers.map(|barrier| self.scope_of(barrier.node)).collect()
    }

    /// Whose ends an item's acceptance waits for.
    fn behind(&self, scope: &Scope) -> Vec<String> {
        let first = self.plan.nodes.iter().position(|node| {
            node.kind == NodeKind::Accept && self.plan.scopes.get(node.scope.index()) == Some(scope)
        });
        let Some(first) = first else { return Vec::new() };
        let edges = self.plan.edges.iter();
        let edges = edges.filter(|edge| edge.to.index() == first && edge.kind == EdgeKind::Start);
        let names: BTreeSet<String> = edges.map(|edge| self.scope_of(edge.from)).collect();
        names.into_iter().filter(|name| *name != self.plan.name).collect()
    }

    fn barrier(&self, scope: &Scope, sheet: &mut Sheet) {
        let Some(barrier) = self.plan.barriers.iter().find(|barrier| barrier.node == scope.entry) else {
            return;
        };
        sheet.put("类型", barrier.kind.as_str());
        let members = barrier.members.iter().filter_map(|at| self.plan.scopes.get(at.index()));
        sheet.list("参加者", &members.map(|scope| scope.name.clone()).collect::<Vec<_>>());
        let staff = self.plan.nodes.get(barrier.node.index()).map_or(0, |node| node.staff);
        if staff > 0 {
            sheet.put("人员", format!("{staff} 人"));
        }
    }

    fn inside(&self, stage: ScopeIx) -> Vec<String> {
        let inside = self.plan.scopes.iter().filter(|scope| scope.parent == Some(stage));
        inside.map(|scope| scope.name.clone()).collect()
    }

    fn material(&self, at: MaterialIx, material: &Material) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("来源", source(&material.source));
        sheet.put("当", self.when(material.guard));
        if material.copies > 1 {
            sheet.put("份数", format!("{} 份", material.copies));
        }
        let media = material.media.iter().map(|media| format!("{} {} 份", media.medium.word(), media.copies));
        sheet.list("形式", &media.collect::<Vec<_>>());
        sheet.list("任选", &self.material_names(&material.any_of));
        sheet.put("有效期", material.validity.map(amount_words).unwrap_or_default());
        sheet.put("出具单位", material.issuer.as_str());
        let owed = self.plan.obligations.iter().find(|owed| owed.material == at);
        let limit = owed.and_then(|owed| self.plan.limits.get(owed.limit.index()));
        sheet.put("容缺", limit.map(|limit| amount_words(limit.budget)).unwrap_or_default());
        let users = self.plan.scopes.iter().filter(|scope| scope.needs.contains(&at));
        sheet.list("用于", &users.map(|scope| scope.name.clone()).collect::<Vec<_>>());
        sheet.row(&material.name)
    }

    fn department(&self, at: DepartmentIx, department: &Department) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("简称", department.short.as_str());
        if department.windows > 0 {
            sheet.put("窗口", department.windows.to_string());
        }
        let own = |kind: ScopeKind| -> Vec<String> {
            let scopes = self.plan.scopes.iter();
            let scopes = scopes.filter(|scope| scope.kind == kind && scope.department == Some(at));
            scopes.map(|scope| scope.name.clone()).collect()
        };
        sheet.list("事项", &own(ScopeKind::Item));
        sheet.list("牵头的阶段", &own(ScopeKind::Stage));
        sheet.list("牵头的联合行动", &own(ScopeKind::Joint));
        let nodes = || self.plan.nodes.iter().filter(|node| node.department == Some(at));
        let work = nodes().filter(|node| node.work.unit == Unit::WorkDay);
        let days = work.fold(0_u32, |sum, node| sum.saturating_add(node.work.amount));
        let duties = nodes().filter(|node| !node.automatic).count();
        if duties > 0 {
            sheet.put("要办的", format!("{duties} 个环节，至多 {days} 工作日"));
        }
        sheet.row(&department.name)
    }

    fn question(&self, question: &Question) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("问", question.text.as_str());
        sheet.put("回答", answers(&question.kind));
        sheet.put("当", self.when(question.when));
        if question.parameter {
            sheet.put("参数", "是");
        }
        sheet.row(&question.name)
    }

    fn procedure(&self, procedure: &Procedure) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("种类", procedure.kind.as_str());
        sheet
            .put("在", self.plan.scopes.get(procedure.scope.index()).map_or("", |scope| scope.name.as_str()));
        sheet.put("时限", procedure.budget.map(amount_words).unwrap_or_default());
        sheet.put("计时", if procedure.stops { "不计入时限" } else { "计入时限" });
        sheet.put("书面告知", if procedure.told { "是" } else { "" });
        sheet.put("依据", procedure.basis.as_str());
        sheet.row(&procedure.name)
    }

    fn field(&self, field: &Field) -> Row {
        let mut sheet = Sheet::new();
        sheet.put("表单", field.form.as_str());
        sheet.put("内容", field.kind.in_words());
        let key = field.key.and_then(|key| self.plan.fields.get(key.index()));
        sheet.put("凭", key.map(|key| key.name.as_str()).unwrap_or_default());
        sheet.put("当", self.when(field.guard));
        sheet.row(&field.name)
    }

    fn when(&self, guard: GuardIx) -> String {
        condition_in_words(self.plan, guard).unwrap_or_default()
    }

    fn department_name(&self, at: Option<DepartmentIx>) -> String {
        let found = at.and_then(|at| self.plan.departments.get(at.index()));
        found.map(|department| department.name.clone()).unwrap_or_default()
    }

    fn material_names(&self, list: &[MaterialIx]) -> Vec<String> {
        let found = list.iter().filter_map(|at| self.plan.materials.get(at.index()));
        found.map(|material| format!("《{}》", material.name)).collect()
    }

    fn scope_of(&self, node: NodeIx) -> String {
        let node = self.plan.nodes.get(node.index());
        let scope = node.and_then(|node| self.plan.scopes.get(node.scope.index()));
        scope.map(|scope| scope.name.clone()).unwrap_or_default()
    }
}

/// Where a material comes from, as a bundle writes it.
fn source(source: &MaterialSource) -> String {
    match source {
        MaterialSource::Applicant => "申请人".to_owned(),
        MaterialSource::Shared(from) => format!("共享 {from}"),
        MaterialSource::Produced => "前序产出".to_owned(),
        MaterialSource::Commitment => "告知承诺".to_owned(),
        MaterialSource::SharedOrApplicant(from) => format!("共享 {from}，否则申请人"),
    }
}

/// What a question may be answered with.
fn answers(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::YesNo => "是否".to_owned(),
        AnswerKind::Choice(choices) => choices.join(" | "),
        AnswerKind::Several(choices) => format!("多选 {}", choices.join(" | ")),
        AnswerKind::Quantity { dimension, min, max } => {
            format!("{} 至 {}", min.in_words(*dimension), max.in_words(*dimension))
        }
        AnswerKind::Date { min, max } => format!("{min} 至 {max}"),
    }
}
