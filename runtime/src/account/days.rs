//! The day ledger: every calendar day that a case has lasted has exactly one owner, and the parts add up
//! (`docs/decisions/0018-three-clocks.md`).
//!
//! The day of the submission is not counted, the day of the end is. What runs from day s to day r owns days in (s, r], as
//! a stop does (rule T5). The first row that fits decides:
//!
//! | # | on that day | owner |
//! |---|---|---|
//! | 1 | it is no working day | 休息日, whoever works |
//! | 2 | a stop holds the promise of the case: 中止, then 补正, then a 特别程序 that the promise does not count; those of the whole case before those of an item, then the one that began first | 不计, the applicant, whoever carries the procedure |
//! | 3 | work is open: of several, what 办结 waits for the longest (`critical.rs`) | the department; 整改 the applicant; a 特别程序 that counts, whoever carries it |
//! | 4 | nothing is open but papers that are owed (容缺) | the applicant |
//! | 5 | an item is accepted and not decided, and what was done in it has been undone (退回) | its department |
//! | 6 | nothing else | the department of the intake |

use super::Reading;
use super::critical::Works;
use crate::case::{StopKind, StopRecord};
use crate::plan::{LimitKind, NodeIx, ScopeIx};
use crate::time::{CalendarError, Date, Stop};
use serde::{Deserialize, Serialize};

/// Whose a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Owner {
    /// 休息日: no working day.
    #[serde(rename = "休息日")]
    Holiday,
    /// 申请人.
    #[serde(rename = "申请人")]
    Applicant,
    /// A department.
    #[serde(rename = "部门")]
    Department,
    /// Whoever carries a 特别程序: experts, a testing body, the public.
    #[serde(rename = "第三方")]
    ThirdParty,
    /// 不计: nobody's, while it is suspended.
    #[serde(rename = "不计")]
    Excluded,
}

impl Owner {
    /// Chinese and English.
    #[must_use]
    pub const fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Holiday => ("休息日", "rest days"),
            Self::Applicant => ("申请人", "applicant"),
            Self::Department => ("部门", "department"),
            Self::ThirdParty => ("第三方", "third party"),
            Self::Excluded => ("不计", "not counted"),
        }
    }
}

/// Days in a row with one owner, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRow {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How many.
    pub days: u32,
    /// Whose.
    pub owner: Owner,
    /// Name of the department, or of the 特别程序; empty for the others, and where the plan names no department.
    pub name: String,
    /// What it was spent on: `食品经营许可·决定`, `补正 食品经营许可`; empty on rest days.
    pub on: String,
    /// The promise of the case does not count it: a stop holds it.
    pub clock_stands: bool,
}

/// So many days of one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyDays {
    /// Name; empty where the plan names no department.
    pub name: String,
    /// Days.
    pub days: u32,
}

/// How many days were whose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysByOwner {
    /// All days: the sum of the rest.
    pub total: u32,
    /// 休息日.
    pub holiday: u32,
    /// 申请人.
    pub applicant: u32,
    /// Each department, the one with the most days first.
    pub departments: Vec<PartyDays>,
    /// Each 特别程序 that others carry, likewise.
    pub third_parties: Vec<PartyDays>,
    /// 不计.
    pub excluded: u32,
}

/// The day ledger of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLedger {
    /// The sums.
    pub by_owner: DaysByOwner,
    /// In order of time.
    pub rows: Vec<DayRow>,
}

/// What a day is spent on, before it is known how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spent {
    pub(super) owner: Owner,
    pub(super) name: String,
    pub(super) on: String,
    pub(super) clock_stands: bool,
}

