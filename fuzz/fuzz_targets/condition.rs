//! Any text as a condition: what compiles has one value for every answer, and the formatted text means the same.
#![no_main]

use lianban_compiler::diagnostics::Lang;
use lianban_compiler::syntax::{FormatOptions, format};
use lianban_compiler::{Host, compile};
use lianban_runtime::plan::{Answer, Plan, Quantity, evaluate};
use lianban_runtime::time::{CalendarData, Date};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static CALENDAR: OnceLock<CalendarData> = OnceLock::new();

struct Text<'a>(&'a str);

impl Host for Text<'_> {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.as_bytes().to_vec())
    }

    fn calendar(&self) -> CalendarData {
        CALENDAR.get_or_init(|| lianban_stdlib::builtin_calendar().expect("shipped").data()).clone()
    }
}

fn plan(source: &str) -> Option<Plan> {
    compile(&Text(source), "一件事.yjs").bundles.into_iter().next().map(|bundle| bundle.plan)
}

fn answers() -> impl Iterator<Item = [Answer; 3]> {
    const AREAS: [i64; 6] = [0, 299_999_999, 300_000_000, 300_000_001, 500_000_000, i64::MAX];
    let kinds = (0..3).map(Answer::Choice);
    kinds.flat_map(|kind| {
        AREAS.into_iter().flat_map(move |area| {
            [true, false].map(|sign| [kind, Answer::Quantity(Quantity(area)), Answer::YesNo(sign)])
        })
    })
}

fuzz_target!(|condition: &str| {
    let source = format!(
        "一件事 甲 {{\n情形 {{\n主体: 企业 | 个体 | 其他\n面积大小: 面积\n招牌: 是否\n}}\n部门 丙局\n\
         事项 乙 {{\n当 {condition}\n承办 丙局\n承诺 1 工作日\n}}\n}}\n"
    );
    let Some(compiled) = plan(&source) else { return };
    for keywords in [None, Some(Lang::Zh), Some(Lang::En)] {
        let formatted = format(&source, &FormatOptions { keywords }).expect("what compiles can be formatted");
        let again = plan(&formatted).expect("formatted, it compiles");
        assert_eq!(again.guards, compiled.guards);
    }
    for answers in answers() {
        let day = Date::from_ymd(2026, 3, 2).expect("a date");
        assert_eq!(evaluate(&compiled.guards, &answers, day).len(), compiled.guards.len());
    }
});
