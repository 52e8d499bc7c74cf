-- Names in the leads of documents without a day of publication, as hashes: what their events are compared by.
CREATE TABLE leads (
    document INTEGER NOT NULL REFERENCES documents,
    name INTEGER NOT NULL,
    PRIMARY KEY (document, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX leads_name ON leads(name);
