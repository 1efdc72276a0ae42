//! A report as DOCX: an own writer, because the tables of these papers need heads that repeat on every page, and rows that
//! do not break.

use super::numbering::numbered;
use super::ooxml::{
    CONTENT_TYPES, DECLARATION, NAMESPACES, NUMBERING, PACKAGE, RELATIONSHIP, SETTINGS, footer, paragraph,
    styles, text,
};
use super::{MARGIN, Picture, Sheet, scaled, svg_size};
use crate::report::{Part, Report};

/// Twentieths of a point (twips) of a tenth of a millimetre, times 1000.
const TWIPS: u64 = 5_669;
/// English metric units of a tenth of a millimetre.
const EMU: u64 = 3_600;
/// Width of the text of an A4 page in twips: 156 mm (GB/T 9704 5.2.1).
const TEXT_WIDTH: usize = 8_844;

/// Width of a character in a table (11 pt), and of what stands beside the text of a cell, in twips.
const CHARACTER: usize = 222;
const PADDING: usize = 190;

/// Why no document could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError(String);

impl std::fmt::Display for DocumentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DocumentError {}

/// The parts of a package, by their names, in the order in which they are packed.
pub type Parts = Vec<(String, Vec<u8>)>;

/// The parts of a DOCX file: a report, with drawings on pages of their own behind it. Same input, same bytes.
///
/// # Errors
/// [`DocumentError`] if a drawing has no size.
pub fn docx(report: &Report, pictures: &[Picture]) -> Result<Parts, DocumentError> {
    let title = text(&report.title);
    let core = format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>lianban</dc:creator>\
        <dc:language>{}</dc:language></cp:coreProperties>",
        if report.lang == "en" { "en" } else { "zh-CN" }
    );
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("docProps/core.xml", core),
        ("word/document.xml", document(report, pictures)?),
        ("word/_rels/document.xml.rels", relationships(pictures.len())),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/footer1.xml", footer("right")),
        ("word/footer2.xml", footer("left")),
    ];
    let mut parts: Parts = parts
        .into_iter()
        .map(|(name, content)| (name.to_owned(), format!("{DECLARATION}{content}").into_bytes()))
        .collect();
    for (number, picture) in pictures.iter().enumerate() {
        parts.push((format!("word/media/picture{number}.png"), picture.png.clone()));
        parts.push((format!("word/media/picture{number}.svg"), picture.svg.clone().into_bytes()));
    }
    Ok(parts)
}

fn relationships(pictures: usize) -> String {
    let one = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIP}/{kind}\" Target=\"{target}\"/>")
    };
    let mut all = [
        one("rIdStyles", "styles", "styles.xml"),
        one("rIdNumbering", "numbering", "numbering.xml"),
        one("rIdSettings", "settings", "settings.xml"),
        one("rIdOdd", "footer", "footer1.xml"),
        one("rIdEven", "footer", "footer2.xml"),
    ]
    .concat();
    for number in 0..pictures {
        all.push_str(&one(&format!("rIdPng{number}"), "image", &format!("media/picture{number}.png")));
        all.push_str(&one(&format!("rIdSvg{number}"), "image", &format!("media/picture{number}.svg")));
    }
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn document(report: &Report, pictures: &[Picture]) -> Result<String, DocumentError> {
    let mut body = paragraph("Title", &report.title);
    let mut heading_of = numbered(report);
    for part in &report.parts {
        match part {
            Part::Heading(heading) => {
                body.push_str(&paragraph("Heading1", &heading_of(heading)));
            }
            Part::Text(line) => body.push_str(&paragraph("Body", line)),
            Part::Alarm(line) => body.push_str(&paragraph("Alarm", line)),
            Part::List(lines) => lines.iter().for_each(|line| body.push_str(&paragraph("List", line))),
            Part::Picture(_) => {} // An official document has its drawings on sheets of their own.
            Part::Table { heads, rows } => body.push_str(&table(heads, rows)),
        }
    }
    // The properties of a section stand in its last paragraph, those of the last one at the end.
    let mut sheet = None;
    for (number, picture) in pictures.iter().enumerate() {
        let before = section(sheet.replace(picture.sheet));
        body.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"Figure\"/>{before}</w:pPr></w:p>"));
        body.push_str(&paragraph("Caption", &picture.title));
        body.push_str(&drawing(number, picture)?);
    }
    body.push_str(&section(sheet));
    Ok(format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"))
}

