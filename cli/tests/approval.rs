//! `case`: who may do what, and what has to come first, driven through the command line as a platform would.

mod common;
use common::Place;
use serde_json::{Value, json};

/// A bundle of the corpus.
fn bundle(name: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus/approvals/good/");
    format!("{path}{name}.yjs")
}

struct Case {
    place: Place,
    next: u32,
}

impl Case {
    fn start(name: &str, at: &str) -> Self {
        let place = Place::new();
        let (file, at) = (bundle(name), format!("2026-03-{at}"));
        let run = place.run(&["--format", "json", "case", "start", &file, "--id", "A-1", "--at", &at]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        Self { place, next: 0 }
    }

    /// What comes of one event: the acknowledgement.
    fn event(&mut self, at: &str, kind: &str, node: &str, actor: &Value, data: &Value) -> Value {
        self.next += 1;
        let line = json!({
            "key": self.next.to_string(), "at": format!("2026-03-{at}:00+08:00"),
            "kind": kind, "node": node, "actor": actor, "data": data,
        });
        let run =
            self.place.run_with_input(&["--format", "json", "case", "event", "A-1"], &format!("{line}\n"));
        run.json()
    }

    fn good(&mut self, at: &str, kind: &str, node: &str, actor: &Value, data: &Value) -> Value {
        let answer = self.event(at, kind, node, actor, data);
        assert!(answer["error"].is_null(), "{kind} {node}: {}", answer["error"]);
        answer
    }

    /// The code of the refusal, and why if it is one of authority.
    fn bad(&mut self, at: &str, kind: &str, node: &str, actor: &Value, data: &Value) -> String {
        let error = self.event(at, kind, node, actor, data)["error"].clone();
        let code = error["code"].as_str().unwrap_or_else(|| panic!("{kind} {node} was accepted")).to_owned();
        match error["message"].as_str().and_then(|message| message.split_once('：')) {
            Some((_, why)) if code == "not-authorised" => why.to_owned(),
            _ => code,
        }
    }
}

fn of(department: &str) -> Value {
    json!({ "department": department })
}

fn role(name: &str) -> Value {
    json!({ "department": "县行政审批局", "role": name })
}

/// Papers that an acknowledgement tells of.
fn papers(answer: &Value) -> Vec<&str> {
    let effects = answer["effects"].as_array().unwrap();
    effects.iter().filter_map(|effect| effect["data"]["paper"].as_str()).collect()
}

/// 委托受理, 转交 as a limit of its own, 用章, 委托送达.
#[test]
fn entrusted_from_intake_to_delivery() {
    let none = json!({});
    let mut case = Case::start("entrusted", "02T09:30");
    assert_eq!(case.bad("02T10:00", "受理", "", &of("村便民服务站"), &none), "这是别的部门的事");
    let accepted = case.good("02T10:00", "受理", "", &of("镇便民服务中心"), &none);
    assert_eq!(papers(&accepted), ["受理通知书"]);
    // 村便民服务站 has 委托 for this item only.
    assert_eq!(case.bad("02T11:00", "转交", "", &of("村便民服务站"), &none), "这是别的部门的事");
    // One working day: until 03-03; a day late is late, and nothing else moves.
    let handed = case.good("04T10:00", "转交", "", &of("政务服务中心"), &none);
    let level = handed["effects"].as_array().unwrap().iter().find(|effect| effect["code"] == "level-raised");
    assert_eq!(level.unwrap()["data"]["limit_kind"], "转交时限");
    case.good("05T10:00", "要求补正", "办证", &of("村便民服务站"), &json!({ "note": "缺图" }));
    case.good("06T10:00", "补正", "办证", &json!({}), &none);
    case.good("09T10:00", "办结", "办证·审查", &role("经办人"), &none);
    assert_eq!(case.bad("09T11:00", "办结", "办证", &role("经办人"), &none), "这个角色没有这项权限");
    assert_eq!(case.bad("09T11:00", "办结", "办证", &of("镇便民服务中心"), &none), "前台只受理和出件");
    let granted = case.good("09T11:00", "办结", "办证", &role("首席代表"), &none);
    assert_eq!(papers(&granted), ["准予决定书", "证照"]);
    assert_eq!(case.bad("10T10:00", "办结", "统一出件", &of("县行政审批局"), &none), "这是别的部门的事");
    let delivered = case.good("10T10:00", "办结", "统一出件", &of("村便民服务站"), &none);
    assert_eq!(papers(&delivered), ["送达回证"]);
}

/// 集体讨论 before anybody signs or decides; the case says what it waits for.
#[test]
fn discussed_before_it_is_signed() {
    let none = json!({});
    let by = |role: &str| json!({ "role": role });
    let mut case = Case::start("discussion", "02T10:00");
    case.good("03T10:00", "办结", "采矿许可·审查", &by("矿管科"), &none);
    assert_eq!(case.bad("04T10:00", "同意", "采矿许可·会审", &by("法规科"), &none), "not-discussed");
    let why = case.place.run(&["--format", "json", "case", "why", "A-1", "--at", "2026-03-04T11:00"]).json();
    let awaited = &why["why"]["awaited"][0];
    assert_eq!(
        (awaited["act"].as_str(), awaited["event"]["kind"].as_str()),
        (Some("集体讨论"), Some("集体讨论"))
    );
    assert_eq!(case.bad("04T12:00", "集体讨论", "采矿许可·会审", &by("矿管科"), &none), "no-record");
    let note = json!({ "note": "局长办公会〔2026〕3号" });
    case.good("04T12:00", "集体讨论", "采矿许可·会审", &by("矿管科"), &note);
    assert_eq!(case.bad("04T12:00", "集体讨论", "采矿许可·会审", &by("矿管科"), &note), "discussed-already");
    for name in ["法规科", "矿管科", "局长"] {
        case.good("05T10:00", "同意", "采矿许可·会审", &by(name), &none);
    }
    assert_eq!(case.bad("06T10:00", "办结", "采矿许可", &by("局长"), &none), "not-discussed");
    case.good("06T10:00", "集体讨论", "采矿许可", &by("局长"), &json!({ "note": "7号" }));
    case.good("06T11:00", "办结", "采矿许可", &by("局长"), &none);
}

/// 转报: the lower authority sends the item up with its opinion, and nobody asks for a paper again.
#[test]
fn sent_up_with_an_opinion() {
    let none = json!({});
    let (county, city) = (of("县自然资源局"), of("市自然资源局"));
    let mut case = Case::start("forwarding", "02T10:00");
    assert_eq!(case.bad("03T10:00", "办结", "采矿许可·初审", &county, &none), "not-forwarded");
    assert_eq!(case.bad("03T10:00", "转报", "采矿许可·初审", &county, &none), "no-opinion");
    case.good("06T10:00", "转报", "采矿许可·初审", &county, &json!({ "note": "材料属实" }));
    assert_eq!(
        case.bad("06T11:00", "转报", "采矿许可·初审", &county, &json!({ "note": "又一次" })),
        "already-ended"
    );
    let again = json!({ "note": "缺图" });
    assert_eq!(case.bad("09T10:00", "要求补正", "采矿许可", &county, &again), "forwarded-already");
    case.good("10T10:00", "退回", "采矿许可·复核", &city, &json!({ "to": "初审", "note": "现场没有看" }));
    case.good("11T10:00", "转报", "采矿许可·初审", &county, &json!({ "note": "看过现场" }));
    case.good("12T10:00", "办结", "采矿许可·复核", &city, &none);
    let granted = case.good("13T10:00", "办结", "采矿许可", &city, &none);
    assert_eq!(papers(&granted), ["准予决定书"]);
}

/// 收回: as long as the one to whom it was given has not begun.
#[test]
fn taken_back_before_it_is_taken_up() {
    let none = json!({});
    let (window, clerk) = (json!({ "role": "窗口人员" }), json!({ "role": "经办人" }));
    let mut case = Case::start("recall", "02T10:00");
    assert_eq!(case.bad("02T11:00", "收回", "", &window, &none), "nothing-to-recall");
    case.good("02T15:00", "转交", "", &window, &none);
    case.good("02T16:00", "收回", "", &window, &none);
    case.good("04T10:00", "转交", "", &window, &none);
    case.good("04T11:00", "转办", "规划许可·初审", &clerk, &json!({ "to": { "role": "法规科" } }));
    case.good("04T12:00", "收回", "规划许可·初审", &clerk, &none);
    case.good("05T10:00", "办结", "规划许可·初审", &clerk, &none);
    assert_eq!(case.bad("05T11:00", "收回", "", &window, &none), "taken-up");
}
