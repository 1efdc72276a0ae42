//! Is a decoded plan consistent? Untrusted plans are hostile: every index, order and size is checked once, here,
//! so that the engine may rely on it.

mod procedures;

use super::{
    Anchor, AnswerKind, Edge, EdgeKind, Guard, GuardIx, Join, MAX_ASK_DAYS, MAX_SEVERAL, MAX_STOP_KINDS,
    MaterialIx, NodeIx, NodeKind, Plan, Scope, ScopeIx, ScopeKind,
};
use crate::time::Unit;
use std::collections::BTreeSet;
use std::fmt;

/// Most rows accepted in any one table.
pub const MAX_ROWS: usize = 1_000_000;
/// Most questions accepted.
pub const MAX_QUESTIONS: usize = 64;

/// Why a plan is inconsistent: which table, which row, what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    /// Table name.
    pub table: &'static str,
    /// Row in it.
    pub row: usize,
    /// What is wrong.
    pub why: &'static str,
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.table, self.row, self.why)
    }
}

pub(super) type Checked = Result<(), PlanError>;

pub(super) fn ensure(holds: bool, table: &'static str, row: usize, why: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(PlanError { table, row, why }) }
}

impl Plan {
    /// Checks that the tables agree with each other.
    ///
    /// # Errors
    /// The first inconsistency found, tables in declaration order.
    pub fn check(&self) -> Checked {
        self.check_sizes()?;
        self.check_guards()?;
        self.check_questions()?;
        self.check_materials()?;
        self.check_fields()?;
        self.check_profiles()?;
        self.check_scopes()?;
        self.check_fees()?;
        self.check_nodes()?;
        self.check_edges()?;
        self.check_barriers()?;
        self.check_procedures()?;
        self.check_cancels()?;
        self.check_rounds()?;
        self.check_limits()?;
        self.check_obligations()?;
        self.check_desk()
    }

    fn check_sizes(&self) -> Checked {
        let sizes = [
            ("guards", self.guards.len()),
            ("departments", self.departments.len()),
            ("materials", self.materials.len()),
            ("fields", self.fields.len()),
            ("fees", self.fees.len()),
            ("scopes", self.scopes.len()),
            ("nodes", self.nodes.len()),
            ("edges", self.edges.len()),
            ("barriers", self.barriers.len()),
            ("cancels", self.cancels.len()),
            ("rounds", self.rounds.len()),
            ("limits", self.limits.len()),
            ("procedures", self.procedures.len()),
            ("obligations", self.obligations.len()),
            ("roles", self.desk.roles.len()),
            ("panels", self.desk.panels.len()),
            ("allowed", self.desk.allowed.len()),
            ("mandates", self.desk.mandates.len()),
            ("discussed", self.desk.discussed.len()),
            ("forwarded", self.desk.forwarded.len()),
            ("profiles", self.profiles.len()),
        ];
        for (table, len) in sizes {
            ensure(len <= MAX_ROWS, table, len, "too many rows")?;
        }
        ensure(self.promises.len() <= MAX_ROWS, "promises", self.promises.len(), "too many rows")?;
        ensure(self.questions.len() <= MAX_QUESTIONS, "questions", self.questions.len(), "too many questions")
    }

    fn check_guards(&self) -> Checked {
        ensure(self.guards.first() == Some(&Guard::Always), "guards", 0, "the first guard must be “always”")?;
        for (row, guard) in self.guards.iter().enumerate() {
            let earlier = |at: &GuardIx| at.index() < row;
            let question = |at: usize| at < self.questions.len();
            let good =
                guard.question().is_none_or(|q| question(q.index())) && guard.parts().iter().all(earlier);
            ensure(good, "guards", row, "dangling reference")?;
        }
        Ok(())
    }

    /// A question is asked on conditions that speak of earlier questions only.
    fn check_questions(&self) -> Checked {
        // The last question that each condition speaks of, counted from one.
        let mut last: Vec<usize> = Vec::with_capacity(self.guards.len());
        for guard in &self.guards {
            let of = |at: &GuardIx| last.get(at.index()).copied().unwrap_or(0);
            let own = guard.question().map_or(0, |q| q.index().saturating_add(1));
            last.push(guard.parts().iter().map(of).max().unwrap_or(0).max(own));
        }
        for (row, question) in self.questions.iter().enumerate() {
            let few = !matches!(&question.kind, AnswerKind::Several(choices) if choices.len() > MAX_SEVERAL);
            ensure(few, "questions", row, "too many choices")?;
            let latest = last.get(question.when.index());
            ensure(latest.is_some(), "questions", row, "dangling guard")?;
            ensure(
                latest.is_some_and(|latest| *latest <= row),
                "questions",
                row,
                "asked before what it depends on",
            )?;
        }
        Ok(())
    }

