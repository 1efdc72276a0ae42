//! The typed surface model: what a bundle says, word for word, with every place kept. Nothing is resolved here:
//! a name is still a name, a condition still a row of words. Built by [`super::from_syntax`].

use super::acknowledged::Acknowledged;
use super::limit::{Between, Correction, Law, LimitRules, Ratings};
use super::place::{Name, Place, Spanned};
pub use super::profile::Profile;
pub use super::rule::{Hit, Rule, RuleRow};
use crate::syntax::keywords::Keyword;
use lianban_runtime::case::Score;
use lianban_runtime::plan::{
    Channel, Dimension, FieldKind, Handling, Join, LimitKind, MediumCopies, Metric, Needed, Office, Opinions,
    Power, Quantity,
};
use lianban_runtime::time::{Date, Span as Amount};
use std::collections::BTreeSet;

/// A file: what it imports, what it declares for others, its bundles.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// 材料 outside a bundle.
    pub materials: Vec<Material>,
    /// 部门 outside a bundle.
    pub departments: Vec<Department>,
    /// 辖区规则, in order.
    pub profiles: Vec<Profile>,
    /// 字段 outside a bundle, those in 表单 as well.
    pub fields: Vec<Field>,
    /// 表单 outside a bundle.
    pub forms: Vec<Form>,
    /// 办件流程.
    pub life_cycles: Vec<LifeCycle>,
    /// 适用 … 基于 …, in order.
    pub derived: Vec<Derived>,
    /// 法律.
    pub laws: Vec<Law>,
    /// Where amounts stand that are written in plain 日: the law they rest on may count them otherwise.
    pub plain_days: BTreeSet<Place>,
    /// 知悉, wherever it stands.
    pub acknowledged: Vec<Acknowledged>,
    /// 一件事, in order.
    pub bundles: Vec<Bundle>,
    /// Text of what could not be read; a name that stands in it is not reported as unknown.
    pub poisoned: Vec<String>,
}

/// `引入 标准库.证照`: the segments of the path.
#[derive(Clone, Debug)]
pub struct Import {
    /// `标准库`, `证照`.
    pub segments: Vec<Name>,
    /// 为: another name for it.
    pub alias: Option<Name>,
    /// The whole path.
    pub place: Place,
}

/// 一件事.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// Where the text of each of those lines begins.
    pub doc_places: Vec<Place>,
    /// 编码.
    pub code: Option<Spanned<String>>,
    /// 适用: region.
    pub region: Option<Name>,
    /// 辖区规则 by name.
    pub profile: Option<Name>,
    /// 服务对象.
    pub audience: Vec<Name>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
    /// 改革前.
    pub before: Option<Figures>,
    /// 承诺.
    pub promise: Option<Figures>,
    /// Parameters, then 情形, all blocks in order.
    pub questions: Vec<Question>,
    /// 令: answers that are settled once for the whole bundle.
    pub fixed: Vec<(Name, Spanned<Operand>)>,
    /// 时限 … 从 … 到 …, those of 承诺 and of stages as well.
    pub between: Vec<Between>,
    /// 预警规则.
    pub supervision: Option<LimitRules>,
    /// 补正.
    pub correction: Option<Correction>,
    /// 好差评.
    pub ratings: Option<Ratings>,
    /// 部门.
    pub departments: Vec<Department>,
    /// 材料.
    pub materials: Vec<Material>,
    /// 字段, those in 表单 as well.
    pub fields: Vec<Field>,
    /// 表单.
    pub forms: Vec<Form>,
    /// 规则.
    pub rules: Vec<Rule>,
    /// 阶段, those in 并联 as well.
    pub stages: Vec<Stage>,
    /// 事项, those in stages as well.
    pub items: Vec<Item>,
    /// 改革前 of what 取消审批 took away, by name.
    pub abolished: Vec<(Name, Figures)>,
    /// 联合.
    pub joints: Vec<Joint>,
    /// 特别程序 that may be begun in any item, those in stages as well.
    pub procedures: Vec<Procedure>,
    /// 延期 of the promise.
    pub extension: Option<Extension>,
    /// 角色.
    pub roles: Vec<Role>,
    /// 流程.
    pub flow: Option<Flow>,
    /// 测试.
    pub tests: Vec<Test>,
    /// Text of what could not be read; a name that stands in it is not reported as unknown.
    pub poisoned: Vec<String>,
    /// Some row could not be read: what is missing is not reported again.
    pub damaged: bool,
    /// What could not be read may have been a declaration (not only 流程 or 测试).
    pub loose: bool,
}

