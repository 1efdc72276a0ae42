//! Days of submission that share their 情形. Where no condition counts a period up to the submission, all days do.

use super::ProofError;
use super::classes::Cuts;
use super::scenario::Domains;
use lianban_runtime::plan::{Answer, Guard, Question};
use lianban_runtime::time::{Calendar, Date, Instant, ReceiptRule};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Days on which the classes of every question fall under the same conditions, one by one.
#[derive(Debug)]
pub(super) struct Group {
    /// The classes, with representatives for the first day.
    pub domains: Domains,
    /// In ascending order.
    pub days: Vec<Date>,
    /// The representatives differ from day to day, so that a counter-example needs its day.
    pub dated: bool,
}

/// One 情形 of a group: its answers on the first day, and which classes they stand for.
#[derive(Clone, Copy)]
pub(super) struct Scene<'s> {
    pub group: &'s Group,
    pub cuts: &'s Cuts<'s>,
    pub answers: &'s [Answer],
    pub classes: &'s [usize],
}

impl Group {
    /// Groups the days of a calendar (or takes only one), each for its price; none if the budget is used up.
    pub fn all(
        parts: (&[Question], &[Guard]),
        cuts: &Cuts<'_>,
        calendar: &Calendar,
        only: Option<Date>,
        mut pay: impl FnMut(u64) -> bool,
    ) -> Result<Option<Vec<Self>>, ProofError> {
        let dated = cuts.depend_on_submission();
        let mut groups: Vec<Self> = Vec::new();
        let mut known: BTreeMap<Vec<Vec<bool>>, usize> = BTreeMap::new();
        for day in only.into_iter().chain(days(calendar).filter(|_| only.is_none())) {
            if dated && !pay(cuts.price()) {
                return Ok(None);
            }
            let verdicts = if dated { cuts.verdicts(day) } else { Vec::new() };
            match known.get(&verdicts).and_then(|at| groups.get_mut(*at)) {
                Some(group) => group.days.push(day),
                None => {
                    known.insert(verdicts, groups.len());
                    let domains = Domains::of_cuts(parts, cuts, day)?;
                    groups.push(Self { domains, days: vec![day], dated });
                }
            }
        }
        Ok(Some(groups))
    }

    /// Every moment at which a case of the group may be handed in (see [`super::clock::starts`]).
    pub fn starts<'a>(
        &'a self,
        calendar: &'a Calendar,
        rule: ReceiptRule,
    ) -> impl Iterator<Item = Instant> + 'a {
        self.days.iter().flat_map(move |day| super::clock::starts_on(calendar, rule, *day))
    }
}

impl Scene<'_> {
    /// The answers if the case is handed in at `start`: of a date, the representative of its class on that day.
    pub fn answers_at(&self, calendar: &Calendar, start: Instant) -> Cow<'_, [Answer]> {
        if !self.group.dated {
            return Cow::Borrowed(self.answers);
        }
        let day = calendar.date_of(start);
        let both = self.answers.iter().zip(self.classes).enumerate();
        let on_day = both.map(|(question, (answer, class))| match answer {
            Answer::Date(_) => self.cuts.classes(question, day).get(*class).copied().unwrap_or(*answer),
            other => *other,
        });
        Cow::Owned(on_day.collect())
    }

    /// The start that the answers stand for where time plays no other role.
    pub fn start(&self, calendar: &Calendar) -> Option<Instant> {
        self.group.days.first().filter(|_| self.group.dated).map(|day| calendar.opening(*day))
    }
}

fn days(calendar: &Calendar) -> impl Iterator<Item = Date> + '_ {
    let data = calendar.data();
    let mut next = Some(data.first);
    std::iter::from_fn(move || {
        let day = next.filter(|day| *day <= data.last)?;
        next = day.add_days(1);
        Some(day)
    })
}
