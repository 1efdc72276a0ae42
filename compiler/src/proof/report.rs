//! The result of a proof, in the shape of the outward contract.

use super::findings::Finding;
use lianban_runtime::plan::{Answer, LimitIx, MaterialIx, Metric};
use lianban_runtime::time::Unit;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// What was proved about one bundle: an entry of `bundles` in the output of `prove`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Proof {
    /// Name of the bundle.
    pub bundle: String,
    /// How many 情形 there are, in decimal.
    pub scenarios: String,
    /// Every promise, in declaration order; then the limits of the stages.
    pub promises: Vec<Proved>,
    /// The figures that are not promised, in the same shape without limit.
    pub figures: Vec<Proved>,
    /// Papers with a 有效期: whether they last, and how long before handing in they may have been issued.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub validity: Vec<Validity>,
    /// What is wrong besides the promises.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// How long a paper may have been issued before it is handed in: an entry of `validity` in the output of `prove`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Validity {
    /// The paper.
    pub material: String,
    /// 有效期, as written.
    pub lasts: String,
    /// The item whose decision comes last, measured by the paper.
    pub item: String,
    /// `提交`, `补交` or `产出`: the day it can be issued at best.
    pub from: &'static str,
    /// How many days it is still valid at that decision if it is issued on that day; negative: it has expired.
    pub margin_days: i64,
    /// Handed in at submission, it must have been issued at most so many days before; negative: only so many days
    /// after (a 容缺 paper). Absent for products.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_within_days: Option<i64>,
    /// Never expired where it is needed. Never true where it was not decided.
    pub holds: bool,
    /// False past the budget or the calendar's data.
    pub decided: bool,
    /// The answers of the worst 情形.
    pub answers: Words,
    /// Day of issue, last day, day of the decision, in the worst case.
    pub issued: String,
    /// Last day on which it is valid.
    pub expires: String,
    /// The day of the decision.
    pub needed: String,
    /// The row of the material in the plan.
    #[serde(skip)]
    pub row: MaterialIx,
}

/// The worst case of one figure.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Proved {
    /// `时限`, `材料`, `跑动`, `踏勘`, `字段`.
    pub metric: &'static str,
    /// The stage whose limit this is; absent for figures of the whole bundle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// `从 A 到 B`: the first moment; absent where the figure runs from the unified acceptance, or with its stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The second moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The row of that limit in the plan.
    #[serde(skip)]
    pub limit_row: Option<LimitIx>,
    /// The promised bound; absent for a figure that is not promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// `工作日`, `日`, `份`, `次` …
    pub unit: &'static str,
    /// The worst value over all 情形 and start days; past the budget, the worst one seen.
    pub worst: u32,
    /// Of a 时限: the worst with every round of rework failed but the last (rule S2); absent where nothing is reworked or
    /// it could not be decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_rounds: Option<u32>,
    /// limit − worst; negative if the promise is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slack: Option<i64>,
    /// The figure before the reform, if one is stated in the same unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// By how many percent it is reduced: (before − after) × 100 ÷ before, rounded down, so that no reduction is
    /// overstated. After is what is promised, else the worst case. Negative if it rose; none if nothing stood before or
    /// an unpromised figure is not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reduction_percent: Option<i64>,
    /// Whether the promise holds for every 情形. Never true where it was not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
    /// False past the budget or the calendar's data: then the worst lies between `worst` and `at_most`.
    pub decided: bool,
    /// Upper bound where it was not decided, if one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// The answers of the worst 情形, question → answer in words, in question order.
    pub answers: Words,
    /// The same answers as data.
    #[serde(skip)]
    pub worst_answers: Vec<Answer>,
    /// The worst start day, where it matters; else null.
    pub start: Option<String>,
    /// The worst start instant, where it matters, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_at: Option<String>,
    /// Of a 时限: the critical path of the worst case, first to last.
    pub path: Vec<PathStep>,
    /// Of a count: what was counted, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<String>,
    /// Of a broken promise: its worst case as a 测试 that can be run. Written by whoever can play it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test: Option<String>,
    /// 不计: the 特别程序 whose days the 时限 does not count, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<String>,
}

/// One step of a critical path.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PathStep {
    /// Name as the designer wrote it.
    pub node: String,
    /// What it adds, in the unit of the promise.
    pub days: u32,
}

/// Question → answer in words; keeps the order of the questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<(String, String)>);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (question, answer) in &self.0 {
            map.serialize_entry(question, answer)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    words.push(entry);
                }
                Ok(Words(words))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Proof {
    /// Whether every promise is decided and holds, and no paper expires before it is used.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.promises.iter().all(|p| p.holds == Some(true)) && self.validity.iter().all(|v| v.holds)
    }

    /// The worst case of a figure of the whole bundle, promised or not.
    #[must_use]
    pub fn of(&self, metric: Metric) -> Option<&Proved> {
        let name = metric_name(metric);
        self.promises
            .iter()
            .chain(&self.figures)
            .find(|p| p.of.is_none() && p.from.is_none() && p.metric == name)
    }

    /// The answers of the case that takes longest: what `timeline` plays when it is given none.
    #[must_use]
    pub fn worst_answers(&self) -> &[Answer] {
        self.of(Metric::Time).map_or(&[], |p| &p.worst_answers)
    }
}

/// The name of a figure.
#[must_use]
pub const fn metric_name(metric: Metric) -> &'static str {
    match metric {
        Metric::Time => "时限",
        Metric::Materials => "材料",
        Metric::Trips => "跑动",
        Metric::SiteVisits => "踏勘",
        Metric::Fields => "字段",
        Metric::Fees => "收费",
    }
}

/// The unit of a figure.
#[must_use]
pub const fn unit_name(metric: Metric, unit: Option<Unit>) -> &'static str {
    match (metric, unit) {
        (Metric::Materials, _) => "份",
        (Metric::Trips | Metric::SiteVisits, _) => "次",
        (Metric::Fields, _) => "项",
        (Metric::Fees, _) => "元",
        (Metric::Time, None) => Unit::WorkDay.word(),
        (Metric::Time, Some(unit)) => unit.word(),
    }
}
