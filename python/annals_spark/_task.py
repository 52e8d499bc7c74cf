"""What runs inside Spark's tasks has to know."""

from __future__ import annotations

from typing import Any

from pyspark import TaskContext


def threads() -> int:
    """Cores of the task (`spark.task.cpus`)."""
    context = TaskContext.get()
    return context.cpus() if context is not None else 1


def spark_schema(table: Any) -> Any:
    """The Spark schema of an Arrow table."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(table.to_pyarrow().schema)
