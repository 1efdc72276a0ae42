//! Where ways part and meet: bars, decisions, the way back of 整改, the beginning and the end.

use super::gateways;
use super::model::{Edge, Form, LineKind, Model, Node, Shape, TextLine};
use super::reduce::Reduced;
use super::text::{Density, bare, key};
use lianban_compiler::proof::Domains;
use lianban_runtime::plan::{Guard, GuardIx, Join, NodeKind, Plan, evaluate};
use std::collections::{BTreeMap, BTreeSet};

/// Most 情形 that are looked at to see which conditions exclude each other.
const MOST_CASES: usize = 4_096;

/// In which 情形 each condition holds.
pub(crate) struct Guards {
    /// By 情形: the value of every condition. Empty if there are too many.
    cases: Vec<Vec<bool>>,
}

impl Guards {
    /// Looks at all 情形 of a plan.
    pub fn new(plan: &Plan) -> Self {
        let mut cases = Vec::new();
        let submitted = plan.calendar.first;
        if let Ok(domains) = Domains::new(plan, submitted) {
            let mut walk = domains.scenarios();
            while let Some(answers) = walk.next_answers() {
                if cases.len() == MOST_CASES {
                    return Self { cases: Vec::new() };
                }
                cases.push(evaluate(&plan.guards, answers, submitted));
            }
        }
        Self { cases }
    }

    /// Whether exactly one of these holds wherever `outer` does.
    pub fn one_of(&self, outer: GuardIx, guards: &[GuardIx]) -> bool {
        let holds = |case: &Vec<bool>, guard: GuardIx| case.get(guard.index()) == Some(&true);
        !self.cases.is_empty()
            && self
                .cases
                .iter()
                .filter(|case| holds(case, outer))
                .all(|case| guards.iter().filter(|guard| holds(case, **guard)).count() == 1)
    }
}

/// Puts junctions into a model.
pub(crate) struct Junctions<'a> {
    pub plan: &'a Plan,
    pub reduced: &'a Reduced,
    pub guards: &'a Guards,
    pub form: Form,
}

impl Junctions<'_> {
    /// All of them.
    pub fn insert(&self, model: &mut Model, case: bool, applicant: usize) {
        let density = self.form.density;
        ends(model, applicant, density);
        rounds(model, self.reduced, density);
        if self.form.gateways {
            gateways::before(model, self.plan, density);
        } else if !case {
            decisions(model, self.plan, self.guards, density);
        }
        joins(model, self.form);
        splits(model, self.form);
        if self.form.gateways {
            gateways::behind(model, density);
        }
    }
}

pub(super) fn add(model: &mut Model, node: Node) -> usize {
    model.nodes.push(node);
    model.nodes.len() - 1
}

pub(super) fn line(model: &mut Model, from: usize, to: usize, critical: bool) {
    model.edges.push(Edge {
        from,
        to,
        kind: LineKind::Main,
        label: String::new(),
        title: String::new(),
        critical,
        change: None,
    });
}

/// 提交申请 before the intake, 收到结果 behind the delivery.
fn ends(model: &mut Model, applicant: usize, density: Density) {
    let find = |kind| model.nodes.iter().position(|node| node.kind == Some(kind));
    let (intake, deliver) = (find(NodeKind::Intake), find(NodeKind::Deliver));
    if let Some(intake) = intake {
        let band = model.nodes[intake].band;
        let critical = model.nodes[intake].critical;
        let node = Node {
            lane: applicant,
            band,
            critical,
            ..bare("start".to_owned(), Shape::Start, "提交申请", density)
        };
        let start = add(model, node);
        line(model, start, intake, critical);
    }
    if let Some(deliver) = deliver {
        let band = model.nodes[deliver].band;
        let node =
            Node { lane: applicant, band, ..bare("end".to_owned(), Shape::End, "收到结果", density) };
        let end = add(model, node);
        line(model, deliver, end, false);
    }
}

