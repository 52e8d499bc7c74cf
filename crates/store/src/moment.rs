//! Several questions to one state of the store, and its revision.

use std::time::{Duration, Instant};

use crate::{Reader, Result, StoreError};

/// Steps of SQLite's machine between looks at the clock: well under a millisecond.
const STEPS: i32 = 4096;

impl Reader {
    /// Asks with the store standing still, whatever a writer does meanwhile; all questions together may take `limit`.
    pub fn at_one_moment<T, E: From<StoreError>>(
        &mut self,
        limit: Duration,
        question: impl FnOnce(&Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let begun = Instant::now();
        self.connection
            .progress_handler(STEPS, Some(move || begun.elapsed() > limit))
            .and_then(|()| self.connection.execute_batch("BEGIN"))
            .map_err(StoreError::from)?;
        let answer = question(self);
        let stop: Option<fn() -> bool> = None;
        // A read transaction has nothing to lose: whether it ends by commit or with the connection is the same.
        let _ = self.connection.progress_handler(0, stop);
        let _ = self.connection.execute_batch("COMMIT");
        answer
    }

    /// Changes whenever what the store holds does.
    pub fn revision(&self) -> Result<String> {
        let sql =
            "SELECT group_concat(name || seq, ' ' ORDER BY name) || ' ' || (SELECT count(*) FROM runs WHERE finished
            IS NOT NULL) || ' ' || (SELECT count(*) FROM refused) FROM sqlite_sequence";
        let revision: Option<String> = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(revision.unwrap_or_default())
    }
}
