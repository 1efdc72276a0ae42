//! The wire form of events about people: to whom work is given, who signs, to which step it goes back.

use super::{WireError, WireEvent, bare, error, short};
use crate::case::{Engine, Party};
use crate::plan::{RoleIx, ScopeIx, Voice};
use serde_json::Value;

impl WireEvent {
    /// `data.to`: the name of a department or role, of a person, or an object of all three.
    pub(super) fn party(&self, engine: &Engine) -> Result<Party, WireError> {
        engine.read_party(self.data.get("to").unwrap_or(&Value::Null))
    }

    /// `data.to`: the name of a role or else a department, or an object with one of the two.
    pub(super) fn voice(&self, engine: &Engine) -> Result<Voice, WireError> {
        engine.read_voice(self.data.get("to").unwrap_or(&Value::Null))
    }

    /// `data.to` of 退回: back to the applicant.
    pub(super) fn is_to_applicant(&self) -> bool {
        self.text_of("to").map(bare) == Some("申请人")
    }

    /// `data.to` of 不予受理: an authority, in plain words.
    pub(super) fn place(&self) -> Result<String, WireError> {
        super::short(self.text_of("to").unwrap_or_default())
    }

    /// `data.to`: a step, as `X·A` or, of the same item, as `A`.
    pub(super) fn step_to(&self, engine: &Engine) -> Result<Option<ScopeIx>, WireError> {
        let Some(name) = self.text_of("to").map(bare) else { return Ok(None) };
        if name.is_empty() {
            return Ok(Some(ScopeIx(0)));
        }
        let item = bare(&self.node).split('·').next().unwrap_or_default();
        let found = engine.scope_named(name).or_else(|| engine.scope_named(&format!("{item}·{name}")));
        found.map_or_else(|| unknown(name), |at| Ok(Some(at)))
    }
}

fn unknown<T>(name: &str) -> Result<T, WireError> {
    error(format!("to：没有“{name}”"), format!("to: nothing is called `{name}`"))
}

impl Engine {
    pub(super) fn read_party(&self, to: &Value) -> Result<Party, WireError> {
        if let Value::String(name) = to {
            let name = bare(name);
            return Ok(match self.voice_called(name) {
                Some(Voice::Department(at)) => Party { department: Some(at), ..Party::default() },
                Some(Voice::Role(at)) => Party { role: Some(at), ..Party::default() },
                None => Party { name: short(name)?, ..Party::default() },
            });
        }
        let text = |key: &str| to.get(key).and_then(Value::as_str).unwrap_or_default();
        let (department, role) = (text("department"), text("role"));
        let found = self.department_called(department);
        if found.is_none() && !department.is_empty() {
            return unknown(department);
        }
        let role_at = match self.role_named(role) {
            None if !role.is_empty() => return unknown(role),
            at => at,
        };
        Ok(Party { department: found, role: role_at, name: short(text("name"))? })
    }

    pub(super) fn read_voice(&self, to: &Value) -> Result<Voice, WireError> {
        if let Value::String(name) = to {
            return self.voice_called(bare(name)).map_or_else(|| unknown(name), Ok);
        }
        match self.read_party(to)? {
            Party { department: Some(at), role: None, .. } => Ok(Voice::Department(at)),
            Party { department: None, role: Some(at), .. } => Ok(Voice::Role(at)),
            _ => {
                error("应写一个部门或一个角色".to_owned(), "one department or one role is wanted".to_owned())
            }
        }
    }

    /// A role by name.
    #[must_use]
    pub fn role_named(&self, name: &str) -> Option<RoleIx> {
        let at = self.plan().desk.roles.iter().position(|role| role.name == name)?;
        u32::try_from(at).ok().map(RoleIx)
    }

    /// A role, or else a department, by name.
    #[must_use]
    pub fn voice_called(&self, name: &str) -> Option<Voice> {
        let role = self.role_named(name).map(Voice::Role);
        role.or_else(|| self.department_called(name).map(Voice::Department))
    }
}
