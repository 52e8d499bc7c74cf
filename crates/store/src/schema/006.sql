-- Reports of other coders (ACLED, UCDP GED, GDELT), kept apart from the events that Annals codes and matched to incidents.
CREATE TABLE imported (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    coder TEXT NOT NULL,
    key TEXT NOT NULL,
    code TEXT NOT NULL,
    type TEXT,
    mode TEXT,
    day_from TEXT NOT NULL,
    day_to TEXT NOT NULL,
    actors TEXT NOT NULL,
    recipients TEXT NOT NULL,
    place TEXT,
    country TEXT,
    lat REAL,
    lon REAL,
    exact INTEGER NOT NULL,
    deaths_low INTEGER,
    deaths_high INTEGER,
    source TEXT,
    url TEXT,
    note TEXT,
    incident INTEGER REFERENCES incidents,
    evidence REAL,
    UNIQUE (coder, key)
) STRICT;
CREATE INDEX imported_day ON imported(day_from);
CREATE INDEX imported_incident ON imported(incident) WHERE incident IS NOT NULL;