/// `of` → 合格？ → what follows, or 整改 → 复核 → 合格？
fn rounds(model: &mut Model, reduced: &Reduced, density: Density) {
    for (of, rectify, recheck) in &reduced.rounds {
        let base = model.nodes[*of].clone();
        let most = reduced.nodes[*of].rounds;
        let mut node = Node {
            lane: base.lane,
            band: base.band,
            critical: base.critical,
            guard: base.guard,
            ..bare(format!("{}-合格", base.key), Shape::Decision, "合格？", density)
        };
        node.title = format!("{}合格吗？不合格的整改，最多 {most} 次；仍不合格的不予", base.name);
        let decision = add(model, node);
        for edge in model.edges.iter_mut().filter(|e| e.from == *of && e.kind == LineKind::Main) {
            edge.from = decision;
            edge.label = if edge.to == *rectify { "否".to_owned() } else { "是".to_owned() };
        }
        line(model, *of, decision, base.critical);
        let back = Edge {
            from: *recheck,
            to: decision,
            kind: LineKind::Back,
            label: String::new(),
            title: format!("再看是否合格，最多 {most} 次"),
            critical: false,
            change: None,
        };
        model.edges.push(back);
        model.nodes[*recheck]
            .lines
            .push(TextLine { text: format!("最多 {most} 次"), px: 11, strong: false });
    }
}

/// 择一: where of several conditional ways exactly one is taken.
fn decisions(model: &mut Model, plan: &Plan, guards: &Guards, density: Density) {
    for from in 0..model.nodes.len() {
        let outer = model.nodes[from].guard;
        if matches!(model.nodes[from].shape, Shape::Decision) {
            continue;
        }
        let ways: Vec<usize> = (0..model.edges.len())
            .filter(|at| model.edges[*at].from == from && model.edges[*at].kind == LineKind::Main)
            .filter(|at| model.nodes[model.edges[*at].to].conditional)
            .collect();
        let mut classes: BTreeMap<GuardIx, Vec<usize>> = BTreeMap::new();
        for at in ways {
            classes.entry(model.nodes[model.edges[at].to].guard).or_default().push(at);
        }
        let Some(chosen) = exclusive(&classes.keys().copied().collect::<Vec<_>>(), outer, guards) else {
            continue;
        };
        let question = one_question(plan, &chosen);
        let name = question.as_ref().map_or("按情形？".to_owned(), |name| format!("{name}？"));
        let base = model.nodes[from].clone();
        let critical = chosen.iter().flat_map(|g| &classes[g]).any(|at| model.edges[*at].critical);
        let node = Node {
            lane: base.lane,
            band: base.band,
            critical,
            guard: outer,
            ..bare(format!("{}-按-{}", base.key, key(&name)), Shape::Decision, &name, density)
        };
        let decision = add(model, node);
        line(model, from, decision, critical);
        for guard in &chosen {
            for at in &classes[guard] {
                model.edges[*at].from = decision;
            }
        }
    }
}

/// The largest set of conditions of which exactly one holds: all of them, or two of them.
fn exclusive(found: &[GuardIx], outer: GuardIx, guards: &Guards) -> Option<Vec<GuardIx>> {
    if found.len() < 2 {
        return None;
    }
    if guards.one_of(outer, found) {
        return Some(found.to_vec());
    }
    for (at, one) in found.iter().enumerate() {
        for other in found.iter().skip(at + 1) {
            if guards.one_of(outer, &[*one, *other]) {
                return Some(vec![*one, *other]);
            }
        }
    }
    None
}

/// The question that all of these conditions ask, if it is one.
fn one_question(plan: &Plan, guards: &[GuardIx]) -> Option<String> {
    let mut asked = BTreeSet::new();
    let mut open: Vec<GuardIx> = guards.to_vec();
    while let Some(at) = open.pop() {
        let guard: &Guard = plan.guards.get(at.index())?;
        asked.extend(guard.question());
        open.extend(guard.parts().iter().copied());
    }
    let only = asked.first().filter(|_| asked.len() == 1)?;
    plan.questions.get(only.index()).map(|question| question.name.clone())
}

/// Whether lines may end at a node side by side: it waits for all of them by itself.
fn gathers(node: &Node) -> bool {
    matches!(node.shape, Shape::Bar | Shape::Joint | Shape::Merge)
}

/// Whether 汇合 and 分办 fit onto a node as strips.
const fn takes_strips(node: &Node) -> bool {
    matches!(node.shape, Shape::Step | Shape::System)
}

