-- What servers said of the addresses that were fetched, so that the next round asks for changes only.
CREATE TABLE fetched (
    address TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT
) STRICT, WITHOUT ROWID;
