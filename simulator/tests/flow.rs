//! 其余 取消, 整改 and 票签 played: the dated tests of the corpus.

mod common;

use common::One;
use lianban_compiler::{Compilation, check};
use lianban_runtime::case::Engine;
use lianban_simulator::run_test;

/// `测试`: what failed, in words.
fn failures(text: &str) -> Vec<String> {
    let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
    assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
    let mut all = Vec::new();
    for bundle in bundles {
        let engine = Engine::new(bundle.plan.clone()).unwrap();
        assert!(!bundle.tests.is_empty());
        for test in &bundle.tests {
            all.extend(run_test(&engine, test).failures.into_iter().map(|f| {
                format!("{}: {} {} ({})", test.name, f.expected, f.actual, f.refusal_en.unwrap_or_default())
            }));
        }
    }
    all
}

#[test]
fn the_tests_of_the_corpus_pass() {
    for text in [
        include_str!("../../tests/corpus/flow/good/cancels.yjs"),
        include_str!("../../tests/corpus/flow/good/rework.yjs"),
        include_str!("../../tests/corpus/flow/good/joins.yjs"),
        include_str!("../../tests/corpus/flow/good/starts.yjs"),
    ] {
        assert_eq!(failures(text), Vec::<String>::new());
    }
}

/// Who is missing is named, and nobody else.
#[test]
fn a_failure_without_those_who_come_later_names_them() {
    let joint = |rows: &str| {
        let text = "一件事 测 {
            承诺 { 时限 40 工作日 }
            部门 住建局、消防救援大队、人防办
            联合 联合验收 是 验收 {
                牵头 住建局；参加 人防办；时限 5 工作日；到场 全部；意见 各自出具
                整改 最多 1 次 { 时限 10 工作日；复核 3 工作日 }
            }
            事项 消防验收 是 行政许可 { 承办 消防救援大队；法定 12 工作日；参加 联合验收 }
            测试 “一” {
                2026-03-02 10:00 提交
                ROWS
                期望 结果 = 办结
            }
        }";
        failures(&text.replace("ROWS", rows))
    };
    assert_eq!(
        joint("2026-03-05 不合格 联合验收\n2026-03-06 同意 联合验收 由 人防办"),
        ["一: 这件事能走完 “联合验收”还不能结束：至少要 3 家，只有 2 家，还缺人防办 \
             (“联合验收” cannot end: 2 of 3, missing: 人防办)"]
    );
    assert_eq!(
        joint(
            "2026-03-04 到场 联合验收 由 人防办\n2026-03-05 不合格 联合验收\n2026-03-06 同意 联合验收 由 人防办"
        ),
        ["一: 这件事能走完 “联合验收”还不能结束：还没有人防办的意见 \
             (“联合验收” cannot end: no opinion yet from 人防办)"]
    );
}

/// A step's bare name is enough only where one step has it.
#[test]
fn a_bare_name_of_several_steps_is_one_mistake() {
    let text = "一件事 测 {
        承诺 { 时限 20 工作日 }
        部门 甲局、乙局
        事项 甲事 是 公共服务 { 承办 甲局；承诺 6 工作日；环节 核查 { 时限 2 工作日 } }
        事项 乙事 是 公共服务 { 承办 乙局；承诺 6 工作日；环节 核查 { 时限 2 工作日 } }
        测试 “一” { 2026-03-02 10:00 提交\n期望 核查 办结 = 2026-03-04 }
    }";
    let found = check(&One(text), "a.yjs").diagnostics;
    let errors: Vec<_> = found.iter().filter(|found| found.is_error()).collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let whole = format!("{:?}", errors[0]);
    assert!(whole.contains("E0314") && whole.contains("甲事·核查、乙事·核查"), "{whole}");
}
