//! Typed refusals: the event is not applied and nothing changes.

use crate::plan::{Handling, MaterialIx, NodeIx, Power, ProcedureIx, QuestionIx, ScopeIx, Voice};
use crate::time::{CalendarError, Instant, Span};
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
    /// It may be reworked, so nothing is sent back to it or from it.
    Reworked(ScopeIx),
    /// Not a material that was accepted as missing.
    NotOwed(MaterialIx),
    /// Arrived already, or too late.
    NoLongerOwed(MaterialIx),
    /// The procedure is planned: it begins and ends in its place.
    ProcedurePlanned(ProcedureIx),
    /// The procedure is not one of this item, its stage or the bundle.
    ProcedureElsewhere {
        /// The item.
        scope: ScopeIx,
        /// The procedure.
        procedure: ProcedureIx,
    },
    /// The procedure lasts: it cannot begin again, and nothing is decided meanwhile.
    ProcedureOpen {
        /// The item.
        scope: ScopeIx,
        /// The procedure.
        procedure: ProcedureIx,
    },
    /// The procedure does not take place now.
    NoProcedure {
        /// The item.
        scope: ScopeIx,
        /// The procedure.
        procedure: ProcedureIx,
    },
    /// Suspended (中止): nothing is decided.
    Suspended(ScopeIx),
    /// Not suspended.
    NotSuspended(ScopeIx),
    /// 中止 needs a 依据.
    NoBasis(ScopeIx),
    /// The bundle does not provide for 延期 here.
    NotExtensible(ScopeIx),
    /// A limit is extended once only (rule T6).
    ExtendedAlready(ScopeIx),
    /// The limit has run out (rule T6).
    ExtendedLate(ScopeIx),
    /// More than the cap, nothing, or in another unit (rule T6).
    ExtendedTooFar {
        /// What was to be extended.
        scope: ScopeIx,
        /// The cap.
        most: Span,
    },
    /// Somebody else decides 延期: the actor's role must be this one (rule T6).
    WrongAuthority {
        /// What was to be extended.
        scope: ScopeIx,
        /// Who decides.
        needed: String,
    },
    /// The calendar has no data for a date that is needed (rule T1).
    Calendar(CalendarError),
    /// Nobody attends or signs there.
    NobodySpeaks(ScopeIx),
    /// The event does not say who speaks.
    WhoSpeaks(ScopeIx),
    /// The actor has no seat there.
    NoSeat(ScopeIx),
    /// The actor has a seat there already.
    SeatTaken(ScopeIx),
    /// The actor has spoken already.
    SpokenAlready(ScopeIx),
    /// No opinion, or not the actor's, is asked for.
    NotAskedToSpeak(ScopeIx),
    /// 依次: somebody else signs first.
    NotYourTurn {
        /// The step.
        scope: ScopeIx,
        /// Who signs first.
        first: Voice,
    },
    /// Too few attended, or an opinion or signature is missing.
    NotHeard {
        /// The joint action or step.
        scope: ScopeIx,
        /// How many attended or consented.
        have: u32,
        /// How many have to.
        needed: u32,
        /// Who has not been there or not consented, while too few have.
        missing: Vec<Voice>,
        /// Who has been there, or enough have, and whose opinion is missing.
        silent: Vec<Voice>,
    },
    /// 减签 would leave too few.
    TooFewSigners(ScopeIx),
    /// The step does not say 允许.
    NotAllowed {
        /// The step or item.
        scope: ScopeIx,
        /// What.
        what: Handling,
    },
    /// There is no step that it could go back to.
    NothingBefore(ScopeIx),
    /// 退回 would undo a joint action.
    BehindJoint(ScopeIx),
    /// The actor may not do that.
    NotAuthorised {
        /// Department, role and name as stated.
        who: String,
        /// Over what.
        scope: ScopeIx,
        /// Which power it takes.
        power: Power,
        /// Why not.
        why: Denial,
    },
    /// A limit of the runtime was reached.
    TooMany {
        /// Of what.
        what: String,
    },
    /// Only the applicant may do that.
    ApplicantOnly(ScopeIx),
    /// It has not ended yet.
    NotEnded(ScopeIx),
    /// Rated once already (一次一评).
    RatedAlready(ScopeIx),
    /// It has not been rated.
    NotRated(ScopeIx),
    /// The rating is not a bad one, or was taken out of the figures.
    NothingToAnswer(ScopeIx),
    /// The rating has been answered so already.
    AnsweredAlready(ScopeIx),
    /// A reason has to be given: 不予, 不予受理 (行政许可法 38, 72), 不计入 of a rating.
    NoReason(ScopeIx),
    /// 版本升级 takes both plans: the event names this one.
    NeedsPlan {
        /// Its content hash.
        plan: [u8; 32],
    },
    /// Only 版本升级 moves a case to another plan.
    NotAMigration,
    /// The case is on that plan already.
    OnPlanAlready,
    /// The case stays on its plan.
    CannotMigrate {
        /// Why.
        why: Vec<super::Obstacle>,
    },
    /// The applicant would be worse off and has not consented.
    ConsentNeeded {
        /// How.
        worse: Vec<super::Worse>,
    },
    /// 集体讨论 has to come first.
    NotDiscussed(ScopeIx),
    /// The bundle says nothing of 集体讨论 there.
    NothingToDiscuss(ScopeIx),
    /// 集体讨论 was reported already.
    DiscussedAlready(ScopeIx),
    /// 集体讨论 without the number of its minutes.
    NoRecord(ScopeIx),
    /// It has been accepted: 不受理 and 不予受理 come too late, 撤销受理 is what is left.
    AcceptedAlready(ScopeIx),
    /// 当场更正 is of the day of receipt.
    NotOnSpot {
        /// What.
        scope: ScopeIx,
        /// When it was received.
        received: Instant,
    },
    /// The step ends with 转报.
    NotForwarded(ScopeIx),
    /// The step is not one that 转报 ends.
    NothingToForward(ScopeIx),
    /// 转报 without the opinion (行政许可法 35).
    NoOpinion(ScopeIx),
    /// 转报 has taken place: the higher authority does not ask for the papers again (行政许可法 35).
    ForwardedAlready(ScopeIx),
    /// Nothing was given on that could be taken back.
    NothingToRecall(ScopeIx),
    /// Somebody has begun with what was given on.
    TakenUp(ScopeIx),
}

