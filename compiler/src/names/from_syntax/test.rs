//! 测试: answers, dated lines, expectations.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema;
use crate::names::surface::{Expected, Operand, Outcome, Test, TestLine, Verb, Whom};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Symbol, Term, TermKind};
use crate::syntax::units::Dimension;
use lianban_runtime::case::Score;
use lianban_runtime::plan::{LimitKind, Metric};
use lianban_runtime::time::{Date, Span as Amount};
use std::collections::BTreeMap;

/// The verbs of dated lines.
const VERBS: &[(Keyword, Verb)] = &[
    (Keyword::Submit, Verb::Submit),
    (Keyword::Accept, Verb::Accept),
    (Keyword::Decline, Verb::Reject),
    (Keyword::AskCorrection, Verb::AskCorrection),
    (Keyword::Correct, Verb::Correct),
    (Keyword::Supply, Verb::Supply),
    (Keyword::Finish, Verb::Finish),
    (Keyword::OnRefusal, Verb::Refuse),
    (Keyword::Fail, Verb::Fail),
    (Keyword::Rectify, Verb::Rectify),
    (Keyword::Start, Verb::BeginProcedure),
    (Keyword::End, Verb::EndProcedure),
    (Keyword::Extend, Verb::Extend),
    (Keyword::Suspend, Verb::Suspend),
    (Keyword::Resume, Verb::Resume),
    (Keyword::Withdraw, Verb::Withdraw),
    (Keyword::Terminate, Verb::Terminate),
    (Keyword::Tick, Verb::Tick),
    (Keyword::Attend, Verb::Attend),
    (Keyword::Absent, Verb::Absent),
    (Keyword::Consent, Verb::Consent),
    (Keyword::Dissent, Verb::Dissent),
    (Keyword::HandOver, Verb::HandOver),
    (Keyword::Reassign, Verb::Reassign),
    (Keyword::Entrust, Verb::Entrust),
    (Keyword::AddSigner, Verb::AddSigner),
    (Keyword::RemoveSigner, Verb::RemoveSigner),
    (Keyword::SendBack, Verb::SendBack),
    (Keyword::Discussed, Verb::Discuss),
    (Keyword::NotRequired, Verb::NotRequired),
    (Keyword::CorrectOnSpot, Verb::CorrectOnSpot),
    (Keyword::Revoked, Verb::RevokeAcceptance),
    (Keyword::Forward, Verb::Forward),
    (Keyword::Recall, Verb::Recall),
    (Keyword::Urge, Verb::Urge),
    (Keyword::Inform, Verb::Inform),
    (Keyword::Rate, Verb::Rate),
    (Keyword::CallBack, Verb::CallBack),
    (Keyword::Remedied, Verb::Remedied),
    (Keyword::ExcludeRating, Verb::ExcludeRating),
    (Keyword::Revoke, Verb::Revoke),
];

/// The levels of 评价.
const SCORES: &[(Keyword, Score)] = &[
    (Keyword::VerySatisfied, Score::VerySatisfied),
    (Keyword::Satisfied, Score::Satisfied),
    (Keyword::FairlySatisfied, Score::FairlySatisfied),
    (Keyword::Dissatisfied, Score::Dissatisfied),
    (Keyword::VeryDissatisfied, Score::VeryDissatisfied),
];

/// The words of 期望 for what a bad rating asks of the authority.
const DUTIES: &[(Keyword, LimitKind)] =
    &[(Keyword::CallBack, LimitKind::CallBack), (Keyword::Rectify, LimitKind::Remedy)];

/// The words of 结果.
const OUTCOMES: &[(Keyword, Outcome)] = &[
    (Keyword::Finish, Outcome::Finished),
    (Keyword::PartlyFinished, Outcome::PartlyFinished),
    (Keyword::OnRefusal, Outcome::Refused),
    (Keyword::Decline, Outcome::Rejected),
    (Keyword::Withdraw, Outcome::Withdrawn),
    (Keyword::Terminate, Outcome::Terminated),
    (Keyword::Cancelled, Outcome::Cancelled),
    (Keyword::Revoked, Outcome::AcceptanceRevoked),
    (Keyword::DeemedWithdrawn, Outcome::DeemedWithdrawn),
    (Keyword::NotApplicable, Outcome::NotApplicable),
    (Keyword::Revoke, Outcome::Rescinded),
    (Keyword::NotRequired, Outcome::NotRequired),
];

