//! Cases at random: every kind of event, on compiled bundles and on random plans, so that whatever a case can hold is
//! held once.

use lianban_compiler::{Compilation, Host, check};
use lianban_runtime::case::{
    Actor, CaseStatus, Effect, Engine, Event, EventKind, Party, Phase, Refusal, Rename, Renamed,
    ScopeOutcome, Score, State, StopKind, Words,
};
use lianban_runtime::plan::{
    DepartmentIx, Handling, MaterialIx, NodeIx, Plan, ProcedureIx, RoleIx, ScopeIx, ScopeKind, Voice, settle,
};
use lianban_runtime::time::{CalendarData, Instant, Roll, Span, Unit};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

struct Disk;

impl Host for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|error| error.to_string())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().unwrap().data()
    }
}

/// The folder that holds all rooms.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, found);
        } else if path.extension().is_some_and(|end| end == "yjs") {
            found.push(path);
        }
    }
}

/// Every bundle of the corpus that compiles, and those that are shipped, each with the name of its file.
pub fn corpus() -> Vec<(String, Plan)> {
    static COMPILED: OnceLock<Vec<(String, Plan)>> = OnceLock::new();
    COMPILED.get_or_init(compiled).clone()
}

fn compiled() -> Vec<(String, Plan)> {
    let mut files = Vec::new();
    files_below(&root().join("bundles"), &mut files);
    files_below(&root().join("tests/corpus"), &mut files);
    files.retain(|path| !path.components().any(|part| part.as_os_str() == "bad"));
    let mut plans = Vec::new();
    for file in files {
        let Compilation { bundles, .. } = check(&Disk, file.to_str().unwrap());
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        plans.extend(bundles.into_iter().map(|bundle| (name.clone(), bundle.plan)));
    }
    assert!(plans.len() > 50, "only {} bundles compile", plans.len());
    plans
}

/// xorshift64*: the seed alone decides the walk.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % n.max(1)
    }

    fn ix(&mut self, n: usize) -> u32 {
        u32::try_from(self.below(n)).unwrap()
    }

    fn note(&mut self) -> String {
        ["", "平面图缺尺寸", "a \"quoted\" note\n第二行", "《　》、；"][self.below(4)].to_owned()
    }
}

/// A case that anything may happen to.
pub struct Walk<'e> {
    pub engine: &'e Engine,
    pub state: State,
    pub dice: Dice,
    at: Instant,
}

impl<'e> Walk<'e> {
    pub fn new(engine: &'e Engine, seed: u64) -> Self {
        let at = Instant::parse("2026-03-09T09:00:00+08:00").unwrap();
        Self { engine, state: engine.new_case(), dice: Dice::new(seed), at }
    }

    /// A case that has been through something already.
    #[allow(dead_code, reason = "not every test that shares this file resumes a case")]
    pub fn resumed(engine: &'e Engine, state: State, seed: u64) -> Self {
        let mut walk = Self::new(engine, seed);
        walk.at = state.now.unwrap_or(walk.at);
        Self { state, ..walk }
    }

    /// Something happens, or is refused.
    pub fn next(&mut self) -> (Event, Result<Vec<Effect>, Refusal>) {
        let kind = if self.state.status == CaseStatus::Draft { self.submission() } else { self.any_kind() };
        let step = [0, 1, 90_000, 3_600_000, 7 * 3_600_000, 86_400_000, 3 * 86_400_000][self.dice.below(7)];
        self.at = self.at.add_millis(step).unwrap();
        let key = format!("{}/{}", self.dice.below(9), self.state.sequence);
        // The applicant submits: others may not.
        let actor = if self.state.sequence == 0 { Actor::default() } else { self.actor() };
        let mut event = Event { key, at: self.at, actor, kind };
        if self.dice.below(2) == 0 {
            self.make_right(&mut event);
        }
        let outcome = self.engine.step(&mut self.state, &event);
        (event, outcome)
    }

