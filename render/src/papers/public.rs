//! 办事指南 for the public: five large figures, questions that filter the page, what to bring, how it goes, what it costs.

use super::page::{SCRIPT, STYLE};
use super::rows::{Row, fees, free, materials, steps};
use super::{Source, condition, facts};
use crate::report::{Part, Report};
use crate::svg::escape;
use lianban_runtime::plan::{AnswerKind, Metric, Plan, Quantity, Question};
use serde_json::{Value, json};

/// The page.
pub fn page(of: &Source<'_>) -> String {
    let plan = of.plan;
    let title = format!("{}办事指南", plan.name);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
        <style>{STYLE}</style>\n</head>\n<body>\n<header><div><div><h1>{}</h1><p>{}</p></div>\
        <button id=\"large\" type=\"button\" aria-pressed=\"false\">大字版</button></div></header>\n<main>\n",
        escape(&title),
        escape(&plan.name),
        escape(&subtitle(plan)),
    );
    page.push_str(&figures_html(of));
    for line in of.docs.scopes.first().into_iter().flatten() {
        page.push_str(&format!("<p>{}</p>\n", escape(line)));
    }
    page.push_str(&questions_html(plan));
    let list = |rows: &[Row]| {
        let rows: String = rows.iter().map(Row::html).collect();
        format!("<ul class=\"list\">\n{rows}</ul>\n")
    };
    let materials = materials(of);
    page.push_str("<h2>要准备什么</h2>\n");
    if materials.is_empty() {
        page.push_str("<p>什么都不用带。</p>\n");
    } else {
        page.push_str(&format!(
            "<p class=\"count\" aria-live=\"polite\">要带 <span id=\"sum-material\"{}</span> 份</p>\n",
            figure_words(of, Metric::Materials)
        ));
        page.push_str(&list(&materials));
    }
    let free = free(plan);
    if !free.is_empty() {
        page.push_str("<h2>不用带的</h2>\n");
        page.push_str(&list(&free));
    }
    page.push_str("<h2>怎么办</h2>\n<ol class=\"list\">\n");
    steps(of).iter().for_each(|row| page.push_str(&row.html()));
    page.push_str("</ol>\n");
    let fees = fees(plan);
    if says_fees(of) {
        page.push_str("<h2>收费</h2>\n");
    }
    if says_fees(of) && fees.is_empty() {
        page.push_str("<p>不收费。</p>\n");
    } else if !fees.is_empty() {
        page.push_str(&format!(
            "<p class=\"count\" aria-live=\"polite\">一共 <span id=\"sum-fee\"{}</span> 元</p>\n",
            figure_words(of, Metric::Fees)
        ));
        page.push_str(&list(&fees));
    }
    for (heading, lines) in
        [("日子会变长的情形", longer(plan)), ("依据", facts::bases(plan)), ("不服怎么办", remedies())]
    {
        if !lines.is_empty() {
            let lines: String = lines.iter().map(|line| format!("<li>{}</li>\n", escape(line))).collect();
            page.push_str(&format!("<h2>{heading}</h2>\n<ul>\n{lines}</ul>\n"));
        }
    }
    if !of.flow.is_empty() {
        page.push_str(&format!(
            "<h2>流程图</h2>\n<div class=\"flow\" tabindex=\"0\">{}</div>\n",
            inline(of.flow)
        ));
    }
    page.push_str(&format!(
        "<footer>这一页的数都由方案算出：{}。</footer>\n</main>\n<script type=\"application/json\" id=\"data\">{}</script>\n\
        <script>{SCRIPT}</script>\n</body>\n</html>\n",
        escape(of.hash),
        data(plan).to_string().replace('<', "\\u003c")
    ));
    page
}

/// Title and subtitle of the guide as a report.
pub fn opening(plan: &Plan) -> Report {
    let mut report = Report::titled(&format!("{}办事指南", plan.name), false);
    let subtitle = subtitle(plan);
    if !subtitle.is_empty() {
        report.parts.push(Part::Text(subtitle));
    }
    report
}

