//! Where something stands: a file and a byte range of it.

pub use crate::diagnostics::FileId;
pub use crate::syntax::tree::Span;

/// A byte range of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// A value and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The words.
    pub place: Place,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub const fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }

    /// Another value at the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), place: self.place }
    }
}

/// A name as written, without 《》.
pub type Name = Spanned<String>;

/// The position of a file as a host integer.
pub(crate) trait FileIndex {
    /// The position.
    fn index(&self) -> usize;
}

impl FileIndex for FileId {
    fn index(&self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}
