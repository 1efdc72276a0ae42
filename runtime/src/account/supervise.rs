//! 督办 (as 13710 systems take it): who is late, by how much, warned when, and what follows; and clock stops that an
//! inspector wants to see: repeated, longer than told, not told in writing, without a basis.

use super::{LedgerRow, LimitStand, Reading, Side};
use crate::case::{Effect, EffectKind, Level, StopKind, StopRecord};
use crate::plan::{LimitIx, ProcedureIx, ScopeIx};
use crate::time::{CalendarError, CountUnit, Instant};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What follows when a department is late for the n-th time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// From the how many-th time on.
    pub from: u32,
    /// `约谈`, `问责` …
    pub what: String,
}

impl Measure {
    /// 泰州 2022: 约谈 the first time; the second time the case goes to the 效能办, which decides on 问责.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        vec![Self { from: 1, what: "约谈".to_owned() }, Self { from: 2, what: "移送效能办问责".to_owned() }]
    }
}

/// A level, and when it was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// `预警`, `黄牌`, `红牌`.
    pub level: String,
    /// When; absent where the effects of the case do not tell.
    pub at: Option<Instant>,
}

/// A limit of the authority that is late, was missed, or has been warned about and runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisedLimit {
    /// The case, as its host calls it.
    pub case: String,
    /// Name of the bundle.
    pub bundle: String,
    /// Who is to answer for it; empty if the plan names nobody.
    pub department: String,
    /// The stage, item, step, joint action or bundle.
    pub scope: String,
    /// Kind of the limit: step, item, stage, bundle and 特别程序 alike.
    pub limit: String,
    /// 依据.
    pub basis: String,
    /// Where it stands.
    pub state: LimitStand,
    /// When it began.
    pub from: Option<Instant>,
    /// When it was due.
    pub due: Option<Instant>,
    /// By how much it is late; 0 if it is not.
    pub late_by: i64,
    /// In what that is counted.
    pub counted_in: CountUnit,
    /// The calendar lacks a day: it is late, and by how much is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_error: Option<String>,
    /// Level reached.
    pub level: String,
    /// The levels it went through.
    pub warned: Vec<Warning>,
    /// The how many-th time its department is late, over all cases looked at together; 0 if it is not late. The limits of one
    /// scope of a case count once.
    pub times: u32,
    /// What follows; absent if nothing does.
    pub measure: Option<String>,
}

/// What is wrong with a clock stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StopFinding {
    /// The same once more in the same item.
    #[serde(rename = "重复")]
    Repeated,
    /// It overlaps another one of the same item.
    #[serde(rename = "重叠")]
    Overlaps,
    /// It lasts, or lasted, longer than its own limit.
    #[serde(rename = "超期")]
    TooLong,
    /// The applicant is not told in writing how long it takes.
    #[serde(rename = "未书面告知")]
    NotTold,
    /// The bundle cites no 依据 for it.
    #[serde(rename = "无依据")]
    NoBasis,
}

impl StopFinding {
    /// The word.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Repeated => "重复",
            Self::Overlaps => "重叠",
            Self::TooLong => "超期",
            Self::NotTold => "未书面告知",
            Self::NoBasis => "无依据",
        }
    }
}

/// A clock stop with something wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupervisedStop {
    /// The case, as its host calls it.
    pub case: String,
    /// Name of the bundle.
    pub bundle: String,
    /// Whose item it is.
    pub department: String,
    /// The item, or the bundle.
    pub scope: String,
    /// `中止`, or the name of the 特别程序.
    pub kind: String,
    /// 依据 of the procedure.
    pub basis: String,
    /// Its beginning.
    pub from: Instant,
    /// Its end; absent while it lasts.
    pub to: Option<Instant>,
    /// Working days so far; absent if the calendar lacks a day.
    pub working_days: Option<u32>,
    /// What is wrong.
    pub findings: Vec<StopFinding>,
}

/// What an inspector looks at, of one case or of many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supervised {
    /// Limits.
    pub limits: Vec<SupervisedLimit>,
    /// Clock stops.
    pub stops: Vec<SupervisedStop>,
}

impl Supervised {
    /// Adds another case.
    pub fn extend(&mut self, other: Self) {
        self.limits.extend(other.limits);
        self.stops.extend(other.stops);
    }

    /// Counts how often each department is late, in the order in which its limits were due, and says what follows by this
    /// table: the row with the greatest number not above the count. Sorts the rows: departments, then what is late, the
    /// earliest due first.
    pub fn take_measures(&mut self, table: &[Measure]) {
        self.limits.sort_by(|a, b| {
            let key = |row: &SupervisedLimit| (row.department.clone(), row.late_by == 0, row.due);
            key(a)
                .cmp(&key(b))
                .then_with(|| (&a.case, &a.scope, &a.limit).cmp(&(&b.case, &b.scope, &b.limit)))
        });
        let mut seen: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        for row in self.limits.iter_mut().filter(|row| row.late_by > 0) {
            let times = seen.entry(row.department.clone()).or_default();
            times.insert((row.case.clone(), row.scope.clone()));
            row.times = u32::try_from(times.len()).unwrap_or(u32::MAX);
            let measure = table.iter().filter(|measure| measure.from <= row.times).max_by_key(|m| m.from);
            row.measure = measure.map(|measure| measure.what.clone());
        }
        self.stops.sort_by(|a, b| (&a.department, a.from, &a.case).cmp(&(&b.department, b.from, &b.case)));
    }
}

