"""Exports read back with readers of others: `pytest tests/exports/check.py`.

`ANNALS` names the command line (target/debug/annals if unset); `ANNALS_STORE` a store to export instead of the samples.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ["csv", "parquet", "jsonl", "geojson", "gdelt", "icews", "polecat", "ftm", "panel"]
TABLES = ["csv", "gdelt", "icews", "polecat", "panel"]
READ = {"integer": int, "number": float, "date": date.fromisoformat, "string": str}
PARTY = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
GDELT_EVENTS = [
    *"GlobalEventID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in PARTY),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{geo}_{name}" for geo in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in PLACE),
    *"DATEADDED SOURCEURL".split(),
]
GDELT_MENTIONS = (
    "GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
).split()


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one folder a format."""
    annals = os.environ.get("ANNALS") or str(ROOT / "target/debug/annals")
    folder = tmp_path_factory.mktemp("exports")
    store = os.environ.get("ANNALS_STORE")
    if not store:
        store = str(folder / "samples.db")
        subprocess.run([annals, "ingest", "-q", "--store", store, str(ROOT / "samples")], check=True)
    for form in FORMATS:
        command = [annals, "export", "--store", store, "--format", form, "--out", str(folder / form)]
        subprocess.run(command, check=True, capture_output=True)
    return folder


def resources(out: Path, form: str) -> list[dict]:
    return json.loads((out / form / "datapackage.json").read_text("utf-8"))["resources"]


def rows(file: Path, delimiter: str) -> list[list[str]]:
    """Commas come with quotes; the formats with tabs know none."""
    quoting = csv.QUOTE_MINIMAL if delimiter == "," else csv.QUOTE_NONE
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter=delimiter, quoting=quoting))


def documents(out: Path) -> list[dict]:
    return [json.loads(line) for line in (out / "jsonl/records.jsonl").read_text("utf-8").splitlines()]


def incidents(out: Path) -> list[dict]:
    tables = [pyarrow.parquet.read_table(file) for file in sorted((out / "parquet").glob("*.parquet"))]
    return [row for table in tables for row in table.to_pylist()]


@pytest.mark.parametrize("form", FORMATS)
def test_the_package_lists_every_file(out: Path, form: str) -> None:
    listed = {resource["path"] for resource in resources(out, form)}
    assert listed == {file.name for file in (out / form).iterdir()} - {"datapackage.json"}
    assert all(resource["rows"] > 0 for resource in resources(out, form))


@pytest.mark.parametrize("form", TABLES)
def test_tables_fit_their_schema(out: Path, form: str) -> None:
    for resource in resources(out, form):
        fields, dialect = resource["schema"]["fields"], resource["dialect"]
        table = rows(out / form / resource["path"], dialect["delimiter"])
        if dialect["header"]:
            assert table.pop(0) == [field["name"] for field in fields]
        assert len(table) == resource["rows"]
        for row in table:
            assert len(row) == len(fields), row
            for cell, field in zip(row, fields):
                if cell:
                    READ[field["type"]](cell)


def test_parquet_reads_alike_in_duckdb_and_pyarrow(out: Path) -> None:
    query = f"SELECT * FROM read_parquet('{out}/parquet/*.parquet') ORDER BY incident"
    cursor = duckdb.sql(query)
    theirs = [dict(zip(cursor.columns, row)) for row in cursor.fetchall()]
    assert theirs == sorted(incidents(out), key=lambda row: row["incident"])
    assert len(theirs) == sum(resource["rows"] for resource in resources(out, "parquet"))


def test_parquet_holds_the_csv(out: Path) -> None:
    header, *table = rows(out / "csv/incidents.csv", ",")
    ours = {int(row[0]): dict(zip(header, row)) for row in table}
    for row in incidents(out):
        cells = ours.pop(row["incident"])
        for name in ("from", "type", "mode", "cameo", "actors", "recipients", "country", "sentence", "document"):
            assert cells[name] == str("" if row[name] is None else row[name]), name
        assert (float(cells["lat"]) if cells["lat"] else None) == row["lat"]
    assert not ours, "incidents of the CSV that the Parquet lacks"


def test_parquet_agrees_with_the_records(out: Path) -> None:
    told = {
        (record["document"]["id"], event["type"], event["cameo"], event["quad"], event["confidence"])
        for record in documents(out)
        for event in record["events"]
    }
    for row in incidents(out):
        assert (row["document"], row["type"], row["cameo"], row["quad"], row["confidence"]) in told, row
    assert sum(row["mentions"] for row in incidents(out)) == sum(len(record["events"]) for record in documents(out))


def test_geojson_is_a_collection_of_points(out: Path) -> None:
    found = json.loads((out / "geojson/incidents.geojson").read_text("utf-8"))
    assert found["type"] == "FeatureCollection" and "crs" not in found
    points = {}
    for feature in found["features"]:
        assert feature["type"] == "Feature" and feature["geometry"]["type"] == "Point"
        east, north = feature["geometry"]["coordinates"]
        assert -180 <= east <= 180 and -90 <= north <= 90
        points[feature["properties"]["incident"]] = (east, north)
    assert len(points) == len(found["features"])
    assert points == {row["incident"]: (row["lon"], row["lat"]) for row in incidents(out) if row["lat"] is not None}


def test_gdelt_events_and_mentions(out: Path) -> None:
    events = rows(out / "gdelt/gdelt.export.csv", "\t")
    mentions = rows(out / "gdelt/gdelt.mentions.csv", "\t")
    assert len(GDELT_EVENTS) == 61 and {len(row) for row in events} == {61}
    assert len(GDELT_MENTIONS) == 16 and {len(row) for row in mentions} == {16}
    for row in (dict(zip(GDELT_EVENTS, cells)) for cells in events):
        day = datetime.strptime(row["Day"], "%Y%m%d")
        assert row["MonthYear"] == f"{day:%Y%m}" and row["Year"] == f"{day:%Y}"
        assert int(float(row["FractionDate"])) in (day.year, day.year + 1)
        assert row["EventCode"].startswith(row["EventRootCode"]) and 1 <= int(row["EventRootCode"]) <= 20
        assert row["QuadClass"] in "1234" and -10 <= float(row["GoldsteinScale"]) <= 10
        datetime.strptime(row["DATEADDED"], "%Y%m%d%H%M%S")
    ids = [row[0] for row in events]
    assert len(ids) == len(set(ids)) and {row[0] for row in mentions} == set(ids)
    for row in (dict(zip(GDELT_MENTIONS, cells)) for cells in mentions):
        assert int(row["SentenceID"]) >= 1 and 0 <= int(row["Confidence"]) <= 100


@pytest.mark.parametrize(("form", "file", "columns"), [("icews", "icews.tab", 20), ("polecat", "polecat.tsv", 40)])
def test_tabs_of_icews_and_polecat(out: Path, form: str, file: str, columns: int) -> None:
    header, *table = rows(out / form / file, "\t")
    assert len(header) == columns
    for row in (dict(zip(header, cells)) for cells in table):
        date.fromisoformat(row["Event Date"])
        assert row["Event ID"].isdigit() and -10 <= float(row["Intensity"]) <= 10


def test_ftm_entities_refer_to_one_another(out: Path) -> None:
    entities = [json.loads(line) for line in (out / "ftm/entities.ftm.json").read_text("utf-8").splitlines()]
    schemas = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schemas) == len(entities) == resources(out, "ftm")[0]["rows"]
    for entity in entities:
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values), entity
        for name in ("organizer", "involved"):
            for party in entity["properties"].get(name, []):
                assert schemas[party] != "Event", entity
