//! The sentences of [`super::Why`], Chinese and English side by side.

use super::awaited::english_kind;
use super::why::{Act, Awaited, Party};
use super::{LedgerRow, LimitStand, Reading, Side, Words};
use crate::case::{CaseOutcome, CaseStatus, LimitPhase, ScopeOutcome};
use crate::plan::{LimitKind, ScopeIx, ScopeKind, Silence};
use crate::time::{CountUnit, Instant};

/// One thing that is awaited, to be told.
pub(super) struct Telling<'a> {
    pub(super) act: Act,
    pub(super) on: &'a str,
    pub(super) from: &'a Party,
    pub(super) since: Option<Instant>,
    pub(super) limit: Option<&'a LedgerRow>,
    pub(super) basis: &'a str,
}

/// What somebody has to do: `对“食品经营许可”作出决定`.
pub(super) fn act(act: Act, on: &str) -> (String, String) {
    match act {
        Act::Submit => (format!("提交“{on}”的申请"), format!("submit “{on}”")),
        Act::Accept => {
            ("受理，或者一次告知要补正的材料".into(), "accept the application, or ask for corrections".into())
        }
        Act::Correct => (format!("补正“{on}”的材料"), format!("correct the papers of “{on}”")),
        Act::Supply => (format!("补交《{on}》"), format!("hand in 《{on}》")),
        Act::Rectify => (format!("整改“{on}”"), format!("put right what failed in “{on}”")),
        Act::HandOver => ("转交后台".into(), "hand the case over to the back office".into()),
        Act::Work => (format!("办完“{on}”"), format!("finish “{on}”")),
        Act::Hold => (format!("办完联合行动“{on}”"), format!("hold the joint action “{on}”")),
        Act::Attend => (format!("参加“{on}”"), format!("attend “{on}”")),
        Act::Opine => (format!("对“{on}”出具意见"), format!("give an opinion on “{on}”")),
        Act::Sign => (format!("签署“{on}”"), format!("sign “{on}”")),
        Act::Recheck => (format!("复核“{on}”"), format!("look again at “{on}”")),
        Act::Decide => (format!("对“{on}”作出决定"), format!("decide on “{on}”")),
        Act::EndProcedure => (format!("办完特别程序“{on}”"), format!("end the special procedure “{on}”")),
        Act::Resume => (format!("恢复已中止的“{on}”"), format!("resume “{on}”, which is suspended")),
        Act::Deliver => ("送达结果".into(), "deliver the results".into()),
        Act::CallBack => {
            (format!("就“{on}”的差评回访申请人"), format!("call back about the bad rating of “{on}”"))
        }
        Act::Forward => (
            format!("审查“{on}”并转报上级机关"),
            format!("examine “{on}” and forward it to the higher authority"),
        ),
        Act::Discuss => (format!("集体讨论“{on}”"), format!("discuss “{on}” together")),
        Act::Remedy => (format!("整改“{on}”的差评"), format!("put right what was rated badly in “{on}”")),
    }
}

