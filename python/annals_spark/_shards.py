"""Files to shards, each file a task."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyspark import TaskContext

import annals

from ._task import threads

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import SparkSession

SCHEMA = "source string, manifest string, error string"


def code_shards(
    spark: SparkSession,
    sources: Sequence[str],
    out: str,
    *,
    date: Any = None,
    columns: str | dict[str, str] = "",
) -> list[dict[str, Any]]:
    """Codes files (paths or `s3://…`, which every executor can reach) to shards in `out`; returns their manifests with `source`, in
    order, or `error` for files that could not be had however often it was tried.

    A shard is published by a conditional put under a name that depends on coder, options and input: workers, executors and the
    driver may be killed, tasks may run twice, and the job may be submitted again.
    """
    if not sources:
        return []
    limit = int(spark.conf.get("spark.task.maxFailures", "4") or 4)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            for source in batch.column("source").to_pylist():
                row = {"source": source, **_shard(source, out, date, columns, limit)}
                yield pyarrow.RecordBatch.from_pylist([row], _arrow())

    # One partition a file, so that the scheduler sees each.
    rows = spark.sparkContext.parallelize([(source,) for source in sources], len(sources))
    found = spark.createDataFrame(rows, "source string").mapInArrow(work, SCHEMA).collect()
    by_source = {row.source: row for row in found}
    return [_result(by_source[source]) for source in sources]


def _shard(source: str, out: str, date: Any, columns: Any, limit: int) -> dict[str, str | None]:
    """A file that cannot be had may be had at the next attempt; at the last one it is told."""
    try:
        manifest = annals.code_shard(source, out, date=date, columns=columns, threads=threads())
    except RuntimeError as error:
        context = TaskContext.get()
        if context is not None and context.attemptNumber() + 1 < limit:
            raise
        return {"manifest": None, "error": str(error)}
    return {"manifest": json.dumps(manifest), "error": None}


def _result(row: Any) -> dict[str, Any]:
    found = {"error": row.error} if row.manifest is None else json.loads(row.manifest)
    return {"source": row.source, **found}


def _arrow() -> pyarrow.Schema:
    import pyarrow

    return pyarrow.schema([(name, pyarrow.string()) for name in ("source", "manifest", "error")])
