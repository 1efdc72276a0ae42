//! Is what a plan says about who acts consistent?

use super::check::{Checked, ensure};
use super::{Entrusted, MAX_SEATS, Needed, NodeKind, Office, PanelKind, Plan, ScopeKind, Voice};
use std::collections::BTreeSet;

impl Plan {
    pub(super) fn check_desk(&self) -> Checked {
        self.check_roles()?;
        self.check_panels()?;
        let mut nodes = BTreeSet::new();
        for (row, allowed) in self.desk.allowed.iter().enumerate() {
            let node = self.nodes.get(allowed.node.index());
            let works = node.is_some_and(|n| matches!(n.kind, NodeKind::Step | NodeKind::Decide));
            ensure(works, "allowed", row, "neither a step nor a decision")?;
            ensure(nodes.insert(allowed.node), "allowed", row, "two rows for one node")?;
        }
        self.check_mandates()?;
        self.check_forwarded()?;
        self.check_discussed()
    }

    /// 委托 is of the bundle or of an item, to a department that receives from the applicant.
    fn check_mandates(&self) -> Checked {
        let mut seen = BTreeSet::new();
        for (row, mandate) in self.desk.mandates.iter().enumerate() {
            let kind = self.scopes.get(mandate.scope.index()).map(|scope| scope.kind);
            let fits = match mandate.what {
                Entrusted::Accept => matches!(kind, Some(ScopeKind::Bundle | ScopeKind::Item)),
                Entrusted::Deliver => kind == Some(ScopeKind::Bundle),
            };
            ensure(fits, "mandates", row, "nothing that is accepted or delivered")?;
            let office = self.departments.get(mandate.to.index()).map(|department| department.office);
            ensure(office.is_some(), "mandates", row, "dangling department")?;
            ensure(office != Some(Office::Back), "mandates", row, "a back office receives nothing")?;
            let new = seen.insert((mandate.scope, mandate.to, mandate.what));
            ensure(new, "mandates", row, "said twice")?;
        }
        Ok(())
    }

    fn check_forwarded(&self) -> Checked {
        let mut seen = BTreeSet::new();
        for (row, at) in self.desk.forwarded.iter().enumerate() {
            let kind = self.nodes.get(at.index()).map(|node| node.kind);
            ensure(kind == Some(NodeKind::Step), "forwarded", row, "no step")?;
            ensure(seen.insert(*at), "forwarded", row, "said twice")?;
        }
        Ok(())
    }

    fn check_discussed(&self) -> Checked {
        let mut seen = BTreeSet::new();
        for (row, at) in self.desk.discussed.iter().enumerate() {
            let kind = self.nodes.get(at.index()).map(|node| node.kind);
            let fits = matches!(kind, Some(NodeKind::Step | NodeKind::Decide));
            ensure(fits, "discussed", row, "neither a step nor a decision")?;
            ensure(seen.insert(*at), "discussed", row, "said twice")?;
        }
        Ok(())
    }

    fn check_roles(&self) -> Checked {
        let mut names = BTreeSet::new();
        for (row, role) in self.desk.roles.iter().enumerate() {
            ensure(names.insert(role.name.as_str()), "roles", row, "name used twice")?;
            let exists = role.departments.iter().all(|d| d.index() < self.departments.len());
            ensure(exists, "roles", row, "dangling department")?;
        }
        Ok(())
    }

    fn check_panels(&self) -> Checked {
        let mut nodes = BTreeSet::new();
        for (row, panel) in self.desk.panels.iter().enumerate() {
            let kind = self.nodes.get(panel.node.index()).map(|node| node.kind);
            let fits = match panel.kind {
                PanelKind::Meeting { .. } => kind == Some(NodeKind::Joint),
                PanelKind::Signing { .. } => kind == Some(NodeKind::Step),
            };
            ensure(fits, "panels", row, "not at a joint action or a step")?;
            ensure(nodes.insert(panel.node), "panels", row, "two panels at one node")?;
            let seats = panel.seats.len();
            ensure((1..=MAX_SEATS).contains(&seats), "panels", row, "too few or too many seats")?;
            let who: BTreeSet<Voice> = panel.seats.iter().map(|seat| seat.who).collect();
            ensure(who.len() == seats, "panels", row, "one voice has two seats")?;
            let exists = |voice: &Voice| match voice {
                Voice::Department(d) => d.index() < self.departments.len(),
                Voice::Role(r) => r.index() < self.desk.roles.len(),
            };
            ensure(who.iter().all(exists), "panels", row, "dangling voice")?;
            let needed = !matches!(panel.needed, Needed::AtLeast(0));
            ensure(needed, "panels", row, "at least 0 means nothing")?;
        }
        Ok(())
    }
}
