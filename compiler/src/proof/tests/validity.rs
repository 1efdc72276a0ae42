//! 有效期, worked by hand on a calendar without holidays (2025–2027, Monday to Friday).

use super::super::testing::PlanBuilder;
use super::super::{Budget, Validity, prove};
use lianban_runtime::plan::{GuardIx, MaterialIx, MaterialSource};
use lianban_runtime::time::{Roll, Span, Unit};

const fn lasts(amount: u32, unit: Unit) -> Span {
    Span { amount, unit, roll: Roll::None }
}

fn valid(b: &mut PlanBuilder, material: MaterialIx, span: Span) {
    b.plan.materials[material.index()].validity = Some(span);
}

/// One item of five working days and a paper of the applicant.
fn paper(span: Span) -> Validity {
    let mut b = PlanBuilder::new("一份材料");
    let item = b.item("甲", Span::work_days(5), GuardIx(0));
    let paper = b.material("证明", MaterialSource::Applicant);
    valid(&mut b, paper, span);
    b.needs(item, paper);
    prove(&b.finish(), Budget::default()).unwrap().validity.remove(0)
}

/// Handed in on a Friday after closing, day 0 is the Monday, the decision falls on the Monday after: ten days later.
#[test]
fn the_worst_start_is_a_friday_evening() {
    let found = paper(lasts(10, Unit::Day));
    assert_eq!((found.margin_days, found.issued_within_days, found.holds), (0, Some(0), true));
    let found = paper(lasts(9, Unit::Day));
    assert_eq!((found.margin_days, found.holds), (-1, false));
    assert_eq!(
        (found.issued.as_str(), found.expires.as_str(), found.needed.as_str()),
        ("2025-01-03", "2025-01-12", "2025-01-13")
    );
    assert_eq!(paper(lasts(30, Unit::Day)).margin_days, 20);
}

/// A month is never shorter than the 28 days from a day of February to that of March: 28 − 10.
#[test]
fn months_end_on_the_corresponding_day() {
    assert_eq!(paper(lasts(1, Unit::Month)).margin_days, 18);
    // A year of 365 days.
    assert_eq!(paper(lasts(1, Unit::Year)).margin_days, 355);
}

/// Six working days from a Friday end on the Monday after next, as the decision does; five end on the Friday before.
#[test]
fn working_days_of_validity() {
    assert!(paper(lasts(6, Unit::WorkDay)).holds);
    let found = paper(lasts(5, Unit::WorkDay));
    assert_eq!((found.margin_days, found.holds), (-3, false));
}

/// 甲 produces a certificate that 丙 needs; 丙 also waits for 乙, ten days. If 甲 is granted on day 0, the certificate
/// must last thirteen working days: from a Friday, two weeks and three days into the third, Wednesday: nineteen days.
#[test]
fn a_product_that_comes_early_waits_longest() {
    let mut b = PlanBuilder::new("证照");
    let [one, two, three] = [("甲", 2), ("乙", 10), ("丙", 3)]
        .map(|(name, days)| b.item(name, Span::work_days(days), GuardIx(0)));
    let licence = b.material("证", MaterialSource::Produced);
    valid(&mut b, licence, lasts(19, Unit::Day));
    b.produces(one, licence);
    b.needs(three, licence);
    b.behind(two, three);
    let mut plan = b.finish();
    let found = prove(&plan, Budget::default()).unwrap().validity.remove(0);
    assert_eq!((found.from, found.margin_days, found.issued_within_days), ("产出", 0, None));
    plan.materials[0].validity = Some(lasts(18, Unit::Day));
    assert!(!prove(&plan, Budget::default()).unwrap().holds());
}

/// A 容缺 paper is best issued when it is made up, the day of the decision; handed in at submission, it would have to
/// last six working days: eleven days from a Friday evening.
#[test]
fn a_tolerated_paper_is_issued_late() {
    let mut b = PlanBuilder::new("容缺");
    let [one, two] =
        [("甲", 1), ("乙", 5)].map(|(name, days)| b.item(name, Span::work_days(days), GuardIx(0)));
    b.behind(one, two);
    let paper = b.material("健康证", MaterialSource::Applicant);
    valid(&mut b, paper, lasts(1, Unit::Day));
    b.needs(two, paper);
    b.tolerance(paper, 5);
    let found = prove(&b.finish(), Budget::default()).unwrap().validity.remove(0);
    assert_eq!((found.from, found.margin_days, found.holds), ("补交", 1, true));
    assert_eq!(found.issued_within_days, Some(-10));
}

/// The same by the calendar as by working days: an item in calendar days is played from every start.
#[test]
fn an_item_in_calendar_days_is_played_from_every_start() {
    let mut b = PlanBuilder::new("自然日");
    let item = b.item("甲", Span { amount: 7, unit: Unit::Day, roll: Roll::Next }, GuardIx(0));
    let paper = b.material("证明", MaterialSource::Applicant);
    valid(&mut b, paper, lasts(9, Unit::Day));
    b.needs(item, paper);
    // Handed in on a Saturday: the seventh day is a Saturday, rolled to Monday, nine days later.
    let found = prove(&b.finish(), Budget::default()).unwrap().validity.remove(0);
    assert_eq!((found.margin_days, found.issued_within_days), (0, Some(0)));
}

#[test]
fn past_the_budget_nothing_is_promised() {
    let mut b = PlanBuilder::new("一份材料");
    let item = b.item("甲", Span::work_days(5), GuardIx(0));
    let paper = b.material("证明", MaterialSource::Applicant);
    valid(&mut b, paper, lasts(1, Unit::Year));
    b.needs(item, paper);
    b.yes_no("问");
    let proof = prove(&b.finish(), Budget { evaluations: 0 }).unwrap();
    assert!(proof.validity.iter().all(|found| !found.holds));
}
