//! Typed events: the only thing that changes a case (rule D1).

use super::Score;
use crate::plan::{Answer, DepartmentIx, MaterialIx, ProcedureIx, RoleIx, ScopeIx, Voice};
use crate::time::{Instant, Span};
use serde::{Deserialize, Serialize};

/// Who acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Department name; empty for the applicant and the system.
    #[serde(default)]
    pub department: String,
    /// Role, e.g. `窗口`.
    #[serde(default)]
    pub role: String,
    /// Person or account.
    #[serde(default)]
    pub name: String,
    /// 窗口: at which window, e.g. `3` or `综合窗口`; empty if not stated.
    #[serde(default)]
    pub window: String,
}

/// One event of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Idempotency key; chained, otherwise opaque.
    pub key: String,
    /// When it happened. Time never goes back (rule D2).
    pub at: Instant,
    /// Who acts.
    pub actor: Actor,
    /// What happens.
    pub kind: EventKind,
}

/// What happens. Wire names: `提交` submit, `受理` accept, `不予受理` reject, `要求补正` ask_correction, `补正` correct,
/// `补交` supply, `办结` finish, `不予` refuse, `不合格` fail, `整改` rectify, `启动` begin_procedure,
/// `结束` end_procedure, `延期` extend, `中止` suspend, `恢复` resume, `撤回` withdraw, `终止` terminate,
/// `时间到` tick, `期满` expire, `到场` attend, `缺席` absent, `同意` consent, `不同意` dissent, `转交` hand_over, `转办` reassign,
/// `委派` entrust, `加签` add_signer, `减签` remove_signer, `退回` send_back, `催办` urge, `抄送` inform, `评价` rate, `回访` call_back,
/// `整改完成` remedied, `不计入` exclude_rating, `撤销` revoke, `版本升级` migrate, `集体讨论` discuss, `不受理` not_required,
/// `当场更正` correct_on_spot, `撤销受理` revoke_acceptance, `转报` forward, `收回` recall; `撤回` of an item is
/// [`Self::WithdrawItem`], `不予受理` of one, or with word of where to go, [`Self::Decline`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventKind {
    /// 提交: receipt (rule T8). One answer per question of the plan, in order.
    Submit {
        /// The answers.
        answers: Vec<Answer>,
    },
    /// 受理 of the case within an intake limit.
    Accept,
    /// 不予受理 of the case.
    Reject {
        /// Reason; not empty (行政许可法 72).
        note: String,
    },
    /// 要求补正: the authority asks for correction of an item, or of the whole case (scope 0).
    AskCorrection {
        /// Item or case.
        scope: ScopeIx,
        /// What has to be corrected.
        note: String,
    },
    /// 补正: the last paper asked for arrives.
    Correct {
        /// Item or case.
        scope: ScopeIx,
    },
    /// 补交: a material accepted as missing (容缺) arrives.
    Supply {
        /// Which.
        material: MaterialIx,
    },
    /// 办结: the exit node of a scope ends well: an item is granted, a joint action held, delivery made.
    Finish {
        /// Item, joint action; for delivery the wire target is `统一出件` and the scope is 0.
        scope: ScopeIx,
    },
    /// 不予: an item is refused.
    Refuse {
        /// Which item.
        scope: ScopeIx,
        /// Reason; not empty (行政许可法 38).
        note: String,
    },
    /// 不合格: a joint action or step, or its 复核, has ended and something has to be put right.
    Fail {
        /// The joint action or step.
        scope: ScopeIx,
        /// What has to be put right.
        note: String,
    },
    /// 整改: the applicant has put it right.
    Rectify {
        /// The joint action or step.
        scope: ScopeIx,
    },
    /// 启动: a 特别程序 of the bundle or of a stage begins in an item (rule T5).
    BeginProcedure {
        /// Which.
        procedure: ProcedureIx,
        /// In which item.
        scope: ScopeIx,
        /// Reason.
        note: String,
    },
    /// 结束 of a 特别程序, planned or not.
    EndProcedure {
        /// Which.
        procedure: ProcedureIx,
        /// In which item.
        scope: ScopeIx,
    },
    /// 延期 of an item, or of the case (scope 0); the actor's role is who approves it (rule T6).
    Extend {
        /// Item or case.
        scope: ScopeIx,
        /// What is added.
        by: Span,
        /// Reason.
        note: String,
    },
    /// 中止 of an item, or of the case (scope 0): no limit runs until 恢复 (rule F5).
    Suspend {
        /// Item or case.
        scope: ScopeIx,
        /// 依据: the reason in law or fact; not empty.
        basis: String,
    },
    /// 恢复 of what was suspended.
    Resume {
        /// Item or case.
        scope: ScopeIx,
    },
    /// 撤回 by the applicant.
    Withdraw,
    /// 终止 by the authority.
    Terminate {
        /// Reason.
        note: String,
    },
    /// 时间到: nothing but time passing; processes what is due before it.
    Tick,
    /// 期满: this instant is over, and with it every limit that is due at it. Where nothing else is to come at an instant,
    /// a host that keeps timers says so with this event.
    Expire,
    /// 到场 at a joint action. Who is there is the actor.
    Attend {
        /// Which joint action.
        scope: ScopeIx,
    },
    /// 缺席: the actor is not there.
    Absent {
        /// Which joint action.
        scope: ScopeIx,
    },
    /// 同意 or 不同意: the actor's opinion at a joint action, or signature in a step.
    Opinion {
        /// Which joint action or step.
        scope: ScopeIx,
        /// 同意.
        consent: bool,
        /// Reason.
        note: String,
    },
    /// 转交: the back office has the case.
    HandOver,
    /// 转办 (`instead`) or 委派: somebody else does a step or decides an item, instead of or beside whose it is.
    Reassign {
        /// Which step or item.
        scope: ScopeIx,
        /// To whom.
        to: Party,
        /// 转办.
        instead: bool,
    },
    /// 加签 (`add`) or 减签: one signer more or less.
    Signer {
        /// Which step.
        scope: ScopeIx,
        /// Who.
        who: Voice,
        /// 加签.
        add: bool,
    },
    /// 退回 to a step before. What stands between runs anew; the limits run on.
    SendBack {
        /// The step that runs, or the item that is about to be decided.
        scope: ScopeIx,
        /// To which step; none = the one before.
        to: Option<ScopeIx>,
        /// Reason.
        note: String,
    },
    /// 催办: changes nothing but is on record.
    Urge {
        /// What.
        scope: ScopeIx,
    },
    /// 抄送: changes nothing but is on record.
    Inform {
        /// About what.
        scope: ScopeIx,
        /// Whom.
        to: Party,
    },
    /// 评价 by the applicant: of an item, or of the case (scope 0), once it has ended.
    Rate {
        /// Item or case.
        scope: ScopeIx,
        /// 满意度.
        score: Score,
        /// In the applicant's words.
        note: String,
    },
    /// 回访: the authority has spoken to whoever gave a bad rating.
    CallBack {
        /// Item or case.
        scope: ScopeIx,
        /// What was said.
        note: String,
    },
    /// 整改完成: what was rated badly has been put right and answered.
    Remedied {
        /// Item or case.
        scope: ScopeIx,
        /// What was done.
        note: String,
    },
    /// 不计入: a malicious or mistaken rating is taken out of the figures.
    ExcludeRating {
        /// Item or case.
        scope: ScopeIx,
        /// Why; not empty.
        reason: String,
    },
    /// 撤销 of the decision on an item by the authority: its commitment does not hold, it was had by fraud …
    Revoke {
        /// The item, which was granted.
        scope: ScopeIx,
        /// Why; not empty.
        reason: String,
    },
    /// 撤回 of one item by the applicant, before it is decided.
    WithdrawItem {
        /// The item.
        scope: ScopeIx,
    },
    /// 版本升级: the case moves to another plan (rule D4). Done by [`super::Engine::migrate`], which knows both.
    Migrate {
        /// Content hash of the plan that is left: with it the events of a case tell on which plan each of them was.
        from: [u8; 32],
        /// Content hash of the new plan.
        plan: [u8; 32],
        /// The applicant consents to being worse off.
        consent: bool,
        /// What bears another name in the new plan.
        renames: Vec<super::Rename>,
        /// Why.
        note: String,
    },
    /// 集体讨论: those in charge have discussed it together, before anybody signs or decides.
    Discuss {
        /// The step that runs, or the item that is to be decided.
        scope: ScopeIx,
        /// 纪要编号: the number of the minutes; not empty.
        record: String,
    },
    /// 不受理: no licence is needed at all (行政许可法 32, 1), told at once. The item is out as if it did not apply.
    NotRequired {
        /// Item not yet accepted, or the case (scope 0).
        scope: ScopeIx,
        /// Why; not empty.
        note: String,
    },
    /// 不予受理 of an item, or of the case with word of where to go (行政许可法 32, 2).
    Decline {
        /// Item not yet accepted, or the case (scope 0).
        scope: ScopeIx,
        /// Why; not empty.
        note: String,
        /// The authority that is competent; empty if not stated.
        to: String,
    },
    /// 当场更正 (行政许可法 32, 3): put right on the spot, on the day of receipt. It is no 补正 and moves nothing.
    CorrectOnSpot {
        /// Item or case.
        scope: ScopeIx,
        /// What.
        note: String,
    },
    /// 撤销受理 of an item by the authority, before it is decided.
    RevokeAcceptance {
        /// Item.
        scope: ScopeIx,
        /// Why; not empty.
        reason: String,
    },
    /// 转报 (行政许可法 35): the lower authority has examined, and sends everything to the higher one with its opinion.
    Forward {
        /// The step.
        scope: ScopeIx,
        /// 初步审查意见; not empty.
        opinion: String,
    },
    /// 收回 of what was handed on, before anybody has begun with it: the last 转办 or 委派 of a step or item, or 转交
    /// (scope 0).
    Recall {
        /// Step, item; 0 for 转交.
        scope: ScopeIx,
    },
}

/// To whom work is given or who is told: a department, a role, a person, or what is stated of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Department.
    pub department: Option<DepartmentIx>,
    /// Role.
    pub role: Option<RoleIx>,
    /// Person; empty if not stated.
    pub name: String,
}
