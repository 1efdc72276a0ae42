//! Words of results in English, from one table. JSON keeps the Chinese words of the outward contract; names that a
//! designer gave, and answers as they have to be typed, are never touched.

use crate::args::LangChoice;
use crate::output::Context;

/// States, outcomes, kinds, levels and figures.
const TERMS: &[(&str, &str)] = &[
    ("办结", "finished"),
    ("部分办结", "partly finished"),
    ("不予", "refused"),
    ("不予受理", "not accepted"),
    ("不受理", "needs no decision"),
    ("撤回", "withdrawn"),
    ("视为撤回", "deemed withdrawn"),
    ("终止", "terminated"),
    ("取消", "cancelled"),
    ("撤销", "rescinded"),
    ("撤销受理", "acceptance revoked"),
    ("不适用", "not applicable"),
    ("未提交", "not submitted"),
    ("收件", "received"),
    ("送达", "delivered"),
    ("提前交来", "handed in early"),
    ("不合格", "failed"),
    ("进行", "running"),
    ("按期", "met"),
    ("逾期", "late"),
    ("期满生效", "ran out"),
    ("不再计", "void"),
    ("在办", "in progress"),
    ("未开始", "not started"),
    ("待补正", "awaiting correction"),
    ("受理", "intake"),
    ("事项", "item"),
    ("联合", "joint action"),
    ("容缺补交", "make-up paper"),
    ("特别程序", "procedure"),
    ("中止", "suspended"),
    ("环节", "step"),
    ("阶段", "stage"),
    ("里程碑", "milestone"),
    ("转交", "handover"),
    ("出件", "delivery"),
    ("正常", "normal"),
    ("预警", "notice"),
    ("黄牌", "yellow"),
    ("红牌", "red"),
    ("时限", "time limit"),
    ("材料", "materials"),
    ("跑动", "trips"),
    ("踏勘", "site visits"),
    ("字段", "form fields"),
    ("收费", "fees"),
    ("补正", "correction"),
    ("无", "none"),
    ("即办", "on the spot"),
    ("这件事能走完", "the case runs to its end"),
    ("办件没有尽头", "the case never ends"),
];

/// Units: one, several.
const UNITS: &[(&str, &str, &str)] = &[
    ("工作日", "workday", "workdays"),
    ("日", "day", "days"),
    ("月", "month", "months"),
    ("个月", "month", "months"),
    ("年", "year", "years"),
    ("工作小时", "workhour", "workhours"),
    ("小时", "hour", "hours"),
    ("分钟", "minute", "minutes"),
    ("份", "document", "documents"),
    ("次", "time", "times"),
    ("项", "field", "fields"),
    ("元", "yuan", "yuan"),
];

impl Context {
    /// A word of a result in the language of this run; what is not in the table stays as it is.
    pub fn term(&self, word: &str) -> String {
        match self.lang {
            LangChoice::Zh => word.to_owned(),
            LangChoice::En => english(word).unwrap_or_else(|| word.to_owned()),
        }
    }

    /// A number with its unit in the language of this run.
    pub fn amount(&self, number: impl std::fmt::Display, unit: &str) -> String {
        self.term(&format!("{number} {unit}"))
    }
}

fn english(word: &str) -> Option<String> {
    if let Some((_, english)) = TERMS.iter().find(|(zh, _)| *zh == word) {
        return Some((*english).to_owned());
    }
    if let Some(scope) = word.strip_prefix("等待").and_then(|rest| rest.strip_suffix("补正")) {
        let scope = if scope == "全件" { "the whole case" } else { scope };
        return Some(format!("waiting for the correction of {scope}"));
    }
    let (number, unit) = word.rsplit_once(' ')?;
    let (_, one, several) = UNITS.iter().find(|(zh, ..)| *zh == unit)?;
    Some(format!("{number} {}", if number == "1" { one } else { several }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Format;

    fn context(lang: LangChoice) -> Context {
        Context { lang, format: Format::Human, color: false, ascii: false }
    }

    #[test]
    fn words_and_amounts() {
        let en = context(LangChoice::En);
        assert_eq!(en.term("部分办结"), "partly finished");
        assert_eq!(en.term("等待食品经营许可补正"), "waiting for the correction of 食品经营许可");
        assert_eq!(en.term("这件事能走完"), "the case runs to its end");
        assert_eq!(en.term("2026-03-09"), "2026-03-09");
        assert_eq!(
            (en.amount(1, "次"), en.amount("3～5", "工作日")),
            ("1 time".to_owned(), "3～5 workdays".to_owned())
        );
        assert_eq!(context(LangChoice::Zh).amount(1, "次"), "1 次");
    }

    #[test]
    fn every_outcome_and_level_is_in_the_table() {
        use lianban_compiler::Outcome;
        use lianban_runtime::case::Level;
        let outcomes = Outcome::ALL.iter().map(|outcome| outcome.word());
        let levels = [Level::Normal, Level::Notice, Level::Yellow, Level::Red].map(Level::in_words);
        for word in outcomes.chain(levels) {
            assert!(TERMS.iter().any(|(zh, _)| *zh == word), "{word}");
        }
    }
}
