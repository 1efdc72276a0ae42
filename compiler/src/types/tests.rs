//! 测试 blocks → test cases: answers typed, targets resolved, dates turned into instants.

use super::Typed;
use super::quantity::quantity;
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::{Declared, Linked};
use crate::names::surface::{Expected as Written, Operand, Test, TestLine, Verb, Whom};
use crate::names::{Kind, Name, Namespace, Spanned};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::testcase::{Expectation, Expected, TestCase, TestEvent};
use lianban_runtime::case::EventKind;
use lianban_runtime::plan::{
    Answer, AnswerKind, MaterialIx, NONE_CHOSEN, ProcedureIx, Question, ScopeIx, settle,
};
use lianban_runtime::time::{Calendar, Date, Instant};
use std::collections::{BTreeMap, BTreeSet};

/// The tests of a bundle. A test with an error is left out.
#[must_use]
pub fn test_cases(
    linked: &Linked,
    names: &Namespace,
    typed: &Typed,
    calendar: &Calendar,
) -> (Vec<TestCase>, Vec<Diagnostic>) {
    let mut reader =
        TestReader { linked, names, typed, calendar, diagnostics: Vec::new(), doubts: Vec::new() };
    let cases = linked.tests.iter().filter_map(|test| reader.case(test)).collect();
    reader.diagnostics.append(&mut reader.doubts);
    (cases, reader.diagnostics)
}

pub(super) struct TestReader<'a> {
    pub linked: &'a Linked,
    pub names: &'a Namespace,
    pub typed: &'a Typed,
    pub calendar: &'a Calendar,
    pub diagnostics: Vec<Diagnostic>,
    /// Warnings: a test that has some is played all the same.
    pub doubts: Vec<Diagnostic>,
}

