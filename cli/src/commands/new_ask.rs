//! `new` at a terminal: asks in plain words. Enter takes what stands in brackets.

use super::new_draft::{Draft, Template};
use crate::exit::Failure;
use crate::output::Context;
use crate::words::Words;
use std::io::{BufRead, Write};

/// A question is asked so often until its answer can be used.
const TRIES: u32 = 5;

/// Where questions go and answers come from.
pub struct Desk<'a> {
    /// Answers, one a line.
    pub answers: &'a mut dyn BufRead,
    /// Questions.
    pub questions: &'a mut dyn Write,
    /// In which language.
    pub context: &'a Context,
}

impl Desk<'_> {
    /// Asks everything; `name` is what the command line says already.
    pub fn draft(
        &mut self,
        name: Option<&str>,
        good: &dyn Fn(&Draft) -> Result<(), Failure>,
    ) -> Result<Draft, Failure> {
        self.say(
            "写一件新的“一件事”。直接回车就用［］里的内容。",
            "A new bundle. Enter takes what stands in [ ].",
        )?;
        let template = self.template()?;
        let mut draft = template.defaults();
        if let Some(name) = name {
            draft.name = name.to_owned();
        } else {
            self.until(
                &mut draft,
                "它叫什么名字？",
                "What is it called?",
                good,
                |d| d.name.clone(),
                |d, text| {
                    d.name = text.to_owned();
                },
            )?;
        }
        self.until(
            &mut draft,
            "适用于哪个地方？",
            "Which region?",
            good,
            |d| d.region.clone(),
            |d, text| {
                d.region = text.to_owned();
            },
        )?;
        let items = ("有哪些事项？用顿号隔开", "Which items? Separate them by 、");
        self.until(
            &mut draft,
            items.0,
            items.1,
            good,
            |d| d.items.join("、"),
            |d, text| d.items = list(text),
        )?;
        let departments = ("由哪些部门承办？用顿号隔开", "Which departments? Separate them by 、");
        let shown = |d: &Draft| d.departments.join("、");
        self.until(&mut draft, departments.0, departments.1, good, shown, |d, text| {
            d.departments = list(text)
        })?;
        let days = ("全程承诺多少个工作日？", "How many working days are promised in all?");
        self.until(
            &mut draft,
            days.0,
            days.1,
            good,
            |d| d.days.to_string(),
            |d, text| {
                let plain: String = text.chars().map(crate::start::half_width).collect();
                d.days = plain
                    .trim()
                    .trim_end_matches("工作日")
                    .trim_end_matches("个")
                    .trim()
                    .parse()
                    .unwrap_or(0);
            },
        )?;
        Ok(draft)
    }

    fn template(&mut self) -> Result<Template, Failure> {
        let all = [Template::Business, Template::Personal, Template::Construction];
        self.say("是哪一类？", "Of which kind?")?;
        for (number, template) in (1..).zip(all) {
            let line = format!("  {number} {}", template.zh());
            self.say(&line, &line)?;
        }
        for _ in 0..TRIES {
            let answer = self.ask("写数字或名称", "number or name", "1")?;
            let plain: String = answer.chars().map(crate::start::half_width).collect();
            let chosen = (1..).zip(all).find(|(number, template): &(u32, Template)| {
                plain == number.to_string() || plain == template.zh()
            });
            if let Some((_, template)) = chosen {
                return Ok(template);
            }
            self.say("请写 1、2 或 3。", "Please write 1, 2 or 3.")?;
        }
        Err(given_up())
    }

    /// Asks one thing until the draft with it is good.
    fn until(
        &mut self,
        draft: &mut Draft,
        zh: &str,
        en: &str,
        good: &dyn Fn(&Draft) -> Result<(), Failure>,
        shown: impl Fn(&Draft) -> String,
        set: impl Fn(&mut Draft, &str),
    ) -> Result<(), Failure> {
        let default = shown(draft);
        for _ in 0..TRIES {
            let answer = self.ask(zh, en, &default)?;
            let mut changed = draft.clone();
            set(&mut changed, &answer);
            match good(&changed) {
                Ok(()) => {
                    *draft = changed;
                    return Ok(());
                }
                Err(failure) => self.say(&format!("{}。", failure.message.zh), &failure.message.en)?,
            }
        }
        Err(given_up())
    }

    fn ask(&mut self, zh: &str, en: &str, default: &str) -> Result<String, Failure> {
        let question = format!("{} ［{default}］ ", self.context.pick(zh, en));
        self.write(&question)?;
        let mut line = String::new();
        match self.answers.read_line(&mut line) {
            Ok(0) => Err(given_up()),
            Ok(_) if line.trim().is_empty() => Ok(default.to_owned()),
            Ok(_) => Ok(line.trim().to_owned()),
            Err(error) => Err(Failure::environment(Words::new(
                format!("读不到回答：{error}"),
                format!("cannot read the answer: {error}"),
            ))),
        }
    }

    fn say(&mut self, zh: &str, en: &str) -> Result<(), Failure> {
        let line = format!("{}\n", self.context.pick(zh, en));
        self.write(&line)
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.questions.write_all(text.as_bytes()).and_then(|()| self.questions.flush()).map_err(|error| {
            Failure::environment(Words::new(format!("写不到终端：{error}"), format!("cannot write: {error}")))
        })
    }
}

