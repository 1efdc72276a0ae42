//! The words of a node: its name, its limit, its condition; and how much room they take.

use super::model::{Form, Node, Shape, TextLine, condition};
use super::reduce::Kept;
use crate::flow::kind_name;
use crate::svg::{text_width, wrap};
use lianban_runtime::plan::{Channel, GuardIx, Join, Limit, LimitKind, NodeKind, Plan, ScopeIx, ScopeKind};
use lianban_runtime::time::Span;

/// How much a node says, and how broad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Density {
    /// Everything.
    Full,
    /// Without what its item hands out and takes as a whole: for print.
    Compact,
}

impl Density {
    /// Breadth of a node.
    const fn node(self) -> i32 {
        match self {
            Self::Full => 124,
            Self::Compact => 100,
        }
    }

    /// Breadth of the text in it: fonts differ between machines, so some is left over.
    const fn text(self) -> i32 {
        match self {
            Self::Full => self.node() - 16,
            Self::Compact => self.node() - 8,
        }
    }
}

/// Height of a strip at the head or foot of a node.
pub(crate) const STRIP: i32 = 15;
/// Size of a name.
const NAME_PX: i32 = 13;
/// Size of everything else.
const SMALL_PX: i32 = 11;
/// Most lines of a name.
const NAME_LINES: usize = 4;
/// Most lines of a condition.
const CONDITION_LINES: usize = 3;
/// From one line to the next.
const LEADING: i32 = 4;
/// Above and below the text.
const PADDING: i32 = 7;
/// How a node says that it may have to be done again.
const ROUNDS: &str = "不合格的整改";
/// Height of a bar.
const BAR_HEIGHT: i32 = 22;

/// Makes words of the plan's rows.
pub(crate) struct Words<'a> {
    pub plan: &'a Plan,
    /// The answers are known: conditions say nothing.
    pub case: bool,
    pub density: Density,
    /// By node, as people know it.
    pub names: Vec<String>,
}

