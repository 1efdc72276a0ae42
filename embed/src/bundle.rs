//! What can be said about a bundle without playing a case.

use crate::request::{Failure, Request};
use lianban_compiler::diagnostics::Lang;
use lianban_compiler::proof::Budget;
use lianban_compiler::{Bundle, Compilation, Host};
use lianban_runtime::plan::{AnswerKind, FieldKind, PLAN_FORMAT, Plan, Question};
use lianban_runtime::time::CalendarData;
use lianban_runtime::time::Date;
use lianban_stdlib::CalendarTable;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The files of a request and the shipped calendar.
pub(crate) struct Files<'a> {
    files: &'a BTreeMap<String, String>,
    calendar: CalendarData,
}

/// The shipped calendar with the names of its holidays.
pub(crate) fn calendar_table() -> Result<CalendarTable, Failure> {
    lianban_stdlib::builtin_calendar().map_err(|p| Failure::time(format!("内置日历有 {} 处问题", p.len())))
}

fn calendar() -> Result<CalendarData, Failure> {
    Ok(calendar_table()?.data())
}

impl Host for Files<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.files.get(path).map(|t| t.as_bytes().to_vec()).ok_or_else(|| format!("没有文件 {path}"))
    }

    fn calendar(&self) -> CalendarData {
        self.calendar.clone()
    }
}

/// The host of a request, which must hold the file asked for.
pub(crate) fn host(request: &Request) -> Result<Files<'_>, Failure> {
    if request.files.contains_key(&request.path) {
        Ok(Files { files: &request.files, calendar: calendar()? })
    } else {
        Err(Failure::request(format!("`files` has no {:?}", request.path)))
    }
}

/// The compilation, if it has no errors. Broken promises are not errors here.
pub(crate) fn compile(request: &Request) -> Result<Compilation, Failure> {
    let compilation = lianban_compiler::compile(&host(request)?, &request.path);
    let errors = compilation.diagnostics.iter().filter(|d| d.is_error()).count();
    if errors > 0 {
        return Err(Failure::bundle(format!("有 {errors} 处错误，先看 check 的结果")));
    }
    if compilation.bundles.is_empty() {
        return Err(Failure::bundle("里面没有一件事"));
    }
    Ok(compilation)
}

/// The bundle a request is about.
pub(crate) fn chosen<'c>(request: &Request, compilation: &'c Compilation) -> Result<&'c Bundle, Failure> {
    let mut bundles = compilation.bundles.iter();
    match &request.bundle {
        None => bundles.next().ok_or_else(|| Failure::bundle("里面没有一件事")),
        Some(name) => bundles
            .find(|b| b.plan.name == *name)
            .ok_or_else(|| Failure::request(format!("里面没有一件事叫“{name}”"))),
    }
}

/// The proof of a plan.
pub(crate) fn proof(plan: &Plan) -> Result<lianban_compiler::proof::Proof, Failure> {
    lianban_compiler::proof::prove(plan, Budget::default()).map_err(Failure::time)
}

/// The proof of a plan for cases handed in on a day, where that makes a difference.
pub(crate) fn proof_on(plan: &Plan, day: Date) -> Result<lianban_compiler::proof::Proof, Failure> {
    let day = Some(day).filter(|_| plan.depends_on_submission());
    lianban_compiler::proof::prove_on(plan, day, Budget::default()).map_err(Failure::time)
}

/// `{"version","plan_format","calendar":{"id","first","last"}}`.
pub(crate) fn version() -> Result<Value, Failure> {
    let calendar = calendar()?;
    Ok(json!({
        "version": env!("CARGO_PKG_VERSION"),
        "plan_format": PLAN_FORMAT,
        "calendar": { "id": calendar.id, "first": calendar.first, "last": calendar.last },
    }))
}

/// `{"bundles":[{"bundle","plan":"sha256:…"}]}`.
pub(crate) fn hash(request: &Request) -> Result<Value, Failure> {
    each(request, |b| Ok(json!({ "bundle": b.plan.name, "plan": b.plan.hash_text() })))
}

