//! 字段: the fields of the one form (一表申请), their types, and what looks wrong about a content.
//!
//! A doubt is a remark, never a refusal: codes in force fail their own check character (GB 32100 in the field), and
//! what the applicant writes is for the window to judge. Everything here is a pure function of the text.

use super::identifier::{CREDIT, ORGANISATION, citizen_check, credit_check, organisation_check, value_of};
use super::{Dimension, GuardIx, Quantity};
use crate::time::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name, unique in the bundle.
    pub name: String,
    /// The 表单 it belongs to; empty if none.
    pub form: String,
    /// What may be written in it.
    pub kind: FieldKind,
    /// 当: asked for only where this holds.
    pub guard: GuardIx,
    /// 凭: the number by which it is fetched (一证通办); the applicant fills in that number only.
    pub key: Option<super::FieldIx>,
}

/// The type of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// 统一社会信用代码 (GB 32100).
    CreditCode,
    /// 公民身份号码 (GB 11643).
    IdNumber,
    /// 组织机构代码 (GB 11714).
    OrganisationCode,
    /// 文本, perhaps with the most characters it may have.
    Text(Option<u32>),
    /// 日期: `2026-09-30`.
    Date,
    /// 手机号: eleven digits, the first a 1.
    Mobile,
    /// 是否.
    YesNo,
    /// One of these.
    Choice(Vec<String>),
    /// A number that measures this, perhaps with its unit.
    Quantity(Dimension),
}

impl FieldKind {
    /// Whether it names one person or one body, so that others can be fetched by it.
    #[must_use]
    pub const fn is_key(&self) -> bool {
        matches!(self, Self::CreditCode | Self::IdNumber | Self::OrganisationCode)
    }

    /// As a bundle writes the type: `文本（50 字）`, `甲 | 乙`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::CreditCode => "统一社会信用代码".to_owned(),
            Self::IdNumber => "公民身份号码".to_owned(),
            Self::OrganisationCode => "组织机构代码".to_owned(),
            Self::Text(None) => "文本".to_owned(),
            Self::Text(Some(most)) => format!("文本（{most} 字）"),
            Self::Date => "日期".to_owned(),
            Self::Mobile => "手机号".to_owned(),
            Self::YesNo => "是否".to_owned(),
            Self::Choice(choices) => choices.join(" | "),
            Self::Quantity(dimension) => match dimension {
                Dimension::Area => "面积".to_owned(),
                Dimension::Length => "长度".to_owned(),
                Dimension::Money => "金额".to_owned(),
                Dimension::People => "人数".to_owned(),
                Dimension::Count => "数量".to_owned(),
                Dimension::Years => "年限".to_owned(),
            },
        }
    }

    /// The type with this name, of those that need nothing more: `统一社会信用代码`, `文本`, `金额` …
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let quantities = [
            Dimension::Area,
            Dimension::Length,
            Dimension::Money,
            Dimension::People,
            Dimension::Count,
            Dimension::Years,
        ];
        let others = [
            Self::CreditCode,
            Self::IdNumber,
            Self::OrganisationCode,
            Self::Text(None),
            Self::Date,
            Self::Mobile,
            Self::YesNo,
        ];
        let all = others.into_iter().chain(quantities.map(Self::Quantity));
        all.into_iter().find(|kind| kind.in_words() == word)
    }

    /// What looks wrong about a content; none if nothing does. Spaces around it are not looked at.
    #[must_use]
    pub fn doubt(&self, text: &str) -> Option<Doubt> {
        let text = text.trim();
        let length = text.chars().count();
        match self {
            Self::CreditCode => coded(text, 18, |c| value_of(CREDIT, c).is_some(), credit_check),
            Self::IdNumber => {
                coded(text, 18, |c| c.is_ascii_digit(), citizen_check).or_else(|| birthday(text))
            }
            Self::OrganisationCode => {
                let plain: String = text.chars().filter(|c| *c != '-').collect();
                coded(&plain, 9, |c| value_of(ORGANISATION, c).is_some(), organisation_check)
            }
            Self::Text(None) => None,
            Self::Text(Some(most)) => {
                let most = usize::try_from(*most).unwrap_or(usize::MAX);
                (length > most).then_some(Doubt::TooLong { most, found: length })
            }
            Self::Date => Date::parse(text).is_err().then_some(Doubt::NoDate),
            Self::Mobile => mobile(text),
            Self::YesNo => (!matches!(text, "是" | "否")).then_some(Doubt::NoChoice),
            Self::Choice(choices) => (!choices.iter().any(|c| c == text)).then_some(Doubt::NoChoice),
            Self::Quantity(dimension) => {
                Quantity::parse(text, *dimension).is_none().then_some(Doubt::NoNumber)
            }
        }
    }
}

