//! Sentences in two languages.

use crate::case::Engine;
use crate::plan::{CorrectionOverdue, Limit, LimitKind, OverdueOutcome};
use serde::{Deserialize, Serialize};

/// The same in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// Both languages.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Adds to both.
    pub fn push(&mut self, zh: &str, en: &str) {
        self.zh.push_str(zh);
        self.en.push_str(en);
    }
}

/// What an overdue paper of the applicant means where the profile says it; none if nothing but a level.
pub(super) fn overdue(engine: &Engine, limit: &Limit) -> Option<&'static str> {
    let profile = |scope| engine.profile(scope);
    match limit.kind {
        LimitKind::Correction => match profile(limit.scope).correction_overdue {
            CorrectionOverdue::Waits => None,
            CorrectionOverdue::Withdrawn => Some("视为撤回"),
            CorrectionOverdue::Refused => Some("不予"),
        },
        LimitKind::Rectify => Some("不予"),
        _ => {
            // Of a missing paper, the profile of the item that it blocks.
            let owed = engine.plan().obligations.iter().find(|owed| owed.node == limit.span.until.node);
            let blocked = owed.and_then(|owed| owed.blocks.first());
            let scope = blocked.map_or(limit.scope, |node| engine.node(*node).scope);
            Some(match profile(scope).tolerance_overdue {
                OverdueOutcome::RevokeAcceptance => "撤销受理",
                OverdueOutcome::Refuse => "不予",
                OverdueOutcome::Withdraw => "视为撤回",
            })
        }
    }
}
