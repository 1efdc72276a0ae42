//! Which row of the new plan is which row of the old one: by what things are called, and of what kind they are.

use super::rename::{Rename, Renamed, renamed};
use crate::case::Engine;
use crate::plan::{
    Anchor, DepartmentIx, LimitIx, LimitKind, MaterialIx, NodeIx, NodeKind, ProcedureIx, QuestionIx, RoleIx,
    ScopeIx, ScopeKind, Voice,
};
use std::collections::BTreeMap;

/// Rows of the old plan → rows of the new one, both ways.
pub(super) struct Mapping<'e> {
    pub(super) old: &'e Engine,
    pub(super) new: &'e Engine,
    pub(super) renames: &'e [Rename],
    scopes: Pairs,
    nodes: Pairs,
    limits: Pairs,
    materials: Pairs,
    procedures: Pairs,
    departments: Pairs,
    roles: Pairs,
}

/// Two columns of indices that find each other.
#[derive(Default)]
struct Pairs {
    forth: BTreeMap<u32, u32>,
    back: BTreeMap<u32, u32>,
}

impl Pairs {
    /// Pairs rows whose keys are equal; of several of one key the first.
    fn by<K: Ord>(old: impl Iterator<Item = (u32, K)>, new: impl Iterator<Item = (u32, K)>) -> Self {
        let mut found: BTreeMap<K, u32> = BTreeMap::new();
        for (at, key) in new {
            found.entry(key).or_insert(at);
        }
        let mut pairs = Self::default();
        for (at, key) in old {
            if let Some(to) = found.remove(&key) {
                pairs.join(at, to);
            }
        }
        pairs
    }

    fn join(&mut self, old: u32, new: u32) {
        self.forth.insert(old, new);
        self.back.insert(new, old);
    }

    fn forth(&self, old: u32) -> Option<u32> {
        self.forth.get(&old).copied()
    }

    fn back(&self, new: u32) -> Option<u32> {
        self.back.get(&new).copied()
    }
}

/// Rows of a table with their positions.
fn rows<T>(table: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (0_u32..).zip(table)
}

impl<'e> Mapping<'e> {
    pub(super) fn new(old: &'e Engine, new: &'e Engine, renames: &'e [Rename]) -> Self {
        let mut mapping = Self {
            old,
            new,
            renames,
            scopes: Pairs::default(),
            nodes: Pairs::default(),
            limits: Pairs::default(),
            materials: by_name(
                renames,
                Renamed::Material,
                &old.plan().materials,
                &new.plan().materials,
                |m| &m.name,
            ),
            procedures: Pairs::default(),
            departments: by_name(
                renames,
                Renamed::Department,
                &old.plan().departments,
                &new.plan().departments,
                |d| &d.name,
            ),
            roles: by_name(renames, Renamed::Role, &old.plan().desk.roles, &new.plan().desk.roles, |r| {
                &r.name
            }),
        };
        mapping.scopes = mapping.pair_scopes();
        mapping.nodes = mapping.pair_nodes();
        mapping.procedures = mapping.pair_procedures();
        mapping.limits = mapping.pair_limits();
        mapping
    }

    /// A step is found below its item, whatever that is called now.
    fn scope_name_in_new(&self, at: ScopeIx) -> String {
        let scope = self.old.scope(at);
        let own = renamed(self.renames, Renamed::Scope, &scope.name);
        let parent = scope.parent.filter(|_| scope.kind == ScopeKind::Step && own == scope.name);
        let Some(item) = parent.map(|parent| &self.old.scope(parent).name) else { return own.to_owned() };
        let item_now = renamed(self.renames, Renamed::Scope, item);
        match scope.name.strip_prefix(item.as_str()) {
            Some(rest) => format!("{item_now}{rest}"),
            None => own.to_owned(),
        }
    }

    fn pair_scopes(&self) -> Pairs {
        // The bundle is the bundle, whatever it is called.
        let old = self.old.scope_indices().skip(1);
        let old = old.map(|at| (at.0, (self.old.scope(at).kind, self.scope_name_in_new(at))));
        let new = self.new.scope_indices().skip(1);
        let new = new.map(|at| (at.0, (self.new.scope(at).kind, self.new.scope(at).name.clone())));
        let mut pairs = Pairs::by(old, new);
        pairs.join(0, 0);
        pairs
    }

    /// A node is named after its item, its stage, its joint action or its material.
    fn node_name_in_new(&self, at: NodeIx) -> String {
        let node = self.old.node(at);
        let owed = self.old.obligation(at).map(|owed| self.old.material_name(owed.material));
        let (before, now) = match (owed, self.scope(node.scope)) {
            (Some(material), _) if node.kind == NodeKind::Await => {
                (material, renamed(self.renames, Renamed::Material, material))
            }
            (_, Some(scope)) if scope != ScopeIx(0) => {
                (self.old.scope_name(node.scope), self.new.scope_name(scope))
            }
            _ => ("", ""),
        };
        match node.name.strip_prefix(before) {
            Some(rest) if rest.is_empty() || rest.starts_with('·') => format!("{now}{rest}"),
            _ => node.name.clone(),
        }
    }

    fn pair_nodes(&self) -> Pairs {
        let old = self.old.node_indices().filter(|at| self.scope(self.old.node(*at).scope).is_some());
        let old = old.map(|at| {
            let kind = self.old.node(at).kind;
            (at.0, (kind, self.scope(self.old.node(at).scope), self.node_name_in_new(at)))
        });
        let new = self.new.node_indices().map(|at| {
            let node = self.new.node(at);
            (at.0, (node.kind, Some(node.scope), node.name.clone()))
        });
        Pairs::by(old, new)
    }

