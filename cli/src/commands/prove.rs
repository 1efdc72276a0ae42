//! `prove PATH…`: every promise for every 情形, with slack or counter-example.

use crate::args::{Global, Paths};
use crate::exit::{Exit, Failure};
use crate::findings::Findings;
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use crate::words::Words;
use lianban_compiler::law;
use lianban_compiler::proof::{self, Proof, Proved};
use lianban_runtime::plan::Plan;
use serde::Serialize;

/// A proof with the time it took. Nothing else in it depends on the machine.
#[derive(Serialize)]
pub struct Timed {
    #[serde(flatten)]
    proof: Proof,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct Document {
    bundles: Vec<Timed>,
    #[serde(flatten)]
    findings: Findings,
}

/// Runs the command.
pub fn run(paths: &Paths, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let disk = Disk::new(global)?;
    let mut loaded = load::all(&disk, &paths.paths, Depth::Compile, context.lang)?;
    let mut bundles = Vec::new();
    for compilation in &mut loaded.compilations {
        for bundle in &compilation.bundles {
            let timed = timed(&bundle.plan)?;
            compilation.diagnostics.extend(law::promises::diagnostics(bundle, &timed.proof));
            bundles.push(timed);
        }
    }
    loaded.collect(&disk, context.lang);
    let exit = if bundles.iter().all(|timed| timed.proof.holds()) { loaded.exit() } else { Exit::Wrong };
    if context.json() {
        context.print_json(&Document { bundles, findings: loaded.findings })?;
        return Ok(exit);
    }
    loaded.show_grave(context);
    let parts: Vec<String> = bundles.iter().map(|timed| in_words(&timed.proof, context)).collect();
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
    let proof = prove(plan)?;
    let elapsed_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(Timed { proof, elapsed_ms })
}

/// Proves one plan.
pub fn prove(plan: &Plan) -> Result<Proof, Failure> {
    proof::prove(plan, proof::Budget::default()).map_err(|error| {
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

/// A proof for people.
pub fn in_words(proof: &Proof, context: &Context) -> String {
    let zh = format!("{}：共 {} 种情形\n", proof.bundle, proof.scenarios);
    let en = format!("{}: {} sets of answers\n", proof.bundle, proof.scenarios);
    let mut text = context.pick(&zh, &en).to_owned();
    let heading = match context.pick("zh", "en") {
        "zh" => ["承诺", "最多", "最坏", "余量", "结论"],
        _ => ["promise", "limit", "worst", "slack", "holds"],
    };
    let rows: Vec<Vec<String>> =
        proof.promises.iter().chain(&proof.figures).map(|proved| row(proved, context)).collect();
    text.push_str(&crate::table::table(&heading, &rows));
    for proved in &proof.promises {
        text.push_str(&worst_case(proved, context));
    }
    text
}

/// One line of the table.
fn row(proved: &Proved, context: &Context) -> Vec<String> {
    let limit = proved.limit.map_or_else(|| "—".to_owned(), |limit| format!("{limit} {}", proved.unit));
    let worst = match proved.at_most {
        Some(bound) if !proved.decided => format!("{}～{bound} {}", proved.worst, proved.unit),
        _ => format!("{} {}", proved.worst, proved.unit),
    };
    let slack = proved.slack.map_or_else(|| "—".to_owned(), |slack| slack.to_string());
    let verdict = match (proved.decided, proved.holds) {
        (false, _) => context.pick("未能证明", "undecided"),
        (true, Some(true)) => context.pick("成立", "holds"),
        (true, Some(false)) => context.pick("不成立", "BROKEN"),
        (true, None) => context.pick("未作承诺", "not promised"),
    };
    vec![proved.metric.to_owned(), limit, worst, slack, verdict.to_owned()]
}

/// Answers, start and critical path of the worst case; of a kept count nothing.
fn worst_case(proved: &Proved, context: &Context) -> String {
    if proved.path.is_empty() && proved.holds == Some(true) {
        return String::new();
    }
    let colon = context.pick("：", ": ");
    let mut text = format!("  {}{}{colon}", proved.metric, context.pick("的最坏情形", ", worst case"));
    let answers: Vec<String> =
        proved.answers.0.iter().map(|(question, answer)| format!("{question} = {answer}")).collect();
    text.push_str(&if answers.is_empty() {
        context.pick("任何情形", "any").to_owned()
    } else {
        answers.join(context.pick("，", ", "))
    });
    if let Some(start) = &proved.start {
        text.push_str(&format!("{}{start}", context.pick("；提交于 ", "; submitted ")));
    }
    text.push('\n');
    if !proved.path.is_empty() {
        let steps: Vec<String> =
            proved.path.iter().map(|step| format!("{} {}", step.node, step.days)).collect();
        text.push_str(&format!(
            "    {}{colon}{}\n",
            context.pick("关键路径", "critical path"),
            steps.join(" → ")
        ));
    }
    if !proved.counted.is_empty() {
        text.push_str(&format!(
            "    {}{colon}{}\n",
            context.pick("计入", "counted"),
            proved.counted.join("、")
        ));
    }
    text
}
