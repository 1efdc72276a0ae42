//! 一张申请表: every field once, with its type, who asks for it, and what is fetched by a number.

use super::{Source, facts};
use crate::report::{Part, Report};

/// None if the bundle has no fields.
pub fn report(of: &Source<'_>) -> Option<Report> {
    let plan = of.plan;
    if plan.fields.is_empty() {
        return None;
    }
    let mut report = Report::titled(&format!("{}申请表", plan.name), false);
    let mut forms: Vec<&str> = Vec::new();
    for field in &plan.fields {
        if !forms.contains(&field.form.as_str()) {
            forms.push(&field.form);
        }
    }
    for form in forms {
        if !form.is_empty() {
            report.parts.push(Part::Heading(form.to_owned()));
        }
        let rows = plan.fields.iter().zip(0_u32..).filter(|(field, _)| field.form == form);
        let rows = rows.map(|(field, at)| {
            let asking = plan.scopes.iter().filter(|scope| scope.fields.iter().any(|row| row.0 == at));
            let asking: Vec<&str> = asking.map(|scope| scope.name.as_str()).collect();
            let key = field.key.and_then(|key| plan.fields.get(key.index()));
            let filled = key.map_or_else(String::new, |key| format!("凭{}由系统带出", key.name));
            vec![
                field.name.clone(),
                field.kind.in_words(),
                filled,
                facts::when(plan, field.guard),
                asking.join("、"),
            ]
        });
        report.parts.push(Part::Table {
            heads: ["字段", "怎样填", "不用填的", "什么情形填", "用在"].map(str::to_owned).to_vec(),
            rows: rows.collect(),
        });
    }
    Some(report)
}
