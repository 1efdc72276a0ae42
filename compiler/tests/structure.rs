//! Parameters, life cycles, templates, modules, sub-bundles: what they mean, over several files.

mod support;

use lianban_compiler::diagnostics::Lang;
use lianban_compiler::syntax::{FormatOptions, format};
use lianban_compiler::{Compilation, Host, check, compile};
use lianban_runtime::time::CalendarData;
use support::{Files, listing};

fn files(list: &[(&str, &str)]) -> Files {
    Files(list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

/// A host that settles parameters.
struct Given(Files, Vec<(String, String)>);

impl Host for Given {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.read(path)
    }
    fn calendar(&self) -> CalendarData {
        self.0.calendar()
    }
    fn parameters(&self) -> Vec<(String, String)> {
        self.1.clone()
    }
}

fn given(text: &str, name: &str, value: &str) -> Compilation {
    check(&Given(Files::one(text), vec![(name.to_owned(), value.to_owned())]), "a.yjs")
}

#[test]
fn the_corpus_is_kept_by_the_formatter_in_both_languages() {
    insta::glob!("../../tests/corpus/structure/good", "*.yjs", |path| {
        let source = std::fs::read_to_string(path).expect("a corpus file");
        let kept = format(&source, &FormatOptions::default()).expect("formats");
        assert_eq!(format(&kept, &FormatOptions::default()).as_ref(), Ok(&kept), "idempotent");
        let english = format(&source, &FormatOptions { keywords: Some(Lang::En) }).expect("formats");
        let hashes = |text: &str| -> Vec<_> {
            let compilation = compile(&Files::one(text), "a.yjs");
            assert_eq!(listing(&compilation), "", "{text}");
            compilation.bundles.iter().map(|b| (b.plan.hash(), b.tests.len())).collect()
        };
        assert_eq!(hashes(&source), hashes(&kept), "{kept}");
        assert_eq!(hashes(&source), hashes(&english), "{english}");
    });
}

const WORKS: &str = "一件事 工程审批（项目类型: 工业 | 市政） {
    承诺 { 时限 7 工作日 }
    情形 { 户外招牌: 是否 当 项目类型 = 工业 }
    部门 建设局
    事项 环境评估 是 行政许可 { 承办 建设局；承诺 2 工作日；当 项目类型 = 工业 且 户外招牌 }
    事项 施工许可 是 行政许可 { 承办 建设局；承诺 5 工作日 }
    流程 { 环境评估 → 施工许可 }
    测试 “工业” { 令 项目类型 = 工业，户外招牌 = 是；2026-03-02 10:00 提交；期望 办结 = 2026-03-11 }
    测试 “市政” { 令 项目类型 = 市政；2026-03-02 10:00 提交；期望 办结 = 2026-03-09 }
}
";

#[test]
fn a_parameter_given_from_outside_leaves_the_plan() {
    let open = compile(&Files::one(WORKS), "a.yjs");
    assert_eq!(listing(&open), "");
    let questions = |c: &Compilation| -> Vec<(String, bool)> {
        c.bundles[0].plan.questions.iter().map(|q| (q.name.clone(), q.parameter)).collect()
    };
    assert_eq!(questions(&open), [("项目类型".to_owned(), true), ("户外招牌".to_owned(), false)]);
    assert_eq!(open.bundles[0].tests.len(), 2);

    let works = given(WORKS, "项目类型", "工业");
    assert_eq!(listing(&works), "");
    assert_eq!(questions(&works), [("户外招牌".to_owned(), false)]);
    assert_eq!(works.bundles[0].tests.len(), 1, "the other test is about another value");
    assert_eq!(works.bundles[0].tests[0].answers.len(), 1);
    assert_eq!(works.bundles[0].plan.check(), Ok(()));

    // Never asked, and the item never applies; nobody is told off for that, nor is the question left in the plan.
    let streets = given(WORKS, "项目类型", "市政");
    assert_eq!(listing(&streets), "");
    assert_eq!(questions(&streets), []);
    assert_eq!(streets.bundles[0].plan.check(), Ok(()));
    // A question that hangs on it is gone as well, and an item that names only that one is no finding.
    let further = WORKS.replace("当 项目类型 = 工业 }", "当 项目类型 = 工业；灯箱: 是否 当 户外招牌 }");
    let further = further.replace("当 项目类型 = 工业 且 户外招牌", "当 灯箱");
    let further = further.replace("户外招牌 = 是；", "户外招牌 = 是，灯箱 = 是；");
    let streets = given(&further, "项目类型", "市政");
    assert_eq!((listing(&streets).as_str(), questions(&streets)), ("", vec![]), "{further}");
    assert_eq!(streets.bundles[0].tests[0].name, "市政");
}

