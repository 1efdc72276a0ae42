//! 辖区规则 as the language writes it, every row filled in.

use super::{name, text};
use lianban_runtime::plan::{CorrectionOverdue, OverdueOutcome, Profile, Unanswered};
use lianban_runtime::time::RestDayReceipt;

/// One line: `辖区规则 浙江省 { 要求补正 当场；补正逾期 视为撤回 … }`.
pub fn words(profile: &Profile) -> String {
    let mut rows: Vec<String> = profile.basis.iter().map(|basis| format!("依据 {}", text(basis))).collect();
    rows.push(match profile.ask_days {
        None => "要求补正 不予受理".to_owned(),
        Some(0) => "要求补正 当场".to_owned(),
        Some(days) => format!("要求补正 {days} 工作日"),
    });
    rows.push(match profile.correction_overdue {
        CorrectionOverdue::Waits => "补正逾期 继续等待".to_owned(),
        CorrectionOverdue::Withdrawn => "补正逾期 视为撤回".to_owned(),
        CorrectionOverdue::Refused => "补正逾期 不予".to_owned(),
    });
    rows.push(match profile.tolerance_overdue {
        OverdueOutcome::RevokeAcceptance => "容缺逾期 撤销受理".to_owned(),
        OverdueOutcome::Refuse => "容缺逾期 不予".to_owned(),
        OverdueOutcome::Withdraw => "容缺逾期 视为撤回".to_owned(),
    });
    rows.push(match profile.unanswered {
        Unanswered::DeemedAccepted => "未答复 视为受理".to_owned(),
        Unanswered::Waits => "未答复 继续等待".to_owned(),
    });
    if let Some(minute) = profile.receipt.cutoff_minute {
        let (hour, minute) = (minute.saturating_div(60), minute.checked_rem(60).unwrap_or(0));
        rows.push(format!("收件截止 {hour:02}:{minute:02}"));
    }
    if profile.receipt.rest_day == RestDayReceipt::SameDay {
        rows.push("非工作日收件 当日".to_owned());
    }
    let stops: Vec<String> = profile.stops.iter().map(|kind| name(kind)).collect();
    if !stops.is_empty() {
        rows.push(format!("停时 {}", stops.join("、")));
    }
    format!("辖区规则 {} {{ {} }}", name(&profile.name), rows.join("；"))
}
