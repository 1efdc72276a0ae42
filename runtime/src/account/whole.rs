//! Everything that is read from a case, as one document.

use super::{CaseClocks, DayRow, DaysByOwner, LedgerRow, LifeCycle, Reading, Why};
use serde::{Deserialize, Serialize};

/// Everything that is read from a case at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Where the case and its items stand.
    pub life_cycle: LifeCycle,
    /// The three clocks; absent if the calendar lacks a day.
    pub clocks: Option<CaseClocks>,
    /// How many days were whose; absent if the calendar lacks a day.
    pub days_by_owner: Option<DaysByOwner>,
    /// Whose each day was; absent if the calendar lacks a day.
    pub days: Option<Vec<DayRow>>,
    /// The limits ledger.
    pub ledger: Vec<LedgerRow>,
    /// Why it stands where it stands.
    pub why: Why,
    /// What the calendar lacks, in words; absent if nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_error: Option<String>,
}

impl Reading<'_> {
    /// Everything.
    #[must_use]
    pub fn account(&self) -> Account {
        let (clocks, days) = (self.clocks(), self.days());
        let error = clocks.as_ref().err().or(days.as_ref().err()).map(|error| error.zh());
        let (by_owner, rows) = days.ok().map(|ledger| (ledger.by_owner, ledger.rows)).unzip();
        Account {
            life_cycle: self.life_cycle(),
            clocks: clocks.ok(),
            days_by_owner: by_owner,
            days: rows,
            ledger: self.ledger(),
            why: self.why(),
            calendar_error: error,
        }
    }
}
