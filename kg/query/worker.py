"""A process that answers queries and can be killed: requests come in on stdin, frames go out on stdout.

A request is a line of JSON (:class:`Request`). A frame is a letter, the length of its body (four bytes,
big-endian) and the body: ``R`` ready, ``D`` a piece of the answer, ``E`` the answer's end, ``X`` an error
as JSON.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import IO, Any, cast

from kg.errors import GraphError, KgError, QueryError, Said, UsageError

READY, DATA, END, FAILED = b"R", b"D", b"E", b"X"
HEAD = struct.Struct(">cI")
PIECE = 1 << 16


class TooLargeError(QueryError):
    """An answer grew over its limit."""


class NotAcceptableError(UsageError):
    """No media type that the asking side takes fits the answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a worker.

    Attributes:
        text: SPARQL with our comments.
        name: How messages call it.
        values: What a person typed, by the parameter's name.
        form: One of :data:`kg.query.formats.FORMATS`, or two media types of the SPARQL protocol
            parted by a space: for rows and for triples («-»: none will do).
        language: ``ru`` or ``en``.
        width: Columns of the terminal.
        color: Whether it shows colours.
        limit: Bytes the answer may have; none: any.
    """

    text: str
    name: str = "query"
    values: Mapping[str, str] = field(default_factory=dict)
    form: str = "json"
    language: str = "ru"
    width: int = 120
    color: bool = False
    limit: int | None = None

    def to_line(self) -> bytes:
        """The request as it goes over the pipe."""
        return json.dumps(asdict(self), ensure_ascii=True).encode() + b"\n"


def _errors() -> dict[str, type[KgError]]:
    known = (GraphError, QueryError, UsageError, TooLargeError, NotAcceptableError)
    return {error.__name__: error for error in known}


def error_of(body: bytes) -> KgError:
    """The error that a worker reports."""
    kind, said = json.loads(body, object_hook=_said)
    return _errors().get(kind, KgError)(said.key, **said.values)


def _error_body(error: KgError) -> bytes:
    return json.dumps([type(error).__name__, error.said], default=_plain).encode()


def _plain(value: object) -> object:
    return {"key": value.key, "values": value.values} if isinstance(value, Said) else str(value)


def _said(row: dict[str, Any]) -> object:
    return Said(row["key"], **row["values"]) if row.keys() == {"key", "values"} else row


class FrameStream(io.RawIOBase):
    """What an answer is written to: pieces as frames, up to a limit."""

    def __init__(self, pipe: IO[bytes], limit: int | None) -> None:
        super().__init__()
        self._pipe, self._limit, self._written = pipe, limit, 0
        self._held = bytearray()

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take a piece.

        Raises:
            TooLargeError: It is more than the limit lets through.
        """
        self._written += len(data)
        if self._limit is not None and self._written > self._limit:
            raise TooLargeError("answer_too_large", limit=self._limit)
        self._held += data
        if len(self._held) >= PIECE:
            self.send()
        return len(data)

    def send(self) -> None:
        """Hand over what is held back."""
        if self._held:
            send(self._pipe, DATA, bytes(self._held))
            self._held.clear()


def send(pipe: IO[bytes], kind: bytes, body: bytes = b"") -> None:
    """Write one frame."""
    pipe.write(HEAD.pack(kind, len(body)) + body)
    pipe.flush()


def _limit_memory(count: int) -> None:
    """Let the process have so many bytes and no more, where the system can do that."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (count, count))


def main(source: str, engine_name: str, memory: str = "") -> None:
    """Open a graph and answer until stdin ends.

    Args:
        source: File, store folder or URL.
        engine_name: One of :data:`kg.query.engine.ENGINES`.
        memory: Bytes the process may have; empty: any.
    """
    from kg.query.answering import answer_request  # noqa: PLC0415 - the asking side needs neither
    from kg.query.engine import open_engine  # noqa: PLC0415

    if memory:
        _limit_memory(int(memory))
    pipe = sys.stdout.buffer
    # whatever else prints must not get between the frames
    sys.stdout = sys.stderr
    try:
        engine = open_engine(source, engine_name)
    except KgError as error:
        send(pipe, FAILED, _error_body(error))
        return
    send(pipe, READY)
    for line in sys.stdin.buffer:
        stream = FrameStream(pipe, (request := Request(**json.loads(line))).limit)
        try:
            media_type = answer_request(engine, request, cast("IO[bytes]", stream))
            stream.send()
        except KgError as error:
            send(pipe, FAILED, _error_body(error))
        except MemoryError:
            send(pipe, FAILED, _error_body(QueryError("query_memory")))
        else:
            send(pipe, END, media_type.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
