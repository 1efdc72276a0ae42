//! Limits and obligations: every duty with a date, as pairs of moments plus a budget.

use super::draft::{DraftIx, Numbered};
use super::from_types::{Lowering, narrow};
use super::levels::levels;
use super::procedures::{excluded, extension};
use crate::names::limit::{LimitRules, Moment};
use crate::names::linked::Declared;
use crate::names::{Place, Spanned};
use lianban_runtime::plan::{
    Anchor, AnchorPoint, Limit, LimitIx, LimitKind, LimitSpan, MaterialIx, NodeIx, Obligation, ScopeIx,
    Silence, Unanswered,
};
use lianban_runtime::time::Span as Amount;

/// The limits of a bundle with what stands beside them.
pub(super) struct LimitRows {
    /// The limits.
    pub limits: Vec<Limit>,
    /// Of each: its amount as written.
    pub places: Vec<Place>,
    /// Of each `从 A 到 B`, in the order of the linked bundle: its row, and where the whole row stands.
    pub between: Vec<(LimitIx, Place)>,
}

/// Collects limits with the places of their amounts.
struct Collector<'a> {
    numbered: &'a Numbered,
    common: Option<&'a LimitRules>,
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
        (budget, rules): (&Spanned<Amount>, &LimitRules),
    ) -> &mut Limit {
        let anchor = |(node, at): (DraftIx, AnchorPoint)| Anchor { node: self.numbered.at(node), at };
        let silence = rules.overdue.as_ref();
        let basis = texts(&rules.basis).into_iter().chain(silence.iter().flat_map(|s| texts(&s.basis)));
        let basis: Vec<String> = basis.collect();
        let limit = Limit {
            scope,
            kind,
            span: LimitSpan { from: anchor(between.0), until: anchor(between.1) },
            budget: budget.value,
            silence: silence.map_or(Silence::Late, |overdue| overdue.silence.value),
            thresholds: levels(budget.value, rules, self.common),
            basis: basis.join("；"),
            excludes: Vec::new(),
            extension: None,
        };
        let at = self.limits.len();
        self.places.push(budget.place);
        self.limits.push(limit);
        #[expect(clippy::indexing_slicing, reason = "the row was pushed just above")]
        &mut self.limits[at]
    }
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|text| text.value.clone()).collect()
}

/// The basis of the block around a limit stands before the limit's own.
fn around(limit: &mut Limit, basis: &[String]) {
    let own = std::mem::take(&mut limit.basis);
    let all = basis.iter().cloned().chain(Some(own).filter(|own| !own.is_empty()));
    limit.basis = all.collect::<Vec<_>>().join("；");
}

const fn whole(node: DraftIx) -> Between {
    Between((node, AnchorPoint::Start), (node, AnchorPoint::End))
}

const fn ends(from: DraftIx, until: DraftIx) -> Between {
    Between((from, AnchorPoint::End), (until, AnchorPoint::End))
}

/// Every limit of the bundle: intake, bundle, items and joint actions in order, 容缺, delivery, between moments, 补正.
pub(super) fn limits(lowering: &Lowering<'_>, numbered: &Numbered) -> LimitRows {
    let linked = lowering.linked;
    let common = linked.supervision.as_ref();
    let mut all = Collector { numbered, common, limits: Vec::new(), places: Vec::new() };
    let intake = linked.flow.intake.as_ref().and_then(|c| Some((c.limit.as_ref()?, &c.rules)));
    if let Some(limit) = intake {
        let row = all.add(ScopeIx(0), LimitKind::Intake, &whole(lowering.intake), limit);
        let deemed =
            linked.profiles.first().is_none_or(|rules| rules.core.unanswered == Unanswered::DeemedAccepted);
        if deemed {
            row.silence = Silence::DeemedAccepted;
            around(row, &["行政许可法 第三十二条".to_owned()]);
        }
    }
    if let Some(limit) = linked.promise.as_ref().and_then(|p| Some((p.time.as_ref()?, &p.rules))) {
        let row = all.add(ScopeIx(0), LimitKind::Bundle, &ends(lowering.intake, lowering.close), limit);
        row.excludes = excluded(linked, limit.1.excludes.as_ref(), None);
        row.extension = extension(linked.extension.as_ref(), limit.0.value);
    }
    let hand_over = linked.flow.intake.as_ref().and_then(|c| c.hand_over.clone());
    if let (Some(limit), Some(node)) = (hand_over, lowering.handover) {
        all.add(ScopeIx(0), LimitKind::Handover, &whole(node), (&limit, &LimitRules::default()));
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
        let plain = LimitRules::default();
        let material = linked.materials.get(awaited.material);
        let rules = material.map_or(&plain, |material| &material.rules);
        let row = all.add(ScopeIx(0), LimitKind::Tolerance, &whole(awaited.node), (&budget, rules));
        if rules.overdue.is_none() {
            row.silence = Silence::Overdue;
        }
    }
    let delivery = linked.flow.delivery.as_ref().and_then(|c| Some((c.limit.as_ref()?, &c.rules)));
    if let (Some(limit), Some(node)) = (delivery, lowering.deliver) {
        all.add(ScopeIx(0), LimitKind::Delivery, &whole(node), limit);
    }
    let between = between_limits(lowering, &mut all);
    correction_limits(lowering, &mut all);
    rating_limits(lowering, &mut all);
    LimitRows { limits: all.limits, places: all.places, between }
}

