//! Two plans in one drawing: the new flow as usual, what is gone beside it. Nodes of one name are one node; who was
//! renamed is for the comparison of the plans to say.

use super::model::{Band, Edge, Lane, LineKind, Model, Node, Shape, TextLine, topological};
use super::text::break_lines;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a node or of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// Only the new plan has it.
    Added,
    /// Only the old plan has it.
    Removed,
    /// Both have it, and it says something else now.
    Changed,
}

impl Change {
    /// What stands in its badge, so that it can be told without colours.
    pub const fn badge(self) -> &'static str {
        match self {
            Self::Added => "＋",
            Self::Removed => "－",
            Self::Changed => "改",
        }
    }
}

/// Most lines that one change takes in a node; the tooltip has all of it.
const CHANGE_LINES: usize = 3;
/// Most lines that lead the other way now and are told by name.
const MOST_TURNED: usize = 4;
/// Size of these lines.
const PX: i32 = 11;
/// Their breadth.
const WIDTH: i32 = 108;

/// A line between two steps, by their names: whatever bars and decisions lie between them.
type Relation = (String, String);

/// Puts what is gone into the new flow and marks what is not as it was. `called` is the old flow by the new names,
/// `was` the same by its own.
pub(crate) fn merge(mut called: Model, was: &Model, mut new: Model) -> Model {
    let (old_flow, new_flow) = (Relations::of(&called), Relations::of(&new));
    mark_nodes(&called, was, &mut new);
    mark_lines(&old_flow, &new_flow, &mut new);
    let gone: Vec<usize> = (0..called.nodes.len())
        .filter(|at| stands(&called.nodes[*at]) && !new_flow.keys.contains(&called.nodes[*at].key))
        .collect();
    let bands = bands(&called, &gone, &mut new);
    for at in gone {
        let lane = lane(&called, called.nodes[at].lane, &mut new);
        let span: Vec<usize> =
            called.nodes[at].span.clone().into_iter().map(|at| self::lane(&called, at, &mut new)).collect();
        let node = &mut called.nodes[at];
        node.name.clone_from(&was.nodes[at].name);
        node.lines.clone_from(&was.nodes[at].lines);
        node.title = format!("取消：{}", was.nodes[at].title);
        let mut node =
            Node { lane, span, band: bands[node.band], change: Some(Change::Removed), ..node.clone() };
        (node.head, node.foot) = (None, None);
        node.span.sort_unstable();
        new.nodes.push(node);
    }
    let mut turned = Vec::new();
    for (from, to) in &old_flow.direct {
        if !new_flow.leads(from, to) {
            let finish = old_flow.finish.contains(&(from.clone(), to.clone()));
            turned.extend(removed_line(from, to, finish, &mut new));
        }
    }
    topological(&mut new);
    new.facts = facts(&new, &was.facts, &turned);
    new
}

/// Bars and decisions stand for nothing of the plan.
const fn stands(node: &Node) -> bool {
    node.kind.is_some() || matches!(node.shape, Shape::Start | Shape::End)
}

/// Who comes before whom in a flow.
struct Relations {
    keys: BTreeSet<String>,
    direct: BTreeSet<Relation>,
    finish: BTreeSet<Relation>,
    reach: BTreeMap<String, BTreeSet<String>>,
    /// By node: the steps that it stands for, looking back and looking ahead.
    before: Vec<BTreeSet<String>>,
    after: Vec<BTreeSet<String>>,
}

impl Relations {
    fn of(model: &Model) -> Self {
        let count = model.nodes.len();
        let mut ahead: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); count];
        for edge in model.edges.iter().filter(|edge| edge.kind != LineKind::Back) {
            ahead[edge.from].push(edge.to);
            back[edge.to].push(edge.from);
        }
        let key = |at: usize| model.nodes[at].key.clone();
        // The nodes of a flow stand in an order in which lines lead forward.
        let nearest = |at: usize, next: &[Vec<usize>]| {
            let (mut open, mut found, mut seen) = (vec![at], BTreeSet::new(), BTreeSet::new());
            while let Some(at) = open.pop().filter(|_| seen.len() <= count) {
                if stands(&model.nodes[at]) {
                    found.insert(key(at));
                } else if seen.insert(at) {
                    open.extend(&next[at]);
                }
            }
            found
        };
        let before: Vec<_> = (0..count).map(|at| nearest(at, &back)).collect();
        let after: Vec<_> = (0..count).map(|at| nearest(at, &ahead)).collect();
        let mut reach: Vec<BTreeSet<String>> = vec![BTreeSet::new(); count];
        for at in (0..count).rev() {
            let mut all = BTreeSet::new();
            for to in &ahead[at] {
                all.extend(reach[*to].iter().cloned());
                all.insert(key(*to));
            }
            reach[at] = all;
        }
        let (mut direct, mut finish) = (BTreeSet::new(), BTreeSet::new());
        for edge in model.edges.iter().filter(|edge| edge.kind != LineKind::Back) {
            for from in &before[edge.from] {
                for to in &after[edge.to] {
                    direct.insert((from.clone(), to.clone()));
                    if edge.kind == LineKind::Finish {
                        finish.insert((from.clone(), to.clone()));
                    }
                }
            }
        }
        Self {
            keys: (0..count).filter(|at| stands(&model.nodes[*at])).map(key).collect(),
            direct,
            finish,
            reach: (0..count).map(|at| (key(at), reach[at].clone())).collect(),
            before,
            after,
        }
    }

    fn leads(&self, from: &str, to: &str) -> bool {
        self.reach.get(from).is_some_and(|reach| reach.contains(to))
    }
}

