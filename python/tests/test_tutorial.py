"""The tutorial runs as it stands."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT


def test_the_tutorial_runs(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    cells = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(cells) > 5
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.jsonl").write_text((ROOT / "samples/short.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, "docs/python.md", "exec"), names)  # noqa: S102
