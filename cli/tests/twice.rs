//! The same command twice, in two processes, gives the same bytes.

mod common;
use common::{Place, Run, restaurant};

/// Everything but the time a proof took.
fn without_elapsed(run: Run) -> Run {
    let blank = |line: &str| match line.split_once("\"elapsed_ms\": ") {
        Some((before, after)) => {
            format!("{before}{}\n", after.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => format!("{line}\n"),
    };
    Run { out: run.out.lines().map(blank).collect(), ..run }
}

#[test]
fn every_command_on_the_restaurant() {
    let place = Place::new();
    let restaurant = restaurant();
    let path = restaurant.as_str();
    let start = "2026-09-30T10:00";
    for arguments in [
        vec!["check", path],
        vec!["prove", path],
        vec!["test", path],
        vec!["expand", path],
        vec!["timeline", path, "--start", start, "--gantt", "g.svg"],
        vec!["graph", path, "--as", "mermaid"],
        vec!["graph", path, "--as", "dot"],
        vec!["graph", path, "--as", "json"],
        vec!["build", path, "-o", "p"],
        vec!["calendar", "show"],
        vec!["demo", "--out", "d"],
    ] {
        for format in ["human", "json"] {
            let arguments = [&["--format", format], &arguments[..]].concat();
            let once = || {
                let run = place.run(&arguments);
                if format == "json" {
                    run.json();
                    assert_eq!(run.err, "");
                }
                let run = without_elapsed(run);
                let files =
                    ["g.svg", "p", "d/summary.txt"].map(|name| std::fs::read(place.path.join(name)).ok());
                (run, files)
            };
            let (first, second) = (once(), once());
            assert_eq!(first.0.code, 0, "{arguments:?} {:?}", first.0);
            assert_eq!(first, second, "{arguments:?}");
        }
    }
}
