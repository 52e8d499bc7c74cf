"""Annals on Apache Spark: tables coded where they lie, archives coded file by file, incidents found across them.

`code` turns a DataFrame of texts into one of records. `code_shards` codes files to shards, exactly once. `incidents` finds, among
records, the events that tell of one act. `python -m annals_spark.job` does the latter two under spark-submit.
"""

from ._code import code
from ._incidents import Incidents, incidents
from ._shards import code_shards

__all__ = ["Incidents", "code", "code_shards", "incidents"]
