//! The `.yjs` modules can be read, and are found by name.

use lianban_stdlib::{module, modules};

#[test]
fn every_module_parses_without_a_finding() {
    assert!(modules().any(|name| name == "证照"));
    for name in modules() {
        let text = module(name).unwrap();
        let (file, findings) = lianban_compiler::syntax::parse(text);
        assert!(findings.is_empty(), "{name}: {findings:?}");
        assert!(!file.entries.is_empty(), "{name} declares nothing");
    }
    assert_eq!(module("没有这个"), None);
}
