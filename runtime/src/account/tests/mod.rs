//! Cases worked by hand on the restaurant of decision 0001.

mod clocks;
mod life;
mod supervise;
mod why;

use super::*;
use crate::case::tests::restaurant;
use crate::case::{Effect, Event, EventKind};
use crate::plan::*;
use crate::time::Span;

pub(super) const REGISTRATION: ScopeIx = ScopeIx(1);
pub(super) const FOOD: ScopeIx = ScopeIx(2);
pub(super) const FIRE: ScopeIx = ScopeIx(3);
pub(super) const VISIT: ScopeIx = ScopeIx(5);
/// Stops the clock, ten working days.
pub(super) const REVIEW: ProcedureIx = ProcedureIx(0);
/// Stops the clock, no limit of its own.
pub(super) const HEARING: ProcedureIx = ProcedureIx(1);
/// 健康证.
pub(super) const PAPER: MaterialIx = MaterialIx(1);

/// The restaurant with departments, statutory limits and procedures; `plan` may change it.
pub(super) fn restaurant_with(intake: Option<u32>, change: impl FnOnce(&mut Plan)) -> Plan {
    let mut plan = restaurant(intake);
    let department = |name: &str, short: &str| Department {
        name: name.into(),
        short: short.into(),
        windows: 0,
        office: Office::Any,
        seal: String::new(),
        certificate_seal: String::new(),
    };
    plan.departments = vec![
        department("市场监督管理局", "市监"),
        department("消防救援大队", "消防"),
        department("政务服务局", "政务"),
    ];
    for (scope, department) in [(0, 2), (1, 0), (2, 0), (3, 1), (4, 2), (5, 0)] {
        plan.scopes[scope].department = Some(DepartmentIx(department));
    }
    plan.nodes[0].department = Some(DepartmentIx(2));
    let statutory = |scope: u32, days: u32, plan: &Plan| {
        let promised =
            plan.limits.iter().find(|l| l.scope == ScopeIx(scope) && l.kind == LimitKind::Promised);
        Limit {
            kind: LimitKind::Statutory,
            budget: Span::work_days(days),
            basis: "食品安全法 第三十五条".into(),
            ..promised.unwrap().clone()
        }
    };
    let food = statutory(2, 20, &plan);
    plan.limits.push(food);
    let procedure = |name: &str, days: Option<u32>| Procedure {
        name: name.into(),
        kind: name.into(),
        basis: "行政许可法 第四十五条".into(),
        scope: ScopeIx(0),
        node: None,
        budget: days.map(Span::work_days),
        thresholds: Thresholds {
            notice: Some(Threshold::Left(Span::work_days(2))),
            yellow: Some(Threshold::Left(Span::work_days(1))),
            red_after: None,
        },
        stops: true,
        told: true,
    };
    plan.procedures = vec![procedure("专家评审", Some(10)), procedure("听证", None)];
    change(&mut plan);
    plan.check().unwrap();
    plan
}

pub(super) fn at(text: &str) -> Instant {
    let text = text.replace(' ', "T");
    let text = if text.len() == 10 { format!("{text}T17:30") } else { text };
    Instant::parse(&format!("{text}:00+08:00")).unwrap()
}

/// A case with everything that was done to it.
pub(super) struct Case {
    pub(super) engine: Engine,
    pub(super) state: State,
    pub(super) story: Vec<Transition>,
}

impl Case {
    pub(super) fn of(plan: Plan) -> Self {
        let engine = Engine::new(plan).unwrap();
        let state = engine.new_case();
        Self { engine, state, story: Vec::new() }
    }

    /// Submitted on 2026-09-30, the last working day before the National Day.
    pub(super) fn submitted(plan: Plan) -> Self {
        let mut case = Self::of(plan);
        case.does("2026-09-30 10:00", EventKind::Submit { answers: vec![Answer::YesNo(false)] });
        case
    }

    pub(super) fn does(&mut self, when: &str, kind: EventKind) -> Vec<Effect> {
        let before = self.state.clone();
        let event = Event { key: String::new(), at: at(when), actor: Actor::default(), kind };
        let effects = self.engine.step(&mut self.state, &event).unwrap();
        self.story.extend(transitions(&self.engine, &before, &self.state, &effects));
        effects
    }

    pub(super) fn read(&self, when: &str) -> Reading<'_> {
        Reading::new(&self.engine, &self.state, at(when)).unwrap()
    }

    /// The story in short: `受理 我要开餐馆 3`.
    pub(super) fn told(&self) -> Vec<String> {
        let told = self.story.iter().map(|step| {
            let code = step.code.map_or_else(|| "—".to_owned(), |code| code.to_string());
            let what = step.procedure.clone().unwrap_or_else(|| step.scope.clone());
            format!("{} {} {what} {code}", &step.at.format(480)[5..10], step.state.in_words().0)
        });
        told.collect()
    }
}

pub(super) fn finish(scope: ScopeIx) -> EventKind {
    EventKind::Finish { scope }
}
