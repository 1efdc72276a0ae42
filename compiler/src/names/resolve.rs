//! Names of one bundle → positions.

use super::linked;
use super::linked::{Declared, Linked, Material, Origin};
use super::namespace::{Externals, Kind, Namespace};
use super::place::{Name, Place, Spanned};
use super::profile::Rules;
use super::surface::{self, Bundle, Source};
use crate::diagnostics::{self as d, Diagnostic, Label, Text};
use crate::suggest;
use std::collections::{BTreeMap, BTreeSet};

/// Most questions of a bundle (limit of the proof's enumeration and of the plan).
pub const MAX_QUESTIONS: usize = 64;
/// Most items of a bundle.
pub const MAX_ITEMS: usize = 20_000;

/// Most decision tables of a bundle.
pub const MAX_RULES: usize = 500;
/// Most stages of a bundle.
pub const MAX_STAGES: usize = 200;
/// Most 特别程序 of a bundle outside items.
pub const MAX_PROCEDURES: usize = 200;
/// Most roles of a bundle.
pub const MAX_ROLES: usize = 500;
/// Most steps of an item.
pub const MAX_STEPS: usize = 100;

/// A linked bundle with its names, which conditions and tests still refer to.
pub struct Link {
    /// Positions instead of names.
    pub linked: Linked,
    /// The names.
    pub names: Namespace,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Links a bundle.
#[must_use]
pub fn link(bundle: &Bundle, externals: &Externals<'_>) -> Link {
    let mut resolver = Resolver::new(bundle, externals);
    resolver.sizes();
    resolver.declare_all();
    resolver.products();
    let chosen = resolver.choices(0);
    let items = bundle.items.iter().map(|item| resolver.item(item)).collect();
    let joints = bundle.joints.iter().map(|joint| resolver.joint(joint)).collect();
    resolver.linked.items = items;
    resolver.form();
    resolver.linked.joints = joints;
    resolver.linked.stages = bundle.stages.iter().map(|stage| resolver.stage(stage)).collect();
    resolver.choices(chosen);
    resolver.replacements();
    resolver.flow();
    resolver.excluded();
    resolver.desk();
    resolver.between();
    resolver.profiles();
    resolver.settle();
    Link { linked: resolver.linked, names: resolver.names, diagnostics: resolver.diagnostics }
}

/// Working state.
pub(super) struct Resolver<'a> {
    pub bundle: &'a Bundle,
    pub externals: &'a Externals<'a>,
    pub names: Namespace,
    pub linked: Linked,
    pub diagnostics: Vec<Diagnostic>,
    /// Materials that some item produces.
    produced: BTreeSet<&'a str>,
    /// Names reported as unknown once already.
    reported: BTreeSet<(Kind, String)>,
    /// Other unknown names, and the finding that says so.
    unknown: BTreeMap<String, usize>,
}

/// Most further places of an unknown name that are labelled.
const MAX_LABELS: usize = 10;

impl<'a> Resolver<'a> {
    fn new(bundle: &'a Bundle, externals: &'a Externals<'a>) -> Self {
        let mut poisoned = bundle.poisoned.clone();
        poisoned.extend(externals.poisoned.iter().cloned());
        let produced = bundle.items.iter().flat_map(|i| &i.produces).map(|p| p.value.as_str()).collect();
        Self {
            bundle,
            externals,
            names: Namespace::new(poisoned),
            linked: empty(bundle),
            diagnostics: Vec::new(),
            produced,
            reported: BTreeSet::new(),
            unknown: BTreeMap::new(),
        }
    }

