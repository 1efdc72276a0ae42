//! What a paper says: its content as data, for whoever prints it or lists it.

use super::paper::number_in_words;
use super::{About, Engine, Event, EventKind, LimitPhase, Paper, PaperKind, Phase, ScopeOutcome, State};
use crate::plan::{
    DepartmentIx, Entrusted, GuardIx, Limit, LimitIx, LimitKind, Mandate, MaterialIx, NodeIx, Power, ScopeIx,
    ScopeKind, evaluate,
};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// The law that asks for most papers.
const LICENCE_LAW: &str = "行政许可法";
/// The kind of item (事项类型, GB/T 39046) that it speaks of.
const LICENCE: &str = "行政许可";

/// Who signed a paper, as the event states it. All empty where the law or the clock brought it about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedBy {
    /// Department.
    pub department: String,
    /// Role.
    pub role: String,
    /// Person.
    pub name: String,
    /// Window.
    pub window: String,
}

impl SignedBy {
    /// Nobody is stated.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        *self == Self::default()
    }
}

/// The content of a paper. What does not apply is `None` or empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperText {
    /// Which paper, e.g. `不予决定书`.
    pub kind: String,
    /// The same in English.
    pub kind_en: String,
    /// What stands above it, e.g. `不予行政许可决定书`; of a certificate the name of the product.
    pub title: String,
    /// 编号: case, year and running number.
    pub number: String,
    /// Its date, `2026-03-02`.
    pub date: String,
    /// To whom.
    pub addressee: String,
    /// The bundle.
    pub bundle: String,
    /// The item it speaks of; none if it speaks of the whole case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// In whose name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// 受委托: who acted in the place of that department (行政许可法 24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entrusted: Option<String>,
    /// What the seal says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// The role that keeps the seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper: Option<String>,
    /// Who signed.
    #[serde(default, skip_serializing_if = "SignedBy::is_nobody")]
    pub signed_by: SignedBy,
    /// The articles it rests on, as cited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// Why: 不予, 不予受理, 补正, 延期, 中止, 撤销受理, 终止, 整改.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// 该向哪个机关申请 (行政许可法 32, 2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply_to: Option<String>,
    /// 集体讨论: the number of the minutes, if the decision was discussed together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discussed: Option<String>,
    /// Items: what was received or accepted; of a refusal, what cannot be handled because of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Materials that the applicant has brought for what it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    /// 容缺: materials of these that may come later and have not come yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owed: Vec<String>,
    /// 特别程序.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// How long, e.g. `20 工作日`: the limit that begins, the time of the procedure, what is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Until when: the due date of the applicant's limit, of the decision, of the procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Against which the applicant may go to 行政复议 or to court, and by which article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedies: Option<String>,
    /// What the law wants to stand in it and nobody has said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// What is read while a paper is written.
struct Writer<'a> {
    engine: &'a Engine,
    state: &'a State,
    event: &'a Event,
    paper: Paper,
    at: Instant,
}

impl Engine {
    /// What a paper says. `state` is that after the step that issued it, `event` the event of that step, `at` the instant
    /// of its effect, `case` the number of the case (may be empty).
    #[must_use]
    pub fn paper_text(
        &self,
        state: &State,
        event: &Event,
        at: Instant,
        paper: Paper,
        case: &str,
    ) -> PaperText {
        Writer { engine: self, state, event, paper, at }.text(case)
    }

    /// The department in whose name a paper speaks: that of its item, else the one that accepts the case.
    #[must_use]
    pub fn paper_department(&self, kind: PaperKind, scope: ScopeIx) -> Option<DepartmentIx> {
        let accepting = || self.node(NodeIx(0)).department.or(self.scope(ScopeIx(0)).department);
        let delivering = || self.delivery().and_then(|node| self.node(node).department);
        let whole = || {
            let only = self.plan().departments.len() == 1;
            accepting().or(only.then_some(DepartmentIx(0)))
        };
        match kind {
            PaperKind::Delivery => delivering().or_else(whole),
            _ if scope == ScopeIx(0) => whole(),
            _ => {
                let found = self.scope(scope);
                let around = || found.parent.and_then(|parent| self.scope(parent).department);
                found.department.or_else(around).or_else(whole)
            }
        }
    }

