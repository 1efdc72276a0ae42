//! The state while a step works on it: changed in place, with what is needed to take every change back.
//!
//! Reading is free ([`Draft`] dereferences to the state). Writing goes through methods that remember what was there
//! before; the compiler holds everybody to it, because nothing hands out a plain `&mut State`. Rows that a step writes
//! all the time have a method each. Whatever has none uses [`Draft::change_all`], which copies the state.

use crate::case::index::Stops;
use crate::case::{
    CaseStatus, Hands, LimitState, NodeState, Phase, Rating, Said, ScopeState, State, StopRecord,
};
use crate::plan::{Answer, LimitIx, NodeIx, ScopeIx};
use crate::time::Instant;
use std::ops::Deref;

/// What was there before one change. A row of the log is copied and never dropped; what owns memory stands beside it.
#[derive(Clone, Copy, Debug)]
enum Before {
    Node(NodeIx, NodeState),
    /// One more predecessor of a node has ended.
    CountedEnded(NodeIx),
    /// One more predecessor of a node has gone.
    CountedGone(NodeIx),
    /// A node was in this phase, and had this start.
    Begun(NodeIx, Phase, Option<Instant>),
    /// A node was in this phase, and had this end.
    Ended(NodeIx, Phase, Option<Instant>),
    Scope(ScopeIx, ScopeState),
    Limit(LimitIx, LimitState),
    Status(CaseStatus),
    /// A row was added at the end of `said`.
    Said,
    /// A row was added at the end of `stops`.
    Stop,
    Papers(u32),
    /// The last of [`Undo::large`].
    Large,
}

/// What was there before one change that is rare or large.
#[derive(Clone, Debug)]
enum Large {
    Answers(Vec<Answer>),
    Hands(Hands),
    Ratings(Vec<Rating>),
    StopRow(usize, StopRecord),
    Whole(Box<State>),
}

/// The changes of the step in hand, in order. Kept between steps for its memory only.
#[derive(Clone, Debug, Default)]
pub(super) struct Undo {
    log: Vec<Before>,
    large: Vec<Large>,
}

impl Undo {
    pub(super) const fn new() -> Self {
        Self { log: Vec::new(), large: Vec::new() }
    }

    /// The changes stand.
    pub(super) fn forget(&mut self) {
        self.log.clear();
        self.large.clear();
    }

    #[inline]
    fn push(&mut self, before: Before) {
        self.log.push(before);
    }

    fn push_large(&mut self, before: Large) {
        self.log.push(Before::Large);
        self.large.push(before);
    }
}

/// A state that is being changed.
pub(super) struct Draft<'a> {
    state: &'a mut State,
    undo: &'a mut Undo,
    /// What is known of the stops is on the safe side, but has to be read off them again.
    stops_changed: bool,
}

impl Deref for Draft<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        self.state
    }
}

impl<'a> Draft<'a> {
    pub(super) fn new(state: &'a mut State, undo: &'a mut Undo) -> Self {
        undo.forget();
        Self { state, undo, stops_changed: false }
    }

    /// Works out what is kept beside the state; asked for once the rows are known to be the plan's.
    pub(super) fn know(&mut self) {
        self.state.index.know(&self.state.limits, &self.state.stops);
    }

    /// The first alarm before `until` in the order of rule D3, of the limits, by a key that starts with the instant.
    pub(super) fn first_limit_before<K: Ord>(
        &mut self,
        until: Instant,
        key: impl Fn(Instant, LimitIx) -> K,
    ) -> Option<K> {
        let mut first: Option<K> = None;
        self.state.index.alarms.before(&self.state.limits, until, &mut |at, limit| {
            let found = key(at, limit);
            if first.as_ref().is_none_or(|first| found < *first) {
                first = Some(found);
            }
        });
        first
    }

