//! What may stand beside a limit: its two moments, its warning levels, what its silence means, the law it rests on.

use super::place::{Name, Place, Spanned};
use lianban_runtime::plan::{LimitKind, Silence};
use lianban_runtime::time::{Roll, Span as Amount, Unit};

/// 预警, 黄牌, 红牌 and 逾期 of a block, and the 依据 that stands in the row of the limit itself.
#[derive(Clone, Debug, Default)]
pub struct LimitRules {
    /// 预警.
    pub notice: Option<Spanned<Warning>>,
    /// 黄牌.
    pub yellow: Option<Spanned<Warning>>,
    /// 红牌 逾期, or 逾期 and an amount.
    pub red: Option<Spanned<Option<Amount>>>,
    /// 逾期 and what it means.
    pub overdue: Option<Overdue>,
    /// `时限 20 日，依据 “…”`.
    pub basis: Vec<Spanned<String>>,
    /// `时限 45 工作日，不计 特别程序`.
    pub excludes: Option<Excludes>,
}

impl LimitRules {
    /// Whether any of the three levels is written. Then only the written ones hold.
    #[must_use]
    pub const fn has_levels(&self) -> bool {
        self.notice.is_some() || self.yellow.is_some() || self.red.is_some()
    }
}

/// 不计 of a limit.
#[derive(Clone, Debug, Default)]
pub struct Excludes {
    /// The words behind 不计.
    pub place: Place,
    /// 不计 特别程序: all of them.
    pub all: bool,
    /// 不计 专家评审、公示: these.
    pub names: Vec<Name>,
}

/// When 预警 or 黄牌 is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// 剩 2 工作日.
    Left(Amount),
    /// 剩 20%: 1 to 99.
    Share(u32),
}

/// `逾期 视为无意见，依据 “…”`.
#[derive(Clone, Debug)]
pub struct Overdue {
    /// What it means.
    pub silence: Spanned<Silence>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
}

/// `补正 { 时限 10 工作日；逾期 视为撤回 }`.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The applicant's limit.
    pub limit: Spanned<Amount>,
    /// Its levels, and what its silence means; none written means what 辖区规则 says.
    pub rules: LimitRules,
}

/// `好差评 { 回访 1 工作日；整改 15 工作日 }`: what a bad rating asks of the authority.
#[derive(Clone, Debug, Default)]
pub struct Ratings {
    /// 回访.
    pub call_back: Option<Spanned<Amount>>,
    /// 整改.
    pub remedy: Option<Spanned<Amount>>,
    /// The levels of both, and 依据 of the block.
    pub rules: LimitRules,
}

impl Ratings {
    /// Each limit with its word.
    pub fn limits(&self) -> impl Iterator<Item = (LimitKind, &Spanned<Amount>)> {
        let call_back = self.call_back.iter().map(|limit| (LimitKind::CallBack, limit));
        call_back.chain(self.remedy.iter().map(|limit| (LimitKind::Remedy, limit)))
    }
}

/// `时限 45 工作日 从 立项 到 施工许可证核发`.
#[derive(Clone, Debug)]
pub struct Between {
    /// The budget.
    pub limit: Spanned<Amount>,
    /// 从; none means 受理, or the beginning of the stage.
    pub from: Option<MomentName>,
    /// 到; none means 办结, or the completion of the stage.
    pub until: Option<MomentName>,
    /// 依据 of the row.
    pub rules: LimitRules,
    /// Written in 承诺.
    pub promised: bool,
    /// The stage it stands in, by position.
    pub stage: Option<usize>,
    /// The whole row.
    pub place: Place,
}

/// A moment as written.
#[derive(Clone, Debug)]
pub enum MomentName {
    /// 提交.
    Submitted(Place),
    /// 受理 of the whole case.
    Accepted(Place),
    /// 办结 of the whole case.
    Finished(Place),
    /// 统一出件.
    Delivered(Place),
    /// An item, stage, joint action, step, milestone or product, and which of its moments.
    Of(Name, Option<Spanned<Point>>),
}

impl MomentName {
    /// Its words.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Submitted(place)
            | Self::Accepted(place)
            | Self::Finished(place)
            | Self::Delivered(place) => *place,
            Self::Of(name, _) => name.place,
        }
    }
}

/// Which moment of something that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// 受理 of an item.
    Accepted,
    /// 开始.
    Begins,
    /// 完成 or 办结: as if nothing were written.
    Ends,
}

/// A moment by position. `true` is the end, `false` the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// 提交.
    Submitted,
    /// 受理.
    Accepted,
    /// 办结.
    Finished,
    /// 统一出件.
    Delivered,
    /// An item: its acceptance or its decision.
    Item(usize, bool),
    /// A stage.
    Stage(usize, bool),
    /// A joint action.
    Joint(usize, bool),
    /// A step, by item and position.
    Step(usize, usize, bool),
    /// 里程碑.
    Gate(usize),
}

