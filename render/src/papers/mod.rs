//! 办事指南 and what goes with it, from a plan and its proof: one page for the public that asks and filters by itself, the
//! notice of what one applicant brings, the papers of the front office and the back office, the one form, the comparison
//! with what stood before. Every figure is computed.

mod condition;
mod facts;
mod form;
mod notice;
mod office;
mod official;
mod page;
mod public;
mod reform;
mod rows;

use crate::report::Report;
use lianban_compiler::Docs;
use lianban_compiler::proof::Proof;
use lianban_runtime::plan::{Answer, Plan};
use lianban_runtime::time::Date;

/// What the papers of a bundle are made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The checked plan.
    pub plan: &'a Plan,
    /// What is proved of it.
    pub proof: &'a Proof,
    /// The doc comments of the bundle.
    pub docs: &'a Docs,
    /// The flow diagram as SVG; empty if none is drawn.
    pub flow: &'a str,
    /// The identity of the plan, `sha256:…`.
    pub hash: &'a str,
}

/// One case, of which a notice speaks.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Its answers.
    pub answers: &'a [Answer],
    /// The day of submission, to which periods are counted.
    pub submitted: Date,
}

impl Source<'_> {
    /// 办事指南 for the public: one HTML page that needs nothing else, not even a server.
    #[must_use]
    pub fn public_page(&self) -> String {
        public::page(self)
    }

    /// 办事指南 as a report, for Markdown.
    #[must_use]
    pub fn guide(&self) -> Report {
        public::report(self)
    }

    /// 办事指南 as an official document, in tables.
    #[must_use]
    pub fn official_guide(&self) -> Report {
        official::report(self)
    }

    /// 一次性告知单: what exactly this applicant brings.
    #[must_use]
    pub fn notice(&self, asked: Asked<'_>) -> Report {
        notice::report(self, asked)
    }

    /// 前台受理工作规范.
    #[must_use]
    pub fn front_office(&self) -> Report {
        office::front(self)
    }

    /// 工作手册 of the back office: a part for each step.
    #[must_use]
    pub fn back_office(&self) -> Report {
        office::back(self)
    }

    /// 一张申请表: the union of all fields; none if the bundle has no fields.
    #[must_use]
    pub fn form(&self) -> Option<Report> {
        form::report(self)
    }

    /// 流程再造方案: before and after, with computed figures.
    #[must_use]
    pub fn reform(&self) -> Report {
        reform::report(self)
    }
}
