//! The timeline with its instants read.

use lianban_runtime::time::{Calendar, Date, Instant};
use lianban_simulator::{Timeline, TimelineNode};

/// A clock stop, as dates: the days in (from, to] do not count.
pub(super) struct Stop {
    pub kind: String,
    pub from: Date,
    pub to: Option<Date>,
}

/// One row of the chart.
pub(super) struct Row<'t> {
    pub node: &'t TimelineNode,
    pub start: Option<Instant>,
    pub finish: Option<Instant>,
    /// The date that is day 0 of its limit: bars begin after it.
    pub day_zero: Option<Date>,
    pub last: Option<Date>,
    pub stops: Vec<Stop>,
    /// Rest days count as well (日, 月, 年).
    pub every_day: bool,
    /// Last working day of its slack.
    pub slack_until: Option<Date>,
}

/// Everything that is drawn.
pub(super) struct Chart<'t> {
    pub rows: Vec<Row<'t>>,
    pub start: Option<Instant>,
    pub due: Option<Instant>,
    pub original_due: Option<Instant>,
    /// 预警 and 黄牌: after which instants.
    pub levels: Vec<(&'t str, Instant)>,
    /// Number of clock stops.
    pub stops: usize,
}

impl<'t> Chart<'t> {
    pub fn new(timeline: &'t Timeline, calendar: &Calendar) -> Self {
        let rows: Vec<Row<'t>> = timeline.nodes.iter().map(|node| Row::new(node, calendar)).collect();
        let stops = rows.iter().map(|row| row.stops.len()).sum();
        // 红牌 is what the line of the promise says.
        let before_due = timeline.levels.iter().filter(|level| level.level != "红牌");
        let levels = before_due.filter_map(|level| Some((level.level.as_str(), read(Some(&level.at))?)));
        Self {
            rows,
            start: read(Some(&timeline.start)),
            due: read(timeline.due.as_ref()),
            original_due: read(timeline.original_due.as_ref()),
            levels: levels.collect(),
            stops,
        }
    }

    /// Every date that must be visible.
    pub fn dates(&self, calendar: &Calendar) -> Vec<Date> {
        let of = |at: Option<Instant>| at.map(|at| calendar.date_of(at));
        let mut dates: Vec<Option<Date>> = vec![of(self.start), of(self.due), of(self.original_due)];
        for row in &self.rows {
            dates.extend([of(row.start), row.day_zero, row.last, row.slack_until]);
            dates.extend(row.stops.iter().flat_map(|stop| [Some(stop.from), stop.to]));
        }
        dates.into_iter().flatten().collect()
    }
}

impl<'t> Row<'t> {
    fn new(node: &'t TimelineNode, calendar: &Calendar) -> Self {
        let (start, finish) = (read(node.start.as_ref()), read(node.finish.as_ref()));
        let every_day = ["日", "月", "年"].iter().any(|unit| node.limit.ends_with(unit))
            && !node.limit.contains("工作日");
        let day_zero = start.map(|at| match calendar.day_zero(at) {
            Ok(day) if !every_day => day,
            _ => calendar.date_of(at),
        });
        let last = finish.map(|at| calendar.date_of(at));
        let slack = last.zip(node.slack_days.filter(|days| *days > 0));
        Self {
            node,
            start,
            finish,
            day_zero,
            last,
            stops: node.stops.iter().filter_map(|stop| stop_of(stop, calendar)).collect(),
            every_day,
            slack_until: slack.and_then(|(last, days)| calendar.add_working_days(last, days).ok()),
        }
    }

    /// Whether a day is inside one of its stops.
    pub fn is_stopped(&self, day: Date) -> bool {
        self.stops.iter().any(|stop| stop.from < day && stop.to.is_none_or(|to| day <= to))
    }

    /// What the tooltip says.
    pub fn tooltip(&self) -> String {
        let moment = |at: &Option<String>| {
            at.as_deref()
                .map_or("—".to_owned(), |at| at.chars().take(16).collect::<String>().replace('T', " "))
        };
        let node = self.node;
        let mut text =
            format!("{}（{}）：{} — {}", node.name, node.state, moment(&node.start), moment(&node.finish));
        if !node.limit.is_empty() {
            text.push_str(&format!("，时限 {}", node.limit));
        }
        if node.due.is_some() {
            text.push_str(&format!("，到 {}，{}", moment(&node.due), node.level));
        }
        if let Some(days) = node.slack_days {
            text.push_str(&format!("，机动 {days} 个工作日"));
        }
        for stop in &node.stops {
            text.push_str(&format!(
                "；{} {} — {}",
                stop.kind,
                moment(&Some(stop.from.clone())),
                moment(&stop.to)
            ));
        }
        text
    }
}

fn stop_of(stop: &lianban_simulator::StopSpan, calendar: &Calendar) -> Option<Stop> {
    let from = calendar.date_of(read(Some(&stop.from))?);
    Some(Stop { kind: stop.kind.clone(), from, to: read(stop.to.as_ref()).map(|at| calendar.date_of(at)) })
}

fn read(text: Option<&String>) -> Option<Instant> {
    Instant::parse(text?).ok()
}
