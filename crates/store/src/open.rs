//! Opening: one writer, any number of readers.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use crate::{Result, StoreError, schema};

/// How long to wait for another program's lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store opened for reading. Never waits for the writer and never holds it up.
#[derive(Debug)]
pub struct Reader {
    pub(crate) connection: Connection,
}

impl Reader {
    /// Opens an existing store.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let version = read_version(&connection, path)?;
        if version < schema::VERSION {
            drop(connection);
            drop(Writer::open(path)?);
            return Self::open(path);
        }
        tune(&connection)?;
        Ok(Self { connection })
    }
}

/// A store opened for writing. There is one at a time, across processes.
#[derive(Debug)]
pub struct Writer {
    pub(crate) connection: Connection,
    /// Held until the writer is dropped; the system frees it when the process dies.
    _lock: File,
}

impl Writer {
    /// Opens a store, makes it where there is none, and migrates an older one.
    pub fn open(path: &Path) -> Result<Self> {
        let lock = lock(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = connect(path, flags)?;
        let version = read_version(&connection, path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut connection, version)?;
        tune(&connection)?;
        Ok(Self { connection, _lock: lock })
    }

    /// The same store for reading, within the writer's process.
    pub fn reader(self) -> Reader {
        Reader { connection: self.connection }
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Temporary tables and caches in memory; the file mapped.
fn tune(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 33)?;
    Ok(())
}

/// The schema version; a file that is no database, or is locked, gets its own error.
fn read_version(connection: &Connection, path: &Path) -> Result<u32> {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, NotADatabase};
    schema::check(connection, path).map_err(|error| match error {
        StoreError::Sqlite(cause) => match cause.sqlite_error_code() {
            Some(NotADatabase) => StoreError::Foreign(path.to_owned()),
            Some(DatabaseBusy | DatabaseLocked) => StoreError::Locked(path.to_owned()),
            _ => StoreError::Sqlite(cause),
        },
        other => other,
    })
}

/// Takes the writer's lock: a file beside the store, so that readers and SQLite's own locks are untouched.
fn lock(store: &Path) -> Result<File> {
    let mut name = store.as_os_str().to_owned();
    name.push("-lock");
    let path = PathBuf::from(name);
    let fault = |source| StoreError::File { path: path.clone(), source };
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(fault)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked(store.to_owned())),
        Err(TryLockError::Error(source)) => Err(fault(source)),
    }
}
