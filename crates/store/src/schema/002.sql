-- Version 2. Indexes: lists by day, page by page; dyads by whom they are done to.

CREATE INDEX incidents_order ON incidents(coalesce(day_from, day_to, first_reported, '')) WHERE event IS NOT NULL;
CREATE INDEX events_order ON events(coalesce(anchor, '')) WHERE live;
CREATE INDEX dyads_recipient ON dyads(recipient, status);
CREATE INDEX dyad_days_recipient ON dyad_days(recipient, actor);