#[test]
fn a_parameter_that_does_not_fit_is_told() {
    assert_eq!(listing(&given(WORKS, "项目类形", "工业")), "E0223 1:5 “工程审批”没有参数“项目类形”\n");
    assert_eq!(listing(&given(WORKS, "项目类型", "商业")), "E0223 1:10 参数“项目类型”不能是“商业”\n");
    assert_eq!(listing(&given(WORKS, "户外招牌", "是")), "E0223 1:5 “工程审批”没有参数“户外招牌”\n");
}

#[test]
fn inherited_steps_change_no_date() {
    let with = |class: &str| {
        let text = format!(
            "引入 标准库.办件\n一件事 我要开店 {{\n    承诺 {{ 时限 9 工作日 }}\n    部门 甲局
    事项 登记 是 行政许可 {{ 承办 甲局；承诺 1 工作日{class} }}
    事项 许可 是 行政许可 {{ 承办 甲局；承诺 8 工作日；参加 踏勘{class} }}
    事项 检查 是 行政许可 {{ 承办 甲局；承诺 3 工作日；参加 踏勘{class} }}
    事项 备案 是 其他行政权力 {{ 承办 甲局；承诺 1 月{class} }}
    事项 核验 是 其他行政权力 {{ 承办 甲局；承诺 3 工作小时{class} }}
    联合 踏勘 {{ 牵头 甲局；时限 2 工作日 }}
    流程 {{ 登记 → 并联 {{ 许可；检查 }} }}\n}}\n"
        );
        let compilation = compile(&Files::one(&text), "a.yjs");
        assert_eq!(listing(&compilation), "", "{text}");
        let plan = &compilation.bundles[0].plan;
        let proof = lianban_compiler::proof::prove(plan, lianban_compiler::proof::Budget::default());
        let proof = proof.expect("provable");
        (proof.promises[0].worst, proof.promises[0].limit, plan.nodes.len())
    };
    let plain = with("");
    let cycled = with("；办件类型 承诺件");
    assert_eq!((plain.0, plain.1), (cycled.0, cycled.1));
    assert_eq!(cycled.2, plain.2 + 15);
}

const LIBRARY: &str = "模板 审批（主管: 部门，天数: 期限 = 5 工作日） {
    承办 主管；承诺 天数；法定 4 工作日
}
";

#[test]
fn a_template_of_another_file_is_blamed_there_and_its_use_is_shown() {
    let text = "引入 公共
部门 甲局
一件事 开工 {
    承诺 { 时限 20 工作日 }
    事项 甲事 是 行政许可 按 审批（主管 = 甲局，天数 = 3 工作日）
    事项 乙事 是 行政许可 按 审批（主管 = 甲局）
    事项 丙事 是 行政许可 按 审批（主管 = 乙局，天数 = 3 工作日）
}
";
    let host = files(&[("a.yjs", text), ("公共.yjs", LIBRARY)]);
    let compilation = compile(&host, "a.yjs");
    insta::assert_snapshot!(support::report(&compilation));
    assert_eq!(compilation.sources.len(), 2);
}

#[test]
fn what_a_template_says_is_what_could_have_been_written() {
    let source = include_str!("../../tests/corpus/structure/good/templates.yjs");
    let by_hand = "一件事 项目开工 {
    承诺 { 时限 10 工作日；材料 2 份 }
    情形 { 占地: 面积；临街: 是否 }
    部门 发展和改革委员会, 自然资源局
    材料 《申请书》、《红线图》
    事项 立项备案 是 其他行政权力 {
        承办 发展和改革委员会；承诺 3 工作日；依据 “行政许可法”；需要 《申请书》；产出 《备案证》
        当 占地 ≥ 100 ㎡ 或 临街
        环节 审查 { 时限 2 工作日；角色 审查人员 }
        环节 核查 { 时限 1 工作日 }
    }
    阶段 用地 {
        牵头 自然资源局
        事项 用地许可 是 行政许可 {
            承办 自然资源局；承诺 5 工作日；法定 20 工作日；依据 “土地管理法”
            需要 《申请书》、《红线图》、《备案证》；产出 《许可证》；当 占地 ≥ 100 ㎡
            环节 勘测 { 时限 5 工作日 }
        }
    }
}
";
    let plan = |text: &str| {
        let compilation = compile(&Files::one(text), "a.yjs");
        assert_eq!(listing(&compilation), "");
        compilation.bundles[0].plan.to_json()
    };
    assert_eq!(plan(source), plan(by_hand));
}

