//! Refusals as hosts read them: a stable code, a sentence in Chinese and in English, and the names it speaks of.

use super::field::{DataField, DataKind};
use super::migrate::{WireReason, of_obstacle, of_worse};
use super::words::Words;
use crate::case::{Denial, Engine, Refusal};
use crate::plan::{NodeIx, ScopeIx, Voice, hex};
use crate::time::{CalendarError, Instant, Span};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A refusal, by names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireRefusal {
    /// Stable code: `awaiting-correction`.
    pub code: String,
    /// Why, Chinese.
    pub zh: String,
    /// Why, English.
    pub en: String,
    /// What it speaks of ([`RefusalRow::data`]).
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// One kind of refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalRow {
    /// Stable code.
    pub code: &'static str,
    /// What it means, Chinese.
    pub zh: &'static str,
    /// What `data` holds.
    pub data: &'static [DataField],
}

const fn row(code: &'static str, zh: &'static str, data: &'static [DataField]) -> RefusalRow {
    RefusalRow { code, zh, data }
}

const fn name(field: &'static str, zh: &'static str) -> DataField {
    DataField::must(field, DataKind::Name, zh)
}

const SCOPE: DataField = name("scope", "事项、联合、环节、阶段或整件事");
const MATERIAL: DataField = name("material", "材料");
const QUESTION: DataField = name("question", "情形");
const PROCEDURE: DataField = name("procedure", "特别程序");
const OF_SCOPE: &[DataField] = &[SCOPE];
const OF_PROCEDURE: &[DataField] = &[SCOPE, PROCEDURE];
const LAST: &[DataField] = &[DataField::must("last", DataKind::Instant, "上一事件的时刻")];
const COUNTS: &[DataField] = &[
    DataField::must("expected", DataKind::Whole, "应有几个"),
    DataField::must("given", DataKind::Whole, "实有几个"),
];
const UNTIL: &[DataField] = &[SCOPE, DataField::must("until", DataKind::Instant, "最迟的时刻")];
const MOST: &[DataField] = &[SCOPE, DataField::must("most", DataKind::Span, "最多延长多少")];
const APPROVER: &[DataField] = &[SCOPE, DataField::must("approver", DataKind::Text, "应由谁批准")];
const CALENDAR: &[DataField] = &[
    DataField::may("year", DataKind::Year, "缺的年份"),
    DataField::may("first", DataKind::Date, "日历的第一天"),
    DataField::may("last", DataKind::Date, "日历的最后一天"),
    DataField::may("invalid", DataKind::Text, "日历哪里自相矛盾"),
];
const FIRST: &[DataField] = &[SCOPE, name("first", "应先由谁签")];
const HEARD: &[DataField] = &[
    SCOPE,
    DataField::must("have", DataKind::Whole, "到了或同意了几家"),
    DataField::must("needed", DataKind::Whole, "要几家"),
    DataField::must("missing", DataKind::Names, "还缺谁"),
    DataField::must("silent", DataKind::Names, "谁的意见还没有"),
];
const WHAT: &[DataField] = &[SCOPE, DataField::must("what", DataKind::Text, "转办、委派、加签、减签或退回")];
const WHO: &[DataField] = &[
    SCOPE,
    DataField::must("who", DataKind::Text, "谁"),
    DataField::must("power", DataKind::Text, "要哪种权限"),
    DataField::must("why", DataKind::Word(Denial::CODES), "为什么不能"),
];

const PLAN: DataField = DataField::must("plan", DataKind::Text, "新方案的指纹");
const WHY: DataField = DataField::must("why", DataKind::Reasons, "为什么");

/// Every kind of refusal: variant, code, meaning, data.
macro_rules! refusals {
    ($($variant:ident $code:literal $zh:literal $data:expr;)*) => {
        /// Every kind of refusal.
        pub const REFUSALS: &[RefusalRow] = &[$({
            const DATA: &[DataField] = $data;
            row($code, $zh, DATA)
        }),*];

        impl Refusal {
            /// What is known of its kind.
            #[must_use]
            pub const fn row(&self) -> &'static RefusalRow {
                match self {
                    $(Self::$variant { .. } => {
                        const DATA: &[DataField] = $data;
                        const { &row($code, $zh, DATA) }
                    })*
                }
            }
        }
    };
}

