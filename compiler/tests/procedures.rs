//! 特别程序: the page of the book holds its expansion; 不计 in the proof, worked by hand.

mod support;

use lianban_compiler::check;
use lianban_compiler::diagnostics::Lang;
use lianban_compiler::plan::expand::expand;
use lianban_compiler::proof::{Proof, prove};
use lianban_compiler::syntax::{FormatOptions, format};
use support::{Files, listing};

const PAGE: &str = include_str!("../../docs/src/language/procedure.md");

/// The fenced blocks of the page with this tag.
fn blocks(tag: &str) -> Vec<&'static str> {
    let fence = format!("```{tag}\n");
    PAGE.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap_or(rest)).collect()
}

#[test]
fn the_page_shows_what_the_example_expands_to() {
    let compilation = check(&Files::one(blocks("yjs")[0]), "a.yjs");
    assert_eq!(listing(&compilation), "");
    let core = expand(&compilation.bundles[0].plan);
    for line in blocks("text")[0].lines() {
        assert!(core.contains(line), "{line}\n{core}");
    }
    assert!(core.contains("不计 听证、规划许可·专家评审；延期 15 工作日 批准 市人民政府负责人"), "{core}");
}

#[test]
fn the_core_form_and_the_house_style_read_back() {
    for name in ["hearing-and-review", "in-order"] {
        let path = format!("{}/../tests/corpus/procedures/good/{name}.yjs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a corpus file");
        let compilation = check(&Files::one(&text), "a.yjs");
        let core = expand(&compilation.bundles[0].plan);
        let (_, findings) = lianban_compiler::syntax::parse(&core);
        assert!(findings.is_empty(), "{core}\n{findings:#?}");
        let kept = format(&text, &FormatOptions::default()).expect("no findings");
        assert_eq!(format(&kept, &FormatOptions::default()).expect("no findings"), kept, "idempotent");
        let english = FormatOptions { keywords: Some(Lang::En) };
        let english = format(&kept, &english).expect("no findings");
        let hash = |text: &str| check(&Files::one(text), "a.yjs").bundles[0].plan.hash();
        assert_eq!(hash(&kept), hash(&text));
        assert_eq!(hash(&english), hash(&text), "{english}");
    }
}

/// Several in one row are as many rows; one that is declared twice is told.
#[test]
fn several_in_one_row_say_the_same() {
    let said = "{ 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }";
    let bundle = |rows: &str| {
        let item = "事项 许可 是 行政许可 { 承办 甲局；法定 20 工作日 }";
        let text = format!(
            "一件事 试 {{\n承诺 {{ 时限 20 工作日，不计 听证、鉴定 }}\n部门 甲局\n{rows}\n阶段 审查 {{ 牵头 甲局；{item} }}\n}}\n"
        );
        check(&Files::one(&text), "a.yjs")
    };
    let together = bundle(&format!("特别程序 听证、鉴定 {said}"));
    assert_eq!(listing(&together), "");
    let apart = bundle(&format!("特别程序 听证 {said}\n特别程序 鉴定 {said}"));
    assert_eq!(together.bundles[0].plan.hash(), apart.bundles[0].plan.hash());
    assert!(listing(&bundle(&format!("特别程序 听证、听证 {said}"))).contains("E0205"));
}

fn proved(promise: &str, items: &str) -> Proof {
    let text = format!(
        "一件事 试 {{\n承诺 {{ {promise} }}\n部门 甲局\n{items}\n流程 {{ 一窗受理 {{ 渠道 网上 }} }}\n}}\n"
    );
    let compilation = lianban_compiler::compile(&Files::one(&text), "a.yjs");
    assert!(!compilation.has_errors(), "{}", listing(&compilation));
    prove(&compilation.bundles[0].plan, Default::default()).expect("a proof")
}

