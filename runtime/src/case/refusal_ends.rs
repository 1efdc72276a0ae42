//! Refusals of what ends a case or follows its end, in words.

use super::{Engine, Refusal};
use crate::plan::ScopeIx;

impl Refusal {
    /// Chinese and English.
    pub(super) fn of_ends(&self, engine: &Engine) -> (String, String) {
        let name = |at: &ScopeIx| engine.plan().scopes.get(at.index()).map_or("?", |s| s.name.as_str());
        match self {
            Self::ApplicantOnly(at) => (
                format!("“{}”：只有申请人可以", name(at)),
                format!("“{}”: only the applicant may do that", name(at)),
            ),
            Self::NotEnded(at) => {
                (format!("“{}”还没有结束", name(at)), format!("“{}” has not ended yet", name(at)))
            }
            Self::RatedAlready(at) => (
                format!("“{}”已经评价过，一次一评", name(at)),
                format!("“{}” has been rated already", name(at)),
            ),
            Self::NotRated(at) => {
                (format!("“{}”没有评价", name(at)), format!("“{}” has not been rated", name(at)))
            }
            Self::NothingToAnswer(at) => (
                format!("“{}”没有要答复的差评", name(at)),
                format!("“{}” has no bad rating to answer", name(at)),
            ),
            Self::AnsweredAlready(at) => (
                format!("“{}”的评价已经这样处理过", name(at)),
                format!("the rating of “{}” has been dealt with so already", name(at)),
            ),
            Self::NoReason(at) => {
                (format!("“{}”：要写明理由", name(at)), format!("“{}”: a reason has to be given", name(at)))
            }
            _ => (self.code().to_owned(), self.code().to_owned()),
        }
    }
}
