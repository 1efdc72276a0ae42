//! `demo`: the main job on what is shipped.

mod common;
use common::Place;

#[test]
fn demo_writes_its_files_and_a_summary() {
    let place = Place::new();
    let run = place.run(&["demo"]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!("demo", run.shown());
    assert_eq!(place.read("out/summary.txt"), run.out);
    for name in ["flow.mmd", "flow.dot", "gantt.svg", "timeline.json", "proof.json", "plan.json"] {
        assert!(!place.read(&format!("out/我要开餐馆/{name}")).is_empty(), "{name}");
    }
    let json = place.run(&["--format", "json", "demo", "--out", "别处"]);
    assert_eq!((json.code, json.err.as_str()), (0, ""));
    assert_eq!(json.json()["out"], "别处");
}
