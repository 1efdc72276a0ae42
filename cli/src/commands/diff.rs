//! `diff OLD NEW`: what a change means for applicants, departments and promises.

use crate::args::{Diff, DiffFormat, Global};
use crate::case_store::{of_case, of_store};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::findings::{Finding, Findings, Severity};
use crate::host::Disk;
use crate::load::{self, Depth, Loaded};
use crate::output::Context;
use crate::words::Words;
use lianban_compiler::Bundle;
use lianban_compiler::impact::{Impact, compare};
use lianban_compiler::proof::Proof;
use lianban_render::{Diagram, ImpactReport, Report, impact};
use lianban_runtime::plan::Plan;
use lianban_store::{Filter, Statuses};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Cases that are read at a time.
const PAGE: u32 = 1_000;

/// Findings that only one side has.
#[derive(Serialize)]
struct Law {
    introduced: Vec<Told>,
    mended: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    code: String,
    message: String,
}

/// Cases of the bundle that are not finished.
#[derive(Serialize)]
struct InHand {
    open: u64,
    /// Of these, on the old plan.
    on_old_plan: u64,
}

#[derive(Serialize)]
struct Pair {
    /// Both flows in one drawing, where it is asked for and can be read.
    #[serde(skip)]
    picture: Option<String>,
    #[serde(flatten)]
    impact: Impact,
    law: Law,
    #[serde(skip_serializing_if = "Option::is_none")]
    cases: Option<InHand>,
}

/// The document where there is more than one bundle.
#[derive(Serialize)]
struct Document {
    bundles: Vec<Pair>,
    /// Bundles that only the new side has.
    added: Vec<String>,
    /// Bundles that only the old side has.
    removed: Vec<String>,
}

/// Runs the command.
pub fn run(options: &Diff, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let disk = Disk::new(global)?;
    let side = |path: &PathBuf| -> Result<(Loaded, Vec<Vec<Proof>>), Failure> {
        // What is not there cannot be told from what was taken out.
        there(path)?;
        let mut loaded = load::all(&disk, std::slice::from_ref(path), Depth::Compile, context.lang)?;
        let proofs = loaded.compilations.iter_mut().map(super::prove::prove_all).collect::<Result<_, _>>()?;
        loaded.collect(&disk, context.lang);
        Ok((loaded, proofs))
    };
    let ((old, old_proofs), (new, new_proofs)) = (side(&options.old)?, side(&options.new)?);
    for loaded in [&old, &new] {
        if let Some(exit) = without_bundle(loaded, context)? {
            return Ok(exit);
        }
    }
    let (before, after) = (findings(&old, context), findings(&new, context));
    let (was, is) = (known(&old, &before, &old_proofs), known(&new, &after, &new_proofs));
    let document = document(options, (&was, &is))?;
    if context.json() || options.kind == DiffFormat::Json {
        print_json(&document, options, context)?;
    } else if options.kind == DiffFormat::Svg {
        print_picture(&document, options, context)?;
    } else {
        print_report(&document, options, context)?;
    }
    let broken = document.bundles.iter().any(|pair| pair.impact.breaks_a_promise());
    Ok(if broken || new.findings.errors > 0 { Exit::Wrong } else { Exit::Fine })
}

fn there(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let name = files::shown(path);
    Err(Failure::environment(Words::new(format!("找不到 {name}"), format!("{name} does not exist"))))
}

/// A side whose errors leave no bundle to be compared.
fn without_bundle(loaded: &Loaded, context: &Context) -> Result<Option<Exit>, Failure> {
    let bundles = loaded.compilations.iter().map(|compilation| compilation.bundles.len()).sum::<usize>();
    if bundles > 0 || loaded.findings.errors == 0 {
        return Ok(None);
    }
    loaded.stop_on_errors(context)
}

/// A bundle with what was found in its file.
struct Known<'a> {
    bundle: &'a Bundle,
    proof: &'a Proof,
    findings: &'a Findings,
}

/// What was found in each file.
fn findings(loaded: &Loaded, context: &Context) -> Vec<Findings> {
    let files = loaded.compilations.iter();
    files.map(|compilation| Findings::of(compilation, context.lang.into(), |_| 0)).collect()
}

/// The bundles of a side, with the proofs and the findings by file.
fn known<'a>(loaded: &'a Loaded, findings: &'a [Findings], proofs: &'a [Vec<Proof>]) -> Vec<Known<'a>> {
    let files = loaded.compilations.iter().zip(findings).zip(proofs);
    let bundles = files.flat_map(|((compilation, findings), proofs)| {
        let proved = compilation.bundles.iter().zip(proofs);
        proved.map(move |(bundle, proof)| Known { bundle, proof, findings })
    });
    bundles.collect()
}

/// Bundles of one name and region belong together; the only one of each side does whatever it is called.
fn document(options: &Diff, (was, is): (&[Known<'_>], &[Known<'_>])) -> Result<Document, Failure> {
    let called = |known: &Known<'_>| (known.bundle.plan.name.clone(), known.bundle.plan.region.clone());
    let full = |known: &Known<'_>| load::full_name(&known.bundle.plan.name, &known.bundle.plan.region, true);
    let alone = was.len() == 1 && is.len() == 1;
    let mut document = Document { bundles: Vec::new(), added: Vec::new(), removed: Vec::new() };
    for after in is {
        match was.iter().find(|before| alone || called(before) == called(after)) {
            Some(before) => document.bundles.push(pair(before, after, options)?),
            None => document.added.push(full(after)),
        }
    }
    let names: BTreeSet<_> = is.iter().map(called).collect();
    document.removed =
        was.iter().filter(|before| !alone && !names.contains(&called(before))).map(full).collect();
    Ok(document)
}

