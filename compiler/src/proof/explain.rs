//! Why a 时限 is what it is: which step may slip by how much, how late each department may be, what would have to shrink,
//! what could run side by side. Every answer is a proof of its own, of the plan changed in that one way.

use super::{Budget, Proof, ProofError, node_names, prove};
use lianban_runtime::plan::{DepartmentIx, EdgeKind, Join, Metric, Node, NodeIx, NodeKind, Plan, ScopeKind};
use lianban_runtime::time::Unit;
use serde::Serialize;

/// Most steps that are looked at one by one.
const MAX_STEPS: usize = 200;
/// Most departments of which pairs are looked at.
const MAX_DEPARTMENTS: usize = 16;

/// What makes the 时限 of a bundle what it is; the unit is the working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// What is promised.
    pub limit: u32,
    /// The worst case.
    pub worst: u32,
    /// Each step that takes working days, in the order of the plan.
    pub steps: Vec<Step>,
    /// Each department that does such steps.
    pub departments: Vec<Lateness>,
    /// Any two of them.
    pub pairs: Vec<Lateness>,
    /// What the worst case would be if two items, one behind the other for no paper's sake, ran side by side; the best
    /// first.
    pub side_by_side: Vec<SideBySide>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its name as the designer wrote it.
    pub node: String,
    /// Its department; empty for none.
    pub department: String,
    /// How long it may take.
    pub days: u32,
    /// One day more makes the worst case longer.
    pub critical: bool,
    /// How many days more it may take before the promise breaks; none if nothing that it does can break it. Negative: so
    /// many less would keep it, if any number would ([`Self::mends`]).
    pub slack: Option<i64>,
    /// By how many days the worst case is shorter if this step takes one day less: 0 if another path is as long.
    pub gain: u32,
    /// Of a broken promise: the fewest days by which this step alone would have to be shorter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mends: Option<u32>,
}

/// How late somebody may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lateness {
    /// One department, or two.
    pub departments: Vec<String>,
    /// The most days by which every step of theirs may be late, all at once, and the promise is kept; none if nothing that
    /// they do can break it.
    pub days: Option<u32>,
}

/// Two items that need not wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideBySide {
    /// What comes first now.
    pub first: String,
    /// What comes behind it now.
    pub second: String,
    /// By how many days the worst case is shorter if they run side by side.
    pub saves: u32,
    /// The promise is kept then.
    pub keeps: bool,
}

/// Explains the promised 时限 of a whole bundle; none if it has none, counts in another unit than the working day, or could
/// not be decided.
///
/// # Errors
/// [`ProofError`].
pub fn explain(plan: &Plan, proof: &Proof) -> Result<Option<Explanation>, ProofError> {
    let Some(promised) =
        proof.of(Metric::Time).filter(|time| time.decided && time.unit == Unit::WorkDay.word())
    else {
        return Ok(None);
    };
    let Some(limit) = promised.limit else { return Ok(None) };
    let names = node_names(plan)?;
    let what_if = WhatIf { plan: only_the_time(plan), limit, worst: promised.worst, names: &names };
    let path: Vec<&str> = promised.path.iter().map(|step| step.node.as_str()).collect();
    let at_work = what_if.at_work();
    let departments = what_if.departments(&at_work)?;
    Ok(Some(Explanation {
        limit,
        worst: promised.worst,
        steps: what_if.steps()?,
        pairs: what_if.pairs(&at_work, &departments)?,
        departments,
        side_by_side: what_if.side_by_side(&path)?,
    }))
}

/// The plan with no other promise than that.
fn only_the_time(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.promises.retain(|promise| promise.metric == Metric::Time);
    plan.baseline.clear();
    plan
}

struct WhatIf<'a> {
    plan: Plan,
    limit: u32,
    worst: u32,
    names: &'a [String],
}

/// Work that somebody does in working days, and that the 时限 waits for.
fn is_work(node: &Node) -> bool {
    let kind = matches!(
        node.kind,
        NodeKind::Intake | NodeKind::Handover | NodeKind::Step | NodeKind::Decide | NodeKind::Joint
    );
    kind && node.department.is_some() && node.work.unit == Unit::WorkDay
}

