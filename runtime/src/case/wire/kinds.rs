//! The kinds of events, once: what the reader of wire events, the JSON Schema and the book know about each of them.
//! A new kind is one row and its name here, one arm in `write.rs`, and what it does in the step.

use super::{DataField, DataKind, WireError, WireEvent};
use crate::case::{Engine, EventKind};
use crate::plan::ScopeIx;
use crate::time::Instant;

/// What `node` of an event names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing: the event speaks of the whole case.
    Case,
    /// An item.
    Item,
    /// An item; empty for the whole case.
    ItemOrCase,
    /// An item, a joint action or a step; `统一出件`, or empty, for delivery.
    Ending,
    /// A joint action or a step.
    Work,
    /// An item or a step.
    Desk,
    /// An item, a joint action or a step; empty for the whole case.
    Anything,
    /// A material; or it stands in `data.material`.
    Material,
}

impl Target {
    /// In words, Chinese; empty if the event names nothing.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Case => "",
            Self::Item => "事项",
            Self::ItemOrCase => "事项；空着是整件事",
            Self::Ending => "事项、联合、`事项·环节`、`统一出件`",
            Self::Work => "联合行动或 `事项·环节`",
            Self::Desk => "事项或 `事项·环节`",
            Self::Anything => "事项、联合、`事项·环节`；空着是整件事",
            Self::Material => "材料，或写在 `data.material`",
        }
    }

    /// Whether an event of the kind cannot do without a name.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Item | Self::Work | Self::Desk)
    }
}

/// How an event of a kind is read once its fields have been looked at.
pub(super) type Read = fn(&WireEvent, &Engine, Instant) -> Result<EventKind, WireError>;

/// One kind of event.
#[derive(Clone, Copy, Debug)]
pub struct KindRow {
    /// Chinese name, the one that is written.
    pub zh: &'static str,
    /// English alias, read as well.
    pub en: &'static str,
    /// What it says, Chinese.
    pub about: &'static str,
    /// What `node` names.
    pub node: Target,
    /// What `data` holds.
    pub data: &'static [DataField],
    pub(super) read: Read,
}

impl EventKind {
    /// The Chinese name of its kind.
    #[must_use]
    pub const fn zh(&self) -> &'static str {
        match self {
            Self::Submit { .. } => "提交",
            Self::Accept => "受理",
            Self::Reject { .. } => "不予受理",
            Self::AskCorrection { .. } => "要求补正",
            Self::Correct { .. } => "补正",
            Self::Supply { .. } => "补交",
            Self::Finish { .. } => "办结",
            Self::Refuse { .. } => "不予",
            Self::Fail { .. } => "不合格",
            Self::Rectify { .. } => "整改",
            Self::BeginProcedure { .. } => "启动",
            Self::EndProcedure { .. } => "结束",
            Self::Extend { .. } => "延期",
            Self::Suspend { .. } => "中止",
            Self::Resume { .. } => "恢复",
            Self::Withdraw => "撤回",
            Self::Terminate { .. } => "终止",
            Self::Tick => "时间到",
            Self::Expire => "期满",
            Self::Attend { .. } => "到场",
            Self::Absent { .. } => "缺席",
            Self::Opinion { consent: true, .. } => "同意",
            Self::Opinion { .. } => "不同意",
            Self::HandOver => "转交",
            Self::Reassign { instead: true, .. } => "转办",
            Self::Reassign { .. } => "委派",
            Self::Signer { add: true, .. } => "加签",
            Self::Signer { .. } => "减签",
            Self::SendBack { .. } => "退回",
            Self::Urge { .. } => "催办",
            Self::Inform { .. } => "抄送",
            Self::Rate { .. } => "评价",
            Self::CallBack { .. } => "回访",
            Self::Remedied { .. } => "整改完成",
            Self::ExcludeRating { .. } => "不计入",
            Self::Revoke { .. } => "撤销",
            Self::WithdrawItem { .. } => "撤回",
            Self::Migrate { .. } => "版本升级",
            Self::Discuss { .. } => "集体讨论",
            Self::NotRequired { .. } => "不受理",
            Self::Decline { .. } => "不予受理",
            Self::CorrectOnSpot { .. } => "当场更正",
            Self::RevokeAcceptance { .. } => "撤销受理",
            Self::Forward { .. } => "转报",
            Self::Recall { .. } => "收回",
        }
    }
}

/// The kind with this Chinese or English name.
#[must_use]
pub fn kind_called(name: &str) -> Option<&'static KindRow> {
    KINDS.iter().find(|row| row.zh == name || row.en == name)
}