    fn sizes(&mut self) {
        let place = self.bundle.place;
        if self.bundle.questions.len() > MAX_QUESTIONS {
            let at = self.bundle.questions.get(MAX_QUESTIONS).map_or(place, |q| q.name.place);
            self.diagnostics.push(d::e0214_too_many::too_many(at, "问题", "questions", MAX_QUESTIONS));
        }
        if self.bundle.items.len() > MAX_ITEMS {
            let at = self.bundle.items.get(MAX_ITEMS).map_or(place, |i| i.name.place);
            self.diagnostics.push(d::e0214_too_many::too_many(at, "事项", "items", MAX_ITEMS));
        }
        if let Some(rule) = self.bundle.rules.get(MAX_RULES) {
            let found =
                d::e0214_too_many::too_many(rule.name.place, "张决策表", "decision tables", MAX_RULES);
            self.diagnostics.push(found);
        }
        if let Some(stage) = self.bundle.stages.get(MAX_STAGES) {
            self.diagnostics.push(d::e0214_too_many::too_many(
                stage.name.place,
                "阶段",
                "stages",
                MAX_STAGES,
            ));
        }
        if let Some(role) = self.bundle.roles.get(MAX_ROLES) {
            self.diagnostics.push(d::e0214_too_many::too_many(role.name.place, "角色", "roles", MAX_ROLES));
        }
        for item in &self.bundle.items {
            if let Some(step) = item.steps.get(MAX_STEPS) {
                self.diagnostics.push(d::e0214_too_many::too_many(
                    step.name.place,
                    "环节",
                    "steps",
                    MAX_STEPS,
                ));
            }
        }
        if let Some(procedure) = self.bundle.procedures.get(MAX_PROCEDURES) {
            self.diagnostics.push(d::e0214_too_many::too_many(
                procedure.name.place,
                "特别程序",
                "procedures",
                MAX_PROCEDURES,
            ));
        }
        if self.bundle.items.is_empty() && !self.bundle.damaged {
            self.diagnostics.push(d::e0217_no_items::no_items(place, &self.bundle.name));
        }
    }

    /// Declares everything in the order of the source, so that of two equal names the later one is reported.
    fn declare_all(&mut self) {
        let bundle = self.bundle;
        let mut all: Vec<(&Name, Kind, usize)> = Vec::new();
        all.extend(bundle.questions.iter().enumerate().map(|(at, q)| (&q.name, Kind::Question, at)));
        all.extend(bundle.rules.iter().enumerate().map(|(at, r)| (&r.name, Kind::Rule, at)));
        all.extend(bundle.departments.iter().enumerate().map(|(at, x)| (&x.name, Kind::Department, at)));
        all.extend(bundle.materials.iter().enumerate().map(|(at, m)| (&m.name, Kind::Material, at)));
        all.extend(bundle.items.iter().enumerate().map(|(at, i)| (&i.name, Kind::Item, at)));
        all.extend(bundle.joints.iter().enumerate().map(|(at, j)| (&j.name, Kind::Joint, at)));
        all.extend(bundle.stages.iter().enumerate().map(|(at, s)| (&s.name, Kind::Stage, at)));
        all.extend(bundle.procedures.iter().enumerate().map(|(at, p)| (&p.name, Kind::Procedure, at)));
        all.extend(bundle.roles.iter().enumerate().map(|(at, r)| (&r.name, Kind::Role, at)));
        let stage_of = |kind: Kind, at: usize| match kind {
            Kind::Item => bundle.items.get(at).and_then(|item| item.stage),
            Kind::Joint => bundle.joints.get(at).and_then(|joint| joint.stage),
            Kind::Stage => bundle.stages.get(at).and_then(|stage| stage.parent),
            _ => None,
        };
        // What stands in a stage stands behind its name, even if its words come from elsewhere.
        all.sort_by_cached_key(|(name, kind, at)| {
            let mut path = vec![name.place];
            let mut outer = stage_of(*kind, *at);
            while let Some((at, stage)) = outer.and_then(|at| Some((at, bundle.stages.get(at)?))) {
                path.push(stage.name.place);
                outer = stage.parent.filter(|parent| *parent < at);
            }
            path.reverse();
            path
        });
        for (name, kind, at) in all {
            self.diagnostics.extend(self.names.declare(name, kind, at));
            match kind {
                Kind::Item => self.declare_item(at),
                Kind::Stage => self.linked.order.push(Declared::Stage(at)),
                Kind::Joint => self.linked.order.push(Declared::Joint(at)),
                _ => {}
            }
        }
        self.linked.departments = bundle.departments.iter().map(department).collect();
        let materials = bundle.materials.iter().map(|m| self.material_row(m, Origin::Declared));
        self.linked.materials = materials.collect();
    }

