//! `case migrate --to PATH`: moves the cases of a bundle that are in hand to another plan of it (版本升级). `--dry-run` says
//! what that would do to each of them and changes nothing.

use crate::args::Global;
use crate::args_case::MoveCases as Options;
use crate::case_store::{of_case, of_store};
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::case::{
    Actor, Engine, Event, EventKind, Migration, MigrationVerdict, Rename, State, WireMigration, WireRename,
};
use lianban_runtime::time::Instant;
use lianban_store::{CaseError, CaseNumber, CaseSummary, Filter, Registry, SqliteStore, View};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Cases that are looked at at a time.
const PAGE: u32 = 1_000;
/// Cases that people are told of one by one.
const TOLD: usize = 50;

/// What became of one case, or would.
#[derive(Serialize)]
struct Row {
    case: String,
    from: String,
    /// It is on the new plan now.
    done: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    #[serde(flatten)]
    report: WireMigration,
}

/// How many, and why.
#[derive(Default, Serialize)]
struct Summary {
    cases: u64,
    maps: u64,
    needs_consent: u64,
    cannot: u64,
    /// Cases in which some due date changes.
    dates_moved: u64,
    /// Reasons and consents by code, in how many cases each.
    reasons: BTreeMap<String, u64>,
    moved: u64,
    /// Cases of the bundle that are on the plan already.
    already: u64,
}

#[derive(Serialize)]
struct Document<'a> {
    plan: String,
    bundle: &'a str,
    dry_run: bool,
    summary: &'a Summary,
    cases: &'a [Row],
}

/// Runs the command.
pub fn run(options: &Options, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let Some(to) = super::start::engine(&options.to, global, context)? else { return Ok(Exit::Wrong) };
    let to = Arc::new(to);
    let renames = renames(&options.renames)?;
    let at = options.at.as_ref().map(|at| super::instant("--at", at, global)).transpose()?;
    let mut desk = Desk {
        consents: options.consent.iter().map(String::as_str).collect(),
        to: Arc::clone(&to),
        renames,
        at,
        note: options.note.clone(),
        rows: Vec::new(),
        summary: Summary::default(),
    };
    let chosen = desk.look(options)?;
    if !options.dry_run {
        desk.carry_out(options, &chosen)?;
    }
    desk.print(options.dry_run, context)
}

/// `事项:旧=新`
fn renames(written: &[String]) -> Result<Vec<Rename>, Failure> {
    let read = |text: &String| {
        let (what, names) = text.split_once([':', '：'])?;
        let (from, to) = names.split_once(['=', '＝'])?;
        WireRename { what: what.trim().into(), from: from.trim().into(), to: to.trim().into() }.resolve().ok()
    };
    let one = |text: &String| {
        read(text).ok_or_else(|| {
            Failure::usage(Words::new(
                format!("--rename 读不懂“{text}”：写成 事项:旧名称=新名称"),
                format!("--rename cannot be `{text}`: write scope:old=new"),
            ))
        })
    };
    written.iter().map(one).collect()
}

/// A case to be moved.
struct Chosen {
    number: CaseNumber,
    row: usize,
    at: Instant,
    consent: bool,
}

struct Desk<'a> {
    /// Names of the cases whose applicants consent; `*`: all of them.
    consents: BTreeSet<&'a str>,
    to: Arc<Engine>,
    renames: Vec<Rename>,
    at: Option<Instant>,
    note: String,
    rows: Vec<Row>,
    summary: Summary,
}

