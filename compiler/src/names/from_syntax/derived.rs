//! `适用 荆州市 基于 湖北省.我要开餐馆 { … }`: a bundle with some rows in place of another's.
//!
//! Its head is read with its file; its rows only when the base is known, on a copy of it: a row that may stand once
//! takes the place of the base's; of rows that may stand often, the first that is written takes the place of all.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::limit::{Between, Excludes, MomentName};
use crate::names::namespace::{Entity, Kind};
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema;
use crate::names::surface::{Bundle, Derived, Figures, Item, Joint, Material, Operand, Stage};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, Symbol, Term, TermKind};
use lianban_runtime::time::Span as Amount;
use std::collections::{BTreeMap, BTreeSet};

/// A base with the rows of a block in place of its own, and where the block speaks of what the base declares.
pub struct Read {
    /// The derived bundle.
    pub bundle: Bundle,
    /// Names of items, materials, joint actions and stages of the base that the block changes.
    pub changed: BTreeMap<String, Place>,
    /// Amounts that the block writes in plain 日.
    pub plain_days: Vec<Place>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the rows of a block on its base.
#[must_use]
pub fn derive(derived: &Derived, base: &Bundle) -> Read {
    let mut reader = Reader::new(derived.name.place.file);
    let mut bundle = Bundle {
        place: derived.name.place,
        region: Some(derived.region.clone()),
        tests: Vec::new(),
        ..base.clone()
    };
    if !derived.docs.is_empty() {
        (bundle.docs, bundle.doc_places) = (derived.docs.clone(), derived.doc_places.clone());
    }
    bundle.fixed.extend(derived.fixed.iter().cloned());
    let mut block = Block { base, bundle, changed: BTreeMap::new() };
    let whole = reader.walk(&schema::DERIVED, &derived.name, &derived.entries, |reader, row| {
        reader.derived_row(&mut block, row).is_some()
    });
    reader.test_titles(&block.bundle.tests);
    let mut bundle = block.bundle;
    bundle.damaged |= !whole;
    bundle.loose |= !whole;
    bundle.poisoned.append(&mut reader.poisoned);
    let (plain_days, diagnostics) = (reader.plain_days, reader.diagnostics);
    Read { bundle, changed: block.changed, plain_days, diagnostics }
}

/// The block while it is read.
struct Block<'b> {
    base: &'b Bundle,
    bundle: Bundle,
    changed: BTreeMap<String, Place>,
}

impl Block<'_> {
    /// Notes that the block changes something of the base; a second time is a clash.
    fn change(&mut self, name: &Name, kind: Kind) -> Option<Diagnostic> {
        if let Some(&place) = self.changed.get(&name.value) {
            let first = Entity { kind, at: 0, place };
            return Some(d::e0205_name_clash::name_clash(name, kind, &first));
        }
        self.changed.insert(name.value.clone(), name.place);
        None
    }
}

impl Reader {
    /// The head of a derived bundle.
    pub fn derived(&mut self, row: Row<'_>) -> Option<Derived> {
        let mut cursor = row.cursor;
        let region = self.name(&mut cursor)?;
        if cursor.eat_word(Keyword::BasedOn).is_none() {
            return self.unexpected_for(&cursor, &[Keyword::BasedOn.zh()]);
        }
        let mut path = vec![self.name(&mut cursor)?];
        while cursor.eat(Symbol::Dot) {
            path.push(self.name(&mut cursor)?);
        }
        let name = path.pop()?;
        let fixed = self.settled(&mut cursor)?;
        let entries = self.optional_block(&mut cursor)?.to_vec();
        let (docs, doc_places) = (row.docs, row.doc_places);
        Some(Derived { name, path, region, fixed, entries, docs, doc_places })
    }

