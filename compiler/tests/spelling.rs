//! A hundred spelling mistakes, seeded, in the shipped bundle: at least ninety are found where they are, with the right
//! word suggested first.

mod support;

use lianban_compiler::check;
use lianban_compiler::diagnostics::{Diagnostic, FileId};
use lianban_compiler::syntax::keywords::Keyword;
use lianban_compiler::syntax::parse_file;
use lianban_compiler::syntax::tree::{Entry, Term, TermKind};
use std::collections::BTreeMap;
use std::fmt::Write;
use support::{Files, listing};

const BUNDLE: &str = include_str!("../../bundles/我要开餐馆/我要开餐馆.yjs");
const SYLLABLES: &str = include_str!("../src/suggest/pinyin.txt");

/// Look-alikes, written down apart from the compiler's own table.
const LOOKS: &[(char, char)] = &[
    ('日', '曰'),
    ('日', '目'),
    ('未', '末'),
    ('今', '令'),
    ('人', '入'),
    ('土', '士'),
    ('材', '村'),
    ('件', '仵'),
    ('牌', '脾'),
    ('证', '征'),
    ('期', '朝'),
    ('门', '问'),
    ('限', '艰'),
    ('开', '并'),
    ('项', '顶'),
    ('市', '巿'),
    ('局', '居'),
    ('受', '爱'),
    ('要', '耍'),
];
/// Traditional characters that a font or a copy brings in.
const FORMS: &[(char, char)] = &[
    ('项', '項'),
    ('证', '證'),
    ('许', '許'),
    ('办', '辦'),
    ('设', '設'),
    ('业', '業'),
    ('执', '執'),
    ('营', '營'),
    ('产', '產'),
    ('联', '聯'),
    ('门', '門'),
    ('时', '時'),
    ('场', '場'),
    ('检', '檢'),
    ('测', '測'),
    ('试', '試'),
    ('环', '環'),
    ('诺', '諾'),
    ('来', '來'),
    ('监', '監'),
];
/// Words people write for units.
const UNITS: &[(&str, &[&str])] = &[
    ("工作日", &["工作天", "工做日", "作日", "工作曰", "工日", "工作日期"]),
    ("份", &["分", "份儿", "仹"]),
    ("次", &["词", "次数", "刺"]),
    ("㎡", &["平方", "平方迷", "平方米米", "米方", "平放米"]),
];

/// Where a word stands that the compiler must understand.
struct Site {
    start: usize,
    end: usize,
    word: String,
    unit: bool,
}

/// A small generator; the seed is all its state.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        if from.is_empty() { None } else { Some(from[self.below(from.len())]) }
    }
}

#[test]
fn ninety_of_a_hundred_spelling_mistakes_are_understood() {
    let mut total = 0;
    for seed in [20_260_930, 1, 2] {
        let (understood, report) = mistakes(seed);
        println!("seed {seed}: {understood} of 100\n{report}");
        assert!(understood >= 90, "seed {seed}: {understood} of 100\n{report}");
        total += understood;
    }
    assert!(total >= 280, "{total} of 300");
}

fn mistakes(seed: u64) -> (usize, String) {
    let mut random = Random(seed);
    let sites = sites();
    let (mut made, mut understood, mut report) = (0, 0, String::new());
    while made < 100 {
        let site = &sites[random.below(sites.len())];
        let Some((kind, wrong)) = slip(site, &mut random) else { continue };
        if wrong == site.word || known(&wrong, &sites) {
            continue;
        }
        made += 1;
        let text = format!("{}{wrong}{}", &BUNDLE[..site.start], &BUNDLE[site.end..]);
        let compilation = check(&Files::one(&text), "a.yjs");
        let span = (site.start, site.start + wrong.len());
        if compilation.diagnostics.iter().any(|found| names(found, span, site)) {
            understood += 1;
        } else {
            let line = BUNDLE[..site.start].lines().count();
            let _ =
                writeln!(report, "- {kind}, line {line}: {} → {wrong}\n{}", site.word, listing(&compilation));
        }
    }
    (understood, report)
}

