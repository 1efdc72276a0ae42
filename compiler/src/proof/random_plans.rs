//! Random plans for property tests, here and in the simulator: the same shapes as lowering.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a generator for tests; its own indices"
)]

use super::testing::PlanBuilder;
use lianban_runtime::plan::{
    Channel, Comparison, Dimension, Guard, GuardIx, Join, MaterialIx, MaterialSource, Plan, Quantity,
    QuestionIx, ScopeIx, ScopeKind,
};
use lianban_runtime::time::Span;

/// Reads decisions off random bytes; zeros when they run out.
struct Dice<'b>(std::slice::Iter<'b, u8>);

impl Dice<'_> {
    fn below(&mut self, n: u32) -> u32 {
        u32::from(*self.0.next().unwrap_or(&0)) % n
    }

    fn guard(&mut self, b: &PlanBuilder, questions: [QuestionIx; 3]) -> Guard {
        use Comparison::{AtLeast, AtMost, Equal, Less, More, NotEqual};
        let earlier = u32::try_from(b.plan.guards.len()).unwrap();
        let relation = [Less, AtMost, Equal, NotEqual, AtLeast, More][self.below(6) as usize];
        match self.below(6) {
            0 => Guard::Yes(questions[0]),
            1 => Guard::Is(questions[1], self.below(3)),
            2 | 3 => Guard::Compare(
                questions[2],
                relation,
                Quantity(i64::from(self.below(14)) * Quantity::SCALE / 2),
            ),
            4 => Guard::Not(GuardIx(self.below(earlier))),
            _ => Guard::All(vec![GuardIx(self.below(earlier)), GuardIx(self.below(earlier))]),
        }
    }
}

/// Makes the second and third question depend on earlier ones, in chains and by negation.
fn dependent_questions(dice: &mut Dice<'_>, b: &mut PlanBuilder, [first, second, third]: [QuestionIx; 3]) {
    let yes = b.guard(Guard::Yes(first));
    let is = b.guard(Guard::Is(second, dice.below(3)));
    let not = b.guard(Guard::Not(is));
    let both = b.guard(Guard::All(vec![yes, is]));
    b.plan.questions[second.index()].when = [GuardIx(0), yes][dice.below(2) as usize];
    b.plan.questions[third.index()].when = [GuardIx(0), yes, is, not, both][dice.below(5) as usize];
}

/// A random plan in working days, read off random bytes. With `joins`, acceptances may need only one or two of their
/// predecessors.
#[must_use]
pub fn random_plan(bytes: &[u8], joins: bool) -> Plan {
    let mut dice = Dice(bytes.iter());
    let mut b = PlanBuilder::new("随机");
    let questions =
        [b.yes_no("是否"), b.choice("类型", &["甲", "乙", "丙"]), b.quantity("面积", Dimension::Area, 0, 6)];
    for _ in 0..4 {
        let guard = dice.guard(&b, questions);
        b.guard(guard);
    }
    dependent_questions(&mut dice, &mut b, questions);
    let departments = [b.department("市监"), b.department("消防")];
    let items: Vec<_> = (0..2 + dice.below(5))
        .map(|at| {
            let guard = GuardIx(dice.below(5));
            b.item(&format!("事项{at}"), Span::work_days(dice.below(7)), guard)
        })
        .collect();
    // Two stages, one after the other, around the first items and the rest; or around all; or none.
    let border = [0, items.len(), 1 + dice.below(3) as usize % items.len()][dice.below(3) as usize];
    let gate_at = if joins { 1 + dice.below(2) as usize } else { 0 };
    let mut apart = border != 1 && gate_at != 1;
    for (at, item) in items.iter().enumerate() {
        for earlier in &items[..at] {
            if dice.below(4) == 0 {
                apart &= at != 1;
                b.behind(*earlier, *item);
            }
        }
        let source = [MaterialSource::Applicant, MaterialSource::Commitment, MaterialSource::Produced]
            [dice.below(3) as usize]
            .clone();
        let material = b.material(&format!("材料{at}"), source);
        b.needs(*item, material);
        let tolerated = dice.below(3) == 0;
        if !tolerated || (at == 1 && apart) {
            b.needs(items[0], material); // 容缺 for two items, one behind the other, would go round in a circle
        }
        if tolerated {
            b.tolerance(material, dice.below(9));
        } else {
            b.plan.materials[material.index()].guard = GuardIx(dice.below(5));
        }
        if at > 0 && dice.below(3) == 0 {
            // Any of an earlier one that may be needed itself; groups of groups are not.
            let option = MaterialIx(dice.below(material.0));
            let single = b.plan.materials[option.index()].any_of.is_empty();
            b.plan.materials[material.index()].any_of.extend(single.then_some(option));
        }
        b.plan.scopes[item.index()].own_visits = dice.below(2);
        if joins {
            let accept = b.ends(*item).0.index();
            b.plan.nodes[accept].join = [Join::All, Join::Any, Join::AtLeast(2)][dice.below(3) as usize];
        }
        let decide = b.ends(*item).1.index();
        b.plan.nodes[decide].channel = [Channel::None, Channel::Window][dice.below(2) as usize];
        b.plan.nodes[decide].department = Some(departments[dice.below(2) as usize]);
    }
    if apart && dice.below(2) == 0 {
        b.joint("联合踏勘", Span::work_days(dice.below(3)), &[items[0], items[1]]);
    }
    stages(&mut b, &mut dice, &items, border);
    if dice.below(2) == 0 {
        let item = items[dice.below(u32::try_from(items.len()).unwrap()) as usize];
        b.step(item, "初审", dice.below(4));
        b.step(item, "复核", dice.below(3));
    }
    if joins {
        let (behind, before) = items.split_at(gate_at.min(items.len()));
        let behind = if before.is_empty() { &items[..] } else { behind };
        let before = &before[..before.len().min(1)];
        b.gate("汇合", [Join::All, Join::Any, Join::AtLeast(2)][dice.below(3) as usize], behind, before);
    }
    b.deliver(Span::work_days(dice.below(3)), Channel::Mail);
    rework(&mut b, &mut dice);
    b.finish()
}

