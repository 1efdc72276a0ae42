//! `lianban expand`: the core form of a bundle in the notation of bundles, so that anyone can see what a word means.
//!
//! The rows use the core's own vocabulary (节点, 前后, 会合, 时限, 义务 …; decision 0001) and no surface word. The text is
//! read back by [`crate::syntax::parse`] without a finding, but does not compile: the core has no schema of its own yet.

mod desk;
mod guard;
mod profile;
mod rows;

use crate::diagnostics::semantic::amount_words;
use lianban_runtime::plan::{
    AnswerKind, FieldKind, GuardIx, Material, MaterialSource, Metric, Plan, Question,
};
use lianban_runtime::time::Unit;
use rows::Writer;

/// The core form of a plan, as text. Deterministic: rows in the order of the plan's tables.
#[must_use]
pub fn expand(plan: &Plan) -> String {
    let mut writer = Writer::new(plan);
    writer.line(&format!("核心 {} {{", name(&plan.name)));
    writer.deeper();
    head(&mut writer, plan);
    questions(&mut writer, plan);
    writer.departments();
    materials(&mut writer, plan);
    fields(&mut writer, plan);
    fees(&mut writer, plan);
    writer.scopes();
    writer.nodes();
    writer.edges();
    writer.barriers();
    writer.procedures();
    writer.cancels();
    writer.rounds();
    writer.limits();
    writer.obligations();
    writer.desk();
    figures(&mut writer, plan);
    writer.shallower();
    writer.line("}");
    writer.finish()
}

/// A condition in words, as a bundle would write it; none for “always”.
#[must_use]
pub fn condition_in_words(plan: &Plan, at: GuardIx) -> Option<String> {
    guard::words(plan, at)
}

/// A name as it has to be written: plain words, or in 《》.
fn name(text: &str) -> String {
    let plain =
        text.chars().next().is_some_and(char::is_alphabetic) && text.chars().all(char::is_alphanumeric);
    let keyword = crate::syntax::keywords::Keyword::from_spelling(text).is_some();
    if plain && !keyword { text.to_owned() } else { format!("《{text}》") }
}

/// A text in marks; marks inside become simple ones.
fn text(text: &str) -> String {
    let inner: String = text.chars().map(|c| if matches!(c, '“' | '”' | '"') { '\'' } else { c }).collect();
    format!("“{inner}”")
}

fn head(writer: &mut Writer<'_>, plan: &Plan) {
    if !plan.code.is_empty() {
        writer.line(&format!("编码 {}", text(&plan.code)));
    }
    if !plan.region.is_empty() {
        writer.line(&format!("适用 {}", name(&plan.region)));
    }
    let audience: Vec<String> = plan.audience.iter().map(|a| name(a)).collect();
    if !audience.is_empty() {
        writer.line(&format!("服务对象 {}", audience.join("、")));
    }
    for basis in &plan.basis {
        writer.line(&format!("依据 {}", text(basis)));
    }
    writer.line(&format!("日历 {}", text(&plan.calendar.id)));
    for row in &plan.profiles {
        writer.line(&profile::words(row));
    }
}

fn questions(writer: &mut Writer<'_>, plan: &Plan) {
    if plan.questions.is_empty() {
        return;
    }
    writer.blank();
    writer.line("问题 {");
    writer.deeper();
    for question in &plan.questions {
        let asked =
            if question.text.is_empty() { String::new() } else { format!(" 问 {}", text(&question.text)) };
        let when = guard::words(plan, question.when).map(|w| format!(" 当 {w}")).unwrap_or_default();
        let given = if question.parameter { "参数 " } else { "" };
        writer.line(&format!("{given}{}: {}{when}{asked}", name(&question.name), answers(question)));
    }
    writer.shallower();
    writer.line("}");
}

fn answers(question: &Question) -> String {
    match &question.kind {
        AnswerKind::YesNo => "是否".to_owned(),
        AnswerKind::Choice(choices) => choices.iter().map(|c| name(c)).collect::<Vec<_>>().join(" | "),
        AnswerKind::Quantity { dimension, min, max } => {
            let bounds = format!("{} ～ {}", min.in_words(*dimension), max.in_words(*dimension));
            format!("数量 {bounds}")
        }
        AnswerKind::Date { min, max } => format!("日期 {min} ～ {max}"),
        AnswerKind::Several(choices) => {
            format!("多选 {}", choices.iter().map(|c| name(c)).collect::<Vec<_>>().join(" | "))
        }
    }
}