/// `适用 荆州市 基于 湖北省.我要开餐馆 { … }`: its head, and rows that are read when the base is known.
#[derive(Clone, Debug)]
pub struct Derived {
    /// Name of the base, and of the bundle that results.
    pub name: Name,
    /// What stands before it: `湖北省`, a region or a module.
    pub path: Vec<Name>,
    /// 适用.
    pub region: Name,
    /// Values of parameters of the base.
    pub fixed: Vec<(Name, Spanned<Operand>)>,
    /// The rows.
    pub entries: Vec<crate::syntax::tree::Entry>,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// Where the text of each of those lines begins.
    pub doc_places: Vec<Place>,
}

impl Derived {
    /// What stands before the name of the base: `省级.湖北省`.
    #[must_use]
    pub fn qualifier(&self) -> String {
        let segments: Vec<&str> = self.path.iter().map(|segment| segment.value.as_str()).collect();
        segments.join(".")
    }
}

/// 承诺 or 改革前 of a bundle, 改革前 of an item or a material: figures with their metric.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The whole property.
    pub place: Place,
    /// 时限.
    pub time: Option<Spanned<Amount>>,
    /// 时限 with moments of its own.
    pub between: Vec<Between>,
    /// What stands beside 时限.
    pub rules: LimitRules,
    /// 材料, 跑动, 踏勘, 字段 in order.
    pub counts: Vec<(Metric, Spanned<u32>)>,
    /// 含 整改, and where that is written.
    pub with_rounds: Option<Place>,
}

/// A question of 情形.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// What may be answered.
    pub kind: QuestionKind,
    /// 当: asked only where this holds.
    pub when: Option<Expr>,
    /// 问 “…”; empty if none.
    pub text: String,
    /// Written behind the name of the bundle: given by whoever runs it, not asked.
    pub parameter: bool,
}

/// The written type of a question.
#[derive(Clone, Debug)]
pub enum QuestionKind {
    /// 是否.
    YesNo,
    /// `A | B`.
    Choice(Vec<Name>),
    /// 面积 … with optional inclusive bounds.
    Quantity {
        /// What is measured.
        dimension: Dimension,
        /// Smallest answer.
        min: Option<Spanned<Measure>>,
        /// Largest answer.
        max: Option<Spanned<Measure>>,
    },
    /// 日期 with optional inclusive bounds; both dates exist.
    Date {
        /// Earliest answer.
        min: Option<Spanned<Date>>,
        /// Latest answer.
        max: Option<Spanned<Date>>,
    },
    /// 多选 `A | B`.
    Several(Vec<Name>),
}

/// A number with a unit as written; no unit if empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The number in millionths.
    pub millionths: i64,
    /// The unit as written; empty for a bare number.
    pub unit: String,
}

impl Measure {
    /// As it would be written: `10 工作日`.
    #[must_use]
    pub fn words(&self) -> String {
        let number = Quantity(self.millionths).decimal();
        if self.unit.is_empty() { number } else { format!("{number} {}", self.unit) }
    }
}

/// 部门.
#[derive(Clone, Debug)]
pub struct Department {
    /// Its full name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 简称; empty if none.
    pub short: String,
    /// 窗口: number of windows; 0 if not stated.
    pub windows: u32,
    /// 职责.
    pub office: Office,
    /// 印章; empty if not stated.
    pub seal: String,
    /// 证照章; empty if not stated.
    pub certificate_seal: String,
}

/// 角色.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 部门; none = any.
    pub departments: Vec<Name>,
    /// A角; empty if none.
    pub first: String,
    /// B角; empty if none.
    pub second: String,
    /// 权限; empty = not restricted.
    pub may: Vec<Power>,
}

