//! THE schema table: which words may stand in which block, how often, and what follows each. The readers of
//! [`super::from_syntax`] and the reference page both go by it; a row here is what makes a word legal somewhere.

use crate::diagnostics::Words;
use crate::syntax::keywords::Keyword;

/// How often a property may stand in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// At most once.
    Once,
    /// Exactly once: the block means nothing without it.
    Required,
    /// Any number of times.
    Many,
}

/// A word that may stand in a block.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// The word.
    pub keyword: Keyword,
    /// How often.
    pub times: Times,
    /// What follows it, in words.
    pub payload: Words,
    /// One written example.
    pub example: &'static str,
}

/// A kind of block.
#[derive(Debug)]
pub struct Schema {
    /// What the block belongs to, in words.
    pub name: Words,
    /// The words that may begin a row.
    pub properties: &'static [Property],
    /// Rows that begin with a name or a date instead, if the block takes such rows.
    pub rows: Option<Words>,
}

impl Schema {
    /// The property that a word begins here.
    #[must_use]
    pub fn property(&self, keyword: Keyword) -> Option<&'static Property> {
        self.properties.iter().find(|p| p.keyword == keyword)
    }
}

const fn row(
    keyword: Keyword,
    times: Times,
    zh: &'static str,
    en: &'static str,
    example: &'static str,
) -> Property {
    Property { keyword, times, payload: Words::new(zh, en), example }
}

use Keyword as K;
use Times::{Many, Once, Required};

/// What `法定`, `承诺`, `时限` … take.
const LIMIT_ZH: &str = "一个期限，如 `5 工作日`、`20 日`、`1 月`、`4 工作小时` 或 `即办`";
const LIMIT_EN: &str = "an amount of time such as `5 工作日`, `20 日`, `1 月`, `4 工作小时` or `即办`";
/// What 延期 takes.
const EXTEND_ZH: &str = "最多延长多少，和 `{ 批准 依据 }`";
const EXTEND_EN: &str = "by how much at most, and `{ 批准 依据 }`";
/// What 预警 and 黄牌 take.
const LEFT_ZH: &str = "`剩` 和一个量，如 `剩 2 工作日`、`剩 20%`";
const LEFT_EN: &str = "`剩` and an amount, such as `剩 2 工作日`, `剩 20%`";
/// What 红牌 takes.
const RED_ZH: &str = "`逾期`，可带一个量，如 `逾期 1 工作日`";
const RED_EN: &str = "`逾期`, perhaps with an amount, such as `逾期 1 工作日`";
/// What 逾期 takes.
const SILENCE_ZH: &str = "意味着什么，如 `视为无意见`，和 `依据 “……”`";
const SILENCE_EN: &str = "what it means, such as `视为无意见`, and `依据 “…”`";
/// What 时限 between two moments takes.
const BETWEEN_ZH: &str = "一个期限，和 `从 …… 到 ……`";
const BETWEEN_EN: &str = "an amount of time, and `从 … 到 …`";
const TEXT_ZH: &str = "引号里的文字";
const TEXT_EN: &str = "a text in quotation marks";
const NAMES_ZH: &str = "一个或几个名称，用“、”隔开";
const NAMES_EN: &str = "one or more names, separated by “、”";
const ALLOWS_ZH: &str = "`转办`、`委派`、`加签`、`减签`、`退回` 中的几种";
const ALLOWS_EN: &str = "some of `转办`, `委派`, `加签`, `减签`, `退回`";

/// 好差评.
const RATINGS: Property = row(
    K::Ratings,
    Once,
    "`{ 回访 整改 预警 黄牌 红牌 }`",
    "`{ 回访 整改 预警 黄牌 红牌 }`",
    "好差评 { 回访 1 工作日；整改 15 工作日 }",
);

/// 知悉.
const ACKNOWLEDGE: Property = row(
    K::Acknowledge,
    Many,
    "警告的编号和理由",
    "the code of a warning, and why it is left",
    "知悉 W0403 “这份材料下一批改革再用”",
);

const INCLUDE: Property = row(
    K::Include,
    Many,
    "一件事的名称，可带 `（参数 = 值）` 和 `{ 令 …… }`",
    "the name of a bundle, perhaps with `（PARAMETER = VALUE）` and `{ 令 … }`",
    "包含 企业开办 { 令 主体类型 = 企业 }",
);

/// The three levels of a limit (rule T9).
const NOTICE: Property = row(K::Notice, Once, LEFT_ZH, LEFT_EN, "预警 剩 2 工作日");
const YELLOW_CARD: Property = row(K::YellowCard, Once, LEFT_ZH, LEFT_EN, "黄牌 剩 1 工作日");
const RED_CARD: Property = row(K::RedCard, Once, RED_ZH, RED_EN, "红牌 逾期 1 工作日");

/// How many people a step or a joint action takes.
const STAFF: Property = row(K::Staff, Once, "一个人数", "a number of people", "人员 2 人");

/// A file.
pub static FILE: Schema = Schema {
    name: Words::new("文件", "a file"),
    properties: &[
        row(K::Language, Once, "语言的版本", "a version of the language", "语言 1"),
        row(
            K::Import,
            Many,
            "模块的路径，可带 `为 别名`",
            "the path of a module, perhaps `为 ALIAS`",
            "引入 标准库.证照",
        ),
        row(
            K::Law,
            Many,
            "名称和 `{ }`，一行一条：`日 按 工作日`",
            "a name and a `{ }` with rows such as `日 按 工作日`",
            "法律 行政许可法 { 日 按 工作日 }",
        ),
        row(
            K::Bundle,
            Many,
            "名称，可带参数 `（项目类型: 工业 | 市政）`，和一个 `{ }`",
            "a name, perhaps parameters `（项目类型: 工业 | 市政）`, and a `{ }`",
            "一件事 我要开餐馆 { …… }",
        ),
        row(
            K::Material,
            Many,
            "名称，可带 `{ }`",
            "names, perhaps with a `{ }`",
            "材料 《营业执照》 { 来源 申请人 }",
        ),
        row(K::Department, Many, "名称，可带 `{ }`", "names, perhaps with a `{ }`", "部门 市场监督管理局"),
        row(
            K::Region,
            Many,
            "地名、`基于` 一件事和 `{ }`",
            "a region, `基于` a bundle and a `{ }`",
            "适用 荆州市 基于 湖北省.我要开餐馆 { 承诺 { 时限 8 工作日 } }",
        ),
        row(
            K::Template,
            Many,
            "名称、参数 `（主管: 部门，天数: 期限）` 和事项的 `{ }`",
            "a name, parameters `（主管: 部门，天数: 期限）` and the `{ }` of an item",
            "模板 审批事项（主管: 部门，天数: 期限 = 5 工作日） { 承办 主管；承诺 天数 }",
        ),
        row(
            K::Profile,
            Many,
            "名称和 `{ }`",
            "a name and a `{ }`",
            "辖区规则 浙江省 { 适用 浙江省；要求补正 当场；补正逾期 视为撤回 }",
        ),
        row(
            K::Field,
            Many,
            "名称: 类型，可带 `凭 号码`、`当 条件`",
            "a name: a type, perhaps with `凭 NUMBER` and `当 CONDITION`",
            "字段 统一社会信用代码: 统一社会信用代码",
        ),
        row(
            K::Form,
            Many,
            "名称和 `{ }`，里面是字段",
            "a name and a `{ }` of fields",
            "表单 基本信息 { 字段 经营者姓名: 文本 }",
        ),
        row(
            K::LifeCycle,
            Many,
            "办件类型的名称和 `{ 环节 …… }`",
            "the name of a 办件类型 and `{ 环节 … }`",
            "办件流程 承诺件 { 环节 审查；环节 决定 { 时限 即办 } }",
        ),
    ],
    rows: None,
};

