//! The report on what changes from one bundle to another.

use super::{Part, Report};
use lianban_compiler::impact::{
    Changed, FacetChange, FigureChange, Figures, Group, Impact, PromiseChange, Range, Rows, Standing, Verdict,
};

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub struct ImpactReport<'a> {
    /// What changes.
    pub impact: &'a Impact,
    /// Findings of the law that are new: code and words.
    pub introduced: &'a [(String, String)],
    /// Findings that are gone.
    pub mended: &'a [(String, String)],
    /// Cases in hand, and how many of them are on the old plan; none if no store was looked at.
    pub cases: Option<(u64, u64)>,
    /// Both flows in one drawing, if the report is a page: SVG.
    pub picture: Option<&'a str>,
    /// In English instead of Chinese.
    pub english: bool,
}

struct Writer<'a> {
    of: ImpactReport<'a>,
    parts: Vec<Part>,
}

/// Puts it into words.
#[must_use]
pub fn impact(of: ImpactReport<'_>) -> Report {
    let mut writer = Writer { of, parts: Vec::new() };
    let impact = of.impact;
    let place = if impact.region.is_empty() { String::new() } else { format!("（{}）", impact.region) };
    let title = writer.pick("改了什么：", "What changes: ").to_owned();
    let title = format!("{title}{}{place}", impact.bundle);
    writer.body();
    Report { title, lang: if of.english { "en" } else { "zh" }, parts: writer.parts }
}