    /// Takes every change back, the last one first.
    pub(super) fn roll_back(self) {
        let Undo { log, large } = self.undo;
        for before in log.drain(..).rev() {
            match before {
                Before::Large => large.pop().map_or((), |before| put_large_back(self.state, before)),
                before => put_back(self.state, before),
            }
        }
        if self.stops_changed {
            self.state.index.stops = Stops::of(&self.state.stops);
        }
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per node of a checked plan; `admit` compared them")]
    pub(super) fn node_mut(&mut self, at: NodeIx) -> &mut NodeState {
        let row = &mut self.state.nodes[at.index()];
        self.undo.push(Before::Node(at, *row));
        row
    }

    // What happens at every step is remembered field by field: a row that is copied right after one of its fields was
    // written has to wait for that.

    /// One more predecessor of this node has ended.
    #[inline]
    pub(super) fn count_ended(&mut self, at: NodeIx) {
        self.count(at, |row| &mut row.ended, Before::CountedEnded(at));
    }

    /// One more predecessor of this node has gone.
    #[inline]
    pub(super) fn count_gone(&mut self, at: NodeIx) {
        self.count(at, |row| &mut row.gone, Before::CountedGone(at));
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per node of a checked plan; `admit` compared them")]
    fn count(&mut self, at: NodeIx, of: impl FnOnce(&mut NodeState) -> &mut u32, before: Before) {
        let counted = of(&mut self.state.nodes[at.index()]);
        if let Some(more) = counted.checked_add(1) {
            *counted = more;
            self.undo.push(before);
        }
    }

    /// A node runs; tells in which phase it was.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per node of a checked plan; `admit` compared them")]
    pub(super) fn begin(&mut self, at: NodeIx, start: Instant) -> Phase {
        let row = &mut self.state.nodes[at.index()];
        let was = row.phase;
        self.undo.push(Before::Begun(at, was, row.start));
        (row.phase, row.start) = (Phase::Running, Some(start));
        was
    }

    /// A node ends.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per node of a checked plan; `admit` compared them")]
    pub(super) fn end(&mut self, at: NodeIx, phase: Phase, end: Instant) {
        let row = &mut self.state.nodes[at.index()];
        self.undo.push(Before::Ended(at, row.phase, row.end));
        (row.phase, row.end) = (phase, Some(end));
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per scope of a checked plan; `admit` compared them")]
    pub(super) fn scope_mut(&mut self, at: ScopeIx) -> &mut ScopeState {
        let row = &mut self.state.scopes[at.index()];
        self.undo.push(Before::Scope(at, *row));
        row
    }

    #[expect(clippy::indexing_slicing, reason = "one row per limit of a checked plan; `admit` compared them")]
    pub(super) fn limit_mut(&mut self, at: LimitIx) -> &mut LimitState {
        let row = &mut self.state.limits[at.index()];
        self.undo.push(Before::Limit(at, *row));
        self.state.index.alarms.doubt(at);
        row
    }

    /// A limit becomes this: as [`Self::limit_mut`], and what is known of its alarm stays known.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per limit of a checked plan; `admit` compared them")]
    pub(super) fn set_limit(&mut self, at: LimitIx, row: LimitState) {
        let slot = &mut self.state.limits[at.index()];
        self.undo.push(Before::Limit(at, *slot));
        *slot = row;
        self.state.index.alarms.set(at, &row);
    }

    pub(super) fn set_status(&mut self, status: CaseStatus) {
        self.undo.push(Before::Status(self.state.status));
        self.state.status = status;
    }

    /// The answers, fixed at submission.
    pub(super) fn set_answers(&mut self, answers: &[Answer]) {
        self.undo.push_large(Large::Answers(self.state.answers.clone()));
        self.state.answers.clear();
        self.state.answers.extend_from_slice(answers);
    }

    /// One more row of who said what.
    pub(super) fn add_said(&mut self, said: Said) {
        self.undo.push(Before::Said);
        self.state.hands.said.push(said);
    }

    /// Who said what, who signs, who works, to be changed at will.
    pub(super) fn hands_mut(&mut self) -> &mut Hands {
        self.undo.push_large(Large::Hands(self.state.hands.clone()));
        &mut self.state.hands
    }

    /// 好差评, to be changed at will.
    pub(super) fn ratings_mut(&mut self) -> &mut Vec<Rating> {
        self.undo.push_large(Large::Ratings(self.state.ratings.clone()));
        &mut self.state.ratings
    }

    /// One more stop.
    pub(super) fn add_stop(&mut self, stop: StopRecord) {
        self.undo.push(Before::Stop);
        self.stops_changed = true;
        self.state.index.stops.add(&stop);
        self.state.stops.push(stop);
    }

    /// One stop is changed.
    pub(super) fn change_stop<T>(
        &mut self,
        row: usize,
        change: impl FnOnce(&mut StopRecord) -> T,
    ) -> Option<T> {
        let stop = self.state.stops.get_mut(row)?;
        self.undo.push_large(Large::StopRow(row, stop.clone()));
        let changed = change(stop);
        self.stops_changed = true;
        self.state.index.stops.add(stop);
        Some(changed)
    }

    /// Keeps only stops of which this holds.
    pub(super) fn retain_stops(&mut self, keep: impl Fn(&StopRecord) -> bool) {
        if self.state.stops.iter().all(&keep) {
            return;
        }
        self.change_all(|state| state.stops.retain(keep));
    }

    /// The number of one more paper (文书) of the case.
    pub(super) fn next_paper(&mut self) -> u32 {
        self.undo.push(Before::Papers(self.state.papers));
        self.state.papers = self.state.papers.saturating_add(1);
        self.state.papers
    }

    /// Anything is changed: copies the state. For what happens rarely.
    pub(super) fn change_all<T>(&mut self, change: impl FnOnce(&mut State) -> T) -> T {
        self.undo.push_large(Large::Whole(Box::new(self.state.clone())));
        let changed = change(self.state);
        self.state.index.known = false;
        self.stops_changed = true;
        self.know();
        changed
    }

    /// The event has been applied: nothing after this fails, so nothing is remembered.
    pub(super) fn finish(self, now: Instant, head: Option<[u8; 32]>) {
        self.state.now = Some(now);
        self.state.sequence = self.state.sequence.saturating_add(1);
        if let Some(head) = head {
            self.state.head = head;
        }
        if self.stops_changed {
            self.state.index.stops = Stops::of(&self.state.stops);
        }
        self.undo.forget();
    }
}

fn put_back(state: &mut State, before: Before) {
    match before {
        Before::Node(at, row) => restore(&mut state.nodes, at.index(), row),
        Before::CountedEnded(at) => in_node(state, at, |row| row.ended = row.ended.saturating_sub(1)),
        Before::CountedGone(at) => in_node(state, at, |row| row.gone = row.gone.saturating_sub(1)),
        Before::Begun(at, phase, start) => in_node(state, at, |row| (row.phase, row.start) = (phase, start)),
        Before::Ended(at, phase, end) => in_node(state, at, |row| (row.phase, row.end) = (phase, end)),
        Before::Scope(at, row) => restore(&mut state.scopes, at.index(), row),
        Before::Limit(at, row) => {
            state.index.alarms.set(at, &row);
            restore(&mut state.limits, at.index(), row);
        }
        Before::Status(status) => state.status = status,
        Before::Said => {
            state.hands.said.pop();
        }
        Before::Stop => {
            state.stops.pop();
        }
        Before::Papers(papers) => state.papers = papers,
        // Taken from its own list by the caller.
        Before::Large => {}
    }
}

fn in_node(state: &mut State, at: NodeIx, put_back: impl FnOnce(&mut NodeState)) {
    if let Some(row) = state.nodes.get_mut(at.index()) {
        put_back(row);
    }
}

fn put_large_back(state: &mut State, before: Large) {
    match before {
        Large::Answers(answers) => state.answers = answers,
        Large::Hands(hands) => state.hands = hands,
        Large::Ratings(ratings) => state.ratings = ratings,
        Large::StopRow(row, stop) => restore(&mut state.stops, row, stop),
        Large::Whole(whole) => *state = *whole,
    }
}

fn restore<T>(rows: &mut [T], at: usize, row: T) {
    if let Some(slot) = rows.get_mut(at) {
        *slot = row;
    }
}
