//! Files that are missing, too large, not text, or in the way.

mod common;
use common::Place;

#[test]
fn a_missing_file_and_an_empty_folder_exit_3() {
    let place = Place::new();
    std::fs::create_dir(place.path.join("空")).unwrap();
    for command in [vec!["check"], vec!["fmt"], vec!["prove"], vec!["test"], vec!["expand"]] {
        for path in ["没有.yjs", "空", "没有/也没有.yjs"] {
            let arguments: Vec<&str> = command.iter().copied().chain([path]).collect();
            let run = place.run(&arguments);
            assert_eq!((run.code, run.out.as_str()), (3, ""), "{arguments:?} {run:?}");
            assert!(run.err.contains(path), "{run:?}");
            let run = place.run(&["--format", "json", arguments[0], path]);
            assert_eq!((run.code, run.err.as_str()), (3, ""));
            assert_eq!(run.json()["error"]["kind"], "environment");
        }
    }
}

#[test]
fn a_file_of_100_mb_is_refused_unread() {
    let place = Place::new();
    let file = std::fs::File::create(place.path.join("大.yjs")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    for command in ["check", "fmt", "prove", "test", "expand"] {
        let run = place.run(&[command, "大.yjs"]);
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{command}");
        assert!(run.err.contains("100 MB") && run.err.contains("4 MB"), "{}", run.err);
    }
}

#[test]
fn what_is_not_text_is_a_diagnostic() {
    let place = Place::new();
    let inputs: [(&str, &[u8]); 4] = [
        ("空.yjs", b""),
        ("二进制.yjs", b"\x7fELF\x02\x01\x00\x00\xff\xfe\x00"),
        ("utf16.yjs", b"\xff\xfe\x00\x4e\xf6\x4e\x8b\x4e"),
        ("gbk.yjs", b"\xd2\xbb\xbc\xfe\xca\xc2 \xce\xd2\xd2\xaa {\n}\n"),
    ];
    for (name, bytes) in inputs {
        place.write(name, bytes);
        for command in ["check", "prove", "test", "expand"] {
            let run = place.run(&[command, name]);
            assert_eq!(run.code, 1, "{command} {name} {run:?}");
            assert!(run.err.contains("错误[E"), "{command} {name} {run:?}");
        }
        let run = place.run(&["--format", "json", "check", name]);
        assert_eq!((run.code, run.err.as_str()), (1, ""));
        assert!(run.json()["errors"].as_u64() >= Some(1));
        let before = std::fs::read(place.path.join(name)).unwrap();
        place.run(&["fmt", name]);
        assert_eq!(std::fs::read(place.path.join(name)).unwrap(), before, "fmt must not touch {name}");
    }
}

#[test]
fn ten_thousand_brackets_end_quickly() {
    let place = Place::new();
    for (open, close) in [("(", ")"), ("{", "}"), ("（", "）"), ("《", "》"), ("“", "”")] {
        place.write(
            "深.yjs",
            format!("一件事 深 {{\n当 {}{}\n}}\n", open.repeat(10_000), close.repeat(10_000)),
        );
        let run = place.run(&["check", "深.yjs"]);
        assert_eq!(run.code, 1, "{open}");
        assert!(run.err.len() < 400_000, "{open}: {} bytes", run.err.len());
    }
}

#[test]
fn a_long_line_is_shown_as_an_excerpt() {
    let place = Place::new();
    place.write("长.yjs", format!("一件事 长 {{ 编码 “{}”；错 错 错 }}\n", "一".repeat(100_000)));
    let run = place.run(&["check", "长.yjs"]);
    assert_eq!(run.code, 1);
    assert!(run.err.len() < 20_000, "{} bytes", run.err.len());
}

#[test]
fn file_names_cannot_move_the_cursor() {
    let place = Place::new();
    let run = place.run(&["check", "a\u{1b}[2J\u{202e}.yjs"]);
    assert_eq!(run.code, 3);
    assert!(!run.err.contains('\u{1b}') && !run.err.contains('\u{202e}'), "{run:?}");
}

#[test]
fn a_folder_means_the_bundles_below_it_in_order() {
    let place = Place::with_skeleton();
    let text = place.read("书店/书店.yjs");
    place.write("乙/b.yjs", text.replace("书店", "乙店"));
    place.write("乙/a.yjs", text.replace("书店", "甲店"));
    place.write("乙/.hidden/c.yjs", "不看");
    place.write("乙/d.txt", "不看");
    let run = place.run(&["--format", "json", "prove", "."]);
    assert_eq!(run.code, 0, "{run:?}");
    let names: Vec<String> = run.json()["bundles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bundle| bundle["bundle"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["甲店", "乙店", "书店"]);
    assert_eq!(
        place.run(&["check", "乙/a.yjs", "乙", "乙/a.yjs"]).out,
        "查了 2 个文件：0 个错误，0 个警告\n"
    );
}

#[test]
fn nothing_is_left_behind_when_a_file_cannot_be_written() {
    let place = Place::with_skeleton();
    let run = place.run(&["build", "书店", "-o", "没有/方案.plan"]);
    assert_eq!(run.code, 3, "{run:?}");
    std::fs::create_dir(place.path.join("占")).unwrap();
    let run = place.run(&["build", "书店", "-o", "占"]);
    assert_eq!(run.code, 3, "{run:?}");
    let mut left: Vec<String> = std::fs::read_dir(&place.path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["书店", "占"]);
}

#[cfg(unix)]
#[test]
fn devices_and_links_are_written_to_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let place = Place::with_skeleton();
    assert_eq!(place.run(&["build", "书店", "-o", "/dev/null"]).code, 0);
    assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    place.write("真.plan", "旧");
    std::os::unix::fs::symlink("真.plan", place.path.join("链.plan")).unwrap();
    assert_eq!(place.run(&["build", "书店", "-o", "链.plan"]).code, 0);
    assert!(place.path.join("链.plan").is_symlink());
    assert!(std::fs::read(place.path.join("真.plan")).unwrap().starts_with(b"LBPLAN"));
}

/// A folder of many files is checked by two workers; nothing of that shows.
#[test]
fn many_files_are_reported_in_their_order() {
    let place = Place::with_skeleton();
    let text = place.read("书店/书店.yjs");
    let paths: Vec<String> = (0..24).map(|at| format!("多/{at:02}.yjs")).collect();
    for (at, path) in paths.iter().enumerate() {
        // Every third one names a department that is not there, and some begin with a byte order mark.
        let text = if at % 3 == 0 { text.replacen("承办 ", "承办 不在的", 1) } else { text.clone() };
        place.write(path, if at % 4 == 0 { format!("\u{FEFF}{text}") } else { text });
    }
    let one_by_one: Vec<serde_json::Value> = paths
        .iter()
        .flat_map(|path| {
            let found = place.run(&["--format", "json", "check", path]).json();
            found["diagnostics"].as_array().cloned().unwrap_or_default()
        })
        .collect();
    assert!(one_by_one.len() >= 8);
    for _ in 0..3 {
        let together = place.run(&["--format", "json", "check", "多"]);
        assert_eq!(together.json()["diagnostics"], serde_json::Value::Array(one_by_one.clone()));
        assert_eq!(together.code, 1);
    }
}
