"""The whole flow: from files to the graph, its page and its coverage report."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.cache import Cache, name_key
from kg.composing import Composer, Wanted
from kg.corpus import Inputs, ReadFailure, Source, find
from kg.engines import TIMEOUT, check
from kg.errors import LANGUAGES, NothingToReadError, Said
from kg.files import staged
from kg.graph.vocabulary import BASE, Minter
from kg.joining import begin
from kg.model import Extraction, Status
from kg.outputs import Outputs, rendered
from kg.parts import Counts, Part, Terms
from kg.resolve.curation import Curation, load
from kg.resolve.decisions import Unapplied
from kg.resolve.packed import pack, unpack
from kg.resolve.scopes import Seen
from kg.resolve.stream import Join
from kg.view.limits import MANY_CLAIMS
from kg.workers import Workers, kept_extraction

GRAPH = "civic.ttl"
PAGE = "index.html"
COVERAGE = "coverage.md"
_GARBAGE = 50_000
_TOLD = 5

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
        page: Whether to write the page; a graph of more claims than a browser shows gets none.
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
        unapplied: Corrections that had no effect.
        written: The files.
        no_page: Whether the page was left out because no browser would show so much.
        failures: What could not be read, and why.
        skipped: What was left out on purpose.
    """

    documents: int
    entities: int
    claims: Counter[Status]
    context: int
    figures: int
    gaps: int
    unnamed: tuple[str, ...]
    unapplied: tuple[Unapplied, ...]
    written: tuple[Path, ...]
    no_page: bool = False
    failures: tuple[ReadFailure, ...] = ()
    skipped: tuple[ReadFailure, ...] = ()