/// Added and changed nodes.
fn mark_nodes(called: &Model, was: &Model, new: &mut Model) {
    let old: BTreeMap<&str, usize> =
        called.nodes.iter().enumerate().map(|(at, node)| (node.key.as_str(), at)).collect();
    for node in new.nodes.iter_mut().filter(|node| stands(node)) {
        let Some(at) = old.get(node.key.as_str()) else {
            node.change = Some(Change::Added);
            node.title = format!("新增：{}", node.title);
            continue;
        };
        let mut said = changes(&called.nodes[*at].facts, &node.facts);
        let name = &was.nodes[*at].name;
        if *name != node.name {
            said.insert(0, (format!("原名 {name}"), String::new()));
        }
        if !said.is_empty() {
            tell(node, &said);
        }
    }
}

/// What a node says otherwise: in words, and what it says now.
fn changes(old: &[(&'static str, String)], new: &[(&'static str, String)]) -> Vec<(String, String)> {
    let of = |facts: &[(&'static str, String)], what: &str| {
        facts.iter().find(|fact| fact.0 == what).map(|fact| fact.1.clone()).unwrap_or_default()
    };
    let mut whats: Vec<&str> = Vec::new();
    for (what, _) in new.iter().chain(old) {
        if !whats.contains(what) {
            whats.push(what);
        }
    }
    let differs = |what: &str| of(old, what) != of(new, what);
    // The promise of an item that is one step is the limit of this step.
    let same = |a: &str, b: &str| of(old, a) == of(old, b) && of(new, a) == of(new, b);
    whats.retain(|what| differs(what) && !(*what == "时限" && same("时限", "承诺")));
    whats
        .into_iter()
        .map(|what| {
            let (before, after) = (of(old, what), of(new, what));
            let words = if matches!(what, "需要" | "产出" | "依据" | "参加") {
                listed(&before, &after)
            } else {
                if let Some(words) = one_unit(&before, &after) {
                    return (format!("{what} {words}"), after);
                }
                let shown = |value: &String| if value.is_empty() { "无".to_owned() } else { value.clone() };
                format!("{} → {}", shown(&before), shown(&after))
            };
            (format!("{what} {words}"), after)
        })
        .collect()
}

/// `5 → 3 工作日`, if both are an amount of one unit.
fn one_unit(before: &str, after: &str) -> Option<String> {
    let ((amount, unit), (now, other)) = (before.split_once(' ')?, after.split_once(' ')?);
    let figures = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    (unit == other && figures(amount) && figures(now)).then(|| format!("{amount} → {after}"))
}

/// `＋《乙》 －《甲》`.
fn listed(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split('、').collect(), after.split('、').collect());
    let only = |one: &[&str], other: &[&str], sign: &str| -> Vec<String> {
        let found = one.iter().filter(|name| !name.is_empty() && !other.contains(name));
        found.map(|name| format!("{sign}{name}")).collect()
    };
    let mut words = only(&new, &old, "＋");
    words.extend(only(&old, &new, "－"));
    if words.is_empty() { "换了次序".to_owned() } else { words.join(" ") }
}

/// Puts the changes below the name, in the place of what they say.
fn tell(node: &mut Node, said: &[(String, String)]) {
    node.change = Some(Change::Changed);
    let words: Vec<&str> = said.iter().map(|(words, _)| words.as_str()).collect();
    node.title = format!("改动：{}；{}", words.join("；"), node.title);
    if matches!(node.shape, Shape::Bar | Shape::Decision | Shape::Start | Shape::End) {
        return;
    }
    let repeats = |line: &TextLine| {
        let text = line.text.trim_start_matches("当 ").trim_end_matches('…').trim();
        !line.strong && said.iter().any(|(_, now)| !now.is_empty() && now.contains(text))
    };
    node.lines.retain(|line| !repeats(line));
    let at = node.lines.iter().take_while(|line| line.strong).count();
    let lines = words.iter().flat_map(|words| break_lines(words, PX, WIDTH, CHANGE_LINES));
    let lines: Vec<TextLine> = lines.map(|text| TextLine { text, px: PX, strong: true }).collect();
    node.lines.splice(at..at, lines);
}