/// 会签, 或签, 票签.
#[derive(Clone, Debug)]
pub struct Signing {
    /// The word.
    pub place: Place,
    /// Who.
    pub who: Vec<Name>,
    /// How many of them.
    pub needed: Spanned<Needed>,
    /// 依次.
    pub in_turn: bool,
}

/// 来源 of a material.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// 申请人.
    Applicant,
    /// 共享 X.Y: the catalogue entry as written.
    Shared(String),
    /// 前序产出.
    Produced,
    /// 告知承诺.
    Commitment,
    /// 共享 X.Y，否则 申请人.
    SharedOrApplicant(String),
}

impl Source {
    /// Whether the applicant may have to bring it.
    #[must_use]
    pub const fn is_brought(&self) -> bool {
        matches!(self, Self::Applicant | Self::Commitment | Self::SharedOrApplicant(_))
    }
}

/// 材料.
#[derive(Clone, Debug)]
pub struct Material {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 来源; none written means 前序产出 if an item produces it, else 申请人.
    pub source: Option<Spanned<Source>>,
    /// 份数, if written.
    pub copies: Option<Spanned<u32>>,
    /// What the file says about the paper itself.
    pub paper: Paper,
    /// 改革前.
    pub before: Option<Figures>,
    /// 容缺 with its make-up limit.
    pub tolerance: Option<Spanned<Amount>>,
    /// What stands beside 容缺.
    pub rules: LimitRules,
    /// 当: needed only where this holds.
    pub when: Option<Expr>,
    /// 任选: any one of these will do.
    pub any_of: Vec<Name>,
    /// 逐个: the question that says how many.
    pub each: Option<Name>,
    /// 告知承诺 替代: the proofs that this commitment replaces.
    pub replaces: Vec<Name>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
    /// One of many copies (逐个): its condition is how many there are.
    pub counted: bool,
}

/// The paper itself: its form, how long it is valid, who issues it.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// 形式, in written order; the count is none if not written.
    pub media: Vec<(Spanned<MediumCopies>, bool)>,
    /// 有效期.
    pub validity: Option<Spanned<Amount>>,
    /// 出具单位.
    pub issuer: Option<Name>,
}

/// 字段 of the form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// Its type, and where that stands.
    pub kind: Spanned<FieldKind>,
    /// 凭: the field by which it is fetched.
    pub key: Option<Name>,
    /// 当: asked for only where this holds.
    pub when: Option<Expr>,
    /// The 表单 it stands in; empty if none.
    pub form: String,
}

/// 表单: a name for several fields.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// Its fields, by name.
    pub fields: Vec<Name>,
}

/// 办件流程: the steps of a kind of item.
#[derive(Clone, Debug)]
pub struct LifeCycle {
    /// The 办件类型 it belongs to.
    pub name: Name,
    /// 环节 in written order.
    pub steps: Vec<StepRow>,
}

/// 办件类型 (GB/T 39046 A.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseClass {
    /// 即办件: decided on the spot.
    Immediate,
    /// 承诺件: decided within a promised limit.
    Promised,
    /// Another one, which a 办件流程 describes.
    Other,
}

/// 收费 of an item.
#[derive(Clone, Debug)]
pub struct Fee {
    /// Its name.
    pub name: Name,
    /// How much, in whole 元.
    pub yuan: Spanned<u32>,
    /// 当.
    pub when: Option<Expr>,
    /// 逐个: the question that says how many.
    pub each: Option<Name>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
}

