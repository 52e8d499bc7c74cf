-- Version 1. Each table and column is described in docs/store.md; a test compares both.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    coder TEXT NOT NULL,
    ontology TEXT NOT NULL,
    model TEXT NOT NULL,
    knowledge TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    replaced_by INTEGER REFERENCES documents,
    source TEXT,
    url TEXT,
    title TEXT,
    published TEXT,
    published_from TEXT,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    not_coded TEXT,
    copy_of INTEGER REFERENCES documents,
    signature BLOB,
    run INTEGER NOT NULL REFERENCES runs,
    added TEXT NOT NULL
) STRICT;
CREATE INDEX documents_key ON documents(key);
CREATE INDEX documents_url ON documents(url) WHERE url IS NOT NULL;
CREATE INDEX documents_published ON documents(published);

CREATE TABLE refused (
    input TEXT NOT NULL,
    reason TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    PRIMARY KEY (input, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE bands (
    band INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE codings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents,
    run INTEGER NOT NULL REFERENCES runs,
    superseded INTEGER REFERENCES runs,
    record BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX codings_current ON codings(document) WHERE superseded IS NULL;

CREATE TABLE sentences (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding INTEGER NOT NULL REFERENCES codings,
    document INTEGER NOT NULL REFERENCES documents,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sentences_number ON sentences(coding, number);

CREATE TABLE entities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    type TEXT NOT NULL,
    country TEXT,
    kb TEXT,
    named INTEGER NOT NULL
) STRICT;
CREATE INDEX entities_folded ON entities(folded);
CREATE INDEX entities_country ON entities(country);

CREATE TABLE incidents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    merged_into INTEGER REFERENCES incidents,
    event INTEGER REFERENCES events,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    day_from TEXT,
    day_to TEXT,
    country TEXT,
    lat REAL,
    lon REAL,
    deaths_low INTEGER,
    deaths_high INTEGER,
    reports INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    first_reported TEXT,
    last_reported TEXT
) STRICT;
CREATE INDEX incidents_day ON incidents(day_from);

CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coding INTEGER NOT NULL REFERENCES codings,
    document INTEGER NOT NULL REFERENCES documents,
    number INTEGER NOT NULL,
    local_incident TEXT NOT NULL,
    incident INTEGER REFERENCES incidents,
    live INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT NOT NULL,
    context TEXT NOT NULL,
    cameo TEXT,
    quad TEXT NOT NULL,
    score REAL NOT NULL,
    status TEXT NOT NULL,
    historical INTEGER NOT NULL,
    trigger TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    attributed_to TEXT,
    content TEXT,
    content_event INTEGER REFERENCES events,
    place TEXT,
    country TEXT,
    admin1 TEXT,
    lat REAL,
    lon REAL,
    geonames INTEGER,
    precision TEXT,
    day_from TEXT,
    day_to TEXT,
    day_precision TEXT,
    reported TEXT,
    anchor TEXT,
    deaths_min INTEGER,
    deaths_max INTEGER,
    deaths_source TEXT,
    injured_min INTEGER,
    injured_max INTEGER,
    injured_source TEXT,
    count_min INTEGER,
    count_max INTEGER,
    confidence REAL NOT NULL
) STRICT;
CREATE UNIQUE INDEX events_number ON events(coding, number);
CREATE INDEX events_document ON events(document);
CREATE INDEX events_incident ON events(incident);
CREATE INDEX events_day ON events(day_from) WHERE live;
CREATE INDEX events_month ON events(substr(day_from, 1, 7), type) WHERE live;
CREATE INDEX events_anchor ON events(anchor) WHERE live;
CREATE INDEX events_type ON events(type, anchor) WHERE live;
CREATE INDEX events_place ON events(lat, lon) WHERE live;
CREATE INDEX events_sentence ON events(sentence);

CREATE TABLE participants (
    event INTEGER NOT NULL REFERENCES events,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities,
    sector TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX participants_entity ON participants(entity, role, event);

CREATE TABLE links (
    event INTEGER NOT NULL REFERENCES events,
    kind TEXT NOT NULL,
    other INTEGER NOT NULL REFERENCES events,
    PRIMARY KEY (event, kind, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE dyad_days (
    actor INTEGER NOT NULL REFERENCES entities,
    recipient INTEGER NOT NULL REFERENCES entities,
    day TEXT NOT NULL,
    status TEXT NOT NULL,
    events INTEGER NOT NULL,
    score REAL NOT NULL,
    deaths INTEGER NOT NULL,
    PRIMARY KEY (actor, recipient, day, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE dyads (
    actor INTEGER NOT NULL REFERENCES entities,
    recipient INTEGER NOT NULL REFERENCES entities,
    status TEXT NOT NULL,
    events INTEGER NOT NULL,
    score REAL NOT NULL,
    deaths INTEGER NOT NULL,
    PRIMARY KEY (actor, recipient, status)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyads_events ON dyads(status, events);

CREATE TABLE months (
    month TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    quad TEXT NOT NULL,
    events INTEGER NOT NULL,
    score REAL NOT NULL,
    deaths INTEGER NOT NULL,
    PRIMARY KEY (month, type, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    reviewer TEXT,
    verdict TEXT NOT NULL,
    field TEXT,
    before TEXT,
    after TEXT,
    note TEXT,
    event INTEGER NOT NULL REFERENCES events,
    document INTEGER NOT NULL REFERENCES documents,
    quote TEXT NOT NULL,
    context TEXT NOT NULL
) STRICT;

CREATE TABLE review_states (
    review INTEGER PRIMARY KEY REFERENCES reviews,
    event INTEGER REFERENCES events,
    state TEXT NOT NULL
) STRICT;

CREATE VIEW sentence_texts AS
SELECT s.id, substr(d.text, s.start + 1, s.end - s.start) AS text
FROM sentences AS s JOIN documents AS d ON d.id = s.document;

CREATE VIEW figures AS
SELECT e.incident, e.id AS event, 'deaths' AS kind, e.deaths_min AS low, e.deaths_max AS high,
    coalesce(e.deaths_source, e.attributed_to, d.source) AS source, e.reported
FROM events AS e JOIN documents AS d ON d.id = e.document
WHERE e.live AND (e.deaths_min IS NOT NULL OR e.deaths_max IS NOT NULL)
UNION ALL
SELECT e.incident, e.id, 'injured', e.injured_min, e.injured_max,
    coalesce(e.injured_source, e.attributed_to, d.source), e.reported
FROM events AS e JOIN documents AS d ON d.id = e.document
WHERE e.live AND (e.injured_min IS NOT NULL OR e.injured_max IS NOT NULL);

CREATE VIRTUAL TABLE sentence_index USING fts5(
    text, content = 'sentence_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
