//! Clock stops of a case: 补正, 特别程序, 中止 (rules T5, T8, F5).

use super::Level;
use crate::plan::{ProcedureIx, ScopeIx};
use crate::time::{Instant, Stop};
use serde::{Deserialize, Serialize};

/// Why a clock may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StopKind {
    /// 补正: the days belong to the applicant (rule T8).
    Correction,
    /// 特别程序. One that counts (计入时限) is recorded too, but stops nothing.
    Procedure(ProcedureIx),
    /// 中止 by the authority.
    Suspension,
    /// 整改 that is 不计入时限: of a joint action or step; the items that wait for it are the other scopes.
    Rework,
}

/// The limit of a procedure that an event began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Due instant of the procedure itself.
    pub due: Instant,
    /// Level of the procedure; only rises.
    pub level: Level,
    /// The instant after which it is overdue; none once it is, or while it is suspended.
    pub(crate) alarm: Option<Instant>,
}

/// A stretch during which clocks may stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopRecord {
    /// Why.
    pub kind: StopKind,
    /// The item, or the bundle, whose acceptance is undone, in which the procedure takes place, or which is suspended.
    pub scope: ScopeIx,
    /// Receipt or the predecessor's notice, for a correction; else its beginning.
    pub from: Instant,
    /// Its end: for a correction the arrival of the last paper; none while it lasts.
    pub to: Option<Instant>,
    /// Other scopes that wait for this one at a joint action (rule F4).
    pub also: Vec<ScopeIx>,
    /// Its own limit; none if it has none, or if a limit of the ledger keeps it (planned procedures).
    pub watch: Option<Watch>,
    /// 依据 of a 中止; empty otherwise.
    pub basis: String,
}

impl StopRecord {
    /// As an interval for the calendar; none while it lasts.
    #[must_use]
    pub fn closed(&self) -> Option<Stop> {
        self.to.map(|to| Stop { from: self.from, to })
    }

    /// Whether it lasts.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.to.is_none()
    }
}
