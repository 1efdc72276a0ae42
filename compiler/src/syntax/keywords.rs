//! THE keyword table: every word of the language, once, in both languages.
//!
//! The grammar, highlighter, completion, formatter and the reference page all read it here. A word of the table is a
//! contextual keyword: where the schema expects a name it may serve as one (its Chinese spelling is then the name).

use crate::diagnostics::Lang;
use crate::diagnostics::Words;

/// Where a keyword belongs on the reference page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Opens a declaration.
    Declaration,
    /// Begins a property.
    Property,
    /// A fixed value of a property.
    Value,
    /// A type of answer.
    Type,
    /// A figure that can be promised.
    Metric,
    /// Part of a flow.
    Flow,
    /// Part of a condition.
    Condition,
    /// Part of a test.
    Test,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct KeywordInfo {
    /// The keyword.
    pub keyword: Keyword,
    /// Chinese spelling.
    pub zh: &'static str,
    /// The one English alias.
    pub en: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// What it means, in one line.
    pub about: Words,
}

macro_rules! keywords {
    ($($group:ident { $($name:ident $zh:literal $en:literal : $about_zh:literal / $about_en:literal;)* })*) => {
        /// A word of the language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Keyword {
            $($(#[doc = concat!($zh, ", `", $en, "`: ", $about_en)] $name,)*)*
        }

        /// All keywords, in the order of the reference page.
        pub static KEYWORDS: &[KeywordInfo] = &[$($(KeywordInfo {
            keyword: Keyword::$name,
            zh: $zh,
            en: $en,
            group: Group::$group,
            about: Words::new($about_zh, $about_en),
        },)*)*];

        impl Keyword {
            /// Chinese spelling.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $($(Self::$name => $zh,)*)* }
            }

            /// The one English alias.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $($(Self::$name => $en,)*)* }
            }

            /// The keyword with this spelling, in either language.
            #[must_use]
            pub fn from_spelling(word: &str) -> Option<Self> {
                Some(match word { $($($zh | $en => Self::$name,)*)* _ => return None })
            }
        }
    };
}