refusals! {
    OtherPlan "other-plan" "状态属于另一个方案" &[];
    ClockBack "clock-back" "时间倒退" LAST;
    NotSubmitted "not-submitted" "尚未提交" &[];
    AlreadySubmitted "already-submitted" "已经提交过" &[];
    CaseEnded "case-ended" "办件已经结束" &[];
    AlreadyAccepted "already-accepted" "已经受理" &[];
    BadAnswer "bad-answer" "回答不合要求" &[QUESTION];
    NotAsked "not-asked" "本情形下不问，不能回答" &[QUESTION];
    AnswerCount "answer-count" "回答的个数不对" COUNTS;
    JoinCannotStart "join-cannot-start" "适用的前序不足，永远不能开始" &[name("node", "节点")];
    WrongTarget "wrong-target" "事件不能用于它" OF_SCOPE;
    NotApplicable "not-applicable" "在本情形下不适用" OF_SCOPE;
    NotStarted "not-started" "尚未开始" OF_SCOPE;
    AlreadyEnded "already-ended" "已经结束" OF_SCOPE;
    AwaitingCorrection "awaiting-correction" "正在等申请人补正" OF_SCOPE;
    Blocked "blocked" "有未完成的，还不能作决定" &[SCOPE, name("by", "未完成的节点")];
    AskedTwice "asked-twice" "补正只能要求一次" OF_SCOPE;
    NoCorrection "no-correction" "该辖区规则没有补正，材料不齐的不予受理" OF_SCOPE;
    AskedLate "asked-late" "要求补正过了期限" UNTIL;
    NothingToCorrect "nothing-to-correct" "没有待补正的要求" OF_SCOPE;
    NoRework "no-rework" "没有写整改，不能报不合格" OF_SCOPE;
    AwaitingRectification "awaiting-rectification" "正在等申请人整改" OF_SCOPE;
    NothingToRectify "nothing-to-rectify" "没有正在进行的整改" OF_SCOPE;
    Reworked "reworked" "写了整改的环节不合格就整改，不能退回" OF_SCOPE;
    NotOwed "not-owed" "不是容缺材料" &[MATERIAL];
    NoLongerOwed "no-longer-owed" "已交齐或已逾期" &[MATERIAL];
    ProcedurePlanned "procedure-planned" "特别程序写在事项里，自动开始" &[PROCEDURE];
    ProcedureElsewhere "procedure-elsewhere" "这个事项没有这个特别程序" OF_PROCEDURE;
    ProcedureOpen "procedure-open" "特别程序还没有结束" OF_PROCEDURE;
    NoProcedure "no-procedure" "没有正在进行的这个特别程序" OF_PROCEDURE;
    Suspended "suspended" "已中止" OF_SCOPE;
    NotSuspended "not-suspended" "没有中止" OF_SCOPE;
    NoBasis "no-basis" "中止没有写依据" OF_SCOPE;
    NotExtensible "not-extensible" "没有写可以延期" OF_SCOPE;
    ExtendedAlready "extended-already" "已延期一次" OF_SCOPE;
    ExtendedLate "extended-late" "时限已过，不能延期" OF_SCOPE;
    ExtendedTooFar "extended-too-far" "超过最多能延长的" MOST;
    WrongAuthority "wrong-authority" "应由别人批准" APPROVER;
    Calendar "calendar" "日历没有所需的日期" CALENDAR;
    NobodySpeaks "nobody-speaks" "没有写到场、意见或会签" OF_SCOPE;
    WhoSpeaks "who-speaks" "没有写明是谁" OF_SCOPE;
    NoSeat "no-seat" "没有这一家" OF_SCOPE;
    SeatTaken "seat-taken" "已经有这一家" OF_SCOPE;
    SpokenAlready "spoken-already" "已经表过态" OF_SCOPE;
    NotAskedToSpeak "not-asked-to-speak" "不要这一家的意见" OF_SCOPE;
    NotYourTurn "not-your-turn" "依次会签，还没有轮到" FIRST;
    NotHeard "not-heard" "到场、意见或签字还不够" HEARD;
    TooFewSigners "too-few-signers" "不能再减签" OF_SCOPE;
    NotAllowed "not-allowed" "没有写允许" WHAT;
    NothingBefore "nothing-before" "前面没有可以退回的环节" OF_SCOPE;
    BehindJoint "behind-joint" "不能退回到联合行动以前" OF_SCOPE;
    NotAuthorised "not-authorised" "没有这项权限" WHO;
    ApplicantOnly "applicant-only" "只有申请人可以" OF_SCOPE;
    NotEnded "not-ended" "还没有结束" OF_SCOPE;
    RatedAlready "rated-already" "已经评价过，一次一评" OF_SCOPE;
    NotRated "not-rated" "没有评价" OF_SCOPE;
    NothingToAnswer "nothing-to-answer" "没有要答复的差评" OF_SCOPE;
    AnsweredAlready "answered-already" "评价已经这样处理过" OF_SCOPE;
    NoReason "no-reason" "没有写理由" OF_SCOPE;
    NeedsPlan "needs-plan" "版本升级要连同新方案一起做" &[PLAN];
    NotAMigration "not-a-migration" "只有版本升级能换方案" &[];
    OnPlanAlready "on-plan-already" "已经在这个方案上" &[];
    CannotMigrate "cannot-migrate" "换不到新方案，仍用原来的" &[WHY];
    ConsentNeeded "consent-needed" "对申请人不利，要申请人同意" &[WHY];
    NotDiscussed "not-discussed" "要先集体讨论" OF_SCOPE;
    NothingToDiscuss "nothing-to-discuss" "没有写集体讨论" OF_SCOPE;
    DiscussedAlready "discussed-already" "已经集体讨论过" OF_SCOPE;
    NoRecord "no-record" "集体讨论没有写纪要编号" OF_SCOPE;
    AcceptedAlready "accepted-already" "已经受理，只能撤销受理" OF_SCOPE;
    NotOnSpot "not-on-spot" "当场更正只在收到的当天" &[SCOPE, DataField::must("received", DataKind::Instant, "收到的时刻")];
    NotForwarded "not-forwarded" "这个环节以转报结束" OF_SCOPE;
    NothingToForward "nothing-to-forward" "没有写转报" OF_SCOPE;
    NoOpinion "no-opinion" "转报没有写初步审查意见" OF_SCOPE;
    ForwardedAlready "forwarded-already" "已经转报，不得再要申请人交材料" OF_SCOPE;
    NothingToRecall "nothing-to-recall" "没有可以收回的" OF_SCOPE;
    TakenUp "taken-up" "接手的已经开始办，不能收回" OF_SCOPE;
    TooMany "too-many" "超出上限" &[DataField::must("what", DataKind::Text, "哪个上限")];
}

