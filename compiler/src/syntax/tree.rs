//! The tree of a `.yjs` file: entries and terms, with comments and error items kept.
//!
//! The notation is uniform: a file is a list of *entries*; an entry is a row of *terms* and perhaps a block of
//! entries. What a row means is decided by the schema (`names/`), not by the grammar — so a new surface word needs
//! a row in the keyword table and a row in the schema, never a new grammar rule.
//!
//! ```text
//! 事项 食品经营许可 是 行政许可 { 法定 20 工作日；需要 《营业执照》、《平面布局图》 }
//! └word┘└─ name ──┘└w┘└─ name ─┘└────────── block: two entries ───────────────────┘
//! ```

use super::keywords::Keyword;

/// A half-open byte range of one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Top-level entries in order.
    pub entries: Vec<Entry>,
    /// Comments after the last entry.
    pub trailing: Vec<Comment>,
}

/// `// …` (an ordinary comment) or `/// …` (a doc comment that lands in the guides).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The text after the slashes, trimmed.
    pub text: String,
    /// `///`.
    pub doc: bool,
    /// A blank line stands before it.
    pub blank_before: bool,
    /// Where it stands.
    pub span: Span,
    /// Where its text begins, in bytes.
    pub text_start: u32,
}

/// One row: terms, ended by a newline, `；` or the block's end. Or a stretch the parser could not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Comments on the lines before it, doc comments included, in order.
    pub leading: Vec<Comment>,
    /// Comment at the end of its (last) line.
    pub same_line: Option<Comment>,
    /// A blank line stands before it (before its leading comments).
    pub blank_before: bool,
    /// A blank line stands between its last leading comment and itself.
    pub gap: bool,
    /// The terms in order. Of an error item: those that could be read, for the names in them; look at `error` first.
    pub terms: Vec<Term>,
    /// Set when this stretch could not be parsed; the text is kept so that nothing is lost.
    pub error: Option<String>,
    /// From the first term to the last, without the terminator.
    pub span: Span,
}

/// `{ … }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Entries in order.
    pub entries: Vec<Entry>,
    /// Comments after the last entry.
    pub trailing: Vec<Comment>,
    /// Braces included.
    pub span: Span,
}

/// A term with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub kind: TermKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of terms. Full-width and half-width spellings are the same term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// A word of the keyword table, in either language (`事项` = `item`).
    Word(Keyword),
    /// A plain or quoted name: `营业执照`, `《营业执照》`. The text is without 《》.
    Name {
        /// Text without quotation marks.
        text: String,
        /// Written with 《》.
        quoted: bool,
    },
    /// “…” or "…": text, without the marks.
    Text(String),
    /// A number with its unit: `10 工作日`, `十个工作日`, `300 ㎡`, `7 份`; the unit is as written (`个` dropped).
    Quantity {
        /// Exact decimal in millionths.
        millionths: i64,
        /// Unit as written; [`super::units`] knows its meaning.
        unit: String,
    },
    /// A bare number, in millionths: `3`, `十`, `１０`, `4.5`.
    Number(i64),
    /// `2026-09-30` or `2026-09-30 10:00`; minutes since midnight if a time is given.
    Date {
        /// Year, month, day as written (not checked here).
        ymd: (i32, u32, u32),
        /// Minutes since midnight.
        minute: Option<u32>,
    },
    /// `16:30`, a time of day: minutes since midnight.
    Time(u32),
    /// `,` `、` `:` `=` `->` `|` `.` `<=` … in one spelling.
    Symbol(Symbol),
    /// `{ … }`.
    Block(Block),
    /// `( … )`: terms.
    Group(Vec<Term>),
}

/// Punctuation and operators, one variant whatever the spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// `，` `,`
    Comma,
    /// `、` — in lists of names the same as a comma; kept apart so that the formatter can keep it.
    Enumeration,
    /// `：` `:`
    Colon,
    /// `.` `．`
    Dot,
    /// `=` `＝`
    Equal,
    /// `≠` `!=`
    NotEqual,
    /// `<` `＜`
    Less,
    /// `≤` `<=`
    AtMost,
    /// `>` `＞`
    More,
    /// `≥` `>=`
    AtLeast,
    /// `→` `->`
    Arrow,
    /// `|` `｜`
    Bar,
    /// `..` `～` `~` (range)
    Range,
}

impl Symbol {
    /// House spelling.
    #[must_use]
    pub const fn spelling(self) -> &'static str {
        match self {
            Self::Comma => "，",
            Self::Enumeration => "、",
            Self::Colon => "：",
            Self::Dot => ".",
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::More => ">",
            Self::AtLeast => "≥",
            Self::Arrow => "→",
            Self::Bar => "|",
            Self::Range => "～",
        }
    }
}
