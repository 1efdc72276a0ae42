//! 一件事.

use super::reader::{Reader, Row};
use crate::names::limit::Between;
use crate::names::schema;
use crate::names::surface::Bundle;
use crate::syntax::keywords::Keyword;

impl Reader {
    /// `一件事 我要开餐馆 { … }`.
    pub fn bundle(&mut self, row: Row<'_>) -> Option<Bundle> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let questions = self.parameters(&mut cursor)?;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let mut bundle = Bundle {
            name: name.value.clone(),
            place: name.place,
            docs: row.docs,
            doc_places: row.doc_places,
            questions,
            ..Bundle::default()
        };
        let poisoned_before = self.poisoned.len();
        let (mut read, mut declarations) = (0_usize, true);
        let whole = self.walk(&schema::BUNDLE, &name, entries, |reader, row| {
            let order = matches!(row.keyword, Some(Keyword::Flow | Keyword::Test));
            let good = reader.bundle_row(&mut bundle, row).is_some();
            read = read.saturating_add(1);
            declarations &= good || order;
            good
        });
        bundle.poisoned = self.poisoned.get(poisoned_before..).unwrap_or_default().to_vec();
        let promised = bundle.promise.iter_mut().flat_map(|promise| promise.between.drain(..));
        let promised: Vec<_> = promised.map(|row| Between { promised: true, ..row }).collect();
        bundle.between.splice(..0, promised);
        self.test_titles(&bundle.tests);
        bundle.damaged = !whole;
        bundle.loose = !(whole || declarations && read == entries.len());
        Some(bundle)
    }

    pub(super) fn bundle_row(&mut self, bundle: &mut Bundle, row: Row<'_>) -> Option<()> {
        match row.keyword? {
            Keyword::Before => bundle.before = Some(self.figures(row, false)?),
            Keyword::Promise => bundle.promise = Some(self.figures(row, true)?),
            Keyword::Scenario => bundle.questions.extend(self.scenario(row)?),
            Keyword::Department => bundle.departments.extend(self.departments(row)?),
            Keyword::Material => bundle.materials.extend(self.materials(row)?),
            Keyword::Field => bundle.fields.push(self.field(row, "")?),
            Keyword::Form => {
                let form = self.form(row, &mut bundle.fields)?;
                bundle.forms.push(form);
            }
            Keyword::Item => bundle.items.push(self.item(row)?),
            Keyword::Joint => bundle.joints.push(self.joint(row)?),
            Keyword::Role => bundle.roles.extend(self.roles(row)?),
            Keyword::Stage | Keyword::Parallel => return self.stages(bundle, row, None),
            Keyword::Procedure => bundle.procedures.extend(self.procedures(row, None)?),
            Keyword::Extend => bundle.extension = Some(self.extension(row)?),
            Keyword::Rule => bundle.rules.push(self.rule(row)?),
            Keyword::Limit => {
                let between = self.between_row(row, None)?;
                bundle.between.push(between);
            }
            Keyword::Supervision => bundle.supervision = Some(self.supervision(row)?),
            Keyword::Correct => bundle.correction = Some(self.correction(row)?),
            Keyword::Ratings => bundle.ratings = Some(self.ratings(row)?),
            Keyword::Flow => bundle.flow = Some(self.flow(row)?),
            Keyword::Test => bundle.tests.push(self.test(row)?),
            // Only what could not be unfolded, and has been told, is left of 按.
            Keyword::Following => {}
            _ => return self.bundle_words(bundle, row),
        }
        Some(())
    }

    fn bundle_words(&mut self, bundle: &mut Bundle, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        match row.keyword? {
            Keyword::Code => bundle.code = Some(self.text(&mut cursor)?),
            Keyword::Region => bundle.region = Some(self.name(&mut cursor)?),
            Keyword::Profile => bundle.profile = Some(self.name(&mut cursor)?),
            Keyword::Audience => bundle.audience = self.names(&mut cursor)?,
            Keyword::Let => bundle.fixed.extend(self.answers(&mut cursor)?),
            _ => {
                bundle.basis.extend(self.texts(&mut cursor)?);
            }
        }
        self.end(&cursor)
    }
}
