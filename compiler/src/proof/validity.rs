//! 有效期: whether a paper is still valid when each item that needs it is decided, and how long before handing it in it
//! may have been issued.
//!
//! A paper is best issued on the very day it is handed in (a 容缺 paper: on the last day of its make-up limit; a
//! product: the day its item is decided). What comes before that day may be quick and what comes after slow, so the
//! case is played from that moment, as for limits that begin inside the case ([`super::span`]); a 容缺 paper from the
//! acceptance that begins its limit, because the applicant may use the whole of it.

use super::ProofError;
use super::clock::{Clock, Dated, WorkDays, receipt_rule, starts};
use super::goal::in_words;
use super::graph::{Applies, Graph, at};
use super::groups::{Group, Scene};
use super::margin::{Margin, offer};
use super::report::Validity;
use super::run::{Apart, Run, run, run_apart};
use super::span::ended_before;
use lianban_runtime::plan::{Anchor, AnchorPoint, Answer, MaterialIx, MaterialSource, Plan, ScopeKind};
use lianban_runtime::time::{Calendar, CalendarError, Instant, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// When a paper can be issued at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Issue {
    /// The day of submission.
    Submission,
    /// The end of a node, in the case played from the end of an earlier one (or of itself): a product when its item is
    /// decided, a 容缺 paper at the end of the limit that an acceptance began.
    Inside {
        /// At whose end the paper is issued.
        node: usize,
        /// From whose end the case is played.
        from: usize,
    },
}

/// A paper and an item whose decision needs it.
#[derive(Clone, Copy, Debug)]
struct Hold {
    material: usize,
    lasts: Span,
    scope: usize,
    exit: usize,
    /// `提交`, `补交`, `产出`.
    from: &'static str,
    /// Tells whether the paper lasts.
    lasting: bool,
    /// Tells when the paper may be issued before submission.
    ahead: bool,
}

/// A paper, an item whose decision needs it, and when it can be issued at best.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub issue: Issue,
    pub material: usize,
    pub lasts: Span,
    pub scope: usize,
    pub exit: usize,
}

/// The worst of one paper.
#[derive(Clone, Debug, Default)]
struct Track {
    worst: Option<(Margin, usize, &'static str, Vec<Answer>)>,
}

/// All papers with a 有效期.
#[derive(Debug, Default)]
pub(super) struct Papers {
    holds: BTreeMap<Issue, Vec<Hold>>,
    /// By material: whether it lasts, and when it may be issued.
    tracks: BTreeMap<usize, (Track, Track)>,
    /// By 有效期, day of issue, group and working days until the decision.
    known: BTreeMap<(Span, bool, u64, u32), Option<Margin>>,
    /// Cases that may still be played; apart from the budget of the promises.
    left: u64,
    price: u64,
    undecided: bool,
}

impl Papers {
    /// Collects them.
    pub fn new(graph: &Graph<'_>, budget: u64, price: u64) -> Self {
        let plan = graph.plan;
        let mut papers = Self { left: budget, price, ..Self::default() };
        let items = plan.scopes.iter().enumerate().filter(|(_, scope)| scope.kind == ScopeKind::Item);
        for (scope, row) in items {
            for need in &row.needs {
                let options = plan.materials.get(need.index()).map_or(&[][..], |m| &m.any_of);
                for paper in std::iter::once(need).chain(options) {
                    papers.add(graph, paper.index(), scope, row.exit.index());
                }
            }
        }
        papers
    }

    fn add(&mut self, graph: &Graph<'_>, material: usize, scope: usize, exit: usize) {
        let plan = graph.plan;
        let Some((row, lasts)) = plan.materials.get(material).and_then(|m| Some((m, m.validity?))) else {
            return;
        };
        let holds = &mut self.holds;
        let mut push = |issue, from, (lasting, ahead)| {
            let hold = Hold { material, lasts, scope, exit, from, lasting, ahead };
            holds.entry(issue).or_default().push(hold);
        };
        if row.source == MaterialSource::Produced {
            let issues =
                |scope: &&lianban_runtime::plan::Scope| scope.produces.iter().any(|m| m.index() == material);
            for producer in plan.scopes.iter().filter(issues) {
                let node = producer.exit.index();
                push(Issue::Inside { node, from: node }, "产出", (true, false));
            }
        } else if row.source.is_brought() {
            let owed = plan.obligations.iter().filter(|o| o.material.index() == material);
            let mut owed = owed.filter(|o| o.blocks.iter().any(|node| node.index() == exit)).peekable();
            push(Issue::Submission, "提交", (owed.peek().is_none(), true));
            for owed in owed {
                // Whichever acceptance came first began the limit; the applicant uses all of it.
                let node = owed.node.index();
                let begins = graph.before.get(node).map_or(&[][..], |before| &before.start);
                for from in begins {
                    push(Issue::Inside { node, from: *from }, "补交", (true, false));
                }
            }
        } else {
            return;
        }
        self.tracks.entry(material).or_default();
    }

