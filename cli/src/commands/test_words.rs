//! What `test` prints for people.

use super::test::Document;
use crate::coverage::Share;
use crate::load::full_name;
use crate::output::Context;

/// Tests and coverage for people.
pub fn in_words(document: &Document, context: &Context) -> String {
    let mut text = String::new();
    let twice = |name: &str| document.coverage.iter().filter(|one| one.bundle == name).count() > 1;
    for outcome in &document.tests {
        let verdict =
            if outcome.passed { context.pick("通过", "ok    ") } else { context.pick("失败", "FAILED") };
        let name = full_name(&outcome.bundle, &outcome.region, twice(&outcome.bundle));
        text.push_str(&format!("  {verdict}  {name} · {}\n", outcome.test));
    }
    let (passed, failed) = (document.passed, document.failed);
    let zh = format!("测试：{passed} 个通过，{failed} 个失败\n");
    let en = format!("tests: {passed} passed, {failed} failed\n");
    text.push_str(context.pick(&zh, &en));
    for coverage in &document.coverage {
        let scenarios = format!("{}/{}", coverage.scenarios.covered, coverage.scenarios.total);
        let (nodes, branches) = (share(&coverage.nodes), share(&coverage.branches));
        let name = full_name(&coverage.bundle, &coverage.region, twice(&coverage.bundle));
        let zh = format!("{name}：环节 {nodes}，分支 {branches}，情形 {scenarios}\n");
        let en = format!("{name}: nodes {nodes}, branches {branches}, sets of answers {scenarios}\n");
        text.push_str(context.pick(&zh, &en));
        for (word, part) in [
            (context.pick("没有测到的环节", "nodes not reached"), &coverage.nodes),
            (context.pick("没有测到的分支", "branches not taken"), &coverage.branches),
        ] {
            if !part.missing.is_empty() {
                text.push_str(&format!("  {word}{}{}\n", context.pick("：", ": "), part.missing.join("、")));
            }
        }
    }
    text
}

fn share(part: &Share) -> String {
    format!("{}/{}", part.covered, part.total)
}
