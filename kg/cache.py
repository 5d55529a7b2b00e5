"""Extractions kept between builds: by content, by the version of all that made them, and checksummed.

One file a document below ``FOLDER/VERSION/``: a checksum, then JSON. What does not check out is not there,
and the document is extracted again. Nothing of it is executed, as a pickle would be.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import WriteError
from kg.model import Block, Extraction

_FORMAT = "1"
_SOURCES = ("corpus", "annotate", "extract", "lexicon")
_NOT_EXTRACTION = frozenset({"identity.yaml", "places.tsv"})
_PACKAGES = ("natasha", "slovnet", "navec", "razdel", "numpy", "pymorphy3", "pymorphy3-dicts-ru")
_SUM = 64

_Step = Callable[[Any], Any] | None


@cache
def extractor_version() -> str:
    """A hash of all that an extraction depends on besides the document: sources, lexicons, models."""
    root = Path(__file__).parent
    found = hashlib.sha256(_FORMAT.encode())
    paths = {path.relative_to(root).as_posix(): path for path in (root / "model.py", *_files(root))}
    for name in sorted(paths):
        found.update(name.encode() + b"\0" + paths[name].read_bytes() + b"\0")
    for package in _PACKAGES:
        found.update(f"{package} {_version(package)}\n".encode())
    return found.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    for folder in _SOURCES:
        for path in (root / folder).rglob("*"):
            if path.is_file() and path.suffix != ".pyc" and path.name not in _NOT_EXTRACTION:
                yield path


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def document_key(identifier: str, content: bytes) -> str:
    """The key of a document: changes with its path below the input folder and with each byte of it."""
    return hashlib.sha256(identifier.encode() + b"\0" + content).hexdigest()


def _runs(offsets: Sequence[int]) -> list[int]:
    """Offsets as (first, count) runs: nearly all of a block's characters follow each other in the source."""
    found: list[int] = []
    for offset in offsets:
        if found and offset == found[-2] + found[-1]:
            found[-1] += 1
        else:
            found += (offset, 1)
    return found


def _offsets(runs: Sequence[int]) -> tuple[int, ...]:
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return tuple(chain.from_iterable(range(first, first + count) for first, count in pairs))


def _plain(hint: Any) -> Any:  # noqa: ANN401 - a type of whatever form
    """A type without its ``| None``."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _each(step: _Step) -> Callable[[Any], Any]:
    return (lambda values: list(map(step, values))) if step else list


def _tuple_of(step: _Step) -> Callable[[Any], Any]:
    return (lambda values: tuple(map(step, values))) if step else tuple


def _optional(step: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else step(value)


def _steps(hint: Any) -> tuple[_Step, _Step]:  # noqa: ANN401
    """How values of a type are written to and read from JSON; None where they are the same."""
    inner = _plain(hint)
    if typing.get_origin(inner) is tuple:
        write, read = _steps(typing.get_args(inner)[0])
        found: tuple[Callable[[Any], Any], Callable[[Any], Any]] = (_each(write), _tuple_of(read))
    elif is_dataclass(inner):
        found = _rows(typing.cast(type, inner))
    elif isinstance(inner, type) and issubclass(inner, StrEnum):
        found = (str, {member.value: member for member in inner}.__getitem__)
    else:
        return None, None
    return found if inner is hint else (_optional(found[0]), _optional(found[1]))


@cache
def _rows(kind: type) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """A dataclass as the list of its fields' values."""
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    steps = {name: _steps(hints[name]) for name in names}
    if kind is Block:
        steps["offsets"] = (_runs, _offsets)
    writers = [(name, steps[name][0]) for name in names]
    readers = [(index, step) for index, name in enumerate(names) if (step := steps[name][1])]

    def write(value: Any) -> list[Any]:  # noqa: ANN401
        return [step(getattr(value, name)) if step else getattr(value, name) for name, step in writers]

    def read(row: list[Any]) -> Any:  # noqa: ANN401
        for index, step in readers:
            row[index] = step(row[index])
        return kind(*row)

    return write, read


def encode(extraction: Extraction) -> bytes:
    """An extraction as a checksum and JSON."""
    rows = _rows(Extraction)[0](extraction)
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(body).hexdigest().encode() + body


def decode(data: bytes) -> Extraction | None:
    """The extraction, or None where the checksum says that something happened to it."""
    body = data[_SUM:]
    if hashlib.sha256(body).hexdigest().encode() != data[:_SUM]:
        return None
    found: Extraction = _rows(Extraction)[1](json.loads(body.decode("utf-8", "surrogatepass")))
    return found


class Cache:
    """Extractions in a folder.

    Args:
        folder: Where; made when something is put.
        made_by: Version of the extractor; entries of another version are not seen.
    """

    def __init__(self, folder: Path, made_by: str | None = None) -> None:
        self.folder = folder
        self._own = folder / (made_by or extractor_version())

    def _path(self, key: str) -> Path:
        return self._own / key[:2] / f"{key}.json"

    def get(self, key: str) -> Extraction | None:
        """The extraction of a document by its key; None where there is none, or a broken one."""
        try:
            return decode(self._path(key).read_bytes())
        except OSError:
            return None

    def put(self, key: str, extraction: Extraction) -> None:
        """Keep an extraction; a reader at the same time sees all of it or nothing.

        Raises:
            WriteError: The folder or the disk does not take it.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
            try:
                # no fsync: what a power cut leaves half-written fails its checksum and is made again
                with os.fdopen(handle, "wb") as stream:
                    stream.write(encode(extraction))
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise WriteError(
                path, f"cannot be written ({reason})", "free some space, or build without cache"
            ) from error

    def drop_old(self) -> None:
        """Delete what other versions of the extractor left."""
        for old in self.folder.iterdir() if self.folder.is_dir() else ():
            if old.is_dir() and old != self._own and len(old.name) == len(self._own.name):
                shutil.rmtree(old, ignore_errors=True)