/// 事项.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 是 …: 事项类型; empty if not written.
    pub kind: String,
    /// 承办.
    pub department: Option<Name>,
    /// 法定.
    pub statutory: Option<Spanned<Amount>>,
    /// 依据 of that row.
    pub statutory_basis: Vec<Spanned<String>>,
    /// 承诺.
    pub promised: Option<Spanned<Amount>>,
    /// 延期.
    pub extension: Option<Extension>,
    /// What stands beside the limits of the item.
    pub rules: LimitRules,
    /// 补正.
    pub correction: Option<Correction>,
    /// 当.
    pub when: Option<Expr>,
    /// 需要.
    pub needs: Vec<Name>,
    /// 产出.
    pub produces: Vec<Name>,
    /// 填写: fields and forms.
    pub fills: Vec<Name>,
    /// 编码.
    pub code: Option<Spanned<String>>,
    /// 受理条件.
    pub terms: Vec<Spanned<String>>,
    /// 收费.
    pub fees: Vec<Fee>,
    /// 改革前.
    pub before: Option<Figures>,
    /// 参加, as often as written.
    pub joins: Vec<Name>,
    /// 环节, and 特别程序 that take place in every case, in written order.
    pub steps: Vec<StepRow>,
    /// How many steps stand before each of them.
    pub joins_behind: Vec<usize>,
    /// 角色: who decides.
    pub role: Option<Name>,
    /// 允许.
    pub allows: Vec<Spanned<Handling>>,
    /// 集体讨论 before anybody signs or decides.
    pub discussed: bool,
    /// 委托: who accepts it in the place of its department.
    pub mandates: Vec<Name>,
    /// The steps come from 办件流程: a joint action stands before them all, as it does where nothing is written.
    pub inherits: bool,
    /// The stage it stands in, by position.
    pub stage: Option<usize>,
    /// 可选, with the question in plain words; empty if none.
    pub optional: Option<Spanned<String>>,
    /// 逐个: the question that says how many.
    pub each: Option<Name>,
    /// 启动.
    pub start: Option<Spanned<StartMode>>,
    /// 后补.
    pub late: Option<Late>,
    /// 改革方式 告知承诺; none for 审批.
    pub commitment: Option<Commitment>,
    /// 改革方式 取消审批, 改为备案.
    pub reform: Option<Spanned<Reform>>,
    /// 不予 一票否决.
    pub veto: bool,
    /// 踏勘 n 次 made alone.
    pub visits: u32,
    /// 辖区规则 by name.
    pub profile: Option<Name>,
    /// 办件类型.
    pub class: Option<Spanned<CaseClass>>,
    /// 办件类型 by its name.
    pub class_name: Option<Name>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
    /// A property that matters could not be read: what is missing is not reported again.
    pub damaged: bool,
}

/// 阶段.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 牵头.
    pub lead: Option<Name>,
    /// 时限.
    pub limit: Option<Spanned<Amount>>,
    /// What stands beside it.
    pub rules: LimitRules,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
    /// 串联: stages of a higher rank come after all of a lower one; those of one 并联 share a rank.
    pub rank: usize,
    /// The stage it stands in, by position.
    pub parent: Option<usize>,
}

/// 环节 of an item.
#[derive(Clone, Debug)]
pub struct StepRow {
    /// Its name, unique within the item.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 时限.
    pub limit: Option<Spanned<Amount>>,
    /// What stands beside it.
    pub rules: LimitRules,
    /// 人员.
    pub staff: Option<Spanned<u32>>,
    /// 角色; empty if none.
    pub role: String,
    /// What makes it a planned 特别程序.
    pub procedure: Option<Box<Procedure>>,
    /// Where 角色 stands.
    pub role_place: Place,
    /// 会签, 或签, 票签.
    pub signing: Option<Signing>,
    /// 允许.
    pub allows: Vec<Spanned<Handling>>,
    /// 集体讨论 before anybody signs or decides.
    pub discussed: bool,
    /// 承办, where it is not that of the item.
    pub department: Option<Name>,
    /// 转报: where that is written; the step ends by sending the item to the higher authority.
    pub forwarded: Option<Place>,
    /// 不可逆 or 可逆, as written; see [`StepRow::is_irreversible`].
    pub irreversible: Option<Spanned<bool>>,
    /// 整改.
    pub rework: Option<Rework>,
    /// 事后核查: it stands behind the decision of its item, and holds nothing up.
    pub check: bool,
}

/// 改革方式 by which an item is no approval any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reform {
    /// 取消审批: the item is done away with; its former figures stay.
    Abolished,
    /// 改为备案: filed at once if the papers are complete.
    Filed,
}

/// 改革方式 告知承诺: decided on a written commitment, checked afterwards.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// The word 告知承诺.
    pub place: Place,
    /// What its 核查 is, as a step; without a limit where none is written.
    pub check: StepRow,
}

