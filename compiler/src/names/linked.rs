//! A bundle with every name resolved to a position. What could not be resolved is absent and has been reported.

use super::limit::{Correction, Excludes, LimitRules, LinkedBetween, Ratings};
use super::place::{Name, Place, Spanned};
use super::profile::Rules;
use super::surface::{
    CaseClass, Contact, Expr, Extension, Fee, Field, Figures, Late, Operand, Paper, Procedure, Question,
    Rework, Source, StartMode, StepRow, Test,
};
use lianban_runtime::plan::{
    Entrusted, Handling, Join, Medium, MediumCopies, Needed, Office, Opinions, Power, Voice,
};
use lianban_runtime::time::Span as Amount;

/// A linked bundle. Positions are those of the vectors below, which the plan keeps.
#[derive(Clone, Debug)]
pub struct Linked {
    /// Its name.
    pub name: Name,
    /// `///` lines of the bundle.
    pub docs: Vec<String>,
    /// Where the text of each of those lines begins.
    pub doc_places: Vec<Place>,
    /// 编码.
    pub code: String,
    /// Where it is written; the bundle's place where it has none.
    pub code_place: Place,
    /// 适用.
    pub region: String,
    /// 辖区规则: the one of the bundle, then those of items that follow another.
    pub profiles: Vec<Rules>,
    /// 服务对象.
    pub audience: Vec<String>,
    /// 依据.
    pub basis: Vec<String>,
    /// 改革前.
    pub before: Option<Figures>,
    /// 承诺.
    pub promise: Option<Figures>,
    /// Parameters and 情形.
    pub questions: Vec<Question>,
    /// 令: answers that are settled once for the whole bundle.
    pub fixed: Vec<(Name, Spanned<Operand>)>,
    /// 时限 … 从 … 到 …, those of 承诺 first.
    pub between: Vec<LinkedBetween>,
    /// 预警规则.
    pub supervision: Option<LimitRules>,
    /// 补正 of the bundle: of the whole case, and of every item that writes none.
    pub correction: Option<Correction>,
    /// 好差评.
    pub ratings: Option<Ratings>,
    /// 部门: those of the bundle, then imported ones in order of first use.
    pub departments: Vec<Department>,
    /// 材料: those of the bundle, imported ones in order of first use, then products that nobody declared.
    pub materials: Vec<Material>,
    /// 字段 that some item asks for, in order of first use.
    pub fields: Vec<Field>,
    /// 字段 declared in the bundle, asked for or not.
    pub declared_fields: Vec<Name>,
    /// 规则, in written order; their conditions are typed later.
    pub rules: Vec<super::surface::Rule>,
    /// 阶段.
    pub stages: Vec<Stage>,
    /// 事项.
    pub items: Vec<Item>,
    /// 改革前 of what 取消审批 took away, by name.
    pub abolished: Vec<(Name, Figures)>,
    /// 联合.
    pub joints: Vec<Joint>,
    /// 特别程序 that may be begun in any item of the bundle or of their stage.
    pub procedures: Vec<Procedure>,
    /// 延期 of the promise.
    pub extension: Option<Extension>,
    /// 流程 with item positions.
    pub flow: Flow,
    /// Who acts.
    pub desk: Desk,
    /// 测试, not resolved yet.
    pub tests: Vec<Test>,
    /// Order of stages, items with their steps, and joint actions as declared.
    pub order: Vec<Declared>,
}

impl Linked {
    /// The stages around something, innermost first.
    pub fn stages_around(&self, stage: Option<usize>) -> impl Iterator<Item = usize> {
        let outer = |at: &usize| self.stages.get(*at)?.parent.filter(|parent| parent < at);
        std::iter::successors(stage, outer)
    }

    /// Whether something that stands in `stage` stands in `outer`, perhaps in a stage of it.
    #[must_use]
    pub fn is_in_stage(&self, stage: Option<usize>, outer: usize) -> bool {
        self.stages_around(stage).any(|at| at == outer)
    }
}

/// A stage, an item, a step or a joint action, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// Position in [`Linked::items`].
    Item(usize),
    /// Position in [`Linked::joints`].
    Joint(usize),
    /// Position in [`Linked::stages`].
    Stage(usize),
    /// Position in [`Linked::items`], and among the steps of that item.
    Step(usize, usize),
    /// 预审 of an item, by its position in [`Linked::items`].
    Preview(usize),
}

/// 部门.
#[derive(Clone, Debug)]
pub struct Department {
    /// Name and declaration.
    pub name: Name,
    /// `///` lines.
    pub docs: Vec<String>,
    /// 简称.
    pub short: String,
    /// 窗口.
    pub windows: u32,
    /// 职责.
    pub office: Office,
    /// 印章; empty if not stated.
    pub seal: String,
    /// 证照章; empty if not stated.
    pub certificate_seal: String,
}

