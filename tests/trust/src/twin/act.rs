//! What an admissible event does.

use super::{Case, Done, No};
use lianban_runtime::case::{CaseStatus, Event, EventKind, LimitPhase, Phase, Says, ScopeOutcome, StopKind};
use lianban_runtime::plan::{
    AnchorPoint, Answer, EdgeKind, LimitIx, LimitKind, MaterialIx, NodeIx, NodeKind, ProcedureIx, Round,
    ScopeIx, ScopeKind, evaluate,
};
use lianban_runtime::time::{Date, Instant, Span};

impl Case<'_> {
    pub(super) fn act(&mut self, event: &Event) -> Done {
        let at = event.at;
        match &event.kind {
            EventKind::Submit { answers } => self.submit(answers, at)?,
            EventKind::Accept => self.finish(NodeIx(0), at, Phase::Done)?,
            EventKind::Reject { .. } => self.end_case(CaseStatus::Rejected, at),
            EventKind::Withdraw => self.end_case(CaseStatus::Withdrawn, at),
            EventKind::Terminate { .. } => self.end_case(CaseStatus::Terminated, at),
            EventKind::AskCorrection { scope, .. } => self.ask(*scope, at)?,
            EventKind::Correct { scope } => self.correct(*scope, at)?,
            EventKind::Supply { material } => self.supply(*material, at)?,
            EventKind::Finish { scope } => self.finish(self.ends_with(*scope), at, Phase::Done)?,
            EventKind::Refuse { scope, .. } => self.refuse(*scope, at)?,
            EventKind::Fail { scope, .. } => self.fail(*scope, at)?,
            EventKind::Rectify { scope } => {
                let node = self.rectifying(*scope).expect("no objection");
                self.end_stop(StopKind::Rework, *scope, at);
                self.finish(node, at, Phase::Done)?;
            }
            EventKind::BeginProcedure { procedure, scope, .. } => {
                self.begin_procedure(*procedure, *scope, at)?
            }
            EventKind::EndProcedure { procedure, scope } => self.end_procedure(*procedure, *scope, at)?,
            EventKind::Extend { scope, by, .. } => self.extend(*scope, *by, at),
            EventKind::Suspend { scope, .. } => {
                let also = self.companions(*scope);
                self.begin_stop(StopKind::Suspension, *scope, at, also, None);
            }
            EventKind::Resume { scope } => {
                self.end_stop(StopKind::Suspension, *scope, at);
            }
            EventKind::HandOver => {
                let node = self.handover().expect("no objection");
                self.finish(node, at, Phase::Done)?;
            }
            _ => self.act_by_hand(event)?,
        }
        if !self.world.status.is_final() {
            self.settle()?;
        }
        self.world.floor = None;
        self.redate()?;
        Ok(())
    }

    fn act_by_hand(&mut self, event: &Event) -> Done {
        match &event.kind {
            EventKind::Attend { scope } => self.say(event, *scope, Says::Present),
            EventKind::Absent { scope } => self.say(event, *scope, Says::Absent),
            EventKind::Opinion { scope, consent: true, .. } => self.say(event, *scope, Says::Consent),
            EventKind::Opinion { scope, .. } => self.say(event, *scope, Says::Dissent),
            EventKind::Signer { scope, who, add } => self.change_signer(*scope, *who, *add, event.at),
            EventKind::SendBack { scope, to, .. } => self.send_back(*scope, *to, event.at),
            EventKind::Reassign { scope, instead, .. } => {
                let node = self.desk(*scope);
                if *instead {
                    self.world.holders.retain(|held| *held != node);
                }
                self.world.holders.push(node);
                Ok(())
            }
            EventKind::Decline { scope: ScopeIx(0), .. } => {
                self.end_case(CaseStatus::Rejected, event.at);
                Ok(())
            }
            EventKind::NotRequired { scope: ScopeIx(0), .. } => {
                self.end_case(CaseStatus::NotRequired, event.at);
                Ok(())
            }
            EventKind::Decline { scope, .. } => {
                self.world.floor = Some(event.at);
                self.drop_item(*scope, ScopeOutcome::Declined, event.at)?;
                self.end_unaccepted(event.at);
                Ok(())
            }
            EventKind::NotRequired { scope, .. } => self.needs_no_decision(*scope, event.at),
            EventKind::RevokeAcceptance { scope, .. } => {
                self.drop_item(*scope, ScopeOutcome::Revoked, event.at)?;
                Ok(())
            }
            EventKind::Forward { scope, .. } => {
                self.finish(self.work_of(*scope), event.at, Phase::Done)?;
                Ok(())
            }
            EventKind::Recall { scope: ScopeIx(0) } => {
                let node = self.handover().expect("no objection");
                self.undo(node);
                self.node_mut(node).phase = Phase::Running;
                self.world.sent_back[node.index()] = true;
                self.ledger()?;
                Ok(())
            }
            EventKind::Recall { scope } => {
                let node = self.desk(*scope);
                let last = self.world.holders.iter().rposition(|held| *held == node).expect("no objection");
                self.world.holders.remove(last);
                Ok(())
            }
            EventKind::Discuss { scope, .. } => {
                self.world.discussed.insert(self.desk(*scope));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// F2: conditions are fixed here, by the local date.
    fn submit(&mut self, answers: &[Answer], at: Instant) -> Done {
        let holds = self.holds(answers, at);
        for scope in self.twin.scopes() {
            if !holds[self.twin.scope(scope).guard.index()] {
                self.set_outcome(scope, lianban_runtime::case::ScopeOutcome::Skipped);
            }
        }
        for node in self.twin.nodes() {
            let round = matches!(self.twin.kind(node), NodeKind::Rectify | NodeKind::Recheck);
            if round || !holds[self.twin.plan.nodes[node.index()].guard.index()] {
                self.node_mut(node).phase = Phase::Skipped;
            }
        }
        self.world.answers = answers.to_vec();
        self.world.status = CaseStatus::Received;
        self.start(NodeIx(0), at)?;
        Ok(())
    }

    /// The value of every condition.
    pub(super) fn holds(&self, answers: &[Answer], at: Instant) -> Vec<bool> {
        let day = i32::try_from(self.twin.days.day(at)).ok().and_then(Date::from_epoch_day).expect("a date");
        evaluate(&self.twin.plan.guards, answers, day)
    }

    /// The node that 办结 of a scope ends.
    pub(super) fn ends_with(&self, scope: ScopeIx) -> NodeIx {
        match self.twin.scope(scope).kind {
            ScopeKind::Joint | ScopeKind::Step => self.work_of(scope),
            ScopeKind::Bundle => self.of_kind(NodeKind::Deliver).expect("no objection"),
            _ => self.twin.scope(scope).exit,
        }
    }

    pub(super) fn of_kind(&self, kind: NodeKind) -> Option<NodeIx> {
        self.twin.nodes().find(|node| self.twin.kind(*node) == kind)
    }

    pub(super) fn handover(&self) -> Option<NodeIx> {
        self.of_kind(NodeKind::Handover)
    }

    /// 要求补正 (T8): the acceptance is undone, and whatever began because of it has not begun.
    fn ask(&mut self, scope: ScopeIx, at: Instant) -> Done {
        let entry = self.twin.scope(scope).entry;
        let received = self.node(entry).start.expect("no objection");
        let also = self.companions(scope);
        self.begin_stop(StopKind::Correction, scope, received, also, None);
        self.world.asked[scope.index()] = true;
        if self.phase(entry) == Phase::Done {
            self.undo(entry);
        }
        self.node_mut(entry).phase = Phase::Correcting;
        // Other papers will come: what has not been decided is discussed anew.
        let within = |node: NodeIx| self.twin.within(self.twin.plan.nodes[node.index()].scope, scope);
        let stale = |node: NodeIx| within(node) && self.phase(node) != Phase::Done;
        let kept = self.world.discussed.iter().copied().filter(|node| !stale(*node)).collect();
        self.world.discussed = kept;
        self.ledger()?;
        for limit in self.correction_limits(scope) {
            self.open(limit, at)?;
        }
        Ok(())
    }

    /// The end of a node has not come: what runs because of it does not run, what ended by itself has not. What somebody
    /// ended stays ended.
    fn undo(&mut self, node: NodeIx) {
        self.node_mut(node).end = None;
        self.close_limits(node, AnchorPoint::End);
        if node == NodeIx(0) {
            self.world.status = CaseStatus::Received;
        }
        let behind: Vec<NodeIx> = self.twin.behind(node).map(|edge| edge.to).collect();
        for next in behind {
            let by_itself = self.twin.plan.nodes[next.index()].automatic && self.phase(next) == Phase::Done;
            if self.phase(next) != Phase::Running && !by_itself {
                continue;
            }
            let row = self.node_mut(next);
            (row.phase, row.start) = (Phase::Waiting, None);
            self.close_limits(next, AnchorPoint::Start);
            self.world.said.retain(|(node, _), _| *node != next);
            self.world.discussed.remove(&next);
            let planned = (0_u32..).zip(&self.twin.plan.procedures).find(|(_, p)| p.node == Some(next));
            if let Some((at, _)) = planned {
                let kind = StopKind::Procedure(ProcedureIx(at));
                self.world.stops.retain(|stop| stop.kind != kind || stop.to.is_some());
            }
            if by_itself {
                self.undo(next);
            }
        }
    }

    fn correction_limits(&self, scope: ScopeIx) -> Vec<LimitIx> {
        let own = |at: &LimitIx| {
            let row = &self.twin.plan.limits[at.index()];
            row.kind == LimitKind::Correction && row.scope == scope
        };
        self.twin.limits().filter(own).collect()
    }

    /// 补正: acceptance is the day the last paper arrives.
    fn correct(&mut self, scope: ScopeIx, at: Instant) -> Done {
        self.end_stop(StopKind::Correction, scope, at);
        self.world.papers.push(at);
        for limit in self.correction_limits(scope) {
            let limit = &mut self.world.limits[limit.index()];
            if limit.phase == LimitPhase::Open {
                let late = limit.due.is_some_and(|due| due < at);
                limit.phase = if late { LimitPhase::Late } else { LimitPhase::Met };
            }
        }
        self.finish(self.twin.scope(scope).entry, at, Phase::Done)?;
        Ok(())
    }

    /// 补交 (M4): every wait for it ends; one that has not begun ends when it begins.
    fn supply(&mut self, material: MaterialIx, at: Instant) -> Done {
        for owed in self.twin.plan.obligations.iter().filter(|owed| owed.material == material) {
            match self.phase(owed.node) {
                Phase::Waiting => self.node_mut(owed.node).phase = Phase::Early,
                Phase::Running => self.finish(owed.node, at, Phase::Done)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The 整改 of a scope that runs.
    pub(super) fn rectifying(&self, scope: ScopeIx) -> Option<NodeIx> {
        let runs =
            |node: &NodeIx| self.twin.kind(*node) == NodeKind::Rectify && self.phase(*node) == Phase::Running;
        self.twin.nodes_of(scope).into_iter().find(runs)
    }

    /// The rounds of a joint action or step, in order.
    pub(super) fn rounds(&self, scope: ScopeIx) -> Vec<Round> {
        let entry = self.twin.scope(scope).entry;
        self.twin.plan.rounds.iter().copied().filter(|round| round.of == entry).collect()
    }

    /// 不合格 (F2, decision 0007): the next round takes place; after the last, whoever waits is refused.
    fn fail(&mut self, scope: ScopeIx, at: Instant) -> Done {
        let node = self.work_of(scope);
        let rounds = self.rounds(scope);
        let next = match rounds.iter().position(|round| round.recheck == node) {
            Some(failed) => rounds.get(failed + 1),
            None => rounds.first(),
        };
        let Some(round) = next else {
            self.fail_for_good(scope, node, lianban_runtime::case::ScopeOutcome::Refused, at)?;
            return Ok(());
        };
        for woken in [round.rectify, round.recheck] {
            self.node_mut(woken).phase = Phase::Waiting;
        }
        self.finish(node, at, Phase::Failed)?;
        if round.off_the_clock {
            let mut also = self.waiting_for(scope);
            also.extend(also.clone().into_iter().flat_map(|item| self.companions(item)));
            also.sort_unstable();
            also.dedup();
            self.begin_stop(StopKind::Rework, scope, at, also, None);
        }
        Ok(())
    }

    fn begin_procedure(&mut self, procedure: ProcedureIx, scope: ScopeIx, at: Instant) -> Done {
        let also = self.companions(scope);
        let watched = self.twin.plan.procedures[procedure.index()].budget.is_some();
        let level = watched.then_some(lianban_runtime::case::Level::Normal);
        self.begin_stop(StopKind::Procedure(procedure), scope, at, also, level);
        self.watch_due(self.world.stops.len() - 1)?;
        Ok(())
    }

    fn end_procedure(&mut self, procedure: ProcedureIx, scope: ScopeIx, at: Instant) -> Done {
        let row = &self.twin.plan.procedures[procedure.index()];
        match row.node.filter(|_| row.scope == scope) {
            Some(node) => self.finish(node, at, Phase::Done)?,
            None => {
                self.end_stop(StopKind::Procedure(procedure), scope, at);
            }
        }
        Ok(())
    }

    /// 延期 (T6) of every limit of the scope that may be extended, runs, and has not run out.
    fn extend(&mut self, scope: ScopeIx, by: Span, at: Instant) {
        for limit in self.extensible(scope) {
            if self.has_not_run_out(limit, at) {
                self.world.limits[limit.index()].extended = by.amount;
            }
        }
    }

    /// Running limits of a scope that may be extended.
    pub(super) fn extensible(&self, scope: ScopeIx) -> Vec<LimitIx> {
        let may = |at: &LimitIx| {
            let row = &self.twin.plan.limits[at.index()];
            row.scope == scope && row.extension.is_some() && self.limit(*at).phase == LimitPhase::Open
        };
        self.twin.limits().filter(may).collect()
    }

    /// The due instant is in time; while a stop holds a limit it does not run out.
    pub(super) fn has_not_run_out(&self, limit: LimitIx, at: Instant) -> bool {
        let is = self.limit(limit);
        let red = is.level == lianban_runtime::case::Level::Red;
        is.due.is_some_and(|due| at <= due) || !red && self.is_held(limit)
    }

    /// From when the days to ask for a correction count (T8): for an item behind others their end, the predecessor's
    /// notice; else the receipt.
    pub(super) fn notified(&self, entry: NodeIx) -> Option<Instant> {
        if self.has_work_before(entry) { self.node(entry).start } else { self.node(NodeIx(0)).start }
    }

    /// Whether anything but the intake and the hand-over comes before a node; a gate is what comes before it.
    pub(super) fn has_work_before(&self, node: NodeIx) -> bool {
        let mut before = self.twin.before(node, EdgeKind::Start).map(|edge| edge.from);
        before.any(|from| match self.twin.kind(from) {
            NodeKind::Intake | NodeKind::Handover => false,
            _ if self.phase(from) == Phase::Skipped => false,
            NodeKind::Gate => self.has_work_before(from),
            _ => true,
        })
    }
}

impl From<Vec<&'static str>> for No {
    fn from(codes: Vec<&'static str>) -> Self {
        Self::Because(codes)
    }
}
