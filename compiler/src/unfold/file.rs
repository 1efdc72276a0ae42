//! The words of a file, with what other words stand for put in their place: 模板, 包含.

use super::include;
use super::template::{self, Templates};
use crate::diagnostics::Diagnostic;
use crate::names::{FileId, Imported, Place, Span};
use crate::syntax::tree::File;
use std::collections::BTreeSet;

/// Most labels that say where a template is used.
const MAX_USES_SHOWN: usize = 3;

/// Where a template is used: findings inside it are labelled with that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Its name.
    pub name: String,
    /// Its declaration.
    pub whole: Place,
    /// The name of the item that follows it.
    pub item: Place,
}

impl Use {
    /// Something was found in the template.
    fn holds(&self, found: &Diagnostic) -> bool {
        let whole = self.whole;
        whole.file == found.file && whole.span.start <= found.span.start && found.span.end <= whole.span.end
    }
}

/// A file with its words unfolded.
#[derive(Debug, Default)]
pub struct Unfolded {
    /// The tree, if anything in it was unfolded.
    pub tree: Option<File>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Where templates were used.
    pub uses: Vec<Use>,
    /// Bundles that are included.
    pub wholes: Vec<Place>,
    /// Files whose bundles are included or whose templates are used: what they can name can be named in the file, too.
    pub included: Vec<FileId>,
}

/// Unfolds a file; `around` are the files it imports, unfolded already.
#[must_use]
pub fn file<'t>(own: FileId, tree: &'t File, around: &[(&'t Imported, &'t File)]) -> Unfolded {
    let mut unfolded = Unfolded::default();
    let templates = Templates::of(own, tree, around, &mut unfolded.diagnostics);
    let entries = template::apply(own, &tree.entries, &templates, &mut unfolded);
    let with_templates = entries.as_deref().unwrap_or(&tree.entries);
    let entries = include::apply(own, with_templates, around, &mut unfolded).or(entries);
    unfolded.tree = entries.map(|entries| File { entries, trailing: tree.trailing.clone() });
    unfolded
}

/// Adds where a template is used to what was found in its rows. A mistake in a template is one, however often it is
/// used.
pub fn label_uses(found: &mut Vec<Diagnostic>, uses: &[Use]) {
    if uses.is_empty() {
        return;
    }
    let mut seen: BTreeSet<(&str, FileId, Span)> = BTreeSet::new();
    found.retain(|one| {
        let inside = uses.iter().any(|used| used.holds(one));
        !inside || seen.insert((one.code, one.file, one.span))
    });
    for diagnostic in found {
        let labels: Vec<&Use> =
            uses.iter().filter(|one| one.holds(diagnostic)).take(MAX_USES_SHOWN).collect();
        for one in labels {
            let already =
                diagnostic.labels.iter().any(|l| (l.file, l.span) == (one.item.file, one.item.span));
            if !already {
                let (name, item) = (&one.name, one.item);
                let (zh, en) = (format!("模板“{name}”用在这里"), format!("template “{name}” is used here"));
                let labelled = diagnostic.clone().label_in(item.file, item.span, zh, en);
                *diagnostic = labelled;
            }
        }
    }
}

/// A mistake in a bundle that others include is one, however often it is read: where it is told of the bundle itself,
/// that is kept.
pub fn tell_once(found: &mut Vec<Diagnostic>, wholes: &[Place]) {
    let inside = |whole: &Place, file: FileId, span: Span| {
        whole.file == file && whole.span.start <= span.start && span.end <= whole.span.end
    };
    let around = |one: &Diagnostic| wholes.iter().find(|whole| inside(whole, one.file, one.span));
    let at_home = |one: &Diagnostic, whole: &Place| {
        one.labels.iter().all(|label| inside(whole, label.file, label.span))
    };
    let key = |one: &Diagnostic| (one.code, one.file, one.span);
    let homes = found.iter().filter(|one| around(one).is_some_and(|whole| at_home(one, whole)));
    let homes: BTreeSet<_> = homes.map(key).collect();
    let mut seen = BTreeSet::new();
    found.retain(|one| {
        let Some(whole) = around(one) else { return true };
        (at_home(one, whole) || !homes.contains(&key(one))) && seen.insert(key(one))
    });
}
