//! The flow as people draw it: what applies, under what condition, what the critical path is.

use lianban_compiler::proof::{Applies, Planned, Schedule, node_names, schedule};
use lianban_runtime::plan::{Answer, Comparison, EdgeKind, Guard, GuardIx, NodeKind, Plan};
use lianban_runtime::time::{Calendar, Instant, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// A node of a drawing. The acceptance of an item is drawn apart only where something else hangs on it (a joint
/// action, a missing paper).
pub(crate) struct Drawn {
    /// Position in the plan.
    pub index: usize,
    pub kind: NodeKind,
    pub name: String,
    /// Department, empty if none.
    pub department: String,
    /// e.g. `3 工作日`; empty if it takes no time.
    pub work: String,
    /// Condition in words, empty if it always applies or the answers are known.
    pub when: String,
    /// Start, end and slack in the unit of the schedule, where answers are known.
    pub planned: Option<(u32, u32, Option<u32>)>,
    pub critical: bool,
}

/// A line of a drawing.
pub(crate) struct Line {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
    /// The product that is passed on, empty if none.
    pub material: String,
    pub critical: bool,
}

/// A drawing: nodes in plan order, lines without those that others imply.
pub(crate) struct Flow {
    pub nodes: Vec<Drawn>,
    pub lines: Vec<Line>,
    /// Unit of `planned`.
    pub unit: Option<Unit>,
}

impl Flow {
    /// Of the whole plan, or of one case, handed in at `start` or when the calendar begins. Answers that do not fit the questions are as good as none.
    pub fn new(plan: &Plan, answers: Option<&[Answer]>, start: Option<Instant>) -> Self {
        let made =
            answers.and_then(|answers| schedule(plan, answers, start.or_else(|| first_opening(plan))?).ok());
        let merged = merged_acceptances(plan, made.as_ref().map(|s| &s.applies));
        let names = node_names(plan).unwrap_or_default();
        let shown = |index: usize| {
            let applies = made.as_ref().is_none_or(|s| s.applies.nodes.get(index) == Some(&true));
            applies && !merged.contains_key(&index)
        };
        let nodes = (0..plan.nodes.len()).filter(|index| shown(*index));
        let nodes: Vec<Drawn> =
            nodes.filter_map(|index| drawn(plan, &names, &merged, made.as_ref(), index)).collect();
        let lines = lines(plan, &merged, &nodes, made.as_ref());
        Self { nodes, lines, unit: made.map(|s| s.unit) }
    }
}

/// One case of a plan, scheduled.
pub(crate) struct Case {
    schedule: Schedule,
}

impl Case {
    /// Handed in at `start` or when the calendar begins. None if the answers do not fit the questions.
    pub fn of(plan: &Plan, answers: &[Answer], start: Option<Instant>) -> Option<Self> {
        let schedule = schedule(plan, answers, start.or_else(|| first_opening(plan))?).ok()?;
        Some(Self { schedule })
    }

    /// Whether a node takes place.
    pub fn applies(&self, node: usize) -> bool {
        self.schedule.applies.nodes.get(node) == Some(&true)
    }

    /// When a node takes place.
    pub fn planned(&self, node: usize) -> Option<Planned> {
        self.schedule.nodes.get(node).copied().flatten()
    }

    /// What applies.
    pub const fn what_applies(&self) -> &Applies {
        &self.schedule.applies
    }

    /// How long the case takes until 办结, in which unit.
    pub const fn finish(&self) -> (u32, Unit) {
        (self.schedule.finish, self.schedule.unit)
    }
}

fn first_opening(plan: &Plan) -> Option<Instant> {
    let calendar = Calendar::new(plan.calendar.clone()).ok()?;
    Some(calendar.opening(calendar.data().first))
}

/// Acceptances behind which nothing but their own decision stands: acceptance → decision.
fn merged_acceptances(plan: &Plan, applies: Option<&Applies>) -> BTreeMap<usize, usize> {
    let alive = |index: usize| applies.is_none_or(|a| a.nodes.get(index) == Some(&true));
    let mut behind: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for edge in plan.edges.iter().filter(|e| alive(e.to.index())) {
        behind.entry(edge.from.index()).or_default().insert(edge.to.index());
    }
    let items = plan.scopes.iter().filter(|scope| scope.entry != scope.exit);
    let pairs = items.map(|scope| (scope.entry.index(), scope.exit.index()));
    let accepts = |at: &usize| plan.nodes.get(*at).is_some_and(|n| n.kind == NodeKind::Accept);
    pairs
        .filter(|(entry, exit)| {
            accepts(entry) && behind.get(entry).is_some_and(|b| b.len() == 1 && b.contains(exit))
        })
        .collect()
}

fn drawn(
    plan: &Plan,
    names: &[String],
    merged: &BTreeMap<usize, usize>,
    made: Option<&Schedule>,
    index: usize,
) -> Option<Drawn> {
    let node = plan.nodes.get(index)?;
    let scope = plan.scopes.get(node.scope.index());
    let department = node.department.or(scope
        .and_then(|s| s.department)
        .filter(|_| !matches!(node.kind, NodeKind::Await | NodeKind::Rectify)));
    let whole = merged.values().any(|decide| *decide == index);
    let name = match node.kind {
        NodeKind::Decide if !whole => node.name.clone(),
        _ => names.get(index).cloned().unwrap_or_default(),
    };
    let planned = made.and_then(|s| s.nodes.get(index).copied().flatten());
    Some(Drawn {
        index,
        kind: node.kind,
        name: name.replace('·', " "),
        department: department
            .and_then(|d| plan.departments.get(d.index()))
            .map(|d| d.name.clone())
            .unwrap_or_default(),
        work: if node.automatic && node.work.amount == 0 { String::new() } else { node.work.in_words() },
        when: if made.is_some() { String::new() } else { guard_in_words(plan, node.guard, false) },
        planned: planned.map(|p| (p.start, p.end, p.slack)),
        critical: planned.is_some_and(|p| p.critical),
    })
}

/// Lines between drawn nodes, without those that a longer way implies.
fn lines(
    plan: &Plan,
    merged: &BTreeMap<usize, usize>,
    nodes: &[Drawn],
    made: Option<&Schedule>,
) -> Vec<Line> {
    let shown: BTreeSet<usize> = nodes.iter().map(|n| n.index).collect();
    let place = |index: usize| merged.get(&index).copied().unwrap_or(index);
    let mut found: BTreeMap<(usize, usize), (EdgeKind, String)> = BTreeMap::new();
    for edge in &plan.edges {
        let (from, to) = (place(edge.from.index()), place(edge.to.index()));
        if from != to && shown.contains(&from) && shown.contains(&to) {
            let material = edge.material.and_then(|m| plan.materials.get(m.index())).map(|m| m.name.clone());
            let slot = found.entry((from, to)).or_insert((edge.kind, String::new()));
            if edge.kind == EdgeKind::Start {
                slot.0 = EdgeKind::Start;
            }
            if let Some(material) = material {
                if !slot.1.is_empty() {
                    slot.1.push('、');
                }
                slot.1.push_str(&material);
            }
        }
    }
    let mut behind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, to) in found.keys() {
        behind.entry(*from).or_default().push(*to);
    }
    let implied = |from: usize, to: usize| {
        let others = behind.get(&from).into_iter().flatten().filter(|next| **next != to);
        others.into_iter().any(|next| reaches(&behind, *next, to))
    };
    let path: Vec<usize> =
        made.map(|s| s.path.iter().map(|n| place(n.index())).collect()).unwrap_or_default();
    let on_path = |from: usize, to: usize| path.windows(2).any(|pair| pair == [from, to]);
    // What need not be reworked goes straight on.
    let mut passes: BTreeSet<(usize, usize)> = BTreeSet::new();
    for round in &plan.rounds {
        let scope = plan.nodes.get(round.of.index()).and_then(|node| plan.scopes.get(node.scope.index()));
        let ends = [round.of.index(), round.recheck.index()];
        passes.extend(scope.into_iter().flat_map(|s| ends.map(|from| (from, s.exit.index()))));
    }
    let kept = found.into_iter().filter(|((from, to), (_, material))| {
        !material.is_empty() || passes.contains(&(*from, *to)) || !implied(*from, *to)
    });
    kept.map(|((from, to), (kind, material))| Line { from, to, kind, material, critical: on_path(from, to) })
        .collect()
}

