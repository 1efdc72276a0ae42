//! 三个钟: what the law allows, what is promised, and what the applicant lives through.

use super::{LedgerRow, LimitStand, Reading};
use crate::case::{LimitPhase, ScopeOutcome};
use crate::plan::{LimitIx, LimitKind, ScopeIx};
use crate::time::{CalendarError, CountUnit, Instant};
use serde::{Deserialize, Serialize};

/// A clock that a limit keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Whose limit it is: the bundle, or an item.
    pub scope: String,
    /// Where it stands.
    pub state: LimitStand,
    /// When it began.
    pub from: Option<Instant>,
    /// When it is due ([`LedgerRow::due`]).
    pub due: Option<Instant>,
    /// In what the next three are counted.
    pub counted_in: CountUnit,
    /// The whole, extension included.
    pub total: Option<i64>,
    /// How much has run.
    pub consumed: Option<i64>,
    /// How much is left.
    pub remaining: Option<i64>,
    /// By how much it is late.
    pub late_by: i64,
    /// By how much stops moved it.
    pub stopped: i64,
    /// Level reached.
    pub level: String,
}

impl From<LedgerRow> for Clock {
    fn from(row: LedgerRow) -> Self {
        Self {
            scope: row.scope,
            state: row.state,
            from: row.from,
            due: row.due,
            counted_in: row.counted_in,
            total: row.total,
            consumed: row.consumed,
            remaining: row.remaining,
            late_by: row.late_by,
            stopped: row.stopped,
            level: row.level,
        }
    }
}

/// What the applicant lives through: by dates, the first one not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lived {
    /// 提交; of an item, when its papers were there: receipt, or the predecessor's notice.
    pub from: Instant,
    /// 办结, or the end by other means; of an item, its decision. Absent while it is open.
    pub to: Option<Instant>,
    /// Calendar days from the date of `from` to that of `to`, or to now.
    pub calendar_days: u32,
    /// Working days among them.
    pub working_days: u32,
}

/// The three clocks of the case, or of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// Name of the bundle or of the item.
    pub scope: String,
    /// 法定. Of the case, that of its items which is due first among those that run; if none runs, that which ended last.
    pub statutory: Option<Clock>,
    /// 承诺; absent if nothing is promised.
    pub promised: Option<Clock>,
    /// 实际; absent before it has begun.
    pub lived: Option<Lived>,
}

/// The three clocks of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClocks {
    /// Of the case as a whole.
    pub case: Clocks,
    /// Of each item that applies.
    pub items: Vec<Clocks>,
}

impl Reading<'_> {
    /// The three clocks of the case and of each item that applies.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the calendar lacks a day of those that were lived through.
    pub fn clocks(&self) -> Result<CaseClocks, CalendarError> {
        let applies = |item: &ScopeIx| self.state.scope(*item).outcome != ScopeOutcome::Skipped;
        let case = Clocks {
            scope: self.engine.scope(ScopeIx(0)).name.clone(),
            statutory: self.statutory_of_case(),
            promised: self.clock_of(ScopeIx(0), LimitKind::Bundle),
            lived: self.lived(self.submitted(), self.ended())?,
        };
        let items = self.items().filter(applies).map(|item| {
            let scope = self.engine.scope(item);
            Ok(Clocks {
                scope: scope.name.clone(),
                statutory: self.clock_of(item, LimitKind::Statutory),
                promised: self.clock_of(item, LimitKind::Promised),
                lived: self.lived(self.state.node(scope.entry).start, self.state.node(scope.exit).end)?,
            })
        });
        Ok(CaseClocks { case, items: items.collect::<Result<_, CalendarError>>()? })
    }

    /// From one moment to another, or to now.
    pub(super) fn lived(
        &self,
        from: Option<Instant>,
        to: Option<Instant>,
    ) -> Result<Option<Lived>, CalendarError> {
        let Some(from) = from else { return Ok(None) };
        let (first, last) = (self.date_of(from), self.date_of(to.unwrap_or(self.now)));
        let calendar_days = u32::try_from(last.days_since(first)).unwrap_or(0);
        let working_days = self.engine.calendar().working_days_between(first, last)?;
        Ok(Some(Lived { from, to, calendar_days, working_days }))
    }

    /// The limit of a scope of one kind.
    pub(super) fn limit_of(&self, scope: ScopeIx, kind: LimitKind) -> Option<LimitIx> {
        self.limit_indices().find(|limit| {
            let spec = self.engine.limit(*limit);
            spec.scope == scope && spec.kind == kind
        })
    }

    fn clock_of(&self, scope: ScopeIx, kind: LimitKind) -> Option<Clock> {
        self.limit_of(scope, kind).map(|limit| self.ledger_row(limit).into())
    }

    fn statutory_of_case(&self) -> Option<Clock> {
        let statutory = self.limit_indices().filter(|limit| {
            self.engine.limit(*limit).kind == LimitKind::Statutory && self.state.limit(*limit).from.is_some()
        });
        let (open, ended): (Vec<_>, Vec<_>) = statutory
            .map(|limit| (self.ledger_row(limit), limit))
            .partition(|(_, limit)| self.state.limit(*limit).phase == LimitPhase::Open);
        let until = |limit: LimitIx| self.state.node(self.engine.limit(limit).span.until.node).end;
        let first = open.into_iter().min_by_key(|(row, limit)| (row.due, *limit));
        let last = || ended.into_iter().max_by_key(|(_, limit)| (until(*limit), *limit));
        first.or_else(last).map(|(row, _)| row.into())
    }
}
