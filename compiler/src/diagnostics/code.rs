//! What is known about a code apart from any one finding: its page, its example.

use super::{Lang, Severity};

/// Fixed words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// 中文.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// Both side by side.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The words in one language.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A file that triggers a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// The text of a `.yjs` file.
    Text(&'static str),
    /// The bytes of a file that is not UTF-8 text; the words say what it is.
    Bytes(&'static [u8], Words),
    /// Too long to print: this text, that many times.
    Repeated(&'static str, usize),
    /// No file can trigger it: it would be a fault of the compiler itself.
    Internal,
}

impl Example {
    /// The bytes of the example file; none for [`Example::Internal`].
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Text(text) => Some(text.as_bytes().to_vec()),
            Self::Bytes(bytes, _) => Some(bytes.to_vec()),
            Self::Repeated(text, times) => Some(text.repeat(*times).into_bytes()),
            Self::Internal => None,
        }
    }
}

/// The page of a code: what `lianban explain E0102` prints and the book contains.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// Stable code: E00 files, E01 notation, E02 names, E03 types and limits, E04 law and promises.
    pub code: &'static str,
    /// How bad a finding of this code is.
    pub severity: Severity,
    /// Headline.
    pub title: Words,
    /// Markdown: what it means, why it matters, what to write instead.
    pub explanation: Words,
    /// A file that triggers it.
    pub example: Example,
    /// The same file put right.
    pub corrected: &'static str,
}
