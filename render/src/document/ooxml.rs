//! The fixed parts of a DOCX package, and the small pieces of its text.

use crate::svg::escape;

/// Namespaces of `word/document.xml`.
pub const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// First line of every XML part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// `[Content_Types].xml`.
pub const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/word/footer2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

/// `_rels/.rels`.
pub const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

/// Base of the types of relationships.
pub const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// `word/settings.xml`: odd and even pages have their numbers on the outer side.
pub const SETTINGS: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
</w:settings>";

/// `word/numbering.xml`: one kind of list, with dots.
pub const NUMBERING: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"·\"/><w:lvlJc w:val=\"left\"/>\
<w:pPr><w:ind w:left=\"960\" w:hanging=\"320\"/></w:pPr></w:lvl></w:abstractNum>\
<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

/// Fonts of a run: letters and digits in Times New Roman, Chinese as named.
fn fonts(chinese: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"{chinese}\" w:hint=\"eastAsia\"/>"
    )
}

/// `word/styles.xml`: text in 仿宋 16 pt with 22 lines a page, title in 小标宋 22 pt, headings in 黑体 (GB/T 9704 5.2.2, 7.3).
pub fn styles() -> String {
    let style = |id: &str, name: &str, based: &str, paragraph: &str, run: &str| {
        let based = if based.is_empty() { String::new() } else { format!("<w:basedOn w:val=\"{based}\"/>") };
        let default = if id == "Normal" { " w:default=\"1\"" } else { "" };
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"{default}><w:name w:val=\"{name}\"/>{based}<w:qFormat/>\
            <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let text = fonts("仿宋_GB2312");
    let mut styles = format!(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>{text}\
        <w:spacing w:val=\"-5\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
        <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"579\" w:lineRule=\"exact\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    );
    let all = [
        style("Normal", "Normal", "", "", ""),
        style(
            "Body",
            "正文文字",
            "Normal",
            "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>",
            "",
        ),
        style(
            "Title",
            "Title",
            "Normal",
            "<w:keepNext/><w:spacing w:after=\"400\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
            &format!("{}<w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>", fonts("方正小标宋简体")),
        ),
        style(
            "Heading1",
            "heading 1",
            "Normal",
            "<w:keepNext/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:outlineLvl w:val=\"0\"/>",
            &fonts("黑体"),
        ),
        style("Alarm", "提醒", "Body", "", &format!("{}<w:b/>", fonts("黑体"))),
        style(
            "List",
            "List Bullet",
            "Normal",
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:jc w:val=\"both\"/>",
            "",
        ),
        style(
            "Cell",
            "表格文字",
            "Normal",
            "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/>",
            "<w:spacing w:val=\"0\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>",
        ),
        style("Head", "表头", "Cell", "<w:keepNext/><w:jc w:val=\"center\"/>", &fonts("黑体")),
        style(
            "Figure",
            "图",
            "Normal",
            "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
            "",
        ),
        style(
            "Caption",
            "caption",
            "Normal",
            "<w:keepNext/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
            &fonts("黑体"),
        ),
        style(
            "Footer",
            "footer",
            "Normal",
            "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
        ),
    ];
    styles.extend(all);
    styles.push_str("</w:styles>");
    styles
}

/// A foot with the page number between dashes, one 字 from the outer edge (GB/T 9704 7.5).
pub fn footer(side: &str) -> String {
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let indent = if side == "right" { "<w:ind w:right=\"320\"/>" } else { "<w:ind w:left=\"320\"/>" };
    format!(
        "<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{indent}<w:jc w:val=\"{side}\"/></w:pPr>{}{}{}{}{}</w:p></w:ftr>",
        run("<w:t xml:space=\"preserve\">— </w:t>"),
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
        run("<w:t xml:space=\"preserve\"> —</w:t>"),
    )
}

/// Text in one line, without what nobody sees, its marks written as entities.
pub fn text(written: &str) -> String {
    let line = written.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    let seen = line.filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    escape(&seen.collect::<String>())
}

/// A paragraph.
pub fn paragraph(style: &str, written: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        text(written)
    )
}
