//! What can go wrong: with the store as a whole, and with one case or event.

use crate::limits::{MAX_CASES, MAX_EVENTS_OF_CASE, MAX_PLANS};
use lianban_runtime::case::{Engine, Refusal, WireError};
use lianban_runtime::plan::hex;
use std::fmt;

/// The store cannot do its work. Nothing of what was asked is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no such file.
    Missing {
        /// The file.
        file: String,
    },
    /// The file is not a store of cases.
    NotAStore {
        /// The file.
        file: String,
    },
    /// The store was written by a later version of this program.
    Newer {
        /// Version of its layout.
        found: i64,
        /// The latest this program knows.
        known: i64,
    },
    /// The key file is missing, has another form, or belongs to another store.
    Key {
        /// The key file.
        file: String,
        /// What is wrong with it.
        why: KeyFault,
    },
    /// Another process writes to the store and has not finished within the waiting time.
    Locked,
    /// There is no room on the disk, or the store may not grow.
    Full,
    /// The store may only be read.
    ReadOnly {
        /// Which file, as far as known.
        file: String,
    },
    /// Another process has written in between; what was about to be written does not follow.
    Moved,
    /// The content of the store contradicts itself.
    Damaged {
        /// Where.
        place: String,
    },
    /// The plan of a case cannot be read by this program.
    Plan {
        /// Its content hash.
        hash: String,
        /// Why not.
        why: String,
    },
    /// A limit of [`crate::limits`] was reached.
    TooMany(Limit),
    /// The system refused to read or write.
    System {
        /// What it said.
        why: String,
    },
    /// An earlier commit of the same writer failed; this one was given up with it.
    GivenUp,
}

/// What is wrong with a key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// It is not there.
    Missing,
    /// It is not a key.
    Malformed,
    /// It is the key of another store.
    OfAnotherStore,
}

/// Of what there is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Cases of the store.
    Cases,
    /// Plans of the store.
    Plans,
    /// Events of one case.
    Events,
    /// Alarms of one case.
    Alarms,
}

/// An event or a case cannot be taken. Nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseError {
    /// The store itself.
    Store(StoreError),
    /// No case has this name.
    Unknown {
        /// The name.
        id: String,
    },
    /// The store has no plan with this content hash.
    UnknownPlan {
        /// The hash.
        hash: [u8; 32],
    },
    /// A case of this name runs on another plan, or began otherwise.
    Exists {
        /// The name.
        id: String,
    },
    /// The name of a case is empty, too long, or has control characters in it.
    BadId,
    /// The event is not one of the plan of this case.
    Unreadable(WireError),
    /// The runtime refuses it.
    Refused {
        /// Why.
        refusal: Refusal,
        /// Why, in Chinese.
        zh: String,
        /// Why, in English.
        en: String,
    },
    /// Another event of the case has this idempotency key.
    KeyReused {
        /// The key.
        key: String,
        /// The number of the event that has it.
        sequence: u64,
    },
    /// Keys that begin like this are made by the store.
    KeyReserved {
        /// The key.
        key: String,
    },
    /// The key is longer than [`crate::limits::MAX_KEY_BYTES`].
    KeyTooLong,
    /// The event is larger than [`crate::limits::MAX_EVENT_BYTES`].
    EventTooLarge,
    /// The event does not lead to the head that it was said to lead to.
    OtherHead {
        /// The number it would have had.
        sequence: u64,
    },
}

impl CaseError {
    /// A refusal in the words of its plan.
    #[must_use]
    pub fn refused(refusal: Refusal, engine: &Engine) -> Self {
        let (zh, en) = refusal.in_words(engine);
        Self::Refused { refusal, zh, en }
    }

    /// A stable code for programs; that of the runtime for its refusals.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Unknown { .. } => "unknown-case",
            Self::UnknownPlan { .. } => "unknown-plan",
            Self::Exists { .. } => "case-exists",
            Self::BadId => "bad-id",
            Self::Unreadable(_) => "unreadable",
            Self::Refused { refusal, .. } => refusal.code(),
            Self::KeyReused { .. } => "key-reused",
            Self::KeyReserved { .. } => "key-reserved",
            Self::KeyTooLong => "key-too-long",
            Self::EventTooLarge => "event-too-large",
            Self::OtherHead { .. } => "other-head",
        }
    }

    /// Chinese and English.
    #[must_use]
    pub fn in_words(&self) -> (String, String) {
        let both = |zh: String, en: String| (zh, en);
        match self {
            Self::Store(error) => error.in_words(),
            Self::Unknown { id } if id.is_empty() => {
                both("没有写明是哪个办件（case）".into(), "which `case` is it?".into())
            }
            Self::Unknown { id } => both(format!("没有办件“{id}”"), format!("there is no case `{id}`")),
            Self::UnknownPlan { hash } => {
                let hash = hex(hash);
                both(
                    format!("办件库里没有方案 sha256:{hash}"),
                    format!("there is no plan sha256:{hash} in the store"),
                )
            }
            Self::Exists { id } => both(
                format!("办件“{id}”已经有了，方案或者提交的内容不同"),
                format!("case `{id}` exists already, with another plan or submission"),
            ),
            Self::BadId => both(
                "办件编号应为 1 至 256 个字节，没有控制字符，不是 -".into(),
                "the name of a case has 1 to 256 bytes, no control characters, and is not `-`".into(),
            ),
            Self::Unreadable(error) => both(error.zh.clone(), error.en.clone()),
            Self::Refused { zh, en, .. } => both(zh.clone(), en.clone()),
            Self::KeyReused { key, sequence } => both(
                format!("键“{key}”已经用于第 {sequence} 个事件，内容不同"),
                format!("key `{key}` is that of event {sequence}, which says something else"),
            ),
            Self::KeyReserved { key } => both(
                format!("键“{key}”的开头留给系统自己用"),
                format!("keys that begin like `{key}` are made by the store itself"),
            ),
            Self::KeyTooLong => both("键太长".into(), "the key is too long".into()),
            Self::EventTooLarge => both("事件太大".into(), "the event is too large".into()),
            Self::OtherHead { sequence } => both(
                format!("第 {sequence} 个事件的指纹与所写的不同"),
                format!("event {sequence} does not lead to the stated head"),
            ),
        }
    }
}

