//! Writing SVG: escaping, text measure, the few shapes that are needed. No fonts are read: widths are reckoned so that
//! drawings are the same on every machine (ui: CJK 1 em, other characters 0.6 em).

use std::fmt::Write;

/// Font stack; none is embedded.
const FONTS: &str =
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif";

/// Text safe for XML content and attributes; characters that XML 1.0 forbids become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// Width of one character in tenths of an em.
fn char_tenths(c: char) -> i32 {
    let wide = matches!(u32::from(c),
        0x1100..=0x115f | 0x2010..=0x2027 | 0x2030..=0x205e | 0x2190..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3
        | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3ffff);
    if wide { 10 } else { 6 }
}

/// Width of a text in whole pixels, rounded up.
pub(crate) fn text_width(text: &str, font_px: i32) -> i32 {
    let tenths: i32 = text.chars().take(10_000).map(char_tenths).sum();
    (tenths * font_px + 9) / 10
}

/// The text, or its beginning and `…` if it is wider than `width` pixels.
pub(crate) fn cut(text: &str, font_px: i32, width: i32) -> String {
    if text_width(text, font_px) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if text_width(&kept, font_px) + font_px > width {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// Characters that may not begin a line (禁则).
const NOT_FIRST: &str = "」』）》】”’。，、；：？！)]}%";
/// Characters that may not end a line.
const NOT_LAST: &str = "「『（《【“‘([{";

/// Breaks a text into at most `lines` lines of `width` pixels; the last is cut if it must be.
pub(crate) fn wrap(text: &str, font_px: i32, width: i32, lines: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest: Vec<char> = text.chars().collect();
    while out.len() + 1 < lines {
        let line: String = rest.iter().collect();
        if text_width(&line, font_px) <= width {
            break;
        }
        let mut end = 0;
        let mut used = 0;
        while let Some(c) = rest.get(end) {
            used += char_tenths(*c) * font_px;
            if used > width * 10 {
                break;
            }
            end += 1;
        }
        let forbidden = |at: usize| {
            rest.get(at).is_some_and(|c| NOT_FIRST.contains(*c))
                || at.checked_sub(1).and_then(|b| rest.get(b)).is_some_and(|c| NOT_LAST.contains(*c))
        };
        while end > 1 && forbidden(end) {
            end -= 1;
        }
        let end = end.max(1).min(rest.len());
        out.push(rest.drain(..end).collect::<String>());
    }
    out.push(cut(&rest.iter().collect::<String>(), font_px, width));
    out
}

/// Look of a text.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub px: i32,
    pub fill: &'static str,
    pub bold: bool,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl Style {
    pub const fn new(px: i32, fill: &'static str) -> Self {
        Self { px, fill, bold: false, anchor: "start" }
    }
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
    pub const fn middle(self) -> Self {
        Self { anchor: "middle", ..self }
    }
}

/// An SVG in the making.
pub(crate) struct Svg {
    out: String,
}

impl Svg {
    /// Opens the document. `title` is what a screen reader says.
    pub fn new(width: i32, height: i32, title: &str, definitions: &str) -> Self {
        let mut svg = Self { out: String::new() };
        let title = escape(title);
        svg.raw(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} \
             {height}\" font-family=\"{FONTS}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n\
             <defs>{definitions}</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n"
        ));
        svg
    }

    /// Opens a document that is printed in the middle of a sheet of paper, in millimetres, with a margin of 8 mm.
    pub fn on_sheet(size: (i32, i32), sheet: (i32, i32), title: &str, definitions: &str) -> Self {
        let (width, height) = size;
        // Hundredths of a millimetre for each pixel, as large as fits.
        let (room_x, room_y) = (i64::from(sheet.0 - 16), i64::from(sheet.1 - 16));
        let (w, h) = (i64::from(width.max(1)), i64::from(height.max(1)));
        let (full_w, full_h) = if room_x * h <= room_y * w {
            (w * i64::from(sheet.0) / room_x, w * i64::from(sheet.1) / room_x)
        } else {
            (h * i64::from(sheet.0) / room_y, h * i64::from(sheet.1) / room_y)
        };
        let (x, y) = ((w - full_w) / 2, (h - full_h) / 2);
        let mut svg = Self { out: String::new() };
        let title = escape(title);
        svg.raw(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"{x} {y} {full_w} \
             {full_h}\" font-family=\"{FONTS}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n\
             <defs>{definitions}</defs>\n<rect x=\"{x}\" y=\"{y}\" width=\"{full_w}\" height=\"{full_h}\" \
             fill=\"#FFFFFF\"/>\n",
            sheet.0, sheet.1
        ));
        svg
    }

    pub fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A rectangle; `more` are further attributes.
    pub fn rect(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), fill: &str, more: &str) {
        let _ = writeln!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"{more}/>"
        );
    }

    /// A stroked path.
    pub fn path(&mut self, d: &str, stroke: &str, more: &str) {
        let _ = writeln!(self.out, "<path d=\"{d}\" fill=\"none\" stroke=\"{stroke}\"{more}/>");
    }

    pub fn text(&mut self, x: i32, y: i32, text: &str, style: Style) {
        let anchor = if style.anchor == "start" {
            String::new()
        } else {
            format!(" text-anchor=\"{}\"", style.anchor)
        };
        let bold = if style.bold { " font-weight=\"700\"" } else { "" };
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\" fill=\"{}\"{bold}{anchor}>{}</text>",
            style.px,
            style.fill,
            escape(text)
        );
    }

    /// A diamond around a point.
    pub fn diamond(&mut self, x: i32, y: i32, radius: i32, fill: &str, stroke: &str) {
        let (l, r, t, b) = (x - radius, x + radius, y - radius, y + radius);
        let _ = writeln!(
            self.out,
            "<path d=\"M{x} {t}L{r} {y}L{x} {b}L{l} {y}Z\" fill=\"{fill}\" stroke=\"{stroke}\"/>"
        );
    }

    /// Opens a group with a tooltip.
    pub fn open(&mut self, title: &str) {
        let _ = writeln!(self.out, "<g><title>{}</title>", escape(title));
    }

    pub fn close(&mut self) {
        self.raw("</g>\n");
    }

    pub fn finish(mut self) -> String {
        self.raw("</svg>\n");
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_measured() {
        assert_eq!(escape("<a href=\"x\">&'\u{0}\n"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{fffd} ");
        assert_eq!(text_width("工作日10", 10), 42);
        assert_eq!(cut("食品经营许可", 10, 40), "食品经…");
        assert_eq!(cut("食品", 10, 40), "食品");
        assert_eq!(cut("食品", 10, 0), "…");
    }

    #[test]
    fn lines_break_by_the_rules_of_chinese_typesetting() {
        assert_eq!(wrap("一二三四、五六", 10, 40, 2), ["一二三", "四、五六"]);
        assert_eq!(wrap("一二三（四五", 10, 40, 2), ["一二三", "（四五"]);
        assert_eq!(wrap("一二三四五六七八九", 10, 40, 2), ["一二三四", "五六七…"]);
        assert_eq!(wrap("一二", 10, 0, 2), ["一", "…"]);
    }
}