impl<'a> Writer<'a> {
    const fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        if self.of.english { en } else { zh }
    }

    fn heading(&mut self, zh: &str, en: &str) {
        let heading = self.pick(zh, en).to_owned();
        self.parts.push(Part::Heading(heading));
    }

    fn text(&mut self, text: String) {
        self.parts.push(Part::Text(text));
    }

    fn table(&mut self, heads: &[(&str, &str)], rows: Vec<Vec<String>>) {
        let heads = heads.iter().map(|(zh, en)| self.pick(zh, en).to_owned()).collect();
        self.parts.push(Part::Table { heads, rows });
    }

    fn body(&mut self) {
        let impact = self.of.impact;
        if impact.is_empty() {
            let same = self.pick("两份是同一个方案，什么也没有变。", "Both are one plan: nothing changes.");
            let same = same.to_owned();
            self.text(same);
            return;
        }
        if impact.breaks_a_promise() {
            let broken = self.pick("有承诺不再成立。", "A promise is broken now.").to_owned();
            self.parts.push(Part::Alarm(broken));
        }
        self.figures();
        if let Some(svg) = self.of.picture {
            self.heading("流程图", "The flow, before and after");
            self.parts.push(Part::Picture(svg.to_owned()));
        }
        self.groups();
        self.promises();
        self.path();
        self.kinds();
        self.law();
        self.cases();
    }

    /// The figures at a glance.
    fn figures(&mut self) {
        let impact = self.of.impact;
        let paid = impact.fees.before.max(impact.fees.after) > Some(0);
        let rows: Vec<Vec<String>> = [
            (("时限（最坏）", "time, worst case"), &impact.days),
            (("材料", "materials"), &impact.burden),
            (("跑动", "trips"), &impact.trips),
            (("踏勘", "site visits"), &impact.site_visits),
        ]
        .into_iter()
        .chain(paid.then_some((("收费", "fees"), &impact.fees)))
        .map(|((zh, en), figure)| {
            let name = self.pick(zh, en).to_owned();
            let [before, after, change] = self.figure(figure);
            vec![name, before, after, change]
        })
        .collect();
        self.heading("申请人：最坏的情形", "For the applicant: the worst case");
        self.table(&[("", ""), ("原来", "before"), ("现在", "after"), ("变化", "change")], rows);
    }

    fn figure(&self, figure: &FigureChange) -> [String; 3] {
        let shown = |value: Option<u32>| {
            value.map_or_else(|| "—".to_owned(), |value| format!("{value} {}", figure.unit))
        };
        let change = match (figure.before, figure.after) {
            (Some(before), Some(after)) => self.change(before, after),
            _ => "—".to_owned(),
        };
        [shown(figure.before), shown(figure.after), change]
    }

    fn change(&self, before: u32, after: u32) -> String {
        let by = after.abs_diff(before);
        match before.cmp(&after) {
            std::cmp::Ordering::Equal => self.pick("不变", "same").to_owned(),
            std::cmp::Ordering::Less => format!("{} {by}", self.pick("增加", "up by")),
            std::cmp::Ordering::Greater => format!("{} {by}", self.pick("减少", "down by")),
        }
    }

    /// For whom what changes.
    fn groups(&mut self) {
        let groups = &self.of.impact.groups;
        self.heading("按情形", "By circumstances");
        if groups.changed.is_empty() && groups.complete {
            let none = self
                .pick("哪种情形的天数、材料、跑动、踏勘和收费都没有变。", "No figure changes for anybody.");
            let none = none.to_owned();
            self.text(none);
        } else if !groups.changed.is_empty() {
            let fees = groups.changed.iter().flat_map(|group| [&group.before, &group.after]);
            let fees = fees.flatten().any(|range| range.most.as_ref().unwrap_or(&range.least).fees > 0);
            let rows: Vec<Vec<String>> = groups.changed.iter().map(|group| self.group(group, fees)).collect();
            self.table(&[("情形", "answers"), ("原来", "before"), ("现在", "after")], rows);
        }
        if !groups.complete {
            let part = self.pick(
                "情形太多，没有比完：没有写在这里的情形，不能说没有变。上面的最坏情形仍由证明得出。",
                "There are too many cases to compare each: those that are not told here may have changed too. The worst case above is proved all the same.",
            );
            let part = part.to_owned();
            self.text(part);
        }
    }

    fn group(&self, group: &Group, fees: bool) -> Vec<String> {
        let range = |range: &Option<Range>| {
            range.as_ref().map_or_else(
                || self.pick("没有这种情形", "no such case").to_owned(),
                |range| self.case(range, fees),
            )
        };
        let mut answers = group.answers.join(self.pick("；或 ", "; or "));
        if !group.whole {
            answers.push_str(self.pick("；还有别的", "; and others"));
        }
        vec![answers, range(&group.before), range(&group.after)]
    }

    fn case(&self, range: &Range, fees: bool) -> String {
        let least = &range.least;
        let most = range.most.as_ref().unwrap_or(least);
        let of = |figure: fn(&Figures) -> u32| match (figure(least), figure(most)) {
            (low, high) if low == high => low.to_string(),
            (low, high) => format!("{low}–{high}"),
        };
        let (days, materials, trips) = (of(|f| f.days), of(|f| f.materials), of(|f| f.trips));
        let (visits, yuan, unit) = (of(|f| f.site_visits), of(|f| f.fees), &least.unit);
        let paid = match (fees, self.of.english) {
            (false, _) => String::new(),
            (true, true) => format!(", {yuan} yuan"),
            (true, false) => format!("，收费 {yuan} 元"),
        };
        if self.of.english {
            format!("{days} {unit}, {materials} materials, {trips} trips, {visits} site visits{paid}")
        } else {
            format!("{days} {unit}，{materials} 份，跑 {trips} 次，踏勘 {visits} 次{paid}")
        }
    }

    fn promises(&mut self) {
        let impact = self.of.impact;
        let told: Vec<&PromiseChange> =
            impact.promises.iter().filter(|promise| promise.verdict != Verdict::Same).collect();
        self.heading("承诺", "Promises");
        if told.is_empty() {
            let none = self.pick("都和原来一样。", "All as before.").to_owned();
            self.text(none);
            return;
        }
        let rows: Vec<Vec<String>> = told
            .into_iter()
            .map(|promise| {
                let standing = |standing: &Option<Standing>| {
                    standing.as_ref().map_or_else(|| "—".to_owned(), |row| self.standing(row, promise.unit))
                };
                vec![
                    name(promise),
                    standing(&promise.before),
                    standing(&promise.after),
                    self.verdict(promise.verdict).to_owned(),
                ]
            })
            .collect();
        self.table(&[("承诺", "promise"), ("原来", "before"), ("现在", "after"), ("结果", "result")], rows);
    }

    fn standing(&self, row: &Standing, unit: &str) -> String {
        let worst = format!("{} {} {unit}", self.pick("最坏", "worst"), row.worst);
        let worst = if row.decided {
            worst
        } else {
            format!("{worst}{}", self.pick("（未能证明）", " (undecided)"))
        };
        match (row.limit, row.slack) {
            (Some(limit), Some(slack)) => format!(
                "{} {limit} {unit}，{worst}，{} {slack}",
                self.pick("承诺", "promised"),
                self.pick("余量", "slack")
            ),
            _ => format!("{}，{worst}", self.pick("未作承诺", "not promised")),
        }
    }

    const fn verdict(&self, verdict: Verdict) -> &'static str {
        let english = self.of.english;
        match verdict {
            Verdict::Same => {
                if english {
                    "same"
                } else {
                    "不变"
                }
            }
            Verdict::New => {
                if english {
                    "new"
                } else {
                    "新增"
                }
            }
            Verdict::Gone => {
                if english {
                    "gone"
                } else {
                    "取消"
                }
            }
            Verdict::Broken => {
                if english {
                    "BROKEN"
                } else {
                    "不再成立"
                }
            }
            Verdict::Mended => {
                if english {
                    "kept now"
                } else {
                    "现在成立"
                }
            }
            Verdict::Moved => {
                if english {
                    "changed"
                } else {
                    "改变"
                }
            }
        }
    }

    fn path(&mut self) {
        let path = &self.of.impact.critical_path;
        if !path.changed {
            return;
        }
        self.heading("关键路径", "Critical path");
        let way = |steps: &[lianban_compiler::proof::PathStep]| {
            let steps: Vec<String> =
                steps.iter().map(|step| format!("{} {}", step.node, step.days)).collect();
            steps.join(" → ")
        };
        let before = format!("{}{}", self.pick("原来：", "before: "), way(&path.before));
        let after = format!("{}{}", self.pick("现在：", "after: "), way(&path.after));
        self.parts.push(Part::List(vec![before, after]));
    }

    fn kinds(&mut self) {
        let impact = self.of.impact;
        self.head(&impact.head);
        self.rows(("事项", "Items"), &impact.items);
        self.rows(("联合", "Joint actions"), &impact.joints);
        self.rows(("阶段", "Stages"), &impact.stages);
        self.rows(("材料", "Materials"), &impact.materials);
        self.rows(("情形", "Questions"), &impact.questions);
        self.rows(("部门", "Departments"), &impact.departments);
        self.rows(("特别程序", "Special procedures"), &impact.procedures);
        self.rows(("字段", "Fields"), &impact.fields);
    }

    fn head(&mut self, changes: &[FacetChange]) {
        if changes.is_empty() {
            return;
        }
        self.heading("整件事", "The bundle itself");
        let rows = changes.iter().map(|change| self.facet(change)).collect();
        self.parts.push(Part::List(rows));
    }

    fn rows(&mut self, (zh, en): (&str, &str), rows: &Rows) {
        if rows.is_empty() {
            return;
        }
        self.heading(zh, en);
        let mut lines = Vec::new();
        let told = |name: &String| {
            let found = rows.told.iter().find(|told| told.name == *name);
            let facets = found.map(|told| told.facets.as_slice()).unwrap_or_default();
            let facets: Vec<String> =
                facets.iter().map(|facet| format!("{} {}", facet.what, facet.value)).collect();
            facets.join("；")
        };
        for name in &rows.added {
            lines.push(format!("{}{name}：{}", self.pick("新增 ", "new "), told(name)));
        }
        for name in &rows.removed {
            lines.push(format!("{}{name}：{}", self.pick("取消 ", "gone "), told(name)));
        }
        lines.extend(rows.changed.iter().map(|changed| self.changed(changed)));
        self.parts.push(Part::List(lines));
    }

    fn changed(&self, changed: &Changed) -> String {
        let mut parts = Vec::new();
        if let Some(old) = &changed.renamed_from {
            parts.push(format!("{}{old}", self.pick("原名 ", "was called ")));
        }
        parts.extend(changed.changes.iter().map(|change| self.facet(change)));
        format!("{}：{}", changed.name, parts.join("；"))
    }

    fn facet(&self, change: &FacetChange) -> String {
        let none = self.pick("（无）", "(none)");
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| none.to_owned());
        format!("{} {} → {}", change.what, shown(&change.before), shown(&change.after))
    }

    fn law(&mut self) {
        let (introduced, mended) = (self.of.introduced, self.of.mended);
        let list = |findings: &[(String, String)]| -> Vec<String> {
            findings.iter().map(|(code, words)| format!("{code} {words}")).collect()
        };
        if !introduced.is_empty() {
            self.heading("新出现的问题", "New findings");
            self.parts.push(Part::List(list(introduced)));
        }
        if !mended.is_empty() {
            self.heading("改好的问题", "Findings that are gone");
            self.parts.push(Part::List(list(mended)));
        }
    }

    fn cases(&mut self) {
        let Some((open, on_old)) = self.of.cases else { return };
        self.heading("在办的办件", "Cases in hand");
        let text = if self.of.english {
            format!(
                "{open} cases in hand, {on_old} of them on the old plan. They stay on it (rule D4); \
                `lianban case migrate --dry-run` tells what a move would do to each."
            )
        } else {
            format!(
                "在办 {open} 件，其中 {on_old} 件在原来的方案上。它们仍走原来的方案（规则 D4）；\
                换过来每一件会怎样，用 lianban case migrate --dry-run 看。"
            )
        };
        self.text(text);
    }
}

/// `时限`, `施工许可 时限`, `时限 从 甲 到 乙`.
fn name(promise: &PromiseChange) -> String {
    let mut name = promise.metric.to_owned();
    if let Some(of) = &promise.of {
        name = format!("{of} {name}");
    }
    if let Some((from, until)) = promise.from.as_ref().zip(promise.until.as_ref()) {
        name.push_str(&format!(" 从 {from} 到 {until}"));
    }
    name
}