impl Refusal {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.row().code
    }
}

impl WireRefusal {
    /// A refusal by this plan.
    #[must_use]
    pub fn of(refusal: &Refusal, engine: &Engine) -> Self {
        let (zh, en) = refusal.in_words(engine);
        let data = Writer { engine, data: Map::new() }.of_course(refusal);
        Self { code: refusal.code().to_owned(), zh, en, data }
    }
}

/// Collects `data`.
struct Writer<'e> {
    engine: &'e Engine,
    data: Map<String, Value>,
}

impl Writer<'_> {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }

    fn scope(self, at: ScopeIx) -> Self {
        let name = self.engine.scope_name(at).to_owned();
        self.with("scope", name)
    }

    fn node(self, field: &str, at: NodeIx) -> Self {
        let name = self.engine.node_name(at).to_owned();
        self.with(field, name)
    }

    fn moment(self, field: &str, at: Instant) -> Self {
        let text = at.format(self.engine.plan().calendar.utc_offset_minutes);
        self.with(field, text)
    }

    fn voices(self, field: &str, who: &[Voice]) -> Self {
        let names: Vec<&str> = who.iter().map(|who| self.engine.voice_name(*who)).collect();
        let names = json!(names);
        self.with(field, names)
    }

    /// Refusals about the course of a case.
    fn of_course(self, refusal: &Refusal) -> Map<String, Value> {
        let engine = self.engine;
        match refusal {
            Refusal::OtherPlan
            | Refusal::NotSubmitted
            | Refusal::AlreadySubmitted
            | Refusal::CaseEnded
            | Refusal::AlreadyAccepted
            | Refusal::NotAMigration
            | Refusal::OnPlanAlready => self,
            Refusal::NeedsPlan { plan } => self.with("plan", format!("sha256:{}", hex(plan))),
            Refusal::CannotMigrate { why } => {
                let offset = engine.plan().calendar.utc_offset_minutes;
                let why: Vec<WireReason> = why.iter().map(|why| of_obstacle(why, offset)).collect();
                self.with("why", json!(why))
            }
            Refusal::ConsentNeeded { worse } => {
                let offset = engine.plan().calendar.utc_offset_minutes;
                let why: Vec<WireReason> = worse.iter().map(|worse| of_worse(worse, offset)).collect();
                self.with("why", json!(why))
            }
            Refusal::ClockBack { last } => self.moment("last", *last),
            Refusal::BadAnswer(at) | Refusal::NotAsked(at) => {
                self.with("question", engine.question_name(*at))
            }
            Refusal::AnswerCount { expected, given } => {
                self.with("expected", *expected).with("given", *given)
            }
            Refusal::JoinCannotStart(at) => self.node("node", *at),
            Refusal::WrongTarget(at)
            | Refusal::NotApplicable(at)
            | Refusal::NotStarted(at)
            | Refusal::AlreadyEnded(at)
            | Refusal::AwaitingCorrection(at)
            | Refusal::AskedTwice(at)
            | Refusal::NoCorrection(at)
            | Refusal::NothingToCorrect(at)
            | Refusal::NoRework(at)
            | Refusal::AwaitingRectification(at)
            | Refusal::NothingToRectify(at)
            | Refusal::Reworked(at) => self.scope(*at),
            Refusal::Blocked { scope, by } => self.scope(*scope).node("by", *by),
            Refusal::AskedLate { scope, until } => self.scope(*scope).moment("until", *until),
            Refusal::NotOwed(at) | Refusal::NoLongerOwed(at) => {
                self.with("material", engine.material_name(*at))
            }
            Refusal::TooMany { what } => self.with("what", what.as_str()),
            Refusal::Calendar(error) => self.calendar(error),
            other => self.of_clocks(other),
        }
        .data
    }

    fn calendar(self, error: &CalendarError) -> Self {
        match error {
            CalendarError::OutOfData { year, first, last } => {
                self.with("year", *year).with("first", first.to_string()).with("last", last.to_string())
            }
            CalendarError::Invalid(why) => self.with("invalid", why.as_str()),
        }
    }

    /// Refusals about 特别程序, 中止 and 延期.
    fn of_clocks(self, refusal: &Refusal) -> Self {
        let engine = self.engine;
        match refusal {
            Refusal::ProcedurePlanned(at) => self.with("procedure", engine.procedure_name(*at)),
            Refusal::ProcedureElsewhere { scope, procedure }
            | Refusal::ProcedureOpen { scope, procedure }
            | Refusal::NoProcedure { scope, procedure } => {
                self.scope(*scope).with("procedure", engine.procedure_name(*procedure))
            }
            Refusal::Suspended(at)
            | Refusal::NotSuspended(at)
            | Refusal::NoBasis(at)
            | Refusal::NotExtensible(at)
            | Refusal::ExtendedAlready(at)
            | Refusal::ExtendedLate(at) => self.scope(*at),
            Refusal::ExtendedTooFar { scope, most } => self.scope(*scope).with("most", span(*most)),
            Refusal::WrongAuthority { scope, needed } => self.scope(*scope).with("approver", needed.as_str()),
            other => self.of_hands(other),
        }
    }

    /// Refusals about who acts.
    fn of_hands(self, refusal: &Refusal) -> Self {
        let engine = self.engine;
        match refusal {
            Refusal::NobodySpeaks(at)
            | Refusal::WhoSpeaks(at)
            | Refusal::NoSeat(at)
            | Refusal::SeatTaken(at)
            | Refusal::SpokenAlready(at)
            | Refusal::NotAskedToSpeak(at)
            | Refusal::TooFewSigners(at)
            | Refusal::NothingBefore(at)
            | Refusal::BehindJoint(at)
            | Refusal::ApplicantOnly(at)
            | Refusal::NotEnded(at)
            | Refusal::RatedAlready(at)
            | Refusal::NotRated(at)
            | Refusal::NothingToAnswer(at)
            | Refusal::AnsweredAlready(at)
            | Refusal::NoReason(at)
            | Refusal::NotDiscussed(at)
            | Refusal::NothingToDiscuss(at)
            | Refusal::DiscussedAlready(at)
            | Refusal::NoRecord(at)
            | Refusal::AcceptedAlready(at)
            | Refusal::NotForwarded(at)
            | Refusal::NothingToForward(at)
            | Refusal::NoOpinion(at)
            | Refusal::ForwardedAlready(at)
            | Refusal::NothingToRecall(at)
            | Refusal::TakenUp(at) => self.scope(*at),
            Refusal::NotOnSpot { scope, received } => self.scope(*scope).moment("received", *received),
            Refusal::NotYourTurn { scope, first } => {
                self.scope(*scope).with("first", engine.voice_name(*first))
            }
            Refusal::NotHeard { scope, have, needed, missing, silent } => self
                .scope(*scope)
                .with("have", *have)
                .with("needed", *needed)
                .voices("missing", missing)
                .voices("silent", silent),
            Refusal::NotAllowed { scope, what } => self.scope(*scope).with("what", what.word()),
            Refusal::NotAuthorised { who, scope, power, why } => self
                .scope(*scope)
                .with("who", who.as_str())
                .with("power", power.word())
                .with("why", why.code()),
            _ => self,
        }
    }
}

/// An amount of time as an object.
fn span(span: Span) -> Value {
    json!({ "amount": span.amount, "unit": span.unit.zh(), "roll": span.roll.zh() })
}
