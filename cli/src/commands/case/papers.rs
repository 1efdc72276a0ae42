//! `case papers CASE`: the papers (文书) that a case has issued.

use crate::args_case::InStore;
use crate::case_store::of_case;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_render::table;
use lianban_runtime::case::PaperText;
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    case: String,
    papers: Vec<PaperText>,
}

/// Runs the command.
pub fn run(within: &InStore, case: &str, number: Option<usize>, context: &Context) -> Result<Exit, Failure> {
    let mut store = within.view()?;
    let found = store.called(case).map_err(of_case)?;
    let mut papers = store.papers(found).map_err(of_case)?;
    if let Some(number) = number {
        let count = papers.len();
        let paper = number.checked_sub(1).and_then(|at| papers.get(at).cloned());
        papers = vec![paper.ok_or_else(|| {
            Failure::usage(Words::new(
                format!("--number {number}：办件“{case}”出具了 {count} 件文书"),
                format!("--number {number}: case `{case}` has issued {count} papers"),
            ))
        })?];
    }
    if context.json() {
        context.print_json(&Document { case: case.to_owned(), papers })?;
    } else if number.is_some() {
        let text: String = papers.iter().map(|paper| in_full(paper, context)).collect();
        context.print(&text)?;
    } else {
        context.print(&listed(&papers, context))?;
    }
    Ok(Exit::Fine)
}

/// A table of them.
pub fn listed(papers: &[PaperText], context: &Context) -> String {
    if papers.is_empty() {
        return context.pick("没有文书\n", "no papers\n").to_owned();
    }
    let heading = match context.lang {
        crate::args::LangChoice::Zh => ["文书", "编号", "日期", "事项", "印章"],
        crate::args::LangChoice::En => ["paper", "number", "date", "item", "seal"],
    };
    let dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
    let rows: Vec<Vec<String>> = papers
        .iter()
        .map(|paper| {
            let title = context.pick(&paper.title, &paper.kind_en).to_owned();
            vec![title, paper.number.clone(), paper.date.clone(), dash(&paper.item), dash(&paper.seal)]
        })
        .collect();
    table(&heading, &rows)
}

/// All that one says, one property a line.
fn in_full(paper: &PaperText, context: &Context) -> String {
    let mut text = format!("{}\n", context.pick(&paper.title, &paper.kind_en));
    let colon = context.pick("：", ": ");
    let mut line = |zh: &str, en: &str, value: String| {
        if !value.is_empty() {
            text.push_str(&format!("  {}{colon}{value}\n", context.pick(zh, en)));
        }
    };
    let one = |value: &Option<String>| value.clone().unwrap_or_default();
    let list = |values: &[String]| values.join(context.pick("、", ", "));
    let papers = |values: &[String]| {
        let quoted: Vec<String> = values.iter().map(|value| format!("《{value}》")).collect();
        quoted.join(context.pick("、", ", "))
    };
    line("编号", "number", paper.number.clone());
    line("日期", "date", paper.date.clone());
    line("致", "to", paper.addressee.clone());
    line("一件事", "bundle", paper.bundle.clone());
    line("事项", "item", one(&paper.item));
    line("所涉事项", "items", list(&paper.items));
    line("材料", "materials", papers(&paper.materials));
    line("容缺，还没有收到", "may come later, not received", papers(&paper.owed));
    line("理由", "reason", one(&paper.reason));
    line("特别程序", "procedure", one(&paper.procedure));
    line("期限", "time", one(&paper.time));
    line("最迟", "until", one(&paper.due));
    line("依据", "basis", list(&paper.basis));
    line("救济", "remedies", one(&paper.remedies));
    line("机关", "authority", one(&paper.department));
    line("受委托机关", "entrusted", one(&paper.entrusted));
    let signed = &paper.signed_by;
    let signer = [&signed.department, &signed.role, &signed.name, &signed.window];
    line("签发", "signed by", signer.map(String::as_str).join(" ").trim().to_owned());
    line("印章", "seal", one(&paper.seal));
    line("印章保管", "kept by", one(&paper.keeper));
    line("还缺", "still missing", list(&paper.missing));
    text
}