/// The same without questions that answer, as a report.
pub fn report(of: &Source<'_>) -> Report {
    let plan = of.plan;
    let mut report = opening(plan);
    let parts = &mut report.parts;
    parts.push(Part::List(figures(of).into_iter().map(|(value, word)| format!("{word}：{value}")).collect()));
    parts.extend(of.docs.scopes.first().into_iter().flatten().map(|line| Part::Text(line.clone())));
    let asked: Vec<Vec<String>> = plan
        .questions
        .iter()
        .filter(|question| !question.parameter)
        .map(|question| {
            vec![question.name.clone(), facts::answers(&question.kind), facts::when(plan, question.when)]
        })
        .collect();
    if !asked.is_empty() {
        parts.push(Part::Heading("您是哪种情形".to_owned()));
        parts.push(Part::Table { heads: facts::heads(["问题", "回答", "什么时候问"]), rows: asked });
    }
    let mut list = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::List(lines));
        }
    };
    let words = |rows: Vec<Row>| rows.iter().map(Row::words).collect::<Vec<_>>();
    list("要准备什么", words(materials(of)));
    list("不用带的", words(free(plan)));
    list("怎么办", words(steps(of)));
    list("收费", words(fees(plan)));
    list("日子会变长的情形", longer(plan));
    list("依据", facts::bases(plan));
    list("不服怎么办", remedies());
    report
}

/// `荆州市 · 服务对象：企业、个体工商户`.
fn subtitle(plan: &Plan) -> String {
    let mut parts = Vec::new();
    if !plan.region.is_empty() {
        parts.push(plan.region.clone());
    }
    if !plan.audience.is_empty() {
        parts.push(format!("服务对象：{}", plan.audience.join("、")));
    }
    if !plan.code.is_empty() {
        parts.push(format!("编码 {}", plan.code));
    }
    parts.join(" · ")
}

/// The large figures: value and what it is.
fn figures(of: &Source<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Some((days, unit)) = facts::figure(of, Metric::Time) {
        found.push((format!("{days} {unit}"), "最多多久".to_owned()));
    }
    for (metric, word) in [(Metric::Materials, "最多带几份材料"), (Metric::Trips, "最多跑几次")] {
        if let Some((value, unit)) = facts::figure(of, metric) {
            found.push((format!("{value} {unit}"), word.to_owned()));
        }
    }
    if !of.plan.fields.is_empty() {
        found.push(("1 张".to_owned(), "填几张表".to_owned()));
    }
    if let Some((value, unit)) = facts::figure(of, Metric::Fees).filter(|_| says_fees(of)) {
        found.push((format!("{value} {unit}"), "最多花多少钱".to_owned()));
    }
    found
}

/// Something is said of fees: one is written, or how much they are at most. Where nothing is, nobody knows that it is free.
pub fn says_fees(of: &Source<'_>) -> bool {
    !of.plan.fees.is_empty() || of.proof.of(Metric::Fees).is_some_and(|fees| fees.limit.is_some())
}

/// The figure before anything is answered, with the most that the page may say; neither if it is not known for certain.
fn figure_words(of: &Source<'_>, metric: Metric) -> String {
    let known = of.proof.of(metric).filter(|figure| figure.decided).map(|figure| figure.worst);
    known.map_or_else(|| ">".to_owned(), |most| format!(" data-most=\"{most}\">最多 {most}"))
}

fn figures_html(of: &Source<'_>) -> String {
    let figures: String = figures(of)
        .iter()
        .map(|(value, word)| format!("<li><b>{}</b>{}</li>\n", escape(value), escape(word)))
        .collect();
    format!("<ul class=\"figures\">\n{figures}</ul>\n")
}

/// The questions as controls; a parameter of the bundle is not the applicant's to answer.
fn questions_html(plan: &Plan) -> String {
    let rows = plan.questions.iter().enumerate().filter(|(_, question)| !question.parameter);
    let rows: String = rows.map(|(at, question)| question_html(at, question)).collect();
    if rows.is_empty() {
        return rows;
    }
    format!(
        "<h2>您是哪种情形？</h2>\n<p>答了以后，下面只留您要的。不答也可以，全部都在。</p>\n<form onsubmit=\"return false\">\n{rows}</form>\n"
    )
}

