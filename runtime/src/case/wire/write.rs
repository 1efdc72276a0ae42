//! Events written as outsiders read them. What is written here is read back as the same event: a journal that is
//! exported can be fed in again.

use super::{WireError, WireEvent, bare, error};
use crate::case::{Engine, Event, EventKind, Party};
use crate::plan::{Answer, AnswerKind, MaterialIx, ProcedureIx, Question, ScopeIx, Voice};
use crate::time::Roll;
use serde_json::{Map, Value, json};

/// Node and data of an event.
#[derive(Default)]
struct Written {
    node: String,
    data: Map<String, Value>,
}

impl Written {
    fn at(node: String) -> Self {
        Self { node, ..Self::default() }
    }

    /// Adds a field of `data`.
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a text, unless it is empty: an absent one is read as empty.
    fn note(self, note: &str) -> Self {
        if note.is_empty() { self } else { self.with("note", note) }
    }
}

impl WireEvent {
    /// An event by names. [`WireEvent::resolve`] gives it back.
    ///
    /// # Errors
    /// [`WireError`] if the event speaks of something that the plan does not have, or that cannot be named because
    /// something else bears its name: no accepted event of a compiled bundle does.
    pub fn of(event: &Event, engine: &Engine) -> Result<Self, WireError> {
        let Written { node, data } = course(&event.kind, engine)?;
        let at = event.at.format(engine.plan().calendar.utc_offset_minutes);
        Ok(Self {
            key: event.key.clone(),
            at,
            actor: event.actor.clone(),
            kind: event.kind.zh().to_owned(),
            node,
            data,
        })
    }
}

