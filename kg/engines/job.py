"""One document's work, as it is sent to a worker and comes back."""

from __future__ import annotations

import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path

from kg.cache import Cache, document_key, extractor_version
from kg.corpus import ReadFailure, Source
from kg.errors import KgError
from kg.model import Extraction
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
    """

    identifier: str
    path: Path
    content: bytes | None = None
    keep: Keep | None = None
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Crash:
    """An error in the program on one document: reported, and the others go on."""

    error: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Stop:
    """An error that a person can do something about and that stops the run, in parts that can be sent."""

    kind: type[KgError]
    value: str
    problem: str
    remedy: str


Result = Extraction | ReadFailure | Crash | Stop


def run(job: Job) -> Result:
    """What every worker runs; always returns, unless the process dies or hangs."""
    try:
        return _run(job)
    except KgError as error:
        return Stop(type(error), str(error.value), error.problem, error.remedy)
    except Exception as error:  # noqa: BLE001 - the boundary: costs this document only
        return Crash(f"{type(error).__name__}: {error}", traceback.format_exc())


def _run(job: Job) -> Extraction | ReadFailure:
    if job.made_by and job.made_by != extractor_version():
        raise KgError(
            "worker", "has another version of the program than this one", "install the same version"
        )
    found = understand(Source(job.identifier, job.path)) if job.content is None else _from_bytes(job)
    if job.keep is not None and isinstance(found, Extraction):
        _put(job, job.keep, found)
    return found


def _from_bytes(job: Job) -> Extraction | ReadFailure:
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / f"document{job.path.suffix}"
        path.write_bytes(job.content or b"")
        return understand(Source(job.identifier, path))


def _put(job: Job, keep: Keep, found: Extraction) -> None:
    content = job.content if job.content is not None else job.path.read_bytes()
    # a file that changed since it was looked up would be kept under what it was
    if document_key(job.identifier, content) == keep.key:
        Cache(keep.folder, keep.made_by).put(keep.key, found)
