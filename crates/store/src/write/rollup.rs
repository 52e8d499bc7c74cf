//! The roll-ups of dyads and months, kept in step with the events and incidents.

use rusqlite::Connection;

use crate::Result;

/// Pairs of actor and recipient of the touched events that are in force. `CROSS JOIN` keeps SQLite to this order: it knows nothing of
/// how few are touched, and would look through all participants of a large store.
const PAIRS: &str = "FROM temp.touched AS t CROSS JOIN events AS e ON e.id = t.event
    CROSS JOIN participants AS a ON a.event = e.id AND a.role = 'actor'
    CROSS JOIN participants AS r ON r.event = e.id AND r.role = 'recipient'
    WHERE e.live";

/// What happens where the roll-up has the row already.
const ADD: &str = "ON CONFLICT DO UPDATE SET events = events + excluded.events, score = score + excluded.score,
    deaths = deaths + excluded.deaths";

const SUMS: &str = "?1 * count(*), ?1 * sum(e.score), ?1 * sum(coalesce(e.deaths_min, 0))";

/// Adds events to the roll-ups (`sign` 1) or takes them out (−1).
pub(crate) fn count(connection: &Connection, events: &[i64], sign: i64) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    touch(connection, events)?;
    let days = format!(
        "INSERT INTO dyad_days SELECT a.entity, r.entity, e.day_from, e.status, {SUMS} {PAIRS} AND e.day_from IS NOT NULL
         GROUP BY 1, 2, 3, 4 {ADD}"
    );
    connection.prepare_cached(&days)?.execute([sign])?;
    let months = format!(
        "INSERT INTO months SELECT substr(e.day_from, 1, 7), e.type, e.status, e.quad, {SUMS}
         FROM temp.touched AS t CROSS JOIN events AS e ON e.id = t.event WHERE e.live AND e.day_from IS NOT NULL
         GROUP BY 1, 2, 3 {ADD}"
    );
    connection.prepare_cached(&months)?.execute([sign])?;
    for status in ["e.status", "'any'"] {
        let totals =
            format!("INSERT INTO dyads SELECT a.entity, r.entity, {status}, {SUMS} {PAIRS} GROUP BY 1, 2, 3 {ADD}");
        connection.prepare_cached(&totals)?.execute([sign])?;
    }
    if sign < 0 {
        for table in ["dyad_days", "dyads"] {
            let sql = format!(
                "DELETE FROM {table} WHERE events <= 0 AND (actor, recipient) IN (SELECT a.entity, r.entity {PAIRS})"
            );
            connection.prepare_cached(&sql)?.execute([])?;
        }
    }
    Ok(())
}

/// Counts an incident anew in the roll-up by dyad and day, after its events or its summary changed.
pub(crate) fn count_incident(connection: &Connection, incident: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM dyad_incidents WHERE incident = ?1")?.execute([incident])?;
    let sql = "INSERT INTO dyad_incidents
        SELECT a.entity, r.entity, e.day_from, i.id, count(DISTINCT e.id), sum(e.score), i.deaths_low, i.deaths_high
        FROM incidents AS i JOIN events AS e ON e.incident = i.id
            JOIN participants AS a ON a.event = e.id AND a.role = 'actor'
            JOIN participants AS r ON r.event = e.id AND r.role = 'recipient'
        WHERE i.id = ?1 AND e.live AND e.day_from IS NOT NULL GROUP BY 1, 2, 3";
    connection.prepare_cached(sql)?.execute([incident])?;
    Ok(())
}

/// Changes events with the roll-ups kept in step.
pub(crate) fn with_counts_kept<T>(
    connection: &Connection,
    events: &[i64],
    change: impl FnOnce() -> Result<T>,
) -> Result<T> {
    count(connection, events, -1)?;
    let result = change()?;
    count(connection, events, 1)?;
    Ok(result)
}

fn touch(connection: &Connection, events: &[i64]) -> Result<()> {
    connection
        .execute_batch("CREATE TEMP TABLE IF NOT EXISTS touched (event INTEGER PRIMARY KEY); DELETE FROM touched")?;
    let mut statement = connection.prepare_cached("INSERT INTO temp.touched (event) VALUES (?1)")?;
    for event in events {
        statement.execute([event])?;
    }
    Ok(())
}
