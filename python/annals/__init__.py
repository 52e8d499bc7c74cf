"""Annals reads news and writes down who did what to whom, where and when, with the sentence that says so.

>>> import annals
>>> coded = annals.code("Rebels attacked the town of Goma on Monday.", dates="2024-02-10")
>>> coded.events.to_pandas()[["type", "actors", "place", "from"]]  # doctest: +SKIP

`code` takes strings, lists, pandas, polars and Arrow data; `code_batches` an iterator of such; `code_files` files of any size;
`open` opens a store. Results are Arrow tables, which pandas, polars, pyarrow and DuckDB take without copying text.
"""

from __future__ import annotations

from ._code import Coded, CodingError, code, code_batches, code_files
from ._shards import code_shard, shards
from ._store import Store, open
from ._table import Table
from ._version import schema, version

__all__ = [
    "Coded",
    "CodingError",
    "Store",
    "Table",
    "code",
    "code_batches",
    "code_files",
    "code_shard",
    "open",
    "schema",
    "shards",
    "version",
]