/// Whether a way leads from one node to another; by node, what stands right behind it.
pub(crate) fn reaches(behind: &BTreeMap<usize, Vec<usize>>, from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        // Nodes stand in topological order: whatever is past the goal cannot lead to it.
        if next < to && seen.insert(next) {
            open.extend(behind.get(&next).into_iter().flatten().copied());
        }
    }
    false
}

/// A condition in words: `经营面积 ≥ 300 ㎡ 且 户外招牌`. Empty for “always”.
pub(crate) fn guard_in_words(plan: &Plan, guard: GuardIx, inside: bool) -> String {
    let question = |at: usize| plan.questions.get(at);
    match plan.guards.get(guard.index()) {
        None | Some(Guard::Always) => String::new(),
        Some(Guard::Yes(q)) => question(q.index()).map(|q| q.name.clone()).unwrap_or_default(),
        Some(Guard::Is(q, choice)) => {
            let words =
                question(q.index()).map(|q| (q.name.clone(), q.kind.in_words(Answer::Choice(*choice))));
            words.map(|(name, choice)| format!("{name} = {choice}")).unwrap_or_default()
        }
        Some(Guard::Compare(q, relation, value)) => {
            let words =
                question(q.index()).map(|q| (q.name.clone(), q.kind.in_words(Answer::Quantity(*value))));
            words.map(|(name, value)| format!("{name} {} {value}", sign(*relation))).unwrap_or_default()
        }
        Some(Guard::On(q, relation, date)) => {
            question(q.index()).map(|q| format!("{} {} {date}", q.name, sign(*relation))).unwrap_or_default()
        }
        Some(Guard::Since(q, relation, period)) => question(q.index())
            .map(|q| format!("{} 距今 {} {}", q.name, sign(*relation), period.in_words()))
            .unwrap_or_default(),
        Some(Guard::Has(q, choice)) => {
            let chosen = 1_u64.checked_shl(*choice).unwrap_or(0);
            let words = question(q.index()).map(|q| (&q.name, q.kind.in_words(Answer::Several(chosen))));
            words.map(|(name, choice)| format!("{name} 含 {choice}")).unwrap_or_default()
        }
        Some(Guard::Not(inner)) => match plan.guards.get(inner.index()) {
            Some(Guard::Is(q, choice)) => question(q.index())
                .map(|q| format!("{} ≠ {}", q.name, q.kind.in_words(Answer::Choice(*choice))))
                .unwrap_or_default(),
            _ => format!("非 {}", guard_in_words(plan, *inner, true)),
        },
        Some(Guard::All(many)) => joined(plan, many, " 且 ", inside),
        Some(Guard::Any(many)) => joined(plan, many, " 或 ", inside),
    }
}

