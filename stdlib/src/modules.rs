//! The `.yjs` modules of the standard library.

/// Every module: its name after `标准库.`, and its text.
const MODULES: &[(&str, &str)] = &[
    ("办件", include_str!("../办件.yjs")),
    ("法律", include_str!("../法律.yjs")),
    ("不动产", include_str!("../不动产.yjs")),
    ("水电气", include_str!("../水电气.yjs")),
    ("窗口", include_str!("../窗口.yjs")),
    ("行政许可", include_str!("../行政许可.yjs")),
    ("工程建设", include_str!("../工程建设.yjs")),
    ("市场主体", include_str!("../市场主体.yjs")),
    ("部门", include_str!("../部门.yjs")),
    ("出生", include_str!("../出生.yjs")),
    ("税务", include_str!("../税务.yjs")),
    ("情形", include_str!("../情形.yjs")),
    ("预警", include_str!("../预警.yjs")),
    ("中介", include_str!("../中介.yjs")),
    ("证照分离", include_str!("../证照分离.yjs")),
    ("一证通办", include_str!("../一证通办.yjs")),
    ("表单", include_str!("../表单.yjs")),
    ("证照", include_str!("../证照.yjs")),
    ("辖区规则", include_str!("../辖区规则.yjs")),
];

/// The text of a module, by its name after `标准库.`; none if there is no such module.
#[must_use]
pub fn module(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The names of all modules, in the order of their text.
pub fn modules() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|(name, _)| *name)
}