impl Reading<'_> {
    /// The day ledger, from the submission to the end or to now. Nothing before the submission.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the calendar lacks a day of those that were lived through.
    pub fn days(&self) -> Result<DayLedger, CalendarError> {
        let Some(submitted) = self.submitted() else { return Ok(DayLedger::default()) };
        let first = self.date_of(submitted);
        let last = self.date_of(self.ended().unwrap_or(self.now));
        let stops = self.stops_of_promise()?;
        let works = Works::new(self);
        let mut rows: Vec<DayRow> = Vec::new();
        let mut day = first;
        while let Some(next) = day.add_days(1).filter(|next| *next <= last) {
            day = next;
            let spent = self.spent(day, &stops, &works)?;
            match rows.last_mut() {
                Some(row) if row.is_of(&spent) => {
                    row.to = day;
                    row.days = row.days.saturating_add(1);
                }
                _ => rows.push(DayRow::new(day, spent)),
            }
        }
        Ok(DayLedger { by_owner: DaysByOwner::of(&rows), rows })
    }

    /// Whose one day is.
    fn spent(&self, day: Date, stops: &[(&StopRecord, Stop)], works: &Works) -> Result<Spent, CalendarError> {
        let own = |owner| Spent { owner, name: String::new(), on: String::new(), clock_stands: false };
        if !self.engine.calendar().is_working_day(day)? {
            return Ok(own(Owner::Holiday));
        }
        let holds =
            |(_, stop): &&(&StopRecord, Stop)| self.date_of(stop.from) < day && day <= self.date_of(stop.to);
        if let Some((record, _)) = stops.iter().find(holds) {
            return Ok(self.spent_in_stop(record));
        }
        if let Some(spent) = works.on(self, day)? {
            return Ok(spent);
        }
        let intake = self.engine.node(NodeIx(0));
        let name = self.department_at(NodeIx(0)).to_owned();
        Ok(Spent { name, on: intake.name.clone(), ..own(Owner::Department) })
    }

    /// The stops that hold the promise of the case, the first one decides. A case without a promise is held by 中止 and 补正.
    fn stops_of_promise(&self) -> Result<Vec<(&StopRecord, Stop)>, CalendarError> {
        let promise = self.limit_of(ScopeIx(0), LimitKind::Bundle);
        let until = self.ended().unwrap_or(self.now);
        let mut stops = Vec::new();
        for record in &self.state.stops {
            let stretch = match promise {
                Some(limit) => self.stretch_until(record, limit, until)?,
                None => {
                    let holds = matches!(record.kind, StopKind::Suspension | StopKind::Correction);
                    let to = record.to.unwrap_or(until);
                    holds.then_some(Stop { from: record.from, to })
                }
            };
            stops.extend(stretch.map(|stop| (record, stop)));
        }
        let order = |kind: StopKind| match kind {
            StopKind::Suspension => 0,
            StopKind::Correction => 1,
            StopKind::Procedure(_) | StopKind::Rework => 2,
        };
        stops.sort_by_key(|(record, stop)| (record.scope != ScopeIx(0), order(record.kind), stop.from));
        Ok(stops)
    }

    fn spent_in_stop(&self, stop: &StopRecord) -> Spent {
        let (owner, name) = match stop.kind {
            StopKind::Suspension => (Owner::Excluded, String::new()),
            StopKind::Correction | StopKind::Rework => (Owner::Applicant, String::new()),
            StopKind::Procedure(_) => (Owner::ThirdParty, self.stop_in_words(stop).to_owned()),
        };
        let on = format!("{} {}", self.stop_in_words(stop), self.engine.scope(stop.scope).name);
        Spent { owner, name, on, clock_stands: true }
    }
}

impl DayRow {
    fn new(day: Date, spent: Spent) -> Self {
        let Spent { owner, name, on, clock_stands } = spent;
        Self { from: day, to: day, days: 1, owner, name, on, clock_stands }
    }

    fn is_of(&self, spent: &Spent) -> bool {
        (self.owner, self.clock_stands) == (spent.owner, spent.clock_stands)
            && self.name == spent.name
            && self.on == spent.on
    }
}

impl DaysByOwner {
    fn of(rows: &[DayRow]) -> Self {
        let mut sums = Self::default();
        for row in rows {
            sums.total = sums.total.saturating_add(row.days);
            let slot = match row.owner {
                Owner::Holiday => &mut sums.holiday,
                Owner::Applicant => &mut sums.applicant,
                Owner::Excluded => &mut sums.excluded,
                Owner::Department => party(&mut sums.departments, &row.name),
                Owner::ThirdParty => party(&mut sums.third_parties, &row.name),
            };
            *slot = slot.saturating_add(row.days);
        }
        for parties in [&mut sums.departments, &mut sums.third_parties] {
            parties.sort_by(|a, b| b.days.cmp(&a.days).then_with(|| a.name.cmp(&b.name)));
        }
        sums
    }
}

fn party<'p>(parties: &'p mut Vec<PartyDays>, name: &str) -> &'p mut u32 {
    let at = parties.iter().position(|party| party.name == name).unwrap_or(parties.len());
    if at == parties.len() {
        parties.push(PartyDays { name: name.to_owned(), days: 0 });
    }
    #[expect(clippy::indexing_slicing, reason = "found, or pushed just now")]
    &mut parties[at].days
}
