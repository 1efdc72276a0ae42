//! Typed refusals: the event is not applied and nothing changes.

use crate::plan::{MaterialIx, NodeIx, QuestionIx, ScopeIx};
use crate::time::{CalendarError, Instant};
use serde::{Deserialize, Serialize};

use super::Engine;

/// Why an event was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The state belongs to another plan (rule D4).
    OtherPlan,
    /// Time goes back (rule D2).
    ClockBack {
        /// Time of the last event.
        last: Instant,
    },
    /// Nothing has been submitted yet.
    NotSubmitted,
    /// Submitted already.
    AlreadySubmitted,
    /// The case has ended.
    CaseEnded,
    /// The case has been accepted already.
    AlreadyAccepted,
    /// Not one admissible answer per question.
    BadAnswer(QuestionIx),
    /// The question is not asked in this 情形, yet it is answered.
    NotAsked(QuestionIx),
    /// Wrong number of answers.
    AnswerCount {
        /// Questions of the plan.
        expected: u32,
        /// Answers given.
        given: u32,
    },
    /// Fewer predecessors apply than a join needs (rule F1).
    JoinCannotStart(NodeIx),
    /// No such scope, or not one that this event speaks of.
    WrongTarget(ScopeIx),
    /// Does not apply in this 情形.
    NotApplicable(ScopeIx),
    /// Has not begun: predecessors are open.
    NotStarted(ScopeIx),
    /// Has ended already.
    AlreadyEnded(ScopeIx),
    /// The applicant has been asked to correct; until then nothing is decided.
    AwaitingCorrection(ScopeIx),
    /// Something it may not end before is open (容缺补交, 预审).
    Blocked {
        /// What wants to end.
        scope: ScopeIx,
        /// What is open.
        by: NodeIx,
    },
    /// A correction is asked once only (行政许可法 32).
    AskedTwice(ScopeIx),
    /// 辖区规则 knows no correction here: what is incomplete is not accepted.
    NoCorrection(ScopeIx),
    /// Asked too late: silence has already meant acceptance (行政许可法 32).
    AskedLate {
        /// Which.
        scope: ScopeIx,
        /// The last instant it could have been asked.
        until: Instant,
    },
    /// No correction is open.
    NothingToCorrect(ScopeIx),
    /// No 整改 is written for it, so it cannot be 不合格.
    NoRework(ScopeIx),
    /// The applicant is putting it right.
    AwaitingRectification(ScopeIx),
    /// No 整改 is open.
    NothingToRectify(ScopeIx),
    /// Not a material that was accepted as missing.
    NotOwed(MaterialIx),
    /// Arrived already, or too late.
    NoLongerOwed(MaterialIx),
    /// The calendar has no data for a date that is needed (rule T1).
    Calendar(CalendarError),
    /// A limit of the runtime was reached.
    TooMany {
        /// Of what.
        what: String,
    },
}

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Self {
        Self::Calendar(error)
    }
}

