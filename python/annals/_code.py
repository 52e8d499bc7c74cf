"""Texts to records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from . import _annals
from ._table import Table


class CodingError(ValueError):
    """A text that gave no record, where errors are raised.

    `row` is its row (or file and line), `reason` what is wrong with it.
    """

    def __init__(self, row: str, reason: str) -> None:
        super().__init__(f"{row}: {reason}")
        self.row = row
        self.reason = reason


class Coded:
    """What came of some texts, in their order. Tables are made when they are first asked for."""

    def __init__(self, coded: _annals.Coded) -> None:
        self._coded = coded

    def __len__(self) -> int:
        """Number of texts."""
        return len(self._coded)

    @cached_property
    def _tables(self) -> list[Table]:
        return [Table(table) for table in self._coded.tables()]

    @property
    def documents(self) -> Table:
        """One row a coded document: id, outlet, day of publication (date), length (code points), numbers of sentences and events."""
        return self._tables[0]

    @property
    def events(self) -> Table:
        """One row an event, flat: type, participants, place (degrees), days (dates), figures, sentence, confidence (0 to 1).

        Several values of one column are joined by `;`. `events.about()` says what each column means.
        """
        return self._tables[1]

    @property
    def entities(self) -> Table:
        """One row a participant of a document: name, type, country (ISO3), sector, key in the actor base."""
        return self._tables[2]

    @property
    def errors(self) -> Table:
        """One row a text that gave no record: `input` (row, or file and line) and `reason`."""
        return self._tables[3]

    @cached_property
    def records(self) -> Table:
        """One row a text, nested: all fields of the record contract (`annals/1`), or `error`."""
        return Table(self._coded.records())

    def to_jsonl(self) -> bytes:
        """The records as `annals code --format jsonl` prints them, byte for byte."""
        return self._coded.jsonl()

    def __repr__(self) -> str:
        return f"annals.Coded({len(self)} texts, {len(self.events)} events, {len(self.errors)} errors)"


def code(
    texts: Any,
    dates: Any = None,
    *,
    columns: str | dict[str, str] = "",
    errors: str = "table",
    threads: int | None = None,
) -> Coded:
    """Codes texts, on all cores.

    `texts`: a string; a list, pandas or polars series, or Arrow array of strings or bytes; or a table (pandas, polars, pyarrow,
    anything with the Arrow PyCapsule interface) with a column `text` and, where known, `id`, `title`, `published`, `source`,
    `url`, `author` (or usual names of these; else say which in `columns`, as `{"text": "body"}`). Bytes may be in any character set.

    `dates`: day of publication, which "on Monday" is counted from: one for all (`"2024-02-10"` or a date), or one for each text.

    `errors`: what cannot be coded (None, NaN, no text, above 1 MB, another language, a wrong date) is a row of `errors` (`"table"`),
    or raises `CodingError` with row and reason (`"raise"`). A column of a wrong type raises `TypeError`, a call that makes no
    sense `ValueError`.

    `threads`: texts coded at once; the output does not depend on it.
    """
    return _code(texts, dates, columns, errors, threads, 0)


def code_batches(
    batches: Iterable[Any],
    *,
    date: Any = None,
    columns: str | dict[str, str] = "",
    errors: str = "table",
    threads: int | None = None,
) -> Iterator[Coded]:
    """Codes an iterator of batches (each as `code` takes it) one by one; memory holds one batch. Rows are counted through."""
    first = 0
    for batch in batches:
        coded = _code(batch, date, columns, errors, threads, first)
        first += len(coded)
        yield coded


def code_files(
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    date: Any = None,
    columns: str | dict[str, str] = "",
    batch: int = 512,
    threads: int | None = None,
) -> Iterator[Coded]:
    """Codes files of any size, `batch` documents at a time: text, Markdown, HTML, JSON Lines, CSV, RSS, WARC, Parquet; folders
    and patterns. Files that break off give what lies before the fault, and a row of `errors` that says where.
    """
    for coded in _annals.Files(paths(files), batch, mapping(columns), day(date), threads):
        yield Coded(coded)


def _code(texts: Any, dates: Any, columns: Any, errors: str, threads: int | None, first: int) -> Coded:
    if errors not in ("table", "raise"):
        raise ValueError(f'errors is "table" or "raise", not {errors!r}')
    strict = errors == "raise"
    one = dates is None or isinstance(dates, str) or hasattr(dates, "isoformat")
    options = (mapping(columns), day(dates) if one else None, threads, "row", first, strict)
    listed = [] if one else _values(dates)
    if one and _is_arrow(texts):
        coded = Coded(_annals.code_arrow(texts, *options))
    else:
        coded = Coded(_annals.code_columns(_listed(texts, listed, one), *options))
    error = coded._coded.first_error() if strict else None
    if error is not None:
        raise CodingError(*error)
    return coded


def _listed(texts: Any, dates: list[Any], one: bool) -> list[tuple[str, list[Any]]]:
    """Columns of Python objects."""
    if isinstance(texts, (str, bytes)):
        texts = [texts]
    if _is_frame(texts):
        if not one:
            raise TypeError("give the dates of a table as a column of it, not as a list")
        return [(str(name), _values(texts[name])) for name in texts.columns]
    listed = [("text", _values(texts))]
    return listed if one else [*listed, ("published", dates)]


def _is_frame(data: Any) -> bool:
    return hasattr(data, "columns") and hasattr(data, "__getitem__")


def _is_arrow(data: Any) -> bool:
    """Whether data goes over as Arrow. Pandas columns of objects may hold anything, and go over value by value."""
    if type(data).__module__.partition(".")[0] == "pandas":
        kinds = data.dtypes if _is_frame(data) else [data.dtype]
        return _is_frame(data) and all(str(kind) != "object" for kind in kinds) and hasattr(data, "__arrow_c_stream__")
    return hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__")


def _values(data: Any) -> list[Any]:
    """A list of the values of whatever holds values."""
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(data, method):
            return getattr(data, method)()
    if isinstance(data, Iterable) and not isinstance(data, (str, bytes)):
        return list(data)
    raise TypeError(f"texts are a string, a list, a series or a table, not {type(data).__name__}")


def day(date: Any) -> str | None:
    """A day as the coder takes it."""
    return None if date is None else str(date)[:10]


def mapping(columns: str | dict[str, str]) -> str:
    """Columns as the command line takes them."""
    if isinstance(columns, str):
        return columns
    return ",".join(f"{field}={column}" for field, column in columns.items())


def paths(files: Any) -> list[str]:
    """One path or several."""
    if isinstance(files, (str, os.PathLike)):
        files = [files]
    return [os.fspath(file) for file in files]
