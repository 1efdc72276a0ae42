//! What `new` writes: a bundle of one of three shapes, from the items and departments a designer names. Whatever the
//! names and figures, it checks without an error and keeps its promise.

use clap::ValueEnum;
use lianban_compiler::diagnostics::FileId;
use lianban_compiler::syntax::{self, tree::TermKind};
use std::collections::BTreeSet;

/// `--template`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// One item opens the way, the others follow side by side.
    #[value(name = "经营准入", alias = "business")]
    Business,
    /// All items side by side, on line.
    #[value(name = "个人事项", alias = "personal")]
    Personal,
    /// One item behind the other, with a joint inspection before the last ones.
    #[value(name = "工程建设", alias = "construction")]
    Construction,
}

/// All that differs from bundle to bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its shape.
    pub template: Template,
    /// Name of the bundle.
    pub name: String,
    /// 适用.
    pub region: String,
    /// 事项 in order, at least one, all different.
    pub items: Vec<String>,
    /// 部门, at least one, all different; items take them in turn.
    pub departments: Vec<String>,
    /// 承诺 in working days, at least 1.
    pub days: u32,
}

impl Template {
    /// What stands where the designer says nothing.
    pub fn defaults(self) -> Draft {
        let (name, items, departments, days): (_, &[&str], &[&str], _) = match self {
            Self::Business => (
                "我要开店",
                &["设立登记", "食品经营许可", "户外招牌设置"],
                &["市场监督管理局", "城市管理局"],
                6,
            ),
            Self::Personal => (
                "新生儿出生",
                &["出生医学证明", "出生登记", "医疗保险参保", "社会保障卡申领"],
                &["卫生健康委员会", "公安局", "医疗保障局", "人力资源和社会保障局"],
                5,
            ),
            Self::Construction => (
                "工程建设项目审批",
                &["建设用地规划许可", "建设工程规划许可", "施工许可", "规划核实", "消防验收"],
                &["自然资源和规划局", "住房和城乡建设局"],
                40,
            ),
        };
        let owned = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
        Draft {
            template: self,
            name: name.to_owned(),
            region: "示范市".to_owned(),
            items: owned(items),
            departments: owned(departments),
            days,
        }
    }

    /// Its Chinese name.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Business => "经营准入",
            Self::Personal => "个人事项",
            Self::Construction => "工程建设",
        }
    }
}

/// A name as it has to be written: in 《》 unless it reads as plain words.
pub fn written(name: &str) -> String {
    if is_plain(name) { name.to_owned() } else { format!("《{name}》") }
}

/// Whether a name reads as one plain name by itself: no keyword, no number, no punctuation.
fn is_plain(name: &str) -> bool {
    let (tree, found) = syntax::parse_file(name, FileId::default());
    let [entry] = tree.entries.as_slice() else { return false };
    let [term] = entry.terms.as_slice() else { return false };
    found.is_empty() && matches!(&term.kind, TermKind::Name { text, quoted: false } if text == name)
}

impl Draft {
    /// The text of the bundle.
    pub fn text(&self) -> String {
        let names = Names::new(self);
        let groups = self.groups();
        let days = shares(self.days, groups.len());
        let mut text = self.head(&names);
        for (group, days) in groups.iter().zip(&days) {
            for at in group.clone() {
                text.push_str(&self.item(at, group.start, *days, &names));
            }
        }
        if let Some((first, joint)) = self.joint(&days) {
            let lead = written(&self.departments[first % self.departments.len()]);
            text.push_str(&format!("    联合 {} {{ 牵头 {lead}；时限 {joint} 工作日 }}\n\n", names.joint));
        }
        text.push_str(&self.flow(&groups));
        text.push_str(&self.test(&names, &days));
        text.push_str("}\n");
        text
    }

    /// The items that stand side by side, group behind group.
    #[expect(clippy::single_range_in_vec_init, reason = "one group is meant, not its members")]
    fn groups(&self) -> Vec<std::ops::Range<usize>> {
        let count = self.items.len();
        match self.template {
            Template::Personal => vec![0..count],
            Template::Business if count > 1 => vec![0..1, 1..count],
            Template::Construction if count > 2 => {
                (0..count - 2).map(|at| at..at + 1).chain([count - 2..count]).collect()
            }
            _ => vec![0..count],
        }
    }

    /// The last item of 经营准入 applies on request.
    fn optional(&self) -> Option<usize> {
        (self.template == Template::Business && self.items.len() > 1).then(|| self.items.len() - 1)
    }

    /// The first item that takes part in the joint inspection, and its limit.
    fn joint(&self, days: &[u32]) -> Option<(usize, u32)> {
        let wanted = self.template == Template::Construction && self.items.len() > 1;
        let last = days.last().copied().filter(|days| wanted && *days > 0)?;
        Some((self.items.len() - 2, last.min(2)))
    }

