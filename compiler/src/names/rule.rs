//! 规则: decision tables, as written.

use super::place::{Name, Place, Spanned};
use super::surface::Expr;

/// What counts where several rows hold (DMN hit policies).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hit {
    /// 唯一: exactly one row holds, everywhere. The default.
    #[default]
    Unique,
    /// 任一: rows that hold together agree.
    Any,
    /// 优先: the first row that holds.
    First,
}

/// 规则 R { … }.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, which conditions use like that of a question.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 输入: the questions and rules its rows may speak of; empty if not written.
    pub inputs: Vec<Name>,
    /// 输出: the results.
    pub outputs: Vec<Name>,
    /// 命中.
    pub hit: Spanned<Hit>,
    /// 当 … → …, in written order.
    pub rows: Vec<RuleRow>,
    /// 否则 → …
    pub otherwise: Option<Name>,
    /// A row could not be read.
    pub damaged: bool,
}

/// `当 条件 → 结果`.
#[derive(Clone, Debug)]
pub struct RuleRow {
    /// Where the row stands.
    pub place: Place,
    /// The condition.
    pub when: Expr,
    /// One of the outputs.
    pub output: Name,
}
