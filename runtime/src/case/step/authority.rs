//! May the actor do that? Asked of every event that names a department or a role (the table is in `case/act.rs`): a
//! department is always held to what is its own; roles are where the bundle declares some.

use super::{Stepped, Transition};
use crate::case::{Act, Actor, Denial, Event, EventKind, Holder, Refusal};
use crate::plan::{
    DepartmentIx, Entrusted, MaterialIx, NodeIx, NodeKind, Office, Power, Role, RoleIx, ScopeIx, ScopeKind,
};

/// What an event asks for: an act and its power, over a scope.
struct Asked {
    act: Act,
    power: Power,
    scope: ScopeIx,
    /// The node that is worked on, if the event ends it or gives it on.
    node: Option<NodeIx>,
}

impl Transition<'_> {
    /// Refuses what the actor may not do. An actor of whom neither department nor role is stated is the applicant or the
    /// system.
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
        let tables = self.engine.tables();
        let act = Act::of(&event.kind, |at| tables.scope_if_any(at).map(|found| found.kind));
        let scope = self.concerned(&event.kind);
        let power = match act {
            // Only the applicant rates; that, and what a rating asks of the authority, is told apart where it is done.
            Act::Rate | Act::Note | Act::Pass => return None,
            Act::Apply | Act::HandIn => Power::Apply,
            Act::Accept | Act::Ask => Power::Accept,
            Act::Deliver => Power::Deliver,
            Act::Decide | Act::Steer | Act::Move => Power::Decide,
            Act::Work | Act::Answer => Power::Work,
            Act::Recall if scope == ScopeIx(0) => Power::Accept,
            Act::Handle | Act::Discuss | Act::Recall => self.power_over(scope),
            Act::Extend => Power::Extend,
            Act::Opine => Power::Opine,
        };
        let ends = matches!(
            event.kind,
            EventKind::Finish { .. }
                | EventKind::Forward { .. }
                | EventKind::Refuse { .. }
                | EventKind::Reassign { .. }
                | EventKind::Signer { .. }
                | EventKind::SendBack { .. }
        ) && scope != ScopeIx(0);
        let node = tables.scope_if_any(scope).filter(|_| ends).map(|found| found.exit);
        Some(Asked { act, power, scope, node })
    }

    /// The scope that an event speaks of; the whole case where it names none.
    fn concerned(&self, kind: &EventKind) -> ScopeIx {
        match kind {
            EventKind::AskCorrection { scope, .. }
            | EventKind::Correct { scope }
            | EventKind::Rectify { scope }
            | EventKind::Finish { scope }
            | EventKind::Refuse { scope, .. }
            | EventKind::Fail { scope, .. }
            | EventKind::BeginProcedure { scope, .. }
            | EventKind::EndProcedure { scope, .. }
            | EventKind::Extend { scope, .. }
            | EventKind::Suspend { scope, .. }
            | EventKind::Resume { scope }
            | EventKind::Attend { scope }
            | EventKind::Absent { scope }
            | EventKind::Opinion { scope, .. }
            | EventKind::Reassign { scope, .. }
            | EventKind::Signer { scope, .. }
            | EventKind::SendBack { scope, .. }
            | EventKind::Revoke { scope, .. }
            | EventKind::Discuss { scope, .. }
            | EventKind::WithdrawItem { scope }
            | EventKind::NotRequired { scope, .. }
            | EventKind::Decline { scope, .. }
            | EventKind::CorrectOnSpot { scope, .. }
            | EventKind::RevokeAcceptance { scope, .. }
            | EventKind::Forward { scope, .. }
            | EventKind::Recall { scope }
            | EventKind::CallBack { scope, .. }
            | EventKind::Remedied { scope, .. }
            | EventKind::ExcludeRating { scope, .. } => *scope,
            EventKind::Supply { material } => self.first_that_needs(*material),
            _ => ScopeIx(0),
        }
    }

    /// The first item that needs a material.
    fn first_that_needs(&self, material: MaterialIx) -> ScopeIx {
        let mut scopes = self.engine.plan().scopes.iter().zip(0_u32..);
        let found = scopes.find(|(scope, _)| scope.needs.contains(&material));
        found.map_or(ScopeIx(0), |(_, at)| ScopeIx(at))
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
        // Who approves an extension may stand above all departments; his role is written with it, and asked there.
        let above = asked.power == Power::Extend;
        if department.is_none() && !actor.department.is_empty() && !above {
            return Some(Denial::UnknownDepartment);
        }
        if !self.has_window(actor, department) {
            return Some(Denial::UnknownWindow);
        }
        let role = engine.role_called(&actor.role);
        // Whoever acts for the applicant without a department is an agent of his.
        let agent = asked.power == Power::Apply && department.is_none();
        let declares = !engine.plan().desk.roles.is_empty();
        if role.is_none() && !actor.role.is_empty() && declares && !above && !agent {
            return Some(Denial::UnknownRole);
        }
        let power = (asked.act != Act::Answer).then_some(asked.power);
        if let Some(why) = role.and_then(|role| engine.of_role(role, actor, department, power)) {
            return Some(why);
        }
        // Who answers a rating is often the office of the service centre, which has nothing of its own here.
        if asked.act == Act::Answer {
            return None;
        }
        if let Some(why) = department.and_then(|department| self.of_office(department, asked)) {
            return Some(why);
        }
        if given {
            return None;
        }
        self.of_another(department, role, asked).or_else(|| self.of_seal(department, role, asked))
    }

    /// A window that is stated by its number is one of those that the department has.
    fn has_window(&self, actor: &Actor, department: Option<DepartmentIx>) -> bool {
        // Most events name none.
        if actor.window.is_empty() {
            return true;
        }
        let windows =
            department.and_then(|at| self.engine.plan().departments.get(at.index())).map(|d| d.windows);
        let number = actor.window.trim().trim_end_matches("窗口").trim_end_matches('号').parse::<u32>();
        match (windows, number) {
            (Some(windows), Ok(number)) if windows > 0 => (1..=windows).contains(&number),
            _ => true,
        }
    }

    /// 前台 receives and delivers only, 后台 neither.
    fn of_office(&self, department: DepartmentIx, asked: &Asked) -> Option<Denial> {
        let office = self.engine.plan().departments.get(department.index()).map(|found| found.office);
        let receives = matches!(asked.power, Power::Accept | Power::Deliver | Power::Apply);
        match office {
            Some(Office::Front) if !receives => Some(Denial::FrontOffice),
            Some(Office::Back) if matches!(asked.power, Power::Deliver | Power::Apply) => {
                Some(Denial::BackOffice)
            }
            Some(Office::Back)
                if matches!(asked.act, Act::Accept | Act::Ask) && asked.scope == ScopeIx(0) =>
            {
                Some(Denial::BackOffice)
            }
            _ => None,
        }
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
        if let Some(department) = department
            && !self.is_own(department, asked)
        {
            let applies = asked.power == Power::Apply;
            return Some(if applies { Denial::ApplicantsOwn } else { Denial::OtherDepartment });
        }
        let wanted = asked.node.map(|node| engine.tables().node(node));
        let wanted = wanted.filter(|node| node.kind != NodeKind::Joint).and_then(|node| node.role);
        (role.is_some() && wanted.is_some() && role != wanted).then_some(Denial::OtherRole)
    }

    /// Whether what is asked is this department's own. What nobody is named for is anybody's.
    fn is_own(&self, department: DepartmentIx, asked: &Asked) -> bool {
        let engine = self.engine;
        let receiving = engine.node(NodeIx(0)).department;
        let of_scope = || engine.tables().scope_if_any(asked.scope).and_then(|scope| scope.department);
        let office = || engine.plan().departments.get(department.index()).map(|found| found.office);
        let entrusted = |what| engine.is_entrusted(department, asked.scope, what);
        let receives = || receiving == Some(department) || entrusted(Entrusted::Accept);
        let is = |owner: Option<DepartmentIx>| owner.is_none_or(|owner| owner == department);
        match asked.act {
            Act::Accept if asked.scope != ScopeIx(0) => is(of_scope()) || receives(),
            Act::Accept => is(receiving) || receives(),
            Act::Recall if asked.scope == ScopeIx(0) => is(receiving) || receives(),
            Act::Ask if asked.scope == ScopeIx(0) => is(receiving) || receives(),
            Act::Ask => is(engine.examines(asked.scope).or_else(of_scope)) || receives(),
            Act::Apply => is(receiving) || receives() || office() == Some(Office::Front),
            Act::HandIn => is(of_scope().or(receiving)) || receives() || office() == Some(Office::Front),
            Act::Deliver => {
                let delivering = engine.delivery().and_then(|node| engine.node(node).department);
                is(delivering) || receiving == Some(department) || entrusted(Entrusted::Deliver)
            }
            Act::Steer | Act::Move if asked.scope == ScopeIx(0) => {
                is(of_scope().or(receiving)) || receiving == Some(department)
            }
            _ => is(of_scope()),
        }
    }

    /// 用章: where a role of the department has that power, another does not put the seal under a paper.
    fn of_seal(
        &self,
        department: Option<DepartmentIx>,
        role: Option<RoleIx>,
        asked: &Asked,
    ) -> Option<Denial> {
        let (role, engine) = (role?, self.engine);
        if !asked.act.is_sealed() || engine.tables().roles.get(role.index())?.has(Power::Seal) {
            return None;
        }
        let own = || engine.tables().scope_if_any(asked.scope).and_then(|scope| scope.department);
        let at = department.or_else(own)?;
        engine.tables().is_seal_kept(at).then_some(Denial::NoSeal)
    }
}

impl crate::case::Engine {
    /// What the role itself forbids.
    fn of_role(
        &self,
        role: RoleIx,
        actor: &Actor,
        department: Option<DepartmentIx>,
        power: Option<Power>,
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
        // Who may receive from the applicant may write down what he wants.
        let needed = if power == Some(Power::Apply) { Some(Power::Accept) } else { power };
        needed.is_some_and(|needed| !row.has(needed)).then_some(Denial::NoPower)
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