/// Whether a finding stands at the mistake and offers the right word first.
fn names(found: &Diagnostic, (start, end): (usize, usize), site: &Site) -> bool {
    let here = (found.span.start as usize) < end && start < found.span.end as usize;
    let offered = found.fixes.first().and_then(|fix| fix.edits.first()).map(|edit| edit.text.as_str());
    let offered = offered.map(|text| text.trim_matches(['《', '》'])).unwrap_or_default();
    let unit = |word: &str| lianban_compiler::syntax::units::lookup(word).map(|unit| unit.zh);
    here && found.is_error() && (offered == site.word || site.unit && unit(offered) == unit(&site.word))
}

fn known(word: &str, sites: &[Site]) -> bool {
    Keyword::from_spelling(word).is_some()
        || lianban_compiler::syntax::units::lookup(word).is_some()
        || sites.iter().any(|site| site.word == word)
}

/// One mistake of a random kind, if the word allows it.
fn slip(site: &Site, random: &mut Random) -> Option<(&'static str, String)> {
    let letters: Vec<char> = site.word.chars().collect();
    if site.unit {
        let row = UNITS.iter().find(|(unit, _)| *unit == site.word)?;
        return Some(("unit", random.pick(row.1)?.to_owned()));
    }
    let at = random.below(letters.len());
    let with = |letter: char| {
        let mut changed = letters.clone();
        changed[at] = letter;
        changed.into_iter().collect::<String>()
    };
    Some(match random.below(8) {
        0..=2 => ("one sound", with(random.pick(&sounds(letters[at]))?)),
        3 => {
            let all = letters.iter().map(|letter| random.pick(&sounds(*letter)));
            ("all sounds", all.collect::<Option<String>>().filter(|_| letters.len() <= 4)?)
        }
        4 => {
            let pairs = LOOKS.iter().chain(FORMS).filter(|(right, _)| *right == letters[at]);
            ("look", with(random.pick(&pairs.map(|(_, wrong)| *wrong).collect::<Vec<char>>())?))
        }
        5 if letters.len() >= 3 => {
            let mut shorter = letters.clone();
            shorter.remove(at);
            ("dropped", shorter.into_iter().collect())
        }
        6 => {
            let mut longer = letters.clone();
            longer.insert(at, letters[at]);
            ("doubled", longer.into_iter().collect())
        }
        7 if at > 0 => {
            let mut swapped = letters.clone();
            swapped.swap(at - 1, at);
            ("swapped", swapped.into_iter().collect())
        }
        _ => return None,
    })
}

/// The commonest characters of the same sound (GB2312 puts them first).
fn sounds(letter: char) -> Vec<char> {
    let row = SYLLABLES.lines().filter(|line| !line.starts_with('#')).find(|line| line.contains(letter));
    let others = row.and_then(|line| line.split_once(' ')).map(|(_, all)| all.chars().collect::<Vec<char>>());
    others.unwrap_or_default().into_iter().filter(|other| *other != letter).take(10).collect()
}

/// Keywords, units, and names where they are used (not where they are declared, and not free words).
fn sites() -> Vec<Site> {
    let (tree, found) = parse_file(BUNDLE, FileId(0));
    assert!(found.is_empty());
    let mut walk = Walk { sites: Vec::new(), seen: BTreeMap::new() };
    walk.entries(&tree.entries);
    let names = walk.seen;
    walk.sites
        .retain(|site| Keyword::from_spelling(&site.word).is_some() || site.unit || names[&site.word] > 1);
    walk.sites
}

struct Walk {
    sites: Vec<Site>,
    seen: BTreeMap<String, usize>,
}

impl Walk {
    fn entries(&mut self, entries: &[Entry]) {
        for entry in entries {
            self.terms(&entry.terms);
        }
    }

