//! From a played case to the timeline that people and programs read.

use crate::Play;
use crate::slack::{slacks, work_days_between};
use crate::timeline::{LevelAt, LogLine, StopSpan, Timeline, TimelineNode};
use lianban_compiler::proof::Words;
use lianban_runtime::account::{Account, Reading, Transition, transitions};
use lianban_runtime::case::{
    CaseStatus, EffectKind, Engine, Event, EventKind, Party, Phase, ScopeOutcome, State, StopKind, StopRecord,
};
use lianban_runtime::plan::sum_of_fees;
use lianban_runtime::plan::{
    EdgeKind, GuardIx, LimitIx, LimitKind, NodeIx, NodeKind, ProcedureIx, ScopeIx, ScopeKind, Voice, Whose,
    evaluate, hex,
};
use lianban_runtime::time::{Date, Instant};
use std::collections::BTreeSet;

/// The timeline of a played case.
#[must_use]
pub fn timeline_of(engine: &Engine, play: &Play) -> Timeline {
    let submitted = play.steps.iter().find(|(event, _)| matches!(event.kind, EventKind::Submit { .. }));
    let submitted =
        submitted.map_or(engine.plan().calendar.first, |(event, _)| engine.calendar().date_of(event.at));
    let view = View { engine, state: &play.state, submitted };
    let plan = engine.plan();
    let accepted = view.state.node(NodeIx(0)).end.filter(|_| view.state.node(NodeIx(0)).phase == Phase::Done);
    let finish = view.finish();
    let due = view.limit_of(ScopeIx(0), LimitKind::Bundle);
    let applies = |scope: ScopeIx| view.state.scope(scope).outcome != ScopeOutcome::Skipped;
    let level = due.map_or(lianban_runtime::case::Level::Normal, |limit| view.state.limit(limit).level);
    Timeline {
        bundle: plan.name.clone(),
        plan: engine.plan_hash_text(),
        calendar: plan.calendar.id.clone(),
        answers: Words(plan.answers_in_words(&view.state.answers)),
        start: play.steps.first().map(|(event, _)| view.instant(event.at)).unwrap_or_default(),
        accepted: accepted.map(|at| view.instant(at)),
        finish: finish.map(|at| view.instant(at)),
        outcome: view.outcome().to_owned(),
        working_days: accepted
            .zip(finish)
            .and_then(|(from, to)| work_days_between(engine, &play.state, from, to)),
        calendar_days: accepted.zip(finish).and_then(|(from, to)| view.calendar_days(from, to)),
        due: due.and_then(|limit| view.state.limit(limit).due).map(|at| view.instant(at)),
        original_due: due.and_then(|limit| view.original_due(limit)).map(|at| view.instant(at)),
        level: level.in_words().to_owned(),
        levels: due.map(|limit| view.levels(limit)).unwrap_or_default(),
        materials: view.materials(&applies),
        fields: view.fields(&applies),
        fees: view.fees(&applies),
        trips: view.trips(),
        site_visits: view.site_visits(&applies),
        nodes: view.rows(),
        journal_hash: hex(&view.state.head),
        state_hash: hex(&view.state.hash()),
        log: view.log(play),
        papers: crate::papers::papers_of(engine, &play.steps, ""),
        transitions: story(engine, play),
        account: account(engine, play),
    }
}

/// The states that the case and its items went through.
fn story(engine: &Engine, play: &Play) -> Vec<Transition> {
    let mut before = engine.new_case();
    let mut told = Vec::new();
    for (event, effects) in &play.steps {
        let mut after = before.clone();
        if engine.step(&mut after, event).is_ok() {
            told.extend(transitions(engine, &before, &after, effects));
            before = after;
        }
    }
    told
}

/// What is read from the case as of its last event.
fn account(engine: &Engine, play: &Play) -> Option<Account> {
    let reading = Reading::new(engine, &play.state, play.state.now?).ok()?;
    Some(reading.account())
}

struct View<'a> {
    engine: &'a Engine,
    state: &'a State,
    /// Local date of the submission.
    submitted: Date,
}