/// [`Between`] with its moments by position.
#[derive(Clone, Debug)]
pub struct LinkedBetween {
    /// As written.
    pub row: Between,
    /// 从.
    pub from: Moment,
    /// 到.
    pub until: Moment,
}

/// `法律 行政许可法 { 日 按 工作日 }`: how a law counts what it calls 日.
#[derive(Clone, Debug)]
pub struct Law {
    /// Its name, without 中华人民共和国.
    pub name: Name,
    /// What 日 means where nothing else is said; none written means calendar days.
    pub days: Option<Unit>,
    /// 二日、三日 按 工作日: these amounts only.
    pub listed: Vec<(u32, Unit)>,
    /// 十日 以内 按 工作日: amounts up to this one.
    pub up_to: Vec<(u32, Unit)>,
    /// 末日 顺延: the roll of calendar days; none written means 顺延.
    pub roll: Option<Roll>,
}

impl Law {
    /// What so many 日 are by this law: listed amounts first, then those up to a bound, then the rest.
    #[must_use]
    pub fn counts(&self, amount: u32) -> Amount {
        let listed = self.listed.iter().find(|(days, _)| *days == amount);
        let bound = self.up_to.iter().filter(|(most, _)| amount <= *most).min_by_key(|(most, _)| *most);
        let unit = listed.or(bound).map(|(_, unit)| *unit).or(self.days).unwrap_or(Unit::Day);
        let roll = if unit == Unit::WorkDay { Roll::None } else { self.roll.unwrap_or_default() };
        Amount { amount, unit, roll }
    }
}

/// Most characters of a text in which laws are looked for.
const MAX_CITED: usize = 2_000;

/// The laws that a 依据 names, in the order of the text: `行政许可法 第四十二条`, `《行政许可法》第四十二条；……`.
pub fn cited<'l>(text: &str, laws: &[&'l Law]) -> Vec<&'l Law> {
    let text: String = text.chars().take(MAX_CITED).collect();
    let parts = text.split(['；', ';', '，', ',', '、', '\n']);
    parts.filter_map(|part| cited_in(part, laws)).collect()
}

/// The law that one citation begins with: the longest name that fits, and after which no other name goes on.
fn cited_in<'l>(part: &str, laws: &[&'l Law]) -> Option<&'l Law> {
    let bare: String = part.chars().filter(|c| !matches!(c, '《' | '》' | '“' | '”')).collect();
    let bare = bare.trim_start();
    let bare = bare.strip_prefix("依据").or_else(|| bare.strip_prefix("根据")).unwrap_or(bare).trim_start();
    let bare = bare.strip_prefix("中华人民共和国").unwrap_or(bare);
    let ends = |rest: &str| {
        let next = rest.chars().next();
        next.is_none_or(|c| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, '第' | '（' | '(' | '〔' | '[')
        })
    };
    let fits = |law: &&&'l Law| bare.strip_prefix(law.name.value.as_str()).is_some_and(ends);
    laws.iter().filter(fits).max_by_key(|law| law.name.value.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(name: &str) -> Law {
        let name = Spanned::new(name.to_owned(), Place::default());
        Law { name, days: Some(Unit::WorkDay), listed: Vec::new(), up_to: Vec::new(), roll: None }
    }

    #[test]
    fn a_citation_names_a_law_whole() {
        let (permits, rules) = (law("行政许可法"), law("行政许可法实施办法"));
        let laws = [&permits, &rules];
        let names = |text: &str| -> Vec<String> {
            cited(text, &laws).iter().map(|law| law.name.value.clone()).collect()
        };
        assert_eq!(names("行政许可法 第四十二条"), ["行政许可法"]);
        assert_eq!(names("《中华人民共和国行政许可法》第42条"), ["行政许可法"]);
        assert_eq!(
            names("行政许可法实施办法第三条；行政许可法（2019）"),
            ["行政许可法实施办法", "行政许可法"]
        );
        assert!(names("某市行政许可法 第一条").is_empty());
        assert!(names("行政许可法释义").is_empty());
    }

    #[test]
    fn days_count_as_the_law_says() {
        let mut penalty = law("行政处罚法");
        penalty.days = None;
        penalty.listed = [2, 3, 5, 7].map(|days| (days, Unit::WorkDay)).to_vec();
        assert_eq!(penalty.counts(7), Amount::work_days(7));
        assert_eq!(penalty.counts(6), Amount { amount: 6, unit: Unit::Day, roll: Roll::Next });
        penalty.listed.clear();
        penalty.up_to = vec![(10, Unit::WorkDay)];
        assert_eq!(penalty.counts(10), Amount::work_days(10));
        assert_eq!(penalty.counts(11).unit, Unit::Day);
    }
}
