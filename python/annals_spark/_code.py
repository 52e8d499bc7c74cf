"""Texts of a DataFrame to records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import annals

from ._task import spark_schema, threads

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


def code(
    texts: DataFrame,
    *,
    date: Any = None,
    columns: str | dict[str, str] = "",
    key: str | None = None,
) -> DataFrame:
    """Codes a DataFrame with a column of texts (see `annals.code` for columns): one row out for each row in, with the fields of the
    record contract, or `error`.

    `key`: the column whose values become `input`, by which rows are told apart; `id` or `url`, where there is one. A row's record
    depends on the row alone, so tasks may be run again and partitions cut as Spark likes.
    """
    if key is None:
        key = next((name for name in ("id", "url") if name in texts.columns), None)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for coded, batch in ((annals.code(batch, date, columns=columns, threads=threads()), batch) for batch in batches):
            records = coded.records.to_pyarrow()
            if key is not None:
                records = records.set_column(0, "input", batch.column(key).cast(pyarrow.string()))
            yield from records.to_batches()

    return texts.mapInArrow(work, spark_schema(annals.code([]).records))
