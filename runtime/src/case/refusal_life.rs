//! Refusals that concern the life cycle of a case and of its items, in words.

use super::{Engine, Refusal};
use crate::plan::ScopeIx;

impl Refusal {
    /// In words, Chinese and English.
    pub(super) fn of_life(&self, engine: &Engine) -> (String, String) {
        let name = |at: &ScopeIx| engine.plan().scopes.get(at.index()).map_or("?", |s| s.name.as_str());
        match self {
            Self::NotDiscussed(at) => (
                format!("“{}”要先集体讨论：报“集体讨论”，写纪要编号", name(at)),
                format!(
                    "“{}” has to be discussed together first: the event 集体讨论, with the number of the minutes",
                    name(at)
                ),
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
                format!("“{}”：集体讨论要写纪要编号（data.note）", name(at)),
                format!("“{}”: the number of the minutes is missing (data.note)", name(at)),
            ),
            Self::AcceptedAlready(at) => (
                format!("“{}”已经受理；受理错了的，撤销受理", name(at)),
                format!("“{}” has been accepted; a wrong acceptance is revoked (撤销受理)", name(at)),
            ),
            Self::NotOnSpot { scope, received } => {
                let at = received.format(engine.plan().calendar.utc_offset_minutes);
                let day = at.get(..10).unwrap_or_default().to_owned();
                (
                    format!("“{}”是 {day} 收到的，当天才能当场更正；以后用要求补正", name(scope)),
                    format!("“{}” was received on {day}; later a correction is asked", name(scope)),
                )
            }
            Self::NotForwarded(at) => (
                format!("“{}”审查完了报“转报”，不报“办结”", name(at)),
                format!("“{}” ends by the event 转报, not by 办结", name(at)),
            ),
            Self::NothingToForward(at) => {
                (format!("“{}”没有写转报", name(at)), format!("“{}” is not forwarded", name(at)))
            }
            Self::NoOpinion(at) => (
                format!("“{}”：转报要写初步审查意见（data.note；行政许可法第三十五条）", name(at)),
                format!("“{}” is forwarded with an opinion (data.note; 行政许可法 35)", name(at)),
            ),
            Self::ForwardedAlready(at) => (
                format!("“{}”已经转报，不得要求申请人重复提供材料（行政许可法第三十五条）", name(at)),
                format!("“{}” was forwarded: nobody asks for its papers again (行政许可法 35)", name(at)),
            ),
            Self::NothingToRecall(at) => (
                format!("“{}”没有交给别人，没有可以收回的", name(at)),
                format!("“{}” was not given on: there is nothing to take back", name(at)),
            ),
            Self::TakenUp(at) => (
                format!("“{}”接手的已经开始办，不能收回", name(at)),
                format!("“{}” has been taken up and cannot be taken back", name(at)),
            ),
            other => other.of_ends(engine),
        }
    }
}
