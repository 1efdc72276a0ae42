//! The one namespace of a bundle, and what imported files add to it.

use super::limit::Law;
use super::load::Imported;
use super::place::{Name, Place};
use super::surface::{Department, Field, Form, LifeCycle, Material, Module, Profile};
use crate::diagnostics::{self as d, Diagnostic, Words};
use crate::suggest;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A question of 情形.
    Question,
    /// 规则.
    Rule,
    /// 部门.
    Department,
    /// 材料.
    Material,
    /// 事项.
    Item,
    /// 联合.
    Joint,
    /// 阶段.
    Stage,
    /// 里程碑.
    Milestone,
    /// 特别程序.
    Procedure,
    /// 环节 (within its item).
    Step,
    /// 角色.
    Role,
    /// 模板 (in a file, not in a bundle).
    Template,
    /// 辖区规则 (in a file, not in a bundle).
    Profile,
    /// 字段 (in a namespace of its own, with 表单).
    Field,
    /// 表单.
    Form,
    /// 办件流程 (in a file, not in a bundle).
    LifeCycle,
    /// 一件事 (in a file, not in a bundle).
    Bundle,
}

impl Kind {
    /// In words.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Question => Words::new("问题", "question"),
            Self::Rule => Words::new("规则", "decision table"),
            Self::Department => Words::new("部门", "department"),
            Self::Material => Words::new("材料", "material"),
            Self::Item => Words::new("事项", "item"),
            Self::Joint => Words::new("联合行动", "joint action"),
            Self::Stage => Words::new("阶段", "stage"),
            Self::Milestone => Words::new("里程碑", "milestone"),
            Self::Procedure => Words::new("特别程序", "procedure"),
            Self::Step => Words::new("环节", "step"),
            Self::Role => Words::new("角色", "role"),
            Self::Template => Words::new("模板", "template"),
            Self::Profile => Words::new("辖区规则", "jurisdiction profile"),
            Self::Field => Words::new("字段", "field"),
            Self::Form => Words::new("表单", "form"),
            Self::LifeCycle => Words::new("办件流程", "life cycle"),
            Self::Bundle => Words::new("一件事", "bundle"),
        }
    }
}

/// A declared name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it stands for.
    pub kind: Kind,
    /// Its position among its kind.
    pub at: usize,
    /// Its declaration.
    pub place: Place,
}

/// The names of a bundle.
#[derive(Clone, Debug, Default)]
pub struct Namespace {
    names: BTreeMap<String, Entity>,
    poisoned: Vec<String>,
    /// Unknown names looked into so far.
    looked_into: Cell<u32>,
}

/// Unknown names reported in one bundle; beyond, the file is not what it should be, and looking on would be slow.
const MAX_UNKNOWN: u32 = 200;

impl Namespace {
    /// A namespace; names that stand in `poisoned` text are never reported as unknown.
    #[must_use]
    pub const fn new(poisoned: Vec<String>) -> Self {
        Self { names: BTreeMap::new(), poisoned, looked_into: Cell::new(0) }
    }

    /// Declares a name. The first declaration stays; a second one is reported.
    pub fn declare(&mut self, name: &Name, kind: Kind, at: usize) -> Option<Diagnostic> {
        let entity = Entity { kind, at, place: name.place };
        if let Some(first) = self.names.get(&name.value) {
            return Some(d::e0205_name_clash::name_clash(name, kind, first));
        }
        self.names.insert(name.value.clone(), entity);
        None
    }

    /// Declares a name that is known to be new.
    pub fn adopt(&mut self, name: &str, kind: Kind, at: usize, place: Place) {
        self.names.entry(name.to_owned()).or_insert(Entity { kind, at, place });
    }