keywords! {
    Declaration {
        Language "语言" "language": "这个文件用的语言版本，写在第一行" / "the version of the language that a file is written in, its first row";
        Import "引入" "import": "引入标准库模块" / "brings in a module of the standard library";
        Bundle "一件事" "bundle": "声明一个“一件事”" / "declares a bundle of items handled as one matter";
        Scenario "情形" "scenario": "向申请人提的问题" / "the questions the applicant is asked";
        Department "部门" "department": "声明承办部门" / "declares a department";
        Material "材料" "material": "声明一份材料；在承诺中指申请人提交的材料数" / "declares a material; in a promise: how many the applicant hands in";
        Stage "阶段" "stage": "声明一个阶段：几个事项共有的牵头部门和时限" / "declares a stage: items under one lead and one limit";
        Field "字段" "field": "声明一个表单字段；在承诺中指申请人填写的字段数" / "declares a field of the form; in a promise: how many the applicant fills in";
        Form "表单" "form": "一组表单字段" / "a group of form fields";
        Include "包含" "include": "把另一件一件事作为一个阶段办" / "another bundle is handled as one stage";
        Item "事项" "item": "声明一个政务服务事项" / "declares a government service item";
        Step "环节" "step": "事项里的一个环节" / "one step of an item";
        Template "模板" "template": "声明一个带参数的事项写法，供事项“按”它写" / "declares rows with parameters, which items can follow";
        LifeCycle "办件流程" "life_cycle": "一种办件的环节，同类事项不写环节时照它办" / "the steps of a kind of item: items of that kind that write none take them";
        Joint "联合" "joint": "声明几个事项共用的一次行动，如联合踏勘" / "declares one action that several items share";
        Procedure "特别程序" "procedure": "听证、专家评审等所需时间另算的程序" / "a hearing, an expert review …: a procedure whose time is told apart";
        Rule "规则" "rule": "声明一张决策表" / "declares a decision table";
        Law "法律" "law": "一部法律怎样数“日”" / "how a law counts its days";
        Flow "流程" "flow": "事项的先后" / "the order of the items";
        Profile "辖区规则" "profile": "一个辖区怎样收件、补正、容缺、停时" / "how a jurisdiction handles receipt, correction, tolerance and clock stops";
        Test "测试" "test": "一份带日期的测试" / "a dated test";
    }
    Property {
        Code "编码" "code": "事项或一件事的编码" / "the official code";
        Version "版本" "version": "文本的版本" / "the version of the text";
        Region "适用" "region": "适用的行政区划" / "the region it applies to";
        BasedOn "基于" "based_on": "以另一件事为底本" / "stands on another bundle";
        Audience "服务对象" "audience": "自然人、法人等" / "whom it serves";
        Acknowledge "知悉" "acknowledge": "一个警告看到了，为什么不改" / "a warning that is known and left, and why";
        Basis "依据" "basis": "法律依据" / "the legal basis";
        Before "改革前" "before": "改革前的时限、材料、跑动" / "the figures before the reform";
        Promise "承诺" "promise": "对外承诺，由编译器证明" / "what is promised; the compiler proves it";
        Ask "问" "ask": "向申请人提问的原话" / "the question in plain words";
        Short "简称" "short": "部门简称" / "a department's short name";
        Window "窗口" "window": "窗口数；也是一种办理渠道" / "number of windows; also a channel";
        Source "来源" "source": "材料从哪里来" / "where a material comes from";
        Copies "份数" "copy_count": "每次要交几份" / "how many copies";
        Validity "有效期" "validity": "材料或证照多久有效" / "how long a paper or a certificate is valid";
        Medium "形式" "medium": "交原件、复印件还是电子件" / "originals, photocopies or electronic files";
        Issuer "出具单位" "issued_by": "由谁出具" / "who issues it";
        Terms "受理条件" "acceptance_terms": "具备什么才受理，写给申请人看" / "what has to be true for it to be accepted, told to the applicant";
        Fee "收费" "fee": "收什么费、多少；在承诺中指申请人一共付的钱" / "what is charged, and how much; in a promise: what the applicant pays in all";
        FetchedBy "凭" "fetched_by": "由哪个号码带出，申请人不用填" / "the number by which the field is fetched instead of filled in";
        FillIn "填写" "fill_in": "事项要填的表单字段" / "the form fields an item asks for";
        OneOf "任选" "one_of": "交其中任何一份都行" / "any one of these will do";
        Tolerate "容缺" "tolerate": "可后补及其期限" / "may be handed in later, within a limit";
        Handler "承办" "by": "承办部门" / "the department in charge";
        Statutory "法定" "statutory": "法定办理期限" / "the statutory limit";
        As "为" "as": "给引入的模块另起一个名称" / "another name for an imported module";
        Optional "可选" "optional": "由申请人决定办不办" / "the applicant decides whether it is done at all";
        ForEach "逐个" "for_each": "有几个就办几个、交几份" / "once for each of so many";
        Following "按" "following": "照一个模板写；法律里指按哪种日数" / "written after a template; in a law: counted as";
        When "当" "when": "适用条件" / "the condition under which it applies";
        Needs "需要" "needs": "需要的材料" / "the materials needed";
        Produces "产出" "produces": "产出的证照、文书" / "the certificate or document produced";
        Joins "参加" "joins": "参加的联合行动" / "the joint action it takes part in";
        Lead "牵头" "lead": "牵头部门" / "the lead department";
        Staff "人员" "staff": "至少几个人同时办" / "how many people it takes at the same time";
        Role "角色" "role": "由谁办理这个环节" / "who carries out the step";
        Attend "到场" "attend": "联合行动要到场几家；测试里指有人到场" / "how many have to attend; in a test: somebody attends";
        Absent "缺席" "absent": "缺席怎么办；测试里指有人缺席" / "what absence means; in a test: somebody is absent";
        Duty "职责" "duty": "部门是前台还是后台" / "whether a department is a front or a back office";
        FirstOfficer "A角" "first_officer": "主要由谁担任" / "who holds the role first";
        SecondOfficer "B角" "second_officer": "A角 不在时由谁顶替" / "who stands in";
        Powers "权限" "powers": "这个角色可以做什么" / "what the role may do";
        Countersign "会签" "countersign": "都要签" / "all of them sign";
        EitherSign "或签" "either_signs": "有一个签就行" / "one of them signs";
        VoteSign "票签" "vote": "签的够数就行" / "so many of them sign";
        SealText "印章" "seal": "通知和决定上的章怎样写" / "what the seal on notices and decisions says";
        CertificateSeal "证照章" "certificate_seal": "证照上的章怎样写" / "what the seal on certificates says";
        Mandate "委托" "mandate": "委托别的部门代为受理或者送达" / "another department accepts or delivers in its place";
        Forward "转报" "forward": "下级机关审查后报上级机关决定；测试里指已经转报" / "a lower authority examines and sends it up; in a test: it has";
        Irreversible "不可逆" "irreversible": "容缺的材料没有到，这个环节不能开始" / "does not begin while a material accepted as missing is owed";
        Reversible "可逆" "reversible": "容缺的材料没有到，这个环节照样开始" / "begins all the same while a material accepted as missing is owed";
        Discussed "集体讨论" "discuss": "签署、决定以前要集体讨论；测试里指讨论过了" / "discussed together before anybody signs or decides; in a test: it has been";
        Allows "允许" "allows": "除了办完，还可以怎样处理" / "what may be done with it besides ending it";
        Limit "时限" "limit": "办理时限" / "the time limit";
        Supervision "预警规则" "supervision": "没有另写的时限，何时预警、黄牌、红牌" / "the warning levels of every limit that writes none";
        Notice "预警" "notice": "第一级：快到期了" / "the first level: the limit is about to run out";
        YellowCard "黄牌" "yellow_card": "第二级：就要到期" / "the second level: the limit is running out";
        RedCard "红牌" "red_card": "第三级：逾期" / "the third level: the limit is overdue";
        Overdue "逾期" "overdue": "过了时限；过了时限没有答复，意味着什么" / "past the limit; what it means that nobody has answered";
        LastDay "末日" "last_day": "最后一天放假的，怎么办" / "what becomes of a last day that is a rest day";
        CaseClass "办件类型" "case_class": "即办件或承诺件" / "decided on the spot, or within a promised limit";
        Kind "类型" "kind": "事项或联合行动的类型" / "the kind of item or joint action";
        Channel "渠道" "channel": "申请渠道" / "the channel of intake";
        Method "方式" "method": "取件方式" / "how the results are handed over";
        OffClock "不计入时限" "off_the_clock": "这个特别程序进行时，时限停止计算" / "the clock stands while the procedure lasts";
        OnClock "计入时限" "on_the_clock": "这个特别程序所需时间计入时限（默认）" / "the procedure's time counts (the default)";
        ToldInWriting "书面告知" "told_in_writing": "所需时间书面告知申请人" / "the applicant is told in writing how long it takes";
        Extend "延期" "extend": "时限可以延长多少；测试中指延长一次" / "by how much a limit may be extended; in a test: it is";
        Approver "批准" "approver": "由谁批准" / "who approves it";
        OnRefusal "不予" "refuse": "不予许可；事项被不予时怎么办" / "a refusal; what a refusal does to the case";
        Until "到" "until": "止于" / "ends at";
        From "从" "from": "起于" / "starts at";
        Rectify "整改" "rectify": "不合格时申请人整改，几次为限；测试中指整改完毕" / "what the applicant puts right, at most so often; in a test: has put right";
        Recheck "复核" "recheck": "整改以后再看一次，要几天" / "how long it takes to look at it again";
        Start "启动" "start": "与前序串联、并联还是预审" / "how it stands to what comes before it";
        Late "后补" "afterwards": "不耽误办结，可以办结以后再办完" / "does not hold up the case; may be decided after it is finished";
        AppliesTo "适用事项" "applies_to": "适用于哪类事项，或以哪部法律为依据的事项" / "the kind of items it applies to, or the law they rest on";
        CorrectionOverdue "补正逾期" "correction_overdue": "申请人逾期不补正怎么办" / "what it means that the applicant corrects too late";
        ToleranceOverdue "容缺逾期" "tolerance_overdue": "容缺材料逾期不补交怎么办" / "what it means that a tolerated material never comes";
        ToleranceRequires "容缺前提" "tolerance_requires": "具备什么才可以容缺受理" / "what must be there for a material to be missing";
        Unanswered "未答复" "unanswered": "受理时限内不受理也不告知的，怎么办" / "what it means that the authority neither accepts nor asks";
        ClockStops "停时" "clock_stops": "可以不计入时限的特别程序" / "the special procedures that may stop the clock";
        ReceiptUntil "收件截止" "receipt_until": "几点以后收到的算下一个工作日" / "what is received later counts for the next working day";
        RestDayReceipt "非工作日收件" "rest_day_receipt": "非工作日收到的算哪天" / "which day a receipt on a rest day counts for";
        Inputs "输入" "inputs": "决策表看哪些问题" / "the questions a decision table looks at";
        Outputs "输出" "outputs": "决策表可能的结果" / "the possible results of a decision table";
        HitPolicy "命中" "hit": "几行同时成立时怎么办" / "what happens where several rows hold";
        Is "是" "is": "属于某类；肯定的回答" / "is of a kind; also the answer yes";
        ReformMode "改革方式" "reform_mode": "审批、告知承诺、改为备案还是取消审批" / "examined, decided on a commitment, filed, or done away with";
        Check "核查" "check": "告知承诺以后的事后核查，限多久" / "the check behind a decision on a commitment, and its limit";
        CheckWithin "事后核查" "check_within": "没有另写的核查限多久" / "the limit of a check that writes none";
        Ratings "好差评" "ratings": "差评以后，部门多久回访、多久整改" / "how soon the authority calls back after a bad rating, and puts it right";
        CallBack "回访" "call_back": "差评以后联系申请人，限多久；测试中指已经回访" / "speaks to whoever gave a bad rating, within a limit; in a test: has done so";
    }
    Value {
        LeftOver "剩" "left": "离到期还有多少" / "so much is left of the limit";
        DeemedConsent "视为同意" "deemed_consent": "没有答复的，视为同意，要有依据" / "silence consents; needs a basis";
        DeemedNoObjection "视为无意见" "deemed_no_objection": "没有答复的，视为没有意见" / "silence has no objection";
        DeemedRenewed "视为准予延续" "deemed_renewed": "没有决定的，视为准予延续（行政许可法第五十条）" / "silence renews the licence (行政许可法 50)";
        AbsenceConsents "缺席默认" "absence_consents": "没有参加的，视为同意" / "who stays away consents";
        Beginning "开始" "beginning": "开始的那一刻" / "the moment at which it begins";
        Completion "完成" "completion": "完成的那一刻" / "the moment at which it is complete";
        NoRoll "不顺延" "no_roll": "放假也不动" / "stays where it is";
        RollBack "提前" "roll_back": "提前到上一个工作日" / "moves back to the working day before";
        RollPastHolidays "逢长假顺延" "roll_past_holidays": "期内连续放假三日以上的，按放假天数顺延" / "extended by runs of three or more holidays inside the period";
        No "否" "no": "否定的回答" / "the answer no";
        Excluding "不计" "excluding": "时限里不计哪些特别程序" / "the procedures whose days a limit does not count";
        Applicant "申请人" "applicant": "由申请人提交" / "handed in by the applicant";
        Shared "共享" "shared": "部门间共享，免提交" / "shared between departments, not handed in";
        Produced "前序产出" "produced": "由前面的事项产出" / "produced by an earlier item";
        Commitment "告知承诺" "commitment": "以告知承诺书替代" / "replaced by a written commitment";
        Replaces "替代" "replaces": "这份承诺书替代的证明" / "the proofs that the commitment replaces";
        Since "自" "since": "从哪一刻算起" / "counted from";
        Issued "出具" "issued": "出具的那一天" / "the day it is issued";
        Original "原件" "original": "收存的原件" / "an original that is kept";
        OriginalSeen "原件核验" "original_seen": "看过即还的原件" / "an original that is looked at and handed back";
        Photocopy "复印件" "photocopy": "复印件" / "a photocopy";
        Electronic "电子" "electronic": "电子件" / "an electronic file";
        Immediate "即办" "immediate": "当日办结" / "decided on day 0";
        OnTheSpot "即办件" "on_the_spot": "当场或当日办结的事项" / "an item decided on the spot";
        WithinPromise "承诺件" "within_promise": "在承诺时限内办结的事项" / "an item decided within its promised limit";
        Unique "唯一" "unique": "每种情形恰好一行成立（默认）" / "exactly one row holds in every case (default)";
        First "优先" "first": "取写在前面的那一行" / "the first row that holds counts";
        Independent "独立" "independent": "不予只影响依赖它的事项（默认）" / "a refusal cancels only what depends on it (default)";
        Veto "一票否决" "veto": "不予即终止整件事" / "a refusal ends the whole case";
        UpTo "最多" "up_to": "写在次数前：不超过" / "before a number: not more than";
        Serial "串联" "serial": "前序办结以后开始" / "begins when what comes before has ended";
        Preview "预审" "preview": "先审查，前序办结以后决定" / "worked on early, decided when what comes before has ended";
        GoOn "继续" "go_on": "照样办完（默认）" / "goes on (default)";
        AtOnce "当场" "at_once": "收到材料的当天" / "on the day of receipt";
        DeemedAccepted "视为受理" "deemed_accepted": "自收到材料之日起即为受理" / "accepted as of the day of receipt";
        DeemedWithdrawn "视为撤回" "deemed_withdrawn": "视为申请人撤回申请" / "the applicant is taken to have withdrawn";
        KeepWaiting "继续等待" "keep_waiting": "只记逾期，不产生别的后果" / "nothing but the delay is recorded";
        MainMaterials "主要材料" "main_materials": "不能样样都缺" / "not everything may be missing";
        WrittenCommitment "书面承诺" "written_commitment": "申请人要交承诺书" / "the applicant hands in a commitment";
        MustJoin "应当联合" "must_join": "几个部门都要踏勘的，应当联合" / "where several departments inspect, they do it together";
        RollOn "顺延" "roll_on": "顺到下一个工作日" / "moves on to the next working day";
        SameDay "当日" "same_day": "就算当日" / "counts for the day itself";
        Online "网上" "online": "网上办理，不计跑动" / "online, no trip";
        Mail "邮寄" "mail": "邮寄，不计跑动" / "by mail, no trip";
        Opinion "意见" "opinion": "联合行动由谁出具意见" / "who gives the opinion of a joint action";
        HandOver "转交" "hand_over": "前台把办件交给后台" / "the front office hands the case over";
        All "全部" "all": "一家都不能少" / "every one of them";
        Majority "过半" "majority": "多于一半" / "more than half";
        MustAttend "不得缺席" "must_attend": "一家都不能缺席" / "nobody may be absent";
        LeadOpines "牵头出具" "lead_opines": "牵头部门出一个意见" / "the lead gives one opinion for all";
        EachOpines "各自出具" "each_opines": "各家出各家的意见" / "everybody gives his own opinion";
        Together "同时" "together": "同时送签（默认）" / "all at the same time (default)";
        InTurn "依次" "in_turn": "一个签完再送下一个" / "one after the other";
        FrontOffice "前台" "front_office": "只受理和出件" / "receives and delivers only";
        BackOffice "后台" "back_office": "只办理和决定" / "works and decides only";
        DoesWork "办理" "work": "权限：办理环节、组织联合行动" / "power: work on steps, hold joint actions";
        Decides "决定" "decide": "权限：准予或不予" / "power: grant or refuse";
        ApprovesExtension "延期批准" "approve_extension": "权限：批准延期" / "power: approve that a limit is extended";
        Opines "出具意见" "give_opinion": "权限：到场、表态、签署" / "power: attend, consent, sign";
        UsesSeal "用章" "use_seal": "权限：在文书上盖部门的章" / "power: put the seal of the department under papers";
        HandsOut "出件" "hand_out": "权限：把结果交给申请人" / "power: hand over the results";
        Doorstep "上门" "doorstep": "上门办理，不计跑动" / "at the applicant's door, no trip";
        ByAgent "代办" "by_agent": "由代办员替申请人去，不计跑动" / "somebody goes for the applicant, no trip";
        SelfService "自助" "self_service": "申请人到自助机上办，计一次跑动" / "at a machine that the applicant goes to, one trip";
        Approval "审批" "approval": "先审查，后决定（默认）" / "examined first, then decided (default)";
        Abolished "取消审批" "abolished": "这个事项不再办，只留下改革前的数" / "the item is done away with; its former figures stay";
        FiledInstead "改为备案" "filed_instead": "不再是许可，材料齐全即予备案" / "no licence any more: filed at once if the papers are complete";
        Streamlined "优化准入" "streamlined": "仍是审批，材料更少、时限更短" / "still examined, with fewer papers and a shorter limit";
        VerySatisfied "非常满意" "very_satisfied": "评价的第一级" / "the first level of a rating";
        Satisfied "满意" "satisfied": "评价的第二级" / "the second level of a rating";
        FairlySatisfied "基本满意" "fairly_satisfied": "评价的第三级" / "the third level of a rating";
        Dissatisfied "不满意" "dissatisfied": "评价的第四级：差评" / "the fourth level of a rating: a bad one";
        VeryDissatisfied "非常不满意" "very_dissatisfied": "评价的第五级：差评" / "the fifth level of a rating: a bad one";
    }
    Type {
        YesNo "是否" "yesno": "是或否" / "yes or no";
        Area "面积" "area": "以 ㎡ 计" / "measured in ㎡";
        Money "金额" "money": "以元计" / "measured in yuan";
        Headcount "人数" "headcount": "以人计" / "a number of people";
        Length "长度" "length": "以米计" / "measured in metres";
        Number "数量" "number": "以个计" / "a count";
        TimeSpan "期限" "time_span": "模板的参数：一个期限" / "parameter of a template: an amount of time";
        Label "名称" "label": "模板的参数：一个名称" / "parameter of a template: a name";
        Proposition "条件" "condition": "模板的参数：一个条件" / "parameter of a template: a condition";
        Wording "文字" "wording": "模板的参数：引号里的文字" / "parameter of a template: a text in quotation marks";
        CreditCode "统一社会信用代码" "credit_code": "18 位，末位是校验码（GB 32100）" / "18 characters, the last a check character (GB 32100)";
        IdNumber "公民身份号码" "id_number": "18 位，末位是校验码（GB 11643）" / "18 characters, the last a check character (GB 11643)";
        OrganisationCode "组织机构代码" "organisation_code": "9 位，末位是校验码（GB 11714）" / "9 characters, the last a check character (GB 11714)";
        PlainText "文本" "text": "文字，可限字数" / "text, perhaps with a limit of characters";
        DateType "日期" "date": "年、月、日" / "a date";
        Mobile "手机号" "mobile": "11 位手机号" / "a mobile number of 11 digits";
        Several "多选" "several": "可以选几项，也可以一项都不选" / "any number of the choices, none included";
        Duration "年限" "duration": "以年、月计" / "measured in years or months";
    }
    Metric {
        Trips "跑动" "trips": "申请人到窗口的次数" / "how often the applicant comes to a window";
        Inspection "踏勘" "inspection": "现场踏勘的次数；也是联合行动的类型" / "number of site visits; also a kind of joint action";
    }
    Flow {
        Parallel "并联" "parallel": "同时办理" / "handled at the same time";
        Choose "择一" "choose": "按条件走其中一支" / "one of several branches, by condition";
        Otherwise "否则" "otherwise": "前面的条件都不成立时" / "where none of the conditions before holds";
        AnyOf "任一" "any_of": "其中一支办完即可往下" / "what follows needs only one of the branches";
        AtLeastOf "至少" "at_least_of": "其中几支办完即可往下" / "what follows needs only so many of the branches";
        Rest "其余" "rest": "任一、至少够了以后，没有办完的怎么办" / "what becomes of the branches that are still open";
        Milestone "里程碑" "milestone": "流程里一个有名称的时刻" / "a named moment of the flow";
        Intake "一窗受理" "intake": "统一受理" / "the unified intake";
        Deliver "统一出件" "deliver": "统一出件" / "handing over the results together";
    }
    Condition {
        And "且" "and": "同时成立" / "both hold";
        Or "或" "or": "至少一个成立" / "at least one holds";
        Not "非" "not": "不成立" / "does not hold";
        AtLeast "以上" "at_least": "写在数量后：大于或等于（含本数）" / "after a quantity: at least";
        AtMost "以下" "at_most": "写在数量后：小于或等于（含本数）" / "after a quantity: at most";
        Within "以内" "within": "写在数量后：小于或等于（含本数）" / "after a quantity: at most";
        Under "不满" "under": "小于（不含本数）" / "less than";
        Over "超过" "over": "大于（不含本数）" / "more than";
        NotOver "不超过" "not_over": "小于或等于（含本数）" / "at most";
        NotUnder "不少于" "not_under": "大于或等于（含本数）" / "at least";
        NotBelow "不低于" "not_below": "大于或等于（含本数）" / "at least";
        NotAbove "不高于" "not_above": "小于或等于（含本数）" / "at most";
        Below "低于" "below": "小于（不含本数）" / "less than";
        Above "高于" "above": "大于（不含本数）" / "more than";
        Fewer "少于" "fewer_than": "小于（不含本数）" / "less than";
        More "多于" "more_than": "大于（不含本数）" / "more than";
        Smaller "小于" "smaller_than": "小于（不含本数）" / "less than";
        Larger "大于" "larger_than": "大于（不含本数）" / "more than";
        NotSmaller "不小于" "not_smaller": "大于或等于（含本数）" / "at least";
        NotLarger "不大于" "not_larger": "小于或等于（含本数）" / "at most";
        LargerOrEqual "大于等于" "larger_or_equal": "大于或等于（含本数）" / "at least";
        SmallerOrEqual "小于等于" "smaller_or_equal": "小于或等于（含本数）" / "at most";
        LargerOrEqualTo "大于或等于" "larger_than_or_equal": "大于或等于（含本数）" / "at least";
        SmallerOrEqualTo "小于或等于" "smaller_than_or_equal": "小于或等于（含本数）" / "at most";
        ShortOf "不足" "short_of": "小于（不含本数）" / "less than";
        IsNot "不是" "is_not": "不等于" / "is not";
        Reaches "满" "reaches": "大于或等于（含本数）；一段时间从对应日起为满" / "at least; a period is full from the corresponding day on";
        Beyond "以外" "beyond": "写在数量后：大于（不含本数）" / "after a quantity: more than";
        SinceDay "距今" "counted_since": "从那一天到提交日经过的时间" / "the time from that day to the day of submission";
        SubmissionDay "提交日" "submission_day": "申请人提交的那一天" / "the day on which the applicant submits";
        Earlier "早于" "earlier_than": "在那一天之前（不含当天）" / "before that day";
        Later "晚于" "later_than": "在那一天之后（不含当天）" / "after that day";
        NotEarlier "不早于" "not_earlier_than": "那一天或之后" / "that day or later";
        NotLater "不晚于" "not_later_than": "那一天或之前" / "that day or earlier";
        In "属于" "in": "是列出的选项之一" / "is one of the listed choices";
        Has "含" "has": "多选的回答里有这一项；承诺的时限里也算上" / "this choice is among the answers; in a promise: the limit counts this as well";
    }
    Test {
        Let "令" "let": "设定回答" / "sets the answers";
        Fill "填" "fill": "填写表单字段" / "fills in fields of the form";
        Expect "期望" "expect": "期望的结果" / "what is expected";
        Submit "提交" "submit": "申请人提交" / "the applicant submits";
        Accept "受理" "accept": "部门受理" / "the department accepts";
        Decline "不予受理" "decline": "部门不予受理" / "the department does not accept";
        NotRequired "不受理" "not_required": "依法不需要许可，即时告知" / "no licence is needed, told at once";
        CorrectOnSpot "当场更正" "correct_on_spot": "收到当天当场更正，不算补正" / "put right on the spot on the day of receipt; no correction";
        Recall "收回" "recall": "把交给别人的收回来" / "takes back what was given on";
        AskCorrection "要求补正" "ask_correction": "一次告知需补正的内容" / "asks once for what must be corrected";
        Correct "补正" "correct": "申请人补正" / "the applicant corrects";
        Supply "补交" "supply": "申请人补交容缺材料" / "the applicant hands in a tolerated material";
        NeverSupply "不补交" "never_supply": "容缺材料始终没有补交" / "a tolerated material never arrives";
        NeverAnswer "不答复" "never_answer": "一直没有答复、没有办结" / "nobody answers";
        Finish "办结" "finish": "办结" / "finished";
        Fail "不合格" "fail": "联合行动或环节不合格，要整改" / "a joint action or step has to be put right";
        End "结束" "end_procedure": "一个特别程序结束" / "a procedure ends";
        Suspend "中止" "suspend": "部门中止办理" / "the department suspends the work";
        Resume "恢复" "resume": "恢复办理" / "the work goes on";
        Withdraw "撤回" "withdraw": "申请人撤回" / "the applicant withdraws";
        Terminate "终止" "terminate": "部门终止办理" / "the department terminates";
        Tick "时间到" "tick": "只是时间过去" / "nothing but time passes";
        By "由" "acting": "由谁" / "who acts";
        Consent "同意" "consent": "表示同意、签署" / "consents, signs";
        Dissent "不同意" "dissent": "表示不同意" / "does not consent";
        Reassign "转办" "reassign": "交给别人办，自己不再办" / "somebody else does it instead";
        Entrust "委派" "entrust": "别人也可以办" / "somebody else may do it as well";
        AddSigner "加签" "add_signer": "多一个人签" / "one more signer";
        RemoveSigner "减签" "remove_signer": "少一个人签" / "one signer less";
        SendBack "退回" "send_back": "退回前面的环节重办" / "back to a step before, which runs anew";
        Urge "催办" "urge": "催一催，只留记录" / "urges; only recorded";
        Inform "抄送" "inform": "告诉一声，只留记录" / "tells somebody; only recorded";
        Outcome "结果" "outcome": "最终结果" / "the final result";
        PartlyFinished "部分办结" "partly_finished": "办结，但有事项未获批准" / "finished, but some items were not granted";
        Cancelled "取消" "cancelled": "因前面的事项未产出而取消" / "cancelled: what it depends on never came";
        Revoked "撤销受理" "acceptance_revoked": "容缺材料逾期未补交，或者受理错了，撤销受理" / "acceptance revoked: a tolerated material never came, or it was wrong";
        NotApplicable "不适用" "not_applicable": "在此情形下不适用" / "does not apply in this case";
        Revoke "撤销" "revoke": "部门撤销已经作出的决定，要写理由" / "the authority takes a decision back, with a reason";
        Rate "评价" "rate": "申请人评价，一次一评" / "the applicant rates, once";
        Remedied "整改完成" "remedied": "差评说的事已经整改、答复" / "what was rated badly has been put right and answered";
        ExcludeRating "不计入" "exclude_rating": "恶意或者误点的评价不计入" / "a malicious or mistaken rating does not count";
    }
}

