//! The command line: every name of a command or option is written here, once.
//!
//! Help texts are written `中文‖English`; [`crate::usage`] keeps the half that `--lang` asks for.

use crate::args_case::CaseCommand;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "lianban",
    version,
    about = "联办：把“一件事”写成公开文件，证明它的承诺，并一步不差地办下去‖lianban: write a one-thing service as a public document, prove its promises, run it step by step",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true
)]
pub struct CommandLine {
    /// Options before or behind any command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Prints the version.
    #[arg(short = 'V', long, action = ArgAction::Version, help = "显示版本‖print the version")]
    version: Option<bool>,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub struct Global {
    /// Language of messages.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "zh",
        value_name = "zh|en",
        hide_possible_values = true,
        hide_default_value = true,
        help = "信息用中文还是英文（默认中文）‖language of messages (default zh)"
    )]
    pub lang: LangChoice,
    /// Shape of the results.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "human",
        value_name = "human|json",
        hide_possible_values = true,
        hide_default_value = true,
        help = "结果给人看还是给程序看‖results for people or one JSON document"
    )]
    pub format: Format,
    /// Colours on a terminal.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "auto|always|never",
        hide_possible_values = true,
        hide_default_value = true,
        help = "颜色：自动、总是、从不‖colours"
    )]
    pub color: ColorChoice,
    /// Frames of diagnostics in ASCII.
    #[arg(
        long,
        global = true,
        help = "诊断的边框只用 ASCII 字符‖draw diagnostics with ASCII characters only"
    )]
    pub ascii: bool,
    /// A calendar file in place of the shipped one.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        help = "用这份工作日日历代替自带的日历‖working-day calendar in place of the shipped one"
    )]
    pub calendar: Option<PathBuf>,
    /// Last year up to which Monday to Friday are assumed to be working days.
    #[arg(long, global = true, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2200),
        help = "日历没有的日期，到这一年为止，按周一至周五上班假定，结果会注明‖past the calendar's data and up to this year assume Monday to Friday; results say so")]
    pub assume_weekdays: Option<i32>,
    /// Values of parameters.
    #[arg(
        long = "parameter",
        global = true,
        value_name = "名=值",
        help = "给一件事的参数定值，可多次‖settles a parameter of the bundle, repeatable"
    )]
    pub parameters: Vec<String>,
    /// Of bundles that stand on one base, the one of a region.
    #[arg(
        long = "applies-to",
        global = true,
        value_name = "地区",
        help = "只看适用这个地区的一件事‖only bundles of this region"
    )]
    pub applies_to: Option<String>,
    /// Prints help.
    #[arg(short = 'h', long, global = true, action = ArgAction::Help, help = "显示帮助‖print help")]
    help: Option<bool>,
}

/// `--lang`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangChoice {
    /// 中文
    Zh,
    /// English
    En,
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON document on standard output.
    Json,
}

