//! Command line, help, exit statuses.

mod common;
use common::{Place, command};
use std::process::Stdio;

#[test]
fn help_is_chinese_and_english_on_request() {
    let place = Place::new();
    insta::assert_snapshot!("help_zh", place.run(&["--help"]).shown());
    insta::assert_snapshot!("help_en", place.run(&["--lang", "en", "--help"]).shown());
    insta::assert_snapshot!("help_timeline", place.run(&["timeline", "--help"]).shown());
}

#[test]
fn usage_errors_exit_2_and_say_what_is_wrong() {
    let place = Place::new();
    let lines: Vec<String> = [
        vec![],
        vec!["chek", "x"],
        vec!["check"],
        vec!["check", "x", "--foo"],
        vec!["check", "x", "--lang", "fr"],
        vec!["graph", "x.yjs", "--as", "png"],
        vec!["graph", "x.yjs", "--as", "gif"],
        vec!["simulate", "x.yjs", "--cases", "1", "--seed", "1"],
        vec!["guide", "x.yjs", "--as", "odt", "-o", "y"],
        vec!["simulate", "a.yjs"],
        vec!["case"],
        vec!["case", "migrate"],
        vec!["case", "start"],
        vec!["case", "tick"],
        vec!["case", "list", "--status", "快了"],
        vec!["calendar"],
        vec!["--assume-weekdays", "soon", "calendar", "show"],
        vec!["--lang", "en", "chek"],
    ]
    .iter()
    .map(|arguments| {
        let run = place.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        format!("{arguments:?}\n{}", run.err)
    })
    .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_usage_error_is_one_json_document_too() {
    let place = Place::new();
    for arguments in [vec!["--format", "json", "check"], vec!["simulate", "--format=json"]] {
        let run = place.run(&arguments);
        assert_eq!((run.code, run.err.as_str()), (2, ""));
        assert_eq!(run.json()["error"]["exit"], 2);
        assert_eq!(run.json()["error"]["kind"], "usage");
    }
}

#[test]
fn version_is_that_of_the_crate() {
    let run = Place::new().run(&["--version"]);
    assert_eq!(run.out, format!("lianban {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_name_the_commands() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = place.run(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("timeline"), "{shell}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let place = Place::new();
    let mut child = command(&place.path)
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
