//! Mermaid, DOT and JSON of a small plan.

use lianban_compiler::proof::testing::PlanBuilder;
use lianban_render::{dot, graph_json, mermaid};
use lianban_runtime::plan::{
    Answer, Channel, Comparison, Dimension, Guard, GuardIx, MaterialSource, Plan, Quantity,
};
use lianban_runtime::time::Span;

/// 设立登记 → { 食品经营许可, 营业前消防检查 (≥ 300 ㎡) } with a joint inspection; 统一出件.
fn restaurant() -> Plan {
    let mut b = PlanBuilder::new("我要开餐馆");
    let area = b.quantity("经营面积", Dimension::Area, 0, 10_000);
    let large = b.guard(Guard::Compare(area, Comparison::AtLeast, Quantity::whole(300).unwrap()));
    let setup = b.item("设立登记", Span::work_days(1), GuardIx(0));
    let food = b.item("食品经营许可", Span::work_days(5), GuardIx(0));
    let fire = b.item("营业前消防检查", Span::work_days(4), large);
    let office = b.department("市场监督管理局");
    b.plan.scopes[setup.index()].department = Some(office);
    let licence = b.material("营业执照", MaterialSource::Produced);
    b.produces(setup, licence);
    b.needs(food, licence);
    b.behind(setup, fire);
    b.joint("联合踏勘", Span::work_days(2), &[food, fire]);
    b.deliver(Span::work_days(1), Channel::Mail);
    b.finish()
}

fn area(units: i64) -> Vec<Answer> {
    vec![Answer::Quantity(Quantity::whole(units).unwrap())]
}

#[test]
fn the_whole_plan_shows_conditions() {
    insta::assert_snapshot!(mermaid(&restaurant(), None, None));
}

#[test]
fn one_case_shows_its_critical_path() {
    insta::assert_snapshot!(mermaid(&restaurant(), Some(&area(420)), None));
}

#[test]
fn dot_of_one_case() {
    insta::assert_snapshot!(dot(&restaurant(), Some(&area(420)), None));
}

#[test]
fn json_of_a_case_in_which_less_applies() {
    insta::assert_snapshot!(graph_json(&restaurant(), Some(&area(100)), None));
}

#[test]
fn answers_that_do_not_fit_are_as_good_as_none() {
    let plan = restaurant();
    assert_eq!(mermaid(&plan, Some(&[Answer::YesNo(true)]), None), mermaid(&plan, None, None));
    assert_eq!(dot(&plan, Some(&[]), None), dot(&plan, None, None));
}

#[test]
fn names_cannot_break_out() {
    let mut b = PlanBuilder::new("a\"]; x --> y\n%%{init}%%");
    b.item("\"]<img src=x onerror=1>|`#\\", Span::work_days(1), GuardIx(0));
    let plan = b.finish();
    let text = mermaid(&plan, None, None);
    assert!(
        !text.contains("<img") && text.lines().nth(1).unwrap().starts_with("title: \"a\\\"]; x --> y %%")
    );
    let label = text.lines().find(|l| l.contains("onerror")).unwrap();
    assert_eq!(label.matches('"').count(), 2, "{label}");
    let text = dot(&plan, None, None);
    let label = text.lines().find(|l| l.contains("onerror")).unwrap();
    assert!(label.contains("\\\"]<img src=x onerror=1>|`#\\\\"), "{label}");
}
