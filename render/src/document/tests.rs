//! The parts of the package, and what a program that opens it relies on.

use super::*;
use crate::report::{Part, Report};

fn sample() -> (Report, Vec<Picture>) {
    let mut report = Report::titled("我要办证办事指南", false);
    let row =
        |at: usize| vec![at.to_string(), format!("《材料 {at}》"), "原件 <1> 份 & “复印件”\u{1}".to_owned()];
    report.parts = vec![
        Part::Text("服务对象：企业".to_owned()),
        Part::Heading("基本信息".to_owned()),
        Part::Alarm("承诺不成立".to_owned()),
        Part::Heading("申请材料".to_owned()),
        Part::List(vec!["甲".to_owned(), "乙".to_owned()]),
        Part::Table {
            heads: vec!["序号".to_owned(), "材料".to_owned(), "要求".to_owned()],
            rows: (1..=40).map(row).collect(),
        },
    ];
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1600\" height=\"900\"></svg>".to_owned();
    let picture = Picture {
        title: "附图 1　流程图".to_owned(),
        description: "两个部门、三个事项".to_owned(),
        svg,
        png: vec![0x89, b'P', b'N', b'G'],
        sheet: Sheet::fitting(1600, 900),
    };
    (report, vec![picture])
}

fn part(file: &Parts, name: &str) -> String {
    let found = file.iter().find(|(part, _)| part == name).unwrap();
    String::from_utf8(found.1.clone()).unwrap()
}

#[test]
fn every_part_is_xml_and_every_relationship_leads_somewhere() {
    let (report, pictures) = sample();
    let file = docx(&report, &pictures).unwrap();
    let names: Vec<String> = file.iter().map(|(name, _)| name.clone()).collect();
    let xml = |name: &&String| name.ends_with(".xml") || name.ends_with(".rels");
    for name in names.iter().filter(xml) {
        let text = part(&file, name);
        roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
    }
    let relationships = part(&file, "word/_rels/document.xml.rels");
    let targets = roxmltree::Document::parse(&relationships).unwrap();
    let mut known = Vec::new();
    for one in targets
        .descendants()
        .filter(|node| node.has_tag_name("Relationship") || node.attribute("Target").is_some())
    {
        let target = format!("word/{}", one.attribute("Target").unwrap());
        assert!(names.contains(&target), "{target}");
        known.push(one.attribute("Id").unwrap().to_owned());
    }
    let document = part(&file, "word/document.xml");
    let parsed = roxmltree::Document::parse(&document).unwrap();
    let r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for node in parsed.descendants() {
        for id in [node.attribute((r, "embed")), node.attribute((r, "id"))].into_iter().flatten() {
            assert!(known.iter().any(|one| one == id), "{id}");
        }
    }
}

#[test]
fn tables_repeat_their_heads_and_drawings_have_their_own_sheet() {
    let (report, pictures) = sample();
    let file = docx(&report, &pictures).unwrap();
    let document = part(&file, "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(document.matches("<w:cantSplit/>").count(), 41);
    assert_eq!(document.matches("<w:sectPr>").count(), 2);
    // A3 on its side: 420 × 297 mm.
    assert_eq!(pictures[0].sheet, Sheet::A3Landscape);
    assert!(document.contains("<w:pgSz w:w=\"23809\" w:h=\"16836\" w:orient=\"landscape\"/>"), "{document}");
    assert!(document.contains("一、基本信息") && document.contains("二、申请材料"));
    assert!(document.contains("原件 &lt;1&gt; 份 &amp; “复印件”</w:t>"));
    assert!(part(&file, "word/styles.xml").contains("w:eastAsia=\"仿宋_GB2312\""));
    // Columns fill the page, and the same input gives the same bytes.
    let parsed = roxmltree::Document::parse(&document).unwrap();
    let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let widths = parsed.descendants().filter(|node| node.has_tag_name((w, "gridCol")));
    let sum: usize = widths.map(|node| node.attribute((w, "w")).unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(sum, 8_844);
    assert_eq!(file, docx(&report, &pictures).unwrap());
}

#[test]
fn the_smallest_sheet_that_can_be_read_is_taken() {
    assert_eq!(Sheet::fitting(600, 900), Sheet::A4);
    assert_eq!(Sheet::fitting(1200, 700), Sheet::A4Landscape);
    assert_eq!(Sheet::fitting(1100, 1900), Sheet::A3);
    assert_eq!(Sheet::fitting(9000, 1000), Sheet::A3Landscape);
    assert_eq!(Sheet::fitting(900, 9000), Sheet::A3);
    let (width, height) = scaled((9000, 1000), Sheet::A3Landscape);
    assert!(width <= 3900 && height <= 2510, "{width} {height}");
    assert_eq!(svg_size("<?xml?><svg width=\"12\" height=\"7\" viewBox=\"0 0 12 7\">"), Some((12, 7)));
    assert_eq!(svg_size("<svg width=\"297mm\" height=\"420mm\">"), Some((1122, 1587)));
    assert_eq!(svg_size("<p>"), None);
    let (mut report, mut pictures) = sample();
    pictures[0].svg = String::from("<p>");
    assert!(docx(&report, &pictures).is_err());
    report.parts.clear();
    assert!(docx(&report, &[]).is_ok());
}

#[test]
fn nothing_in_a_text_is_markup_of_typst() {
    let (mut report, pictures) = sample();
    report.parts.push(Part::Text("a\"b\\c #let $x$ [d] *e*\nf".to_owned()));
    let source = typst(&report, &pictures, "附图");
    assert!(source.contains(r##"#"a\"b\\c #let $x$ [d] *e* f""##), "{source}");
    assert!(source.contains("image(\"附图/0.svg\", width: 390.0mm"), "{source}");
    assert!(source.contains("table.header(\"序号\", \"材料\", \"要求\")"));
}