/// Why an actor may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Denial {
    /// The plan knows no such department.
    UnknownDepartment,
    /// The plan knows no such role.
    UnknownRole,
    /// The role does not have the power.
    NoPower,
    /// Neither A角 nor B角 of the role.
    NotTheHolder,
    /// It is another department's.
    OtherDepartment,
    /// It is another role's.
    OtherRole,
    /// 前台 receives and delivers only.
    FrontOffice,
    /// 后台 receives nothing from the applicant and delivers nothing.
    BackOffice,
    /// 转办: it was given to somebody else.
    GivenToOthers,
    /// Only the applicant does that, or whoever receives from him in his place.
    ApplicantsOwn,
    /// 用章: the seal of the department is not his to use.
    NoSeal,
    /// The department has no such window.
    UnknownWindow,
}

impl Denial {
    /// Every [`Self::code`].
    pub const CODES: &'static [&'static str] = &[
        "unknown-department",
        "unknown-role",
        "no-power",
        "not-the-holder",
        "other-department",
        "other-role",
        "front-office",
        "back-office",
        "given-to-others",
        "applicants-own",
        "no-seal",
        "unknown-window",
    ];

    /// A stable code for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownDepartment => "unknown-department",
            Self::UnknownRole => "unknown-role",
            Self::NoPower => "no-power",
            Self::NotTheHolder => "not-the-holder",
            Self::OtherDepartment => "other-department",
            Self::OtherRole => "other-role",
            Self::FrontOffice => "front-office",
            Self::BackOffice => "back-office",
            Self::GivenToOthers => "given-to-others",
            Self::ApplicantsOwn => "applicants-own",
            Self::NoSeal => "no-seal",
            Self::UnknownWindow => "unknown-window",
        }
    }

    /// Chinese and English.
    #[must_use]
    pub const fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownDepartment => ("没有这个部门", "there is no such department"),
            Self::UnknownRole => ("没有这个角色", "there is no such role"),
            Self::NoPower => ("这个角色没有这项权限", "the role does not have that power"),
            Self::NotTheHolder => ("不是这个角色的 A角 或 B角", "neither A角 nor B角 of the role"),
            Self::OtherDepartment => ("这是别的部门的事", "it is another department’s"),
            Self::OtherRole => ("这是别的角色的事", "it is another role’s"),
            Self::FrontOffice => ("前台只受理和出件", "a front office only receives and delivers"),
            Self::BackOffice => ("后台不收件，也不出件", "a back office neither receives nor delivers"),
            Self::GivenToOthers => ("已经转办给别人", "it was given to somebody else"),
            Self::ApplicantsOwn => (
                "这是申请人的事，只有收件的可以代报",
                "it is the applicant’s, or theirs who receive from him",
            ),
            Self::NoSeal => ("这个角色没有用章的权限", "the role may not use the seal"),
            Self::UnknownWindow => ("这个部门没有这个窗口", "the department has no such window"),
        }
    }
}

impl From<CalendarError> for Refusal {
    fn from(error: CalendarError) -> Self {
        Self::Calendar(error)
    }
}

