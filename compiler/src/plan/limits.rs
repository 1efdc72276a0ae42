//! Limits and obligations: every duty with a date, as pairs of moments plus a budget.

use super::draft::{DraftIx, Numbered};
use super::from_types::{Lowering, narrow};
use crate::names::linked::{Declared, Item};
use crate::names::{Place, Spanned};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Limit, LimitIx, LimitKind, LimitSpan, MaterialIx, NodeIx, Obligation, ScopeIx,
    Silence, Threshold, Thresholds, Unanswered,
};
use lianban_runtime::time::Span as Amount;

/// 预警 when a fifth of the budget is left, 黄牌 when a tenth is, in whole units; a budget too small for that has no
/// such level (decision 0001, 6).
fn levels(budget: Amount) -> Thresholds {
    let left = |amount| Threshold::Left(Amount { amount, ..budget });
    let share = |of: u32| budget.amount.checked_div(of).filter(|left| *left > 0).map(left);
    Thresholds { notice: share(5), yellow: share(10), red_after: None }
}

/// Collects limits with the places of their amounts.
struct Collector<'a> {
    numbered: &'a Numbered,
    limits: Vec<Limit>,
    places: Vec<Place>,
}

/// From which moment to which.
struct Between((DraftIx, AnchorPoint), (DraftIx, AnchorPoint));

impl Collector<'_> {
    fn add(
        &mut self,
        scope: ScopeIx,
        kind: LimitKind,
        between: &Between,
        budget: Spanned<Amount>,
    ) -> &mut Limit {
        let anchor = |(node, at): (DraftIx, AnchorPoint)| Anchor { node: self.numbered.at(node), at };
        let limit = Limit {
            scope,
            kind,
            span: LimitSpan { from: anchor(between.0), until: anchor(between.1) },
            budget: budget.value,
            silence: Silence::Late,
            thresholds: levels(budget.value),
            basis: String::new(),
        };
        let at = self.limits.len();
        self.places.push(budget.place);
        self.limits.push(limit);
        #[expect(clippy::indexing_slicing, reason = "the row was pushed just above")]
        &mut self.limits[at]
    }
}

const fn whole(node: DraftIx) -> Between {
    Between((node, AnchorPoint::Start), (node, AnchorPoint::End))
}

const fn ends(from: DraftIx, until: DraftIx) -> Between {
    Between((from, AnchorPoint::End), (until, AnchorPoint::End))
}

/// Every limit of the bundle: intake, bundle, items and joint actions in order, 容缺, delivery.
pub(super) fn limits(lowering: &Lowering<'_>, numbered: &Numbered) -> (Vec<Limit>, Vec<Place>) {
    let linked = lowering.linked;
    let mut all = Collector { numbered, limits: Vec::new(), places: Vec::new() };
    if let Some(limit) = linked.flow.intake.as_ref().and_then(|c| c.limit.clone()) {
        let row = all.add(ScopeIx(0), LimitKind::Intake, &whole(lowering.intake), limit);
        let deemed =
            linked.profiles.first().is_none_or(|rules| rules.core.unanswered == Unanswered::DeemedAccepted);
        if deemed {
            row.silence = Silence::DeemedAccepted;
            row.basis = "行政许可法 第三十二条".to_owned();
        }
    }
    if let Some(limit) = linked.promise.as_ref().and_then(|p| p.time.clone()) {
        all.add(ScopeIx(0), LimitKind::Bundle, &ends(lowering.intake, lowering.close), limit);
    }
    for (at, declared) in linked.order.iter().enumerate() {
        let scope = ScopeIx(narrow(at.saturating_add(1)));
        match *declared {
            Declared::Item(at) => item_limits(lowering, &mut all, scope, at),
            Declared::Joint(at) => joint_limit(lowering, &mut all, scope, at),
            Declared::Stage(at) => stage_limit(lowering, &mut all, scope, at),
            Declared::Step(item, step) => step_limit(lowering, &mut all, scope, (item, step)),
            Declared::Preview(at) => preview_limit(lowering, &mut all, scope, at),
        }
    }
    for awaited in &lowering.awaited {
        let budget = Spanned::new(awaited.budget, awaited.place);
        all.add(ScopeIx(0), LimitKind::Tolerance, &whole(awaited.node), budget).silence = Silence::Overdue;
    }
    let delivery = linked.flow.delivery.as_ref().and_then(|c| c.limit.clone());
    if let (Some(limit), Some(node)) = (delivery, lowering.deliver) {
        all.add(ScopeIx(0), LimitKind::Delivery, &whole(node), limit);
    }
    (all.limits, all.places)
}

