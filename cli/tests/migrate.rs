//! `case migrate`: cases moved to another plan of their bundle, and what the journal is worth afterwards.

mod common;
use common::{Place, Run};
use serde_json::{Value, json};

/// A bundle with so many days for its second item and for the whole.
fn bundle(second: u32, whole: u32, more: &str) -> String {
    format!(
        "一件事 我要办证 {{
    承诺 {{ 时限 {whole} 工作日；材料 1 份 }}
    部门 政务局、市监局
    材料 《申请表》 {{ 来源 申请人 }}
    事项 初核 是 行政许可 {{ 承办 政务局；法定 20 工作日；承诺 2 工作日；需要 《申请表》 }}
    事项 办证 是 行政许可 {{ 承办 市监局；法定 20 工作日；承诺 {second} 工作日；需要 《申请表》 }}
{more}    流程 {{ 一窗受理 → 初核 → 办证 }}
}}
"
    )
}

/// Two cases on a plan: `A` has just been submitted, of `B` the first item is granted.
fn two_cases() -> Place {
    let place = Place::new();
    place.write("旧.yjs", bundle(5, 10, ""));
    for id in ["A", "B"] {
        let run = place.run(&["case", "start", "旧.yjs", "--id", id, "--at", "2026-03-02T10:00"]);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let done = json!({"key": "1", "at": "2026-03-03T10:00:00+08:00", "kind": "办结", "node": "初核"});
    assert_eq!(event(&place, "B", &done).code, 0);
    place
}

fn event(place: &Place, case: &str, line: &Value) -> Run {
    place.run_with_input(&["--format", "json", "case", "event", case], &format!("{line}\n"))
}

fn migrate(place: &Place, more: &[&str]) -> (i32, Value) {
    let run = place.run(&[&["--format", "json", "case", "migrate", "--to", "新.yjs"], more].concat());
    (run.code, run.json())
}

fn show(place: &Place, case: &str) -> Value {
    place.run(&["--format", "json", "case", "show", case]).json()
}

fn verified(place: &Place) {
    let run = place.run(&["--format", "json", "case", "verify"]);
    assert_eq!((run.code, &run.json()["findings"]), (0, &json!([])));
}

/// 办证 of `B` begins on 03-03; 5 days later is 03-10, 3 days later 03-06. The whole stays.
#[test]
fn a_shorter_promise_is_looked_at_then_carried_out() {
    let place = two_cases();
    place.write("新.yjs", bundle(3, 10, ""));
    let before = show(&place, "B");
    let (code, dry) = migrate(&place, &["--dry-run", "--at", "2026-03-04T09:00"]);
    assert_eq!(code, 0);
    let summary = &dry["summary"];
    assert_eq!(
        (&summary["cases"], &summary["maps"], &summary["dates_moved"]),
        (&json!(2), &json!(2), &json!(1))
    );
    assert_eq!(
        dry["cases"][1]["moved"],
        json!([{"limit": "办证 承诺时限", "before": "2026-03-10T17:30:00+08:00", "after": "2026-03-06T17:30:00+08:00"}])
    );
    assert_eq!(show(&place, "B"), before, "a dry run changes nothing");

    let (code, done) = migrate(&place, &["--at", "2026-03-04T09:00", "--note", "提速"]);
    assert_eq!((code, &done["summary"]["moved"]), (0, &json!(2)));
    assert_ne!(show(&place, "B")["plan"], before["plan"]);
    verified(&place);
    // Done again, there is nothing left to do.
    let (code, again) = migrate(&place, &["--at", "2026-03-04T09:00"]);
    assert_eq!((code, &again["summary"]["cases"], &again["summary"]["already"]), (0, &json!(0), &json!(2)));
    // An event of the time before is still answered as it was then.
    let old = json!({"key": "1", "at": "2026-03-03T10:00:00+08:00", "kind": "办结", "node": "初核"});
    let answer: Value = serde_json::from_str(event(&place, "B", &old).out.trim()).unwrap();
    assert_eq!((&answer["duplicate"], &answer["sequence"]), (&json!(true), &json!(2)));
    // And the case goes on by the new plan.
    let next = json!({"key": "2", "at": "2026-03-09T10:00:00+08:00", "kind": "办结", "node": "办证"});
    let answer: Value = serde_json::from_str(event(&place, "B", &next).out.trim()).unwrap();
    assert_eq!(answer["status"], "送达", "{answer}");
    let levels: Vec<&Value> =
        answer["effects"].as_array().unwrap().iter().filter(|e| e["code"] == "level-raised").collect();
    assert!(levels.iter().any(|e| e["limit"] == "办证 承诺时限" && e["data"]["level"] == "红牌"), "{answer}");
    verified(&place);
}

/// The whole gets later, 03-16 to 03-18: nobody is moved without consent, and then only who consents.
#[test]
fn a_later_date_takes_consent() {
    let place = two_cases();
    place.write("新.yjs", bundle(5, 12, ""));
    let (code, first) = migrate(&place, &[]);
    assert_eq!(code, 1, "cases are left behind");
    assert_eq!((&first["summary"]["needs_consent"], &first["summary"]["moved"]), (&json!(2), &json!(0)));
    assert_eq!(first["summary"]["reasons"], json!({"later": 2}));
    let plan = show(&place, "A")["plan"].clone();
    let (code, second) = migrate(&place, &["--consent", "A"]);
    assert_eq!((code, &second["summary"]["moved"]), (1, &json!(1)));
    assert_ne!(show(&place, "A")["plan"], plan);
    assert_eq!(show(&place, "B")["plan"], plan);
    // The runtime itself refuses what was not consented to.
    let forced = json!({"key": "x", "at": "2026-03-04T09:00:00+08:00", "kind": "版本升级", "data": {"plan": second["plan"]}});
    let answer: Value = serde_json::from_str(event(&place, "B", &forced).out.trim()).unwrap();
    assert_eq!(answer["error"]["code"], "consent-needed", "{answer}");
    verified(&place);
}

#[test]
fn what_cannot_be_moved_stays_and_says_why() {
    let place = two_cases();
    let other =
        bundle(5, 10, "").replace("事项 办证 是", "事项 发证 是").replace("初核 → 办证", "初核 → 发证");
    place.write("新.yjs", &other);
    let (code, done) = migrate(&place, &[]);
    assert_eq!((code, &done["summary"]["cannot"], &done["summary"]["moved"]), (1, &json!(1), &json!(1)));
    assert_eq!(done["summary"]["reasons"], json!({"running-gone": 1}));
    assert_eq!((&done["cases"][1]["case"], &done["cases"][1]["verdict"]), (&json!("B"), &json!("cannot")));
    let run = place.run(&["case", "migrate", "--to", "新.yjs", "--dry-run", "--case", "B"]);
    assert!(run.out.contains("“办证”正在办，新方案里没有"), "{}", run.out);
    // With a hint it is the same item.
    let (code, hinted) = migrate(&place, &["--rename", "事项:办证=发证"]);
    assert_eq!((code, &hinted["summary"]["moved"]), (0, &json!(1)));
    verified(&place);
}

/// The journal is written out, and made into the same cases elsewhere, across the border.
#[test]
fn an_exported_journal_crosses_the_border() {
    let place = two_cases();
    place.write(
        "新.yjs",
        bundle(3, 10, "    材料 《照片》 { 来源 申请人 }\n").replace("材料 1 份", "材料 2 份"),
    );
    let (code, done) = migrate(&place, &["--at", "2026-03-04T09:00"]);
    assert_eq!((code, &done["summary"]["moved"]), (0, &json!(2)), "{done}");
    let next = json!({"key": "2", "at": "2026-03-05T10:00:00+08:00", "kind": "办结", "node": "办证"});
    assert_eq!(event(&place, "B", &next).code, 0);
    for what in [vec![], vec!["B"]] {
        let text = place.run(&[&["case", "export"][..], &what].concat()).out;
        let elsewhere = Place::new();
        for round in 0..2 {
            let run =
                elsewhere.run_with_input(&["--format", "json", "case", "event", "-", "--create"], &text);
            assert_eq!(run.code, 0, "round {round}: {}", run.out);
        }
        assert_eq!(show(&elsewhere, "B"), show(&place, "B"));
        verified(&elsewhere);
    }
    // What levels were reached on the plan that was left is still known.
    let run =
        place.run(&["--format", "json", "case", "supervise", "--at", "2026-03-20T10:00", "--as", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
}