/// Events about the course of a case.
fn course(kind: &EventKind, engine: &Engine) -> Result<Written, WireError> {
    let name = |at: &ScopeIx| engine.wire_scope(*at);
    Ok(match kind {
        EventKind::Submit { answers } => {
            Written::default().with("answers", write_answers(&engine.plan().questions, answers)?)
        }
        EventKind::Accept => Written::default(),
        EventKind::Reject { note } => Written::default().note(note),
        EventKind::AskCorrection { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::Correct { scope } => Written::at(name(scope)?),
        EventKind::Supply { material } => Written::at(engine.wire_material(*material)?),
        EventKind::Finish { scope: ScopeIx(0) } => Written::at(engine.wire_delivery()),
        EventKind::Finish { scope } => Written::at(name(scope)?),
        EventKind::Refuse { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::Fail { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::Rectify { scope } => Written::at(name(scope)?),
        EventKind::BeginProcedure { procedure, scope, note } => {
            procedure_event(engine, *procedure, *scope)?.note(note)
        }
        EventKind::EndProcedure { procedure, scope } => procedure_event(engine, *procedure, *scope)?,
        EventKind::Extend { scope, by, note } => {
            let written =
                Written::at(name(scope)?).with("amount", by.amount).with("unit", by.unit.word()).note(note);
            if by.roll == Roll::None { written } else { written.with("roll", by.roll.word()) }
        }
        EventKind::Suspend { scope, basis } => Written::at(name(scope)?).note(basis),
        EventKind::Resume { scope } => Written::at(name(scope)?),
        EventKind::Withdraw => Written::default(),
        EventKind::Terminate { note } => Written::default().note(note),
        EventKind::Tick => Written::default(),
        EventKind::Expire => Written::default(),
        other => people(other, engine)?,
    })
}

/// Events about who acts.
fn people(kind: &EventKind, engine: &Engine) -> Result<Written, WireError> {
    let name = |at: &ScopeIx| engine.wire_scope(*at);
    Ok(match kind {
        EventKind::Attend { scope } => Written::at(name(scope)?),
        EventKind::Absent { scope } => Written::at(name(scope)?),
        EventKind::Opinion { scope, note, .. } => Written::at(name(scope)?).note(note),
        EventKind::HandOver => Written::default(),
        EventKind::Reassign { scope, to, .. } => Written::at(name(scope)?).with("to", engine.wire_party(to)?),
        EventKind::Signer { scope, who, .. } => {
            Written::at(name(scope)?).with("to", engine.wire_voice(*who)?)
        }
        EventKind::SendBack { scope, to, note } => {
            let written = Written::at(name(scope)?).note(note);
            match to {
                Some(step) => written.with("to", name(step)?),
                None => written,
            }
        }
        EventKind::Urge { scope } => Written::at(name(scope)?),
        EventKind::Inform { scope, to } => Written::at(name(scope)?).with("to", engine.wire_party(to)?),
        other => ends(other, engine)?,
    })
}

/// Events that end a case or follow its end.
fn ends(kind: &EventKind, engine: &Engine) -> Result<Written, WireError> {
    let name = |at: &ScopeIx| engine.wire_scope(*at);
    Ok(match kind {
        EventKind::Rate { scope, score, note } => {
            Written::at(name(scope)?).with("rating", score.word()).note(note)
        }
        EventKind::CallBack { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::Remedied { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::ExcludeRating { scope, reason } => Written::at(name(scope)?).note(reason),
        EventKind::Revoke { scope, reason } => Written::at(name(scope)?).note(reason),
        EventKind::WithdrawItem { scope } => Written::at(name(scope)?),
        EventKind::Discuss { scope, record } => Written::at(name(scope)?).note(record),
        EventKind::NotRequired { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::Decline { scope, note, to } => {
            let written = Written::at(name(scope)?).note(note);
            if to.is_empty() { written } else { written.with("to", to.as_str()) }
        }
        EventKind::CorrectOnSpot { scope, note } => Written::at(name(scope)?).note(note),
        EventKind::RevokeAcceptance { scope, reason } => Written::at(name(scope)?).note(reason),
        EventKind::Forward { scope, opinion } => Written::at(name(scope)?).note(opinion),
        EventKind::Recall { scope } => Written::at(name(scope)?),
        EventKind::Migrate { from, plan, consent, renames, note } => {
            let data = super::migrate::write(from, plan, *consent, renames);
            Written { data, ..Written::default() }.note(note)
        }
        EventKind::Submit { .. }
        | EventKind::Accept
        | EventKind::Reject { .. }
        | EventKind::AskCorrection { .. }
        | EventKind::Correct { .. }
        | EventKind::Supply { .. }
        | EventKind::Finish { .. }
        | EventKind::Refuse { .. }
        | EventKind::Fail { .. }
        | EventKind::Rectify { .. }
        | EventKind::BeginProcedure { .. }
        | EventKind::EndProcedure { .. }
        | EventKind::Extend { .. }
        | EventKind::Suspend { .. }
        | EventKind::Resume { .. }
        | EventKind::Withdraw
        | EventKind::Terminate { .. }
        | EventKind::Tick
        | EventKind::Expire
        | EventKind::Attend { .. }
        | EventKind::Absent { .. }
        | EventKind::Opinion { .. }
        | EventKind::HandOver
        | EventKind::Reassign { .. }
        | EventKind::Signer { .. }
        | EventKind::SendBack { .. }
        | EventKind::Urge { .. }
        | EventKind::Inform { .. } => return error("不是".to_owned(), "about the course".to_owned()),
    })
}

fn procedure_event(engine: &Engine, procedure: ProcedureIx, scope: ScopeIx) -> Result<Written, WireError> {
    let Some(found) = engine.procedure(procedure) else { return nameless("特别程序", procedure.0) };
    let written = Written::at(engine.wire_scope(scope)?).with("procedure", found.name.as_str());
    if engine.procedure_named(&found.name, scope) == Some(procedure) {
        return Ok(written);
    }
    let rows = (0_u32..).map(ProcedureIx).zip(&engine.plan().procedures);
    let same = rows.filter(|(_, p)| p.name == found.name && p.scope == found.scope).map(|(at, _)| at).next();
    if same != Some(procedure) {
        return ambiguous(&found.name);
    }
    Ok(written.with("of", engine.wire_scope(found.scope)?))
}

/// Answers by question; what is not asked is left out.
pub(super) fn write_answers(
    questions: &[Question],
    answers: &[Answer],
) -> Result<Map<String, Value>, WireError> {
    if questions.len() != answers.len() {
        return error(
            format!("应有 {} 个回答，实有 {} 个", questions.len(), answers.len()),
            format!("{} answers are needed, {} given", questions.len(), answers.len()),
        );
    }
    let asked = questions.iter().zip(answers).filter(|(_, answer)| **answer != Answer::Unasked);
    Ok(asked.map(|(question, answer)| (question.name.clone(), write_answer(question, *answer))).collect())
}

/// One answer: text, true or false, a list of names.
fn write_answer(question: &Question, answer: Answer) -> Value {
    match (&question.kind, answer) {
        (_, Answer::YesNo(yes)) => Value::Bool(yes),
        (AnswerKind::Several(choices), Answer::Several(_)) => {
            let chosen = choices.iter().zip(0_u32..).filter(|(_, at)| answer.has(*at));
            chosen.map(|(name, _)| name.as_str()).collect()
        }
        (kind, answer) => Value::String(kind.in_words(answer)),
    }
}

pub(super) fn nameless<T>(what: &str, at: u32) -> Result<T, WireError> {
    error(format!("方案里没有这个{what}（{at}）"), format!("the plan has no such row ({at})"))
}

fn ambiguous<T>(name: &str) -> Result<T, WireError> {
    error(format!("不止一处叫“{name}”，说不清是哪一处"), format!("several things are called `{name}`"))
}

impl Engine {
    /// The name of a scope on the wire; empty for the whole case.
    pub(super) fn wire_scope(&self, at: ScopeIx) -> Result<String, WireError> {
        if at == ScopeIx(0) {
            return Ok(String::new());
        }
        let Some(scope) = self.plan().scopes.get(at.index()) else { return nameless("事项", at.0) };
        let unique = self.scope_named(bare(&scope.name)) == Some(at) && scope.name != self.wire_delivery();
        if unique { Ok(scope.name.clone()) } else { ambiguous(&scope.name) }
    }

    /// The name of delivery; empty if the bundle has none.
    fn wire_delivery(&self) -> String {
        self.delivery().map(|node| self.node(node).name.clone()).unwrap_or_default()
    }

    pub(super) fn wire_material(&self, at: MaterialIx) -> Result<String, WireError> {
        let Some(material) = self.material(at) else { return nameless("材料", at.0) };
        let first = self.plan().materials.iter().position(|m| m.name == bare(&material.name));
        if first == Some(at.index()) { Ok(material.name.clone()) } else { ambiguous(&material.name) }
    }

    /// A department or role: its name, or where a role bears the name of a department, an object.
    pub(super) fn wire_voice(&self, who: Voice) -> Result<Value, WireError> {
        let name = self.voice_name(who);
        if self.voice_called(bare(name)) == Some(who) {
            return Ok(json!(name));
        }
        self.wire_party(&match who {
            Voice::Department(at) => Party { department: Some(at), ..Party::default() },
            Voice::Role(at) => Party { role: Some(at), ..Party::default() },
        })
    }

    /// Department, role and name, as far as they are stated.
    pub(super) fn wire_party(&self, party: &Party) -> Result<Value, WireError> {
        let mut object = Map::new();
        if let Some(at) = party.department {
            let Some(department) = self.plan().departments.get(at.index()) else {
                return nameless("部门", at.0);
            };
            if self.department_called(&department.name) != Some(at) {
                return ambiguous(&department.name);
            }
            object.insert("department".to_owned(), json!(department.name));
        }
        if let Some(at) = party.role {
            let Some(role) = self.plan().desk.roles.get(at.index()) else { return nameless("角色", at.0) };
            if self.role_named(&role.name) != Some(at) {
                return ambiguous(&role.name);
            }
            object.insert("role".to_owned(), json!(role.name));
        }
        if !party.name.is_empty() {
            object.insert("name".to_owned(), json!(party.name));
        }
        Ok(Value::Object(object))
    }
}
