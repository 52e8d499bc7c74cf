"""What decides the output."""

from __future__ import annotations

import json
from typing import Any

from . import _annals


def version() -> dict[str, str]:
    """Versions of Annals, ontology, model and knowledge, as they stand in each record's `coder`."""
    return dict(zip(("version", "ontology", "model", "knowledge"), _annals.version()))


def schema() -> dict[str, Any]:
    """The JSON schema of records (`annals/1`)."""
    return json.loads(_annals.record_schema())
