//! The stages in a row: files → names → types → law → plan, for every bundle of a file.

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::acknowledged::Acknowledged;
use crate::names::linked::Linked;
use crate::names::{self, FileId, Loaded, Place, SourceFile, surface};
use crate::plan::{self, Docs, LowerError, Lowered, Places};
use crate::testcase::TestCase;
use crate::{law, types, unfold};
use lianban_runtime::plan::Plan;
use lianban_runtime::time::{Calendar, CalendarData, CalendarError};
use std::collections::BTreeMap;

/// What the compiler needs from outside: files by path, and the calendar to pin.
pub trait Host {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read, in words for people.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;

    /// The working-day calendar that plans pin (rule T1).
    fn calendar(&self) -> CalendarData;

    /// Values of parameters, name and value as people write them, that settle the bundles of the compiled file.
    fn parameters(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// A compiled bundle: the plan and what travels beside it.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The core form.
    pub plan: Plan,
    /// 测试.
    pub tests: Vec<TestCase>,
    /// Where the plan's rows stand.
    pub places: Places,
    /// Doc comments of the plan's rows.
    pub docs: Docs,
}

/// The result of compiling one file.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// The file (0) and everything it imports.
    pub sources: Vec<SourceFile>,
    /// The bundles without errors, in written order.
    pub bundles: Vec<Bundle>,
    /// What was found, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Warnings that the source says it knows of, with the reason why they are left.
    pub acknowledged: Vec<(Diagnostic, String)>,
    /// What it knows of.
    known: Vec<Known>,
}

/// 知悉, and whether there was such a warning.
#[derive(Clone, Debug)]
struct Known {
    written: Acknowledged,
    used: bool,
}

impl Compilation {
    /// Whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Files of which nothing could be made.
    #[must_use]
    pub fn refused(sources: Vec<SourceFile>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { sources, diagnostics, ..Self::default() }
    }

    /// Adds what was found later on, as by a proof.
    pub fn add(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(found);
        self.settle();
        d::sort(&mut self.diagnostics);
        self.diagnostics.dedup();
    }

    /// Puts aside the warnings that are acknowledged.
    fn settle(&mut self) {
        let known = &mut self.known;
        let acknowledged = &mut self.acknowledged;
        self.diagnostics.retain(|found| {
            let place = Place { file: found.file, span: found.span };
            let of_it =
                known.iter_mut().find(|known| !found.is_error() && known.written.covers(found.code, place));
            let Some(of_it) = of_it else { return true };
            of_it.used = true;
            let entry = (found.clone(), of_it.written.reason.clone());
            if !acknowledged.contains(&entry) {
                acknowledged.push(entry);
            }
            false
        });
        acknowledged.sort_by_key(|(found, _)| (found.file, found.span.start));
    }

    /// Reports what is acknowledged in the file itself and is not there: nobody should look for it any more.
    fn report_stale(&mut self) {
        let stale = self.known.iter().filter(|known| !known.used && known.written.within.file == FileId(0));
        let found: Vec<Diagnostic> =
            stale.map(|known| d::w0236_no_such_warning::no_such_warning(&known.written.code)).collect();
        self.diagnostics.extend(found);
    }
}

/// Compiles a file and everything it imports.
#[must_use]
pub fn compile(host: &dyn Host, path: &str) -> Compilation {
    let mut loaded = names::load(host, path);
    let mut found = std::mem::take(&mut loaded.diagnostics);
    if loaded.empty.first() == Some(&true) {
        found.push(d::e0003_empty_file::empty_file(FileId(0)));
    }
    let calendar = host.calendar();
    let closing = calendar.hours.last().map_or(0, |hours| hours.to_minute);
    for module in &loaded.modules {
        names::check_profiles(module, closing, &mut found);
    }
    let bundles = bundles(&loaded, &calendar, host.parameters(), &mut found);
    crate::echo::quiet(&mut found, &loaded.sources);
    unfold::tell_once(&mut found, &loaded.wholes);
    unfold::label_uses(&mut found, &loaded.uses);
    let written = loaded.modules.iter().flat_map(|module| module.acknowledged.iter().cloned());
    let known = written.map(|written| Known { written, used: false }).collect();
    let sources = loaded.sources;
    let mut compilation =
        Compilation { sources, bundles, diagnostics: found, acknowledged: Vec::new(), known };
    compilation.settle();
    compilation.diagnostics = in_order(std::mem::take(&mut compilation.diagnostics));
    compilation
}

/// Most errors, and most other findings, that are listed.
const MAX_LISTED: usize = 200;

