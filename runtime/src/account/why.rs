//! 为什么还没办完: what is awaited, from whom, since when and until when, on which basis, and what led here.
//!
//! Every state of a case that is not final has at least one thing that is awaited, and the event it names is one that the
//! case would accept now.

use super::{Reading, Side, Words};
use crate::case::{Actor, CaseStatus, Event, EventKind, ScopeOutcome, WireEvent};
use crate::plan::{MaterialIx, NodeIx, ProcedureIx, ScopeIx, ScopeKind};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Act {
    /// 提交.
    #[serde(rename = "提交")]
    Submit,
    /// 受理, or 要求补正.
    #[serde(rename = "受理")]
    Accept,
    /// 补正, by the applicant.
    #[serde(rename = "补正")]
    Correct,
    /// 补交 of a missing paper, by the applicant.
    #[serde(rename = "补交")]
    Supply,
    /// 整改, by the applicant.
    #[serde(rename = "整改")]
    Rectify,
    /// 转交 to the back office.
    #[serde(rename = "转交")]
    HandOver,
    /// Work on a step.
    #[serde(rename = "办理")]
    Work,
    /// A joint action.
    #[serde(rename = "联合")]
    Hold,
    /// 到场.
    #[serde(rename = "到场")]
    Attend,
    /// An opinion.
    #[serde(rename = "意见")]
    Opine,
    /// A signature.
    #[serde(rename = "签署")]
    Sign,
    /// 复核.
    #[serde(rename = "复核")]
    Recheck,
    /// 决定 of an item.
    #[serde(rename = "决定")]
    Decide,
    /// The end of a 特别程序.
    #[serde(rename = "特别程序")]
    EndProcedure,
    /// 恢复.
    #[serde(rename = "恢复")]
    Resume,
    /// 出件.
    #[serde(rename = "出件")]
    Deliver,
    /// 回访 after a bad rating.
    #[serde(rename = "回访")]
    CallBack,
    /// 整改 after a bad rating, by the authority.
    #[serde(rename = "差评整改")]
    Remedy,
    /// 集体讨论.
    #[serde(rename = "集体讨论")]
    Discuss,
    /// 转报 to the higher authority.
    #[serde(rename = "转报")]
    Forward,
}

/// Somebody who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The authority or the applicant.
    pub side: Side,
    /// Department; empty for the applicant, and where the plan names none.
    pub department: String,
    /// Role; empty if not stated.
    pub role: String,
}

/// One thing that is awaited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaited {
    /// What.
    pub act: Act,
    /// The item, step, joint action or material that it is about.
    pub on: String,
    /// From whom.
    pub from: Party,
    /// Since when.
    pub since: Option<Instant>,
    /// Until when; absent if no limit runs, or a stop holds it.
    pub until: Option<Instant>,
    /// The limit, in words: `承诺时限 5 工作日`; empty if there is none.
    pub limit: String,
    /// Level of that limit.
    pub level: String,
    /// By how many units of the limit it is late; 0 if it is not.
    pub late_by: i64,
    /// 依据; empty if the bundle writes none.
    pub basis: String,
    /// What silence means, as a bundle writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<String>,
    /// The sentence.
    pub sentence: Words,
    /// The event that says it is done; absent for 提交, whose answers nobody else knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<WireEvent>,
    /// Why the case would refuse that event now: the calendar lacks a year. Absent otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Words>,
}

/// Something that is open and cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// The item, step or joint action.
    pub on: String,
    /// What it waits for, by name.
    pub by: Vec<String>,
    /// The sentence.
    pub sentence: Words,
}

/// What the applicant can do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The sentence.
    pub sentence: Words,
    /// The event that says so; absent where it is no event of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<WireEvent>,
}

/// A link of the chain that led here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The node, or the stop.
    pub name: String,
    /// When it began.
    pub from: Option<Instant>,
    /// When it ended; absent while it lasts.
    pub to: Option<Instant>,
    /// What became of it: `办结`, `不予`, `不合格`, `取消`, `补正`, `中止` …
    pub outcome: String,
}

/// Why a case stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// One line.
    pub summary: Words,
    /// What is awaited, the most urgent first. Of a case that has ended, what a bad rating asks of the authority.
    pub awaited: Vec<Awaited>,
    /// What is open and cannot go on, in plan order.
    pub blocked: Vec<Blocked>,
    /// What the applicant can do now.
    pub applicant_can: Vec<Choice>,
    /// What led here: each link ended last of all that the next one waited for.
    pub chain: Vec<Link>,
}

