//! `case`: durable cases driven through the command line, as a platform would.

mod common;
use common::{Place, Run, command, restaurant};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const ANSWERS: [&str; 6] =
    ["--answer", "主体类型=企业", "--answer", "经营面积=420", "--answer", "户外招牌=是"];

/// Opens and submits a case of the restaurant.
fn start(place: &Place, id: &str) -> Run {
    let bundle = restaurant();
    let mut arguments =
        vec!["--format", "json", "case", "start", &bundle, "--id", id, "--at", "2026-03-09T09:30"];
    arguments.extend(ANSWERS);
    place.run(&arguments)
}

/// Lines of JSON.
fn lines(run: &Run) -> Vec<Value> {
    run.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

fn event(place: &Place, case: &str, input: &[Value]) -> Run {
    let text: String = input.iter().map(|line| format!("{line}\n")).collect();
    place.run_with_input(&["--format", "json", "case", "event", case], &text)
}

/// The course of a restaurant that was submitted on 2026-03-09 at 9:30.
fn course() -> Vec<Value> {
    let one = |key: &str, at: &str, kind: &str, node: &str| json!({"key": key, "at": format!("2026-03-{at}:00+08:00"), "kind": kind, "node": node});
    vec![
        one("1", "10T11:00", "办结", "设立登记"),
        one("2", "10T14:00", "办结", "环境影响登记表备案"),
        one("3", "11T15:00", "办结", "户外招牌设置"),
        one("4", "12T10:00", "办结", "联合踏勘"),
        one("5", "13T09:30", "补交", "从业人员健康证"),
        one("6", "13T16:00", "办结", "食品经营许可"),
        one("7", "13T17:00", "办结", "营业前消防检查"),
    ]
}

#[test]
fn a_case_from_start_to_end() {
    let place = Place::new();
    let started = start(&place, "A-1");
    assert_eq!((started.code, started.err.as_str()), (0, ""));
    let started = started.json();
    assert_eq!(
        (&started["case"], &started["sequence"], &started["duplicate"]),
        (&json!("A-1"), &json!(1), &json!(false))
    );
    // The same again is answered as before.
    let again = start(&place, "A-1").json();
    assert_eq!(again["duplicate"], true);
    assert_eq!((&again["head"], &again["effects"]), (&started["head"], &started["effects"]));

    let run = event(&place, "A-1", &course());
    let answers = lines(&run);
    assert!(
        answers.iter().all(|answer| answer["error"].is_null()),
        "{:?}",
        answers.iter().map(|a| &a["error"]).collect::<Vec<_>>()
    );
    for (answer, sequence) in answers.iter().zip(2..) {
        assert_eq!(
            (&answer["case"], &answer["sequence"], &answer["duplicate"]),
            (&json!("A-1"), &json!(sequence), &json!(false))
        );
        assert_eq!(answer["head"].as_str().unwrap().len(), 64);
    }
    assert_eq!(answers.last().unwrap()["status"], "送达");
    let twice = lines(&event(&place, "A-1", &course()));
    for (first, second) in answers.iter().zip(&twice) {
        assert_eq!(second["duplicate"], true);
        assert_eq!((&first["head"], &first["effects"]), (&second["head"], &second["effects"]));
    }
    let shown = place.run(&["--format", "json", "case", "show", "A-1"]).json();
    assert_eq!(
        (&shown["status"], &shown["sequence"], &shown["head"]),
        (&json!("送达"), &json!(8), &answers[6]["head"])
    );
    let listed = place.run(&["--format", "json", "case", "list"]).json();
    assert_eq!((&listed["count"], &listed["cases"][0]["head"]), (&json!(1), &answers[6]["head"]));
    let verified = place.run(&["--format", "json", "case", "verify"]);
    assert_eq!(verified.code, 0);
    assert_eq!((&verified.json()["events"], &verified.json()["findings"]), (&json!(8), &json!([])));
}

#[test]
fn what_cannot_be_taken_is_answered_with_an_error_and_changes_nothing() {
    let place = Place::new();
    start(&place, "A-1");
    let mut input = course();
    input.truncate(2);
    input
        .push(json!({"key": "2", "at": "2026-03-10T14:00:00+08:00", "kind": "办结", "node": "户外招牌设置"}));
    input.push(json!({"key": "back", "at": "2026-03-01T10:00:00+08:00", "kind": "时间到"}));
    input.push(json!({"key": "none", "at": "2026-03-11T10:00:00+08:00", "kind": "办结", "node": "没有"}));
    input.push(json!({"key": "kind", "at": "2026-03-11T10:00:00+08:00", "kind": "飞走"}));
    input.push(json!({"key": "where", "case": "别的", "at": "2026-03-11T10:00:00+08:00", "kind": "时间到"}));
    input.push(json!("x"));
    input.push(json!({"key": "last", "at": "2026-03-11T10:00:00+08:00", "kind": "时间到"}));
    let run = event(&place, "A-1", &input);
    assert_eq!(run.code, 1);
    let answers = lines(&run);
    let codes: Vec<&str> =
        answers.iter().map(|answer| answer["error"]["code"].as_str().unwrap_or("ok")).collect();
    assert_eq!(
        codes,
        [
            "ok",
            "ok",
            "key-reused",
            "clock-back",
            "unreadable",
            "unreadable",
            "unknown-case",
            "unreadable",
            "ok"
        ]
    );
    assert_eq!(
        (&answers[2]["line"], &answers[2]["key"], &answers[2]["case"]),
        (&json!(3), &json!("2"), &json!("A-1"))
    );
    assert_eq!(answers[8]["sequence"], 4, "what was refused left nothing behind");
    // An event without a key gets one.
    let keyless = json!({"at": "2026-03-11T11:00:00+08:00", "kind": "时间到"});
    let answers = lines(&event(&place, "A-1", &[keyless.clone(), keyless]));
    assert_eq!((&answers[0]["duplicate"], &answers[1]["duplicate"]), (&json!(false), &json!(true)));
    assert!(answers[0]["key"].as_str().unwrap().starts_with("content/"));
    let english = place.run(&["--lang", "en", "case", "show", "B"]);
    assert_eq!((english.code, english.err.as_str()), (1, "error: there is no case `B`\n"));
}

#[test]
fn one_stream_for_many_cases_opens_them_too() {
    let place = Place::new();
    let plan = start(&place, "A-1").json()["plan"].as_str().unwrap().to_owned();
    let answers = json!({"answers": {"主体类型": "企业", "经营面积": "120", "户外招牌": "否"}});
    let mut input = vec![json!({"case": "B-0", "plan": plan})];
    for n in 0..200 {
        input.push(json!({
            "case": format!("B-{n}"), "plan": plan, "key": "s", "at": "2026-03-09T10:00:00+08:00", "kind": "提交", "data": answers
        }));
    }
    input.push(
        json!({"case": "C", "key": "s", "at": "2026-03-09T10:00:00+08:00", "kind": "提交", "data": answers}),
    );
    let run = event(&place, "-", &input);
    let answers = lines(&run);
    assert_eq!((answers.len(), run.code), (202, 1));
    assert_eq!(answers[0]["sequence"], 0);
    assert!(answers[1..201].iter().all(|answer| answer["sequence"] == 1), "{}", answers[1]);
    assert_eq!(answers[201]["error"]["code"], "unknown-case");
    let list = |more: &[&str]| {
        let mut arguments = vec!["--format", "json", "case", "list"];
        arguments.extend(more);
        place.run(&arguments).json()
    };
    assert_eq!(list(&[])["count"], 201);
    assert_eq!(list(&["--status", "受理"])["count"], 201);
    assert_eq!(list(&["--status", "open", "--status", "终止"])["count"], 201);
    assert_eq!(list(&["--status", "办结"])["count"], 0);
    let page = list(&["--limit", "150"]);
    assert_eq!((&page["count"], &page["next"]), (&json!(150), &json!("B-148")));
    let rest = list(&["--after", "B-148"]);
    assert_eq!((&rest["count"], &rest["next"]), (&json!(51), &Value::Null));
    assert_eq!(list(&["--due-before", "2026-03-10"])["count"], 0);
    assert_eq!(list(&["--due-before", "2026-03-11"])["count"], 201);
}

#[test]
fn timers_go_off_once() {
    let place = Place::new();
    start(&place, "A-1");
    let tick = |at: &str| place.run(&["--format", "json", "case", "tick", "--at", at]);
    assert_eq!(tick("2026-03-10").json()["count"], 0);
    let first = tick("2026-04-20");
    assert_eq!(first.code, 0);
    let fired = first.json();
    assert!(fired["count"].as_u64().unwrap() > 2, "{fired}");
    assert!(fired["fired"][0]["key"].as_str().unwrap().starts_with("timer/2026-03-1"));
    assert_eq!(tick("2026-04-20").json()["count"], 0);
    let shown = place.run(&["--format", "json", "case", "show", "A-1"]).json();
    assert_eq!(shown["level"], "红牌");
    let human = place.run(&["case", "list"]);
    assert!(human.out.contains("红牌"), "{}", human.out);
    assert_eq!(place.run(&["case", "verify"]).code, 0);
}

#[test]
fn an_exported_journal_makes_the_same_cases_elsewhere() {
    let place = Place::new();
    start(&place, "A-1");
    start(&place, "A-2");
    event(&place, "A-1", &course());
    place.run(&["case", "tick", "--at", "2026-03-20"]);
    let exported = place.run(&["case", "export"]);
    assert_eq!(exported.code, 0);
    let other = Place::new();
    let taken = other.run_with_input(&["case", "event", "-", "--create"], &exported.out);
    assert_eq!(taken.code, 0, "{}", taken.out);
    assert_eq!(other.run(&["case", "export"]).out, exported.out);
    for case in ["A-1", "A-2"] {
        let arguments = ["--format", "json", "case", "show", case];
        assert_eq!(place.run(&arguments).out, other.run(&arguments).out);
    }
    // Again, and one case only: all of it is known.
    let one = place.run(&["case", "export", "A-1"]).out;
    let taken = other.run_with_input(&["case", "event", "-"], &one);
    assert!(lines(&taken).iter().all(|answer| answer["duplicate"] == true));
    // An event that was changed on the way does not lead to its head.
    let edited = exported.out.replace("\"办结\",\"node\":\"联合踏勘\"", "\"催办\",\"node\":\"联合踏勘\"");
    assert_ne!(edited, exported.out);
    let third = Place::new();
    let taken = third.run_with_input(&["case", "event", "-", "--create"], &edited);
    let wrong = lines(&taken).into_iter().find(|answer| answer["error"].is_object()).unwrap();
    assert_eq!(wrong["error"]["code"], "other-head");
}

#[test]
fn a_tampered_store_an_older_copy_and_a_wrong_key_are_told() {
    let place = Place::new();
    start(&place, "A-1");
    std::fs::copy(place.path.join("lianban.db"), place.path.join("older.db")).unwrap();
    event(&place, "A-1", &course());
    let verified = place.run(&["case", "verify"]);
    assert!(verified.out.contains("没有问题"), "{}", verified.out);
    place.write("witness.txt", &verified.out);
    let older =
        ["case", "verify", "--store", "older.db", "--key", "lianban.db.key", "--witness", "witness.txt"];
    assert_eq!(place.run(&older[..6]).code, 0);
    let told = place.run(&older);
    assert_eq!(told.code, 1);
    assert!(told.out.contains("见证"), "{}", told.out);
    // One byte of an event, wherever it stands in the file.
    let bytes = place.read_bytes("lianban.db");
    let key = b"\x017"; // length and text of the last key
    let mut edited = bytes.clone();
    let found: Vec<usize> = (0..bytes.len() - 1).filter(|at| bytes[*at..].starts_with(key)).collect();
    let told: Vec<Run> = found
        .iter()
        .map(|at| {
            edited.copy_from_slice(&bytes);
            edited[at + 1] = b'9';
            place.write("lianban.db", &edited);
            place.run(&["--format", "json", "case", "verify"])
        })
        .collect();
    let named = |run: &Run| {
        let findings = run.json()["findings"].clone();
        findings.as_array().is_some_and(|all| {
            all.iter().any(|one| one["fault"] == "edited" && one["case"] == "A-1" && one["sequence"] == 8)
        })
    };
    assert!(told.iter().any(named), "{told:?}");
    place.write("lianban.db", &bytes);
    place.write("other.key", format!("lianban-key:1:{}\n", "0".repeat(64)));
    let wrong = place.run(&["--format", "json", "case", "verify", "--key", "other.key"]);
    assert_eq!((wrong.code, &wrong.json()["error"]["code"]), (3, &json!("key-of-another-store")));
    std::fs::remove_file(place.path.join("lianban.db.key")).unwrap();
    let missing = place.run(&["--format", "json", "case", "verify"]);
    assert_eq!((missing.code, &missing.json()["error"]["code"]), (3, &json!("key-missing")));
    assert_eq!(place.run(&["case", "show", "A-1"]).code, 0, "reading needs no key");
}

#[test]
fn files_that_are_no_store_are_told() {
    let place = Place::new();
    let run = place.run(&["--format", "json", "case", "list"]);
    assert_eq!((run.code, &run.json()["error"]["code"]), (3, &json!("store-missing")));
    place.write("text.db", "nothing of the kind ".repeat(100));
    for arguments in [vec!["case", "list"], vec!["case", "verify"], vec!["case", "event", "-"]] {
        let mut all = vec!["--format", "json"];
        all.extend(arguments);
        all.extend(["--store", "text.db"]);
        let run = place.run(&all);
        assert_eq!((run.code, &run.json()["error"]["code"]), (3, &json!("not-a-store")), "{all:?}");
    }
    assert_eq!(place.run(&["case", "start", &restaurant(), "--store", "text.db"]).code, 3);
    assert_eq!(place.read("text.db"), "nothing of the kind ".repeat(100));
}

/// A child that takes events from a pipe.
fn stream(place: &Place) -> std::process::Child {
    command(&place.path)
        .args(["case", "event", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn tick(case: &str, n: u64) -> Value {
    let at = format!("2026-03-10T{:02}:{:02}:{:02}+08:00", 10 + n / 3_600, n / 60 % 60, n % 60);
    json!({"case": case, "key": format!("t{n}"), "at": at, "kind": "时间到"})
}

#[test]
fn two_processes_take_turns_line_by_line() {
    let place = Place::new();
    start(&place, "A-1");
    start(&place, "A-2");
    let (mut a, mut b) = (stream(&place), stream(&place));
    let (mut a_out, mut b_out) =
        (BufReader::new(a.stdout.take().unwrap()).lines(), BufReader::new(b.stdout.take().unwrap()).lines());
    for n in 0..20 {
        // Both write to both cases; the events of a case come from either.
        for (child, out, own) in [(&mut a, &mut a_out, 2 * n), (&mut b, &mut b_out, 2 * n + 1)] {
            for case in ["A-1", "A-2"] {
                writeln!(child.stdin.as_mut().unwrap(), "{}", tick(case, own)).unwrap();
                let answer: Value = serde_json::from_str(&out.next().unwrap().unwrap()).unwrap();
                assert_eq!(answer["sequence"], own + 2, "{answer}");
            }
        }
    }
    for mut child in [a, b] {
        drop(child.stdin.take());
        assert!(child.wait().unwrap().success());
    }
    let verified = place.run(&["--format", "json", "case", "verify"]).json();
    assert_eq!((&verified["events"], &verified["findings"]), (&json!(82), &json!([])));
}

#[test]
fn what_a_killed_process_acknowledged_is_there() {
    let place = Place::new();
    start(&place, "A-1");
    let (mut acknowledged, mut seed) = (1, 20_261_130_u64);
    for round in 0..10 {
        let mut child = stream(&place);
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut input = child.stdin.take().unwrap();
        let feeder = std::thread::spawn(move || {
            // From the beginning each time: what is known is answered as before.
            for n in 0..3_000 {
                if writeln!(input, "{}", tick("A-1", n)).is_err() {
                    return;
                }
            }
        });
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let (mut last, stop) = (0, acknowledged + (seed >> 33) % 120);
        while let Some(Ok(line)) = out.next() {
            let Ok(answer) = serde_json::from_str::<Value>(&line) else { break };
            last = answer["sequence"].as_u64().unwrap();
            if last >= stop {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(out);
        feeder.join().unwrap();
        acknowledged = acknowledged.max(last);
        let shown = place.run(&["--format", "json", "case", "show", "A-1"]).json();
        let found = shown["sequence"].as_u64().unwrap();
        assert!(found >= acknowledged, "round {round}: {found} of {acknowledged}");
        acknowledged = found;
    }
    assert!(acknowledged > 100, "{acknowledged}");
    assert_eq!(place.run(&["case", "verify"]).code, 0);
}

/// A limit on the size of files stands for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_store_goes_on_when_there_is_room() {
    let place = Place::new();
    start(&place, "A-1");
    let input: String = (0..4_000).map(|n| format!("{}\n", tick("A-1", n))).collect();
    place.write("input.jsonl", &input);
    let binary = env!("CARGO_BIN_EXE_lianban");
    let script = format!("trap '' XFSZ; ulimit -f 220; exec {binary} case event - input.jsonl");
    let full =
        std::process::Command::new("bash").args(["-c", &script]).current_dir(&place.path).output().unwrap();
    assert_eq!(full.status.code(), Some(3), "{full:?}");
    let out = String::from_utf8(full.stdout).unwrap();
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let taken = answers.iter().filter(|answer| answer["error"].is_null()).count();
    assert!(taken < 4_000, "never full");
    let verified = place.run(&["--format", "json", "case", "verify"]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert_eq!(verified.json()["events"], taken + 1);
    let rest = place.run(&["--format", "json", "case", "event", "-", "input.jsonl"]);
    assert_eq!(rest.code, 0);
    let again = lines(&rest).iter().filter(|answer| answer["duplicate"] == true).count();
    assert_eq!(again, taken, "what was acknowledged was there");
}
