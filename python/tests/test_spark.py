"""Spark in one process: tables coded, incidents found. Killing its parts is left to `test_spark_kills.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import polars
import pytest
from conftest import ATTACK, DAY, TALKS

import annals
from annals import _annals

pyspark = pytest.importorskip("pyspark", reason="pip install 'annals[spark]'")
pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "3").getOrCreate()
    yield session
    session.stop()


def test_a_table_is_coded_row_by_row(spark) -> None:
    import annals_spark

    rows = [(f"n{at}", [ATTACK, TALKS, None][at % 3], DAY) for at in range(9)]
    coded = annals_spark.code(spark.createDataFrame(rows, "id string, text string, published string").repartition(4))
    found = {row.input: row for row in coded.collect()}
    assert sorted(found) == sorted(row[0] for row in rows)
    assert found["n2"].error == "has no text" and found["n2"].events is None
    alone = annals.code(polars.DataFrame(rows[:1], schema=["id", "text", "published"], orient="row"))
    wanted = alone.records.to_pyarrow().to_pylist()[0]
    assert [event.asDict(True) for event in found["n0"].events] == wanted["events"]


def test_incidents_are_those_of_one_process(spark, news: Path, tmp_path: Path) -> None:
    import annals_spark

    shard = annals.code_shard(str(news), str(tmp_path / "out"))
    found = annals_spark.incidents(spark.read.parquet(str(tmp_path / "out" / shard["file"])), partitions=3)
    members = found.events.select("incident", "document", "event").collect()
    summaries = found.summaries(found.events).collect()
    alone = one_process(tmp_path / "out", [shard["file"]])
    assert sorted(map(tuple, members)) == sorted(alone["members"])
    assert sorted(tuple(row) for row in summaries) == sorted(alone["incidents"])
    assert len(members) == shard["events"]


def one_process(folder: Path, files: list[str]) -> dict[str, list[tuple[object, ...]]]:
    """The same steps without Spark."""
    import pyarrow
    import pyarrow.parquet

    records = pyarrow.concat_tables(pyarrow.parquet.read_table(folder / file) for file in files)
    members = pyarrow.table(_annals.assign_incidents(pyarrow.table(_annals.mentions(records))))
    incidents = pyarrow.table(_annals.summarise_incidents(members))
    rows = lambda table: [tuple(row.values()) for row in table.to_pylist()]
    return {"members": rows(members.drop_columns("told")), "incidents": rows(incidents)}
