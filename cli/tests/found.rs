//! What the independent oracle found once stays found: every case in `tests/oracle/found` passes.

#[test]
fn every_case_the_oracle_found_passes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/oracle/found");
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_lianban")).args(["test", folder]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("通过  容缺交叉"), "{text}");
}
