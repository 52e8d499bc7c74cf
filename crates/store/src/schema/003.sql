-- When each report, incident and document last changed, for exports of what is new since the last one.
CREATE TABLE changes (
    level TEXT NOT NULL,
    id INTEGER NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (level, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_time ON changes(changed, level, id);

CREATE TRIGGER events_added AFTER INSERT ON events BEGIN
    INSERT INTO changes VALUES ('report', NEW.id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        ON CONFLICT DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER events_changed AFTER UPDATE ON events BEGIN
    INSERT INTO changes VALUES ('report', NEW.id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        ON CONFLICT DO UPDATE SET changed = excluded.changed;
    INSERT INTO changes SELECT 'incident', NEW.incident, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE NEW.incident IS NOT NULL
        ON CONFLICT DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER incidents_changed AFTER UPDATE ON incidents BEGIN
    INSERT INTO changes VALUES ('incident', NEW.id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        ON CONFLICT DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER codings_added AFTER INSERT ON codings BEGIN
    INSERT INTO changes VALUES ('document', NEW.document, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        ON CONFLICT DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER codings_changed AFTER UPDATE ON codings BEGIN
    INSERT INTO changes VALUES ('document', NEW.document, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
        ON CONFLICT DO UPDATE SET changed = excluded.changed;
END;

INSERT INTO changes SELECT 'report', id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM events;
INSERT INTO changes SELECT 'incident', id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM incidents;
INSERT INTO changes SELECT DISTINCT 'document', document, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM codings;