/// `{"bundles":[{"bundle","plan":"sha256:…","json":{…}}]}`.
pub(crate) fn plan(request: &Request) -> Result<Value, Failure> {
    each(request, |b| {
        let document: Value = serde_json::from_str(&b.plan.to_json()).map_err(Failure::bundle)?;
        Ok(json!({ "bundle": b.plan.name, "plan": b.plan.hash_text(), "json": document }))
    })
}

/// `{"bundles":[…]}` as the command line's `prove` prints it, without the time it took.
pub(crate) fn prove(request: &Request) -> Result<Value, Failure> {
    each(request, proved)
}

/// An entry of `prove`.
pub(crate) fn proved(bundle: &Bundle) -> Result<Value, Failure> {
    serde_json::to_value(proof(&bundle.plan)?).map_err(Failure::bundle)
}

/// `{"bundles":[{"bundle","questions":[{"name","text","kind","choices","unit","min","max","parameter"}]}]}`.
pub(crate) fn questions(request: &Request) -> Result<Value, Failure> {
    each(request, |b| Ok(asked(b)))
}

/// An entry of `questions`.
pub(crate) fn asked(bundle: &Bundle) -> Value {
    let list: Vec<Value> = bundle.plan.questions.iter().map(question).collect();
    json!({ "bundle": bundle.plan.name, "questions": list })
}

fn question(q: &Question) -> Value {
    let (kind, choices, unit, min, max) = match &q.kind {
        AnswerKind::YesNo => ("yes_no", &[][..], "", String::new(), String::new()),
        AnswerKind::Choice(choices) => ("choice", &choices[..], "", String::new(), String::new()),
        AnswerKind::Several(choices) => ("several", &choices[..], "", String::new(), String::new()),
        AnswerKind::Date { min, max } => ("date", &[][..], "", min.to_string(), max.to_string()),
        AnswerKind::Quantity { dimension, min, max } => {
            ("quantity", &[][..], dimension.base_unit(), min.decimal(), max.decimal())
        }
    };
    json!({ "name": q.name, "text": q.text, "kind": kind, "choices": choices, "unit": unit, "min": min, "max": max, "parameter": q.parameter })
}

/// `{"bundles":[{"bundle","fields":[{"name","form","type","when","items"}]}]}`: the one form of each bundle.
pub(crate) fn form(request: &Request) -> Result<Value, Failure> {
    each(request, |b| {
        serde_json::to_value(lianban_compiler::form::union_form(&b.plan, None)).map_err(Failure::bundle)
    })
}

/// `{"doubt"}`: what looks wrong about the content `value` of a field of this `type`; null if nothing does. A remark,
/// never a refusal.
pub(crate) fn field(request: &Request) -> Result<Value, Failure> {
    let Some(kind) = FieldKind::named(&request.kind) else {
        return Err(Failure::request(format!("没有“{}”这个字段类型", request.kind)));
    };
    let doubt = kind.doubt(&request.value).map(|doubt| match request.lang {
        Lang::Zh => doubt.zh(),
        Lang::En => doubt.to_string(),
    });
    Ok(json!({ "doubt": doubt }))
}

/// `{"text"}`: the flow diagram as `mermaid`, `dot` or `json`.
pub(crate) fn graph(request: &Request) -> Result<Value, Failure> {
    let compilation = compile(request)?;
    let plan = &chosen(request, &compilation)?.plan;
    let text = match request.form.as_str() {
        "mermaid" => lianban_render::mermaid(plan, None, None),
        "dot" => lianban_render::dot(plan, None, None),
        "json" => lianban_render::graph_json(plan, None, None),
        other => return Err(Failure::request(format!("`as` may be mermaid, dot, json; not {other:?}"))),
    };
    Ok(json!({ "text": text }))
}

fn each(request: &Request, one: impl Fn(&Bundle) -> Result<Value, Failure>) -> Result<Value, Failure> {
    let compilation = compile(request)?;
    let list = compilation.bundles.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "bundles": list }))
}
