//! Reading rows.

use super::errors::from_sqlite;
use crate::backend::{
    CaseNumber, CaseRow, CaseSummary, CommitRow, Filter, Place, PlanNumber, PlanRow, TrailChunk,
};
use crate::error::StoreError;
use crate::seal::{Tip, TipCounts};
use lianban_runtime::case::{CaseStatus, Level};
use lianban_runtime::time::Instant;
use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension, Params, Row, params};

type Read<T> = rusqlite::Result<T>;

/// A number that is never negative.
fn unsigned(row: &Row<'_>, at: usize) -> Read<u64> {
    let number: i64 = row.get(at)?;
    u64::try_from(number).map_err(|_| Error::IntegralValueOutOfRange(at, number))
}

fn small(row: &Row<'_>, at: usize) -> Read<u32> {
    let number: i64 = row.get(at)?;
    u32::try_from(number).map_err(|_| Error::IntegralValueOutOfRange(at, number))
}

/// A value of an enumeration by its place.
fn variant<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> Read<T> {
    let number: u8 = row.get(at)?;
    postcard::from_bytes(&[number])
        .map_err(|error| Error::FromSqlConversionFailure(at, Type::Integer, Box::new(error)))
}

fn moment(row: &Row<'_>, at: usize) -> Read<Option<Instant>> {
    let millis: Option<i64> = row.get(at)?;
    let Some(millis) = millis else { return Ok(None) };
    let instant = Instant::from_millis(millis);
    if instant.millis() == millis {
        Ok(Some(instant))
    } else {
        Err(Error::IntegralValueOutOfRange(at, millis))
    }
}

/// SQLite's integers are signed; nothing of ours comes near the end of theirs.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> Read<T>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(from_sqlite)?;
    let found = statement.query_map(params, read).map_err(from_sqlite)?;
    found.collect::<Read<Vec<T>>>().map_err(from_sqlite)
}

fn row<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Read<T>,
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(from_sqlite)?;
    statement.query_row(params, read).optional().map_err(from_sqlite)
}

pub fn tip(connection: &Connection) -> Result<Tip, StoreError> {
    let sql = "SELECT number, cases, events, plans, checkpoint, hash, mac FROM tip";
    let found = row(connection, sql, [], |row| {
        let counts = TipCounts {
            number: unsigned(row, 0)?,
            cases: unsigned(row, 1)?,
            events: unsigned(row, 2)?,
            plans: small(row, 3)?,
            checkpoint: unsigned(row, 4)?,
        };
        Ok(Tip { counts, hash: row.get(5)?, mac: row.get(6)? })
    })?;
    found.ok_or_else(|| StoreError::Damaged { place: "tip".to_owned() })
}

pub fn commits(connection: &Connection, from: u64, most: u32) -> Result<Vec<CommitRow>, StoreError> {
    let sql = "SELECT number, hash, mac, body FROM commits WHERE number >= ?1 ORDER BY number LIMIT ?2";
    rows(connection, sql, params![signed(from), most], |row| {
        Ok(CommitRow { number: unsigned(row, 0)?, hash: row.get(1)?, mac: row.get(2)?, body: row.get(3)? })
    })
}

pub fn plan(connection: &Connection, number: PlanNumber) -> Result<Option<PlanRow>, StoreError> {
    let sql = "SELECT hash, name, body FROM plans WHERE number = ?1";
    row(connection, sql, params![number.0], |row| {
        Ok(PlanRow { number, hash: row.get(0)?, name: row.get(1)?, body: row.get(2)? })
    })
}

