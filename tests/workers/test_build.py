"""Whole builds: the same bytes with any number of workers, and after being killed in the middle."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


def command(folder, out, *more):
    return [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(folder),
        "--out",
        str(out),
        "--no-page",
        "--quiet",
        *more,
    ]


def built(folder, out, *more):
    subprocess.run(command(folder, out, *more), check=True, cwd=ROOT)
    return (out / "civic.ttl").read_bytes()


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """The graph of the seeds by one worker."""
    return built(SEEDS, tmp_path_factory.mktemp("one"), "--no-cache", "--jobs", "1")


def test_three_workers_write_the_same_bytes(tmp_path, reference):
    assert built(SEEDS, tmp_path, "--no-cache", "--jobs", "3") == reference


def kept(cache):
    return sorted(cache.rglob("*.json"))


def killed_after(process, done, seconds=120):
    """Kill a build with no chance to clean up, as soon as it has done something."""
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        assert process.poll() is None, "it ended before it could be killed"
        time.sleep(0.02)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return workers


def test_killed_and_started_again_it_goes_on(tmp_path, many):
    out, cache = tmp_path / "out", tmp_path / "cache"
    cached = ("--cache", str(cache), "--jobs", "2")
    process = subprocess.Popen(command(many, out, *cached), cwd=ROOT)
    workers = killed_after(process, lambda: len(kept(cache)) >= 3)
    assert not (out / "civic.ttl").exists()
    gone, alive = psutil.wait_procs(workers, timeout=30)
    assert workers
    assert not alive
    assert gone
    before = {path: path.stat().st_mtime_ns for path in kept(cache)}
    assert len(before) < 30

    resumed = built(many, out, *cached)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(kept(cache)) == 30
    assert resumed == built(many, tmp_path / "fresh", "--no-cache", "--jobs", "1")


def test_interrupted_it_leaves_no_workers_and_no_graph(tmp_path, many):
    out, cache = tmp_path / "out", tmp_path / "cache"
    process = subprocess.Popen(
        command(many, out, "--cache", str(cache), "--jobs", "2"), cwd=ROOT, start_new_session=True
    )
    until = time.monotonic() + 120
    while not kept(cache) and time.monotonic() < until:
        time.sleep(0.02)
    workers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)  # what Ctrl-C does on a terminal
    assert process.wait(timeout=60) == 130
    assert not psutil.wait_procs(workers, timeout=30)[1]
    assert not (out / "civic.ttl").exists()