impl WhatIf<'_> {
    /// The worst case of the plan changed; none if it was not decided.
    fn worst_of(&self, change: impl FnOnce(&mut Plan)) -> Result<Option<u32>, ProofError> {
        let mut plan = self.plan.clone();
        change(&mut plan);
        let proof = prove(&plan, Budget::default())?;
        Ok(proof.of(Metric::Time).filter(|time| time.decided).map(|time| time.worst))
    }

    /// The worst case if each of these nodes takes so many days more.
    fn worst_if_late(&self, late: &dyn Fn(&Node) -> bool, days: u32) -> Result<Option<u32>, ProofError> {
        self.worst_of(|plan| {
            for node in plan.nodes.iter_mut().filter(|node| is_work(node) && late(node)) {
                node.work.amount = node.work.amount.saturating_add(days);
            }
        })
    }

    /// The worst case if one node takes so many days less.
    fn worst_if_short(&self, at: NodeIx, days: u32) -> Result<Option<u32>, ProofError> {
        self.worst_of(|plan| {
            if let Some(node) = plan.nodes.get_mut(at.index()) {
                node.work.amount = node.work.amount.saturating_sub(days);
            }
        })
    }

    /// The most days for which something that only gets worse is still good; none if it always is.
    fn most(&self, late: &dyn Fn(&Node) -> bool) -> Result<Option<u32>, ProofError> {
        let enough = self.limit.saturating_add(1);
        if self.is_kept(late, enough)? { Ok(None) } else { self.most_below(enough, late).map(Some) }
    }

    /// The same, where so many days are known to be too many.
    fn most_below(&self, too_many: u32, late: &dyn Fn(&Node) -> bool) -> Result<u32, ProofError> {
        // Mostly little is left: small numbers first.
        let (mut kept, mut broken, mut step) = (0_u32, too_many, 1_u32);
        while kept.saturating_add(step) < broken {
            if !self.is_kept(late, kept.saturating_add(step))? {
                broken = kept.saturating_add(step);
                break;
            }
            kept = kept.saturating_add(step);
            step = step.saturating_mul(2);
        }
        while kept.saturating_add(1) < broken {
            let middle = kept.midpoint(broken);
            if self.is_kept(late, middle)? { kept = middle } else { broken = middle }
        }
        Ok(kept)
    }

    fn is_kept(&self, late: &dyn Fn(&Node) -> bool, days: u32) -> Result<bool, ProofError> {
        Ok(self.worst_if_late(late, days)?.is_some_and(|worst| worst <= self.limit))
    }

    fn steps(&self) -> Result<Vec<Step>, ProofError> {
        // Where something is cancelled by something else, a longer path may cut another one off.
        let plain = self.plan.cancels.is_empty()
            && self.plan.nodes.iter().all(|node| node.join == Join::All && node.work.unit == Unit::WorkDay);
        let rows = (0_u32..).map(NodeIx).zip(&self.plan.nodes).filter(|(_, node)| is_work(node));
        let mut steps = Vec::new();
        for (at, node) in rows.take(MAX_STEPS) {
            let name = self.names.get(at.index()).cloned().unwrap_or_default();
            let one = |other: &Node| other.name == node.name;
            let slack = if plain { self.slack_by_path(at)? } else { self.slack_by_search(&one)? };
            let longest = i64::from(self.limit).saturating_sub(i64::from(self.worst));
            let critical = if plain {
                slack == Some(longest)
            } else {
                self.worst_if_late(&one, 1)?.is_none_or(|worst| worst > self.worst)
            };
            let shorter = if critical && node.work.amount > 0 { self.worst_if_short(at, 1)? } else { None };
            let gain = shorter.map_or(0, |worst| self.worst.saturating_sub(worst));
            let mends = if self.worst > self.limit { self.mends(at, node.work.amount)? } else { None };
            let department = self.department(node.department);
            steps.push(Step { node: name, department, days: node.work.amount, critical, slack, gain, mends });
        }
        Ok(steps)
    }

    /// Where every join waits for all, the longest path through a node grows with it day for day: one proof tells.
    fn slack_by_path(&self, at: NodeIx) -> Result<Option<i64>, ProofError> {
        let much = self.worst.max(self.limit).saturating_add(1);
        let long = self.worst_of(|plan| {
            if let Some(node) = plan.nodes.get_mut(at.index()) {
                node.work.amount = node.work.amount.saturating_add(much);
            }
        })?;
        let through = long.and_then(|long| long.checked_sub(much));
        Ok(through.map(|through| i64::from(self.limit).saturating_sub(i64::from(through))))
    }

    fn slack_by_search(&self, one: &dyn Fn(&Node) -> bool) -> Result<Option<i64>, ProofError> {
        if self.worst > self.limit {
            return Ok(None);
        }
        Ok(self.most(one)?.map(i64::from))
    }

    /// The fewest days by which one step would have to be shorter for the promise to hold.
    fn mends(&self, at: NodeIx, all: u32) -> Result<Option<u32>, ProofError> {
        let good = |days: u32| -> Result<bool, ProofError> {
            Ok(self.worst_if_short(at, days)?.is_some_and(|worst| worst <= self.limit))
        };
        if all == 0 || !good(all)? {
            return Ok(None);
        }
        let (mut short, mut enough) = (0_u32, all);
        while short.saturating_add(1) < enough {
            let middle = short.midpoint(enough);
            if good(middle)? { enough = middle } else { short = middle }
        }
        Ok(Some(enough))
    }

    fn department(&self, at: Option<DepartmentIx>) -> String {
        let found = at.and_then(|at| self.plan.departments.get(at.index()));
        found.map_or_else(String::new, |found| found.name.clone())
    }

    /// Departments that do work, in the order in which they are declared.
    fn at_work(&self) -> Vec<DepartmentIx> {
        let rows = (0_u32..).map(DepartmentIx).zip(&self.plan.departments);
        let works = |at: DepartmentIx| {
            self.plan.nodes.iter().any(|node| is_work(node) && node.department == Some(at))
        };
        rows.map(|(at, _)| at).filter(|at| works(*at)).collect()
    }

    fn departments(&self, at_work: &[DepartmentIx]) -> Result<Vec<Lateness>, ProofError> {
        let of = |at: &DepartmentIx| {
            let late = |node: &Node| node.department == Some(*at);
            // A broken promise leaves nothing.
            let days = if self.worst > self.limit { Some(0) } else { self.most(&late)? };
            Ok(Lateness { departments: vec![self.department(Some(*at))], days })
        };
        at_work.iter().map(of).collect()
    }

    /// Two of them; they may be late together by no more than each of them alone.
    fn pairs(&self, at_work: &[DepartmentIx], alone: &[Lateness]) -> Result<Vec<Lateness>, ProofError> {
        let mut pairs = Vec::new();
        let few = at_work.len() <= MAX_DEPARTMENTS;
        let mut rows = at_work.iter().zip(alone).filter(|_| few);
        while let Some((one, first)) = rows.next() {
            for (other, second) in rows.clone() {
                let both = |node: &Node| node.department == Some(*one) || node.department == Some(*other);
                let days = match first.days.into_iter().chain(second.days).min() {
                    Some(least) => Some(self.most_below(least.saturating_add(1), &both)?),
                    None => self.most(&both)?,
                };
                let departments = [first, second].map(|alone| alone.departments.join("")).to_vec();
                pairs.push(Lateness { departments, days });
            }
        }
        Ok(pairs)
    }

    /// Items one behind the other on the longest path, although the second needs nothing that the first issues.
    fn side_by_side(&self, path: &[&str]) -> Result<Vec<SideBySide>, ProofError> {
        let mut found = Vec::new();
        for edge in
            self.plan.edges.iter().filter(|edge| edge.kind == EdgeKind::Start && edge.material.is_none())
        {
            let item = |at: NodeIx| {
                let scope = self.plan.nodes.get(at.index()).map(|node| node.scope)?;
                self.plan.scopes.get(scope.index()).filter(|scope| scope.kind == ScopeKind::Item)
            };
            let (Some(first), Some(second)) = (item(edge.from), item(edge.to)) else { continue };
            let flows = first.exit == edge.from && second.entry == edge.to;
            let on_path = |name: &str| path.iter().any(|step| step.split('·').next() == Some(name));
            let needed = self
                .plan
                .edges
                .iter()
                .any(|other| (other.from, other.to) == (edge.from, edge.to) && other.material.is_some());
            if !flows || needed || !on_path(&first.name) || !on_path(&second.name) {
                continue;
            }
            let apart = self.worst_of(|plan| plan.edges.retain(|other| other != edge))?;
            let Some(worst) = apart.filter(|worst| *worst < self.worst) else { continue };
            found.push(SideBySide {
                first: first.name.clone(),
                second: second.name.clone(),
                saves: self.worst.saturating_sub(worst),
                keeps: worst <= self.limit,
            });
        }
        found.sort_by_key(|both| std::cmp::Reverse(both.saves));
        Ok(found)
    }
}
