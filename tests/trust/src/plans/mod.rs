//! Random plans: the tables themselves, in the shapes that lowering gives them, with everything that a bundle can say.

mod chain;
mod flow;
mod limits;
mod waits;

use crate::calendar::published;
use crate::dice::Dice;
use lianban_compiler::proof::testing::{PlanBuilder, node};
use lianban_runtime::plan::{
    CorrectionOverdue, DepartmentIx, EdgeKind, Guard, GuardIx, Node, NodeIx, NodeKind, OnRefusal,
    OverdueOutcome, Plan, Profile, ProfileIx, ScopeIx, ScopeKind, Unanswered,
};
use lianban_runtime::time::{ReceiptRule, RestDayReceipt, Roll, Span, Unit};

/// Who approves every extension of a random plan.
pub const APPROVER: &str = "局长";

/// A plan of a seed, with at most so many items (and at least one).
///
/// # Panics
/// If a thousand attempts make no consistent plan, which would be a defect of the generator.
#[must_use]
pub fn random_plan(seed: u64, most_items: usize) -> Plan {
    plan_of(Dice::new(seed), most_items)
}

/// A plan that dice decide.
///
/// # Panics
/// As [`random_plan`].
#[must_use]
pub fn plan_of(mut dice: Dice, most_items: usize) -> Plan {
    let mut attempt = dice.clone();
    for _ in 0..1_000 {
        if let Some(plan) = Maker::attempt(attempt, most_items) {
            return plan;
        }
        attempt = dice.fork();
    }
    panic!("no plan of {dice:?}")
}

/// An item in the making.
#[derive(Clone, Debug)]
struct Item {
    scope: ScopeIx,
    accept: NodeIx,
    decide: NodeIx,
    /// What is to be done between acceptance and decision begins behind this node, and leads to that one.
    begin: NodeIx,
    rest: NodeIx,
    promised: Span,
    /// Nothing may be put behind it: it may be cancelled.
    alone: bool,
    /// Its joint action, by position.
    joint: Option<usize>,
}

/// A joint action in the making.
#[derive(Clone, Copy, Debug)]
struct Joint {
    node: NodeIx,
    end: NodeIx,
}

/// A plan in the making.
struct Maker {
    dice: Dice,
    b: PlanBuilder,
    guards: Vec<GuardIx>,
    handover: Option<NodeIx>,
    items: Vec<Item>,
    joints: Vec<Joint>,
    /// The stages: scope, beginning, completion.
    stages: Vec<(ScopeIx, NodeIx, NodeIx)>,
    /// The first so many items race against each other.
    racing: usize,
    cancels_rest: bool,
}

impl Maker {
    /// A plan, unless its parts do not fit together.
    fn attempt(mut dice: Dice, most_items: usize) -> Option<Plan> {
        let mut b = PlanBuilder::new("随机");
        b.plan.calendar = published();
        let questions = [b.yes_no("甲"), b.yes_no("乙")];
        let yes = b.guard(Guard::Yes(questions[0]));
        let not = b.guard(Guard::Not(yes));
        let other = b.guard(Guard::Yes(questions[1]));
        for name in ["市监", "消防", "城管"] {
            b.department(name);
        }
        let guards = vec![GuardIx(0), GuardIx(0), GuardIx(0), yes, not, other];
        let items = 1 + dice.below(most_items.max(1));
        let racing = if items > 1 && dice.percent(35) { 2 + dice.below((items - 1).min(3)) } else { 0 };
        let mut maker = Self {
            cancels_rest: dice.percent(60),
            dice,
            b,
            guards,
            handover: None,
            items: Vec::new(),
            joints: Vec::new(),
            stages: Vec::new(),
            racing: racing.min(items),
        };
        maker.profiles();
        maker.intake();
        maker.make_items(items);
        maker.precedences();
        maker.make_joints();
        maker.chains();
        maker.gates();
        maker.awaits();
        maker.deliver();
        maker.procedures();
        maker.limits();
        let nodes = maker.b.plan.nodes.len();
        let plan = maker.b.finish();
        (plan.nodes.len() == nodes && plan.check().is_ok()).then_some(plan)
    }

