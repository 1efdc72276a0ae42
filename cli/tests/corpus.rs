//! Every good file of the corpus checks without an error, and its own 测试 pass.

use std::path::{Path, PathBuf};

fn run(command: &str, path: &Path) -> std::process::Output {
    let lianban = std::process::Command::new(env!("CARGO_BIN_EXE_lianban")).arg(command).arg(path).output();
    lianban.expect("lianban runs")
}

/// All areas but `syntax`, whose files are only about the notation.
fn good_folders() -> Vec<PathBuf> {
    let corpus = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus"));
    let areas = std::fs::read_dir(corpus).expect("a corpus").map(|area| area.expect("an area").path());
    let good = areas.filter(|area| !area.ends_with("syntax")).map(|area| area.join("good"));
    let mut folders: Vec<PathBuf> = good.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn good_files_are_good_and_their_tests_pass() {
    let mut wrong = Vec::new();
    let mut passed = 0_usize;
    for folder in good_folders() {
        for command in ["check", "test"] {
            let output = run(command, &folder);
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            passed += text.lines().filter(|line| line.starts_with("  通过")).count();
            if !output.status.success() {
                let told = String::from_utf8_lossy(&output.stderr).into_owned();
                wrong.push(format!("{command} {}:\n{text}{told}", folder.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(passed > 40, "only {passed} tests of the corpus were run");
}
