//! The tables that are a plain reading of the linked bundle: scopes, departments, materials, figures, places, docs.

use super::draft::{DraftIx, Numbered};
use super::from_types::{Lowering, narrow};
use super::limits::LimitRows;
use super::places::{Docs, Places};
use crate::names::Place;
use crate::names::linked::{Declared, Item, Joint, Linked};
use crate::names::profile::Rules;
use crate::names::surface::{Figures, Source};
use crate::types::ALWAYS;
use lianban_runtime::plan::{
    Baseline, Department, DepartmentIx, Fee, Field, FieldIx, GuardIx, LimitIx, LimitKind, Material,
    MaterialIx, MaterialSource, Metric, OnRefusal, Profile, ProfileIx, Promise, Scope, ScopeKind,
};
use lianban_runtime::time::{CalendarData, Span as Amount};

/// 辖区规则: of the bundle, then of items that follow another. A receipt after closing has been reported (E0460).
pub fn profiles(linked: &Linked, calendar: &CalendarData) -> Vec<Profile> {
    let closing = calendar.hours.last().map_or(0, |hours| hours.to_minute);
    let row = |rules: &Rules| {
        let mut profile = rules.core.clone();
        profile.receipt.cutoff_minute = profile.receipt.cutoff_minute.map(|minute| minute.min(closing));
        profile
    };
    linked.profiles.iter().map(row).collect()
}

/// Departments in order.
pub fn departments(linked: &Linked) -> Vec<Department> {
    let row = |d: &crate::names::linked::Department| Department {
        name: d.name.value.clone(),
        short: d.short.clone(),
        windows: d.windows,
        office: d.office,
        seal: d.seal.clone(),
        certificate_seal: d.certificate_seal.clone(),
    };
    linked.departments.iter().map(row).collect()
}

/// Materials in order.
pub fn materials(lowering: &Lowering<'_>) -> Vec<Material> {
    let row = |(at, m): (usize, &crate::names::linked::Material)| Material {
        name: m.name.value.clone(),
        source: match &m.source.value {
            Source::Applicant => MaterialSource::Applicant,
            Source::Shared(catalogue) => MaterialSource::Shared(catalogue.clone()),
            Source::Produced => MaterialSource::Produced,
            Source::Commitment => MaterialSource::Commitment,
            Source::SharedOrApplicant(catalogue) => MaterialSource::SharedOrApplicant(catalogue.clone()),
        },
        copies: m.copies(),
        guard: lowering.material_guards.get(at).copied().unwrap_or(ALWAYS),
        any_of: m.any_of.iter().map(|option| MaterialIx(narrow(option.value))).collect(),
        media: m.media(),
        validity: m.paper.validity.as_ref().map(|validity| validity.value),
        issuer: m
            .paper
            .issuer
            .as_ref()
            .map(|name| full_name(lowering.linked, &name.value))
            .unwrap_or_default(),
    };
    lowering.linked.materials.iter().enumerate().map(row).collect()
}

/// The full name of a department that is written by its 简称; any other words as they are.
fn full_name(linked: &Linked, words: &str) -> String {
    let department = linked.departments.iter().find(|d| d.short == words);
    department.map_or_else(|| words.to_owned(), |department| department.name.value.clone())
}

/// Fields in order.
pub fn fields(lowering: &Lowering<'_>) -> Vec<Field> {
    let fields = &lowering.linked.fields;
    let position = |key: &crate::names::Name| fields.iter().position(|field| field.name.value == key.value);
    let row = |(at, f): (usize, &crate::names::surface::Field)| Field {
        key: f.key.as_ref().and_then(position).map(|at| FieldIx(narrow(at))),
        name: f.name.value.clone(),
        form: f.form.clone(),
        kind: f.kind.value.clone(),
        guard: lowering.field_guards.get(at).copied().unwrap_or(ALWAYS),
    };
    fields.iter().enumerate().map(row).collect()
}

