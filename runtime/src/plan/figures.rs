//! What a bundle promises and what stood before the reform.

use super::LimitIx;
use crate::time::Unit;
use serde::{Deserialize, Serialize};

/// A figure that a bundle promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Metric {
    /// 时限: from unified acceptance to 办结 (rule S3).
    Time,
    /// 材料: what the applicant brings (rule M1).
    Materials,
    /// 跑动: trips (rule M2).
    Trips,
    /// 踏勘: site visits (rule M2).
    SiteVisits,
    /// 字段: what the applicant fills in, each field once (一表申请).
    Fields,
    /// 收费: what the applicant pays in all, in whole 元.
    Fees,
}

/// 承诺: a figure that must hold for every 情形 (rule S1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// What is promised.
    pub metric: Metric,
    /// The bound, inclusive.
    pub limit: u32,
    /// Unit of a 时限; none for counts.
    pub unit: Option<Unit>,
    /// Of a 时限: the limit that keeps it, which says from when until when.
    pub row: Option<LimitIx>,
    /// 含 整改: of a 时限, every round of rework counts as well (rule S2).
    pub rounds: bool,
}

/// 改革前: a figure before the reform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// What it measures.
    pub metric: Metric,
    /// Its value.
    pub value: u32,
    /// Unit of a 时限; none for counts.
    pub unit: Option<Unit>,
}
