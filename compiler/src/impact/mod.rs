//! What changes from one plan to another: for the applicant, for the departments, for the promises. It knows the core
//! only, and every figure comes from the proof.

mod facets;
mod groups;
mod merged;
mod pairs;
mod side;
#[cfg(test)]
mod tests;

pub use groups::{Group, Groups, Range};

use crate::proof::{PathStep, Proof, Proved, Words};
use facets::{Reader, Row};
use lianban_runtime::plan::{Metric, Plan, ScopeKind};
use pairs::Renames;
use serde::Serialize;
use side::Names;
use std::collections::BTreeSet;

/// A property in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Which: `承办`, `承诺时限`, `来源` …
    pub what: String,
    /// What it says.
    pub value: String,
}

/// A property that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetChange {
    /// Which.
    pub what: String,
    /// Before; absent if it said nothing.
    pub before: Option<String>,
    /// After; absent if it says nothing any more.
    pub after: Option<String>,
}

/// A row that is in both plans and is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its name now.
    pub name: String,
    /// Its name before, if it was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renamed_from: Option<String>,
    /// What else is not the same.
    pub changes: Vec<FacetChange>,
}

/// A row that is in one plan only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// What it says.
    pub facets: Vec<Facet>,
}

/// The rows of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// In the new plan only.
    pub added: Vec<String>,
    /// In the old plan only.
    pub removed: Vec<String>,
    /// In both, and not the same.
    pub changed: Vec<Changed>,
    /// What the added and the removed rows say, in this order.
    pub told: Vec<Told>,
}

impl Rows {
    /// Nothing of this kind has changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// A promise before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromiseChange {
    /// `时限`, `材料` …
    pub metric: &'static str,
    /// The stage whose limit this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// `从 A 到 B`: the first moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The second moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Unit of the figures.
    pub unit: &'static str,
    /// Before; absent if nothing was said of it.
    pub before: Option<Standing>,
    /// After; absent if nothing is said of it.
    pub after: Option<Standing>,
    /// What became of it.
    pub verdict: Verdict,
}

/// A promise as one plan makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// What is promised; absent for a figure that is not promised.
    pub limit: Option<u32>,
    /// The worst case.
    pub worst: u32,
    /// limit − worst.
    pub slack: Option<i64>,
    /// Whether it is kept.
    pub holds: Option<bool>,
    /// False past the budget of the proof.
    pub decided: bool,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// As before.
    #[serde(rename = "不变")]
    Same,
    /// It is new.
    #[serde(rename = "新增")]
    New,
    /// It is not made any more.
    #[serde(rename = "取消")]
    Gone,
    /// It was kept and is broken now.
    #[serde(rename = "不再成立")]
    Broken,
    /// It was broken and is kept now.
    #[serde(rename = "现在成立")]
    Mended,
    /// The promise, or what is behind it, is another.
    #[serde(rename = "改变")]
    Moved,
}

/// A figure of the whole bundle in its worst case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// Before.
    pub before: Option<u32>,
    /// After.
    pub after: Option<u32>,
    /// Unit.
    pub unit: &'static str,
    /// The answers of the worst case after the change.
    pub answers: Words,
}

/// The critical path of the worst case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PathChange {
    /// Before.
    pub before: Vec<PathStep>,
    /// After.
    pub after: Vec<PathStep>,
    /// They are not the same.
    pub changed: bool,
}

/// What the applicants of one 情形 have to reckon with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Figures {
    /// Worst time to 办结.
    pub days: u32,
    /// `工作日`, `日`.
    pub unit: String,
    /// 材料.
    pub materials: u32,
    /// 跑动.
    pub trips: u32,
    /// 踏勘.
    pub site_visits: u32,
    /// 收费, in 元.
    pub fees: u32,
}

impl Figures {
    /// The figures alone: days, 材料, 跑动, 踏勘, 收费.
    const fn counts(&self) -> [u32; 5] {
        [self.days, self.materials, self.trips, self.site_visits, self.fees]
    }

    /// Both together, figure by figure; they have the same unit.
    fn each(self, other: &Self, of: fn(u32, u32) -> u32) -> Self {
        Self {
            days: of(self.days, other.days),
            unit: self.unit,
            materials: of(self.materials, other.materials),
            trips: of(self.trips, other.trips),
            site_visits: of(self.site_visits, other.site_visits),
            fees: of(self.fees, other.fees),
        }
    }
}