pub fn plan_with_hash(connection: &Connection, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError> {
    let sql = "SELECT number FROM plans WHERE hash = ?1";
    row(connection, sql, params![hash], |row| small(row, 0).map(PlanNumber))
}

const SUMMARY: &str = "c.number, c.id, c.plan, c.sequence, c.head, c.status, c.level, c.now, c.alarm, c.due";

fn summary(row: &Row<'_>) -> Read<CaseSummary> {
    Ok(CaseSummary {
        number: CaseNumber(unsigned(row, 0)?),
        id: row.get(1)?,
        plan: PlanNumber(small(row, 2)?),
        sequence: unsigned(row, 3)?,
        head: row.get(4)?,
        status: variant::<CaseStatus>(row, 5)?,
        level: variant::<Level>(row, 6)?,
        now: moment(row, 7)?,
        alarm: moment(row, 8)?,
        due: moment(row, 9)?,
    })
}

pub fn case(connection: &Connection, number: CaseNumber) -> Result<Option<CaseRow>, StoreError> {
    let sql = format!(
        "SELECT {SUMMARY}, c.chunked, c.seal, s.state, s.trail FROM cases c JOIN states s ON s.number = c.number
         WHERE c.number = ?1"
    );
    row(connection, &sql, params![signed(number.0)], |row| {
        Ok(CaseRow {
            summary: summary(row)?,
            chunked: unsigned(row, 10)?,
            seal: row.get(11)?,
            state: row.get(12)?,
            trail: row.get(13)?,
        })
    })
}

pub fn case_called(connection: &Connection, id: &str) -> Result<Option<CaseNumber>, StoreError> {
    let sql = "SELECT number FROM cases WHERE id = ?1";
    row(connection, sql, params![id], |row| unsigned(row, 0).map(CaseNumber))
}

pub fn chunks(connection: &Connection, case: CaseNumber) -> Result<Vec<TrailChunk>, StoreError> {
    let sql = "SELECT first, entries FROM chunks WHERE number = ?1 ORDER BY first";
    rows(connection, sql, params![signed(case.0)], |row| {
        Ok(TrailChunk { case, first: unsigned(row, 0)?, entries: row.get(1)? })
    })
}

pub fn list(
    connection: &Connection,
    filter: &Filter,
    after: Option<Place>,
    most: u32,
) -> Result<Vec<CaseSummary>, StoreError> {
    let bits = filter.statuses.bits();
    // One status is looked up in its index; of several the whole table is read in the order of its rows.
    let (status, only) = match bits {
        0 => (0, "?1 = 0"),
        one if one.is_power_of_two() => (one.trailing_zeros(), "c.status = ?1"),
        several => (several, "(?1 >> c.status) & 1"),
    };
    let number = after.map_or(0, |after| signed(after.case.0));
    let Some(before) = filter.due_before else {
        let sql = format!(
            "SELECT {SUMMARY} FROM cases c WHERE {only} AND c.number > ?2 ORDER BY c.number LIMIT ?3"
        );
        return rows(connection, &sql, params![status, number, most], summary);
    };
    let from = after.and_then(|after| after.due).map_or(i64::MIN, Instant::millis);
    let sql = format!(
        "SELECT {SUMMARY} FROM cases c WHERE c.due >= ?3 AND c.due < ?4 AND (c.due, c.number) > (?3, ?2)
         AND {} ORDER BY c.due, c.number LIMIT ?5",
        only.replace("c.status", "+c.status")
    );
    rows(connection, &sql, params![status, number, from, before.millis(), most], summary)
}

pub fn alarms(
    connection: &Connection,
    before: Instant,
    after: Option<(Instant, CaseNumber)>,
    most: u32,
) -> Result<Vec<(Instant, CaseNumber)>, StoreError> {
    let (from, number) = after.map_or((i64::MIN, 0), |(at, case)| (at.millis(), signed(case.0)));
    let sql =
        "SELECT alarm, number FROM cases WHERE alarm >= ?1 AND alarm < ?3 AND (alarm, number) > (?1, ?2)
               ORDER BY alarm, number LIMIT ?4";
    let found = rows(connection, sql, params![from, number, before.millis(), most], |row| {
        Ok(moment(row, 0)?.zip(Some(CaseNumber(unsigned(row, 1)?))))
    })?;
    Ok(found.into_iter().flatten().collect())
}
