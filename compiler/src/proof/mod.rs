//! Promises proved over all 情形 (rules S1–S3), on the core alone: this stage knows no word of the surface.
//!
//! The plan is a precedence network, so the worst case of one 情形 is a longest path. The 情形 are finite once every
//! question is cut into classes that no condition can tell apart. Where only working days matter the start day does
//! not (rule T2), and the path is integer arithmetic; elsewhere the case is played on the pinned calendar from every
//! start. Past its budget the proof reports bounds and never guesses.

mod beyond;
mod bounds;
mod classes;
mod clock;
mod count;
mod cuts;
mod exact;
mod explain;
mod figures;
mod findings;
mod goal;
mod graph;
mod groups;
mod margin;
#[doc(hidden)]
pub mod random_plans;
mod regions;
mod report;
mod run;
mod scenario;
mod schedule;
mod search;
mod span;
#[doc(hidden)]
pub mod testing;
#[cfg(test)]
mod tests;
mod validity;

pub use classes::{Cuts, conditions, spread};
pub use explain::{Explanation, Lateness, SideBySide, Step, explain};
pub use findings::Finding;
pub use graph::Applies;
pub use regions::{Regions, regions};
pub use report::{PathStep, Proof, Proved, Validity, Words, metric_name, unit_name};
pub use scenario::{Domains, Scenarios};
pub use schedule::{Planned, Schedule, schedule};
pub use search::{prove, prove_on};

use lianban_runtime::plan::{Answer, Plan};
use lianban_runtime::time::{CalendarError, Date};
use std::fmt;

/// How much the proof may compute before it gives bounds instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// 情形 looked at plus cases played; of very large plans each counts more.
    pub evaluations: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { evaluations: 2_000_000 }
    }
}

/// Why nothing could be proved. A broken promise is not an error here but a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// The plan's tables do not agree with each other.
    Malformed(String),
    /// The answers do not fit the questions.
    Answers,
    /// The calendar is invalid, or a case leaves its data (rule T1).
    Calendar(CalendarError),
    /// A path longer than 2³² working days.
    TooLong,
}

impl fmt::Display for ProofError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => write!(f, "the plan is inconsistent: {why}"),
            Self::Answers => f.write_str("the answers do not fit the questions"),
            Self::Calendar(why) => write!(f, "{why}"),
            Self::TooLong => f.write_str("a path is longer than can be counted"),
        }
    }
}

impl std::error::Error for ProofError {}

impl From<CalendarError> for ProofError {
    fn from(why: CalendarError) -> Self {
        Self::Calendar(why)
    }
}

/// What applies for one set of answers handed in on a day.
///
/// # Errors
/// [`ProofError::Malformed`].
pub fn applies(plan: &Plan, answers: &[Answer], submitted: Date) -> Result<Applies, ProofError> {
    Ok(graph::Graph::new(plan)?.applies(answers, submitted))
}

/// The name people know a node by: the item for its decision, the joint action, `一窗受理` for the intake.
///
/// # Errors
/// [`ProofError::Malformed`].
pub fn node_names(plan: &Plan) -> Result<Vec<String>, ProofError> {
    let graph = graph::Graph::new(plan)?;
    Ok((0..plan.nodes.len()).map(|index| graph.name_of(index)).collect())
}