/// Fees in order of their items.
pub fn fees(lowering: &Lowering<'_>) -> Vec<Fee> {
    let items = lowering.linked.items.iter().zip(&lowering.fee_guards).enumerate();
    let rows = items.flat_map(|(at, (item, guards))| {
        item.fees.iter().zip(guards).map(move |(fee, guard)| Fee {
            name: fee.name.value.clone(),
            yuan: fee.yuan.value,
            scope: lowering.scope_of(at),
            guard: *guard,
            basis: fee.basis.iter().map(|basis| basis.value.clone()).collect(),
        })
    });
    rows.collect()
}

/// The bundle, then stages, items, steps and joint actions in declaration order.
pub fn scopes(lowering: &Lowering<'_>, numbered: &Numbered) -> Vec<Scope> {
    let linked = lowering.linked;
    let bundle = Scope {
        name: linked.name.value.clone(),
        kind: ScopeKind::Bundle,
        parent: None,
        code: String::new(),
        terms: Vec::new(),
        item_kind: String::new(),
        department: None,
        guard: ALWAYS,
        entry: numbered.at(lowering.intake),
        exit: numbered.at(lowering.close),
        needs: Vec::new(),
        produces: Vec::new(),
        fields: Vec::new(),
        on_refusal: OnRefusal::Independent,
        own_visits: 0,
        basis: linked.basis.clone(),
        profile: ProfileIx(0),
    };
    let inner = linked.order.iter().filter_map(|declared| match *declared {
        Declared::Item(at) => Some(item_scope(lowering, numbered, at, linked.items.get(at)?)),
        Declared::Joint(at) => Some(joint_scope(lowering, numbered, at, linked.joints.get(at)?)),
        Declared::Stage(at) => stage_scope(lowering, numbered, at),
        Declared::Step(item, step) => {
            let node = *lowering.steps.get(item)?.get(step)?;
            let end = *lowering.step_ends.get(item)?.get(step)?;
            let guard = *lowering.step_guards.get(item)?.get(step)?;
            let scope = step_scope(lowering, numbered, item, (node, guard))?;
            let own = linked.desk.step_department(item, step).map(|d| DepartmentIx(narrow(d)));
            Some(Scope { exit: numbered.at(end), department: own.or(scope.department), ..scope })
        }
        Declared::Preview(item) => {
            let node = lowering.preview.get(item).copied().flatten()?;
            step_scope(lowering, numbered, item, (node, lowering.guard_of(item)))
        }
    });
    std::iter::once(bundle.clone()).chain(inner).collect()
}

fn item_scope(lowering: &Lowering<'_>, numbered: &Numbered, at: usize, item: &Item) -> Scope {
    let ix =
        |list: &[crate::names::Spanned<usize>]| list.iter().map(|m| MaterialIx(narrow(m.value))).collect();
    Scope {
        name: item.name.value.clone(),
        kind: ScopeKind::Item,
        parent: Some(lowering.stage_scope_of(item.stage)),
        code: item.code.clone(),
        terms: item.terms.clone(),
        item_kind: item.kind.clone(),
        department: item.department.map(|d| DepartmentIx(narrow(d))),
        guard: lowering.guard_of(at),
        entry: numbered.at(lowering.accept.get(at).copied().unwrap_or(lowering.intake)),
        exit: numbered.at(lowering.decide.get(at).copied().unwrap_or(lowering.intake)),
        needs: ix(&item.needs),
        produces: ix(&item.produces),
        fields: item.fields.iter().map(|field| FieldIx(narrow(*field))).collect(),
        on_refusal: if item.veto { OnRefusal::Veto } else { OnRefusal::Independent },
        own_visits: item.visits,
        basis: item.basis.clone(),
        profile: ProfileIx(narrow(item.profile)),
    }
}

