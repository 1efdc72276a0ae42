//! `demo`: the main job on what is shipped.

mod common;
use common::Place;

#[test]
fn demo_writes_its_files_and_a_summary() {
    let place = Place::new();
    let run = place.run(&["demo"]);
    assert_eq!(run.code, 0, "{run:?}");
    // The table of all bundles grows with them: the snapshot holds what is said of one.
    let (featured, table) =
        run.out.split_once("\n自带的一件事\n").unwrap_or_else(|| panic!("no table: {run:?}"));
    insta::assert_snapshot!("demo", common::masked(featured));
    let rows = table.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    let folders = std::fs::read_dir(place.path.join("out")).unwrap().count() - 1;
    assert_eq!(rows, folders, "a row and a folder for each bundle\n{table}");
    assert_eq!(place.read("out/summary.txt"), run.out);
    for name in ["flow.svg", "flow.mmd", "flow.dot", "gantt.svg", "timeline.json", "proof.json", "plan.json"]
    {
        assert!(!place.read(&format!("out/荆州市-我要开餐馆/{name}")).is_empty(), "{name}");
    }
    let json = place.run(&["--format", "json", "demo", "--out", "别处"]);
    assert_eq!((json.code, json.err.as_str()), (0, ""));
    assert_eq!(json.json()["out"], "别处");
}
