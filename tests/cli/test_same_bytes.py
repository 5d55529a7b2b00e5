"""The same reports give the same bytes, whatever was different about the run."""

import pytest
from program import REPORTS, run

NAMES = list(REPORTS)
DIFFERENT = {
    "other order": ([f"reports/{name}" for name in reversed(NAMES)], {}),
    "same files twice": (["reports", *(f"reports/{name}" for name in NAMES)], {}),
    "hash seed 1": (["reports"], {"PYTHONHASHSEED": "1"}),
    "hash seed 2": (["reports"], {"PYTHONHASHSEED": "2"}),
    "time zone": (["reports"], {"TZ": "Asia/Vladivostok"}),
    "two processes": (["reports", "--jobs", "2"], {}),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_the_graph_and_the_page_are_the_same(built, tmp_path, what):
    arguments, environment = DIFFERENT[what]
    jobs = [] if "--jobs" in arguments else ["--jobs", "1"]
    done = run("build", *arguments, *jobs, "--no-cache", "--out", tmp_path, cwd=built, **environment)
    assert done.code == 0, done.err
    for name in ("civic.ttl", "index.html", "coverage.md"):
        assert (tmp_path / name).read_bytes() == (built / "graphs" / name).read_bytes(), name


def test_what_the_cache_kept_gives_the_same(built, tmp_path):
    assert run("build", "reports", "--out", tmp_path, cwd=built).code == 0
    assert (tmp_path / "civic.ttl").read_bytes() == (built / "graphs" / "civic.ttl").read_bytes()


def test_another_folder_gives_the_same(built, tmp_path):
    copy = tmp_path / "другая папка" / "reports"
    copy.mkdir(parents=True)
    for name in NAMES:
        (copy / name).write_bytes((built / "reports" / name).read_bytes())
    assert run("build", copy, "--jobs", "1", "--out", "out", cwd=tmp_path).code == 0
    assert (tmp_path / "out" / "civic.ttl").read_bytes() == (built / "graphs" / "civic.ttl").read_bytes()
