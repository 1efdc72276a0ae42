//! Whose an event is: the one table of event → power → who may. The step goes by it, and the book prints it.

use super::EventKind;
use crate::plan::{Power, ScopeIx, ScopeKind};

/// What kind of act an event is, as far as it matters who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// The applicant applies or withdraws.
    Apply,
    /// The applicant hands something in, or has put something right.
    HandIn,
    /// The applicant rates.
    Rate,
    /// The case is accepted, not accepted, handed over to the back office.
    Accept,
    /// A correction is asked.
    Ask,
    /// The results are delivered.
    Deliver,
    /// An item is decided.
    Decide,
    /// An item or the case is suspended, resumed, terminated.
    Steer,
    /// The case moves to another plan.
    Move,
    /// What was given on is taken back.
    Recall,
    /// A step or joint action is worked on, a 特别程序 begun or ended.
    Work,
    /// Work is given on or back.
    Handle,
    /// 集体讨论 is reported.
    Discuss,
    /// A limit is extended.
    Extend,
    /// Somebody speaks at a joint action or signs.
    Opine,
    /// A bad rating is answered, or taken out of the figures.
    Answer,
    /// Nothing but a record.
    Note,
    /// Time passes.
    Pass,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// Its events, as they are written on the wire.
    pub events: &'static str,
    /// The power it takes, besides; none if it takes none.
    pub power: Option<Power>,
    /// Who may, Chinese.
    pub who: &'static str,
}

const fn row(act: Act, events: &'static str, power: Option<Power>, who: &'static str) -> ActRow {
    ActRow { act, events, power, who }
}

/// Every act. An actor of whom neither department nor role is stated is the applicant or the system: he may do all of it.
pub const ACTS: &[ActRow] = &[
    row(
        Act::Apply,
        "提交、撤回",
        Some(Power::Apply),
        "申请人、代理人；收件的部门、前台、受委托受理的部门可以代报，后台不行",
    ),
    row(
        Act::HandIn,
        "补正、当场更正、补交、整改",
        Some(Power::Apply),
        "申请人、代理人；收件的部门、前台、受委托受理的部门可以代收；承办部门不是后台的也可以",
    ),
    row(Act::Rate, "评价", Some(Power::Apply), "只有申请人"),
    row(
        Act::Accept,
        "受理、不受理、不予受理、转交",
        Some(Power::Accept),
        "一窗受理的承办部门，受委托受理的部门；只说一个事项的，也可以是它的承办部门",
    ),
    row(
        Act::Ask,
        "要求补正",
        Some(Power::Accept),
        "事项的承办部门（要转报的，是转报的部门），收件的部门，受委托受理的部门",
    ),
    row(
        Act::Deliver,
        "办结（统一出件）",
        Some(Power::Deliver),
        "统一出件的承办部门，收件的部门，受委托送达的部门",
    ),
    row(
        Act::Decide,
        "办结（事项）、不予、撤销受理、撤销",
        Some(Power::Decide),
        "事项的承办部门，写了角色的由这个角色",
    ),
    row(Act::Steer, "中止、恢复、终止", Some(Power::Decide), "事项的承办部门；整件事的，牵头或者收件的部门"),
    row(Act::Move, "版本升级", Some(Power::Decide), "牵头或者收件的部门；不出文书，不用章"),
    row(
        Act::Work,
        "办结（环节、联合）、转报、不合格、启动、结束",
        Some(Power::Work),
        "承办部门，联合的牵头部门，写了角色的由这个角色",
    ),
    row(Act::Handle, "转办、委派、加签、减签、退回", None, "和办它、决定它一样的人"),
    row(
        Act::Recall,
        "收回",
        None,
        "交出去的：转交的，一窗受理的承办部门；转办、委派的，本来办它、决定它的部门",
    ),
    row(
        Act::Discuss,
        "集体讨论",
        None,
        "承办部门；写了角色的，有决定权限的角色（环节：有办理权限的），不一定是签署、决定的人",
    ),
    row(Act::Extend, "延期", Some(Power::Extend), "延期里写的批准人"),
    row(Act::Opine, "到场、缺席、同意、不同意", Some(Power::Opine), "有席位的部门或者角色"),
    row(Act::Answer, "回访、整改完成、不计入", None, "方案里的部门、角色，是 A角 或 B角 的人"),
    row(Act::Note, "催办、抄送", None, "谁都可以"),
    row(Act::Pass, "时间到、期满", None, "系统"),
];

impl Act {
    /// What an event is. `scope_kind` tells the kind of a scope, if there is such a scope.
    #[must_use]
    pub fn of(kind: &EventKind, scope_kind: impl Fn(ScopeIx) -> Option<ScopeKind>) -> Self {
        match kind {
            EventKind::Submit { .. } | EventKind::Withdraw | EventKind::WithdrawItem { .. } => Self::Apply,
            EventKind::Correct { .. } | EventKind::Supply { .. } | EventKind::Rectify { .. } => Self::HandIn,
            EventKind::Rate { .. } => Self::Rate,
            EventKind::CorrectOnSpot { .. } => Self::HandIn,
            EventKind::Accept
            | EventKind::Reject { .. }
            | EventKind::Decline { .. }
            | EventKind::NotRequired { .. }
            | EventKind::HandOver => Self::Accept,
            EventKind::AskCorrection { .. } => Self::Ask,
            EventKind::Finish { scope: ScopeIx(0) } => Self::Deliver,
            EventKind::Finish { scope } if scope_kind(*scope) == Some(ScopeKind::Item) => Self::Decide,
            EventKind::Refuse { .. } | EventKind::Revoke { .. } | EventKind::RevokeAcceptance { .. } => {
                Self::Decide
            }
            EventKind::Migrate { .. } => Self::Move,
            EventKind::Recall { .. } => Self::Recall,
            EventKind::Suspend { .. } | EventKind::Resume { .. } | EventKind::Terminate { .. } => Self::Steer,
            EventKind::Finish { .. }
            | EventKind::Forward { .. }
            | EventKind::Fail { .. }
            | EventKind::BeginProcedure { .. }
            | EventKind::EndProcedure { .. } => Self::Work,
            EventKind::Reassign { .. } | EventKind::Signer { .. } | EventKind::SendBack { .. } => {
                Self::Handle
            }
            EventKind::Discuss { .. } => Self::Discuss,
            EventKind::Extend { .. } => Self::Extend,
            EventKind::Attend { .. } | EventKind::Absent { .. } | EventKind::Opinion { .. } => Self::Opine,
            EventKind::CallBack { .. } | EventKind::Remedied { .. } | EventKind::ExcludeRating { .. } => {
                Self::Answer
            }
            EventKind::Urge { .. } | EventKind::Inform { .. } => Self::Note,
            EventKind::Tick | EventKind::Expire => Self::Pass,
        }
    }

    /// Whether a paper under seal comes of it.
    #[must_use]
    pub const fn is_sealed(self) -> bool {
        matches!(self, Self::Accept | Self::Ask | Self::Decide | Self::Steer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::KINDS;
    use std::collections::BTreeSet;

    #[test]
    fn every_event_stands_in_the_table() {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for row in ACTS {
            let events = row.events.split('、').filter(|part| !part.contains("联合）"));
            told.extend(events.map(|event| event.split('（').next().unwrap_or(event)));
        }
        let kinds: BTreeSet<&str> = KINDS.iter().map(|row| row.zh).collect();
        assert_eq!(told, kinds);
        let acts: BTreeSet<Act> = ACTS.iter().map(|row| row.act).collect();
        assert_eq!(acts.len(), ACTS.len());
    }
}
