//! `prove --explain`: why a 时限 is what it is, and what would help.

mod common;
use common::{Place, restaurant};

/// 3 + 4 = 7 working days one behind the other, although nothing is handed on; the third runs beside them.
const BROKEN: &str = "一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 甲局、乙局、丙局
    材料 《申请表》
    事项 甲事 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 3 工作日；需要 《申请表》 }
    事项 乙事 是 行政许可 { 承办 乙局；法定 20 工作日；承诺 4 工作日；需要 《申请表》 }
    事项 丙事 是 行政许可 { 承办 丙局；法定 20 工作日；承诺 2 工作日；需要 《申请表》 }
    流程 { 一窗受理 { 渠道 网上 } → 并联 { 甲事 → 乙事；丙事 } }
}
";

#[test]
fn a_broken_promise_and_what_would_mend_it() {
    let place = Place::new();
    place.write("办证.yjs", BROKEN);
    let run = place.run(&["prove", "办证.yjs", "--explain"]);
    insta::assert_snapshot!("explain_broken", run.shown());
    let json = place.run(&["--format", "json", "prove", "办证.yjs", "--explain"]).json();
    let why = &json["bundles"][0]["explain"];
    assert_eq!(why["side_by_side"][0]["saves"], 3, "7 days become 4: {why}");
    assert_eq!(why["side_by_side"][0]["keeps"], true);
    // 甲事 and 乙事 may each be shorter by two days; 丙事 does not matter.
    let mends: Vec<_> = why["steps"].as_array().unwrap().iter().map(|step| step["mends"].as_u64()).collect();
    assert_eq!(mends, [Some(2), Some(2), None]);
    // What is offered holds: side by side it is proved.
    let mended = BROKEN.replace("甲事 → 乙事；丙事", "甲事；乙事；丙事");
    place.write("并联.yjs", mended);
    assert_eq!(place.run(&["prove", "并联.yjs"]).code, 0);
}

/// 甲事 runs 3 days and cancels 乙事; were it to run on, 乙事 would be done by then, and 丙事 would follow. With 5 days the
/// worst case is the promised 10, with 6 it is 11.
#[test]
fn a_step_that_cancels_another_may_not_slip_as_far_as_its_path_is_short() {
    let place = Place::new();
    let bundle = |days: u32| {
        format!(
            "一件事 我要办证 {{
    承诺 {{ 时限 10 工作日 }}
    部门 甲局、乙局、丙局
    事项 甲事 是 公共服务 {{ 承办 甲局；承诺 {days} 工作日 }}
    事项 乙事 是 公共服务 {{ 承办 乙局；承诺 12 工作日 }}
    事项 丙事 是 公共服务 {{ 承办 丙局；承诺 5 工作日 }}
    流程 {{ 一窗受理 {{ 渠道 网上 }} → 并联 {{ 甲事 → 里程碑 到账 {{ 取消 乙事 }}；乙事 → 丙事 }} }}
}}
"
        )
    };
    place.write("取消.yjs", bundle(3));
    let json = place.run(&["--format", "json", "prove", "取消.yjs", "--explain"]).json();
    let why = &json["bundles"][0]["explain"];
    assert_eq!(
        (why["steps"][0]["node"].as_str(), why["steps"][0]["slack"].as_i64()),
        (Some("甲事"), Some(2))
    );
    for (days, code) in [(5, 0), (6, 1)] {
        place.write("取消.yjs", bundle(days));
        assert_eq!(place.run(&["prove", "取消.yjs"]).code, code, "{days}");
    }
}

#[test]
fn a_kept_promise() {
    let run = Place::new().run(&["--lang", "en", "prove", &restaurant(), "--explain"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!("explain_kept", run.out);
}
