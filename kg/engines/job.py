"""One document's work, as it is sent to a worker and comes back."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from kg.cache import Cache, document_key, encode, extractor_version
from kg.corpus import ReadFailure, Source
from kg.errors import KgError, Said
from kg.model import Extraction
from kg.resolve.packed import pack
from kg.understand import understand


@dataclass(frozen=True, slots=True)
class Keep:
    """Where a worker keeps an extraction, and under what key."""

    folder: Path
    made_by: str
    key: str


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read.

    Attributes:
        identifier: Its name in the graph.
        path: The file; its ending tells the format.
        content: Its bytes, for workers that do not see the file; None lets the worker read it.
        keep: Where the worker keeps the result, if it does.
        made_by: Version of the extractor that the result must come from; empty where it can only be ours.
        brief: Whether the extraction stays where it is kept, and only what joining needs comes back.
    """

    identifier: str
    path: Path
    content: bytes | None = None
    keep: Keep | None = None
    made_by: str = ""
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was understood.

    Attributes:
        identifier: Its name in the graph.
        key: Key of its content, under which its extraction is kept.
        reading: What joining needs of it, packed.
        extraction: Its extraction as bytes, where the worker could not keep it.
    """

    identifier: str
    key: str
    reading: bytes
    extraction: bytes | None = None


@dataclass(frozen=True, slots=True)
class Crash:
    """An error in the program on one document: reported, and the others go on."""

    error: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Stop:
    """An error that a person can do something about and that stops the run, in parts that can be sent."""

    kind: type[KgError]
    said: Said


Result = Extraction | Kept | ReadFailure | Crash | Stop


def run(job: Job) -> Result:
    """What every worker runs; always returns, unless the process dies or hangs."""
    try:
        return _run(job)
    except KgError as error:
        return Stop(type(error), error.said)
    except Exception as error:  # noqa: BLE001 - the boundary: costs this document only
        return Crash(f"{type(error).__name__}: {error}", traceback.format_exc())


def _run(job: Job) -> Extraction | Kept | ReadFailure:
    if job.made_by and job.made_by != extractor_version():
        raise KgError("other_version")
    if job.brief:
        return _brief(job)
    found = _understood(job)
    if job.keep is not None and isinstance(found, Extraction):
        _put(job, job.keep, found)
    return found


def _understood(job: Job) -> Extraction | ReadFailure:
    return understand(Source(job.identifier, job.path), job.content)


def _brief(job: Job) -> Kept | ReadFailure:
    cache = Cache(job.keep.folder, job.keep.made_by) if job.keep else None
    # another version of joining finds the extraction still there
    found = cache.get(job.keep.key) if cache and job.keep else None
    if found is not None and job.keep:
        key = job.keep.key
    else:
        understood = _understood(job)
        if isinstance(understood, ReadFailure):
            return understood
        found, key = understood, _key(job)
        if cache:
            cache.put(key, found)
    reading = pack(found)
    if cache:
        cache.readings.put(key, reading)
    return Kept(job.identifier, key, reading, None if cache else encode(found))


def _key(job: Job) -> str:
    # the file may have changed since it was looked up
    return document_key(job.identifier, job.path.read_bytes() if job.content is None else job.content)


def _put(job: Job, keep: Keep, found: Extraction) -> None:
    # a file that changed since it was looked up would be kept under what it was
    if _key(job) == keep.key:
        Cache(keep.folder, keep.made_by).put(keep.key, found)
