//! Files and their imports, read through the host: `标准库.证照` comes with the compiler, `文件夹.文件` stands beside
//! the importing file. Every file is read once.

use super::from_syntax;
use super::namespace::Externals;
use super::place::{FileId, FileIndex, Place, Span};
use super::surface::{Derived, Import, Module};
use crate::Host;
use crate::diagnostics::{self as d, Diagnostic};
use crate::syntax;
use crate::syntax::tree::File;
use crate::unfold;
use std::collections::{BTreeMap, BTreeSet};

/// Deepest chain of imports.
pub const MAX_IMPORT_DEPTH: usize = 32;

/// The first segment of a path into the standard library.
const LIBRARY: &str = "标准库";

/// A file that took part in a compilation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as the host knows it; `标准库/…` for library modules.
    pub path: String,
    /// Its text, without byte order mark.
    pub text: String,
}

/// A file that another one imports, and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file.
    pub file: FileId,
    /// The path as written: `标准库.证照`.
    pub path: String,
    /// 为.
    pub alias: Option<String>,
}

impl Imported {
    /// Whether a name is qualified by this module: by its alias, its path or the end of its path.
    #[must_use]
    pub fn is_called(&self, qualifier: &str) -> bool {
        let end = self.path.strip_suffix(qualifier);
        self.alias.as_deref() == Some(qualifier)
            || end.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// What it is called first of all: its alias, or the last word of its path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.alias.as_deref().or_else(|| self.path.rsplit('.').next()).unwrap_or_default()
    }
}

/// All files of a compilation, read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Texts, by [`FileId`]. The compiled file is 0.
    pub sources: Vec<SourceFile>,
    /// Surface models, by [`FileId`].
    pub modules: Vec<Module>,
    /// Imported files of each file, by [`FileId`], in written order.
    imports: Vec<Vec<Imported>>,
    /// Bundles that others include.
    pub wholes: Vec<Place>,
    /// Where templates were used.
    pub uses: Vec<unfold::Use>,
    /// Names of bases whose file could not be read; why not, has been reported.
    pub unread: BTreeSet<Place>,
    /// The file has no entry at all, by [`FileId`].
    pub empty: Vec<bool>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file and everything it imports.
pub fn load(host: &dyn Host, path: &str) -> Loaded {
    let mut loader = Loader {
        host,
        loaded: Loaded::default(),
        known: BTreeMap::new(),
        trees: BTreeMap::new(),
        stack: Vec::new(),
    };
    match host.read(path) {
        Ok(bytes) => {
            loader.file(path, &bytes);
        }
        Err(reason) => {
            let file = loader.loaded.add(path, String::new());
            loader.loaded.diagnostics.push(d::e0009_unreadable_file::unreadable_file(file, path, &reason));
        }
    }
    loader.loaded
}

impl Loaded {
    fn add(&mut self, path: &str, text: String) -> FileId {
        let file = FileId(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.push(SourceFile { path: path.to_owned(), text });
        self.modules.push(Module::default());
        self.imports.push(Vec::new());
        self.empty.push(false);
        file
    }

    /// What a bundle of a file can use from outside itself.
    #[must_use]
    pub fn externals(&self, file: FileId) -> Externals<'_> {
        self.externals_with(file, self.imports_of(file))
    }

    /// What a bundle of a file can use from outside itself, where other files than its imports are in reach.
    #[must_use]
    pub fn externals_with<'a>(&'a self, file: FileId, others: &'a [Imported]) -> Externals<'a> {
        let mut externals = Externals::default();
        if let Some(own) = self.modules.get(file.index()) {
            externals.add(own, true);
        }
        for other in others.iter().filter(|other| other.file != file) {
            if let Some(module) = self.modules.get(other.file.index()) {
                externals.add(module, false);
                externals.modules.push((other, module));
            }
        }
        externals
    }

    /// The files that a file imports, each once.
    #[must_use]
    pub fn imports_of(&self, file: FileId) -> &[Imported] {
        self.imports.get(file.index()).map_or(&[], Vec::as_slice)
    }

    /// A file.
    #[must_use]
    pub fn module(&self, file: FileId) -> Option<&Module> {
        self.modules.get(file.index())
    }

    /// A file as somebody calls it who stands on a bundle in it: by its path.
    #[must_use]
    pub fn called(&self, file: FileId) -> Imported {
        let path = self.sources.get(file.index()).map_or("", |source| source.path.as_str());
        let stem = path.strip_suffix(".yjs").unwrap_or(path);
        Imported { file, path: stem.replace(['/', '\\'], "."), alias: None }
    }
}