const fn note(zh: &'static str) -> DataField {
    DataField::may("note", DataKind::Text, zh)
}

const REASON: &[DataField] = &[note("理由")];
const ANSWERS: &[DataField] =
    &[DataField::may("answers", DataKind::Answers, "每个问题一个回答：文字、数、真假，多选是名称的列表")];
const MATERIAL: &[DataField] = &[DataField::may("material", DataKind::Name, "哪份材料")];
const PROCEDURE: DataField = DataField::must("procedure", DataKind::Name, "哪个特别程序");
const PROCEDURE_OF: DataField =
    DataField::may("of", DataKind::Name, "有同名的特别程序时，它写在哪个事项、阶段或整件事里");
const EXTENSION: &[DataField] = &[
    DataField::must("amount", DataKind::Whole, "延长多少"),
    DataField::may("unit", DataKind::Text, "单位，不写就是时限的单位"),
    DataField::may("roll", DataKind::Text, "遇休息日：`不顺延`（不写也是）、`顺延`、`提前`、`逢长假顺延`"),
    note("理由"),
];
const PARTY: &[DataField] = &[DataField::must("to", DataKind::Party, "给谁：部门、角色或人")];
const SIGNER: &[DataField] = &[DataField::must("to", DataKind::Party, "谁：部门或角色")];
const BACK: &[DataField] = &[
    DataField::may(
        "to",
        DataKind::Name,
        "退到哪个环节，`事项·环节` 或同一事项的 `环节`；不写是前一个；`申请人` 是要求补正",
    ),
    note("理由"),
];

const fn row(
    (zh, en): (&'static str, &'static str),
    about: &'static str,
    node: Target,
    data: &'static [DataField],
    read: Read,
) -> KindRow {
    KindRow { zh, en, about, node, data, read }
}