    /// Answers that are asked, each admissible.
    fn submission(&mut self) -> EventKind {
        use lianban_compiler::proof::Domains;
        let plan = self.engine.plan();
        let day = self.engine.calendar().date_of(self.at);
        let domains = Domains::new(plan, day).unwrap();
        let mut scenarios = domains.scenarios();
        let mut chosen = scenarios.next_answers().map(<[_]>::to_vec).unwrap_or_default();
        for _ in 0..self.dice.below(40) {
            match scenarios.next_answers() {
                Some(answers) => chosen = answers.to_vec(),
                None => break,
            }
        }
        let given: Vec<_> = chosen.into_iter().map(Some).collect();
        EventKind::Submit { answers: settle(&plan.questions, &plan.guards, &given, day).answers }
    }

    fn actor(&mut self) -> Actor {
        let plan = self.engine.plan();
        let mut actor = Actor::default();
        if self.dice.below(2) == 0 && !plan.departments.is_empty() {
            actor.department = plan.departments[self.dice.below(plan.departments.len())].name.clone();
        }
        if self.dice.below(3) == 0 && !plan.desk.roles.is_empty() {
            actor.role = plan.desk.roles[self.dice.below(plan.desk.roles.len())].name.clone();
        }
        if self.dice.below(3) == 0 {
            actor.name = "张三".to_owned();
        }
        actor
    }

    fn scope(&mut self) -> ScopeIx {
        ScopeIx(self.dice.ix(self.engine.plan().scopes.len()))
    }

    fn party(&mut self) -> Party {
        let plan = self.engine.plan();
        let department = (self.dice.below(2) == 0 && !plan.departments.is_empty())
            .then(|| DepartmentIx(self.dice.ix(plan.departments.len())));
        let role = (self.dice.below(2) == 0 && !plan.desk.roles.is_empty())
            .then(|| RoleIx(self.dice.ix(plan.desk.roles.len())));
        Party { department, role, name: ["", "李四"][self.dice.below(2)].to_owned() }
    }

    fn voice(&mut self) -> Option<Voice> {
        let plan = self.engine.plan();
        let departments = plan.departments.len();
        match self.dice.below(departments + plan.desk.roles.len()) {
            _ if departments + plan.desk.roles.len() == 0 => None,
            at if at < departments => Some(Voice::Department(DepartmentIx(u32::try_from(at).unwrap()))),
            at => Some(Voice::Role(RoleIx(u32::try_from(at - departments).unwrap()))),
        }
    }

    fn extension(&mut self) -> Span {
        let units = [Unit::WorkDay, Unit::Day, Unit::Month, Unit::Hour];
        let unit = units[self.dice.below(4)];
        Span { amount: self.dice.ix(12), unit, roll: Roll::ALL[self.dice.below(4)] }
    }

