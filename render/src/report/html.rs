//! A report as one HTML page: no script, nothing loaded from elsewhere, prints on A4.

use super::{Part, Report};
use crate::svg::escape;

const STYLE: &str = "\
body{max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1B2733;background:#fff;\
font:16px/1.6 'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif}\
h1{font-size:1.5rem;border-bottom:2px solid #1B4F8A;padding-bottom:.4rem}\
h2{font-size:1.15rem;margin-top:1.8rem;color:#1B4F8A}\
table{border-collapse:collapse;width:100%;margin:.6rem 0}\
th,td{border:1px solid #B8C2CC;padding:.3rem .6rem;text-align:left;vertical-align:top}\
th{background:#EEF3F8}\
.alarm{border-left:.4rem solid #B5121B;padding:.2rem .8rem;background:#FDECEC;font-weight:600}\
.picture{margin:.6rem 0}.picture svg{max-width:100%;height:auto}\
@page{size:A4;margin:18mm}@media print{body{margin:0;max-width:none}tr,.picture{break-inside:avoid}.picture svg{max-height:250mm}}";

/// The whole page.
pub(super) fn write(report: &Report) -> String {
    let lang = if report.lang == "en" { "en" } else { "zh-CN" };
    let title = escape(&report.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    for part in &report.parts {
        page.push_str(&match part {
            Part::Heading(heading) => format!("<h2>{}</h2>\n", escape(heading)),
            Part::Text(line) => format!("<p>{}</p>\n", escape(line)),
            Part::Alarm(line) => format!("<p class=\"alarm\" role=\"alert\">{}</p>\n", escape(line)),
            Part::Picture(svg) => {
                // A page knows what an SVG is without its name space.
                let svg = svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
                format!("<div class=\"picture\">{svg}</div>\n")
            }
            Part::List(lines) => {
                let items: String = lines.iter().map(|line| format!("<li>{}</li>\n", escape(line))).collect();
                format!("<ul>\n{items}</ul>\n")
            }
            Part::Table { heads, rows } => {
                let heads: String =
                    heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escape(head))).collect();
                let line = |cells: &Vec<String>| {
                    let cells: String =
                        cells.iter().map(|cell| format!("<td>{}</td>", escape(cell))).collect();
                    format!("<tr>{cells}</tr>\n")
                };
                let rows: String = rows.iter().map(line).collect();
                format!("<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
            }
        });
    }
    page.push_str("</body>\n</html>\n");
    page
}
