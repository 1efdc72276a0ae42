//! The limits ledger (rule T9): every limit as one record, counted at an instant.

use super::Reading;
use crate::case::{Level, LimitPhase, LimitState, StopKind, StopRecord, Watch};
use crate::plan::{Limit, LimitIx, LimitKind, ScopeIx, Silence, Thresholds};
use crate::time::{CalendarError, Count, CountUnit, Instant, Roll, Span, Stop, Unit};
use serde::{Deserialize, Serialize};

/// Where a limit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LimitStand {
    /// Not begun.
    #[serde(rename = "未开始")]
    Closed,
    /// Running.
    #[serde(rename = "进行")]
    Running,
    /// A stop holds it.
    #[serde(rename = "停钟")]
    Held,
    /// Running, and the due instant is over.
    #[serde(rename = "超期")]
    Overdue,
    /// Ended in time.
    #[serde(rename = "按时")]
    Met,
    /// Ended late.
    #[serde(rename = "逾期")]
    Late,
    /// Ran out, and its silence took effect.
    #[serde(rename = "届满")]
    Expired,
    /// No longer of consequence.
    #[serde(rename = "作废")]
    Void,
}

impl LimitStand {
    /// It runs, held or not.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Running | Self::Held | Self::Overdue)
    }
}

/// Whose duty a limit is, or whose silence has a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// The authority.
    #[serde(rename = "机关")]
    Authority,
    /// The applicant.
    #[serde(rename = "申请人")]
    Applicant,
}

/// An amount of time as the law writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How many.
    pub amount: u32,
    /// `工作日`, `日`, `月` …
    pub unit: String,
    /// 顺延 rule; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<String>,
}

impl Amount {
    pub(super) fn of(span: Span) -> Self {
        let rolls = matches!(span.unit, Unit::Day | Unit::Month | Unit::Year);
        let roll = match span.roll {
            Roll::None => None,
            Roll::Next => Some("遇休息日顺延"),
            Roll::Previous => Some("遇休息日提前"),
            Roll::Extend => Some("遇三日以上假期顺延"),
        };
        let roll = roll.filter(|_| rolls).map(str::to_owned);
        Self { amount: span.amount, unit: span.unit.word().to_owned(), roll }
    }

    /// `5 工作日`; `即办` for none (rule T2).
    pub(super) fn in_words(&self) -> (String, String) {
        match self.amount {
            0 => ("即办".to_owned(), "the same day".to_owned()),
            amount => (format!("{amount} {}", self.unit), format!("{amount} {}", self.unit)),
        }
    }
}

/// A stop that moves, or holds, a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitStop {
    /// `补正`, `中止`, `整改`, or the name of the 特别程序.
    pub kind: String,
    /// The item, or the bundle, that it is of.
    pub scope: String,
    /// From when it holds this limit.
    pub from: Instant,
    /// Its end; absent while it lasts.
    pub to: Option<Instant>,
    /// By how many units it has moved this limit so far: overlapping ones are counted once, with the first.
    pub units: i64,
}

