//! What rows of a plan are called where something leaves the runtime.

use super::words::Words;
use crate::case::Engine;
use crate::plan::{LimitIx, LimitKind, MaterialIx, NodeIx, ProcedureIx, QuestionIx, ScopeIx};

/// What stands for a row that the plan does not have.
const NO_SUCH: &str = "?";

impl Engine {
    /// Name of a node: `食品经营许可·决定`.
    #[must_use]
    pub fn node_name(&self, at: NodeIx) -> &str {
        self.plan().nodes.get(at.index()).map_or(NO_SUCH, |node| &node.name)
    }

    /// Name of the bundle, an item, a joint action, a stage, or a step: `设立登记·初审`.
    #[must_use]
    pub fn scope_name(&self, at: ScopeIx) -> &str {
        self.plan().scopes.get(at.index()).map_or(NO_SUCH, |scope| &scope.name)
    }

    /// Name of a material, without 《》.
    #[must_use]
    pub fn material_name(&self, at: MaterialIx) -> &str {
        self.material(at).map_or(NO_SUCH, |material| &material.name)
    }

    /// Name of a 特别程序.
    #[must_use]
    pub fn procedure_name(&self, at: ProcedureIx) -> &str {
        self.procedure(at).map_or(NO_SUCH, |procedure| &procedure.name)
    }

    /// Name of a question.
    #[must_use]
    pub fn question_name(&self, at: QuestionIx) -> &str {
        self.plan().questions.get(at.index()).map_or(NO_SUCH, |question| &question.name)
    }

    /// Name of a limit, which no other limit of the plan has: `食品经营许可 承诺时限`, `《健康证》 容缺时限`, `从 立项 到 办结`.
    #[must_use]
    pub fn limit_name(&self, at: LimitIx) -> String {
        let Some(limit) = self.plan().limits.get(at.index()) else { return NO_SUCH.to_owned() };
        let name = self.usual_limit_name(at);
        let before = (0_u32..).map(LimitIx).zip(&self.plan().limits).take(at.index());
        let alike = before.filter(|(_, other)| other.kind == limit.kind && other.scope == limit.scope);
        match alike.filter(|(other, _)| self.usual_limit_name(*other) == name).count() {
            0 => name,
            namesakes => format!("{name} {}", namesakes.saturating_add(1)),
        }
    }

    fn usual_limit_name(&self, at: LimitIx) -> String {
        let Some(limit) = self.plan().limits.get(at.index()) else { return NO_SUCH.to_owned() };
        let until = limit.span.until;
        let owed = || self.plan().obligations.iter().find(|owed| owed.limit == at);
        match limit.kind {
            LimitKind::Between => {
                let moment = |anchor| self.plan().moment_in_words(anchor);
                format!("从 {} 到 {}", moment(limit.span.from), moment(until))
            }
            LimitKind::Tolerance => match owed() {
                Some(owed) => format!("《{}》 {}", self.material_name(owed.material), limit.kind.zh()),
                None => format!("{} {}", self.node_name(until.node), limit.kind.zh()),
            },
            LimitKind::Rectify | LimitKind::Recheck => {
                format!("{} {}", self.node_name(until.node), limit.kind.zh())
            }
            kind => format!("{} {}", self.scope_name(limit.scope), kind.zh()),
        }
    }
}
