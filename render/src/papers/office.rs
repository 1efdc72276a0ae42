//! 前台受理工作规范 and 工作手册: what the window takes in, checks and says; what each step of the back office does.

use super::facts::heads;
use super::{Source, facts};
use crate::report::{Part, Report};
use lianban_runtime::plan::{LimitKind, NodeKind, Plan, Scope, ScopeIx, ScopeKind, Silence};

fn heading(text: &str) -> Part {
    Part::Heading(text.to_owned())
}

/// What the front office works by.
pub fn front(of: &Source<'_>) -> Report {
    let plan = of.plan;
    let mut report = Report::titled(&format!("“{}”前台受理工作规范", plan.name), false);
    let parts = &mut report.parts;
    let mut numbers = ["一", "二", "三", "四", "五", "六"].into_iter();
    let mut numbered = |text: &str| heading(&format!("{}、{text}", numbers.next().unwrap_or_default()));
    if let Some(intake) = facts::node(plan, NodeKind::Intake) {
        parts.push(numbered("在哪里受理"));
        let places = [facts::department_of(plan, intake), format!("渠道：{}", intake.channel.in_words())];
        let mut lines: Vec<String> = places.into_iter().filter(|text| !text.is_empty()).collect();
        let within = facts::limit_words(plan, ScopeIx(0), LimitKind::Intake);
        if within.is_empty() {
            lines.push("材料齐全的，当场受理。".to_owned());
        } else {
            lines.push(format!("收到以后 {within}内决定受理、不予受理，或者一次性告知要补正的；逾期不告知的，收到之日即为受理（行政许可法第三十二条）。"));
        }
        let handover = facts::limit_words(plan, ScopeIx(0), LimitKind::Handover);
        if !handover.is_empty() {
            lines.push(format!("受理以后 {handover}内转交后台。"));
        }
        parts.push(Part::List(lines));
    }
    if !plan.questions.is_empty() {
        parts.push(numbered("先问清情形"));
        let rows = plan.questions.iter().filter(|question| !question.parameter).map(|question| {
            vec![
                question.name.clone(),
                facts::wording(question).to_owned(),
                facts::answers(&question.kind),
                facts::when(plan, question.when),
            ]
        });
        parts.push(Part::Table {
            heads: heads(["情形", "怎样问", "回答", "什么时候问"]),
            rows: rows.collect(),
        });
    }
    parts.push(numbered("收什么，核对什么"));
    let rows = facts::brought(plan).map(|(at, material)| {
        vec![
            format!("《{}》", material.name),
            facts::form(material),
            facts::needed_by(plan, at),
            facts::remarks(plan, at, material).join("；"),
        ]
    });
    parts.push(Part::Table {
        heads: heads(["材料", "形式", "哪些事项用", "核对"]), rows: rows.collect()
    });
    let free = facts::fetched(plan)
        .map(|(_, m)| format!("《{}》：{}，不得要求申请人提供", m.name, facts::source(m)));
    let free: Vec<String> = free.collect();
    if !free.is_empty() {
        parts.push(numbered("不收的"));
        parts.push(Part::List(free));
    }
    let terms: Vec<Vec<String>> = facts::scopes(plan, ScopeKind::Item)
        .filter(|(_, item)| !item.terms.is_empty())
        .map(|(_, item)| vec![item.name.clone(), item.terms.join("；")])
        .collect();
    if !terms.is_empty() {
        parts.push(numbered("受理条件"));
        parts.push(Part::Table { heads: heads(["事项", "条件"]), rows: terms });
    }
    parts.push(numbered("怎样答复"));
    parts.push(Part::List(
        [
            "不需要许可的：即时告知不受理，出不受理告知书。",
            "不归本机关的：即时不予受理，告诉他找谁，出不予受理通知书。",
            "当场能改的：让他当场改，不算补正。",
            "材料不齐的：一次说全，出一次性补正告知书；只能要求一次。",
            "齐全的：受理，出受理通知书。",
        ]
        .map(str::to_owned)
        .to_vec(),
    ));
    report
}