/// Who acts.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// 角色.
    pub roles: Vec<Role>,
    /// 会签, 或签, 票签 of steps.
    pub signings: Vec<Signing>,
    /// 到场, 缺席, 意见 of joint actions, and departments that take part without an item.
    pub meetings: Vec<Meeting>,
    /// 承办 of 一窗受理.
    pub intake: Option<usize>,
    /// 承办 of 统一出件.
    pub delivery: Option<usize>,
    /// 委托.
    pub mandates: Vec<Mandate>,
    /// 承办 of steps that is not that of their item: item, step, department.
    pub step_departments: Vec<(usize, usize, Spanned<usize>)>,
}

/// 委托 of an item, or of the bundle.
#[derive(Clone, Debug)]
pub struct Mandate {
    /// Which item; none: the bundle.
    pub item: Option<usize>,
    /// To which department.
    pub to: Spanned<usize>,
    /// What.
    pub what: Entrusted,
}

impl Desk {
    /// A role by name.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name.value == name)
    }

    /// 承办 of a step, if it is not that of its item.
    #[must_use]
    pub fn step_department(&self, item: usize, step: usize) -> Option<usize> {
        let mut rows = self.step_departments.iter();
        rows.find(|(i, s, _)| (*i, *s) == (item, step)).map(|(_, _, department)| department.value)
    }

    /// What a joint action says about who attends.
    #[must_use]
    pub fn meeting(&self, joint: usize) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.joint == joint)
    }
}

/// 角色.
#[derive(Clone, Debug)]
pub struct Role {
    /// Name and declaration.
    pub name: Name,
    /// `///` lines.
    pub docs: Vec<String>,
    /// 部门; none = any.
    pub departments: Vec<usize>,
    /// A角.
    pub first: String,
    /// B角.
    pub second: String,
    /// 权限; empty = not restricted.
    pub may: Vec<Power>,
}

/// 会签, 或签, 票签 of a step.
#[derive(Clone, Debug)]
pub struct Signing {
    /// Position of the item.
    pub item: usize,
    /// Position among its steps.
    pub step: usize,
    /// The word.
    pub place: Place,
    /// Who.
    pub who: Vec<Spanned<Voice>>,
    /// How many of them.
    pub needed: Spanned<Needed>,
    /// 依次.
    pub in_turn: bool,
}

/// 到场, 缺席, 意见 of a joint action.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Position in [`Linked::joints`].
    pub joint: usize,
    /// Departments that take part without an item of their own.
    pub departments: Vec<Spanned<usize>>,
    /// 到场.
    pub attend: Option<Spanned<Needed>>,
    /// 缺席: whether it means consent; else nobody may be absent.
    pub absent_consents: Option<Spanned<bool>>,
    /// Its 依据; empty if none.
    pub basis: String,
    /// 意见.
    pub opinions: Option<Spanned<Opinions>>,
}

/// 材料.
#[derive(Clone, Debug)]
pub struct Material {
    /// Name and declaration; for a product that nobody declared, its first 产出.
    pub name: Name,
    /// `///` lines.
    pub docs: Vec<String>,
    /// Where it comes from.
    pub source: Spanned<Source>,
    /// 份数, if written.
    pub copies: Option<Spanned<u32>>,
    /// 形式, 有效期, 出具单位.
    pub paper: Paper,
    /// 改革前.
    pub before: Option<Figures>,
    /// 容缺.
    pub tolerance: Option<Spanned<Amount>>,
    /// What stands beside 容缺.
    pub rules: LimitRules,
    /// 依据.
    pub basis: Vec<String>,
    /// 当.
    pub when: Option<Expr>,
    /// 任选 by name; resolved in [`Self::any_of`].
    pub options: Vec<Name>,
    /// 任选 by position.
    pub any_of: Vec<Spanned<usize>>,
    /// 替代 by name; resolved in [`Self::replaces`].
    pub replaced: Vec<Name>,
    /// 替代 by position. Items that need one of these need this material instead.
    pub replaces: Vec<Spanned<usize>>,
    /// How it came into the bundle.
    pub origin: Origin,
    /// One of many copies (逐个): its condition is how many there are.
    pub counted: bool,
}

impl Material {
    /// 份数: as written, else the sum of what is kept by 形式, else one.
    #[must_use]
    pub fn copies(&self) -> u32 {
        match &self.copies {
            Some(written) => written.value,
            None => self.kept_copies().unwrap_or(1),
        }
    }

    /// The copies that 形式 hands in for good (原件核验 are handed back); none if 形式 is not written.
    #[must_use]
    pub fn kept_copies(&self) -> Option<u32> {
        let kept = self.paper.media.iter().filter(|(m, _)| m.value.medium != Medium::OriginalSeen);
        let sum = kept.fold(0_u32, |sum, (m, _)| sum.saturating_add(m.value.copies));
        (!self.paper.media.is_empty()).then_some(sum)
    }

