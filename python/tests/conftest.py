"""What tests share."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ATTACK = "Rebels attacked a market in Goma on Monday, killing 12 people."
TALKS = "The president of France met his Kenyan counterpart in Paris on Tuesday."
DAY = "2024-02-10"


@pytest.fixture(scope="session")
def annals_command() -> str:
    """The command line, as `ANNALS` names it or where cargo puts it."""
    names = [os.environ.get("ANNALS", ""), str(ROOT / "target/debug/annals"), shutil.which("annals") or ""]
    found = next((name for name in names if name and Path(name).exists()), None)
    if found is None:
        pytest.skip("no annals command: cargo build -p annals, or ANNALS=…")
    return found


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """JSON Lines with articles of `samples`, two short texts, and one line that is no document."""
    rows = [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in sorted((ROOT / "samples").glob("*.txt"))]
    rows += [{"id": "attack", "text": ATTACK, "published": DAY}, {"id": "talks", "text": TALKS, "published": DAY}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines.insert(2, '{"id": "broken"}')
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
