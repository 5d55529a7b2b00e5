"""A folder to run ``kg`` in, and one with a graph."""

import pytest
from program import Run, run, write_reports


@pytest.fixture
def kg(tmp_path):
    """Runs ``kg`` in an empty folder."""

    def start(*arguments: object, **settings) -> Run:
        return run(*arguments, cwd=tmp_path, **settings)

    return start


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A folder with two reports in ``reports`` and what was built of them in ``graphs``."""
    folder = tmp_path_factory.mktemp("built")
    write_reports(folder / "reports")
    done = run("build", "reports", "--jobs", "1", cwd=folder)
    assert done.code == 0, done.err
    return folder
