"""Documents spread over processes: results come back in the order of the sources, whatever finishes first."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from kg.cache import Cache, document_key
from kg.corpus import ReadFailure, Source
from kg.model import Extraction
from kg.understand import understand

Outcome = Extraction | ReadFailure


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """A pool of worker processes; each loads the language models once."""
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def outcomes(sources: Sequence[Source], jobs: int, cache: Cache | None) -> Iterator[Outcome]:
    """The extraction of each source, or why there is none, in the order of the sources.

    Args:
        sources: What to read.
        jobs: Worker processes; 1 works in this process.
        cache: Where extractions are kept between builds, if anywhere.
    """
    known = {source: _kept(source, cache) for source in sources}
    waiting = [source for source in sources if known[source] is None]
    fresh = _worked(waiting, min(jobs, len(waiting)))
    for source in sources:
        found = known[source]
        if found is None:
            found = next(fresh)
            if cache is not None and isinstance(found, Extraction):
                _keep(source, cache, found)
        yield found


def _worked(sources: Sequence[Source], jobs: int) -> Iterator[Outcome]:
    if jobs <= 1:
        yield from map(understand, sources)
        return
    with processes(jobs) as executor:
        yield from executor.map(understand, sources)


def _content(source: Source) -> bytes | None:
    try:
        return source.path.read_bytes() if source.path is not None else None
    except OSError:
        return None  # reading it again says why


def _kept(source: Source, cache: Cache | None) -> Extraction | None:
    content = _content(source) if cache is not None else None
    return cache.get(document_key(source.identifier, content)) if cache is not None and content is not None else None


def _keep(source: Source, cache: Cache, found: Extraction) -> None:
    content = _content(source)
    if content is not None:
        cache.put(document_key(source.identifier, content), found)