    /// An item and its steps.
    fn declare_item(&mut self, at: usize) {
        self.linked.order.push(Declared::Item(at));
        let Some(item) = self.bundle.items.get(at) else { return };
        self.linked.order.extend((0..item.steps.len()).map(|step| Declared::Step(at, step)));
        if item.start.as_ref().is_some_and(|start| start.value == surface::StartMode::Preview) {
            self.linked.order.push(Declared::Preview(at));
        }
    }

    /// A declared material. Without 来源 it is 前序产出 if an item produces it, else the applicant's.
    fn material_row(&self, material: &surface::Material, origin: Origin) -> Material {
        let implied = if self.produced.contains(material.name.value.as_str()) {
            Source::Produced
        } else {
            Source::Applicant
        };
        Material {
            name: material.name.clone(),
            docs: material.docs.clone(),
            // A certificate of the library that this very bundle issues is 前序产出, whatever the library says.
            source: (material.source.clone())
                .filter(|_| origin != Origin::Imported || implied != Source::Produced)
                .unwrap_or_else(|| Spanned::new(implied, material.name.place)),
            copies: material.copies.clone(),
            paper: material.paper.clone(),
            before: material.before.clone(),
            tolerance: material.tolerance.clone(),
            rules: material.rules.clone(),
            basis: material.basis.iter().map(|b| b.value.clone()).collect(),
            when: material.when.clone(),
            options: material.any_of.clone(),
            any_of: Vec::new(),
            counted: material.counted,
            replaced: material.replaces.clone(),
            replaces: Vec::new(),
            origin,
        }
    }

    /// Gives every product a row: declared in the bundle, or implied by 产出. What the bundle issues itself comes from
    /// there, even if an imported file knows a certificate of that name.
    fn products(&mut self) {
        let bundle = self.bundle;
        for product in bundle.items.iter().flat_map(|item| &item.produces) {
            if self.names.get(&product.value).is_some() {
                continue;
            }
            let known = self.externals.material(&product.value).first();
            let docs = known.map(|m| m.docs.clone()).unwrap_or_default();
            let paper = known.map(|m| m.paper.clone()).unwrap_or_default();
            let row = Material { docs, paper, ..Material::named(product, Source::Produced, Origin::Product) };
            self.add_material(&product.value, row);
        }
    }

    pub fn add_material(&mut self, name: &str, row: Material) -> usize {
        let at = self.linked.materials.len();
        self.names.adopt(name, Kind::Material, at, row.name.place);
        self.linked.materials.push(row);
        at
    }

    /// The material that an imported file declares; none if there is none.
    pub fn import_material(&mut self, name: &Name) -> Option<usize> {
        if name.value.contains('.') {
            return self.qualified_material(name);
        }
        let candidates = self.externals.material(&name.value);
        let first = *candidates.first()?;
        if let Some(second) = candidates.get(1) {
            self.ambiguous(name, Kind::Material, (first.name.place, second.name.place));
        }
        let row = self.material_row(first, Origin::Imported);
        Some(self.add_material(&name.value, row))
    }

    fn ambiguous(&mut self, name: &Name, kind: Kind, places: (Place, Place)) {
        let modules = self.externals.called(places);
        self.diagnostics.push(d::e0215_ambiguous_import::ambiguous_import(name, kind, places, modules));
    }

