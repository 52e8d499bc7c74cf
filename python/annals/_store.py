"""Stores: a growing body of coded news in one SQLite file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any

from . import _annals
from ._code import day, mapping, paths
from ._table import Table


class Store:
    """An open store. Reading never waits for writing; there is one writer at a time, across processes.

    Conditions of `query`, `count` and `export`, all optional, all of which must hold; of a list, any:
    `actor`, `recipient`, `party` (names or keys), `actor_country`, `recipient_country`, `country` (ISO3), `actor_sector`,
    `recipient_sector`, `type`, `mode`, `status`, `quad`, `place`, `box` ((south, west, north, east) in degrees), `near` ((latitude,
    longitude, kilometres)), `start`, `end` (days on which it began), `reported_start`, `reported_end` (days of publication),
    `attributed_to`, `text` (words of the sentence), `topic`, `min_confidence` (0 to 1), `current` (leave out acts outside the
    reported situation), `incident`, `outcome` (what became of the incident: a status, or `disputed`), `document` (its number in the
    store), `matched` (`acled`, `ucdp`, `gdelt`: incidents that a report of another coder matches).

    Errors: `RuntimeError` where the store cannot be read or written (busy with another writer, no store, of a newer version),
    `ValueError` for a value that is none, `TypeError` for a condition that is none.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        self._store = _annals.Store(os.fspath(path), create)

    def query(
        self,
        *,
        level: str = "incident",
        order: str = "latest",
        limit: int | None = None,
        **conditions: Any,
    ) -> Table:
        """Incidents (mentions of one act count once) or, with `level="report"`, each mention. `order`: id, earliest, latest."""
        return Table(self._store.query(level, order, limit, conditions))

    def count(
        self,
        by: str | Iterable[str],
        *,
        level: str = "incident",
        limit: int | None = None,
        **conditions: Any,
    ) -> Table:
        """Counts by one or several of day, week, month, year, type, quad, status, country, admin1, actor, recipient, dyad,
        actor_country, recipient_country, country_dyad, source. Columns: the keys, `incidents`, `reports`, `mean_score`,
        `deaths_low`, `deaths_high`.
        """
        keys = [by] if isinstance(by, str) else list(by)
        return Table(self._store.count(keys, level, limit, conditions))

    def export(
        self,
        formats: str | Iterable[str],
        folder: str | os.PathLike[str],
        *,
        level: str = "incident",
        since: Any = None,
        **conditions: Any,
    ) -> dict[str, int]:
        """Writes csv, parquet, jsonl, geojson, gdelt, icews, polecat, ftm or panel; returns files with their numbers of rows.

        `since`: only what has changed after a moment (a day, a time, or the number of a run), with lists of what is to be taken away.
        """
        names = [formats] if isinstance(formats, str) else list(formats)
        return dict(self._store.export(names, os.fspath(folder), level, None if since is None else str(since), conditions))

    def ingest(
        self,
        files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        date: Any = None,
        columns: str | dict[str, str] = "",
        batch: int = 32,
        threads: int | None = None,
    ) -> dict[str, int]:
        """Codes files and adds them, `batch` documents at once; what the store holds is passed over."""
        found = _annals.Files(paths(files), batch, mapping(columns), day(date), threads)
        return dict(zip(("documents", "known", "events"), self._store.ingest(found)))

    def accept(self, event: int, *, by: str | None = None, note: str | None = None) -> int:
        """Says that an event is right; returns the review's number."""
        return self._store.review(event, "accept", None, None, by, note)

    def reject(self, event: int, *, by: str | None = None, note: str | None = None) -> int:
        """Says that the text tells of no such event: it no longer counts."""
        return self._store.review(event, "reject", None, None, by, note)

    def edit(self, event: int, *, by: str | None = None, note: str | None = None, **change: Any) -> list[int]:
        """Gives fields their right values (`type="COERCE"`); None takes a value away. Returns the reviews' numbers."""
        if not change:
            raise ValueError('an edit needs a field, as in edit(7, type="COERCE")')
        values = {field: None if value is None else str(value) for field, value in change.items()}
        return [self._store.review(event, "edit", field, value, by, note) for field, value in values.items()]

    def reviews(self) -> list[dict[str, Any]]:
        """All reviews, in the order they were made, with what became of each."""
        return json.loads(self._store.reviews())


def open(path: str | os.PathLike[str], *, create: bool = False) -> Store:  # noqa: A001
    """Opens a store; with `create`, makes it where there is none."""
    return Store(path, create=create)
