"""Which events of an archive tell of one act: the store's matcher, run on blocks of days and places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from annals import _annals

from ._task import spark_schema

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


class Incidents(NamedTuple):
    """What the second stage gives."""

    events: DataFrame
    """`incident`, `document`, `event` of each event, and `told`: what summing up takes from it."""
    summaries: Callable[[DataFrame], DataFrame]
    """From `events`, or from where they were written to, to one row an incident."""


def incidents(records: DataFrame, partitions: int | None = None) -> Incidents:
    """Finds incidents among records (shards, or what `code` gives). Two shuffles: by block (country and 64 days, with the 34 days
    before), then by incident. A block's result depends on its events alone, not on order or partitions.
    """
    told = records.where("error IS NULL").mapInArrow(_batchwise(_annals.mentions), _schema(0))
    blocks = told.repartition(partitions, "block") if partitions else told.repartition("block")
    events = blocks.mapInArrow(_whole(_annals.assign_incidents), _schema(1))

    def summaries(events: DataFrame) -> DataFrame:
        together = events.repartition(partitions, "incident") if partitions else events.repartition("incident")
        return together.mapInArrow(_whole(_annals.summarise_incidents), _schema(2))

    return Incidents(events, summaries)


def _schema(step: int) -> Any:
    """The Spark schema of what a step gives: that of nothing, put through the steps."""
    import annals

    table = annals.code([]).records
    for function in (_annals.mentions, _annals.assign_incidents, _annals.summarise_incidents)[: step + 1]:
        table = annals.Table(function(table))
    return spark_schema(table)


def _batchwise(step: Callable[[Any], Any]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            yield from pyarrow.table(step(batch)).to_batches()

    return work


def _whole(step: Callable[[Any], Any]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """A step that must see all rows of a block or an incident, which lie in one partition."""

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        found = list(batches)
        if found:
            yield from pyarrow.table(step(pyarrow.Table.from_batches(found))).to_batches(4096)

    return work
