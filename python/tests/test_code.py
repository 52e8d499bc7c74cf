"""Texts of every make come out the same, and nothing that users pass ends the interpreter."""

from __future__ import annotations

import datetime
import json
import math
import subprocess
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest
from conftest import ATTACK, DAY, TALKS

import annals

TEXTS = [ATTACK, TALKS]


def jsonl(texts: object, dates: object = DAY, **options: object) -> bytes:
    return annals.code(texts, dates, **options).to_jsonl()


@pytest.mark.parametrize(
    "texts",
    [
        tuple(TEXTS),
        [text.encode() for text in TEXTS],
        pandas.Series(TEXTS),
        pandas.Series(TEXTS, dtype="string[pyarrow]"),
        pandas.DataFrame({"body": TEXTS}),
        polars.Series(TEXTS),
        polars.DataFrame({"text": TEXTS}),
        pyarrow.array(TEXTS),
        pyarrow.chunked_array([[TEXTS[0]], [TEXTS[1]]]),
        pyarrow.array(TEXTS).dictionary_encode(),
        pyarrow.array(TEXTS, pyarrow.string_view()),
        pyarrow.array([text.encode() for text in TEXTS]),
        pyarrow.table({"text": TEXTS}),
        pyarrow.RecordBatch.from_pydict({"text": TEXTS}),
        pyarrow.table({"text": TEXTS}).to_reader(1),
    ],
    ids=lambda texts: f"{type(texts).__module__}.{type(texts).__name__}",
)
def test_every_make_gives_the_same_bytes(texts: object) -> None:
    assert jsonl(texts) == jsonl(TEXTS)


def test_bytes_are_those_of_the_command_line(annals_command: str, news: Path) -> None:
    done = subprocess.run([annals_command, "code", str(news), "--format", "jsonl", "-q"], capture_output=True, check=False)
    assert done.stdout.count(b"\n") > 3
    assert b"".join(coded.to_jsonl() for coded in annals.code_files(news, batch=2)) == done.stdout
    table = polars.read_ndjson(news)
    assert annals.code(table).to_jsonl() == done.stdout


def test_dates_are_one_for_all_or_one_for_each() -> None:
    days = [datetime.date(2024, 2, 10), datetime.date(2024, 3, 10)]
    each = annals.code(TEXTS, days).documents.to_polars()["published"].to_list()
    assert each == days
    assert jsonl(TEXTS, datetime.datetime(2024, 2, 10, 8)) == jsonl(TEXTS, "2024-02-10")
    assert jsonl(TEXTS, pandas.Series(pandas.to_datetime([DAY, DAY]))) == jsonl(polars.DataFrame({"text": TEXTS, "date": [days[0]] * 2}), None)
    mixed = annals.code([ATTACK] * 4, [None, pandas.NaT, math.nan, "soon"])
    assert mixed.documents.to_polars()["published"].to_list() == [None] * 3
    assert "wrong `published` date `soon`" in mixed.errors.to_polars()["reason"][0]


def test_tables_go_over_without_loss() -> None:
    coded = annals.code(TEXTS, DAY)
    frame = coded.events.to_polars()
    assert frame.columns == coded.events.columns
    assert frame.schema["from"] == polars.Date
    pandas_frame = coded.events.to_pandas()
    assert pandas_frame["type"].tolist() == frame["type"].to_list()
    events = coded.events.to_pyarrow()
    assert duckdb.sql("SELECT count(*) FROM events").fetchall() == [(len(frame),)]
    attack = frame.filter(polars.col("type") == "ASSAULT").to_dicts()[0]
    assert (attack["deaths_min"], attack["place"], attack["from"]) == (12, "Goma", datetime.date(2024, 2, 5))
    assert set(coded.entities.to_polars()["document"]) <= set(coded.documents.to_polars()["document"])
    nested = coded.records.to_polars()
    assert nested["events"].list.len().sum() == events.num_rows


def test_every_column_says_what_it_means() -> None:
    coded = annals.code([])
    for table in (coded.documents, coded.events, coded.entities, coded.errors):
        assert all(table.about().values())