/// Why a content looks wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// So many characters are wanted.
    Length {
        /// Wanted.
        wanted: usize,
        /// Found.
        found: usize,
    },
    /// A character that cannot stand there, counted from one.
    Character {
        /// Where.
        at: usize,
        /// Which.
        found: char,
    },
    /// The last character is not the one that the others give.
    Check {
        /// What the others give.
        wanted: char,
        /// Found.
        found: char,
    },
    /// The digits of the birthday name no day.
    Birthday,
    /// Longer than the form allows.
    TooLong {
        /// Most characters.
        most: usize,
        /// Found.
        found: usize,
    },
    /// No date such as `2026-09-30`.
    NoDate,
    /// None of the choices.
    NoChoice,
    /// No number of this kind.
    NoNumber,
}

impl Doubt {
    /// In Chinese, without a full stop.
    #[must_use]
    pub fn zh(self) -> String {
        match self {
            Self::Length { wanted, found } => format!("应有 {wanted} 位，这里有 {found} 位"),
            Self::Character { at, found } => format!("第 {at} 位不能是“{found}”"),
            Self::Check { wanted, found } => format!("末位校验码应为“{wanted}”，这里是“{found}”"),
            Self::Birthday => "第 7 至 14 位不是一个出生日期".to_owned(),
            Self::TooLong { most, found } => format!("最多 {most} 字，这里有 {found} 字"),
            Self::NoDate => "应为日期，如 2026-09-30".to_owned(),
            Self::NoChoice => "不在可选的内容里".to_owned(),
            Self::NoNumber => "应为一个数，单位与字段相符".to_owned(),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { wanted, found } => write!(f, "{wanted} characters are wanted, {found} are there"),
            Self::Character { at, found } => write!(f, "character {at} cannot be “{found}”"),
            Self::Check { wanted, found } => {
                write!(f, "the check character should be “{wanted}”, not “{found}”")
            }
            Self::Birthday => f.write_str("characters 7 to 14 are no date of birth"),
            Self::TooLong { most, found } => write!(f, "at most {most} characters, {found} are there"),
            Self::NoDate => f.write_str("a date such as 2026-09-30 is wanted"),
            Self::NoChoice => f.write_str("none of the choices"),
            Self::NoNumber => f.write_str("a number is wanted, in a unit that fits the field"),
        }
    }
}

/// Length, characters, check character, in this order.
fn coded(
    text: &str,
    wanted: usize,
    fits: impl Fn(char) -> bool,
    check: impl Fn(&str) -> Option<char>,
) -> Option<Doubt> {
    let found = text.chars().count();
    if found != wanted {
        return Some(Doubt::Length { wanted, found });
    }
    let body = wanted.saturating_sub(1);
    if let Some((at, found)) = text.chars().enumerate().take(body).find(|(_, c)| !fits(*c)) {
        return Some(Doubt::Character { at: at.saturating_add(1), found });
    }
    let (expected, last) = (check(text)?, text.chars().last()?);
    (expected != last).then_some(Doubt::Check { wanted: expected, found: last })
}

/// `19491231` of a 公民身份号码.
fn birthday(text: &str) -> Option<Doubt> {
    let part = |from: usize, to: usize| text.get(from..to);
    let date = part(6, 10).zip(part(10, 12)).zip(part(12, 14));
    let date = date.and_then(|((y, m), d)| Date::parse(&format!("{y}-{m}-{d}")).ok());
    date.is_none().then_some(Doubt::Birthday)
}