/// 整改 of a joint action or a step.
#[derive(Clone, Debug)]
pub struct Rework {
    /// 最多: how often.
    pub times: Spanned<u32>,
    /// 时限 of the applicant.
    pub limit: Spanned<Amount>,
    /// What stands beside that limit: levels, 逾期.
    pub rules: LimitRules,
    /// 复核: how long it takes to look at it again.
    pub recheck: Spanned<Amount>,
    /// 不计入时限.
    pub off_the_clock: bool,
}

impl StepRow {
    /// What cannot be undone does not begin while a material accepted as missing is owed (rule M4): steps that say 不可逆,
    /// and, where neither 不可逆 nor 可逆 is written, those that make, issue or deliver a certificate by their name: it ends
    /// with such a verb (审定制证), or it is one and what is made or who gets it (核发营业执照, 送达申请人).
    #[must_use]
    pub fn is_irreversible(&self) -> bool {
        const VERBS: [&str; 6] = ["制证", "发证", "颁证", "送达", "制发", "核发"];
        const OBJECTS: [&str; 8] = ["证", "照", "书", "件", "牌", "文", "结果", "人"];
        let name = self.name.value.as_str();
        let of = |verb: &&str| {
            name.strip_prefix(*verb).is_some_and(|rest| OBJECTS.iter().any(|o| rest.ends_with(o)))
        };
        let by_name = || VERBS.iter().any(|verb| name.ends_with(verb) || of(verb));
        self.irreversible.as_ref().map_or_else(by_name, |written| written.value)
    }

    /// A step with a name and nothing else.
    #[must_use]
    pub fn named(name: Name) -> Self {
        Self {
            role_place: name.place,
            name,
            docs: Vec::new(),
            limit: None,
            rules: LimitRules::default(),
            staff: None,
            role: String::new(),
            procedure: None,
            signing: None,
            allows: Vec::new(),
            discussed: false,
            department: None,
            forwarded: None,
            irreversible: None,
            rework: None,
            check: false,
        }
    }

    /// Its time lies inside the item's promise: not that of a 特别程序 that stops the clock, nor that of a 事后核查.
    #[must_use]
    pub fn counts(&self) -> bool {
        !self.check && self.procedure.as_ref().is_none_or(|procedure| procedure.stops.is_none())
    }
}

/// 特别程序.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 类型; none written means its name.
    pub kind: Option<Name>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
    /// 时限 of its own.
    pub limit: Option<Spanned<Amount>>,
    /// 不计入时限, and where that is written.
    pub stops: Option<Place>,
    /// 书面告知.
    pub told: bool,
    /// 当, for a planned one.
    pub when: Option<Expr>,
    /// The stage it stands in, by position; not for a planned one.
    pub stage: Option<usize>,
}

/// 延期.
#[derive(Clone, Debug)]
pub struct Extension {
    /// The most that may be added.
    pub most: Spanned<Amount>,
    /// 批准: who decides it.
    pub approver: Name,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
}

/// 联合.
#[derive(Clone, Debug)]
pub struct Joint {
    /// Its name.
    pub name: Name,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// 牵头.
    pub lead: Option<Name>,
    /// 时限.
    pub limit: Option<Spanned<Amount>>,
    /// What stands beside it.
    pub rules: LimitRules,
    /// 类型; none written means 踏勘.
    pub kind: Option<Name>,
    /// 整改.
    pub rework: Option<Rework>,
    /// 人员.
    pub staff: Option<Spanned<u32>>,
    /// 参加: departments without an item of their own.
    pub departments: Vec<Name>,
    /// 到场.
    pub attend: Option<Spanned<Needed>>,
    /// 缺席: whether it means consent; else nobody may be absent.
    pub absent_consents: Option<Spanned<bool>>,
    /// 依据 of 缺席; empty if none.
    pub absence_basis: String,
    /// 意见.
    pub opinions: Option<Spanned<Opinions>>,
    /// The stage it stands in, by position.
    pub stage: Option<usize>,
    /// 依据.
    pub basis: Vec<Spanned<String>>,
    /// A property that matters could not be read.
    pub damaged: bool,
}

/// 流程: chains that stand side by side.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// The whole block.
    pub place: Place,
    /// One chain a row.
    pub chains: Vec<Chain>,
}