/// 湖北省/荆州市/开店.yjs looks beside itself first, then in the folders above.
#[test]
fn folders_are_modules_and_are_found_from_the_file_upwards() {
    let text = "引入 湖北省.荆州市.公共, 公共 为 省公共
一件事 开店 {
    承诺 { 时限 5 工作日 }
    事项 登记 是 行政许可 { 承办 荆州市.公共.市监局；承诺 5 工作日；需要 《申请书》、省公共.《申请书》 }
    事项 备案 是 其他行政权力 { 承办 省公共.市监局；承诺 5 工作日 }
}
";
    let city = "部门 市监局 { 窗口 2 }\n材料 《申请书》\n";
    let province = "部门 市监局 { 窗口 9 }\n材料 《申请书》 { 来源 共享 省.申请书 }\n";
    let host = files(&[
        ("图/湖北省/荆州市/开店.yjs", &text.replace("《申请书》、", "荆州市.公共.《申请书》、")),
        ("图/湖北省/荆州市/公共.yjs", city),
        ("图/湖北省/公共.yjs", province),
    ]);
    // `公共` beside the file is the city's: the province's stands further away.
    let near = compile(&host, "图/湖北省/荆州市/开店.yjs");
    assert_eq!(near.sources.len(), 2, "{:?}", near.sources.iter().map(|s| &s.path).collect::<Vec<_>>());

    let text = text
        .replace("公共 为 省公共", "湖北省.公共 为 省公共")
        .replace("《申请书》、省", "荆州市.公共.《申请书》、省");
    let host = files(&[
        ("图/湖北省/荆州市/开店.yjs", &text),
        ("图/湖北省/荆州市/公共.yjs", city),
        ("图/湖北省/公共.yjs", province),
    ]);
    let compilation = compile(&host, "图/湖北省/荆州市/开店.yjs");
    assert_eq!(listing(&compilation), "");
    let plan = &compilation.bundles[0].plan;
    let materials: Vec<(&str, bool)> =
        plan.materials.iter().map(|m| (m.name.as_str(), m.source.is_brought())).collect();
    assert_eq!(materials, [("申请书", true), ("省公共.申请书", false)]);
    let departments: Vec<(&str, u32)> =
        plan.departments.iter().map(|d| (d.name.as_str(), d.windows)).collect();
    assert_eq!(departments, [("市监局", 2), ("省公共.市监局", 9)]);
}

#[test]
fn names_qualified_by_a_module_end_an_ambiguity() {
    let rows =
        "部门 甲局\n材料 《申请书》\n模板 审批（天数: 期限） { 承诺 天数 }\n办件流程 快办件 { 环节 审查 }\n";
    let text = |needs: &str, template: &str, class: &str| {
        format!(
            "引入 甲.文件 为 一本, 乙.文件\n一件事 我要办证 {{\n    承诺 {{ 时限 5 工作日 }}\n    事项 办证 按 {template}（天数 = 5 工作日） {{ 承办 一本.甲局；需要 {needs}；办件类型 {class} }}\n}}\n"
        )
    };
    let told = |needs: &str, template: &str, class: &str| {
        let text = text(needs, template, class);
        let host = files(&[("a.yjs", &text), ("甲/文件.yjs", rows), ("乙/文件.yjs", rows)]);
        let found = compile(&host, "a.yjs").diagnostics;
        found.iter().map(|one| format!("{} {}", one.code, one.message.zh)).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        told("一本.《申请书》", "文件.审批", "乙.文件.快办件"),
        "E0215 引入的文件里有不止一个模板叫“文件.审批”"
    );
    assert_eq!(told("一本.《申请书》", "乙.文件.审批", "乙.文件.快办件"), "");
    assert_eq!(told("《申请书》", "一本.审批", "一本.快办件"), "E0215 引入的文件里有不止一个材料叫“申请书”");
    assert_eq!(
        told("一本.《申请书》", "一本.审批", "快办件"),
        "E0215 引入的文件里有不止一个办件流程叫“快办件”"
    );
    assert_eq!(told("二本.《申请书》", "一本.审批", "一本.快办件"), "E0224 没有引入叫“二本”的模块");
    assert_eq!(
        told("一本.《申情书》", "一本.审批", "一本.快办件"),
        "E0209 “办证”的材料“一本.申情书”没有声明，也没有事项产出它"
    );
}