fn stage_scope(lowering: &Lowering<'_>, numbered: &Numbered, at: usize) -> Option<Scope> {
    let (stage, (begins, complete)) = (lowering.linked.stages.get(at)?, *lowering.stage.get(at)?);
    Some(Scope {
        name: stage.name.value.clone(),
        kind: ScopeKind::Stage,
        parent: Some(lowering.stage_scope_of(stage.parent)),
        code: String::new(),
        terms: Vec::new(),
        item_kind: String::new(),
        department: stage.lead.map(|d| DepartmentIx(narrow(d))),
        guard: lowering.stage_guards.get(at).copied().unwrap_or(ALWAYS),
        entry: numbered.at(begins),
        exit: numbered.at(complete),
        needs: Vec::new(),
        produces: Vec::new(),
        fields: Vec::new(),
        on_refusal: OnRefusal::Independent,
        own_visits: 0,
        basis: stage.basis.clone(),
        profile: ProfileIx(0),
    })
}

fn step_scope(
    lowering: &Lowering<'_>,
    numbered: &Numbered,
    at: usize,
    (step, guard): (DraftIx, GuardIx),
) -> Option<Scope> {
    let item = lowering.linked.items.get(at)?;
    let node = numbered.at(step);
    Some(Scope {
        name: numbered.nodes.get(node.index())?.name.clone(),
        kind: ScopeKind::Step,
        parent: Some(lowering.scope_of(at)),
        code: String::new(),
        terms: Vec::new(),
        item_kind: String::new(),
        department: item.department.map(|d| DepartmentIx(narrow(d))),
        guard,
        entry: node,
        exit: node,
        needs: Vec::new(),
        produces: Vec::new(),
        fields: Vec::new(),
        on_refusal: OnRefusal::Independent,
        own_visits: 0,
        basis: Vec::new(),
        profile: ProfileIx(0),
    })
}

fn joint_scope(lowering: &Lowering<'_>, numbered: &Numbered, at: usize, joint: &Joint) -> Scope {
    let node = numbered.at(lowering.joint.get(at).copied().unwrap_or(lowering.intake));
    Scope {
        name: joint.name.value.clone(),
        kind: ScopeKind::Joint,
        parent: Some(lowering.stage_scope_of(joint.stage)),
        code: String::new(),
        terms: Vec::new(),
        item_kind: String::new(),
        department: joint.lead.map(|d| DepartmentIx(narrow(d))),
        guard: lowering.joint_guards.get(at).copied().unwrap_or(ALWAYS),
        entry: node,
        exit: numbered.at(lowering.joint_ends.get(at).copied().unwrap_or(lowering.intake)),
        needs: Vec::new(),
        produces: Vec::new(),
        fields: Vec::new(),
        on_refusal: OnRefusal::Independent,
        own_visits: 0,
        basis: joint.basis.clone(),
        profile: ProfileIx(0),
    }
}

/// Promised and former figures with the places of the promised ones.
pub struct FigureRows {
    /// 承诺.
    pub promises: Vec<Promise>,
    /// Where each stands.
    pub places: Vec<Place>,
    /// 改革前.
    pub baseline: Vec<Baseline>,
}

/// Reads 承诺 and 改革前: the figures, then 时限 between two moments.
pub fn figures(linked: &Linked, limits: &LimitRows) -> FigureRows {
    let row = limits.limits.iter().position(|limit| limit.kind == LimitKind::Bundle);
    let row = row.map(|row| LimitIx(narrow(row)));
    let row_of = |metric| row.filter(|_| metric == Metric::Time);
    let promised = linked.promise.iter().flat_map(figure_rows);
    let with_rounds = linked.promise.as_ref().is_some_and(|figures| figures.with_rounds.is_some());
    let (mut promises, mut places): (Vec<Promise>, Vec<Place>) = promised
        .map(|(metric, limit, unit, place)| {
            let rounds = metric == Metric::Time && with_rounds;
            (Promise { metric, limit, unit, row: row_of(metric), rounds }, place)
        })
        .unzip();
    for (between, (row, _)) in linked.between.iter().zip(&limits.between) {
        if between.row.promised {
            let Amount { amount, unit, .. } = between.row.limit.value;
            let (metric, row) = (Metric::Time, Some(*row));
            promises.push(Promise { metric, limit: amount, unit: Some(unit), row, rounds: false });
            places.push(between.row.limit.place);
        }
    }
    let baseline = crate::law::baseline::of(linked);
    FigureRows { promises, places, baseline }
}

