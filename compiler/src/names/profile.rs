//! 辖区规则: as written, and with every row filled in.

use super::place::{Name, Place, Spanned};
use lianban_runtime::plan::{CorrectionOverdue, OverdueOutcome, Unanswered};
use lianban_runtime::time::{RestDayReceipt, Span as Amount};

/// `辖区规则 浙江省 { … }`: what it writes.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 适用: regions, by the beginning of their name.
    pub regions: Vec<Name>,
    /// 适用事项: kinds of items, or laws that their 依据 begins with.
    pub items: Vec<Name>,
    /// 要求补正.
    pub ask: Option<Spanned<Ask>>,
    /// 补正逾期.
    pub correction_overdue: Option<Spanned<CorrectionOverdue>>,
    /// 容缺逾期.
    pub tolerance_overdue: Option<Spanned<OverdueOutcome>>,
    /// 未答复.
    pub unanswered: Option<Spanned<Unanswered>>,
    /// 停时: kinds.
    pub stops: Option<Vec<Name>>,
    /// 容缺前提.
    pub requires: Vec<Spanned<Requirement>>,
    /// 踏勘 应当联合.
    pub inspect_together: Option<Place>,
    /// 事后核查: the limit of a check that writes none.
    pub check: Option<Spanned<Amount>>,
    /// 收件截止: minute after midnight.
    pub receipt_until: Option<Spanned<u32>>,
    /// 非工作日收件.
    pub rest_day: Option<Spanned<RestDayReceipt>>,
    /// 依据 of the whole and of its rows.
    pub basis: Vec<Spanned<String>>,
    /// A row could not be read.
    pub damaged: bool,
}

/// 要求补正.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Once, within so many working days; 0 is 当场.
    Within(u32),
    /// 不予受理: there is no correction.
    Never,
}

/// 容缺前提.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// 主要材料: not everything that the applicant brings to an item may be missing.
    MainMaterials,
    /// 书面承诺: an item whose material may be missing needs a written commitment.
    Commitment,
}

/// The rules that hold: those of a profile, and behind it those of the next wider one.
#[derive(Clone, Debug)]
pub struct Rules {
    /// What the plan keeps.
    pub core: lianban_runtime::plan::Profile,
    /// 容缺前提.
    pub requires: Vec<Requirement>,
    /// 踏勘 应当联合.
    pub inspect_together: bool,
    /// 事后核查.
    pub check: Option<Amount>,
}

impl Rules {
    /// 行政许可法.
    #[must_use]
    pub fn national() -> Self {
        let core = lianban_runtime::plan::Profile::national();
        Self { core, requires: Vec::new(), inspect_together: false, check: None }
    }

    /// These rules, with what a profile writes in their place.
    #[must_use]
    pub fn under(&self, profile: &Profile) -> Self {
        let mut rules = self.clone();
        let core = &mut rules.core;
        core.name.clone_from(&profile.name.value);
        core.basis.clear();
        for basis in &profile.basis {
            if !core.basis.contains(&basis.value) {
                core.basis.push(basis.value.clone());
            }
        }
        match profile.ask.as_ref().map(|ask| ask.value) {
            Some(Ask::Within(days)) => core.ask_days = Some(days),
            Some(Ask::Never) => core.ask_days = None,
            None => {}
        }
        let value = |slot: &mut CorrectionOverdue, written: &Option<Spanned<CorrectionOverdue>>| {
            *slot = written.as_ref().map_or(*slot, |written| written.value);
        };
        value(&mut core.correction_overdue, &profile.correction_overdue);
        core.tolerance_overdue =
            profile.tolerance_overdue.as_ref().map_or(core.tolerance_overdue, |written| written.value);
        core.unanswered = profile.unanswered.as_ref().map_or(core.unanswered, |written| written.value);
        core.receipt.cutoff_minute =
            profile.receipt_until.as_ref().map(|written| written.value).or(core.receipt.cutoff_minute);
        core.receipt.rest_day = profile.rest_day.as_ref().map_or(core.receipt.rest_day, |day| day.value);
        if let Some(stops) = &profile.stops {
            core.stops = stops.iter().map(|kind| kind.value.clone()).collect();
        }
        if !profile.requires.is_empty() {
            rules.requires = profile.requires.iter().map(|requirement| requirement.value).collect();
        }
        rules.check = profile.check.as_ref().map(|check| check.value).or(rules.check);
        rules.inspect_together |= profile.inspect_together.is_some();
        rules
    }
}
