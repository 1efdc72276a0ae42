//! Of several things that are open on a day, the one that 办结 waits for the longest.
//!
//! Judged by the plan as one could on that day: what is left of the work (at least a day, if it should be done already),
//! and the longest path of work behind it. Nothing that happened later is looked at, so the owner of a day does not change
//! as a case goes on, but where the law itself dates something back (补正) or a run is undone (退回).

use super::Reading;
use super::days::{Owner, Spent};
use crate::case::{Phase, StopKind, StopRecord};
use crate::plan::{EdgeKind, NodeIx, NodeKind, ScopeIx};
use crate::time::{CalendarError, Date, Span, Unit};
use std::cmp::Reverse;

/// How long 办结 still waits, in working days; none for what it does not wait for at all (后补).
type Tail = Option<i64>;

/// Something that was open from one day to another.
#[derive(Clone, Debug)]
struct Work {
    /// The node, or of a 特别程序 begun by an event the decision that waits for it.
    node: NodeIx,
    /// Open in `(from, to]`.
    from: Date,
    to: Date,
    owner: Owner,
    name: String,
    on: String,
    /// 容缺补交.
    owed: bool,
    /// What it takes, in working days.
    takes: i64,
    /// What stands behind it.
    tail: Tail,
    /// It should have been done on this day, and could not end because of something else.
    blocked_after: Option<Date>,
    /// Stretches in which it rested, `(from, to]`, each with the row of the stop.
    rests: Vec<(usize, Date, Date)>,
    /// Of a 特别程序 that lets the work of its item rest: the row of the stop.
    stop: Option<usize>,
}

/// Everything that was ever open in a case.
pub(super) struct Works {
    works: Vec<Work>,
    /// Items between acceptance and decision, for what was undone.
    items: Vec<Work>,
}

impl Works {
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let tails = tails(reading);
        let tail = |node: NodeIx| tails.get(node.index()).copied().flatten();
        let mut works = Vec::new();
        for node in reading.engine.node_indices() {
            works.extend(reading.work_of(node, tail(node)));
        }
        for row in 0..reading.state.stops.len() {
            works.extend(reading.procedure_work(row, &tail));
        }
        let items = reading.items().filter_map(|item| reading.item_work(item, &tail)).collect();
        Self { works, items }
    }

    /// What decides the owner of a day: rows 3, 4 and 5 of the table.
    pub(super) fn on(&self, reading: &Reading<'_>, day: Date) -> Result<Option<Spent>, CalendarError> {
        let open = |work: &&Work| work.is_open_on(day);
        let (owed, worked): (Vec<&Work>, Vec<&Work>) =
            self.works.iter().filter(open).partition(|work| work.owed);
        for group in [worked, owed, self.items.iter().filter(open).collect()] {
            let mut best: Option<((Tail, Reverse<NodeIx>), &Work)> = None;
            for work in group {
                let key = (self.waits(reading, work, day)?, Reverse(work.node));
                if best.is_none_or(|(known, _)| key > known) {
                    best = Some((key, work));
                }
            }
            if let Some((_, work)) = best {
                return Ok(Some(work.spent()));
            }
        }
        Ok(None)
    }

    /// How long 办结 waits for something, as it looks in the morning of that day. Behind a 特别程序 stands what rests meanwhile.
    fn waits(&self, reading: &Reading<'_>, work: &Work, day: Date) -> Result<Tail, CalendarError> {
        let left = work.left(reading, day)?;
        let mut tail = work.tail;
        if let Some(stop) = work.stop {
            for other in self.works.iter().filter(|other| other.rests_in(stop) && other.lasts_on(day)) {
                let through = other.left(reading, day)?;
                tail = tail.max(other.tail.map(|tail| tail.saturating_add(through)));
            }
        }
        Ok(tail.map(|tail| tail.saturating_add(left)))
    }
}

impl Work {
    fn lasts_on(&self, day: Date) -> bool {
        self.from < day && day <= self.to
    }

    fn is_open_on(&self, day: Date) -> bool {
        let rests = |(_, from, to): &(usize, Date, Date)| *from < day && day <= *to;
        self.lasts_on(day)
            && self.blocked_after.is_none_or(|after| day <= after)
            && !self.rests.iter().any(rests)
    }

    fn rests_in(&self, stop: usize) -> bool {
        self.rests.iter().any(|(row, ..)| *row == stop)
    }

    /// What is left of its work in the morning of that day; at least a day.
    fn left(&self, reading: &Reading<'_>, day: Date) -> Result<i64, CalendarError> {
        let calendar = reading.engine.calendar();
        let before = day.add_days(-1).unwrap_or(day);
        let mut done = i64::from(calendar.working_days_between(self.from, before)?);
        let mut reach = self.from;
        for (_, from, to) in &self.rests {
            let (from, to) = ((*from).max(reach), (*to).min(before));
            done = done.saturating_sub(i64::from(calendar.working_days_between(from, to)?));
            reach = reach.max(to);
        }
        Ok(self.takes.saturating_sub(done).max(1))
    }

    fn spent(&self) -> Spent {
        Spent { owner: self.owner, name: self.name.clone(), on: self.on.clone(), clock_stands: false }
    }
}