/// 逐个 and 可选 are shorter ways of writing: by hand it is the same plan.
#[test]
fn copies_are_what_could_have_been_written() {
    let short = "一件事 开店 {
    承诺 { 时限 5 工作日 }
    情形 { 门店数: 数量 1 ～ 2；外摆: 是否 }
    部门 甲局
    材料 《平面图》 { 逐个 门店数 }
    事项 登记 是 行政许可 { 承办 甲局；承诺 2 工作日；需要 《平面图》 }
    事项 许可 是 行政许可 { 承办 甲局；承诺 3 工作日；需要 《平面图》；当 外摆；逐个 门店数 }
    事项 招牌 是 行政许可 { 承办 甲局；承诺 3 工作日；当 外摆；可选 “办吗？” }
    流程 { 登记 → 许可 }
}
";
    let long = "一件事 开店 {
    承诺 { 时限 5 工作日 }
    情形 { 门店数: 数量 1 ～ 2；外摆: 是否；办理招牌: 是否 当 外摆 问 “办吗？” }
    部门 甲局
    材料 《平面图（1）》 { 当 门店数 ≥ 1 }
    材料 《平面图（2）》 { 当 门店数 ≥ 2 }
    事项 登记 是 行政许可 { 承办 甲局；承诺 2 工作日；需要 《平面图（1）》、《平面图（2）》 }
    事项 《许可（1）》 是 行政许可 { 承办 甲局；承诺 3 工作日；需要 《平面图（1）》；当 门店数 ≥ 1 且 外摆 }
    事项 《许可（2）》 是 行政许可 { 承办 甲局；承诺 3 工作日；需要 《平面图（2）》；当 门店数 ≥ 2 且 外摆 }
    事项 招牌 是 行政许可 { 承办 甲局；承诺 3 工作日；当 办理招牌 }
    流程 { 登记 → 并联 { 《许可（1）》；《许可（2）》 } }
}
";
    let core = |text: &str| {
        let compilation = compile(&Files::one(text), "a.yjs");
        assert_eq!(listing(&compilation), "");
        let plan = &compilation.bundles[0].plan;
        assert_eq!(plan.check(), Ok(()));
        lianban_compiler::plan::expand::expand(plan)
    };
    assert_eq!(core(short), core(long));
}

#[test]
fn an_included_bundle_of_another_file_brings_what_it_can_name() {
    let trade = "引入 共用
一件事 开办 {
    承诺 { 时限 2 工作日 }
    情形 { 刻章: 是否 }
    事项 登记 是 行政许可 { 承办 公安局；承诺 1 工作日；需要 《申请书》；产出 《执照》 }
    事项 刻章备案 是 其他行政权力 { 承办 公安局；承诺 1 工作日；当 刻章；需要 《执照》 }
}
";
    let whole = "引入 企业, 共用
一件事 开办经营 {
    承诺 { 时限 2 工作日 }
    包含 企业.开办
    情形 { 刻章: 是否 问 “要不要？” }
}
";
    let outer = "引入 整体 为 一整套
一件事 我要开店 {
    承诺 { 时限 5 工作日；材料 1 份 }
    包含 一整套.开办经营 { 令 刻章 = 否 }
    事项 许可 是 行政许可 { 承办 公安局；承诺 3 工作日；需要 《执照》 }
    流程 { 开办经营 → 许可 }
}
";
    let shared = "部门 公安局\n材料 《申请书》\n";
    let host = files(&[("a.yjs", outer), ("整体.yjs", whole), ("企业.yjs", trade), ("共用.yjs", shared)]);
    let compilation = compile(&host, "a.yjs");
    assert_eq!(listing(&compilation), "");
    let by_hand = "引入 共用
一件事 我要开店 {
    承诺 { 时限 5 工作日；材料 1 份 }
    情形 { 刻章: 是否 }
    令 刻章 = 否
    阶段 开办经营 {
        牵头 公安局；时限 2 工作日
        阶段 开办 {
            牵头 公安局；时限 2 工作日
            事项 登记 是 行政许可 { 承办 公安局；承诺 1 工作日；需要 《申请书》；产出 《执照》 }
            事项 刻章备案 是 其他行政权力 { 承办 公安局；承诺 1 工作日；当 刻章；需要 《执照》 }
        }
    }
    事项 许可 是 行政许可 { 承办 公安局；承诺 3 工作日；需要 《执照》 }
    流程 { 并联 { 登记；刻章备案 } → 许可 }
}
";
    let written = compile(&files(&[("a.yjs", by_hand), ("共用.yjs", shared)]), "a.yjs");
    assert_eq!(listing(&written), "");
    let core = |c: &Compilation| lianban_compiler::plan::expand::expand(&c.bundles[0].plan);
    assert_eq!(core(&compilation), core(&written));
    assert!(compilation.bundles[0].plan.questions.is_empty());
}