impl Words<'_> {
    /// A drawn node, its lane and band still open.
    pub fn node(&self, kept: &Kept) -> Node {
        let plan = self.plan;
        let row = &plan.nodes[kept.plan];
        let name = match row.kind {
            NodeKind::Decide if !kept.whole => row.name.clone(),
            NodeKind::Rectify | NodeKind::Recheck => row.name.trim_end_matches([' ', '1']).to_owned(),
            _ => self.names.get(kept.plan).cloned().unwrap_or_default(),
        };
        let name = name.replace('·', " ");
        let guard = if self.case { GuardIx(0) } else { row.guard };
        let shape = shape(plan, kept.plan);
        let mut lines = name_lines(&name, shape, self.density);
        let width = self.density.text();
        lines.extend(self.time_lines(kept).into_iter().map(|text| small(&text, width)));
        if self.density == Density::Full {
            let product = wrap(&self.product(kept).unwrap_or_default(), SMALL_PX, width, 2);
            lines.extend(product.into_iter().filter(|l| !l.is_empty()).map(|text| small(&text, width)));
        }
        let when = condition(plan, guard);
        let facts = self.facts(kept, &when);
        let mut node = Node {
            key: format!("n-{}", key(&row.name)),
            shape,
            title: title(&name, row.kind, &facts),
            facts,
            change: None,
            name,
            lane: 0,
            band: 0,
            span: Vec::new(),
            lines,
            head: None,
            foot: None,
            stop: self.stop(kept.plan),
            conditional: !when.is_empty(),
            critical: kept.critical,
            width: 0,
            height: 0,
            source: None,
            guard,
            join: row.join,
            kind: Some(row.kind),
        };
        if shape == Shape::Bar {
            node.lines = vec![bar_line(&bar_word(&node.name, row.join), self.density)];
        }
        add_condition(&mut node, &when, self.density);
        node
    }

    /// How long it takes, and what was promised for the item it decides.
    fn time_lines(&self, kept: &Kept) -> Vec<String> {
        let row = &self.plan.nodes[kept.plan];
        let mut lines = Vec::new();
        match row.channel {
            Channel::None => {}
            Channel::Window => lines.push("到窗口".to_owned()),
            other => lines.push(other.in_words().to_owned()),
        }
        let work = if row.automatic && row.work.amount == 0 { String::new() } else { row.work.in_words() };
        let limit = |kind| self.limit(row.scope, kind).map(|limit| limit.budget);
        let both = |law: Span| format!("{work}（法定 {}）", law.amount);
        match (row.kind, limit(LimitKind::Statutory)) {
            (NodeKind::Decide, statutory) => {
                let promised = limit(LimitKind::Promised);
                match statutory {
                    Some(law)
                        if kept.whole
                            && law.unit == row.work.unit
                            && text_width(&both(law), SMALL_PX) <= self.density.text() =>
                    {
                        lines.push(both(law));
                    }
                    Some(law) if kept.whole => {
                        lines.extend([work.clone(), format!("法定 {}", law.in_words())])
                    }
                    _ => lines.push(work.clone()),
                }
                if !kept.whole && self.density == Density::Full {
                    let own = match (promised, statutory) {
                        (Some(own), Some(law)) if own.unit == law.unit => {
                            format!("全程 {}（法定 {}）", own.amount, law.amount)
                        }
                        (Some(own), _) => format!("全程 {}", own.in_words()),
                        (None, Some(law)) => format!("法定 {}", law.in_words()),
                        (None, None) => String::new(),
                    };
                    lines.push(own);
                }
            }
            _ if kept.rounds > 0 => lines.push(work),
            (NodeKind::Rectify, _) => lines.push(format!("{work}内改好")),
            (NodeKind::Await, _) => lines.push(format!("容缺，{work}内")),
            _ => lines.push(work),
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// What an item hands out.
    fn product(&self, kept: &Kept) -> Option<String> {
        let row = &self.plan.nodes[kept.plan];
        let scope = self.plan.scopes.get(row.scope.index()).filter(|_| row.kind == NodeKind::Decide)?;
        let names: Vec<&str> = scope
            .produces
            .iter()
            .filter_map(|m| self.plan.materials.get(m.index()))
            .map(|m| m.name.as_str())
            .collect();
        if names.is_empty() { None } else { Some(format!("出《{}》", names.join("》《"))) }
    }

    fn limit(&self, scope: ScopeIx, kind: LimitKind) -> Option<&Limit> {
        self.plan.limits.iter().find(|limit| limit.scope == scope && limit.kind == kind)
    }

    /// Why the clock stands while this takes place.
    fn stop(&self, at: usize) -> Option<String> {
        let plan = self.plan;
        let procedure = plan.procedures.iter().find(|p| p.stops && p.node.is_some_and(|n| n.index() == at));
        if let Some(procedure) = procedure {
            return Some(procedure.kind.clone());
        }
        let rounds = plan.rounds.iter().find(|r| r.rectify.index() == at && r.off_the_clock);
        rounds.map(|_| "整改".to_owned())
    }

    /// Everything about a node, by what it is about.
    fn facts(&self, kept: &Kept, when: &str) -> Vec<(&'static str, String)> {
        let plan = self.plan;
        let row = &plan.nodes[kept.plan];
        let mut parts = Vec::new();
        if let Some(department) = row.department.and_then(|d| plan.departments.get(d.index())) {
            parts.push(("承办", (department.name).to_owned()));
        }
        if !row.role.is_empty() {
            parts.push(("角色", (row.role).to_owned()));
        }
        if !(row.automatic && row.work.amount == 0) {
            parts.push(("时限", row.work.in_words()));
        }
        if !when.is_empty() {
            parts.push(("条件", when.to_owned()));
        }
        if let Some(procedure) =
            plan.procedures.iter().find(|p| p.stops && p.node.is_some_and(|n| n.index() == kept.plan))
        {
            parts.push(("不计入时限", format!("{}，{}", procedure.kind, procedure.basis)));
        }
        if plan.rounds.iter().any(|r| r.rectify.index() == kept.plan && r.off_the_clock) {
            parts.push(("不计入时限", "整改".to_owned()));
        }
        let joined = plan.barriers.iter().find(|b| b.node.index() == kept.plan);
        if let Some(barrier) = joined.filter(|b| !b.members.is_empty()) {
            let names = barrier.members.iter().filter_map(|s| plan.scopes.get(s.index()));
            parts.push(("参加", names.map(|s| s.name.as_str()).collect::<Vec<_>>().join("、")));
        }
        if kept.rounds > 0 {
            parts.push((ROUNDS, format!("最多 {} 次", kept.rounds)));
        }
        if row.kind == NodeKind::Decide {
            parts.extend(self.item_parts(row.scope));
        }
        parts
    }

    fn item_parts(&self, at: ScopeIx) -> Vec<(&'static str, String)> {
        let mut parts = Vec::new();
        let Some(scope) = self.plan.scopes.get(at.index()).filter(|s| s.kind == ScopeKind::Item) else {
            return parts;
        };
        for (kind, word) in [(LimitKind::Promised, "承诺"), (LimitKind::Statutory, "法定")] {
            if let Some(limit) = self.limit(at, kind) {
                parts.push((word, limit.budget.in_words()));
            }
        }
        let names = |list: &[lianban_runtime::plan::MaterialIx]| {
            let names = list.iter().filter_map(|m| self.plan.materials.get(m.index()));
            names.map(|m| format!("《{}》", m.name)).collect::<Vec<_>>().join("、")
        };
        for (word, list) in [("需要", &scope.needs), ("产出", &scope.produces)] {
            if !list.is_empty() {
                parts.push((word, names(list)));
            }
        }
        if !scope.basis.is_empty() {
            parts.push(("依据", scope.basis.join("、")));
        }
        parts
    }
}

/// Everything about a node, for the tooltip.
fn title(name: &str, kind: NodeKind, facts: &[(&'static str, String)]) -> String {
    let mut parts = vec![format!("{name}（{}）", kind_name(kind))];
    // `不合格的整改，最多 2 次` is a sentence.
    parts.extend(facts.iter().map(|(what, value)| match *what {
        ROUNDS => format!("{what}，{value}"),
        _ => format!("{what}：{value}"),
    }));
    parts.join("；")
}

/// Adds the words of a condition to a node.
fn add_condition(node: &mut Node, when: &str, density: Density) {
    if when.is_empty() || node.shape == Shape::Bar {
        return;
    }
    let lines = break_lines(&format!("当 {when}"), SMALL_PX, density.text(), CONDITION_LINES);
    node.lines.extend(lines.into_iter().map(|text| TextLine { text, px: SMALL_PX, strong: false }));
}

/// Breaks a condition into lines; a sign stays with its figure, a figure with its unit.
pub(super) fn break_lines(text: &str, px: i32, width: i32, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in unbroken(text) {
        let Some(line) = lines.last_mut() else { break };
        if text_width(&format!("{line}{piece}"), px) <= width || line.is_empty() {
            line.push_str(&piece);
        } else {
            lines.push(piece.trim_start().to_owned());
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    if lines.len() > most {
        let rest = lines.split_off(most - 1).concat();
        lines.push(rest);
    }
    lines.iter().map(|line| crate::svg::cut(line.trim_end(), px, width)).collect()
}

/// Pieces between which a line may end.
fn unbroken(text: &str) -> Vec<String> {
    let signs = "≥≤<>=≠含";
    let closing = "，。、；：）》」”";
    let mut pieces: Vec<String> = Vec::new();
    // What follows a sign belongs to it until the next character that may begin a line.
    let mut open = false;
    for c in text.chars() {
        let narrow = c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '㎡' | '-');
        let glue = open || closing.contains(c) || c == ' ';
        let last = pieces.last().and_then(|p| p.chars().last());
        let follows = last.is_some_and(|l| l.is_ascii_alphanumeric() || l == '.' || l == '（' || l == '《');
        match pieces.last_mut() {
            Some(piece)
                if glue || (narrow && follows) || (follows && last.is_some_and(|l| "（《".contains(l))) =>
            {
                piece.push(c);
            }
            _ => pieces.push(c.to_string()),
        }
        if signs.contains(c) {
            open = true;
        } else if open && c != ' ' {
            open = narrow && c != '㎡';
        }
    }
    // A figure keeps its unit: `20000 ㎡`.
    let mut joined: Vec<String> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(before)
                if before.trim_end().ends_with(|c: char| c.is_ascii_digit())
                    && piece.chars().count() <= 2
                    && text_width(before, SMALL_PX) < Density::Compact.text() - 30 =>
            {
                before.push_str(&piece);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// A node that stands for nothing of the plan.
pub(crate) fn bare(key: String, shape: Shape, name: &str, density: Density) -> Node {
    let lines = match shape {
        Shape::Bar => vec![bar_line(name, density)],
        _ => name_lines(name, shape, density),
    };
    Node {
        key,
        shape,
        name: name.to_owned(),
        lane: 0,
        band: 0,
        span: Vec::new(),
        lines,
        title: name.to_owned(),
        facts: Vec::new(),
        change: None,
        head: None,
        foot: None,
        stop: None,
        conditional: false,
        critical: false,
        width: 0,
        height: 0,
        source: None,
        guard: GuardIx(0),
        join: Join::All,
        kind: None,
    }
}

fn shape(plan: &Plan, at: usize) -> Shape {
    let row = &plan.nodes[at];
    match row.kind {
        NodeKind::Close => Shape::End,
        NodeKind::Joint => Shape::Joint,
        NodeKind::Gate => Shape::Bar,
        NodeKind::Intake if row.channel.is_trip() => Shape::Step,
        _ if row.automatic && row.kind != NodeKind::Deliver => Shape::System,
        _ => Shape::Step,
    }
}

/// What a gate says.
fn bar_word(name: &str, join: Join) -> String {
    match join {
        Join::All => name.to_owned(),
        Join::Any => "任一办完".to_owned(),
        Join::AtLeast(k) => format!("办完至少 {k} 项"),
    }
}

fn bar_line(text: &str, density: Density) -> TextLine {
    let text = crate::svg::cut(&format!("＋ {text}"), SMALL_PX, density.node() - 12);
    TextLine { text, px: SMALL_PX, strong: true }
}

fn name_lines(name: &str, shape: Shape, density: Density) -> Vec<TextLine> {
    let (px, width, most) = match shape {
        Shape::Decision => (12, 76, 1),
        Shape::Start | Shape::End => (NAME_PX, density.node() - 30, 1),
        _ => (NAME_PX, density.text(), NAME_LINES),
    };
    let fits = text_width(name, px) <= width;
    // `项目备案 决定`: what is done stands on a line of its own.
    let parts: Vec<&str> = if fits || most == 1 { vec![name] } else { parts_of(name) };
    let mut lines: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let left = most.saturating_sub(lines.len()).saturating_sub(parts.len() - at - 1);
        lines.extend(balanced(part, px, width, left.max(1)));
    }
    lines.into_iter().map(|text| TextLine { text, px, strong: true }).collect()
}

/// A name at its blanks; a number stays with the word before it.
fn parts_of(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in name.match_indices(' ') {
        let number = name[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        if !number && at > begin {
            parts.push(&name[begin..at]);
            begin = at + 1;
        }
    }
    parts.push(&name[begin..]);
    parts
}

/// Lines of about the same length: a last line of one character looks wrong.
fn balanced(name: &str, px: i32, width: i32, most: usize) -> Vec<String> {
    let full = wrap(name, px, width, most);
    if full.len() < 2 {
        return full;
    }
    let even = text_width(name, px) / i32::try_from(full.len()).unwrap_or(1) + px;
    let tried = wrap(name, px, even.min(width), most);
    if tried.len() == full.len() && !tried.iter().any(|line| line.ends_with('…')) { tried } else { full }
}

fn small(text: &str, width: i32) -> TextLine {
    TextLine { text: crate::svg::cut(text, SMALL_PX, width), px: SMALL_PX, strong: false }
}

/// How much room a node takes.
pub(crate) fn measure(node: &mut Node, form: Form) {
    let density = form.density;
    node.width = density.node();
    let text: i32 = node.lines.iter().map(|line| line.px + LEADING).sum();
    node.height = match node.shape {
        Shape::Bar | Shape::Merge => BAR_HEIGHT,
        Shape::Decision => 46,
        Shape::Start | Shape::End => text + 12,
        Shape::Step | Shape::System | Shape::Joint => (text + 2 * PADDING - LEADING).max(36),
    };
    node.height += strips(node);
    if matches!(node.shape, Shape::Start | Shape::End) {
        node.width = density.node() - 16;
    }
    if form.gateways {
        // The sizes that outside programs expect.
        let size = match node.shape {
            Shape::Start | Shape::End => (36, 36),
            Shape::Bar | Shape::Merge | Shape::Decision => (50, 50),
            Shape::Step | Shape::System | Shape::Joint => (120, node.height.clamp(64, 110)),
        };
        (node.width, node.height) = size;
    }
}

/// Height of the strips of a node.
fn strips(node: &Node) -> i32 {
    let one = |strip: &Option<String>| if strip.is_some() { STRIP } else { 0 };
    one(&node.head) + one(&node.foot)
}

/// The baseline of each line of a node's text, from the node's top.
pub(crate) fn baselines(node: &Node) -> Vec<i32> {
    let text: i32 = node.lines.iter().map(|line| line.px + LEADING).sum::<i32>() - LEADING;
    let head = if node.head.is_some() { STRIP } else { 0 };
    let mut y = head + (node.height - strips(node) - text) / 2;
    let mut found = Vec::new();
    for line in &node.lines {
        y += line.px;
        // A character stands a little above its baseline.
        found.push(y - line.px / 7);
        y += LEADING;
    }
    found
}

/// A name as an identifier: letters, digits and Chinese characters, everything else as `-`.
pub(crate) fn key(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
