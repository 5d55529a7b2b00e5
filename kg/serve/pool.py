"""Worker processes that answer for the server; one that takes too long is ended and replaced."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, replace

from kg.errors import GraphError, KgError, QueryError
from kg.query.process import QueryTimeoutError, command
from kg.query.worker import DATA, END, FAILED, HEAD, READY, Request, error_of


class BusyError(QueryError):
    """All workers are at work, and stayed so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take.

    Attributes:
        seconds: Time to answer, and to wait for a free worker.
        answer: Bytes of an answer.
        body: Bytes of a request.
        memory: Bytes of memory of a worker; none: any.
        idle: Seconds that a connection may say nothing, or go on sending a request.
    """

    seconds: float = 30.0
    answer: int = 32 << 20
    body: int = 1 << 20
    memory: int | None = None
    idle: float = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with its media type (empty for formats of our own)."""

    body: bytes
    media_type: str


class _Slot:
    """A place for one worker process."""

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*self._arguments, stdin=pipe, stdout=pipe)
        kind, body = await self._frame()
        if kind == FAILED:
            raise error_of(body)
        assert kind == READY

    async def ask(self, request: Request) -> Reply:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(request.to_line())
        await self._process.stdin.drain()
        pieces = []
        while True:
            kind, body = await self._frame()
            if kind == DATA:
                pieces.append(body)
            elif kind == END:
                return Reply(b"".join(pieces), body.decode())
            else:
                raise error_of(body)

    async def _frame(self) -> tuple[bytes, bytes]:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            kind, length = HEAD.unpack(await self._process.stdout.readexactly(HEAD.size))
            return kind, await self._process.stdout.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerLostError("worker_ended") from error

    async def kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()


class WorkerLostError(GraphError):
    """A worker process ended by itself: out of memory, as a rule."""


class Pool:
    """Workers that each have the graph open.

    Args:
        source: File, store folder or URL of the graph.
        engine: One of :data:`kg.query.engine.ENGINES`.
        count: How many workers.
        limits: What one question may take.
    """

    def __init__(self, source: str, engine: str, count: int, limits: Limits) -> None:
        memory = [] if limits.memory is None else [str(limits.memory)]
        self._slots = [_Slot([*command(source, engine), *memory]) for _ in range(count)]
        self._free: asyncio.Queue[_Slot] = asyncio.Queue()
        self._reviving: set[asyncio.Task[None]] = set()
        self._limits = limits

    async def start(self) -> None:
        """Start all workers.

        Raises:
            GraphError: The graph cannot be read.
        """
        try:
            await asyncio.gather(*(slot.start() for slot in self._slots))
        except BaseException:
            await self.close()
            raise
        for slot in self._slots:
            self._free.put_nowait(slot)

    async def ask(self, request: Request) -> Reply:
        """Answer one request by a free worker.

        Raises:
            BusyError: None became free in time.
            QueryTimeoutError: The answer took too long.
            KgError: What the worker reports.
        """
        slot = await self._take()
        limited = replace(request, limit=self._limits.answer)
        broken = True
        try:
            async with asyncio.timeout(self._limits.seconds):
                reply = await slot.ask(limited)
            broken = False
        except TimeoutError:
            seconds = f"{self._limits.seconds:g}"
            raise QueryTimeoutError("answer_timeout", query=request.name, seconds=seconds) from None
        except KgError as error:
            # what a worker reports it survives; a worker that is gone does not report
            broken = isinstance(error, WorkerLostError)
            raise
        finally:
            self._give_back(slot, broken=broken)
        return reply

    async def _take(self) -> _Slot:
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._free.get()
        except TimeoutError:
            raise BusyError("server_busy") from None

    def _give_back(self, slot: _Slot, *, broken: bool) -> None:
        if not broken:
            self._free.put_nowait(slot)
            return
        task = asyncio.get_running_loop().create_task(self._revive(slot))
        self._reviving.add(task)
        task.add_done_callback(self._reviving.discard)

    async def _revive(self, slot: _Slot) -> None:
        await slot.kill()
        while True:
            try:
                await slot.start()
                break
            except GraphError:
                # the graph may be away for a moment: an endpoint that starts again
                await asyncio.sleep(1)
        self._free.put_nowait(slot)

    async def close(self) -> None:
        """End all workers."""
        for task in self._reviving:
            task.cancel()
        await asyncio.gather(*self._reviving, return_exceptions=True)
        await asyncio.gather(*(slot.kill() for slot in self._slots))
