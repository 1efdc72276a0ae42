//! What a case waits for, each with its limit and the event that says it is done; and what cannot go on.

use super::ledger::kind_in_words;
use super::sentence::Telling;
use super::why::{Act, Awaited, Blocked, Party};
use super::{LedgerRow, LimitStand, Reading, Side, Words};
use crate::case::{
    Actor, CaseStatus, Event, EventKind, LimitPhase, Phase, Says, ScopeOutcome, StopKind, StopRecord,
    Workspace,
};
use crate::plan::{EdgeKind, LimitIx, LimitKind, NodeIx, NodeKind, PanelKind, ScopeIx, ScopeKind, Voice};
use crate::time::Instant;

/// Stands where whoever reports a 集体讨论 writes the number of its minutes.
const MINUTES: &str = "（纪要编号）";

/// Stands where whoever reports a 转报 writes what was found.
const OPINION: &str = "（初步审查意见）";

/// One thing that is awaited, before it is put into words.
struct Duty {
    act: Act,
    /// The node it ends, or of a stop the exit of its scope.
    node: NodeIx,
    on: String,
    from: Party,
    since: Option<Instant>,
    kind: Option<EventKind>,
    limit: Option<LedgerRow>,
    basis: String,
}

impl Reading<'_> {
    /// What is awaited, the most urgent first: by due instant, what a stop holds and what has no limit last.
    pub(super) fn awaited(&self) -> Vec<(Awaited, NodeIx)> {
        let mut duties: Vec<Duty> = match self.state.status {
            CaseStatus::Draft => vec![self.submission()],
            status if status.is_final() => Vec::new(),
            _ => self.duties(),
        };
        duties.extend(self.limit_indices().filter_map(|limit| self.duty_of_rating(limit)));
        let urgency = |duty: &Duty| {
            let row = duty.limit.as_ref();
            let held = row.is_none_or(|row| row.state == LimitStand::Held);
            (held, row.and_then(|row| row.due).unwrap_or(Instant::MAX), duty.node)
        };
        duties.sort_by_key(urgency);
        duties.into_iter().map(|duty| (self.told(&duty), duty.node)).collect()
    }

    fn submission(&self) -> Duty {
        Duty {
            act: Act::Submit,
            node: NodeIx(0),
            on: self.engine.plan().name.clone(),
            from: applicant(),
            since: None,
            kind: None,
            limit: None,
            basis: String::new(),
        }
    }

    fn duties(&self) -> Vec<Duty> {
        let mut duties = Vec::new();
        for node in self.engine.node_indices() {
            match self.state.node(node).phase {
                Phase::Correcting => duties.push(self.correction(node)),
                Phase::Running => self.running(node, &mut duties),
                _ => {}
            }
        }
        for stop in self.state.stops.iter().filter(|stop| stop.is_open()) {
            duties.extend(self.duty_of_stop(stop));
        }
        duties
    }

    /// A duty at a node, of its department.
    fn duty(&self, act: Act, node: NodeIx, kind: EventKind) -> Duty {
        let spec = self.engine.node(node);
        let limit = self.limit_at(node);
        Duty {
            act,
            node,
            on: self.engine.scope(spec.scope).name.clone(),
            from: Party {
                side: Side::Authority,
                department: self.department_at(node).to_owned(),
                role: spec.role.clone(),
            },
            since: self.state.node(node).start,
            basis: self.basis(spec.scope, limit.as_ref()),
            kind: Some(kind),
            limit,
        }
    }

    fn correction(&self, node: NodeIx) -> Duty {
        let scope = self.engine.node(node).scope;
        let limit = self.limit_of(scope, LimitKind::Correction).filter(|limit| self.is_open(*limit));
        let limit = limit.map(|limit| self.ledger_row(limit));
        let basis = match limit.as_ref().map(|row| row.basis.clone()) {
            Some(basis) if !basis.is_empty() => basis,
            _ => self.profile_basis(scope, "第三十二条"),
        };
        let duty = self.duty(Act::Correct, node, EventKind::Correct { scope });
        Duty { from: applicant(), limit, basis, ..duty }
    }

    fn running(&self, node: NodeIx, duties: &mut Vec<Duty>) {
        let spec = self.engine.node(node);
        let scope = spec.scope;
        match spec.kind {
            NodeKind::Intake => {
                let duty = self.duty(Act::Accept, node, EventKind::Accept);
                let basis = if duty.basis.is_empty() {
                    self.profile_basis(scope, "第三十二条")
                } else {
                    duty.basis
                };
                duties.push(Duty { basis, ..duty });
            }
            NodeKind::Handover => {
                let front = self.department_at(NodeIx(0)).to_owned();
                let duty = self.duty(Act::HandOver, node, EventKind::HandOver);
                let from = Party { department: front, ..duty.from };
                duties.push(Duty { from, ..duty });
            }
            NodeKind::Await => duties.extend(self.paper(node)),
            NodeKind::Rectify => {
                let duty = self.duty(Act::Rectify, node, EventKind::Rectify { scope });
                duties.push(Duty { from: applicant(), ..duty });
            }
            NodeKind::Deliver => {
                let duty = self.duty(Act::Deliver, node, EventKind::Finish { scope: ScopeIx(0) });
                duties.push(Duty { on: spec.name.clone(), ..duty });
            }
            NodeKind::Step | NodeKind::Joint | NodeKind::Recheck | NodeKind::Decide
                if self.obstacles(node).is_empty() =>
            {
                self.work(node, duties);
            }
            _ => {}
        }
    }

    /// A paper that is owed; several nodes may wait for one.
    fn paper(&self, node: NodeIx) -> Option<Duty> {
        let material = self.engine.obligation(node)?.material;
        let runs = |node: &NodeIx| self.state.node(*node).phase == Phase::Running;
        let first = self.engine.awaiting(material).find(runs) == Some(node);
        let duty = self.duty(Act::Supply, node, EventKind::Supply { material });
        let on = self.material_name(material).to_owned();
        first.then_some(Duty { on, from: applicant(), ..duty })
    }

    /// A step, joint action, 复核 or decision that may end: by whoever has to speak first, else by its department.
    fn work(&self, node: NodeIx, duties: &mut Vec<Duty>) {
        let spec = self.engine.node(node);
        let scope = spec.scope;
        if let Some(procedure) = self.engine.procedure_of(node)
            && let Some(item) = self.engine.procedure(procedure).map(|found| found.scope)
        {
            let duty = self.duty(Act::EndProcedure, node, EventKind::EndProcedure { procedure, scope: item });
            let basis = self.engine.procedure(procedure).map(|found| found.basis.clone()).unwrap_or_default();
            duties.push(Duty { basis, ..duty });
            return;
        }
        if self.engine.awaits_discussion(&self.state, node) {
            let record = MINUTES.to_owned();
            duties.push(self.duty(Act::Discuss, node, EventKind::Discuss { scope, record }));
            return;
        }
        let voices = self.voices(node);
        if voices.is_empty() && self.engine.is_forwarded(scope) {
            let opinion = OPINION.to_owned();
            duties.push(self.duty(Act::Forward, node, EventKind::Forward { scope, opinion }));
        } else if voices.is_empty() {
            let act = match spec.kind {
                NodeKind::Joint => Act::Hold,
                NodeKind::Recheck => Act::Recheck,
                NodeKind::Decide => Act::Decide,
                _ => Act::Work,
            };
            duties.push(self.duty(act, node, EventKind::Finish { scope }));
        }
        for (who, act) in voices {
            let kind = match act {
                Act::Attend => EventKind::Attend { scope },
                _ => EventKind::Opinion { scope, consent: true, note: String::new() },
            };
            let Actor { department, role, .. } = self.engine.voice_as_actor(who);
            let from = Party { side: Side::Authority, department, role };
            duties.push(Duty { from, ..self.duty(act, node, kind) });
        }
    }

    /// Who has to speak at a node before it may end, and what.
    fn voices(&self, node: NodeIx) -> Vec<(Voice, Act)> {
        let (Some(panel), Some(standing)) =
            (self.engine.panel(node), self.engine.standing(&self.state, node))
        else {
            return Vec::new();
        };
        if standing.complete {
            return Vec::new();
        }
        let (missing, silent) = self.engine.unheard(&self.state, node, &standing);
        let said = |who: &Voice| self.state.hands.of(node, *who);
        match panel.kind {
            PanelKind::Signing { in_turn } => {
                let open = missing.into_iter().filter(|who| said(who).is_none());
                open.take(if in_turn { 1 } else { usize::MAX }).map(|who| (who, Act::Sign)).collect()
            }
            PanelKind::Meeting { .. } => {
                let spoken = |who: &Voice| matches!(said(who), Some(Says::Consent | Says::Dissent));
                let attend = missing.into_iter().map(|who| (who, Act::Attend));
                let opine = silent.into_iter().filter(|who| !spoken(who)).map(|who| (who, Act::Opine));
                attend.chain(opine).collect()
            }
        }
    }

    fn duty_of_stop(&self, stop: &StopRecord) -> Option<Duty> {
        let scope = stop.scope;
        let (act, kind, basis, on) = match stop.kind {
            StopKind::Suspension => (
                Act::Resume,
                EventKind::Resume { scope },
                stop.basis.clone(),
                self.engine.scope(scope).name.clone(),
            ),
            StopKind::Procedure(procedure) => {
                let found = self.engine.procedure(procedure).filter(|found| found.node.is_none())?;
                if self.engine.suspended_by(&self.state, scope).is_some() {
                    return None;
                }
                let kind = EventKind::EndProcedure { procedure, scope };
                let on = format!("{}·{}", self.engine.scope(scope).name, found.name);
                (Act::EndProcedure, kind, found.basis.clone(), on)
            }
            StopKind::Correction | StopKind::Rework => return None,
        };
        Some(Duty {
            act,
            node: self.engine.scope(scope).exit,
            on,
            from: Party {
                side: Side::Authority,
                department: self.department_of(scope).to_owned(),
                role: String::new(),
            },
            since: Some(stop.from),
            kind: Some(kind),
            limit: self.watch_row(stop).filter(|_| act == Act::EndProcedure),
            basis,
        })
    }

    /// What a bad rating asks of the authority; it follows the case.
    fn duty_of_rating(&self, limit: LimitIx) -> Option<Duty> {
        let spec = self.engine.limit(limit);
        if !spec.kind.follows_the_case() || !self.is_open(limit) {
            return None;
        }
        let (scope, note) = (spec.scope, String::new());
        let (act, kind) = match spec.kind {
            LimitKind::CallBack => (Act::CallBack, EventKind::CallBack { scope, note }),
            _ => (Act::Remedy, EventKind::Remedied { scope, note }),
        };
        let department = self.department_of(scope).to_owned();
        Some(Duty {
            act,
            node: self.engine.scope(scope).exit,
            on: self.engine.scope(scope).name.clone(),
            from: Party { side: Side::Authority, department, role: String::new() },
            since: self.state.limit(limit).from,
            kind: Some(kind),
            limit: Some(self.ledger_row(limit)),
            basis: spec.basis.clone(),
        })
    }

    fn is_open(&self, limit: LimitIx) -> bool {
        self.state.limit(limit).phase == LimitPhase::Open
    }

    /// The limit that presses a node: the first due of those that end with it; else of its scope and of what is around it,
    /// from the inside out.
    fn limit_at(&self, node: NodeIx) -> Option<LedgerRow> {
        let own = |limit: &LimitIx| {
            let spec = self.engine.limit(*limit);
            spec.span.until.node == node && !spec.kind.opens_by_event()
        };
        if let Some(row) = self.first_due(&own) {
            return Some(row);
        }
        let mut at = Some(self.engine.node(node).scope);
        while let Some(scope) = at {
            let of_scope = |limit: &LimitIx| {
                let spec = self.engine.limit(*limit);
                let whole = matches!(
                    spec.kind,
                    LimitKind::Statutory
                        | LimitKind::Promised
                        | LimitKind::Joint
                        | LimitKind::Step
                        | LimitKind::Stage
                        | LimitKind::Bundle
                        | LimitKind::Supplement
                );
                spec.scope == scope && whole
            };
            if let Some(row) = self.first_due(&of_scope) {
                return Some(row);
            }
            at = self.engine.scope(scope).parent;
        }
        None
    }

    fn first_due(&self, which: &dyn Fn(&LimitIx) -> bool) -> Option<LedgerRow> {
        let open = self.limit_indices().filter(|limit| self.is_open(*limit) && which(limit));
        let first = open.min_by_key(|limit| (self.state.limit(*limit).due, *limit))?;
        Some(self.ledger_row(first))
    }

    /// 依据 of the limit, else of the item.
    fn basis(&self, scope: ScopeIx, limit: Option<&LedgerRow>) -> String {
        if let Some(row) = limit.filter(|row| !row.basis.is_empty()) {
            return row.basis.clone();
        }
        let found = self.engine.scope(scope);
        let item = if found.kind == ScopeKind::Step { found.parent.unwrap_or(scope) } else { scope };
        self.engine.scope(item).basis.join("；")
    }

    /// 依据 of the profile; of the national one, the article of the law that it is.
    fn profile_basis(&self, scope: ScopeIx, article: &str) -> String {
        let profile = self.engine.profile(scope);
        if !profile.basis.is_empty() {
            return profile.basis.join("；");
        }
        if profile.name == crate::plan::Profile::national().name {
            return format!("{} {article}", profile.name);
        }
        profile.name.clone()
    }

    /// In words, with an actor who may do it.
    fn told(&self, duty: &Duty) -> Awaited {
        let (from, refused) = match &duty.kind {
            Some(kind) => self.actor_for(kind, &duty.from),
            None => (duty.from.clone(), None),
        };
        let row = duty.limit.as_ref();
        let held = row.is_some_and(|row| row.state == LimitStand::Held);
        let telling = Telling {
            act: duty.act,
            on: &duty.on,
            from: &from,
            since: duty.since,
            limit: row,
            basis: &duty.basis,
        };
        let limit = row.map(|row| self.limit_in_words(row)).unwrap_or_default();
        Awaited {
            act: duty.act,
            on: duty.on.clone(),
            since: duty.since,
            until: row.and_then(|row| row.due).filter(|_| !held),
            limit,
            level: row.map_or_else(|| "正常".to_owned(), |row| row.level.clone()),
            late_by: row.map_or(0, |row| row.late_by),
            basis: duty.basis.clone(),
            silence: row.and_then(|row| row.silence.clone()),
            sentence: self.sentence(&telling, refused.as_ref()),
            event: duty.kind.as_ref().and_then(|kind| self.wire(kind, &from)),
            refused,
            from,
        }
    }

    fn limit_in_words(&self, row: &LedgerRow) -> String {
        format!("{} {}", row.kind, row.budget.in_words().0)
    }

    /// Who may do it of those who might: its department with and without the role, whoever it was given to, the system. And
    /// why it is refused even so.
    fn actor_for(&self, kind: &EventKind, from: &Party) -> (Party, Option<Words>) {
        let without_role = Party { role: String::new(), ..from.clone() };
        let system = Party { department: String::new(), role: String::new(), side: from.side };
        let mut candidates = vec![from.clone(), without_role];
        for holder in &self.state.hands.holders {
            let department = holder.to.department.and_then(|d| self.engine.plan().departments.get(d.index()));
            let role = holder.to.role.and_then(|r| self.engine.plan().desk.roles.get(r.index()));
            candidates.push(Party {
                side: from.side,
                department: department.map(|d| d.name.clone()).unwrap_or_default(),
                role: role.map(|r| r.name.clone()).unwrap_or_default(),
            });
        }
        candidates.push(system);
        let mut first = None;
        for party in candidates {
            match self.would_refuse(kind, &party) {
                None => return (party, None),
                Some(refusal) => first = first.or(Some((party, refusal))),
            }
        }
        match first {
            Some((party, refusal)) => (party, Some(refusal)),
            None => (from.clone(), None),
        }
    }

    /// Why the case would refuse an event now.
    pub(super) fn would_refuse(&self, kind: &EventKind, from: &Party) -> Option<Words> {
        let actor =
            Actor { department: from.department.clone(), role: from.role.clone(), ..Actor::default() };
        let event = Event { key: String::new(), at: self.now, actor, kind: kind.clone() };
        let mut state = self.state.clone();
        let refusal = self.engine.step_with(&mut Workspace::unchained(), &mut state, &event).err()?;
        let (zh, en) = refusal.in_words(self.engine);
        Some(Words::new(zh, en))
    }

    /// What keeps a running node from ending, by name: 中止, a 特别程序 of its item, an owed paper, another decision.
    pub(super) fn obstacles(&self, node: NodeIx) -> Vec<String> {
        let spec = self.engine.node(node);
        let mut found = Vec::new();
        if let Some(stop) = self.engine.suspended_by(&self.state, spec.scope) {
            found.push(format!("中止 {}", self.engine.scope(stop.scope).name));
        }
        if spec.kind == NodeKind::Decide {
            let open = self.engine.open_procedure(&self.state, spec.scope);
            found.extend(open.map(|procedure| self.procedure_name(procedure).to_owned()));
        }
        let finish = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Finish);
        found.extend(
            finish
                .map(|edge| edge.from)
                .filter(|from| self.is_pending(*from))
                .map(|from| self.node_name(from)),
        );
        found
    }

    /// It applies and has not ended.
    pub(super) fn is_pending(&self, node: NodeIx) -> bool {
        let phase = self.state.node(node).phase;
        !phase.has_ended() && phase != Phase::Skipped
    }

    /// A node as people call it: an item's decision by the item, an owed paper by the paper.
    pub(super) fn node_name(&self, node: NodeIx) -> String {
        let spec = self.engine.node(node);
        match spec.kind {
            NodeKind::Decide | NodeKind::Joint => self.engine.scope(spec.scope).name.clone(),
            NodeKind::Await => match self.engine.obligation(node) {
                Some(owed) => format!("《{}》", self.material_name(owed.material)),
                None => spec.name.clone(),
            },
            _ => spec.name.clone(),
        }
    }

    /// What is open and cannot go on: running nodes with obstacles, and what has not begun though something before it has
    /// ended.
    pub(super) fn blocked(&self) -> Vec<Blocked> {
        if self.state.status.is_final() || self.state.status == CaseStatus::Draft {
            return Vec::new();
        }
        let nodes = self.engine.node_indices().filter_map(|node| {
            let spec = self.engine.node(node);
            let by = match (spec.kind, self.state.node(node).phase) {
                (NodeKind::Step | NodeKind::Joint | NodeKind::Recheck | NodeKind::Decide, Phase::Running) => {
                    self.obstacles(node)
                }
                (NodeKind::Accept | NodeKind::Joint | NodeKind::Step, Phase::Waiting) => self.behind(node),
                _ => Vec::new(),
            };
            let on = match spec.kind {
                NodeKind::Accept => self.engine.scope(spec.scope).name.clone(),
                _ => self.node_name(node),
            };
            (!by.is_empty()).then(|| {
                let zh = format!("“{on}”在等：{}", by.join("、"));
                let en = format!("“{on}” waits for {}", by.join(", "));
                Blocked { on, by, sentence: Words::new(zh, en) }
            })
        });
        nodes.collect()
    }

    /// What a node that has not begun waits for: open predecessors, and clocks of members that stand (rule F4).
    fn behind(&self, node: NodeIx) -> Vec<String> {
        let before = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Start);
        let open: Vec<String> = before
            .map(|edge| edge.from)
            .filter(|from| self.is_pending(*from))
            .map(|from| self.waited_for(from))
            .collect();
        if !open.is_empty() {
            return open;
        }
        let Some(barrier) = self.engine.barrier(node) else { return Vec::new() };
        let open = |scope: &&ScopeIx| self.state.scope(**scope).outcome == ScopeOutcome::Open;
        let members: Vec<&ScopeIx> = barrier.members.iter().filter(open).collect();
        let stands = |stop: &&StopRecord| {
            stop.is_open()
                && !matches!(stop.kind, StopKind::Correction | StopKind::Rework)
                && members.iter().any(|member| self.engine.is_within(**member, stop.scope))
        };
        let stops = self.state.stops.iter().filter(stands);
        stops
            .map(|stop| format!("{} {}", self.stop_in_words(stop), self.engine.scope(stop.scope).name))
            .collect()
    }

    /// A predecessor, with what it waits for itself if that is the applicant.
    fn waited_for(&self, node: NodeIx) -> String {
        let spec = self.engine.node(node);
        let item = &self.engine.scope(spec.scope).name;
        match (spec.kind, self.state.node(node).phase) {
            (NodeKind::Accept, Phase::Correcting) => format!("{item}（待补正）"),
            (NodeKind::Intake, Phase::Correcting) => "受理（待补正）".to_owned(),
            (NodeKind::Accept, _) => item.clone(),
            _ => self.node_name(node),
        }
    }
}

fn applicant() -> Party {
    Party { side: Side::Applicant, department: String::new(), role: String::new() }
}

/// Limit kinds are told in both languages by their English twin.
pub(super) fn english_kind(zh: &str) -> &'static str {
    use LimitKind::{
        Between, Bundle, CallBack, Correction, Delivery, Handover, Intake, Joint, Promised, Recheck, Rectify,
        Remedy, Stage, Statutory, Step, Supplement, Tolerance,
    };
    let kinds = [
        Intake, Statutory, Promised, Joint, Step, Stage, Between, Tolerance, Correction, Delivery, Bundle,
        Handover, Supplement, Rectify, Recheck, CallBack, Remedy,
    ];
    kinds
        .into_iter()
        .map(kind_in_words)
        .find(|(word, _)| *word == zh)
        .map_or("limit of the procedure", |(_, en)| en)
}