    /// Any kind of event, most often one that brings the case on.
    fn any_kind(&mut self) -> EventKind {
        let scope = self.scope();
        let plan = self.engine.plan();
        let note = self.dice.note();
        match self.dice.below(86) {
            0..=23 => self.finish_something(),
            24 | 25 => EventKind::AskCorrection { scope, note },
            26 | 27 => EventKind::Correct { scope },
            28 if !plan.materials.is_empty() => {
                EventKind::Supply { material: MaterialIx(self.dice.ix(plan.materials.len())) }
            }
            29 => EventKind::Refuse { scope, note },
            30 | 31 => EventKind::Fail { scope, note },
            32 | 33 => EventKind::Rectify { scope },
            34 | 35 | 66 | 67 if !plan.procedures.is_empty() => EventKind::BeginProcedure {
                procedure: ProcedureIx(self.dice.ix(plan.procedures.len())),
                scope,
                note,
            },
            36 | 37 if !plan.procedures.is_empty() => {
                EventKind::EndProcedure { procedure: ProcedureIx(self.dice.ix(plan.procedures.len())), scope }
            }
            38 => EventKind::Extend { scope, by: self.extension(), note },
            39 => EventKind::Suspend { scope, basis: note },
            40 => EventKind::Resume { scope },
            41 if self.dice.below(12) == 0 => EventKind::Withdraw,
            42 if self.dice.below(12) == 0 => EventKind::Terminate { note },
            43 => EventKind::Expire,
            44 => EventKind::Accept,
            45 if self.dice.below(2) == 0 => EventKind::Reject { note },
            46 => EventKind::HandOver,
            47 | 69 => EventKind::Absent { scope },
            48 | 49 => EventKind::Attend { scope },
            50..=52 => EventKind::Opinion { scope, consent: self.dice.below(4) > 0, note },
            53 | 63 => EventKind::Reassign { scope, to: self.party(), instead: self.dice.below(2) == 0 },
            54 | 55 => match self.voice() {
                Some(who) => EventKind::Signer { scope, who, add: self.dice.below(2) == 0 },
                None => EventKind::Tick,
            },
            56 => {
                let to = if self.dice.below(2) == 0 { None } else { Some(self.scope()) };
                EventKind::SendBack { scope, to, note }
            }
            57 => EventKind::Urge { scope },
            58 => EventKind::Inform { scope, to: self.party() },
            70..=72 => EventKind::Discuss { scope, record: note },
            74 | 75 => EventKind::NotRequired { scope, note },
            76 | 77 => {
                let to = ["省局", "别的局"][self.dice.below(2)].to_owned();
                EventKind::Decline { scope, note, to }
            }
            78 | 79 => EventKind::CorrectOnSpot { scope, note },
            80 => EventKind::RevokeAcceptance { scope, reason: note },
            81..=83 => EventKind::Forward { scope, opinion: note },
            84 => EventKind::Recall { scope },
            85 => EventKind::Recall { scope: ScopeIx(0) },
            59 => EventKind::Rate { scope, score: Score::ALL[self.dice.below(5)], note },
            60 => EventKind::CallBack { scope, note },
            61 => EventKind::Remedied { scope, note },
            62 => EventKind::ExcludeRating { scope, reason: note },
            64 => EventKind::Revoke { scope, reason: note },
            65 if scope != ScopeIx(0) && self.dice.below(3) == 0 => EventKind::WithdrawItem { scope },
            // Takes another plan: refused here.
            68 => EventKind::Migrate {
                from: [2; 32],
                plan: [3; 32],
                consent: true,
                renames: self.renames(),
                note,
            },
            _ => EventKind::Tick,
        }
    }

    fn renames(&mut self) -> Vec<Rename> {
        let rename =
            |(what, ..): &(Renamed, &str, &str)| Rename { what: *what, from: "甲".into(), to: "乙".into() };
        Renamed::ALL.iter().take(self.dice.below(9)).map(rename).collect()
    }

