//! 逐个 q: as many copies of an item or a material as the answer to q may at most be; the i-th applies where q ≥ i. A
//! material is copied with the items that are for each of the same q; every other item needs all its copies.

use super::{each_named, each_size};
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::surface::{
    Bundle, Expr, ExprKind, Fee, Item, Material, Measure, Operand, Question, QuestionKind, Relation,
};
use crate::names::{Kind, Name, Spanned};
use crate::suggest;
use crate::syntax::number::MILLION;
use crate::syntax::units;
use lianban_runtime::plan::Dimension;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Most copies of one item or material.
pub const MAX_COPIES: u32 = 50;

/// The copies of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The question that says how many.
    pub question: String,
    /// How many there are at most.
    pub most: u32,
}

/// Names that stand for their copies.
pub type Groups = BTreeMap<String, Group>;

/// `X（3）`.
#[must_use]
pub fn copy_name(name: &str, number: u32) -> String {
    format!("{name}（{number}）")
}

/// Puts copies in the place of items and materials.
pub fn copy(bundle: &mut Cow<'_, Bundle>, found: &mut Vec<Diagnostic>) {
    let for_each = bundle.items.iter().any(|item| item.each.is_some())
        || bundle.materials.iter().any(|material| material.each.is_some())
        || bundle.items.iter().any(|item| item.fees.iter().any(|fee| fee.each.is_some()));
    if !for_each {
        return;
    }
    let bundle = bundle.to_mut();
    let items = groups(bundle, bundle.items.iter().map(|item| (&item.name, &item.each)), found);
    let rows = bundle.materials.iter().map(|material| (&material.name, &material.each));
    let materials = groups(bundle, rows, &mut Vec::new());
    unsettled(bundle, &materials, found);
    if !each_size::fits(bundle, &items, &materials) {
        let first = bundle.items.iter().find_map(|item| item.each.as_ref());
        let first = first.or_else(|| bundle.materials.iter().find_map(|material| material.each.as_ref()));
        let place = first.map_or(bundle.place, |each| each.place);
        found.push(d::e0214_too_many::too_many(place, "处逐个的复本", "copies", each_size::MAX_COPIED));
        return;
    }
    fees(bundle, found);
    bundle.items = bundle.items.iter().flat_map(|item| item_copies(item, &items, &materials)).collect();
    bundle.materials = bundle.materials.iter().flat_map(|row| material_copies(row, &materials)).collect();
    each_named::in_flow(bundle, &items);
    each_named::in_tests(bundle, &items, &materials);
}

/// A fee for each of many: as many fees as there may at most be, the i-th charged where q ≥ i.
fn fees(bundle: &mut Bundle, found: &mut Vec<Diagnostic>) {
    let mut all: Vec<Vec<Fee>> = Vec::new();
    for item in &bundle.items {
        let mut copies = Vec::new();
        for fee in &item.fees {
            let Some(each) = &fee.each else {
                copies.push(fee.clone());
                continue;
            };
            match most(bundle, each) {
                Ok(most) => copies.extend((1..=most).map(|number| Fee {
                    when: Some(at_least(each, number, fee.when.as_ref())),
                    each: None,
                    ..fee.clone()
                })),
                Err(wrong) => found.push(*wrong),
            }
        }
        all.push(copies);
    }
    bundle.items.iter_mut().zip(all).for_each(|(item, fees)| item.fees = fees);
}

/// Materials whose number is not settled are reported, unless an item with the same question has been.
fn unsettled(bundle: &Bundle, materials: &Groups, found: &mut Vec<Diagnostic>) {
    for material in &bundle.materials {
        let Some(each) = material.each.as_ref().filter(|_| !materials.contains_key(&material.name.value))
        else {
            continue;
        };
        found.extend(most(bundle, each).err().map(|wrong| *wrong));
    }
}

fn groups<'a>(
    bundle: &Bundle,
    rows: impl Iterator<Item = (&'a Name, &'a Option<Name>)>,
    found: &mut Vec<Diagnostic>,
) -> Groups {
    let mut groups = Groups::new();
    for (name, each) in rows {
        let Some(each) = each else { continue };
        match most(bundle, each) {
            Ok(most) => {
                groups.insert(name.value.clone(), Group { question: each.value.clone(), most });
            }
            Err(wrong) => found.push(*wrong),
        }
    }
    groups
}

