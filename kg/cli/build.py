"""``kg build``: from a folder of reports to the graph."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import err
from kg.cli.messages import language, tr

if TYPE_CHECKING:
    from kg.corpus import ReadFailure
    from kg.pipeline import Summary

FOUND_PROBLEMS = 3
_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add ``kg build``."""
    app.command("build", help=tr("build.help"))(build)


def build(
    paths: Annotated[list[str] | None, typer.Argument(help=tr("build.paths"), metavar="PATHS")] = None,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help=tr("build.out"), metavar="DIR")] = Path("graphs"),
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help=tr("build.jobs"), metavar="N")] = 0,
    engine: Annotated[str, typer.Option(help=tr("build.engine"), metavar="local|dask")] = "local",
    scheduler: Annotated[str | None, typer.Option(help=tr("build.scheduler"), metavar="tcp://…")] = None,
    timeout: Annotated[float, typer.Option(min=1, help=tr("build.timeout"), metavar="S")] = 600,
    curation: Annotated[Path | None, typer.Option(help=tr("build.curation"), metavar="FILE")] = None,
    cache: Annotated[Path, typer.Option(help=tr("build.cache"), metavar="DIR")] = Path(".kg-cache"),
    no_cache: Annotated[bool, typer.Option("--no-cache", help=tr("build.no_cache"))] = False,
    no_page: Annotated[bool, typer.Option("--no-page", help=tr("build.no_page"))] = False,
    no_text: Annotated[bool, typer.Option("--no-text", help=tr("build.no_text"))] = False,
    base: Annotated[str, typer.Option(help=tr("build.base"), metavar="IRI")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=tr("build.quiet"))] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help=tr("build.verbose"))] = False,
) -> None:
    """Build, with a progress bar, and say what was found and what was not."""
    from kg.graph.vocabulary import BASE  # noqa: PLC0415
    from kg.pipeline import Request  # noqa: PLC0415
    from kg.pipeline import build as run  # noqa: PLC0415

    request = Request(
        paths=paths or ["seeds"],
        out=out,
        jobs=jobs or os.cpu_count() or 1,
        engine=engine,
        scheduler=scheduler,
        timeout=timeout,
        curation=curation,
        cache=None if no_cache else cache,
        base=base or BASE,
        with_text=not no_text,
        page=not no_page,
        language=language(),
    )
    with _Bar(shown=not quiet) as bar:
        summary = run(request, bar.step)
    if not quiet:
        _tell(summary, everything=verbose)
    if summary.failures:
        raise typer.Exit(FOUND_PROBLEMS)


class _Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, *, shown: bool) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        rate = TextColumn("{task.fields[rate]}")
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            rate,
            TimeRemainingColumn(),
        )
        self._bar = Progress(
            *columns, console=err(), transient=True, disable=not shown or not err().is_terminal
        )
        self._task = self._bar.add_task(tr("build.reading"), total=None, rate="")

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._bar.stop()

    def step(self, done: int, total: int, name: str) -> None:
        """One more document is done."""
        speed = self._bar.tasks[self._task].speed
        rate = tr("build.rate", n=f"{speed:.1f}") if speed else ""
        self._bar.update(self._task, completed=done, total=total, description=name[-40:], rate=rate)


def _tell(summary: Summary, *, everything: bool) -> None:
    from kg.model import Status  # noqa: PLC0415

    counts = {status.name.lower(): summary.claims[status] for status in Status}
    _say("documents", n=summary.documents)
    _say("entities", n=summary.entities)
    _say("claims", total=sum(counts.values()), context=summary.context, **counts)
    _say("figures", n=summary.figures)
    if summary.gaps:
        _say("gaps", n=summary.gaps)
    if summary.unnamed:
        _say("unnamed", n=len(summary.unnamed), names=", ".join(summary.unnamed[:_SHOWN]))
    _list("failures", summary.failures, everything=everything)
    _list("skipped", summary.skipped, everything=everything)
    for lost in summary.unapplied:
        _say("unapplied", text=str(lost))
    if summary.no_page:
        _say("many")
    for path in summary.written:
        _say("written", path=path)


def _say(key: str, **values: object) -> None:
    err().print(tr(f"build.{key}", **values), markup=False)


def _list(key: str, failures: tuple[ReadFailure, ...], *, everything: bool) -> None:
    if not failures:
        return
    from kg.workers import WorkFailure  # noqa: PLC0415

    _say(key, n=len(failures))
    shown = failures if everything else failures[:_SHOWN]
    for failure in shown:
        err().print(f"  {failure.identifier} — {failure.message_in(language())}", markup=False)
        if everything and isinstance(failure, WorkFailure) and failure.traceback:
            err().print(failure.traceback, markup=False)
    if len(shown) < len(failures):
        _say("more", n=len(failures) - len(shown))