fn twips(tenths: u32) -> u64 {
    u64::from(tenths) * TWIPS / 1000
}

/// Size, margins and feet of a section: the text's page, or one with a drawing.
fn section(sheet: Option<Sheet>) -> String {
    let (width, height) = sheet.unwrap_or(Sheet::A4).size();
    let orient = if width > height { " w:orient=\"landscape\"" } else { "" };
    let margins = match sheet {
        // 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.
        None => "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/>".to_owned(),
        Some(_) => {
            let m = twips(MARGIN);
            format!("<w:pgMar w:top=\"{m}\" w:right=\"{m}\" w:bottom=\"{m}\" w:left=\"{m}\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/>")
        }
    };
    let grid = if sheet.is_none() { "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>" } else { "" };
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdOdd\"/><w:footerReference w:type=\"even\" r:id=\"rIdEven\"/>\
        <w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{orient}/>{margins}{grid}</w:sectPr>",
        twips(width),
        twips(height)
    )
}

/// A drawing: SVG where it can be drawn, else the pixels.
fn drawing(number: usize, picture: &Picture) -> Result<String, DocumentError> {
    let size = svg_size(&picture.svg)
        .ok_or_else(|| DocumentError(format!("{}: the drawing has no size", picture.title)))?;
    let (width, height) = scaled(size, picture.sheet);
    let (cx, cy) = (u64::from(width) * EMU, u64::from(height) * EMU);
    let (name, description) = (text(&picture.title), text(&picture.description));
    let id = number + 1;
    Ok(format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
        <wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{description}\"/>\
        <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
        <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{description}\"/><pic:cNvPicPr/></pic:nvPicPr>\
        <pic:blipFill><a:blip r:embed=\"rIdPng{number}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\">\
        <asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rIdSvg{number}\"/></a:ext></a:extLst></a:blip>\
        <a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
        <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
        </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    ))
}

/// A table whose head stands on every page and whose rows do not break.
fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let widths = widths(heads, rows);
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let line = |style: &str, cells: &[String], properties: &str| {
        let cells: String = widths
            .iter()
            .enumerate()
            .map(|(at, width)| {
                let cell = cells.get(at).map_or("", String::as_str);
                format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                    paragraph(style, cell)
                )
            })
            .collect();
        format!("<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>")
    };
    let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .iter()
        .map(|edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"))
        .collect();
    let head = if heads.iter().all(String::is_empty) {
        String::new()
    } else {
        line("Head", heads, "<w:tblHeader/>")
    };
    let rows: String = rows.iter().map(|cells| line("Cell", cells, "")).collect();
    // A table is followed by a paragraph, or the next table would be one with it.
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
        <w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
        <w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>"
    )
}

/// Widths of the columns: what needs little gets it, the others share what is left by what they need.
fn widths(heads: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let columns = heads.len().max(rows.iter().map(Vec::len).max().unwrap_or(0)).max(1);
    let width = |cell: &String| {
        cell.chars().map(|c| if c.is_ascii() { CHARACTER / 2 } else { CHARACTER }).sum::<usize>()
    };
    let needs: Vec<usize> = (0..columns)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at)).chain(heads.get(at));
            cells.map(width).max().unwrap_or(0).clamp(2 * CHARACTER, 40 * CHARACTER) + PADDING
        })
        .collect();
    let mut widths = vec![0; columns];
    let mut open: Vec<usize> = (0..columns).collect();
    let mut left = TEXT_WIDTH;
    // Whoever needs no more than an equal share gets what it needs; that makes the share of the others larger.
    loop {
        let share = left / open.len().max(1);
        let (small, large): (Vec<usize>, Vec<usize>) = open.iter().partition(|at| needs[**at] <= share);
        if small.is_empty() || large.is_empty() {
            break;
        }
        for at in small {
            widths[at] = needs[at];
            left -= needs[at];
        }
        open = large;
    }
    let all: usize = open.iter().map(|at| needs[*at]).sum();
    let shared = left;
    for at in &open {
        widths[*at] = shared * needs[*at] / all.max(1);
        left -= widths[*at];
    }
    if let Some(last) = open.last() {
        widths[*last] += left;
    }
    widths
}
