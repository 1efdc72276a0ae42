//! Why a 时限 is what it is, as tables for people.

use crate::output::Context;
use lianban_compiler::proof::{Explanation, Lateness};

/// The tables.
pub fn in_words(why: &Explanation, context: &Context) -> String {
    let pick = |zh: &str, en: &str| context.pick(zh, en).to_owned();
    let broken = why.worst > why.limit;
    let mut text = pick("  每个环节（工作日）：\n", "  each step (working days):\n");
    let mut heads = vec![
        context.pick("环节", "step"),
        context.pick("部门", "department"),
        context.pick("时限", "takes"),
        context.pick("关键", "critical"),
        context.pick("还可以晚", "may be late by"),
        context.pick("少 1 天可省", "a day less saves"),
    ];
    if broken {
        heads.push(context.pick("单独缩短几天就成立", "shorter by, to keep it"));
    }
    let rows: Vec<Vec<String>> = why
        .steps
        .iter()
        .map(|step| {
            let mut row = vec![
                step.node.clone(),
                step.department.clone(),
                step.days.to_string(),
                pick(if step.critical { "是" } else { "" }, if step.critical { "yes" } else { "" }),
                step.slack.map_or_else(|| pick("不影响", "any"), |days| days.to_string()),
                if step.critical { step.gain.to_string() } else { String::new() },
            ];
            if broken {
                row.push(step.mends.map_or_else(|| pick("不够", "not enough"), |days| days.to_string()));
            }
            row
        })
        .collect();
    text.push_str(&lianban_render::table(&heads, &rows));
    let lateness = |rows: &[Lateness]| -> Vec<Vec<String>> {
        let days = |row: &Lateness| row.days.map_or_else(|| pick("不影响", "any"), |days| days.to_string());
        rows.iter().map(|row| vec![row.departments.join(context.pick("、", " and ")), days(row)]).collect()
    };
    let heads = [
        context.pick("部门", "department"),
        context.pick("每个环节都可以晚几天", "each of its steps may be late by"),
    ];
    text.push_str(&lianban_render::table(&heads, &lateness(&why.departments)));
    if !why.pairs.is_empty() {
        let heads = [
            context.pick("两个部门一起", "both together"),
            context.pick("每个环节都可以晚几天", "each of their steps may be late by"),
        ];
        text.push_str(&lianban_render::table(&heads, &lateness(&why.pairs)));
    }
    for both in &why.side_by_side {
        let (first, second, saves) = (&both.first, &both.second, both.saves);
        let kept = if broken && both.keeps {
            pick("，承诺就成立", ", and the promise holds")
        } else {
            String::new()
        };
        text.push_str(&pick(
            &format!("  并联“{first}”和“{second}”可缩短 {saves} 个工作日{kept}\n"),
            &format!("  “{first}” beside “{second}” saves {saves} working days{kept}\n"),
        ));
    }
    text
}
