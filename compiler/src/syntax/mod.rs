//! Text → tree. Afterwards it is true that: the text is UTF-8, its brackets and quotes pair up, every word is known
//! to be a keyword, a name, a number, a quantity, a date or a text; and nothing written is lost.

pub mod keywords;
pub mod number;
pub mod tree;
pub mod units;

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark. Spans count its bytes.
    pub text: String,
    /// A UTF-8 byte order mark stood before it.
    pub had_bom: bool,
}