/// Findings in their one order, without repetitions. Past the limit the others are counted: an error is never left
/// out in favour of a warning.
fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    d::sort(&mut found);
    found.dedup();
    let (mut errors, mut others) = (0_usize, 0_usize);
    let (kept, left): (Vec<Diagnostic>, Vec<Diagnostic>) = found.into_iter().partition(|diagnostic| {
        let count = if diagnostic.is_error() { &mut errors } else { &mut others };
        *count = count.saturating_add(1);
        *count <= MAX_LISTED
    });
    let note = left.first().map(|first| d::e0010_more_findings::more_findings(first, left.len()));
    kept.into_iter().chain(note).collect()
}

/// Compiles a file and proves the promises of its bundles: a broken promise is an error (rule S1).
#[must_use]
pub fn check(host: &dyn Host, path: &str) -> Compilation {
    let mut compilation = compile(host, path);
    let found: Vec<Diagnostic> =
        compilation.bundles.iter().flat_map(|bundle| law::promises::check(bundle).1).collect();
    compilation.add(found);
    if !compilation.has_errors() {
        compilation.report_stale();
        d::sort(&mut compilation.diagnostics);
    }
    compilation
}

/// Compiles the bundles of file 0. Errors of the notation do not hide those of meaning, but no plan is made of a
/// file that has any.
fn bundles(
    loaded: &Loaded,
    calendar: &CalendarData,
    parameters: Vec<(String, String)>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Bundle> {
    let Some(module) = loaded.modules.first() else { return Vec::new() };
    let externals = loaded.externals(FileId(0));
    let broken = found.iter().any(Diagnostic::is_error);
    let calendar = Pinned { data: calendar, days: Calendar::new(calendar.clone()), parameters };
    let mut seen: BTreeMap<(&str, &str), Place> = BTreeMap::new();
    let mut compiled = Vec::new();
    for job in jobs(module) {
        let mut own = Vec::new();
        let mut copied = false;
        let each = |bundle: &surface::Bundle| bundle.items.iter().any(|item| item.each.is_some());
        let place = match &job {
            Job::Written(bundle) => bundle.place,
            Job::Derived(_, derived) => derived.name.place,
        };
        let result = match job {
            Job::Written(bundle) => {
                copied |= each(bundle);
                clash((&bundle.name, "", bundle.place), &mut seen, &mut own);
                one(bundle, &externals, &calendar, None, &mut own)
            }
            Job::Derived(at, derived) => {
                let (name, region) = (&derived.name.value, &derived.region.value);
                clash((name, region, derived.name.place), &mut seen, &mut own);
                let regional = unfold::regional::unfold(loaded, FileId(0), at, &mut own);
                regional.and_then(|regional| {
                    copied |= each(&regional.bundle);
                    regional_bundle(loaded, &regional, &calendar, &mut own)
                })
            }
        };
        if copied {
            unfold::once(&mut own);
        }
        let errors = own.iter().any(Diagnostic::is_error);
        if broken {
            own.retain(|diagnostic| !is_echo(diagnostic));
        }
        found.append(&mut own);
        if result.is_none() && !errors && !broken {
            // Nothing that is written may come to nothing in silence.
            found.push(d::e0412_internal::internal(place, "no bundle, and nothing is wrong with it"));
        }
        compiled.extend(result.filter(|_| !broken && !errors));
    }
    compiled
}

/// A bundle of the file: written out, or derived (by position).
enum Job<'a> {
    Written(&'a surface::Bundle),
    Derived(usize, &'a surface::Derived),
}

/// The bundles of a file in written order.
fn jobs(module: &surface::Module) -> Vec<Job<'_>> {
    let mut jobs: Vec<(Place, Job<'_>)> =
        module.bundles.iter().map(|bundle| (bundle.place, Job::Written(bundle))).collect();
    let derived = module.derived.iter().enumerate();
    jobs.extend(derived.map(|(at, derived)| (derived.name.place, Job::Derived(at, derived))));
    jobs.sort_by_key(|(place, _)| *place);
    jobs.into_iter().map(|(_, job)| job).collect()
}

/// A derived bundle, compared with its base.
fn regional_bundle(
    loaded: &Loaded,
    regional: &unfold::regional::Regional,
    calendar: &Pinned<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Bundle> {
    let mut externals = loaded.externals_with(FileId(0), &regional.files);
    let mut theirs = loaded.externals_with(regional.base_file, &regional.base_files);
    externals.plain_days.extend(&regional.plain_days);
    theirs.plain_days.extend(&regional.plain_days);
    // What is wrong with the base is told where it stands: here, in what is taken over from it.
    let base = unfold::bundle(&regional.base, &theirs, &mut Vec::new());
    let base = names::link(&base, &theirs).linked;
    let base = Base { linked: &base, regional, sources: &loaded.sources };
    one(&regional.bundle, &externals, calendar, Some(&base), found)
}

/// What a derived bundle is compared with.
struct Base<'a> {
    linked: &'a Linked,
    regional: &'a unfold::regional::Regional,
    sources: &'a [SourceFile],
}

impl Base<'_> {
    /// What the base declares need not be used here: who asks for less leaves some of it over.
    fn is_left_over(&self, found: &Diagnostic) -> bool {
        const UNUSED: [&str; 3] = [
            d::w0403_unused_material::INFO.code,
            d::w0406_idle_joint::INFO.code,
            d::w0482_unused_field::INFO.code,
        ];
        let base = &self.regional.base;
        let names = base.materials.iter().map(|material| &material.name);
        let names = names.chain(base.fields.iter().map(|field| &field.name));
        let mut places = names.chain(base.joints.iter().map(|joint| &joint.name)).map(|name| name.place);
        UNUSED.contains(&found.code) && places.any(|at| (at.file, at.span) == (found.file, found.span))
    }
}

/// Findings that say what is missing or unused: where some words could not be read, they may be no more than an echo.
fn is_echo(diagnostic: &Diagnostic) -> bool {
    !diagnostic.is_error() || diagnostic.code == d::e0217_no_items::INFO.code
}

/// Two bundles of one file may not share a name, and two that stand on one base no region.
fn clash<'a>(
    (name, region, place): (&'a str, &'a str, Place),
    seen: &mut BTreeMap<(&'a str, &'a str), Place>,
    found: &mut Vec<Diagnostic>,
) {
    let kind = names::Kind::Bundle;
    match seen.get(&(name, region)) {
        Some(first) => {
            let name = names::Spanned::new(name.to_owned(), place);
            let first = names::Entity { kind, at: 0, place: *first };
            found.push(d::e0205_name_clash::name_clash(&name, kind, &first));
        }
        None => {
            seen.insert((name, region), place);
        }
    }
}

