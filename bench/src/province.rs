//! A province as text: as many items and bundles as asked for, always the same for the same numbers.

use std::fmt::Write;

/// Items of the province: as many as a provincial catalogue of government services lists.
pub const ITEMS: usize = 35_564;
/// Bundles they are spread over.
pub const BUNDLES: usize = 1_000;

/// Items that hang on one another: the first of a group issues what the others need.
const GROUP: usize = 6;

const OFFICES: &[&str] = &[
    "市场监督管理局", "消防救援大队", "城市管理局", "生态环境局", "卫生健康委员会", "住房和城乡建设局", "自然资源局",
];
const SUBJECTS: &[&str] =
    &["经营场所", "户外设施", "公共卫生", "特种设备", "排水接入", "道路占用", "安全生产", "环境影响"];
const ACTS: &[&str] = &["许可", "备案", "核准", "登记", "变更", "延续"];
const PAPERS: &[&str] = &["平面布置图", "管理制度", "人员名册", "设备清单", "检测报告", "产权证明"];

/// A sequence of numbers that looks random (Lehmer's generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).map_or(0, |n| n % sides)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// The bundles of a province: `items` items spread evenly over `bundles` texts.
pub fn province(items: usize, bundles: usize) -> Vec<String> {
    let share = |upto: usize| items * upto / bundles;
    (0..bundles).map(|at| bundle(at, share(at + 1) - share(at), false)).collect()
}

/// One bundle of so many items; `terse` leaves out what an item need not say, so that many fit into one file.
pub fn bundle(seed: usize, items: usize, terse: bool) -> String {
    let mut dice = Dice(u64::try_from(seed).map_or(1, |seed| seed * 7 + 11));
    let mut out = String::new();
    head(&mut out, seed);
    for at in 0..items {
        if terse {
            terse_item(&mut out, at);
        } else {
            item(&mut out, at, &mut dice);
        }
    }
    if !terse {
        out.push_str("    联合 联合踏勘 { 牵头 市场监督管理局；时限 2 工作日 }\n\n");
    }
    flow(&mut out, items);
    out.push_str("}\n");
    out
}

fn head(out: &mut String, seed: usize) {
    let _ = write!(
        out,
        "/// 第 {seed} 件：一次告知、一表申请、一窗受理、一次联合踏勘，证照一并邮寄。\n一件事 第{seed}号一件事 {{\n    编码     \"ZT-{seed:04}\"\n    \
         适用     某省\n    服务对象 自然人，法人\n\n    承诺 {{ 时限 60 工作日；材料 200 份；跑动 1 次；踏勘 100 次 }}\n\n    \
         情形 {{\n        主体类型: 个体工商户 | 企业 问 “以什么身份经营？”\n        \
         经营面积: 面积 问 “使用面积是多少平方米？”\n        户外设施: 是否 问 “是否设置户外设施？”\n    }}\n\n"
    );
    for (at, office) in OFFICES.iter().enumerate() {
        let _ = writeln!(out, "    部门 {office} {{ 简称 部门{at}；窗口 {} }}", at + 1);
    }
    out.push_str("\n    材料 《联合申请表》 { 来源 申请人 }\n    材料 《身份证》 { 来源 共享 公安.居民身份证 }\n\n");
}

fn name(at: usize) -> String {
    let subject = SUBJECTS[at % SUBJECTS.len()];
    format!("{subject}第{at}项{}", ACTS[at / SUBJECTS.len() % ACTS.len()])
}

/// The first item of a group waits for item 0, the others for the first.
fn proof_of(at: usize) -> Option<usize> {
    if at == 0 { None } else { Some(if at.is_multiple_of(GROUP) { 0 } else { at - at % GROUP }) }
}

fn item(out: &mut String, at: usize, dice: &mut Dice) {
    let (item, paper) = (name(at), dice.of(PAPERS));
    let _ = writeln!(out, "    材料 《{item}{paper}》 {{ 来源 申请人；份数 1 }}");
    let _ = writeln!(out, "    /// {item}：由主管部门审查。\n    事项 {item} 是 行政许可 {{");
    match dice.below(4) {
        0 => out.push_str("        当   经营面积 ≥ 300 ㎡ 或 主体类型 = 企业\n"),
        1 => out.push_str("        当   户外设施 = 是\n"),
        _ => {}
    }
    let _ = writeln!(out, "        依据 “{}管理条例 第{}条”", &item, dice.below(80) + 1);
    let _ = writeln!(out, "        承办 {}", dice.of(OFFICES));
    let promised = dice.below(8) + 3;
    let _ = writeln!(out, "        法定 {} 工作日\n        承诺 {promised} 工作日", promised + 10);
    let proof = proof_of(at).map(|before| format!("、《{}证》", name(before))).unwrap_or_default();
    let _ = writeln!(out, "        需要 《联合申请表》、《身份证》、《{item}{paper}》{proof}");
    if !at.is_multiple_of(GROUP) && dice.below(5) == 0 {
        out.push_str("        参加 联合踏勘\n");
    }
    let _ = writeln!(out, "        产出 《{item}证》\n    }}\n");
}

fn terse_item(out: &mut String, at: usize) {
    let proof = proof_of(at).map(|before| format!("、《{}证》", name(before))).unwrap_or_default();
    let _ = writeln!(
        out,
        "    事项 {} {{ 承办 生态环境局；承诺 3 工作日；需要 《联合申请表》{proof}；产出 《{}证》 }}",
        name(at),
        name(at)
    );
}

fn flow(out: &mut String, items: usize) {
    let _ = write!(out, "    流程 {{\n        一窗受理 {{ 渠道 窗口 }} → {} → 并联 {{\n", name(0));
    for at in 1..items {
        let _ = writeln!(out, "            {}", name(at));
    }
    out.push_str("        } → 统一出件 { 方式 邮寄 }\n    }\n");
}