    fn check_materials(&self) -> Checked {
        for (row, material) in self.materials.iter().enumerate() {
            ensure(material.guard.index() < self.guards.len(), "materials", row, "dangling guard")?;
            let single =
                |at: &MaterialIx| self.materials.get(at.index()).is_some_and(|m| m.any_of.is_empty());
            ensure(material.any_of.iter().all(single), "materials", row, "a group of groups")?;
            let mut media = BTreeSet::new();
            let once = material.media.iter().all(|m| media.insert(m.medium));
            ensure(once, "materials", row, "a form stated twice")?;
            let dated = material.validity.is_none_or(|v| {
                matches!(v.unit, Unit::WorkDay | Unit::Day | Unit::Month | Unit::Year) && v.amount > 0
            });
            ensure(dated, "materials", row, "a validity is counted in days, months or years")?;
        }
        Ok(())
    }

    fn check_fields(&self) -> Checked {
        let mut names = BTreeSet::new();
        for (row, field) in self.fields.iter().enumerate() {
            ensure(names.insert(field.name.as_str()), "fields", row, "name used twice")?;
            ensure(field.guard.index() < self.guards.len(), "fields", row, "dangling guard")?;
            let key = |at: super::FieldIx| {
                self.fields.get(at.index()).is_some_and(|key| key.kind.is_key() && key.key.is_none())
            };
            ensure(field.key.is_none_or(key), "fields", row, "fetched by what is no key")?;
        }
        Ok(())
    }

    /// Each fee is an item's.
    fn check_fees(&self) -> Checked {
        for (row, fee) in self.fees.iter().enumerate() {
            let item = self.scopes.get(fee.scope.index()).is_some_and(|scope| scope.kind == ScopeKind::Item);
            ensure(item, "fees", row, "not of an item")?;
            ensure(fee.guard.index() < self.guards.len(), "fees", row, "dangling guard")?;
        }
        Ok(())
    }

    /// The bundle's profile is there, and nothing is received after closing: a limit of no days would be over before
    /// it began.
    fn check_profiles(&self) -> Checked {
        ensure(!self.profiles.is_empty(), "profiles", 0, "the bundle has no profile")?;
        let closing = self.calendar.hours.last().map_or(0, |hours| hours.to_minute);
        for (row, profile) in self.profiles.iter().enumerate() {
            let early = profile.receipt.cutoff_minute.is_none_or(|minute| minute <= closing);
            ensure(early, "profiles", row, "收件截止 after closing")?;
            ensure(
                profile.ask_days.is_none_or(|days| days <= MAX_ASK_DAYS),
                "profiles",
                row,
                "too many days",
            )?;
            ensure(profile.stops.len() <= MAX_STOP_KINDS, "profiles", row, "too many kinds of stops")?;
        }
        Ok(())
    }

    fn node_exists(&self, at: NodeIx) -> bool {
        at.index() < self.nodes.len()
    }

    fn check_scopes(&self) -> Checked {
        let bundle = self.scopes.first().is_some_and(|s| s.kind == ScopeKind::Bundle && s.parent.is_none());
        ensure(bundle, "scopes", 0, "the first scope must be the bundle")?;
        for (row, scope) in self.scopes.iter().enumerate() {
            let nested = scope.parent.map_or(row == 0, |parent| parent.index() < row);
            ensure(nested, "scopes", row, "parent must stand before it")?;
            ensure(self.nests(scope), "scopes", row, "parent is of the wrong kind")?;
            ensure(
                self.node_exists(scope.entry) && self.node_exists(scope.exit),
                "scopes",
                row,
                "dangling node",
            )?;
            ensure(scope.guard.index() < self.guards.len(), "scopes", row, "dangling guard")?;
            let department = scope.department.is_none_or(|d| d.index() < self.departments.len());
            ensure(department, "scopes", row, "dangling department")?;
            ensure(scope.profile.index() < self.profiles.len(), "scopes", row, "dangling profile")?;
            let mut materials = scope.needs.iter().chain(&scope.produces);
            ensure(materials.all(|m| m.index() < self.materials.len()), "scopes", row, "dangling material")?;
            let fields = scope.fields.iter().all(|f| f.index() < self.fields.len());
            ensure(fields, "scopes", row, "dangling field")?;
        }
        Ok(())
    }

