//! 办件状态: the state of a case and of its items, and the code of each in the national system.

use super::Reading;
use crate::case::{CaseOutcome, CaseStatus, Engine, Phase, ScopeOutcome, State, StopKind};
use crate::plan::{NodeIx, NodeKind, ScopeIx, ScopeKind};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

macro_rules! life {
    ($($(#[$doc:meta])* $name:ident $zh:literal $en:literal $code:expr;)*) => {
        /// A state of a case or of an item, or a moment between two states.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Life {
            $($(#[$doc])* #[serde(rename = $zh)] $name,)*
        }

        impl Life {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Chinese and English.
            #[must_use]
            pub const fn in_words(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($zh, $en),)* }
            }

            /// 办理状态 (`BLZT`) of the national system of 工程建设项目审批, 15 codes: 1 接件, 2 撤件, 3 窗口受理, 4 不受理, 5 不予受理,
            /// 6 补正开始, 7 补正结束, 8 部门受理, 9 特别程序开始, 10 特别程序结束, 11 办结(通过), 12 办结(容缺通过), 13 办结(不通过),
            /// 14 撤回, 15 撤销. None: the code has no word for it, and nothing is reported.
            ///
            /// What is closed without a decision on its substance is 14 if the applicant wanted it, 15 if not: 11 to 13 are
            /// decisions, and count as such in the statistics of a department. 中止 is a 特别程序 of the type 其他, as platforms
            /// report it (`docs/decisions/0018-three-clocks.md`).
            #[must_use]
            pub const fn code(self) -> Option<u8> {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

life! {
    /// Nothing has been submitted.
    Draft "草稿" "draft" None;
    /// An item whose predecessors are open.
    Waiting "未开始" "not begun" None;
    /// 收件: received, not yet accepted.
    Received "收件" "received" Some(1);
    /// 撤件: withdrawn before it was accepted.
    Retracted "撤件" "taken back before acceptance" Some(2);
    /// 受理 of the case.
    Accepted "受理" "accepted" Some(3);
    /// 不受理: nothing to be decided (行政许可法 32, 1).
    NotRequired "不受理" "needs no decision" Some(4);
    /// 不予受理.
    Rejected "不予受理" "not accepted" Some(5);
    /// 补正: the applicant has been asked to correct.
    Correcting "补正" "correction" Some(6);
    /// The last paper asked for arrived.
    Corrected "补正结束" "corrected" Some(7);
    /// 部门受理 of an item.
    TakenUp "部门受理" "taken up by the department" Some(8);
    /// 审查: somebody works on it.
    UnderReview "审查" "under review" Some(8);
    /// 整改: the applicant puts right what was 不合格.
    Rectifying "整改" "being put right" Some(8);
    /// 特别程序.
    Procedure "特别程序" "special procedure" Some(9);
    /// 中止 (挂起).
    Suspended "中止" "suspended" Some(9);
    /// A 特别程序 ended.
    ProcedureEnded "特别程序结束" "special procedure ended" Some(10);
    /// 恢复.
    Resumed "恢复" "resumed" Some(10);
    /// 延期 of a limit. A moment: the state stays what it was.
    Extended "延期" "extended" None;
    /// 转报: the file lies with the higher authority, which has not decided.
    Forwarded "转报" "forwarded" Some(8);
    /// 准予; of the case: 办结.
    Granted "准予" "granted" Some(11);
    /// 容缺通过: granted, and a material that was accepted as missing came later.
    GrantedLacking "容缺通过" "granted, a missing paper came later" Some(12);
    /// 不予.
    Refused "不予" "refused" Some(13);
    /// 制证: decided, not yet delivered.
    Producing "制证" "results being made" None;
    /// 送达.
    Delivered "送达" "delivered" None;
    /// 撤回, by the applicant or by his silence.
    Withdrawn "撤回" "withdrawn" Some(14);
    /// 撤销受理: a missing material never arrived.
    Revoked "撤销受理" "acceptance revoked" Some(15);
    /// 取消: what it needs was refused, or it is not wanted any more.
    Cancelled "取消" "cancelled" Some(15);
    /// 终止 by the authority.
    Terminated "终止" "terminated" Some(15);
    /// 撤销: it was granted, and the decision was taken back.
    Rescinded "撤销" "decision taken back" Some(15);
    /// Does not apply in this 情形.
    NotApplicable "不适用" "does not apply" None;
}

impl Life {
    /// 不受理, 不予受理: reported of what never began, too.
    pub(super) const fn is_told_at_intake(self) -> bool {
        matches!(self, Self::NotRequired | Self::Rejected)
    }

    /// Nothing follows but, of the case, delivery.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(
            self,
            Self::Retracted
                | Self::NotRequired
                | Self::Rejected
                | Self::Granted
                | Self::GrantedLacking
                | Self::Refused
                | Self::Producing
                | Self::Delivered
                | Self::Withdrawn
                | Self::Revoked
                | Self::Cancelled
                | Self::Terminated
                | Self::Rescinded
                | Self::NotApplicable
        )
    }
}

/// Where the case or one item stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeRow {
    /// Name of the bundle or of the item.
    pub scope: String,
    /// 承办 or 牵头 department; empty if the plan names none.
    pub department: String,
    /// The state.
    pub state: Life,
    /// The 特别程序 that lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// 延期: one of its limits has been extended.
    #[serde(default, skip_serializing_if = "is_false")]
    pub extended: bool,
    /// 办理状态, as the national system of 工程建设项目审批 codes it; absent where it has no code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u8>,
    /// Since when; absent if it has not begun. Of a correction: the receipt, from which its days count (rule T8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Instant>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The life cycle of a case at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LifeCycle {
    /// The case as a whole.
    pub case: LifeRow,
    /// Each item, in plan order.
    pub items: Vec<LifeRow>,
}

/// A state, since when, and the procedure that lasts.
type Found = (Life, Option<Instant>, Option<String>);

impl Reading<'_> {
    /// Where the case and each of its items stand.
    #[must_use]
    pub fn life_cycle(&self) -> LifeCycle {
        LifeCycle {
            case: self.life_row(ScopeIx(0), self.life_of_case()),
            items: self.items().map(|item| self.life_row(item, self.life_of(item))).collect(),
        }
    }

    /// The items of the plan, in order.
    pub(super) fn items(&self) -> impl Iterator<Item = ScopeIx> {
        self.engine.scope_indices().filter(|scope| self.engine.scope(*scope).kind == ScopeKind::Item)
    }

    fn life_row(&self, scope: ScopeIx, (state, since, procedure): Found) -> LifeRow {
        let limits = self.limit_indices().filter(|limit| self.engine.limit(*limit).scope == scope);
        // Of what never began, nothing has been reported.
        let never = self.state.node(self.engine.scope(scope).entry).start.is_none();
        LifeRow {
            scope: self.engine.scope(scope).name.clone(),
            department: self.department_of(scope).to_owned(),
            state,
            procedure,
            extended: limits.into_iter().any(|limit| self.state.limit(limit).extended > 0),
            code: state.code().filter(|_| !never || state.is_told_at_intake()),
            since,
        }
    }

    fn life_of_case(&self) -> Found {
        let intake = self.state.node(NodeIx(0));
        let open = |state: Life| (state, intake.start, None);
        let ended = |state: Life| (state, self.ended(), None);
        match self.state.status {
            CaseStatus::Draft => (Life::Draft, None, None),
            CaseStatus::Received if intake.phase == Phase::Correcting => open(Life::Correcting),
            CaseStatus::Received => open(Life::Received),
            CaseStatus::Accepted => self.life_of_accepted(),
            CaseStatus::Decided | CaseStatus::Delivered => self.life_of_decided(),
            CaseStatus::Rejected => ended(Life::Rejected),
            CaseStatus::Refused => ended(Life::Refused),
            CaseStatus::Withdrawn if intake.phase != Phase::Done => ended(Life::Retracted),
            CaseStatus::Withdrawn => ended(Life::Withdrawn),
            CaseStatus::Terminated => ended(Life::Terminated),
            CaseStatus::NotRequired => ended(Life::NotRequired),
        }
    }

    fn life_of_accepted(&self) -> Found {
        if let Some(stop) = self.engine.suspended_by(&self.state, ScopeIx(0)) {
            return (Life::Suspended, Some(stop.from), None);
        }
        let accepted = self.state.node(NodeIx(0)).end;
        let begun = |item: ScopeIx| self.state.node(self.engine.scope(item).entry).phase == Phase::Done;
        let state = if self.items().any(begun) { Life::UnderReview } else { Life::Accepted };
        (state, accepted, None)
    }

    fn life_of_decided(&self) -> Found {
        let delivery = self.engine.delivery().map(|node| self.state.node(node));
        match delivery {
            Some(node) if node.phase == Phase::Done => (Life::Delivered, node.end, None),
            Some(node) if !node.phase.has_ended() && node.phase != Phase::Skipped => {
                (Life::Producing, self.ended(), None)
            }
            _ => (life_of_outcome(self.engine, &self.state), self.ended(), None),
        }
    }

    /// The state of an item.
    fn life_of(&self, item: ScopeIx) -> Found {
        let scope = self.engine.scope(item);
        let (entry, exit) = (self.state.node(scope.entry), self.state.node(scope.exit));
        let ended = |state: Life| (state, exit.end, None);
        match self.state.scope(item).outcome {
            ScopeOutcome::Skipped => (Life::NotApplicable, None, None),
            ScopeOutcome::Granted => ended(granted(self.engine, &self.state, item).unwrap_or(Life::Granted)),
            ScopeOutcome::Refused => ended(Life::Refused),
            ScopeOutcome::Cancelled | ScopeOutcome::Dropped => {
                ended(cancelled(self.engine, &self.state, item))
            }
            ScopeOutcome::Revoked => ended(Life::Revoked),
            ScopeOutcome::Declined => ended(Life::Rejected),
            ScopeOutcome::NotRequired => (Life::NotRequired, None, None),
            ScopeOutcome::Withdrawn | ScopeOutcome::TakenBack => ended(Life::Withdrawn),
            // When is on record; the state keeps when it was granted.
            ScopeOutcome::Rescinded => (Life::Rescinded, None, None),
            ScopeOutcome::Open => match entry.phase {
                Phase::Correcting => (Life::Correcting, entry.start, None),
                Phase::Running => (Life::Received, entry.start, None),
                Phase::Done => self.life_in_hand(item, entry.end),
                _ => (Life::Waiting, None, None),
            },
        }
    }

    /// The state of an item that is accepted and not decided.
    fn life_in_hand(&self, item: ScopeIx, accepted: Option<Instant>) -> Found {
        if let Some(stop) = self.engine.suspended_by(&self.state, item) {
            return (Life::Suspended, Some(stop.from), None);
        }
        let open = self.state.stops.iter().find_map(|stop| match stop.kind {
            StopKind::Procedure(at) if stop.scope == item && stop.is_open() => Some((at, stop.from)),
            _ => None,
        });
        if let Some((at, from)) = open {
            let name = self.engine.procedure(at).map(|procedure| procedure.name.clone());
            return (Life::Procedure, Some(from), name);
        }
        let running = |kind: fn(NodeKind) -> bool| {
            let mut nodes = self.nodes_around(item);
            nodes.find(|node| {
                kind(self.engine.node(*node).kind) && self.state.node(*node).phase == Phase::Running
            })
        };
        if let Some(node) = running(|kind| kind == NodeKind::Rectify) {
            return (Life::Rectifying, self.state.node(node).start, None);
        }
        let sent = self.engine.steps_of(item).iter().filter(|step| self.engine.is_forwarded(**step));
        let mut sent = sent.map(|step| self.state.node(self.engine.scope(*step).exit));
        if let Some(node) = sent.find(|node| node.phase == Phase::Done) {
            return (Life::Forwarded, node.end, None);
        }
        let works =
            |kind| matches!(kind, NodeKind::Step | NodeKind::Decide | NodeKind::Joint | NodeKind::Recheck);
        let state = if running(works).is_some() { Life::UnderReview } else { Life::TakenUp };
        (state, accepted, None)
    }

    /// The nodes of an item, of its steps, and of the joint actions it takes part in.
    pub(super) fn nodes_around(&self, item: ScopeIx) -> impl Iterator<Item = NodeIx> {
        let own = self.engine.nodes_of(item).iter();
        let steps = self.engine.steps_of(item).iter().flat_map(|step| self.engine.nodes_of(*step));
        let joints = self.engine.barriers_of(item).map(|barrier| self.engine.node(barrier.node).scope);
        let joints = joints.flat_map(|joint| self.engine.nodes_of(joint));
        own.chain(steps).chain(joints).copied()
    }
}

/// What the decisions make of the case.
pub(super) fn life_of_outcome(engine: &Engine, state: &State) -> Life {
    match state.outcome_of_items(engine) {
        CaseOutcome::Granted | CaseOutcome::Partly => {
            let lacking = |item| granted(engine, state, item) == Some(Life::GrantedLacking);
            if engine.scope_indices().any(lacking) { Life::GrantedLacking } else { Life::Granted }
        }
        CaseOutcome::Refused => Life::Refused,
        CaseOutcome::Rejected => Life::Rejected,
        CaseOutcome::Withdrawn => Life::Withdrawn,
        CaseOutcome::Terminated => Life::Terminated,
        CaseOutcome::Rescinded => Life::Rescinded,
        CaseOutcome::NotRequired => Life::NotRequired,
    }
}

/// How an item was granted; none if it was not.
pub(super) fn granted(engine: &Engine, state: &State, item: ScopeIx) -> Option<Life> {
    if state.scope(item).outcome != ScopeOutcome::Granted || engine.scope(item).kind != ScopeKind::Item {
        return None;
    }
    let exit = engine.scope(item).exit;
    let came_later = |node: NodeIx| {
        let node = state.node(node);
        node.phase == Phase::Done && node.start < node.end
    };
    let owed = engine.plan().obligations.iter().filter(|owed| owed.blocks.contains(&exit));
    let lacking = owed.into_iter().any(|owed| came_later(owed.node));
    Some(if lacking { Life::GrantedLacking } else { Life::Granted })
}

/// Why an item was cancelled: with the case, as the case ended; or because of something in the case.
pub(super) fn cancelled(engine: &Engine, state: &State, item: ScopeIx) -> Life {
    let end = |scope: ScopeIx| state.node(engine.scope(scope).exit).end;
    let with_case = state.scope(item).outcome == ScopeOutcome::Cancelled && end(item) == end(ScopeIx(0));
    match (state.scope(item).outcome, state.status) {
        (ScopeOutcome::Withdrawn | ScopeOutcome::TakenBack, _) => Life::Withdrawn,
        (_, CaseStatus::Withdrawn) if with_case => Life::Withdrawn,
        (_, CaseStatus::Terminated) if with_case => Life::Terminated,
        _ => Life::Cancelled,
    }
}
