//! A drawing in pixels. Texts need a Chinese font of the system: without one there is an error, never a picture of boxes.

use crate::exit::Failure;
use crate::words::Words;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, OnceLock};

/// Pixels for each unit of a drawing (1/96 inch): 192 a inch.
const SCALE: f32 = 2.0;
/// Most pixels along one side; a larger drawing is made smaller.
const MOST: f32 = 12_000.0;
/// Chinese fonts, the better ones for drawings first.
const FONTS: [&str; 12] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimSun",
    "Noto Serif CJK SC",
    "AR PL UMing CN",
];

/// The fonts of the system, read once.
fn fonts() -> &'static (Arc<fontdb::Database>, Option<String>) {
    static FOUND: OnceLock<(Arc<fontdb::Database>, Option<String>)> = OnceLock::new();
    FOUND.get_or_init(|| {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        let there = |name: &&str| {
            database.faces().any(|face| face.families.iter().any(|(family, _)| family == *name))
        };
        let chinese = FONTS.iter().find(|name| there(name)).map(|name| (*name).to_owned());
        if let Some(name) = &chinese {
            database.set_sans_serif_family(name.clone());
            database.set_serif_family(name.clone());
        }
        (Arc::new(database), chinese)
    })
}

/// A drawing as PNG, twice as many pixels as units.
pub fn png(svg: &str) -> Result<Vec<u8>, Failure> {
    let (database, chinese) = fonts();
    let Some(family) = chinese else {
        let names = FONTS.join("、");
        return Err(Failure::environment(Words::new(
            "这台机器上没有中文字体，画不出 PNG",
            "there is no Chinese font on this machine: no PNG can be drawn",
        ))
        .with_help(Words::new(
            format!("装一种（Debian：apt install fonts-noto-cjk），或者用 SVG。认得的有：{names}"),
            format!("install one (Debian: apt install fonts-noto-cjk), or take SVG; known: {names}"),
        )));
    };
    let failed = |error: String| {
        Failure::environment(Words::new(
            format!("画不出 PNG：{error}"),
            format!("no PNG could be drawn: {error}"),
        ))
    };
    let options = Options { fontdb: database.clone(), font_family: family.clone(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(MOST / width.max(height));
    let pixels = |units: f32| (units * scale).ceil().max(1.0) as u32;
    let mut picture = Pixmap::new(pixels(width), pixels(height)).ok_or_else(|| failed("0 px".to_owned()))?;
    picture.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|error| failed(error.to_string()))
}
