//! May the actor do that? Asked where the event names a department or a role, and the bundle says who may do what.

use super::{Stepped, Transition};
use crate::case::{Actor, Denial, Event, EventKind, Holder, Refusal};
use crate::plan::{DepartmentIx, NodeIx, NodeKind, Office, Power, Role, ScopeIx, ScopeKind};

/// What an event asks for: a power, over a scope.
struct Asked {
    power: Power,
    scope: ScopeIx,
    /// The node that is worked on, if the event ends it or gives it on.
    node: Option<NodeIx>,
}

impl Transition<'_> {
    /// Refuses what the actor may not do. An actor of whom neither department nor role is stated is the system.
    pub(super) fn authorise(&self, event: &Event) -> Stepped {
        let actor = &event.actor;
        if actor.department.is_empty() && actor.role.is_empty() {
            return Ok(());
        }
        let Some(asked) = self.asked(event) else { return Ok(()) };
        let holders = self.holders(asked.node);
        let engine = self.engine;
        let given = holders.iter().any(|holder| engine.is_party(actor, &holder.to));
        if holders.iter().any(|holder| holder.instead) && !given {
            return Err(self.denied(actor, &asked, Denial::GivenToOthers));
        }
        if !engine.governs() {
            return Ok(());
        }
        match self.denial(actor, &asked, given) {
            Some(why) => Err(self.denied(actor, &asked, why)),
            None => Ok(()),
        }
    }

    fn denied(&self, actor: &Actor, asked: &Asked, why: Denial) -> Refusal {
        let parts = [&actor.department, &actor.role, &actor.name];
        let who: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect();
        Refusal::NotAuthorised { who: who.join(" "), scope: asked.scope, power: asked.power, why }
    }

    fn asked(&self, event: &Event) -> Option<Asked> {
        let (power, scope) = match &event.kind {
            EventKind::Accept | EventKind::Reject { .. } | EventKind::HandOver => (Power::Accept, ScopeIx(0)),
            EventKind::AskCorrection { scope, .. } => (Power::Accept, *scope),
            EventKind::Finish { scope: ScopeIx(0) } => (Power::Deliver, ScopeIx(0)),
            EventKind::Refuse { scope, .. } | EventKind::Revoke { scope, .. } => (Power::Decide, *scope),
            EventKind::Attend { scope } | EventKind::Absent { scope } | EventKind::Opinion { scope, .. } => {
                (Power::Opine, *scope)
            }
            EventKind::Finish { scope }
            | EventKind::Reassign { scope, .. }
            | EventKind::Signer { scope, .. }
            | EventKind::SendBack { scope, .. } => (self.power_over(*scope), *scope),
            EventKind::Terminate { .. } | EventKind::Migrate { .. } => (Power::Decide, ScopeIx(0)),
            EventKind::Extend { scope, .. } => (Power::Extend, *scope),
            EventKind::BeginProcedure { scope, .. } | EventKind::EndProcedure { scope, .. } => {
                (Power::Work, *scope)
            }
            EventKind::Suspend { scope, .. } | EventKind::Resume { scope } => (Power::Decide, *scope),
            _ => return None,
        };
        let ends = matches!(
            event.kind,
            EventKind::Finish { .. }
                | EventKind::Refuse { .. }
                | EventKind::Reassign { .. }
                | EventKind::Signer { .. }
                | EventKind::SendBack { .. }
        ) && scope != ScopeIx(0);
        let node = self.engine.plan().scopes.get(scope.index()).filter(|_| ends).map(|found| found.exit);
        Some(Asked { power, scope, node })
    }

    fn power_over(&self, scope: ScopeIx) -> Power {
        match self.engine.plan().scopes.get(scope.index()).map(|found| found.kind) {
            Some(ScopeKind::Item) => Power::Decide,
            _ => Power::Work,
        }
    }

    fn holders(&self, node: Option<NodeIx>) -> Vec<&Holder> {
        self.state.hands.holders.iter().filter(|holder| Some(holder.node) == node).collect()
    }

    /// Why the actor may not do it. `given`: the work was given to him by 转办 or 委派.
    fn denial(&self, actor: &Actor, asked: &Asked, given: bool) -> Option<Denial> {
        let engine = self.engine;
        let department = engine.department_called(&actor.department);
        if department.is_none() && !actor.department.is_empty() {
            return Some(Denial::UnknownDepartment);
        }
        let role = engine.role_called(&actor.role);
        // Who approves an extension is written with it, and asked there.
        let named = asked.power == Power::Extend;
        if role.is_none() && !actor.role.is_empty() && !engine.plan().desk.roles.is_empty() && !named {
            return Some(Denial::UnknownRole);
        }
        if let Some(why) = role.and_then(|role| of_role(role, actor, department, asked.power)) {
            return Some(why);
        }
        let office = department.and_then(|d| engine.plan().departments.get(d.index())).map(|d| d.office);
        match (office, asked.power) {
            (Some(Office::Front), Power::Accept | Power::Deliver) => {}
            (Some(Office::Front), _) => return Some(Denial::FrontOffice),
            (Some(Office::Back), Power::Deliver) => return Some(Denial::BackOffice),
            (Some(Office::Back), Power::Accept) if asked.scope == ScopeIx(0) => {
                return Some(Denial::BackOffice);
            }
            _ => {}
        }
        if given {
            return None;
        }
        self.of_another(department, role, asked)
    }

    /// The work is another department's, or another role's.
    fn of_another(
        &self,
        department: Option<DepartmentIx>,
        role: Option<&Role>,
        asked: &Asked,
    ) -> Option<Denial> {
        let engine = self.engine;
        // Who has a seat is asked where the voice is heard; an extension may be approved from above.
        if matches!(asked.power, Power::Opine | Power::Extend) {
            return None;
        }
        let owner = match asked.power {
            Power::Accept if asked.scope == ScopeIx(0) => engine.node(NodeIx(0)).department,
            Power::Deliver => engine.delivery().and_then(|node| engine.node(node).department),
            _ => engine.plan().scopes.get(asked.scope.index()).and_then(|scope| scope.department),
        };
        let front = engine.node(NodeIx(0)).department;
        let asks = asked.power == Power::Accept && department == front;
        if let (Some(owner), Some(department)) = (owner, department)
            && owner != department
            && !asks
        {
            return Some(Denial::OtherDepartment);
        }
        let wanted = asked.node.map(|node| engine.node(node)).filter(|node| node.kind != NodeKind::Joint);
        let wanted = wanted.map_or("", |node| node.role.as_str());
        let other = role.is_some_and(|role| role.name != wanted);
        (other && engine.role_called(wanted).is_some()).then_some(Denial::OtherRole)
    }
}

