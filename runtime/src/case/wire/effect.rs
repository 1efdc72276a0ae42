//! Effects as hosts read them: names instead of indices.

use super::field::{DataField, DataKind};
use super::words::Words;
use crate::case::{About, Effect, EffectKind, Engine, Paper};
use crate::plan::{LimitIx, ProcedureIx, ScopeIx};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// One effect, by names. What does not concern it is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireEffect {
    /// When it takes effect; RFC 3339 with offset. May be earlier than the event that brought it to light (rule T8).
    pub at: String,
    /// What it is, Chinese: `时限开始`.
    pub kind: String,
    /// The same as a stable code: `limit-opened`.
    pub code: String,
    /// Node of the plan: `食品经营许可·决定`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// The item, joint action, step, stage or bundle that it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The limit: `食品经营许可 承诺时限`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// The material, without 《》.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
    /// What else there is to say ([`EffectRow::data`]).
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// What an effect of a kind names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The case.
    Case,
    /// `node` and its `scope`.
    Node,
    /// `scope`.
    Scope,
    /// `limit` and its `scope`.
    Limit,
    /// `material`.
    Material,
}

impl Subject {
    /// The fields that are there.
    #[must_use]
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Case => &[],
            Self::Node => &["node", "scope"],
            Self::Scope => &["scope"],
            Self::Limit => &["limit", "scope"],
            Self::Material => &["material"],
        }
    }
}

/// One kind of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffectRow {
    /// Stable code.
    pub code: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// What it says, Chinese.
    pub about: &'static str,
    /// What it names.
    pub subject: Subject,
    /// What `data` holds.
    pub data: &'static [DataField],
}

const fn row(
    (code, zh): (&'static str, &'static str),
    about: &'static str,
    subject: Subject,
    data: &'static [DataField],
) -> EffectRow {
    EffectRow { code, zh, about, subject, data }
}

const DUE: DataField = DataField::must("due", DataKind::Instant, "到期的时刻");
const OF: DataField = DataField::must("limit_kind", DataKind::LIMIT, "哪种时限");
const LEVEL: DataField = DataField::must("level", DataKind::LEVEL, "升到哪一级");
const PROCEDURE: DataField = DataField::must("procedure", DataKind::Name, "特别程序");
const BY: DataField = DataField::must("by", DataKind::Whole, "延长多少，单位是时限的");
const OUTCOME: DataField = DataField::must("outcome", DataKind::OUTCOME, "结果");
const WHO: DataField = DataField::must("who", DataKind::Party, "谁");
const SAYS: DataField = DataField::must("said", DataKind::SAYS, "怎样表态");
const RATING: DataField = DataField::must("rating", DataKind::RATING, "满意度");
const PAPER: DataField = DataField::must("paper", DataKind::PAPER, "哪种文书");
const PAPER_NUMBER: DataField = DataField::must("number", DataKind::Whole, "办件里的第几份");
const PRODUCT: DataField = DataField::may("product", DataKind::Name, "证照的名称");
const MAYBE_PROCEDURE: DataField = DataField::may("procedure", DataKind::Name, "特别程序");
const WHOSE: DataField = DataField::must("whose", DataKind::WHOSE, "谁没有答复");
const MEANS: DataField = DataField::must("means", DataKind::Text, "意味着什么：视为受理、视为撤回……");
const GROUND: DataField = DataField::must("ground", DataKind::GROUND, "时限里写明的，还是辖区规则定的");
const DEEMED: DataField = DataField::must("deemed", DataKind::Flag, "逾期不告知而视为受理");

/// Every kind of effect: variant, code, name, meaning, what it names, data.
macro_rules! effects {
    ($($variant:ident $code:literal $zh:literal $about:literal $subject:ident $data:expr;)*) => {
        /// Every kind of effect.
        pub const EFFECTS: &[EffectRow] = &[$(row(($code, $zh), $about, Subject::$subject, $data)),*];

        impl EffectKind {
            /// What is known of its kind.
            #[must_use]
            pub const fn row(&self) -> &'static EffectRow {
                match self {
                    $(Self::$variant { .. } => const { &row(($code, $zh), $about, Subject::$subject, $data) }),*
                }
            }
        }
    };
}