    /// `（项目类型 = 工业）` behind the name of the base.
    fn settled(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<(Name, Spanned<Operand>)>> {
        let Some(Term { kind: TermKind::Group(terms), span }) = cursor.peek() else {
            return Some(Vec::new());
        };
        cursor.take();
        let mut inside = cursor.inside(terms, span.end.saturating_sub(1));
        let answers = self.answers(&mut inside)?;
        self.end(&inside)?;
        Some(answers)
    }

    fn derived_row(&mut self, block: &mut Block<'_>, row: Row<'_>) -> Option<()> {
        match row.keyword? {
            Keyword::Promise => {
                let written = self.figures(row, true)?;
                block.bundle.promise = Some(merged(block.bundle.promise.take(), written));
            }
            Keyword::Department => {
                for department in self.departments(row)? {
                    let name = &department.name.value;
                    block.bundle.departments.retain(|known| known.name.value != *name);
                    block.bundle.departments.push(department);
                }
            }
            Keyword::Material => self.derived_material(block, row)?,
            Keyword::Item => self.derived_item(block, row, None)?,
            Keyword::Joint => self.derived_joint(block, row, None)?,
            Keyword::Stage => self.derived_stage(block, row)?,
            Keyword::Cancelled => self.dropped(block, row)?,
            _ => self.bundle_row(&mut block.bundle, row)?,
        }
        Some(())
    }

    /// `事项 X { … }`: rows on an item of the base, or a local item.
    fn derived_item(&mut self, block: &mut Block<'_>, row: Row<'_>, stage: Option<usize>) -> Option<()> {
        let mut cursor = row.cursor;
        let mut names = self.names(&mut cursor)?;
        if names.len() > 1 {
            return self.derived_items(block, &names, cursor);
        }
        let name = names.pop()?;
        let at = block.bundle.items.iter().position(|item| item.name.value == name.value);
        let of_base = block.base.items.iter().any(|item| item.name.value == name.value);
        let Some(at) = at.filter(|_| of_base) else {
            let entries = cursor.rest().iter().find_map(|term| match &term.kind {
                TermKind::Block(inner) => Some(inner.entries.as_slice()),
                _ => None,
            });
            if !writes(entries.unwrap_or_default(), Keyword::Handler) {
                let known = block.base.items.iter().map(|item| item.name.value.as_str());
                let close = suggest::close(&name.value, known);
                if !close.is_empty() {
                    self.report(d::e0222_not_in_base::not_in_base(&name, Kind::Item, &close));
                    return None;
                }
            }
            let item = self.item(row)?;
            block.bundle.items.push(Item { stage, ..item });
            return Some(());
        };
        if let Some(found) = block.change(&name, Kind::Item) {
            self.report(found);
            return None;
        }
        let item = block.bundle.items.get_mut(at)?;
        if cursor.eat_word(Keyword::Is).is_some() {
            item.kind = self.item_kind(&mut cursor)?;
        }
        let entries = self.optional_block(&mut cursor)?;
        self.item_onto(item, &name, entries)
    }

    /// `事项 甲、乙 { … }`: the same rows on several items of the base.
    fn derived_items(&mut self, block: &mut Block<'_>, names: &[Name], mut cursor: Cursor<'_>) -> Option<()> {
        let entries = self.optional_block(&mut cursor)?;
        for name in names {
            let of_base = block.base.items.iter().any(|item| item.name.value == name.value);
            let at = block.bundle.items.iter().position(|item| item.name.value == name.value);
            let Some(at) = at.filter(|_| of_base) else {
                // Beside one of the base, a name that the base does not declare is a slip: local items are written singly.
                let known = block.base.items.iter().map(|item| item.name.value.as_str());
                let close = suggest::close(&name.value, known);
                self.report(d::e0222_not_in_base::not_in_base(name, Kind::Item, &close));
                return None;
            };
            if let Some(found) = block.change(name, Kind::Item) {
                self.report(found);
                return None;
            }
            let item = block.bundle.items.get_mut(at)?;
            self.item_onto(item, name, entries)?;
        }
        Some(())
    }

    fn item_onto(&mut self, item: &mut Item, name: &Name, entries: &[Entry]) -> Option<()> {
        let behind = item.joins_behind.clone();
        let mut replaced: BTreeSet<Keyword> = BTreeSet::new();
        let whole = self.walk_onto(&schema::ITEM, name, entries, |reader, row| {
            if let Some(keyword) = row.keyword
                && replaced.insert(keyword)
            {
                clear_item(item, keyword);
            }
            reader.item_row(item, row).is_some()
        });
        if replaced.contains(&Keyword::Step) {
            item.inherits = false;
        } else if item.joins_behind.len() == behind.len() {
            item.joins_behind = behind;
        }
        let steps = item.steps.len();
        item.joins_behind.iter_mut().for_each(|before| *before = (*before).min(steps));
        item.damaged |= !whole;
        whole.then_some(())
    }

    /// `材料 《甲》 { … }`: rows on a material of the base, or a local one.
    fn derived_material(&mut self, block: &mut Block<'_>, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        let names = self.names(&mut cursor)?;
        let known = |name: &Name| block.base.materials.iter().any(|m| m.name.value == name.value);
        if !names.iter().any(known) {
            block.bundle.materials.extend(self.materials(row)?);
            return Some(());
        }
        let entries = self.optional_block(&mut cursor)?;
        for name in &names {
            let of_base = block.base.materials.iter().any(|m| m.name.value == name.value);
            let at = block.bundle.materials.iter().position(|m| m.name.value == name.value);
            let Some(at) = at.filter(|_| of_base) else {
                // Beside one of the base, a name that the base does not declare is a slip.
                let names = block.base.materials.iter().map(|m| m.name.value.as_str());
                let close = suggest::close(&name.value, names);
                self.report(d::e0222_not_in_base::not_in_base(name, Kind::Material, &close));
                return None;
            };
            if let Some(found) = block.change(name, Kind::Material) {
                self.report(found);
                return None;
            }
            let material = block.bundle.materials.get_mut(at)?;
            self.material_onto(material, name, entries)?;
        }
        Some(())
    }

    fn material_onto(&mut self, material: &mut Material, name: &Name, entries: &[Entry]) -> Option<()> {
        let mut replaced = false;
        let whole = self.walk_onto(&schema::MATERIAL, name, entries, |reader, row| {
            if row.keyword == Some(Keyword::Basis) && !replaced {
                replaced = true;
                material.basis.clear();
            }
            if row.keyword == Some(Keyword::Source) {
                material.replaces.clear();
            }
            reader.material_row(material, row).is_some()
        });
        whole.then_some(())
    }

    /// `联合 联合踏勘 { … }`: rows on a joint action of the base, or a local one.
    fn derived_joint(&mut self, block: &mut Block<'_>, row: Row<'_>, stage: Option<usize>) -> Option<()> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let of_base = block.base.joints.iter().any(|joint| joint.name.value == name.value);
        let at = block.bundle.joints.iter().position(|joint| joint.name.value == name.value);
        let Some(at) = at.filter(|_| of_base) else {
            let joint = self.joint(row)?;
            block.bundle.joints.push(Joint { stage, ..joint });
            return Some(());
        };
        if let Some(found) = block.change(&name, Kind::Joint) {
            self.report(found);
            return None;
        }
        let entries = self.optional_block(&mut cursor)?;
        let joint = block.bundle.joints.get_mut(at)?;
        let mut replaced: BTreeSet<Keyword> = BTreeSet::new();
        let whole = self.walk_onto(&schema::JOINT, &name, entries, |reader, row| {
            match row.keyword {
                Some(Keyword::Basis) if replaced.insert(Keyword::Basis) => joint.basis.clear(),
                Some(Keyword::Joins) if replaced.insert(Keyword::Joins) => joint.departments.clear(),
                _ => {}
            }
            reader.joint_row(joint, row).is_some()
        });
        whole.then_some(())
    }