impl Reading<'_> {
    /// A node that has begun and is not undone.
    fn work_of(&self, node: NodeIx, tail: Tail) -> Option<Work> {
        let (spec, state) = (self.engine.node(node), self.state.node(node));
        let start = state.start.filter(|_| state.phase != Phase::Correcting && !spec.automatic)?;
        let (owner, name) = match spec.kind {
            NodeKind::Await | NodeKind::Rectify => (Owner::Applicant, String::new()),
            _ => match self.engine.procedure_of(node).and_then(|at| self.engine.procedure(at)) {
                Some(procedure) => (Owner::ThirdParty, procedure.name.clone()),
                None => (Owner::Department, self.department_at(node).to_owned()),
            },
        };
        let resting = self.state.stops.iter().zip(0_usize..);
        let resting = resting.filter(|(stop, _)| self.engine.stop_rests(stop, node));
        let mut rests: Vec<(usize, Date, Date)> =
            resting.map(|(stop, row)| (row, self.date_of(stop.from), self.last_day(stop))).collect();
        rests.sort_by_key(|(_, from, _)| *from);
        Some(Work {
            node,
            from: self.date_of(start),
            to: self.date_of(state.end.unwrap_or(self.now)),
            owner,
            name,
            on: spec.name.clone(),
            owed: spec.kind == NodeKind::Await,
            takes: self.working_days(spec.work),
            tail,
            blocked_after: self.blocked_after(node),
            rests,
            stop: None,
        })
    }

    fn last_day(&self, stop: &StopRecord) -> Date {
        self.date_of(stop.to.unwrap_or(self.now))
    }

    /// A node that could not end when its work was done, because a paper was owed or another decision open: the day on which
    /// its work was done. None if nothing kept it.
    fn blocked_after(&self, node: NodeIx) -> Option<Date> {
        // Work that would be done beyond the calendar's data is not done yet.
        let done = self.engine.work_due(&self.state, node).ok().flatten()?;
        let finish = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Finish);
        let kept = finish
            .map(|edge| self.state.node(edge.from))
            .any(|from| from.phase != Phase::Skipped && from.end.is_none_or(|end| end > done));
        kept.then(|| self.date_of(done))
    }

    /// A 特别程序 that an event began.
    fn procedure_work(&self, row: usize, tail: &dyn Fn(NodeIx) -> Tail) -> Option<Work> {
        let stop = self.state.stops.get(row)?;
        let StopKind::Procedure(at) = stop.kind else { return None };
        let procedure = self.engine.procedure(at).filter(|procedure| procedure.node.is_none())?;
        let node = self.engine.scope(stop.scope).exit;
        Some(Work {
            node,
            from: self.date_of(stop.from),
            to: self.last_day(stop),
            owner: Owner::ThirdParty,
            name: procedure.name.clone(),
            on: format!("{} {}", procedure.name, self.engine.scope(stop.scope).name),
            owed: false,
            takes: procedure.budget.map_or(1, |budget| self.working_days(budget)),
            tail: tail(node),
            blocked_after: None,
            rests: Vec::new(),
            stop: procedure.stops.then_some(row),
        })
    }

    /// An item from its acceptance to its decision.
    fn item_work(&self, item: ScopeIx, tail: &dyn Fn(NodeIx) -> Tail) -> Option<Work> {
        let scope = self.engine.scope(item);
        let (entry, exit) = (self.state.node(scope.entry), self.state.node(scope.exit));
        Some(Work {
            node: scope.exit,
            from: self.date_of(entry.end?),
            to: self.date_of(exit.end.unwrap_or(self.now)),
            owner: Owner::Department,
            name: self.department_of(item).to_owned(),
            on: scope.name.clone(),
            owed: false,
            takes: 1,
            tail: tail(scope.exit),
            blocked_after: None,
            rests: Vec::new(),
            stop: None,
        })
    }

    /// An amount of time in working days, to compare with others: 5 working days a week, 21 a month, 250 a year; what is not
    /// a whole day counts as one.
    fn working_days(&self, span: Span) -> i64 {
        let amount = i64::from(span.amount);
        let minutes = |per_day: i64, each: i64| up(amount.saturating_mul(each), per_day.max(1));
        let open = self.engine.calendar().open_ms_per_day().div_euclid(60_000);
        match span.unit {
            Unit::WorkDay => amount,
            Unit::Day => up(amount.saturating_mul(5), 7),
            Unit::Month => amount.saturating_mul(21),
            Unit::Year => amount.saturating_mul(250),
            Unit::WorkHour => minutes(open, 60),
            Unit::Hour => minutes(24 * 60 * 7 / 5, 60),
            Unit::Minute => minutes(24 * 60 * 7 / 5, 1),
        }
    }
}

/// How much of `of` is in `amount`, rounded up.
fn up(amount: i64, of: i64) -> i64 {
    amount.saturating_add(of.saturating_sub(1)).checked_div(of).unwrap_or(amount)
}

/// Behind each node, the longest path of work until 办结.
fn tails(reading: &Reading<'_>) -> Vec<Tail> {
    let engine = reading.engine;
    let mut tails: Vec<Tail> = vec![None; engine.plan().nodes.len()];
    let close = engine.scope(ScopeIx(0)).exit;
    if let Some(slot) = tails.get_mut(close.index()) {
        *slot = Some(0);
    }
    // Edges are sorted by their later node, and nodes stand in topological order.
    for edge in engine.plan().edges.iter().rev() {
        let Some(behind) = tails.get(edge.to.index()).copied().flatten() else { continue };
        if reading.state.node(edge.to).phase == Phase::Skipped {
            continue;
        }
        let own = match edge.kind {
            EdgeKind::Start => reading.working_days(engine.node(edge.to).work),
            EdgeKind::Finish => 0,
        };
        let through = Some(behind.saturating_add(own));
        if let Some(slot) = tails.get_mut(edge.from.index()) {
            *slot = (*slot).max(through);
        }
    }
    tails
}
