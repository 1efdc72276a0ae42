//! What stands beside a limit: `从 … 到 …`, 预警, 黄牌, 红牌, 逾期, 依据; and 补正.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::limit::{Between, Correction, LimitRules, MomentName, Overdue, Point, Ratings, Warning};
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Term, TermKind};
use crate::syntax::units;
use lianban_runtime::plan::Silence;
use lianban_runtime::time::{Span as Amount, Unit};

/// What 逾期 may mean.
const SILENCES: &[(Keyword, Silence)] = &[
    (Keyword::DeemedAccepted, Silence::DeemedAccepted),
    (Keyword::DeemedConsent, Silence::Granted),
    (Keyword::DeemedNoObjection, Silence::NoObjection),
    (Keyword::DeemedRenewed, Silence::Renewed),
    (Keyword::AbsenceConsents, Silence::Absent),
    (Keyword::DeemedWithdrawn, Silence::Withdrawn),
    (Keyword::OnRefusal, Silence::Refused),
    (Keyword::Revoked, Silence::Revoked),
];

impl Reader {
    /// A limit and the 依据 of its row: `20 日，依据 “行政许可法 第四十二条”`.
    pub fn founded_amount(
        &mut self,
        cursor: &mut Cursor<'_>,
        basis: &mut Vec<Spanned<String>>,
    ) -> Option<Spanned<Amount>> {
        let amount = self.amount(cursor)?;
        self.clause_basis(cursor, basis)?;
        Some(amount)
    }

    /// `，依据 “…”`, if it follows.
    pub fn clause_basis(&mut self, cursor: &mut Cursor<'_>, basis: &mut Vec<Spanned<String>>) -> Option<()> {
        if clause(cursor, Keyword::Basis) {
            basis.extend(self.texts(cursor)?);
        }
        Some(())
    }

    /// 预警, 黄牌, 红牌, 逾期. `None` outside if the row is none of these.
    pub fn limit_rule(&mut self, rules: &mut LimitRules, row: &mut Row<'_>) -> Option<Option<()>> {
        let word = row.keyword.filter(|word| {
            matches!(word, Keyword::Notice | Keyword::YellowCard | Keyword::RedCard | Keyword::Overdue)
        })?;
        Some(match word {
            Keyword::Notice => self.warning(&mut row.cursor).map(|at| rules.notice = Some(at)),
            Keyword::YellowCard => self.warning(&mut row.cursor).map(|at| rules.yellow = Some(at)),
            Keyword::RedCard => self.red_card(row).map(|at| rules.red = Some(at)),
            _ => self.overdue(&mut row.cursor).map(|overdue| rules.overdue = Some(overdue)),
        })
    }