impl Refusal {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OtherPlan => "other-plan",
            Self::ClockBack { .. } => "clock-back",
            Self::NotSubmitted => "not-submitted",
            Self::AlreadySubmitted => "already-submitted",
            Self::CaseEnded => "case-ended",
            Self::AlreadyAccepted => "already-accepted",
            Self::BadAnswer(_) => "bad-answer",
            Self::NotAsked(_) => "not-asked",
            Self::AnswerCount { .. } => "answer-count",
            Self::JoinCannotStart(_) => "join-cannot-start",
            Self::WrongTarget(_) => "wrong-target",
            Self::NotApplicable(_) => "not-applicable",
            Self::NotStarted(_) => "not-started",
            Self::AlreadyEnded(_) => "already-ended",
            Self::AwaitingCorrection(_) => "awaiting-correction",
            Self::Blocked { .. } => "blocked",
            Self::AskedTwice(_) => "asked-twice",
            Self::NoCorrection(_) => "no-correction",
            Self::AskedLate { .. } => "asked-late",
            Self::NothingToCorrect(_) => "nothing-to-correct",
            Self::NoRework(_) => "no-rework",
            Self::AwaitingRectification(_) => "awaiting-rectification",
            Self::NothingToRectify(_) => "nothing-to-rectify",
            Self::NotOwed(_) => "not-owed",
            Self::NoLongerOwed(_) => "no-longer-owed",
            Self::Calendar(_) => "calendar",
            Self::TooMany { .. } => "too-many",
        }
    }

    /// In words, Chinese and English.
    #[must_use]
    pub fn in_words(&self, engine: &Engine) -> (String, String) {
        let scope =
            |at: &ScopeIx| engine.plan().scopes.get(at.index()).map_or("?", |s| s.name.as_str()).to_owned();
        let node =
            |at: &NodeIx| engine.plan().nodes.get(at.index()).map_or("?", |n| n.name.as_str()).to_owned();
        let material = |at: &MaterialIx| engine.material(*at).map_or("?", |m| m.name.as_str()).to_owned();
        let offset = engine.plan().calendar.utc_offset_minutes;
        let both = |zh: String, en: String| (zh, en);
        let moment = |at: &Instant| at.format(offset).get(..16).unwrap_or_default().replace('T', " ");
        match self {
            Self::OtherPlan => {
                both("办件状态属于另一个方案".into(), "the state belongs to another plan".into())
            }
            Self::ClockBack { last } => both(
                format!("时间倒退：上一事件在 {}", moment(last)),
                format!("time goes back: the last event is at {}", moment(last)),
            ),
            Self::NotSubmitted => both("尚未提交".into(), "nothing has been submitted yet".into()),
            Self::AlreadySubmitted => both("已经提交过".into(), "submitted already".into()),
            Self::CaseEnded => both("办件已经结束".into(), "the case has ended".into()),
            Self::AlreadyAccepted => both("已经受理".into(), "accepted already".into()),
            Self::BadAnswer(at) => {
                let name = engine.plan().questions.get(at.index()).map_or("?", |q| q.name.as_str());
                both(format!("情形“{name}”的回答不合要求"), format!("inadmissible answer to “{name}”"))
            }
            Self::NotAsked(at) => {
                let name = engine.plan().questions.get(at.index()).map_or("?", |q| q.name.as_str());
                both(format!("本情形下不问“{name}”，不能回答"), format!("“{name}” is not asked in this case"))
            }
            Self::AnswerCount { expected, given } => both(
                format!("应有 {expected} 个回答，实有 {given} 个"),
                format!("{expected} answers are needed, {given} given"),
            ),
            Self::JoinCannotStart(at) => both(
                format!("“{}”的前序不足，永远不能开始", node(at)),
                format!("too few predecessors of “{}” apply", node(at)),
            ),
            Self::WrongTarget(at) => both(
                format!("这一事件不能用于“{}”", scope(at)),
                format!("this event does not speak of “{}”", scope(at)),
            ),
            Self::NotApplicable(at) => both(
                format!("“{}”在本情形下不适用", scope(at)),
                format!("“{}” does not apply here", scope(at)),
            ),
            Self::NotStarted(at) => {
                both(format!("“{}”尚未开始", scope(at)), format!("“{}” has not begun", scope(at)))
            }
            Self::AlreadyEnded(at) => {
                both(format!("“{}”已经结束", scope(at)), format!("“{}” has ended", scope(at)))
            }
            Self::AwaitingCorrection(at) => both(
                format!("“{}”正在等申请人补正", scope(at)),
                format!("“{}” awaits the applicant's correction", scope(at)),
            ),
            Self::Blocked { scope: at, by } => both(
                format!("“{}”还不能作出决定：“{}”未完成", scope(at), node(by)),
                format!("“{}” cannot be decided yet: “{}” is open", scope(at), node(by)),
            ),
            Self::AskedTwice(at) => both(
                format!("“{}”已要求过一次补正，应一次告知（行政许可法第三十二条）", scope(at)),
                format!("“{}”: a correction is asked once only (行政许可法 32)", scope(at)),
            ),
            Self::NoCorrection(at) => {
                let profile = &engine.profile(*at).name;
                both(
                    format!("“{}”没有补正：按“{profile}”，材料不齐的不予受理", scope(at)),
                    format!("“{}” knows no correction: by “{profile}” it is not accepted", scope(at)),
                )
            }
            Self::AskedLate { scope: at, until } => both(
                format!(
                    "“{}”的补正应在 {} 前告知，逾期即为受理（行政许可法第三十二条）",
                    scope(at),
                    moment(until)
                ),
                format!("“{}”: correction had to be asked by {} (行政许可法 32)", scope(at), moment(until)),
            ),
            Self::NoRework(at) => both(
                format!("“{}”没有写整改，不能报不合格；不予请用“不予”", scope(at)),
                format!("“{}” has no rework: it cannot fail, only be refused", scope(at)),
            ),
            Self::AwaitingRectification(at) => both(
                format!("“{}”正在等申请人整改", scope(at)),
                format!("the applicant is putting “{}” right", scope(at)),
            ),
            Self::NothingToRectify(at) => both(
                format!("“{}”没有正在进行的整改", scope(at)),
                format!("no rework of “{}” is open", scope(at)),
            ),
            Self::NothingToCorrect(at) => both(
                format!("“{}”没有待补正的要求", scope(at)),
                format!("no correction of “{}” is open", scope(at)),
            ),
            Self::NotOwed(at) => both(
                format!("《{}》不是容缺材料", material(at)),
                format!("《{}》 was not accepted as missing", material(at)),
            ),
            Self::NoLongerOwed(at) => both(
                format!("《{}》已交齐或已逾期", material(at)),
                format!("《{}》 has arrived or is overdue", material(at)),
            ),
            Self::Calendar(error) => both(error.zh(), error.en()),
            Self::TooMany { what } => both(format!("超出上限：{what}"), format!("limit reached: {what}")),
        }
    }
}