/// 辖区规则.
pub static PROFILE: Schema = Schema {
    name: Words::new("辖区规则", "a jurisdiction profile"),
    properties: &[
        row(K::Region, Many, NAMES_ZH, NAMES_EN, "适用 滨州市、山东省滨州市"),
        row(K::AppliesTo, Many, NAMES_ZH, NAMES_EN, "适用事项 不动产登记"),
        row(
            K::AskCorrection,
            Once,
            "`当场`、几个工作日或 `不予受理`，可带 `，依据 “……”`",
            "`当场`, a number of working days or `不予受理`, perhaps `，依据 “…”`",
            "要求补正 5 工作日，依据 “行政许可法 第三十二条”",
        ),
        row(
            K::CorrectionOverdue,
            Once,
            "`视为撤回`、`不予` 或 `继续等待`",
            "`视为撤回`, `不予` or `继续等待`",
            "补正逾期 视为撤回",
        ),
        row(
            K::ToleranceOverdue,
            Once,
            "`撤销受理`、`不予` 或 `视为撤回`",
            "`撤销受理`, `不予` or `视为撤回`",
            "容缺逾期 撤销受理",
        ),
        row(
            K::ToleranceRequires,
            Once,
            "`主要材料`、`书面承诺`",
            "`主要材料`, `书面承诺`",
            "容缺前提 主要材料、书面承诺",
        ),
        row(K::Unanswered, Once, "`视为受理` 或 `继续等待`", "`视为受理` or `继续等待`", "未答复 视为受理"),
        row(K::ClockStops, Once, NAMES_ZH, NAMES_EN, "停时 听证、招标、专家评审"),
        row(K::Inspection, Once, "`应当联合`", "`应当联合`", "踏勘 应当联合"),
        row(
            K::CheckWithin,
            Once,
            "一个期限，可带 `，依据 “……”`",
            "an amount of time, perhaps `，依据 “…”`",
            "事后核查 60 工作日",
        ),
        row(K::ReceiptUntil, Once, "时刻，不晚于下班", "a time, not after closing", "收件截止 16:30"),
        row(K::RestDayReceipt, Once, "`顺延` 或 `当日`", "`顺延` or `当日`", "非工作日收件 当日"),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “浙江省保障“最多跑一次”改革规定 第十一条”"),
    ],
    rows: None,
};