    /// Stages stand in the bundle or in a stage, items and joint actions there or in a stage, steps in an item.
    fn nests(&self, scope: &Scope) -> bool {
        let parent = scope.parent.and_then(|at| self.scopes.get(at.index())).map(|parent| parent.kind);
        match scope.kind {
            ScopeKind::Bundle => parent.is_none(),
            ScopeKind::Stage => matches!(parent, Some(ScopeKind::Bundle | ScopeKind::Stage)),
            ScopeKind::Item | ScopeKind::Joint => {
                matches!(parent, Some(ScopeKind::Bundle | ScopeKind::Stage))
            }
            ScopeKind::Step => parent == Some(ScopeKind::Item),
        }
    }

    fn check_nodes(&self) -> Checked {
        let mut names = BTreeSet::new();
        for (row, node) in self.nodes.iter().enumerate() {
            ensure(names.insert(node.name.as_str()), "nodes", row, "name used twice")?;
            ensure(node.scope.index() < self.scopes.len(), "nodes", row, "dangling scope")?;
            ensure(node.guard.index() < self.guards.len(), "nodes", row, "dangling guard")?;
            ensure(node.join != Join::AtLeast(0), "nodes", row, "至少 0 means nothing")?;
            let gate = node.kind == NodeKind::Gate;
            ensure(!gate || node.automatic && node.work.amount == 0, "nodes", row, "a gate takes no time")?;
            let department = node.department.is_none_or(|d| d.index() < self.departments.len());
            ensure(department, "nodes", row, "dangling department")?;
        }
        let intakes = self.nodes.iter().filter(|n| n.kind == NodeKind::Intake).count();
        let first = self.nodes.first().is_some_and(|n| n.kind == NodeKind::Intake);
        ensure(first && intakes == 1, "nodes", 0, "the first node, and only it, must be the intake")
    }

    fn check_edges(&self) -> Checked {
        let mut last: Option<(NodeIx, NodeIx, EdgeKind)> = None;
        for (row, edge) in self.edges.iter().enumerate() {
            let Edge { to, from, kind, material } = *edge;
            ensure(self.node_exists(to) && self.node_exists(from), "edges", row, "dangling node")?;
            ensure(from < to, "edges", row, "nodes must stand in topological order")?;
            ensure(
                last < Some((to, from, kind)),
                "edges",
                row,
                "must be sorted by (to, from, kind), without duplicates",
            )?;
            ensure(
                material.is_none_or(|m| m.index() < self.materials.len()),
                "edges",
                row,
                "dangling material",
            )?;
            last = Some((to, from, kind));
        }
        Ok(())
    }

    fn check_barriers(&self) -> Checked {
        for (row, barrier) in self.barriers.iter().enumerate() {
            let joint = self.nodes.get(barrier.node.index()).is_some_and(|n| n.kind == NodeKind::Joint);
            ensure(joint, "barriers", row, "not a joint node")?;
            let is_item = |s: &ScopeIx| self.scopes.get(s.index()).is_some_and(|s| s.kind == ScopeKind::Item);
            ensure(barrier.members.iter().all(is_item), "barriers", row, "a member is not an item")?;
        }
        Ok(())
    }

    /// Every 整改 and 复核 belongs to one round, in the scope of what it reworks; rounds are numbered without gaps.
    fn check_rounds(&self) -> Checked {
        let mut inside = 0_usize;
        let mut last: Option<(NodeIx, u32)> = None;
        for (row, round) in self.rounds.iter().enumerate() {
            let (of, kind) = (self.nodes.get(round.of.index()), |at: NodeIx| self.nodes.get(at.index()));
            let worked = of.filter(|n| matches!(n.kind, NodeKind::Joint | NodeKind::Step));
            ensure(worked.is_some(), "rounds", row, "only a joint action or a step is reworked")?;
            let number = match last {
                Some((before, number)) if before == round.of => number.saturating_add(1),
                Some((before, _)) if before > round.of => 0,
                _ => 1,
            };
            ensure(round.number == number, "rounds", row, "must be sorted and numbered from 1")?;
            last = Some((round.of, round.number));
            let of_kind = |at, wanted| kind(at).is_some_and(|n: &super::Node| n.kind == wanted);
            let right =
                of_kind(round.rectify, NodeKind::Rectify) && of_kind(round.recheck, NodeKind::Recheck);
            ensure(right && round.rectify < round.recheck, "rounds", row, "not a 整改 and a 复核")?;
            let scope = worked.map(|n| n.scope);
            let same = |at| kind(at).map(|n| n.scope) == scope;
            ensure(same(round.rectify) && same(round.recheck), "rounds", row, "in another scope")?;
            let exit = scope.and_then(|at| self.scopes.get(at.index())).map(|s| s.exit);
            let gate =
                exit.and_then(kind).is_some_and(|n| n.kind == NodeKind::Gate && Some(n.scope) == scope);
            ensure(gate, "rounds", row, "what is reworked must end with a gate")?;
            inside = inside.saturating_add(2);
        }
        let all = self.nodes.iter().filter(|n| matches!(n.kind, NodeKind::Rectify | NodeKind::Recheck));
        let mut used = BTreeSet::new();
        let once = self.rounds.iter().all(|round| used.insert(round.rectify) && used.insert(round.recheck));
        ensure(once && all.count() == inside, "rounds", 0, "a 整改 or 复核 without a round of its own")
    }