    /// 形式; a single form without a count takes the 份数.
    #[must_use]
    pub fn media(&self) -> Vec<MediumCopies> {
        match (self.paper.media.as_slice(), &self.copies) {
            ([(only, false)], Some(copies)) if only.value.medium != Medium::OriginalSeen => {
                vec![MediumCopies { copies: copies.value, ..only.value }]
            }
            (media, _) => media.iter().map(|(m, _)| m.value).collect(),
        }
    }

    /// A material that is only named, not declared.
    #[must_use]
    pub fn named(name: &Name, source: Source, origin: Origin) -> Self {
        Self {
            name: name.clone(),
            docs: Vec::new(),
            source: Spanned::new(source, name.place),
            copies: None,
            paper: Paper::default(),
            before: None,
            tolerance: None,
            rules: LimitRules::default(),
            basis: Vec::new(),
            when: None,
            options: Vec::new(),
            any_of: Vec::new(),
            counted: false,
            replaced: Vec::new(),
            replaces: Vec::new(),
            origin,
        }
    }
}

/// How a material came into the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Declared in the bundle.
    Declared,
    /// Declared in an imported file.
    Imported,
    /// Only named as 产出.
    Product,
    /// Only named in 任选.
    Option,
}

/// 事项.
#[derive(Clone, Debug)]
pub struct Item {
    /// Name and declaration.
    pub name: Name,
    /// `///` lines.
    pub docs: Vec<String>,
    /// 事项类型.
    pub kind: String,
    /// 承办.
    pub department: Option<usize>,
    /// 法定.
    pub statutory: Option<Spanned<Amount>>,
    /// 依据 of that row.
    pub statutory_basis: Vec<String>,
    /// 承诺 as written.
    pub promised: Option<Spanned<Amount>>,
    /// 延期.
    pub extension: Option<Extension>,
    /// What stands beside the limits.
    pub rules: LimitRules,
    /// 补正.
    pub correction: Option<Correction>,
    /// 当.
    pub when: Option<Expr>,
    /// 需要, without repetitions.
    pub needs: Vec<Spanned<usize>>,
    /// 需要 repeated: the second place of each.
    pub repeated_needs: Vec<(Spanned<usize>, Place)>,
    /// 产出, without repetitions.
    pub produces: Vec<Spanned<usize>>,
    /// 填写, each field once.
    pub fields: Vec<usize>,
    /// 编码; empty if none.
    pub code: String,
    /// 受理条件.
    pub terms: Vec<String>,
    /// 收费.
    pub fees: Vec<Fee>,
    /// 改革前.
    pub before: Option<Figures>,
    /// 参加, without repetitions.
    pub joins: Vec<Spanned<usize>>,
    /// 环节 in written order.
    pub steps: Vec<StepRow>,
    /// How many steps come before each of them.
    pub joint_behind: Vec<usize>,
    /// 角色: who decides.
    pub role: Option<Name>,
    /// 允许.
    pub allows: Vec<Spanned<Handling>>,
    /// 集体讨论 before anybody decides.
    pub discussed: bool,
    /// Position in [`Linked::stages`].
    pub stage: Option<usize>,
    /// 启动.
    pub start: Option<Spanned<StartMode>>,
    /// 后补.
    pub late: Option<Late>,
    /// 改革方式 告知承诺: where that is written. Its 核查 is the last of the steps.
    pub commitment: Option<Place>,
    /// 不予 一票否决.
    pub veto: bool,
    /// Own site visits.
    pub visits: u32,
    /// Position in [`Linked::profiles`].
    pub profile: usize,
    /// 办件类型.
    pub class: Option<Spanned<CaseClass>>,
    /// 依据.
    pub basis: Vec<String>,
    /// Something in it could not be read.
    pub damaged: bool,
    /// Some material it names could not be resolved: nothing can be said about what is unused or never produced.
    pub loose: bool,
}

impl Item {
    /// The limit that counts (承诺, else 法定).
    #[must_use]
    pub fn effective(&self) -> Option<&Spanned<Amount>> {
        self.promised.as_ref().or(self.statutory.as_ref())
    }

    /// The steps before the decision: all but 事后核查, which stands last.
    #[must_use]
    pub fn before_decision(&self) -> &[StepRow] {
        let count = self.steps.iter().position(|step| step.check).unwrap_or(self.steps.len());
        self.steps.get(..count).unwrap_or_default()
    }

    /// 启动 预审.
    #[must_use]
    pub fn is_previewed(&self) -> bool {
        self.start.as_ref().is_some_and(|start| start.value == StartMode::Preview)
    }
}