    /// What hardly comes by chance: an extension as it is written; people who have a seat where work runs; a step that may
    /// be signed, gone back from, given on.
    fn make_right(&mut self, event: &mut Event) {
        let engine = self.engine;
        let plan = engine.plan();
        let running = self.running();
        match &mut event.kind {
            EventKind::Extend { scope, by, .. } => {
                let possible: Vec<_> = plan.limits.iter().filter(|limit| limit.extension.is_some()).collect();
                let Some(limit) = possible.get(self.dice.below(possible.len())) else { return };
                let extension = limit.extension.as_ref().unwrap();
                (*scope, *by) = (limit.scope, Span { amount: 1, ..extension.most });
                event.actor = Actor { role: extension.approver.clone(), ..Actor::default() };
            }
            EventKind::Attend { scope } | EventKind::Absent { scope } | EventKind::Opinion { scope, .. } => {
                let panels: Vec<_> =
                    running.iter().filter(|(_, node)| engine.panel(*node).is_some()).collect();
                let Some((at, node)) = panels.get(self.dice.below(panels.len())) else { return };
                *scope = *at;
                let voices = engine.voices(&self.state, *node);
                if let Some(who) = voices.get(self.dice.below(voices.len())) {
                    event.actor = engine.voice_as_actor(*who);
                }
            }
            EventKind::Fail { scope, .. } | EventKind::Rectify { scope } => {
                let rework =
                    |node: &NodeIx| !engine.rounds_of(*node).is_empty() || engine.round_of(*node).is_some();
                let able: Vec<_> = running.iter().filter(|(_, node)| rework(node)).collect();
                let Some((at, _)) = able.get(self.dice.below(able.len())) else { return };
                *scope = *at;
                event.actor = Actor::default();
            }
            EventKind::EndProcedure { scope, procedure } => {
                let open = self.state.stops.iter().filter(|stop| stop.is_open());
                let mut open = open.filter_map(|stop| match stop.kind {
                    StopKind::Procedure(at) => Some((stop.scope, at)),
                    _ => None,
                });
                if let Some(found) = open.next_back() {
                    (*scope, *procedure) = found;
                    event.actor = Actor::default();
                }
            }
            EventKind::Rate { scope, score, .. } => {
                event.actor = Actor::default();
                let ended = |at: &ScopeIx| self.state.scope(*at).outcome != ScopeOutcome::Open;
                let mut items = engine.scope_indices().filter(|at| engine.scope(*at).kind == ScopeKind::Item);
                if let Some(item) = items.find(ended) {
                    (*scope, *score) = (item, Score::Dissatisfied);
                }
            }
            EventKind::CallBack { scope, .. }
            | EventKind::Remedied { scope, .. }
            | EventKind::ExcludeRating { scope, .. } => {
                if let Some(rating) = self.state.ratings.last() {
                    *scope = rating.scope;
                }
            }
            EventKind::Signer { scope, .. } => self.allowed(scope, &mut event.actor, Handling::AddSigner),
            EventKind::SendBack { scope, .. } => self.allowed(scope, &mut event.actor, Handling::SendBack),
            EventKind::Forward { scope, .. } => {
                let nodes = plan.desk.forwarded.clone();
                self.one_of(&nodes, scope, &mut event.actor);
            }
            EventKind::Recall { scope } if *scope != ScopeIx(0) => {
                let nodes: Vec<NodeIx> = self.state.hands.holders.iter().map(|holder| holder.node).collect();
                self.one_of(&nodes, scope, &mut event.actor);
            }
            EventKind::RevokeAcceptance { .. }
            | EventKind::NotRequired { .. }
            | EventKind::Decline { .. } => {
                event.actor = Actor::default();
            }
            EventKind::Discuss { scope, .. } => {
                let nodes = plan.desk.discussed.clone();
                self.one_of(&nodes, scope, &mut event.actor);
            }
            EventKind::Reassign { scope, instead, .. } => {
                let what = if *instead { Handling::Transfer } else { Handling::Entrust };
                self.allowed(scope, &mut event.actor, what);
            }
            _ => {}
        }
    }

    /// A scope with which this is allowed, one that runs if there is one.
    fn allowed(&mut self, scope: &mut ScopeIx, actor: &mut Actor, what: Handling) {
        let rows = self.engine.plan().desk.allowed.iter().filter(|row| row.what.contains(&what));
        let nodes: Vec<NodeIx> = rows.map(|row| row.node).collect();
        self.one_of(&nodes, scope, actor);
    }

    /// The scope of one of these nodes, one that runs if there is one.
    fn one_of(&mut self, nodes: &[NodeIx], scope: &mut ScopeIx, actor: &mut Actor) {
        let mut nodes = nodes.to_vec();
        let runs = |node: &NodeIx| self.state.node(*node).phase == Phase::Running;
        if nodes.iter().any(runs) {
            nodes.retain(runs);
        }
        if let Some(node) = nodes.get(self.dice.below(nodes.len())) {
            (*scope, *actor) = (self.engine.node(*node).scope, Actor::default());
        }
    }

    /// What runs, and whose it is.
    fn running(&self) -> Vec<(ScopeIx, NodeIx)> {
        let nodes = self.engine.node_indices();
        let running = nodes.filter(|node| self.state.node(*node).phase == Phase::Running);
        running.map(|node| (self.engine.node(node).scope, node)).collect()
    }

    /// A scope whose work runs, if there is one.
    fn finish_something(&mut self) -> EventKind {
        let engine = self.engine;
        let running = self.running();
        let scope = match running.get(self.dice.below(running.len())) {
            Some((scope, _)) => *scope,
            None => self.scope(),
        };
        if engine.scope(scope).kind == ScopeKind::Bundle && self.dice.below(3) > 0 {
            return EventKind::Accept;
        }
        EventKind::Finish { scope }
    }
}