/// 一件事.
pub static BUNDLE: Schema = Schema {
    name: Words::new("一件事", "a bundle"),
    properties: &[
        row(K::Code, Once, TEXT_ZH, TEXT_EN, "编码 “JZ-ZT-0001”"),
        row(K::Region, Once, "一个地名", "the name of a region", "适用 荆州市"),
        row(K::Profile, Once, "一个辖区规则的名称", "the name of a profile", "辖区规则 滨州市"),
        row(K::Audience, Once, NAMES_ZH, NAMES_EN, "服务对象 自然人, 法人"),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “行政许可法 第二十六条”"),
        row(
            K::Before,
            Once,
            "`{ 时限 材料 跑动 踏勘 }`",
            "`{ 时限 材料 跑动 踏勘 }`",
            "改革前 { 时限 38 工作日；材料 10 份 }",
        ),
        row(
            K::Promise,
            Once,
            "`{ 时限 材料 跑动 踏勘 }`",
            "`{ 时限 材料 跑动 踏勘 }`",
            "承诺 { 时限 10 工作日；材料 7 份 }",
        ),
        row(
            K::Scenario,
            Many,
            "`{ }`，一行一个问题",
            "`{ }` with one question a row",
            "情形 { 户外招牌: 是否 }",
        ),
        row(
            K::Following,
            Many,
            "一个或几个模板，可带 `（参数 = 值）`：里面的行就像写在这里",
            "templates, perhaps with `（PARAMETER = VALUE）`: their rows as if they stood here",
            "按 经营主体、经营场所",
        ),
        row(
            K::Let,
            Many,
            "`名 = 值`，用“，”隔开：这个问题不再问，处处按这个值办",
            "`name = value`, separated by “，”: the question is settled and no longer asked",
            "令 项目类型 = 工业",
        ),
        row(
            K::Department,
            Many,
            "名称，可带 `{ }`",
            "names, perhaps with a `{ }`",
            "部门 市场监督管理局 { 窗口 3 }",
        ),
        row(
            K::Material,
            Many,
            "名称，可带 `{ }`",
            "names, perhaps with a `{ }`",
            "材料 《平面布局图》 { 来源 申请人 }",
        ),
        row(
            K::Field,
            Many,
            "名称: 类型，可带 `凭 号码`、`当 条件`",
            "a name: a type, perhaps with `凭 NUMBER` and `当 CONDITION`",
            "字段 统一社会信用代码: 统一社会信用代码",
        ),
        row(
            K::Form,
            Many,
            "名称和 `{ }`，里面是字段",
            "a name and a `{ }` of fields",
            "表单 基本信息 { 字段 经营者姓名: 文本 }",
        ),
        row(
            K::Item,
            Many,
            "名称、`是` 类型，可带 `按 模板（……）`，和 `{ }`",
            "a name, `是` and a kind, perhaps `按 TEMPLATE（…）`, and `{ }`",
            "事项 设立登记 是 行政许可 { …… }",
        ),
        row(
            K::Joint,
            Many,
            "名称，可带 `是 类型`，和 `{ }`",
            "a name, perhaps `是 KIND`, and a `{ }`",
            "联合 联合踏勘 是 踏勘 { 牵头 市场监督管理局；时限 2 工作日 }",
        ),
        row(
            K::Stage,
            Many,
            "名称和 `{ 牵头 时限 事项 …… }`；写在前面的先办",
            "a name and `{ 牵头 时限 事项 … }`; stages run in written order",
            "阶段 施工许可 { 牵头 住房和城乡建设局；时限 8 工作日；事项 …… }",
        ),
        row(
            K::Parallel,
            Many,
            "`{ }`，里面是同时办理的几个阶段",
            "`{ }` with stages that are handled at the same time",
            "并联 { 阶段 甲 { …… }；阶段 乙 { …… } }",
        ),
        INCLUDE,
        row(K::Limit, Many, BETWEEN_ZH, BETWEEN_EN, "时限 45 工作日 从 立项备案 到 施工许可"),
        row(
            K::Supervision,
            Once,
            "`{ 预警 黄牌 红牌 }`",
            "`{ 预警 黄牌 红牌 }`",
            "预警规则 { 预警 剩 20%；黄牌 剩 10% }",
        ),
        row(
            K::Correct,
            Once,
            "一个期限或 `{ 时限 逾期 }`，申请人的补正时限",
            "an amount of time or `{ 时限 逾期 }`: the applicant's limit for corrections",
            "补正 10 工作日，逾期 视为撤回",
        ),
        RATINGS,
        row(
            K::Procedure,
            Many,
            "一个或几个名称和 `{ 类型 依据 时限 不计入时限 书面告知 }`；可以在任何事项里启动",
            "one name or several and `{ 类型 依据 时限 不计入时限 书面告知 }`; may be begun in any item",
            "特别程序 专家评审 { 依据 “行政许可法 第四十五条”；时限 20 工作日；不计入时限；书面告知 }",
        ),
        row(
            K::Extend,
            Once,
            EXTEND_ZH,
            EXTEND_EN,
            "延期 15 工作日 { 批准 市人民政府负责人；依据 “行政许可法 第四十二条” }",
        ),
        row(
            K::Role,
            Many,
            "名称和 `{ 部门 A角 B角 权限 }`",
            "names and a `{ 部门 A角 B角 权限 }`",
            "角色 首席代表 { 部门 市场监督管理局；权限 决定、出具意见 }",
        ),
        row(
            K::Rule,
            Many,
            "名称和 `{ 输入 输出 命中 当 …… → …… }`",
            "a name and `{ 输入 输出 命中 当 … → … }`",
            "规则 审批方式 { 输出 简易、一般；当 经营面积 < 500 ㎡ → 简易；否则 → 一般 }",
        ),
        row(
            K::Flow,
            Once,
            "`{ }`，步骤用 `→` 连接",
            "`{ }` with steps joined by `→`",
            "流程 { 设立登记 → 食品经营许可 }",
        ),
        row(
            K::Test,
            Many,
            "引号里的标题和 `{ }`",
            "a title in quotation marks and a `{ }`",
            "测试 “国庆前一天提交” { …… }",
        ),
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 适用 … 基于 ….
pub static DERIVED: Schema = Schema {
    name: Words::new("基于", "a derived bundle"),
    properties: &[
        row(K::Code, Once, TEXT_ZH, TEXT_EN, "编码 “JZ-ZT-0001”"),
        row(K::Profile, Once, "一个辖区规则的名称", "the name of a profile", "辖区规则 滨州市"),
        row(K::Audience, Once, NAMES_ZH, NAMES_EN, "服务对象 自然人, 法人"),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “荆政办发〔2020〕1 号”"),
        row(K::Let, Many, "`名 = 值`，用“，”隔开", "`name = value`, separated by “，”", "令 项目类型 = 工业"),
        row(
            K::Before,
            Once,
            "`{ 时限 材料 跑动 踏勘 }`",
            "`{ 时限 材料 跑动 踏勘 }`",
            "改革前 { 时限 38 工作日；材料 10 份 }",
        ),
        row(
            K::Promise,
            Once,
            "`{ 时限 材料 跑动 踏勘 }`；没写的照底本",
            "`{ 时限 材料 跑动 踏勘 }`; the base's where nothing is written",
            "承诺 { 时限 8 工作日 }",
        ),
        row(K::Scenario, Many, "`{ }`，再问几个问题", "`{ }` with more questions", "情形 { 户外招牌: 是否 }"),
        row(
            K::Department,
            Many,
            "名称，可带 `{ }`",
            "names, perhaps with a `{ }`",
            "部门 市场监督管理局 { 窗口 3 }",
        ),
        row(K::Cancelled, Many, "`材料` 和名称", "`材料` and names", "取消 材料 《经营场所证明》"),
        row(
            K::Material,
            Many,
            "底本的材料要改的几行，或一份本地材料",
            "rows for a material of the base, or a local material",
            "材料 《平面布局图》 { 容缺 10 工作日 }",
        ),
        row(
            K::Field,
            Many,
            "名称: 类型，可带 `凭 号码`、`当 条件`",
            "a name: a type, perhaps with `凭 NUMBER` and `当 CONDITION`",
            "字段 联系人: 文本",
        ),
        row(
            K::Item,
            Many,
            "底本的事项要改的几行，或一个本地事项",
            "rows for an item of the base, or a local item",
            "事项 食品经营许可 { 承诺 4 工作日 }",
        ),
        row(
            K::Joint,
            Many,
            "底本的联合要改的几行，或一个本地联合",
            "rows for a joint action of the base, or a local one",
            "联合 联合踏勘 { 时限 1 工作日 }",
        ),
        row(
            K::Stage,
            Many,
            "底本的阶段要改的几行，或一个本地阶段",
            "rows for a stage of the base, or a local one",
            "阶段 施工许可 { 时限 6 工作日 }",
        ),
        row(
            K::Flow,
            Once,
            "`{ }`，代替底本的流程",
            "`{ }`, in place of the base's flow",
            "流程 { 设立登记 → 食品经营许可 }",
        ),
        row(
            K::Form,
            Many,
            "名称和 `{ }`，里面是字段",
            "a name and a `{ }` of fields",
            "表单 基本信息 { 字段 经营者姓名: 文本 }",
        ),
        row(K::Limit, Many, BETWEEN_ZH, BETWEEN_EN, "时限 45 工作日 从 立项备案 到 施工许可"),
        RATINGS,
        row(
            K::Role,
            Many,
            "名称和 `{ 部门 A角 B角 权限 }`",
            "names and a `{ 部门 A角 B角 权限 }`",
            "角色 首席代表 { 部门 市场监督管理局；权限 决定、出具意见 }",
        ),
        row(
            K::Rule,
            Many,
            "名称和 `{ 输入 输出 命中 当 …… → …… }`",
            "a name and `{ 输入 输出 命中 当 … → … }`",
            "规则 审批方式 { 输出 简易、一般；当 经营面积 < 500 ㎡ → 简易；否则 → 一般 }",
        ),
        row(
            K::Test,
            Many,
            "引号里的标题和 `{ }`",
            "a title in quotation marks and a `{ }`",
            "测试 “国庆前一天提交” { …… }",
        ),
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 承诺 and 改革前.
pub static FIGURES: Schema = Schema {
    name: Words::new("承诺或改革前", "承诺 or 改革前"),
    properties: &[
        row(
            K::Limit,
            Many,
            "一个期限，可带 `从 …… 到 ……`、`，不计 特别程序`、`，不计 专家评审、公示`、`，含 整改`",
            "an amount of time, perhaps with `从 … 到 …`, `，不计 特别程序`, `，不计 专家评审、公示`, `，含 整改`",
            "时限 10 工作日",
        ),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Material, Once, "份数", "a number of copies", "材料 7 份"),
        row(K::Field, Once, "几项", "a number of fields", "字段 20 项"),
        row(K::Trips, Once, "次数", "a number of times", "跑动 1 次"),
        row(K::Inspection, Once, "次数", "a number of times", "踏勘 1 次"),
        row(K::Fee, Once, "多少元", "an amount of money", "收费 90 元"),
    ],
    rows: None,
};

/// 情形.
pub static SCENARIO: Schema = Schema {
    name: Words::new("情形", "情形"),
    properties: &[],
    rows: Some(Words::new(
        "问题名: 是否 | 选项 | 多选 选项 | 面积/金额/人数/长度/数量/年限 | 日期，可带 `当 条件`、`问 “……”`",
        "a question: 是否 | choices | 多选 choices | 面积/金额/人数/长度/数量/年限 | 日期, perhaps with `当 CONDITION`, `问 “…”`",
    )),
};

/// 部门.
pub static DEPARTMENT: Schema = Schema {
    name: Words::new("部门", "a department"),
    properties: &[
        row(K::Short, Once, "一个名称", "a name", "简称 市监"),
        row(K::Window, Once, "窗口数", "a number of windows", "窗口 3"),
        row(K::Duty, Once, "`前台` 或 `后台`", "`前台` or `后台`", "职责 前台"),
        row(K::SealText, Once, TEXT_ZH, TEXT_EN, "印章 “荆州市行政审批局行政审批专用章”"),
        row(K::CertificateSeal, Once, TEXT_ZH, TEXT_EN, "证照章 “荆州市行政审批局（1）”"),
    ],
    rows: None,
};

/// 材料.
pub static MATERIAL: Schema = Schema {
    name: Words::new("材料", "a material"),
    properties: &[
        row(
            K::Source,
            Once,
            "`申请人`、`共享 目录.条目`（可带 `，否则 申请人`）、`前序产出` 或 `告知承诺`，承诺可带 `替代 《证明》`",
            "`申请人`, `共享 catalogue.entry` (perhaps with `，否则 申请人`), `前序产出` or `告知承诺`, a commitment perhaps with `替代 《proof》`",
            "来源 共享 公安.居民身份证",
        ),
        row(K::Copies, Once, "份数", "a number of copies", "份数 1"),
        row(
            K::Tolerate,
            Once,
            "一个期限，可带 `，逾期 视为撤回`",
            "an amount of time, perhaps with `，逾期 视为撤回`",
            "容缺 5 工作日",
        ),
        row(
            K::Medium,
            Once,
            "`原件`、`原件核验`、`复印件`、`电子`，可带份数，用“、”隔开",
            "`原件`, `原件核验`, `复印件`, `电子`, perhaps with a number of copies, separated by “、”",
            "形式 原件 1 份、复印件 2 份",
        ),
        row(
            K::Validity,
            Once,
            "一个期限，可带 `自 出具`",
            "an amount of time, perhaps with `自 出具`",
            "有效期 6 月 自 出具",
        ),
        row(
            K::Issuer,
            Once,
            "一个部门、一个名称或引号里的文字",
            "a department, a name or a text",
            "出具单位 卫生健康委员会",
        ),
        row(K::Before, Once, "几份、几次", "copies and trips", "改革前 2 份"),
        row(K::When, Once, "一个条件", "a condition", "当 主体类型 = 企业"),
        row(K::OneOf, Once, NAMES_ZH, NAMES_EN, "任选 《房产证》、《租赁合同》"),
        row(
            K::ForEach,
            Once,
            "一个数量或人数的问题，要有上限",
            "a question for a count with an upper bound",
            "逐个 从业人数",
        ),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “……”"),
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 表单.
pub static FORM: Schema = Schema {
    name: Words::new("表单", "a form"),
    properties: &[row(
        K::Field,
        Many,
        "名称: 类型，可带 `凭 号码`、`当 条件`",
        "a name: a type, perhaps with `凭 NUMBER` and `当 CONDITION`",
        "字段 法定代表人姓名: 文本（50 字）",
    )],
    rows: None,
};

/// 事项.
pub static ITEM: Schema = Schema {
    name: Words::new("事项", "an item"),
    properties: &[
        row(K::Handler, Required, "一个部门", "a department", "承办 市场监督管理局"),
        row(K::Code, Once, TEXT_ZH, TEXT_EN, "编码 “350100-0001-01”"),
        row(K::Terms, Many, TEXT_ZH, TEXT_EN, "受理条件 “房屋已经登记”、“没有查封”"),
        row(
            K::Fee,
            Many,
            "名称、多少元，可带 `{ 当 逐个 依据 }`",
            "a name and an amount of money, perhaps with `{ 当 逐个 依据 }`",
            "收费 登记费 80 元 { 当 房屋用途 = 住宅 }",
        ),
        row(
            K::CaseClass,
            Once,
            "`即办件`、`承诺件` 或一个办件流程的名称",
            "`即办件`, `承诺件` or the name of a life cycle",
            "办件类型 承诺件",
        ),
        row(
            K::ReformMode,
            Once,
            "`审批`、`优化准入`、`改为备案`、`取消审批`，或 `告知承诺` 和 `{ 核查 整改 …… }`",
            "`审批`, `优化准入`, `改为备案`, `取消审批`, or `告知承诺` and `{ 核查 整改 … }`",
            "改革方式 告知承诺 { 核查 60 工作日；整改 最多 1 次 { 时限 15 工作日；复核 5 工作日 } }",
        ),
        row(K::Statutory, Once, LIMIT_ZH, LIMIT_EN, "法定 20 工作日"),
        row(K::Promise, Once, LIMIT_ZH, LIMIT_EN, "承诺 5 工作日"),
        row(
            K::Extend,
            Once,
            EXTEND_ZH,
            EXTEND_EN,
            "延期 10 工作日 { 批准 本机关负责人；依据 “行政许可法 第四十二条” }",
        ),
        row(
            K::Before,
            Once,
            "期限、几份、几次",
            "an amount of time, copies and trips",
            "改革前 20 工作日、1 次",
        ),
        row(K::When, Once, "一个条件", "a condition", "当 经营面积 ≥ 300 ㎡"),
        row(K::Needs, Many, NAMES_ZH, NAMES_EN, "需要 《营业执照》、《平面布局图》"),
        row(K::Produces, Many, NAMES_ZH, NAMES_EN, "产出 《食品经营许可证》"),
        row(K::Joins, Many, NAMES_ZH, NAMES_EN, "参加 联合踏勘"),
        row(K::Role, Once, "作决定的角色", "the name of the role that decides", "角色 首席代表"),
        row(K::Allows, Once, ALLOWS_ZH, ALLOWS_EN, "允许 转办、退回"),
        row(K::Discussed, Once, "（后面不写）", "nothing", "集体讨论"),
        row(K::Mandate, Many, NAMES_ZH, NAMES_EN, "委托 镇便民服务中心"),
        row(
            K::FillIn,
            Many,
            "字段和表单的名称，用“、”隔开",
            "names of fields and forms, separated by “、”",
            "填写 基本信息、经营者姓名",
        ),
        row(
            K::Step,
            Many,
            "名称，可带 `{ 时限 角色 }`；写在前面的先办，一个可以不写时限",
            "a name, perhaps with `{ 时限 角色 }`; steps run in written order, one may be without 时限",
            "环节 现场核查 { 时限 2 工作日；角色 核查员 }",
        ),
        row(
            K::Procedure,
            Many,
            "名称和 `{ 类型 依据 时限 不计入时限 书面告知 当 }`；每次都有，和环节一起按写的次序",
            "a name and `{ 类型 依据 时限 不计入时限 书面告知 当 }`; takes place every time, in order with the steps",
            "特别程序 专家评审 { 依据 “行政许可法 第四十五条”；时限 20 工作日；不计入时限；书面告知 }",
        ),
        row(K::Start, Once, "`并联`、`串联` 或 `预审`", "`并联`, `串联` or `预审`", "启动 预审"),
        row(
            K::Late,
            Once,
            "可带办结以后的期限",
            "perhaps with a limit counted from the end of the case",
            "后补 30 工作日",
        ),
        row(
            K::Optional,
            Once,
            "可带引号里的问话",
            "perhaps the question in quotation marks",
            "可选 “是否一并办理招牌设置？”",
        ),
        row(
            K::ForEach,
            Once,
            "一个数量或人数的问题，要有上限",
            "a question for a count with an upper bound",
            "逐个 门店数",
        ),
        row(K::Inspection, Once, "次数", "a number of times", "踏勘 1 次"),
        row(K::Profile, Once, "一个辖区规则的名称", "the name of a profile", "辖区规则 不动产登记"),
        row(K::OnRefusal, Once, "`独立` 或 `一票否决`", "`独立` or `一票否决`", "不予 一票否决"),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Overdue, Once, SILENCE_ZH, SILENCE_EN, "逾期 视为同意，依据 “……”"),
        row(
            K::Correct,
            Once,
            "一个期限或 `{ 时限 逾期 }`，申请人的补正时限",
            "an amount of time or `{ 时限 逾期 }`: the applicant's limit for corrections",
            "补正 10 工作日，逾期 视为撤回",
        ),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “食品安全法 第三十五条”"),
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 收费.
pub static FEE: Schema = Schema {
    name: Words::new("收费", "a fee"),
    properties: &[
        row(K::When, Once, "一个条件", "a condition", "当 房屋用途 = 住宅"),
        row(
            K::ForEach,
            Once,
            "一个数量或人数的问题，要有上限：按回答的数一份一份收",
            "a question for a count with an upper bound: charged once for each of so many",
            "逐个 加证本数",
        ),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “发改价格规〔2016〕2559 号”"),
    ],
    rows: None,
};

/// 联合.
pub static JOINT: Schema = Schema {
    name: Words::new("联合", "a joint action"),
    properties: &[
        row(K::Lead, Required, "一个部门", "a department", "牵头 市场监督管理局"),
        STAFF,
        row(K::Limit, Required, LIMIT_ZH, LIMIT_EN, "时限 2 工作日"),
        row(
            K::Kind,
            Once,
            "旧的写法：`是 类型` 写在名称后面",
            "old: the kind stands behind the name, `是 KIND`",
            "类型 踏勘",
        ),
        row(
            K::Rectify,
            Once,
            "`最多` 几次，和 `{ 时限 复核 }`",
            "`最多` how often, and `{ 时限 复核 }`",
            "整改 最多 2 次 { 时限 10 工作日；复核 3 工作日 }",
        ),
        row(K::Joins, Many, NAMES_ZH, NAMES_EN, "参加 消防救援大队、人防办"),
        row(
            K::Attend,
            Once,
            "`全部`、`过半` 或 `至少` 和几家",
            "`全部`, `过半`, or `至少` and how many",
            "到场 至少 3",
        ),
        row(
            K::Absent,
            Once,
            "`不得缺席`，或 `视为同意` 和依据",
            "`不得缺席`, or `视为同意` and its basis",
            "缺席 视为同意，依据 “……”",
        ),
        row(K::Opinion, Once, "`牵头出具` 或 `各自出具`", "`牵头出具` or `各自出具`", "意见 牵头出具"),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Overdue, Once, SILENCE_ZH, SILENCE_EN, "逾期 缺席默认，依据 “……”"),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “……”"),
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 阶段.
pub static STAGE: Schema = Schema {
    name: Words::new("阶段", "a stage"),
    properties: &[
        row(K::Lead, Required, "一个部门", "a department", "牵头 住房和城乡建设局"),
        row(
            K::Limit,
            Many,
            "一个期限，可带 `从 …… 到 ……`、`，不计 特别程序`、`，不计 专家评审、公示`",
            "an amount of time, perhaps with `从 … 到 …`, `，不计 特别程序`, `，不计 专家评审、公示`",
            "时限 8 工作日",
        ),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(
            K::Procedure,
            Many,
            "一个或几个名称和 `{ 类型 依据 时限 不计入时限 书面告知 }`；可以在这个阶段的事项里启动",
            "one name or several and `{ 类型 依据 时限 不计入时限 书面告知 }`; may be begun in the items of the stage",
            "特别程序 公示 { 依据 “城乡规划法 第五十条”；时限 20 日；不计入时限；书面告知 }",
        ),
        row(
            K::Item,
            Many,
            "名称，可带 `是 类型`，和 `{ }`",
            "a name, perhaps `是 TYPE`, and a `{ }`",
            "事项 施工许可证核发 是 行政许可 { …… }",
        ),
        row(
            K::Joint,
            Many,
            "名称，可带 `是 类型`，和 `{ }`",
            "a name, perhaps `是 KIND`, and a `{ }`",
            "联合 联合验收 是 验收 { 牵头 住房和城乡建设局；时限 5 工作日 }",
        ),
        row(
            K::Stage,
            Many,
            "名称和 `{ 牵头 时限 事项 …… }`：阶段里的阶段",
            "a name and `{ 牵头 时限 事项 … }`: a stage in the stage",
            "阶段 图纸审查 { 牵头 住房和城乡建设局；时限 3 工作日；事项 …… }",
        ),
        row(
            K::Parallel,
            Many,
            "`{ }`，里面是同时办理的几个阶段",
            "`{ }` with stages that are handled at the same time",
            "并联 { 阶段 甲 { …… }；阶段 乙 { …… } }",
        ),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “……”"),
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 包含.
pub static INCLUSION: Schema = Schema {
    name: Words::new("包含", "包含"),
    properties: &[
        row(K::Let, Many, "`名 = 值`，用“，”隔开", "`name = value`, separated by “，”", "令 主体类型 = 企业"),
        row(K::Lead, Once, "一个部门", "a department", "牵头 市场监督管理局"),
    ],
    rows: None,
};

/// 并联 outside 流程: stages side by side.
pub static STAGES: Schema = Schema {
    name: Words::new("并联的阶段", "parallel stages"),
    properties: &[
        row(
            K::Stage,
            Many,
            "名称和 `{ 牵头 时限 事项 …… }`",
            "a name and `{ 牵头 时限 事项 … }`",
            "阶段 施工许可 { 牵头 住房和城乡建设局；时限 8 工作日；事项 …… }",
        ),
        INCLUDE,
    ],
    rows: None,
};

/// 环节.
pub static STEP: Schema = Schema {
    name: Words::new("环节", "a step"),
    properties: &[
        row(K::Limit, Once, LIMIT_ZH, LIMIT_EN, "时限 2 工作日"),
        row(
            K::Rectify,
            Once,
            "`最多` 几次，和 `{ 时限 复核 }`",
            "`最多` how often, and `{ 时限 复核 }`",
            "整改 最多 2 次 { 时限 10 工作日；复核 3 工作日 }",
        ),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Overdue, Once, SILENCE_ZH, SILENCE_EN, "逾期 视为无意见，依据 “……”"),
        STAFF,
        row(
            K::Handler,
            Once,
            "一个部门，不写就是事项的",
            "a department; else that of the item",
            "承办 县自然资源局",
        ),
        row(K::Forward, Once, "（后面不写）", "nothing", "转报"),
        row(K::Irreversible, Once, "（后面不写）", "nothing", "不可逆"),
        row(K::Reversible, Once, "（后面不写）", "nothing", "可逆"),
        row(K::Role, Once, "一个名称", "a name", "角色 核查员"),
        row(
            K::Countersign,
            Once,
            "签的人，可带 `{ 同时 }` 或 `{ 依次 }`",
            "names of who signs, perhaps with `{ 同时 }` or `{ 依次 }`",
            "会签 法规科、财务科 { 依次 }",
        ),
        row(K::EitherSign, Once, "签的人", "names of who signs", "或签 甲科、乙科"),
        row(
            K::VoteSign,
            Once,
            "签的人，和 `过半` 或 `至少` 几人",
            "names of who signs, and `过半` or `至少` and how many",
            "票签 甲科、乙科、丙科 至少 2",
        ),
        row(K::Allows, Once, ALLOWS_ZH, ALLOWS_EN, "允许 转办、退回"),
        row(K::Discussed, Once, "（后面不写）", "nothing", "集体讨论"),
    ],
    rows: None,
};

/// 改革方式 告知承诺.
pub static COMMITMENT: Schema = Schema {
    name: Words::new("告知承诺", "告知承诺"),
    properties: &[
        row(K::Check, Once, LIMIT_ZH, LIMIT_EN, "核查 60 工作日"),
        row(
            K::Rectify,
            Once,
            "`最多` 几次，和 `{ 时限 复核 }`",
            "`最多` how often, and `{ 时限 复核 }`",
            "整改 最多 1 次 { 时限 15 工作日；复核 5 工作日 }",
        ),
        row(K::Role, Once, "一个名称", "a name", "角色 执法人员"),
        STAFF,
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
    ],
    rows: None,
};

/// 特别程序 of the bundle or of a stage.
pub static PROCEDURE: Schema = Schema {
    name: Words::new("特别程序", "a procedure"),
    properties: &[
        KIND,
        LEGAL_BASIS,
        row(K::Limit, Once, LIMIT_ZH, LIMIT_EN, "时限 20 工作日"),
        OFF,
        ON,
        TOLD,
        ACKNOWLEDGE,
    ],
    rows: None,
};

/// 特别程序 of an item: planned.
pub static PLANNED: Schema = Schema {
    name: Words::new("事项里的特别程序", "a procedure of an item"),
    properties: &[
        KIND,
        LEGAL_BASIS,
        row(K::Limit, Required, LIMIT_ZH, LIMIT_EN, "时限 20 工作日"),
        OFF,
        ON,
        TOLD,
        row(K::When, Once, "一个条件", "a condition", "当 用地面积 ≥ 1000 ㎡"),
    ],
    rows: None,
};

const KIND: Property = row(
    K::Kind,
    Once,
    "`听证`、`招标`、`拍卖`、`检验`、`检测`、`检疫`、`鉴定`、`专家评审`，或地方规定的别的程序；不写就是名称",
    "one of the kinds of 行政许可法 45, or another with a local basis; the name if not written",
    "类型 专家评审",
);
const LEGAL_BASIS: Property = row(K::Basis, Required, TEXT_ZH, TEXT_EN, "依据 “行政许可法 第四十五条”");
const OFF: Property = row(K::OffClock, Once, "后面不写什么", "nothing follows", "不计入时限");
const ON: Property = row(K::OnClock, Once, "后面不写什么", "nothing follows", "计入时限");
const TOLD: Property = row(K::ToldInWriting, Once, "后面不写什么", "nothing follows", "书面告知");

/// 延期.
pub static EXTENSION: Schema = Schema {
    name: Words::new("延期", "an extension"),
    properties: &[
        row(K::Approver, Required, "一个名称", "a name", "批准 本机关负责人"),
        row(K::Basis, Required, TEXT_ZH, TEXT_EN, "依据 “行政许可法 第四十二条”"),
    ],
    rows: None,
};

/// 办件流程.
pub static LIFE_CYCLE: Schema = Schema {
    name: Words::new("办件流程", "a life cycle"),
    properties: &[row(
        K::Step,
        Many,
        "名称，可带 `{ 时限 角色 }`；写在前面的先办",
        "a name, perhaps with `{ 时限 角色 }`; steps run in written order",
        "环节 审查 { 角色 审查人员 }",
    )],
    rows: None,
};

/// 整改.
pub static REWORK: Schema = Schema {
    name: Words::new("整改", "整改"),
    properties: &[
        row(K::Limit, Required, LIMIT_ZH, LIMIT_EN, "时限 10 工作日"),
        row(K::Recheck, Required, LIMIT_ZH, LIMIT_EN, "复核 3 工作日"),
        OFF,
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Overdue, Once, SILENCE_ZH, SILENCE_EN, "逾期 视为撤回，依据 “……”"),
    ],
    rows: None,
};

/// 流程 and 并联.
pub static FLOW: Schema = Schema {
    name: Words::new("流程", "流程"),
    properties: &[
        row(
            K::Intake,
            Once,
            "可带 `{ 渠道 时限 }`",
            "perhaps with `{ 渠道 时限 }`",
            "一窗受理 { 渠道 窗口 }",
        ),
        row(
            K::Parallel,
            Many,
            "`{ }`，分支用 `；` 隔开",
            "`{ }` with branches separated by `；`",
            "并联 { 甲；乙 }",
        ),
        row(
            K::Choose,
            Many,
            "`{ }`，一行一支：`当 条件 → ……` 或 `否则 → ……`",
            "`{ }` with one branch a row: `当 CONDITION → …` or `否则 → …`",
            "择一 { 当 经营面积 ≥ 300 ㎡ → 甲；否则 → 乙 }",
        ),
        row(
            K::AnyOf,
            Many,
            "`{ }`，分支用 `；` 隔开",
            "`{ }` with branches separated by `；`",
            "任一 { 甲；乙 }",
        ),
        row(
            K::AtLeastOf,
            Many,
            "几支，和 `{ }`",
            "how many, and a `{ }` with branches",
            "至少 2 { 甲；乙；丙 }",
        ),
        row(
            K::Milestone,
            Many,
            "一个名称，可带 `{ 取消 …… }`",
            "a name, perhaps with `{ 取消 … }`",
            "里程碑 主体完工",
        ),
        row(
            K::Deliver,
            Once,
            "可带 `{ 方式 时限 }`",
            "perhaps with `{ 方式 时限 }`",
            "统一出件 { 方式 邮寄 }",
        ),
    ],
    rows: Some(Words::new("事项名，用 `→` 连接", "names of items joined by `→`")),
};

/// 任一 and 至少.
pub static BRANCHES: Schema = Schema {
    name: Words::new("任一、至少", "任一 or 至少"),
    properties: &[row(
        K::Rest,
        Once,
        "`取消` 或 `继续`，写在各支后面",
        "`取消` or `继续`, behind the branches",
        "其余 取消",
    )],
    rows: Some(Words::new("各支，写法同流程", "branches, written like a flow")),
};

/// 里程碑.
pub static MILESTONE: Schema = Schema {
    name: Words::new("里程碑", "a milestone"),
    properties: &[row(K::Cancelled, Required, NAMES_ZH, NAMES_EN, "取消 户外招牌设置")],
    rows: None,
};

/// 择一.
pub static CHOICE: Schema = Schema {
    name: Words::new("择一", "择一"),
    properties: &[
        row(
            K::When,
            Many,
            "一个条件、`→` 和这一支",
            "a condition, `→` and the branch",
            "当 经营面积 ≥ 300 ㎡ → 甲",
        ),
        row(K::Otherwise, Once, "`→` 和这一支", "`→` and the branch", "否则 → 乙"),
    ],
    rows: None,
};

/// 规则.
pub static RULE: Schema = Schema {
    name: Words::new("规则", "a decision table"),
    properties: &[
        row(K::Inputs, Once, NAMES_ZH, NAMES_EN, "输入 项目类型、建筑面积"),
        row(
            K::Outputs,
            Required,
            "几个结果，用“、”或“|”隔开",
            "the results, separated by “、” or “|”",
            "输出 简易、一般、重大",
        ),
        row(K::HitPolicy, Once, "`唯一`、`任一` 或 `优先`", "`唯一`, `任一` or `优先`", "命中 优先"),
        row(
            K::When,
            Many,
            "一个条件、`→` 和一个结果",
            "a condition, `→` and a result",
            "当 建筑面积 < 500 ㎡ → 简易",
        ),
        row(K::Otherwise, Once, "`→` 和一个结果", "`→` and a result", "否则 → 重大"),
    ],
    rows: None,
};

/// 一窗受理.
pub static INTAKE: Schema = Schema {
    name: Words::new("一窗受理", "一窗受理"),
    properties: &[
        row(
            K::Channel,
            Once,
            "`窗口`、`网上`、`邮寄` 或 `上门`",
            "`窗口`, `网上`, `邮寄` or `上门`",
            "渠道 窗口",
        ),
        row(K::Limit, Once, LIMIT_ZH, LIMIT_EN, "时限 5 工作日"),
        row(K::Handler, Once, "一个部门", "a department", "承办 镇便民服务中心"),
        row(K::Role, Once, "一个名称", "a name", "角色 窗口人员"),
        row(K::HandOver, Once, LIMIT_ZH, LIMIT_EN, "转交 1 工作日"),
        row(K::Mandate, Many, NAMES_ZH, NAMES_EN, "委托 镇便民服务中心"),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Overdue, Once, SILENCE_ZH, SILENCE_EN, "逾期 视为受理，依据 “……”"),
    ],
    rows: None,
};

/// 统一出件.
pub static DELIVERY: Schema = Schema {
    name: Words::new("统一出件", "统一出件"),
    properties: &[
        row(
            K::Method,
            Once,
            "`窗口`、`网上`、`邮寄` 或 `上门`",
            "`窗口`, `网上`, `邮寄` or `上门`",
            "方式 邮寄",
        ),
        row(K::Limit, Once, LIMIT_ZH, LIMIT_EN, "时限 3 工作日"),
        row(K::Handler, Once, "一个部门", "a department", "承办 镇便民服务中心"),
        row(K::Mandate, Many, NAMES_ZH, NAMES_EN, "委托 镇便民服务中心"),
        row(K::Role, Once, "一个名称", "a name", "角色 窗口人员"),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
    ],
    rows: None,
};

/// 角色.
pub static ROLE: Schema = Schema {
    name: Words::new("角色", "a role"),
    properties: &[
        row(K::Department, Once, NAMES_ZH, NAMES_EN, "部门 市场监督管理局"),
        row(K::FirstOfficer, Once, "一个人", "the name of a person", "A角 张三"),
        row(K::SecondOfficer, Once, "一个人", "the name of a person", "B角 李四"),
        row(
            K::Powers,
            Once,
            "`受理`、`办理`、`决定`、`延期批准`、`出具意见`、`出件` 中的几种",
            "some of `受理`, `办理`, `决定`, `延期批准`, `出具意见`, `出件`",
            "权限 决定、出具意见",
        ),
    ],
    rows: None,
};

/// 会签.
pub static SIGNING: Schema = Schema {
    name: Words::new("会签", "会签"),
    properties: &[
        row(K::Together, Once, "（后面不写）", "nothing", "同时"),
        row(K::InTurn, Once, "（后面不写）", "nothing", "依次"),
    ],
    rows: None,
};

/// 预警规则.
pub static SUPERVISION: Schema = Schema {
    name: Words::new("预警规则", "预警规则"),
    properties: &[NOTICE, YELLOW_CARD, RED_CARD],
    rows: None,
};

/// 好差评.
pub static RATING: Schema = Schema {
    name: Words::new("好差评", "好差评"),
    properties: &[
        row(K::CallBack, Once, LIMIT_ZH, LIMIT_EN, "回访 1 工作日"),
        row(K::Rectify, Once, LIMIT_ZH, LIMIT_EN, "整改 15 工作日"),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “……”"),
    ],
    rows: None,
};

/// 补正 with a block.
pub static CORRECTION: Schema = Schema {
    name: Words::new("申请人的时限", "the applicant’s limit"),
    properties: &[
        row(K::Limit, Required, LIMIT_ZH, LIMIT_EN, "时限 10 工作日"),
        NOTICE,
        YELLOW_CARD,
        RED_CARD,
        row(K::Overdue, Once, SILENCE_ZH, SILENCE_EN, "逾期 视为撤回，依据 “……”"),
        row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “……”"),
    ],
    rows: None,
};

/// 逾期 with a block.
pub static OVERDUE: Schema = Schema {
    name: Words::new("逾期", "逾期"),
    properties: &[row(K::Basis, Many, TEXT_ZH, TEXT_EN, "依据 “……”")],
    rows: None,
};

/// 法律.
pub static LAW: Schema = Schema {
    name: Words::new("法律", "a law"),
    properties: &[row(
        K::LastDay,
        Once,
        "`顺延`、`不顺延`、`提前` 或 `逢长假顺延`",
        "`顺延`, `不顺延`, `提前` or `逢长假顺延`",
        "末日 顺延",
    )],
    rows: Some(Words::new(
        "`日 按 工作日`、`二日、三日 按 工作日`、`十日 以内 按 工作日`",
        "`日 按 工作日`, `二日、三日 按 工作日`, `十日 以内 按 工作日`",
    )),
};

/// 测试.
pub static TEST: Schema = Schema {
    name: Words::new("测试", "a test"),
    properties: &[
        row(K::Let, Many, "`名 = 值`，用“，”隔开", "`name = value`, separated by “，”", "令 户外招牌 = 是"),
        row(
            K::Fill,
            Many,
            "`字段 = 内容`，用“，”隔开",
            "`field = content`, separated by “，”",
            "填 统一社会信用代码 = “91110000101623741K”",
        ),
        row(K::NeverSupply, Many, NAMES_ZH, NAMES_EN, "不补交 《从业人员健康证》"),
        row(K::NeverAnswer, Many, NAMES_ZH, NAMES_EN, "不答复 征求意见"),
        row(
            K::Expect,
            Many,
            "`办结 = 日期`、`时限 到 日期`、`材料 = 7 份`、`结果 = 办结` 等，用“，”隔开",
            "`办结 = DATE`, `时限 到 DATE`, `材料 = 7 份`, `结果 = 办结` …, separated by “，”",
            "期望 办结 = 2026-10-16，时限 到 2026-10-22",
        ),
    ],
    rows: Some(Words::new(
        "日期（和时刻）、动作、对象，可带 `由 谁`、`到 谁`：`2026-10-08 要求补正 食品经营许可 “……”`",
        "a date (and time), a verb, a target, perhaps `由 WHO`, `到 WHOM`: `2026-10-08 要求补正 食品经营许可 “…”`",
    )),
};

/// Every block, in the order of the reference page.
pub static ALL: &[&Schema] = &[
    &FILE,
    &PROFILE,
    &DERIVED,
    &BUNDLE,
    &FIGURES,
    &SCENARIO,
    &DEPARTMENT,
    &MATERIAL,
    &FORM,
    &STAGE,
    &STAGES,
    &INCLUSION,
    &ITEM,
    &FEE,
    &STEP,
    &REWORK,
    &COMMITMENT,
    &PROCEDURE,
    &PLANNED,
    &EXTENSION,
    &LIFE_CYCLE,
    &JOINT,
    &FLOW,
    &BRANCHES,
    &MILESTONE,
    &CHOICE,
    &RULE,
    &INTAKE,
    &DELIVERY,
    &ROLE,
    &SIGNING,
    &SUPERVISION,
    &RATING,
    &CORRECTION,
    &OVERDUE,
    &LAW,
    &TEST,
];
