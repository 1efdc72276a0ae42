//! The command line of `case`: durable cases in a store.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Where the cases are.
#[derive(Clone, Debug, Args)]
pub struct InStore {
    /// The store.
    #[arg(
        long,
        value_name = "FILE",
        default_value = "lianban.db",
        hide_default_value = true,
        help = "办件库（默认 lianban.db）‖the store of cases (default lianban.db)"
    )]
    pub store: PathBuf,
    /// Its key.
    #[arg(
        long,
        value_name = "FILE",
        help = "办件库的钥匙（默认办件库的文件名加 .key）‖the key of the store (default: its file name and .key)"
    )]
    pub key: Option<PathBuf>,
}

/// Commands of `case`.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// start
    #[command(
        about = "登记方案，开一个办件；没有办件库就新建‖register the plan and open a case; makes the store if there is none"
    )]
    Start(Start),
    /// event
    #[command(
        about = "接收事件，每行一个 JSON，每行答复一个 JSON‖take events, one JSON object a line, each answered with one"
    )]
    Event(TakeEvents),
    /// show
    #[command(about = "一个办件现在的状态‖where a case stands")]
    Show {
        /// Where it is.
        #[command(flatten)]
        within: InStore,
        /// Its name.
        #[arg(value_name = "CASE", help = "办件编号‖name of the case")]
        case: String,
    },
    /// why
    #[command(
        about = "为什么还没办完：等谁，等什么，到什么时候‖why it is not finished: from whom what is awaited, until when"
    )]
    Why {
        /// Where it is.
        #[command(flatten)]
        within: InStore,
        /// Its name.
        #[arg(value_name = "CASE", help = "办件编号‖name of the case")]
        case: String,
        /// The instant.
        #[arg(
            long,
            value_name = "TIME",
            help = "看哪一刻（默认最近一个事件的时刻）‖the instant to look at (default: that of the last event)"
        )]
        at: Option<String>,
    },
    /// papers
    #[command(
        about = "文书：已经出具的通知书、决定书和证照，逐件写明‖the papers that were issued: notices, decisions, certificates"
    )]
    Papers {
        /// Where it is.
        #[command(flatten)]
        within: InStore,
        /// Its name.
        #[arg(value_name = "CASE", help = "办件编号‖name of the case")]
        case: String,
        /// Which one.
        #[arg(long, value_name = "N", help = "只要第几件，全文‖only the n-th, in full")]
        number: Option<usize>,
    },
    /// supervise
    #[command(
        about = "督办：谁超期，超多少，什么时候预警，怎么处理‖who is late, by how much, warned when, and what follows"
    )]
    Supervise(Supervise),
    /// list
    #[command(about = "列出办件‖list cases")]
    List(List),
    /// tick
    #[command(
        about = "让此刻之前到期的提醒、预警和默认全部发生‖let everything happen that was due before this instant"
    )]
    Tick {
        /// Where they are.
        #[command(flatten)]
        within: InStore,
        /// The instant.
        #[arg(
            long,
            value_name = "TIME",
            help = "现在的时刻，如 2026-09-28T10:00‖the present instant, e.g. 2026-09-28T10:00"
        )]
        at: String,
    },
    /// migrate
    #[command(
        about = "换方案：把在办的换到同一件事的新方案‖move the cases in hand to a new plan of the same bundle"
    )]
    Migrate(MoveCases),
    /// verify
    #[command(
        about = "从头核对：有没有改动、丢失、颠倒、重复、截断‖go through all of it: edited, dropped, reordered, repeated, cut off?"
    )]
    Verify {
        /// Which store.
        #[command(flatten)]
        within: InStore,
        /// A signed head.
        #[arg(
            long,
            value_name = "TEXT|FILE",
            help = "以前 verify 印出的见证，或存有它的文件‖a witness that an earlier verify printed, or a file that holds one"
        )]
        witness: Option<String>,
    },
    /// export
    #[command(
        about = "导出日志，每行一个 JSON；case event 可以读回去‖the journal as JSON lines, which `case event` takes again"
    )]
    Export {
        /// Where they are.
        #[command(flatten)]
        within: InStore,
        /// Only this one.
        #[arg(value_name = "CASE", help = "只要这个办件；不写则全部‖this case only; all of them if none")]
        case: Option<String>,
    },
}

/// Options of `case start`.
#[derive(Debug, Args)]
pub struct Start {
    /// Where it goes.
    #[command(flatten)]
    pub within: InStore,
    /// The bundle or plan.
    #[arg(
        value_name = "PATH|PLAN",
        help = ".yjs 文件或文件夹，方案文件，或库里方案的 sha256:…‖.yjs file or folder, plan file, or sha256:… of a plan in the store"
    )]
    pub path: PathBuf,
    /// Its name.
    #[arg(
        long,
        value_name = "ID",
        help = "办件编号（默认下一个号码）‖name of the case (default: the next number)"
    )]
    pub id: Option<String>,
    /// Receipt.
    #[arg(
        long,
        value_name = "TIME",
        help = "同时提交：提交的时刻，如 2026-09-28T10:00‖also submit: when, e.g. 2026-09-28T10:00"
    )]
    pub at: Option<String>,
    /// Answers.
    #[arg(
        long = "answer",
        value_name = "名=值",
        requires = "at",
        help = "情形的答案，可多次‖answer to a question, repeatable"
    )]
    pub answers: Vec<String>,
}