    /// The profile of the bundle and another one.
    fn profiles(&mut self) {
        for _ in 0..2 {
            let dice = &mut self.dice;
            let cutoff_minute = dice.percent(20).then(|| dice.pick(&[720, 960, 1050]));
            let rest_day = dice.pick(&[RestDayReceipt::NextWorkingDay, RestDayReceipt::SameDay]);
            let receipt = if dice.percent(70) {
                ReceiptRule::default()
            } else {
                ReceiptRule { cutoff_minute, rest_day }
            };
            self.b.plan.profiles.push(Profile {
                ask_days: dice.pick(&[Some(5), Some(5), Some(5), Some(0), Some(1), Some(10), None]),
                correction_overdue: dice.pick(&[
                    CorrectionOverdue::Waits,
                    CorrectionOverdue::Withdrawn,
                    CorrectionOverdue::Refused,
                ]),
                tolerance_overdue: dice.pick(&[
                    OverdueOutcome::RevokeAcceptance,
                    OverdueOutcome::Refuse,
                    OverdueOutcome::Withdraw,
                ]),
                unanswered: dice.pick(&[Unanswered::DeemedAccepted, Unanswered::Waits]),
                receipt,
                ..Profile::national()
            });
        }
        self.b.plan.profiles.remove(0);
    }

    /// 一窗受理, perhaps with a limit, perhaps with 转交 behind it.
    fn intake(&mut self) {
        if self.dice.percent(30) {
            let days = self.dice.small(6);
            let intake = &mut self.b.plan.nodes[0];
            (intake.automatic, intake.work) = (false, Span::work_days(days));
        }
        if self.dice.percent(15) {
            let work = Span::work_days(self.dice.small(3));
            let node = node("转交", ScopeIx(0), NodeKind::Handover);
            let node = self.b.node(Node { work, automatic: false, ..node });
            self.b.edge(NodeIx(0), node, EdgeKind::Start);
            self.b.edge(node, NodeIx(1), EdgeKind::Start);
            self.handover = Some(node);
        }
    }

    /// What begins with the case.
    fn behind_intake(&mut self, node: NodeIx) {
        self.b.edge(NodeIx(0), node, EdgeKind::Start);
        if let Some(handover) = self.handover {
            self.b.edge(handover, node, EdgeKind::Start);
        }
    }

    /// The items, in one stage, two, or none.
    fn make_items(&mut self, count: usize) {
        let staged = self.racing == 0 && self.dice.percent(35);
        let border = if staged { 1 + self.dice.below(count) } else { 0 };
        for at in 0..count {
            let second = staged && at >= border && self.stages.len() == 1;
            if staged && (at == 0 || second) {
                self.stage();
            }
            self.make_item(at);
        }
    }

    fn make_item(&mut self, at: usize) {
        let guard = if self.racing > 0 && at == 0 { GuardIx(0) } else { self.dice.pick(&self.guards) };
        let promised = self.promised();
        let scope = self.b.item(&format!("事项{at}"), promised, guard);
        let (accept, decide) = self.b.ends(scope);
        if let Some(handover) = self.handover {
            self.b.edge(handover, accept, EdgeKind::Start);
        }
        let department = DepartmentIx(self.dice.small(3));
        let row = &mut self.b.plan.scopes[scope.index()];
        row.department = Some(department);
        if self.dice.percent(12) {
            row.on_refusal = OnRefusal::Veto;
        }
        if self.dice.percent(25) {
            row.profile = ProfileIx(1);
        }
        if let Some((stage, begins, complete)) = self.stages.last().copied() {
            row.parent = Some(stage);
            self.b.edge(begins, accept, EdgeKind::Start);
            self.b.edge(decide, complete, EdgeKind::Start);
        }
        let alone = self.cancels_rest && at < self.racing;
        self.items.push(Item {
            scope,
            accept,
            decide,
            begin: accept,
            rest: decide,
            promised,
            alone,
            joint: None,
        });
    }

    fn promised(&mut self) -> Span {
        let dice = &mut self.dice;
        let amount = dice.small(9);
        match dice.below(20) {
            0 => Span { amount: 3 * amount, unit: Unit::Day, roll: dice.pick(&ROLLS) },
            1 => Span { amount: 1 + amount % 2, unit: Unit::Month, roll: dice.pick(&ROLLS) },
            2 => Span { amount: 4 * amount, unit: Unit::WorkHour, roll: Roll::None },
            3 => Span { amount: 9 * amount, unit: Unit::Hour, roll: Roll::None },
            _ => Span::work_days(amount),
        }
    }

