//! 阶段, 环节, 择一, 至少 k and 里程碑 played: the dated tests of the corpus, and the rows of the timeline.

mod common;

use common::One;
use lianban_compiler::{Bundle, Compilation, check};
use lianban_runtime::case::Engine;
use lianban_runtime::plan::{NodeKind, PLAN_FORMAT, Plan, ScopeIx, ScopeKind};
use lianban_runtime::time::{Instant, Span};
use lianban_simulator::{run_test, timeline};

fn compiled(text: &'static str) -> Bundle {
    let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
    bundles.into_iter().next().unwrap()
}

const PROJECTS: &str = include_str!("../../tests/corpus/stages/good/projects.yjs");
const STEPS: &str = include_str!("../../tests/corpus/stages/good/steps.yjs");
const JOINS: &str = include_str!("../../tests/corpus/flow/good/joins.yjs");

#[test]
fn the_tests_of_the_corpus_pass() {
    for text in [PROJECTS, STEPS, JOINS] {
        let bundle = compiled(text);
        let engine = Engine::new(bundle.plan.clone()).unwrap();
        assert!(!bundle.tests.is_empty());
        for test in &bundle.tests {
            let report = run_test(&engine, test);
            assert!(report.failures.is_empty(), "{:#?}", report.failures);
        }
    }
}

/// One row for each stage, item, step and joint action, from what it waited for.
#[test]
fn stages_and_steps_have_rows() {
    let bundle = compiled(PROJECTS);
    let engine = Engine::new(bundle.plan.clone()).unwrap();
    let proof = lianban_compiler::proof::prove(&bundle.plan, Default::default()).unwrap();
    let start = Instant::parse("2026-03-02T10:00:00+08:00").unwrap();
    let shown = timeline(&engine, proof.worst_answers(), start).unwrap();
    let rows: Vec<String> = (shown.nodes.iter())
        .map(|row| {
            let day = |at: &Option<String>| at.as_deref().map_or("-", |at| &at[5..10]).to_owned();
            let dates = format!("{} {}", day(&row.start), day(&row.finish));
            format!(
                "{} {} {dates} {} {} <- {}",
                row.kind,
                row.name,
                row.limit,
                row.critical,
                row.after.join(" ")
            )
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

/// What a stage waited for is no part of its critical path, and the path adds up.
#[test]
fn the_path_of_a_stage_begins_in_the_stage() {
    let bundle = compiled(PROJECTS);
    let proof = lianban_compiler::proof::prove(&bundle.plan, Default::default()).unwrap();
    let stages: Vec<_> = proof.promises.iter().filter(|proved| proved.of.is_some()).collect();
    assert_eq!(stages.len(), 5);
    for stage in stages {
        assert_eq!(stage.path.iter().map(|step| step.days).sum::<u32>(), stage.worst, "{stage:?}");
        assert!(stage.path.iter().all(|step| step.node != "一窗受理"), "{stage:?}");
    }
}

#[test]
fn plans_with_stages_steps_and_gates_go_through_both_forms() {
    for text in [PROJECTS, STEPS, JOINS] {
        let plan = compiled(text).plan;
        assert_eq!(Plan::from_json(&plan.to_json()).unwrap(), plan);
        assert_eq!(Plan::from_binary(&plan.to_binary()).unwrap(), plan);
        let older = plan.to_json().replace(PLAN_FORMAT, "lianban-plan/2");
        assert!(Plan::from_json(&older).is_err());
    }
}

#[test]
fn inconsistent_stages_steps_and_gates_are_refused() {
    let good = compiled(STEPS).plan;
    let of = |kind: ScopeKind| good.scopes.iter().position(|scope| scope.kind == kind).unwrap();
    let mut plan = good.clone();
    plan.scopes[of(ScopeKind::Step)].parent = Some(ScopeIx(0));
    assert!(plan.check().is_err(), "a step outside of any item");
    let mut plan = good.clone();
    plan.scopes[of(ScopeKind::Stage)].parent = None;
    assert!(plan.check().is_err(), "a stage outside of the bundle");
    let gate = good.nodes.iter().position(|node| node.kind == NodeKind::Gate).unwrap();
    let mut plan = good.clone();
    plan.nodes[gate].work = Span::work_days(1);
    assert!(plan.check().is_err(), "a gate that takes time");
    let mut plan = good.clone();
    plan.nodes[gate].automatic = false;
    assert!(plan.check().is_err(), "a gate that waits for an event");
}