/// What is the same for all bundles of a compilation: the calendar, compiled once, and parameters given from outside.
struct Pinned<'a> {
    parameters: Vec<(String, String)>,
    data: &'a CalendarData,
    days: Result<Calendar, CalendarError>,
}

/// One bundle through all stages; none if any of them found an error.
fn one(
    bundle: &surface::Bundle,
    externals: &names::Externals<'_>,
    calendar: &Pinned<'_>,
    base: Option<&Base<'_>>,
    found: &mut Vec<Diagnostic>,
) -> Option<Bundle> {
    let bundle = &*unfold::bundle(bundle, externals, found);
    let link = names::link(bundle, externals);
    let (linked, names) = (link.linked, link.names);
    found.extend(link.diagnostics);
    let (mut typed, typing) = types::check(&linked, &names);
    found.extend(typing);
    let days = match &calendar.days {
        Ok(days) => days,
        Err(error) => {
            found.push(d::e0412_internal::internal(bundle.place, &error.to_string()));
            return None;
        }
    };
    found.extend(law::check(&linked, days));
    if let Some(Base { linked: base, regional, sources }) = base {
        let changed = &regional.changed;
        let compared = law::regional::Compared { base, here: &linked, changed, sources, calendar: days };
        law::regional::check(&compared, found);
    }
    law::rules::check(&linked, &typed, days, found);
    if let Some(base) = base {
        found.retain(|one| !base.is_left_over(one));
    }
    let (settled, settling) = types::settled_answers(&linked, &names, &typed, (days, &calendar.parameters));
    typed.fixed = settled;
    found.extend(settling);
    let (mut tests, testing) = types::test_cases(&linked, &names, &typed, days);
    found.extend(testing);
    types::settle(&mut typed, &mut tests);
    if bundle.damaged || found.iter().any(Diagnostic::is_error) {
        return None;
    }
    let idle = linked.tests.iter().filter(|test| test.expectations.is_empty());
    found.extend(idle.map(|test| d::w0423_nothing_expected::nothing_expected(&test.name)));
    let lowered = lower(&linked, typed, calendar.data, found)?;
    Some(Bundle { plan: lowered.plan, tests, places: lowered.places, docs: lowered.docs })
}

fn lower(
    linked: &Linked,
    typed: types::Typed,
    calendar: &CalendarData,
    found: &mut Vec<Diagnostic>,
) -> Option<Lowered> {
    match plan::lower(linked, typed, calendar.clone()) {
        Ok(lowered) => {
            let late = law::between::check(&lowered);
            let whole = late.is_empty();
            found.extend(late);
            Some(lowered).filter(|_| whole)
        }
        Err(LowerError::TooMany | LowerError::Cycle) => {
            found.push(d::e0412_internal::internal(linked.name.place, "flow"));
            None
        }
        Err(LowerError::Inconsistent(error)) => {
            found.push(d::e0412_internal::internal(linked.name.place, &error.to_string()));
            None
        }
    }
}
