//! The result of playing one case through virtual time. Field names are those of the outward contract.

use lianban_compiler::proof::Words;
use lianban_runtime::account::{Account, Transition};
use lianban_runtime::case::PaperText;
use serde::{Deserialize, Serialize};

/// One case, dated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Name of the bundle.
    pub bundle: String,
    /// `sha256:…` of the plan.
    pub plan: String,
    /// Identity of the pinned calendar.
    pub calendar: String,
    /// The answers, question → answer in words, in the order of the questions.
    pub answers: Words,
    /// Receipt, RFC 3339.
    pub start: String,
    /// Unified acceptance (受理), RFC 3339; absent if never accepted.
    pub accepted: Option<String>,
    /// 办结 (or the end by withdrawal, refusal …), RFC 3339; absent if the case is still open.
    pub finish: Option<String>,
    /// `办结` · `部分办结` · `不予` · `不予受理` · `撤回` · `终止` · `在办`.
    pub outcome: String,
    /// Working days from day 0 of the acceptance to the finish.
    pub working_days: Option<u32>,
    /// Calendar days from the date of acceptance to the finish.
    pub calendar_days: Option<u32>,
    /// Due instant of the bundle's limit, stops included; absent if none is promised.
    pub due: Option<String>,
    /// Due instant without any stop.
    pub original_due: Option<String>,
    /// Level of the bundle's limit.
    pub level: String,
    /// When the bundle's limit reaches 预警, 黄牌 and 红牌, stops included (rule T9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelAt>,
    /// What the applicant brings (rule M1), by name.
    pub materials: Vec<String>,
    /// What the applicant fills in, by name: the one form of this case (一表申请). Absent if the bundle has no fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What the applicant pays in all, in 元; absent if the bundle has no fees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<u32>,
    /// Trips (rule M2).
    pub trips: u32,
    /// Site visits (rule M2).
    pub site_visits: u32,
    /// 一窗受理, items, steps, joint actions, stages, 容缺补交, 统一出件 that apply, in plan order.
    pub nodes: Vec<TimelineNode>,
    /// Journal head after the last event, hex.
    pub journal_hash: String,
    /// Hash of the canonical state, hex.
    pub state_hash: String,
    /// What happened, in order.
    pub log: Vec<LogLine>,
    /// 文书: what was issued, in order. Numbers without a case.
    #[serde(default)]
    pub papers: Vec<PaperText>,
    /// The states that the case and its items went through, with the codes to report.
    #[serde(default)]
    pub transitions: Vec<Transition>,
    /// `life_cycle`, `clocks`, `days_by_owner`, `days`, `ledger`, `why`, as of the last event.
    #[serde(flatten)]
    pub account: Option<Account>,
}

/// A level of the bundle's limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelAt {
    /// `预警` · `黄牌` · `红牌`.
    pub level: String,
    /// After which instant, RFC 3339.
    pub at: String,
}

/// One row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineNode {
    /// Name as the designer wrote it.
    pub name: String,
    /// `受理` · `阶段` · `事项` · `环节` · `特别程序` · `联合` · `里程碑` · `整改` · `复核` · `容缺补交` · `转交` · `出件`.
    pub kind: String,
    /// Department; empty for the applicant.
    pub department: String,
    /// `办结` · `不予` · `不合格` · `取消` · `撤销受理` · `未开始` · `在办` · `待补正`.
    pub state: String,
    /// Acceptance or start, RFC 3339.
    pub start: Option<String>,
    /// End, RFC 3339.
    pub finish: Option<String>,
    /// Due instant of its promised (or only) limit, RFC 3339.
    pub due: Option<String>,
    /// Budget in words, e.g. `5 工作日`; empty if it has none.
    pub limit: String,
    /// `正常` · `预警` · `黄牌` · `红牌`.
    pub level: String,
    /// On the path that decides the finish.
    pub critical: bool,
    /// Working days it may slip before the finish moves.
    pub slack_days: Option<u32>,
    /// Names of the nodes it waited for, in plan order (predecessors that apply).
    pub after: Vec<String>,
    /// Its clock stops.
    pub stops: Vec<StopSpan>,
}

/// A stretch in which a clock stood still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopSpan {
    /// `补正`, `中止`, a 特别程序 by name, or whom it waited for, e.g. `等待食品经营许可补正`.
    pub kind: String,
    /// First day, RFC 3339.
    pub from: String,
    /// Last day, RFC 3339; absent while it lasts.
    pub to: Option<String>,
}

/// One line of the case's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// RFC 3339.
    pub at: String,
    /// In words.
    pub text: String,
}
