//! Who acts: names of roles and departments → positions.

use super::linked::{Mandate, Meeting, Role, Signing};
use super::namespace::Kind;
use super::place::{Name, Spanned};
use super::resolve::Resolver;
use lianban_runtime::plan::{DepartmentIx, Entrusted, RoleIx, Voice};

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Resolver<'_> {
    /// Links roles, 会签, 到场, and who receives and delivers.
    pub fn desk(&mut self) {
        let bundle = self.bundle;
        for role in &bundle.roles {
            let departments = role.departments.iter().filter_map(|name| self.department(name)).collect();
            let (first, second) = (role.first.clone(), role.second.clone());
            let role = Role {
                name: role.name.clone(),
                docs: role.docs.clone(),
                departments,
                first,
                second,
                may: role.may.clone(),
            };
            self.linked.desk.roles.push(role);
        }
        self.role_names();
        for (item, written) in bundle.items.iter().enumerate() {
            for (step, row) in written.steps.iter().enumerate() {
                let department = row.department.as_ref();
                if let Some((name, at)) = department.and_then(|name| Some((name, self.department(name)?))) {
                    let found = Spanned::new(at, name.place);
                    self.linked.desk.step_departments.push((item, step, found));
                }
                let Some(signing) = &row.signing else { continue };
                let who = self.voices(&signing.who);
                let (place, needed, in_turn) = (signing.place, signing.needed.clone(), signing.in_turn);
                self.linked.desk.signings.push(Signing { item, step, place, who, needed, in_turn });
            }
        }
        for (joint, written) in bundle.joints.iter().enumerate() {
            let departments: Vec<Spanned<usize>> = written
                .departments
                .iter()
                .filter_map(|name| Some(Spanned::new(self.department(name)?, name.place)))
                .collect();
            let stated = written.attend.is_some()
                || written.absent_consents.is_some()
                || written.opinions.is_some()
                || !departments.is_empty();
            if stated {
                self.linked.desk.meetings.push(Meeting {
                    joint,
                    departments,
                    attend: written.attend.clone(),
                    absent_consents: written.absent_consents.clone(),
                    basis: written.absence_basis.clone(),
                    opinions: written.opinions.clone(),
                });
            }
        }
        let contact = |contact: &Option<super::surface::Contact>| contact.as_ref()?.department.clone();
        self.mandates();
        let (intake, delivery) = (contact(&self.linked.flow.intake), contact(&self.linked.flow.delivery));
        self.linked.desk.intake = intake.and_then(|name| self.department(&name));
        self.linked.desk.delivery = delivery.and_then(|name| self.department(&name));
    }

    /// 委托 of items, of 一窗受理 and of 统一出件.
    fn mandates(&mut self) {
        let bundle = self.bundle;
        let mut written: Vec<(Option<usize>, Name, Entrusted)> = Vec::new();
        for (at, item) in bundle.items.iter().enumerate() {
            written.extend(item.mandates.iter().map(|name| (Some(at), name.clone(), Entrusted::Accept)));
        }
        let flow = &self.linked.flow;
        for (contact, what) in [(&flow.intake, Entrusted::Accept), (&flow.delivery, Entrusted::Deliver)] {
            let names = contact.iter().flat_map(|contact| &contact.mandates);
            written.extend(names.map(|name| (None, name.clone(), what)));
        }
        for (item, name, what) in written {
            if let Some(at) = self.department(&name) {
                let to = Spanned::new(at, name.place);
                self.linked.desk.mandates.push(Mandate { item, to, what });
            }
        }
    }

    /// Roles that steps, items, 一窗受理 and 统一出件 name: declared ones, as soon as any is declared.
    fn role_names(&mut self) {
        let bundle = self.bundle;
        if bundle.roles.is_empty() {
            return;
        }
        let mut named: Vec<Name> = Vec::new();
        for item in &bundle.items {
            named.extend(item.role.clone());
            let steps = item.steps.iter().filter(|step| !step.role.is_empty());
            named.extend(steps.map(|step| Spanned::new(step.role.clone(), step.role_place)));
        }
        let contacts = [&self.linked.flow.intake, &self.linked.flow.delivery];
        named.extend(contacts.into_iter().flatten().filter_map(|contact| contact.role.clone()));
        for name in &named {
            self.expect(name, Kind::Role);
        }
    }

    /// Who signs: roles or departments.
    fn voices(&mut self, names: &[Name]) -> Vec<Spanned<Voice>> {
        let mut voices: Vec<Spanned<Voice>> = Vec::new();
        for name in names {
            let voice = match self.names.get(&name.value).map(|entity| entity.kind) {
                Some(Kind::Role) => self.expect(name, Kind::Role).map(|at| Voice::Role(RoleIx(narrow(at)))),
                None if self.externals_department(name) => {
                    self.department(name).map(|at| Voice::Department(DepartmentIx(narrow(at))))
                }
                None => self.expect(name, Kind::Role).map(|at| Voice::Role(RoleIx(narrow(at)))),
                Some(_) => self.department(name).map(|at| Voice::Department(DepartmentIx(narrow(at)))),
            };
            if let Some(voice) = voice {
                voices.push(Spanned::new(voice, name.place));
            }
        }
        voices
    }
}