fn materials(writer: &mut Writer<'_>, plan: &Plan) {
    if plan.materials.is_empty() {
        return;
    }
    writer.blank();
    for material in &plan.materials {
        let source = match &material.source {
            MaterialSource::Applicant => "申请人".to_owned(),
            MaterialSource::Shared(catalogue) => format!("共享 {}", text(catalogue)),
            MaterialSource::Produced => "前序产出".to_owned(),
            MaterialSource::Commitment => "告知承诺".to_owned(),
            MaterialSource::SharedOrApplicant(catalogue) => format!("共享 {}，否则 申请人", text(catalogue)),
        };
        let copies =
            if material.copies == 1 { String::new() } else { format!("；份数 {}", material.copies) };
        let when = guard::words(plan, material.guard).map(|w| format!("；当 {w}")).unwrap_or_default();
        let options = material.any_of.iter().filter_map(|at| plan.materials.get(at.index()));
        let options: Vec<String> = options.map(|m| quoted(&m.name)).collect();
        let any =
            if options.is_empty() { String::new() } else { format!("；任选 {}", options.join("、")) };
        writer.line(&format!(
            "材料 {} {{ 来源 {source}{copies}{}{any}{when} }}",
            quoted(&material.name),
            paper(material)
        ));
    }
}

/// 形式, 有效期, 出具单位.
fn paper(material: &Material) -> String {
    let media: Vec<String> =
        material.media.iter().map(|m| format!("{} {} 份", m.medium.word(), m.copies)).collect();
    let mut rows = String::new();
    if !media.is_empty() {
        rows.push_str(&format!("；形式 {}", media.join("、")));
    }
    if let Some(validity) = material.validity {
        rows.push_str(&format!("；有效期 {}", amount_words(validity)));
    }
    if !material.issuer.is_empty() {
        rows.push_str(&format!("；出具单位 {}", text(&material.issuer)));
    }
    rows
}

/// 字段, each once.
fn fees(writer: &mut Writer<'_>, plan: &Plan) {
    for fee in &plan.fees {
        let scope = plan.scopes.get(fee.scope.index()).map_or("", |scope| scope.name.as_str());
        let mut rows = vec![format!("事项 {}", name(scope))];
        rows.extend(guard::words(plan, fee.guard).map(|when| format!("当 {when}")));
        rows.extend(fee.basis.iter().map(|basis| format!("依据 {}", text(basis))));
        writer.row(&format!("收费 {} {} 元", name(&fee.name), fee.yuan), &rows);
    }
}

fn fields(writer: &mut Writer<'_>, plan: &Plan) {
    if !plan.fields.is_empty() {
        writer.blank();
    }
    for field in &plan.fields {
        let kind = match &field.kind {
            FieldKind::Choice(choices) => choices.iter().map(|c| name(c)).collect::<Vec<_>>().join(" | "),
            kind => kind.in_words(),
        };
        let when = guard::words(plan, field.guard).map(|w| format!(" 当 {w}")).unwrap_or_default();
        let key = field.key.and_then(|key| plan.fields.get(key.index()));
        let key = key.map(|key| format!(" 凭 {}", name(&key.name))).unwrap_or_default();
        writer.line(&format!("字段 {}: {kind}{key}{when}", name(&field.name)));
    }
}

/// A name in 《》, as documents quote materials.
fn quoted(text: &str) -> String {
    format!("《{text}》")
}

fn figures(writer: &mut Writer<'_>, plan: &Plan) {
    let promised: Vec<String> = plan.promises.iter().map(|p| figure(p.metric, p.limit, p.unit)).collect();
    let before: Vec<String> = plan.baseline.iter().map(|b| figure(b.metric, b.value, b.unit)).collect();
    if !promised.is_empty() {
        writer.blank();
        writer.line(&format!("承诺 {{ {} }}", promised.join("；")));
    }
    if !before.is_empty() {
        writer.line(&format!("改革前 {{ {} }}", before.join("；")));
    }
}

fn figure(metric: Metric, value: u32, unit: Option<Unit>) -> String {
    match metric {
        Metric::Time => {
            let unit = unit.unwrap_or(Unit::WorkDay);
            let amount = lianban_runtime::time::Span {
                amount: value,
                unit,
                roll: lianban_runtime::time::Roll::default(),
            };
            format!("时限 {}", amount_words(amount))
        }
        Metric::Materials => format!("材料 {value} 份"),
        Metric::Trips => format!("跑动 {value} 次"),
        Metric::SiteVisits => format!("踏勘 {value} 次"),
        Metric::Fields => format!("字段 {value} 项"),
        Metric::Fees => format!("收费 {value} 元"),
    }
}