/// Options of `case event`.
#[derive(Debug, Args)]
pub struct TakeEvents {
    /// Where the cases are.
    #[command(flatten)]
    pub within: InStore,
    /// Which case.
    #[arg(
        value_name = "CASE",
        help = "办件编号；写 - 则每行自己写明 case‖name of the case; `-`: each line names its own"
    )]
    pub case: String,
    /// Where the events are.
    #[arg(
        value_name = "FILE",
        default_value = "-",
        hide_default_value = true,
        help = "事件文件；不写或写 - 则读标准输入‖events; none or `-`: standard input"
    )]
    pub file: PathBuf,
    /// Make the store.
    #[arg(
        long,
        help = "没有办件库就新建（读回导出的日志时用）‖make the store if there is none (to take an exported journal)"
    )]
    pub create: bool,
}

/// Options of `case list`.
#[derive(Debug, Args)]
pub struct List {
    /// Where they are.
    #[command(flatten)]
    pub within: InStore,
    /// Where they stand.
    #[arg(
        long,
        value_name = "状态",
        help = "只要这些状态：未提交、收件、受理、办结、送达、不予受理、不予、撤回、终止，或 在办；可多次‖only those: draft, received, accepted, decided, delivered, rejected, refused, withdrawn, terminated, or open; repeatable"
    )]
    pub status: Vec<String>,
    /// Due.
    #[arg(
        long,
        value_name = "TIME",
        help = "只要有时限在此刻之前到期、还没结束的‖only those with a running limit that is due before this instant"
    )]
    pub due_before: Option<String>,
    /// Paging.
    #[arg(long, value_name = "CASE", help = "从这个办件之后列起‖begin behind this case")]
    pub after: Option<String>,
    /// Paging.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..), help = "最多列多少个‖at most so many")]
    pub limit: Option<u64>,
}

/// Options of `case migrate`.
#[derive(Debug, Args)]
pub struct MoveCases {
    /// Where they are.
    #[command(flatten)]
    pub within: InStore,
    /// The new plan.
    #[arg(
        long,
        value_name = "PATH|PLAN",
        help = "新方案：.yjs 文件或文件夹，或者方案文件‖the new plan: .yjs file or folder, or a plan file"
    )]
    pub to: PathBuf,
    /// Only look.
    #[arg(
        long,
        help = "只看不动：每一件能不能换，日期怎么变‖change nothing: can each be moved, and which dates change"
    )]
    pub dry_run: bool,
    /// Whose applicants consent.
    #[arg(
        long,
        value_name = "CASE,…",
        value_delimiter = ',',
        help = "申请人同意了的办件；* 是全部‖cases whose applicants consent; `*`: all of them"
    )]
    pub consent: Vec<String>,
    /// Which cases.
    #[arg(
        long = "case",
        value_name = "CASE",
        help = "只换这些办件，可多次（默认同一件事的全部在办件）‖these only, repeatable (default: all of the bundle that are in hand)"
    )]
    pub cases: Vec<String>,
    /// The instant.
    #[arg(
        long,
        value_name = "TIME",
        help = "什么时候换（默认各办件最近一个事件的时刻）‖when (default: at the last event of each case)"
    )]
    pub at: Option<String>,
    /// Hints.
    #[arg(
        long = "rename",
        value_name = "种类:旧=新",
        help = "改了名称的，可多次：事项、材料、情形、选项、特别程序、部门、角色、一件事‖what was renamed, repeatable: scope, material, question, choice, procedure, department, role, bundle"
    )]
    pub renames: Vec<String>,
    /// Why.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true, help = "理由‖why")]
    pub note: String,
}

/// Options of `case supervise`.
#[derive(Debug, Args)]
pub struct Supervise {
    /// Where they are.
    #[command(flatten)]
    pub within: InStore,
    /// The instant.
    #[arg(
        long,
        value_name = "TIME",
        help = "看哪一刻（默认各办件最近一个事件的时刻）‖the instant to look at (default: that of each case’s last event)"
    )]
    pub at: Option<String>,
    /// In which form.
    #[arg(
        long = "as",
        value_name = "human|csv|csv-stops|json",
        value_parser = ["human", "csv", "csv-stops", "json"],
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help = "写成表格、CSV（csv 是超期和预警，csv-stops 是有问题的停钟）还是 JSON（默认表格）‖as a table, as CSV (csv: what is late; csv-stops: clock stops that look wrong) or as JSON (default: a table)"
    )]
    pub form: String,
    /// The table.
    #[arg(
        long = "measure",
        value_name = "次数=处理",
        help = "一个部门第几次超期怎么处理，可多次（默认 1=约谈，2=移送效能办问责）‖what follows when a department is late for the n-th time, repeatable (default 1=约谈, 2=移送效能办问责)"
    )]
    pub measures: Vec<String>,
}