    /// `剩 2 工作日`, `剩 20%`.
    fn warning(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Warning>> {
        if cursor.eat_word(Keyword::LeftOver).is_none() {
            return self.unexpected_for(cursor, &[Keyword::LeftOver.zh()]);
        }
        if let Some(Term { kind: TermKind::Quantity { unit, .. }, .. }) = cursor.peek()
            && unit == units::PERCENT
        {
            let share = self.count(cursor, units::Dimension::Percent)?;
            if !(1..=99).contains(&share.value) {
                self.report(d::e0318_levels::not_a_share(share.place));
                return None;
            }
            return Some(share.map(Warning::Share));
        }
        let left = self.level_amount(cursor)?;
        Some(left.map(Warning::Left))
    }

    /// An amount that can be counted back from a due date.
    fn level_amount(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Amount>> {
        let left = self.explicit_amount(cursor)?;
        if matches!(left.value.unit, Unit::Month | Unit::Year) {
            self.report(d::e0318_levels::too_coarse(left.place, left.value));
            return None;
        }
        Some(left)
    }

    /// `逾期`, `逾期 1 工作日`.
    fn red_card(&mut self, row: &mut Row<'_>) -> Option<Spanned<Option<Amount>>> {
        let cursor = &mut row.cursor;
        if cursor.eat_word(Keyword::Overdue).is_none() {
            return self.unexpected_for(cursor, &[Keyword::Overdue.zh()]);
        }
        if cursor.peek().is_none() {
            return Some(Spanned::new(None, row.place));
        }
        let by = self.level_amount(cursor)?;
        Some(by.map(|by| Some(by).filter(|by| by.amount > 0)))
    }

    /// `视为无意见，依据 “…”` or `视为无意见 { 依据 “…” }`.
    fn overdue(&mut self, cursor: &mut Cursor<'_>) -> Option<Overdue> {
        let silence = self.one_of(cursor, SILENCES)?;
        let mut basis = Vec::new();
        if let Some(block) = cursor.block() {
            let owner = Spanned::new(String::new(), silence.place);
            let whole = self.walk(&schema::OVERDUE, &owner, &block.entries, |reader, mut row| {
                let texts = reader.texts(&mut row.cursor);
                let read = texts.is_some() && reader.end(&row.cursor).is_some();
                basis.extend(texts.unwrap_or_default());
                read
            });
            return whole.then_some(Overdue { silence, basis });
        }
        self.clause_basis(cursor, &mut basis)?;
        Some(Overdue { silence, basis })
    }

    /// `容缺 5 工作日，逾期 视为撤回`: the limit of a material with what its silence means.
    pub fn tolerated(&mut self, cursor: &mut Cursor<'_>, rules: &mut LimitRules) -> Option<Spanned<Amount>> {
        let amount = self.founded_amount(cursor, &mut rules.basis)?;
        if clause(cursor, Keyword::Overdue) {
            rules.overdue = Some(self.overdue(cursor)?);
        }
        Some(amount)
    }

    /// `补正 10 工作日，逾期 视为撤回` or `补正 { 时限 10 工作日；逾期 视为撤回 }`.
    pub fn correction(&mut self, row: Row<'_>) -> Option<Correction> {
        let mut cursor = row.cursor;
        let mut rules = LimitRules::default();
        let Some(block) = cursor.block() else {
            let limit = self.tolerated(&mut cursor, &mut rules)?;
            self.end(&cursor)?;
            return Some(Correction { limit, rules });
        };
        self.end(&cursor)?;
        let owner = Spanned::new(Keyword::Correct.zh().to_owned(), row.head);
        let mut limit = None;
        let whole = self.walk(&schema::CORRECTION, &owner, &block.entries, |reader, mut row| {
            let read = match reader.limit_rule(&mut rules, &mut row) {
                Some(read) => read,
                None if row.keyword == Some(Keyword::Basis) => {
                    reader.texts(&mut row.cursor).map(|texts| rules.basis.extend(texts))
                }
                None => reader.founded_amount(&mut row.cursor, &mut rules.basis).map(|at| limit = Some(at)),
            };
            read.is_some() && reader.end(&row.cursor).is_some()
        });
        Some(Correction { limit: limit.filter(|_| whole)?, rules })
    }

    /// 预警规则 { … }: the levels of every limit that writes none itself.
    pub fn supervision(&mut self, row: Row<'_>) -> Option<LimitRules> {
        let mut cursor = row.cursor;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let mut rules = LimitRules::default();
        let owner = Spanned::new(Keyword::Supervision.zh().to_owned(), row.head);
        let whole = self.walk(&schema::SUPERVISION, &owner, &block.entries, |reader, mut row| {
            let read = reader.limit_rule(&mut rules, &mut row).flatten();
            read.is_some() && reader.end(&row.cursor).is_some()
        });
        whole.then_some(rules)
    }

    /// `好差评 { 回访 1 工作日；整改 15 工作日 }`.
    pub fn ratings(&mut self, row: Row<'_>) -> Option<Ratings> {
        let mut cursor = row.cursor;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let mut ratings = Ratings::default();
        let owner = Spanned::new(Keyword::Ratings.zh().to_owned(), row.head);
        let whole = self.walk(&schema::RATING, &owner, &block.entries, |reader, mut row| {
            let rules = &mut ratings.rules;
            let read = match (reader.limit_rule(rules, &mut row), row.keyword) {
                (Some(read), _) => read,
                (None, Some(Keyword::Basis)) => {
                    reader.texts(&mut row.cursor).map(|texts| rules.basis.extend(texts))
                }
                (None, word) => reader.founded_amount(&mut row.cursor, &mut rules.basis).map(|limit| {
                    let call_back = word == Some(Keyword::CallBack);
                    let slot = if call_back { &mut ratings.call_back } else { &mut ratings.remedy };
                    *slot = Some(limit);
                }),
            };
            read.is_some() && reader.end(&row.cursor).is_some()
        });
        whole.then_some(ratings)
    }

    /// `从 立项 到 施工许可证核发`, behind an amount; none if neither word follows.
    pub fn moments(&mut self, cursor: &mut Cursor<'_>) -> Option<Option<[Option<MomentName>; 2]>> {
        let from = match cursor.eat_word(Keyword::From) {
            Some(_) => Some(self.moment(cursor)?),
            None => None,
        };
        let until = match cursor.eat_word(Keyword::Until) {
            Some(_) => Some(self.moment(cursor)?),
            None => None,
        };
        Some((from.is_some() || until.is_some()).then_some([from, until]))
    }

    /// `时限 45 工作日 从 立项 到 施工许可证核发` of a bundle or a stage; it needs a moment of its own.
    pub fn between_row(&mut self, row: Row<'_>, stage: Option<usize>) -> Option<Between> {
        let mut cursor = row.cursor;
        let limit = self.amount(&mut cursor)?;
        let Some(moments) = self.moments(&mut cursor)? else {
            return self.unexpected_for(&cursor, &[Keyword::From.zh(), Keyword::Until.zh()]);
        };
        let mut basis = Vec::new();
        self.clause_basis(&mut cursor, &mut basis)?;
        self.end(&cursor)?;
        Some(Between { stage, ..self.between(&limit, moments, basis, row.place) })
    }

    fn moment(&mut self, cursor: &mut Cursor<'_>) -> Option<MomentName> {
        let place = self.place(cursor.here());
        let whole = match cursor.peek_word() {
            Some(Keyword::Submit) => Some(MomentName::Submitted(place)),
            Some(Keyword::Accept) => Some(MomentName::Accepted(place)),
            Some(Keyword::Finish) => Some(MomentName::Finished(place)),
            Some(Keyword::Deliver) => Some(MomentName::Delivered(place)),
            _ => None,
        };
        if let Some(whole) = whole {
            cursor.take();
            return Some(whole);
        }
        let name: Name = self.name(cursor)?;
        let points = [
            (Keyword::Accept, Point::Accepted),
            (Keyword::Beginning, Point::Begins),
            (Keyword::Completion, Point::Ends),
            (Keyword::Finish, Point::Ends),
        ];
        let word = cursor.peek_word();
        let point = points.iter().find(|(keyword, _)| Some(*keyword) == word);
        let point = point.map(|(_, point)| Spanned::new(*point, self.place(cursor.here())));
        if point.is_some() {
            cursor.take();
        }
        Some(MomentName::Of(name, point))
    }

    /// A 时限 row with moments becomes [`Between`].
    pub fn between(
        &self,
        limit: &Spanned<Amount>,
        [from, until]: [Option<MomentName>; 2],
        basis: Vec<Spanned<String>>,
        place: Place,
    ) -> Between {
        let rules = LimitRules { basis, ..LimitRules::default() };
        Between { limit: limit.clone(), from, until, rules, promised: false, stage: None, place }
    }
}

/// Takes `，WORD` if it follows.
fn clause(cursor: &mut Cursor<'_>, word: Keyword) -> bool {
    let mut ahead = *cursor;
    let follows = ahead.eat_separator() && ahead.eat_word(word).is_some();
    if follows {
        *cursor = ahead;
    }
    follows
}