impl From<StoreError> for CaseError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl fmt::Display for CaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words().1)
    }
}

impl std::error::Error for CaseError {}

impl StoreError {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "store-missing",
            Self::NotAStore { .. } => "not-a-store",
            Self::Newer { .. } => "newer-store",
            Self::Key { why: KeyFault::Missing, .. } => "key-missing",
            Self::Key { why: KeyFault::Malformed, .. } => "key-malformed",
            Self::Key { why: KeyFault::OfAnotherStore, .. } => "key-of-another-store",
            Self::Locked => "store-locked",
            Self::Full => "disk-full",
            Self::ReadOnly { .. } => "read-only",
            Self::Moved => "store-moved",
            Self::Damaged { .. } => "store-damaged",
            Self::Plan { .. } => "plan-unreadable",
            Self::TooMany(_) => "store-limit",
            Self::System { .. } => "system",
            Self::GivenUp => "given-up",
        }
    }

    /// The store is at fault, not its surroundings.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    /// Chinese and English.
    #[must_use]
    pub fn in_words(&self) -> (String, String) {
        let both = |zh: String, en: String| (zh, en);
        match self {
            Self::Missing { file } => both(format!("找不到办件库 {file}"), format!("there is no store {file}")),
            Self::NotAStore { file } => both(format!("{file} 不是办件库"), format!("{file} is not a store of cases")),
            Self::Newer { found, known } => both(
                format!("办件库是更新的版本写的（第 {found} 版，本程序只认到第 {known} 版）"),
                format!("the store is of version {found}, this program knows {known}"),
            ),
            Self::Key { file, why } => why.in_words(file),
            Self::Locked => both(
                "别的进程正在写办件库，等不到它写完".into(),
                "another process is writing to the store and does not finish".into(),
            ),
            Self::Full => both(
                "没有空间了，写不进办件库；已经答复的都在，腾出空间后可以接着用".into(),
                "no room to write to the store; all that was acknowledged is in it, and it can be used again once there is room".into(),
            ),
            Self::ReadOnly { file } => both(format!("{file} 只能读，不能写"), format!("{file} is read-only")),
            Self::Moved => both(
                "别的进程刚写过办件库，请再试一次".into(),
                "another process has just written to the store; try again".into(),
            ),
            Self::Damaged { place } => both(format!("办件库损坏：{place}"), format!("the store is damaged: {place}")),
            Self::Plan { hash, why } => {
                both(format!("读不了方案 {hash}：{why}"), format!("cannot read plan {hash}: {why}"))
            }
            Self::TooMany(limit) => limit.in_words(),
            Self::System { why } => both(format!("办件库读写失败：{why}"), format!("cannot use the store: {why}")),
            Self::GivenUp => both(
                "前面一次提交没有写成，这一次也没有写".into(),
                "an earlier commit failed, and this one was given up with it".into(),
            ),
        }
    }
}

impl KeyFault {
    fn in_words(self, file: &str) -> (String, String) {
        match self {
            Self::Missing => (
                format!("找不到办件库的钥匙 {file}；没有它不能写，也不能核对"),
                format!(
                    "the key of the store, {file}, is missing; without it nothing can be written or verified"
                ),
            ),
            Self::Malformed => {
                (format!("{file} 不是办件库的钥匙"), format!("{file} is not the key of a store"))
            }
            Self::OfAnotherStore => {
                (format!("{file} 是别的办件库的钥匙"), format!("{file} is the key of another store"))
            }
        }
    }
}

impl Limit {
    fn in_words(self) -> (String, String) {
        match self {
            Self::Cases => (
                format!("一个办件库最多 {MAX_CASES} 个办件"),
                format!("a store holds at most {MAX_CASES} cases"),
            ),
            Self::Plans => (
                format!("一个办件库最多 {MAX_PLANS} 个方案"),
                format!("a store holds at most {MAX_PLANS} plans"),
            ),
            Self::Events => (
                format!("一个办件最多 {MAX_EVENTS_OF_CASE} 个事件"),
                format!("a case has at most {MAX_EVENTS_OF_CASE} events"),
            ),
            Self::Alarms => ("一个办件到期的时限太多".into(), "too many alarms of one case".into()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words().1)
    }
}

impl std::error::Error for StoreError {}
