//! What the command line itself says, in both languages side by side.

use crate::args::LangChoice;

/// One message in Chinese and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Words {
    /// Both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The same in both languages, e.g. what a file's own syntax error says.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { zh: text.clone(), en: text }
    }

    /// The text in one language.
    pub fn get(&self, lang: LangChoice) -> &str {
        match lang {
            LangChoice::Zh => &self.zh,
            LangChoice::En => &self.en,
        }
    }
}

/// Makes text from a file name or another foreign source safe to print: control and direction characters are shown
/// as escapes, so that they can neither move the cursor nor reorder the line.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || c == '\t' || !is_unsafe(c) {
            safe.push(c);
        } else {
            safe.extend(c.escape_unicode());
        }
    }
    safe
}

/// Control characters, line separators, direction marks and invisible characters.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The only one of some names that is close to a mistyped one; none if there are several: nobody knows which is meant.
pub fn only_close<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut close = lianban_compiler::suggest::close(wrong, names);
    if close.len() == 1 { close.pop() } else { None }
}

/// The closest of some names to a mistyped one, if one is close enough: in sound, in look or in spelling.
pub fn closest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    let close = lianban_compiler::suggest::close(wrong, names.iter().copied());
    close.first().and_then(|close| names.into_iter().find(|name| name == close))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_become_escapes() {
        assert_eq!(escape("a\u{1b}[31m\u{202e}卫\n"), "a\\u{1b}[31m\\u{202e}卫\n");
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let names = ["主体类型", "经营面积", "户外招牌"];
        assert_eq!(closest("经营面", names), Some("经营面积"));
        assert_eq!(closest("主休类型", names), Some("主体类型"));
        assert_eq!(closest("户外照牌", names), Some("户外招牌"));
        assert_eq!(closest("年龄", names), None);
        assert_eq!(closest("", names), None);
    }
}