fn item_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let nodes = lowering.accept.get(at).zip(lowering.decide.get(at));
    let (Some(item), Some((&accept, &decide))) = (lowering.linked.items.get(at), nodes) else { return };
    let between = ends(accept, decide);
    if let Some(limit) = item.statutory.clone() {
        all.add(scope, LimitKind::Statutory, &between, limit).basis = basis_of(item);
    }
    if let Some(limit) = item.effective().cloned() {
        if item.is_previewed() {
            // Due on the day on which the acceptance and the preview are both there (decision 0006).
            let at_once = Spanned::new(Amount::work_days(0), limit.place);
            all.add(scope, LimitKind::Promised, &whole(decide), at_once);
        } else {
            all.add(scope, LimitKind::Promised, &between, limit);
        }
    }
    if let Some(limit) = item.late.as_ref().and_then(|late| late.limit.clone()) {
        all.add(scope, LimitKind::Supplement, &ends(lowering.close, decide), limit);
    }
}

/// The preview takes what the promise leaves besides steps and joint action.
fn preview_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let (Some(item), Some(Some(node))) = (lowering.linked.items.get(at), lowering.preview.get(at)) else {
        return;
    };
    if let Some(promised) = item.effective() {
        let rest = Spanned::new(lowering.work_of(item), promised.place);
        all.add(scope, LimitKind::Step, &whole(*node), rest);
    }
}

fn basis_of(item: &Item) -> String {
    item.basis.join("；")
}

fn joint_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let (Some(joint), Some(&node)) = (lowering.linked.joints.get(at), lowering.joint.get(at)) else { return };
    if let Some(limit) = joint.limit.clone() {
        all.add(scope, LimitKind::Joint, &whole(node), limit).basis = joint.basis.join("；");
    }
    round_limits(lowering, all, scope, node);
}

/// 整改, the applicant's, and 复核 of every round.
fn round_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, of: DraftIx) {
    for rounds in lowering.rounds.iter().filter(|rounds| rounds.of == of) {
        let amount = |(value, place): (Amount, Place)| Spanned::new(value, place);
        for (rectify, recheck) in &rounds.rounds {
            let row = all.add(scope, LimitKind::Rectify, &whole(*rectify), amount(rounds.limit));
            row.silence = Silence::Refused;
            all.add(scope, LimitKind::Recheck, &whole(*recheck), amount(rounds.recheck));
        }
    }
}

fn stage_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let pair = lowering.linked.stages.get(at).zip(lowering.stage.get(at));
    let Some((stage, &(begins, complete))) = pair else { return };
    if let Some(limit) = stage.limit.clone() {
        all.add(scope, LimitKind::Stage, &ends(begins, complete), limit).basis = stage.basis.join("；");
    }
}

fn step_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, (at, step): (usize, usize)) {
    let written = lowering.linked.items.get(at).and_then(|item| item.steps.get(step)?.limit.clone());
    let node = lowering.steps.get(at).and_then(|steps| steps.get(step));
    if let (Some(limit), Some(&node)) = (written, node) {
        all.add(scope, LimitKind::Step, &whole(node), limit);
    }
    if let Some(&node) = node {
        round_limits(lowering, all, scope, node);
    }
}

/// What the applicant owes: one obligation for each 容缺 material.
pub(super) fn obligations(lowering: &Lowering<'_>, numbered: &Numbered, limits: &[Limit]) -> Vec<Obligation> {
    let rows = limits.iter().enumerate().filter(|(_, limit)| limit.kind == LimitKind::Tolerance);
    let pairs = lowering.awaited.iter().zip(rows);
    pairs
        .map(|(awaited, (row, _))| {
            let decides = |item: usize| lowering.decide.get(item).map(|d| numbered.at(*d));
            let mut blocks: Vec<NodeIx> = awaited.blocks.iter().copied().filter_map(decides).collect();
            blocks.sort_unstable();
            Obligation {
                material: MaterialIx(narrow(awaited.material)),
                node: numbered.at(awaited.node),
                limit: LimitIx(narrow(row)),
                blocks,
            }
        })
        .collect()
}