    /// What a name stands for.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Entity> {
        self.names.get(name).copied()
    }

    /// Whether the name may have been declared in words that could not be read, or so many names are unknown that one
    /// more would help nobody.
    #[must_use]
    pub fn is_poisoned(&self, name: &str) -> bool {
        let looked_into = self.looked_into.get();
        if looked_into >= MAX_UNKNOWN {
            return true;
        }
        self.looked_into.set(looked_into.saturating_add(1));
        self.poisoned.iter().any(|text| text.contains(name))
    }

    /// Adds names that are not to be reported as unknown any more.
    pub fn poison(&mut self, names: impl Iterator<Item = String>) {
        self.poisoned.extend(names);
    }

    /// The names of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.names.iter().filter(move |(_, e)| e.kind == kind).map(|(name, _)| name.as_str())
    }

    /// Adds where the closest name is declared: the slip may be there.
    #[must_use]
    pub fn declared_at(&self, found: Diagnostic, close: &[String]) -> Diagnostic {
        match close.first().and_then(|name| Some((name, self.get(name)?.place))) {
            Some((name, place)) => {
                let (zh, en) = (format!("“{name}”在这里声明"), format!("“{name}” is declared here"));
                found.label_in(place.file, place.span, zh, en)
            }
            None => found,
        }
    }

    /// The position of a name that must be of one kind; otherwise what to report, if anything.
    ///
    /// # Errors
    /// The diagnostic, or none where a broken declaration is to blame.
    pub fn expect(&self, name: &Name, kind: Kind) -> Result<usize, Option<Box<Diagnostic>>> {
        self.expect_or(name, kind, &[])
    }

    /// The same, where some words of the language might have been meant instead.
    ///
    /// # Errors
    /// As [`Namespace::expect`].
    pub fn expect_or(
        &self,
        name: &Name,
        kind: Kind,
        words: &[&'static str],
    ) -> Result<usize, Option<Box<Diagnostic>>> {
        match self.get(&name.value) {
            Some(entity) if entity.kind == kind => Ok(entity.at),
            Some(entity) => {
                Err(Some(Box::new(d::e0212_wrong_kind_of_name::wrong_kind_of_name(name, kind, &entity))))
            }
            None if self.is_poisoned(&name.value) => Err(None),
            None => {
                let known = words.iter().copied().chain(self.of_kind(kind));
                let close = suggest::close(&name.value, known);
                let found = d::e0206_unknown_name::unknown_name(name, kind, &close);
                Err(Some(Box::new(self.declared_at(found, &close))))
            }
        }
    }
}

