"""The parts of all documents in order: those that nothing changed from the cache, the others made by the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from kg.cache import Cache
from kg.lookahead import ahead
from kg.model import Extraction
from kg.parts import Part, Terms, compose, pack_part, unpack_part
from kg.resolve.towns import Town
from kg.workers import Workers

_TOGETHER = 16
"""Documents that a worker is given at once: to give one costs as much as to make a third of its part."""

_AHEAD = 6
"""Groups of documents under way: enough for the workers, and few enough to hold."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document whose part is wanted.

    Attributes:
        key: Key of its content.
        owners: What became of its entities, packed.
        town: Its municipality.
        digest: What its part is to be made of.
    """

    key: str
    owners: bytes
    town: Town
    digest: bytes


def make_parts(folder: Path, made_by: str, terms: Terms, wanted: list[Wanted]) -> None:
    """Make parts and keep them; a document whose extraction is broken is left out.

    Args:
        folder: The cache's.
        made_by: Version of the extractor.
        terms: What else parts depend on.
        wanted: The documents.
    """
    cache = Cache(folder, made_by)
    for one in wanted:
        extraction = cache.get(one.key)
        if extraction is not None:
            _keep(cache, one, compose(extraction, one.owners, one.town, terms))


def _keep(cache: Cache, one: Wanted, part: Part) -> None:
    cache.parts.put(one.key, pack_part(part, one.digest))


class Composer:
    """Gives the parts of documents.

    Args:
        workers: Make what is missing, if they are running; their cache is where all is kept.
        terms: What else parts depend on.
        extraction: Gives the extraction of a document by its key, made again where what was kept is broken.
    """

    def __init__(self, workers: Workers, terms: Terms, extraction: Callable[[str], Extraction]) -> None:
        self._cache, self._workers = workers.cache, workers
        self._terms, self._extraction = terms, extraction

    def parts(self, wanted: Iterable[Wanted]) -> Iterator[Part]:
        """The parts in the order in which they are wanted."""
        for known, call in ahead(wanted, self._begin, _TOGETHER, _AHEAD):
            yield from self._end(known, call)

    def _begin(self, group: list[Wanted]) -> tuple[list[tuple[Wanted, Part | None]], Future[None] | None]:
        known = [(one, self._kept(one)) for one in group]
        missing = [one for one, part in known if part is None]
        cache = self._cache
        call = (
            self._workers.call(make_parts, cache.folder, cache.made_by, self._terms, missing)
            if missing
            else None
        )
        return known, call

    def _end(self, known: list[tuple[Wanted, Part | None]], call: Future[None] | None) -> Iterator[Part]:
        if call is not None:
            call.exception()  # what a lost worker did not make is made here
        for one, part in known:
            yield part or self._kept(one) or self._made(one)

    def _kept(self, one: Wanted) -> Part | None:
        return unpack_part(self._cache.parts.get(one.key), one.digest)

    def _made(self, one: Wanted) -> Part:
        part = compose(self._extraction(one.key), one.owners, one.town, self._terms)
        _keep(self._cache, one, part)
        return part
