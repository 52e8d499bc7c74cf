"""Archives: one file to one shard, once."""

from __future__ import annotations

import json
from typing import Any

from . import _annals
from ._code import day, mapping


def code_shard(
    source: str,
    out: str,
    *,
    date: Any = None,
    columns: str | dict[str, str] = "",
    threads: int | None = None,
) -> dict[str, Any]:
    """Codes one file (WARC, JSON Lines, Parquet, …) to `OUT/HASH.parquet`, with `OUT/HASH.json`; returns the latter, and `coded`:
    whether it was coded now. Both places may be paths or `s3://BUCKET/PATH`.

    The hash is that of coder, options and input; files are published whole or not at all. So any number of workers may code one
    input, be killed and start again: there is one shard, with the same bytes. Faults of documents are rows with `error`;
    `RuntimeError` is raised where the input cannot be had or the shard cannot be written.
    """
    manifest, coded = _annals.code_shard(source, out, day(date), mapping(columns), threads)
    return {**json.loads(manifest), "coded": coded}


def shards(out: str) -> list[dict[str, Any]]:
    """The manifests of all shards in a place."""
    return json.loads(_annals.manifests(out))
