//! Writing: everything that belongs together in one transaction.

use super::errors::from_sqlite;
use super::read::{self, signed};
use crate::backend::{Append, CaseRow, CommitRow, PlanRow, TrailChunk};
use crate::error::StoreError;
use crate::seal::{Tip, status_code};
use lianban_runtime::time::Instant;
use rusqlite::{Connection, Params, Transaction, TransactionBehavior, params};

/// Writes all of it and the tip, or nothing. Durable when it returns.
pub fn append(connection: &Connection, append: &Append, follows: &Tip, tip: &Tip) -> Result<(), StoreError> {
    let transaction =
        Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(from_sqlite)?;
    if read::tip(&transaction)? != *follows {
        return Err(StoreError::Moved);
    }
    for plan in &append.plans {
        insert_plan(&transaction, plan)?;
    }
    if let Some(commit) = &append.commit {
        insert_commit(&transaction, commit)?;
    }
    for chunk in &append.chunks {
        insert_chunk(&transaction, chunk)?;
    }
    for case in &append.cases {
        put_case(&transaction, case)?;
    }
    put_tip(&transaction, tip)?;
    transaction.commit().map_err(from_sqlite)
}

fn execute(transaction: &Transaction<'_>, sql: &str, params: impl Params) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(sql).map_err(from_sqlite)?;
    statement.execute(params).map(|_| ()).map_err(from_sqlite)
}

fn insert_commit(transaction: &Transaction<'_>, commit: &CommitRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO commits (number, hash, mac, body) VALUES (?1, ?2, ?3, ?4)";
    execute(transaction, sql, params![signed(commit.number), commit.hash, commit.mac, commit.body])
}

fn insert_plan(transaction: &Transaction<'_>, plan: &PlanRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO plans (number, hash, name, body) VALUES (?1, ?2, ?3, ?4)";
    execute(transaction, sql, params![plan.number.0, plan.hash, plan.name, plan.body])
}

fn insert_chunk(transaction: &Transaction<'_>, chunk: &TrailChunk) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO chunks (number, first, entries) VALUES (?1, ?2, ?3)";
    execute(transaction, sql, params![signed(chunk.case.0), signed(chunk.first), chunk.entries])
}

fn put_case(transaction: &Transaction<'_>, case: &CaseRow) -> Result<(), StoreError> {
    let summary = &case.summary;
    let millis = |at: Option<Instant>| at.map(Instant::millis);
    let number = signed(summary.number.0);
    let sql = "INSERT INTO cases (number, id, plan, sequence, head, status, level, now, alarm, due, chunked, seal)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (number) DO UPDATE SET plan = ?3, sequence = ?4, head = ?5, status = ?6, level = ?7, now = ?8,
        alarm = ?9, due = ?10, chunked = ?11, seal = ?12";
    execute(
        transaction,
        sql,
        params![
            number,
            summary.id,
            summary.plan.0,
            signed(summary.sequence),
            summary.head,
            status_code(summary.status),
            summary.level as u8,
            millis(summary.now),
            millis(summary.alarm),
            millis(summary.due),
            signed(case.chunked),
            case.seal,
        ],
    )?;
    let sql = "INSERT OR REPLACE INTO states (number, state, trail) VALUES (?1, ?2, ?3)";
    execute(transaction, sql, params![number, case.state, case.trail])
}

fn put_tip(transaction: &Transaction<'_>, tip: &Tip) -> Result<(), StoreError> {
    let counts = tip.counts;
    let sql = "UPDATE tip SET number = ?1, cases = ?2, events = ?3, plans = ?4, checkpoint = ?5, hash = ?6, mac = ?7";
    execute(
        transaction,
        sql,
        params![
            signed(counts.number),
            signed(counts.cases),
            signed(counts.events),
            counts.plans,
            signed(counts.checkpoint),
            tip.hash,
            tip.mac,
        ],
    )
}