effects! {
    Received "received" "收件" "收到申请" Case &[];
    Accepted "accepted" "受理" "整件事受理" Case &[DEEMED];
    Started "started" "开始" "环节、联合、决定等开始" Node &[];
    Ended "ended" "完成" "环节、联合、决定等办完" Node &[];
    Failed "failed" "不合格" "联合、环节或复核不合格" Node &[];
    Refused "refused" "不予" "不予" Scope &[];
    Cancelled "cancelled" "取消" "不再办" Scope &[];
    Revoked "revoked" "撤销受理" "容缺的材料没有到" Scope &[];
    CorrectionAsked "correction-asked" "要求补正" "要求补正" Scope &[];
    Corrected "corrected" "补正" "要补的都到了" Scope &[];
    Supplied "supplied" "补交" "容缺的材料到了" Material &[];
    LimitOpened "limit-opened" "时限开始" "时限开始" Limit &[OF, DUE];
    LimitMoved "limit-moved" "时限移动" "停钟或延期移动了到期日" Limit &[OF, DUE];
    LevelRaised "level-raised" "等级上升" "预警等级上升" Limit &[OF, LEVEL];
    ProcedureBegun "procedure-begun" "特别程序开始" "特别程序开始" Scope &[PROCEDURE];
    ProcedureEnded "procedure-ended" "特别程序结束" "特别程序结束" Scope &[PROCEDURE];
    ProcedureLevel "procedure-level" "特别程序等级上升" "特别程序自己的时限" Scope &[PROCEDURE, LEVEL];
    Suspended "suspended" "中止" "中止" Scope &[];
    Resumed "resumed" "恢复" "恢复" Scope &[];
    LimitExtended "limit-extended" "延期" "时限延长" Limit &[OF, BY];
    Deemed "deemed" "期满生效" "期满没有答复，视为……" Limit &[OF, WHOSE, MEANS, GROUND];
    CaseEnded "case-ended" "办件结束" "办结、不予、撤回等" Case &[OUTCOME];
    Said "said" "表态" "到场、缺席、同意、不同意" Node &[WHO, SAYS];
    Reassigned "reassigned" "转办或委派" "转办或委派" Node &[];
    SignersChanged "signers-changed" "加签或减签" "加签或减签" Node &[];
    SentBack "sent-back" "退回" "退回到这里" Node &[];
    Urged "urged" "催办" "催办" Node &[];
    Informed "informed" "抄送" "抄送" Node &[];
    Rated "rated" "评价" "好差评" Scope &[RATING];
    CalledBack "called-back" "回访" "差评以后联系了申请人" Scope &[];
    Remedied "remedied" "整改完成" "差评说的事已经整改、答复" Scope &[];
    Migrated "migrated" "版本升级" "换到了另一个方案；以后的效果按新方案" Case &[];
    RatingExcluded "rating-excluded" "评价不计入" "恶意或者误点的评价" Scope &[];
    Issued "issued" "出具文书" "受理通知书、决定书、证照等" Scope &[PAPER, PAPER_NUMBER, PRODUCT, MAYBE_PROCEDURE];
    NotTold "not-told" "没有书面告知" "停时的特别程序开始，所需时间没有书面告知" Scope &[PROCEDURE];
    Rescinded "rescinded" "撤销" "已经作出的决定撤销了" Scope &[];
    GroundLost "ground-lost" "依据撤销" "已经准予的，所依据的决定撤销了：撤不撤由它的部门决定" Scope &[];
    Withdrawn "withdrawn" "撤回" "申请人撤回，或视为撤回" Scope &[];
    Discussed "discussed" "集体讨论" "集体讨论过了" Node &[];
    Declined "declined" "不予受理" "不予受理一个事项" Scope &[];
    NotRequired "not-required" "不受理" "依法不需要许可" Scope &[];
    CorrectedOnSpot "corrected-on-spot" "当场更正" "当场更正，什么都不动" Scope &[];
    Forwarded "forwarded" "转报" "连同审查意见报送上级机关" Node &[];
    Recalled "recalled" "收回" "转交、转办、委派收回来了" Node &[];
}

impl WireEffect {
    /// What an event did, in order. Behind [`EffectKind::Migrated`] effects speak of the plan that the case is on then.
    #[must_use]
    pub fn all(effects: &[Effect], engine: &Engine, then: &Engine) -> Vec<Self> {
        let mut speaks_of = engine;
        let of = |effect: &Effect| {
            if effect.kind == EffectKind::Migrated {
                speaks_of = then;
            }
            Self::of(effect, speaks_of)
        };
        effects.iter().map(of).collect()
    }

    /// An effect of a case of this plan.
    #[must_use]
    pub fn of(effect: &Effect, engine: &Engine) -> Self {
        let writer = Writer { engine };
        let mut wire = writer.write(&effect.kind);
        wire.at = writer.moment(effect.at);
        let row = effect.kind.row();
        row.code.clone_into(&mut wire.code);
        row.zh.clone_into(&mut wire.kind);
        wire
    }
}

/// Writes the parts that differ from kind to kind.
struct Writer<'e> {
    engine: &'e Engine,
}