struct Loader<'a> {
    host: &'a dyn Host,
    loaded: Loaded,
    known: BTreeMap<String, FileId>,
    /// Unfolded trees, for those who import them.
    trees: BTreeMap<FileId, File>,
    /// Files being read, outermost first.
    stack: Vec<FileId>,
}

/// Where an import leads.
enum Target {
    /// A module of the standard library.
    Library { path: String, module: String },
    /// A file beside the importing one.
    File(String),
}

impl Loader<'_> {
    fn file(&mut self, path: &str, bytes: &[u8]) -> FileId {
        let file = self.loaded.add(path, String::new());
        self.known.insert(path.to_owned(), file);
        let text = match syntax::decode(bytes, file) {
            Ok(decoded) => decoded.text,
            Err(diagnostic) => {
                self.loaded.diagnostics.push(*diagnostic);
                return file;
            }
        };
        let (tree, found) = syntax::parse_file(&text, file);
        let broken = found.iter().any(Diagnostic::is_error);
        self.loaded.diagnostics.extend(found);
        if let Some(source) = self.loaded.sources.get_mut(file.index()) {
            source.text = text;
        }
        if let Some(empty) = self.loaded.empty.get_mut(file.index()) {
            *empty = tree.entries.is_empty() && !broken;
        }
        let (imports, found) = from_syntax::imports(file, &tree);
        self.loaded.diagnostics.extend(found);
        self.imports(file, path, &imports);
        self.module(file, tree);
        let derived = self.loaded.module(file).map(|module| module.derived.clone()).unwrap_or_default();
        self.bases(file, path, &derived);
        file
    }

    /// Reads the declarations of a file whose imports have been read.
    fn module(&mut self, file: FileId, tree: File) {
        let imported = self.loaded.imports.get(file.index()).cloned().unwrap_or_default();
        let around: Vec<(&Imported, &File)> =
            imported.iter().filter_map(|one| Some((one, self.trees.get(&one.file)?))).collect();
        let unfolded = unfold::file(file, &tree, &around);
        self.loaded.diagnostics.extend(unfolded.diagnostics);
        self.loaded.uses.extend(unfolded.uses);
        self.loaded.wholes.extend(unfolded.wholes);
        self.see_through(file, &unfolded.included);
        let tree = unfolded.tree.unwrap_or(tree);
        let (module, found) = from_syntax::module(file, &tree);
        self.loaded.diagnostics.extend(found);
        if let Some(slot) = self.loaded.modules.get_mut(file.index()) {
            *slot = module;
        }
        self.trees.insert(file, tree);
    }

    /// `基于 湖北省.我要开餐馆` brings in the file `湖北省` unless something in reach is called so already.
    fn bases(&mut self, file: FileId, path: &str, derived: &[Derived]) {
        for one in derived {
            let (Some(first), Some(last)) = (one.path.first(), one.path.last()) else { continue };
            let loaded = &self.loaded;
            let of_region = |at: FileId| {
                let Some(module) = loaded.module(at).filter(|_| one.path.len() == 1) else { return false };
                let bundles = module.bundles.iter().filter_map(|bundle| bundle.region.as_ref());
                let mut regions = bundles.chain(module.derived.iter().map(|derived| &derived.region));
                regions.any(|region| region.value == first.value)
            };
            let called = one.qualifier();
            let known = |import: &Imported| import.is_called(&called) || of_region(import.file);
            if of_region(file) || loaded.imports_of(file).iter().any(known) {
                continue;
            }
            let span = Span { start: first.place.span.start, end: last.place.span.end };
            let import = Import { segments: one.path.clone(), alias: None, place: Place { file, span } };
            if !self.imports(file, path, &[import]) {
                self.loaded.unread.insert(one.name.place);
            }
        }
    }

    /// Reads imports; whether all could be read.
    fn imports(&mut self, file: FileId, path: &str, imports: &[Import]) -> bool {
        let mut whole = true;
        self.stack.push(file);
        for import in imports {
            let Some(target) = self.import(path, import) else {
                whole = false;
                continue;
            };
            let segments: Vec<&str> = import.segments.iter().map(|s| s.value.as_str()).collect();
            let alias = import.alias.as_ref().map(|alias| alias.value.clone());
            let imported = Imported { file: target, path: segments.join("."), alias };
            if let Some(list) = self.loaded.imports.get_mut(file.index())
                && list.iter().all(|known| known.file != target)
            {
                list.push(imported);
            }
        }
        self.stack.pop();
        whole
    }

    fn import(&mut self, from: &str, import: &Import) -> Option<FileId> {
        let targets = targets(from, import);
        let nearest = match targets.first() {
            Some(Target::Library { path, .. } | Target::File(path)) => path.clone(),
            None => return self.unknown(import, "", ""),
        };
        let mut why: Option<String> = None;
        for target in targets {
            let (Target::Library { path, .. } | Target::File(path)) = &target;
            if let Some(&known) = self.known.get(path) {
                return self.known_file(import, known);
            }
            if self.stack.len() >= MAX_IMPORT_DEPTH {
                let place = import.place;
                let found =
                    d::e0214_too_many::too_many(place, "层引入", "levels of imports", MAX_IMPORT_DEPTH);
                self.loaded.diagnostics.push(found);
                return None;
            }
            match target {
                Target::Library { path, module } => {
                    if let Some(text) = lianban_stdlib::module(&module) {
                        return Some(self.file(&path, text.as_bytes()));
                    }
                }
                Target::File(path) => match self.host.read(&path) {
                    Ok(bytes) => return Some(self.file(&path, &bytes)),
                    Err(reason) => drop(why.get_or_insert(reason)),
                },
            }
        }
        self.unknown(import, &nearest, &why.unwrap_or_default())
    }

    /// What an included bundle can name can be named in the file that includes it.
    fn see_through(&mut self, file: FileId, included: &[FileId]) {
        let mut seen: Vec<Imported> = Vec::new();
        for one in included {
            seen.extend(self.loaded.imports.get(one.index()).into_iter().flatten().cloned());
        }
        if let Some(list) = self.loaded.imports.get_mut(file.index()) {
            for import in seen {
                if list.iter().all(|known| known.file != import.file) {
                    list.push(import);
                }
            }
        }
    }

    fn unknown<T>(&mut self, import: &Import, path: &str, reason: &str) -> Option<T> {
        let library = import.segments.first().is_some_and(|s| s.value == LIBRARY);
        self.loaded.diagnostics.push(d::e0207_unknown_module::unknown_module(import, path, reason, library));
        None
    }

    /// A file that has been seen: a cycle if it is still being read.
    fn known_file(&mut self, import: &Import, known: FileId) -> Option<FileId> {
        let Some(at) = self.stack.iter().position(|open| *open == known) else { return Some(known) };
        let path =
            |file: &FileId| self.loaded.sources.get(file.index()).map(|s| s.path.clone()).unwrap_or_default();
        let mut paths: Vec<String> = self.stack.iter().skip(at).map(path).collect();
        paths.push(path(&known));
        self.loaded.diagnostics.push(d::e0208_import_cycle::import_cycle(import.place, &paths));
        None
    }
}

