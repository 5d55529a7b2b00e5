"""Order, bounds, and what becomes of documents that kill, hang or crash their worker."""

from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial

import faulty
import pytest

import kg.workers
from kg.cache import Cache
from kg.corpus import ReadFailure, Source, find
from kg.engines import start
from kg.engines.engine import Lost
from kg.engines.local import local
from kg.errors import UsageError, WriteError
from kg.model import Document, Extraction
from kg.workers import WorkFailure, outcomes


def sources(folder, *texts):
    for number, text in enumerate(texts):
        (folder / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    return find([folder]).sources


@pytest.fixture
def with_work(monkeypatch):
    """Worker processes that run a function of ours."""

    def use(work, timeout=30.0):
        monkeypatch.setattr(
            kg.workers, "start", lambda _name, jobs, _sched, _time: local(jobs, timeout, work)
        )

    return use


def told(found):
    return [one.reason_code if isinstance(one, ReadFailure) else one.document.text for one in found]


def test_order_is_that_of_the_sources(tmp_path, with_work):
    with_work(faulty.work)
    texts = ["slow a", "b", "c", "slow d", "e", "f"]
    assert told(outcomes(sources(tmp_path, *texts), 3, None)) == texts


def test_a_killed_worker_costs_its_document_only(tmp_path, with_work):
    with_work(faulty.work)
    texts = ["a", "kill always", "b", "c", "d"]
    found = list(outcomes(sources(tmp_path, *texts), 2, None))
    assert told(found) == ["a", "worker_died", "b", "c", "d"]
    assert found[1].identifier == "001.txt"
    assert "SIGKILL" in found[1].message_in("ru")


def test_a_document_whose_worker_died_is_tried_again(tmp_path, with_work):
    with_work(faulty.work)
    assert told(outcomes(sources(tmp_path, "a", "kill once", "b"), 2, None)) == ["a", "kill once", "b"]


def test_a_document_that_hangs_is_given_up(tmp_path, with_work):
    with_work(faulty.work, timeout=2.0)
    found = list(outcomes(sources(tmp_path, "a", "hang", "b", "c"), 2, None))
    assert told(found) == ["a", "too_slow", "b", "c"]
    assert "2" in found[1].message_in("ru")


def test_an_error_of_the_program_is_named_with_its_place(tmp_path, with_work):
    with_work(faulty.work_broken)
    (failure,) = outcomes(sources(tmp_path, "broken"), 1, None)
    assert isinstance(failure, WorkFailure)
    assert failure.message_in("en") == "an error in the program: ZeroDivisionError: no sense in it"
    assert "faulty.py" in failure.traceback


def test_an_error_that_a_person_can_mend_stops_the_run(tmp_path, with_work):
    with_work(faulty.work_broken)
    with pytest.raises(
        WriteError, match=r"/disk: cannot be written \(No space left on the disk\)\. Free some space"
    ):
        list(outcomes(sources(tmp_path, "full", "a"), 1, None))


class Instant:
    """An engine that counts what is under way."""

    ahead, attempts, remote = 4, 1, False

    def __init__(self):
        self.under_way = self.most = 0

    def submit(self, job):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        future = Future()
        future.exception = lambda: None
        future.result = partial(self.done, job)
        return future

    def done(self, job):
        self.under_way -= 1
        return Extraction(Document(job.identifier, "", "", ()), (), ())

    def lost(self, error):
        return Lost("worker_died", str(error))


def test_no_more_under_way_than_the_engine_asks_for(tmp_path, monkeypatch):
    engine = Instant()

    @contextmanager
    def instant(*_):
        yield engine

    monkeypatch.setattr(kg.workers, "start", instant)
    assert len(list(outcomes(sources(tmp_path, *"abcdefghij"), 2, None))) == 10
    assert engine.most == engine.ahead


def test_what_is_kept_needs_no_worker(tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    given = sources(folder, "Совет ветеранов провёл митинг.", "Отчёт.")
    cache = Cache(tmp_path / "cache")
    first = list(outcomes(given, 1, cache))

    def no_workers(*_):
        raise AssertionError("workers were started")

    monkeypatch.setattr(kg.workers, "start", no_workers)
    assert list(outcomes(given, 1, cache)) == first
    assert all(isinstance(one, Extraction) for one in first)


def test_an_unreadable_file_is_a_value(tmp_path):
    (gone,) = outcomes([Source("gone.txt", tmp_path / "gone.txt")], 2, None)
    assert told([gone]) == ["missing"]


@pytest.mark.parametrize(("name", "scheduler"), [("ray", None), ("local", "tcp://localhost:1")])
def test_engines_that_are_not_there(name, scheduler):
    with pytest.raises(UsageError):
        start(name, 1, scheduler, 1.0)