fn question_html(at: usize, question: &Question) -> String {
    let text = facts::wording(question);
    let radio = |value: usize, word: &str| {
        format!("<label><input type=\"radio\" name=\"q{at}\" value=\"{value}\">{}</label>", escape(word))
    };
    let controls = match &question.kind {
        AnswerKind::YesNo => format!("{}{}", radio(1, "是"), radio(0, "否")),
        AnswerKind::Choice(choices) => choices.iter().enumerate().map(|(n, word)| radio(n, word)).collect(),
        AnswerKind::Several(choices) => {
            let tick = |value: &str, word: &str| {
                format!("<label><input type=\"checkbox\" value=\"{value}\">{}</label>", escape(word))
            };
            let all: String =
                choices.iter().enumerate().map(|(n, word)| tick(&n.to_string(), word)).collect();
            format!("{all}{}", tick("none", "都没有"))
        }
        AnswerKind::Quantity { dimension, min, max } => format!(
            "<label><input type=\"number\" step=\"any\" min=\"{}\"{} aria-label=\"{}\">{}</label>",
            min.decimal(),
            if *max == Quantity::MAX { String::new() } else { format!(" max=\"{}\"", max.decimal()) },
            escape(text),
            dimension.base_unit()
        ),
        AnswerKind::Date { min, max } => format!(
            "<label><input type=\"date\" min=\"{min}\" max=\"{max}\" aria-label=\"{}\"></label>",
            escape(text)
        ),
    };
    let when = escape(&json!(question.when.0).to_string());
    format!(
        "<fieldset id=\"q{at}\" data-when=\"{when}\"><legend>{}</legend>{controls}</fieldset>\n",
        escape(text)
    )
}

/// What the script reads.
fn data(plan: &Plan) -> Value {
    let kind = |kind: &AnswerKind| match kind {
        AnswerKind::YesNo => "yes",
        AnswerKind::Choice(_) => "choice",
        AnswerKind::Several(_) => "several",
        AnswerKind::Quantity { .. } => "number",
        AnswerKind::Date { .. } => "date",
    };
    let questions =
        plan.questions.iter().map(|q| json!({ "name": q.name, "kind": kind(&q.kind), "when": q.when.0 }));
    json!({ "guards": condition::arena(plan), "questions": questions.collect::<Vec<_>>() })
}

/// What makes it longer than promised.
pub fn longer(plan: &Plan) -> Vec<String> {
    let mut lines = vec![
        "材料不齐要补正的，从通知您到您补齐的日子不算。要补的只通知一次，一次说全（行政许可法第三十二条）。"
            .to_owned(),
    ];
    for procedure in plan.procedures.iter().filter(|procedure| procedure.stops) {
        let budget =
            procedure.budget.map_or_else(String::new, |budget| format!("，最多 {}", budget.in_words()));
        let basis =
            if procedure.basis.is_empty() { String::new() } else { format!("（{}）", procedure.basis) };
        lines.push(format!("{}{budget}，不算在时限里{basis}", procedure.name));
    }
    let mut told: Vec<String> = Vec::new();
    for limit in &plan.limits {
        let (Some(extension), Some(scope)) = (&limit.extension, plan.scopes.get(limit.scope.index())) else {
            continue;
        };
        let line = format!(
            "{}可以延期一次，最多 {}，由{}批准",
            scope.name,
            extension.most.in_words(),
            extension.approver
        );
        if !told.contains(&line) {
            told.push(line);
        }
    }
    lines.extend(told);
    lines
}

/// What a refusal has to say (行政许可法 38).
pub fn remedies() -> Vec<String> {
    vec![
        "不予受理、不予许可的，会书面写明理由；不服的，可以依法申请行政复议或者提起行政诉讼（行政许可法第三十八条）。"
            .to_owned(),
    ]
}

/// An SVG file as part of a page: without its XML declaration.
fn inline(svg: &str) -> &str {
    svg.find("<svg").and_then(|at| svg.get(at..)).unwrap_or(svg)
}
