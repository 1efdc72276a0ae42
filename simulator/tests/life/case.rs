//! A case of a bundle to which events are sent as outsiders write them.

use lianban_compiler::{Bundle, Compilation, Host, check};
use lianban_runtime::case::{EffectKind, Engine, LimitPhase, Refusal, State, WireEvent};
use lianban_runtime::plan::{LimitIx, LimitKind, ScopeIx};
use lianban_runtime::time::CalendarData;

struct One(String);

impl Host for One {
    fn read(&self, _: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.as_bytes().to_vec())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().unwrap().data()
    }
}

/// The bundles of a text without errors.
pub fn compiled(text: &str) -> Vec<Bundle> {
    let Compilation { bundles, diagnostics, .. } = check(&One(text.to_owned()), "a.yjs");
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
    bundles
}

/// A file of the corpus.
pub fn corpus(path: &str) -> String {
    let path = format!("{}/../tests/corpus/{path}.yjs", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a corpus file")
}

/// One case.
pub struct Case {
    pub engine: Engine,
    pub state: State,
}

impl Case {
    /// Of the first bundle of a text.
    pub fn of(text: &str) -> Self {
        Self::of_bundle(text, 0)
    }

    pub fn of_bundle(text: &str, at: usize) -> Self {
        let engine = Engine::new(compiled(text).remove(at).plan).unwrap();
        let state = engine.new_case();
        Self { engine, state }
    }

    /// `03-02T10:00 KIND NODE`, data as JSON or empty, by a department or by nobody.
    fn send(&mut self, line: &str, data: &str) -> Result<Vec<EffectKind>, Refusal> {
        let mut words = line.split(' ');
        let (at, kind) = (words.next().unwrap(), words.next().unwrap());
        let (node, department) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let data = if data.is_empty() { "{}" } else { data };
        let line = format!(
            r#"{{"at":"2026-{at}:00+08:00","kind":"{kind}","node":"{node}","actor":{{"department":"{department}"}},"data":{data}}}"#
        );
        let event = WireEvent::from_json(&line).unwrap().resolve(&self.engine).unwrap();
        let effects = self.engine.step(&mut self.state, &event)?;
        Ok(effects.into_iter().map(|effect| effect.kind).collect())
    }

    /// What an event does.
    pub fn does(&mut self, line: &str) -> Vec<EffectKind> {
        self.does_with(line, "")
    }

    pub fn does_with(&mut self, line: &str, data: &str) -> Vec<EffectKind> {
        match self.send(line, data) {
            Ok(effects) => effects,
            Err(refusal) => panic!("{line}: {}", refusal.in_words(&self.engine).0),
        }
    }

    /// The code of a refusal that changes nothing.
    pub fn refuses(&mut self, line: &str) -> &'static str {
        self.refuses_with(line, "")
    }

    pub fn refuses_with(&mut self, line: &str, data: &str) -> &'static str {
        let before = self.state.hash();
        let refusal = self.send(line, data).expect_err(line);
        assert_eq!(self.state.hash(), before, "a refusal changes nothing");
        let (zh, en) = refusal.in_words(&self.engine);
        assert!(zh != refusal.code() && en != refusal.code(), "{zh} {en}");
        refusal.code()
    }

    pub fn scope(&self, name: &str) -> ScopeIx {
        self.engine.scope_named(name).expect(name)
    }

    /// The due dates of the limits that run, with their scopes and kinds.
    pub fn running(&self) -> Vec<(String, LimitKind, String)> {
        let plan = self.engine.plan();
        let limits =
            plan.limits.iter().zip(0_u32..).map(|(limit, at)| (limit, self.state.limit(LimitIx(at))));
        let open = limits.filter(|(_, running)| running.phase == LimitPhase::Open);
        let date = |due| self.engine.calendar().date_of(due).to_string();
        open.map(|(limit, running)| {
            let scope = plan.scopes[limit.scope.index()].name.clone();
            (scope, limit.kind, running.due.map(date).unwrap_or_default())
        })
        .collect()
    }
}
