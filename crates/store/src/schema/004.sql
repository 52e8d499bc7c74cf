-- Incidents by dyad and day, for questions about one dyad over time.
CREATE TABLE dyad_incidents (
    actor INTEGER NOT NULL REFERENCES entities,
    recipient INTEGER NOT NULL REFERENCES entities,
    day TEXT NOT NULL,
    incident INTEGER NOT NULL REFERENCES incidents,
    events INTEGER NOT NULL,
    score REAL NOT NULL,
    deaths_low INTEGER,
    deaths_high INTEGER,
    PRIMARY KEY (actor, recipient, day, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyad_incidents_incident ON dyad_incidents(incident);

INSERT INTO dyad_incidents
SELECT a.entity, r.entity, e.day_from, e.incident, count(DISTINCT e.id), sum(e.score), i.deaths_low, i.deaths_high
FROM events AS e JOIN incidents AS i ON i.id = e.incident
    JOIN participants AS a ON a.event = e.id AND a.role = 'actor'
    JOIN participants AS r ON r.event = e.id AND r.role = 'recipient'
WHERE e.live AND e.day_from IS NOT NULL
GROUP BY 1, 2, 3, 4;
