//! Hand-worked examples, a naive second implementation, and random plans that hold the two together.

mod calendar;
mod dates;
mod exact;
mod explain;
mod figures;
mod hand;
mod naive;
mod race;
mod random;
mod spans;
mod validity;

use super::testing::PlanBuilder;
use lianban_runtime::plan::{Comparison, Dimension, Guard, MaterialSource, Metric, Plan, Quantity};
use lianban_runtime::time::{Span, Unit};

/// Decision 0001: 设立登记 1 → 并联 { 食品经营许可 5, 营业前消防检查 4 (≥ 300 ㎡), 户外招牌设置 3 (是) }, 联合踏勘 2.
fn restaurant() -> Plan {
    let mut b = PlanBuilder::new("我要开餐馆");
    b.choice("主体类型", &["个体工商户", "企业"]);
    let area = b.quantity("经营面积", Dimension::Area, 0, 100_000);
    let sign = b.yes_no("户外招牌");
    let large = b.guard(Guard::Compare(area, Comparison::AtLeast, Quantity::whole(300).unwrap()));
    let signed = b.guard(Guard::Yes(sign));
    let always = lianban_runtime::plan::GuardIx(0);
    let setup = b.item("设立登记", Span::work_days(1), always);
    let food = b.item("食品经营许可", Span::work_days(5), always);
    let fire = b.item("营业前消防检查", Span::work_days(4), large);
    let board = b.item("户外招牌设置", Span::work_days(3), signed);
    let licence = b.material("营业执照", MaterialSource::Produced);
    let place = b.material("经营场所证明", MaterialSource::Applicant);
    let health = b.material("从业人员健康证", MaterialSource::Applicant);
    let identity = b.material("经营者身份证", MaterialSource::Shared("公安".to_owned()));
    let picture = b.material("招牌效果图", MaterialSource::Commitment);
    b.produces(setup, licence);
    for (scope, material) in
        [(setup, place), (setup, identity), (food, licence), (food, health), (fire, place), (board, picture)]
    {
        b.needs(scope, material);
    }
    b.behind(setup, fire);
    b.behind(setup, board);
    b.joint("联合踏勘", Span::work_days(2), &[food, fire]);
    b.promise(Metric::Time, 10, Some(Unit::WorkDay));
    b.promise(Metric::Materials, 3, None);
    b.promise(Metric::Trips, 1, None);
    b.promise(Metric::SiteVisits, 1, None);
    b.finish()
}

/// 任一 { 甲；乙 → 丙；其余 取消 } → 丁, in working days.
fn small_race([first, second, third, last]: [u32; 4]) -> Plan {
    let always = lianban_runtime::plan::GuardIx(0);
    let mut b = PlanBuilder::new("竞赛");
    let mut item = |name: &str, days: u32| b.item(name, Span::work_days(days), always);
    let (one, two, three, four) =
        (item("甲", first), item("乙", second), item("丙", third), item("丁", last));
    b.behind(two, three);
    let gate = b.gate("任一", lianban_runtime::plan::Join::Any, &[one, three], &[four]);
    b.cancels(gate, &[one, two, three]);
    b.finish()
}
