//! `form PATH --as md|json`: the one form (一表申请): the union of the fields that the items ask for.

use crate::answers::{self, Case};
use crate::args::{Form, FormFormat, Global};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::load::{self, Depth};
use crate::output::Context;
use crate::words::Words;
use lianban_compiler::form::{FormField, UnionForm, union_form};
use lianban_compiler::proof;

/// Runs the command.
pub fn run(options: &Form, global: &Global, context: &Context) -> Result<Exit, Failure> {
    load::one(&options.path, Depth::Compile, (global, context), |bundle, _| {
        let plan = &bundle.plan;
        let wrong = |error: String| Failure::wrong(Words::new(error.clone(), error));
        let Case { answers, submitted, .. } =
            answers::of_case(plan, &options.answers, options.start.as_deref())?;
        let applies = answers.map(|answers| proof::applies(plan, &answers, submitted)).transpose();
        let applies = applies.map_err(|error| wrong(error.to_string()))?;
        let form = union_form(plan, applies.as_ref());
        let text = match options.kind {
            FormFormat::Json => format!("{}\n", serde_json::to_string_pretty(&form).unwrap_or_default()),
            FormFormat::Md => markdown(&form, context),
        };
        match &options.to.output {
            Some(path) => files::write(path, text.as_bytes())?,
            None if context.json() => context.print_json(&form)?,
            None => context.print(&text)?,
        }
        Ok(Exit::Fine)
    })
}

/// A table for people: number, field, what is filled in, when, which items ask for it.
fn markdown(form: &UnionForm, context: &Context) -> String {
    let all = form.fields.len();
    let fetched = form.fields.iter().filter(|field| !field.fetched_by.is_empty()).count();
    let (filled, bundle) = (all.saturating_sub(fetched), &form.bundle);
    let (zh, en) = if fetched == 0 {
        (format!("# {bundle}：申请表\n\n共 {all} 项。\n"), format!("# {bundle}: the form\n\n{all} fields.\n"))
    } else {
        (
            format!("# {bundle}：申请表\n\n共 {all} 项，其中 {fetched} 项由系统带出，要填 {filled} 项。\n"),
            format!(
                "# {bundle}: the form\n\n{all} fields, {fetched} of them fetched, {filled} to fill in.\n"
            ),
        )
    };
    let mut text = context.pick(&zh, &en).to_owned();
    if form.fields.is_empty() {
        return text;
    }
    text.push_str(context.pick(
        "\n| 序号 | 字段 | 怎样填 | 什么情况下填 | 用于 |\n|---|---|---|---|---|\n",
        "\n| no. | field | type | when | items |\n|---|---|---|---|---|\n",
    ));
    for (field, number) in form.fields.iter().zip(1_u32..) {
        text.push_str(&row(field, number, context));
    }
    text
}

fn row(field: &FormField, number: u32, context: &Context) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let when = if field.when.is_empty() { context.pick("都要填", "always") } else { &field.when };
    let unit = field.unit.map(|unit| format!("（{unit}）")).unwrap_or_default();
    let (name, kind, items) = (cell(&field.name), cell(&field.kind), cell(&field.items.join("、")));
    let how = match field.fetched_by.as_str() {
        "" => format!("{kind}{unit}"),
        key => {
            let key = cell(key);
            context.pick(&format!("凭{key}带出，不用填"), &format!("fetched by {key}")).to_owned()
        }
    };
    format!("| {number} | {name} | {how} | {} | {items} |\n", cell(when))
}