/// `--color`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal only.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// demo
    #[command(
        about = "对自带的一件事走一遍全程，不用任何准备‖the main job on the shipped bundles, nothing to set up"
    )]
    Demo(Demo),
    /// check
    #[command(about = "查出全部问题，连同每一项承诺‖all diagnostics, promises included")]
    Check(Paths),
    /// fmt
    #[command(about = "统一书写格式‖one house style")]
    Fmt(Fmt),
    /// expand
    #[command(about = "用核心写法展开：每个词到底是什么意思‖the bundle in core form: what every word means")]
    Expand(OnePath),
    /// build
    #[command(about = "编译成方案文件‖compile to the Plan")]
    Build(Build),
    /// prove
    #[command(about = "对每一种情形证明每一项承诺‖prove every promise for every set of answers")]
    Prove(Prove),
    /// timeline
    #[command(about = "让一件办件走完全程，逐项写出日期‖one case through virtual time, dated")]
    Timeline(Timeline),
    /// test
    #[command(
        about = "运行“测试”，并报告覆盖到的环节、分支和情形‖run the tests of the bundles and report coverage"
    )]
    Test(Paths),
    /// graph
    #[command(about = "画流程图‖the flow diagram")]
    Graph(Graph),
    /// guide
    #[command(
        about = "办事指南、一次性告知单、前台规范、工作手册、申请表‖guides for the public, the window and the back office"
    )]
    Guide(Guide),
    /// diff
    #[command(
        about = "比较两份：对申请人、部门和承诺改变了什么‖compare two: what changes for applicants, departments, promises"
    )]
    Diff(Diff),
    /// form
    #[command(about = "一表申请：各事项要填的字段合成一张表‖the one form: the union of all fields")]
    Form(Form),
    /// case
    #[command(
        subcommand_required = true,
        about = "办件：开办、接收事件、查看、列出、到期、核对、导出‖durable cases: start, event, show, list, tick, verify, export"
    )]
    Case {
        /// What to do with cases.
        #[command(subcommand)]
        command: CaseCommand,
    },
    /// calendar
    #[command(
        subcommand_required = true,
        about = "工作日日历及其依据‖the working-day calendar and its sources"
    )]
    Calendar {
        /// What to do with the calendar.
        #[command(subcommand)]
        command: CalendarCommand,
    },
    /// explain
    #[command(
        about = "解释一个诊断编号；不写编号则全部列出‖explain a diagnostic code; without one, list them all"
    )]
    Explain(Explain),
    /// new
    #[command(about = "新建一件事的骨架，编译即通过‖write the skeleton of a new bundle, which compiles")]
    New(New),
    /// completions
    #[command(about = "输出命令补全脚本‖print a shell completion script")]
    Completions(Completions),
}

/// Several paths.
#[derive(Debug, Args)]
pub struct Paths {
    /// Files or folders.
    #[arg(
        required = true,
        value_name = "PATH",
        help = ".yjs 文件，或文件夹（其下全部 .yjs）‖.yjs file, or folder (all bundles below it)"
    )]
    pub paths: Vec<PathBuf>,
}

/// One path.
#[derive(Debug, Args)]
pub struct OnePath {
    /// File or folder.
    #[arg(value_name = "PATH", help = ".yjs 文件，或文件夹‖.yjs file, or folder")]
    pub path: PathBuf,
}

/// Where a text goes.
#[derive(Debug, Args)]
pub struct ToFile {
    /// The file.
    #[arg(
        short = 'o',
        long = "output",
        value_name = "FILE",
        help = "写入文件（默认标准输出）‖write to a file (default standard output)"
    )]
    pub output: Option<PathBuf>,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where the files go.
    #[arg(
        long,
        value_name = "DIR",
        default_value = "out",
        hide_default_value = true,
        help = "输出文件夹（默认 out）‖output folder (default out)"
    )]
    pub out: PathBuf,
}

/// Options of `fmt`.
#[derive(Debug, Args)]
pub struct Fmt {
    /// What to format.
    #[command(flatten)]
    pub paths: Paths,
    /// Write nothing.
    #[arg(
        long,
        help = "只检查，不改写；有文件不合格式则退出码 1‖write nothing; exit 1 if a file is not in house style"
    )]
    pub check: bool,
    /// Language of the keywords.
    #[arg(
        long,
        value_enum,
        value_name = "zh|en",
        hide_possible_values = true,
        help = "关键词统一写成中文或英文‖write keywords in this language"
    )]
    pub keywords: Option<LangChoice>,
}

/// Options of `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// What to compile.
    #[command(flatten)]
    pub path: OnePath,
    /// Where the plan goes.
    #[arg(
        short = 'o',
        long = "output",
        value_name = "FILE",
        help = "方案文件；--format json 时写成可读的 JSON‖plan file; with --format json its readable twin"
    )]
    pub output: PathBuf,
}