/// `A → B → C`.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// A step of a chain.
#[derive(Clone, Debug)]
pub enum Step {
    /// An item by name.
    Item(Name),
    /// 并联 { … }: chains without order among them.
    Parallel(Vec<Chain>),
    /// 择一 { … }: conditions in written order, 否则 without one.
    Choice(Vec<(Option<Expr>, Chain)>),
    /// 任一 { … }, 至少 k { … }.
    Join(Spanned<Join>, Branches),
    /// 里程碑 M, perhaps with the items that it cancels.
    Milestone(Name, Vec<Name>),
    /// 一窗受理.
    Intake(Contact),
    /// 统一出件.
    Delivery(Contact),
}

/// What stands in the block of 任一 or 至少.
#[derive(Clone, Debug, Default)]
pub struct Branches {
    /// The branches.
    pub chains: Vec<Chain>,
    /// 其余 取消: where it says so.
    pub cancels_rest: Option<Place>,
}

/// 启动: how an item stands to what comes before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartMode {
    /// 并联: nothing comes before it.
    Parallel,
    /// 串联: begins when what comes before has ended.
    Serial,
    /// 预审: worked on early, decided when what comes before has ended (rule T7).
    Preview,
}

/// 后补: does not hold up 办结.
#[derive(Clone, Debug)]
pub struct Late {
    /// The word.
    pub place: Place,
    /// Within which time after 办结.
    pub limit: Option<Spanned<Amount>>,
}

/// 一窗受理 or 统一出件 with what is written in its block.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The word and its block.
    pub place: Place,
    /// 渠道 or 方式.
    pub channel: Option<Spanned<Channel>>,
    /// 时限.
    pub limit: Option<Spanned<Amount>>,
    /// 承办.
    pub department: Option<Name>,
    /// 角色.
    pub role: Option<Name>,
    /// 转交.
    pub hand_over: Option<Spanned<Amount>>,
    /// 委托.
    pub mandates: Vec<Name>,
    /// What stands beside it.
    pub rules: LimitRules,
}

/// A condition, as written.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Its words.
    pub place: Place,
}

/// The forms of a condition.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A 是否 question, meaning 是.
    Name(String),
    /// A question compared with something.
    Compare {
        /// The question.
        left: Name,
        /// The relation and where it stands.
        relation: Spanned<Relation>,
        /// What it is compared with.
        right: Spanned<Operand>,
    },
    /// 属于: one of these choices.
    In {
        /// The question.
        left: Name,
        /// The choices, as written.
        choices: Vec<Name>,
    },
    /// 含: the choice is among the answers.
    Has {
        /// The 多选 question.
        left: Name,
        /// The choice.
        choice: Name,
    },
    /// 非.
    Not(Box<Expr>),
    /// 且.
    All(Vec<Expr>),
    /// 或.
    Any(Vec<Expr>),
}

pub use lianban_runtime::plan::Comparison as Relation;

/// The right side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// `300 ㎡`, `3`.
    Measure(Measure),
    /// A choice.
    Name(String),
    /// 是 or 否.
    YesNo(bool),
    /// `18 年` behind a word that bounds it (满, 不满, 以上 …): may also be the time since a date.
    Bound(Measure),
    /// 距今 … `6 月`: the time from a date to the day of submission.
    Since(Measure),
    /// `2008-11-23`; it exists.
    Date(Date),
    /// 提交日.
    SubmissionDay,
    /// Several choices, in 令.
    Names(Vec<Name>),
}

impl Operand {
    /// As it would be written.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Measure(measure) | Self::Bound(measure) | Self::Since(measure) => measure.words(),
            Self::Name(name) => name.clone(),
            Self::YesNo(yes) => if *yes { Keyword::Is.zh() } else { Keyword::No.zh() }.to_owned(),
            Self::Date(date) => date.to_string(),
            Self::SubmissionDay => Keyword::SubmissionDay.zh().to_owned(),
            Self::Names(names) => names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("、"),
        }
    }
}