fn pair(old: &Known<'_>, new: &Known<'_>, options: &Diff) -> Result<Pair, Failure> {
    let impact = compare((&old.bundle.plan, old.proof), (&new.bundle.plan, new.proof));
    let law = law(&old.findings.diagnostics, &new.findings.diagnostics);
    let cases = options.store.is_some().then(|| in_hand(options, old.bundle)).transpose()?;
    let drawn = matches!(options.kind, DiffFormat::Html | DiffFormat::Svg);
    let picture = if drawn { picture(&old.bundle.plan, &new.bundle.plan) } else { None };
    Ok(Pair { picture, impact, law, cases })
}

/// Findings by code and words; where they stand does not matter.
fn law(old: &[Finding], new: &[Finding]) -> Law {
    let grave = |finding: &&Finding| finding.severity <= Severity::Warning;
    let count = |findings: &[Finding]| {
        let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
        for finding in findings.iter().filter(grave) {
            *found.entry((finding.code.clone(), finding.message.clone())).or_default() += 1;
        }
        found
    };
    let (before, after) = (count(old), count(new));
    let more = |one: &BTreeMap<(String, String), usize>, than: &BTreeMap<(String, String), usize>| {
        let more = one.iter().filter(|(key, times)| than.get(key).is_none_or(|other| other < times));
        more.map(|((code, message), _)| Told { code: code.clone(), message: message.clone() }).collect()
    };
    Law { introduced: more(&after, &before), mended: more(&before, &after) }
}

/// How many cases of the bundle are in hand.
fn in_hand(options: &Diff, old: &Bundle) -> Result<InHand, Failure> {
    let within = options.within();
    let mut store = within.view()?;
    let statuses = Statuses::OPEN.iter().copied().collect::<Statuses>();
    let filter = Filter { statuses, due_before: None };
    let hash = old.plan.hash();
    let mut found = InHand { open: 0, on_old_plan: 0 };
    let mut after = None;
    loop {
        let page = store.page(&filter, after, PAGE).map_err(of_store)?;
        for case in &page.cases {
            let engine = store.engine(case.plan).map_err(|error| of_case(error.into()))?;
            let same = (&engine.plan().name, &engine.plan().region) == (&old.plan.name, &old.plan.region);
            if same {
                found.open += 1;
                found.on_old_plan += u64::from(*engine.plan_hash() == hash);
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}

fn print_json(document: &Document, options: &Diff, context: &Context) -> Result<(), Failure> {
    let alone = document.added.is_empty() && document.removed.is_empty();
    let text = match document.bundles.as_slice() {
        [only] if alone => crate::output::to_json(only)?,
        _ => crate::output::to_json(document)?,
    };
    put(&text, options, context)
}

fn print_report(document: &Document, options: &Diff, context: &Context) -> Result<(), Failure> {
    let english = context.pick("zh", "en") == "en";
    let told = |told: &[Told]| -> Vec<(String, String)> {
        told.iter().map(|one| (one.code.clone(), one.message.clone())).collect()
    };
    let mut report: Option<Report> = None;
    for pair in &document.bundles {
        let (introduced, mended) = (told(&pair.law.introduced), told(&pair.law.mended));
        let one = impact(ImpactReport {
            picture: pair.picture.as_deref(),
            impact: &pair.impact,
            introduced: &introduced,
            mended: &mended,
            cases: pair.cases.as_ref().map(|cases| (cases.open, cases.on_old_plan)),
            english,
        });
        report = Some(match report {
            None => one,
            Some(before) => before.followed_by(one),
        });
    }
    let title = context.pick("改了什么", "What changes");
    let mut report = report.unwrap_or_else(|| Report::titled(title, english));
    report.only_on_one_side(&document.added, &document.removed);
    let text = match options.kind {
        DiffFormat::Html => report.to_html(),
        DiffFormat::Md => report.to_markdown(),
        DiffFormat::Human | DiffFormat::Json | DiffFormat::Svg => report.to_text(),
    };
    put(&text, options, context)
}

/// Both flows in one drawing; larger ones nobody could read.
fn picture(old: &Plan, new: &Plan) -> Option<String> {
    (old.nodes.len().saturating_add(new.nodes.len()) <= Diagram::MAX_NODES)
        .then(|| Diagram::difference(old, new).svg())
}

fn print_picture(document: &Document, options: &Diff, context: &Context) -> Result<(), Failure> {
    let [pair] = document.bundles.as_slice() else {
        let several =
            Words::new("一张图只画一件一件事的前后", "one drawing shows one bundle before and after");
        let help = Words::new("只比较一个文件，或者用 --as html", "compare one file only, or use --as html");
        return Err(Failure::usage(several).with_help(help));
    };
    let svg = pair.picture.as_deref().ok_or_else(|| {
        Failure::wrong(Words::new(
            format!("两份合起来超过 {} 个环节，画出来没有人能看", Diagram::MAX_NODES),
            format!(
                "both together have more than {} nodes: nobody could read the drawing",
                Diagram::MAX_NODES
            ),
        ))
    })?;
    match &options.to.output {
        Some(path) => crate::pictures::write(path, svg),
        None => context.print(svg),
    }
}

fn put(text: &str, options: &Diff, context: &Context) -> Result<(), Failure> {
    match &options.to.output {
        Some(path) => files::write(path, text.as_bytes()),
        None => context.print(text),
    }
}
