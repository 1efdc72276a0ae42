//! What a diagram shows: lanes, bands, nodes and lines, before any coordinate.

use super::difference::Change;
use super::{DiagramOptions, SourcePlace, band, caption, junction, lane, reduce, text};
use crate::flow::{Case, guard_in_words};
use lianban_compiler::proof::node_names;
use lianban_runtime::plan::{Guard, GuardIx, Join, NodeKind, Plan};

/// A shape of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Where the applicant hands in.
    Start,
    /// Where it ends.
    End,
    /// Somebody does something.
    Step,
    /// The system does it by itself.
    System,
    /// 联合: several departments together.
    Joint,
    /// One way or another.
    Decision,
    /// 并联: where ways part or meet.
    Bar,
    /// Where alternatives meet; only in BPMN.
    Merge,
}

/// A line of text in a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextLine {
    pub text: String,
    pub px: i32,
    pub strong: bool,
}

/// A node of the drawing.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Name in the SVG, the same whatever else is drawn: from the name in the plan.
    pub key: String,
    pub shape: Shape,
    pub name: String,
    pub lane: usize,
    pub band: usize,
    /// Lanes that take part, ascending; only of a joint action.
    pub span: Vec<usize>,
    pub lines: Vec<TextLine>,
    /// What the tooltip says.
    pub title: String,
    /// The same by what it is about: 承办, 时限, 条件 …
    pub facts: Vec<(&'static str, String)>,
    /// Of two plans in one drawing: what became of it.
    pub change: Option<Change>,
    /// 汇合 above its words, 分办 below them.
    pub head: Option<String>,
    pub foot: Option<String>,
    /// 停表: why the clock stands here.
    pub stop: Option<String>,
    /// Takes place only under a condition.
    pub conditional: bool,
    pub critical: bool,
    /// Along the lane's breadth.
    pub width: i32,
    pub height: i32,
    pub source: Option<SourcePlace>,
    pub guard: GuardIx,
    pub join: Join,
    pub kind: Option<NodeKind>,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LineKind {
    /// The next begins when this has ended.
    Main,
    /// The next may begin, but not end before this has ended.
    Finish,
    /// Back to where it is asked again.
    Back,
}

/// A line of the drawing.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: LineKind,
    /// A short word at its beginning.
    pub label: String,
    /// What is handed over.
    pub title: String,
    pub critical: bool,
    /// Of two plans in one drawing: what became of it.
    pub change: Option<Change>,
}

/// A column (or row) of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lane {
    pub name: String,
}

/// A stretch of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub name: String,
}

/// All of it.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub title: String,
    /// The line below the title.
    pub facts: Vec<String>,
    pub lanes: Vec<Lane>,
    pub bands: Vec<Band>,
    /// In an order in which every line but those back leads forward.
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// How a plan is put into shapes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub density: text::Density,
    /// 汇合 and 分办 are strips of the node they belong to, where they belong to one; else bars of their own.
    pub strips: bool,
    /// Every junction is a gateway of its own, nothing parts or meets by itself, no lane is shared.
    pub gateways: bool,
}

/// Builds the model of a plan.
pub(crate) fn build(plan: &Plan, options: &DiagramOptions<'_>, form: Form) -> Model {
    let case = options.answers.and_then(|answers| Case::of(plan, answers, options.start));
    let marked = match &case {
        Some(_) => None,
        None => options.worst.and_then(|answers| Case::of(plan, answers, options.start)),
    };
    let dated = case.as_ref().or(marked.as_ref());
    let reduced = reduce::reduce(plan, case.as_ref(), dated);
    let lanes = lane::Lanes::new(plan, &reduced);
    let mut model = Model {
        title: format!("{}“一件事”办理流程图", plan.name),
        facts: caption::facts(plan, case.as_ref(), marked.as_ref(), &reduced),
        lanes: lanes.lanes(),
        bands: Vec::new(),
        nodes: Vec::new(),
        edges: Vec::new(),
    };
    let words = text::Words {
        plan,
        case: case.is_some(),
        density: form.density,
        names: node_names(plan).unwrap_or_default(),
    };
    for (index, kept) in reduced.nodes.iter().enumerate() {
        let mut node = words.node(kept);
        node.lane = lanes.of_node(index);
        node.span = if form.gateways { Vec::new() } else { lanes.span(index) };
        node.source = options.source.and_then(|source| source(kept.plan));
        model.nodes.push(node);
    }
    for edge in &reduced.edges {
        model.edges.push(Edge {
            from: edge.from,
            to: edge.to,
            kind: if edge.finish { LineKind::Finish } else { LineKind::Main },
            label: String::new(),
            title: edge.materials.join("、"),
            critical: edge.critical,
            change: None,
        });
    }
    let guards = junction::Guards::new(plan);
    band::assign(&mut model, plan, &reduced);
    let junctions = junction::Junctions { plan, reduced: &reduced, guards: &guards, form };
    junctions.insert(&mut model, case.is_some(), lanes.applicant());
    lane::drop_empty(&mut model);
    band::order(&mut model);
    topological(&mut model);
    for node in &mut model.nodes {
        text::measure(node, form);
    }
    model
}

/// The words of a condition; empty for “always”.
pub(super) fn condition(plan: &Plan, guard: GuardIx) -> String {
    match plan.guards.get(guard.index()) {
        Some(Guard::Always) | None => String::new(),
        _ => guard_in_words(plan, guard, false),
    }
}

/// Sorts the nodes so that every line but those back leads forward; among equals, as they stand.
pub(super) fn topological(model: &mut Model) {
    let count = model.nodes.len();
    let mut waiting = vec![0_usize; count];
    let forward: Vec<(usize, usize)> =
        model.edges.iter().filter(|e| e.kind != LineKind::Back).map(|e| (e.from, e.to)).collect();
    for (_, to) in &forward {
        waiting[*to] += 1;
    }
    let key = |model: &Model, at: usize| (model.nodes[at].band, at);
    let mut open: std::collections::BTreeSet<(usize, usize)> =
        (0..count).filter(|at| waiting[*at] == 0).map(|at| key(model, at)).collect();
    let mut order = Vec::with_capacity(count);
    while let Some((_, next)) = open.pop_first() {
        order.push(next);
        for (_, to) in forward.iter().filter(|(from, _)| *from == next) {
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                open.insert(key(model, *to));
            }
        }
    }
    debug_assert_eq!(order.len(), count, "a flow goes forward");
    let mut place = vec![0; count];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut nodes: Vec<Option<Node>> = std::mem::take(&mut model.nodes).into_iter().map(Some).collect();
    model.nodes = order.iter().filter_map(|old| nodes[*old].take()).collect();
    for edge in &mut model.edges {
        (edge.from, edge.to) = (place[edge.from], place[edge.to]);
    }
    model.edges.sort_by_key(|e| (e.from, e.to));
}