def test_bad_values_are_rows_of_errors() -> None:
    latin = "Le préfet: The prefect of Saint-Étienne banned the rally on Monday.".encode("latin-1")
    bad = [None, math.nan, pandas.NA, b"\x00\x01\x02\x03" * 50, 7, ["a"], "", "x" * 10_000_000, "\ud800", "Der Präsident traf am Montag in Berlin seinen Amtskollegen und sprach mit ihm über den Krieg."]
    coded = annals.code([ATTACK, *bad, latin, TALKS], DAY)
    errors = coded.errors.to_polars()
    assert errors["input"].to_list() == [f"row:{row}" for row in range(1, len(bad) + 1)]
    reasons = errors["reason"].to_list()
    expected = ["no text", "no text", "no text", "binary", "type int", "type list", "no text", "10000000 bytes", "surrogates", "German"]
    for reason, part in zip(reasons, expected, strict=True):
        assert part in reason
    assert len(coded.documents) == 3
    assert "Saint-Étienne" in coded.records.to_pyarrow()["document"].to_pylist()[-2]["text"]


def test_errors_may_be_raised_with_row_and_reason() -> None:
    with pytest.raises(annals.CodingError, match="row:1: has no text") as caught:
        annals.code([ATTACK, None], errors="raise")
    assert (caught.value.row, caught.value.reason) == ("row:1", "has no text")


@pytest.mark.parametrize(
    ("texts", "options", "error", "words"),
    [
        (pyarrow.array([1, 2]), {}, TypeError, "column `text` holds Int64"),
        (pyarrow.table({"text": [1.5]}), {}, TypeError, "Float64"),
        (pyarrow.table({"text": ["a"], "date": [1.5]}), {}, TypeError, "or days"),
        (polars.DataFrame({"a": ["x"]}), {}, TypeError, "no column for the text"),
        (pandas.DataFrame({"a": ["x"]}), {"columns": {"text": "b"}}, TypeError, "no column `b`"),
        (7, {}, TypeError, "not int"),
        (["a"], {"dates": ["2024-01-01", "2024-01-02"]}, ValueError, "has 2 values"),
        (["a"], {"dates": "soon"}, ValueError, "no day"),
        (["a"], {"threads": 0}, ValueError, "threads"),
        (["a"], {"errors": "ignore"}, ValueError, "raise"),
        (["a"], {"columns": {"words": "b"}}, ValueError, "no field"),
    ],
)
def test_wrong_calls_raise(texts: object, options: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        annals.code(texts, **options)


def test_batches_count_rows_through() -> None:
    batches = list(annals.code_batches(([ATTACK, None] for _ in range(3)), date=DAY))
    assert [coded.errors.to_polars()["input"][0] for coded in batches] == ["row:1", "row:3", "row:5"]


def test_broken_files_tell_where(tmp_path: Path) -> None:
    table = pyarrow.table({"text": TEXTS})
    whole, cut, warc = tmp_path / "whole.parquet", tmp_path / "cut.parquet", tmp_path / "cut.warc"
    pyarrow.parquet.write_table(table, whole)
    cut.write_bytes(whole.read_bytes()[:-20])
    warc.write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200 OK")
    (coded,) = annals.code_files([whole, cut, warc, tmp_path / "none.txt"], date=DAY)
    assert coded.to_jsonl() == jsonl(TEXTS)
    reasons = coded.errors.to_polars()["reason"].to_list()
    assert "Parquet" in reasons[0] and "missing" in reasons[1] and "cannot be read" in reasons[2]


def test_threads_do_not_change_the_output() -> None:
    texts = TEXTS * 8
    assert jsonl(texts, threads=1) == jsonl(texts, threads=4)


def test_shards_are_those_of_the_command_line(annals_command: str, news: Path, tmp_path: Path) -> None:
    command = [annals_command, "code-shard", str(news), str(tmp_path / "binary"), "-q"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    shard = annals.code_shard(str(news), str(tmp_path / "python"))
    assert shard.pop("coded") and shard == json.loads(printed)
    assert annals.shards(str(tmp_path / "binary")) == annals.shards(str(tmp_path / "python")) == [shard]
    files = [(tmp_path / made / shard["file"]).read_bytes() for made in ("binary", "python")]
    assert files[0] == files[1]
    assert not annals.code_shard(str(news), str(tmp_path / "binary"))["coded"]
    with pytest.raises(RuntimeError, match="none.warc"):
        annals.code_shard(str(tmp_path / "none.warc"), str(tmp_path))
