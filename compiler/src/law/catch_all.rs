//! 兜底材料: a name that does not say what is needed (优化营商环境条例 19: 不得有兜底要求).

use crate::diagnostics::{Diagnostic, w0402_catch_all};
use crate::names::linked::{Linked, Origin};

/// Words without bounds.
const WORDS: &[&str] =
    &["其他", "其它", "有关", "相关", "等材料", "等证明", "等文件", "等资料", "需要的材料", "要求的材料"];

/// Reports catch-all materials.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for material in linked.materials.iter().filter(|m| m.origin == Origin::Declared) {
        let name = material.name.value.as_str();
        let word =
            WORDS.iter().copied().find(|word| name.contains(word)).or(name.ends_with('等').then_some("等"));
        if let Some(word) = word {
            diagnostics.push(w0402_catch_all::catch_all(&material.name, word));
        }
    }
}