/// `从 A 到 B`. Its scope is the bundle, or the stage in which it is written.
fn between_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>) -> Vec<(LimitIx, Place)> {
    let mut rows = Vec::new();
    for between in &lowering.linked.between {
        let row = &between.row;
        let scope = lowering.stage_scope_of(row.stage);
        let span = Between(moment(lowering, between.from), moment(lowering, between.until));
        rows.push((LimitIx(narrow(all.limits.len())), row.place));
        let excludes = excluded(lowering.linked, row.rules.excludes.as_ref(), row.stage);
        all.add(scope, LimitKind::Between, &span, (&row.limit, &row.rules)).excludes = excludes;
    }
    rows
}

/// The node of a moment, and which of its ends.
fn moment(lowering: &Lowering<'_>, moment: Moment) -> (DraftIx, AnchorPoint) {
    let of = |list: &[DraftIx], at: usize| list.get(at).copied().unwrap_or(lowering.intake);
    let side = |end: bool| if end { AnchorPoint::End } else { AnchorPoint::Start };
    match moment {
        Moment::Submitted => (lowering.intake, AnchorPoint::Start),
        Moment::Accepted => (lowering.intake, AnchorPoint::End),
        Moment::Finished => (lowering.close, AnchorPoint::End),
        Moment::Delivered => (lowering.deliver.unwrap_or(lowering.close), AnchorPoint::End),
        Moment::Item(at, end) => {
            let list = if end { &lowering.decide } else { &lowering.accept };
            (of(list, at), AnchorPoint::End)
        }
        Moment::Stage(at, end) => {
            let gates = lowering.stage.get(at).copied().unwrap_or((lowering.intake, lowering.close));
            (if end { gates.1 } else { gates.0 }, AnchorPoint::End)
        }
        Moment::Joint(at, end) => {
            let list = if end { &lowering.joint_ends } else { &lowering.joint };
            (of(list, at), side(end))
        }
        Moment::Step(item, step, end) => {
            let lists = if end { &lowering.step_ends } else { &lowering.steps };
            let steps = lists.get(item).map_or(&[][..], Vec::as_slice);
            (of(steps, step), side(end))
        }
        Moment::Gate(at) => (of(&lowering.gates, at), AnchorPoint::End),
    }
}

/// 补正: the applicant's limit for the whole case and for every item, as the item writes it, else as the bundle does.
fn correction_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>) {
    let linked = lowering.linked;
    let common = linked.correction.as_ref();
    if let Some(correction) = common {
        let span = whole(lowering.intake);
        let limit = (&correction.limit, &correction.rules);
        let row = all.add(ScopeIx(0), LimitKind::Correction, &span, limit);
        if correction.rules.overdue.is_none() {
            row.silence = Silence::Overdue;
        }
    }
    for (at, item) in linked.items.iter().enumerate() {
        let Some(correction) = item.correction.as_ref().or(common) else { continue };
        let Some(&accept) = lowering.accept.get(at) else { continue };
        let limit = (&correction.limit, &correction.rules);
        let row = all.add(lowering.scope_of(at), LimitKind::Correction, &whole(accept), limit);
        if correction.rules.overdue.is_none() {
            row.silence = Silence::Overdue;
        }
    }
}

/// 好差评: what a bad rating of the case, or of an item, asks of the authority.
fn rating_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>) {
    let Some(ratings) = &lowering.linked.ratings else { return };
    let items = lowering.decide.iter().enumerate().map(|(at, decide)| (lowering.scope_of(at), *decide));
    for (scope, node) in std::iter::once((ScopeIx(0), lowering.close)).chain(items) {
        for (kind, limit) in ratings.limits() {
            all.add(scope, kind, &ends(node, node), (limit, &ratings.rules));
        }
    }
}