impl Desk<'_> {
    /// The dry run: what would become of each case, and which of them can be moved.
    fn look(&mut self, options: &Options) -> Result<Vec<Chosen>, Failure> {
        let mut store = options.within.view()?;
        let mut chosen = Vec::new();
        if options.cases.is_empty() {
            let (filter, mut after) = (Filter::default(), None);
            loop {
                let page = store.page(&filter, after, PAGE).map_err(of_store)?;
                for summary in page.cases {
                    chosen.extend(self.look_at(&mut store, summary.number, false)?);
                }
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        for id in &options.cases {
            let number = store.called(id).map_err(of_case)?;
            chosen.extend(self.look_at(&mut store, number, true)?);
        }
        Ok(chosen)
    }

    /// One case; of those that were not asked for by name, only cases of the same bundle that something can still happen
    /// to.
    fn look_at(
        &mut self,
        store: &mut View<SqliteStore>,
        number: CaseNumber,
        named: bool,
    ) -> Result<Option<Chosen>, Failure> {
        let view = store.case(number).map_err(of_case)?;
        if view.engine.plan_hash() == self.to.plan_hash() {
            self.summary.already += 1;
            return Ok(None);
        }
        if !named && !self.concerns(&view.engine, &view.summary) {
            return Ok(None);
        }
        let at = self.instant(&view.state);
        let report = view.engine.migration(&self.to, &view.state, at, &self.renames);
        let consent = self.consents.contains("*") || self.consents.contains(view.summary.id.as_str());
        let row = self.rows.len();
        self.count(&report);
        let (verdict, from) = (report.verdict(), view.engine.plan_hash_text());
        let report = WireMigration::of(&report, &self.to);
        self.rows.push(Row { case: view.summary.id, from, done: false, refused: None, report });
        let can = verdict == MigrationVerdict::Maps || verdict == MigrationVerdict::NeedsConsent && consent;
        let consent = verdict == MigrationVerdict::NeedsConsent;
        Ok(can.then_some(Chosen { number, row, at, consent }))
    }

    /// A case of the same bundle that has not ended, or in which a duty runs.
    fn concerns(&self, engine: &Engine, summary: &CaseSummary) -> bool {
        let (old, new) = (engine.plan(), self.to.plan());
        let renamed = self.renames.iter().any(|rename| rename.from == old.name && rename.to == new.name);
        let same = if old.code.is_empty() && new.code.is_empty() {
            old.name == new.name || renamed
        } else {
            old.code == new.code
        };
        same && old.region == new.region && (!summary.status.is_final() || summary.alarm.is_some())
    }

    /// The instant of the migration: as written, or that of the last event, or the first the calendar knows.
    fn instant(&self, state: &State) -> Instant {
        let calendar = self.to.calendar();
        let first = || calendar.opening(self.to.plan().calendar.first);
        let wanted = self.at.or(state.now).unwrap_or_else(first);
        state.now.map_or(wanted, |now| now.max(wanted))
    }

    fn count(&mut self, report: &Migration) {
        self.summary.cases += 1;
        let counter = match report.verdict() {
            MigrationVerdict::Maps => &mut self.summary.maps,
            MigrationVerdict::NeedsConsent => &mut self.summary.needs_consent,
            MigrationVerdict::Cannot => &mut self.summary.cannot,
        };
        *counter += 1;
        self.summary.dates_moved += u64::from(!report.moved.is_empty());
        let codes = report.obstacles.iter().map(|why| why.code());
        let codes: BTreeSet<&str> = codes.chain(report.worse.iter().map(|worse| worse.kind.code())).collect();
        for code in codes {
            *self.summary.reasons.entry(code.to_owned()).or_default() += 1;
        }
    }

    /// Moves the cases, each by an event of its own.
    fn carry_out(&mut self, options: &Options, chosen: &[Chosen]) -> Result<(), Failure> {
        let mut registry = options.within.registry()?;
        registry.register(&self.to).map_err(of_store)?;
        for one in chosen {
            match self.submit(&mut registry, one) {
                Ok(()) => {
                    self.summary.moved += 1;
                    if let Some(row) = self.rows.get_mut(one.row) {
                        row.done = true;
                    }
                }
                Err(CaseError::Store(error)) => return Err(of_store(error)),
                // Something has happened to the case since it was looked at.
                Err(error) => {
                    if let Some(row) = self.rows.get_mut(one.row) {
                        row.refused = Some(error.in_words().0);
                    }
                }
            }
            if registry.is_full() {
                registry.commit().map_err(of_store)?;
            }
        }
        registry.checkpoint().map_err(of_store)?;
        Ok(())
    }

    fn submit(&self, registry: &mut Registry<SqliteStore>, one: &Chosen) -> Result<(), CaseError> {
        let engine = registry.engine(one.number)?;
        let kind = EventKind::Migrate {
            from: *engine.plan_hash(),
            plan: *self.to.plan_hash(),
            consent: one.consent,
            renames: self.renames.clone(),
            note: self.note.clone(),
        };
        let event = Event { key: String::new(), at: one.at, actor: Actor::default(), kind };
        registry.submit(one.number, &event).map(|_| ())
    }

    fn print(&self, dry_run: bool, context: &Context) -> Result<Exit, Failure> {
        let left = self.summary.cases - self.summary.moved;
        let exit = if dry_run || left == 0 { Exit::Fine } else { Exit::Wrong };
        if context.json() {
            let plan = self.to.plan_hash_text();
            let bundle = &self.to.plan().name;
            let document = Document { plan, bundle, dry_run, summary: &self.summary, cases: &self.rows };
            context.print_json(&document)?;
            return Ok(exit);
        }
        let mut text = String::new();
        for row in self.rows.iter().filter(|row| tells(row)).take(TOLD) {
            text.push_str(&in_words(row, context));
        }
        text.push_str(&self.summary_in_words(dry_run, context));
        context.print(&text)?;
        Ok(exit)
    }

    fn summary_in_words(&self, dry_run: bool, context: &Context) -> String {
        let Summary { cases, maps, needs_consent, cannot, dates_moved, moved, already, .. } = &self.summary;
        let zh = format!(
            "{cases} 件：{maps} 件可以换，{needs_consent} 件要申请人同意，{cannot} 件不能换；{dates_moved} 件的到期日变了；{already} 件已经在新方案上\n"
        );
        let en = format!(
            "{cases} cases: {maps} map, {needs_consent} need consent, {cannot} cannot; dates move in {dates_moved}; {already} are on the plan already\n"
        );
        let mut text = context.pick(&zh, &en).to_owned();
        for (code, count) in &self.summary.reasons {
            text.push_str(&format!("  {code}  {count}\n"));
        }
        let done = match dry_run {
            true => context.pick("只看不动，什么也没有改\n", "a dry run: nothing has changed\n").to_owned(),
            false => context.pick(&format!("换了 {moved} 件\n"), &format!("{moved} moved\n")).to_owned(),
        };
        text + &done
    }
}

/// There is something to say about the case.
fn tells(row: &Row) -> bool {
    let report = &row.report;
    row.refused.is_some()
        || !report.obstacles.is_empty()
        || !report.worse.is_empty()
        || !report.moved.is_empty()
        || !report.asked.is_empty()
}

fn in_words(row: &Row, context: &Context) -> String {
    let verdict = match row.report.verdict.as_str() {
        "maps" => context.pick("可以换", "maps"),
        "needs-consent" => context.pick("要申请人同意", "needs consent"),
        _ => context.pick("不能换", "cannot"),
    };
    let mut text = format!("{}  {verdict}\n", row.case);
    for why in row.report.obstacles.iter().chain(&row.report.worse) {
        text.push_str(&format!("    {}\n", context.pick(&why.zh, &why.en)));
    }
    let minute = |at: &Option<String>| {
        at.as_ref().map_or("—".to_owned(), |at| at.chars().take(16).collect::<String>())
    };
    for moved in &row.report.moved {
        text.push_str(&format!(
            "    {}：{} → {}\n",
            moved.limit,
            minute(&moved.before),
            minute(&moved.after)
        ));
    }
    for burden in &row.report.asked {
        let (zh, en) = (
            format!("{}要交《{}》", burden.item, burden.material),
            format!("{}: 《{}》 will be asked for", burden.item, burden.material),
        );
        text.push_str(&format!("    {}\n", context.pick(&zh, &en)));
    }
    if let Some(why) = &row.refused {
        text.push_str(&format!("    {why}\n"));
    }
    text
}
