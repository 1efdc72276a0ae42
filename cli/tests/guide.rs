//! `guide`: the papers for the public, the window and the back office, written and read back.

mod common;
use common::{Place, masked, restaurant};
use serde_json::Value;

/// The restaurant's papers for a company of 420 ㎡ with a sign, in one format.
fn papers(kind: &str) -> (Place, Value) {
    let place = Place::new();
    let answers = ["--answer", "主体类型=企业", "--answer", "经营面积=420", "--answer", "户外招牌=是"];
    let bundle = restaurant();
    let command = ["--format", "json", "guide", &bundle, "--as", kind, "-o", "papers"];
    let run = place.run(&[&command[..], &answers].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let document = run.json();
    (place, document)
}

fn read(place: &Place, name: &str) -> String {
    place.read(&format!("papers/{name}"))
}

/// The prose of each paper, beside the bundle that it is made of (`bundles/我要开餐馆`).
#[test]
fn what_the_papers_say() {
    let (place, document) = papers("md");
    let files = document["files"].as_array().unwrap();
    assert_eq!(files.len(), 6, "{files:?}");
    for file in files {
        let name = file.as_str().unwrap().rsplit('/').next().unwrap();
        insta::assert_snapshot!(format!("guide_{name}"), masked(&read(&place, name)));
    }
}

/// One page that needs nothing else: no address but in the links of the picture, every answer of every question on it.
#[test]
fn the_public_page_stands_alone() {
    let (place, _) = papers("html");
    let page = read(&place, "办事指南.html");
    for outside in ["<link", "src=", "@import", "url(h"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for part in ["大字版", "个体工商户", "企业", "经营场所使用面积是多少平方米？", "@page{size:A4", "<svg"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("data-sum=\"material\"").count(), 7);
}

/// Without answers nobody knows what one applicant brings.
#[test]
fn without_answers_there_is_no_notice() {
    let place = Place::new();
    let bundle = restaurant();
    let run = place.run(&["guide", &bundle, "--as", "md", "-o", "papers"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(!run.out.contains("一次性告知单"), "{}", run.out);
    let wrong = place.run(&["guide", &bundle, "--as", "md", "-o", "papers", "--answer", "面积=3"]);
    assert_eq!(wrong.code, 2, "{wrong:?}");
}

/// The names and sizes of the parts of an archive.
fn parts(bytes: &[u8]) -> Vec<(String, u64)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let part = archive.by_index(at).unwrap();
            (part.name().unwrap().into_owned(), part.size())
        })
        .collect()
}

#[test]
fn official_papers_are_packages_with_their_drawings_in_pixels_and_in_lines() {
    let place = Place::new();
    let arguments = ["guide", &restaurant(), "--as", "docx", "--start", "2026-09-28"];
    let run = place.run(&[&arguments[..], &["-o", "一"]].concat());
    assert_eq!(run.code, 0, "{}", run.shown());
    let names: Vec<&str> = run.out.lines().collect();
    assert_eq!(
        names,
        [
            "流程图.svg",
            "办事指南.docx",
            "前台受理工作规范.docx",
            "工作手册.docx",
            "申请表.docx",
            "流程再造方案.docx"
        ]
        .map(|name| format!("一/{name}"))
    );
    let guide = place.read_bytes("一/办事指南.docx");
    let inside = parts(&guide);
    let drawn: Vec<&str> =
        inside.iter().map(|(name, _)| name.as_str()).filter(|name| name.contains("media")).collect();
    let wanted = ["picture0.png", "picture0.svg", "picture1.png", "picture1.svg"]
        .map(|name| format!("word/media/{name}"));
    assert_eq!(drawn, wanted);
    assert!(inside.iter().all(|(_, size)| *size > 100), "{inside:?}");
    // The same again, byte by byte.
    place.run(&[&arguments[..], &["-o", "二"]].concat());
    assert!(guide == place.read_bytes("二/办事指南.docx"));
}

#[test]
fn drawings_in_pixels_go_into_files() {
    let place = Place::new();
    let run = place.run(&["graph", &restaurant(), "--as", "png"]);
    assert_eq!(run.code, 2, "{}", run.shown());
    assert_eq!(place.run(&["graph", &restaurant(), "--as", "png", "-o", "a.png"]).code, 0);
    let chart = ["timeline", &restaurant(), "--start", "2026-09-28T10:00", "--gantt", "b.png"];
    assert_eq!(place.run(&chart).code, 0);
    for file in ["a.png", "b.png"] {
        let bytes = place.read_bytes(file);
        assert!(bytes.starts_with(b"\x89PNG\r\n") && bytes.len() > 20_000, "{file}: {}", bytes.len());
    }
}

#[test]
fn a_pdf_needs_typst_and_says_so() {
    let place = Place::new();
    let run = common::command(&place.path)
        .args(["guide", &restaurant(), "--as", "pdf", "-o", "一"])
        .env("PATH", &place.path)
        .output()
        .unwrap();
    let told = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(3), "{told}");
    assert!(told.contains("没有找到 typst") && told.contains("--as docx"), "{told}");
    assert!(!place.path.join("一").exists());
}
