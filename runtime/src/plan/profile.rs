//! 辖区规则: how intake, correction and tolerance work in a jurisdiction, or for items of a kind.

use super::OverdueOutcome;
use crate::time::ReceiptRule;
use serde::{Deserialize, Serialize};

/// Most kinds of clock stops that a profile may list.
pub const MAX_STOP_KINDS: usize = 100;
/// Most working days in which a profile may let the authority ask for a correction.
pub const MAX_ASK_DAYS: u32 = 1_000;

/// 补正逾期: what it means that the applicant has not corrected in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CorrectionOverdue {
    /// 继续等待: nothing but a level; the days stay the applicant's. The default.
    #[default]
    Waits,
    /// 视为撤回.
    Withdrawn,
    /// 不予.
    Refused,
}

/// 未答复: what it means that the authority neither accepted nor asked within the intake limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unanswered {
    /// 视为受理, from the day of receipt (行政许可法 32). The default.
    #[default]
    DeemedAccepted,
    /// 继续等待: the duty stays, the delay shows.
    Waits,
}

/// A profile with every row filled in: what a local one does not write comes from the default, 行政许可法.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Name, e.g. `浙江省`.
    pub name: String,
    /// 依据, as written.
    pub basis: Vec<String>,
    /// 要求补正: the authority may ask for correction once, within this many working days (行政许可法 32: 5); 0 is 当场.
    /// None: there is no correction, what is incomplete is not accepted (不动产登记暂行条例 17).
    pub ask_days: Option<u32>,
    /// 补正逾期.
    pub correction_overdue: CorrectionOverdue,
    /// 容缺逾期: what an overdue missing material means for the items that need it (rule M4).
    pub tolerance_overdue: OverdueOutcome,
    /// 未答复.
    pub unanswered: Unanswered,
    /// 收件截止 and 非工作日收件 (rule T2). Read of the bundle's profile only: there is one receipt.
    pub receipt: ReceiptRule,
    /// 停时: the kinds of 特别程序 that may stop the clock.
    pub stops: Vec<String>,
}

impl Profile {
    /// 行政许可法 (art. 32, 45): what holds where no other profile says otherwise.
    #[must_use]
    pub fn national() -> Self {
        let kinds = ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"];
        Self {
            name: "行政许可法".to_owned(),
            basis: Vec::new(),
            ask_days: Some(5),
            correction_overdue: CorrectionOverdue::Waits,
            tolerance_overdue: OverdueOutcome::RevokeAcceptance,
            unanswered: Unanswered::DeemedAccepted,
            receipt: ReceiptRule::default(),
            stops: kinds.map(str::to_owned).to_vec(),
        }
    }
}