    /// Every paper with every decision that needs it.
    pub fn wanted(&self) -> Vec<Wanted> {
        let all = self.holds.iter().flat_map(|(issue, holds)| holds.iter().map(|hold| (*issue, *hold)));
        let wanted = all.map(|(issue, Hold { material, lasts, scope, exit, .. })| Wanted {
            issue,
            material,
            lasts,
            scope,
            exit,
        });
        wanted.collect()
    }

    /// Some 情形 could not be looked at.
    pub const fn leave_undecided(&mut self) {
        self.undecided = true;
    }

    fn pay(&mut self) -> bool {
        let rest = self.left.checked_sub(self.price);
        self.left = rest.unwrap_or(0);
        self.undecided |= rest.is_none();
        rest.is_some()
    }

    /// Looks at one 情形.
    pub fn examine(
        &mut self,
        (graph, calendar): (&Graph<'_>, &Calendar),
        applies: &Applies,
        (number, scene): (u64, Scene<'_>),
    ) -> Result<(), ProofError> {
        let undated = graph.only_work_days(applies);
        let groups: Vec<(Issue, Vec<Hold>)> =
            self.holds.iter().map(|(issue, holds)| (*issue, holds.clone())).collect();
        for (issue, mut holds) in groups {
            let happens = match issue {
                Issue::Submission => true,
                Issue::Inside { node, from } => [node, from].iter().all(|node| at(&applies.nodes, *node)),
            };
            holds.retain(|hold| {
                happens && at(&applies.scopes, hold.scope) && at(&applies.materials, hold.material)
            });
            if holds.is_empty() || !self.pay() {
                continue;
            }
            let case = Case { graph, calendar, applies, issue, ended: ended(graph, applies, issue) };
            let found = if undated {
                self.by_working_days(&case, &holds, (number, scene))?
            } else {
                self.by_every_start(&case, &holds, scene)?
            };
            for (hold, margin) in holds.iter().zip(found) {
                let Some(margin) = margin else {
                    self.undecided = true;
                    continue;
                };
                let answers = match issue {
                    Issue::Submission => scene.answers_at(calendar, calendar.opening(margin.issued)),
                    Issue::Inside { .. } => Cow::Borrowed(scene.answers),
                };
                self.note(hold, margin, &answers);
            }
        }
        Ok(())
    }

    /// Only working days matter: cases of one length share their worst start.
    fn by_working_days(
        &mut self,
        case: &Case<'_, '_>,
        holds: &[Hold],
        (number, scene): (u64, Scene<'_>),
    ) -> Result<Vec<Option<Margin>>, ProofError> {
        let (played, issued) = case.play(&WorkDays, 0)?;
        let (plan, calendar, inside) = (case.graph.plan, case.calendar, case.issue != Issue::Submission);
        let mut margins = Vec::with_capacity(holds.len());
        for hold in holds {
            let needed = end_of(&played, hold.exit);
            let Some((issued, needed)) = issued.zip(needed) else {
                margins.push(None);
                continue;
            };
            // A case that begins on the day of issue is dated like the rest of this one.
            let days = needed.saturating_sub(issued);
            let key = (hold.lasts, inside, number, days);
            if let Some(known) = self.known.get(&key) {
                margins.push(*known);
                continue;
            }
            let mut worst = None;
            for (start, received) in moments(plan, calendar, scene.group, inside) {
                let clock = Dated::new(calendar, receipt_rule(plan), received);
                let found = clock.after(start, Span::work_days(days)).map(|end| (start, end));
                offer(calendar, hold.lasts, found, &mut worst)?;
            }
            self.known.insert(key, worst);
            margins.push(worst);
        }
        Ok(margins)
    }

    /// Plays the case from every start.
    fn by_every_start(
        &mut self,
        case: &Case<'_, '_>,
        holds: &[Hold],
        scene: Scene<'_>,
    ) -> Result<Vec<Option<Margin>>, ProofError> {
        let (plan, calendar, inside) = (case.graph.plan, case.calendar, case.issue != Issue::Submission);
        let mut worst = vec![None; holds.len()];
        for (start, received) in moments(plan, calendar, scene.group, inside) {
            if !self.pay() {
                return Ok(worst);
            }
            let clock = Dated::new(calendar, receipt_rule(plan), received);
            let (played, issued) = match case.play(&clock, start) {
                Ok(played) => played,
                Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => continue,
                Err(other) => return Err(other),
            };
            for (hold, worst) in holds.iter().zip(&mut worst) {
                if let Some(found) = issued.zip(end_of(&played, hold.exit)) {
                    offer(calendar, hold.lasts, Ok(found), worst)?;
                }
            }
        }
        Ok(worst)
    }

    fn note(&mut self, hold: &Hold, margin: Margin, answers: &[Answer]) {
        let Some((lasting, ahead)) = self.tracks.get_mut(&hold.material) else { return };
        for (track, wanted) in [(lasting, hold.lasting), (ahead, hold.ahead)] {
            let worse = track.worst.as_ref().is_none_or(|(worst, ..)| margin.days < worst.days);
            if wanted && worse {
                track.worst = Some((margin, hold.scope, hold.from, answers.to_vec()));
            }
        }
    }

    /// What was found, by material. `complete`: every 情形 has been seen.
    pub fn finish(self, plan: &Plan, complete: bool) -> Vec<Validity> {
        let decided = complete && !self.undecided;
        let rows = self.tracks.into_iter().filter_map(|(material, (lasting, ahead))| {
            let (margin, scope, from, answers) = lasting.worst?;
            let row = plan.materials.get(material)?;
            Some(Validity {
                material: row.name.clone(),
                lasts: row.validity?.in_words(),
                item: plan.scopes.get(scope)?.name.clone(),
                from,
                margin_days: margin.days,
                issued_within_days: ahead.worst.map(|(margin, ..)| margin.days),
                holds: decided && margin.days >= 0,
                decided,
                answers: in_words(plan, &answers),
                issued: margin.issued.to_string(),
                expires: margin.expires.to_string(),
                needed: margin.needed.to_string(),
                row: MaterialIx(u32::try_from(material).unwrap_or(u32::MAX)),
            })
        });
        rows.collect()
    }
}

/// When a case may be handed in, or when a node inside it may end: at closing of a working day. Each with the moment of
/// receipt that the clock is to know.
pub(super) fn moments(
    plan: &Plan,
    calendar: &Calendar,
    group: &Group,
    inside: bool,
) -> Vec<(Instant, Instant)> {
    let rule = receipt_rule(plan);
    if !inside {
        return group.starts(calendar, rule).map(|start| (start, start)).collect();
    }
    let ends = |start: &Instant| {
        let date = calendar.date_of(*start);
        calendar.is_working_day(date).unwrap_or(false) && *start == calendar.closing(date)
    };
    let elsewhere = (!rule.is_default()).then_some(Instant::MIN);
    let starts = starts(calendar, rule).filter(ends);
    starts
        .flat_map(|start| [Some(start), elsewhere].into_iter().flatten().map(move |at| (start, at)))
        .collect()
}

/// What has ended by the moment from which a case is played.
fn ended(graph: &Graph<'_>, applies: &Applies, issue: Issue) -> Vec<bool> {
    match issue {
        Issue::Submission => Vec::new(),
        Issue::Inside { from, .. } => {
            let anchor = Anchor { node: super::graph::node_ix(from), at: AnchorPoint::End };
            ended_before(graph, applies, anchor)
        }
    }
}

/// A case played, and when its papers are issued.
type Played<T> = (Run<T>, Option<T>);

/// One 情形 and one kind of issue.
struct Case<'c, 'p> {
    graph: &'c Graph<'p>,
    calendar: &'c Calendar,
    applies: &'c Applies,
    issue: Issue,
    ended: Vec<bool>,
}

impl Case<'_, '_> {
    /// The case that begins at `origin`, and when its papers are issued.
    fn play<C: Clock>(&self, clock: &C, origin: C::Time) -> Result<Played<C::Time>, ProofError> {
        match self.issue {
            Issue::Submission => Ok((run(self.graph, self.applies, clock, origin)?, Some(origin))),
            Issue::Inside { node, .. } => {
                let played = run_apart(
                    self.graph,
                    self.applies,
                    clock,
                    origin,
                    Apart { ended: &self.ended, excluded: &[] },
                )?;
                let issued = end_of(&played, node);
                Ok((played, issued))
            }
        }
    }
}

fn end_of<T: Copy>(played: &Run<T>, node: usize) -> Option<T> {
    played.get(node).and_then(Option::as_ref).map(|slot| slot.end)
}
