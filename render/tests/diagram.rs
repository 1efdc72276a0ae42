//! The flow diagram: what must hold for every drawing, over all bundles of the repository and random plans.

use lianban_compiler::proof::random_plans::random_plan;
use lianban_compiler::proof::testing::PlanBuilder;
use lianban_compiler::{Host, compile};
use lianban_render::{Diagram, DiagramOptions, Direction, Paper};
use lianban_runtime::plan::{GuardIx, Plan, ScopeIx};
use lianban_runtime::time::{CalendarData, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

struct Disk;

impl Host for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|why| why.to_string())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().unwrap().data()
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "yjs") {
            found.push(path);
        }
    }
}

/// Every plan of the repository that compiles, with the name it is known by.
fn plans() -> Vec<(String, Plan)> {
    let mut paths = Vec::new();
    files(&Path::new(ROOT).join("bundles"), &mut paths);
    files(&Path::new(ROOT).join("tests/corpus"), &mut paths);
    paths.retain(|path| !path.components().any(|c| c.as_os_str() == "bad"));
    let mut plans = Vec::new();
    for path in paths {
        let name = path.strip_prefix(ROOT).unwrap().to_string_lossy().into_owned();
        for bundle in compile(&Disk, &path.to_string_lossy()).bundles {
            plans.push((format!("{name} {} {}", bundle.plan.name, bundle.plan.region), bundle.plan));
        }
    }
    assert!(plans.len() > 30, "{}", plans.len());
    plans
}

fn draw(plan: &Plan, direction: Direction) -> Diagram {
    Diagram::new(plan, &DiagramOptions { direction, ..DiagramOptions::default() })
}

#[test]
fn every_drawing_keeps_the_rules() {
    for (name, plan) in plans() {
        for direction in [Direction::Down, Direction::Right] {
            let flaws = draw(&plan, direction).flaws();
            assert!(flaws.is_empty(), "{name} {direction:?}: {flaws:#?}");
        }
    }
}

