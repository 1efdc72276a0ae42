//! The whole store looked at, and every case brought to its end.

use super::office::{Office, told};
use crate::duty::{Stuck, fulfil};
use lianban_runtime::case::{CaseStatus, Event};
use lianban_store::{View, verify};

impl Office<'_> {
    /// The whole store against the models, read by somebody else.
    pub(super) fn check(&mut self) -> Result<(), String> {
        self.commit()?;
        self.registry = None;
        let (mut store, key) = self.sqlite().map_err(told)?;
        let report = verify(&mut store, &key, None).map_err(told)?;
        if let Some(finding) = report.findings.first() {
            return Err(format!("verify: {finding:?}"));
        }
        let mut view = View::open(store, Some(key)).map_err(told)?;
        for model in self.cases.iter().filter(|model| !model.known.is_empty()) {
            let case = view.called(&model.id).map_err(told)?;
            if view.events(case).map_err(told)? != model.known {
                return Err(format!("case {}: other events than were acknowledged", model.id));
            }
            if view.case(case).map_err(told)?.state != model.state {
                return Err(format!("case {}: another state than its events lead to", model.id));
            }
        }
        drop(view);
        self.reopen()
    }

    /// The faults have ended: everything that was acknowledged is there, and every case comes to its end.
    pub(super) fn end(&mut self) -> Result<(), String> {
        self.reopen()?;
        self.commit()?;
        for at in 0..self.cases.len() {
            self.finish(at)?;
        }
        self.check()
    }

    fn finish(&mut self, at: usize) -> Result<(), String> {
        let model = &self.cases[at];
        let mut state = model.state.clone();
        // Nobody has submitted it.
        if state.status == CaseStatus::Draft {
            return Ok(());
        }
        let events = match fulfil(model.engine, &mut state) {
            Ok(events) => events,
            Err(Stuck::Calendar) => {
                self.tally.beyond += 1;
                return Ok(());
            }
            Err(why) => return Err(format!("case {} does not end: {why:?}", model.id)),
        };
        for (n, event) in events.into_iter().enumerate() {
            let state = self.cases[at].state.clone();
            self.submit(at, Event { key: format!("end{n}"), ..event }, state)?;
            self.commit()?;
        }
        if !self.cases[at].state.status.is_final() {
            return Err(format!("case {} has not ended", self.cases[at].id));
        }
        self.tally.ended += 1;
        Ok(())
    }
}