impl TestReader<'_> {
    fn case(&mut self, test: &Test) -> Option<TestCase> {
        let before = self.diagnostics.len();
        let answers = self.answers(test);
        let events = self.events(test, answers.as_deref().unwrap_or_default());
        self.filled(test);
        let never_supplied = test.never_supplied.iter().filter_map(|name| self.owed(name)).collect();
        let never_answered = test.never_answered.iter().filter_map(|name| self.silent(name)).collect();
        let expectations = test.expectations.iter().filter_map(|e| self.expectation(e)).collect();
        if self.diagnostics.len() > before || test.damaged {
            return None;
        }
        Some(TestCase {
            name: test.name.value.clone(),
            answers: answers?,
            events,
            never_supplied,
            never_answered,
            expectations,
            file: test.place.file,
            span: test.place.span,
        })
    }

    pub(super) fn report<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// The position of a name of one kind.
    pub(super) fn expect(&mut self, name: &Name, kind: Kind) -> Option<usize> {
        match self.names.expect(name, kind) {
            Ok(at) => Some(at),
            Err(diagnostic) => {
                self.diagnostics.extend(diagnostic.map(|boxed| *boxed));
                None
            }
        }
    }

    /// One answer per question that is asked.
    fn answers(&mut self, test: &Test) -> Option<Vec<Answer>> {
        let mut given: BTreeMap<usize, (Answer, &Name)> = BTreeMap::new();
        let mut whole = true;
        for (name, value) in &test.answers {
            let Some(at) = self.expect(name, Kind::Question) else {
                whole = false;
                continue;
            };
            if let Some((_, first)) = given.get(&at) {
                let first = first.place;
                self.diagnostics.push(d::e0310_unanswered::answered_twice(name, first));
                continue;
            }
            match self.answer(at, value) {
                Some(answer) => {
                    given.insert(at, (answer, name));
                }
                None => whole = false,
            }
        }
        if !whole || test.damaged {
            return None;
        }
        let fixed = |at: usize| self.typed.fixed.get(&at).copied();
        // Written for another value of what 令 settles: not a test of this bundle.
        if given.iter().any(|(at, (answer, _))| fixed(*at).is_some_and(|fixed| fixed != *answer)) {
            return None;
        }
        let mut answers: Vec<Option<Answer>> =
            (0..self.typed.questions.len()).map(|at| fixed(at).or_else(|| Some(given.get(&at)?.0))).collect();
        // What 令 settles holds where it is asked.
        let handed_in = self.handed_in(test);
        for at in settle(&self.typed.questions, self.typed.arena.guards(), &answers, handed_in).not_asked {
            if let Some(answer) = answers.get_mut(at.index()).filter(|_| !given.contains_key(&at.index())) {
                *answer = None;
            }
        }
        self.settled(test, &answers, &given)
    }

    /// The day of the submission, with which a test begins.
    fn handed_in(&self, test: &Test) -> Date {
        test.lines.first().map_or(self.calendar.data().first, |line| line.date.value)
    }

    /// What is asked is answered, and nothing else.
    fn settled(
        &mut self,
        test: &Test,
        answers: &[Option<Answer>],
        given: &BTreeMap<usize, (Answer, &Name)>,
    ) -> Option<Vec<Answer>> {
        let handed_in = self.handed_in(test);
        let settled = settle(&self.typed.questions, self.typed.arena.guards(), answers, handed_in);
        if settled.is_whole() {
            return Some(settled.answers);
        }
        let typed = self.typed;
        let missing: Vec<&Question> =
            settled.missing.iter().filter_map(|at| typed.questions.get(at.index())).collect();
        if !missing.is_empty() {
            // What hangs on an open question is not blamed as well.
            return self.report(d::e0310_unanswered::unanswered(&test.name, &missing));
        }
        for at in &settled.not_asked {
            let when = self.linked.questions.get(at.index()).and_then(|q| q.when.as_ref());
            if let (Some((_, name)), Some(when)) = (given.get(&at.index()), when) {
                self.diagnostics.push(d::e0316_not_asked::not_asked(name, when.place));
            }
        }
        None
    }

    pub fn answer(&mut self, at: usize, value: &Spanned<Operand>) -> Option<Answer> {
        let question = self.typed.questions.get(at)?;
        let written = self.linked.questions.get(at)?;
        let answer = match (&question.kind, &value.value) {
            (AnswerKind::YesNo, Operand::YesNo(yes)) => Answer::YesNo(*yes),
            (AnswerKind::Choice(choices), Operand::Name(_) | Operand::YesNo(_)) => {
                let word = match &value.value {
                    Operand::Name(name) => name.as_str(),
                    Operand::YesNo(true) => "是",
                    _ => "否",
                };
                let Some(choice) = choices.iter().position(|c| c == word) else {
                    let close = suggest::close(word, choices.iter().map(String::as_str));
                    let name = Spanned::new(word.to_owned(), value.place);
                    return self.report(d::e0304_unknown_choice::unknown_choice(&name, written, &close));
                };
                Answer::Choice(u32::try_from(choice).ok()?)
            }
            (AnswerKind::Quantity { dimension, .. }, Operand::Measure(measure)) => {
                match quantity(measure, value.place, *dimension, &written.name) {
                    Ok(value) => Answer::Quantity(value),
                    Err(diagnostic) => return self.report(*diagnostic),
                }
            }
            (AnswerKind::Date { .. }, Operand::Date(date)) => Answer::Date(*date),
            (AnswerKind::Several(_), Operand::Name(name)) => {
                self.several(at, &[Spanned::new(name.clone(), value.place)])?
            }
            (AnswerKind::Several(_), Operand::Names(names)) => self.several(at, names)?,
            _ => return self.report(d::e0303_incomparable::wrong_answer(value, written)),
        };
        if question.kind.admits(answer) {
            return Some(answer);
        }
        self.report(d::e0312_inadmissible_answer::inadmissible_answer(value.place, question))
    }

    /// The choices of a 多选 question; 无 alone for none.
    fn several(&mut self, at: usize, names: &[Name]) -> Option<Answer> {
        let (question, written) = (self.typed.questions.get(at)?, self.linked.questions.get(at)?);
        let AnswerKind::Several(choices) = &question.kind else { return None };
        if let [only] = names
            && only.value == NONE_CHOSEN
        {
            return Some(Answer::Several(0));
        }
        let mut chosen = 0_u64;
        for name in names {
            let Some(choice) = choices.iter().position(|c| *c == name.value) else {
                let close = suggest::close(&name.value, choices.iter().map(String::as_str));
                return self.report(d::e0304_unknown_choice::unknown_choice(name, written, &close));
            };
            chosen |= 1_u64.checked_shl(u32::try_from(choice).ok()?)?;
        }
        Some(Answer::Several(chosen))
    }

    fn events(&mut self, test: &Test, answers: &[Answer]) -> Vec<TestEvent> {
        let mut events: Vec<TestEvent> = Vec::new();
        let mut submitted = false;
        for (at, line) in test.lines.iter().enumerate() {
            let submit = line.verb.value == Verb::Submit;
            if submit && submitted || !submit && at == 0 {
                self.diagnostics.push(d::e0311_test_order::submit_first(line.verb.place, submit));
                continue;
            }
            submitted |= submit;
            let instant = self.instant(line);
            if events.last().is_some_and(|last| last.at > instant) {
                self.diagnostics.push(d::e0311_test_order::time_goes_back(line.date.place));
                continue;
            }
            let Some((kind, actors)) = self.event(line, answers).zip(self.acting(line)) else { continue };
            events.extend(actors.into_iter().map(|actor| TestEvent {
                at: instant,
                at_closing: line.minute.is_none(),
                actor,
                kind: kind.clone(),
                span: line.place.span,
            }));
        }
        if test.lines.is_empty() && !test.damaged {
            self.diagnostics.push(d::e0311_test_order::no_submission(&test.name));
        }
        events
    }

    fn instant(&self, line: &TestLine) -> Instant {
        let offset = self.calendar.data().utc_offset_minutes;
        match line.minute {
            Some(minute) => Instant::from_local(line.date.value, minute, offset),
            None => self.calendar.closing(line.date.value),
        }
    }

    fn event(&mut self, line: &TestLine, answers: &[Answer]) -> Option<EventKind> {
        if let Some(by_hand) = self.event_by_hand(line) {
            return by_hand;
        }
        let note = line.note.clone();
        Some(match line.verb.value {
            Verb::Submit => self.untargeted(line, EventKind::Submit { answers: answers.to_vec() })?,
            Verb::Accept => self.untargeted(line, EventKind::Accept)?,
            Verb::Reject => {
                let to = match &line.to {
                    Some(Whom::Person(text)) => text.value.clone(),
                    Some(Whom::Name(name)) => name.value.clone(),
                    None => String::new(),
                };
                match self.item_or_case(line)? {
                    ScopeIx(0) if to.is_empty() => EventKind::Reject { note: reason(note) },
                    scope => EventKind::Decline { scope, note: reason(note), to },
                }
            }
            Verb::NotRequired => {
                EventKind::NotRequired { scope: self.item_or_case(line)?, note: reason(note) }
            }
            Verb::CorrectOnSpot => EventKind::CorrectOnSpot { scope: self.item_or_case(line)?, note },
            Verb::RevokeAcceptance => {
                EventKind::RevokeAcceptance { scope: self.item(line)?, reason: reason(note) }
            }
            Verb::BeginProcedure => {
                let (procedure, scope) = self.procedure(line)?;
                EventKind::BeginProcedure { procedure, scope, note }
            }
            Verb::EndProcedure => {
                let (procedure, scope) = self.procedure(line)?;
                EventKind::EndProcedure { procedure, scope }
            }
            Verb::Extend => {
                let by = line.extension.as_ref().map(|(by, _)| by.value)?;
                EventKind::Extend { scope: self.item_or_case(line)?, by, note }
            }
            Verb::Suspend => {
                if note.trim().is_empty() {
                    return self.report(d::e0444_suspension_without_basis::without_basis(line));
                }
                EventKind::Suspend { scope: self.item_or_case(line)?, basis: note }
            }
            Verb::Resume => EventKind::Resume { scope: self.item_or_case(line)? },
            Verb::Withdraw => match self.item_or_case(line)? {
                ScopeIx(0) => EventKind::Withdraw,
                scope => EventKind::WithdrawItem { scope },
            },
            Verb::Revoke => EventKind::Revoke { scope: self.item(line)?, reason: note },
            Verb::Terminate => self.untargeted(line, EventKind::Terminate { note })?,
            Verb::Rate => {
                let score = line.score.as_ref().map(|score| score.value)?;
                EventKind::Rate { scope: self.item_or_case(line)?, score, note }
            }
            Verb::CallBack => EventKind::CallBack { scope: self.item_or_case(line)?, note },
            Verb::Remedied => EventKind::Remedied { scope: self.item_or_case(line)?, note },
            Verb::ExcludeRating => EventKind::ExcludeRating { scope: self.item_or_case(line)?, reason: note },
            Verb::Tick => self.untargeted(line, EventKind::Tick)?,
            Verb::AskCorrection => EventKind::AskCorrection { scope: self.item_or_case(line)?, note },
            Verb::Correct => EventKind::Correct { scope: self.item_or_case(line)? },
            Verb::Refuse => EventKind::Refuse { scope: self.item(line)?, note: reason(note) },
            Verb::Fail => EventKind::Fail { scope: self.reworked(line)?, note },
            Verb::Rectify => EventKind::Rectify { scope: self.reworked(line)? },
            Verb::Finish => EventKind::Finish { scope: self.finished(line)? },
            Verb::Supply => {
                let Some(name) = &line.target else {
                    return self.report(d::e0314_test_target::missing(line, Kind::Material));
                };
                EventKind::Supply { material: self.owed(name)? }
            }
            _ => return None,
        })
    }

    /// 特别程序 and the item in which it takes place.
    fn procedure(&mut self, line: &TestLine) -> Option<(ProcedureIx, ScopeIx)> {
        let (name, scope) = (line.procedure.as_ref()?, self.item(line)?);
        let item = self.expect(line.target.as_ref()?, Kind::Item)?;
        let Some(at) = self.linked.procedure_in(&name.value, item) else {
            let known: BTreeSet<&str> =
                self.linked.all_procedures().map(|(_, procedure)| procedure.name.value.as_str()).collect();
            if self.names.is_poisoned(&name.value) {
                return None;
            }
            let close = suggest::close(&name.value, known);
            return self.report(d::e0206_unknown_name::unknown_name(name, Kind::Procedure, &close));
        };
        Some((ProcedureIx(u32::try_from(at).ok()?), scope))
    }

    /// Who approves an extension: as written, else who must.
    pub(super) fn role(&self, line: &TestLine) -> String {
        let Some((_, approver)) = &line.extension else { return String::new() };
        let usual = match &line.target {
            None => self.linked.extension.as_ref(),
            Some(name) => self
                .names
                .get(&name.value)
                .filter(|entity| entity.kind == Kind::Item)
                .and_then(|entity| self.linked.items.get(entity.at)?.extension.as_ref()),
        };
        let written = approver.as_ref().or(usual.map(|extension| &extension.approver));
        written.map(|name| name.value.clone()).unwrap_or_default()
    }

    /// 填: fields of the form that exist; what looks wrong in a content is a warning, never an error.
    fn filled(&mut self, test: &Test) {
        let mut seen: BTreeMap<&str, &Name> = BTreeMap::new();
        for (name, content) in &test.filled {
            if let Some(first) = seen.insert(&name.value, name) {
                self.diagnostics.push(d::e0310_unanswered::answered_twice(name, first.place));
                continue;
            }
            let Some(field) = self.linked.fields.iter().find(|field| field.name.value == name.value) else {
                // A field that no item asks for has been told as such.
                let idle = self.linked.declared_fields.iter().any(|field| field.value == name.value);
                if !idle && !self.names.is_poisoned(&name.value) {
                    let known = self.linked.fields.iter().map(|field| field.name.value.as_str());
                    let close = suggest::close(&name.value, known);
                    self.diagnostics.push(d::e0206_unknown_name::unknown_name(name, Kind::Field, &close));
                }
                continue;
            };
            if let Some(doubt) = field.kind.value.doubt(&content.value) {
                let found = d::w0484_doubtful_content::doubtful_content(content, &field.name, doubt);
                self.doubts.push(found);
            }
        }
    }

    pub(super) fn untargeted(&mut self, line: &TestLine, kind: EventKind) -> Option<EventKind> {
        match &line.target {
            Some(target) => self.report(d::e0314_test_target::superfluous(target)),
            None => Some(kind),
        }
    }

    fn item_or_case(&mut self, line: &TestLine) -> Option<ScopeIx> {
        match &line.target {
            None => Some(ScopeIx(0)),
            Some(_) => self.item(line),
        }
    }

    fn item(&mut self, line: &TestLine) -> Option<ScopeIx> {
        let Some(name) = &line.target else {
            return self.report(d::e0314_test_target::missing(line, Kind::Item));
        };
        let at = self.expect(name, Kind::Item)?;
        Some(self.scope(Declared::Item(at)))
    }

    /// 办结 of an item, a joint action, or of 统一出件.
    fn finished(&mut self, line: &TestLine) -> Option<ScopeIx> {
        if line.delivery {
            return Some(ScopeIx(0));
        }
        match &line.target {
            Some(name) => self.item_or_joint(name),
            None => self.report(d::e0314_test_target::missing(line, Kind::Item)),
        }
    }

    /// A joint action or a step for which 整改 is written.
    fn reworked(&mut self, line: &TestLine) -> Option<ScopeIx> {
        let Some(name) = &line.target else {
            return self.report(d::e0314_test_target::missing(line, Kind::Joint));
        };
        let scope = self.item_or_joint(name)?;
        let linked = self.linked;
        let may_fail = match linked.order.get(scope.index().checked_sub(1)?)? {
            Declared::Joint(at) => linked.joints.get(*at)?.rework.is_some(),
            Declared::Step(at, step) => {
                let step = linked.items.get(*at)?.steps.get(*step)?;
                // Without 整改 it undoes the decision at once.
                step.rework.is_some() || step.check && line.verb.value == Verb::Fail
            }
            _ => false,
        };
        if !may_fail {
            return self.report(d::e0430_no_rework::no_rework(name));
        }
        Some(scope)
    }

    pub(super) fn item_or_joint(&mut self, name: &Name) -> Option<ScopeIx> {
        if let Some(step) = self.step(name) {
            return Some(step);
        }
        if name.value.contains('·') && self.names.get(&name.value).is_none() {
            return self.no_step(name, "");
        }
        if self.is_ambiguous(name) {
            return None;
        }
        if let Some(joint) = self.names.get(&name.value).filter(|e| e.kind == Kind::Joint) {
            return Some(self.scope(Declared::Joint(joint.at)));
        }
        let at = self.expect(name, Kind::Item)?;
        Some(self.scope(Declared::Item(at)))
    }

    /// Who never answers: an item, a joint action, `事项·环节`, or 一窗受理.
    fn silent(&mut self, name: &Name) -> Option<ScopeIx> {
        if name.value == Keyword::Intake.zh() {
            return Some(ScopeIx(0));
        }
        if self.names.get(&name.value).is_none()
            && let Some((item, step)) = self.step_named(&name.value)
        {
            return Some(self.scope(Declared::Step(item, step)));
        }
        self.item_or_joint(name)
    }

    fn step_named(&self, name: &str) -> Option<(usize, usize)> {
        let (item, step) = name.rsplit_once('·')?;
        let item = self.names.get(item).filter(|entity| entity.kind == Kind::Item)?.at;
        let steps = &self.linked.items.get(item)?.steps;
        Some((item, steps.iter().position(|known| known.name.value == step)?))
    }

    /// A stage, an item or a joint action.
    fn dated(&mut self, name: &Name) -> Option<ScopeIx> {
        match self.names.get(&name.value).filter(|e| e.kind == Kind::Stage) {
            Some(stage) => Some(self.scope(Declared::Stage(stage.at))),
            None => self.item_or_joint(name),
        }
    }

    pub(super) fn scope(&self, what: Declared) -> ScopeIx {
        let at = self.linked.order.iter().position(|declared| *declared == what);
        ScopeIx(at.and_then(|at| u32::try_from(at.saturating_add(1)).ok()).unwrap_or(0))
    }

    /// A 容缺 material.
    fn owed(&mut self, name: &Name) -> Option<MaterialIx> {
        let at = self.expect(name, Kind::Material)?;
        let material = self.linked.materials.get(at)?;
        if material.tolerance.is_none() {
            let found = d::e0314_test_target::not_tolerated(name, material.name.place);
            return self.report(found);
        }
        Some(MaterialIx(u32::try_from(at).ok()?))
    }

    fn expectation(&mut self, written: &Spanned<Written>) -> Option<Expectation> {
        let what = match &written.value {
            Written::Finish(target, date) => {
                Expected::Finish { scope: self.target(target.as_ref())?, date: *date }
            }
            Written::Due(target, date) => Expected::Due { scope: self.target(target.as_ref())?, date: *date },
            Written::DutyDue(target, kind, date) => {
                Expected::DutyDue { scope: self.target(target.as_ref())?, kind: *kind, date: *date }
            }
            Written::Figure(metric, value) => Expected::Figure { metric: *metric, value: *value },
            Written::Outcome(None, outcome) if !outcome.value.of_case() => {
                return self.report(d::e0314_test_target::outcome(outcome, false));
            }
            Written::Outcome(Some(_), outcome) if !outcome.value.of_item() => {
                return self.report(d::e0314_test_target::outcome(outcome, true));
            }
            Written::Outcome(target, outcome) => {
                Expected::Outcome { scope: self.target(target.as_ref())?, outcome: outcome.value }
            }
        };
        Some(Expectation { what, span: written.place.span })
    }

    fn target(&mut self, name: Option<&Name>) -> Option<ScopeIx> {
        match name {
            None => Some(ScopeIx(0)),
            Some(name) => self.dated(name),
        }
    }
}

/// What a test leaves out is not what it is about: the reason that the law wants (行政许可法 38, 72) stands in.
fn reason(note: String) -> String {
    if note.trim().is_empty() { "测试没有写理由".to_owned() } else { note }
}