    /// The scope of a stage and its gates. It applies always: one of its items may, another may not.
    fn stage(&mut self) {
        let number = self.stages.len() + 1;
        let scope = ScopeIx(u32::try_from(self.b.plan.scopes.len()).expect("few scopes"));
        let gate = |word: &str| node(&format!("阶段{number}·{word}"), scope, NodeKind::Gate);
        let (begins, complete) = (gate("开始"), gate("完成"));
        let (begins, complete) = (self.b.node(begins), self.b.node(complete));
        let mut row = self.b.plan.scopes[0].clone();
        row.name = format!("阶段{number}");
        (row.kind, row.parent) = (ScopeKind::Stage, Some(ScopeIx(0)));
        (row.entry, row.exit) = (begins, complete);
        self.b.plan.scopes.push(row);
        self.behind_intake(begins);
        self.b.edge(begins, complete, EdgeKind::Start);
        self.b.edge(complete, NodeIx(1), EdgeKind::Start);
        if let Some((_, _, done)) = self.stages.last().copied() {
            self.b.edge(done, begins, EdgeKind::Start);
        }
        self.stages.push((scope, begins, complete));
    }

    fn deliver(&mut self) {
        if self.dice.percent(40) {
            let days = self.dice.small(3);
            self.b.deliver(Span::work_days(days), lianban_runtime::plan::Channel::Mail);
        }
    }
}

/// Every roll rule.
const ROLLS: [Roll; 4] = [Roll::None, Roll::Next, Roll::Previous, Roll::Extend];

#[cfg(test)]
mod tests {
    use super::random_plan;
    use lianban_runtime::plan::{LimitKind, NodeKind, Plan, Silence};

    /// Whatever the generator means to make, it makes often enough to be looked at.
    #[test]
    fn every_feature_comes_up() {
        let plans: Vec<Plan> = (0..400).map(|seed| random_plan(seed, 6)).collect();
        let often = |what: &str, is: &dyn Fn(&Plan) -> bool| {
            let found = plans.iter().filter(|plan| is(plan)).count();
            assert!(found >= 8, "{what}: {found} of {}", plans.len());
        };
        let has = |kind: NodeKind| move |plan: &Plan| plan.nodes.iter().any(|n| n.kind == kind);
        for kind in [
            NodeKind::Joint,
            NodeKind::Await,
            NodeKind::Deliver,
            NodeKind::Gate,
            NodeKind::Step,
            NodeKind::Rectify,
            NodeKind::Recheck,
            NodeKind::Handover,
        ] {
            often(&format!("{kind:?}"), &has(kind));
        }
        for kind in [
            LimitKind::Intake,
            LimitKind::Statutory,
            LimitKind::Stage,
            LimitKind::Between,
            LimitKind::Correction,
            LimitKind::Bundle,
            LimitKind::Supplement,
        ] {
            often(&format!("{kind:?}"), &|plan| plan.limits.iter().any(|l| l.kind == kind));
        }
        for silence in [
            Silence::DeemedAccepted,
            Silence::Overdue,
            Silence::Granted,
            Silence::NoObjection,
            Silence::Renewed,
            Silence::Absent,
            Silence::Withdrawn,
            Silence::Refused,
            Silence::Revoked,
        ] {
            often(&format!("{silence:?}"), &|plan| plan.limits.iter().any(|l| l.silence == silence));
        }
        often("a cancelling gate", &|plan| !plan.cancels.is_empty());
        often("a product", &|plan| plan.edges.iter().any(|e| e.material.is_some()));
        often("不计入时限 整改", &|plan| plan.rounds.iter().any(|r| r.off_the_clock));
        often("a planned procedure", &|plan| plan.procedures.iter().any(|p| p.node.is_some()));
        often("a procedure at hand", &|plan| plan.procedures.iter().any(|p| p.node.is_none()));
        often("不计", &|plan| plan.limits.iter().any(|l| !l.excludes.is_empty()));
        often("延期", &|plan| plan.limits.iter().any(|l| l.extension.is_some()));
        often("到场 or 会签", &|plan| !plan.desk.panels.is_empty());
        often("退回", &|plan| !plan.desk.allowed.is_empty());
        often("an action of departments only", &|plan| plan.barriers.iter().any(|b| b.members.is_empty()));
    }

    #[test]
    fn a_seed_is_a_plan() {
        assert_eq!(random_plan(3, 12), random_plan(3, 12));
    }
}
