//! `diff`: what a change means for applicants, departments, promises, the law, and cases in hand.

mod common;
use common::{Place, masked};
use serde_json::{Value, json};

const OLD: &str = r#"一件事 我要开餐馆 {
    适用 荆州市
    承诺 { 时限 10 工作日；材料 5 份；跑动 1 次；踏勘 1 次 }
    情形 {
        主体类型: 个体工商户 | 企业 问 “以什么身份经营？”
        经营面积: 面积              问 “经营场所使用面积是多少平方米？”
        户外招牌: 是否              问 “是否设置户外招牌？”
    }
    部门 市场监督管理局、消防救援大队、城市管理局
    材料 《联合申请表》、《经营场所证明》、《平面布局图》、《消防安全制度》、《招牌效果图》 { 来源 申请人 }
    事项 设立登记 是 行政许可 {
        承办 市场监督管理局
        法定 3 工作日
        承诺 1 工作日
        需要 《联合申请表》、《经营场所证明》
        产出 《营业执照》
    }
    事项 食品经营许可 是 行政许可 {
        承办 市场监督管理局
        法定 20 工作日
        承诺 5 工作日
        需要 《联合申请表》、《营业执照》、《平面布局图》
        参加 联合踏勘
        产出 《食品经营许可证》
    }
    事项 营业前消防检查 是 行政许可 {
        当   经营面积 ≥ 300 ㎡
        承办 消防救援大队
        法定 10 工作日
        承诺 5 工作日
        需要 《营业执照》、《平面布局图》、《消防安全制度》
        参加 联合踏勘
    }
    事项 户外招牌设置 是 行政许可 {
        当   户外招牌 = 是
        承办 城市管理局
        法定 5 工作日
        承诺 3 工作日
        需要 《营业执照》、《招牌效果图》
    }
    联合 联合踏勘 { 牵头 市场监督管理局；时限 2 工作日 }
    流程 {
        一窗受理 { 渠道 窗口 } → 设立登记 → 并联 { 食品经营许可；营业前消防检查；户外招牌设置 } → 统一出件 { 方式 邮寄 }
    }
}
"#;

/// The restaurant before and after a revision: a third kind of applicant, two things called otherwise, a slower fire
/// inspection from 500 ㎡ on, and a sign that a partnership has to have.
fn revised() -> Place {
    let place = Place::new();
    let old = OLD.to_owned();
    let mut new = old.clone();
    for (from, to) in [
        ("主体类型: 个体工商户 | 企业", "主体类型: 个体工商户 | 企业 | 合伙"),
        ("《经营场所证明》", "《住所使用证明》"),
        ("食品经营许可", "餐饮服务许可"),
        ("经营面积 ≥ 300 ㎡", "经营面积 ≥ 500 ㎡"),
        ("当   户外招牌 = 是", "当   户外招牌 = 是 或 主体类型 = 合伙"),
        ("法定 10 工作日\n        承诺 5 工作日", "法定 10 工作日\n        承诺 8 工作日"),
    ] {
        assert!(new.contains(from), "{from}");
        new = new.replace(from, to);
    }
    place.write("old.yjs", old);
    place.write("new.yjs", new);
    place
}

fn json_of(place: &Place, arguments: &[&str]) -> Value {
    place.run(&[&["--format", "json", "diff"], arguments].concat()).json()
}

