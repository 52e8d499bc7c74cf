//! Numbered migrations: each brings a store from one version to the next, in one transaction.

use std::path::Path;

use rusqlite::Connection;

use crate::{Result, StoreError, incidents};

/// Marks a database as a store of Annals ("ANNL").
const APPLICATION: u32 = 0x414E_4E4C;

/// The migrations; the store's version is the number of those that ran.
const MIGRATIONS: [&str; 7] = [
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
    include_str!("schema/005.sql"),
    include_str!("schema/006.sql"),
    include_str!("schema/007.sql"),
];

/// The latest schema version.
pub const VERSION: u32 = MIGRATIONS.len() as u32;

/// The version that brought leads; those of documents stored earlier are filed when it is reached.
const LEADS: u32 = 7;

/// Checks that a database is a store this version can read.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<u32> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
    let (application, found) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && tables > 0 {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    if found > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    Ok(found)
}

/// Brings a store up to [`VERSION`].
pub(crate) fn migrate(connection: &mut Connection, from: u32) -> Result<()> {
    for (at, sql) in MIGRATIONS.iter().enumerate().skip(from as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(sql)?;
        if at as u32 + 1 == LEADS {
            incidents::file_all_leads(&transaction)?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", at as u32 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
