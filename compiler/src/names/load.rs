//! Files and their imports, read through the host: `标准库.证照` comes with the compiler, `文件夹.文件` stands beside
//! the importing file. Every file is read once.

use super::from_syntax;
use super::namespace::Externals;
use super::place::Name;
use super::place::{FileId, FileIndex};
use super::surface::{Derived, Import, Module};
use crate::Host;
use crate::diagnostics::{self as d, Diagnostic};
use crate::syntax;
use std::collections::BTreeMap;

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

/// All files of a compilation, read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Texts, by [`FileId`]. The compiled file is 0.
    pub sources: Vec<SourceFile>,
    /// Surface models, by [`FileId`].
    pub modules: Vec<Module>,
    /// Imported files of each file, by [`FileId`], in written order.
    imports: Vec<Vec<FileId>>,
    /// The file has no entry at all, by [`FileId`].
    pub empty: Vec<bool>,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file and everything it imports.
pub fn load(host: &dyn Host, path: &str) -> Loaded {
    let mut loader = Loader { host, loaded: Loaded::default(), known: BTreeMap::new(), stack: Vec::new() };
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
    pub fn externals_with(&self, file: FileId, others: &[FileId]) -> Externals<'_> {
        let mut externals = Externals::default();
        if let Some(own) = self.modules.get(file.index()) {
            externals.add(own, true);
        }
        for other in others.iter().filter(|other| **other != file) {
            if let Some(module) = self.modules.get(other.index()) {
                externals.add(module, false);
            }
        }
        externals
    }

    /// The files that a file imports, each once.
    #[must_use]
    pub fn imports_of(&self, file: FileId) -> &[FileId] {
        self.imports.get(file.index()).map_or(&[], Vec::as_slice)
    }

    /// A file.
    #[must_use]
    pub fn module(&self, file: FileId) -> Option<&Module> {
        self.modules.get(file.index())
    }

    /// Whether a file is what `湖北省` or `省级.湖北省` names: its path ends so.
    #[must_use]
    pub fn is_module(&self, file: FileId, path: &[Name]) -> bool {
        let Some(source) = self.sources.get(file.index()) else { return false };
        let wanted: Vec<&str> = path.iter().map(|name| name.value.as_str()).collect();
        let wanted = wanted.join("/");
        let stem = source.path.strip_suffix(".yjs").unwrap_or(&source.path).replace('\\', "/");
        stem.strip_suffix(&wanted).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    }
}

struct Loader<'a> {
    host: &'a dyn Host,
    loaded: Loaded,
    known: BTreeMap<String, FileId>,
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
        let (module, found) = from_syntax::module(file, &tree);
        self.loaded.diagnostics.extend(found);
        let (imports, derived) = (module.imports.clone(), module.derived.clone());
        if let Some(slot) = self.loaded.modules.get_mut(file.index()) {
            *slot = module;
        }
        self.imports(file, path, &imports);
        self.bases(file, path, &derived);
        file
    }

    /// `基于 湖北省.我要开餐馆` brings in the file `湖北省` unless something in reach is called so already.
    fn bases(&mut self, file: FileId, path: &str, derived: &[Derived]) {
        for one in derived {
            let (Some(first), Some(last)) = (one.path.first(), one.path.last()) else { continue };
            let loaded = &self.loaded;
            let mut reach = std::iter::once(&file).chain(loaded.imports_of(file));
            let of_region = |module: &Module| {
                let bundles = module.bundles.iter().filter_map(|bundle| bundle.region.as_ref());
                let regions = bundles.chain(module.derived.iter().map(|derived| &derived.region));
                let mut regions = regions.filter(|_| one.path.len() == 1);
                regions.any(|region| region.value == first.value)
            };
            let known = |at: &FileId| {
                *at != file && loaded.is_module(*at, &one.path) || loaded.module(*at).is_some_and(of_region)
            };
            if reach.any(known) {
                continue;
            }
            let span = super::place::Span { start: first.place.span.start, end: last.place.span.end };
            let place = super::place::Place { file, span };
            self.imports(file, path, &[Import { segments: one.path.clone(), place }]);
        }
    }

    fn imports(&mut self, file: FileId, path: &str, imports: &[Import]) {
        self.stack.push(file);
        for import in imports {
            let Some(target) = self.import(path, import) else { continue };
            if let Some(list) = self.loaded.imports.get_mut(file.index())
                && !list.contains(&target)
            {
                list.push(target);
            }
        }
        self.stack.pop();
    }

    fn import(&mut self, from: &str, import: &Import) -> Option<FileId> {
        let target = target(from, import);
        let path = match &target {
            Some(Target::Library { path, .. } | Target::File(path)) => path.clone(),
            None => return self.unknown(import, "", ""),
        };
        if let Some(&known) = self.known.get(&path) {
            return self.known_file(import, known);
        }
        if self.stack.len() >= MAX_IMPORT_DEPTH {
            let found =
                d::e0214_too_many::too_many(import.place, "层引入", "levels of imports", MAX_IMPORT_DEPTH);
            self.loaded.diagnostics.push(found);
            return None;
        }
        match target? {
            Target::Library { path, module } => match lianban_stdlib::module(&module) {
                Some(text) => Some(self.file(&path, text.as_bytes())),
                None => self.unknown(import, &path, ""),
            },
            Target::File(path) => match self.host.read(&path) {
                Ok(bytes) => Some(self.file(&path, &bytes)),
                Err(reason) => self.unknown(import, &path, &reason),
            },
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

/// The target of an import; none if a segment cannot be part of a path.
fn target(from: &str, import: &Import) -> Option<Target> {
    let segments: Vec<&str> = import.segments.iter().map(|s| s.value.as_str()).collect();
    let plain = |s: &&str| !s.is_empty() && !s.starts_with('.') && !s.contains(['/', '\\', ':', '\0']);
    if segments.len() < 2 && segments.first() == Some(&LIBRARY) || !segments.iter().all(plain) {
        return None;
    }
    if let [LIBRARY, rest @ ..] = segments.as_slice() {
        let module = rest.join(".");
        return Some(Target::Library { path: format!("{LIBRARY}/{}.yjs", rest.join("/")), module });
    }
    let folder = from.rfind(['/', '\\']).and_then(|at| from.get(..=at)).unwrap_or("");
    Some(Target::File(format!("{folder}{}.yjs", segments.join("/"))))
}
