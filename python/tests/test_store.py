"""Stores from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import annals


def test_a_store_is_filled_asked_reviewed_and_exported(news: Path, tmp_path: Path) -> None:
    store = annals.open(tmp_path / "a.db", create=True)
    added = store.ingest(news)
    assert added["documents"] >= 5 and added["events"] > 5
    assert store.ingest(news) == {"documents": 0, "known": added["documents"], "events": 0}
    attacks = store.query(type="ASSAULT", level="report", start="2024-02-01").to_polars()
    attack = attacks.filter(attacks["place"] == "Goma").to_dicts()[0]
    assert attack["deaths_low"] == 12
    counts = store.count("type", level="report").to_polars()
    assert counts["reports"].sum() == len(store.query(level="report"))
    assert len(store.query(actor_country="cod", outcome="actual")) > 0
    store.edit(attack["event"], type="COERCE", by="me")
    store.reject(attack["event"])
    assert len(store.query(type="ASSAULT", level="report", start="2024-02-01")) == len(attacks) - 1
    assert [review["verdict"] for review in store.reviews()] == ["edit", "reject"]
    files = store.export(["csv", "parquet"], tmp_path / "out", type="CONSULT")
    assert all((tmp_path / "out" / name).exists() for name in files)


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="none.db"):
        annals.open(tmp_path / "none.db")
    store = annals.open(tmp_path / "a.db", create=True)
    with pytest.raises(TypeError, match="`colour` is no condition"):
        store.query(colour="red")
    with pytest.raises(ValueError, match="unknown event type `WAR`"):
        store.query(type="WAR")
    with pytest.raises(ValueError, match="unknown level"):
        store.query(level="word")
    with pytest.raises(RuntimeError, match="no event 7"):
        store.accept(7)
