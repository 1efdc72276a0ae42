//! The state while a step works on it: changed in place, with what is needed to take every change back.
//!
//! Reading is free ([`Draft`] dereferences to the state). Writing goes through methods that remember what was there
//! before; the compiler holds everybody to it, because nothing hands out a plain `&mut State`. Rows that a step writes
//! all the time have a method each. Whatever has none uses [`Draft::whole_mut`], which copies the state once.

use crate::case::{CaseStatus, Hands, LimitState, NodeState, Said, ScopeState, State, StopRecord};
use crate::plan::{Answer, LimitIx, NodeIx, ScopeIx};
use crate::time::Instant;
use std::ops::Deref;

/// What was there before one change.
#[derive(Clone, Debug)]
enum Before {
    Node(NodeIx, NodeState),
    Scope(ScopeIx, ScopeState),
    Limit(LimitIx, LimitState),
    Status(CaseStatus),
    Answers(Vec<Answer>),
    /// A row was added at the end of `said`.
    Said,
    Hands(Box<Hands>),
    /// A row was added at the end of `stops`.
    Stop,
    StopRow(usize, Box<StopRecord>),
    Papers(u32),
    Whole(Box<State>),
}

/// The changes of the step in hand, in order. Kept between steps for its memory only.
#[derive(Clone, Debug, Default)]
pub(super) struct Undo(Vec<Before>);

impl Undo {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// The changes stand.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

/// A state that is being changed.
pub(super) struct Draft<'a> {
    state: &'a mut State,
    undo: &'a mut Undo,
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
        Self { state, undo }
    }

    /// Takes every change back, the last one first.
    pub(super) fn roll_back(self) {
        for before in self.undo.0.drain(..).rev() {
            put_back(self.state, before);
        }
    }

    #[expect(clippy::indexing_slicing, reason = "one row per node of a checked plan; `admit` compared them")]
    pub(super) fn node_mut(&mut self, at: NodeIx) -> &mut NodeState {
        let row = &mut self.state.nodes[at.index()];
        self.undo.0.push(Before::Node(at, *row));
        row
    }

    #[expect(clippy::indexing_slicing, reason = "one row per scope of a checked plan; `admit` compared them")]
    pub(super) fn scope_mut(&mut self, at: ScopeIx) -> &mut ScopeState {
        let row = &mut self.state.scopes[at.index()];
        self.undo.0.push(Before::Scope(at, *row));
        row
    }

    #[expect(clippy::indexing_slicing, reason = "one row per limit of a checked plan; `admit` compared them")]
    pub(super) fn limit_mut(&mut self, at: LimitIx) -> &mut LimitState {
        let row = &mut self.state.limits[at.index()];
        self.undo.0.push(Before::Limit(at, *row));
        row
    }

    pub(super) fn set_status(&mut self, status: CaseStatus) {
        self.undo.0.push(Before::Status(self.state.status));
        self.state.status = status;
    }

    /// The answers, fixed at submission.
    pub(super) fn set_answers(&mut self, answers: &[Answer]) {
        self.undo.0.push(Before::Answers(self.state.answers.clone()));
        self.state.answers.clear();
        self.state.answers.extend_from_slice(answers);
    }

    /// One more row of who said what.
    pub(super) fn add_said(&mut self, said: Said) {
        self.undo.0.push(Before::Said);
        self.state.hands.said.push(said);
    }

    /// Who said what, who signs, who works, to be changed at will.
    pub(super) fn hands_mut(&mut self) -> &mut Hands {
        self.undo.0.push(Before::Hands(Box::new(self.state.hands.clone())));
        &mut self.state.hands
    }

    /// One more stop.
    pub(super) fn add_stop(&mut self, stop: StopRecord) {
        self.undo.0.push(Before::Stop);
        self.state.stops.push(stop);
    }

    /// One stop, to be changed.
    pub(super) fn stop_mut(&mut self, row: usize) -> Option<&mut StopRecord> {
        let stop = self.state.stops.get_mut(row)?;
        self.undo.0.push(Before::StopRow(row, Box::new(stop.clone())));
        Some(stop)
    }

    /// Keeps only stops of which this holds.
    pub(super) fn retain_stops(&mut self, keep: impl Fn(&StopRecord) -> bool) {
        if self.state.stops.iter().all(&keep) {
            return;
        }
        self.whole_mut().stops.retain(keep);
    }

    /// The number of one more paper (文书) of the case.
    pub(super) fn next_paper(&mut self) -> u32 {
        self.undo.0.push(Before::Papers(self.state.papers));
        self.state.papers = self.state.papers.saturating_add(1);
        self.state.papers
    }

    /// Everything, to be changed at will: copies the state. For what happens rarely.
    pub(super) fn whole_mut(&mut self) -> &mut State {
        self.undo.0.push(Before::Whole(Box::new(self.state.clone())));
        self.state
    }

    /// The event has been applied: nothing after this fails, so nothing is remembered.
    pub(super) fn finish(self, now: Instant, head: Option<[u8; 32]>) {
        self.state.now = Some(now);
        self.state.sequence = self.state.sequence.saturating_add(1);
        if let Some(head) = head {
            self.state.head = head;
        }
        self.undo.forget();
    }
}

fn put_back(state: &mut State, before: Before) {
    match before {
        Before::Node(at, row) => restore(&mut state.nodes, at.index(), row),
        Before::Scope(at, row) => restore(&mut state.scopes, at.index(), row),
        Before::Limit(at, row) => restore(&mut state.limits, at.index(), row),
        Before::Status(status) => state.status = status,
        Before::Answers(answers) => state.answers = answers,
        Before::Said => {
            state.hands.said.pop();
        }
        Before::Hands(hands) => state.hands = *hands,
        Before::Stop => {
            state.stops.pop();
        }
        Before::StopRow(row, stop) => restore(&mut state.stops, row, *stop),
        Before::Papers(papers) => state.papers = papers,
        Before::Whole(whole) => *state = *whole,
    }
}

fn restore<T>(rows: &mut [T], at: usize, row: T) {
    if let Some(slot) = rows.get_mut(at) {
        *slot = row;
    }
}