/// On paper as well; and no smaller than somebody can read: names at 6 pt, where the flow is not a whole province's.
#[test]
fn every_drawing_fits_a_sheet() {
    let printed = |name: &str| name.starts_with("bundles") || name.contains("chains");
    for (name, plan) in plans().into_iter().filter(|(name, _)| printed(name)) {
        let options = DiagramOptions { paper: Some(Paper::A3), ..DiagramOptions::default() };
        let drawn = Diagram::new(&plan, &options);
        assert!(drawn.flaws().is_empty(), "{name}: {:#?}", drawn.flaws());
        let size = drawn.print_size().unwrap();
        assert!(size >= 60 || plan.nodes.len() > 50, "{name}: {size} tenths of a point");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    for (name, plan) in plans() {
        assert_eq!(draw(&plan, Direction::Down).svg(), draw(&plan, Direction::Down).svg(), "{name}");
    }
}

/// A chain of items in two lanes with joint actions: about a hundred nodes.
fn large() -> Plan {
    let mut b = PlanBuilder::new("大");
    let departments: Vec<_> = (0..8).map(|at| b.department(&format!("部门{at}"))).collect();
    let mut before: Vec<ScopeIx> = Vec::new();
    for group in 0..8 {
        let items: Vec<ScopeIx> = (0..6)
            .map(|at| {
                let item = b.item(&format!("事项{group}之{at}"), Span::work_days(5), GuardIx(0));
                b.plan.scopes[item.index()].department = Some(departments[(group + at) % 8]);
                b.step(item, "核查", 2);
                item
            })
            .collect();
        for item in &items {
            for earlier in before.iter().take(3) {
                b.behind(*earlier, *item);
            }
        }
        b.joint(&format!("联合{group}"), Span::work_days(1), &items[..3]);
        before = items;
    }
    b.finish()
}

#[test]
fn a_large_plan_is_drawn_at_once() {
    let plan = large();
    assert!(plan.nodes.len() > 100);
    #[expect(clippy::disallowed_methods, reason = "it measures")]
    let begun = std::time::Instant::now();
    let drawn = draw(&plan, Direction::Down);
    let taken = begun.elapsed();
    assert!(drawn.flaws().is_empty(), "{:#?}", drawn.flaws());
    // Unoptimised and beside other tests it takes longer.
    let most = if cfg!(debug_assertions) { 20_000 } else { 300 };
    assert!(taken.as_millis() < most, "{taken:?}");
    println!("{taken:?}");
}

#[test]
fn every_bpmn_keeps_the_rules() {
    for (name, plan) in plans() {
        for direction in [Direction::Down, Direction::Right] {
            let options = DiagramOptions { direction, ..DiagramOptions::default() };
            let flaws = Diagram::bpmn_flaws(&plan, &options);
            assert!(flaws.is_empty(), "{name} {direction:?}: {flaws:#?}");
            let text = Diagram::bpmn(&plan, &options);
            if let Some(folder) = std::env::var_os("LIANBAN_BPMN") {
                let file = format!("{}-{direction:?}.bpmn", name.replace(['/', ' '], "-"));
                std::fs::write(Path::new(&folder).join(file), text).unwrap();
            }
        }
    }
}

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/crossings.txt");

/// No drawing crosses more than it did; one that is new, little for its size. `LIANBAN_CROSSINGS=write` writes the
/// numbers down.
#[test]
fn lines_cross_no_more_than_they_did() {
    let counts: BTreeMap<String, (usize, usize)> = plans()
        .into_iter()
        .map(|(name, plan)| (name, (draw(&plan, Direction::Down).crossings(), plan.nodes.len())))
        .collect();
    if std::env::var_os("LIANBAN_CROSSINGS").is_some() {
        let crossing = counts.iter().filter(|(_, (count, _))| *count > 0);
        let lines: String = crossing.map(|(name, (count, _))| format!("{count} {}\n", name.trim())).collect();
        std::fs::write(BASELINE, lines).unwrap();
    }
    let text = std::fs::read_to_string(BASELINE).unwrap();
    let known: BTreeMap<&str, usize> = text
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(count, name)| (name, count.parse().unwrap()))
        .collect();
    for (name, (count, nodes)) in &counts {
        let most = known.get(name.trim()).copied().unwrap_or(nodes / 2 + 4);
        assert!(*count <= most, "{name}: {count} crossings, at most {most}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]
    #[test]
    fn random_plans_keep_the_rules(bytes in proptest::collection::vec(any::<u8>(), 0..120), joins: bool, right: bool) {
        let plan = random_plan(&bytes, joins);
        let direction = if right { Direction::Right } else { Direction::Down };
        let flaws = draw(&plan, direction).flaws();
        prop_assert!(flaws.is_empty(), "{flaws:#?}");
    }
}

/// The label of each kind of change, by the names of the nodes.
fn marked(svg: &str, badge: &str) -> Vec<String> {
    let nodes = svg.split("<g id=\"").skip(1);
    let disc = format!(">{badge}</text>");
    let mine = nodes.filter(|node| node.split("</g>").next().is_some_and(|own| own.contains(&disc)));
    mine.filter_map(|node| node.split('"').next()).map(str::to_owned).collect()
}

/// A restaurant before and after: one thing gone, one new, one called otherwise, one slower and for fewer.
#[test]
fn the_difference_says_what_became_of_each_step() {
    let plan = |text: &str| {
        let found = compile(&Text(text.to_owned()), "a.yjs");
        found.bundles.into_iter().next().unwrap().plan
    };
    let (old, new) = (plan(BEFORE), plan(AFTER));
    let drawn = Diagram::difference(&old, &new);
    assert!(drawn.flaws().is_empty(), "{:#?}", drawn.flaws());
    let svg = drawn.svg();
    assert_eq!(marked(&svg, "＋"), ["n-丁-决定"]);
    assert_eq!(marked(&svg, "－"), ["n-丙-决定"]);
    assert_eq!(marked(&svg, "改"), ["n-设立登记-决定", "n-乙-决定"]);
    assert!(svg.contains(">原名 营业登记</text>"), "{svg}");
    assert!(svg.contains(">承诺 5 → 3 工作日</text>"), "{svg}");
    assert!(svg.contains("500 ㎡") && svg.contains(">改动（原 → 现）</text>"), "{svg}");
    // What has not changed has no disc; the same plan twice has none at all.
    let same = Diagram::difference(&old, &old).svg();
    assert!(!same.contains("<circle") && same.contains("改动 0 个环节"), "{same}");
    // Told the other way round, what was new is gone.
    let back = Diagram::difference(&new, &old).svg();
    assert_eq!((marked(&back, "＋"), marked(&back, "－")), (marked(&svg, "－"), marked(&svg, "＋")));
    assert_eq!(svg, Diagram::difference(&old, &new).svg(), "same input, same bytes");
}

const BEFORE: &str = "一件事 甲 {
    承诺 { 时限 9 工作日 }
    情形 { 面积大小: 面积 问 “多大？” }
    部门 市监局、消防队
    材料 《表》 { 来源 申请人 }
    事项 营业登记 是 行政许可 { 承办 市监局；法定 20 工作日；承诺 3 工作日；需要 《表》 }
    事项 乙 是 行政许可 { 当 面积大小 ≥ 300 ㎡；承办 消防队；法定 10 工作日；承诺 5 工作日；需要 《表》 }
    事项 丙 是 行政许可 { 承办 消防队；法定 10 工作日；承诺 4 工作日；需要 《表》 }
    流程 { 营业登记 → 并联 { 乙；丙 } }
}";
const AFTER: &str = "一件事 甲 {
    承诺 { 时限 9 工作日 }
    情形 { 面积大小: 面积 问 “多大？” }
    部门 市监局、消防队
    材料 《表》 { 来源 申请人 }
    事项 设立登记 是 行政许可 { 承办 市监局；法定 20 工作日；承诺 3 工作日；需要 《表》 }
    事项 乙 是 行政许可 { 当 面积大小 ≥ 500 ㎡；承办 消防队；法定 10 工作日；承诺 3 工作日；需要 《表》 }
    事项 丁 是 行政确认 { 承办 市监局；法定 30 工作日；承诺 2 工作日；需要 《表》 }
    流程 { 设立登记 → 并联 { 乙；丁 } }
}";

struct Text(String);

impl Host for Text {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.clone().into_bytes())
    }

    fn calendar(&self) -> CalendarData {
        Disk.calendar()
    }
}

/// Neighbours of the repository, however little they have to do with each other.
#[test]
fn every_difference_keeps_the_rules() {
    let plans: Vec<_> = plans().into_iter().filter(|(name, _)| name.starts_with("bundles")).collect();
    for pair in plans.windows(2) {
        let drawn = Diagram::difference(&pair[0].1, &pair[1].1);
        assert!(drawn.flaws().is_empty(), "{} {}: {:#?}", pair[0].0, pair[1].0, drawn.flaws());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_differences_keep_the_rules(
        one in proptest::collection::vec(any::<u8>(), 20..100),
        other in proptest::collection::vec(any::<u8>(), 20..100),
    ) {
        let (old, new) = (random_plan(&one, true), random_plan(&other, true));
        let flaws = Diagram::difference(&old, &new).flaws();
        prop_assert!(flaws.is_empty(), "{:#?}", flaws);
    }
}
