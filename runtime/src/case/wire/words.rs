//! The words of the enums that leave the runtime: Chinese, as it is written, and an English one that is read as well.

use super::{WireError, error};
use crate::case::{
    CaseOutcome, CaseStatus, Level, LimitPhase, PaperKind, Phase, Renamed, Says, ScopeOutcome, Score,
};
use crate::plan::{Ground, LimitKind, NodeKind, ScopeKind, Whose};
use crate::time::{Roll, Unit};

/// A value that is written as a word.
pub trait Words: Copy + Sized + 'static {
    /// Every value with its Chinese and its English word.
    const ALL: &'static [(Self, &'static str, &'static str)];
    /// The Chinese words, in the same order.
    const ZH: &'static [&'static str];

    /// The Chinese word.
    fn zh(self) -> &'static str;

    /// The value with this Chinese or English word.
    ///
    /// # Errors
    /// [`WireError`] that lists what may be written.
    fn called(word: &str) -> Result<Self, WireError> {
        let found = Self::ALL.iter().find(|(_, zh, en)| *zh == word || *en == word);
        found.map_or_else(
            || {
                error(
                    format!("没有“{word}”，可用：{}", Self::ZH.join("、")),
                    format!("unknown word `{word}`"),
                )
            },
            |(value, ..)| Ok(*value),
        )
    }
}

/// A table for each enum; a value without a word does not compile.
macro_rules! words {
    ($($name:ident { $($value:ident $zh:literal $en:literal),* $(,)? })*) => {$(
        impl Words for $name {
            const ALL: &'static [(Self, &'static str, &'static str)] = &[$((Self::$value, $zh, $en)),*];
            const ZH: &'static [&'static str] = &[$($zh),*];

            fn zh(self) -> &'static str {
                match self {
                    $(Self::$value => $zh),*
                }
            }
        }
    )*};
}

