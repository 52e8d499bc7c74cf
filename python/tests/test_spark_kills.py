"""The job in local-cluster mode, with a Python worker, an executor and the driver killed: shards are those of the single binary, byte
for byte, and incidents those of one process. `.ci/spark` runs this; it takes minutes.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, TALKS
from test_spark import one_process

pytest.importorskip("pyspark", reason="pip install 'annals[spark]'")
pytestmark = pytest.mark.spark

FILES = 6
PATIENCE = 300


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON Lines, a table and a broken archive; the same acts are told of in several files."""
    import pyarrow
    import pyarrow.parquet

    folder = tmp_path_factory.mktemp("archive")
    article = (ROOT / "samples/odesa.txt").read_text(encoding="utf-8")
    for number in range(FILES):
        rows = [
            {"id": f"{number}-{at}", "text": f"{article}\n\nReport {number} of {at}.", "published": f"2024-02-{1 + at:02}"}
            for at in range(25)
        ]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{number}.jsonl").write_text(lines, encoding="utf-8")
    pyarrow.parquet.write_table(pyarrow.table({"id": ["t1", "t2"], "text": [TALKS, None]}), folder / "table.parquet")
    (folder / "cut.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200 OK")
    return folder


@pytest.fixture(scope="module")
def single(archive: Path, annals_command: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shards of the single binary."""
    out = tmp_path_factory.mktemp("single")
    for file in sorted(archive.iterdir()):
        subprocess.run([annals_command, "code-shard", str(file), str(out), "-q"], check=True, stdout=subprocess.DEVNULL)
    return out


def submit(archive: Path, out: Path) -> subprocess.Popen[str]:
    """The job under spark-submit, with two executors."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),
        "spark.pyspark.python": sys.executable,
    }
    import annals_spark.job
    import pyspark

    home = Path(pyspark.__file__).parent
    flags = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
    files = [str(file) for file in sorted(archive.iterdir())]
    command = [str(home / "bin/spark-submit"), "--master", "local-cluster[2,1,1024]", *flags, annals_spark.job.__file__, "--out", str(out)]
    log = (out.parent / f"{out.name}.log").open("a")
    environment = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.Popen(
        [*command, *files], stdout=subprocess.PIPE, stderr=log, text=True, env=environment, cwd=out.parent, start_new_session=True
    )


def descendants(pid: int) -> list[tuple[int, str]]:
    """Processes below one, with their command lines."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found: list[tuple[int, str]] = []
    waiting = [pid]
    while waiting:
        for child in parents.get(waiting.pop(), []):
            try:
                line = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            found.append((child, line))
            waiting.append(child)
    return found


def kill_one(job: subprocess.Popen[str], wanted: Callable[[str], bool], last: bool = False) -> None:
    """Kills a process of the job, as soon as there is one."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = [pid for pid, line in descendants(job.pid) if wanted(line)]
        if found:
            os.kill(found[-1] if last else found[0], signal.SIGKILL)
            return
        assert job.poll() is None, "the job ended before there was anything to kill"
        time.sleep(0.1)
    raise AssertionError("nothing to kill")


def wait_for_shards(job: subprocess.Popen[str], out: Path, number: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(list(out.glob("*.json"))) < number:
        assert job.poll() is None and time.monotonic() < until, (out.parent / f"{out.name}.log").read_text()[-3000:]
        time.sleep(0.05)


def end(job: subprocess.Popen[str], out: Path) -> dict[str, object]:
    """What the job prints at its end."""
    printed, _ = job.communicate(timeout=PATIENCE)
    assert job.returncode == 0, (out.parent / f"{out.name}.log").read_text()[-3000:]
    return json.loads(printed.strip().splitlines()[-1])


def check(out: Path, single: Path, pointer: dict[str, object]) -> None:
    """Shards and manifests are those of the binary; incidents those of one process."""
    digest = lambda file: hashlib.sha256(file.read_bytes()).hexdigest()
    names = lambda folder: {file.name: digest(file) for file in folder.iterdir() if file.suffix in (".parquet", ".json")}
    assert names(out) == names(single)
    assert len(list((out / "incidents").glob("*.json"))) == 1
    import pyarrow.parquet

    alone = one_process(single, pointer["shards"])
    read = lambda name: pyarrow.parquet.read_table(out / str(pointer["folder"]) / name).to_pylist()
    members = [(row["incident"], row["document"], row["event"]) for row in read("events")]
    assert sorted(members) == sorted(alone["members"])
    assert sorted(tuple(row.values()) for row in read("incidents")) == sorted(alone["incidents"])
    assert len(alone["incidents"]) < len(members), "some acts are told of more than once"


def is_worker(line: str) -> bool:
    return "pyspark.daemon" in line or "pyspark/daemon" in line


def is_executor(line: str) -> bool:
    return "CoarseGrainedExecutorBackend" in line


@pytest.mark.parametrize("victim", ["worker", "executor"])
def test_a_killed_part_changes_nothing(victim: str, archive: Path, single: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = submit(archive, out)
    wait_for_shards(job, out, 1)
    kill_one(job, is_worker if victim == "worker" else is_executor, last=victim == "worker")
    check(out, single, end(job, out))


def test_a_killed_driver_and_a_job_submitted_again_change_nothing(archive: Path, single: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    job = submit(archive, out)
    wait_for_shards(job, out, 2)
    os.killpg(job.pid, signal.SIGKILL)
    job.wait()
    assert len(list(out.glob("*.json"))) < FILES + 2
    pointer = end(submit(archive, out), out)
    check(out, single, pointer)
    assert end(submit(archive, out), out) == pointer, "a third time does nothing"
