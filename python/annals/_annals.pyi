"""The compiled part. Its public face is `annals`."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol, final

__all__ = [
    "assign_incidents",
    "mentions",
    "summarise_incidents",
    "code_arrow",
    "code_columns",
    "Coded",
    "about",
    "code_shard",
    "manifests",
    "publish",
    "read",
    "record_schema",
    "version",
    "Files",
    "Store",
]

class _Stream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowTable(_Stream, Protocol):
    num_rows: int
    column_names: list[str]
    def __arrow_c_schema__(self) -> object: ...

@final
class Coded:
    def __len__(self) -> int: ...
    def tables(self) -> list[_ArrowTable]: ...
    def records(self) -> _ArrowTable: ...
    def first_error(self) -> tuple[str, str] | None: ...
    def jsonl(self) -> bytes: ...

@final
class Files:
    def __new__(
        cls, names: Sequence[str], batch: int, columns: str = "", date: str | None = None, threads: int | None = None
    ) -> Files: ...
    def __iter__(self) -> Iterator[Coded]: ...
    def __next__(self) -> Coded: ...

@final
class Store:
    def __new__(cls, path: str, create: bool) -> Store: ...
    def query(self, level: str, order: str, limit: int | None, conditions: dict[str, Any] | None = None) -> _ArrowTable: ...
    def count(
        self, by: Sequence[str], level: str, limit: int | None, conditions: dict[str, Any] | None = None
    ) -> _ArrowTable: ...
    def export(
        self,
        formats: Sequence[str],
        folder: str,
        level: str,
        since: str | None = None,
        conditions: dict[str, Any] | None = None,
    ) -> list[tuple[str, int]]: ...
    def review(
        self,
        event: int,
        verdict: str,
        field: str | None = None,
        value: str | None = None,
        by: str | None = None,
        note: str | None = None,
    ) -> int: ...
    def reviews(self) -> str: ...
    def ingest(self, files: Files) -> tuple[int, int, int]: ...

def code_arrow(
    data: Any,
    columns: str = "",
    date: str | None = None,
    threads: int | None = None,
    name: str = "row",
    first: int = 0,
    strict: bool = False,
) -> Coded: ...
def code_columns(
    data: Sequence[tuple[str, Sequence[Any]]],
    columns: str = "",
    date: str | None = None,
    threads: int | None = None,
    name: str = "row",
    first: int = 0,
    strict: bool = False,
) -> Coded: ...
def code_shard(
    input: str, out: str, date: str | None = None, columns: str = "", threads: int | None = None
) -> tuple[str, bool]: ...
def manifests(out: str) -> str: ...
def read(out: str, file: str) -> bytes | None: ...
def publish(out: str, file: str, bytes: bytes) -> bool: ...
def about(table: Any) -> list[tuple[str, str]]: ...
def version() -> list[str]: ...
def record_schema() -> str: ...
def mentions(records: _Stream) -> _ArrowTable: ...
def assign_incidents(mentions: _Stream) -> _ArrowTable: ...
def summarise_incidents(members: _Stream) -> _ArrowTable: ...