    fn terms(&mut self, terms: &[Term]) {
        let first = terms.first().map(|term| &term.kind);
        let free = matches!(
            first,
            Some(TermKind::Word(Keyword::Region | Keyword::Audience | Keyword::Short | Keyword::Bundle))
        );
        for (at, term) in terms.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &terms[before].kind);
            match &term.kind {
                TermKind::Block(block) => self.entries(&block.entries),
                TermKind::Group(inner) => self.terms(inner),
                TermKind::Word(keyword) => self.site(term, keyword.zh(), false),
                TermKind::Quantity { unit, .. } => self.site(term, unit, true),
                TermKind::Name { text, .. } => {
                    let seen = self.seen.entry(text.clone()).or_default();
                    *seen += 1;
                    let declared = at == 1
                        && matches!(
                            before,
                            Some(TermKind::Word(
                                Keyword::Item
                                    | Keyword::Joint
                                    | Keyword::Department
                                    | Keyword::Material
                                    | Keyword::Produces
                            ))
                        );
                    let kind = at > 2 && matches!(before, Some(TermKind::Word(Keyword::Is)));
                    let path = matches!(first, Some(TermKind::Word(Keyword::Source)));
                    let choice = matches!(
                        terms.get(1).map(|t| &t.kind),
                        Some(TermKind::Symbol(lianban_compiler::syntax::tree::Symbol::Colon))
                    );
                    if !(free || declared || kind || path || choice) {
                        self.site(term, text, false);
                    }
                }
                _ => {}
            }
        }
    }

    /// The place of `word` within a term.
    fn site(&mut self, term: &Term, word: &str, unit: bool) {
        let (from, to) = (term.span.start as usize, term.span.end as usize);
        if let Some(at) = BUNDLE[from..to].rfind(word) {
            let start = from + at;
            self.sites.push(Site { start, end: start + word.len(), word: word.to_owned(), unit });
        }
    }
}

/// A misspelt name of a module is one of that module.
#[test]
fn a_qualified_name_is_compared_with_what_its_module_declares() {
    let library = "材料 《居民身份证》、《营业执照》\n部门 公安局\n";
    for (handler, need, fix) in [
        ("甲局", "甲库.《居民身分证》", Some("甲库.居民身份证")),
        ("甲库.公案局", "甲库.居民身份证", Some("甲库.公安局")),
        ("甲局", "甲库.《完全不同》", None),
    ] {
        let text = format!(
            "引入 甲库\n一件事 甲事 {{\n    承诺 {{ 时限 1 工作日 }}\n    部门 甲局\n    材料 《居民身分证件》\n    事项 一办 是 公共服务 {{ 承办 {handler}；承诺 1 工作日；需要 《居民身分证件》、{need} }}\n}}\n"
        );
        let host = support::Files(
            [("a.yjs".to_owned(), text), ("甲库.yjs".to_owned(), library.to_owned())].into_iter().collect(),
        );
        let found = check(&host, "a.yjs").diagnostics;
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].fixes.first().map(|fix| fix.edits[0].text.as_str()), fix, "{found:#?}");
        assert!(found[0].help.as_ref().is_none_or(|help| !help.zh.contains("材料 《")), "{found:#?}");
    }
}

/// What `从` and `到` can name, is said.
#[test]
fn a_limit_can_run_from_more_than_items() {
    let text = "一件事 甲事 {\n    承诺 { 时限 3 工作日；时限 1 工作日 从 没有 到 一办 }\n    部门 甲局\n    事项 一办 是 公共服务 { 承办 甲局；承诺 1 工作日 }\n}\n";
    let found = check(&Files::one(text), "a.yjs").diagnostics;
    assert_eq!(found.len(), 1, "{found:#?}");
    for word in ["事项", "环节", "联合", "阶段", "里程碑", "材料"] {
        assert!(found[0].message.zh.contains(word), "{word}");
    }
}