/// What a bundle can use from outside: declarations of its own file's top level, then of imported files.
#[derive(Debug, Default)]
pub struct Externals<'a> {
    materials: [BTreeMap<&'a str, Vec<&'a Material>>; 2],
    departments: [BTreeMap<&'a str, Vec<&'a Department>>; 2],
    profiles: [Vec<&'a Profile>; 2],
    /// Fields of the bundle's own file, then of imported ones.
    pub fields: [Vec<&'a Field>; 2],
    /// Forms, in the same order.
    pub forms: [Vec<&'a Form>; 2],
    life_cycles: [BTreeMap<&'a str, Vec<&'a LifeCycle>>; 2],
    /// 法律 of the files, the bundle's own first.
    laws: [Vec<&'a Law>; 2],
    /// Where amounts stand that are written in plain 日.
    pub plain_days: BTreeSet<Place>,
    /// Text of those files that could not be read.
    pub poisoned: Vec<String>,
    /// The imported files, by which names can be qualified.
    pub modules: Vec<(&'a Imported, &'a Module)>,
}

impl<'a> Externals<'a> {
    /// The module that a qualified name speaks of, and the rest of the name; none if it is not qualified.
    ///
    /// # Errors
    /// What to report: no such module, or more than one.
    pub fn qualified<'n>(
        &self,
        name: &'n Name,
        kind: Kind,
    ) -> Result<Option<(&'a Module, &'n str)>, Box<Diagnostic>> {
        let Some((qualifier, plain)) = name.value.rsplit_once('.') else { return Ok(None) };
        let called: Vec<_> = self.modules.iter().filter(|(module, _)| module.is_called(qualifier)).collect();
        match called.as_slice() {
            [] => {
                let known: Vec<&str> = self.modules.iter().map(|(module, _)| module.name()).collect();
                let close = suggest::close(qualifier, known.iter().copied());
                Err(Box::new(d::e0224_unknown_qualifier::unknown_qualifier(name, qualifier, &close, &known)))
            }
            [(_, one)] => Ok(Some((one, plain))),
            [(first, one), (second, other), ..] => {
                let place = |module: &Module| {
                    let material =
                        module.materials.iter().find(|m| m.name.value == plain).map(|m| m.name.place);
                    let department = module.departments.iter().find(|m| m.name.value == plain);
                    material.or(department.map(|d| d.name.place)).unwrap_or(name.place)
                };
                let (places, modules) = ((place(one), place(other)), [first.name(), second.name()]);
                let plain = Name::new(plain.to_owned(), name.place);
                Err(Box::new(d::e0215_ambiguous_import::ambiguous_import(&plain, kind, places, modules)))
            }
        }
    }

    /// Of a qualified name: what the module it speaks of declares of a kind, qualified likewise; none if the name is not.
    #[must_use]
    pub fn beside(&self, name: &Name, kind: Kind) -> Option<Vec<String>> {
        let (qualifier, _) = name.value.rsplit_once('.')?;
        let (module, _) = self.qualified(name, kind).ok()??;
        let names: Vec<&Name> = match kind {
            Kind::Material => module.materials.iter().map(|material| &material.name).collect(),
            Kind::Department => module.departments.iter().map(|department| &department.name).collect(),
            _ => Vec::new(),
        };
        Some(names.into_iter().map(|known| format!("{qualifier}.{}", known.value)).collect())
    }

    /// What two imported files are called, by places in them.
    #[must_use]
    pub fn called(&self, places: (Place, Place)) -> [&'a str; 2] {
        let name = |place: Place| {
            let module = self.modules.iter().find(|(module, _)| module.file == place.file);
            module.map_or("", |(module, _)| module.name())
        };
        [name(places.0), name(places.1)]
    }

    /// Adds a file: the bundle's own (tier 0) or an imported one (tier 1).
    pub fn add(&mut self, module: &'a Module, own: bool) {
        let tier = usize::from(!own);
        if let Some(known) = self.materials.get_mut(tier) {
            for material in &module.materials {
                known.entry(material.name.value.as_str()).or_default().push(material);
            }
        }
        if let Some(known) = self.departments.get_mut(tier) {
            for department in &module.departments {
                known.entry(department.name.value.as_str()).or_default().push(department);
            }
        }
        if let Some(known) = self.profiles.get_mut(tier) {
            known.extend(&module.profiles);
        }
        if let Some(known) = self.fields.get_mut(tier) {
            known.extend(&module.fields);
        }
        if let Some(known) = self.forms.get_mut(tier) {
            known.extend(&module.forms);
        }
        if let Some(known) = self.life_cycles.get_mut(tier) {
            for cycle in &module.life_cycles {
                known.entry(cycle.name.value.as_str()).or_default().push(cycle);
            }
        }
        if let Some(known) = self.laws.get_mut(tier) {
            known.extend(&module.laws);
        }
        self.plain_days.extend(&module.plain_days);
        self.poisoned.extend(module.poisoned.iter().cloned());
    }

    /// 法律 that the bundle's own file and its imports declare; of one name, the nearest declaration only.
    pub fn laws(&self) -> Vec<&'a Law> {
        let mut names = BTreeSet::new();
        let all = self.laws.iter().flatten().copied();
        all.filter(|law| names.insert(law.name.value.as_str())).collect()
    }

    /// The declarations of a 办件流程.
    #[must_use]
    pub fn life_cycle(&self, name: &str) -> &[&'a LifeCycle] {
        self.life_cycles.iter().find_map(|tier| tier.get(name)).map_or(&[], Vec::as_slice)
    }

    /// Names of 办件流程.
    pub fn life_cycle_names(&self) -> impl Iterator<Item = &'a str> {
        self.life_cycles.iter().flat_map(|tier| tier.keys().copied())
    }

    /// The declarations of a material: those of the nearest tier that has any.
    #[must_use]
    pub fn material(&self, name: &str) -> &[&'a Material] {
        self.materials.iter().find_map(|tier| tier.get(name)).map_or(&[], Vec::as_slice)
    }

    /// The declarations of a department.
    #[must_use]
    pub fn department(&self, name: &str) -> &[&'a Department] {
        self.departments.iter().find_map(|tier| tier.get(name)).map_or(&[], Vec::as_slice)
    }

    /// 辖区规则 of the file, then of imported files.
    #[must_use]
    pub const fn profiles(&self) -> &[Vec<&'a Profile>; 2] {
        &self.profiles
    }

    /// Names of materials.
    pub fn material_names(&self) -> impl Iterator<Item = &'a str> {
        self.materials.iter().flat_map(|tier| tier.keys().copied())
    }

    /// Names of departments.
    pub fn department_names(&self) -> impl Iterator<Item = &'a str> {
        self.departments.iter().flat_map(|tier| tier.keys().copied())
    }
}
