//! 一生: what each event makes of a case or an item, which effects tell of it, and what it does to the limits. The book prints
//! the table; tests hold it to the tables of events and effects.

use super::Life;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct CourseRow {
    /// The events, as they are written on the wire.
    pub events: &'static [&'static str],
    /// The state that the case or the item is in then; none if it stays as it was, or if the next row says.
    pub state: Option<Life>,
    /// Codes of the effects that tell of it, those that follow by themselves not among them.
    pub effects: &'static [&'static str],
    /// What it does to the limits, Chinese.
    pub limits: &'static str,
}

const fn row(
    events: &'static [&'static str],
    state: Option<Life>,
    effects: &'static [&'static str],
    limits: &'static str,
) -> CourseRow {
    CourseRow { events, state, effects, limits }
}

const STAY: &str = "不动";
const OVER: &str = "它的都结束，不再计";

/// THE table: every event.
pub const COURSE: &[CourseRow] = &[
    row(&["提交"], Some(Life::Received), &["received", "issued"], "受理时限、要求补正的天数开始"),
    row(
        &["受理"],
        Some(Life::Accepted),
        &["accepted", "issued"],
        "受理时限结束；整件事、阶段、事项、环节的开始",
    ),
    row(&["不受理"], Some(Life::NotRequired), &["not-required", "issued"], OVER),
    row(&["不予受理"], Some(Life::Rejected), &["declined", "case-ended", "issued"], OVER),
    row(&["当场更正"], None, &["corrected-on-spot"], STAY),
    row(
        &["要求补正"],
        Some(Life::Correcting),
        &["correction-asked", "issued"],
        "从收到那天起停；补正时限开始",
    ),
    row(&["补正"], Some(Life::Corrected), &["corrected", "issued"], "重新走；补正时限结束"),
    row(&["补交"], None, &["supplied"], "容缺补交时限结束"),
    row(&["转交"], Some(Life::TakenUp), &["ended"], "转交时限结束；事项的开始"),
    row(&["收回"], None, &["recalled"], "转交的接着走；转办、委派的不动"),
    row(&["转报"], Some(Life::Forwarded), &["ended", "forwarded"], "环节的结束；事项的不动"),
    row(
        &["办结"],
        Some(Life::Granted),
        &["ended", "issued", "case-ended"],
        "它的结束；后面的开始；送达、后补、核查的从办结开始",
    ),
    row(&["不予"], Some(Life::Refused), &["refused", "issued"], OVER),
    row(&["不合格"], Some(Life::Rectifying), &["failed", "issued"], "整改时限开始；写了不计入的，别的停"),
    row(&["整改"], Some(Life::UnderReview), &["ended"], "整改时限结束，复核时限开始；停的重新走"),
    row(&["启动"], Some(Life::Procedure), &["procedure-begun", "issued"], "不计入时限的停；它自己的时限开始"),
    row(&["结束"], Some(Life::ProcedureEnded), &["procedure-ended"], "停的重新走；它自己的时限结束"),
    row(&["延期"], Some(Life::Extended), &["limit-extended", "limit-moved", "issued"], "往后移，一次"),
    row(&["中止"], Some(Life::Suspended), &["suspended", "issued"], "都停"),
    row(&["恢复"], Some(Life::Resumed), &["resumed", "issued"], "重新走"),
    row(&["撤回"], Some(Life::Withdrawn), &["withdrawn", "case-ended", "issued"], OVER),
    row(&["撤销受理"], Some(Life::Revoked), &["revoked", "issued"], OVER),
    row(&["终止"], Some(Life::Terminated), &["case-ended", "issued"], OVER),
    row(
        &["撤销"],
        Some(Life::Rescinded),
        &["rescinded", "ground-lost", "issued"],
        "没有核查完的核查时限结束",
    ),
    row(&["到场", "缺席", "同意", "不同意"], None, &["said"], "表态齐了，环节的结束"),
    row(&["集体讨论"], None, &["discussed"], STAY),
    row(&["转办", "委派"], None, &["reassigned"], STAY),
    row(&["加签", "减签"], None, &["signers-changed"], STAY),
    row(&["退回"], None, &["sent-back"], "不动：原来的接着走"),
    row(&["催办"], None, &["urged"], STAY),
    row(&["抄送"], None, &["informed"], STAY),
    row(&["评价"], None, &["rated"], "差评的回访、整改时限开始"),
    row(&["回访"], None, &["called-back"], "回访时限结束"),
    row(&["整改完成"], None, &["remedied"], "差评整改时限结束"),
    row(&["不计入"], None, &["rating-excluded"], "两条差评的时限作废"),
    row(&["版本升级"], None, &["migrated"], "照新方案重算，见版本升级"),
    row(
        &["时间到", "期满"],
        None,
        &["level-raised", "procedure-level", "deemed"],
        "升级；写了逾期后果的，视为……",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{EFFECTS, KINDS};
    use std::collections::BTreeSet;

    #[test]
    fn every_event_has_one_row_and_every_effect_is_one() {
        let told: Vec<&str> = COURSE.iter().flat_map(|row| row.events).copied().collect();
        let once: BTreeSet<&str> = told.iter().copied().collect();
        assert_eq!(once.len(), told.len(), "an event stands in one row");
        assert_eq!(once, KINDS.iter().map(|row| row.zh).collect());
        let effects: BTreeSet<&str> = COURSE.iter().flat_map(|row| row.effects).copied().collect();
        let known: BTreeSet<&str> = EFFECTS.iter().map(|row| row.code).collect();
        assert!(effects.is_subset(&known), "{:?}", effects.difference(&known));
        // What follows by itself: beginnings, cancelling, limits, the lack of a notice.
        let by_itself = ["started", "cancelled", "limit-opened", "not-told"];
        let untold: BTreeSet<&str> = known.difference(&effects).copied().collect();
        assert_eq!(untold, by_itself.into_iter().collect());
    }

    #[test]
    fn the_fifteen_codes_are_all_there() {
        let codes: BTreeSet<u8> = Life::ALL.iter().filter_map(|life| life.code()).collect();
        assert_eq!(codes, (1..=15).collect());
        // What no event brings about by itself: how a state is read from the state of a case.
        let read = [Life::Draft, Life::Waiting, Life::Retracted, Life::GrantedLacking, Life::Producing];
        let more = [Life::Delivered, Life::Cancelled, Life::NotApplicable];
        let told: BTreeSet<Life> =
            COURSE.iter().filter_map(|row| row.state).chain(read).chain(more).collect();
        assert_eq!(told, Life::ALL.iter().copied().collect());
    }
}
