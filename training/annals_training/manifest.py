"""The manifest of the weights: checksums, label inventories, training data with licences."""

import json

HEADER = """\
# Written by `python -m annals_training export`. Scores: docs/results.md; model card: models/README.md.
name = "annals-en"
encoder = "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned"
licence = "CC BY-SA 4.0"
"""

# Name, licence, use.
SOURCES = [
    ("UD English EWT, train", "CC BY-SA 4.0", "syntax"),
    ("UD English GUM without wikiHow and fiction, train", "CC BY, CC BY-SA and like, by document", "syntax, names, mentions, coreference"),
    ("UD English ParTUT, train", "CC BY-SA 3.0", "syntax"),
    ("Universal NER, EWT dev", "CC BY-SA 4.0", "names"),
    ("CrossNER politics", "text of Wikipedia, CC BY-SA", "names"),
    ("annotated news articles, nine tenths, without those under LDC licences", "annotations CC0; texts stay with their owners", "events, roles, coreference, names"),
    ("re3d, even records without those of the BBC", "per source: public domain, OGL v3, CC BY-SA 3.0, CC BY 3.0 AU, EEAS", "names"),
    ("1,521 texts of rams, geoparsing, PolNeAR, glocon, indiapolice, ECB+, MUC-4, re3d, timeline and wikievents, even records and topics, annotated for this project", "annotations CC0; texts stay with their owners", "events, roles, coreference, names"),
    ("geoparsing (LGL, GeoVirus, GeoWebNews), even records", "texts stay with their owners; GeoVirus CC BY", "names of locations"),
    ("PolNeAR, every fourth record", "texts stay with their owners", "attribution"),
    ("plover_rel, even records", "texts stay with their owners", "event types and participants"),
]


def text(files, inventories, labels):
    """The manifest as TOML. JSON strings and lists of strings are valid TOML."""
    lines = [HEADER, "[sha256]"]
    lines += [f"{json.dumps(name)} = {json.dumps(digest)}" for name, digest in files.items()]
    lines += ["", "# Inventories of the heads, in the order of the output.", "[labels]"]
    inventory = {
        "upos": labels.UPOS, "xpos": inventories["xpos"], "relations": inventories["relations"], "names": labels.NAMES,
        "mentions": labels.MENTIONS, "triggers": labels.TRIGGERS, "status": labels.STATUS, "modes": labels.MODES,
        "roles": labels.ROLES,
    }
    lines += [f"{name} = {json.dumps(values)}" for name, values in inventory.items()]
    for name, licence, use in SOURCES:
        lines += ["", "[[source]]", f"name = {json.dumps(name)}", f"licence = {json.dumps(licence)}", f"use = {json.dumps(use)}"]
    return "\n".join(lines) + "\n"
