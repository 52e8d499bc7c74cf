"""The job: `spark-submit job.py --out OUT FILES…` codes files to shards, then finds incidents across them.

Submit it again after whatever happened: what is done is passed over. OUT holds the shards (`HASH.parquet`, `HASH.json`) and, in
`incidents`, one `HASH.json` for each set of shards, which names the folder with the tables `events` and `incidents`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import threading
import uuid
from typing import Any

from pyspark.sql import SparkSession

from annals import _annals
from annals_spark import code_shards, incidents

POINTER = "incidents"


def main(arguments: list[str] | None = None) -> int:
    """Runs the job; 1 where a file could not be had."""
    options = _parser().parse_args(arguments)
    sources = [*options.files, *_listed(options.list)]
    if not sources:
        _parser().error("no files: name some, or a list with --list")
    spark = SparkSession.builder.appName("annals").getOrCreate()
    # Articles are long: few rows a batch keep workers small.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "512")
    try:
        with Progress(spark, "coding"):
            shards = code_shards(spark, sources, options.out, date=options.date, columns=options.columns)
        failed = [shard for shard in shards if "error" in shard]
        for shard in failed:
            print(f"annals: {shard['source']}: {shard['error']}", file=sys.stderr)
        done = [shard for shard in shards if "error" not in shard]
        print(f"annals: {_counts(done)}", file=sys.stderr)
        if done and not options.no_incidents:
            with Progress(spark, "incidents"):
                print(json.dumps(publish(spark, done, options.out)))
    finally:
        spark.stop()
    return 1 if failed else 0


def publish(spark: SparkSession, shards: list[dict[str, Any]], out: str) -> dict[str, Any]:
    """Writes the incidents of some shards, unless that is done; returns what stands in their pointer.

    The tables go to a folder of their own; the pointer to it is published by a conditional put, so that readers see a whole one,
    and all the same one.
    """
    files = sorted({shard["file"] for shard in shards})
    name = hashlib.sha256("\n".join(files).encode()).hexdigest()[:32]
    known = _annals.read(out, f"{POINTER}/{name}.json")
    if known is not None:
        return json.loads(known)
    folder = f"{POINTER}/{name}-{uuid.uuid4().hex[:8]}"
    where = _spark_path(out)
    found = incidents(spark.read.parquet(*(f"{where}/{file}" for file in files)))
    found.events.write.parquet(f"{where}/{folder}/events")
    events = spark.read.parquet(f"{where}/{folder}/events")
    found.summaries(events).write.parquet(f"{where}/{folder}/incidents")
    pointer = {"folder": folder, "shards": files, "events": events.count()}
    _annals.publish(out, f"{POINTER}/{name}.json", json.dumps(pointer).encode())
    stands = _annals.read(out, f"{POINTER}/{name}.json")
    if stands is None:
        raise RuntimeError(f"{out}/{POINTER}/{name}.json was taken away while the job ran; submit it again")
    return json.loads(stands)


class Progress:
    """Tells on standard error how many tasks are done, every few seconds."""

    def __init__(self, spark: SparkSession, what: str, seconds: float = 5) -> None:
        self._tracker = spark.sparkContext.statusTracker()
        self._what = what
        self._seconds = seconds
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Progress:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(self._seconds):
            stages = [self._tracker.getStageInfo(stage) for stage in self._tracker.getActiveStageIds()]
            for stage in filter(None, stages):
                running = f"{stage.numActiveTasks} running, {stage.numFailedTasks} failed"
                print(f"annals: {self._what}: {stage.numCompletedTasks}/{stage.numTasks} tasks ({running})", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="annals_spark.job", description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", help="WARC, JSON Lines, Parquet and others: paths or s3://BUCKET/PATH")
    parser.add_argument("--list", help="a file with one of them a line")
    parser.add_argument("--out", required=True, help="folder or s3://BUCKET/PREFIX, which all executors reach")
    parser.add_argument("--date", help="publication date of documents that give none (2024-02-10)")
    parser.add_argument("--columns", default="", help="columns of tables: text=body,published=day")
    parser.add_argument("--no-incidents", action="store_true", help="code only")
    return parser


def _listed(file: str | None) -> list[str]:
    if file is None:
        return []
    with open(file, encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def _counts(shards: list[dict[str, Any]]) -> str:
    new = sum(shard["coded"] for shard in shards)
    rows, errors, events = (sum(shard[key] for shard in shards) for key in ("rows", "errors", "events"))
    return f"{len(shards)} shards ({new} new), {rows - errors} documents, {events} events, {errors} skipped"


def _spark_path(out: str) -> str:
    """A place by the name that Spark has for it."""
    return "s3a://" + out.removeprefix("s3://") if out.startswith("s3://") else out


if __name__ == "__main__":
    sys.exit(main())
