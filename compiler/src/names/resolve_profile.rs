//! 辖区规则: which one holds for the bundle, and which for items of a kind.
//!
//! For the bundle: the one it names; else the one with the longest name of a region that the bundle's 适用 begins with;
//! else 行政许可法. For an item: the one it names; else the one whose 适用事项 is its kind, or begins one of its 依据;
//! else the bundle's. A profile stands on the next wider one: what it does not write is taken from there. Declarations
//! of the file come before imported ones, those before the library's, which are known without an import.

use super::from_syntax;
use super::namespace::{Entity, Externals, Kind};
use super::place::{FileId, Name, Spanned};
use super::profile::{Profile, Rules};
use super::resolve::Resolver;
use crate::diagnostics as d;
use crate::suggest;
use crate::syntax;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The module of the standard library that everybody knows.
const LIBRARY: &str = "辖区规则";

/// The profile under all others.
pub const NATIONAL: &str = "行政许可法";

/// The profiles of the standard library. Their places lie in no file of the compilation: nothing points there.
pub fn library() -> &'static [Profile] {
    static PROFILES: OnceLock<Vec<Profile>> = OnceLock::new();
    PROFILES.get_or_init(|| {
        let file = FileId(u32::MAX);
        let text = lianban_stdlib::module(LIBRARY).unwrap_or_default();
        let (tree, _) = syntax::parse_file(text, file);
        from_syntax::module(file, &tree).0.profiles
    })
}

/// All profiles in reach, nearest first: of the file, imported, of the library unless one of that name is nearer.
fn tiers<'a>(externals: &Externals<'a>) -> [Vec<&'a Profile>; 3] {
    let [own, imported] = externals.profiles();
    let known = |profile: &&Profile| {
        !own.iter().chain(imported).any(|nearer| nearer.name.value == profile.name.value)
    };
    [own.clone(), imported.clone(), library().iter().filter(known).collect()]
}

impl Resolver<'_> {
    /// Chooses the profiles of the bundle and of its items.
    pub fn profiles(&mut self) {
        let tiers = tiers(self.externals);
        let national = self.named_rules(&tiers, NATIONAL, &Rules::national());
        let region = self.bundle.region.as_ref();
        let own = match &self.bundle.profile {
            Some(name) => self.profile_named(&tiers, name),
            None => region.and_then(|region| self.profile_of_region(&tiers, region)),
        };
        let base = own.map_or_else(|| national.clone(), |profile| national.under(profile));
        self.linked.profiles = vec![base.clone()];
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        known.insert(own.map_or(NATIONAL, |profile| profile.name.value.as_str()), 0);
        let bundle = self.bundle;
        for (at, item) in bundle.items.iter().enumerate() {
            let profile = match &item.profile {
                Some(name) => self.profile_named(&tiers, name),
                None => for_item(&tiers, item),
            };
            let Some(profile) = profile else { continue };
            let next = self.linked.profiles.len();
            let position = *known.entry(profile.name.value.as_str()).or_insert(next);
            if position == next {
                self.linked.profiles.push(Rules { core: receipt_of(&base, profile), ..base.under(profile) });
            }
            if let Some(item) = self.linked.items.get_mut(at) {
                item.profile = position;
            }
        }
        self.checks();
    }

    /// 事后核查 of 辖区规则 for every 核查 that writes no limit.
    fn checks(&mut self) {
        for item in &mut self.linked.items {
            let Some(amount) = self.linked.profiles.get(item.profile).and_then(|rules| rules.check) else {
                continue;
            };
            let open = item.steps.iter_mut().filter(|step| step.check && step.limit.is_none());
            open.for_each(|step| step.limit = Some(Spanned::new(amount, step.name.place)));
        }
    }

    /// 行政许可法 of the nearest tier, on what the runtime takes for it.
    fn named_rules(&self, tiers: &[Vec<&Profile>; 3], name: &str, under: &Rules) -> Rules {
        let found = tiers.iter().flatten().find(|profile| profile.name.value == name);
        found.map_or_else(|| under.clone(), |profile| under.under(profile))
    }

    fn profile_named<'p>(&mut self, tiers: &[Vec<&'p Profile>; 3], name: &Name) -> Option<&'p Profile> {
        let found = tiers.iter().find_map(|tier| {
            let mut same = tier.iter().filter(|profile| profile.name.value == name.value);
            same.next().map(|first| (*first, same.next().copied()))
        });
        match found {
            Some((first, None)) => Some(first),
            Some((first, Some(second))) => {
                let places = (first.name.place, second.name.place);
                let found = if first.name.place.file == second.name.place.file {
                    // The file itself has been told of the clash.
                    return Some(first);
                } else {
                    let modules = self.externals.called(places);
                    d::e0215_ambiguous_import::ambiguous_import(name, Kind::Profile, places, modules)
                };
                self.diagnostics.push(found);
                Some(first)
            }
            None => {
                if !self.names.is_poisoned(&name.value) {
                    let known = tiers.iter().flatten().map(|profile| profile.name.value.as_str());
                    let close = suggest::close(&name.value, known);
                    self.diagnostics.push(d::e0206_unknown_name::unknown_name(name, Kind::Profile, &close));
                }
                None
            }
        }
    }

    /// The profile whose 适用 fits best; two of one tier that fit equally well are reported.
    fn profile_of_region<'p>(&mut self, tiers: &[Vec<&'p Profile>; 3], region: &Name) -> Option<&'p Profile> {
        let fit = |profile: &Profile| {
            let fitting = profile.regions.iter().filter(|known| region.value.starts_with(&known.value));
            fitting.map(|known| known.value.len()).max()
        };
        let mut best: Option<(usize, &'p Profile)> = None;
        let mut equal: Option<&'p Profile> = None;
        for tier in tiers {
            let longest = best.map_or(0, |(length, _)| length);
            for (length, profile) in tier.iter().filter_map(|profile| Some((fit(profile)?, *profile))) {
                if length > best.map_or(0, |(length, _)| length) {
                    (best, equal) = (Some((length, profile)), None);
                } else if length == best.map_or(0, |(length, _)| length) && length > longest {
                    equal = Some(profile);
                }
            }
        }
        let (_, profile) = best?;
        if let Some(other) = equal.filter(|other| other.name.value != profile.name.value) {
            self.diagnostics.push(d::e0461_two_profiles::two_profiles(region, profile, other));
        }
        Some(profile)
    }
}

