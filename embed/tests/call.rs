//! The function of JSON, natively. That WebAssembly answers the same is shown in the crate `tests`.

use lianban_embed::call;
use serde_json::{Value, json};

const SMALL: &str = "\
一件事 开一家小店 {
    承诺 { 时限 3 工作日；材料 1 份；跑动 1 次 }
    情形 { 户外招牌: 是否  问 “设招牌吗？” }
    部门 市场监督管理局
    材料 《经营场所证明》 { 来源 申请人 }
    事项 设立登记 是 行政许可 {
        承办 市场监督管理局
        法定 3 工作日
        承诺 2 工作日
        需要 《经营场所证明》
        产出 《营业执照》
    }
    事项 招牌设置 是 行政许可 {
        当 户外招牌 = 是
        承办 市场监督管理局
        法定 5 工作日
        承诺 3 工作日
    }
}
";

fn ask(request: &Value) -> Value {
    serde_json::from_str(&call(&request.to_string())).expect("JSON")
}

fn about(op: &str, text: &str, more: &Value) -> Value {
    let mut request = json!({"op": op, "path": "a.yjs", "files": {"a.yjs": text}});
    for (key, value) in more.as_object().expect("an object") {
        request[key] = value.clone();
    }
    let answer = ask(&request);
    assert!(answer["ok"].is_object(), "{op}: {answer}");
    answer["ok"].clone()
}

#[test]
fn check_places_a_mistake_in_all_units() {
    assert_eq!(about("check", SMALL, &json!({}))["errors"], 0);
    let text = format!("// 𠮷😀\n{}", SMALL.replacen("承办 市场监督管理局", "承办 市场监督管理菊", 1));
    let check = about("check", &text, &json!({}));
    assert_eq!(check["errors"], 1, "{check}");
    let found = &check["diagnostics"][0];
    let byte = text.find("市场监督管理菊").expect("it is there");
    assert_eq!(found["start"]["byte"], byte);
    assert_eq!(found["start"]["utf16"], text[..byte].encode_utf16().count());
    assert_eq!((&found["start"]["line"], &found["start"]["column"]), (&json!(8), &json!(12)));
    let english = about("check", &text, &json!({"lang": "en"}));
    assert_ne!(english["diagnostics"][0]["message"], found["message"]);
}

#[test]
fn a_fix_applied_mends_the_text() {
    let text = SMALL.replacen("承办 市场监督管理局", "承办 市场监督管理菊", 1);
    let check = about("check", &text, &json!({}));
    let mut units: Vec<u16> = text.encode_utf16().collect();
    for edit in check["diagnostics"][0]["fixes"][0]["edits"].as_array().expect("a fix").iter().rev() {
        let at = |key: &str| usize::try_from(edit[key].as_u64().expect("an offset")).expect("small");
        let new = edit["text"].as_str().expect("a text").encode_utf16();
        units.splice(at("start_utf16")..at("end_utf16"), new);
    }
    assert_eq!(String::from_utf16(&units).expect("UTF-16"), SMALL);
}

#[test]
fn figures_and_questions() {
    let proof = about("prove", SMALL, &json!({}));
    let time = &proof["bundles"][0]["promises"][0];
    assert_eq!((&time["metric"], &time["worst"], &time["slack"]), (&json!("时限"), &json!(3), &json!(0)));
    let questions = about("questions", SMALL, &json!({}));
    let one = &questions["bundles"][0]["questions"][0];
    assert_eq!(
        (&one["name"], &one["kind"], &one["text"]),
        (&json!("户外招牌"), &json!("yes_no"), &json!("设招牌吗？"))
    );
}

#[test]
fn one_analysis_says_what_the_parts_say() {
    let all = about("analyse", SMALL, &json!({}));
    assert_eq!(all["check"], about("check", SMALL, &json!({})));
    assert_eq!(all["proofs"], about("prove", SMALL, &json!({}))["bundles"]);
    assert_eq!(all["questions"], about("questions", SMALL, &json!({}))["bundles"]);
    let broken = about("analyse", &SMALL.replacen("时限 3", "时限 2", 1), &json!({}));
    assert_eq!(broken["check"]["errors"], 1);
    assert_eq!(broken["proofs"][0]["promises"][0]["holds"], false);
    assert_eq!(about("analyse", "一件事 {", &json!({}))["proofs"], Value::Null);
}

#[test]
fn a_timeline_takes_the_worst_answers_unless_told() {
    // 2026-09-28 is a Monday; 10-01 to 10-07 rest.
    let worst = about("timeline", SMALL, &json!({"start": "2026-09-28T10:00"}));
    assert_eq!(worst["working_days"], 3);
    assert_eq!(worst["finish"], "2026-10-08T17:30:00+08:00");
    let told = about("timeline", SMALL, &json!({"start": "2026-09-28T10:00", "answers": {"户外招牌": "否"}}));
    assert_eq!(told["finish"], "2026-09-30T17:30:00+08:00");
    assert_ne!(told["state_hash"], worst["state_hash"]);
    let drawn = about("gantt", SMALL, &json!({"start": "2026-09-28T10:00"}));
    assert_eq!(drawn["timeline"], worst);
    assert!(drawn["svg"].as_str().is_some_and(|s| s.starts_with("<svg")), "{drawn}");
}

