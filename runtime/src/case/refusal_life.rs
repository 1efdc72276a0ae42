//! Refusals that concern the life cycle of a case and of its items, in words.

use super::{Engine, Refusal};
use crate::plan::ScopeIx;

impl Refusal {
    /// In words, Chinese and English.
    pub(super) fn of_life(&self, engine: &Engine) -> (String, String) {
        let name = |at: &ScopeIx| engine.plan().scopes.get(at.index()).map_or("?", |s| s.name.as_str());
        match self {
            Self::NotDiscussed(at) => (
                format!("“{}”要先集体讨论", name(at)),
                format!("“{}” has to be discussed together first", name(at)),
            ),
            Self::NothingToDiscuss(at) => (
                format!("“{}”没有写集体讨论", name(at)),
                format!("“{}” says nothing of a discussion", name(at)),
            ),
            Self::DiscussedAlready(at) => (
                format!("“{}”已经集体讨论过", name(at)),
                format!("“{}” has been discussed already", name(at)),
            ),
            Self::NoRecord(at) => (
                format!("“{}”：集体讨论要写纪要编号", name(at)),
                format!("“{}”: the number of the minutes is missing", name(at)),
            ),
            other => other.of_ends(engine),
        }
    }
}
