//! Examples worked by hand.

use super::super::testing::{PlanBuilder, node};
use super::super::{Budget, Finding, prove, schedule};
use super::restaurant;
use lianban_runtime::plan::{
    Answer, Channel, EdgeKind, Guard, GuardIx, Join, MaterialSource, Metric, Node, NodeKind, Quantity,
    QuestionIx, ScopeIx,
};
use lianban_runtime::time::{Instant, Span, Unit};

fn no_start() -> Instant {
    Instant::parse("2026-01-05T09:00:00+08:00").unwrap()
}

#[test]
fn the_restaurant_takes_six_of_ten_days() {
    let proof = prove(&restaurant(), Budget::default()).unwrap();
    assert!(proof.holds());
    assert_eq!(proof.findings, []);
    let expected = serde_json::json!({
        "bundle": "我要开餐馆",
        "scenarios": "6",
        "promises": [
            {"metric": "时限", "limit": 10, "unit": "工作日", "worst": 6, "slack": 4, "holds": true, "decided": true,
             "answers": {"主体类型": "个体工商户", "经营面积": "300 ㎡", "户外招牌": "是"}, "start": null,
             "path": [{"node": "一窗受理", "days": 0}, {"node": "设立登记", "days": 1},
                      {"node": "联合踏勘", "days": 2}, {"node": "食品经营许可", "days": 3}]},
            {"metric": "材料", "limit": 3, "unit": "份", "worst": 3, "slack": 0, "holds": true, "decided": true,
             "answers": {"主体类型": "个体工商户", "经营面积": "300 ㎡", "户外招牌": "是"}, "start": null, "path": [],
             "counted": ["经营场所证明", "从业人员健康证", "招牌效果图"]},
            {"metric": "跑动", "limit": 1, "unit": "次", "worst": 1, "slack": 0, "holds": true, "decided": true,
             "answers": {"主体类型": "个体工商户", "经营面积": "300 ㎡", "户外招牌": "是"}, "start": null, "path": [],
             "counted": ["一窗受理"]},
            {"metric": "踏勘", "limit": 1, "unit": "次", "worst": 1, "slack": 0, "holds": true, "decided": true,
             "answers": {"主体类型": "个体工商户", "经营面积": "300 ㎡", "户外招牌": "是"}, "start": null, "path": [],
             "counted": ["联合踏勘"]}
        ],
        "figures": []
    });
    assert_eq!(serde_json::to_value(&proof).unwrap(), expected);
}

#[test]
fn only_admissible_combinations_are_looked_at() {
    // Decision 0005: the area is asked of companies only, so no one-man business has 300 ㎡ and two working days more.
    let mut plan = restaurant();
    let company = Guard::Is(QuestionIx(0), 1);
    plan.guards.push(company);
    plan.questions[1].when = GuardIx(u32::try_from(plan.guards.len() - 1).unwrap());
    let proof = prove(&plan, Budget::default()).unwrap();
    assert_eq!(proof.scenarios, "8"); // (个体 1 + 企业 3) × 户外招牌 2
    assert_eq!(proof.promises[0].worst, 6);
    let answers: Vec<&str> = proof.promises[0].answers.0.iter().map(|(_, answer)| answer.as_str()).collect();
    assert_eq!(answers, ["企业", "300 ㎡", "是"]);
    // What is never asked stands in no answer.
    plan.questions[1].when = GuardIx(u32::try_from(plan.guards.len()).unwrap());
    plan.guards.push(Guard::Any(Vec::new()));
    let proof = prove(&plan, Budget::default()).unwrap();
    assert_eq!(proof.scenarios, "2");
    assert!(proof.promises[0].answers.0.iter().all(|(question, _)| question != "经营面积"));
}

#[test]
fn a_broken_promise_names_its_case() {
    let mut plan = restaurant();
    plan.promises[0].limit = 5;
    plan.promises[1].limit = 2;
    let proof = prove(&plan, Budget::default()).unwrap();
    assert!(!proof.holds());
    let (time, materials) = (&proof.promises[0], &proof.promises[1]);
    assert_eq!((time.holds, time.slack, time.decided), (Some(false), Some(-1), true));
    assert_eq!(materials.holds, Some(false));
    assert_eq!(materials.worst_answers[2], Answer::YesNo(true));
}

#[test]
fn an_item_that_waits_for_a_late_inspection_finishes_after_it() {
    // Rule F4: 5 days with a 2-day inspection that starts 3 days late: day 8.
    let mut b = PlanBuilder::new("例");
    let first = b.item("前置", Span::work_days(3), GuardIx(0));
    let slow = b.item("晚到", Span::work_days(2), GuardIx(0));
    let item = b.item("本项", Span::work_days(5), GuardIx(0));
    b.behind(first, slow);
    b.joint("联合踏勘", Span::work_days(2), &[slow, item]);
    let plan = b.finish();
    let proof = prove(&plan, Budget::default()).unwrap();
    assert_eq!(proof.of(Metric::Time).unwrap().worst, 8);
    assert!(proof.promises.is_empty());
    let made = schedule(&plan, &[], no_start()).unwrap();
    let of = |name: &str| made.nodes[plan.nodes.iter().position(|n| n.name == name).unwrap()].unwrap();
    assert_eq!((made.finish, made.unit), (8, Unit::WorkDay));
    assert_eq!((of("本项·受理").slack, of("本项·受理").critical), (Some(3), false));
    assert_eq!((of("晚到·决定").end, of("晚到·决定").slack), (5, Some(3)));
    assert!(of("联合踏勘").critical && of("前置·决定").critical);
}

