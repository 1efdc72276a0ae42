//! Reports as official documents: DOCX (Office Open XML) and Typst, in the layout of GB/T 9704 (A4, 22 lines of 28
//! characters, 仿宋 16 pt, page numbers between dashes). Large drawings get a page of their own, in the size they need.
//!
//! The words are those of the [`Report`](crate::Report): there is no second source of them.

mod docx;
mod numbering;
mod ooxml;
mod typst;

pub use docx::{DocumentError, Parts, docx};
pub use typst::typst;

/// A page with a drawing behind the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What stands above it, e.g. `附图 1　流程图`.
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub description: String,
    /// The drawing.
    pub svg: String,
    /// The same in pixels, for programs that draw no SVG.
    pub png: Vec<u8>,
    /// The paper.
    pub sheet: Sheet,
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// A4 upright.
    A4,
    /// A4 on its side.
    A4Landscape,
    /// A3 upright.
    A3,
    /// A3 on its side.
    A3Landscape,
}

impl Sheet {
    /// Width and height in tenths of a millimetre.
    #[must_use]
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::A4 => (2100, 2970),
            Self::A4Landscape => (2970, 2100),
            Self::A3 => (2970, 4200),
            Self::A3Landscape => (4200, 2970),
        }
    }

    /// Whether a drawing of this size (in pixels of 1/96 inch) is shown at 70 % of it or more.
    #[must_use]
    pub fn shows(self, (width, height): (u32, u32)) -> bool {
        scaled((width, height), self).0 * 10 >= px_to_tenths(width) * 7
    }

    /// The smallest sheet that shows a drawing of this size (in pixels of 1/96 inch) at 70 % of it or more; else A3 the way
    /// it fits better.
    #[must_use]
    pub fn fitting(width: u32, height: u32) -> Self {
        let all = [Self::A4, Self::A4Landscape, Self::A3, Self::A3Landscape];
        let largest = if width > height { Self::A3Landscape } else { Self::A3 };
        all.into_iter().find(|sheet| sheet.shows((width, height))).unwrap_or(largest)
    }
}

/// Margin of a page with a drawing, and the height of its title, in tenths of a millimetre.
const MARGIN: u32 = 150;
const TITLE: u32 = 160;

const fn px_to_tenths(px: u32) -> u32 {
    px * 254 / 96
}

/// Width and height of a drawing on a sheet, in tenths of a millimetre: as large as it fits, never larger than drawn.
fn scaled((width, height): (u32, u32), sheet: Sheet) -> (u32, u32) {
    let (paper_width, paper_height) = sheet.size();
    let (wide, high) = (paper_width - 2 * MARGIN, paper_height - 2 * MARGIN - TITLE);
    let (own_width, own_height) = (px_to_tenths(width).max(1), px_to_tenths(height).max(1));
    // By the side that is tighter.
    if u64::from(own_width) * u64::from(high) > u64::from(own_height) * u64::from(wide) {
        let width = own_width.min(wide);
        (width, own_height * width / own_width)
    } else {
        let height = own_height.min(high);
        (own_width * height / own_height, height)
    }
}

/// Width and height of an SVG file, from its root element, in pixels (it may say mm); nothing for one without.
#[must_use]
pub fn svg_size(svg: &str) -> Option<(u32, u32)> {
    let root = svg.get(svg.find("<svg")?..)?;
    let root = root.get(..root.find('>')?)?;
    let of = |name: &str| {
        let at = root.find(&format!(" {name}=\""))? + name.len() + 3;
        let written = root.get(at..)?;
        let written = written.get(..written.find('"')?)?;
        match written.strip_suffix("mm") {
            Some(millimetres) => Some(millimetres.parse::<u32>().ok()?.checked_mul(960)? / 254),
            None => written.parse().ok(),
        }
    };
    Some((of("width")?, of("height")?))
}

#[cfg(test)]
mod tests;
