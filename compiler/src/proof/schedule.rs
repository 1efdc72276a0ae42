//! The dated network of one case: start, end, how far each node may slip, what decides the end.

use super::ProofError;
use super::clock::{Clock, Dated, WorkDays, receipt_rule};
use super::graph::{Applies, Graph, at, node_ix};
use super::run::{Run, binding_chain, run};
use lianban_runtime::plan::{Answer, EdgeKind, Join, NodeIx, Plan};
use lianban_runtime::time::{Calendar, Instant, Unit};

/// One node of a [`Schedule`], counted from the start of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// When it starts.
    pub start: u32,
    /// When it ends.
    pub end: u32,
    /// Working days it may end later before 办结 moves (total float); none if 办结 does not depend on it, or if
    /// calendar days matter.
    pub slack: Option<u32>,
    /// A delay of this node delays 办结.
    pub critical: bool,
    /// Cancelled before its work was done (其余 取消, 里程碑 … 取消).
    pub cancelled: bool,
}

/// When everything happens in one case, if every node takes its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// [`Unit::WorkDay`] where only working days matter, else [`Unit::Day`].
    pub unit: Unit,
    /// By node; none where it does not apply.
    pub nodes: Vec<Option<Planned>>,
    /// Scopes and nodes that apply.
    pub applies: Applies,
    /// The chain that decides 办结, first to last.
    pub path: Vec<NodeIx>,
    /// When 办结 is reached.
    pub finish: u32,
}

/// Plays one case. `start` serves only where calendar days matter, or where a condition counts up to the submission.
///
/// # Errors
/// [`ProofError::Answers`] if the answers do not fit the questions, [`ProofError::Malformed`],
/// [`ProofError::Calendar`], [`ProofError::TooLong`].
pub fn schedule(plan: &Plan, answers: &[Answer], start: Instant) -> Result<Schedule, ProofError> {
    let graph = Graph::new(plan)?;
    let given: Vec<Option<Answer>> = answers.iter().copied().map(Some).collect();
    let submitted = start.date(plan.calendar.utc_offset_minutes);
    let fits = plan.questions.len() == answers.len() && plan.settle(&given, submitted).is_whole();
    if !fits {
        return Err(ProofError::Answers);
    }
    let applies = graph.applies(answers, submitted);
    let exit = plan.scopes.first().map_or(0, |bundle| bundle.exit.index());
    if graph.only_work_days(&applies) {
        let played = run(&graph, &applies, &WorkDays, 0)?;
        let slack = total_float(&graph, &played, exit);
        return build(applies, &WorkDays, 0, &played, exit, Some(&slack));
    }
    let calendar = Calendar::new(plan.calendar.clone())?;
    let clock = Dated::new(&calendar, receipt_rule(plan), start);
    let played = run(&graph, &applies, &clock, start)?;
    build(applies, &clock, start, &played, exit, None)
}

fn build<C: Clock>(
    applies: Applies,
    clock: &C,
    origin: C::Time,
    played: &Run<C::Time>,
    exit: usize,
    slack: Option<&[Option<u32>]>,
) -> Result<Schedule, ProofError> {
    let unit = if slack.is_some() { Unit::WorkDay } else { Unit::Day };
    let path = binding_chain(played, 0, exit);
    let day = |time: C::Time| clock.elapsed(origin, time.max(origin), unit, None);
    let mut nodes = Vec::with_capacity(played.len());
    for (index, slot) in played.iter().enumerate() {
        let Some(slot) = slot else {
            nodes.push(None);
            continue;
        };
        let float = slack.and_then(|slack| at(slack, index));
        let critical = if slack.is_some() { float == Some(0) } else { path.contains(&index) };
        nodes.push(Some(Planned {
            start: day(slot.start)?,
            end: day(slot.end)?,
            slack: float,
            critical,
            cancelled: slot.cut.is_some(),
        }));
    }
    let finish = nodes.get(exit).and_then(Option::as_ref).map_or(0, |n: &Planned| n.end);
    Ok(Schedule { unit, nodes, applies, path: path.into_iter().map(node_ix).collect(), finish })
}

/// A gate that cancels something ends no later than it does: else what it cancels would go on.
fn pin_gates(graph: &Graph<'_>, played: &Run<u32>, latest_end: &mut [Option<u32>]) {
    for cancel in &graph.cancels {
        let slot = |node: &usize| played.get(*node).and_then(Option::as_ref);
        let cuts = played.iter().flatten().any(|slot| slot.cut == Some(cancel.by));
        if let (true, Some(gate), Some(latest)) = (cuts, slot(&cancel.by), latest_end.get_mut(cancel.by)) {
            *latest = Some(gate.end);
        }
    }
}

/// Backward pass: the latest end of each node that leaves the end of `exit` where it is, less its end. At 任一 and
/// 至少 k, a predecessor that came in time must go on coming in time; one that came too late anyway is free.
fn total_float(graph: &Graph<'_>, played: &Run<u32>, exit: usize) -> Vec<Option<u32>> {
    let mut latest_end: Vec<Option<u32>> = vec![None; played.len()];
    if let (Some(slot), Some(latest)) = (played.get(exit).and_then(Option::as_ref), latest_end.get_mut(exit))
    {
        *latest = Some(slot.end);
    }
    pin_gates(graph, played, &mut latest_end);
    let mut edges = graph.plan.edges.iter().rev().peekable();
    for (index, node) in graph.plan.nodes.iter().enumerate().rev() {
        // What is cancelled may slip: it is cancelled all the same.
        let cut = played.get(index).and_then(Option::as_ref).is_some_and(|slot| slot.cut.is_some());
        if let Some(slot) = latest_end.get_mut(index).filter(|_| cut) {
            *slot = None;
        }
        let latest = at(&latest_end, index);
        while let Some(edge) = edges.next_if(|edge| edge.to.index() == index) {
            let Some(latest) = latest else { continue };
            let bound = match edge.kind {
                EdgeKind::Start => latest.saturating_sub(node.work.amount),
                EdgeKind::Finish => latest,
            };
            let from = edge.from.index();
            let Some(before) = played.get(from).and_then(Option::as_ref) else { continue };
            let free = edge.kind == EdgeKind::Start && node.join != Join::All && before.end > bound;
            if let Some(slot) = latest_end.get_mut(from).filter(|_| !free) {
                *slot = Some(slot.map_or(bound, |already| already.min(bound)));
            }
        }
    }
    let floats = latest_end.iter().zip(played);
    floats.map(|(latest, slot)| Some(latest.as_ref()?.saturating_sub(slot.as_ref()?.end))).collect()
}
