"""What the summary of a build says of documents that the program failed on."""

import pytest

from kg.cli.build import _list
from kg.workers import WorkFailure

FAILURE = WorkFailure(
    "a/b.txt", "program_error", "KeyError: 'x'", "Traceback (most recent call last):\n  File …"
)


@pytest.mark.parametrize(("everything", "shown"), [(True, True), (False, False)])
def test_the_traceback_stands_in_the_long_summary_only(capsys, everything, shown):
    _list("failures", (FAILURE,), everything=everything)
    told = capsys.readouterr().err
    assert "a/b.txt" in told
    assert "KeyError: 'x'" in told
    assert ("Traceback" in told) is shown