def _silent(_done: int, _total: int, _name: str) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A document that was understood."""

    source: Source
    key: str
    seen: Seen
    titled: bool


@dataclass(slots=True)
class _Totals:
    """What the documents say, all together."""

    claims: Counter[Status] = field(default_factory=Counter)
    context: int = 0
    figures: int = 0
    gaps: int = 0
    rejected: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)

    @property
    def all(self) -> int:
        """All claims, those that context implies included."""
        return self.claims.total() + self.context

    def add(self, counts: Counts) -> None:
        stated = (counts.realised, counts.planned, counts.not_realised)
        self.claims.update(dict(zip(Status, stated, strict=True)))
        self.context += counts.context
        self.figures += counts.figures
        self.gaps += counts.gaps
        self.rejected.update(counts.rejected)
        self.added.update(counts.added)


def build(request: Request, progress: Progress = _silent) -> Summary:
    """Read, extract, join and write.

    Raises:
        NothingToReadError: No input could be read; nothing was written.
        CurationError: The corrections are wrong; nothing was written.
        UsageError: The base is no base for names, or there is no such engine; nothing was read.
        WriteError: An output could not be written; what stood there is untouched.
    """
    Minter(request.base)  # a wrong base is told before the work
    check(request.engine, request.scheduler)
    curation = load(request.curation) if request.curation is not None else Curation()
    inputs = find(request.paths, exclude=[request.out])
    with ExitStack() as stack, _few_collections():
        cache = Cache(request.cache or Path(stack.enter_context(TemporaryDirectory(prefix="kg-"))))
        workers = Workers(
            stack,
            cache,
            request.jobs,
            engine=request.engine,
            scheduler=request.scheduler,
            timeout=request.timeout,
        )
        found, failures = _understood(inputs, workers, progress)
        failures = [*inputs.failures, *failures]
        if not found:
            raise NothingToReadError(
                "nothing_to_read", paths=", ".join(request.paths), why=_nothing(failures)
            )
        summary = _written(
            found, Join(stack, [one.seen for one in found], curation, cache.scopes), workers, request
        )
        cache.drop_old_derived()
    return replace(summary, failures=tuple(failures), skipped=inputs.skipped)


def _written(found: Sequence[_Read], joined: Join, workers: Workers, request: Request) -> Summary:
    names = [GRAPH, COVERAGE]
    totals = _Totals()
    # closed before the files take their places
    with staged(request.out, names) as folder, Outputs(folder) as outputs:
        _join(joined, found, workers, outputs)
        terms = Terms(joined.rulings(), request.with_text)
        for part in _parts(found, joined, workers, terms):
            outputs.add_part(part)
            totals.add(part.counts)
        outputs.write_graph(folder / GRAPH, request.base, [one.seen.document for one in found])
        outputs.write_coverage(folder / COVERAGE)
        if request.page and totals.all <= MANY_CLAIMS:
            # the libraries that draw take as long to load as some ten reports to read
            from kg.view.page import write_page  # noqa: PLC0415

            write_page(folder / GRAPH, folder / PAGE, lang=request.language)
            names.insert(1, PAGE)
    if request.page and PAGE not in names:
        # that of an earlier, smaller graph would not fit to the new one
        (request.out / PAGE).unlink(missing_ok=True)
    return Summary(
        documents=len(found),
        entities=outputs.entities,
        claims=totals.claims,
        context=totals.context,
        figures=totals.figures,
        gaps=totals.gaps,
        unnamed=tuple(one.seen.document for one in found if not one.titled),
        unapplied=joined.unapplied(terms.decided, totals.rejected, totals.added),
        written=tuple(request.out / name for name in names),
        no_page=request.page and PAGE not in names,
    )


def _parts(found: Sequence[_Read], joined: Join, workers: Workers, terms: Terms) -> Iterator[Part]:
    sources = {one.key: one.source for one in found}
    composer = Composer(workers, terms, lambda key: kept_extraction(workers.cache, sources[key], key))
    return composer.parts(_wanted(joined, found, terms))


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for cycles more rarely: millions of objects are made, and none of them in cycles."""
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _understood(
    inputs: Inputs, workers: Workers, progress: Progress
) -> tuple[list[_Read], list[ReadFailure]]:
    found: list[_Read] = []
    failures: list[ReadFailure] = []
    coming = workers.kept(inputs.sources)
    for done, (outcome, source) in enumerate(zip(coming, inputs.sources, strict=True), 1):
        if isinstance(outcome, ReadFailure):
            failures.append(outcome)
        else:
            said = unpack(outcome.reading)
            found.append(_Read(source, outcome.key, Seen(said.document, said.year, said.town), said.titled))
        progress(done, len(inputs.sources), source.identifier)
    return sorted(found, key=lambda one: one.seen.document), failures


def _nothing(failures: Sequence[ReadFailure]) -> Said | Mapping[str, str]:
    if not failures:
        return Said("nothing")
    told = failures[:_TOLD]
    return {
        language: "; ".join(f"{one.identifier} — {one.message_in(language)}" for one in told)
        for language in LANGUAGES
    }


def _join(joined: Join, found: Sequence[_Read], workers: Workers, outputs: Outputs) -> None:
    cache = workers.cache
    for number, one in enumerate(found):
        reading = cache.readings.get(one.key) or pack(kept_extraction(cache, one.source, one.key))
        joined.add(number, unpack(reading), partial(_reread, cache, one))
    for lot in joined.nodes(rendered, partial(begin, workers)):
        outputs.add_entities(lot)


def _reread(cache: Cache, one: _Read, beside: str, read: Callable[[Extraction], bytes]) -> bytes:
    """A document's reading beside others; kept, since others seldom change."""
    key = name_key(one.key, beside)
    found = cache.readings.get(key)
    if found is None:
        found = read(kept_extraction(cache, one.source, one.key))
        cache.readings.put(key, found)
    return found


def _wanted(joined: Join, found: Sequence[_Read], terms: Terms) -> Iterator[Wanted]:
    """The documents in the order of their identifiers, with what became of their entities."""
    for number, owners in joined.owners():
        one = found[number]
        yield Wanted(one.key, owners, one.seen.town, terms.digest(one.key, owners, one.seen.town))
