//! May the actor do that? Asked where the event names a department or a role, and the bundle says who may do what.

use super::{Stepped, Transition};
use crate::case::{Actor, Denial, Event, EventKind, Holder, Refusal};
use crate::plan::{DepartmentIx, NodeIx, NodeKind, Office, Power, Role, RoleIx, ScopeIx, ScopeKind};

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
        let engine = self.engine;
        let given = self.holders(asked.node).any(|holder| engine.is_party(actor, &holder.to));
        if !given && self.holders(asked.node).any(|holder| holder.instead) {
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
        let node = self.engine.tables().scope_if_any(scope).filter(|_| ends).map(|found| found.exit);
        Some(Asked { power, scope, node })
    }

    fn power_over(&self, scope: ScopeIx) -> Power {
        match self.engine.tables().scope_if_any(scope).map(|found| found.kind) {
            Some(ScopeKind::Item) => Power::Decide,
            _ => Power::Work,
        }
    }

    fn holders(&self, node: Option<NodeIx>) -> impl Iterator<Item = &Holder> {
        self.state.hands.holders.iter().filter(move |holder| Some(holder.node) == node)
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
        if let Some(why) = role.and_then(|role| engine.of_role(role, actor, department, asked.power)) {
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
        role: Option<RoleIx>,
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
            _ => engine.tables().scope_if_any(asked.scope).and_then(|scope| scope.department),
        };
        let front = engine.node(NodeIx(0)).department;
        let asks = asked.power == Power::Accept && department == front;
        if let (Some(owner), Some(department)) = (owner, department)
            && owner != department
            && !asks
        {
            return Some(Denial::OtherDepartment);
        }
        let wanted = asked.node.map(|node| engine.tables().node(node));
        let wanted = wanted.filter(|node| node.kind != NodeKind::Joint).and_then(|node| node.role);
        (role.is_some() && wanted.is_some() && role != wanted).then_some(Denial::OtherRole)
    }
}

impl crate::case::Engine {
    /// The bundle says who may do what.
    #[must_use]
    pub fn governs(&self) -> bool {
        self.tables().governs
    }

    /// What the role itself forbids.
    fn of_role(
        &self,
        role: RoleIx,
        actor: &Actor,
        department: Option<DepartmentIx>,
        power: Power,
    ) -> Option<Denial> {
        let row = self.tables().roles.get(role.index())?;
        if department.is_some_and(|d| !row.departments.is_empty() && !row.departments.contains(&d)) {
            return Some(Denial::OtherDepartment);
        }
        let holds = |role: &Role| role.is_held_by(&actor.name);
        let anybody = row.is_anybodys || actor.name.is_empty();
        if !anybody && !self.plan().desk.roles.get(role.index()).is_some_and(holds) {
            return Some(Denial::NotTheHolder);
        }
        (!row.has(power)).then_some(Denial::NoPower)
    }

    /// A department by name or short name.
    #[must_use]
    pub fn department_called(&self, name: &str) -> Option<DepartmentIx> {
        self.tables().department_names.find(name).map(DepartmentIx)
    }

    fn role_called(&self, name: &str) -> Option<RoleIx> {
        self.tables().role_names.find(name).map(RoleIx)
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