/// Lines between steps that did not follow each other before; bars and decisions that only such lines touch.
fn mark_lines(old: &Relations, flow: &Relations, new: &mut Model) {
    for edge in new.edges.iter_mut().filter(|edge| edge.kind != LineKind::Back) {
        let known = flow.before[edge.from]
            .iter()
            .any(|from| flow.after[edge.to].iter().any(|to| old.leads(from, to)));
        if !known {
            edge.change = Some(Change::Added);
            let both = flow.before[edge.from].iter().chain(&flow.after[edge.to]);
            if both.into_iter().all(|key| old.keys.contains(key)) {
                edge.label = format!("{}＋", edge.label);
            }
        }
    }
    for at in (0..new.nodes.len()).filter(|at| !stands(&new.nodes[*at])).collect::<Vec<_>>() {
        let mut touching = new.edges.iter().filter(|edge| edge.from == at || edge.to == at);
        if touching.all(|edge| edge.change == Some(Change::Added) || edge.kind == LineKind::Back) {
            new.nodes[at].change = Some(Change::Added);
        }
    }
}

/// The lane of this name in the new flow; one that is gone comes last.
fn lane(called: &Model, at: usize, new: &mut Model) -> usize {
    let name = &called.lanes[at].name;
    new.lanes.iter().position(|lane| lane.name == *name).unwrap_or_else(|| {
        new.lanes.push(Lane { name: name.clone() });
        new.lanes.len() - 1
    })
}

/// By band of the old flow: the band in the new one. A band that is gone stands behind the one it stood behind.
fn bands(called: &Model, gone: &[usize], new: &mut Model) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for (at, band) in called.bands.iter().enumerate() {
        let alike =
            |other: &Band| band.name.split('、').any(|name| other.name.split('、').any(|o| o == name));
        let same = new.bands.iter().position(|other| other.name == band.name);
        let known = same.or_else(|| new.bands.iter().position(alike));
        let needed = gone.iter().any(|node| called.nodes[*node].band == at);
        let behind = found.last().copied();
        let place = match known {
            Some(place) => place,
            None if !needed => behind.unwrap_or(0),
            None => {
                let place = behind.map_or(0, |before| before + 1);
                new.bands.insert(place, band.clone());
                new.nodes.iter_mut().filter(|node| node.band >= place).for_each(|node| node.band += 1);
                found.iter_mut().filter(|band| **band >= place).for_each(|band| *band += 1);
                place
            }
        };
        found.push(place);
    }
    found
}

/// A line that is gone. Where the new flow runs the other way it cannot be drawn: a flow leads forward. Then its ends, by
/// their names.
fn removed_line(from: &str, to: &str, finish: bool, new: &mut Model) -> Option<String> {
    let at = |key: &str| new.nodes.iter().position(|node| node.key == key);
    let (a, b) = (at(from)?, at(to)?);
    let mut open = vec![b];
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        if seen.insert(at) {
            let next = new.edges.iter().filter(|edge| edge.from == at && edge.kind != LineKind::Back);
            open.extend(next.map(|edge| edge.to));
        }
    }
    if seen.contains(&a) || new.nodes[a].band > new.nodes[b].band {
        return Some(format!("{} → {}", new.nodes[a].name, new.nodes[b].name));
    }
    let both = [a, b].iter().all(|at| new.nodes[*at].change != Some(Change::Removed));
    new.edges.push(Edge {
        from: a,
        to: b,
        kind: if finish { LineKind::Finish } else { LineKind::Main },
        label: if both { "－".to_owned() } else { String::new() },
        title: "取消".to_owned(),
        critical: false,
        change: Some(Change::Removed),
    });
    None
}

/// What stands below the title: how much changes, and from which plan to which.
fn facts(new: &Model, old_facts: &[String], turned: &[String]) -> Vec<String> {
    let nodes =
        |change: Change| new.nodes.iter().filter(|node| stands(node) && node.change == Some(change)).count();
    let lines = |change: Change| new.edges.iter().filter(|edge| edge.change == Some(change)).count();
    let hash = |facts: &[String]| facts.last().cloned().unwrap_or_default();
    let mut facts = vec![
        format!("新增 {} 个环节、{} 条线", nodes(Change::Added), lines(Change::Added)),
        format!("取消 {} 个环节、{} 条线", nodes(Change::Removed), lines(Change::Removed)),
        format!("改动 {} 个环节", nodes(Change::Changed)),
        format!("原{} → 现{}", hash(old_facts), hash(&new.facts)),
    ];
    facts.splice(3..3, turned.iter().map(|line| format!("不再是 {line}")).take(MOST_TURNED));
    if let Some(more) = turned.len().checked_sub(MOST_TURNED).filter(|more| *more > 0) {
        facts.insert(3 + MOST_TURNED, format!("另有 {more} 处先后颠倒"));
    }
    facts
}