/// What the back office works by: a part for each item, a row for each step.
pub fn back(of: &Source<'_>) -> Report {
    let plan = of.plan;
    let mut report = Report::titled(&format!("“{}”工作手册", plan.name), false);
    for (at, item) in facts::scopes(plan, ScopeKind::Item) {
        report.parts.push(Part::Heading(item.name.clone()));
        report.parts.push(Part::List(about(plan, at, item)));
        report.parts.push(Part::Table {
            heads: heads(["环节", "部门", "岗位", "时限", "停钟和逾期", "怎样办完"]),
            rows: rows(plan, at, item),
        });
    }
    let stops: Vec<Vec<String>> = plan
        .procedures
        .iter()
        .map(|p| {
            let counted = if p.stops { "不计入时限" } else { "计入时限" };
            let told = if p.told { "书面告知申请人" } else { "" };
            let budget = p.budget.map_or_else(String::new, |budget| budget.in_words());
            vec![p.name.clone(), p.basis.clone(), budget, counted.to_owned(), told.to_owned()]
        })
        .collect();
    if !stops.is_empty() {
        report.parts.push(heading("特别程序"));
        report
            .parts
            .push(Part::Table {
                heads: heads(["程序", "依据", "时限", "算不算", "告知"]), rows: stops
            });
    }
    report
}

/// 依据, 受理条件, 需要, 产出 of an item.
fn about(plan: &Plan, at: ScopeIx, item: &Scope) -> Vec<String> {
    let names = |list: &[lianban_runtime::plan::MaterialIx]| {
        let found = list.iter().filter_map(|at| plan.materials.get(at.index()));
        found.map(|m| format!("《{}》", m.name)).collect::<Vec<_>>().join("、")
    };
    let mut lines = Vec::new();
    let mut say = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{label}：{text}"));
        }
    };
    say("什么情形办", facts::when(plan, item.guard));
    say("编码", item.code.clone());
    say("依据", item.basis.join("；"));
    say("受理条件", item.terms.join("；"));
    say("要看的材料", names(&item.needs));
    say("办出来的", names(&item.produces));
    say("法定时限", facts::limit_words(plan, at, LimitKind::Statutory));
    say("承诺时限", facts::limit_words(plan, at, LimitKind::Promised));
    let extension = facts::limit(plan, at, LimitKind::Promised).and_then(|limit| limit.extension.as_ref());
    say(
        "延期",
        extension.map_or_else(String::new, |e| {
            format!("最多 {}，由{}批准（{}）", e.most.in_words(), e.approver, e.basis)
        }),
    );
    let refused = match item.on_refusal {
        lianban_runtime::plan::OnRefusal::Veto => "整件事结束（一票否决）",
        lianban_runtime::plan::OnRefusal::Independent => "只有要用它办出来的证照的事项取消",
    };
    say("不予的", refused.to_owned());
    lines
}

fn rows(plan: &Plan, at: ScopeIx, item: &Scope) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for joint in facts::joints(plan, at) {
        let node = plan.nodes.get(joint.entry.index());
        let limit = node.map_or_else(String::new, |node| node.work.in_words());
        let ended = "参加的都到齐才开始，对大家一次结束";
        rows.push(vec![
            joint.name.clone(),
            facts::department(plan, joint),
            String::new(),
            limit,
            String::new(),
            ended.to_owned(),
        ]);
    }
    for (step, scope) in facts::steps(plan, at) {
        let Some(node) = plan.nodes.get(scope.entry.index()) else { continue };
        let limit = facts::limit(plan, step, LimitKind::Step);
        let name = node.name.rsplit('·').next().unwrap_or(&node.name).to_owned();
        let late = limit.map_or_else(String::new, |limit| silence(limit.silence));
        let ends = plan.rounds.iter().find(|round| round.of == scope.entry);
        let ends = if ends.is_some() { "合格；不合格的整改后复核" } else { "办完" };
        let limit = limit.map_or_else(|| node.work.in_words(), |limit| limit.budget.in_words());
        rows.push(vec![
            name,
            facts::department_of(plan, node),
            node.role.clone(),
            limit,
            late,
            ends.to_owned(),
        ]);
    }
    if let Some(node) = plan.nodes.get(item.exit.index()) {
        rows.push(vec![
            "决定".to_owned(),
            facts::department_of(plan, node),
            node.role.clone(),
            node.work.in_words(),
            facts::limit(plan, at, LimitKind::Promised)
                .map_or_else(String::new, |limit| silence(limit.silence)),
            "准予，或者写明理由不予".to_owned(),
        ]);
    }
    rows
}

fn silence(silence: Silence) -> String {
    silence.word().map_or_else(|| "逾期亮红牌".to_owned(), |word| format!("逾期{word}"))
}