impl Reading<'_> {
    /// Why the case stands where it stands.
    #[must_use]
    pub fn why(&self) -> Why {
        let found = self.awaited();
        let chain = self.chain_to(found.first().map(|(_, node)| *node));
        let applicant_can = self.choices(&found);
        let awaited: Vec<Awaited> = found.into_iter().map(|(awaited, _)| awaited).collect();
        Why { summary: self.summary(&awaited), blocked: self.blocked(), applicant_can, awaited, chain }
    }

    /// An event as outsiders write it, at this instant.
    pub(super) fn wire(&self, kind: &EventKind, from: &Party) -> Option<WireEvent> {
        let actor =
            Actor { department: from.department.clone(), role: from.role.clone(), ..Actor::default() };
        let event = Event { key: String::new(), at: self.now, actor, kind: kind.clone() };
        WireEvent::of(&event, self.engine).ok()
    }

    pub(super) fn material_name(&self, material: MaterialIx) -> &str {
        self.engine.material(material).map_or("", |material| &material.name)
    }

    pub(super) fn procedure_name(&self, procedure: ProcedureIx) -> &str {
        self.engine.procedure(procedure).map_or("", |procedure| &procedure.name)
    }

    /// What the applicant can do now.
    fn choices(&self, awaited: &[(Awaited, NodeIx)]) -> Vec<Choice> {
        let applicant = Party { side: Side::Applicant, department: String::new(), role: String::new() };
        let choice = |kind: &EventKind, zh: String, en: String| Choice {
            sentence: Words::new(zh, en),
            event: self.wire(kind, &applicant),
        };
        let mut choices = Vec::new();
        for (one, _) in awaited.iter().filter(|(one, _)| one.from.side == Side::Applicant) {
            let (zh, en) = super::sentence::act(one.act, &one.on);
            choices.push(Choice { sentence: Words::new(zh, en), event: one.event.clone() });
        }
        for material in self.early_papers() {
            let name = self.material_name(material);
            let (zh, en) = (format!("提前补交《{name}》"), format!("hand in 《{name}》 early"));
            choices.push(choice(&EventKind::Supply { material }, zh, en));
        }
        let late = |(one, _): &&(Awaited, NodeIx)| one.from.side == Side::Authority && one.late_by > 0;
        if let Some((late, node)) = awaited.iter().find(late) {
            let urge = EventKind::Urge { scope: self.engine.node(*node).scope };
            if self.would_refuse(&urge, &applicant).is_none() {
                choices.push(choice(&urge, format!("催办“{}”", late.on), format!("urge “{}”", late.on)));
            }
        }
        if matches!(self.state.status, CaseStatus::Received | CaseStatus::Accepted) {
            choices.push(choice(&EventKind::Withdraw, "撤回申请".into(), "withdraw the application".into()));
            let open = |item: &ScopeIx| self.state.scope(*item).outcome == ScopeOutcome::Open;
            let items: Vec<ScopeIx> = self.items().filter(open).collect();
            // The last one is withdrawn with the application.
            for scope in items.iter().copied().filter(|_| items.len() > 1) {
                let name = self.engine.scope(scope).name.as_str();
                let (zh, en) = (format!("只撤回“{name}”"), format!("withdraw “{name}” only"));
                choices.push(choice(&EventKind::WithdrawItem { scope }, zh, en));
            }
        }
        if self.was_turned_down() {
            // 行政许可法 38: whoever is turned down is told of it.
            let zh = "对不予的决定不服，依法申请行政复议或者提起行政诉讼（行政许可法 第三十八条）";
            let en = "apply for reconsideration, or go to court, against a refusal (行政许可法 第三十八条)";
            choices.push(Choice { sentence: Words::new(zh, en), event: None });
        }
        choices
    }

    /// Papers that are not owed yet, and may be handed in.
    fn early_papers(&self) -> Vec<MaterialIx> {
        if !matches!(self.state.status, CaseStatus::Received | CaseStatus::Accepted) {
            return Vec::new();
        }
        let phase = |node: NodeIx| self.state.node(node).phase;
        let waits = |node: NodeIx| phase(node) == crate::case::Phase::Waiting;
        let owed = self.engine.plan().obligations.iter().filter(|owed| waits(owed.node));
        let mut papers: Vec<MaterialIx> = owed.map(|owed| owed.material).collect();
        papers.sort_unstable();
        papers.dedup();
        let runs = |material: &MaterialIx| {
            self.engine.awaiting(*material).any(|node| phase(node) == crate::case::Phase::Running)
        };
        papers.retain(|material| !runs(material));
        papers
    }

    fn was_turned_down(&self) -> bool {
        let refused = |scope: ScopeIx| {
            self.engine.scope(scope).kind == ScopeKind::Item
                && matches!(self.state.scope(scope).outcome, ScopeOutcome::Refused | ScopeOutcome::Revoked)
        };
        self.state.status == CaseStatus::Rejected || self.engine.scope_indices().any(refused)
    }
}