fn mobile(text: &str) -> Option<Doubt> {
    let found = text.chars().count();
    if found != 11 {
        return Some(Doubt::Length { wanted: 11, found });
    }
    let wrong = |(at, c): &(usize, char)| !c.is_ascii_digit() || (*at == 0 && *c != '1');
    let (at, found) = text.chars().enumerate().find(wrong)?;
    Some(Doubt::Character { at: at.saturating_add(1), found })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credit_codes() {
        for good in ["91350100M000100Y43", "91110000101623741K", "911101066976941872"] {
            assert_eq!(FieldKind::CreditCode.doubt(good), None, "{good}");
        }
        // In use, and wrong by its own rule: a remark, no refusal.
        let doubt = FieldKind::CreditCode.doubt("91350211M0000XUF46");
        assert_eq!(doubt, Some(Doubt::Check { wanted: 'R', found: '6' }));
        assert_eq!(FieldKind::CreditCode.doubt("9135"), Some(Doubt::Length { wanted: 18, found: 4 }));
        let doubt = FieldKind::CreditCode.doubt("91350100I000100Y43");
        assert_eq!(doubt, Some(Doubt::Character { at: 9, found: 'I' }));
    }

    #[test]
    fn citizens() {
        for good in ["11010519491231002X", "440524188001010014"] {
            assert_eq!(FieldKind::IdNumber.doubt(good), None, "{good}");
        }
        let doubt = FieldKind::IdNumber.doubt("110105194912310021");
        assert_eq!(doubt, Some(Doubt::Check { wanted: 'X', found: '1' }));
        // 2026-02-30 with the check character that belongs to it.
        let text = "11010520260230002";
        let whole = format!("{text}{}", citizen_check(text).unwrap());
        assert_eq!(FieldKind::IdNumber.doubt(&whole), Some(Doubt::Birthday));
    }

    /// By hand: D2143569 → 13·3 + 2·7 + 1·9 + 4·10 + 3·5 + 5·8 + 6·4 + 9·2 = 199 = 18·11 + 1 → 11 − 1 = 10 → X.
    #[test]
    fn organisations() {
        assert_eq!(organisation_check("D2143569"), Some('X'));
        assert_eq!(FieldKind::OrganisationCode.doubt("D2143569-X"), None);
        let doubt = FieldKind::OrganisationCode.doubt("D21435691");
        assert_eq!(doubt, Some(Doubt::Check { wanted: 'X', found: '1' }));
    }

    #[test]
    fn one_wrong_character_never_goes_unnoticed() {
        let good = "91350100M000100Y43";
        for at in 0..17 {
            for other in CREDIT.chars() {
                let changed: String =
                    good.chars().enumerate().map(|(here, c)| if here == at { other } else { c }).collect();
                assert_eq!(FieldKind::CreditCode.doubt(&changed).is_none(), changed == good, "{changed}");
            }
        }
    }

    #[test]
    fn other_contents() {
        assert_eq!(FieldKind::Mobile.doubt("13800000000"), None);
        assert_eq!(FieldKind::Mobile.doubt("23800000000"), Some(Doubt::Character { at: 1, found: '2' }));
        assert_eq!(FieldKind::Date.doubt("2026-02-29"), Some(Doubt::NoDate));
        assert_eq!(FieldKind::Text(Some(2)).doubt("三个字"), Some(Doubt::TooLong { most: 2, found: 3 }));
        assert_eq!(FieldKind::YesNo.doubt("是"), None);
        assert_eq!(FieldKind::Quantity(Dimension::Money).doubt("30 万元"), None);
        assert_eq!(FieldKind::Quantity(Dimension::Money).doubt("三十"), Some(Doubt::NoNumber));
        assert_eq!(FieldKind::Choice(vec!["甲".into()]).doubt("乙"), Some(Doubt::NoChoice));
        for kind in [FieldKind::CreditCode, FieldKind::IdNumber, FieldKind::OrganisationCode, FieldKind::Date]
        {
            for hostile in [
                "",
                " ",
                "\u{0}",
                "é",
                "１１０１０５１９４９１２３１００２Ｘ",
                "🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄🀄",
            ] {
                assert!(kind.doubt(hostile).is_some(), "{hostile}");
            }
        }
    }

    #[test]
    fn types_are_found_by_their_names() {
        for word in [
            "统一社会信用代码",
            "公民身份号码",
            "组织机构代码",
            "文本",
            "日期",
            "手机号",
            "是否",
            "金额",
            "年限",
        ] {
            assert_eq!(FieldKind::named(word).map(|kind| kind.in_words()).as_deref(), Some(word));
        }
        assert_eq!(FieldKind::named("护照号"), None);
    }

    #[test]
    fn a_plan_with_a_bad_field_or_paper_is_refused() {
        use crate::plan::{FieldIx, Medium, MediumCopies};
        use crate::time::{Roll, Span, Unit};
        let field = |name: &str, guard| Field {
            name: name.into(),
            form: String::new(),
            kind: FieldKind::Date,
            guard: GuardIx(guard),
            key: None,
        };
        let fetched = |at: u32| Field { key: Some(FieldIx(at)), ..field("乙", 0) };
        let number = Field { kind: FieldKind::IdNumber, ..field("甲", 0) };
        let good = crate::case::tests::restaurant(None);
        let table = |change: &dyn Fn(&mut crate::plan::Plan)| {
            let mut plan = good.clone();
            change(&mut plan);
            plan.check().err().map(|error| (error.table, error.row))
        };
        assert_eq!(table(&|plan| plan.fields = vec![field("甲", 0)]), None);
        assert_eq!(table(&|plan| plan.fields = vec![field("甲", 99)]), Some(("fields", 0)));
        assert_eq!(table(&|plan| plan.fields = vec![field("甲", 0), field("甲", 0)]), Some(("fields", 1)));
        assert_eq!(table(&|plan| plan.fields = vec![number.clone(), fetched(0)]), None);
        assert_eq!(table(&|plan| plan.fields = vec![field("甲", 0), fetched(0)]), Some(("fields", 1)));
        assert_eq!(table(&|plan| plan.fields = vec![number.clone(), fetched(1)]), Some(("fields", 1)));
        assert_eq!(table(&|plan| plan.fields = vec![number.clone(), fetched(9)]), Some(("fields", 1)));
        assert_eq!(table(&|plan| plan.scopes[1].fields = vec![FieldIx(0)]), Some(("scopes", 1)));
        let twice = vec![MediumCopies { medium: Medium::Original, copies: 1 }; 2];
        assert_eq!(table(&|plan| plan.materials[0].media.clone_from(&twice)), Some(("materials", 0)));
        for (amount, unit) in [(0, Unit::Day), (3, Unit::Hour)] {
            let span = Span { amount, unit, roll: Roll::None };
            assert_eq!(table(&|plan| plan.materials[1].validity = Some(span)), Some(("materials", 1)));
        }
    }
}