/// Metric, value, unit of a 时限, place.
pub type FigureRow = (Metric, u32, Option<lianban_runtime::time::Unit>, Place);

/// Figures as rows, by metric.
pub fn figure_rows(figures: &Figures) -> Vec<FigureRow> {
    let time = figures.time.iter().map(|t| (Metric::Time, t.value.amount, Some(t.value.unit), t.place));
    let counts = figures.counts.iter().map(|(metric, n)| (*metric, n.value, None, n.place));
    let mut rows: Vec<FigureRow> = time.chain(counts).collect();
    rows.sort_by_key(|row| row.0);
    rows
}

/// The questions that 令 does not settle: those of the plan.
fn asked<'a>(lowering: &'a Lowering<'_>) -> impl Iterator<Item = &'a crate::names::surface::Question> {
    let open = |(at, _): &(usize, &crate::names::surface::Question)| !lowering.settled.contains_key(at);
    lowering.linked.questions.iter().enumerate().filter(open).map(|(_, question)| question)
}

/// Where every row stands.
pub fn places(
    lowering: &Lowering<'_>,
    numbered: &Numbered,
    limits: &LimitRows,
    promises: Vec<Place>,
) -> Places {
    let linked = lowering.linked;
    let inner = linked.order.iter().filter_map(|declared| match *declared {
        Declared::Item(at) => linked.items.get(at).map(|i| i.name.place),
        Declared::Joint(at) => linked.joints.get(at).map(|j| j.name.place),
        Declared::Stage(at) => linked.stages.get(at).map(|s| s.name.place),
        Declared::Step(at, step) => Some(linked.items.get(at)?.steps.get(step)?.name.place),
        Declared::Preview(at) => linked.items.get(at)?.start.as_ref().map(|start| start.place),
    });
    Places {
        docs: linked.doc_places.clone(),
        scopes: std::iter::once(linked.name.place).chain(inner).collect(),
        nodes: numbered.places.clone(),
        materials: linked.materials.iter().map(|m| m.name.place).collect(),
        validities: linked
            .materials
            .iter()
            .map(|m| m.paper.validity.as_ref().map_or(m.name.place, |validity| validity.place))
            .collect(),
        questions: asked(lowering).map(|q| q.name.place).collect(),
        departments: linked.departments.iter().map(|d| d.name.place).collect(),
        limits: limits.places.clone(),
        between: limits.between.iter().map(|(row, place)| (row.index(), *place)).collect(),
        promises,
    }
}

/// Doc comments of every row.
pub fn docs(lowering: &Lowering<'_>) -> Docs {
    let linked = lowering.linked;
    let inner = linked.order.iter().filter_map(|declared| match *declared {
        Declared::Item(at) => linked.items.get(at).map(|i| i.docs.clone()),
        Declared::Joint(at) => linked.joints.get(at).map(|j| j.docs.clone()),
        Declared::Stage(at) => linked.stages.get(at).map(|s| s.docs.clone()),
        Declared::Step(at, step) => Some(linked.items.get(at)?.steps.get(step)?.docs.clone()),
        Declared::Preview(_) => Some(Vec::new()),
    });
    Docs {
        scopes: std::iter::once(linked.docs.clone()).chain(inner).collect(),
        materials: linked.materials.iter().map(|m| m.docs.clone()).collect(),
        questions: asked(lowering).map(|q| q.docs.clone()).collect(),
        departments: linked.departments.iter().map(|d| d.docs.clone()).collect(),
    }
}
