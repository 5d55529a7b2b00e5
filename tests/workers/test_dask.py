"""A Dask cluster of real processes on the loopback: same bytes as local, also when workers die and join."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import psutil
import pytest
from test_build import ROOT, built, command, kept


@contextmanager
def process(*arguments):
    """A process that is gone, with its children, when the block ends."""
    started = subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield started
    finally:
        end(started.pid)
        started.wait(timeout=30)


def end(pid):
    """kill -9 for a process and all below it."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    for member in family:
        member.kill()
    psutil.wait_procs(family[1:], timeout=30)


class Cluster:
    """A scheduler, and workers that find it by its file."""

    def __init__(self, stack, folder):
        self._stack, self._folder = stack, folder
        self._file = folder / "scheduler.json"
        self._run(
            "dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            self._file,
        )
        self._wait(self._file.exists)

    def _run(self, kind, *arguments):
        module = f"distributed.cli.{kind}"
        return self._stack.enter_context(
            process(sys.executable, "-W", "ignore", "-m", module, *map(str, arguments))
        )

    def _wait(self, done):
        until = time.monotonic() + 60
        while not done():
            assert time.monotonic() < until
            time.sleep(0.05)

    def worker(self):
        return self._run(
            "dask_worker",
            "--scheduler-file",
            self._file,
            "--nthreads",
            "1",
            "--no-dashboard",
            "--local-directory",
            self._folder,
        )

    @property
    def address(self):
        return json.loads(self._file.read_text())["address"]


@pytest.fixture
def cluster(tmp_path):
    with ExitStack() as stack:
        yield Cluster(stack, tmp_path)


def test_same_bytes_though_a_worker_is_killed_and_another_joins(tmp_path, cluster, many):
    first, _ = cluster.worker(), cluster.worker()
    cache, out = tmp_path / "cache", tmp_path / "out"
    how = ("--engine", "dask", "--scheduler", cluster.address)
    build = subprocess.Popen(command(many, out, "--cache", str(cache), *how), cwd=ROOT)
    until = time.monotonic() + 120
    while len(kept(cache)) < 3 and time.monotonic() < until:
        assert build.poll() is None
        time.sleep(0.02)
    end(first.pid)
    assert len(kept(cache)) < 30, "the worker was killed too late to show anything"
    cluster.worker()
    assert build.wait(timeout=180) == 0
    assert (out / "civic.ttl").read_bytes() == built(many, tmp_path / "local", "--no-cache", "--jobs", "1")


def test_no_scheduler_is_said_at_once(tmp_path, many):
    how = ("--no-cache", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    done = subprocess.run(
        command(many, tmp_path, *how), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