    /// `阶段 施工许可 { … }`: rows on a stage of the base. Its items stay; others may be added to it.
    fn derived_stage(&mut self, block: &mut Block<'_>, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let of_base = block.base.stages.iter().any(|stage| stage.name.value == name.value);
        let at = block.bundle.stages.iter().position(|stage| stage.name.value == name.value);
        let Some(at) = at.filter(|_| of_base) else { return self.bundle_row(&mut block.bundle, row) };
        if let Some(found) = block.change(&name, Kind::Stage) {
            self.report(found);
            return None;
        }
        let entries = self.optional_block(&mut cursor)?;
        // The limit of the base gives way to one that is written, with what the base says about it; `从 … 到 …` beside it
        // is another limit.
        let given = block.bundle.stages.get_mut(at).map(StageLimit::take);
        let mut replaced: BTreeSet<Keyword> = BTreeSet::new();
        let whole = self.walk_onto(&schema::STAGE, &name, entries, |reader, row| match row.keyword {
            Some(Keyword::Item) => reader.derived_item(block, row, Some(at)).is_some(),
            Some(Keyword::Joint) => reader.derived_joint(block, row, Some(at)).is_some(),
            keyword => {
                if keyword == Some(Keyword::Basis)
                    && replaced.insert(Keyword::Basis)
                    && let Some(stage) = block.bundle.stages.get_mut(at)
                {
                    clear_stage(stage);
                }
                reader.stage_row(&mut block.bundle, at, row).is_some()
            }
        });
        if let (Some(stage), Some(given)) = (block.bundle.stages.get_mut(at), given)
            && stage.limit.is_none()
        {
            given.put_back(stage);
        }
        whole.then_some(())
    }

    /// `取消 材料 《甲》、《乙》`: nobody needs them any more.
    fn dropped(&mut self, block: &mut Block<'_>, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        if cursor.eat_word(Keyword::Material).is_none() {
            return self.unexpected_for(&cursor, &[Keyword::Material.zh()]);
        }
        let names = self.names(&mut cursor)?;
        self.end(&cursor)?;
        for name in &names {
            let bundle = &mut block.bundle;
            let same = |other: &Name| other.value == name.value;
            let needed = bundle.items.iter().any(|item| item.needs.iter().any(same));
            let declared = bundle.materials.iter().any(|material| same(&material.name));
            if !needed && !declared {
                let declared = block.base.materials.iter().map(|m| m.name.value.as_str());
                let needs = block.base.items.iter().flat_map(|item| &item.needs);
                let close = suggest::close(&name.value, declared.chain(needs.map(|n| n.value.as_str())));
                self.report(d::e0222_not_in_base::not_in_base(name, Kind::Material, &close));
                return None;
            }
            for item in &mut bundle.items {
                item.needs.retain(|need| !same(need));
            }
            let produced = bundle.items.iter().any(|item| item.produces.iter().any(same));
            bundle.materials.retain(|material| produced || !same(&material.name));
            for material in &mut bundle.materials {
                material.any_of.retain(|option| !same(option));
                material.replaces.retain(|proof| !same(proof));
            }
        }
        Some(())
    }
}

