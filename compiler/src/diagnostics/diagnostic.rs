//! A diagnostic is plain data: renderers (terminal, JSON, editor) are adapters.

use serde::{Deserialize, Serialize};

use super::CodeInfo;
use crate::syntax::tree::Span;

/// The language messages are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 中文. The default.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both sentences side by side.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The sentence in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// How bad it is. Only errors change the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The bundle cannot be used.
    Error,
    /// Probably not what was meant.
    Warning,
    /// A remark.
    Hint,
}

/// Index of a file in the compilation's list of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A remark at a second place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// In which file.
    pub file: FileId,
    /// Byte range.
    pub span: Span,
    /// What to say there.
    pub text: Text,
}

/// One replacement of a byte range by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// In which file.
    pub file: FileId,
    /// Byte range to replace; empty to insert.
    pub span: Span,
    /// The new text; empty to delete.
    pub text: String,
}

/// A change that would remove the diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: Text,
    /// The edits, not overlapping.
    pub edits: Vec<Edit>,
}

/// One finding, in both languages, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code such as `E0102`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: a lower-case fact, user words in quotes.
    pub message: Text,
    /// In which file.
    pub file: FileId,
    /// The smallest wrong stretch, in bytes.
    pub span: Span,
    /// Remarks at other places.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<Text>,
    /// Changes that would remove it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of the code `info` at one place.
    #[must_use]
    pub fn new(
        info: &CodeInfo,
        file: FileId,
        span: Span,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            code: info.code,
            severity: info.severity,
            message: Text::new(zh, en),
            file,
            span,
            labels: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// Adds a remark at another place of the same file.
    #[must_use]
    pub fn label(self, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Self {
        let file = self.file;
        self.label_in(file, span, zh, en)
    }

    /// Adds a remark at a place of another file.
    #[must_use]
    pub fn label_in(
        mut self,
        file: FileId,
        span: Span,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        self.labels.push(Label { file, span, text: Text::new(zh, en) });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.help = Some(Text::new(zh, en));
        self
    }

    /// Adds a fix of one edit in the same file.
    #[must_use]
    pub fn fix(
        self,
        zh: impl Into<String>,
        en: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        let edit = Edit { file: self.file, span, text: text.into() };
        self.fix_all(zh, en, vec![edit])
    }

    /// Adds a fix of several edits.
    #[must_use]
    pub fn fix_all(mut self, zh: impl Into<String>, en: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { title: Text::new(zh, en), edits });
        self
    }

    /// True for an error (as opposed to a warning or hint).
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts diagnostics into their one order: file, place, code, message.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        (a.file, a.span, a.code, &a.message.zh).cmp(&(b.file, b.span, b.code, &b.message.zh))
    });
}