/// One record of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// `法定时限`, `承诺时限`, `容缺补交时限` …; `特别程序时限` for that of a 特别程序 begun by an event.
    pub kind: String,
    /// The bundle, stage, item, step or joint action it limits.
    pub scope: String,
    /// Who has to keep it; the department, empty if the plan names none, or of the applicant's.
    pub department: String,
    /// Whose duty it is.
    pub duty: Side,
    /// 依据, as written; empty if none.
    pub basis: String,
    /// The moment it runs from, in words of a bundle.
    pub from_moment: String,
    /// The moment it runs until.
    pub until_moment: String,
    /// Where it stands.
    pub state: LimitStand,
    /// When it began.
    pub from: Option<Instant>,
    /// The budget as written.
    pub budget: Amount,
    /// 延期: units added.
    pub extended: u32,
    /// In what the next four are counted; months and years in days, hours in minutes.
    pub counted_in: CountUnit,
    /// The budget with its extension, so counted; absent if it has not begun, or the calendar lacks a day.
    pub total: Option<i64>,
    /// How much of it has run: until now, or until it ended. `consumed + remaining = total`.
    pub consumed: Option<i64>,
    /// How much is left.
    pub remaining: Option<i64>,
    /// Stops that moved it, or hold it, in the order in which they began.
    pub stops: Vec<LimitStop>,
    /// Together, by how much they moved it.
    pub stopped: i64,
    /// Held since; absent while it runs.
    pub held_since: Option<Instant>,
    /// Running since: its beginning, or the end of the last stop; absent while it is held or has ended.
    pub running_since: Option<Instant>,
    /// Due instant, rolled. While it is held: what it would be if the stop ended now.
    pub due: Option<Instant>,
    /// Due instant without any stop and extension.
    pub original_due: Option<Instant>,
    /// Level reached: `正常`, `预警`, `黄牌`, `红牌`; only rises.
    pub level: String,
    /// The next level that will be reached if nothing happens.
    pub next_level: Option<String>,
    /// After which instant.
    pub next_level_at: Option<Instant>,
    /// What it means that it runs out, as a bundle writes it; absent if nothing but a level.
    pub silence: Option<String>,
    /// Whose silence that is.
    pub silence_of: Option<Side>,
    /// By how many units it was missed, or is overdue; what is not whole counts as one. 0 if in time. At least 1 if it is
    /// late and the calendar lacks a day.
    pub late_by: i64,
    /// The calendar lacks a day that is needed: what is absent is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar_error: Option<String>,
}

impl LedgerRow {
    /// The next level, and after which instant.
    fn expects(&mut self, next: Option<(Instant, Level)>) {
        self.next_level_at = next.map(|(at, _)| at);
        self.next_level = next.map(|(_, level)| level.in_words().to_owned());
    }
}

/// The name of a kind of limit.
#[must_use]
pub(super) const fn kind_in_words(kind: LimitKind) -> (&'static str, &'static str) {
    match kind {
        LimitKind::Intake => ("受理时限", "limit to accept"),
        LimitKind::Statutory => ("法定时限", "statutory limit"),
        LimitKind::Promised => ("承诺时限", "promised limit"),
        LimitKind::Joint => ("联合时限", "limit of the joint action"),
        LimitKind::Step => ("环节时限", "limit of the step"),
        LimitKind::Stage => ("阶段时限", "limit of the stage"),
        LimitKind::Between => ("时限", "limit"),
        LimitKind::Tolerance => ("容缺补交时限", "limit to hand in the missing paper"),
        LimitKind::Correction => ("补正时限", "limit to correct"),
        LimitKind::Delivery => ("送达时限", "limit to deliver"),
        LimitKind::Bundle => ("承诺时限", "promised limit"),
        LimitKind::Handover => ("转交时限", "limit to hand over"),
        LimitKind::Supplement => ("后补时限", "limit after 办结"),
        LimitKind::Rectify => ("整改时限", "limit to put it right"),
        LimitKind::Recheck => ("复核时限", "limit to look again"),
        LimitKind::CallBack => ("回访时限", "limit to call back"),
        LimitKind::Remedy => ("差评整改时限", "limit to put right what was rated badly"),
    }
}

/// Whose duty a limit of this kind is.
pub(super) const fn duty_of(kind: LimitKind) -> Side {
    match kind {
        LimitKind::Tolerance | LimitKind::Correction | LimitKind::Rectify => Side::Applicant,
        _ => Side::Authority,
    }
}