impl View<'_> {
    fn instant(&self, at: Instant) -> String {
        at.format(self.engine.plan().calendar.utc_offset_minutes)
    }

    /// 办结, or the end of the case by other means.
    fn finish(&self) -> Option<Instant> {
        let close = self.state.node(self.engine.plan().scopes[0].exit);
        match self.state.status {
            CaseStatus::Draft | CaseStatus::Received | CaseStatus::Accepted => None,
            _ => close.end,
        }
    }

    fn outcome(&self) -> &'static str {
        match self.state.status {
            CaseStatus::Draft | CaseStatus::Received | CaseStatus::Accepted => "在办",
            CaseStatus::Rejected => "不予受理",
            CaseStatus::Refused => "不予",
            CaseStatus::Withdrawn => "撤回",
            CaseStatus::Terminated => "终止",
            CaseStatus::NotRequired => "不受理",
            CaseStatus::Decided | CaseStatus::Delivered => {
                self.state.outcome_of_items(self.engine).in_words()
            }
        }
    }

    fn calendar_days(&self, from: Instant, to: Instant) -> Option<u32> {
        let calendar = self.engine.calendar();
        u32::try_from(calendar.date_of(to).days_since(calendar.date_of(from))).ok()
    }

    fn limit_of(&self, scope: ScopeIx, kind: LimitKind) -> Option<LimitIx> {
        let at =
            self.engine.plan().limits.iter().position(|limit| limit.scope == scope && limit.kind == kind)?;
        u32::try_from(at).ok().map(LimitIx)
    }

    /// The limit that ends with a node.
    fn limit_until(&self, node: NodeIx) -> Option<LimitIx> {
        let at = self.engine.plan().limits.iter().position(|limit| limit.span.until.node == node)?;
        u32::try_from(at).ok().map(LimitIx)
    }

    /// Where a limit would have ended without any stop.
    fn original_due(&self, limit: LimitIx) -> Option<Instant> {
        let from = self.state.limit(limit).from?;
        self.engine.due(self.state, from, self.engine.limit(limit).budget, &[]).ok()
    }

    /// When a limit reaches its levels; nothing where the calendar does not reach.
    fn levels(&self, limit: LimitIx) -> Vec<LevelAt> {
        let all = self.engine.levels_of(self.state, limit).unwrap_or_default();
        let one = |(at, level): (Instant, lianban_runtime::case::Level)| LevelAt {
            level: level.in_words().to_owned(),
            at: self.instant(at),
        };
        all.into_iter().map(one).collect()
    }

    fn materials(&self, applies: &dyn Fn(ScopeIx) -> bool) -> Vec<String> {
        let plan = self.engine.plan();
        let values = evaluate(&plan.guards, &self.state.answers, self.submitted);
        let holds = |_, guard: GuardIx| values.get(guard.index()).copied().unwrap_or(false);
        let brought = plan.materials_brought(applies, &holds);
        brought.into_iter().filter_map(|at| self.engine.material(at)).map(|m| m.name.clone()).collect()
    }

    fn fields(&self, applies: &dyn Fn(ScopeIx) -> bool) -> Vec<String> {
        let plan = self.engine.plan();
        let values = evaluate(&plan.guards, &self.state.answers, self.submitted);
        let holds = |_, guard: GuardIx| values.get(guard.index()).copied().unwrap_or(false);
        let filled = plan.fields_filled(applies, &holds);
        filled.into_iter().filter_map(|at| plan.fields.get(at.index())).map(|f| f.name.clone()).collect()
    }

    /// The sum of the fees; none if the bundle has none.
    fn fees(&self, applies: &dyn Fn(ScopeIx) -> bool) -> Option<u32> {
        let plan = self.engine.plan();
        let values = evaluate(&plan.guards, &self.state.answers, self.submitted);
        let holds = |_, guard: GuardIx| values.get(guard.index()).copied().unwrap_or(false);
        (!plan.fees.is_empty()).then(|| sum_of_fees(plan.fees_charged(applies, &holds)))
    }

    /// Window contacts that took place; contacts at one window at one instant are one trip (rule M2).
    fn trips(&self) -> u32 {
        let mut contacts = BTreeSet::new();
        for node in self.engine.node_indices() {
            let (spec, state) = (self.engine.node(node), self.state.node(node));
            let happened = matches!(state.phase, Phase::Done | Phase::Running | Phase::Correcting);
            if spec.channel.is_trip() && happened {
                contacts.insert((spec.department, state.end.or(state.start)));
            }
        }
        u32::try_from(contacts.len()).unwrap_or(u32::MAX)
    }

    fn site_visits(&self, applies: &dyn Fn(ScopeIx) -> bool) -> u32 {
        let barriers = self.engine.plan().barriers.iter().filter(|b| b.site_visit);
        let held = barriers
            .filter(|b| matches!(self.state.node(b.node).phase, Phase::Done | Phase::Running))
            .count();
        self.engine.plan().own_visits(applies).saturating_add(u32::try_from(held).unwrap_or(u32::MAX))
    }

    /// One row per intake, item, joint action, 容缺补交 and delivery that applies.
    fn rows(&self) -> Vec<TimelineNode> {
        let slack = slacks(self.engine, self.state);
        let shown = self.engine.node_indices().filter(|node| self.is_shown(*node));
        shown.map(|node| self.row(node, slack.get(node.index()).copied().flatten())).collect()
    }

    fn is_shown(&self, node: NodeIx) -> bool {
        let kind = self.engine.node(node).kind;
        let inner = matches!(kind, NodeKind::Accept | NodeKind::Close)
            || kind == NodeKind::Gate && !self.has_row(node);
        !inner && self.state.node(node).phase != Phase::Skipped && self.speaks_for_its_material(node)
    }

    /// A material owed by several await nodes is one row: they all begin and end together.
    fn speaks_for_its_material(&self, node: NodeIx) -> bool {
        let Some(owed) = self.engine.obligation(node) else { return true };
        let mut same = self.engine.awaiting(owed.material);
        same.find(|other| self.state.node(*other).phase != Phase::Skipped) == Some(node)
    }

    /// The gate at which a stage is complete: the row of the stage.
    fn completes_stage(&self, node: NodeIx) -> bool {
        let scope = self.engine.scope(self.engine.node(node).scope);
        scope.kind == ScopeKind::Stage && scope.exit == node
    }

    /// A stage's completion, or a gate of the flow.
    fn has_row(&self, node: NodeIx) -> bool {
        self.completes_stage(node) || self.engine.node(node).scope == ScopeIx(0)
    }

    fn row_name(&self, node: NodeIx) -> &str {
        let spec = self.engine.node(node);
        match spec.kind {
            NodeKind::Gate if self.completes_stage(node) => &self.engine.scope(spec.scope).name,
            NodeKind::Accept | NodeKind::Decide | NodeKind::Joint => &self.engine.scope(spec.scope).name,
            _ => &spec.name,
        }
    }

    fn row(&self, node: NodeIx, slack: Option<u32>) -> TimelineNode {
        let spec = self.engine.node(node);
        let (kind, limit_kind) = match spec.kind {
            NodeKind::Intake => ("受理", LimitKind::Intake),
            NodeKind::Joint => ("联合", LimitKind::Joint),
            NodeKind::Await => ("容缺补交", LimitKind::Tolerance),
            NodeKind::Deliver => ("出件", LimitKind::Delivery),
            NodeKind::Step if self.engine.procedure_of(node).is_some() => ("特别程序", LimitKind::Step),
            NodeKind::Step => ("环节", LimitKind::Step),
            NodeKind::Rectify => ("整改", LimitKind::Rectify),
            NodeKind::Recheck => ("复核", LimitKind::Recheck),
            NodeKind::Handover => ("转交", LimitKind::Handover),
            NodeKind::Gate if self.completes_stage(node) => ("阶段", LimitKind::Stage),
            NodeKind::Gate => ("里程碑", LimitKind::Stage),
            NodeKind::Accept | NodeKind::Decide | NodeKind::Close => ("事项", LimitKind::Promised),
        };
        let limit = match spec.kind {
            NodeKind::Await => self.engine.obligation(node).map(|owed| owed.limit),
            NodeKind::Rectify | NodeKind::Recheck => self.limit_until(node),
            _ => self.limit_of(spec.scope, limit_kind),
        };
        let state = self.state.node(node);
        TimelineNode {
            name: self.row_name(node).to_owned(),
            kind: kind.to_owned(),
            department: self.engine.department(node).map(|d| d.name.clone()).unwrap_or_default(),
            state: self.row_state(node).to_owned(),
            start: self.row_start(node).map(|at| self.instant(at)),
            finish: state.end.map(|at| self.instant(at)),
            due: limit.and_then(|l| self.state.limit(l).due).map(|at| self.instant(at)),
            limit: limit.map(|l| self.engine.limit(l).budget.in_words()).unwrap_or_default(),
            level: limit.map_or("正常", |l| self.state.limit(l).level.in_words()).to_owned(),
            critical: slack == Some(0) && spec.kind != NodeKind::Intake || self.decides_start(node, slack),
            slack_days: slack,
            after: self.after(node),
            stops: self.stops(node),
        }
    }

    /// The intake always decides when the rest may begin.
    fn decides_start(&self, node: NodeIx, slack: Option<u32>) -> bool {
        self.engine.node(node).kind == NodeKind::Intake && slack.is_some()
    }

    /// An item begins with its acceptance, not with the work after a joint action.
    fn row_start(&self, node: NodeIx) -> Option<Instant> {
        let spec = self.engine.node(node);
        if self.completes_stage(node) {
            return self.state.node(self.engine.scope(spec.scope).entry).end;
        }
        if spec.kind != NodeKind::Decide {
            return self.state.node(node).start;
        }
        let entry = self.state.node(self.engine.scope(spec.scope).entry);
        match entry.phase {
            Phase::Done => entry.end,
            _ => entry.start,
        }
    }

    fn row_state(&self, node: NodeIx) -> &'static str {
        let spec = self.engine.node(node);
        if matches!(spec.kind, NodeKind::Decide) {
            match self.state.scope(spec.scope).outcome {
                ScopeOutcome::Granted => return "办结",
                ScopeOutcome::Refused => return "不予",
                ScopeOutcome::Cancelled | ScopeOutcome::Dropped => return "取消",
                ScopeOutcome::Revoked => return "撤销受理",
                ScopeOutcome::Withdrawn => return "视为撤回",
                ScopeOutcome::TakenBack => return "撤回",
                ScopeOutcome::Rescinded => return "撤销",
                ScopeOutcome::Declined => return "不予受理",
                ScopeOutcome::NotRequired => return "不受理",
                ScopeOutcome::Open | ScopeOutcome::Skipped => {}
            }
            if self.state.node(self.engine.scope(spec.scope).entry).phase == Phase::Correcting {
                return "待补正";
            }
            if self.state.node(self.engine.scope(spec.scope).entry).phase == Phase::Done {
                return "在办";
            }
        }
        match self.state.node(node).phase {
            Phase::Waiting => "未开始",
            Phase::Running => "在办",
            Phase::Correcting => "待补正",
            Phase::Done | Phase::Early => "办结",
            Phase::Refused => "不予",
            Phase::Cancelled => "取消",
            Phase::Skipped => "不适用",
            Phase::Failed => "不合格",
        }
    }

    /// Rows this row waited for.
    fn after(&self, node: NodeIx) -> Vec<String> {
        let spec = self.engine.node(node);
        let own = |n: NodeIx| self.row_name(n) == self.row_name(node);
        let entry = self.engine.scope(spec.scope).entry;
        // The steps of an item belong to it.
        let inside = |n: NodeIx| {
            spec.kind != NodeKind::Step
                && self.engine.scope(self.engine.node(n).scope).parent == Some(spec.scope)
                && self.engine.node(n).kind == NodeKind::Step
        };
        let gates = if (spec.kind == NodeKind::Decide || self.completes_stage(node)) && entry != node {
            vec![entry, node]
        } else {
            vec![node]
        };
        let mut before: Vec<NodeIx> = Vec::new();
        for gate in gates {
            let edges =
                self.engine.incoming(gate).iter().filter(|e| e.kind == EdgeKind::Start || gate == node);
            before.extend(edges.map(|edge| edge.from).filter(|from| !own(*from)));
        }
        before.retain(|from| !inside(*from));
        let mut before = self.through_gates(before);
        before.sort_unstable();
        before.dedup();
        let mut names: Vec<String> = Vec::new();
        for from in nearest(self.engine, self.state, &before) {
            let counts = self.state.node(from).phase != Phase::Skipped
                && self.engine.node(from).kind != NodeKind::Close;
            let name = self.row_name(from).to_owned();
            if counts && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Gates without a row of their own stand for what is before them.
    fn through_gates(&self, mut look: Vec<NodeIx>) -> Vec<NodeIx> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some(node) = look.pop() {
            if !seen.insert(node) {
                continue;
            }
            if self.engine.node(node).kind == NodeKind::Gate && !self.is_shown(node) {
                look.extend(self.engine.incoming(node).iter().map(|edge| edge.from));
            } else {
                found.push(node);
            }
        }
        found
    }

    /// Its own corrections, and those of others that it waited for at a joint action (rule F4).
    fn stops(&self, node: NodeIx) -> Vec<StopSpan> {
        let spec = self.engine.node(node);
        let owner = match spec.kind {
            NodeKind::Decide => spec.scope,
            NodeKind::Intake => ScopeIx(0),
            _ => return Vec::new(),
        };
        let began = self.row_start(node);
        let mut stops = Vec::new();
        for stop in &self.state.stops {
            let Some(word) = self.stop_word(stop) else { continue };
            let (kind, from) = if stop.scope == owner {
                (word, stop.from)
            } else if let Some(began) = began.filter(|_| self.suspends_all(stop)) {
                (word, stop.from.max(began))
            } else if let Some(began) = self.began_waiting(stop, owner, began) {
                (format!("等待{}{word}", self.scope_name(stop.scope)), stop.from.max(began))
            } else {
                continue;
            };
            if stop.to.is_none_or(|to| from < to) {
                stops.push(StopSpan {
                    kind,
                    from: self.instant(from),
                    to: stop.to.map(|to| self.instant(to)),
                });
            }
        }
        stops
    }

    /// What a stop is called; none for a procedure that stops no clock.
    fn stop_word(&self, stop: &StopRecord) -> Option<String> {
        match stop.kind {
            StopKind::Correction => Some("补正".to_owned()),
            StopKind::Suspension => Some("中止".to_owned()),
            StopKind::Rework => Some("整改".to_owned()),
            StopKind::Procedure(at) => {
                let procedure = self.engine.procedure(at).filter(|procedure| procedure.stops)?;
                Some(procedure.name.clone())
            }
        }
    }

    /// Since when an item waits for the one that a stop concerns.
    fn began_waiting(&self, stop: &StopRecord, owner: ScopeIx, began: Option<Instant>) -> Option<Instant> {
        let began = began.filter(|_| stop.also.contains(&owner))?;
        if stop.kind == StopKind::Correction {
            return Some(began);
        }
        self.engine.waits_since(self.state, stop, owner).map(|since| since.max(began))
    }

    /// 中止 of the case rests every item.
    fn suspends_all(&self, stop: &StopRecord) -> bool {
        stop.kind == StopKind::Suspension && stop.scope == ScopeIx(0)
    }

    fn procedure_name(&self, at: ProcedureIx) -> &str {
        self.engine.procedure(at).map_or("?", |procedure| procedure.name.as_str())
    }

    fn log(&self, play: &Play) -> Vec<LogLine> {
        let mut lines = Vec::new();
        for (event, effects) in &play.steps {
            if let Some(text) = self.event_in_words(event) {
                lines.push(LogLine { at: self.instant(event.at), text });
            }
            for effect in effects {
                if let Some(text) = self.effect_in_words(&effect.kind) {
                    lines.push(LogLine { at: self.instant(effect.at), text });
                }
            }
        }
        lines
    }

    fn scope_name(&self, scope: ScopeIx) -> &str {
        match self.engine.plan().scopes.get(scope.index()) {
            Some(found) if found.kind != ScopeKind::Bundle => &found.name,
            Some(_) => "全件",
            None => "?",
        }
    }

    /// A department, a role, a person: what is stated.
    fn party(&self, to: &Party) -> String {
        let department = to.department.map(|at| self.engine.voice_name(Voice::Department(at)));
        let role = to.role.map(|at| self.engine.voice_name(Voice::Role(at)));
        let name = Some(to.name.as_str()).filter(|name| !name.is_empty());
        [department, role, name].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Events whose effects do not already tell everything.
    fn event_in_words(&self, event: &Event) -> Option<String> {
        match &event.kind {
            EventKind::AskCorrection { scope, note } if !note.is_empty() => {
                Some(format!("要求补正 {}：{note}", self.scope_name(*scope)))
            }
            EventKind::Fail { scope, note } if !note.is_empty() => {
                Some(format!("不合格 {}：{note}", self.scope_name(*scope)))
            }
            EventKind::Refuse { scope, note } if !note.is_empty() => {
                Some(format!("不予 {}：{note}", self.scope_name(*scope)))
            }
            EventKind::BeginProcedure { procedure, scope, note } if !note.is_empty() => {
                let name = self.procedure_name(*procedure);
                Some(format!("启动 {name} {}：{note}", self.scope_name(*scope)))
            }
            EventKind::Extend { scope, note, .. } if !note.is_empty() => {
                Some(format!("延期 {}：{note}", self.scope_name(*scope)))
            }
            EventKind::Revoke { scope, reason } => {
                Some(format!("撤销 {}：{reason}", self.scope_name(*scope)))
            }
            EventKind::ExcludeRating { scope, reason } => {
                Some(format!("评价不计入 {}：{reason}", self.scope_name(*scope)))
            }
            EventKind::Rate { scope, note, .. } if !note.is_empty() => {
                Some(format!("评价 {}：{note}", self.scope_name(*scope)))
            }
            EventKind::Suspend { scope, basis } => Some(format!("中止 {}：{basis}", self.scope_name(*scope))),
            EventKind::Reassign { scope, to, instead } => {
                let word = if *instead { "转办" } else { "委派" };
                Some(format!("{word} {} 到 {}", self.scope_name(*scope), self.party(to)))
            }
            EventKind::Signer { scope, who, add } => {
                let word = if *add { "加签" } else { "减签" };
                Some(format!("{word} {} 到 {}", self.scope_name(*scope), self.engine.voice_name(*who)))
            }
            EventKind::Inform { scope, to } => {
                Some(format!("抄送 {} 到 {}", self.scope_name(*scope), self.party(to)))
            }
            _ => None,
        }
    }

    fn effect_in_words(&self, effect: &EffectKind) -> Option<String> {
        let limit_name = |limit: &LimitIx| {
            let limit = self.engine.limit(*limit);
            let kind = match limit.kind {
                LimitKind::Intake => "受理时限",
                LimitKind::Statutory => "法定时限",
                LimitKind::Promised | LimitKind::Bundle => "承诺时限",
                LimitKind::Joint => "联合时限",
                LimitKind::Step => "环节时限",
                LimitKind::Handover => "转交时限",
                LimitKind::Stage => "阶段时限",
                LimitKind::Between => "区间时限",
                LimitKind::Correction => "补正时限",
                LimitKind::Tolerance => "容缺补交时限",
                LimitKind::Delivery => "出件时限",
                LimitKind::Supplement => "后补时限",
                LimitKind::Rectify => "整改时限",
                LimitKind::Recheck => "复核时限",
                LimitKind::CallBack => "回访时限",
                LimitKind::Remedy => "差评整改时限",
            };
            format!("{}的{kind}", self.scope_name(limit.scope))
        };
        Some(match effect {
            EffectKind::Received => "收件".to_owned(),
            EffectKind::Accepted { deemed: false } => "统一受理".to_owned(),
            EffectKind::Accepted { deemed: true } => "逾期未告知，自收件之日起视为受理".to_owned(),
            EffectKind::Started(node) => format!("开始 {}", self.row_name(*node)),
            EffectKind::Ended(node) => match self.engine.node(*node).kind {
                NodeKind::Accept => format!("受理 {}", self.row_name(*node)),
                NodeKind::Intake | NodeKind::Close | NodeKind::Await => return None,
                NodeKind::Gate if !self.has_row(*node) => return None,
                NodeKind::Gate if !self.completes_stage(*node) => format!("到达 {}", self.row_name(*node)),
                _ => format!("完成 {}", self.row_name(*node)),
            },
            EffectKind::Failed(node) => format!("不合格 {}", self.row_name(*node)),
            EffectKind::Refused(scope) => format!("不予 {}", self.scope_name(*scope)),
            EffectKind::Cancelled(scope) => format!("取消 {}", self.scope_name(*scope)),
            EffectKind::Revoked(scope) => format!("撤销受理 {}", self.scope_name(*scope)),
            EffectKind::CorrectionAsked(scope) => format!("等待补正 {}", self.scope_name(*scope)),
            EffectKind::Corrected(scope) => format!("补正到齐 {}", self.scope_name(*scope)),
            EffectKind::Supplied(at) => {
                format!("补交 《{}》", self.engine.material(*at).map_or("?", |m| m.name.as_str()))
            }
            EffectKind::LimitOpened { .. } => return None,
            EffectKind::LimitMoved { limit, due } => {
                format!("{}顺延至 {}", limit_name(limit), self.engine.calendar().date_of(*due))
            }
            EffectKind::LevelRaised { limit, level } => format!("{} {}", limit_name(limit), level.in_words()),
            EffectKind::ProcedureBegun { procedure, scope } => {
                format!("{} {}开始", self.scope_name(*scope), self.procedure_name(*procedure))
            }
            EffectKind::ProcedureEnded { procedure, scope } => {
                format!("{} {}结束", self.scope_name(*scope), self.procedure_name(*procedure))
            }
            EffectKind::ProcedureLevel { procedure, scope, level } => {
                let name = self.procedure_name(*procedure);
                format!("{} {name}的时限 {}", self.scope_name(*scope), level.in_words())
            }
            EffectKind::Suspended(scope) => format!("中止 {}", self.scope_name(*scope)),
            EffectKind::Resumed(scope) => format!("恢复 {}", self.scope_name(*scope)),
            EffectKind::LimitExtended { limit, by } => {
                format!("{}延期 {by} {}", limit_name(limit), self.engine.limit(*limit).budget.unit.word())
            }
            EffectKind::Said { node, who, what } => {
                format!("{} {} {}", self.row_name(*node), self.engine.voice_name(*who), what.word())
            }
            EffectKind::Reassigned(_) | EffectKind::SignersChanged(_) | EffectKind::Informed(_) => {
                return None;
            }
            // Papers stand in a list of their own.
            EffectKind::Issued(_) => return None,
            EffectKind::NotTold { procedure, scope } => {
                format!(
                    "{} {}停止计时，没有书面告知",
                    self.scope_name(*scope),
                    self.procedure_name(*procedure)
                )
            }
            EffectKind::Declined(scope) => format!("不予受理 {}", self.scope_name(*scope)),
            EffectKind::NotRequired(scope) => format!("不受理 {}", self.scope_name(*scope)),
            EffectKind::CorrectedOnSpot(scope) => format!("当场更正 {}", self.scope_name(*scope)),
            EffectKind::Forwarded(node) => format!("转报 {}", self.row_name(*node)),
            EffectKind::Recalled(node) => format!("收回 {}", self.row_name(*node)),
            EffectKind::Discussed(node) => format!("集体讨论 {}", self.row_name(*node)),
            EffectKind::SentBack(node) => format!("退回 {}", self.row_name(*node)),
            EffectKind::Urged(node) => format!("催办 {}", self.row_name(*node)),
            EffectKind::Deemed { limit, scope, whose, means, .. } => {
                let who = match whose {
                    Whose::Authority => "部门",
                    Whose::Applicant => "申请人",
                };
                let word = means.word().unwrap_or_default();
                let own = self.engine.limit(*limit).scope == *scope;
                let of = if own { String::new() } else { format!("{} ", self.scope_name(*scope)) };
                format!("{}已满，{who}没有答复，{of}{word}", limit_name(limit))
            }
            EffectKind::Rated { scope, score } => {
                format!("评价 {} {}", self.scope_name(*scope), score.word())
            }
            EffectKind::CalledBack(scope) => format!("回访 {}", self.scope_name(*scope)),
            EffectKind::Remedied(scope) => format!("整改完成 {}", self.scope_name(*scope)),
            EffectKind::RatingExcluded(scope) => format!("评价不计入 {}", self.scope_name(*scope)),
            EffectKind::Rescinded(scope) => format!("撤销 {}", self.scope_name(*scope)),
            EffectKind::GroundLost(scope) => format!("{} 所依据的已撤销", self.scope_name(*scope)),
            EffectKind::Withdrawn(scope) => format!("撤回 {}", self.scope_name(*scope)),
            EffectKind::CaseEnded(outcome) => format!("全件 {}", outcome.in_words()),
            EffectKind::Migrated => "全件 版本升级".to_owned(),
        })
    }
}

/// Of these predecessors, those that no other of them waits for: the rest is implied.
fn nearest(engine: &Engine, state: &State, before: &[NodeIx]) -> Vec<NodeIx> {
    let mut implied: BTreeSet<NodeIx> = BTreeSet::new();
    for node in before.iter().rev() {
        if implied.contains(node) {
            continue;
        }
        let mut look = vec![*node];
        while let Some(next) = look.pop() {
            let applying =
                engine.incoming(next).iter().filter(|edge| state.node(edge.from).phase != Phase::Skipped);
            look.extend(applying.map(|edge| edge.from).filter(|from| implied.insert(*from)));
        }
    }
    before.iter().copied().filter(|node| !implied.contains(node)).collect()
}