    /// 委托: whether a department acts in the place of the one in charge. What is said of the bundle holds for its items.
    #[must_use]
    pub fn is_entrusted(&self, department: DepartmentIx, scope: ScopeIx, what: Entrusted) -> bool {
        let covers = |m: &&Mandate| m.to == department && m.what == what && self.is_within(scope, m.scope);
        self.plan().desk.mandates.iter().any(|mandate| covers(&mandate))
    }

    /// Who keeps the seals of a department: the role with 用章, else the 首席代表.
    #[must_use]
    pub fn seal_keeper(&self, department: DepartmentIx) -> Option<&crate::plan::Role> {
        let roles = || {
            let all = self.plan().desk.roles.iter();
            all.filter(move |role| role.departments.is_empty() || role.departments.contains(&department))
        };
        let stated = roles().find(|role| role.may.contains(&Power::Seal));
        stated.or_else(|| roles().find(|role| role.name == "首席代表"))
    }

    /// Which department seals with what: its 行政审批专用章, or its name and the number of the certificate.
    fn seal(&self, department: DepartmentIx, kind: PaperKind, number: &str) -> Option<String> {
        let found = self.plan().departments.get(department.index())?;
        let name = &found.name;
        Some(match kind {
            PaperKind::Certificate if found.certificate_seal.is_empty() => format!("{name}（{number}）"),
            PaperKind::Certificate => found.certificate_seal.clone(),
            _ if found.seal.is_empty() => format!("{name}行政审批专用章"),
            _ => found.seal.clone(),
        })
    }
}

