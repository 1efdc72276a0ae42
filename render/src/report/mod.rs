//! Reports: headings, sentences, lists and tables, written as plain text, Markdown or one HTML page.

mod html;
mod impact;
mod markdown;
mod text;

pub use impact::{ImpactReport, impact};
pub use text::table;

/// A report, before it is written in one form or another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What stands above it.
    pub title: String,
    /// Language of the text: `zh` or `en`.
    pub lang: &'static str,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A sentence or two.
    Text(String),
    /// A sentence that must not be overlooked.
    Alarm(String),
    /// A list.
    List(Vec<String>),
    /// A drawing as SVG; only a page has it.
    Picture(String),
    /// A table.
    Table {
        /// Its heads.
        heads: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
}

impl Report {
    /// An empty one.
    #[must_use]
    pub fn titled(title: &str, english: bool) -> Self {
        Self { title: title.to_owned(), lang: if english { "en" } else { "zh" }, parts: Vec::new() }
    }

    /// Another report behind it, under a heading of its own.
    #[must_use]
    pub fn followed_by(mut self, next: Self) -> Self {
        self.parts.push(Part::Heading(next.title));
        self.parts.extend(next.parts);
        self
    }

    /// What only one of two sides has.
    pub fn only_on_one_side(&mut self, added: &[String], removed: &[String]) {
        let english = self.lang == "en";
        for (names, zh, en) in
            [(added, "新增的一件事", "New bundles"), (removed, "取消的一件事", "Bundles that are gone")]
        {
            if !names.is_empty() {
                self.parts.push(Part::Heading(if english { en } else { zh }.to_owned()));
                self.parts.push(Part::List(names.to_vec()));
            }
        }
    }

    /// For a terminal.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::write(self)
    }

    /// For a review comment.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// One page without anything outside of it.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::write(self)
    }
}
