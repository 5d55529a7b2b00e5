"""What is kept between builds: by content, by the version of all that made it, and checksummed.

One file a document and kind below a folder for each version: a checksum, then the content. What does not check
out is not there, and is made again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.errors import WriteError, reason
from kg.model import Extraction
from kg.rows import dump, parse, rows

_FORMAT = "2"
_SOURCES = ("corpus", "annotate", "extract", "lexicon")
_DERIVED = ("resolve", "graph", "lexicon", "evaluate")
_NOT_EXTRACTION = frozenset({"identity.yaml", "places.tsv"})
_PACKAGES = ("natasha", "slovnet", "navec", "razdel", "numpy", "pymorphy3", "pymorphy3-dicts-ru")
_SUM = 64


@cache
def extractor_version() -> str:
    """A hash of all that an extraction depends on besides the document: sources, lexicons, models."""
    root = Path(__file__).parent
    paths = (path for path in _files(root, _SOURCES) if path.name not in _NOT_EXTRACTION)
    packages = "".join(f"{package} {_version(package)}\n" for package in _PACKAGES)
    return _hash(root, (root / "model.py", root / "rows.py", *paths), _FORMAT, packages)


@cache
def derived_version() -> str:
    """A hash of all that the joined graph depends on besides the documents."""
    root = Path(__file__).parent
    single = (path for path in root.iterdir() if path.suffix == ".py")
    return _hash(root, (*single, *_files(root, _DERIVED)), extractor_version())


def _hash(root: Path, paths: Iterable[Path], *more: str) -> str:
    found = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _files(root: Path, folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        for path in (root / folder).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                yield path


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "-"


def name_key(*names: str) -> str:
    """A key made of names."""
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()


def document_key(identifier: str, content: bytes) -> str:
    """The key of a document: changes with its path below the input folder and with each byte of it."""
    return hashlib.sha256(identifier.encode() + b"\0" + content).hexdigest()


def encode(extraction: Extraction) -> bytes:
    """An extraction as JSON."""
    return dump(rows(Extraction)[0](extraction))


def decode(data: bytes) -> Extraction:
    """The extraction that :func:`encode` wrote."""
    found: Extraction = rows(Extraction)[1](parse(data))
    return found


class Entries:
    """Contents by key, one file each, with a checksum: what does not check out is not there.

    Args:
        folder: Where; made when something is put.
        suffix: Ending of the files' names.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}{self._suffix}"

    def get(self, key: str) -> bytes | None:
        """The content of a key; None where there is none, or a broken one."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        body = data[_SUM:]
        return body if _checksum(body) == data[:_SUM] else None

    def put(self, key: str, body: bytes) -> None:
        """Keep a content; a reader at the same time sees all of it or nothing.

        Raises:
            WriteError: The folder or the disk does not take it.
        """
        path = self._path(key)
        try:
            self._write(path, body)
        except OSError as error:
            raise WriteError("not_kept", path=path, reason=reason(error)) from error

    @staticmethod
    def _write(path: Path, body: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            # no fsync: what a power cut leaves half-written fails its checksum and is made again
            with os.fdopen(handle, "wb") as stream:
                stream.writelines((_checksum(body), body))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def _checksum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_SUM // 2).hexdigest().encode()


class Cache:
    """Extractions in a folder, with what the program made of each of them.

    Args:
        folder: Where; made when something is put.
        made_by: Version of the extractor; entries of another version are not seen.

    Attributes:
        extractions: Extractions as bytes, by the document's key.
        readings: What joining needs of each document, by the document's key.
        parts: What each document gives to the outputs, by the document's key.
        scopes: What each scope's entities became, by the scope's name.
    """

    def __init__(self, folder: Path, made_by: str | None = None) -> None:
        self.folder = folder
        self.made_by = made_by or extractor_version()
        self._own = folder / self.made_by
        self._derived = folder / f"derived-{derived_version()}"
        self.extractions = Entries(self._own, ".json")
        self.readings = Entries(self._derived, ".reading")
        self.parts = Entries(self._derived, ".part")
        self.scopes = Entries(self._derived, ".scope")

    def get(self, key: str) -> Extraction | None:
        """The extraction of a document by its key; None where there is none, or a broken one."""
        body = self.extractions.get(key)
        return None if body is None else decode(body)

    def put(self, key: str, extraction: Extraction) -> None:
        """Keep an extraction.

        Raises:
            WriteError: The folder or the disk does not take it.
        """
        self.extractions.put(key, encode(extraction))

    def drop_old(self) -> None:
        """Delete what other versions of the extractor left."""
        for old in self.folder.iterdir() if self.folder.is_dir() else ():
            if old.is_dir() and old != self._own and len(old.name) == len(self._own.name):
                shutil.rmtree(old, ignore_errors=True)

    def drop_old_derived(self) -> None:
        """Delete what other versions of the program made of the extractions; it is quickly made again."""
        for old in self.folder.glob("derived-*"):
            if old != self._derived:
                shutil.rmtree(old, ignore_errors=True)