/// The limit of a stage with its basis and what it does not count.
struct StageLimit(Option<Spanned<Amount>>, Vec<Spanned<String>>, Option<Excludes>);

impl StageLimit {
    fn take(stage: &mut Stage) -> Self {
        Self(stage.limit.take(), std::mem::take(&mut stage.rules.basis), stage.rules.excludes.take())
    }

    fn put_back(self, stage: &mut Stage) {
        (stage.limit, stage.rules.basis, stage.rules.excludes) = (self.0, self.1, self.2);
    }
}

/// Whether a row of a block begins with this word.
fn writes(entries: &[Entry], keyword: Keyword) -> bool {
    entries.iter().any(|entry| matches!(entry.terms.first(), Some(Term { kind: TermKind::Word(word), .. }) if *word == keyword))
}

/// Figures that are written take the place of the base's; what is promised there stays promised.
fn merged(base: Option<Figures>, written: Figures) -> Figures {
    let Some(base) = base else { return written };
    let (mut counts, mut between) = (written.counts, written.between);
    let missing =
        base.counts.into_iter().filter(|(metric, _)| counts.iter().all(|(known, _)| known != metric));
    let missing: Vec<_> = missing.collect();
    counts.extend(missing);
    let missing =
        base.between.into_iter().filter(|row| between.iter().all(|known| !same_moments(known, row)));
    let missing: Vec<_> = missing.collect();
    between.extend(missing);
    let rules = if written.time.is_some() { written.rules } else { base.rules };
    // Whoever promises the rounds above promises them below.
    let with_rounds = written.with_rounds.or(base.with_rounds);
    Figures { time: written.time.or(base.time), between, rules, counts, place: written.place, with_rounds }
}

/// Whether two limits run between the same moments, as written.
fn same_moments(one: &Between, other: &Between) -> bool {
    let words = |moment: &Option<MomentName>| match moment {
        None => String::new(),
        Some(MomentName::Submitted(_)) => Keyword::Submit.zh().to_owned(),
        Some(MomentName::Accepted(_)) => Keyword::Accept.zh().to_owned(),
        Some(MomentName::Finished(_)) => Keyword::Finish.zh().to_owned(),
        Some(MomentName::Delivered(_)) => Keyword::Deliver.zh().to_owned(),
        Some(MomentName::Of(name, point)) => {
            format!("{} {:?}", name.value, point.as_ref().map(|point| point.value))
        }
    };
    words(&one.from) == words(&other.from) && words(&one.until) == words(&other.until)
}

/// Empties what rows of this word list: the first one that is written takes the place of all. Whether the word lists
/// anything.
pub fn clear_item(item: &mut Item, keyword: Keyword) -> bool {
    match keyword {
        Keyword::Needs => item.needs.clear(),
        Keyword::Produces => item.produces.clear(),
        Keyword::Mandate => item.mandates.clear(),
        Keyword::FillIn => item.fills.clear(),
        Keyword::Terms => item.terms.clear(),
        Keyword::Fee => item.fees.clear(),
        Keyword::Joins => {
            item.joins.clear();
            item.joins_behind.clear();
        }
        Keyword::Step => item.steps.retain(|step| step.procedure.is_some()),
        Keyword::Procedure => item.steps.retain(|step| step.procedure.is_none()),
        Keyword::Basis => item.basis.clear(),
        _ => return false,
    }
    true
}

fn clear_stage(stage: &mut Stage) {
    stage.basis.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::schema::Times;

    /// A property of an item that may stand often, but is not known here, would be added to the base's in silence.
    #[test]
    fn every_list_of_an_item_can_be_replaced() {
        let text = "一件事 甲 { 事项 乙 { 承办 丙 } }";
        let file = crate::diagnostics::FileId(0);
        let module = crate::names::from_syntax::module(file, &crate::syntax::parse(text).0).0;
        let item = &module.bundles[0].items[0];
        for property in schema::ITEM.properties.iter().filter(|property| property.times == Times::Many) {
            if property.keyword == Keyword::Acknowledge {
                // Looked at by place; nothing of the item.
                continue;
            }
            assert!(clear_item(&mut item.clone(), property.keyword), "{}", property.keyword.zh());
        }
    }
}
