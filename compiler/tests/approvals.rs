//! 联合, 会签, 角色, 前台后台: the pages of the book hold their expansions, and plans from outside are checked.

mod support;

use lianban_compiler::check;
use lianban_compiler::plan::expand::expand;
use lianban_runtime::plan::{DepartmentIx, Needed, NodeIx, NodeKind, Plan, RoleIx, Voice};
use support::{Files, listing};

const JOINT: &str = include_str!("../../docs/src/language/joint.md");
const SIGNING: &str = include_str!("../../docs/src/language/signing.md");
const ROLE: &str = include_str!("../../docs/src/language/role.md");
const OFFICE: &str = include_str!("../../docs/src/language/office.md");

/// The fenced blocks of a page with this tag.
fn blocks<'p>(page: &'p str, tag: &str) -> Vec<&'p str> {
    let fence = format!("```{tag}\n");
    page.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap_or(rest)).collect()
}

fn plan(text: &str) -> Plan {
    let compilation = check(&Files::one(text), "a.yjs");
    assert_eq!(listing(&compilation), "");
    compilation.bundles.into_iter().next().expect("a bundle").plan
}

#[test]
fn the_pages_show_what_their_examples_expand_to() {
    for (page, example) in [(JOINT, 1), (SIGNING, 0), (ROLE, 0), (OFFICE, 0)] {
        let core = expand(&plan(blocks(page, "yjs")[example]));
        for line in blocks(page, "text")[0].lines() {
            assert!(core.contains(line), "{line}\n{core}");
        }
        let (_, findings) = lianban_compiler::syntax::parse(&core);
        assert!(findings.is_empty(), "{core}\n{findings:#?}");
    }
}

#[test]
fn a_plan_from_outside_is_checked() {
    let good = plan(blocks(SIGNING, "yjs")[0]);
    assert_eq!(good.check(), Ok(()));
    let wrong: [fn(&mut Plan); 8] = [
        |p| p.desk.panels[0].node = NodeIx(9_999),
        |p| p.desk.panels[0].node = NodeIx(0),
        |p| p.desk.panels[0].seats.clear(),
        |p| p.desk.panels[0].seats[0].who = Voice::Role(RoleIx(77)),
        |p| p.desk.panels[0].needed = Needed::AtLeast(0),
        |p| p.desk.panels.push(p.desk.panels[0].clone()),
        |p| p.desk.roles[0].departments = vec![DepartmentIx(50)],
        |p| p.desk.allowed[0].node = NodeIx(0),
    ];
    for (at, spoil) in wrong.iter().enumerate() {
        let mut plan = good.clone();
        spoil(&mut plan);
        assert!(plan.check().is_err(), "{at}");
    }
}

/// A step that is signed takes its limit, however many sign: the proof does not know of it.
#[test]
fn signers_do_not_change_a_date() {
    let text = blocks(SIGNING, "yjs")[0];
    let alone =
        text.replace("会签 法规科、投资科、财政局；", "").replace("会签 投资科、分管领导 { 依次 }；", "");
    let alone = alone.replace("；允许 加签、减签、退回", "；允许 退回");
    let alone = alone.split("    测试").next().expect("a head").to_owned() + "}\n";
    let work = |plan: &Plan| -> Vec<u32> { plan.nodes.iter().map(|node| node.work.amount).collect() };
    assert_eq!(work(&plan(text)), work(&plan(&alone)));
}

/// Two joint actions of one item: what remains is the promise less both, and a gate stands between them.
#[test]
fn two_joint_actions_of_one_item() {
    let plan = plan(
        "一件事 甲 {\n承诺 { 时限 9 工作日 }\n情形 { 大: 是否 }\n部门 甲局\n\
         联合 踏勘 { 牵头 甲局；时限 2 工作日 }\n联合 审图 是 审图 { 牵头 甲局；时限 3 工作日 }\n\
         事项 甲事 { 当 大；承办 甲局；法定 9 工作日；参加 踏勘、审图 }\n\
         事项 乙事 { 承办 甲局；法定 5 工作日；参加 审图 }\n事项 丙事 { 承办 甲局；法定 4 工作日；参加 踏勘 }\n}\n",
    );
    let node = |name: &str| plan.nodes.iter().find(|n| n.name == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(node("甲事·决定").work.amount, 4);
    assert_eq!(node("乙事·决定").work.amount, 2);
    let gate = node("甲事·等审图");
    assert_eq!((gate.kind, gate.guard), (NodeKind::Gate, node("甲事·受理").guard));
}
