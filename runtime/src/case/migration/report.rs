//! What a migration would do to one case: the same for the dry run and for the event.

use crate::time::{CalendarError, Instant};
use serde::{Deserialize, Serialize};

/// Why a case cannot move to a plan. Everything by name, because the two plans number their rows differently.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Obstacle {
    /// Another 一件事: other code, other region, or, without codes, another name.
    OtherBundle {
        /// The one it runs on.
        from: String,
        /// The new one.
        to: String,
    },
    /// The new plan asks what the case has no answer to.
    NoAnswer(String),
    /// The answer of the case is none that the new plan admits.
    BadAnswer(String),
    /// What is being worked on, or waits for the applicant, is not in the new plan.
    RunningGone(String),
    /// An item that has been decided is not in the new plan.
    DecidedGone(String),
    /// What has begun does not apply any more by the new conditions.
    NoLongerApplies(String),
    /// The new plan puts something that is open before something that has begun.
    Before {
        /// What is open.
        open: String,
        /// What has begun.
        begun: String,
    },
    /// A stop that still counts is of a procedure, or in an item, that is not in the new plan.
    StopGone {
        /// 补正, 中止, 整改, or the procedure.
        what: String,
        /// Where.
        scope: String,
    },
    /// A material is still owed, the new plan needs it, and does not know it as one that may be missing.
    OwedGone(String),
    /// Somebody who has spoken, signs or works at what is open is not in the new plan.
    VoiceGone {
        /// Where.
        node: String,
        /// Who.
        who: String,
    },
    /// What has been rated is not in the new plan.
    RatedGone(String),
    /// By the new plan it would have run out before, and its silence would take effect.
    AlreadyOver {
        /// Which limit.
        limit: String,
        /// When.
        due: Instant,
    },
    /// Fewer predecessors apply than a join of the new plan needs (rule F1).
    JoinCannotStart(String),
    /// The calendar of the new plan does not reach far enough either.
    Calendar(CalendarErrorKey),
    /// The result would not be a state that a case of the new plan can have. Never seen; checked all the same.
    Unsound(String),
}

/// A calendar error in a form that has an order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CalendarErrorKey {
    /// The year that is missing; none if the data contradict themselves.
    pub year: Option<i32>,
    /// In words, Chinese.
    pub zh: String,
    /// In words, English.
    pub en: String,
}

impl From<&CalendarError> for CalendarErrorKey {
    fn from(error: &CalendarError) -> Self {
        let year = match error {
            CalendarError::OutOfData { year, .. } => Some(*year),
            CalendarError::Invalid(_) => None,
        };
        Self { year, zh: error.zh(), en: error.en() }
    }
}

/// How the applicant would be worse off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WorseKind {
    /// What the applicant was told would be done by a day may be done later.
    Later,
    /// What the applicant was told would be done by a day has no day any more.
    Gone,
    /// The applicant has less time.
    Sooner,
    /// Running out of the applicant's time means something else.
    Silence,
}

/// Something for which the applicant's consent is needed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Worse {
    /// How.
    pub kind: WorseKind,
    /// Which limit, by the name that it has in the plan that is left.
    pub limit: String,
    /// Due by the plan that is left.
    pub before: Option<Instant>,
    /// Due by the new one.
    pub after: Option<Instant>,
}

/// A limit whose due instant changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moved {
    /// Which, by the name that it has in the new plan.
    pub limit: String,
    /// Due by the plan that is left; none if it begins to run.
    pub before: Option<Instant>,
    /// Due by the new one; none if it ends without having been met.
    pub after: Option<Instant>,
}

/// A material that the new plan needs and the one that is left did not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Burden {
    /// Which.
    pub material: String,
    /// For which item.
    pub item: String,
}

/// What a migration comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MigrationVerdict {
    /// It can be done.
    Maps,
    /// It can be done if the applicant consents.
    NeedsConsent,
    /// The case stays on its plan.
    Cannot,
}

/// What moving one case to a plan would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migration {
    /// Why it cannot be done; empty if it can.
    pub obstacles: Vec<Obstacle>,
    /// What the applicant has to consent to.
    pub worse: Vec<Worse>,
    /// Limits whose due instant changes, in the order of the new plan, then those that end.
    pub moved: Vec<Moved>,
    /// 免交: new materials of items that are accepted already; nobody is asked for them.
    pub waived: Vec<Burden>,
    /// New materials of items that are not accepted yet: the applicant will be asked for them.
    pub asked: Vec<Burden>,
    /// Items, steps and joint actions that the case has from now on.
    pub added: Vec<String>,
    /// Items, steps and joint actions that the case has no longer; none of them has begun, or they have ended without a
    /// decision of their own.
    pub dropped: Vec<String>,
}

impl Migration {
    /// What it comes to.
    #[must_use]
    pub fn verdict(&self) -> MigrationVerdict {
        match (self.obstacles.is_empty(), self.worse.is_empty()) {
            (false, _) => MigrationVerdict::Cannot,
            (true, false) => MigrationVerdict::NeedsConsent,
            (true, true) => MigrationVerdict::Maps,
        }
    }

    /// Order that does not depend on the order of discovery.
    pub(super) fn tidy(&mut self) {
        self.obstacles.sort();
        self.obstacles.dedup();
        self.worse.sort();
        self.worse.dedup();
        for burdens in [&mut self.waived, &mut self.asked] {
            burdens.sort();
            burdens.dedup();
        }
    }
}
