//! 字段 (the union over the items that apply) and the reduction since 改革前.

use super::super::testing::PlanBuilder;
use super::super::{Budget, prove};
use lianban_runtime::plan::{Baseline, Field, FieldIx, FieldKind, Guard, GuardIx, Metric, Plan, QuestionIx};
use lianban_runtime::time::{Span, Unit};

const QUESTIONS: u32 = 3;
const ITEMS: u64 = 4;
const FIELDS: u64 = 5;

/// Items and fields with conditions, by the bits of a number.
#[expect(clippy::type_complexity, reason = "used once")]
fn forms(seed: u64) -> (Plan, Vec<Vec<usize>>, Vec<Option<u32>>, Vec<Option<u32>>) {
    let mut b = PlanBuilder::new("表");
    let asked: Vec<QuestionIx> = (0..QUESTIONS).map(|q| b.yes_no(&format!("问{q}"))).collect();
    let yes: Vec<GuardIx> = asked.iter().map(|q| b.guard(Guard::Yes(*q))).collect();
    let mut bits = seed;
    let mut draw = |of: u64| {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (bits >> 33) % of
    };
    let condition = |drawn: u64| u32::try_from(drawn).ok().filter(|q| *q < QUESTIONS);
    let guard = |when: Option<u32>| when.map_or(GuardIx(0), |q| yes[q as usize]);
    let mut field_when = Vec::new();
    for at in 0..FIELDS {
        let when = condition(draw(6));
        let (name, form) = (format!("字段{at}"), String::new());
        // The first is a number; every third is fetched by it.
        let kind = if at == 0 { FieldKind::IdNumber } else { FieldKind::Text(None) };
        let key = is_fetched(at as usize).then_some(FieldIx(0));
        b.plan.fields.push(Field { name, form, kind, guard: guard(when), key });
        field_when.push(when);
    }
    let (mut asks, mut item_when) = (Vec::new(), Vec::new());
    for at in 0..ITEMS {
        let when = condition(draw(5));
        let item = b.item(&format!("事项{at}"), Span::work_days(1), guard(when));
        let own: Vec<usize> = (0..FIELDS).filter(|_| draw(3) == 0).map(|f| f as usize).collect();
        b.plan.scopes[item.index()].fields = own.iter().map(|f| FieldIx(*f as u32)).collect();
        asks.push(own);
        item_when.push(when);
    }
    (b.finish(), asks, field_when, item_when)
}

const fn is_fetched(field: usize) -> bool {
    field % 3 == 2
}

#[test]
fn the_one_form_is_the_union_for_every_set_of_answers() {
    for seed in 0..300 {
        let (plan, asks, field_when, item_when) = forms(seed);
        let mut worst = 0;
        for answers in 0..1_u32 << QUESTIONS {
            let holds = |when: &Option<u32>| when.is_none_or(|q| answers & (1 << q) != 0);
            let filled = (0..FIELDS as usize).filter(|field| {
                let asked = asks.iter().zip(&item_when).any(|(own, when)| holds(when) && own.contains(field));
                asked && holds(&field_when[*field]) && !is_fetched(*field)
            });
            worst = worst.max(filled.count());
        }
        let proof = prove(&plan, Budget::default()).unwrap();
        let proved = proof.of(Metric::Fields).unwrap();
        assert_eq!((proved.worst as usize, proved.counted.len()), (worst, worst), "seed {seed}");
        let undecided = prove(&plan, Budget { evaluations: 0 }).unwrap();
        let bound = undecided.of(Metric::Fields).unwrap();
        assert!(!bound.decided && bound.at_most.unwrap() as usize >= worst, "seed {seed}");
    }
}

/// 38 → 10: 28 of 38 is 73.68 %, told as 73; 10 → 13 is 30 % more; 3 → 4, a third more, told as 34; of nothing nothing.
#[test]
fn a_reduction_is_never_overstated() {
    let percent = |before: u32, limit: u32| {
        let mut b = PlanBuilder::new("数");
        b.item("甲", Span::work_days(1), GuardIx(0));
        b.promise(Metric::Trips, limit, None);
        b.plan.baseline.push(Baseline { metric: Metric::Trips, value: before, unit: None });
        let proof = prove(&b.finish(), Budget::default()).unwrap();
        let proved = proof.of(Metric::Trips).unwrap().clone();
        (proved.before, proved.reduction_percent)
    };
    assert_eq!(percent(38, 10), (Some(38), Some(73)));
    assert_eq!(percent(10, 13), (Some(10), Some(-30)));
    assert_eq!(percent(3, 4), (Some(3), Some(-34)));
    assert_eq!(percent(10, 10), (Some(10), Some(0)));
    assert_eq!(percent(0, 1), (Some(0), None));
    assert_eq!(percent(u32::MAX, 0), (Some(u32::MAX), Some(100)));
}

/// 38 日 before the reform say nothing about a limit in working days.
#[test]
fn figures_in_other_units_are_not_compared() {
    let mut b = PlanBuilder::new("数");
    b.item("甲", Span::work_days(1), GuardIx(0));
    b.promise(Metric::Time, 5, Some(Unit::WorkDay));
    b.plan.baseline.push(Baseline { metric: Metric::Time, value: 38, unit: Some(Unit::Day) });
    let proof = prove(&b.finish(), Budget::default()).unwrap();
    assert_eq!(proof.of(Metric::Time).unwrap().before, None);
}