/// The upper bound of the question that says how many.
fn most(bundle: &Bundle, each: &Name) -> Result<u32, Box<Diagnostic>> {
    let Some(question) = bundle.questions.iter().find(|question| question.name.value == each.value) else {
        let counts = bundle.questions.iter().filter(|question| counts(question).is_some());
        let close = suggest::close(&each.value, counts.map(|question| question.name.value.as_str()));
        return Err(Box::new(d::e0206_unknown_name::unknown_name(each, Kind::Question, &close)));
    };
    let Some(bound) = counts(question) else {
        return Err(Box::new(d::e0231_for_each::not_a_count(each, question.name.place)));
    };
    let Some(bound) = bound else {
        return Err(Box::new(d::e0231_for_each::no_bound(each, question.name.place)));
    };
    let base = if bound.value.unit.is_empty() {
        Some(bound.value.millionths)
    } else {
        units::lookup(&bound.value.unit).and_then(|unit| unit.to_base(bound.value.millionths))
    };
    let whole = base.and_then(|base| base.checked_div(MILLION)).and_then(|n| u32::try_from(n).ok());
    match whole {
        Some(n) if (1..=MAX_COPIES).contains(&n) => Ok(n),
        _ => Err(Box::new(d::e0231_for_each::bad_bound(each, bound.place, MAX_COPIES))),
    }
}

/// The upper bound of a question for a count, as written; outer none if it is no such question.
#[expect(clippy::option_option, reason = "no count, or a count without bound")]
fn counts(question: &Question) -> Option<Option<&Spanned<Measure>>> {
    match &question.kind {
        QuestionKind::Quantity { dimension: Dimension::Count | Dimension::People, max, .. } => {
            Some(max.as_ref())
        }
        _ => None,
    }
}

fn item_copies(item: &Item, items: &Groups, materials: &Groups) -> Vec<Item> {
    let Some((group, each)) = items.get(&item.name.value).zip(item.each.as_ref()) else {
        let (needs, produces) = (all(&item.needs, materials), all(&item.produces, materials));
        return vec![Item { needs, produces, each: None, ..item.clone() }];
    };
    let copy = |number: u32| Item {
        name: numbered(&item.name, number),
        when: Some(at_least(each, number, item.when.as_ref())),
        needs: own(&item.needs, (group, number), materials),
        produces: own(&item.produces, (group, number), materials),
        // The figures of before are those of one.
        before: item.before.clone().filter(|_| number == 1),
        each: None,
        ..item.clone()
    };
    (1..=group.most).map(copy).collect()
}

fn material_copies(material: &Material, materials: &Groups) -> Vec<Material> {
    let any_of = all(&material.any_of, materials);
    let replaces = all(&material.replaces, materials);
    let Some((group, each)) = materials.get(&material.name.value).zip(material.each.as_ref()) else {
        return vec![Material { any_of, replaces, each: None, ..material.clone() }];
    };
    let copy = |number: u32| Material {
        name: numbered(&material.name, number),
        when: Some(at_least(each, number, material.when.as_ref())),
        counted: true,
        any_of: any_of.clone(),
        replaces: replaces.clone(),
        before: material.before.clone().filter(|_| number == 1),
        each: None,
        ..material.clone()
    };
    (1..=group.most).map(copy).collect()
}

fn numbered(name: &Name, number: u32) -> Name {
    Spanned::new(copy_name(&name.value, number), name.place)
}

/// Every copy of the materials that have any.
fn all(names: &[Name], materials: &Groups) -> Vec<Name> {
    let copies = |name: &Name| match materials.get(&name.value) {
        Some(group) => (1..=group.most).map(|number| numbered(name, number)).collect(),
        None => vec![name.clone()],
    };
    names.iter().flat_map(copies).collect()
}

/// The copy of its own number where the material is for each of the same, all copies where it is for each of others.
fn own(names: &[Name], (group, number): (&Group, u32), materials: &Groups) -> Vec<Name> {
    let copies = |name: &Name| match materials.get(&name.value) {
        Some(known) if known.question == group.question => vec![numbered(name, number)],
        _ => all(std::slice::from_ref(name), materials),
    };
    names.iter().flat_map(copies).collect()
}

/// `q ≥ i`, and what is written besides.
fn at_least(each: &Name, number: u32, besides: Option<&Expr>) -> Expr {
    let place = each.place;
    let measure = Measure { millionths: i64::from(number).saturating_mul(MILLION), unit: String::new() };
    let right = Spanned::new(Operand::Measure(measure), place);
    let kind =
        ExprKind::Compare { left: each.clone(), relation: Spanned::new(Relation::AtLeast, place), right };
    let own = Expr { kind, place };
    match besides {
        None => own,
        Some(besides) => Expr { kind: ExprKind::All(vec![own, besides.clone()]), place },
    }
}
