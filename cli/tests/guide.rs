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
