//! The event itself, and the dry run: one and the same computation.

use super::carry::Carried;
use super::rename::{MAX_RENAMES, Rename};
use super::report::{Migration, MigrationVerdict, Obstacle};
use crate::case::{CaseStatus, Effect, EffectKind, Engine, Event, EventKind, Refusal, State, journal};
use crate::time::Instant;

/// What a migration did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// What was due before, on the plan that is left: its rows are those of that plan.
    pub before: Vec<Effect>,
    /// The migration and what follows from it: rows of the new plan.
    pub after: Vec<Effect>,
    /// What it came to.
    pub report: Migration,
}

impl Migrated {
    /// Both in a row. [`EffectKind::Migrated`] stands at the border: what is before it speaks of the plan that is left, the
    /// rest of the new one.
    #[must_use]
    pub fn into_effects(self) -> Vec<Effect> {
        let Self { mut before, after, .. } = self;
        before.extend(after);
        before
    }
}

/// A case brought to the border between two plans and across it.
struct Prepared {
    state: State,
    before: Vec<Effect>,
    after: Vec<Effect>,
    report: Migration,
}

impl Engine {
    /// What moving a case of this plan to another would do, at an instant (or at its last event, if that is later).
    /// Changes nothing.
    #[must_use]
    pub fn migration(&self, to: &Self, state: &State, at: Instant, renames: &[Rename]) -> Migration {
        let at = state.now.map_or(at, |now| now.max(at));
        match prepare(self, to, state, at, renames) {
            Ok(prepared) => prepared.report,
            Err(refusal) => {
                let obstacles = vec![Obstacle::Unsound(refusal.code().to_owned())];
                Migration { obstacles, ..Migration::default() }
            }
        }
    }

    /// 版本升级: moves a case of this plan to another. `event` is an [`EventKind::Migrate`] that names the other plan.
    ///
    /// What was due before the event happens on this plan first, as far as its calendar reaches (rule D3).
    ///
    /// # Errors
    /// A typed [`Refusal`]; the state is then unchanged.
    pub fn migrate(&self, to: &Self, state: &mut State, event: &Event) -> Result<Migrated, Refusal> {
        let EventKind::Migrate { from, plan, consent, renames, .. } = &event.kind else {
            return Err(Refusal::NotAMigration);
        };
        if from != self.plan_hash() {
            return Err(Refusal::OtherPlan);
        }
        if plan != to.plan_hash() {
            return Err(Refusal::NeedsPlan { plan: *plan });
        }
        if plan == self.plan_hash() {
            return Err(Refusal::OnPlanAlready);
        }
        if renames.len() > MAX_RENAMES {
            return Err(Refusal::TooMany { what: format!("{MAX_RENAMES} × renames") });
        }
        self.admit_migration(state, event)?;
        let Prepared { state: mut moved, before, after, report } =
            prepare(self, to, state, event.at, renames)?;
        match report.verdict() {
            MigrationVerdict::Cannot => return Err(Refusal::CannotMigrate { why: report.obstacles }),
            MigrationVerdict::NeedsConsent if !consent => {
                return Err(Refusal::ConsentNeeded { worse: report.worse });
            }
            _ => {}
        }
        moved.now = Some(event.at);
        moved.sequence = state.sequence.saturating_add(1);
        moved.head = journal::chain(&state.head, event);
        *state = moved;
        Ok(Migrated { before, after, report })
    }
}

fn prepare(
    old: &Engine,
    new: &Engine,
    state: &State,
    at: Instant,
    renames: &[Rename],
) -> Result<Prepared, Refusal> {
    let mut from = state.clone();
    let before = old.expire_as_far(&mut from, at)?;
    let mut after = vec![Effect { at, kind: EffectKind::Migrated }];
    let mut carried = Carried::over(old, new, &from, at, renames);
    if carried.report.obstacles.is_empty() && from.status != CaseStatus::Draft {
        carried.settle(&mut after);
    }
    carried.report.tidy();
    Ok(Prepared { state: carried.state, before, after, report: carried.report })
}

impl Carried<'_> {
    /// Dates by the new plan, then whatever follows by itself.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
        let new = self.mapping.new;
        let fresh = std::mem::take(&mut self.fresh);
        if let Err(refusal) = new.redate_migrated(&mut self.state, &fresh, self.at, effects) {
            return self.stuck(&refusal);
        }
        self.compare_limits();
        if !self.report.obstacles.is_empty() {
            return;
        }
        if let Err(refusal) = new.go_on_migrated(&mut self.state, self.at, effects) {
            return self.stuck(&refusal);
        }
        self.state.now = Some(self.at);
        if let Err(fault) = new.check_state(&self.state) {
            self.obstacle(Obstacle::Unsound(fault.to_string()));
        }
    }

    fn stuck(&mut self, refusal: &Refusal) {
        self.obstacle(match refusal {
            Refusal::Calendar(error) => Obstacle::Calendar(error.into()),
            other => Obstacle::Unsound(other.code().to_owned()),
        });
    }
}