/// 测试.
#[derive(Clone, Debug)]
pub struct Test {
    /// Its title.
    pub name: Name,
    /// The whole block.
    pub place: Place,
    /// 令: answers in written order.
    pub answers: Vec<(Name, Spanned<Operand>)>,
    /// Dated lines in written order.
    pub lines: Vec<TestLine>,
    /// 填: contents of fields in written order.
    pub filled: Vec<(Name, Spanned<String>)>,
    /// 不补交.
    pub never_supplied: Vec<Name>,
    /// 不答复: items, joint actions, steps, and 一窗受理.
    pub never_answered: Vec<Name>,
    /// 期望.
    pub expectations: Vec<Spanned<Expected>>,
    /// A row could not be read: what is missing is not reported again.
    pub damaged: bool,
}

/// `2026-10-08 要求补正 食品经营许可 “…”`.
#[derive(Clone, Debug)]
pub struct TestLine {
    /// The date; it exists.
    pub date: Spanned<Date>,
    /// Minutes since midnight if a time is written.
    pub minute: Option<u32>,
    /// What happens.
    pub verb: Spanned<Verb>,
    /// 启动, 结束: which 特别程序.
    pub procedure: Option<Name>,
    /// To which item, joint action or material.
    pub target: Option<Name>,
    /// 延期: by how much, and who approves it.
    pub extension: Option<(Spanned<Amount>, Option<Name>)>,
    /// 评价: the level.
    pub score: Option<Spanned<Score>>,
    /// 统一出件 as target.
    pub delivery: bool,
    /// 到 whom, or to which step.
    pub to: Option<Whom>,
    /// 由 whom, each with a person if one is named.
    pub by: Vec<(Name, String)>,
    /// “…”; empty if none.
    pub note: String,
    /// The whole row.
    pub place: Place,
}

/// 到 in a test.
#[derive(Clone, Debug)]
pub enum Whom {
    /// A department, a role or a step.
    Name(Name),
    /// A person, in quotation marks.
    Person(Spanned<String>),
}

/// What can happen in a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// 提交.
    Submit,
    /// 受理.
    Accept,
    /// 不予受理.
    Reject,
    /// 要求补正.
    AskCorrection,
    /// 补正.
    Correct,
    /// 补交.
    Supply,
    /// 办结.
    Finish,
    /// 不予.
    Refuse,
    /// 不合格.
    Fail,
    /// 整改.
    Rectify,
    /// 启动.
    BeginProcedure,
    /// 结束.
    EndProcedure,
    /// 延期.
    Extend,
    /// 中止.
    Suspend,
    /// 恢复.
    Resume,
    /// 撤回.
    Withdraw,
    /// 终止.
    Terminate,
    /// 时间到.
    Tick,
    /// 到场.
    Attend,
    /// 缺席.
    Absent,
    /// 同意.
    Consent,
    /// 不同意.
    Dissent,
    /// 转交.
    HandOver,
    /// 转办.
    Reassign,
    /// 委派.
    Entrust,
    /// 加签.
    AddSigner,
    /// 减签.
    RemoveSigner,
    /// 退回.
    SendBack,
    /// 集体讨论.
    Discuss,
    /// 催办.
    Urge,
    /// 抄送.
    Inform,
    /// 评价.
    Rate,
    /// 回访.
    CallBack,
    /// 整改完成.
    Remedied,
    /// 不计入.
    ExcludeRating,
    /// 撤销.
    Revoke,
    /// 不受理.
    NotRequired,
    /// 当场更正.
    CorrectOnSpot,
    /// 撤销受理.
    RevokeAcceptance,
    /// 转报.
    Forward,
    /// 收回.
    Recall,
}

/// One clause of 期望, names unresolved.
#[derive(Clone, Debug)]
pub enum Expected {
    /// 办结 = date, of the case or of an item or joint action.
    Finish(Option<Name>, Date),
    /// 时限 到 date, of the case or of an item or joint action.
    Due(Option<Name>, Date),
    /// 回访 时限 到 date, 整改 时限 到 date: what a bad rating of the case or of an item asks of the authority.
    DutyDue(Option<Name>, LimitKind, Date),
    /// 材料, 跑动, 踏勘, 字段 = n.
    Figure(Metric, u32),
    /// 结果 = word, of the case or of an item.
    Outcome(Option<Name>, Spanned<Outcome>),
}

pub use crate::testcase::Outcome;
