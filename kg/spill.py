"""Rows kept on disk and given back in order: more of them than memory holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from tempfile import gettempdir
from types import TracebackType

from kg.errors import WriteError

Row = tuple[bytes | str | int, int, bytes]
"""What it is ordered by first and second, and what it holds."""

Key = bytes | str | int


class Spill:
    """Rows in a temporary file that is gone with this object, whatever happens to the process."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE row (first, second INTEGER, held BLOB)")
        self._db.execute("BEGIN")

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Drop the rows."""
        self._db.close()

    def extend(self, rows: Iterable[Row]) -> None:
        """Add rows; keys of one spill are all of one type.

        Raises:
            WriteError: The disk of temporary files does not take them.
        """
        with _told():
            self._db.executemany("INSERT INTO row VALUES (?, ?, ?)", rows)

    def of(self, first: Key) -> list[Row]:
        """The rows of one first key, by their second, then as they were added."""
        return list(self._rows("WHERE first = ? ORDER BY second, rowid", first))

    def __iter__(self) -> Iterator[tuple[Key, Iterator[Row]]]:
        """The rows by first key, in each by the second, then as they were added.

        Raises:
            WriteError: The disk of temporary files is too full to put them in order.
        """
        return groupby(self._rows("ORDER BY first, second, rowid"), itemgetter(0))

    def _rows(self, how: str, *values: Key) -> Iterator[Row]:
        with _told():
            yield from self._db.execute(f"SELECT * FROM row {how}", values)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise WriteError("no_temporary", path=gettempdir(), reason=error) from error
