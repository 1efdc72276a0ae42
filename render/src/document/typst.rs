//! A report as Typst source, from which the program `typst` makes a PDF.

use super::numbering::numbered;
use super::{Picture, scaled, svg_size};
use crate::report::{Part, Report};

/// The layout of GB/T 9704; fonts that are not there fall back along the list.
const PREAMBLE: &str = r#"#let text-fonts = ("Times New Roman", "FangSong", "仿宋", "仿宋_GB2312", "Noto Serif CJK SC", "Source Han Serif SC")
#let head-fonts = ("Times New Roman", "SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC")
#let title-fonts = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif CJK SC", "Source Han Serif SC")
#let foot = context {
  let number = counter(page).get().first()
  set text(size: 14pt)
  align(if calc.odd(number) { right } else { left }, pad(x: 16pt)[— #number —])
}
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), footer: foot)
#set text(font: text-fonts, size: 16pt, lang: "LANG", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 13pt, spacing: 13pt)
#set list(marker: [·], indent: 2em, spacing: 13pt)
#set table(stroke: 0.5pt, inset: 5pt)
#show table: set text(size: 11pt)
#show table: set par(first-line-indent: 0pt, justify: false, leading: 6pt)
#show heading: it => block(above: 13pt, below: 13pt, pad(left: 2em, text(font: head-fonts, size: 16pt, weight: "regular", it.body)))
#let alarm(body) = text(font: head-fonts, weight: "bold", body)
"#;

/// The source. Its drawings are read from a folder, given by its path from where the source lies: `0.svg`, `1.svg` …
#[must_use]
pub fn typst(report: &Report, pictures: &[Picture], folder: &str) -> String {
    let english = report.lang == "en";
    let mut source = PREAMBLE.replace("LANG", if english { "en" } else { "zh" });
    source.push_str(&format!("#set document(title: {})\n\n", string(&report.title)));
    source.push_str(&format!(
        "#align(center, block(below: 20pt, text(font: title-fonts, size: 22pt, {})))\n\n",
        string(&report.title)
    ));
    let mut heading_of = numbered(report);
    for part in &report.parts {
        match part {
            Part::Heading(heading) => {
                source.push_str(&format!("#heading({})\n\n", string(&heading_of(heading))));
            }
            Part::Text(line) => source.push_str(&format!("#{}\n\n", string(line))),
            Part::Alarm(line) => source.push_str(&format!("#alarm({})\n\n", string(line))),
            Part::List(lines) => {
                let items: Vec<String> = lines.iter().map(|line| string(line)).collect();
                source.push_str(&format!("#list({})\n\n", items.join(", ")));
            }
            Part::Picture(_) => {} // An official document has its drawings on sheets of their own.
            Part::Table { heads, rows } => source.push_str(&table(heads, rows)),
        }
    }
    for (number, picture) in pictures.iter().enumerate() {
        let (width, height) = picture.sheet.size();
        let drawn = svg_size(&picture.svg).unwrap_or((1, 1));
        let (shown, _) = scaled(drawn, picture.sheet);
        source.push_str(&format!(
            "#page(width: {}mm, height: {}mm, margin: 15mm)[\n  #heading({})\n  #align(center, image({}, width: {}mm, alt: {}))\n]\n",
            millimetres(width),
            millimetres(height),
            string(&picture.title),
            string(&format!("{folder}/{number}.svg")),
            millimetres(shown),
            string(&picture.description)
        ));
    }
    source
}

fn millimetres(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let columns = heads.len().max(rows.iter().map(Vec::len).max().unwrap_or(0)).max(1);
    let cells = |row: &[String]| -> String {
        let cell = |at: usize| string(row.get(at).map_or("", String::as_str));
        (0..columns).map(cell).collect::<Vec<_>>().join(", ")
    };
    let head = if heads.iter().all(String::is_empty) {
        String::new()
    } else {
        format!("  table.header({}),\n", cells(heads))
    };
    let rows: String = rows.iter().map(|row| format!("  {},\n", cells(row))).collect();
    let tracks = vec!["auto"; columns].join(", ");
    format!("#table(columns: ({tracks},), \n{head}{rows})\n\n")
}

/// A string of Typst: nothing in it is markup.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\n' | '\r' | '\t' => quoted.push(' '),
            c if c < ' ' => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