impl Reading<'_> {
    /// Every limit that applies, in the order of the plan, then those of 特别程序 begun by events.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerRow> {
        let limits =
            self.limit_indices().filter(|limit| self.applies(*limit)).map(|limit| self.ledger_row(limit));
        let watched = self.state.stops.iter().filter_map(|stop| self.watch_row(stop));
        limits.chain(watched).collect()
    }

    /// The node it ends with applies, and so does its scope. What a bad rating asks for applies once there is one.
    fn applies(&self, limit: LimitIx) -> bool {
        let spec = self.engine.limit(limit);
        if spec.kind.follows_the_case() {
            return self.state.limit(limit).phase != LimitPhase::Closed;
        }
        let skipped = |scope| self.state.scope(scope).outcome == crate::case::ScopeOutcome::Skipped;
        let open = self.state.limit(limit).phase != LimitPhase::Closed;
        let node = self.state.node(spec.span.until.node).phase;
        open || !skipped(spec.scope) && node != crate::case::Phase::Skipped
    }

    /// One limit as a record.
    #[must_use]
    pub fn ledger_row(&self, limit: LimitIx) -> LedgerRow {
        let spec = self.engine.limit(limit);
        let running = self.state.limit(limit);
        let mut row = self.blank(spec);
        row.extended = running.extended;
        row.level = running.level.in_words().to_owned();
        if let Some(from) = running.from {
            let counted = self.count_limit(limit, spec, &running, from, &mut row);
            row.calendar_error = counted.err().map(|error| error.zh());
        }
        row
    }

    /// What is known before a limit has begun.
    fn blank(&self, spec: &Limit) -> LedgerRow {
        let duty = duty_of(spec.kind);
        let department = match duty {
            Side::Authority => self.department_of(spec.scope).to_owned(),
            Side::Applicant => String::new(),
        };
        let silence = self.silence(spec);
        LedgerRow {
            kind: kind_in_words(spec.kind).0.to_owned(),
            scope: self.engine.scope(spec.scope).name.clone(),
            department,
            duty,
            basis: spec.basis.clone(),
            from_moment: self.engine.plan().moment_in_words(spec.span.from),
            until_moment: self.engine.plan().moment_in_words(spec.span.until),
            state: LimitStand::Closed,
            from: None,
            budget: Amount::of(spec.budget),
            extended: 0,
            counted_in: CountUnit::of(spec.budget.unit),
            total: None,
            consumed: None,
            remaining: None,
            stops: Vec::new(),
            stopped: 0,
            held_since: None,
            running_since: None,
            due: None,
            original_due: None,
            level: Level::Normal.in_words().to_owned(),
            next_level: None,
            next_level_at: None,
            silence_of: silence.as_ref().map(|_| duty),
            silence,
            late_by: 0,
            calendar_error: None,
        }
    }

    /// What silence means, in the word that a bundle writes; for an overdue paper the profile says it.
    fn silence(&self, spec: &Limit) -> Option<String> {
        if let Some(word) = spec.silence.word() {
            return Some(word.to_owned());
        }
        let word = match spec.silence {
            Silence::Overdue => super::words::overdue(self.engine, spec),
            _ => None,
        };
        word.map(str::to_owned)
    }

    /// When a limit ended, if it has: the moment it runs until.
    fn limit_end(&self, limit: LimitIx) -> Option<Instant> {
        let spec = self.engine.limit(limit);
        let running = self.state.limit(limit);
        match running.phase {
            LimitPhase::Open | LimitPhase::Closed => return None,
            // Silence may date the moment back (rule T8); the limit ran until it was due.
            LimitPhase::Expired => return running.due,
            _ => {}
        }
        // A correction opens and ends with its stop, not with a node.
        if spec.kind == LimitKind::Correction {
            let mut stops = self.state.stops.iter().filter(|stop| stop.kind == StopKind::Correction);
            return stops.find(|stop| stop.scope == spec.scope).and_then(|stop| stop.to);
        }
        if spec.kind.follows_the_case() {
            let rating = self.state.ratings.iter().find(|rating| rating.scope == spec.scope)?;
            let done = if spec.kind == LimitKind::CallBack { rating.called_back } else { rating.remedied };
            return done.or(rating.excluded);
        }
        let node = self.state.node(spec.span.until.node);
        match spec.span.until.at {
            crate::plan::AnchorPoint::Start => node.start.or(node.end),
            crate::plan::AnchorPoint::End => node.end,
        }
    }

    fn count_limit(
        &self,
        limit: LimitIx,
        spec: &Limit,
        running: &LimitState,
        from: Instant,
        row: &mut LedgerRow,
    ) -> Result<(), CalendarError> {
        let open = running.phase == LimitPhase::Open;
        let held = self.engine.held_by(&self.state, limit).filter(|_| open);
        row.from = Some(from);
        row.due = running.due;
        row.state = match running.phase {
            LimitPhase::Closed => LimitStand::Closed,
            LimitPhase::Open if held.is_some() => LimitStand::Held,
            LimitPhase::Open if running.due.is_some_and(|due| due < self.now) => LimitStand::Overdue,
            LimitPhase::Open => LimitStand::Running,
            LimitPhase::Met => LimitStand::Met,
            LimitPhase::Late => LimitStand::Late,
            LimitPhase::Expired => LimitStand::Expired,
            LimitPhase::Void => LimitStand::Void,
        };
        let until = self.limit_end(limit).unwrap_or(self.now).min(self.now);
        let overdue = running.due.is_some_and(|due| due < until) && held.is_none();
        row.late_by = i64::from(overdue && running.phase != LimitPhase::Void);
        if let Some(stop) = held {
            // While it is held the due instant is not known before it has been counted.
            row.due = None;
            row.held_since = self.engine.stop_holds_from(&self.state, stop, spec);
        }
        let mut records = Vec::new();
        for record in &self.state.stops {
            let stretch = self.stretch_until(record, limit, until)?;
            records.extend(stretch.map(|stretch| (record, stretch)));
        }
        let stretches: Vec<Stop> = records.iter().map(|(_, stretch)| *stretch).collect();
        let budget = self.engine.budget_of(&self.state, limit);
        let counted = self.engine.count(&self.state, from, budget, &stretches, until)?;
        self.fill_count(row, &counted, &records);
        row.original_due = Some(self.engine.due(&self.state, from, spec.budget, &[])?);
        if held.is_some() {
            row.due = Some(counted.due?);
        } else if open {
            let ends = records.iter().filter_map(|(record, _)| record.to).filter(|to| *to > from);
            row.running_since = ends.chain([from]).max();
            row.expects(self.engine.next_level(&self.state, limit)?);
        }
        if let Some(due) = row.due.filter(|_| row.late_by > 0) {
            row.late_by = self.engine.calendar().late_by(due, until, spec.budget.unit)?;
        }
        Ok(())
    }

    /// The stretch during which a stop has held a limit until an instant; none if it has not.
    pub(super) fn stretch_until(
        &self,
        record: &StopRecord,
        limit: LimitIx,
        until: Instant,
    ) -> Result<Option<Stop>, CalendarError> {
        let stretch = self.engine.stretch_of(&self.state, record, limit, Some(until))?;
        let lasted = record.to.is_none_or(|to| to > until);
        Ok(stretch.map(|stop| if lasted { Stop { to: until, ..stop } } else { stop }))
    }

    fn fill_count(&self, row: &mut LedgerRow, counted: &Count, records: &[(&StopRecord, Stop)]) {
        // What is late has used up the whole, also what a roll to an earlier day took away.
        let consumed = if row.late_by > 0 { counted.total } else { counted.consumed };
        row.total = Some(counted.total);
        row.consumed = Some(consumed);
        row.remaining = Some(counted.total.saturating_sub(consumed));
        row.stopped = counted.moved.iter().fold(0, |sum, units| sum.saturating_add(*units));
        let rows = records.iter().zip(&counted.moved);
        let stops = rows.filter(|((record, stretch), _)| record.is_open() || stretch.from < stretch.to).map(
            |((record, stretch), units)| LimitStop {
                kind: self.stop_in_words(record).to_owned(),
                scope: self.engine.scope(record.scope).name.clone(),
                from: stretch.from,
                to: record.to,
                units: *units,
            },
        );
        row.stops = stops.collect();
        row.stops.sort_by_key(|stop| stop.from);
    }

    /// `补正`, `中止`, `整改`, or the name of the 特别程序.
    pub(super) fn stop_in_words(&self, stop: &StopRecord) -> &str {
        match stop.kind {
            StopKind::Correction => "补正",
            StopKind::Suspension => "中止",
            StopKind::Rework => "整改",
            StopKind::Procedure(at) => self.engine.procedure(at).map_or("特别程序", |p| &p.name),
        }
    }

    /// The limit of a 特别程序 that an event began.
    pub(super) fn watch_row(&self, stop: &StopRecord) -> Option<LedgerRow> {
        let StopKind::Procedure(at) = stop.kind else { return None };
        let (watch, procedure) = (stop.watch?, self.engine.procedure(at)?);
        let budget = procedure.budget?;
        let item = self.engine.scope(stop.scope);
        let at_item = crate::plan::Anchor { node: item.entry, at: crate::plan::AnchorPoint::End };
        let spec = Limit {
            scope: stop.scope,
            kind: LimitKind::Step,
            span: crate::plan::LimitSpan { from: at_item, until: at_item },
            budget,
            silence: Silence::Late,
            thresholds: Thresholds::default(),
            basis: procedure.basis.clone(),
            excludes: Vec::new(),
            extension: None,
        };
        let mut row = LedgerRow {
            kind: "特别程序时限".to_owned(),
            scope: format!("{}·{}", item.name, procedure.name),
            from_moment: format!("{} 开始", procedure.name),
            until_moment: procedure.name.clone(),
            level: watch.level.in_words().to_owned(),
            from: Some(stop.from),
            due: Some(watch.due),
            ..self.blank(&spec)
        };
        let counted = self.count_watch(stop, watch, budget, &mut row);
        row.calendar_error = counted.err().map(|error| error.zh());
        Some(row)
    }

    /// It rests only while the item is suspended.
    fn count_watch(
        &self,
        stop: &StopRecord,
        watch: Watch,
        budget: Span,
        row: &mut LedgerRow,
    ) -> Result<(), CalendarError> {
        let suspended = self.engine.suspended_by(&self.state, stop.scope).filter(|_| stop.is_open());
        let until = stop.to.unwrap_or(self.now);
        row.state = match stop.to {
            Some(to) if to > watch.due => LimitStand::Late,
            Some(_) => LimitStand::Met,
            None if suspended.is_some() => LimitStand::Held,
            None if watch.due < self.now => LimitStand::Overdue,
            None => LimitStand::Running,
        };
        row.late_by = i64::from(watch.due < until && suspended.is_none());
        if let Some(suspension) = suspended {
            row.due = None;
            row.held_since = Some(suspension.from.max(stop.from));
        }
        let records: Vec<(&StopRecord, Stop)> = self
            .suspensions(stop.scope)
            .map(|record| (record, Stop { from: record.from, to: record.to.unwrap_or(until) }))
            .collect();
        let stretches: Vec<Stop> = records.iter().map(|(_, stretch)| *stretch).collect();
        let counted = self.engine.count(&self.state, stop.from, budget, &stretches, until)?;
        self.fill_count(row, &counted, &records);
        row.original_due = Some(self.engine.due(&self.state, stop.from, budget, &[])?);
        if suspended.is_some() {
            row.due = Some(counted.due?);
        } else if stop.is_open() {
            let ends = records.iter().filter_map(|(record, _)| record.to).filter(|to| *to > stop.from);
            row.running_since = ends.chain([stop.from]).max();
            row.expects(self.engine.next_watch_level(&self.state, stop, watch)?);
        }
        if row.late_by > 0 {
            row.late_by = self.engine.calendar().late_by(watch.due, until, budget.unit)?;
        }
        Ok(())
    }

    /// The suspensions of an item, or of what is around it.
    fn suspensions(&self, scope: ScopeIx) -> impl Iterator<Item = &StopRecord> {
        self.state
            .stops
            .iter()
            .filter(move |stop| stop.kind == StopKind::Suspension && self.engine.is_within(scope, stop.scope))
    }
}