/// When each limit, and each 特别程序 of an item, reached which level.
#[derive(Default)]
struct Raised {
    limits: BTreeMap<LimitIx, Vec<(Level, Instant)>>,
    procedures: BTreeMap<(ScopeIx, ProcedureIx), Vec<(Level, Instant)>>,
}

impl Raised {
    fn of<'a>(effects: impl Iterator<Item = &'a Effect>) -> Self {
        let mut raised = Self::default();
        for effect in effects {
            match effect.kind {
                EffectKind::LevelRaised { limit, level } => {
                    raised.limits.entry(limit).or_default().push((level, effect.at));
                }
                EffectKind::ProcedureLevel { procedure, scope, level } => {
                    raised.procedures.entry((scope, procedure)).or_default().push((level, effect.at));
                }
                _ => {}
            }
        }
        raised
    }
}

/// The levels in words; without effects, only the one reached.
fn warnings(told: Option<&Vec<(Level, Instant)>>, reached: &str) -> Vec<Warning> {
    let word = |level: Level| level.in_words().to_owned();
    let mut warned: Vec<Warning> = told
        .into_iter()
        .flatten()
        .map(|(level, at)| Warning { level: word(*level), at: Some(*at) })
        .collect();
    let known = warned.iter().any(|warning| warning.level == reached);
    if !known && reached != Level::Normal.in_words() {
        warned.push(Warning { level: reached.to_owned(), at: None });
    }
    warned
}

impl Reading<'_> {
    /// What an inspector looks at. `effects` are those of all steps of the case so far, which tell when levels were reached; a
    /// host that has none gives none.
    #[must_use]
    pub fn supervised(&self, case: &str, effects: &[Effect]) -> Supervised {
        let raised = Raised::of(effects.iter().chain(&self.fallen_due));
        let limits = self.limit_indices().map(|limit| (self.ledger_row(limit), raised.limits.get(&limit)));
        let watched = self.state.stops.iter().filter_map(|stop| {
            let StopKind::Procedure(at) = stop.kind else { return None };
            Some((self.watch_row(stop)?, raised.procedures.get(&(stop.scope, at))))
        });
        let limits = limits.chain(watched).filter(|(row, _)| wanted(row));
        let stops = self.state.stops.iter().enumerate();
        Supervised {
            limits: limits.map(|(row, told)| self.supervised_limit(case, row, told)).collect(),
            stops: stops.filter_map(|(row, stop)| self.supervised_stop(case, row, stop)).collect(),
        }
    }

    fn supervised_limit(
        &self,
        case: &str,
        row: LedgerRow,
        told: Option<&Vec<(Level, Instant)>>,
    ) -> SupervisedLimit {
        SupervisedLimit {
            case: case.to_owned(),
            bundle: self.engine.plan().name.clone(),
            warned: warnings(told, &row.level),
            department: row.department,
            scope: row.scope,
            limit: row.kind,
            basis: row.basis,
            state: row.state,
            from: row.from,
            due: row.due,
            late_by: row.late_by,
            counted_in: row.counted_in,
            calendar_error: row.calendar_error,
            level: row.level,
            times: 0,
            measure: None,
        }
    }

    /// A clock stop of the authority with something wrong; what the applicant takes his time with is none.
    fn supervised_stop(&self, case: &str, row: usize, stop: &StopRecord) -> Option<SupervisedStop> {
        let procedure = match stop.kind {
            StopKind::Correction | StopKind::Rework => return None,
            StopKind::Suspension => None,
            StopKind::Procedure(at) => Some(self.engine.procedure(at)?),
        };
        let until = stop.to.unwrap_or(self.now);
        let before = self.state.stops.iter().take(row).filter(|other| other.scope == stop.scope);
        let mut findings = Vec::new();
        if before.clone().any(|other| other.kind == stop.kind) {
            findings.push(StopFinding::Repeated);
        }
        let ends = |other: &StopRecord| other.to.unwrap_or(self.now);
        let by_authority =
            |other: &&StopRecord| !matches!(other.kind, StopKind::Correction | StopKind::Rework);
        if before.clone().filter(by_authority).any(|other| other.from < until && stop.from < ends(other)) {
            findings.push(StopFinding::Overlaps);
        }
        if let Some(procedure) = procedure.filter(|procedure| procedure.stops) {
            if stop.watch.is_some_and(|watch| watch.due < until) {
                findings.push(StopFinding::TooLong);
            }
            if !procedure.told {
                findings.push(StopFinding::NotTold);
            }
            if procedure.basis.trim().is_empty() {
                findings.push(StopFinding::NoBasis);
            }
        }
        let days = || -> Result<u32, CalendarError> {
            self.engine.calendar().working_days_between(self.date_of(stop.from), self.date_of(until))
        };
        (!findings.is_empty()).then(|| SupervisedStop {
            case: case.to_owned(),
            bundle: self.engine.plan().name.clone(),
            department: self.department_of(stop.scope).to_owned(),
            scope: self.engine.scope(stop.scope).name.clone(),
            kind: self.stop_in_words(stop).to_owned(),
            basis: procedure.map(|procedure| procedure.basis.clone()).unwrap_or_default(),
            from: stop.from,
            to: stop.to,
            working_days: days().ok(),
            findings,
        })
    }
}

/// Late, missed, or warned about and running; of the authority.
fn wanted(row: &LedgerRow) -> bool {
    let warned = row.level != Level::Normal.in_words() && row.state.is_open();
    row.duty == Side::Authority && (row.late_by > 0 || warned)
}