/// (worst, decided, holds, at most) of the promised 时限.
fn figures(proof: &Proof) -> (u32, bool, Option<bool>, Option<u32>) {
    let time = &proof.promises[0];
    (time.worst, time.decided, time.holds, time.at_most)
}

const REVIEWED: &str = "事项 甲事 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；时限 20 工作日；不计入时限；书面告知 } }";

#[test]
fn what_is_not_left_out_counts_in_full() {
    assert_eq!(figures(&proved("时限 25 工作日", REVIEWED)), (25, true, Some(true), None));
    assert_eq!(figures(&proved("时限 24 工作日", REVIEWED)), (25, true, Some(false), None));
    let proof = proved("时限 5 工作日，不计 专家评审", REVIEWED);
    assert_eq!(figures(&proof), (5, true, Some(true), None));
    assert_eq!(proof.promises[0].excluded, ["专家评审"]);
}

/// Decision 0013, 3: beside the reviewed item one of 15 days. The review may end at once, and then nothing stops.
#[test]
fn the_worst_case_of_what_is_left_out_is_that_it_takes_no_time() {
    let both = format!("{REVIEWED}\n事项 乙事 是 公共服务 {{ 承办 甲局；承诺 15 工作日 }}");
    assert_eq!(figures(&proved("时限 10 工作日，不计 特别程序", &both)), (15, true, Some(false), None));
    assert_eq!(figures(&proved("时限 15 工作日，不计 特别程序", &both)), (15, true, Some(true), None));
}

/// Where calendar days count, the shift matters: bounds from both sides, and nothing is promised between them.
#[test]
fn in_mixed_day_kinds_the_promise_is_bounded_or_open() {
    let mixed = "事项 甲事 是 公共服务 { 承办 甲局；承诺 10 自然日
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；时限 3 工作日；不计入时限；书面告知 } }";
    let (worst, decided, holds, most) = figures(&proved("时限 60 工作日，不计 特别程序", mixed));
    assert_eq!((decided, holds, most), (true, Some(true), None));
    let counted = figures(&proved("时限 60 工作日", mixed)).0;
    assert_eq!(worst, counted, "the bound from above is shown");
    let quick = "事项 甲事 是 公共服务 { 承办 甲局；承诺 10 自然日 }";
    let least = figures(&proved("时限 60 工作日", quick)).0;
    assert!(least < counted);
    let between = format!("时限 {} 工作日，不计 特别程序", counted - 1);
    assert_eq!(figures(&proved(&between, mixed)), (least, false, Some(false), Some(counted)));
    let broken = format!("时限 {} 工作日，不计 特别程序", least - 1);
    let (worst, decided, holds, _) = figures(&proved(&broken, mixed));
    assert_eq!((worst, decided, holds), (least, true, Some(false)));
}

/// What a stage leaves out is also what takes place in a stage inside it.
#[test]
fn a_stage_leaves_out_what_takes_place_inside_it() {
    let inner = "阶段 外 { 牵头 甲局；时限 5 工作日，不计 特别程序；阶段 内 { 牵头 甲局
    事项 甲事 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；时限 20 工作日；不计入时限；书面告知 } } } }";
    let proof = proved("时限 25 工作日", inner);
    let outer = proof.promises.iter().find(|p| p.of.as_deref() == Some("外")).expect("the stage");
    assert_eq!((outer.worst, outer.holds), (5, Some(true)));
}

/// A conditional procedure that counts never makes the item earlier than its promise, nor later.
#[test]
fn a_conditional_procedure_that_counts_lies_inside_the_promise() {
    let item = "情形 { 大: 是否 }\n事项 甲事 是 公共服务 { 承办 甲局；承诺 9 工作日
    环节 初审 { 时限 2 工作日 }
    特别程序 公示 { 依据 “某市办法 第二条”；时限 5 工作日；当 大 }
    环节 复审 { 时限 2 工作日 } }";
    assert_eq!(figures(&proved("时限 9 工作日", item)), (9, true, Some(true), None));
}
