//! `case`: the five outcomes of an application (行政许可法 32), driven through the command line as a platform would.

mod common;
use common::Place;
use serde_json::{Value, json};

struct Case {
    place: Place,
    next: u32,
}

impl Case {
    /// Received on Monday 2026-03-02.
    fn received() -> Self {
        let place = Place::new();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus/life/good/intake.yjs");
        let at = "2026-03-02T09:30";
        let run = place.run(&["--format", "json", "case", "start", file, "--id", "A-1", "--at", at]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        Self { place, next: 0 }
    }

    fn event(&mut self, at: &str, kind: &str, node: &str, by: &str, data: &Value) -> Value {
        self.next += 1;
        let line = json!({
            "key": self.next.to_string(), "at": format!("2026-03-{at}:00+08:00"),
            "kind": kind, "node": node, "actor": { "department": by }, "data": data,
        });
        let run =
            self.place.run_with_input(&["--format", "json", "case", "event", "A-1"], &format!("{line}\n"));
        run.json()
    }

    /// The titles of the papers that an event brings.
    fn good(&mut self, at: &str, kind: &str, node: &str, by: &str, data: &Value) -> Vec<String> {
        let answer = self.event(at, kind, node, by, data);
        assert!(answer["error"].is_null(), "{kind} {node}: {}", answer["error"]);
        let effects = answer["effects"].as_array().unwrap();
        effects.iter().filter_map(|effect| effect["data"]["paper"].as_str().map(str::to_owned)).collect()
    }

    fn bad(&mut self, at: &str, kind: &str, node: &str, by: &str, data: &Value) -> String {
        let error = self.event(at, kind, node, by, data)["error"].clone();
        error["code"].as_str().unwrap_or_else(|| panic!("{kind} {node} was accepted")).to_owned()
    }

    fn shown(&self) -> Value {
        self.place.run(&["--format", "json", "case", "show", "A-1"]).json()
    }

    /// The state and the code of the case or of one item.
    fn state(&self, of: &str) -> (String, Option<u64>) {
        let shown = self.shown();
        let cycle = &shown["life_cycle"];
        let row = match of {
            "" => &cycle["case"],
            name => cycle["items"].as_array().unwrap().iter().find(|row| row["scope"] == name).unwrap(),
        };
        (row["state"].as_str().unwrap().to_owned(), row["code"].as_u64())
    }
}

#[test]
fn the_whole_case_needs_no_permit() {
    let mut case = Case::received();
    assert_eq!(case.bad("02T10:00", "不受理", "", "政务服务中心", &json!({})), "no-reason");
    let papers = case.good("02T10:00", "不受理", "", "政务服务中心", &json!({ "note": "不需要许可" }));
    assert_eq!(papers, ["不受理告知书"]);
    assert_eq!(case.state(""), ("不受理".to_owned(), Some(4)));
    assert_eq!(case.bad("02T11:00", "受理", "", "政务服务中心", &json!({})), "case-ended");
}

#[test]
fn one_item_needs_no_permit_or_belongs_elsewhere() {
    let mut case = Case::received();
    let elsewhere = json!({ "note": "由丁局管辖", "to": "丁局" });
    assert_eq!(case.good("02T10:00", "不予受理", "丙事", "丙局", &elsewhere), ["不予受理通知书"]);
    let papers = case.place.run(&["--format", "json", "case", "papers", "A-1"]).json();
    let told = papers["papers"].as_array().unwrap().iter().find(|paper| paper["title"] == "不予受理通知书");
    assert_eq!(told.unwrap()["apply_to"], "丁局");
    assert_eq!(case.state("丙事"), ("不予受理".to_owned(), Some(5)));
    assert_eq!(case.good("02T11:00", "受理", "", "政务服务中心", &json!({})), ["受理通知书"]);
    let late = json!({ "note": "不需要许可" });
    assert_eq!(case.bad("02T12:00", "不受理", "甲事", "甲局", &late), "accepted-already");
    // Its turn has not come.
    assert_eq!(case.good("03T10:00", "不受理", "乙事", "乙局", &late), ["不受理告知书"]);
}

#[test]
fn put_right_on_the_spot_only_on_the_day() {
    let mut case = Case::received();
    let slip = json!({ "note": "地址少一个字" });
    assert!(case.good("02T16:00", "当场更正", "", "政务服务中心", &slip).is_empty());
    assert_eq!(case.bad("03T10:00", "当场更正", "", "政务服务中心", &slip), "not-on-spot");
    let lacks = json!({ "note": "没有盖章" });
    assert_eq!(case.good("03T11:00", "要求补正", "", "政务服务中心", &lacks), ["一次性补正告知书"]);
    assert_eq!(case.bad("04T11:00", "要求补正", "", "政务服务中心", &lacks), "asked-twice");
    assert_eq!(case.good("05T11:00", "补正", "", "", &json!({})), ["受理通知书"]);
    let shown = case.shown();
    let limits = shown["limits"].as_array().unwrap().iter();
    let mut promised = limits.filter(|limit| limit["scope"] == "甲事" && limit["kind"] == "承诺时限");
    let due = promised.next().unwrap()["due"].as_str().map(|at| &at[..10]);
    assert_eq!(due, Some("2026-03-10"), "three working days from 03-05");
}

#[test]
fn a_wrong_acceptance_is_taken_back() {
    let mut case = Case::received();
    let wrong = json!({ "note": "申请表是别人的" });
    assert_eq!(case.bad("02T10:00", "撤销受理", "甲事", "甲局", &wrong), "not-started");
    case.good("02T11:00", "受理", "", "政务服务中心", &json!({}));
    assert_eq!(case.bad("04T10:00", "撤销受理", "甲事", "甲局", &json!({})), "no-reason");
    assert_eq!(case.good("04T10:00", "撤销受理", "甲事", "甲局", &wrong), ["撤销受理通知书"]);
    assert_eq!(case.state("甲事"), ("撤销受理".to_owned(), Some(15)));
    assert_eq!(case.state("乙事").0, "取消");
}
