//! 阶段 and 环节.

use super::reader::{Reader, Row};
use crate::diagnostics::e0202_duplicate_property::duplicate_property;
use crate::names::limit::{Between, LimitRules};
use crate::names::schema;
use crate::names::surface::{Bundle, LifeCycle, Stage, StepRow};
use crate::syntax::keywords::Keyword;
use crate::syntax::units::Dimension;

impl Reader {
    /// `阶段 施工许可 { 牵头 …；时限 8 工作日；事项 …… }`. Its items and joint actions join those of the bundle.
    pub fn stage(
        &mut self,
        bundle: &mut Bundle,
        row: Row<'_>,
        (parent, rank): (Option<usize>, usize),
    ) -> Option<()> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let at = bundle.stages.len();
        bundle.stages.push(Stage {
            name: name.clone(),
            docs: row.docs,
            lead: None,
            limit: None,
            rules: LimitRules::default(),
            basis: Vec::new(),
            rank,
            parent,
        });
        let whole = self
            .walk(&schema::STAGE, &name, entries, |reader, row| reader.stage_row(bundle, at, row).is_some());
        whole.then_some(())
    }

    pub(super) fn stage_row(&mut self, bundle: &mut Bundle, at: usize, mut row: Row<'_>) -> Option<()> {
        match row.keyword {
            Some(Keyword::Item) => {
                let item = self.item(row)?;
                bundle.items.push(crate::names::surface::Item { stage: Some(at), ..item });
                return Some(());
            }
            Some(Keyword::Joint) => {
                let joint = self.joint(row)?;
                bundle.joints.push(crate::names::surface::Joint { stage: Some(at), ..joint });
                return Some(());
            }
            Some(Keyword::Stage | Keyword::Parallel) => return self.stages(bundle, row, Some(at)),
            Some(Keyword::Procedure) => {
                let procedures = self.procedures(row, Some(at))?;
                bundle.procedures.extend(procedures);
                return Some(());
            }
            _ => {}
        }
        let Bundle { stages, between, .. } = bundle;
        let stage = stages.get_mut(at)?;
        if let Some(read) = self.limit_rule(&mut stage.rules, &mut row) {
            read?;
            return self.end(&row.cursor);
        }
        match row.keyword {
            Some(Keyword::Lead) => stage.lead = Some(self.reference(&mut row.cursor)?),
            Some(Keyword::Limit) => return self.stage_limit(stage, between, at, row),
            _ => stage.basis.extend(self.texts(&mut row.cursor)?),
        }
        self.end(&row.cursor)
    }

    /// 时限 of the stage, once, or between two moments.
    fn stage_limit(
        &mut self,
        stage: &mut Stage,
        between: &mut Vec<Between>,
        at: usize,
        mut row: Row<'_>,
    ) -> Option<()> {
        let limit = self.amount(&mut row.cursor)?;
        let mut basis = Vec::new();
        let moments = self.moments(&mut row.cursor)?;
        let excludes = self.excluding(&mut row.cursor)?;
        self.clause_basis(&mut row.cursor, &mut basis)?;
        self.end(&row.cursor)?;
        match (moments, &stage.limit) {
            (Some(moments), _) => {
                let mut row = self.between(&limit, moments, basis, row.place);
                row.rules.excludes = excludes;
                between.push(Between { stage: Some(at), ..row });
            }
            (None, None) => {
                stage.limit = Some(limit);
                (stage.rules.basis, stage.rules.excludes) = (basis, excludes);
            }
            (None, Some(first)) => {
                let word = Keyword::Limit.zh();
                self.report(duplicate_property(row.head, first.place, row.place, word));
            }
        }
        Some(())
    }

    /// One stage, or several side by side: after all that stand before it in the same stage or bundle.
    pub fn stages(&mut self, bundle: &mut Bundle, row: Row<'_>, parent: Option<usize>) -> Option<()> {
        let before =
            bundle.stages.iter().filter(|stage| stage.parent == parent).map(|stage| stage.rank).max();
        let rank = (parent, before.map_or(0, |last| last.saturating_add(1)));
        match row.keyword? {
            Keyword::Stage => self.stage(bundle, row, rank),
            _ => self.parallel_stages(bundle, row, rank),
        }
    }

    /// `并联 { 阶段 甲 { …… }；阶段 乙 { …… } }`.
    fn parallel_stages(
        &mut self,
        bundle: &mut Bundle,
        row: Row<'_>,
        rank: (Option<usize>, usize),
    ) -> Option<()> {
        let mut cursor = row.cursor;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let owner = crate::names::Spanned::new(schema::STAGES.name.zh.to_owned(), row.place);
        let whole = self
            .walk(&schema::STAGES, &owner, entries, |reader, row| reader.stage(bundle, row, rank).is_some());
        whole.then_some(())
    }

    /// `环节 现场核查 { 时限 2 工作日；角色 核查员 }`.
    pub fn item_step(&mut self, row: Row<'_>) -> Option<StepRow> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let entries = self.optional_block(&mut cursor)?;
        let mut step = StepRow { docs: row.docs, ..StepRow::named(name.clone()) };
        let whole = self.walk(&schema::STEP, &name, entries, |reader, mut row| {
            if let Some(read) = reader.limit_rule(&mut step.rules, &mut row) {
                return read.is_some() && reader.end(&row.cursor).is_some();
            }
            match row.keyword {
                Some(Keyword::Rectify) => {
                    step.rework = reader.rework(&mut row.cursor, &step.name);
                    return step.rework.is_some();
                }
                Some(Keyword::Staff) => step.staff = reader.count(&mut row.cursor, Dimension::People),
                Some(Keyword::Limit) => {
                    step.limit = reader.founded_amount(&mut row.cursor, &mut step.rules.basis);
                }
                Some(Keyword::Handler) => step.department = reader.name(&mut row.cursor),
                Some(Keyword::Forward) => step.forwarded = Some(row.head),
                Some(word @ (Keyword::Irreversible | Keyword::Reversible)) => {
                    if let Some(first) = &step.irreversible {
                        let found = crate::diagnostics::e0491_contradiction::contradiction(
                            row.head,
                            first.place,
                            word.zh(),
                            "不可逆、可逆",
                        );
                        reader.report(found);
                        return false;
                    }
                    let undone = word == Keyword::Irreversible;
                    step.irreversible = Some(crate::names::Spanned::new(undone, row.head));
                }
                Some(Keyword::Discussed) => step.discussed = true,
                Some(Keyword::Allows) => match reader.allows(&mut row.cursor) {
                    Some(allows) => step.allows = allows,
                    None => return false,
                },
                Some(word @ (Keyword::Countersign | Keyword::EitherSign | Keyword::VoteSign)) => {
                    return reader.step_signing(&mut step, word, row).is_some();
                }
                _ => {
                    if let Some(role) = reader.name(&mut row.cursor) {
                        (step.role, step.role_place) = (role.value, role.place);
                    }
                }
            }
            reader.end(&row.cursor).is_some()
        });
        whole.then_some(step)
    }

    /// `办件流程 承诺件 { 环节 审查；环节 决定 { 时限 即办 } }`.
    pub fn life_cycle(&mut self, row: Row<'_>) -> Option<LifeCycle> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let mut steps = Vec::new();
        self.walk(&schema::LIFE_CYCLE, &name, entries, |reader, row| {
            let step = reader.item_step(row);
            let read = step.is_some();
            steps.extend(step);
            read
        });
        Some(LifeCycle { name, steps })
    }

    /// One of 会签, 或签, 票签.
    fn step_signing(&mut self, step: &mut StepRow, word: Keyword, mut row: Row<'_>) -> Option<()> {
        if let Some(first) = &step.signing {
            let found = crate::diagnostics::e0491_contradiction::contradiction(
                row.head,
                first.place,
                word.zh(),
                "会签、或签、票签",
            );
            self.report(found);
            return None;
        }
        step.signing = Some(self.signing(word, row.head, &mut row.cursor)?);
        self.end(&row.cursor)
    }
}
