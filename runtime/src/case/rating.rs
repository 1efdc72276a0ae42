//! 好差评: how the applicant rates the case, or one of its items, once it has ended.

use crate::plan::ScopeIx;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// 满意度, five levels (GB/T 39046 A.8), best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Score {
    /// 非常满意.
    VerySatisfied,
    /// 满意.
    Satisfied,
    /// 基本满意.
    FairlySatisfied,
    /// 不满意: 差评.
    Dissatisfied,
    /// 非常不满意: 差评.
    VeryDissatisfied,
}

impl Score {
    /// Every level, best first.
    pub const ALL: [Self; 5] = [
        Self::VerySatisfied,
        Self::Satisfied,
        Self::FairlySatisfied,
        Self::Dissatisfied,
        Self::VeryDissatisfied,
    ];

    /// 差评: one of the last two levels.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Dissatisfied | Self::VeryDissatisfied)
    }

    /// In Chinese.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::VerySatisfied => "非常满意",
            Self::Satisfied => "满意",
            Self::FairlySatisfied => "基本满意",
            Self::Dissatisfied => "不满意",
            Self::VeryDissatisfied => "非常不满意",
        }
    }

    /// The one English alias.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::VerySatisfied => "very_satisfied",
            Self::Satisfied => "satisfied",
            Self::FairlySatisfied => "fairly_satisfied",
            Self::Dissatisfied => "dissatisfied",
            Self::VeryDissatisfied => "very_dissatisfied",
        }
    }
}

/// One rating: the case or an item is rated once (一次一评, 一事一评).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The item; 0 is the case.
    pub scope: ScopeIx,
    /// What was said.
    pub score: Score,
    /// When.
    pub at: Instant,
    /// 回访: when the authority called back; only after a bad rating.
    pub called_back: Option<Instant>,
    /// 整改完成: when what was rated badly had been put right; only after a bad rating.
    pub remedied: Option<Instant>,
    /// 不计入: taken out of the figures, as malicious or mistaken, when.
    pub excluded: Option<Instant>,
}
