//! Where the rows of a plan stand in the source, and the doc comments beside them. Kept out of the plan, so that
//! moving a line or rewording a comment does not change the plan's hash.

use crate::names::Place;

/// Declarations of the plan's rows, by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Of the text of each `///` line of the bundle.
    pub docs: Vec<Place>,
    /// Of each scope: the name in its declaration.
    pub scopes: Vec<Place>,
    /// Of each node: the declaration it comes from (一窗受理 and 统一出件 if written, else the bundle).
    pub nodes: Vec<Place>,
    /// Of each material: the name in its declaration, or its first 产出.
    pub materials: Vec<Place>,
    /// Of each material: its 有效期 as written, else its name.
    pub validities: Vec<Place>,
    /// Of each question.
    pub questions: Vec<Place>,
    /// Of each department.
    pub departments: Vec<Place>,
    /// Of each limit: the amount as written.
    pub limits: Vec<Place>,
    /// Of each limit `从 A 到 B`, by row of the plan: the whole row as written.
    pub between: Vec<(usize, Place)>,
    /// Of each promised figure: the amount as written.
    pub promises: Vec<Place>,
}

/// `///` comments of the plan's rows, by position; empty where none is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// Of each scope; 0 is the bundle.
    pub scopes: Vec<Vec<String>>,
    /// Of each material.
    pub materials: Vec<Vec<String>>,
    /// Of each question.
    pub questions: Vec<Vec<String>>,
    /// Of each department.
    pub departments: Vec<Vec<String>>,
}
