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
