//! 文书: what the authority gives to the applicant in writing, and on which article it rests.

use super::wire::Words;
use crate::plan::{LimitIx, MaterialIx, ProcedureIx, ScopeIx};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PaperKind {
    /// 收件凭证.
    Receipt,
    /// 受理通知书 (行政许可法 32).
    Acceptance,
    /// 不予受理通知书 (行政许可法 32).
    NonAcceptance,
    /// 一次性补正告知书 (行政许可法 32).
    Correction,
    /// 延期通知书 (行政许可法 42).
    Extension,
    /// 特别程序时间告知书 (行政许可法 45).
    ProcedureTime,
    /// 中止通知书.
    Suspension,
    /// 恢复通知书.
    Resumption,
    /// 准予决定书 (行政许可法 38).
    Grant,
    /// 不予决定书 (行政许可法 38).
    Refusal,
    /// 证照 (行政许可法 39): one for each product of an item that was granted.
    Certificate,
    /// 撤销受理通知书.
    Revocation,
    /// 送达回证 (行政许可法 44).
    Delivery,
    /// 终止通知书.
    Termination,
    /// 撤回通知书: the application was withdrawn, or is taken to be.
    Withdrawal,
    /// 整改通知书: what was 不合格 and has to be put right.
    Rectification,
    /// 撤销决定书: the decision on an item was taken back.
    Rescission,
    /// 不受理告知书 (行政许可法 32): no licence is needed.
    NotRequired,
}

/// One row of the table of papers.
struct Row {
    kind: PaperKind,
    /// Title where a licence (行政许可) is decided, if it is another.
    licence: Option<&'static str>,
    /// Article of 行政许可法.
    article: Option<&'static str>,
    /// When it is issued, Chinese.
    when: &'static str,
}

/// THE table: every paper, when it is issued, and the article of 行政许可法 that asks for it. Where none
/// does, a paper rests on what the item or the profile cites.
const PAPERS: &[Row] = &[
    Row { kind: PaperKind::Receipt, licence: None, article: None, when: "提交" },
    Row {
        kind: PaperKind::Acceptance,
        licence: None,
        article: Some("第三十二条"),
        when: "受理整件事；事项补正到齐",
    },
    Row {
        kind: PaperKind::NonAcceptance, licence: None, article: Some("第三十二条"), when: "不予受理"
    },
    Row {
        kind: PaperKind::Correction, licence: None, article: Some("第三十二条"), when: "要求补正"
    },
    Row { kind: PaperKind::Extension, licence: None, article: Some("第四十二条"), when: "延期" },
    Row {
        kind: PaperKind::ProcedureTime,
        licence: None,
        article: Some("第四十五条"),
        when: "写了书面告知的特别程序开始",
    },
    Row { kind: PaperKind::Suspension, licence: None, article: None, when: "中止" },
    Row { kind: PaperKind::Resumption, licence: None, article: None, when: "恢复" },
    Row {
        kind: PaperKind::Grant,
        licence: Some("准予行政许可决定书"),
        article: Some("第三十八条"),
        when: "准予一个事项",
    },
    Row {
        kind: PaperKind::Refusal,
        licence: Some("不予行政许可决定书"),
        article: Some("第三十八条"),
        when: "不予一个事项",
    },
    Row {
        kind: PaperKind::Certificate,
        licence: None,
        article: Some("第三十九条"),
        when: "准予一个事项，每样产出一份",
    },
    Row {
        kind: PaperKind::Revocation, licence: None, article: None, when: "撤销受理；容缺材料逾期"
    },
    Row {
        kind: PaperKind::Delivery, licence: None, article: Some("第四十四条"), when: "统一出件办完"
    },
    Row { kind: PaperKind::Termination, licence: None, article: None, when: "终止" },
    Row { kind: PaperKind::Withdrawal, licence: None, article: None, when: "申请人撤回；视为撤回" },
    Row { kind: PaperKind::Rectification, licence: None, article: None, when: "不合格，还可以整改" },
    Row { kind: PaperKind::Rescission, licence: None, article: None, when: "撤销已经作出的决定" },
    Row { kind: PaperKind::NotRequired, licence: None, article: Some("第三十二条"), when: "不受理" },
];

