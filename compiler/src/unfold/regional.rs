//! `适用 荆州市 基于 湖北省.我要开餐馆 { … }` → the bundle that it is: the base with the rows of the block in place of
//! its own. The base may be derived itself (省 → 市 → 县). Tests of the base are not taken over.

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::from_syntax;
use crate::names::surface::{Bundle, Derived};
use crate::names::{FileId, Imported, Kind, Loaded, Place};
use crate::suggest;
use std::collections::BTreeMap;

/// Longest chain of bases.
pub const MAX_BASES: usize = 8;

/// A derived bundle, unfolded, with what it stands on.
pub struct Regional {
    /// The bundle.
    pub bundle: Bundle,
    /// What it stands on.
    pub base: Bundle,
    /// The file that the base stands in.
    pub base_file: FileId,
    /// Files in reach of the base: its own, its imports, and those of its bases.
    pub base_files: Vec<Imported>,
    /// Files in reach of the bundle besides its own.
    pub files: Vec<Imported>,
    /// Amounts in plain 日 that the blocks write, its own and those of its bases.
    pub plain_days: Vec<Place>,
    /// Where the block speaks of what the base declares, by name.
    pub changed: BTreeMap<String, Place>,
}

/// A bundle of some file: written, or derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Candidate {
    /// Position in `bundles` of the file.
    Written(FileId, usize),
    /// Position in `derived` of the file.
    Derived(FileId, usize),
}

/// Unfolds a derived bundle of a file, by position.
#[must_use]
pub fn unfold(loaded: &Loaded, file: FileId, at: usize, found: &mut Vec<Diagnostic>) -> Option<Regional> {
    regional(loaded, (file, at), &mut Vec::new(), found)
}

fn regional(
    loaded: &Loaded,
    (file, at): (FileId, usize),
    stack: &mut Vec<(FileId, usize)>,
    found: &mut Vec<Diagnostic>,
) -> Option<Regional> {
    let derived = loaded.module(file)?.derived.get(at)?;
    if let Some(from) = stack.iter().position(|open| *open == (file, at)) {
        let chain: Vec<(FileId, usize)> = stack.iter().skip(from).copied().collect();
        // However it is come upon, a cycle is told in the same words, at the first of it.
        let first = chain.iter().enumerate().min_by_key(|(_, one)| **one).map_or(0, |(at, _)| at);
        let around = chain.iter().cycle().skip(first).take(chain.len().saturating_add(1));
        let around = around.filter_map(|(file, at)| loaded.module(*file)?.derived.get(*at));
        let around: Vec<&Derived> = around.collect();
        let regions: Vec<&str> = around.iter().map(|derived| derived.region.value.as_str()).collect();
        found.push(d::e0221_base_cycle::base_cycle(around.first().unwrap_or(&derived), &regions));
        return None;
    }
    if stack.len() >= MAX_BASES {
        let place = derived.name.place;
        found.push(d::e0214_too_many::too_many(place, "层底本", "levels of bases", MAX_BASES));
        return None;
    }
    stack.push((file, at));
    let base = match base_of(loaded, file, at, derived, found)? {
        Candidate::Written(in_file, at) => {
            let bundle = loaded.module(in_file)?.bundles.get(at)?.clone();
            (bundle, in_file, reach(loaded, in_file), Vec::new())
        }
        Candidate::Derived(in_file, at) => {
            let base = regional(loaded, (in_file, at), stack, found)?;
            let mut files = reach(loaded, in_file);
            files.extend(base.files);
            (base.bundle, in_file, files, base.plain_days)
        }
    };
    stack.pop();
    let (base, base_file, base_files, mut plain_days) = base;
    let read = from_syntax::derive(derived, &base);
    found.extend(read.diagnostics);
    plain_days.extend(read.plain_days);
    let mut files = loaded.imports_of(file).to_vec();
    files.extend(base_files.iter().cloned());
    Some(Regional {
        bundle: read.bundle,
        base,
        base_file,
        base_files: once(base_files),
        files: once(files),
        changed: read.changed,
        plain_days,
    })
}

/// A file and its imports.
fn reach(loaded: &Loaded, file: FileId) -> Vec<Imported> {
    std::iter::once(loaded.called(file)).chain(loaded.imports_of(file).iter().cloned()).collect()
}

/// Each file once, in order of first mention.
fn once(files: Vec<Imported>) -> Vec<Imported> {
    let mut kept: Vec<Imported> = Vec::new();
    for file in files {
        if kept.iter().all(|known| known.file != file.file) {
            kept.push(file);
        }
    }
    kept
}