/// The words of 期望 that say something of an item.
const OF_TARGET: [&str; 3] = [Keyword::Finish.zh(), Keyword::Limit.zh(), Keyword::Outcome.zh()];

/// The words of 期望 that say something of the whole case.
const EXPECTED: [&str; 8] = [
    Keyword::Finish.zh(),
    Keyword::Limit.zh(),
    Keyword::Outcome.zh(),
    Keyword::Material.zh(),
    Keyword::Trips.zh(),
    Keyword::Inspection.zh(),
    Keyword::Field.zh(),
    Keyword::Fee.zh(),
];

impl Reader {
    /// `测试 “国庆前一天提交” { … }`.
    pub fn test(&mut self, row: Row<'_>) -> Option<Test> {
        let mut cursor = row.cursor;
        let name = match cursor.peek().map(|t| &t.kind) {
            Some(TermKind::Name { .. }) => self.name(&mut cursor)?,
            _ => self.text(&mut cursor)?,
        };
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let mut test = Test {
            name: name.clone(),
            place: row.place,
            answers: Vec::new(),
            lines: Vec::new(),
            filled: Vec::new(),
            never_supplied: Vec::new(),
            never_answered: Vec::new(),
            expectations: Vec::new(),
            damaged: false,
        };
        let whole = self.walk(&schema::TEST, &name, &block.entries, |reader, row| {
            reader.test_row(&mut test, row).is_some()
        });
        test.damaged = !whole;
        Some(test)
    }

    /// Every test has a title of its own.
    pub fn test_titles(&mut self, tests: &[Test]) {
        let mut titles: BTreeMap<&str, Place> = BTreeMap::new();
        for test in tests {
            if let Some(first) = titles.get(test.name.value.as_str()) {
                self.report(d::w0422_equal_titles::equal_titles(&test.name, *first));
            } else {
                titles.insert(&test.name.value, test.name.place);
            }
        }
    }

    fn test_row(&mut self, test: &mut Test, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        match row.keyword {
            Some(Keyword::Fill) => self.filled(&mut cursor, &mut test.filled)?,
            Some(Keyword::Let) => test.answers.extend(self.answers(&mut cursor)?),
            Some(Keyword::NeverSupply) => test.never_supplied.extend(self.references(&mut cursor)?),
            Some(Keyword::NeverAnswer) => test.never_answered.extend(self.names(&mut cursor)?),
            Some(_) => self.expectations(&mut cursor, test)?,
            None => {
                if let Some(first) = cursor.peek()
                    && matches!(first.kind, TermKind::Name { .. } | TermKind::Word(_))
                {
                    self.unknown(&schema::TEST, cursor.rest(), first);
                    return None;
                }
                let line = self.line(&mut cursor, row.place)?;
                test.lines.push(line);
            }
        }
        self.end(&cursor)
    }