    /// The module a qualified name speaks of; what is wrong with it is reported once.
    fn module_of<'n>(&mut self, name: &'n Name, kind: Kind) -> Option<(&'a surface::Module, &'n str)> {
        match self.externals.qualified(name, kind) {
            Ok(found) => found,
            Err(found) => {
                if self.reported.insert((kind, name.value.clone())) {
                    self.diagnostics.push(*found);
                }
                None
            }
        }
    }

    /// `证照.《营业执照》`: the very material of that module. It keeps its plain name where nothing else bears that.
    fn qualified_material(&mut self, name: &Name) -> Option<usize> {
        let (module, plain) = self.module_of(name, Kind::Material)?;
        let material = module.materials.iter().find(|material| material.name.value == plain)?;
        if let Some(known) = self.names.get(plain).filter(|known| known.place == material.name.place) {
            self.names.adopt(&name.value, Kind::Material, known.at, known.place);
            return Some(known.at);
        }
        let mut row = Material { origin: Origin::Imported, ..self.material_row(material, Origin::Declared) };
        let free = self.names.get(plain).is_none();
        let called = if free { plain } else { name.value.as_str() };
        row.name.value = called.to_owned();
        let at = self.add_material(called, row);
        self.names.adopt(&name.value, Kind::Material, at, material.name.place);
        Some(at)
    }

    fn import_department(&mut self, name: &Name) -> Option<usize> {
        let candidates = self.externals.department(&name.value);
        let mut plain = name.value.as_str();
        let first = match candidates.first() {
            Some(first) => *first,
            None if name.value.contains('.') => {
                let (module, rest) = self.module_of(name, Kind::Department)?;
                plain = rest;
                module.departments.iter().find(|department| department.name.value == plain)?
            }
            None => return None,
        };
        if let Some(second) = candidates.get(1) {
            self.ambiguous(name, Kind::Department, (first.name.place, second.name.place));
        }
        if let Some(known) = self.names.get(plain).filter(|known| known.place == first.name.place) {
            self.names.adopt(&name.value, Kind::Department, known.at, known.place);
            return Some(known.at);
        }
        let called = if self.names.get(plain).is_none() { plain } else { name.value.as_str() };
        let at = self.linked.departments.len();
        self.names.adopt(called, Kind::Department, at, first.name.place);
        self.names.adopt(&name.value, Kind::Department, at, first.name.place);
        let mut row = department(first);
        row.name.value = called.to_owned();
        self.linked.departments.push(row);
        Some(at)
    }

    /// Whether another file declares a department of that name.
    pub fn externals_department(&self, name: &Name) -> bool {
        !self.externals.department(&name.value).is_empty()
    }

    /// The position of a material that an item names.
    pub fn material(&mut self, name: &Name, needed_by: &str) -> Option<usize> {
        if self.names.get(&name.value).is_none() {
            if let Some(at) = self.import_material(name) {
                return Some(at);
            }
            if !self.names.is_poisoned(&name.value)
                && self.reported.insert((Kind::Material, name.value.clone()))
            {
                let beside = self.externals.beside(name, Kind::Material);
                let known = self.names.of_kind(Kind::Material).chain(self.externals.material_names());
                let close = match &beside {
                    Some(beside) => suggest::close(&name.value, beside.iter().map(String::as_str)),
                    None => suggest::close(&name.value, known),
                };
                let found = d::e0209_unknown_material::unknown_material(name, needed_by, &close);
                self.diagnostics.push(self.names.declared_at(found, &close));
            }
            return None;
        }
        self.expect(name, Kind::Material)
    }

    /// The position of a department.
    pub fn department(&mut self, name: &Name) -> Option<usize> {
        if self.names.get(&name.value).is_none() {
            if let Some(at) = self.import_department(name) {
                return Some(at);
            }
            let poisoned = self.names.is_poisoned(&name.value);
            if !poisoned && self.reported.insert((Kind::Department, name.value.clone())) {
                let beside = self.externals.beside(name, Kind::Department);
                let known = self.names.of_kind(Kind::Department).chain(self.externals.department_names());
                let close = match &beside {
                    Some(beside) => suggest::close(&name.value, beside.iter().map(String::as_str)),
                    None => suggest::close(&name.value, known),
                };
                let found = d::e0206_unknown_name::unknown_name(name, Kind::Department, &close);
                self.diagnostics.push(self.names.declared_at(found, &close));
            }
            return None;
        }
        self.expect(name, Kind::Department)
    }

    /// The position of a name of the bundle; what is wrong is reported.
    pub fn expect(&mut self, name: &Name, kind: Kind) -> Option<usize> {
        self.expect_or(name, kind, &[])
    }

    /// The same, where some words of the language might have been meant instead.
    pub fn expect_or(&mut self, name: &Name, kind: Kind, words: &[&'static str]) -> Option<usize> {
        if let Some(finding) = self.unknown.get(&name.value).and_then(|at| self.diagnostics.get_mut(*at)) {
            if finding.labels.len() < MAX_LABELS {
                let (file, span) = (name.place.file, name.place.span);
                let label =
                    Label { file, span, text: Text::new("这里也用到它", "it is used here too") };
                finding.labels.push(label);
            }
            return None;
        }
        match self.names.expect_or(name, kind, words) {
            Ok(at) => Some(at),
            Err(found) => {
                if let Some(found) = found {
                    if found.code == d::e0206_unknown_name::INFO.code {
                        self.unknown.insert(name.value.clone(), self.diagnostics.len());
                    }
                    self.diagnostics.push(*found);
                }
                None
            }
        }
    }

    /// What has been reported as unknown is not reported again by later stages.
    fn settle(&mut self) {
        let reported = std::mem::take(&mut self.reported).into_iter().map(|(_, name)| name);
        let unknown = std::mem::take(&mut self.unknown).into_keys();
        self.names.poison(reported.chain(unknown));
    }
}