/// Options of `timeline`.
#[derive(Debug, Args)]
pub struct Timeline {
    /// The bundle.
    #[command(flatten)]
    pub path: OnePath,
    /// Receipt.
    #[arg(
        long,
        value_name = "TIME",
        help = "提交时间，如 2026-09-28T10:00；只写日期则按当天上班时间‖receipt, e.g. 2026-09-28T10:00; a bare date means opening time"
    )]
    pub start: String,
    /// Answers.
    #[arg(
        long = "answer",
        value_name = "名=值",
        help = "情形的答案，可多次；一个都不写则取证明得出的最坏情形‖answer to a question, repeatable; none at all: the worst case of the proof"
    )]
    pub answers: Vec<String>,
    /// Events.
    #[arg(long, value_name = "FILE", help = "事件文件，每行一个 JSON‖events, one JSON object a line")]
    pub events: Option<PathBuf>,
    /// Gantt chart.
    #[arg(long, value_name = "FILE.svg|FILE.png", help = "同时画出甘特图‖also draw a Gantt chart")]
    pub gantt: Option<PathBuf>,
}

/// Formats of `graph`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// The drawing.
    Svg,
    /// Mermaid flowchart.
    Mermaid,
    /// Graphviz DOT.
    Dot,
    /// JSON.
    Json,
    /// The drawing in pixels.
    Png,
    /// The drawing in words.
    Text,
    /// BPMN 2.0.
    Bpmn,
}

/// Which way a drawing runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GraphDirection {
    /// Top to bottom.
    #[default]
    Down,
    /// Left to right.
    Right,
}

/// Paper of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphPaper {
    /// A4.
    A4,
    /// A3.
    A3,
}

/// The day of a case that is only looked at.
#[derive(Debug, Args)]
pub struct Submitted {
    /// When the case is submitted.
    #[arg(
        long = "start",
        value_name = "日期",
        help = "提交的日期；条件里有“满”“距今”时要写‖day of submission; needed where a condition counts up to it"
    )]
    pub start: Option<String>,
}

/// Options of `graph`.
#[derive(Debug, Args)]
pub struct Graph {
    /// The bundle.
    #[command(flatten)]
    pub path: OnePath,
    /// Format of the diagram.
    #[arg(
        long = "as",
        value_enum,
        value_name = "svg|png|mermaid|dot|bpmn|json|text",
        hide_possible_values = true,
        help = "图的格式‖format of the diagram"
    )]
    pub kind: GraphFormat,
    /// Which way it runs.
    #[arg(
        long = "direction",
        value_enum,
        default_value = "down",
        hide_default_value = true,
        value_name = "down|right",
        hide_possible_values = true,
        help = "从上往下（默认），或从左往右（svg）‖top to bottom (default), or left to right (svg)"
    )]
    pub direction: GraphDirection,
    /// Which paper it is printed on.
    #[arg(
        long = "paper",
        value_enum,
        value_name = "a4|a3",
        hide_possible_values = true,
        help = "排进一张纸（svg）‖laid out for one sheet of paper (svg)"
    )]
    pub paper: Option<GraphPaper>,
    /// Answers.
    #[arg(
        long = "answer",
        value_name = "名=值",
        help = "只画这种情形下适用的部分，可多次‖only what applies under these answers, repeatable"
    )]
    pub answers: Vec<String>,
    /// When the case is submitted.
    #[command(flatten)]
    pub submitted: Submitted,
    /// Where it goes.
    #[command(flatten)]
    pub to: ToFile,
}

/// Options of `prove`.
#[derive(Debug, Args)]
pub struct Prove {
    /// What is proved.
    #[command(flatten)]
    pub what: Paths,
    /// Why.
    #[arg(
        long = "explain",
        help = "每个环节的余量，每个部门可以晚几天，缩短哪里、并联哪里有用‖the slack of each step, how late each department may be, what would help"
    )]
    pub explain: bool,
}

/// Formats of `guide`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GuideFormat {
    /// HTML pages that need nothing else.
    Html,
    /// Markdown.
    Md,
    /// Office Open XML.
    Docx,
    /// PDF, made by the program `typst`.
    Pdf,
    /// The source of the PDF.
    Typ,
}

