//! Refusals about 特别程序, 中止 and 延期, in words.

use super::{Engine, Refusal};
use crate::plan::{ProcedureIx, ScopeIx};

impl Refusal {
    /// In words: what concerns 特别程序, 中止 and 延期.
    pub(super) fn of_clocks(&self, engine: &Engine) -> (String, String) {
        let scope = |at: &ScopeIx| match engine.plan().scopes.get(at.index()) {
            Some(found) if *at != ScopeIx(0) => found.name.clone(),
            Some(_) => "全件".to_owned(),
            None => "?".to_owned(),
        };
        let procedure =
            |at: &ProcedureIx| engine.procedure(*at).map_or("?", |found| found.name.as_str()).to_owned();
        match self {
            Self::ProcedurePlanned(at) => (
                format!("“{}”写在事项里，到时自动开始，不另启动", procedure(at)),
                format!("“{}” is planned in the item and begins by itself", procedure(at)),
            ),
            Self::ProcedureElsewhere { scope: at, procedure: p } => (
                format!("“{}”里没有特别程序“{}”", scope(at), procedure(p)),
                format!("“{}” has no procedure “{}”", scope(at), procedure(p)),
            ),
            Self::ProcedureOpen { scope: at, procedure: p } => (
                format!("“{}”的“{}”还没有结束：先报“结束”", scope(at), procedure(p)),
                format!("“{}” of “{}” has not ended: the event 结束 comes first", procedure(p), scope(at)),
            ),
            Self::NoProcedure { scope: at, procedure: p } => (
                format!("“{}”没有正在进行的“{}”", scope(at), procedure(p)),
                format!("no “{}” is going on in “{}”", procedure(p), scope(at)),
            ),
            Self::Suspended(at) => {
                let zh = format!("“{}”已中止：先报“恢复”，才能办理", scope(at));
                (zh, format!("“{}” is suspended: the event 恢复 comes first", scope(at)))
            }
            Self::NotSuspended(at) => {
                (format!("“{}”没有中止", scope(at)), format!("“{}” is not suspended", scope(at)))
            }
            Self::NoBasis(at) => (
                format!("中止“{}”要写明依据（data.note）", scope(at)),
                format!("suspending “{}” needs a basis (data.note)", scope(at)),
            ),
            Self::NotExtensible(at) => (
                format!("“{}”没有写可以延期", scope(at)),
                format!("“{}” provides for no extension", scope(at)),
            ),
            Self::ExtendedAlready(at) => (
                format!("“{}”已延期一次，不能再延", scope(at)),
                format!("“{}” has been extended once already", scope(at)),
            ),
            Self::ExtendedLate(at) => (
                format!("“{}”的时限已过，不能再延期", scope(at)),
                format!("the limit of “{}” has run out already", scope(at)),
            ),
            Self::ExtendedTooFar { scope: at, most } => (
                format!("“{}”最多延期 {}", scope(at), most.in_words()),
                format!("“{}” may be extended by {} at most", scope(at), most.in_words()),
            ),
            Self::WrongAuthority { scope: at, needed } => (
                format!("“{}”的延期要由{needed}批准", scope(at)),
                format!("an extension of “{}” is approved by {needed}", scope(at)),
            ),
            other => (other.code().to_owned(), other.code().to_owned()),
        }
    }
}