impl Refusal {
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
            Self::NotSubmitted => both(
                "尚未提交：先报“提交”".into(),
                "nothing has been submitted yet: the event 提交 comes first".into(),
            ),
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
                format!("“{}”正在等申请人补正：先报“补正”", scope(at)),
                format!("“{}” awaits the applicant's correction: the event 补正 comes first", scope(at)),
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
                format!("“{}”正在等申请人整改：先报“整改”", scope(at)),
                format!("the applicant is putting “{}” right: the event 整改 comes first", scope(at)),
            ),
            Self::Reworked(at) => both(
                format!("“{}”写了整改，不合格就整改，不能退回", scope(at)),
                format!("“{}” has rework: it fails and is put right, nothing is sent back", scope(at)),
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
            Self::ProcedurePlanned(_)
            | Self::ProcedureElsewhere { .. }
            | Self::ProcedureOpen { .. }
            | Self::NoProcedure { .. }
            | Self::Suspended(_)
            | Self::NotSuspended(_)
            | Self::NoBasis(_)
            | Self::NotExtensible(_)
            | Self::ExtendedAlready(_)
            | Self::ExtendedLate(_)
            | Self::ExtendedTooFar { .. }
            | Self::WrongAuthority { .. } => self.of_clocks(engine),
            Self::Calendar(error) => both(error.zh(), error.en()),
            Self::TooMany { what } => both(format!("超出上限：{what}"), format!("limit reached: {what}")),
            other => other.of_hands(engine),
        }
    }
}

impl Refusal {
    /// Refusals that concern who acts.
    fn of_hands(&self, engine: &Engine) -> (String, String) {
        let name = |at: &ScopeIx| engine.plan().scopes.get(at.index()).map_or("?", |s| s.name.as_str());
        match self {
            Self::NobodySpeaks(at) => (
                format!("“{}”没有写到场、意见或会签", name(at)),
                format!("“{}” says nothing about attendance, opinions or signatures", name(at)),
            ),
            Self::WhoSpeaks(at) => (
                format!("“{}”：没有写明是谁，写 actor 的 department 或 role", name(at)),
                format!("“{}”: who is it? State the department or role of the actor", name(at)),
            ),
            Self::NoSeat(at) => {
                (format!("“{}”没有这一家", name(at)), format!("“{}” has no such participant", name(at)))
            }
            Self::SeatTaken(at) => (
                format!("“{}”已经有这一家", name(at)),
                format!("“{}” has that participant already", name(at)),
            ),
            Self::SpokenAlready(at) => {
                (format!("“{}”：已经表过态", name(at)), format!("“{}”: has spoken already", name(at)))
            }
            Self::NotAskedToSpeak(at) => (
                format!("“{}”不要这一家的意见", name(at)),
                format!("“{}” does not ask for that opinion", name(at)),
            ),
            Self::NotYourTurn { scope, first } => (
                format!("“{}”依次会签，先由{}签", name(scope), engine.voice_name(*first)),
                format!("“{}” is signed in turn, first by {}", name(scope), engine.voice_name(*first)),
            ),
            Self::NotHeard { scope, have, needed, missing, silent } => {
                let names = |who: &[Voice]| -> String {
                    who.iter().map(|who| engine.voice_name(*who)).collect::<Vec<_>>().join("、")
                };
                let (mut zh, mut en) = (Vec::new(), Vec::new());
                if have < needed {
                    zh.push(format!("至少要 {needed} 家，只有 {have} 家，还缺{}", names(missing)));
                    en.push(format!("{have} of {needed}, missing: {}", names(missing)));
                }
                if !silent.is_empty() {
                    zh.push(format!("还没有{}的意见", names(silent)));
                    en.push(format!("no opinion yet from {}", names(silent)));
                }
                (
                    format!("“{}”还不能结束：{}", name(scope), zh.join("；")),
                    format!("“{}” cannot end: {}", name(scope), en.join("; ")),
                )
            }
            Self::TooFewSigners(at) => {
                (format!("“{}”不能再减签", name(at)), format!("“{}” cannot do with fewer signers", name(at)))
            }
            Self::NotAllowed { scope, what } => (
                format!("“{}”没有允许{}", name(scope), what.word()),
                format!("“{}”: it is not allowed to {}", name(scope), what.english()),
            ),
            Self::NothingBefore(at) => (
                format!("“{}”之前没有可以退回的环节", name(at)),
                format!("there is no step before “{}” to send it back to", name(at)),
            ),
            Self::BehindJoint(at) => (
                format!("“{}”不能退回到联合行动以前", name(at)),
                format!("“{}” cannot be sent back behind a joint action", name(at)),
            ),
            Self::NotAuthorised { who, scope, power, why } => {
                let (zh, en) = why.in_words();
                (
                    format!("{who}不能{}“{}”：{zh}", power.word(), name(scope)),
                    format!("{who} may not {} “{}”: {en}", power.english(), name(scope)),
                )
            }
            other => other.of_life(engine),
        }
    }
}