fn joined(plan: &Plan, many: &[GuardIx], word: &str, inside: bool) -> String {
    if word == " 或 " && many.iter().any(|g| plan.guards.get(g.index()) == Some(&Guard::Always)) {
        return String::new();
    }
    let parts: BTreeSet<GuardIx> = many.iter().copied().collect();
    let parts: Vec<String> =
        parts.into_iter().map(|g| guard_in_words(plan, g, true)).filter(|p| !p.is_empty()).collect();
    let text = parts.join(word);
    if inside && parts.len() > 1 { format!("（{text}）") } else { text }
}

const fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::AtLeast => "≥",
        Comparison::More => ">",
    }
}

/// The name of a node kind in drawings' data.
pub(crate) const fn kind_name(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Intake | NodeKind::Accept => "受理",
        NodeKind::Joint => "联合",
        NodeKind::Decide => "决定",
        NodeKind::Await => "容缺补交",
        NodeKind::Close => "办结",
        NodeKind::Deliver => "出件",
        NodeKind::Gate => "里程碑",
        NodeKind::Step => "环节",
        NodeKind::Rectify => "整改",
        NodeKind::Recheck => "复核",
        NodeKind::Handover => "转交",
    }
}

/// The lines of a node's label: name; department and time; condition.
pub(crate) fn label(node: &Drawn) -> Vec<String> {
    let mut lines = vec![node.name.clone()];
    let facts: Vec<&str> =
        [&node.department, &node.work].into_iter().map(String::as_str).filter(|f| !f.is_empty()).collect();
    if !facts.is_empty() {
        lines.push(facts.join(" · "));
    }
    if !node.when.is_empty() {
        lines.push(format!("当 {}", node.when));
    }
    lines
}