words! {
    PaperKind {
        Receipt "收件凭证" "receipt",
        Acceptance "受理通知书" "acceptance",
        NonAcceptance "不予受理通知书" "non_acceptance",
        Correction "一次性补正告知书" "correction",
        Extension "延期通知书" "extension",
        ProcedureTime "特别程序时间告知书" "procedure_time",
        Suspension "中止通知书" "suspension",
        Resumption "恢复通知书" "resumption",
        Grant "准予决定书" "grant",
        Refusal "不予决定书" "refusal",
        Certificate "证照" "certificate",
        Revocation "撤销受理通知书" "revocation",
        Delivery "送达回证" "delivery",
        Termination "终止通知书" "termination",
        Withdrawal "撤回通知书" "withdrawal",
        Rectification "整改通知书" "rectification",
        Rescission "撤销决定书" "rescission",
        NotRequired "不受理告知书" "not_required",
    }
    Whose {
        Authority "部门" "authority",
        Applicant "申请人" "applicant",
    }
    Ground {
        Written "写明" "written",
        Profile "辖区规则" "profile",
    }
    CaseStatus {
        Draft "未提交" "draft",
        Received "收件" "received",
        Accepted "受理" "accepted",
        Decided "办结" "decided",
        Delivered "送达" "delivered",
        Rejected "不予受理" "rejected",
        Refused "不予" "refused",
        Withdrawn "撤回" "withdrawn",
        Terminated "终止" "terminated",
        NotRequired "不受理" "not_required",
    }
    CaseOutcome {
        Granted "办结" "granted",
        Partly "部分办结" "partly",
        Refused "不予" "refused",
        Rejected "不予受理" "rejected",
        Withdrawn "撤回" "withdrawn",
        Terminated "终止" "terminated",
        Rescinded "撤销" "rescinded",
        NotRequired "不受理" "not_required",
    }
    Phase {
        Waiting "未开始" "waiting",
        Early "提前交来" "early",
        Running "在办" "running",
        Correcting "待补正" "correcting",
        Done "办结" "done",
        Refused "不予" "refused",
        Cancelled "取消" "cancelled",
        Skipped "不适用" "skipped",
        Failed "不合格" "failed",
    }
    ScopeOutcome {
        Open "未决" "open",
        Granted "准予" "granted",
        Refused "不予" "refused",
        Cancelled "取消" "cancelled",
        Revoked "撤销受理" "revoked",
        Withdrawn "视为撤回" "withdrawn",
        Skipped "不适用" "skipped",
        Dropped "不再需要" "dropped",
        Rescinded "撤销" "rescinded",
        TakenBack "撤回" "taken_back",
        Declined "不予受理" "declined",
        NotRequired "不受理" "not_required",
    }
    Level {
        Normal "正常" "normal",
        Notice "预警" "notice",
        Yellow "黄牌" "yellow",
        Red "红牌" "red",
    }
    LimitPhase {
        Closed "未开始" "closed",
        Open "进行" "open",
        Met "按期" "met",
        Late "逾期" "late",
        Expired "期满生效" "expired",
        Void "不再计" "void",
    }
    LimitKind {
        Intake "受理时限" "intake",
        Statutory "法定时限" "statutory",
        Promised "承诺时限" "promised",
        Joint "联合时限" "joint",
        Step "环节时限" "step",
        Stage "阶段时限" "stage",
        Between "区间时限" "between",
        Tolerance "容缺时限" "tolerance",
        Correction "补正时限" "correction",
        Delivery "送达时限" "delivery",
        Bundle "整件时限" "bundle",
        Handover "转交时限" "handover",
        Supplement "后补时限" "supplement",
        Rectify "整改时限" "rectify",
        Recheck "复核时限" "recheck",
        CallBack "回访时限" "call_back",
        Remedy "差评整改时限" "remedy",
    }
    Renamed {
        Bundle "一件事" "bundle",
        Scope "事项" "scope",
        Material "材料" "material",
        Question "情形" "question",
        Choice "选项" "choice",
        Procedure "特别程序" "procedure",
        Department "部门" "department",
        Role "角色" "role",
    }
    Score {
        VerySatisfied "非常满意" "very_satisfied",
        Satisfied "满意" "satisfied",
        FairlySatisfied "基本满意" "fairly_satisfied",
        Dissatisfied "不满意" "dissatisfied",
        VeryDissatisfied "非常不满意" "very_dissatisfied",
    }
    ScopeKind {
        Bundle "一件事" "bundle",
        Item "事项" "item",
        Joint "联合" "joint",
        Stage "阶段" "stage",
        Step "环节" "step",
    }
    NodeKind {
        Intake "统一受理" "intake",
        Accept "事项受理" "accept",
        Joint "联合行动" "joint",
        Decide "决定" "decide",
        Await "等待补交" "await",
        Close "结案" "close",
        Deliver "出件" "deliver",
        Gate "里程碑" "gate",
        Step "环节" "step",
        Rectify "整改" "rectify",
        Recheck "复核" "recheck",
        Handover "转交" "handover",
    }
    Says {
        Present "到场" "present",
        Absent "缺席" "absent",
        Consent "同意" "consent",
        Dissent "不同意" "dissent",
    }
    Unit {
        WorkDay "工作日" "work_day",
        Day "日" "day",
        Month "月" "month",
        Year "年" "year",
        WorkHour "工作小时" "work_hour",
        Hour "小时" "hour",
        Minute "分钟" "minute",
    }
    Roll {
        None "不顺延" "none",
        Next "顺延" "next",
        Previous "提前" "previous",
        Extend "逢长假顺延" "extend",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn told_apart<T: Words + PartialEq + std::fmt::Debug>() {
        let mut words = BTreeSet::new();
        for (value, zh, en) in T::ALL {
            assert_eq!((value.zh(), T::called(zh), T::called(en)), (*zh, Ok(*value), Ok(*value)));
            assert!(words.insert(zh) && words.insert(en), "{zh} {en} is used twice");
        }
        assert!(T::called("").is_err() && T::called("没有").is_err());
    }

    #[test]
    fn every_word_means_one_value() {
        told_apart::<CaseStatus>();
        told_apart::<CaseOutcome>();
        told_apart::<Phase>();
        told_apart::<ScopeOutcome>();
        told_apart::<Level>();
        told_apart::<LimitPhase>();
        told_apart::<LimitKind>();
        told_apart::<ScopeKind>();
        told_apart::<NodeKind>();
        told_apart::<Says>();
        told_apart::<Unit>();
        told_apart::<Roll>();
        told_apart::<Score>();
        told_apart::<Renamed>();
    }

    /// Words that other rooms print for the same values.
    #[test]
    fn the_words_agree_with_those_printed_elsewhere() {
        for (level, zh, _) in Level::ALL {
            assert_eq!(level.in_words(), *zh);
        }
        for (outcome, zh, _) in CaseOutcome::ALL {
            assert_eq!(outcome.in_words(), *zh);
        }
        for (says, zh, _) in Says::ALL {
            assert_eq!(says.word(), *zh);
        }
        for (score, zh, en) in <Score as Words>::ALL {
            assert_eq!((score.word(), score.english()), (*zh, *en));
        }
        for (unit, zh, _) in <Unit as Words>::ALL {
            assert_eq!(unit.word(), *zh);
        }
        for (roll, zh, _) in <Roll as Words>::ALL {
            assert_eq!(roll.word(), *zh);
        }
    }
}
