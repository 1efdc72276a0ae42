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
            Self::NoReason(at) => (
                format!("“{}”：要写明理由（data.note）", name(at)),
                format!("“{}”: a reason has to be given (data.note)", name(at)),
            ),
            other => other.of_migration(engine),
        }
    }

    /// In words: what concerns 版本升级.
    fn of_migration(&self, engine: &Engine) -> (String, String) {
        let offset = engine.plan().calendar.utc_offset_minutes;
        let joined = |words: Vec<(String, String)>| -> (String, String) {
            let (zh, en): (Vec<String>, Vec<String>) = words.into_iter().unzip();
            (zh.join("；"), en.join("; "))
        };
        match self {
            Self::NeedsPlan { plan } => {
                let plan = format!("sha256:{}", crate::plan::hex(plan));
                (
                    format!("版本升级要连同新方案 {plan} 一起做"),
                    format!("the new plan {plan} is needed for that"),
                )
            }
            Self::NotAMigration => {
                ("只有版本升级能换方案".into(), "only a migration moves a case to another plan".into())
            }
            Self::OnPlanAlready => ("已经在这个方案上".into(), "the case is on that plan already".into()),
            Self::CannotMigrate { why } => {
                let (zh, en) = joined(why.iter().map(|why| why.in_words(offset)).collect());
                (format!("换不到新方案：{zh}"), format!("the case stays on its plan: {en}"))
            }
            Self::ConsentNeeded { worse } => {
                let (zh, en) = joined(worse.iter().map(|worse| worse.in_words(offset)).collect());
                (format!("要申请人同意：{zh}"), format!("the applicant has to consent: {en}"))
            }
            _ => (self.code().to_owned(), self.code().to_owned()),
        }
    }
}