impl Keyword {
    /// The spelling in one language.
    #[must_use]
    pub const fn spelling(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    /// Its row of the table.
    #[must_use]
    pub fn info(self) -> Option<&'static KeywordInfo> {
        KEYWORDS.iter().find(|row| row.keyword == self)
    }

    /// Begins a row, so that a comma at the end of the line before it must be left over. 时限, 材料 and 字段 do not tell:
    /// they may also stand in a list of figures.
    #[must_use]
    pub fn begins_row(self) -> bool {
        let begins = |info: &KeywordInfo| matches!(info.group, Group::Property | Group::Declaration);
        self.info().is_some_and(begins) && !matches!(self, Self::Limit | Self::Material | Self::Field)
    }

    /// Begins a property of its own, wherever it stands behind a complete one.
    #[must_use]
    pub fn begins_property(self) -> bool {
        let begins =
            |info: &KeywordInfo| matches!(info.group, Group::Property | Group::Metric | Group::Declaration);
        self.info().is_some_and(begins) && !matches!(self, Self::Is | Self::From | Self::Until)
    }

    /// 且 and 或: they join two parts of an entry, so a row may be broken beside them.
    #[must_use]
    pub const fn joins_lines(self) -> bool {
        matches!(self, Self::And | Self::Or)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_distinct_and_read_back() {
        let mut all: Vec<&str> = KEYWORDS.iter().flat_map(|row| [row.zh, row.en]).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for row in KEYWORDS {
            assert_eq!(Keyword::from_spelling(row.zh), Some(row.keyword));
            assert_eq!(Keyword::from_spelling(row.en), Some(row.keyword));
            assert_eq!(row.keyword.info().map(|info| info.zh), Some(row.zh));
        }
    }

    #[test]
    fn no_keyword_is_a_unit() {
        for row in KEYWORDS {
            assert!(crate::syntax::units::lookup(row.zh).is_none(), "{}", row.zh);
            assert!(crate::syntax::units::lookup(row.en).is_none(), "{}", row.en);
        }
    }
}