fn department(department: &surface::Department) -> linked::Department {
    linked::Department {
        name: department.name.clone(),
        docs: department.docs.clone(),
        short: department.short.clone(),
        windows: department.windows,
        office: department.office,
        seal: department.seal.clone(),
        certificate_seal: department.certificate_seal.clone(),
    }
}

/// The head of a bundle, everything else still to come.
fn empty(bundle: &Bundle) -> Linked {
    let place: Place = bundle.place;
    Linked {
        name: Spanned::new(bundle.name.clone(), place),
        docs: bundle.docs.clone(),
        doc_places: bundle.doc_places.clone(),
        code: bundle.code.as_ref().map(|c| c.value.clone()).unwrap_or_default(),
        code_place: bundle.code.as_ref().map_or(place, |code| code.place),
        region: bundle.region.as_ref().map(|r| r.value.clone()).unwrap_or_default(),
        profiles: vec![Rules::national()],
        audience: bundle.audience.iter().map(|a| a.value.clone()).collect(),
        basis: bundle.basis.iter().map(|b| b.value.clone()).collect(),
        before: bundle.before.clone(),
        promise: bundle.promise.clone(),
        questions: bundle.questions.clone(),
        fixed: bundle.fixed.clone(),
        rules: bundle.rules.clone(),
        between: Vec::new(),
        supervision: bundle.supervision.clone(),
        correction: bundle.correction.clone(),
        ratings: bundle.ratings.clone(),
        departments: Vec::new(),
        materials: Vec::new(),
        fields: Vec::new(),
        declared_fields: bundle.fields.iter().map(|field| field.name.clone()).collect(),
        stages: Vec::new(),
        items: Vec::new(),
        abolished: bundle.abolished.clone(),
        joints: Vec::new(),
        procedures: bundle.procedures.clone(),
        extension: bundle.extension.clone(),
        flow: linked::Flow::default(),
        desk: linked::Desk::default(),
        tests: bundle.tests.clone(),
        order: Vec::new(),
    }
}
