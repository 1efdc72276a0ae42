//! 填写: names of fields and forms → positions. Fields and forms have a namespace of their own: a field may be called
//! like the question or the department that it is about.

use super::namespace::{Entity, Kind};
use super::place::Name;
use super::resolve::Resolver;
use super::surface::{Field, Form};
use crate::diagnostics::{self as d};
use crate::suggest;
use std::collections::{BTreeMap, BTreeSet};

/// Most fields of a bundle.
pub const MAX_FIELDS: usize = 2_000;
/// Most fields asked for by all items of a bundle together.
const MAX_ASKED: usize = 500_000;

/// Every declaration that can be seen, the nearest first: the bundle's, its file's, those of imported files.
struct Known<'a> {
    fields: BTreeMap<&'a str, Vec<&'a Field>>,
    forms: BTreeMap<&'a str, &'a Form>,
}

impl<'a> Resolver<'a> {
    /// Resolves 填写 of every item and lists the fields in order of first use.
    pub fn form(&mut self) {
        let bundle = self.bundle;
        let known = self.known();
        let mut at: BTreeMap<&'a str, usize> = BTreeMap::new();
        let mut unknown: BTreeSet<&str> = BTreeSet::new();
        // By field: one more than the last item that asked for it.
        let mut asked_by: Vec<usize> = Vec::new();
        let mut left = MAX_ASKED;
        for (item, row) in bundle.items.iter().enumerate() {
            let mut asked: Vec<usize> = Vec::new();
            for name in &row.fills {
                for field in self.with_keys(&known, name, &mut unknown) {
                    let next = self.linked.fields.len();
                    let position = *at.entry(field.name.value.as_str()).or_insert(next);
                    if position == next {
                        self.linked.fields.push(field.clone());
                        asked_by.push(0);
                    }
                    let number = item.saturating_add(1);
                    let last = asked_by.get_mut(position).map(|last| std::mem::replace(last, number));
                    if last != Some(number) {
                        asked.push(position);
                    }
                }
            }
            let Some(rest) = left.checked_sub(asked.len()) else {
                let place = row.name.place;
                let found = d::e0214_too_many::too_many(place, "处填写", "fields asked for", MAX_ASKED);
                return self.diagnostics.push(found);
            };
            left = rest;
            if let Some(item) = self.linked.items.get_mut(item) {
                item.fields = asked;
            }
        }
        if let Some(field) = self.linked.fields.get(MAX_FIELDS) {
            let found = d::e0214_too_many::too_many(field.name.place, "字段", "fields", MAX_FIELDS);
            self.diagnostics.push(found);
        }
        self.disagreeing(&known, &at);
    }

    /// The fields that a name of 填写 stands for, each behind the number it is fetched by.
    fn with_keys(
        &mut self,
        known: &Known<'a>,
        name: &'a Name,
        unknown: &mut BTreeSet<&'a str>,
    ) -> Vec<&'a Field> {
        let named = self.named(known, name, unknown);
        let mut all = Vec::with_capacity(named.len());
        for field in named {
            if let Some(key) = &field.key {
                all.extend(self.key_of(known, key, unknown));
            }
            all.push(field);
        }
        all
    }

    /// The number that a field is fetched by.
    fn key_of(
        &mut self,
        known: &Known<'a>,
        name: &'a Name,
        unknown: &mut BTreeSet<&'a str>,
    ) -> Option<&'a Field> {
        let key = match known.fields.get(name.value.as_str()) {
            Some(all) => *all.first()?,
            None => return self.named(known, name, unknown).first().copied(),
        };
        if (!key.kind.value.is_key() || key.key.is_some()) && unknown.insert(&name.value) {
            self.diagnostics.push(d::e0486_bad_key::bad_key(name, key));
        }
        Some(key)
    }

    /// The fields that a name of 填写 stands for.
    fn named(
        &mut self,
        known: &Known<'a>,
        name: &'a Name,
        unknown: &mut BTreeSet<&'a str>,
    ) -> Vec<&'a Field> {
        if let Some(field) = known.fields.get(name.value.as_str()).and_then(|all| all.first()) {
            return vec![field];
        }
        if let Some(form) = known.forms.get(name.value.as_str()) {
            let fields = form.fields.iter();
            return fields
                .filter_map(|field| known.fields.get(field.value.as_str())?.first().copied())
                .collect();
        }
        if unknown.insert(&name.value) && !self.names.is_poisoned(&name.value) {
            let all = known.fields.keys().chain(known.forms.keys()).copied();
            let close = suggest::close(&name.value, all);
            let mut found = d::e0206_unknown_name::unknown_name(name, Kind::Field, &close);
            let near = close.first().and_then(|near| known.fields.get(near.as_str())?.first());
            if let Some(near) = near {
                let (file, span) = (near.name.place.file, near.name.place.span);
                let near = &near.name.value;
                found = found.label_in(
                    file,
                    span,
                    format!("“{near}”在这里声明"),
                    format!("“{near}” is declared here"),
                );
            }
            self.diagnostics.push(found);
        }
        Vec::new()
    }

    fn known(&mut self) -> Known<'a> {
        let (bundle, externals) = (self.bundle, self.externals);
        let mut known = Known { fields: BTreeMap::new(), forms: BTreeMap::new() };
        let outside = || externals.fields.iter().flatten().copied();
        for field in bundle.fields.iter().chain(outside()) {
            known.fields.entry(field.name.value.as_str()).or_default().push(field);
        }
        for form in &bundle.forms {
            let name = form.name.value.as_str();
            let field =
                known.fields.get(name).and_then(|all| all.first()).map(|f| (Kind::Field, f.name.place));
            let form_there = known.forms.get(name).map(|f| (Kind::Form, f.name.place));
            if let Some((kind, place)) = form_there.or(field) {
                let first = Entity { kind, at: 0, place };
                self.diagnostics.push(d::e0205_name_clash::name_clash(&form.name, Kind::Form, &first));
            }
            known.forms.entry(name).or_insert(form);
        }
        for form in externals.forms.iter().flatten() {
            known.forms.entry(form.name.value.as_str()).or_insert(form);
        }
        known
    }

    /// One field has one type: of those the bundle declares or asks for, every declaration in sight agrees.
    fn disagreeing(&mut self, known: &Known<'a>, asked: &BTreeMap<&'a str, usize>) {
        let own: BTreeSet<&str> = self.bundle.fields.iter().map(|field| field.name.value.as_str()).collect();
        for (name, all) in &known.fields {
            let Some((first, others)) = all.split_first() else { continue };
            if !own.contains(name) && !asked.contains_key(name) {
                continue;
            }
            // Of a declaration here and one elsewhere, the one here is to be put right.
            let (outside, here): (Vec<&Field>, Vec<&Field>) =
                others.iter().partition(|field| field.name.place.file != self.bundle.place.file);
            let unlike = |one: &&Field| {
                let key = |field: &Field| field.key.as_ref().map(|key| key.value.clone());
                one.kind.value != first.kind.value || key(one) != key(first)
            };
            let differs = |one: &&Field| unlike(one) || one.when.is_some() || first.when.is_some();
            if let Some(second) = here.into_iter().find(differs) {
                self.diagnostics.push(d::e0484_field_twice::field_twice(second, first));
            } else if let Some(other) = outside.into_iter().find(unlike) {
                self.diagnostics.push(d::e0484_field_twice::field_twice(first, other));
            }
        }
    }
}
