"""Order on disk is order in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import WriteError
from kg.graph.order import sort_bytes, subject_key
from kg.spill import Spill

NAMES = st.text(st.sampled_from("ab/-.01923"), max_size=12)


@given(st.lists(NAMES, unique=True))
def test_names_stand_in_the_same_order(names):
    assert sorted(names, key=sort_bytes) == sorted(names, key=subject_key)


@given(st.lists(st.tuples(st.binary(max_size=3), st.integers(0, 5))))
def test_rows_come_back_by_their_keys_then_as_they_were_added(keys):
    rows = [(*key, str(number).encode()) for number, key in enumerate(keys)]
    with Spill() as spill:
        spill.extend(rows)
        assert [row for _, same in spill for row in same] == sorted(rows, key=lambda row: row[:2])
        assert all(
            spill.of(first) == sorted([row for row in rows if row[0] == first], key=lambda row: row[1])
            for first, *_ in rows
        )


def test_more_than_its_memory_holds():
    with Spill() as spill:
        for number in range(300):
            spill.extend([(number % 7, -number, b"x" * 50_000)])
        assert [(first, len(list(same))) for first, same in spill] == [
            (first, len(range(first, 300, 7))) for first in range(7)
        ]


def test_a_full_disk_is_told():
    with Spill() as spill:
        spill._db.execute("PRAGMA max_page_count = 10")
        with pytest.raises(WriteError, match="temporary files"):
            spill.extend([(1, 1, b"x" * 100_000)])
