//! The pest parser generated from `grammar.pest`.

/// The parser of the notation.
#[derive(pest_derive::Parser)]
#[grammar = "syntax/grammar.pest"]
pub struct Grammar;

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::{Grammar, Rule};
    use crate::syntax::keywords::KEYWORDS;

    #[test]
    fn joining_words_are_those_of_the_table() {
        for row in KEYWORDS {
            for word in [row.zh, row.en] {
                let joins = Grammar::parse(Rule::joining_word, word).is_ok();
                assert_eq!(joins, row.keyword.joins_lines(), "{word}");
            }
        }
    }
}