/// Names separated by `、`, `，`, `,` or `；`, but not inside 《》.
pub fn list(text: &str) -> Vec<String> {
    let (mut names, mut depth) = (vec![String::new()], 0_i32);
    for c in text.chars() {
        depth += i32::from(c == '《') - i32::from(c == '》');
        match names.last_mut() {
            Some(last) if depth > 0 || !matches!(c, '、' | '，' | ',' | '；' | ';') => last.push(c),
            _ => names.push(String::new()),
        }
    }
    names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn given_up() -> Failure {
    Failure::usage(Words::new("没有得到回答，什么都没有写", "no answer; nothing was written"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Format, LangChoice};

    const ZH: Context = Context { lang: LangChoice::Zh, format: Format::Human, color: false, ascii: false };

    fn asked(name: Option<&str>, answers: &str) -> (Result<Draft, Failure>, String) {
        let mut questions = Vec::new();
        let mut desk = Desk { answers: &mut answers.as_bytes(), questions: &mut questions, context: &ZH };
        let draft = desk.draft(name, &super::super::new::good);
        (draft, String::from_utf8_lossy(&questions).into_owned())
    }

    #[test]
    fn enter_takes_the_defaults() {
        for (answers, template) in [
            ("\n\n\n\n\n\n", Template::Business),
            ("２\n\n\n\n\n\n", Template::Personal),
            ("工程建设\n\n\n\n\n\n", Template::Construction),
        ] {
            let (draft, _) = asked(None, answers);
            assert_eq!(draft.ok(), Some(template.defaults()), "{answers:?}");
        }
    }

    #[test]
    fn what_is_answered_is_taken_and_what_cannot_be_is_asked_again() {
        let (draft, shown) = asked(
            Some("我要开书店"),
            "4\n1\n荆州市\n甲、甲\n甲、《乙（含丙、丁）》\n文旅局\n零\n１２个工作日\n",
        );
        let draft = draft.expect("answers");
        assert_eq!((draft.name.as_str(), draft.region.as_str(), draft.days), ("我要开书店", "荆州市", 12));
        assert_eq!(draft.items, ["甲", "《乙（含丙、丁）》"]);
        assert!(shown.contains("请写 1、2 或 3。") && shown.contains("“甲”写了两次"), "{shown}");
        let (draft, _) = asked(None, "1\n");
        assert!(draft.is_err(), "the end of the answers writes nothing");
    }
}