/// What stands beside the limits of an item belongs to its promise; what its silence means, to the limit of the law.
fn item_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let nodes = lowering.accept.get(at).zip(lowering.decide.get(at));
    let (Some(item), Some((&accept, &decide))) = (lowering.linked.items.get(at), nodes) else { return };
    let between = ends(accept, decide);
    let overdue = item.rules.overdue.clone();
    if let Some(limit) = &item.statutory {
        let rules = LimitRules { overdue, ..LimitRules::default() };
        let row = all.add(scope, LimitKind::Statutory, &between, (limit, &rules));
        let basis: Vec<String> = item.basis.iter().chain(&item.statutory_basis).cloned().collect();
        around(row, &basis);
        row.extension = extension(item.extension.as_ref(), limit.value);
    }
    if let Some(limit) = item.effective() {
        let by_law = item.statutory.is_some();
        let rules = LimitRules { overdue: None, ..item.rules.clone() };
        let rules = if by_law { &rules } else { &item.rules };
        if item.is_previewed() {
            // Due on the day on which the acceptance and the preview are both there (decision 0006).
            let at_once = Spanned::new(Amount::work_days(0), limit.place);
            all.add(scope, LimitKind::Promised, &whole(decide), (&at_once, rules));
        } else {
            let row = all.add(scope, LimitKind::Promised, &between, (limit, rules));
            row.extension = extension(item.extension.as_ref(), limit.value);
        }
    }
    if let Some(limit) = item.late.as_ref().and_then(|late| late.limit.as_ref()) {
        let plain = LimitRules::default();
        all.add(scope, LimitKind::Supplement, &ends(lowering.close, decide), (limit, &plain));
    }
}

/// The preview takes what the promise leaves besides steps and joint action.
fn preview_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let (Some(item), Some(Some(node))) = (lowering.linked.items.get(at), lowering.preview.get(at)) else {
        return;
    };
    if let Some(promised) = item.effective() {
        let rest = Spanned::new(lowering.work_of(item), promised.place);
        let rules = LimitRules { overdue: None, ..item.rules.clone() };
        all.add(scope, LimitKind::Step, &whole(*node), (&rest, &rules));
    }
}

fn joint_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let (Some(joint), Some(&node)) = (lowering.linked.joints.get(at), lowering.joint.get(at)) else { return };
    if let Some(limit) = &joint.limit {
        let row = all.add(scope, LimitKind::Joint, &whole(node), (limit, &joint.rules));
        around(row, &joint.basis);
        let meeting = lowering.linked.desk.meeting(at).and_then(|meeting| meeting.absent_consents.as_ref());
        if row.silence == Silence::Late && meeting.is_some_and(|consents| consents.value) {
            row.silence = Silence::Absent;
        }
    }
    round_limits(lowering, all, scope, node);
}

/// 整改, the applicant's, and 复核 of every round.
fn round_limits(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, of: DraftIx) {
    for rounds in lowering.rounds.iter().filter(|rounds| rounds.of == of) {
        let rework = &rounds.rework;
        let overdue = if rounds.check { Silence::Rescinded } else { Silence::Refused };
        let plain = LimitRules::default();
        for (rectify, recheck) in &rounds.rounds {
            let limit = (&rework.limit, &rework.rules);
            let row = all.add(scope, LimitKind::Rectify, &whole(*rectify), limit);
            if rework.rules.overdue.is_none() {
                row.silence = overdue;
            }
            all.add(scope, LimitKind::Recheck, &whole(*recheck), (&rework.recheck, &plain));
        }
    }
}

fn stage_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, at: usize) {
    let pair = lowering.linked.stages.get(at).zip(lowering.stage.get(at));
    let Some((stage, &(begins, complete))) = pair else { return };
    if let Some(limit) = &stage.limit {
        let row = all.add(scope, LimitKind::Stage, &ends(begins, complete), (limit, &stage.rules));
        around(row, &stage.basis);
        row.excludes = excluded(lowering.linked, stage.rules.excludes.as_ref(), Some(at));
    }
}

fn step_limit(lowering: &Lowering<'_>, all: &mut Collector<'_>, scope: ScopeIx, (at, step): (usize, usize)) {
    let written = lowering.linked.items.get(at).and_then(|item| item.steps.get(step));
    let node = lowering.steps.get(at).and_then(|steps| steps.get(step));
    if let (Some(step), Some(&node)) = (written, node)
        && let Some(limit) = &step.limit
    {
        all.add(scope, LimitKind::Step, &whole(node), (limit, &step.rules));
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
