//! 辖区规则.

use super::reader::{Cursor, Reader, Row};
use crate::names::place::Spanned;
use crate::names::profile::{Ask, Profile, Requirement};
use crate::names::schema;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Term, TermKind};
use lianban_runtime::plan::{CorrectionOverdue, MAX_ASK_DAYS, OverdueOutcome, Unanswered};
use lianban_runtime::time::{RestDayReceipt, Unit};

impl Reader {
    /// `辖区规则 浙江省 { 适用 浙江省；要求补正 当场；补正逾期 视为撤回 }`.
    pub fn profile(&mut self, row: Row<'_>) -> Option<Profile> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let mut profile = Profile {
            name: name.clone(),
            docs: row.docs,
            regions: Vec::new(),
            items: Vec::new(),
            ask: None,
            correction_overdue: None,
            tolerance_overdue: None,
            unanswered: None,
            stops: None,
            requires: Vec::new(),
            inspect_together: None,
            check: None,
            receipt_until: None,
            rest_day: None,
            basis: Vec::new(),
            damaged: false,
        };
        let whole = self.walk(&schema::PROFILE, &name, entries, |reader, row| {
            reader.profile_row(&mut profile, row).is_some()
        });
        profile.damaged = !whole;
        Some(profile)
    }

    fn profile_row(&mut self, profile: &mut Profile, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        match row.keyword? {
            Keyword::Region => profile.regions.extend(self.names(&mut cursor)?),
            Keyword::AppliesTo => profile.items.extend(self.names(&mut cursor)?),
            Keyword::AskCorrection => profile.ask = Some(self.ask(&mut cursor)?),
            Keyword::CorrectionOverdue => {
                let words = [
                    (Keyword::DeemedWithdrawn, CorrectionOverdue::Withdrawn),
                    (Keyword::OnRefusal, CorrectionOverdue::Refused),
                    (Keyword::KeepWaiting, CorrectionOverdue::Waits),
                ];
                profile.correction_overdue = Some(self.one_of(&mut cursor, &words)?);
            }
            Keyword::ToleranceOverdue => {
                let words = [
                    (Keyword::Revoked, OverdueOutcome::RevokeAcceptance),
                    (Keyword::OnRefusal, OverdueOutcome::Refuse),
                    (Keyword::DeemedWithdrawn, OverdueOutcome::Withdraw),
                ];
                profile.tolerance_overdue = Some(self.one_of(&mut cursor, &words)?);
            }
            Keyword::ToleranceRequires => profile.requires = self.requirements(&mut cursor)?,
            Keyword::Unanswered => {
                let words = [
                    (Keyword::DeemedAccepted, Unanswered::DeemedAccepted),
                    (Keyword::KeepWaiting, Unanswered::Waits),
                ];
                profile.unanswered = Some(self.one_of(&mut cursor, &words)?);
            }
            Keyword::ClockStops => profile.stops = Some(self.list(&mut cursor)?),
            Keyword::Inspection => {
                let word = self.one_of(&mut cursor, &[(Keyword::MustJoin, ())])?;
                profile.inspect_together = Some(word.place);
            }
            Keyword::CheckWithin => profile.check = Some(self.explicit_amount(&mut cursor)?),
            Keyword::ReceiptUntil => profile.receipt_until = Some(self.time_of_day(&mut cursor)?),
            Keyword::RestDayReceipt => {
                let words = [
                    (Keyword::RollOn, RestDayReceipt::NextWorkingDay),
                    (Keyword::SameDay, RestDayReceipt::SameDay),
                ];
                profile.rest_day = Some(self.one_of(&mut cursor, &words)?);
            }
            _ => {
                profile.basis.extend(self.texts(&mut cursor)?);
                return self.end(&cursor);
            }
        }
        self.row_basis(&mut cursor, profile)?;
        self.end(&cursor)
    }

    /// `，依据 “行政许可法 第三十二条”` behind a row: where that row comes from.
    fn row_basis(&mut self, cursor: &mut Cursor<'_>, profile: &mut Profile) -> Option<()> {
        let mut ahead = *cursor;
        ahead.eat_separator();
        if ahead.eat_word(Keyword::Basis).is_some() {
            profile.basis.extend(self.texts(&mut ahead)?);
            *cursor = ahead;
        }
        Some(())
    }

    /// Names separated by `、` or `，`, up to `，依据 …`.
    fn list(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<crate::names::Name>> {
        let mut names = vec![self.name(cursor)?];
        loop {
            let mut ahead = *cursor;
            if !ahead.eat_separator() || ahead.peek_word() == Some(Keyword::Basis) {
                return Some(names);
            }
            *cursor = ahead;
            names.push(self.name(cursor)?);
        }
    }

    fn requirements(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Spanned<Requirement>>> {
        let words = [
            (Keyword::MainMaterials, Requirement::MainMaterials),
            (Keyword::WrittenCommitment, Requirement::Commitment),
        ];
        let mut found = vec![self.one_of(cursor, &words)?];
        loop {
            let mut ahead = *cursor;
            if !ahead.eat_separator() || ahead.peek_word() == Some(Keyword::Basis) {
                return Some(found);
            }
            *cursor = ahead;
            found.push(self.one_of(cursor, &words)?);
        }
    }

    /// `当场`, `5 工作日`, `不予受理`.
    fn ask(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Ask>> {
        if matches!(cursor.peek_word(), Some(Keyword::AtOnce | Keyword::Decline)) {
            let words = [(Keyword::AtOnce, Ask::Within(0)), (Keyword::Decline, Ask::Never)];
            return self.one_of(cursor, &words);
        }
        let before = *cursor;
        if !matches!(
            cursor.peek().map(|term| &term.kind),
            Some(TermKind::Quantity { .. } | TermKind::Number(_))
        ) {
            return self.unexpected_for(&before, &[Keyword::AtOnce.zh(), Keyword::Decline.zh()]);
        }
        let amount = self.amount(cursor)?;
        if amount.value.unit != Unit::WorkDay || amount.value.amount > MAX_ASK_DAYS {
            return self.unexpected(&before);
        }
        Some(amount.map(|amount| Ask::Within(amount.amount)))
    }

    /// `16:30`.
    fn time_of_day(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<u32>> {
        match cursor.peek() {
            Some(Term { kind: TermKind::Time(minute), span }) => {
                let time = Spanned::new(*minute, self.place(*span));
                cursor.take();
                Some(time)
            }
            _ => self.unexpected(cursor),
        }
    }
}
