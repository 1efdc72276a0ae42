//! 版本升级 (rule D4): a running case moves to another plan by an explicit, checked event (decision 0022).
//!
//! What a case has is carried over by what things are called: scopes, nodes, limits, materials, questions, procedures,
//! people. What has ended stays ended, what runs keeps its beginning, its stops and its extension, and is due by the new
//! plan. Where that cannot be, the case stays where it is, and the report says why; where the applicant would be worse
//! off, it takes the applicant's consent.

mod answers;
mod apply;
mod carry;
mod flow;
mod hands;
mod limits;
mod mapping;
mod owed;
mod rename;
mod report;
#[cfg(test)]
mod tests;
mod words;

pub use apply::Migrated;
pub use rename::{Rename, Renamed};
pub use report::{Burden, Migration, MigrationVerdict, Moved, Obstacle, Worse, WorseKind};