/// Every kind of event.
pub const KINDS: &[KindRow] = &[
    row(("提交", "submit"), "收件；回答从此固定", Target::Case, ANSWERS, |wire, engine, at| {
        Ok(EventKind::Submit { answers: wire.answers(engine, at)? })
    }),
    row(("受理", "accept"), "在受理时限内受理", Target::Case, &[], |_, _, _| Ok(EventKind::Accept)),
    row(
        ("不予受理", "reject"),
        "不予受理整件事，或一个还没有受理的事项",
        Target::ItemOrCase,
        DECLINED,
        |wire, engine, _| {
            let (scope, note, to) = (wire.scope(engine)?, wire.note()?, wire.place()?);
            Ok(match (scope, to.is_empty()) {
                (ScopeIx(0), true) => EventKind::Reject { note },
                _ => EventKind::Decline { scope, note, to },
            })
        },
    ),
    row(
        ("要求补正", "ask_correction"),
        "一次告知要补什么",
        Target::ItemOrCase,
        CORRECTION,
        |wire, engine, _| Ok(EventKind::AskCorrection { scope: wire.scope(engine)?, note: wire.note()? }),
    ),
    row(("补正", "correct"), "要补的最后一份到了", Target::ItemOrCase, &[], |wire, engine, _| {
        Ok(EventKind::Correct { scope: wire.scope(engine)? })
    }),
    row(("补交", "supply"), "容缺的材料到了", Target::Material, MATERIAL, |wire, engine, _| {
        Ok(EventKind::Supply { material: wire.material(engine)? })
    }),
    row(("办结", "finish"), "准予、办完、送达", Target::Ending, &[], |wire, engine, _| {
        Ok(EventKind::Finish { scope: wire.scope(engine)? })
    }),
    row(("不予", "refuse"), "不予", Target::Item, WHY, |wire, engine, _| {
        Ok(EventKind::Refuse { scope: wire.scope(engine)?, note: wire.note()? })
    }),
    row(("不合格", "fail"), "要整改", Target::Work, REASON, |wire, engine, _| {
        Ok(EventKind::Fail { scope: wire.scope(engine)?, note: wire.note()? })
    }),
    row(("整改", "rectify"), "整改完了", Target::Work, &[], |wire, engine, _| {
        Ok(EventKind::Rectify { scope: wire.scope(engine)? })
    }),
    row(("启动", "begin_procedure"), "特别程序开始", Target::Item, BEGIN, |wire, engine, _| {
        let scope = wire.scope(engine)?;
        Ok(EventKind::BeginProcedure { procedure: wire.procedure(engine, scope)?, scope, note: wire.note()? })
    }),
    row(("结束", "end_procedure"), "特别程序结束", Target::Item, END, |wire, engine, _| {
        let scope = wire.scope(engine)?;
        Ok(EventKind::EndProcedure { procedure: wire.procedure(engine, scope)?, scope })
    }),
    row(
        ("延期", "extend"),
        "延长时限；`actor.role` 是批准的人",
        Target::ItemOrCase,
        EXTENSION,
        |wire, engine, _| {
            let scope = wire.scope(engine)?;
            Ok(EventKind::Extend { scope, by: wire.extension(engine, scope)?, note: wire.note()? })
        },
    ),
    row(("中止", "suspend"), "时限都停下", Target::ItemOrCase, BASIS, |wire, engine, _| {
        Ok(EventKind::Suspend { scope: wire.scope(engine)?, basis: wire.note()? })
    }),
    row(("恢复", "resume"), "中止结束", Target::ItemOrCase, &[], |wire, engine, _| {
        Ok(EventKind::Resume { scope: wire.scope(engine)? })
    }),
    row(
        ("撤回", "withdraw"),
        "申请人撤回整件事，或一个还没有决定的事项",
        Target::ItemOrCase,
        &[],
        |wire, engine, _| {
            Ok(match wire.scope(engine)? {
                ScopeIx(0) => EventKind::Withdraw,
                scope => EventKind::WithdrawItem { scope },
            })
        },
    ),
    row(("终止", "terminate"), "机关终止", Target::Case, REASON, |wire, _, _| {
        Ok(EventKind::Terminate { note: wire.note()? })
    }),
    row(("时间到", "tick"), "只是时间过去了", Target::Case, &[], |_, _, _| Ok(EventKind::Tick)),
    row(
        ("期满", "expire"),
        "这一刻已过：恰在此刻到期的时限也算到期",
        Target::Case,
        &[],
        |_, _, _| Ok(EventKind::Expire),
    ),
    row(("到场", "attend"), "`actor` 到场", Target::Work, &[], |wire, engine, _| {
        Ok(EventKind::Attend { scope: wire.scope(engine)? })
    }),
    row(("缺席", "absent"), "`actor` 缺席", Target::Work, &[], |wire, engine, _| {
        Ok(EventKind::Absent { scope: wire.scope(engine)? })
    }),
    row(("同意", "consent"), "`actor` 的意见或签字", Target::Work, REASON, |wire, engine, _| {
        Ok(EventKind::Opinion { scope: wire.scope(engine)?, consent: true, note: wire.note()? })
    }),
    row(("不同意", "dissent"), "`actor` 的意见", Target::Work, REASON, |wire, engine, _| {
        Ok(EventKind::Opinion { scope: wire.scope(engine)?, consent: false, note: wire.note()? })
    }),
    row(("转交", "hand_over"), "后台收到了", Target::Case, &[], |_, _, _| Ok(EventKind::HandOver)),
    row(("转办", "reassign"), "改由别人办", Target::Desk, PARTY, |wire, engine, _| {
        Ok(EventKind::Reassign { scope: wire.scope(engine)?, to: wire.party(engine)?, instead: true })
    }),
    row(("委派", "entrust"), "别人也可以办", Target::Desk, PARTY, |wire, engine, _| {
        Ok(EventKind::Reassign { scope: wire.scope(engine)?, to: wire.party(engine)?, instead: false })
    }),
    row(("加签", "add_signer"), "多一个签字的", Target::Work, SIGNER, |wire, engine, _| {
        Ok(EventKind::Signer { scope: wire.scope(engine)?, who: wire.voice(engine)?, add: true })
    }),
    row(("减签", "remove_signer"), "少一个签字的", Target::Work, SIGNER, |wire, engine, _| {
        Ok(EventKind::Signer { scope: wire.scope(engine)?, who: wire.voice(engine)?, add: false })
    }),
    row(
        ("退回", "send_back"),
        "退到前面的环节；退到 `申请人` 就是要求补正",
        Target::Desk,
        BACK,
        |wire, engine, _| {
            let (scope, note) = (wire.scope(engine)?, wire.note()?);
            if wire.is_to_applicant() {
                return Ok(EventKind::AskCorrection { scope: engine.item_around(scope), note });
            }
            Ok(EventKind::SendBack { scope, to: wire.step_to(engine)?, note })
        },
    ),
    row(("催办", "urge"), "催办，只作记录", Target::Anything, &[], |wire, engine, _| {
        Ok(EventKind::Urge { scope: wire.scope(engine)? })
    }),
    row(("抄送", "inform"), "抄送，只作记录", Target::Anything, PARTY, |wire, engine, _| {
        Ok(EventKind::Inform { scope: wire.scope(engine)?, to: wire.party(engine)? })
    }),
    row(
        ("评价", "rate"),
        "申请人评价，一次一评",
        Target::ItemOrCase,
        RATING,
        |wire, engine, _| {
            Ok(EventKind::Rate { scope: wire.scope(engine)?, score: wire.score()?, note: wire.note()? })
        },
    ),
    row(
        ("回访", "call_back"),
        "差评以后联系了申请人",
        Target::ItemOrCase,
        NOTE,
        |wire, engine, _| Ok(EventKind::CallBack { scope: wire.scope(engine)?, note: wire.note()? }),
    ),
    row(
        ("整改完成", "remedied"),
        "差评说的事已经整改、答复",
        Target::ItemOrCase,
        NOTE,
        |wire, engine, _| Ok(EventKind::Remedied { scope: wire.scope(engine)?, note: wire.note()? }),
    ),
    row(
        ("不计入", "exclude_rating"),
        "恶意或者误点的评价不计入",
        Target::ItemOrCase,
        MUST_REASON,
        |wire, engine, _| Ok(EventKind::ExcludeRating { scope: wire.scope(engine)?, reason: wire.note()? }),
    ),
    row(("撤销", "revoke"), "撤销已经作出的决定", Target::Item, MUST_REASON, |wire, engine, _| {
        Ok(EventKind::Revoke { scope: wire.scope(engine)?, reason: wire.note()? })
    }),
    row(
        ("版本升级", "migrate"),
        "换到另一个方案",
        Target::Case,
        super::migrate::MIGRATE,
        |wire, engine, _| wire.migrate(engine),
    ),
    row(
        ("集体讨论", "discuss"),
        "签署、决定以前集体讨论过",
        Target::Desk,
        MINUTES,
        |wire, engine, _| Ok(EventKind::Discuss { scope: wire.scope(engine)?, record: wire.note()? }),
    ),
    row(
        ("不受理", "not_required"),
        "依法不需要许可：整件事，或一个还没有受理的事项",
        Target::ItemOrCase,
        WHY,
        |wire, engine, _| Ok(EventKind::NotRequired { scope: wire.scope(engine)?, note: wire.note()? }),
    ),
    row(
        ("当场更正", "correct_on_spot"),
        "收到当天当场更正，不算补正",
        Target::ItemOrCase,
        NOTE,
        |wire, engine, _| Ok(EventKind::CorrectOnSpot { scope: wire.scope(engine)?, note: wire.note()? }),
    ),
    row(
        ("撤销受理", "revoke_acceptance"),
        "撤销对一个事项的受理",
        Target::Item,
        MUST_REASON,
        |wire, engine, _| {
            Ok(EventKind::RevokeAcceptance { scope: wire.scope(engine)?, reason: wire.note()? })
        },
    ),
    row(
        ("转报", "forward"),
        "连同审查意见报送上级机关",
        Target::Work,
        OPINION,
        |wire, engine, _| Ok(EventKind::Forward { scope: wire.scope(engine)?, opinion: wire.note()? }),
    ),
    row(
        ("收回", "recall"),
        "对方还没有开始办，收回转办、委派；不写是收回转交",
        Target::Anything,
        &[],
        |wire, engine, _| Ok(EventKind::Recall { scope: wire.scope(engine)? }),
    ),
];

const DECLINED: &[DataField] =
    &[note("理由，必须写"), DataField::may("to", DataKind::Text, "该向哪个机关申请")];
const OPINION: &[DataField] = &[note("初步审查意见，必须写")];
const MINUTES: &[DataField] = &[note("纪要编号，必须写")];

/// The step refuses an empty one (行政许可法 38, 72).
const WHY: &[DataField] = &[note("理由，必须写")];
const CORRECTION: &[DataField] = &[note("要补什么")];
const BEGIN: &[DataField] = &[PROCEDURE, PROCEDURE_OF, note("理由")];
const END: &[DataField] = &[PROCEDURE, PROCEDURE_OF];
const BASIS: &[DataField] = &[note("依据，必须写")];
const RATING: &[DataField] = &[
    DataField::must(
        "rating",
        DataKind::Text,
        "`非常满意`、`满意`、`基本满意`、`不满意`、`非常不满意`（`very_satisfied`、`satisfied`、`fairly_satisfied`、`dissatisfied`、`very_dissatisfied`）",
    ),
    note("申请人的话"),
];
const NOTE: &[DataField] = &[note("说明")];
const MUST_REASON: &[DataField] = &[note("理由，必须写")];