#[test]
fn a_case_goes_step_by_step_and_refusals_change_nothing() {
    let plan = about("plan", SMALL, &json!({}))["bundles"][0]["json"].clone();
    let submit = json!({"key": "1", "at": "2026-09-28T10:00:00+08:00", "kind": "提交", "data": {"answers": {"户外招牌": "否"}}});
    let first = ask(&json!({"op": "step", "plan": plan, "event": submit}));
    let state = &first["ok"]["state"];
    assert!(state.is_string(), "{first}");
    let again = ask(&json!({"op": "step", "plan": plan, "event": submit}));
    assert_eq!(again, first, "the same request has the same response");
    let finish = json!({"key": "2", "at": "2026-09-29T11:00:00+08:00", "kind": "办结", "node": "设立登记"});
    let second = ask(&json!({"op": "step", "plan": plan, "state": state, "event": finish}));
    assert_ne!(second["ok"]["state_hash"], first["ok"]["state_hash"]);
    let twice = json!({"op": "step", "plan": plan, "state": second["ok"]["state"], "event": submit});
    assert!(ask(&twice)["ok"]["refusal"]["zh"].is_string(), "{}", ask(&twice));
}

#[test]
fn requests_that_make_no_sense_are_errors() {
    let unknown = json!({"op": "timeline", "path": "a.yjs", "files": {"a.yjs": SMALL}, "start": "2026-09-28", "answers": {"招牌": "是"}});
    let late =
        json!({"op": "timeline", "path": "a.yjs", "files": {"a.yjs": SMALL}, "start": "2031-01-06T10:00"});
    let broken = json!({"op": "prove", "path": "a.yjs", "files": {"a.yjs": "一件事 {"}});
    for (request, kind) in [
        (json!({}), "request"),
        (json!([1]), "request"),
        (json!({"op": "check"}), "request"),
        (json!({"op": "tokens"}), "request"),
        (json!({"op": "step", "plan": {}, "event": {}}), "request"),
        (unknown, "request"),
        (late, "time"),
        (broken, "bundle"),
    ] {
        let answer = ask(&request);
        assert_eq!(answer["error"]["kind"], kind, "{request} -> {answer}");
        assert!(answer["error"]["message"].as_str().is_some_and(|m| !m.is_empty()));
    }
}

#[test]
fn tokens_cover_the_text_in_order() {
    let answer = ask(&json!({"op": "tokens", "source": SMALL}));
    let flat: Vec<u64> = answer["ok"]["tokens"]
        .as_array()
        .expect("tokens")
        .iter()
        .map(|n| n.as_u64().expect("a number"))
        .collect();
    assert_eq!(flat.len() % 3, 0);
    let mut last = 0;
    for token in flat.chunks(3) {
        assert!(token[0] >= last && token[1] > token[0], "{token:?} after {last}");
        last = token[1];
    }
    let units: Vec<u16> = SMALL.encode_utf16().collect();
    let kinds = &answer["ok"]["kinds"];
    let of = |kind: &str| -> Vec<String> {
        flat.chunks(3)
            .filter(|t| kinds[usize::try_from(t[2]).expect("small")] == kind)
            .map(|t| {
                String::from_utf16(
                    &units[usize::try_from(t[0]).expect("small")..usize::try_from(t[1]).expect("small")],
                )
                .expect("UTF-16")
            })
            .collect()
    };
    assert!(of("keyword").contains(&"一件事".to_owned()));
    assert!(of("quantity").contains(&"3 工作日".to_owned()));
    assert!(of("string").contains(&"“设招牌吗？”".to_owned()));
}

#[test]
fn the_one_form_and_what_looks_wrong_in_it() {
    let text = SMALL.replacen(
        "    材料 《经营场所证明》",
        "    字段 企业代码: 统一社会信用代码\n    字段 招牌文字: 文本（20 字）\n    材料 《经营场所证明》",
        1,
    );
    let text = text.replacen("承诺 2 工作日", "承诺 2 工作日；填写 企业代码", 1);
    let text =
        text.replacen("承诺 3 工作日\n    }\n}", "承诺 3 工作日；填写 招牌文字、企业代码\n    }\n}", 1);
    let form = about("form", &text, &json!({}));
    let fields = &form["bundles"][0]["fields"];
    assert_eq!(fields[0]["name"], "企业代码", "{form}");
    assert_eq!((&fields[0]["when"], &fields[1]["when"]), (&json!(""), &json!("户外招牌")));
    assert_eq!(fields[0]["items"], json!(["设立登记", "招牌设置"]));
    assert_eq!((&fields[1]["type"], &fields[1]["most_characters"]), (&json!("文本（20 字）"), &json!(20)));

    let field = |kind: &str, value: &str| ask(&json!({"op": "field", "type": kind, "value": value}));
    assert_eq!(field("统一社会信用代码", "91350100M000100Y43")["ok"]["doubt"], Value::Null);
    assert_eq!(field("公民身份号码", "110105194912310021")["ok"]["doubt"], "末位校验码应为“X”，这里是“1”");
    assert_eq!(field("护照号", "E1")["error"]["kind"], "request");
}
