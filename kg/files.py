"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EISDIR
from os import strerror
from pathlib import Path
from typing import IO

from kg.errors import WriteError, reason

_READABLE = 0o666


def _mode(path: Path) -> int:
    """Permissions of the file to be: those of the old one, else what the umask leaves."""
    with suppress(OSError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return _READABLE & ~mask


@contextmanager
def _temporary(path: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    finally:
        # after the rename there is nothing left of it; after any failure, Ctrl-C included, it goes
        Path(name).unlink(missing_ok=True)


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content takes the place of a file when the block ends well, and only then.

    Args:
        path: The file; folders above it are made.

    Raises:
        WriteError: The folder or the disk does not take it; what stood there is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _temporary(path) as stream:
            yield stream
    except OSError as error:
        raise WriteError("not_written", path=path, reason=reason(error)) from error


def write_atomic(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file from pieces, whole or not at all.

    Args:
        path: The file; folders above it are made.
        chunks: Its content in order.

    Raises:
        WriteError: The folder or the disk does not take it; what stood there is untouched.
    """
    with atomic(path) as stream:
        stream.writelines(chunks)


@contextmanager
def staged(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """A place for files that take their places in a folder together when the block ends well, and only then.

    Args:
        folder: Where they go; made with those above it.
        names: Which of the files that the block writes go there.

    Raises:
        WriteError: The folder or the disk does not take them; what stood there is untouched.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kg-", dir=folder) as inside:
            with _named(Path(inside), folder):
                yield Path(inside)
            for name in names:
                _settle(Path(inside) / name, folder / name)
            for name in names:
                (Path(inside) / name).replace(folder / name)
    except OSError as error:
        path = error.filename2 or folder
        raise WriteError("not_written", path=path, reason=reason(error)) from error


@contextmanager
def _named(inside: Path, folder: Path) -> Iterator[None]:
    """Errors about a file of a temporary folder name the file that it was to be."""
    try:
        yield
    except WriteError as error:
        said = error.said.values
        path = Path(str(said["path"]))
        if path.parent != inside:
            raise
        raise WriteError(error.said.key, **{**said, "path": folder / path.name}) from error


def _settle(path: Path, target: Path) -> None:
    """Make a file ready to take another one's place."""
    if target.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR), str(path), None, str(target))
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
    path.chmod(_mode(target))
