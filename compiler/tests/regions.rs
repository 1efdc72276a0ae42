//! 适用 … 基于 …: across files, in chains, and the same as a bundle that somebody has written out.

mod support;

use lianban_compiler::plan::expand::expand;
use lianban_compiler::{Compilation, check, compile};
use support::{Files, brief, listing};

const PROVINCE: &str = "引入 证照\n部门 甲局\n一件事 我要办证 {\n    适用 湖北省\n    承诺 { 时限 5 工作日；材料 1 份 }\n    事项 办证 是 行政许可 { 承办 甲局；法定 5 工作日；需要 《申请书》、《证照》 }\n}\n";
const PAPERS: &str = "材料 《申请书》\n材料 《证照》 { 来源 共享 库.证照 }\n";

fn files(list: &[(&str, &str)]) -> Files {
    Files(list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

/// 湖北省 beside the file, with an import of its own.
fn city(text: &str) -> Compilation {
    check(&files(&[("a.yjs", text), ("湖北省.yjs", PROVINCE), ("证照.yjs", PAPERS)]), "a.yjs")
}

#[test]
fn a_base_in_another_file_brings_what_it_uses_itself() {
    for text in [
        "适用 荆州市 基于 湖北省.我要办证 { 承诺 { 时限 4 工作日 }；事项 办证 { 承诺 4 工作日 } }\n",
        "引入 湖北省\n适用 荆州市 基于 我要办证 { 承诺 { 时限 4 工作日 }；事项 办证 { 承诺 4 工作日 } }\n",
        "引入 湖北省, 证照\n适用 荆州市 基于 湖北省.我要办证 { 承诺 { 时限 4 工作日 }；事项 办证 { 承诺 4 工作日 } }\n",
    ] {
        let compilation = city(text);
        assert_eq!(listing(&compilation), "", "{text}");
        let plan = &compilation.bundles[0].plan;
        assert_eq!((plan.name.as_str(), plan.region.as_str()), ("我要办证", "荆州市"));
        assert_eq!(plan.promises[0].limit, 4);
        assert_eq!(plan.promises[1].limit, 1, "what the base promises stays promised");
    }
}

#[test]
fn an_own_declaration_comes_before_that_of_the_base() {
    let text = "材料 《申请书》 { 来源 共享 库.申请书 }\n适用 荆州市 基于 湖北省.我要办证\n";
    let plan = &city(text).bundles[0].plan;
    let source = plan.materials.iter().find(|m| m.name == "申请书").map(|m| format!("{:?}", m.source));
    assert_eq!(source.as_deref(), Some("Shared(\"库.申请书\")"));
}

#[test]
fn province_city_and_county_each_stand_on_the_next() {
    let county = "适用 沙市区 基于 荆州市.我要办证 { 事项 办证 { 承诺 3 工作日 } }\n";
    let middle = "适用 荆州市 基于 湖北省.我要办证 { 事项 办证 { 承诺 4 工作日 } }\n";
    let host =
        files(&[("a.yjs", county), ("荆州市.yjs", middle), ("湖北省.yjs", PROVINCE), ("证照.yjs", PAPERS)]);
    let compilation = check(&host, "a.yjs");
    assert_eq!(listing(&compilation), "");
    assert_eq!(compilation.bundles[0].plan.region, "沙市区");
    let looser = county.replace('3', "5");
    let host =
        files(&[("a.yjs", &looser), ("荆州市.yjs", middle), ("湖北省.yjs", PROVINCE), ("证照.yjs", PAPERS)]);
    assert_eq!(brief(&check(&host, "a.yjs")), ["E0464 1:33"], "as tight as the city, not as the province");
}

#[test]
fn the_same_name_in_two_files_has_to_be_qualified() {
    let one = "一件事 我要办证 { 适用 湖北省；承诺 { 时限 5 工作日 }；部门 甲局；事项 办证 { 承办 甲局；法定 5 工作日 } }\n";
    let other = one.replace("湖北省", "湖南省");
    let with = |text: &str| {
        let host = files(&[("a.yjs", text), ("湖北省.yjs", one), ("湖南省.yjs", &other)]);
        brief(&check(&host, "a.yjs"))
    };
    assert_eq!(with("引入 湖北省, 湖南省\n适用 荆州市 基于 我要办证\n"), ["E0220 2:11"]);
    assert!(with("引入 湖北省, 湖南省\n适用 荆州市 基于 湖南省.我要办证\n").is_empty());
}

#[test]
fn a_long_chain_of_bases_is_cut_off() {
    let mut text =
        "一件事 甲 { 适用 第 0 级；承诺 { 时限 1 工作日 }；部门 乙；事项 丙 { 承办 乙；法定 1 工作日 } }\n"
            .replace("第 0 级", "级零");
    for (lower, upper) in ["零", "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
        .windows(2)
        .map(|pair| (pair[1], pair[0]))
    {
        text.push_str(&format!("适用 级{lower} 基于 级{upper}.甲\n"));
    }
    let found = brief(&compile(&Files::one(&text), "a.yjs"));
    assert!(found.iter().all(|line| line.starts_with("E0214")), "{found:?}");
    assert_eq!(found.len(), 2, "the ninth and the tenth level: {found:?}");
}

/// What a derived bundle means is what somebody could have written by hand.
#[test]
fn it_is_the_bundle_that_could_have_been_written_out() {
    let base = "一件事 我要办证 {\n    编码 \"B-1\"\n    适用 湖北省\n    承诺 { 时限 9 工作日；材料 3 份 }\n    部门 甲局\n    材料 《申请书》\n    材料 《证明》\n    材料 《照片》 { 容缺 3 工作日 }\n    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；需要 《申请书》、《证明》、《照片》；产出 《证》 }\n    流程 { 一窗受理 → 办证 }\n}\n";
    let block = "适用 荆州市 基于 湖北省.我要办证 {\n    承诺 { 时限 8 工作日 }\n    取消 材料 《证明》\n    材料 《照片》 { 容缺 4 工作日 }\n    事项 办证 { 承诺 4 工作日 }\n    事项 送达 { 承办 甲局；法定 3 工作日；需要 《证》 }\n    流程 { 一窗受理 { 渠道 网上 } → 办证 → 送达 }\n}\n";
    let written = "一件事 我要办证 {\n    编码 \"B-1\"\n    适用 荆州市\n    承诺 { 时限 8 工作日；材料 3 份 }\n    部门 甲局\n    材料 《申请书》\n    材料 《照片》 { 容缺 4 工作日 }\n    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 4 工作日；需要 《申请书》、《照片》；产出 《证》 }\n    事项 送达 { 承办 甲局；法定 3 工作日；需要 《证》 }\n    流程 { 一窗受理 { 渠道 网上 } → 办证 → 送达 }\n}\n";
    let derived = check(&Files::one(&format!("{base}{block}")), "a.yjs");
    assert_eq!(listing(&derived), "");
    let by_hand = check(&Files::one(written), "a.yjs");
    assert_eq!(listing(&by_hand), "");
    assert_eq!(expand(&derived.bundles[1].plan), expand(&by_hand.bundles[0].plan));
    assert_eq!(derived.bundles[1].plan.hash(), by_hand.bundles[0].plan.hash());
}

const BASE: &str = "一件事 我要办证 {\n    适用 湖北省\n    承诺 { 时限 5 工作日 }\n    部门 甲局\n    事项 办证 { 承办 甲局；法定 5 工作日；产出 《证》 }\n}\n";

/// What stands before a misspelt name is right: the name is told, with what it should be.
#[test]
fn a_misspelt_base_is_told_whatever_stands_before_it() {
    let middle = "适用 荆州市 基于 湖北省.我要办证\n";
    for (text, line) in [
        (format!("{BASE}适用 荆州市 基于 湖北省.我要办证证 {{ 承诺 {{ 时限 4 工作日 }} }}\n"), "7:15"),
        (format!("{BASE}{middle}适用 荆州市沙市区 基于 荆州市.我要办证证\n"), "8:18"),
        ("引入 湖北省 为 鄂\n适用 荆州市 基于 鄂.我要办证证\n".to_owned(), "2:13"),
        ("适用 荆州市 基于 湖北省.我要办证证\n".to_owned(), "1:15"),
    ] {
        let host = files(&[("a.yjs", &text), ("湖北省.yjs", BASE)]);
        let compilation = check(&host, "a.yjs");
        assert_eq!(brief(&compilation), [format!("E0220 {line}")], "{text}");
        let fix = compilation.diagnostics[0].fixes.first().map(|fix| fix.edits[0].text.as_str());
        assert_eq!(fix, Some("我要办证"), "{text}");
    }
}

/// Where the file is not there, that is all there is to say.
#[test]
fn an_unknown_file_before_the_name_is_the_one_mistake() {
    for name in ["我要办证", "我要办证证", "别的"] {
        let text = format!("{BASE}适用 荆州市 基于 外省.{name} {{ 承诺 {{ 时限 4 工作日 }} }}\n");
        assert_eq!(brief(&check(&Files::one(&text), "a.yjs")), ["E0207 7:11"], "{text}");
    }
}

/// A cycle among imported files is an error here, wherever in it the file begins.
#[test]
fn a_cycle_in_another_file_is_told() {
    for cycle in [
        "适用 荆州市 基于 湖北省.我要办证\n适用 湖北省 基于 荆州市.我要办证\n",
        "适用 湖北省 基于 荆州市.我要办证\n适用 荆州市 基于 湖北省.我要办证\n",
    ] {
        let host = files(&[("a.yjs", "引入 都在\n适用 沙市区 基于 荆州市.我要办证\n"), ("都在.yjs", cycle)]);
        let compilation = check(&host, "a.yjs");
        assert_eq!(compilation.diagnostics.len(), 1, "{}", listing(&compilation));
        assert_eq!(compilation.diagnostics[0].code, "E0221");
    }
}

/// Nothing that is written with 基于 comes to nothing in silence: it is a bundle, or there is an error.
#[test]
fn every_derived_bundle_is_one_or_is_wrong() {
    let places = ["", "湖北省.", "荆州市.", "沙市区.", "外省.", "湖.", "省.湖北省.", "a.", "荆州.湖北省."];
    let names = ["我要办证", "我要办证证", "我要", "别的", "甲局", "办证"];
    let middles = ["", "适用 荆州市 基于 湖北省.我要办证\n", "适用 荆州市 基于 沙市区.我要办证\n"];
    let heads = ["", BASE, "引入 湖北省\n", "引入 湖北省 为 湖\n"];
    for (head, middle) in heads.iter().flat_map(|head| middles.iter().map(move |middle| (head, middle))) {
        for (place, name) in places.iter().flat_map(|place| names.iter().map(move |name| (place, name))) {
            let text =
                format!("{head}{middle}适用 沙市区 基于 {place}{name} {{ 承诺 {{ 时限 4 工作日 }} }}\n");
            let host = files(&[("a.yjs", &text), ("湖北省.yjs", BASE), ("省/湖北省.yjs", BASE)]);
            let compilation = compile(&host, "a.yjs");
            let there = compilation.bundles.iter().any(|bundle| bundle.plan.region == "沙市区");
            assert!(there || compilation.has_errors(), "{text}");
            assert!(!listing(&compilation).contains("E0412"), "{text}");
            assert!(compilation.diagnostics.len() < 3, "{text}{}", listing(&compilation));
        }
    }
}

/// The code is underlined, not the name of the base.
#[test]
fn another_code_is_told_at_the_code() {
    let base = BASE.replacen("    适用", "    编码 \"B-1\"\n    适用", 1);
    let text = format!("{base}适用 荆州市 基于 我要办证 {{\n    编码 \"B-2\"\n}}\n");
    let compilation = check(&Files::one(&text), "a.yjs");
    assert_eq!(brief(&compilation), ["E0466 9:8"]);
    let label = compilation.diagnostics[0].labels[0].span;
    assert_eq!(&text[label.start as usize..label.end as usize], "\"B-1\"");
}

/// Who asks for less leaves something over; a declaration of one's own is still to be used.
#[test]
fn what_is_left_over_of_the_base_is_no_mistake() {
    let base = BASE.replacen(
        "    事项 办证 {",
        "    材料 《甲》、《乙》\n    字段 电话: 手机号\n    字段 姓名: 文本\n    事项 办证 { 需要 《甲》、《乙》；填写 电话、姓名；",
        1,
    );
    let less = "事项 办证 { 需要 《甲》；填写 姓名 }";
    let with = |rows: &str| {
        let host = files(&[
            ("a.yjs", &format!("适用 荆州市 基于 湖北省.我要办证 {{ {rows} }}\n")),
            ("湖北省.yjs", &base),
        ]);
        brief(&check(&host, "a.yjs"))
    };
    assert_eq!(with(less), [""; 0]);
    assert_eq!(with(&format!("{less}；材料 《丙》")), ["W0403 1:48"]);
}