/// A bar before whatever waits for several; one for all that wait for the same.
fn joins(model: &mut Model, form: Form) {
    let mut before: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for edge in model.edges.iter().filter(|e| e.kind == LineKind::Main) {
        before.entry(edge.to).or_default().insert(edge.from);
    }
    let mut alike: BTreeMap<BTreeSet<usize>, Vec<usize>> = BTreeMap::new();
    for (to, from) in before {
        let several_wait = from.len() > 1;
        let waits = form.gateways && model.nodes[to].shape == Shape::Joint;
        if several_wait && (waits || !gathers(&model.nodes[to])) {
            alike.entry(from).or_default().push(to);
        }
    }
    for (from, to) in alike {
        let base = model.nodes[to[0]].clone();
        let alike = to.iter().all(|at| model.nodes[*at].join == base.join);
        let name = match base.join {
            Join::Any if alike => "任一办完".to_owned(),
            Join::AtLeast(k) if alike => format!("办完至少 {k} 项"),
            _ if to.len() > 1 => "汇合分办".to_owned(),
            _ => "汇合".to_owned(),
        };
        if form.strips && to.len() == 1 && takes_strips(&base) {
            model.nodes[to[0]].head = Some(name);
            continue;
        }
        let mut node = Node {
            lane: base.lane,
            band: base.band,
            guard: if to.len() > 1 { GuardIx(0) } else { base.guard },
            ..bare(format!("{}-汇合", base.key), Shape::Bar, &name, form.density)
        };
        let inside =
            |edge: &Edge| edge.kind == LineKind::Main && to.contains(&edge.to) && from.contains(&edge.from);
        node.critical = model.edges.iter().any(|edge| inside(edge) && edge.critical);
        let bar = add(model, node);
        let old: Vec<Edge> = model.edges.iter().filter(|edge| inside(edge)).cloned().collect();
        model.edges.retain(|edge| !inside(edge));
        let mut merged: BTreeMap<(usize, usize), Edge> = BTreeMap::new();
        for edge in old {
            for (a, b) in [(edge.from, bar), (bar, edge.to)] {
                let new = Edge { from: a, to: b, ..edge.clone() };
                let slot = merged.entry((a, b)).or_insert_with(|| Edge {
                    critical: false,
                    label: String::new(),
                    ..new.clone()
                });
                slot.critical |= edge.critical;
                if a == edge.from {
                    slot.label.clone_from(&edge.label);
                }
            }
        }
        model.edges.extend(merged.into_values());
    }
}

/// A bar behind whatever goes on in several ways.
fn splits(model: &mut Model, form: Form) {
    let mut after: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, edge) in model.edges.iter().enumerate().filter(|(_, e)| e.kind == LineKind::Main) {
        after.entry(edge.from).or_default().push(at);
    }
    for (from, ways) in after {
        let base = model.nodes[from].clone();
        // Of a decision, only one of its ways goes on several times: 是, or one of its conditions.
        let groups: Vec<Vec<usize>> = if base.shape == Shape::Decision {
            let mut by: BTreeMap<(String, GuardIx), Vec<usize>> = BTreeMap::new();
            for at in ways {
                let label = model.edges[at].label.clone();
                let guard = if label.is_empty() { model.nodes[model.edges[at].to].guard } else { GuardIx(0) };
                by.entry((label, guard)).or_default().push(at);
            }
            by.into_values().collect()
        } else if gathers(&base) && !(form.gateways && base.shape != Shape::Bar) {
            Vec::new()
        } else {
            vec![ways]
        };
        for (number, group) in groups.into_iter().enumerate().filter(|(_, group)| group.len() > 1) {
            let some = group.iter().any(|at| {
                let to = &model.nodes[model.edges[*at].to];
                to.conditional && base.shape != Shape::Decision
            });
            let word = if some { "按情形分办" } else { "并联分办" };
            if form.strips && takes_strips(&base) {
                model.nodes[from].foot = Some(word.to_owned());
                continue;
            }
            let mut node = Node {
                lane: base.lane,
                band: base.band,
                guard: base.guard,
                critical: group.iter().any(|at| model.edges[*at].critical),
                ..bare(format!("{}-分办-{number}", base.key), Shape::Bar, word, form.density)
            };
            node.conditional = false;
            let critical = node.critical;
            let label = model.edges[group[0]].label.clone();
            let bar = add(model, node);
            for at in &group {
                model.edges[*at].from = bar;
                model.edges[*at].label.clear();
            }
            line(model, from, bar, critical);
            if let Some(edge) = model.edges.last_mut() {
                edge.label = label;
            }
        }
    }
}
