-- Version 5. Reviews can be withdrawn. Indexes: lists by day and by confidence, page by page; dyads by whom they are done to;
-- reviews by their event.

ALTER TABLE reviews ADD COLUMN withdraws INTEGER REFERENCES reviews;

CREATE INDEX incidents_order ON incidents(coalesce(day_from, day_to, first_reported, '')) WHERE event IS NOT NULL;
CREATE INDEX events_order ON events(coalesce(anchor, '')) WHERE live;
CREATE INDEX dyads_recipient ON dyads(recipient, status);
CREATE INDEX dyad_days_recipient ON dyad_days(recipient, actor);
CREATE INDEX events_confidence ON events(confidence) WHERE live;
CREATE INDEX documents_copy ON documents(copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX documents_order ON documents(coalesce(published, ''));
CREATE INDEX links_other ON links(other);
CREATE INDEX review_states_event ON review_states(event);
CREATE UNIQUE INDEX reviews_withdraws ON reviews(withdraws) WHERE withdraws IS NOT NULL;
CREATE INDEX documents_replaced ON documents(replaced_by) WHERE replaced_by IS NOT NULL;