#[test]
fn the_report_tells_who_is_better_and_worse_off() {
    let place = revised();
    let run = place.run(&["diff", "old.yjs", "new.yjs"]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!("diff", masked(&run.out));
    let english = place.run(&["--lang", "en", "diff", "old.yjs", "new.yjs"]);
    insta::assert_snapshot!("diff_en", masked(&english.out));
    let markdown = place.run(&["diff", "old.yjs", "new.yjs", "--as", "md"]);
    insta::assert_snapshot!("diff_md", masked(&markdown.out));
}

#[test]
fn the_page_stands_alone() {
    let place = revised();
    let run = place.run(&["diff", "old.yjs", "new.yjs", "--as", "html", "-o", "改动.html"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run:?}");
    let page = place.read("改动.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h2>按情形</h2>"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http"), "nothing from elsewhere: {page}");
    assert!(page.contains("改动（原 → 现）"), "both flows in one drawing: {page}");
}

#[test]
fn one_drawing_has_both_flows() {
    let place = revised();
    let run = place.run(&["diff", "old.yjs", "new.yjs", "--as", "svg"]);
    assert!(run.code == 0 && run.out.starts_with("<svg"), "{run:?}");
    assert!(run.out.contains("改动 3 个环节"), "{run:?}");
    let file = place.run(&["diff", "old.yjs", "new.yjs", "--as", "svg", "-o", "改动.svg"]);
    assert_eq!((file.code, file.out.as_str()), (0, ""), "{file:?}");
    assert_eq!(place.read("改动.svg"), run.out);
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let place = revised();
    let found = json_of(&place, &["old.yjs", "new.yjs"]);
    assert_eq!((&found["days"]["before"], &found["days"]["after"]), (&json!(6), &json!(9)));
    assert_eq!(found["days"]["answers"]["经营面积"], "500 ㎡");
    assert_eq!((&found["trips"]["before"], &found["trips"]["after"]), (&json!(1), &json!(1)));
    let renamed = |kind: &str| -> Vec<(Value, Value)> {
        let rows = found[kind]["changed"].as_array().unwrap().iter();
        rows.filter(|row| row["renamed_from"].is_string())
            .map(|row| (row["renamed_from"].clone(), row["name"].clone()))
            .collect()
    };
    assert_eq!(renamed("items"), [(json!("食品经营许可"), json!("餐饮服务许可"))]);
    assert!(renamed("materials").contains(&(json!("经营场所证明"), json!("住所使用证明"))));
    assert_eq!((&found["items"]["added"], &found["items"]["removed"]), (&json!([]), &json!([])));
    assert_eq!(found["critical_path"]["changed"], true);
    let groups = found["groups"]["changed"].as_array().unwrap();
    // Between 300 and 500 ㎡ the fire inspection is gone, and with it one paper.
    let better = groups.iter().find(|group| {
        (&group["before"]["materials"], &group["after"]["materials"]) == (&json!(4), &json!(3))
    });
    assert!(better.is_some(), "{groups:?}");
    assert_eq!(found["groups"]["complete"], true);
}

#[test]
fn the_same_is_the_same_and_a_broken_promise_is_status_1() {
    let place = revised();
    let same = place.run(&["diff", "old.yjs", "old.yjs"]);
    assert!(same.code == 0 && same.out.contains("什么也没有变"), "{same:?}");
    let slower = place.read("new.yjs").replace("时限 10 工作日；材料", "时限 8 工作日；材料");
    place.write("slower.yjs", slower);
    let broken = place.run(&["diff", "old.yjs", "slower.yjs"]);
    assert_eq!(broken.code, 1, "{broken:?}");
    assert!(broken.out.contains("有承诺不再成立") && broken.out.contains("E0401"), "{broken:?}");
    // The other way round it is mended.
    let mended = place.run(&["diff", "slower.yjs", "old.yjs"]);
    assert_eq!(mended.code, 0, "{mended:?}");
    assert!(mended.out.contains("现在成立") && mended.out.contains("改好的问题"), "{mended:?}");
}

#[test]
fn folders_are_compared_bundle_by_bundle() {
    let place = Place::new();
    let bundle = |name: &str, days: u32| {
        format!(
            "一件事 {name} {{\n    承诺 {{ 时限 9 工作日 }}\n    部门 甲局\n    事项 办证 是 行政确认 {{ 承办 甲局；承诺 {days} 工作日 }}\n}}\n"
        )
    };
    place.write("old/甲.yjs", bundle("甲事", 3));
    place.write("old/乙.yjs", bundle("乙事", 3));
    place.write("new/甲.yjs", bundle("甲事", 5));
    place.write("new/丙.yjs", bundle("丙事", 3));
    let found = json_of(&place, &["old", "new"]);
    assert_eq!((&found["added"], &found["removed"]), (&json!(["丙事"]), &json!(["乙事"])));
    assert_eq!(
        found["bundles"][0]["days"],
        json!({"before": 3, "after": 5, "unit": "工作日", "answers": {}})
    );
    let human = place.run(&["diff", "old", "new"]);
    assert!(human.out.contains("新增的一件事") && human.out.contains("取消的一件事"), "{human:?}");
}

/// Findings are told of the bundle they stand in, also where a bundle that is new stands before it.
#[test]
fn findings_belong_to_their_bundle() {
    let place = Place::new();
    let bundle = |name: &str, material: &str| {
        format!(
            "一件事 {name} {{\n    承诺 {{ 时限 9 工作日 }}\n    部门 甲局\n{material}    事项 办证 是 行政确认 {{ 承办 甲局；承诺 3 工作日 }}\n}}\n"
        )
    };
    let unused = |name: &str| format!("    材料 《{name}》 {{ 来源 申请人 }}\n");
    place.write("old/乙.yjs", bundle("乙事", ""));
    place.write("old/丙.yjs", bundle("丙事", ""));
    place.write("new/a.yjs", bundle("新事", &unused("新的")));
    place.write("new/乙.yjs", bundle("乙事", &unused("乙的")));
    place.write("new/丙.yjs", bundle("丙事", ""));
    let found = json_of(&place, &["old", "new"]);
    let introduced = |name: &str| -> Vec<String> {
        let pairs = found["bundles"].as_array().unwrap().iter();
        let pair = pairs.into_iter().find(|pair| pair["bundle"] == name).unwrap();
        let rows = pair["law"]["introduced"].as_array().unwrap().iter();
        rows.map(|row| row["message"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(introduced("乙事"), ["没有事项用到材料“乙的”"]);
    assert_eq!(introduced("丙事"), Vec::<String>::new());
}

#[test]
fn cases_in_hand_are_counted() {
    let place = revised();
    for (id, at) in [("A", "2026-03-09T09:30"), ("B", "2026-03-10T09:30")] {
        let answers = ["--answer", "主体类型=企业", "--answer", "经营面积=420", "--answer", "户外招牌=是"];
        let mut arguments = vec!["case", "start", "old.yjs", "--id", id, "--at", at];
        arguments.extend(answers);
        let run = place.run(&arguments);
        assert_eq!(run.code, 0, "{run:?}");
    }
    let found = json_of(&place, &["old.yjs", "new.yjs", "--store", "lianban.db"]);
    assert_eq!(found["cases"], json!({"open": 2, "on_old_plan": 2}));
    let missing = place.run(&["diff", "old.yjs", "new.yjs", "--store", "no.db"]);
    assert_eq!(missing.code, 3, "{missing:?}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let place = revised();
    assert_eq!(place.run(&["diff", "old.yjs", "nowhere.yjs"]).code, 3);
    place.write("bad.yjs", "一件事 坏 { 承诺 { 时限 x 工作日 } }\n");
    let bad = place.run(&["diff", "old.yjs", "bad.yjs"]);
    assert!(bad.code == 1 && !bad.err.is_empty(), "{bad:?}");
}

/// A bundle with so many independent questions that its circumstances are counted in thousands.
fn many(threshold: u32, fee: u32) -> String {
    let names = ["占道", "绿地", "树木", "搭建", "广告", "噪声", "车辆", "餐饮", "直播"];
    let questions: String =
        names.iter().map(|name| format!("        {name}: 是否 问 “有没有{name}？”\n")).collect();
    let materials: Vec<String> = names.iter().map(|name| format!("《{name}说明》")).collect();
    let items: String = names
        .iter()
        .map(|name| {
            format!("    事项 {name}备案 是 公共服务 {{ 当 {name}；承办 甲局；承诺 2 工作日；需要 《{name}说明》 }}\n")
        })
        .collect();
    let all: Vec<String> = names.iter().map(|name| format!("{name}备案")).collect();
    format!(
        "一件事 我要办活动 {{\n    承诺 {{ 时限 6 工作日 }}\n    情形 {{\n{questions}        \
        预计人数: 数量 0 个 ～ 20000 个 问 “多少人？”\n    }}\n    部门 甲局\n    材料 {} {{ 来源 申请人 }}\n{items}    \
        事项 安全许可 是 行政许可 {{\n        当 预计人数 ≥ {threshold} 个\n        承办 甲局\n        法定 20 工作日\n        \
        承诺 3 工作日\n        收费 占道费 {fee} 元\n    }}\n    流程 {{ 并联 {{ {} }} → 安全许可 }}\n}}\n",
        materials.join("、"),
        all.join("；"),
    )
}

#[test]
fn many_circumstances_are_all_compared() {
    let place = Place::new();
    for (name, threshold, fee) in [("旧.yjs", 5000, 1000), ("新.yjs", 3000, 1000), ("贵.yjs", 5000, 1200)]
    {
        place.write(name, many(threshold, fee));
    }
    let moved = place.run(&["diff", "旧.yjs", "新.yjs"]);
    insta::assert_snapshot!("diff_many", masked(&moved.shown()));
    let dearer = place.run(&["diff", "旧.yjs", "贵.yjs"]);
    insta::assert_snapshot!("diff_fees", masked(&dearer.shown()));
}