#[test]
fn inclusions_have_limits() {
    let mut text = "部门 甲局\n一件事 事零 { 事项 登记零 { 承办 甲局；承诺 1 工作日 } }\n".to_owned();
    for number in 1..12 {
        let inner = if number == 1 { "事零".to_owned() } else { format!("事{}", number - 1) };
        text += &format!(
            "一件事 事{number} {{ 包含 {inner}；事项 登记{number} {{ 承办 甲局；承诺 1 工作日 }} }}\n"
        );
    }
    let found = compile(&Files::one(&text), "a.yjs");
    let codes: Vec<&str> = found.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code).collect();
    assert_eq!(codes, ["E0214"], "{}", listing(&found));

    let own = "一件事 底 { 事项 登记 { 承办 甲局；承诺 1 工作日 } }\n一件事 自 { 包含 自；事项 甲事 { 承办 甲局 } }\n";
    let codes = compile(&Files::one(own), "a.yjs");
    assert!(listing(&codes).contains("E0229 2:12 “自”包含了它自己"), "{}", listing(&codes));
}

#[test]
fn a_flood_of_copies_is_refused() {
    let mut text =
        "一件事 开店 {\n    承诺 { 时限 5 工作日 }\n    情形 { 家数: 数量 1 ～ 50 }\n    部门 甲局\n"
            .to_owned();
    for number in 0..500 {
        text += &format!("    事项 许可{number} {{ 承办 甲局；承诺 3 工作日；逐个 家数 }}\n");
    }
    text += "}\n";
    let found = compile(&Files::one(&text), "a.yjs");
    let codes: Vec<&str> = found.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code).collect();
    assert_eq!(codes, ["E0214"], "{}", listing(&found).lines().take(5).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_flood_of_words_from_a_template_is_refused() {
    let names: Vec<String> = (0..3000).map(|number| format!("《证{number}》")).collect();
    let rows = "    需要 证件\n".repeat(1000);
    let text = format!(
        "模板 洪水（证件: 材料） {{\n    承办 甲局；承诺 1 工作日\n{rows}}}\n部门 甲局
一件事 开店 {{\n    承诺 {{ 时限 5 工作日 }}\n    事项 甲事 按 洪水（证件 = {}）\n}}\n",
        names.join("、")
    );
    let found = compile(&Files::one(&text), "a.yjs");
    let codes: Vec<&str> = found.diagnostics.iter().filter(|d| d.is_error()).map(|d| d.code).collect();
    assert_eq!(codes, ["E0214"]);
}

/// A mistake in a bundle that another includes is one, whichever of them is written first.
#[test]
fn a_mistake_in_an_included_bundle_is_told_once() {
    let outer = "一件事 乙事 { 部门 甲局；包含 甲事；事项 二办 是 公共服务 { 承办 甲局；承诺 1 工作日 } }\n";
    for (item, code) in [
        ("事项 一办 是 公共服务 { 承办 甲居；承诺 1 工作日 }", "E0206"),
        ("事项 一 是 公共服务 { 承办 甲局；承诺 1 工作日 }", "E0204"),
        ("事项 一办 是 公共服务 { 承办 甲局；承诺 1 次 }", "E0302"),
    ] {
        let inner = format!("一件事 甲事 {{ 部门 甲局；{item} }}\n");
        let other = ("b.yjs".to_owned(), inner.clone());
        for list in [
            vec![("a.yjs".to_owned(), format!("{inner}{outer}"))],
            vec![("a.yjs".to_owned(), format!("{outer}{inner}"))],
            vec![("a.yjs".to_owned(), format!("引入 b\n{outer}")), other],
        ] {
            let compilation = compile(&Files(list.into_iter().collect()), "a.yjs");
            let errors: Vec<_> = compilation.diagnostics.iter().filter(|one| one.is_error()).collect();
            assert_eq!(errors.len(), 1, "{errors:#?}");
            assert_eq!(errors[0].code, code);
            // The department that is meant is that of the bundle itself, where it is compiled, too.
            let text = &compilation.sources[0].text;
            let home = text.find("一件事 甲事").map(|at| at..at + inner.len());
            let label = errors[0].labels.first().map(|label| label.span.start as usize);
            assert!(home.zip(label).is_none_or(|(home, label)| home.contains(&label)), "{errors:#?}");
        }
    }
}