    fn head(&self, names: &Names) -> String {
        let (audience, channel_trips) = match self.template {
            Template::Personal => ("自然人", 0),
            _ => ("自然人，法人", 1),
        };
        let about = match self.template {
            Template::Business => "先办好第一个事项，其余并联办理。",
            Template::Personal => "网上一次提交，各事项并联办理，结果邮寄。",
            Template::Construction => "事项逐个办理，最后两个共用联合踏勘。",
        };
        let mut text = format!("/// {about}名称和数字都是示例，请换成本地公布的。\n");
        text.push_str(&format!("一件事 {} {{\n", written(&self.name)));
        text.push_str(&format!("    适用 {}\n    服务对象 {audience}\n\n", written(&self.region)));
        let visits = if self.joint(&shares(self.days, self.groups().len())).is_some() {
            "；踏勘 1 次"
        } else {
            ""
        };
        text.push_str(&format!(
            "    承诺 {{ 时限 {} 工作日；材料 {} 份；跑动 {channel_trips} 次{visits} }}\n\n",
            self.days,
            self.items.len() + 1
        ));
        if let Some(at) = self.optional() {
            let asked = self.items[at].replace(['“', '”', '"', '＂'], "");
            text.push_str(&format!(
                "    情形 {{\n        {}: 是否 问 “是否需要办理{asked}？”\n    }}\n\n",
                names.question
            ));
        }
        for department in &self.departments {
            text.push_str(&format!("    部门 {}\n", written(department)));
        }
        text.push_str(&format!("\n    材料 {} {{ 来源 共享 公安.居民身份证 }}\n", names.identity));
        text.push_str(&format!("    材料 {} {{ 来源 申请人 }}\n", names.form));
        for paper in &names.papers {
            text.push_str(&format!("    材料 {paper} {{ 来源 申请人 }}\n"));
        }
        text.push('\n');
        text
    }

    fn item(&self, at: usize, group: usize, days: u32, names: &Names) -> String {
        let mut text = format!("    事项 {} 是 {} {{\n", written(&self.items[at]), self.kind());
        if self.optional() == Some(at) {
            text.push_str(&format!("        当 {} = 是\n", names.question));
        }
        let department = &self.departments[at % self.departments.len()];
        let promise = if days == 0 { "即办".to_owned() } else { format!("{days} 工作日") };
        let before =
            group.checked_sub(1).map(|before| format!("、{}", names.results[before])).unwrap_or_default();
        text.push_str(&format!("        承办 {}\n", written(department)));
        text.push_str(&format!("        法定 {} 工作日\n        承诺 {promise}\n", days.max(20)));
        text.push_str(&format!(
            "        需要 {}、{}、{}{before}\n",
            names.form, names.identity, names.papers[at]
        ));
        if self.joint(&[days]).is_some_and(|(first, _)| at >= first) {
            text.push_str(&format!("        参加 {}\n", names.joint));
        }
        text.push_str(&format!("        产出 {}\n    }}\n\n", names.results[at]));
        text
    }

    fn kind(&self) -> &'static str {
        if self.template == Template::Personal { "公共服务" } else { "行政许可" }
    }

    fn flow(&self, groups: &[std::ops::Range<usize>]) -> String {
        let channel = if self.template == Template::Personal { "网上" } else { "窗口" };
        let mut steps = vec![format!("一窗受理 {{ 渠道 {channel} }}")];
        for group in groups {
            let items: Vec<String> = self.items[group.clone()].iter().map(|name| written(name)).collect();
            steps.push(match items.as_slice() {
                [only] => only.clone(),
                _ => format!("并联 {{ {} }}", items.join("；")),
            });
        }
        steps.push("统一出件 { 方式 邮寄 }".to_owned());
        format!("    流程 {{\n        {}\n    }}\n\n", steps.join("\n            → "))
    }

    fn test(&self, names: &Names, days: &[u32]) -> String {
        let trips = u32::from(self.template != Template::Personal);
        let visits = if self.joint(days).is_some() { "，踏勘 = 1 次" } else { "" };
        let let_row = match self.optional() {
            Some(_) => format!("        令 {} = 是\n", names.question),
            None => String::new(),
        };
        format!(
            "    测试 “一切顺利” {{\n{let_row}        2026-03-09 09:30 提交\n        期望 结果 = 办结，材料 = {} 份，跑动 = {trips} 次{visits}\n    }}\n",
            self.items.len() + 1
        )
    }
}

/// `days` in so many parts, the earlier ones larger by at most a day.
fn shares(days: u32, parts: usize) -> Vec<u32> {
    let parts = u32::try_from(parts.max(1)).unwrap_or(u32::MAX);
    (0..parts).map(|part| days / parts + u32::from(part < days % parts)).collect()
}

/// The names that the designer did not choose, as written; none is equal to another name of the bundle.
struct Names {
    identity: String,
    form: String,
    papers: Vec<String>,
    results: Vec<String>,
    question: String,
    joint: String,
}

impl Names {
    fn new(draft: &Draft) -> Self {
        let mut taken: BTreeSet<String> = draft.items.iter().chain(&draft.departments).cloned().collect();
        let mut free = |wish: String| {
            let mut name = wish;
            while !taken.insert(name.clone()) {
                name.push('＊');
            }
            name
        };
        let identity = format!("《{}》", free("居民身份证".to_owned()));
        let form = format!("《{}》", free("一表申请表".to_owned()));
        let papers =
            draft.items.iter().map(|item| format!("《{}》", free(format!("{item}申请材料")))).collect();
        let results = draft.items.iter().map(|item| format!("《{}》", free(format!("{item}结果")))).collect();
        let last = draft.items.last().map(String::as_str).unwrap_or_default();
        let question = written(&free(format!("需要{last}")));
        let joint = written(&free("联合踏勘".to_owned()));
        Self { identity, form, papers, results, question, joint }
    }
}