impl Writer<'_> {
    fn moment(&self, at: Instant) -> String {
        at.format(self.engine.plan().calendar.utc_offset_minutes)
    }

    fn write(&self, kind: &EffectKind) -> WireEffect {
        match kind {
            EffectKind::Received | EffectKind::Migrated => WireEffect::default(),
            EffectKind::Accepted { deemed } => WireEffect::default().with("deemed", *deemed),
            EffectKind::CaseEnded(outcome) => WireEffect::default().with("outcome", outcome.zh()),
            EffectKind::Started(node)
            | EffectKind::Ended(node)
            | EffectKind::Failed(node)
            | EffectKind::Reassigned(node)
            | EffectKind::SignersChanged(node)
            | EffectKind::SentBack(node)
            | EffectKind::Urged(node)
            | EffectKind::Informed(node)
            | EffectKind::Discussed(node)
            | EffectKind::Forwarded(node)
            | EffectKind::Recalled(node) => self.node(*node),
            EffectKind::Said { node, who, what } => {
                let who =
                    self.engine.wire_voice(*who).unwrap_or_else(|_| json!(self.engine.voice_name(*who)));
                self.node(*node).with("who", who).with("said", what.zh())
            }
            EffectKind::Refused(scope)
            | EffectKind::Cancelled(scope)
            | EffectKind::Revoked(scope)
            | EffectKind::CorrectionAsked(scope)
            | EffectKind::Corrected(scope)
            | EffectKind::Suspended(scope)
            | EffectKind::Resumed(scope)
            | EffectKind::CalledBack(scope)
            | EffectKind::Remedied(scope)
            | EffectKind::RatingExcluded(scope)
            | EffectKind::Rescinded(scope)
            | EffectKind::GroundLost(scope)
            | EffectKind::Withdrawn(scope)
            | EffectKind::Declined(scope)
            | EffectKind::NotRequired(scope)
            | EffectKind::CorrectedOnSpot(scope) => self.scope(*scope),
            EffectKind::Rated { scope, score } => self.scope(*scope).with("rating", score.zh()),
            EffectKind::Supplied(material) => WireEffect {
                material: Some(self.engine.material_name(*material).to_owned()),
                ..WireEffect::default()
            },
            EffectKind::LimitOpened { limit, due } | EffectKind::LimitMoved { limit, due } => {
                self.limit(*limit).with("due", self.moment(*due))
            }
            EffectKind::LevelRaised { limit, level } => self.limit(*limit).with("level", level.zh()),
            EffectKind::LimitExtended { limit, by } => self.limit(*limit).with("by", *by),
            EffectKind::Deemed { limit, scope, whose, means, ground } => {
                let wire = WireEffect { scope: self.scope(*scope).scope, ..self.limit(*limit) };
                let means = means.word().unwrap_or_default();
                wire.with("whose", whose.zh()).with("means", means).with("ground", ground.zh())
            }
            EffectKind::Issued(paper) => self.paper(*paper),
            EffectKind::NotTold { procedure, scope }
            | EffectKind::ProcedureBegun { procedure, scope }
            | EffectKind::ProcedureEnded { procedure, scope } => self.procedure(*procedure, *scope),
            EffectKind::ProcedureLevel { procedure, scope, level } => {
                self.procedure(*procedure, *scope).with("level", level.zh())
            }
        }
    }

    fn node(&self, at: crate::plan::NodeIx) -> WireEffect {
        let scope = self.engine.plan().nodes.get(at.index()).map_or(ScopeIx(0), |node| node.scope);
        WireEffect { node: Some(self.engine.node_name(at).to_owned()), ..self.scope(scope) }
    }

    fn scope(&self, at: ScopeIx) -> WireEffect {
        WireEffect { scope: Some(self.engine.scope_name(at).to_owned()), ..WireEffect::default() }
    }

    fn limit(&self, at: LimitIx) -> WireEffect {
        let spec = self.engine.plan().limits.get(at.index());
        let scope = spec.map_or(ScopeIx(0), |limit| limit.scope);
        let kind = spec.map_or("?", |limit| limit.kind.zh());
        WireEffect { limit: Some(self.engine.limit_name(at)), ..self.scope(scope) }.with("limit_kind", kind)
    }

    fn paper(&self, paper: Paper) -> WireEffect {
        let wire = self.scope(paper.scope).with("paper", paper.kind.word()).with("number", paper.number);
        match paper.about {
            About::Product(at) => wire.with("product", self.engine.material_name(at)),
            About::Procedure(at) => wire.with("procedure", self.engine.procedure_name(at)),
            About::None | About::Lapse(_) => wire,
        }
    }

    fn procedure(&self, at: ProcedureIx, scope: ScopeIx) -> WireEffect {
        self.scope(scope).with("procedure", self.engine.procedure_name(at))
    }
}

impl WireEffect {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.insert(name.to_owned(), value.into());
        self
    }
}