/// Options of `guide`.
#[derive(Debug, Args)]
pub struct Guide {
    /// The bundle.
    #[command(flatten)]
    pub path: OnePath,
    /// Format.
    #[arg(
        long = "as",
        value_enum,
        value_name = "html|md|docx|pdf|typ",
        hide_possible_values = true,
        help = "文书的格式；pdf 要装有 typst‖format of the papers; pdf needs the program typst"
    )]
    pub kind: GuideFormat,
    /// The folder.
    #[arg(
        short = 'o',
        long = "output",
        value_name = "DIR",
        help = "写进这个文件夹‖the folder they are written to"
    )]
    pub output: PathBuf,
    /// Answers.
    #[arg(
        long = "answer",
        value_name = "名=值",
        help = "一次性告知单照这些回答写，可多次；不写就不出告知单‖the notice is made for these answers, repeatable; without any there is none"
    )]
    pub answers: Vec<String>,
    /// When the case is submitted.
    #[command(flatten)]
    pub submitted: Submitted,
}

/// Formats of `diff`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal.
    Human,
    /// JSON.
    Json,
    /// One HTML page.
    Html,
    /// Markdown.
    Md,
    /// Both flows in one drawing.
    Svg,
}

/// Options of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Before.
    #[arg(value_name = "OLD", help = "原来的：.yjs 文件，或文件夹‖before: .yjs file, or folder")]
    pub old: PathBuf,
    /// After.
    #[arg(value_name = "NEW", help = "现在的：.yjs 文件，或文件夹‖after: .yjs file, or folder")]
    pub new: PathBuf,
    /// Format.
    #[arg(
        long = "as",
        value_enum,
        value_name = "human|json|html|md|svg",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true,
        help = "写成什么（默认给人看的文字）‖in which form (default: text for people)"
    )]
    pub kind: DiffFormat,
    /// Cases in hand.
    #[arg(
        long,
        value_name = "FILE",
        help = "也看这个办件库里有多少在办的‖also count the cases in hand in this store"
    )]
    pub store: Option<PathBuf>,
    /// Its key.
    #[arg(
        long,
        value_name = "FILE",
        requires = "store",
        help = "办件库的钥匙（默认办件库的文件名加 .key）‖the key of the store (default: its file name and .key)"
    )]
    pub key: Option<PathBuf>,
    /// Where it goes.
    #[command(flatten)]
    pub to: ToFile,
}

impl Diff {
    /// The store, if one is to be looked at.
    pub fn within(&self) -> crate::args_case::InStore {
        let store = self.store.clone().unwrap_or_default();
        crate::args_case::InStore { store, key: self.key.clone() }
    }
}

/// Formats of `form`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormFormat {
    /// Markdown.
    Md,
    /// JSON.
    Json,
}

/// Options of `form`.
#[derive(Debug, Args)]
pub struct Form {
    /// The bundle.
    #[command(flatten)]
    pub path: OnePath,
    /// Format of the form.
    #[arg(
        long = "as",
        value_enum,
        value_name = "md|json",
        default_value = "md",
        hide_possible_values = true,
        hide_default_value = true,
        help = "表的格式（默认 md）‖format of the form (default md)"
    )]
    pub kind: FormFormat,
    /// Answers.
    #[arg(
        long = "answer",
        value_name = "名=值",
        help = "只列这种情形下要填的，可多次‖only what is filled in under these answers, repeatable"
    )]
    pub answers: Vec<String>,
    /// Receipt.
    #[arg(
        long,
        value_name = "TIME",
        help = "哪一天提交，有的条件要算到那一天‖day of submission, up to which some conditions count"
    )]
    pub start: Option<String>,
    /// Where it goes.
    #[command(flatten)]
    pub to: ToFile,
}

