//! 文书 of a step: which effect brings which paper. What the law deems has none: nobody has written it.

use super::Transition;
use crate::case::{About, CaseOutcome, EffectKind, Paper, PaperKind, Phase};
use crate::plan::{NodeIx, NodeKind, ProcedureIx, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// Issues what goes with an effect that has just been told.
    #[inline(always)]
    pub(super) fn issue_with(&mut self, at: Instant, kind: EffectKind) {
        match kind {
            EffectKind::Received => self.issue(at, PaperKind::Receipt, ScopeIx(0), About::None),
            EffectKind::Accepted { deemed: false } => {
                self.issue(at, PaperKind::Acceptance, ScopeIx(0), About::None);
            }
            EffectKind::CorrectionAsked(scope) => {
                self.issue(at, PaperKind::Correction, scope, About::None);
            }
            // Of the whole case the acceptance itself tells.
            EffectKind::Corrected(scope) if scope != ScopeIx(0) => {
                self.issue(at, PaperKind::Acceptance, scope, About::None);
            }
            EffectKind::Ended(node) => self.issue_end_of(node, at),
            EffectKind::Failed(node) => self.issue_failure(node, at),
            EffectKind::Refused(scope) if self.is_item(scope) => {
                self.issue(at, PaperKind::Refusal, scope, self.lapsed());
            }
            EffectKind::Revoked(scope) => self.issue(at, PaperKind::Revocation, scope, self.lapsed()),
            EffectKind::Declined(scope) => self.issue(at, PaperKind::NonAcceptance, scope, About::None),
            EffectKind::NotRequired(scope) => self.issue(at, PaperKind::NotRequired, scope, About::None),
            EffectKind::Rescinded(scope) => {
                self.issue(at, PaperKind::Rescission, scope, self.lapsed());
            }
            EffectKind::Withdrawn(scope) => {
                self.issue(at, PaperKind::Withdrawal, scope, self.lapsed());
            }
            EffectKind::ProcedureBegun { procedure, scope } => self.issue_time_of(procedure, scope, at),
            EffectKind::Suspended(scope) => self.issue(at, PaperKind::Suspension, scope, About::None),
            EffectKind::Resumed(scope) => self.issue(at, PaperKind::Resumption, scope, About::None),
            _ => {}
        }
    }

    /// A paper with the next number of the case.
    pub(super) fn issue(&mut self, at: Instant, kind: PaperKind, scope: ScopeIx, about: About) {
        let paper = Paper { kind, number: self.state.next_paper(), scope, about };
        self.tell(at, EffectKind::Issued(paper));
    }

    /// 特别程序时间告知书 (行政许可法 45), where the applicant is told.
    fn issue_time_of(&mut self, procedure: ProcedureIx, scope: ScopeIx, at: Instant) {
        let found = self.engine.procedure(procedure);
        let (told, stops) = found.map_or((false, false), |found| (found.told, found.stops));
        if told {
            self.issue(at, PaperKind::ProcedureTime, scope, About::Procedure(procedure));
        } else if stops {
            self.tell(at, EffectKind::NotTold { procedure, scope });
        }
    }

    /// What the end of the whole case brings. Refusals and withdrawals of items have papers of their own.
    pub(super) fn issue_end(&mut self, outcome: CaseOutcome, at: Instant) {
        let kind = match outcome {
            CaseOutcome::Rejected => PaperKind::NonAcceptance,
            CaseOutcome::Withdrawn => PaperKind::Withdrawal,
            CaseOutcome::Terminated => PaperKind::Termination,
            CaseOutcome::Granted
            | CaseOutcome::Partly
            | CaseOutcome::Refused
            | CaseOutcome::Rescinded
            | CaseOutcome::NotRequired => return,
        };
        self.issue(at, kind, ScopeIx(0), self.lapsed());
    }

    /// 准予决定书 and the certificates of an item; 送达回证.
    fn issue_end_of(&mut self, node: NodeIx, at: Instant) {
        let engine = self.engine;
        // The small row, which is at hand: a plan of thousands of nodes does not fit into a cache.
        let (kind, scope) = (engine.tables().node(node).kind, engine.tables().node(node).scope);
        match kind {
            NodeKind::Decide if self.lapse.is_none() => {
                self.issue(at, PaperKind::Grant, scope, About::None);
                for product in &engine.scope(scope).produces {
                    self.issue(at, PaperKind::Certificate, scope, About::Product(*product));
                }
            }
            NodeKind::Deliver => self.issue(at, PaperKind::Delivery, ScopeIx(0), About::None),
            _ => {}
        }
    }

    /// 整改通知书, if it may be put right once more.
    fn issue_failure(&mut self, node: NodeIx, at: Instant) {
        let scope = self.engine.node(node).scope;
        let mut rounds = self.engine.nodes_of(scope).iter();
        let follows = rounds.any(|node| {
            self.engine.node(*node).kind == NodeKind::Rectify
                && matches!(self.state.node(*node).phase, Phase::Skipped | Phase::Waiting)
        });
        if follows {
            self.issue(at, PaperKind::Rectification, scope, About::None);
        }
    }

    fn is_item(&self, scope: ScopeIx) -> bool {
        self.engine.scope(scope).kind == ScopeKind::Item
    }

    /// Brought about by nobody's act but by a limit that has run out.
    fn lapsed(&self) -> About {
        self.lapse.map_or(About::None, About::Lapse)
    }
}
