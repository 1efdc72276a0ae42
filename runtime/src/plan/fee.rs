//! 收费: what the applicant pays for an item, and the sum of it in a 情形.

use super::{GuardIx, Plan, ScopeIx};
use serde::{Deserialize, Serialize};

/// A fee of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Its name, e.g. `登记费`.
    pub name: String,
    /// How much, in whole 元.
    pub yuan: u32,
    /// The item.
    pub scope: ScopeIx,
    /// 当: charged only where this holds.
    pub guard: GuardIx,
    /// 依据: what it is charged under, as written.
    pub basis: Vec<String>,
}

impl Plan {
    /// The fees that are charged: those of the items that apply. `holds` tells which conditions do, by the position of
    /// the fee.
    pub fn fees_charged<'a, 'b>(
        &'a self,
        applies: &'b dyn Fn(ScopeIx) -> bool,
        holds: &'b dyn Fn(usize, GuardIx) -> bool,
    ) -> impl Iterator<Item = &'a Fee> {
        let charged = move |(row, fee): &(usize, &Fee)| applies(fee.scope) && holds(*row, fee.guard);
        self.fees.iter().enumerate().filter(charged).map(|(_, fee)| fee)
    }
}

/// The sum of fees, in 元.
#[must_use]
pub fn sum<'a>(fees: impl Iterator<Item = &'a Fee>) -> u32 {
    fees.fold(0, |sum, fee| sum.saturating_add(fee.yuan))
}
