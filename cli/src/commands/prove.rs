//! `prove PATH…`: every promise for every 情形, with slack or counter-example.

use crate::args::{Global, Prove};
use crate::exit::{Exit, Failure};
use crate::findings::Findings;
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use crate::words::Words;
use crate::{counterexample, explanation, proof_sheet};
use lianban_compiler::proof::{self, Explanation, Proof};
use lianban_compiler::{Compilation, law};
use lianban_runtime::plan::Plan;
use lianban_runtime::time::Date;
use serde::Serialize;

/// A proof with the time it took. Nothing else in it depends on the machine.
#[derive(Serialize)]
pub struct Timed {
    #[serde(flatten)]
    proof: Proof,
    elapsed_ms: u64,
    /// Why the 时限 is what it is, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Explanation>,
    /// 适用.
    region: String,
}

#[derive(Serialize)]
struct Document {
    bundles: Vec<Timed>,
    #[serde(flatten)]
    findings: Findings,
}

/// Runs the command.
pub fn run(options: &Prove, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let disk = Disk::new(global)?;
    let mut loaded = load::all(&disk, &options.what.paths, Depth::Compile, context.lang)?;
    let mut bundles = Vec::new();
    for compilation in &mut loaded.compilations {
        let mut found = Vec::new();
        for bundle in &compilation.bundles {
            let mut timed = timed(&bundle.plan)?;
            if options.explain {
                timed.explain = proved(&bundle.plan, proof::explain(&bundle.plan, &timed.proof))?;
            }
            found.extend(law::promises::diagnostics(bundle, &timed.proof));
            bundles.push(timed);
        }
        compilation.add(found);
    }
    loaded.collect(&disk, context.lang);
    let exit = if bundles.iter().all(|timed| timed.proof.holds()) { loaded.exit() } else { Exit::Wrong };
    if context.json() {
        context.print_json(&Document { bundles, findings: loaded.findings })?;
        return Ok(exit);
    }
    loaded.show_grave(context);
    let twice = |name: &str| bundles.iter().filter(|timed| timed.proof.bundle == name).count() > 1;
    let part = |timed: &Timed| {
        let name = load::full_name(&timed.proof.bundle, &timed.region, twice(&timed.proof.bundle));
        let mut text = proof_sheet::in_words(&name, &timed.proof, context);
        text.push_str(
            &timed.explain.as_ref().map_or_else(String::new, |why| explanation::in_words(why, context)),
        );
        text
    };
    let parts: Vec<String> = bundles.iter().map(part).collect();
    context.print(&parts.join("\n"))?;
    Ok(exit)
}

/// Proves one plan and measures how long it takes.
#[expect(
    clippy::disallowed_methods,
    reason = "elapsed_ms of the outward contract is measured here, outside the pure crates"
)]
fn timed(plan: &Plan) -> Result<Timed, Failure> {
    let began = std::time::Instant::now();
    let mut proof = prove(plan)?;
    let elapsed_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    counterexample::add_tests(plan, &mut proof)?;
    Ok(Timed { proof, elapsed_ms, explain: None, region: plan.region.clone() })
}

/// Proves every bundle of a compiled file, once. What that finds is told with what else was found in the file.
pub fn prove_all(compilation: &mut Compilation) -> Result<Vec<Proof>, Failure> {
    let (mut proofs, mut found) = (Vec::new(), Vec::new());
    for bundle in &compilation.bundles {
        let proof = prove(&bundle.plan)?;
        found.extend(law::promises::diagnostics(bundle, &proof));
        proofs.push(proof);
    }
    compilation.add(found);
    Ok(proofs)
}

/// Proves one plan.
pub fn prove(plan: &Plan) -> Result<Proof, Failure> {
    proved(plan, proof::prove(plan, proof::Budget::default()))
}

/// Proves one plan for cases handed in on a day, where that makes a difference.
pub fn prove_on(plan: &Plan, day: Date) -> Result<Proof, Failure> {
    let day = Some(day).filter(|_| plan.depends_on_submission());
    proved(plan, proof::prove_on(plan, day, proof::Budget::default()))
}

fn proved<T>(plan: &Plan, result: Result<T, proof::ProofError>) -> Result<T, Failure> {
    result.map_err(|error| {
        let name = &plan.name;
        let zh = match &error {
            proof::ProofError::Calendar(why) => why.zh(),
            other => other.to_string(),
        };
        Failure::wrong(Words::new(
            format!("“{name}”无法证明：{zh}"),
            format!("`{name}` cannot be proved: {error}"),
        ))
    })
}