/// What the role itself forbids.
fn of_role(role: &Role, actor: &Actor, department: Option<DepartmentIx>, power: Power) -> Option<Denial> {
    if department.is_some_and(|d| !role.departments.is_empty() && !role.departments.contains(&d)) {
        return Some(Denial::OtherDepartment);
    }
    if !actor.name.is_empty() && !role.is_held_by(&actor.name) {
        return Some(Denial::NotTheHolder);
    }
    (!role.has(power)).then_some(Denial::NoPower)
}

impl crate::case::Engine {
    /// The bundle says who may do what.
    #[must_use]
    pub fn governs(&self) -> bool {
        let plan = self.plan();
        !plan.desk.roles.is_empty() || plan.departments.iter().any(|d| d.office != Office::Any)
    }

    /// A department by name or short name.
    #[must_use]
    pub fn department_called(&self, name: &str) -> Option<DepartmentIx> {
        let called = |d: &crate::plan::Department| !name.is_empty() && (d.name == name || d.short == name);
        let at = self.plan().departments.iter().position(called)?;
        u32::try_from(at).ok().map(DepartmentIx)
    }

    fn role_called(&self, name: &str) -> Option<&Role> {
        self.plan().desk.roles.iter().find(|role| !name.is_empty() && role.name == name)
    }

    /// Whether the actor is one of whom the party speaks: nothing that both state differs.
    fn is_party(&self, actor: &Actor, party: &crate::case::Party) -> bool {
        let department = self.department_called(&actor.department);
        let same_department = party.department.is_none() || department == party.department;
        let role = party.role.and_then(|at| self.plan().desk.roles.get(at.index()));
        let same_role = role.is_none_or(|role| role.name == actor.role);
        let same_name = party.name.is_empty() || party.name == actor.name;
        same_department && same_role && same_name
    }
}