/// Who: the department with the role, `申请人`, `经办机关` where the plan names nobody.
fn who(party: &Party) -> (String, String) {
    match (party.side, party.department.is_empty(), party.role.is_empty()) {
        (Side::Applicant, ..) => ("申请人".into(), "the applicant".into()),
        (_, true, true) => ("经办机关".into(), "the authority".into()),
        _ => {
            let parts: Vec<&str> = [party.department.as_str(), party.role.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            (parts.join(""), parts.join(" "))
        }
    }
}

/// `3 个工作日`, `3 working day(s)`.
fn units(count: i64, unit: CountUnit) -> (String, String) {
    let (zh, en) = unit.in_words();
    (format!("{count} {zh}"), format!("{count} {en}"))
}

impl Reading<'_> {
    /// `2026-10-16 17:30`.
    pub(super) fn moment(&self, at: Instant) -> String {
        let text = at.format(self.engine.plan().calendar.utc_offset_minutes);
        text.get(..16).unwrap_or_default().replace('T', " ")
    }

    /// One sentence: who has to do what, since when, until when, on which basis, what silence means.
    pub(super) fn sentence(&self, telling: &Telling<'_>, refused: Option<&Words>) -> Words {
        let (who_zh, who_en) = who(telling.from);
        let (act_zh, act_en) = act(telling.act, telling.on);
        let mut words = Words::new(format!("等{who_zh}{act_zh}"), format!("{who_en} has to {act_en}"));
        if let Some(since) = telling.since {
            let since = self.moment(since);
            words.push(&format!("，自 {since} 起"), &format!(", since {since}"));
        }
        match telling.limit {
            Some(row) => self.tell_limit(row, &mut words),
            None if telling.act == Act::Submit => {}
            None => words.push("，没有时限", ", without a limit"),
        }
        words.push("。", ".");
        if !telling.basis.is_empty() {
            words.push(&format!("依据：{}。", telling.basis), &format!(" Basis: {}.", telling.basis));
        }
        if let Some(silence) = telling.limit.and_then(|row| row.silence.as_deref()) {
            words.push(&format!("逾期{silence}。"), &format!(" Overdue: {silence}."));
        }
        if let Some(refused) = refused {
            words.push(
                &format!("现在还不能：{}。", refused.zh),
                &format!(" Not possible now: {}.", refused.en),
            );
        }
        words
    }

    fn tell_limit(&self, row: &LedgerRow, words: &mut Words) {
        let (name_zh, name_en) = (&row.kind, english_kind(&row.kind));
        let (amount_zh, amount_en) = row.budget.in_words();
        let budget_zh = format!("{name_zh} {amount_zh}");
        let budget_en = format!("{name_en}: {amount_en}");
        let due = row.due.map(|due| self.moment(due)).unwrap_or_default();
        if row.state == LimitStand::Held {
            let since = row.held_since.map(|at| self.moment(at)).unwrap_or_default();
            let by: Vec<&str> =
                row.stops.iter().filter(|stop| stop.to.is_none()).map(|stop| stop.kind.as_str()).collect();
            let by = by.join("、");
            words.push(
                &format!("，{budget_zh}停着（{by}，自 {since} 起）"),
                &format!(", its {budget_en} stands still ({by}, since {since})"),
            );
        } else if row.late_by > 0 {
            // Without the days of the calendar nobody knows by how much.
            let (zh, en) = match row.calendar_error {
                None => {
                    let (zh, en) = units(row.late_by, row.counted_in);
                    (format!(" {zh}"), en)
                }
                Some(_) => ("，超多少要等日历".to_owned(), "an unknown time: the calendar ends".to_owned()),
            };
            words.push(
                &format!("，应在 {due} 前，已超期{zh}（{budget_zh}，{}）", row.level),
                &format!(", due {due}, late by {en} ({budget_en}, {})", row.level),
            );
        } else {
            let left = row.remaining.map(|left| units(left, row.counted_in));
            let (zh, en) = left
                .map_or_else(Default::default, |(zh, en)| (format!("，还剩 {zh}"), format!(", {en} left")));
            words.push(
                &format!("，最迟 {due}{zh}（{budget_zh}）"),
                &format!(", until {due}{en} ({budget_en})"),
            );
        }
    }

    /// One line about the case.
    pub(super) fn summary(&self, awaited: &[Awaited]) -> Words {
        if self.state.status.is_final() {
            return self.end_in_words();
        }
        let (state_zh, state_en) = self.life_cycle().case.state.in_words();
        let Some(first) = awaited.first() else {
            // Nothing can be done any more, and the case has not ended: no plan that the compiler makes gets here.
            return Words::new(
                format!("{state_zh}：没有人能再做什么"),
                format!("{state_en}: nobody can do anything"),
            );
        };
        let (who_zh, who_en) = who(&first.from);
        let (act_zh, act_en) = act(first.act, &first.on);
        let mut words = Words::new(
            format!("{state_zh}：等{who_zh}{act_zh}"),
            format!("{state_en}: {who_en} has to {act_en}"),
        );
        if let Some(until) = first.until {
            let until = self.moment(until);
            if first.late_by > 0 {
                words.push(&format!("，应在 {until} 前，已超期"), &format!(", which was due {until}"));
            } else {
                words.push(&format!("，最迟 {until}"), &format!(", until {until}"));
            }
        }
        match awaited.len().saturating_sub(1) {
            0 => words.push("。", "."),
            more => words
                .push(&format!("；另外还等 {more} 项。"), &format!("; {more} more thing(s) are awaited.")),
        }
        words
    }

    /// How and when it ended.
    fn end_in_words(&self) -> Words {
        let at = self.ended().map(|at| self.moment(at)).unwrap_or_default();
        let both = |zh: &str, en: &str| Words::new(format!("{at} {zh}。"), format!("{at} {en}."));
        match self.state.status {
            CaseStatus::Rejected if self.correction_ran_out() => {
                both("不予受理：补正逾期", "not accepted: it was not corrected in time")
            }
            CaseStatus::Rejected => both("不予受理", "not accepted"),
            CaseStatus::NotRequired => both("不受理：依法不需要许可", "no decision is needed"),
            CaseStatus::Refused => {
                let veto = self.refused_items();
                both(
                    &format!("不予：“{veto}”不予，全案结束"),
                    &format!("refused: “{veto}” was refused, which ends the case"),
                )
            }
            CaseStatus::Withdrawn if self.correction_ran_out() => {
                both("视为撤回：补正逾期", "deemed withdrawn: it was not corrected in time")
            }
            CaseStatus::Withdrawn => both("申请人撤回", "withdrawn by the applicant"),
            CaseStatus::Terminated => both("机关终止", "terminated by the authority"),
            _ => self.decision_in_words(&at),
        }
    }

    fn decision_in_words(&self, at: &str) -> Words {
        let outcome = self.state.outcome_of_items(self.engine);
        let en = match outcome {
            CaseOutcome::Granted => "done",
            CaseOutcome::Partly => "partly done",
            CaseOutcome::Refused => "refused",
            CaseOutcome::Rejected => "not accepted",
            CaseOutcome::Withdrawn => "withdrawn",
            CaseOutcome::Terminated => "terminated",
            CaseOutcome::Rescinded => "taken back",
            CaseOutcome::NotRequired => "no decision needed",
        };
        let mut words = Words::new(format!("{at} {}", outcome.in_words()), format!("{at} {en}"));
        let refused = self.refused_items();
        if !refused.is_empty() {
            words.push(&format!("（不予：{refused}）"), &format!(" (refused: {refused})"));
        }
        let delivered = self.engine.delivery().and_then(|node| self.state.node(node).end);
        if let Some(delivered) = delivered.map(|at| self.moment(at)) {
            words.push(&format!("，{delivered} 送达"), &format!(", delivered {delivered}"));
        }
        words.push("。", ".");
        words
    }

    fn refused_items(&self) -> String {
        let refused = |scope: &ScopeIx| {
            let kind = self.engine.scope(*scope).kind;
            matches!(kind, ScopeKind::Item | ScopeKind::Joint)
                && matches!(self.state.scope(*scope).outcome, ScopeOutcome::Refused | ScopeOutcome::Revoked)
        };
        let names: Vec<&str> = self
            .engine
            .scope_indices()
            .filter(refused)
            .map(|scope| self.engine.scope(scope).name.as_str())
            .collect();
        names.join("、")
    }

    /// The applicant's silence ended the whole case.
    fn correction_ran_out(&self) -> bool {
        self.limit_indices().any(|limit| {
            let spec = self.engine.limit(limit);
            let ran_out = self.state.limit(limit).phase == LimitPhase::Expired;
            spec.kind == LimitKind::Correction
                && spec.scope == ScopeIx(0)
                && ran_out
                && spec.silence != Silence::Late
        })
    }
}