/// 阶段.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Name and declaration.
    pub name: Name,
    /// `///` lines.
    pub docs: Vec<String>,
    /// 牵头.
    pub lead: Option<usize>,
    /// 时限.
    pub limit: Option<Spanned<Amount>>,
    /// What stands beside it.
    pub rules: LimitRules,
    /// 依据.
    pub basis: Vec<String>,
    /// Stages of a higher rank come after all of a lower one.
    pub rank: usize,
    /// The stage it stands in, by position.
    pub parent: Option<usize>,
}

/// 联合.
#[derive(Clone, Debug)]
pub struct Joint {
    /// Name and declaration.
    pub name: Name,
    /// `///` lines.
    pub docs: Vec<String>,
    /// 牵头.
    pub lead: Option<usize>,
    /// 时限.
    pub limit: Option<Spanned<Amount>>,
    /// 类型; 踏勘 if not written.
    pub kind: String,
    /// What stands beside it.
    pub rules: LimitRules,
    /// Counts as a site visit: 类型 is 踏勘 or not written.
    pub site_visit: bool,
    /// 整改.
    pub rework: Option<Rework>,
    /// 人员.
    pub staff: Option<Spanned<u32>>,
    /// Position in [`Linked::stages`].
    pub stage: Option<usize>,
    /// 依据.
    pub basis: Vec<String>,
    /// Something in it could not be read.
    pub damaged: bool,
}

/// 流程.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    /// Chains side by side.
    pub chains: Vec<Vec<Step>>,
    /// 一窗受理.
    pub intake: Option<Contact>,
    /// 统一出件.
    pub delivery: Option<Contact>,
    /// 任一, 至少 k and 里程碑 in written order.
    pub gates: Vec<Gate>,
}

/// A step of a chain.
#[derive(Clone, Debug)]
pub enum Step {
    /// Position in [`Linked::items`].
    Item(usize),
    /// Chains without order among them.
    Parallel(Vec<Vec<Step>>),
    /// One of these, by condition; 否则 has none.
    Choice(Vec<(Option<Expr>, Vec<Step>)>),
    /// Position in [`Flow::gates`], and the branches of which it needs some.
    Join(usize, Vec<Vec<Step>>),
    /// Position in [`Flow::gates`].
    Milestone(usize),
}

/// 任一, 至少 k or 里程碑 of the flow.
#[derive(Clone, Debug)]
pub struct Gate {
    /// 里程碑: its name; the others are numbered.
    pub name: Name,
    /// What it needs of its branches; 全部 of what is before a milestone.
    pub join: Join,
    /// 里程碑 M { 取消 … }: the items that it cancels.
    pub cancels: Vec<Spanned<usize>>,
    /// 任一 { …；其余 取消 }: where it says so.
    pub cancels_rest: Option<Place>,
}

/// A 特别程序 by position, in the order of the plan's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcedureAt {
    /// Position in [`Linked::procedures`].
    AtHand(usize),
    /// Position in [`Linked::items`], and among the steps of that item.
    Planned(usize, usize),
}

impl Linked {
    /// Every 特别程序: those of the bundle and its stages, then those planned in items.
    pub fn all_procedures(&self) -> impl Iterator<Item = (ProcedureAt, &Procedure)> {
        let at_hand = self.procedures.iter().enumerate().map(|(at, p)| (ProcedureAt::AtHand(at), p));
        let planned = self.items.iter().enumerate().flat_map(|(item, row)| {
            let steps = row.steps.iter().enumerate();
            steps.filter_map(move |(step, row)| {
                Some((ProcedureAt::Planned(item, step), row.procedure.as_deref()?))
            })
        });
        at_hand.chain(planned)
    }

    /// Every 不计.
    pub fn excluding(&self) -> impl Iterator<Item = &Excludes> {
        let promise = self.promise.iter().map(|promise| &promise.rules);
        let stages = self.stages.iter().map(|stage| &stage.rules);
        let between = self.between.iter().map(|between| &between.row.rules);
        promise.chain(stages).chain(between).filter_map(|rules| rules.excludes.as_ref())
    }

    /// The position, in [`Self::all_procedures`], of what a name means in an item: the procedure planned there, else one
    /// of its stage or of the bundle.
    #[must_use]
    pub fn procedure_in(&self, name: &str, item: usize) -> Option<usize> {
        let stage = self.items.get(item).and_then(|row| row.stage);
        let named = || self.all_procedures().enumerate().filter(|(_, (_, p))| p.name.value == name);
        let planned = named().find(|(_, (at, _))| matches!(at, ProcedureAt::Planned(own, _) if *own == item));
        let here = |at: &ProcedureAt, p: &Procedure| {
            matches!(at, ProcedureAt::AtHand(_)) && p.stage.is_none_or(|own| self.is_in_stage(stage, own))
        };
        let found = planned.or_else(|| named().find(|(_, (at, p))| here(at, p)));
        found.map(|(row, _)| row)
    }
}
