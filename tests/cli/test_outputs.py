"""What is written is whole, and what stood there stays where a build fails."""

import ctypes
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from program import REPORTS, command, environment, run, write_reports, written

OLD = b"what was there"
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # of Linux
NO_GRAPH = 5_000  # bytes that no graph fits into
NO_PAGE = 100_000  # bytes that a small graph fits into, and no page


@pytest.fixture
def old(tmp_path):
    """Two reports, and a result of an earlier build."""
    write_reports(tmp_path / "reports")
    graphs = tmp_path / "graphs"
    graphs.mkdir()
    for name in ("civic.ttl", "index.html", "coverage.md"):
        (graphs / name).write_bytes(OLD)
    return graphs


def test_a_build_writes_its_three_files_and_nothing_beside(built):
    assert set(written(built / "graphs")) == {"civic.ttl", "index.html", "coverage.md"}
    assert set(written(built / "reports")) == set(REPORTS)
    beside = {path.name for path in built.iterdir()}
    assert beside == {"reports", "graphs", ".kg-cache"}


def test_a_second_build_replaces_the_files(old, kg):
    assert kg("build", "reports", "--jobs", "1").code == 0
    assert all(content != OLD for content in written(old).values())


def _full_after(size: int) -> Callable[[], None]:
    """A disk that takes no file of more bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize(("size", "name"), [(NO_GRAPH, "kg-"), (NO_PAGE, "index.html")])
def test_a_full_disk_is_an_error_and_nothing_is_half_written(old, kg, size, name):
    done = kg("build", "reports", "--jobs", "1", "--no-cache", limit=_full_after(size))
    assert done.code == 1, done.err
    assert name in done.err
    assert "Traceback" not in done.err
    assert set(written(old)) == {"civic.ttl", "index.html", "coverage.md"}
    # no new graph beside an old page
    assert set(written(old).values()) == {OLD}


def test_a_full_disk_stops_a_build_with_a_cache_too(old, kg):
    done = kg("build", "reports", "--jobs", "1", limit=_full_after(500))
    assert done.code == 1, done.err
    assert "Traceback" not in done.err
    assert set(written(old).values()) == {OLD}
    assert [name for name in written(old.parent / ".kg-cache") if name.endswith(".tmp")] == []


def test_a_full_standard_output_is_an_error(built):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("query", "actors"),
            cwd=built,
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_reader_that_goes_away_is_no_error(built):
    process = subprocess.Popen(
        command("query", "actors"),
        cwd=built,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0, errors.decode()
    assert errors == b""


def _obey_permissions() -> None:
    """Root writes where nobody may; without the capabilities for it, root obeys like anybody."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture
def obeying(tmp_path):
    """Skips where this user writes anywhere and cannot help it."""
    probe = tmp_path / "probe"
    probe.mkdir(mode=0o500)
    done = subprocess.run(
        ["touch", probe / "file"], preexec_fn=_obey_permissions, capture_output=True, check=False
    )
    if done.returncode == 0:
        pytest.skip("this user writes anywhere")


@pytest.mark.usefixtures("obeying")
def test_a_folder_without_write_permission_is_an_error(old, kg):
    old.chmod(0o500)
    done = kg("build", "reports", "--jobs", "1", limit=_obey_permissions)
    old.chmod(0o700)
    assert done.code == 1, done.err
    assert "graphs" in done.err
    assert "Traceback" not in done.err
    assert set(written(old).values()) == {OLD}


@pytest.mark.usefixtures("obeying")
def test_a_file_without_read_permission_is_named(old, kg, tmp_path):
    closed = tmp_path / "reports" / "закрыт.txt"
    closed.write_text(REPORTS["саяногорск.txt"], encoding="utf-8")
    closed.chmod(0)
    done = kg("build", "reports", "--jobs", "1", limit=_obey_permissions)
    assert done.code == 3, done.err
    assert "закрыт.txt — нет прав" in done.err
    assert OLD not in written(old).values()


