//! 有效期 for the exact search: of each paper the 情形 in which it is needed longest after its issue.

use super::Search;
use super::exactly::Witnesses;
use crate::proof::ProofError;
use crate::proof::clock::{Clock, Dated, WorkDays, receipt_rule};
use crate::proof::exact::figures::{Beginning, Length, depends};
use crate::proof::exact::solve::{Stop, worst};
use crate::proof::exact::world::World;
use crate::proof::exact::{NEVER, fullest};
use crate::proof::graph::{at, node_ix};
use crate::proof::groups::Group;
use crate::proof::margin::offer;
use crate::proof::validity::{Issue, Wanted, moments};
use lianban_runtime::plan::{Anchor, AnchorPoint};
use lianban_runtime::time::{Instant, Unit};

/// More than any margin: what is sought is the least margin.
const MOST: i64 = 1_000_000;

impl Search<'_, '_> {
    /// Looks for the worst 情形 of every paper; where it is not found, the papers are not decided.
    pub(super) fn seek_papers(
        &mut self,
        world: &mut World<'_, '_>,
        group: &Group,
        witnesses: &mut Witnesses,
    ) -> Result<bool, Stop> {
        let mut whole = true;
        for wanted in self.papers.wanted() {
            let (issued, from) = match wanted.issue {
                Issue::Submission => (0, 0),
                Issue::Inside { node, from } => (node, from),
            };
            let conditions = [
                world.scope(wanted.scope),
                world.materials.get(wanted.material).copied().unwrap_or(NEVER),
                world.node(issued),
                world.node(from),
                world.node(wanted.exit),
            ];
            let within = world.symbols.diagrams.all(conditions)?;
            if within == NEVER {
                continue;
            }
            let found = self.seek_paper(world, group, &wanted, within)?;
            whole &= found.as_ref().is_some_and(|found| found.is_proved());
            if let Some((_, classes)) = found.as_ref().and_then(|found| found.worst.clone()) {
                witnesses.insert(classes);
                witnesses.extend(found.map(|found| fullest(world, found.within)).transpose()?);
            }
        }
        if !whole {
            self.papers.leave_undecided();
        }
        Ok(whole)
    }

    fn seek_paper(
        &mut self,
        world: &mut World<'_, '_>,
        group: &Group,
        wanted: &Wanted,
        within: crate::proof::exact::Ref,
    ) -> Result<Option<crate::proof::exact::solve::Found>, Stop> {
        let (from, inside) = match wanted.issue {
            Issue::Submission => (Anchor { node: node_ix(0), at: AnchorPoint::Start }, None),
            Issue::Inside { node, from } => {
                // The wait for the paper begins with the case that is played, unless with another acceptance.
                if node != from && at(&self.graph.may_be_cut, from) {
                    return Ok(None);
                }
                let end = |node| Anchor { node: node_ix(node), at: AnchorPoint::End };
                (end(node), Some(end(from)))
            }
        };
        let until = Anchor { node: node_ix(wanted.exit), at: AnchorPoint::End };
        let ended = match inside {
            Some(from) => world.ended_before(from)?,
            None => Vec::new(),
        };
        let matters = depends(self.graph, from, until);
        let (mut left, cost) = (self.left, self.split_cost());
        let mut pay = || {
            let rest = left.checked_sub(cost);
            left = rest.unwrap_or(left);
            rest.is_some()
        };
        let found = if self.surely_work_days(world, &[]) {
            let beginnings = vec![Beginning { clock: WorkDays, origin: 0, most: u32::MAX }];
            let elapsed = |clock: &WorkDays, from, to| clock.elapsed(from, to, Unit::WorkDay, None);
            let excluded = Vec::new();
            let mut length = Length { matters, ended, inside, excluded, from, until, beginnings, elapsed };
            Some(worst(world, &mut length, within, &mut pay)?)
        } else if self.is_monotone() {
            let calendar = self.calendar;
            let rule = receipt_rule(self.graph.plan);
            let moments = moments(self.graph.plan, calendar, group, inside.is_some());
            let begin = |(start, received): (Instant, Instant)| Beginning {
                clock: Dated::new(calendar, rule, received),
                origin: start,
                most: u32::MAX,
            };
            let beginnings = moments.into_iter().map(begin).collect();
            let lasts = wanted.lasts;
            let elapsed = move |_: &Dated<'_>, from: Instant, to: Instant| -> Result<u32, ProofError> {
                let mut margin = None;
                offer(calendar, lasts, Ok((from, to)), &mut margin)?;
                let days = margin.map_or(MOST, |margin| margin.days);
                Ok(u32::try_from(MOST.saturating_sub(days)).unwrap_or(0))
            };
            let excluded = Vec::new();
            let mut length = Length { matters, ended, inside, excluded, from, until, beginnings, elapsed };
            if self.rank(world, within, &mut length)? {
                Some(worst(world, &mut length, within, &mut pay)?)
            } else {
                None
            }
        } else {
            None
        };
        self.left = left;
        Ok(found)
    }
}
