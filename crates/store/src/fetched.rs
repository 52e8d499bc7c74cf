//! What servers said of the addresses that were fetched (validators of HTTP), kept beside what was made of the pages.

use rusqlite::params;

use crate::{Result, Writer};

/// An address with the validators of its last answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedAddress {
    /// The address.
    pub address: String,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

impl Writer {
    /// All addresses known.
    pub fn fetched(&self) -> Result<Vec<FetchedAddress>> {
        let mut statement =
            self.connection.prepare("SELECT address, etag, last_modified FROM fetched ORDER BY address")?;
        let rows = statement.query_map([], |row| {
            Ok(FetchedAddress { address: row.get(0)?, etag: row.get(1)?, last_modified: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts these addresses in the place of those known, in one transaction.
    pub fn set_fetched(&mut self, addresses: &[FetchedAddress]) -> Result<()> {
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM fetched", [])?;
        {
            let mut insert =
                transaction.prepare("INSERT INTO fetched (address, etag, last_modified) VALUES (?1, ?2, ?3)")?;
            for FetchedAddress { address, etag, last_modified } in addresses {
                insert.execute(params![address, etag, last_modified])?;
            }
        }
        Ok(transaction.commit()?)
    }
}
