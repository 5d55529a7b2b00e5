"""Documents spread over workers: results come back in the order of the sources, whatever finishes first."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from kg.cache import Cache, document_key, extractor_version
from kg.corpus import ReadFailure, Source
from kg.engines import TIMEOUT, Crash, Engine, Job, Kept, Result, Stop, start
from kg.engines.job import Keep
from kg.errors import KgError
from kg.model import Extraction
from kg.understand import understand

Outcome = Extraction | ReadFailure
_Found = Outcome | Kept


@dataclass(frozen=True, slots=True, order=True)
class WorkFailure(ReadFailure):
    """A document that the program, and not the file, failed on.

    Attributes:
        traceback: Where in the program, if it was an error of Python's.
    """

    traceback: str = ""


def outcomes(
    sources: Sequence[Source],
    jobs: int,
    cache: Cache | None,
    *,
    engine: str = "local",
    scheduler: str | None = None,
    timeout: float = TIMEOUT,
) -> Iterator[Outcome]:
    """The extraction of each source, or why there is none, in the order of the sources.

    A bounded number of documents is under way at any time. A document whose worker dies, hangs or meets an error
    of the program is tried once more, then it is a :class:`WorkFailure`; the others go on.

    Args:
        sources: What to read.
        jobs: Worker processes.
        cache: Where extractions are kept between builds, if anywhere.
        engine: One of :data:`kg.engines.ENGINES`.
        scheduler: Address of a Dask scheduler.
        timeout: Seconds that one document may take.

    Raises:
        KgError: The run cannot go on: no disk space, no models, no such engine.
    """
    with ExitStack() as stack:
        work = _Work(stack, cache, (engine, min(jobs, max(1, len(sources))), scheduler, timeout))
        yield from cast(Iterator[Outcome], _in_order(work, sources))


def _in_order(work: _Work, sources: Sequence[Source]) -> Iterator[_Found]:
    waiting: deque[_Begun] = deque()
    for source in sources:
        waiting.append(work.begin(source))
        if len(waiting) >= work.ahead:
            yield work.end(waiting.popleft())
    while waiting:
        yield work.end(waiting.popleft())


@dataclass(frozen=True, slots=True)
class _Begun:
    """A document under way, or what is known of it already."""

    found: Future[Result] | _Found
    job: Job
    key: str = ""


class _Work:
    """Begins and ends the work on documents; the engine starts with the first that needs it."""

    def __init__(
        self, stack: ExitStack, cache: Cache | None, how: tuple[str, int, str | None, float]
    ) -> None:
        self._stack, self._cache, self._how = stack, cache, how
        self._engine: Engine | None = None

    @property
    def ahead(self) -> int:
        return self._engine.ahead if self._engine else 1

    def begin(self, source: Source) -> _Begun:
        """Take a document from the cache, or send it to a worker."""
        job = Job(source.identifier, source.path or Path())
        content = _content(source)
        if content is None:
            return _Begun(understand(source), job)  # says why it cannot be read
        key = document_key(source.identifier, content) if self._cache else ""
        known = self._known(source.identifier, key)
        if known is not None:
            return _Begun(known, job)
        self._engine = self._engine or self._stack.enter_context(start(*self._how))
        job = self._filled(job, source, content, key)
        return _Begun(self._engine.submit(job), job, key)

    def _known(self, _identifier: str, key: str) -> _Found | None:
        return self._cache.get(key) if self._cache else None

    def _filled(self, job: Job, source: Source, content: bytes, key: str) -> Job:
        if self._engine and self._engine.remote:
            return replace(job, content=content, made_by=extractor_version())
        keep = Keep(self._cache.folder, extractor_version(), key) if self._cache else None
        return replace(job, content=content if source.path is None else None, keep=keep)

    def end(self, begun: _Begun) -> _Found:
        """The outcome of a document; waits for it."""
        if not isinstance(begun.found, Future):
            return begun.found
        if self._engine is None:
            raise AssertionError("a job without an engine")
        found = _result(self._engine, begun.job, begun.found)
        for _ in range(1, self._engine.attempts):
            if not isinstance(found, WorkFailure):
                break
            found = _result(self._engine, begun.job, self._engine.submit(begun.job))
        return self._taken(found, begun.key)

    def _taken(self, found: _Found, key: str) -> _Found:
        if self._cache and self._engine and self._engine.remote and isinstance(found, Extraction):
            self._cache.put(key, found)
        return found


class Workers(_Work):
    """Workers for a whole build: first they understand documents, then they do what else there is to do.

    Extractions stay in the cache: what comes back is what joining needs of them.

    Args:
        stack: Ends the workers.
        cache: Where extractions are kept.
        jobs: Worker processes.
        engine: One of :data:`kg.engines.ENGINES`.
        scheduler: Address of a Dask scheduler.
        timeout: Seconds that one document may take.
    """

    def __init__(
        self,
        stack: ExitStack,
        cache: Cache,
        jobs: int,
        *,
        engine: str = "local",
        scheduler: str | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        super().__init__(stack, cache, (engine, jobs, scheduler, timeout))
        self.cache = cache

    def kept(self, sources: Sequence[Source]) -> Iterator[Kept | ReadFailure]:
        """As :func:`outcomes`, but what comes back is brief.

        Args:
            sources: What to read.

        Raises:
            KgError: The run cannot go on: no disk space, no models, no such engine.
        """
        engine, jobs, scheduler, timeout = self._how
        self._how = engine, min(jobs, max(1, len(sources))), scheduler, timeout
        return cast(Iterator[Kept | ReadFailure], _in_order(self, sources))

    def call(self, function: Callable[..., None], *arguments: object) -> Future[None] | None:
        """Start a function of a module in a worker of this machine; None where none is running."""
        engine = self._engine
        return None if engine is None or engine.remote else engine.call(function, *arguments)

    def _known(self, identifier: str, key: str) -> _Found | None:
        reading = self.cache.readings.get(key)
        return None if reading is None else Kept(identifier, key, reading)

    def _filled(self, job: Job, source: Source, content: bytes, key: str) -> Job:
        return replace(super()._filled(job, source, content, key), brief=True)

    def _taken(self, found: _Found, _key: str) -> _Found:
        if not isinstance(found, Kept) or found.extraction is None:
            return found
        self.cache.extractions.put(found.key, found.extraction)
        self.cache.readings.put(found.key, found.reading)
        return replace(found, extraction=None)


def kept_extraction(cache: Cache, source: Source, key: str) -> Extraction:
    """The extraction of a document that was understood before; made again where what was kept of it is broken.

    Raises:
        KgError: The file is not any more what it was.
    """
    found = cache.get(key)
    if found is not None:
        return found
    content = _content(source) if source.path else None
    again = understand(source) if content and document_key(source.identifier, content) == key else None
    if not isinstance(again, Extraction):
        raise KgError("changed", document=source.identifier)
    cache.put(key, again)
    return again


def _result(engine: Engine, job: Job, future: Future[Result]) -> _Found:
    try:
        error = future.exception()
    except CancelledError as gone:
        raise KgError("cluster_gone", document=job.identifier) from gone
    if error is not None:
        lost = engine.lost(error)
        if lost is None:
            raise error
        return WorkFailure(job.identifier, *lost)
    found = future.result()
    if isinstance(found, Stop):
        raise found.kind(found.said.key, **found.said.values)
    if isinstance(found, Crash):
        return WorkFailure(job.identifier, "program_error", found.error, found.traceback)
    return found


def _content(source: Source) -> bytes | None:
    if source.path is None:
        return sys.stdin.buffer.read()
    try:
        return source.path.read_bytes()
    except OSError:
        return None
