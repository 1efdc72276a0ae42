//! Test rows about people: 到场, 会签, 转办, 退回 … — who acts, and to whom.

use super::tests::TestReader;
use crate::diagnostics as d;
use crate::names::linked::Declared;
use crate::names::surface::{TestLine, Verb, Whom};
use crate::names::{Kind, Name};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use lianban_runtime::case::{Actor, EventKind, Party};
use lianban_runtime::plan::{DepartmentIx, RoleIx, ScopeIx, Voice};

/// What a test leaves out is not what it is about: the number of the minutes stands in.
const UNWRITTEN: &str = "测试没有写纪要编号";

/// The same of an opinion.
const NO_OPINION: &str = "测试没有写审查意见";

impl TestReader<'_> {
    /// The event of such a row; outer none if the verb is another.
    pub(super) fn event_by_hand(&mut self, line: &TestLine) -> Option<Option<EventKind>> {
        let note = line.note.clone();
        Some(match line.verb.value {
            Verb::HandOver => self.untargeted(line, EventKind::HandOver),
            Verb::Attend => self.spoken(line).map(|scope| EventKind::Attend { scope }),
            Verb::Absent => self.spoken(line).map(|scope| EventKind::Absent { scope }),
            said @ (Verb::Consent | Verb::Dissent) => {
                let consent = said == Verb::Consent;
                self.spoken(line).map(|scope| EventKind::Opinion { scope, consent, note })
            }
            given @ (Verb::Reassign | Verb::Entrust) => {
                let (scope, to) = (self.handled(line), self.party(line));
                scope.zip(to).map(|(scope, to)| EventKind::Reassign {
                    scope,
                    to,
                    instead: given == Verb::Reassign,
                })
            }
            change @ (Verb::AddSigner | Verb::RemoveSigner) => {
                let (scope, who) = (self.handled(line), self.signer(line));
                scope.zip(who).map(|(scope, who)| EventKind::Signer {
                    scope,
                    who,
                    add: change == Verb::AddSigner,
                })
            }
            Verb::SendBack => self.sent_back(line, note),
            Verb::Forward => self.handled(line).map(|scope| {
                let opinion = if note.trim().is_empty() { NO_OPINION.to_owned() } else { note };
                EventKind::Forward { scope, opinion }
            }),
            Verb::Recall => match &line.target {
                Some(name) => self.item_or_joint(name).map(|scope| EventKind::Recall { scope }),
                None => Some(EventKind::Recall { scope: ScopeIx(0) }),
            },
            Verb::Discuss => self.handled(line).map(|scope| {
                let record = if note.trim().is_empty() { UNWRITTEN.to_owned() } else { note };
                EventKind::Discuss { scope, record }
            }),
            Verb::Urge => self.handled(line).map(|scope| EventKind::Urge { scope }),
            Verb::Inform => {
                let (scope, to) = (self.handled(line), self.party(line));
                scope.zip(to).map(|(scope, to)| EventKind::Inform { scope, to })
            }
            _ => return None,
        })
    }

    /// Who acts, one actor for each name behind 由; the system if none is written.
    pub(super) fn acting(&mut self, line: &TestLine) -> Option<Vec<Actor>> {
        let several = matches!(line.verb.value, Verb::Attend | Verb::Absent | Verb::Consent | Verb::Dissent);
        if line.by.is_empty() {
            return if line.verb.value == Verb::Extend {
                Some(vec![Actor { role: self.role(line), ..Actor::default() }])
            } else if several {
                self.report(d::e0314_test_target::nobody(line))
            } else {
                Some(vec![Actor::default()])
            };
        }
        if let [_, (second, _), ..] = line.by.as_slice()
            && !several
        {
            return self.report(d::e0314_test_target::one_actor(second));
        }
        let mut actors = Vec::new();
        for (name, person) in &line.by {
            let actor = match self.voice(name)? {
                Voice::Role(at) => {
                    let role = self.linked.desk.roles.get(at.index())?;
                    let department = match role.departments.as_slice() {
                        [only] => self.linked.departments.get(*only).map(|d| d.name.value.clone()),
                        _ => None,
                    };
                    let department = department.unwrap_or_default();
                    Actor { role: name.value.clone(), department, name: person.clone(), ..Actor::default() }
                }
                Voice::Department(at) => {
                    let department = self.linked.departments.get(at.index())?.name.value.clone();
                    Actor { department, name: person.clone(), ..Actor::default() }
                }
            };
            actors.push(actor);
        }
        Some(actors)
    }

    /// A role or a department.
    fn voice(&mut self, name: &Name) -> Option<Voice> {
        let known = self.names.get(&name.value);
        if known.is_none() && !self.linked.desk.roles.is_empty() && !self.names.is_poisoned(&name.value) {
            let all = self.names.of_kind(Kind::Role).chain(self.names.of_kind(Kind::Department));
            let close = suggest::close(&name.value, all);
            return self.report(d::e0206_unknown_name::unknown_name(name, Kind::Role, &close));
        }
        let role = known.is_some_and(|entity| entity.kind == Kind::Role);
        let kind = if role { Kind::Role } else { Kind::Department };
        let at = u32::try_from(self.expect(name, kind)?).ok()?;
        Some(if role { Voice::Role(RoleIx(at)) } else { Voice::Department(DepartmentIx(at)) })
    }

    /// The joint action or step at which somebody speaks.
    fn spoken(&mut self, line: &TestLine) -> Option<ScopeIx> {
        match &line.target {
            Some(name) => self.item_or_joint(name),
            None => self.report(d::e0314_test_target::missing(line, Kind::Joint)),
        }
    }

    /// The step, or the item that is to be decided.
    fn handled(&mut self, line: &TestLine) -> Option<ScopeIx> {
        match &line.target {
            Some(name) => self.item_or_joint(name),
            None => self.report(d::e0314_test_target::missing(line, Kind::Step)),
        }
    }

    fn party(&mut self, line: &TestLine) -> Option<Party> {
        match &line.to {
            Some(Whom::Person(name)) => Some(Party { name: name.value.clone(), ..Party::default() }),
            Some(Whom::Name(name)) => Some(match self.voice(name)? {
                Voice::Department(at) => Party { department: Some(at), ..Party::default() },
                Voice::Role(at) => Party { role: Some(at), ..Party::default() },
            }),
            None => self.report(d::e0314_test_target::to_whom(line)),
        }
    }

    fn signer(&mut self, line: &TestLine) -> Option<Voice> {
        match &line.to {
            Some(Whom::Name(name)) => self.voice(name),
            _ => self.report(d::e0314_test_target::to_whom(line)),
        }
    }

    fn sent_back(&mut self, line: &TestLine, note: String) -> Option<EventKind> {
        let scope = self.handled(line)?;
        let to = match &line.to {
            None => None,
            // Back to the applicant: that is 要求补正, and nothing else.
            Some(Whom::Name(name)) if name.value == Keyword::Applicant.zh() => {
                let declared = scope.index().checked_sub(1).and_then(|at| self.linked.order.get(at));
                let scope = match declared {
                    Some(Declared::Step(item, _)) => self.scope(Declared::Item(*item)),
                    _ => scope,
                };
                return Some(EventKind::AskCorrection { scope, note });
            }
            Some(Whom::Name(name)) => {
                let declared = scope.index().checked_sub(1).and_then(|at| self.linked.order.get(at));
                let item = match declared {
                    Some(Declared::Step(item, _) | Declared::Item(item)) => self.linked.items.get(*item),
                    _ => None,
                };
                let item = item.map(|item| item.name.value.as_str()).unwrap_or_default();
                let whole = Name { value: format!("{item}·{}", name.value), place: name.place };
                let found = self.step(&whole).or_else(|| self.step(name));
                let Some(found) = found else { return self.no_step(name, item) };
                Some(found)
            }
            Some(Whom::Person(_)) => return self.report(d::e0314_test_target::to_whom(line)),
        };
        Some(EventKind::SendBack { scope, to, note })
    }

    /// No step of this item, or of any, is called so.
    pub(super) fn no_step<T>(&mut self, name: &Name, item: &str) -> Option<T> {
        let whole = name.value.contains('·');
        let steps = self.linked.items.iter().filter(|i| item.is_empty() || i.name.value == item);
        let known: Vec<String> = steps
            .flat_map(|i| i.steps.iter().map(move |step| (i, &step.name.value)))
            .map(|(i, step)| if whole { format!("{}·{step}", i.name.value) } else { step.clone() })
            .collect();
        let close = suggest::close(&name.value, known.iter().map(String::as_str));
        self.report(d::e0206_unknown_name::unknown_name(name, Kind::Step, &close))
    }

    /// A step, written `事项·环节`, or by its own name if nothing else bears it.
    pub(super) fn step(&self, name: &Name) -> Option<ScopeIx> {
        let Some((item, step)) = name.value.split_once('·') else {
            return match self.steps_called(&name.value).as_slice() {
                [(item, step)] => Some(self.scope(Declared::Step(*item, *step))),
                _ => None,
            };
        };
        let item = self.names.get(item).filter(|entity| entity.kind == Kind::Item)?.at;
        let steps = &self.linked.items.get(item)?.steps;
        let step = steps.iter().position(|row| row.name.value == step)?;
        Some(self.scope(Declared::Step(item, step)))
    }

    /// The steps that bear this name, if no item, joint action or anything else does.
    fn steps_called(&self, name: &str) -> Vec<(usize, usize)> {
        if self.names.get(name).is_some() || self.names.is_poisoned(name) {
            return Vec::new();
        }
        let items = self.linked.items.iter().enumerate();
        let steps =
            items.flat_map(|(item, found)| found.steps.iter().enumerate().map(move |(at, s)| (item, at, s)));
        steps.filter(|(_, _, step)| step.name.value == name).map(|(item, at, _)| (item, at)).collect()
    }

    /// Several steps bear the name: which of them?
    pub(super) fn is_ambiguous(&mut self, name: &Name) -> bool {
        let steps = self.steps_called(&name.value);
        if steps.len() < 2 {
            return false;
        }
        let linked = self.linked;
        let whole = steps.iter().filter_map(|(item, _)| linked.items.get(*item));
        let whole: Vec<String> = whole.map(|item| format!("{}·{}", item.name.value, name.value)).collect();
        self.diagnostics.push(d::e0314_test_target::several_steps(name, &whole));
        true
    }
}