    /// What is cancelled drops out, so nothing that stays may hang on it: else a case could take longer when something
    /// takes less (decision 0007).
    fn check_cancels(&self) -> Checked {
        let mut last: Option<NodeIx> = None;
        let mut in_all: usize = 0;
        for (row, cancel) in self.cancels.iter().enumerate() {
            let gate = self.nodes.get(cancel.by.index());
            let cancels = gate.is_some_and(|n| n.kind == NodeKind::Gate && n.scope == ScopeIx(0));
            ensure(cancels, "cancels", row, "only a gate of the bundle cancels")?;
            ensure(last < Some(cancel.by), "cancels", row, "must be sorted by node, without duplicates")?;
            last = Some(cancel.by);
            let is_item = |s: &ScopeIx| self.scopes.get(s.index()).is_some_and(|s| s.kind == ScopeKind::Item);
            ensure(cancel.scopes.iter().all(is_item), "cancels", row, "cancels something that is no item")?;
            let sorted = cancel.scopes.iter().zip(cancel.scopes.iter().skip(1)).all(|(a, b)| a < b);
            ensure(sorted, "cancels", row, "items must be sorted, without duplicates")?;
            in_all = in_all.saturating_add(cancel.scopes.len());
            ensure(in_all <= MAX_ROWS, "cancels", row, "too many rows")?;
            let inside: BTreeSet<ScopeIx> = cancel.scopes.iter().copied().collect();
            let scope_of = |node: NodeIx| self.nodes.get(node.index()).map_or(ScopeIx(0), |n| n.scope);
            let passed = self.edges.iter().filter(|edge| edge.material.is_some());
            let mut leaves = passed.filter(|edge| inside.contains(&scope_of(edge.from)));
            let stays = leaves.all(|edge| inside.contains(&scope_of(edge.to)));
            ensure(stays, "cancels", row, "something that stays needs a product of what is cancelled")?;
        }
        Ok(())
    }

    fn check_limits(&self) -> Checked {
        for (row, limit) in self.limits.iter().enumerate() {
            ensure(limit.scope.index() < self.scopes.len(), "limits", row, "dangling scope")?;
            let anchored = |a: Anchor| self.node_exists(a.node);
            ensure(
                anchored(limit.span.from) && anchored(limit.span.until),
                "limits",
                row,
                "dangling anchor",
            )?;
            self.check_limit_changes(row, limit)?;
            ensure(limit.thresholds.are_sane(), "limits", row, "a share is not between 1 and 99 percent")?;
        }
        for (row, promise) in self.promises.iter().enumerate() {
            let kept = promise.row.is_none_or(|limit| limit.index() < self.limits.len());
            ensure(kept, "promises", row, "dangling limit")?;
        }
        Ok(())
    }

    fn check_obligations(&self) -> Checked {
        for (row, owed) in self.obligations.iter().enumerate() {
            ensure(owed.material.index() < self.materials.len(), "obligations", row, "dangling material")?;
            ensure(owed.limit.index() < self.limits.len(), "obligations", row, "dangling limit")?;
            let awaits = self.nodes.get(owed.node.index()).is_some_and(|n| n.kind == NodeKind::Await);
            ensure(awaits, "obligations", row, "not an await node")?;
            let decides = |n: &NodeIx| self.nodes.get(n.index()).is_some_and(|n| n.kind == NodeKind::Decide);
            ensure(
                owed.blocks.iter().all(decides),
                "obligations",
                row,
                "blocks something that is no decision",
            )?;
        }
        Ok(())
    }
}
