"""Types are what the stubs say, and the package keeps to them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy")

CALLS = """
import pandas
import annals

coded: annals.Coded = annals.code(["a", None], dates="2024-02-10", columns={"text": "body"}, threads=2)
frame: pandas.DataFrame = coded.events.to_pandas()
rows: int = len(annals.open("a.db", create=True).query(type="ASSAULT", limit=3))
reasons: list[str] = [error.reason for error in [annals.CodingError("row:1", "has no text")]]
annals.code("a", threads="2")
"""


def mypy(module: str, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", module, *flags], capture_output=True, text=True, check=False)


def test_stubs_tell_of_all_that_is_compiled() -> None:
    done = mypy("mypy.stubtest", "annals._annals")
    assert done.returncode == 0, done.stdout + done.stderr


def test_calls_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "calls.py"
    file.write_text(CALLS, encoding="utf-8")
    done = mypy("mypy", "--strict", "--ignore-missing-imports", "--cache-dir", str(tmp_path / "cache"), str(file))
    assert done.stdout.count("error:") == 1 and 'threads" to "code" has incompatible type "str"' in done.stdout, done.stdout
