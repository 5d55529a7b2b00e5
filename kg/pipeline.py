"""The whole flow: from files to the graph, its page and its coverage report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.cache import Cache
from kg.corpus import Inputs, ReadFailure, find
from kg.corpus.failures import reasons
from kg.engines import TIMEOUT
from kg.errors import NothingToReadError
from kg.evaluate.coverage import coverage_report
from kg.files import atomic, write_atomic
from kg.graph.triples import graph_text
from kg.graph.vocabulary import BASE, Minter
from kg.model import Extraction, Resolution, Status
from kg.resolve.curation import Curation, load
from kg.resolve.decisions import Unapplied
from kg.resolve.join import Joined, join
from kg.view.page import write_page
from kg.workers import Outcome, outcomes

GRAPH = "civic.ttl"
PAGE = "index.html"
COVERAGE = "coverage.md"

Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the one just done."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build.

    Attributes:
        paths: Files and folders to read; ``-`` is standard input.
        out: Folder to write to.
        jobs: Worker processes.
        engine: Where they run: one of :data:`kg.engines.ENGINES`.
        scheduler: Address of a Dask scheduler, if there is one.
        timeout: Seconds that one document may take.
        curation: A person's corrections, if there are any.
        cache: Folder where extractions are kept between builds; None keeps none.
        base: Base of the data's IRIs.
        with_text: Whether the graph holds the documents' texts.
        page: Whether to write the page.
        language: Language that the page opens in.
    """

    paths: Sequence[str]
    out: Path
    jobs: int = 1
    engine: str = "local"
    scheduler: str | None = None
    timeout: float = TIMEOUT
    curation: Path | None = None
    cache: Path | None = None
    base: str = BASE
    with_text: bool = True
    page: bool = True
    language: str = "ru"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build found.

    Attributes:
        documents: How many were read.
        entities: Nodes of the graph.
        claims: Claims by status, those of context left out.
        context: Claims that context implies.
        figures: How many.
        gaps: Sentences with civic cues that gave nothing.
        unnamed: Documents whose municipality is not known.
        failures: What could not be read, and why.
        skipped: What was left out on purpose.
        unapplied: Corrections that had no effect.
        written: The files.
    """

    documents: int
    entities: int
    claims: Counter[Status]
    context: int
    figures: int
    gaps: int
    unnamed: tuple[str, ...]
    failures: tuple[ReadFailure, ...]
    skipped: tuple[ReadFailure, ...]
    unapplied: tuple[Unapplied, ...]
    written: tuple[Path, ...]


def _silent(_done: int, _total: int, _name: str) -> None:
    """No progress is shown."""


def build(request: Request, progress: Progress = _silent) -> Summary:
    """Read, extract, join and write.

    Raises:
        NothingToReadError: No input could be read; nothing was written.
        CurationError: The corrections are wrong; nothing was written.
        UsageError: The base is no base for names; nothing was read.
        WriteError: An output could not be written; what stood there is untouched.
    """
    Minter(request.base)  # a wrong base is told before the work
    curation = load(request.curation) if request.curation is not None else Curation()
    inputs = find(request.paths, exclude=[request.out])
    found = _extracted(inputs, request, progress)
    failures = (*inputs.failures, *(outcome for outcome in found if isinstance(outcome, ReadFailure)))
    extractions = [outcome for outcome in found if isinstance(outcome, Extraction)]
    if not extractions:
        raise NothingToReadError(", ".join(request.paths), *_nothing(failures, request.language))
    joined = join(extractions, curation)
    written = _write(joined.resolution, request)
    return _summary(joined, (*failures,), inputs.skipped, written)


def _extracted(inputs: Inputs, request: Request, progress: Progress) -> list[Outcome]:
    cache = Cache(request.cache) if request.cache is not None else None
    found: list[Outcome] = []
    total = len(inputs.sources)
    coming = outcomes(
        inputs.sources,
        request.jobs,
        cache,
        engine=request.engine,
        scheduler=request.scheduler,
        timeout=request.timeout,
    )
    for outcome, source in zip(coming, inputs.sources, strict=True):
        found.append(outcome)
        progress(len(found), total, source.identifier)
    return found


def _nothing(failures: Sequence[ReadFailure], language: str) -> tuple[str, str]:
    named = "; ".join(f"{failure.identifier} — {failure.message_in(language)}" for failure in failures[:5])
    return named or reasons()["nothing"][language], reasons()["wanted"][language]


def _write(resolution: Resolution, request: Request) -> tuple[Path, ...]:
    graph = request.out / GRAPH
    pieces = graph_text(resolution, request.base, with_text=request.with_text)
    write_atomic(graph, (piece.encode("utf-8") for piece in pieces))
    coverage = request.out / COVERAGE
    with atomic(coverage) as stream:
        stream.write(coverage_report(resolution.extractions).encode("utf-8"))
    if not request.page:
        return graph, coverage
    page = write_page(graph, request.out / PAGE, lang=request.language)
    return graph, page.path, coverage


def _summary(
    joined: Joined,
    failures: tuple[ReadFailure, ...],
    skipped: tuple[ReadFailure, ...],
    written: tuple[Path, ...],
) -> Summary:
    resolution = joined.resolution
    stated = [c.claim for c in resolution.claims if not c.claim.rule.startswith("context")]
    return Summary(
        documents=len(resolution.extractions),
        entities=len(resolution.nodes),
        claims=Counter(claim.status for claim in stated),
        context=len(resolution.claims) - len(stated),
        figures=len(resolution.figures),
        gaps=sum(len(extraction.gaps) for extraction in resolution.extractions),
        unnamed=tuple(e.document.identifier for e in resolution.extractions if not e.document.municipality),
        failures=failures,
        skipped=skipped,
        unapplied=joined.unapplied,
        written=written,
    )