impl PaperKind {
    /// Every kind, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        PAPERS.iter().map(|row| row.kind)
    }

    fn row(self) -> Option<&'static Row> {
        PAPERS.iter().find(|row| row.kind == self)
    }

    /// Its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.zh()
    }

    /// In English, as on the wire.
    #[must_use]
    pub fn english(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("paper", |(_, _, en)| en)
    }

    /// The title where a licence (行政许可) is decided.
    #[must_use]
    pub fn title(self, licence: bool) -> &'static str {
        self.row().and_then(|row| row.licence).filter(|_| licence).unwrap_or_else(|| self.word())
    }

    /// When it is issued, Chinese.
    #[must_use]
    pub fn when(self) -> &'static str {
        self.row().map_or("", |row| row.when)
    }

    /// The article of 行政许可法 that asks for it; none if that law asks for no such paper.
    #[must_use]
    pub fn article(self) -> Option<&'static str> {
        self.row().and_then(|row| row.article)
    }

    /// Decisions and notices that turn the applicant down, or cost him something, say why (行政许可法 38, 42, 72).
    #[must_use]
    pub const fn gives_reasons(self) -> bool {
        matches!(
            self,
            Self::NonAcceptance
                | Self::Correction
                | Self::Extension
                | Self::Suspension
                | Self::Refusal
                | Self::Revocation
                | Self::Termination
                | Self::Rectification
                | Self::Rescission
                | Self::NotRequired
        )
    }

    /// Against which the applicant may go to 行政复议 or to court: the article that says so (行政许可法 7, 38).
    #[must_use]
    pub const fn remedy(self) -> Option<&'static str> {
        match self {
            Self::Refusal => Some("第三十八条"),
            Self::NonAcceptance
            | Self::Revocation
            | Self::Termination
            | Self::Rescission
            | Self::NotRequired => Some("第七条"),
            _ => None,
        }
    }
}

/// What a paper speaks of, besides its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum About {
    /// Nothing else.
    None,
    /// The product that a certificate is.
    Product(MaterialIx),
    /// The 特别程序 whose time is told.
    Procedure(ProcedureIx),
    /// The limit whose running out brought it about: nobody acted.
    Lapse(LimitIx),
}

/// A paper that was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Which.
    pub kind: PaperKind,
    /// Running number within the case, from 1.
    pub number: u32,
    /// The item it speaks of; 0 for the whole case.
    pub scope: ScopeIx,
    /// What else it speaks of.
    pub about: About,
}

/// The number of a paper as people write it: `JZ-000123〔2026〕3号`, without a case `〔2026〕3号`. The year is that of its
/// date.
#[must_use]
pub fn number_in_words(case: &str, date: Date, number: u32) -> String {
    format!("{case}〔{}〕{number}号", date.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_paper_has_one_row_and_names_of_its_own() {
        let kinds: BTreeSet<PaperKind> = PaperKind::all().collect();
        let names: BTreeSet<&str> = PaperKind::all().flat_map(|kind| [kind.word(), kind.english()]).collect();
        assert_eq!((kinds.len(), names.len()), (PAPERS.len(), PAPERS.len() * 2));
        assert_eq!(kinds.len(), PaperKind::ALL.len());
    }

    #[test]
    fn a_number_is_the_case_the_year_and_the_running_number() {
        let day = Date::parse("2026-03-02").unwrap();
        assert_eq!(number_in_words("JZ-000123", day, 3), "JZ-000123〔2026〕3号");
        assert_eq!(number_in_words("", day, 1), "〔2026〕1号");
    }
}
