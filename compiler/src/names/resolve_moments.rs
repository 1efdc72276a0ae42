//! `从 … 到 …`: names → moments of the case.

use super::limit::{Between, LinkedBetween, Moment, MomentName, Point};
use super::namespace::Kind;
use super::place::{Name, Place, Spanned};
use super::resolve::Resolver;
use crate::diagnostics as d;
use crate::diagnostics::e0202_duplicate_property::duplicate_property;
use crate::suggest;
use crate::syntax::keywords::Keyword;
use std::collections::BTreeMap;

/// Most limits between two moments in one bundle.
pub const MAX_BETWEEN: usize = 200;

/// What joins the name of an item and that of its step.
const OF_ITEM: char = '·';

impl Resolver<'_> {
    /// Links the limits between two moments. Two of one place may not have the same moments.
    pub fn between(&mut self) {
        let bundle = self.bundle;
        if let Some(row) = bundle.between.get(MAX_BETWEEN) {
            let found = d::e0214_too_many::too_many(
                row.place,
                "条从……到……的时限",
                "limits between moments",
                MAX_BETWEEN,
            );
            self.diagnostics.push(found);
            return;
        }
        let mut seen: BTreeMap<(Option<usize>, bool, String), Place> = BTreeMap::new();
        for row in &bundle.between {
            let Some((from, until)) = self.ends_of(row) else { continue };
            let key = (row.stage, row.promised, format!("{from:?} {until:?}"));
            if let Some(first) = seen.get(&key) {
                let word = Keyword::Limit.zh();
                self.diagnostics.push(duplicate_property(row.place, *first, row.place, word));
                continue;
            }
            seen.insert(key, row.place);
            self.linked.between.push(LinkedBetween { row: row.clone(), from, until });
        }
    }

    /// Both moments; what is not written is where the whole begins and ends.
    fn ends_of(&mut self, row: &Between) -> Option<(Moment, Moment)> {
        let whole = |stage: Option<usize>, end: bool| match (stage, end) {
            (Some(stage), end) => Moment::Stage(stage, end),
            (None, false) => Moment::Accepted,
            (None, true) => Moment::Finished,
        };
        let from = row.from.as_ref().map(|name| self.moment(name));
        let until = row.until.as_ref().map(|name| self.moment(name));
        let from = from.unwrap_or_else(|| Some(whole(row.stage, false)));
        let until = until.unwrap_or_else(|| Some(whole(row.stage, true)));
        from.zip(until)
    }

    fn moment(&mut self, written: &MomentName) -> Option<Moment> {
        match written {
            MomentName::Submitted(_) => Some(Moment::Submitted),
            MomentName::Accepted(_) => Some(Moment::Accepted),
            MomentName::Finished(_) => Some(Moment::Finished),
            MomentName::Delivered(place) => {
                if self.linked.flow.delivery.is_none() {
                    self.diagnostics.push(d::e0454_no_moment::no_delivery(*place));
                    return None;
                }
                Some(Moment::Delivered)
            }
            MomentName::Of(name, point) => self.named_moment(name, point.as_ref()),
        }
    }

    fn named_moment(&mut self, name: &Name, point: Option<&Spanned<Point>>) -> Option<Moment> {
        let end = point.is_none_or(|point| point.value == Point::Ends);
        let Some(entity) = self.names.get(&name.value) else {
            return match self.step_named(&name.value) {
                Some((item, step)) => {
                    self.not_accepted(name, Kind::Step, point)?;
                    Some(Moment::Step(item, step, end))
                }
                None => self.unknown_moment(name),
            };
        };
        if entity.kind != Kind::Item {
            self.not_accepted(name, entity.kind, point)?;
        }
        match entity.kind {
            Kind::Item => Some(Moment::Item(entity.at, end)),
            Kind::Stage => Some(Moment::Stage(entity.at, end)),
            Kind::Joint => Some(Moment::Joint(entity.at, end)),
            Kind::Milestone => Some(Moment::Gate(entity.at)),
            Kind::Material => self.product(name, entity.at),
            kind => {
                self.diagnostics.push(d::e0454_no_moment::no_moment(name, kind));
                None
            }
        }
    }

    /// Only items are accepted.
    fn not_accepted(&mut self, name: &Name, kind: Kind, point: Option<&Spanned<Point>>) -> Option<()> {
        match point {
            Some(point) if point.value == Point::Accepted => {
                self.diagnostics.push(d::e0454_no_moment::no_acceptance(name, kind, point));
                None
            }
            _ => Some(()),
        }
    }

    /// A product is there when the one item that issues it is decided.
    fn product(&mut self, name: &Name, material: usize) -> Option<Moment> {
        let items = self.linked.items.iter().enumerate();
        let issues = items.filter(|(_, item)| item.produces.iter().any(|product| product.value == material));
        let producers: Vec<usize> = issues.map(|(at, _)| at).collect();
        match producers.as_slice() {
            [only] => Some(Moment::Item(*only, true)),
            several => {
                let found = d::e0454_no_moment::no_single_producer(name, several.len());
                self.diagnostics.push(found);
                None
            }
        }
    }

    /// `事项·环节`.
    pub(super) fn step_named(&self, name: &str) -> Option<(usize, usize)> {
        let (item, step) = name.rsplit_once(OF_ITEM)?;
        let item = self.names.get(item).filter(|entity| entity.kind == Kind::Item)?.at;
        let steps = &self.linked.items.get(item)?.steps;
        Some((item, steps.iter().position(|known| known.name.value == step)?))
    }

    fn unknown_moment<T>(&mut self, name: &Name) -> Option<T> {
        if self.names.is_poisoned(&name.value) {
            return None;
        }
        let words = [Keyword::Submit, Keyword::Accept, Keyword::Finish, Keyword::Deliver];
        let kinds = [Kind::Item, Kind::Stage, Kind::Joint, Kind::Milestone, Kind::Material];
        let steps = self.linked.items.iter().flat_map(|item| {
            item.steps.iter().map(|step| format!("{}{OF_ITEM}{}", item.name.value, step.name.value))
        });
        let mut known: Vec<String> = words.iter().map(|word| word.zh().to_owned()).collect();
        known.extend(kinds.into_iter().flat_map(|kind| self.names.of_kind(kind)).map(str::to_owned));
        known.extend(steps);
        let close = suggest::close(&name.value, known.iter().map(String::as_str));
        let found = d::e0206_unknown_name::unknown_moment(name, &close);
        self.diagnostics.push(self.names.declared_at(found, &close));
        None
    }
}