/// Everything that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// Name of the new bundle.
    pub bundle: String,
    /// 适用 of the new bundle.
    pub region: String,
    /// Content hash of the old plan.
    pub old_plan: String,
    /// Content hash of the new one.
    pub new_plan: String,
    /// The promises, and the figures that are not promised.
    pub promises: Vec<PromiseChange>,
    /// The bundle's own rows.
    pub head: Vec<FacetChange>,
    /// 事项.
    pub items: Rows,
    /// 联合.
    pub joints: Rows,
    /// 阶段.
    pub stages: Rows,
    /// 材料.
    pub materials: Rows,
    /// 情形.
    pub questions: Rows,
    /// 部门.
    pub departments: Rows,
    /// 特别程序.
    pub procedures: Rows,
    /// 字段.
    pub fields: Rows,
    /// 时限.
    pub days: FigureChange,
    /// 跑动.
    pub trips: FigureChange,
    /// 踏勘.
    pub site_visits: FigureChange,
    /// 材料, counted.
    pub burden: FigureChange,
    /// 收费.
    pub fees: FigureChange,
    /// The way that decides the 时限.
    pub critical_path: PathChange,
    /// For whom what changes.
    pub groups: Groups,
}

impl Impact {
    /// Nothing changes for anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.old_plan == self.new_plan
    }

    /// A promise that was kept is broken, or a new one is.
    #[must_use]
    pub fn breaks_a_promise(&self) -> bool {
        self.promises.iter().any(|promise| {
            let broken = promise.after.as_ref().is_some_and(|after| after.holds == Some(false));
            broken && promise.before.as_ref().is_none_or(|before| before.holds != Some(false))
        })
    }
}

/// The old plan by the names of the new one, its nodes too: what is one row in both has one name in both. For drawings;
/// nothing may run on it.
#[must_use]
pub fn by_new_names(old: &Plan, new: &Plan) -> Plan {
    Names::between(old, new).applied_to_nodes(old)
}

/// Compares two plans with their proofs.
#[must_use]
pub fn compare((old, old_proof): (&Plan, &Proof), (new, new_proof): (&Plan, &Proof)) -> Impact {
    let names = Names::between(old, new);
    let called = names.applied_to(old);
    let (was, then, is) = (Reader::new(old), Reader::new(&called), Reader::new(new));
    let scopes = |kind| rows((was.scopes(kind), then.scopes(kind)), is.scopes(kind), &names.scopes);
    let figure = |metric| figure(old_proof.of(metric), new_proof.of(metric));
    let path = |proof: &Proof| proof.of(Metric::Time).map(|time| time.path.clone()).unwrap_or_default();
    let (before, after) = (path(old_proof), path(new_proof));
    Impact {
        bundle: new.name.clone(),
        region: new.region.clone(),
        old_plan: old.hash_text(),
        new_plan: new.hash_text(),
        promises: promises(old_proof, new_proof, &names.scopes),
        head: changes(Some(&then.bundle()), &was.bundle(), &is.bundle()),
        items: scopes(ScopeKind::Item),
        joints: scopes(ScopeKind::Joint),
        stages: scopes(ScopeKind::Stage),
        materials: rows((was.materials(), then.materials()), is.materials(), &names.materials),
        questions: rows((was.questions(), then.questions()), is.questions(), &names.questions),
        departments: rows((was.departments(), then.departments()), is.departments(), &names.departments),
        procedures: rows((was.procedures(), then.procedures()), is.procedures(), &names.procedures),
        fields: rows((was.fields(), then.fields()), is.fields(), &names.fields),
        days: figure(Metric::Time),
        trips: figure(Metric::Trips),
        site_visits: figure(Metric::SiteVisits),
        burden: figure(Metric::Materials),
        fees: figure(Metric::Fees),
        critical_path: PathChange { changed: before != after, before, after },
        groups: groups::groups(&called, new),
    }
}

