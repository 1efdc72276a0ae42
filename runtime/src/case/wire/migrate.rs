//! The wire form of 版本升级, and its report.

use super::field::{DataField, DataKind};
use super::words::Words;
use super::{MAX_TEXT, WireError, WireEvent, error};
use crate::case::{
    Burden, Engine, EventKind, Migration, MigrationVerdict, Moved, Obstacle, Rename, Renamed, Worse,
};
use crate::plan::hex;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What `data` of the event holds.
pub(super) const MIGRATE: &[DataField] = &[
    DataField::must("plan", DataKind::Text, "新方案的指纹，`sha256:…`"),
    DataField::may("from", DataKind::Text, "原来方案的指纹，不写就是现在的"),
    DataField::may("consent", DataKind::Flag, "申请人同意推迟等不利的改变"),
    DataField::may(
        "renames",
        DataKind::Renames,
        "改了名称的：`what` 是一件事、事项、材料、情形、选项、特别程序、部门、角色",
    ),
    DataField::may("note", DataKind::Text, "理由"),
];

impl WireEvent {
    /// 版本升级.
    pub(super) fn migrate(&self, engine: &Engine) -> Result<EventKind, WireError> {
        let plan = self.plan_hash("plan")?;
        let from = match self.text_of("from") {
            Some(_) => self.plan_hash("from")?,
            None => *engine.plan_hash(),
        };
        let consent = self.data.get("consent").and_then(Value::as_bool).unwrap_or(false);
        let rows = self.data.get("renames").and_then(Value::as_array);
        let renames = rows.into_iter().flatten().map(read_rename).collect::<Result<_, _>>()?;
        Ok(EventKind::Migrate { from, plan, consent, renames, note: self.note()? })
    }

    /// `sha256:…` in a field of `data`.
    fn plan_hash(&self, field: &str) -> Result<[u8; 32], WireError> {
        let text = self.text_of(field).unwrap_or_default();
        text.strip_prefix("sha256:").and_then(super::state::digest).map_or_else(
            || {
                error(
                    format!("data.{field}：“{text}”不是 sha256: 和 64 个十六进制数字"),
                    format!("data.{field}: `{text}` is not sha256: and 64 hexadecimal digits"),
                )
            },
            Ok,
        )
    }
}

fn read_rename(row: &Value) -> Result<Rename, WireError> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    WireRename { what: text("what"), from: text("from"), to: text("to") }.resolve()
}

/// `data` of the event.
pub(super) fn write(
    from: &[u8; 32],
    plan: &[u8; 32],
    consent: bool,
    renames: &[Rename],
) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("from".to_owned(), json!(format!("sha256:{}", hex(from))));
    data.insert("plan".to_owned(), json!(format!("sha256:{}", hex(plan))));
    if consent {
        data.insert("consent".to_owned(), json!(true));
    }
    if !renames.is_empty() {
        let row = |hint: &Rename| json!({ "what": hint.what.zh(), "from": hint.from, "to": hint.to });
        data.insert("renames".to_owned(), renames.iter().map(row).collect());
    }
    data
}

/// A hint that something was renamed, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireRename {
    /// `事项`, `材料` …
    pub what: String,
    /// Its name in the plan that is left.
    pub from: String,
    /// Its name in the new plan.
    pub to: String,
}

impl WireRename {
    /// As the event holds it.
    ///
    /// # Errors
    /// [`WireError`].
    pub fn resolve(&self) -> Result<Rename, WireError> {
        let wrong = |name: &str| name.is_empty() || name.chars().count() > MAX_TEXT;
        if wrong(&self.from) || wrong(&self.to) {
            return error(
                "data.renames：from、to 应为名称".to_owned(),
                "data.renames: from and to should be names".to_owned(),
            );
        }
        let (from, to) = (self.from.clone(), self.to.clone());
        Ok(Rename { what: Renamed::called(&self.what)?, from, to })
    }
}

/// A reason, with what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireReason {
    /// Stable code.
    pub code: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A limit whose due instant changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireMoved {
    /// Which.
    pub limit: String,
    /// Due by the plan that is left; absent if it begins to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Due by the new one; absent if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A material that is new to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireBurden {
    /// Which.
    pub material: String,
    /// For which item.
    pub item: String,
}

/// What a migration comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WireMigration {
    /// `maps`, `needs-consent` or `cannot`.
    pub verdict: String,
    /// Why it cannot be done.
    pub obstacles: Vec<WireReason>,
    /// What the applicant has to consent to.
    pub worse: Vec<WireReason>,
    /// Limits whose due instant changes.
    pub moved: Vec<WireMoved>,
    /// 免交.
    pub waived: Vec<WireBurden>,
    /// To be asked for.
    pub asked: Vec<WireBurden>,
    /// Items, steps and joint actions that are new in the case.
    pub added: Vec<String>,
    /// Those that are not in it any more.
    pub dropped: Vec<String>,
}

impl WireMigration {
    /// Instants at the offset of the plan's calendar.
    #[must_use]
    pub fn of(report: &Migration, engine: &Engine) -> Self {
        let offset = engine.plan().calendar.utc_offset_minutes;
        let moment = |at: Instant| at.format(offset);
        let moved = |moved: &Moved| WireMoved {
            limit: moved.limit.clone(),
            before: moved.before.map(moment),
            after: moved.after.map(moment),
        };
        let burden =
            |burden: &Burden| WireBurden { material: burden.material.clone(), item: burden.item.clone() };
        Self {
            verdict: report.verdict().code().to_owned(),
            obstacles: report.obstacles.iter().map(|why| of_obstacle(why, offset)).collect(),
            worse: report.worse.iter().map(|worse| of_worse(worse, offset)).collect(),
            moved: report.moved.iter().map(moved).collect(),
            waived: report.waived.iter().map(burden).collect(),
            asked: report.asked.iter().map(burden).collect(),
            added: report.added.clone(),
            dropped: report.dropped.clone(),
        }
    }
}

impl MigrationVerdict {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Maps => "maps",
            Self::NeedsConsent => "needs-consent",
            Self::Cannot => "cannot",
        }
    }
}

pub(super) fn of_obstacle(why: &Obstacle, offset: i32) -> WireReason {
    let (zh, en) = why.in_words(offset);
    WireReason { code: why.code().to_owned(), zh, en }
}

pub(super) fn of_worse(worse: &Worse, offset: i32) -> WireReason {
    let (zh, en) = worse.in_words(offset);
    WireReason { code: worse.kind.code().to_owned(), zh, en }
}