#[test]
fn a_missing_paper_holds_the_decision_not_the_work() {
    // Rule M4: 容缺 5 from the acceptance of the first item that needs it; the decision is not before that day.
    let mut b = PlanBuilder::new("例");
    let item = b.item("许可", Span::work_days(3), GuardIx(0));
    let paper = b.material("健康证", MaterialSource::Applicant);
    b.needs(item, paper);
    b.tolerance(paper, 5);
    let plan = b.finish();
    let proof = prove(&plan, Budget::default()).unwrap();
    let time = proof.of(Metric::Time).unwrap();
    let path: Vec<_> = time.path.iter().map(|s| (s.node.as_str(), s.days)).collect();
    assert_eq!(path, [("一窗受理", 0), ("健康证·补交", 5), ("许可", 0)]);
    assert_eq!(proof.of(Metric::Materials).unwrap().worst, 1);
    let made = schedule(&plan, &[], no_start()).unwrap();
    let decide = plan.nodes.iter().position(|n| n.kind == NodeKind::Decide).unwrap();
    let accept = plan.nodes.iter().position(|n| n.kind == NodeKind::Accept).unwrap();
    assert_eq!(made.nodes[decide].unwrap().slack, Some(0));
    assert_eq!(made.nodes[accept].unwrap().slack, Some(0));
}

#[test]
fn past_its_budget_the_proof_gives_bounds() {
    let mut b = PlanBuilder::new("例");
    for (name, days) in [("甲", 1), ("乙", 2), ("丙", 3)] {
        let asked = b.yes_no(name);
        let guard = b.guard(Guard::Yes(asked));
        b.item(name, Span::work_days(days), guard);
    }
    b.promise(Metric::Time, 9, Some(Unit::WorkDay));
    let plan = b.finish();
    let proof = prove(&plan, Budget { evaluations: 3 }).unwrap();
    let time = &proof.promises[0];
    assert_eq!((time.worst, time.at_most), (3, Some(3)));
    assert_eq!((time.holds, time.decided, proof.scenarios.as_str()), (Some(false), false, "8"));
    assert!(!proof.holds() && proof.findings.is_empty());
    let none = prove(&plan, Budget { evaluations: 0 }).unwrap();
    assert_eq!(
        (none.promises[0].worst, none.promises[0].at_most, none.promises[0].holds),
        (0, Some(3), Some(false))
    );
}

#[test]
fn findings_name_the_first_case() {
    let mut b = PlanBuilder::new("例");
    let area = b.quantity("面积", lianban_runtime::plan::Dimension::Area, 0, 100);
    let asked = b.yes_no("办照");
    let small = b.guard(Guard::Yes(asked));
    let never =
        b.guard(Guard::Compare(area, lianban_runtime::plan::Comparison::More, Quantity::whole(100).unwrap()));
    let licence = b.item("设立登记", Span::work_days(1), small);
    let food = b.item("食品经营许可", Span::work_days(2), GuardIx(0));
    b.item("不会发生", Span::work_days(2), never);
    let paper = b.material("营业执照", MaterialSource::Produced);
    b.produces(licence, paper);
    b.needs(food, paper);
    let gather = Node { join: Join::AtLeast(2), ..node("会签", ScopeIx(0), NodeKind::Accept) };
    let gather = b.node(gather);
    b.edge(b.ends(licence).1, gather, EdgeKind::Start);
    b.edge(b.ends(food).1, gather, EdgeKind::Start);
    let plan = b.finish();
    let answers = vec![Answer::Quantity(Quantity::whole(99).unwrap()), Answer::YesNo(false)];
    let node = lianban_runtime::plan::NodeIx(
        u32::try_from(plan.nodes.iter().position(|n| n.name == "会签").unwrap()).unwrap(),
    );
    let proof = prove(&plan, Budget::default()).unwrap();
    assert_eq!(
        proof.findings,
        [
            Finding::MissingProducer { scope: food, material: paper, answers: answers.clone(), start: None },
            Finding::TooFewToJoin { node, wanted: 2, applying: 1, answers, start: None },
            Finding::NeverApplies { scope: ScopeIx(3) },
        ]
    );
}

#[test]
fn contacts_at_one_window_at_one_instant_are_one_trip() {
    let mut b = PlanBuilder::new("例");
    let item = b.item("许可", Span::work_days(2), GuardIx(0));
    for name in ["领证", "领章", "他处领"] {
        let department = (name == "他处领").then(|| b.department("税务局"));
        let collect = Node { channel: Channel::Window, department, ..node(name, item, NodeKind::Deliver) };
        let collect = b.node(collect);
        b.edge(b.ends(item).1, collect, EdgeKind::Start);
    }
    let proof = prove(&b.finish(), Budget::default()).unwrap();
    let trips = proof.of(Metric::Trips).unwrap();
    assert_eq!((trips.worst, trips.counted.len()), (3, 3));
    assert_eq!(trips.counted, ["一窗受理", "领证", "他处领"]);
}

#[test]
fn inconsistent_plans_and_answers_are_errors() {
    let mut plan = restaurant();
    assert!(schedule(&plan, &[], no_start()).is_err());
    plan.edges[0].from = lianban_runtime::plan::NodeIx(9_999);
    assert!(prove(&plan, Budget::default()).is_err());
}
