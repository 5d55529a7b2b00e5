"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import WriteError

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
        reason = error.strerror or str(error)
        raise WriteError(
            path, f"cannot be written ({reason})", "choose another place or free some space"
        ) from error


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
