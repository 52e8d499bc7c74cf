"""Arrow tables, by the Arrow PyCapsule interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _annals

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """An Arrow table. Whatever speaks the Arrow PyCapsule interface takes it as it is: `pyarrow.table(t)`, `polars.DataFrame(t)`,
    `duckdb.from_arrow(t.to_pyarrow())`.

    The metadata of a column says what it means (`about`).
    """

    __slots__ = ("_data",)

    def __init__(self, data: Any) -> None:
        self._data = data

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._data.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._data.__arrow_c_schema__()

    def __len__(self) -> int:
        return self._data.num_rows

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._data.column_names)

    def about(self) -> dict[str, str]:
        """What each column means."""
        return dict(_annals.about(self._data))

    def to_pyarrow(self) -> pyarrow.Table:
        """As a pyarrow table, without a copy."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas frame with Arrow types, so that days stay days, numbers whole, and unknown values apart from NaN."""
        import pandas

        return self.to_pyarrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def to_polars(self) -> polars.DataFrame:
        """As a polars frame, without a copy."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"annals.Table({len(self)} rows: {', '.join(self.columns)})"