@pytest.mark.parametrize("place", ["a file", "below a file", "a device"])
def test_an_output_that_can_be_no_folder_is_an_error(kg, tmp_path, place):
    write_reports(tmp_path / "reports")
    (tmp_path / "file").write_bytes(OLD)
    out = {"a file": "file", "below a file": "file/graphs", "a device": "/dev/null"}[place]
    done = kg("build", "reports", "--jobs", "1", "--out", out)
    assert done.code == 1, done.err
    assert "Traceback" not in done.err
    assert (tmp_path / "file").read_bytes() == OLD


def test_a_cache_that_can_be_no_folder_is_an_error(old, kg, tmp_path):
    (tmp_path / "file").write_bytes(OLD)
    done = kg("build", "reports", "--jobs", "1", "--cache", "file")
    assert done.code == 1, done.err
    assert "Traceback" not in done.err
    assert set(written(old).values()) == {OLD}


@pytest.mark.parametrize(
    ("sent", "code", "jobs"), [("SIGINT", 130, 1), ("SIGINT", 130, 2), ("SIGTERM", 143, 2)]
)
def test_a_signal_leaves_everything_as_it_was(old, tmp_path, sent, code, jobs):
    text = "Городской Совет ветеранов провёл форум «Диалог», в котором приняли участие 120 человек.\n"
    for number in range(40):
        (tmp_path / "reports" / f"{number:03}.txt").write_text(text * (number + 30), encoding="utf-8")
    process = subprocess.Popen(
        command("build", "reports", "--jobs", jobs), cwd=tmp_path, env=environment(), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _wait_for_work(process, tmp_path / ".kg-cache")
    # Ctrl-C in a terminal goes to the whole group, a kill to the one process
    (os.killpg if sent == "SIGINT" else os.kill)(process.pid, signal.Signals[sent])
    # returns when no worker is left that holds the other end of the pipes
    out, errors = process.communicate(timeout=60)
    assert process.returncode == code, errors.decode()
    assert b"Traceback" not in errors
    assert sent != "SIGINT" or "Прервано" in errors.decode()
    assert out == b""
    assert set(written(old).values()) == {OLD}
    assert len(written(old)) == 3


def _wait_for_work(process, cache) -> None:
    """Until the first document is done, and the others are not."""
    for _ in range(2400):
        assert process.poll() is None, process.communicate()
        if any(cache.rglob("*.json")):
            return
        time.sleep(0.05)
    raise AssertionError("nothing was done in two minutes")


def test_a_build_goes_on_where_it_was_interrupted(old, kg, tmp_path):
    assert kg("build", "reports", "--jobs", "1").code == 0
    whole = written(old)
    kept = sorted((tmp_path / ".kg-cache").rglob("*.json"))
    kept[0].write_bytes(kept[0].read_bytes()[:-10])
    kept[1].unlink()
    assert kg("build", "reports", "--jobs", "1").code == 0
    assert written(old) == whole


def test_a_wrong_correction_is_told_before_the_work(old, kg, tmp_path):
    (tmp_path / "curation.yaml").write_text(
        "- rename: {type: NGO, label: ДНД}\n  reason: так\n", encoding="utf-8"
    )
    done = kg("build", "reports", "--curation", "curation.yaml")
    assert done.code == 1
    assert "curation.yaml:1" in done.err
    assert set(written(old).values()) == {OLD}


def test_a_correction_is_applied_and_one_without_effect_is_named(built, tmp_path):
    (tmp_path / "curation.yaml").write_text(
        "- rename: {type: NGO, label: городской Совет ветеранов, municipality: Алейск}\n"
        "  to: Алейский городской Совет ветеранов\n  reason: так в уставе\n"
        "- rename: {type: NGO, label: Общество нигде не упомянутых, municipality: Алейск}\n"
        "  to: Другое\n  reason: проверка\n",
        encoding="utf-8",
    )
    done = run(
        "build", "reports", "--curation", tmp_path / "curation.yaml", "--out", tmp_path / "out", cwd=built
    )
    assert done.code == 0, done.err
    assert "Общество нигде не упомянутых" in done.err
    assert "Алейский городской Совет ветеранов" in (tmp_path / "out" / "civic.ttl").read_text(
        encoding="utf-8"
    )
