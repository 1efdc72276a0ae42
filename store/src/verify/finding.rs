//! What can be wrong with a store, in words.

use crate::backend::CaseNumber;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is not what was signed.
    Edited,
    /// It is not there, or not where it should be.
    Missing,
    /// It is there twice, or too late.
    Repeated,
    /// It cannot be read.
    Malformed,
    /// The runtime does not accept it.
    Refused,
    /// The end of the journal is missing.
    Truncated,
    /// There is more than was signed.
    Surplus,
    /// The row of a case is not what its events lead to.
    Row,
    /// A plan is not the one that was registered.
    Plan,
    /// The tip is not what was signed.
    Tip,
    /// The journal does not contain what the witness says.
    Witness,
}

impl Fault {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Repeated => "repeated",
            Self::Malformed => "malformed",
            Self::Refused => "refused",
            Self::Truncated => "truncated",
            Self::Surplus => "surplus",
            Self::Row => "row",
            Self::Plan => "plan",
            Self::Tip => "tip",
            Self::Witness => "witness",
        }
    }

    const fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Edited => ("被改动过", "was edited"),
            Self::Missing => ("不见了，或者不在该在的位置", "is missing or out of place"),
            Self::Repeated => ("重复了，或者次序颠倒", "is repeated or out of order"),
            Self::Malformed => ("读不懂", "cannot be read"),
            Self::Refused => ("按方案不能接受", "is not acceptable by its plan"),
            Self::Truncated => ("之后的日志被截掉了", "is the last, and the journal behind it was cut off"),
            Self::Surplus => ("是多出来的，没有签过", "is surplus and was never signed"),
            Self::Row => ("的快照与日志不符", "has a row that its events do not lead to"),
            Self::Plan => ("不是登记时的方案", "is not the plan that was registered"),
            Self::Tip => ("被改动过", "was edited"),
            Self::Witness => (
                "里没有见证所说的内容：办件库被换成了旧的，或者改过",
                "does not contain what the witness says: an older copy, or edited",
            ),
        }
    }
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub fault: Fault,
    /// In which commit, if one can be named.
    pub commit: Option<u64>,
    /// In which case: its number and its name.
    pub case: Option<(CaseNumber, String)>,
    /// Which event of the case.
    pub sequence: Option<u64>,
    /// Up to which event, if it is several.
    pub until: Option<u64>,
    /// Which part of it: a field of a row, a plan.
    pub part: Option<String>,
}

impl Finding {
    /// Of the store as a whole.
    #[must_use]
    pub const fn of(fault: Fault) -> Self {
        Self { fault, commit: None, case: None, sequence: None, until: None, part: None }
    }

    /// Of a commit.
    #[must_use]
    pub fn of_commit(fault: Fault, commit: u64) -> Self {
        Self { commit: Some(commit), ..Self::of(fault) }
    }

    /// Of a case.
    #[must_use]
    pub fn of_case(fault: Fault, number: CaseNumber, id: &str) -> Self {
        Self { case: Some((number, id.to_owned())), ..Self::of(fault) }
    }

    /// Names one of its events.
    #[must_use]
    pub fn event(self, sequence: u64) -> Self {
        Self { sequence: Some(sequence), ..self }
    }

    /// Names the commit it stands in.
    #[must_use]
    pub fn at(self, commit: u64) -> Self {
        Self { commit: Some(commit), ..self }
    }

    /// Names a part.
    #[must_use]
    pub fn part(self, part: impl Into<String>) -> Self {
        Self { part: Some(part.into()), ..self }
    }

    /// Chinese and English.
    #[must_use]
    pub fn in_words(&self) -> (String, String) {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        if let Some((_, id)) = &self.case {
            zh.push(format!("办件“{id}”"));
            en.push(format!("case `{id}`"));
        }
        match (self.sequence, self.until) {
            (Some(first), Some(last)) if last > first => {
                zh.push(format!("第 {first} 至 {last} 个事件"));
                en.push(format!("events {first} to {last}"));
            }
            (Some(sequence), _) => {
                zh.push(format!("第 {sequence} 个事件"));
                en.push(format!("event {sequence}"));
            }
            _ => {}
        }
        if let Some(part) = &self.part {
            zh.push(part.clone());
            en.push(part.clone());
        }
        if let Some(commit) = self.commit {
            let alone = zh.is_empty();
            zh.push(if alone {
                format!("第 {commit} 次提交")
            } else {
                format!("（第 {commit} 次提交）")
            });
            en.push(if alone { format!("commit {commit}") } else { format!("(commit {commit})") });
        }
        if zh.is_empty() {
            let tip = self.fault == Fault::Tip;
            zh.push(if tip { "日志的末端" } else { "日志" }.to_owned());
            en.push(if tip { "the tip of the journal" } else { "the journal" }.to_owned());
        }
        let (what, what_en) = self.fault.in_words();
        (format!("{}{what}", zh.concat()), format!("{} {what_en}", en.join(" ")))
    }
}