/// The bundle that a derived one stands on: of its own file first, then of the imported ones.
fn base_of(
    loaded: &Loaded,
    file: FileId,
    at: usize,
    derived: &Derived,
    found: &mut Vec<Diagnostic>,
) -> Option<Candidate> {
    let own = Candidate::Derived(file, at);
    let mut near = candidates(loaded, file, derived, None);
    near.retain(|candidate| *candidate != own);
    let mut far: Vec<Candidate> = Vec::new();
    for import in loaded.imports_of(file) {
        far.extend(candidates(loaded, import.file, derived, Some(import)));
    }
    match near.as_slice() {
        [one] => return Some(*one),
        [] => {}
        [first, second, ..] => return ambiguous(loaded, derived, (*first, *second), found),
    }
    match far.as_slice() {
        [one] => Some(*one),
        [first, second, ..] => ambiguous(loaded, derived, (*first, *second), found),
        [] if !derived.path.is_empty() && candidates(loaded, file, derived, None) == [own] => {
            // It names nothing but itself.
            found.push(d::e0221_base_cycle::base_cycle(
                derived,
                &[&derived.region.value, &derived.region.value],
            ));
            None
        }
        [] => {
            missing(loaded, file, derived, found);
            None
        }
    }
}

/// Whether what stands before the name of a base may mean a bundle of this region, in a file that is imported so.
fn qualified(derived: &Derived, region: Option<&str>, import: Option<&Imported>) -> bool {
    let of_region = match derived.path.as_slice() {
        [] => true,
        [qualifier] => region == Some(qualifier.value.as_str()),
        _ => false,
    };
    of_region || import.is_some_and(|import| import.is_called(&derived.qualifier()))
}

/// The bundles of a file that a name and what stands before it may mean.
fn candidates(loaded: &Loaded, file: FileId, derived: &Derived, import: Option<&Imported>) -> Vec<Candidate> {
    let Some(module) = loaded.module(file) else { return Vec::new() };
    let fits =
        |name: &str, region: Option<&str>| name == derived.name.value && qualified(derived, region, import);
    let written =
        module.bundles.iter().enumerate().filter(|(_, bundle)| {
            fits(&bundle.name, bundle.region.as_ref().map(|region| region.value.as_str()))
        });
    let others =
        module.derived.iter().enumerate().filter(|(_, one)| fits(&one.name.value, Some(&one.region.value)));
    let written = written.map(|(at, _)| Candidate::Written(file, at));
    let written: Vec<Candidate> = written.collect();
    if derived.path.is_empty() && !written.is_empty() {
        // A bare name means the bundle that is written, not one that stands on it.
        return written;
    }
    written.into_iter().chain(others.map(|(at, _)| Candidate::Derived(file, at))).collect()
}

fn place_of(loaded: &Loaded, candidate: Candidate) -> Place {
    let place = match candidate {
        Candidate::Written(file, at) => loaded.module(file).and_then(|m| Some(m.bundles.get(at)?.place)),
        Candidate::Derived(file, at) => loaded.module(file).and_then(|m| Some(m.derived.get(at)?.name.place)),
    };
    place.unwrap_or_default()
}

fn ambiguous<T>(
    loaded: &Loaded,
    derived: &Derived,
    (first, second): (Candidate, Candidate),
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let places = (place_of(loaded, first), place_of(loaded, second));
    found.push(d::e0220_no_base::several_bases(&derived.name, places));
    None
}

/// No bundle is called so: names that are close are those of the place that is written before the name.
fn missing(loaded: &Loaded, file: FileId, derived: &Derived, found: &mut Vec<Diagnostic>) {
    let poisoned = loaded
        .module(file)
        .is_some_and(|module| module.poisoned.iter().any(|text| text.contains(&derived.name.value)));
    if poisoned || loaded.unread.contains(&derived.name.place) {
        return;
    }
    let mut names: Vec<&str> = Vec::new();
    for (import, own) in reach(loaded, file).iter().zip(std::iter::once(true).chain(std::iter::repeat(false)))
    {
        let Some(module) = loaded.module(import.file) else { continue };
        let import = Some(import).filter(|_| !own);
        let written = module.bundles.iter();
        let written = written.map(|one| (&one.name, one.region.as_ref().map(|region| region.value.as_str())));
        let others = module.derived.iter().map(|one| (&one.name.value, Some(one.region.value.as_str())));
        let fitting = written.chain(others).filter(|(_, region)| qualified(derived, *region, import));
        // Its own name helps nobody.
        names.extend(fitting.map(|(name, _)| name.as_str()).filter(|name| *name != derived.name.value));
    }
    let close = suggest::close(&derived.name.value, names);
    found.push(d::e0220_no_base::no_base(&derived.name, Kind::Bundle, &close));
}