    /// `名 = 值，名 = 值`.
    pub fn answers(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<(Name, Spanned<Operand>)>> {
        let mut answers = Vec::new();
        loop {
            let name = self.name(cursor)?;
            if !cursor.eat(Symbol::Equal) {
                return self.unexpected(cursor);
            }
            let value = self.answer(cursor)?;
            answers.push((name, value));
            if !cursor.eat_separator() {
                return Some(answers);
            }
        }
    }

    fn answer(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Operand>> {
        match cursor.peek().map(|t| &t.kind) {
            Some(TermKind::Name { .. } | TermKind::Word(_)) => self.chosen(cursor),
            Some(TermKind::Quantity { .. } | TermKind::Number(_) | TermKind::Date { .. }) => {
                self.operand(cursor)
            }
            _ => self.unexpected(cursor),
        }
    }

    /// One choice, or several: `经营项目 = 餐饮、住宿，户外招牌 = 是`. A name before `=` is the next question.
    fn chosen(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Operand>> {
        let mut names = Vec::new();
        let first = {
            let mut ahead = *cursor;
            self.name(&mut ahead)?
        };
        let one = self.operand(cursor)?;
        loop {
            let mut ahead = *cursor;
            let more = ahead.eat_separator()
                && matches!(ahead.peek().map(|t| &t.kind), Some(TermKind::Name { .. } | TermKind::Word(_)));
            let question =
                matches!(ahead.rest().get(1).map(|t| &t.kind), Some(TermKind::Symbol(Symbol::Equal)));
            if !more || question {
                break;
            }
            names.push(self.name(&mut ahead)?);
            *cursor = ahead;
        }
        let Some(last) = names.last() else { return Some(one) };
        let place = Self::span_of(first.place, last.place);
        names.insert(0, first);
        Some(Spanned::new(Operand::Names(names), place))
    }

    /// A date without a time; it exists.
    pub fn day(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Date>> {
        let timed = matches!(cursor.peek().map(|t| &t.kind), Some(TermKind::Date { minute: Some(_), .. }));
        if timed {
            return self.unexpected(cursor);
        }
        self.date(cursor).map(|(date, _)| date)
    }

    /// A date that exists, and the minute if a time is written.
    fn date(&mut self, cursor: &mut Cursor<'_>) -> Option<(Spanned<Date>, Option<u32>)> {
        let Some(Term { kind: TermKind::Date { ymd, minute }, span }) = cursor.peek() else {
            return self.unexpected(cursor);
        };
        let place = self.place(*span);
        cursor.take();
        let (year, month, day) = *ymd;
        match Date::from_ymd(year, month, day) {
            Some(date) if minute.is_none_or(|m| m < 24 * 60) => Some((Spanned::new(date, place), *minute)),
            _ => {
                self.report(d::e0309_no_such_date::no_such_date(place, *ymd));
                None
            }
        }
    }

    fn line(&mut self, cursor: &mut Cursor<'_>, place: Place) -> Option<TestLine> {
        let (date, minute) = self.date(cursor)?;
        let verb = self.one_of(cursor, VERBS)?;
        let procedure = match verb.value {
            Verb::BeginProcedure | Verb::EndProcedure => Some(self.name(cursor)?),
            _ => None,
        };
        let delivery = cursor.eat_word(Keyword::Deliver).is_some();
        let behind = matches!(cursor.peek_word(), Some(Keyword::Until | Keyword::By));
        let level = verb.value == Verb::Rate && is_score(cursor);
        let target = match cursor.peek().map(|t| &t.kind) {
            Some(TermKind::Name { .. } | TermKind::Word(_)) if !delivery && !behind && !level => {
                Some(self.reference(cursor)?)
            }
            _ => None,
        };
        let score = if verb.value == Verb::Rate { Some(self.one_of(cursor, SCORES)?) } else { None };
        let extension = if verb.value == Verb::Extend { Some(self.extended_by(cursor)?) } else { None };
        let (mut to, mut by, mut note) = (None, Vec::new(), None);
        // 到 谁, 由 谁 and the reason, in whatever order they are said.
        loop {
            if to.is_none() && cursor.eat_word(Keyword::Until).is_some() {
                to = Some(self.whom(cursor)?);
            } else if by.is_empty() && cursor.eat_word(Keyword::By).is_some() {
                by = self.actors(cursor)?;
            } else if note.is_none() && matches!(cursor.peek().map(|t| &t.kind), Some(TermKind::Text(_))) {
                note = Some(self.text(cursor)?.value);
            } else {
                break;
            }
        }
        let note = note.unwrap_or_default();
        Some(TestLine {
            date,
            minute,
            verb,
            procedure,
            target,
            extension,
            score,
            delivery,
            to,
            by,
            note,
            place,
        })
    }

    /// `5 工作日 批准 本机关负责人`; without 批准, by whom the bundle says.
    fn extended_by(&mut self, cursor: &mut Cursor<'_>) -> Option<(Spanned<Amount>, Option<Name>)> {
        if !matches!(cursor.peek().map(|t| &t.kind), Some(TermKind::Quantity { .. } | TermKind::Name { .. }))
        {
            return self.unexpected_for(cursor, &["10 工作日"]);
        }
        let amount = self.amount(cursor)?;
        let approver = match cursor.eat_word(Keyword::Approver) {
            Some(_) => Some(self.name(cursor)?),
            None => None,
        };
        Some((amount, approver))
    }

    /// `到 财务科`, `到 初审`, `到 “李四”`.
    fn whom(&mut self, cursor: &mut Cursor<'_>) -> Option<Whom> {
        match cursor.peek().map(|t| &t.kind) {
            Some(TermKind::Text(_)) => Some(Whom::Person(self.text(cursor)?)),
            _ => Some(Whom::Name(self.name(cursor)?)),
        }
    }

    fn expectations(&mut self, cursor: &mut Cursor<'_>, test: &mut Test) -> Option<()> {
        loop {
            let start = self.place(cursor.here());
            let what = self.expected(cursor)?;
            let end = self.place(cursor.before());
            test.expectations.push(Spanned::new(what, Self::span_of(start, end)));
            if !cursor.eat_separator() {
                return Some(());
            }
        }
    }

    fn expected(&mut self, cursor: &mut Cursor<'_>) -> Option<Expected> {
        if let Some(figure) = self.expected_figure(cursor) {
            return figure;
        }
        if let Some((target, duty)) = self.duty(cursor) {
            cursor.take();
            if cursor.eat_word(Keyword::Until).is_none() {
                return self.unexpected_for(cursor, &[Keyword::Until.zh()]);
            }
            return Some(Expected::DutyDue(target, duty, self.date(cursor)?.0.value));
        }
        let about_case =
            matches!(cursor.peek_word(), Some(Keyword::Finish | Keyword::Limit | Keyword::Outcome));
        let before = *cursor;
        let target: Option<Name> = if about_case { None } else { Some(self.name(cursor)?) };
        let word = cursor.peek_word();
        if target.is_some() && self.expectation_slip(&before, cursor) {
            return None;
        }
        match word {
            Some(Keyword::Finish) => {
                cursor.take();
                self.equal(cursor)?;
                Some(Expected::Finish(target, self.date(cursor)?.0.value))
            }
            Some(Keyword::Limit) => {
                cursor.take();
                if cursor.eat_word(Keyword::Until).is_none() {
                    return self.unexpected_for(cursor, &[Keyword::Until.zh()]);
                }
                Some(Expected::Due(target, self.date(cursor)?.0.value))
            }
            Some(Keyword::Outcome) => {
                cursor.take();
                self.equal(cursor)?;
                Some(Expected::Outcome(target, self.one_of(cursor, OUTCOMES)?))
            }
            _ => self.unexpected_for(cursor, &OF_TARGET),
        }
    }

    /// `回访 时限`, `设立登记 整改 时限`: the cursor then stands before 时限.
    fn duty(&mut self, cursor: &mut Cursor<'_>) -> Option<(Option<Name>, LimitKind)> {
        let duty_at = |at: usize| {
            let word = |at: usize| match cursor.rest().get(at)?.kind {
                TermKind::Word(word) => Some(word),
                _ => None,
            };
            let duty = DUTIES.iter().find(|(keyword, _)| word(at) == Some(*keyword))?.1;
            (word(at.saturating_add(1)) == Some(Keyword::Limit)).then_some(duty)
        };
        let (own, of_target) = (duty_at(0), duty_at(1));
        let target = if own.is_some() { None } else { of_target.and_then(|_| self.name(cursor)) };
        let duty = own.or(of_target.filter(|_| target.is_some()))?;
        cursor.take();
        Some((target, duty))
    }

    /// `办截 = …`: what was taken for the name of an item is a slip in the word before `=` or 到; it is reported there.
    fn expectation_slip(&mut self, before: &Cursor<'_>, after: &Cursor<'_>) -> bool {
        let follows = matches!(
            after.peek().map(|t| &t.kind),
            Some(TermKind::Symbol(Symbol::Equal) | TermKind::Word(Keyword::Until))
        );
        if follows {
            let _: Option<()> = self.unexpected_for(before, &EXPECTED);
        }
        follows
    }

    /// `材料 = 7 份`; outer none if the clause is no figure.
    fn expected_figure(&mut self, cursor: &mut Cursor<'_>) -> Option<Option<Expected>> {
        let (metric, dimension) = match cursor.peek_word()? {
            Keyword::Material => (Metric::Materials, Dimension::Copies),
            Keyword::Trips => (Metric::Trips, Dimension::Times),
            Keyword::Inspection => (Metric::SiteVisits, Dimension::Times),
            Keyword::Field => (Metric::Fields, Dimension::Count),
            Keyword::Fee => (Metric::Fees, Dimension::Money),
            _ => return None,
        };
        cursor.take();
        let value = self.equal(cursor).and_then(|()| self.figure(cursor, dimension));
        Some(value.map(|value| Expected::Figure(metric, value.value)))
    }

    fn equal(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        if cursor.eat(Symbol::Equal) { Some(()) } else { self.unexpected(cursor) }
    }
}

/// The next word is a level of 评价, or can only be meant as one.
fn is_score(cursor: &Cursor<'_>) -> bool {
    let known = SCORES.iter().any(|(keyword, _)| cursor.peek_word() == Some(*keyword));
    let last = matches!(cursor.rest(), [_] | [_, Term { kind: TermKind::Text(_), .. }]);
    known || last
}