/// `old` as written and by the names of the new plan, row for row.
fn rows((old, called): (Vec<Row>, Vec<Row>), new: Vec<Row>, renames: &Renames) -> Rows {
    let mut found = Rows::default();
    let mut gone = Vec::new();
    for (was, then) in old.iter().zip(&called) {
        let Some(is) = new.iter().find(|row| row.name == then.name) else {
            found.removed.push(was.name.clone());
            gone.push(Told { name: was.name.clone(), facets: was.facets.clone() });
            continue;
        };
        let changes = changes(Some(then), was, is);
        let renamed_from = renames.contains_key(&was.name).then(|| was.name.clone());
        if !changes.is_empty() || renamed_from.is_some() {
            found.changed.push(Changed { name: is.name.clone(), renamed_from, changes });
        }
    }
    let known: BTreeSet<&str> = called.iter().map(|row| row.name.as_str()).collect();
    for row in new.iter().filter(|row| !known.contains(row.name.as_str())) {
        found.added.push(row.name.clone());
        found.told.push(Told { name: row.name.clone(), facets: row.facets.clone() });
    }
    found.told.append(&mut gone);
    found
}

/// The properties that are not the same. `then` is `was` by the names of the new plan: what differs in names only has not
/// changed, and what has changed is told as it was written.
fn changes(then: Option<&Row>, was: &Row, is: &Row) -> Vec<FacetChange> {
    let compared = then.unwrap_or(was);
    let whats: Vec<&str> = {
        let mut seen = BTreeSet::new();
        let all = is.facets.iter().chain(&compared.facets).map(|facet| facet.what.as_str());
        all.filter(|what| seen.insert(*what)).collect()
    };
    let all = |row: &Row, what: &str| -> Option<String> {
        let found: Vec<&str> =
            row.facets.iter().filter(|facet| facet.what == what).map(|facet| facet.value.as_str()).collect();
        (!found.is_empty()).then(|| found.join("；"))
    };
    let differs = whats.into_iter().filter(|what| all(compared, what) != all(is, what));
    differs
        .map(|what| FacetChange { what: what.to_owned(), before: all(was, what), after: all(is, what) })
        .collect()
}

fn figure(old: Option<&Proved>, new: Option<&Proved>) -> FigureChange {
    FigureChange {
        before: old.map(|proved| proved.worst),
        after: new.map(|proved| proved.worst),
        unit: new.or(old).map_or("", |proved| proved.unit),
        answers: new.map(|proved| proved.answers.clone()).unwrap_or_default(),
    }
}

/// Promises of one kind, about one stage, between the same moments, are one promise.
fn promises(old: &Proof, new: &Proof, renames: &Renames) -> Vec<PromiseChange> {
    let mut left: Vec<&Proved> = old.promises.iter().chain(&old.figures).collect();
    let mut found = Vec::new();
    for is in new.promises.iter().chain(&new.figures) {
        let key = |proved: &Proved, unit: bool| {
            let called = |name: &Option<String>| {
                name.as_ref().map(|name| renames.get(name).cloned().unwrap_or_else(|| name.clone()))
            };
            let unit = unit.then_some(proved.unit);
            (proved.metric, called(&proved.of), called(&proved.from), called(&proved.until), unit)
        };
        let now = |unit: bool| {
            (is.metric, is.of.clone(), is.from.clone(), is.until.clone(), unit.then_some(is.unit))
        };
        let same = |unit: bool| left.iter().position(|was| key(was, unit) == now(unit));
        let was = same(true).or_else(|| same(false)).map(|at| left.remove(at));
        found.push(promise(was, Some(is)));
    }
    found.extend(left.into_iter().map(|was| promise(Some(was), None)));
    found.into_iter().flatten().collect()
}

fn promise(old: Option<&Proved>, new: Option<&Proved>) -> Option<PromiseChange> {
    let shown = new.or(old)?;
    let standing = |proved: &Proved| Standing {
        limit: proved.limit,
        worst: proved.worst,
        slack: proved.slack,
        holds: proved.holds,
        decided: proved.decided,
    };
    let (before, after) = (old.map(standing), new.map(standing));
    let verdict = match (&before, &after) {
        (Some(was), Some(is)) if was == is && old.map(|o| o.unit) == new.map(|n| n.unit) => Verdict::Same,
        (Some(was), Some(is)) => match (was.holds, is.holds) {
            (Some(true) | None, Some(false)) => Verdict::Broken,
            (Some(false), Some(true)) => Verdict::Mended,
            _ => Verdict::Moved,
        },
        (None, _) => Verdict::New,
        (_, None) => Verdict::Gone,
    };
    Some(PromiseChange {
        metric: shown.metric,
        of: shown.of.clone(),
        from: shown.from.clone(),
        until: shown.until.clone(),
        unit: shown.unit,
        before,
        after,
        verdict,
    })
}
