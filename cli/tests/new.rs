//! `new` with its templates: whatever is chosen, the bundle checks without a finding, keeps its promise, passes its
//! test and stands in house style.

mod common;
use common::Place;

/// The document says no error and no warning.
fn sound(place: &Place, what: &str) {
    let check = place.run(&["check", "."]);
    assert_eq!(check.code, 0, "{what}: {check:?}");
    assert!(check.out.ends_with("0 个错误，0 个警告\n"), "{what}: {check:?}");
    for command in [["prove", "."], ["test", "."]] {
        let run = place.run(&command);
        assert_eq!(run.code, 0, "{what}: {run:?}");
    }
    assert_eq!(place.run(&["fmt", "--check", "."]).code, 0, "{what} is in house style");
}

#[test]
fn every_template_with_every_option_checks_without_a_finding() {
    let place = Place::new();
    let items =
        ["甲", "甲、乙", "一、《二（三）》、事项、法定3日、当、工作日", "甲，乙,丙；丁、戊、己、庚、辛"];
    let departments = ["市监局", "联合踏勘、居民身份证、《一表申请表》"];
    let mut number = 0;
    for template in ["经营准入", "个人事项", "工程建设"] {
        number += 1;
        let name = format!("默认{number}");
        assert_eq!(place.run(&["new", &name, "--template", template]).code, 0);
        for items in items {
            for departments in departments {
                for days in ["1", "3", "120"] {
                    number += 1;
                    let name = format!("样本（{number}）");
                    let run = place.run(&[
                        "new",
                        "--template",
                        template,
                        "--name",
                        &name,
                        "--items",
                        items,
                        "--departments",
                        departments,
                        "--days",
                        days,
                        "--region",
                        "2号试验区",
                    ]);
                    assert_eq!(run.code, 0, "{run:?}");
                }
            }
        }
    }
    sound(&place, "all templates");
}

#[test]
fn what_cannot_be_a_bundle_is_refused_and_nothing_is_overwritten() {
    let place = Place::new();
    let refused: &[&[&str]] = &[
        &["new"],
        &["new", "--items", "甲"],
        &["new", "店", "--items", "甲、甲"],
        &["new", "店", "--items", "甲", "--departments", "甲"],
        &["new", "店", "--items", "、"],
        &["new", "店", "--days", "0"],
        &["new", "店", "--days", "121"],
        &["new", "店", "--name", "馆"],
        &["new", "../店", "--days", "3"],
        &["new", "店", "--region", ""],
    ];
    for arguments in refused {
        assert_eq!(place.run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(std::fs::read_dir(&place.path).unwrap().count(), 0, "nothing is written");
    assert_eq!(place.run(&["new", "店", "--template", "工程建设"]).code, 0);
    let before = place.read("店/店.yjs");
    assert_eq!(place.run(&["new", "店", "--days", "3"]).code, 3);
    assert_eq!(place.read("店/店.yjs"), before);
}

#[test]
fn the_templates_read_as_documents() {
    let place = Place::new();
    for template in ["经营准入", "个人事项", "工程建设"] {
        assert_eq!(place.run(&["new", template, "--template", template]).code, 0);
        insta::assert_snapshot!(
            format!("template_{template}"),
            place.read(&format!("{template}/{template}.yjs"))
        );
    }
}

#[test]
fn a_name_with_spaces_can_be_copied_into_a_shell() {
    let place = Place::new();
    let told = place.run(&["new", "我的 小店", "--days", "3"]);
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(told.out.contains("lianban check \"我的 小店/我的 小店.yjs\""), "{}", told.out);
}
