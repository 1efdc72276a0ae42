//! What the words of conditions mean, held to their core form: both spellings make one plan.
#![expect(clippy::indexing_slicing, reason = "tests")]

mod support;

use lianban_compiler::compile;
use lianban_compiler::plan::expand::expand;
use lianban_compiler::proof::{Budget, prove_on};
use lianban_runtime::plan::{Metric, Plan};
use lianban_runtime::time::Date;
use support::{Files, listing};

fn plan(condition: &str, rules: &str) -> Plan {
    let text = format!(
        "一件事 我要办证 {{
    承诺 {{ 时限 5 工作日 }}
    情形 {{
        主体类型: 企业 | 个体工商户 | 《社会组织（非企业）》
        经营面积: 面积
        出生日期: 日期
        有效期至: 日期
        经营项目: 多选 餐饮 | 住宿
    }}
    部门 甲局
{rules}
    事项 办证 {{ 承办 甲局；法定 5 工作日；当 {condition} }}
}}
"
    );
    let compilation = compile(&Files::one(&text), "a.yjs");
    assert!(!compilation.has_errors(), "{text}\n{}", listing(&compilation));
    compilation.bundles[0].plan.clone()
}

/// The condition of the item, as `expand` writes it.
fn core(plan: &Plan) -> String {
    let text = expand(plan);
    let row = text.lines().find(|line| line.contains("节点 《办证·决定》")).unwrap_or_default();
    row.split("；当 ").nth(1).unwrap_or_default().trim_end_matches([' ', '}']).to_owned()
}

#[test]
fn each_word_and_its_core_form_make_one_plan() {
    let pairs = [
        ("主体类型 属于 企业、个体工商户", "主体类型 = 企业 或 主体类型 = 个体工商户"),
        ("经营面积 300 ㎡ 以上 500 ㎡ 以下", "经营面积 ≥ 300 ㎡ 且 经营面积 ≤ 500 ㎡"),
        ("经营面积 满 300 ㎡，不满 0.05 公顷", "经营面积 ≥ 300 ㎡ 且 经营面积 < 500 ㎡"),
        ("经营面积 300 平方米以外", "经营面积 > 300 ㎡"),
        ("出生日期 满 18 周岁 不满 70 年", "出生日期 距今 ≥ 18 年 且 出生日期 距今 < 70 年"),
        ("出生日期 距今 六个月以内", "出生日期 距今 ≤ 6 个月"),
        ("出生日期 距今 30 日 以外", "出生日期 距今 > 30 日"),
        ("有效期至 早于 提交日", "有效期至 距今 > 0 日"),
        ("有效期至 不早于 提交日", "有效期至 距今 ≤ 0 日"),
        ("出生日期 不晚于 2004年4月30日", "出生日期 ≤ 2004-04-30"),
        ("出生日期 晚于 2004/4/30", "出生日期 > 2004-04-30"),
        ("经营项目 含 餐饮", "经营项目 含 餐饮"),
    ];
    for (surface, written) in pairs {
        let (one, two) = (plan(surface, ""), plan(written, ""));
        assert_eq!(one.hash(), two.hash(), "{surface}");
        assert_eq!(core(&one), written, "{surface}");
    }
}

#[test]
fn a_table_is_the_disjunction_of_its_rows() {
    let table = "规则 方式 {
        输出 简易、一般、重大
        命中 优先
        当 经营面积 < 300 ㎡ → 简易
        当 主体类型 = 企业 → 一般
        当 经营项目 含 住宿 → 简易
        否则 → 重大
    }";
    let pairs = [
        (
            "方式 = 简易",
            "经营面积 < 300 ㎡ 或 (经营项目 含 住宿 且 非 (经营面积 < 300 ㎡) 且 非 (主体类型 = 企业))",
        ),
        ("方式 = 一般", "主体类型 = 企业 且 非 (经营面积 < 300 ㎡)"),
        ("方式 = 重大", "非 (经营面积 < 300 ㎡) 且 非 (主体类型 = 企业) 且 非 (经营项目 含 住宿)"),
    ];
    for (surface, written) in pairs {
        assert_eq!(core(&plan(surface, table)), written, "{surface}");
    }
}

/// On one day the boundary is that of the day; the days around it fall on the right sides.
#[test]
fn the_proof_of_one_day_takes_the_boundary_of_that_day() {
    let plan = plan("出生日期 不满 18 年", "");
    let day = Date::from_ymd(2026, 11, 23);
    let proof = prove_on(&plan, day, Budget::default()).expect("provable");
    let time = proof.of(Metric::Time).expect("a promise");
    assert_eq!((time.worst, time.holds), (5, Some(true)));
    assert_eq!(time.answers.0[2], ("出生日期".to_owned(), "2008-11-24".to_owned()));
}

/// Thousands of ages on one question: the proof gives up in time and says so, instead of comparing every day with every age.
#[test]
fn thousands_of_ages_are_left_undecided_quickly() {
    let items: String = (0..3_000)
        .map(|at| format!("事项 项{at} {{ 承办 甲局；法定 5 工作日；当 出生日期 满 {at} 日 }}\n"))
        .collect();
    let text = format!(
        "一件事 大事 {{\n承诺 {{ 时限 5 工作日 }}\n情形 {{ 出生日期: 日期 }}\n部门 甲局\n{items}}}\n"
    );
    let compilation = lianban_compiler::check(&Files::one(&text), "a.yjs");
    let codes: Vec<&str> = compilation.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["E0411"]);
}

/// Hundreds of tables that are each nearly too large share one budget.
#[test]
fn hundreds_of_large_tables_are_refused_quickly() {
    let names: Vec<String> = (0..16).map(|at| format!("问{at}")).collect();
    let questions: String = names.iter().map(|name| format!("{name}: 是否\n")).collect();
    let tables: String = (0..300)
        .map(|at| {
            let rest = names.join(" 且 ");
            format!("规则 表{at} {{ 输出 甲、乙\n当 {rest} 且 问{} → 甲\n否则 → 乙 }}\n", at % 16)
        })
        .collect();
    let text = format!(
        "一件事 大事 {{\n承诺 {{ 时限 5 工作日 }}\n情形 {{\n{questions}}}\n部门 甲局\n{tables}事项 甲事 {{ 承办 甲局；法定 5 工作日 }}\n}}\n"
    );
    let compilation = compile(&Files::one(&text), "a.yjs");
    assert!(compilation.diagnostics.iter().any(|found| found.code == "E0328"));
}