/// Commands of `calendar`.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// show
    #[command(about = "列出放假、补班及其依据‖list holidays, working weekends and their notices")]
    Show {
        /// One year only.
        #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2200), help = "只看这一年‖this year only")]
        year: Option<i32>,
    },
    /// check
    #[command(about = "检查日历文件‖check a calendar file")]
    Check {
        /// The file; the calendar in force if none.
        #[arg(
            value_name = "FILE",
            help = "日历文件；不写则检查现用日历‖calendar file; none: the calendar in force"
        )]
        file: Option<PathBuf>,
    },
    /// import
    #[command(
        about = "把新的放假安排并入日历，写成新文件，用 --calendar 引用‖merge new notices into the calendar; refer to the result with --calendar"
    )]
    Import {
        /// The new data.
        #[arg(value_name = "FILE", help = "要并入的日历文件‖calendar file to merge")]
        file: PathBuf,
        /// Where the merged calendar goes.
        #[arg(
            long,
            value_name = "FILE",
            default_value = "lianban-calendar.csv",
            hide_default_value = true,
            help = "写到哪里（默认 lianban-calendar.csv）‖where to write (default lianban-calendar.csv)"
        )]
        to: PathBuf,
    },
    /// add
    #[command(about = "某日加 N 个工作日（或日）是哪一天‖the due date N working days (or days) after a date")]
    Add {
        /// The date, or `-`.
        #[arg(
            value_name = "DATE",
            help = "日期，如 2026-02-13；写 - 则从标准输入逐行读“日期 天数”‖date, or - for lines of `DATE N` on standard input"
        )]
        date: String,
        /// How many.
        #[arg(value_name = "N", allow_negative_numbers = true, help = "天数，不小于 0‖how many, 0 or more")]
        amount: Option<String>,
        /// Unit.
        #[arg(
            long,
            value_enum,
            value_name = "工作日|日",
            default_value = "工作日",
            hide_possible_values = true,
            hide_default_value = true,
            help = "单位（默认工作日）‖unit: 工作日 working days (default), 日 calendar days"
        )]
        unit: DayUnit,
    },
}

/// Units of `calendar add`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DayUnit {
    /// 工作日, rule T2.
    #[value(name = "工作日", aliases = ["workday", "workdays"])]
    WorkDay,
    /// 日, rule T3.
    #[value(name = "日", aliases = ["自然日", "天", "day", "days"])]
    Day,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code.
    #[arg(value_name = "CODE", help = "诊断编号，如 E0301‖diagnostic code, e.g. E0301")]
    pub code: Option<String>,
}

/// Options of `new`.
#[derive(Debug, Args)]
pub struct New {
    /// Name of the bundle.
    #[arg(
        value_name = "NAME",
        help = "一件事的名称，如 我要开书店；在终端里不写选项则逐项询问‖name of the bundle; at a terminal and without options the rest is asked"
    )]
    pub name: Option<String>,
    /// Name of the bundle, as an option.
    #[arg(
        id = "title",
        long = "name",
        value_name = "NAME",
        help = "一件事的名称，同上‖the same as an option"
    )]
    pub title: Option<String>,
    /// Shape of the bundle.
    #[arg(
        long,
        value_enum,
        value_name = "经营准入|个人事项|工程建设",
        hide_possible_values = true,
        help = "用哪个模板（默认经营准入）‖template: 经营准入 opening a business (default), 个人事项 personal matters, 工程建设 construction"
    )]
    pub template: Option<crate::commands::new_draft::Template>,
    /// Items.
    #[arg(long, value_name = "甲、乙", help = "有哪些事项，用顿号隔开‖the items, separated by 、")]
    pub items: Option<String>,
    /// Departments.
    #[arg(long, value_name = "甲、乙", help = "由哪些部门承办，用顿号隔开‖the departments, separated by 、")]
    pub departments: Option<String>,
    /// Promise.
    #[arg(
        long,
        value_name = "N",
        help = "全程承诺多少个工作日（1 至 120）‖working days promised in all (1 to 120)"
    )]
    pub days: Option<u32>,
    /// Region.
    #[arg(long, value_name = "地方", help = "适用于哪个地方‖the region it applies to")]
    pub region: Option<String>,
    /// Where its folder goes.
    #[arg(
        long,
        value_name = "DIR",
        default_value = ".",
        hide_default_value = true,
        help = "建在哪个文件夹下（默认当前文件夹）‖parent folder (default here)"
    )]
    pub dir: PathBuf,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell.
    #[arg(value_enum, value_name = "SHELL", help = "bash、zsh、fish、powershell、elvish")]
    pub shell: clap_complete::Shell,
}