/// Some joint actions and steps may be reworked.
fn rework(b: &mut PlanBuilder, dice: &mut Dice<'_>) {
    for at in 1..b.plan.scopes.len() {
        let scope = ScopeIx(u32::try_from(at).unwrap());
        if matches!(b.plan.scopes[at].kind, ScopeKind::Joint | ScopeKind::Step) && dice.below(2) == 1 {
            b.rework(scope, 1 + dice.below(2), dice.below(5), dice.below(3));
        }
    }
}

/// A random plan in working days in which gates cancel what is still open, as the law allows it: a race of the first
/// items, and a milestone behind one of the others that cancels another; with 预审 and 后补.
#[must_use]
pub fn random_race(bytes: &[u8]) -> Plan {
    let mut dice = Dice(bytes.iter());
    let mut b = PlanBuilder::new("竞赛");
    let yes = b.yes_no("是否");
    let yes = b.guard(Guard::Yes(yes));
    let racing = 2 + dice.below(3) as usize;
    let items: Vec<ScopeIx> = (0..racing + 3)
        .map(|at| {
            let guard = if at == 0 { GuardIx(0) } else { [GuardIx(0), yes][dice.below(2) as usize] };
            b.item(&format!("事项{at}"), Span::work_days(1 + dice.below(9)), guard)
        })
        .collect();
    let (race, others) = items.split_at(racing);
    let joint = dice.below(2) == 1;
    for (at, item) in items.iter().enumerate() {
        for earlier in &items[..at] {
            // Who takes part in a joint action does not wait for another participant.
            if dice.below(5) == 0 && !(joint && at == racing) {
                b.behind(*earlier, *item);
            }
        }
        if dice.below(3) == 0 {
            b.step(*item, "初审", dice.below(4));
        }
        if dice.below(3) == 0 {
            let material = b.material(&format!("材料{at}"), MaterialSource::Applicant);
            b.needs(*item, material);
            b.tolerance(material, dice.below(9));
        }
        if dice.below(4) == 0 {
            b.preview(*item);
        }
    }
    if dice.below(2) == 0 {
        b.stage("一阶段", 99, &items[..racing + 1], &[]);
    }
    let join = [Join::Any, Join::AtLeast(1), Join::AtLeast(2)][dice.below(3) as usize];
    let gate = b.gate("汇合", join, race, &others[2..]);
    b.cancels(gate, race);
    if dice.below(2) == 0 {
        let milestone = b.gate("里程碑", Join::All, &others[..1], &others[2..]);
        b.cancels(milestone, &others[1..2]);
    }
    if dice.below(2) == 0 {
        b.late(others[2]);
    }
    if joint {
        b.joint("联合踏勘", Span::work_days(1 + dice.below(2)), &[race[1], others[0]]);
    }
    rework(&mut b, &mut dice);
    b.finish()
}

fn stages(b: &mut PlanBuilder, dice: &mut Dice<'_>, items: &[ScopeIx], border: usize) {
    let (first, second) = items.split_at(border);
    if first.is_empty() {
        return;
    }
    let one = b.stage("一阶段", dice.below(20), first, &[]);
    if !second.is_empty() {
        b.stage("二阶段", dice.below(20), second, &[one]);
    }
}
