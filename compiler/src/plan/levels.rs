//! Warning levels of a limit: its own, else those of 预警规则, else the built-in ones (decision 0001, 6).

use crate::names::limit::{LimitRules, Warning};
use lianban_runtime::plan::{Threshold, Thresholds};
use lianban_runtime::time::Span as Amount;

/// The levels of a limit. A block that writes any level says all of them: what it does not write, does not show.
pub(super) fn levels(budget: Amount, own: &LimitRules, common: Option<&LimitRules>) -> Thresholds {
    let written = Some(own).filter(|own| own.has_levels()).or(common.filter(|common| common.has_levels()));
    let Some(rules) = written else { return built_in(budget) };
    let at = |warning: Warning| match warning {
        Warning::Left(left) => Threshold::Left(left),
        Warning::Share(percent) => Threshold::Share(percent),
    };
    Thresholds {
        notice: rules.notice.as_ref().map(|notice| at(notice.value)),
        yellow: rules.yellow.as_ref().map(|yellow| at(yellow.value)),
        red_after: rules.red.as_ref().and_then(|red| red.value),
    }
}

/// 预警 when a fifth of the budget is left, 黄牌 when a tenth is, in whole units; a budget too small for that has no
/// such level.
fn built_in(budget: Amount) -> Thresholds {
    let left = |amount| Threshold::Left(Amount { amount, ..budget });
    let share = |of: u32| budget.amount.checked_div(of).filter(|left| *left > 0).map(left);
    Thresholds { notice: share(5), yellow: share(10), red_after: None }
}