    fn pair_procedures(&self) -> Pairs {
        let old = rows(&self.old.plan().procedures).filter_map(|(at, procedure)| {
            let name = renamed(self.renames, Renamed::Procedure, &procedure.name).to_owned();
            let node = match procedure.node {
                None => None,
                Some(node) => Some(self.node(node)?),
            };
            Some((at, (name, self.scope(procedure.scope)?, node)))
        });
        let new = rows(&self.new.plan().procedures);
        Pairs::by(old, new.map(|(at, p)| (at, (p.name.clone(), p.scope, p.node))))
    }

    fn anchor(&self, anchor: Anchor) -> Option<(NodeIx, crate::plan::AnchorPoint)> {
        Some((self.node(anchor.node)?, anchor.at))
    }

    /// A limit is the same if it expresses the same duty of the same scope. Of several such limits (between moments, of
    /// materials, of rounds) the moments tell which is which.
    fn pair_limits(&self) -> Pairs {
        let mut pairs = Pairs::default();
        let exact_old = self.old.limit_indices().filter_map(|at| {
            let limit = self.old.limit(at);
            let span = (self.anchor(limit.span.from)?, self.anchor(limit.span.until)?);
            Some((at.0, (limit.kind, self.scope(limit.scope)?, span)))
        });
        let exact_new = self.new.limit_indices().map(|at| {
            let limit = self.new.limit(at);
            let point = |anchor: Anchor| (anchor.node, anchor.at);
            (at.0, (limit.kind, limit.scope, (point(limit.span.from), point(limit.span.until))))
        });
        let exact = Pairs::by(exact_old, exact_new);
        for (old, new) in &exact.forth {
            pairs.join(*old, *new);
        }
        // The only one of its kind, there and here.
        let only = |engine: &Engine, taken: &BTreeMap<u32, u32>| {
            let mut found: BTreeMap<(LimitKind, ScopeIx), Option<u32>> = BTreeMap::new();
            for at in engine.limit_indices() {
                let limit = engine.limit(at);
                let slot = found.entry((limit.kind, limit.scope));
                slot.and_modify(|only| *only = None).or_insert(Some(at.0));
            }
            found.retain(|_, at| at.is_some_and(|at| !taken.contains_key(&at)));
            found
        };
        let (old, new) = (only(self.old, &exact.forth), only(self.new, &exact.back));
        for ((kind, scope), at) in old {
            let here = self.scope(scope).and_then(|scope| new.get(&(kind, scope)).copied().flatten());
            let fixed = matches!(kind, LimitKind::Between | LimitKind::Tolerance);
            if let (Some(at), Some(here), false) = (at, here, fixed) {
                pairs.join(at, here);
            }
        }
        pairs
    }

    pub(super) fn scope(&self, old: ScopeIx) -> Option<ScopeIx> {
        self.scopes.forth(old.0).map(ScopeIx)
    }

    pub(super) fn old_scope(&self, new: ScopeIx) -> Option<ScopeIx> {
        self.scopes.back(new.0).map(ScopeIx)
    }

    pub(super) fn node(&self, old: NodeIx) -> Option<NodeIx> {
        self.nodes.forth(old.0).map(NodeIx)
    }

    pub(super) fn old_node(&self, new: NodeIx) -> Option<NodeIx> {
        self.nodes.back(new.0).map(NodeIx)
    }

    pub(super) fn limit(&self, old: LimitIx) -> Option<LimitIx> {
        self.limits.forth(old.0).map(LimitIx)
    }

    pub(super) fn old_limit(&self, new: LimitIx) -> Option<LimitIx> {
        self.limits.back(new.0).map(LimitIx)
    }

    pub(super) fn material(&self, old: MaterialIx) -> Option<MaterialIx> {
        self.materials.forth(old.0).map(MaterialIx)
    }

    pub(super) fn old_material(&self, new: MaterialIx) -> Option<MaterialIx> {
        self.materials.back(new.0).map(MaterialIx)
    }

    pub(super) fn procedure(&self, old: ProcedureIx) -> Option<ProcedureIx> {
        self.procedures.forth(old.0).map(ProcedureIx)
    }

    pub(super) fn department(&self, old: DepartmentIx) -> Option<DepartmentIx> {
        self.departments.forth(old.0).map(DepartmentIx)
    }

    pub(super) fn role(&self, old: RoleIx) -> Option<RoleIx> {
        self.roles.forth(old.0).map(RoleIx)
    }

    pub(super) fn voice(&self, old: Voice) -> Option<Voice> {
        match old {
            Voice::Department(at) => self.department(at).map(Voice::Department),
            Voice::Role(at) => self.role(at).map(Voice::Role),
        }
    }

    /// The question of the old plan that a question of the new one asks.
    pub(super) fn old_question(&self, new: QuestionIx) -> Option<QuestionIx> {
        let name = self.new.question_name(new);
        let mut asked = rows(&self.old.plan().questions);
        let found = asked.find(|(_, q)| renamed(self.renames, Renamed::Question, &q.name) == name);
        found.map(|(at, _)| QuestionIx(at))
    }
}

fn by_name<T>(
    renames: &[Rename],
    what: Renamed,
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> &String,
) -> Pairs {
    let old = rows(old).map(|(at, row)| (at, renamed(renames, what, name(row)).to_owned()));
    Pairs::by(old, rows(new).map(|(at, row)| (at, name(row).clone())))
}