/// The profile for items of this kind, or for items that rest on this law.
fn for_item<'p>(tiers: &[Vec<&'p Profile>; 3], item: &super::surface::Item) -> Option<&'p Profile> {
    let fits = |wanted: &Name| {
        item.kind == wanted.value
            || item.basis.iter().any(|basis| law_of(&basis.value).starts_with(&wanted.value))
    };
    tiers.iter().flatten().find(|profile| profile.items.iter().any(fits)).copied()
}

/// The law that a 依据 names: its text without marks before it.
fn law_of(basis: &str) -> &str {
    basis.trim_start_matches(['《', '“', '"', ' ']).trim_start_matches("中华人民共和国")
}

/// What the item's profile says, but received as the bundle is: there is one receipt.
fn receipt_of(bundle: &Rules, profile: &Profile) -> lianban_runtime::plan::Profile {
    let receipt = bundle.core.receipt;
    lianban_runtime::plan::Profile { receipt, ..bundle.under(profile).core }
}

/// Two profiles of one file that share a name; profiles whose rows contradict each other.
pub fn check(module: &super::surface::Module, closing: u32, found: &mut Vec<d::Diagnostic>) {
    let mut seen: BTreeMap<&str, super::Place> = BTreeMap::new();
    for profile in &module.profiles {
        match seen.get(profile.name.value.as_str()) {
            Some(first) => {
                let first = Entity { kind: Kind::Profile, at: 0, place: *first };
                found.push(d::e0205_name_clash::name_clash(&profile.name, Kind::Profile, &first));
            }
            None => {
                seen.insert(&profile.name.value, profile.name.place);
            }
        }
        if let Some(until) = profile.receipt_until.as_ref().filter(|until| until.value > closing) {
            found.push(d::e0460_receipt_after_closing::receipt_after_closing(
                until.place,
                until.value,
                closing,
            ));
        }
        let receipt = profile.receipt_until.as_ref().map(|until| until.place);
        let receipt = receipt.or(profile.rest_day.as_ref().map(|day| day.place));
        if let (Some(place), Some(item)) = (receipt, profile.items.first()) {
            found.push(d::e0462_receipt_of_items::receipt_of_items(place, item));
        }
    }
}