/// Most folders looked into for a file.
const MAX_FOLDERS: usize = 8;

/// Where an import may lead, nearest first: beside the importing file, then in the folders above it, as far as its
/// path tells of any. None if a segment cannot be part of a path.
fn targets(from: &str, import: &Import) -> Vec<Target> {
    let segments: Vec<&str> = import.segments.iter().map(|s| s.value.as_str()).collect();
    let plain = |s: &&str| !s.is_empty() && !s.starts_with('.') && !s.contains(['/', '\\', ':', '\0']);
    if segments.len() < 2 && segments.first() == Some(&LIBRARY) || !segments.iter().all(plain) {
        return Vec::new();
    }
    if let [LIBRARY, rest @ ..] = segments.as_slice() {
        let module = rest.join(".");
        return vec![Target::Library { path: format!("{LIBRARY}/{}.yjs", rest.join("/")), module }];
    }
    let mut targets = Vec::new();
    let mut folder = from;
    while targets.len() < MAX_FOLDERS {
        let above = folder.trim_end_matches(['/', '\\']);
        let end = above.rfind(['/', '\\']).map_or(0, |at| at.saturating_add(1));
        folder = above.get(..end).unwrap_or("");
        targets.push(Target::File(format!("{folder}{}.yjs", segments.join("/"))));
        if folder.is_empty() || above.ends_with("..") {
            break;
        }
    }
    targets
}