impl Writer<'_> {
    fn text(&self, case: &str) -> PaperText {
        let (kind, scope) = (self.paper.kind, self.paper.scope);
        let date = self.engine.calendar().date_of(self.at);
        let number = number_in_words(case, date, self.paper.number);
        let department = self.engine.paper_department(kind, scope);
        let reason = if kind.gives_reasons() { self.reason() } else { None };
        let (time, due) = self.limit();
        let (materials, owed) = self.materials();
        let mut text = PaperText {
            kind: kind.word().to_owned(),
            kind_en: kind.english().to_owned(),
            title: self.title(),
            date: date.to_string(),
            addressee: "申请人".to_owned(),
            bundle: self.engine.plan().name.clone(),
            item: (scope != ScopeIx(0)).then(|| self.engine.scope(scope).name.clone()),
            department: department.map(|d| self.department_name(d)),
            entrusted: self.entrusted().map(|d| self.department_name(d)),
            seal: department.and_then(|d| self.engine.seal(d, kind, &number)),
            keeper: department.and_then(|d| self.engine.seal_keeper(d)).map(|role| role.name.clone()),
            signed_by: self.signed_by(),
            basis: self.basis(),
            reason,
            apply_to: self.apply_to(),
            discussed: self.discussed(),
            items: self.items(),
            materials,
            owed,
            procedure: self.procedure().map(|procedure| procedure.name.clone()),
            time,
            due,
            remedies: self.remedies(),
            missing: Vec::new(),
            number,
        };
        text.missing = self.missing(&text);
        text
    }

    fn department_name(&self, at: DepartmentIx) -> String {
        self.engine.plan().departments.get(at.index()).map_or_else(String::new, |d| d.name.clone())
    }

    fn is_lapse(&self) -> bool {
        matches!(self.paper.about, About::Lapse(_))
    }

    fn title(&self) -> String {
        match self.paper.about {
            About::Product(at) => self.engine.material(at).map_or_else(String::new, |m| m.name.clone()),
            _ => self.paper.kind.title(self.speaks_of_licence()).to_owned(),
        }
    }

    /// A licence is decided: the item is one, or, for the whole case, one of its items that apply.
    fn speaks_of_licence(&self) -> bool {
        let licence = |at: ScopeIx| self.engine.scope(at).item_kind == LICENCE;
        match self.paper.scope {
            ScopeIx(0) => self.applying_items().any(licence),
            scope => licence(scope) || self.engine.scope(scope).parent.is_some_and(licence),
        }
    }

    fn applying_items(&self) -> impl Iterator<Item = ScopeIx> {
        let item = |at: &ScopeIx| self.engine.scope(*at).kind == ScopeKind::Item;
        let applies = |at: &ScopeIx| self.state.scope(*at).outcome != ScopeOutcome::Skipped;
        self.engine.scope_indices().filter(item).filter(applies)
    }

    /// Who acted, if the paper is his act.
    fn signed_by(&self) -> SignedBy {
        if self.is_lapse() {
            return SignedBy::default();
        }
        let actor = self.event.actor.clone();
        SignedBy { department: actor.department, role: actor.role, name: actor.name, window: actor.window }
    }

    fn entrusted(&self) -> Option<DepartmentIx> {
        let what = match self.paper.kind {
            PaperKind::Receipt | PaperKind::Acceptance | PaperKind::NonAcceptance | PaperKind::Correction => {
                Entrusted::Accept
            }
            PaperKind::Delivery => Entrusted::Deliver,
            _ => return None,
        };
        let department = self.engine.department_called(&self.signed_by().department)?;
        self.engine.is_entrusted(department, self.paper.scope, what).then_some(department)
    }

    /// The article of 行政许可法 where a licence is decided, then what the limit, the procedure, the profile or the item
    /// itself cites.
    fn basis(&self) -> Vec<String> {
        let (kind, scope) = (self.paper.kind, self.paper.scope);
        let article = kind.article().filter(|_| self.speaks_of_licence());
        let mut basis: Vec<String> =
            article.map(|article| format!("{LICENCE_LAW}{article}")).into_iter().collect();
        let found = self.engine.scope(scope);
        if let Some(procedure) = self.procedure() {
            basis.push(procedure.basis.clone());
        } else if kind == PaperKind::Extension {
            let extension = self.extended().and_then(|limit| self.engine.limit(limit).extension.as_ref());
            basis.extend(extension.map(|extension| extension.basis.clone()));
        } else {
            let own = if scope == ScopeIx(0) { &self.engine.plan().basis } else { &found.basis };
            // What the profile decides: that of 行政许可法 itself says no more than the article does.
            let decides =
                matches!(kind, PaperKind::Correction | PaperKind::Revocation | PaperKind::Withdrawal);
            let profile = Some(self.engine.profile(scope)).filter(|profile| profile.name != LICENCE_LAW);
            basis.extend(profile.filter(|_| decides).into_iter().flat_map(|profile| &profile.basis).cloned());
            basis.extend(own.iter().cloned());
        }
        let mut seen = std::collections::BTreeSet::new();
        basis.retain(|row| !row.is_empty() && seen.insert(row.clone()));
        basis
    }

    /// What the event says, or that a limit of the applicant's has run out.
    fn reason(&self) -> Option<String> {
        if let About::Lapse(limit) = self.paper.about {
            return Some(self.lapse_in_words(limit));
        }
        let note = match &self.event.kind {
            EventKind::Reject { note }
            | EventKind::Decline { note, .. }
            | EventKind::NotRequired { note, .. }
            | EventKind::RevokeAcceptance { reason: note, .. }
            | EventKind::Terminate { note }
            | EventKind::AskCorrection { note, .. }
            | EventKind::Refuse { note, .. }
            | EventKind::Fail { note, .. }
            | EventKind::Extend { note, .. }
            | EventKind::Opinion { note, .. }
            | EventKind::Suspend { basis: note, .. } => note.trim(),
            _ => "",
        };
        (!note.is_empty()).then(|| note.to_owned())
    }

    /// Who is competent instead.
    fn apply_to(&self) -> Option<String> {
        match &self.event.kind {
            EventKind::Decline { to, .. } if !to.trim().is_empty() => {
                (self.paper.kind == PaperKind::NonAcceptance).then(|| to.trim().to_owned())
            }
            _ => None,
        }
    }

    /// 集体讨论 of the decision that the paper tells of.
    fn discussed(&self) -> Option<String> {
        let decides = matches!(self.paper.kind, PaperKind::Grant | PaperKind::Refusal) && !self.is_lapse();
        let exit = self.engine.scope(self.paper.scope).exit;
        let found = self.state.hands.discussion(exit).filter(|_| decides);
        found.map(|discussed| discussed.record.clone())
    }

    fn lapse_in_words(&self, limit: LimitIx) -> String {
        let spec = self.engine.limit(limit);
        match spec.kind {
            LimitKind::Correction => "逾期未补正".to_owned(),
            LimitKind::Rectify => "逾期未整改".to_owned(),
            _ => {
                let owed = self.engine.plan().obligations.iter().find(|owed| owed.limit == limit);
                let material = owed.and_then(|owed| self.engine.material(owed.material));
                material.map_or_else(|| "逾期".to_owned(), |m| format!("逾期未补交《{}》", m.name))
            }
        }
    }

    fn procedure(&self) -> Option<&crate::plan::Procedure> {
        match self.paper.about {
            About::Procedure(at) => self.engine.procedure(at),
            _ => None,
        }
    }

    /// Received or accepted items; of a refusal, the items that needed its product.
    fn items(&self) -> Vec<String> {
        let name = |at: ScopeIx| self.engine.scope(at).name.clone();
        match self.paper.kind {
            PaperKind::Receipt | PaperKind::Acceptance if self.paper.scope == ScopeIx(0) => {
                self.applying_items().map(name).collect()
            }
            PaperKind::Refusal | PaperKind::Revocation => self.struck().into_iter().map(name).collect(),
            _ => Vec::new(),
        }
    }

    /// Items that were cancelled because they need, directly or not, what this one does not produce.
    fn struck(&self) -> Vec<ScopeIx> {
        let mut struck: Vec<ScopeIx> = Vec::new();
        let mut look = vec![self.paper.scope];
        while let Some(scope) = look.pop() {
            let behind = self.engine.started_by(self.engine.scope(scope).exit);
            for edge in behind.filter(|edge| self.engine.needs_product(self.state, edge)) {
                let item = self.engine.node(edge.to).scope;
                if self.state.scope(item).outcome == ScopeOutcome::Cancelled && !struck.contains(&item) {
                    struck.push(item);
                    look.push(item);
                }
            }
        }
        struck.sort_unstable();
        struck
    }

    /// What the applicant brings for the items that the paper speaks of.
    ///
    /// Those that are there, and those that may come later (容缺) and have not been handed in.
    fn materials(&self) -> (Vec<String>, Vec<String>) {
        if !matches!(self.paper.kind, PaperKind::Receipt | PaperKind::Correction) {
            return (Vec::new(), Vec::new());
        }
        let plan = self.engine.plan();
        let submitted = self.state.node(NodeIx(0)).start.unwrap_or(self.at);
        let submitted = self.engine.calendar().date_of(submitted);
        let values = evaluate(&plan.guards, &self.state.answers, submitted);
        let holds = |_: MaterialIx, guard: GuardIx| values.get(guard.index()).copied().unwrap_or(false);
        let concerned = |at: ScopeIx| {
            self.engine.is_within(at, self.paper.scope)
                && self.state.scope(at).outcome != ScopeOutcome::Skipped
        };
        let brought = plan.materials_brought(&concerned, &holds);
        let handed_in = |node: NodeIx| matches!(self.state.node(node).phase, Phase::Early | Phase::Done);
        let owed = |at: &MaterialIx| {
            let mut awaited = self.engine.awaiting(*at).peekable();
            awaited.peek().is_some() && !awaited.any(handed_in)
        };
        let (owed, there): (Vec<MaterialIx>, Vec<MaterialIx>) = brought.into_iter().partition(owed);
        let names = |all: Vec<MaterialIx>| {
            all.into_iter().filter_map(|at| self.engine.material(at)).map(|m| m.name.clone()).collect()
        };
        (names(there), names(owed))
    }

    /// How long, and until when.
    fn limit(&self) -> (Option<String>, Option<String>) {
        if let Some(procedure) = self.procedure() {
            let time = procedure.budget.map(crate::time::Span::in_words);
            return (time, self.procedure_due().map(|due| self.day(due)));
        }
        if self.paper.kind == PaperKind::Extension {
            let by = match &self.event.kind {
                EventKind::Extend { by, .. } => Some(by.in_words()),
                _ => None,
            };
            let due = self.extended().and_then(|limit| self.state.limit(limit).due);
            return (by, due.map(|due| self.day(due)));
        }
        let Some(limit) = self.limit_told() else { return (None, None) };
        let due = self.state.limit(limit).due.map(|due| self.day(due));
        (Some(self.engine.limit(limit).budget.in_words()), due)
    }

    fn day(&self, at: Instant) -> String {
        self.engine.calendar().date_of(at).to_string()
    }

    /// When the procedure should end: its own limit, or that of its step.
    fn procedure_due(&self) -> Option<Instant> {
        let About::Procedure(at) = self.paper.about else { return None };
        let kind = super::StopKind::Procedure(at);
        let open = |stop: &&super::StopRecord| stop.kind == kind && stop.scope == self.paper.scope;
        let watched = self.state.stops.iter().rev().find(open).and_then(|stop| stop.watch);
        let node = || self.procedure().and_then(|procedure| procedure.node);
        let of_step = || self.first_limit(|_, limit| node() == Some(limit.span.until.node));
        watched.map(|watch| watch.due).or_else(|| self.state.limit(of_step()?).due)
    }

    /// The limit that was extended, of the item or of the case: what was promised before what the law sets.
    fn extended(&self) -> Option<LimitIx> {
        let extended = |at: LimitIx, limit: &Limit| {
            limit.scope == self.paper.scope && limit.extension.is_some() && self.state.limit(at).extended > 0
        };
        let promised = |at: LimitIx, limit: &Limit| extended(at, limit) && limit.kind != LimitKind::Statutory;
        self.first_limit(promised).or_else(|| self.first_limit(extended))
    }

    /// The limit of which a notice tells the applicant.
    fn limit_told(&self) -> Option<LimitIx> {
        let kinds: &[LimitKind] = match self.paper.kind {
            PaperKind::Acceptance if self.paper.scope == ScopeIx(0) => &[LimitKind::Bundle],
            PaperKind::Acceptance => &[LimitKind::Promised, LimitKind::Statutory],
            PaperKind::Correction => &[LimitKind::Correction],
            PaperKind::Rectification => &[LimitKind::Rectify],
            _ => return None,
        };
        let own = |kind: LimitKind| {
            let open = |at: LimitIx, limit: &Limit| {
                let runs = self.state.limit(at).phase == LimitPhase::Open;
                runs && limit.kind == kind && limit.scope == self.paper.scope
            };
            self.first_limit(open)
        };
        kinds.iter().find_map(|kind| own(*kind))
    }

    fn first_limit(&self, of: impl Fn(LimitIx, &Limit) -> bool) -> Option<LimitIx> {
        let mut rows = (0_u32..).map(LimitIx).zip(&self.engine.plan().limits);
        rows.find(|(at, limit)| of(*at, limit)).map(|(at, _)| at)
    }

    fn remedies(&self) -> Option<String> {
        let article = self.paper.kind.remedy().filter(|_| self.speaks_of_licence())?;
        Some(format!("可以依法申请行政复议或者提起行政诉讼（{LICENCE_LAW}{article}）"))
    }

    /// What the law wants to stand there and does not.
    fn missing(&self, text: &PaperText) -> Vec<String> {
        let mut missing = Vec::new();
        if self.paper.kind.gives_reasons() && text.reason.is_none() {
            missing.push("理由");
        }
        if self.paper.kind == PaperKind::ProcedureTime && text.time.is_none() {
            missing.push("所需时间");
        }
        if text.department.is_none() {
            missing.push("印章");
        }
        missing.into_iter().map(str::to_owned).collect()
    }
}
