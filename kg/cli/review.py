"""``kg review`` and ``kg promises``: what a person should look at, and what came of a city's plans."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import err
from kg.cli.messages import language, tr
from kg.errors import NothingToReadError, Said, UsageError

if TYPE_CHECKING:
    from kg.resolve.join import Joined
    from kg.resolve.promises import Change, History, Promise
    from kg.resolve.report import Case, Quote, Side

BELOW = 0.6
_LIMIT = 50
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})

_Paths = Annotated[list[str] | None, typer.Argument(help=tr("review.paths"), metavar="PATHS")]
_Curation = Annotated[Path | None, typer.Option(help=tr("review.curation"), metavar="FILE")]
_Cache = Annotated[Path, typer.Option(help=tr("review.cache"), metavar="DIR")]
_Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help=tr("review.jobs"), metavar="N")]
CACHE = Path(".kg-cache")


def register(app: typer.Typer) -> None:
    """Add ``kg review`` and ``kg promises``."""
    app.command("review", help=tr("review.help"))(review)
    app.command("promises", help=tr("review.promises_help"))(promises)


def review(
    paths: _Paths = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=tr("review.out"), metavar="FILE")] = None,
    curation: _Curation = None,
    below: Annotated[float, typer.Option(min=0.0, max=1.0, help=tr("review.below"))] = BELOW,
    limit: Annotated[int, typer.Option(min=0, help=tr("review.limit"))] = _LIMIT,
    jobs: _Jobs = 0,
    cache: _Cache = CACHE,
) -> None:
    """Write what a person should look at."""
    from kg.resolve.report import cases  # noqa: PLC0415

    ending = out.suffix.lower() if out else ".md"
    if ending not in _FORMS:
        raise UsageError("review_ending", path=out)
    joined = _joined(paths or ["seeds"], curation, jobs, cache)
    found = _limited(cases(joined, tr("review.reason"), below), limit)
    _put(_FORMS[ending](found), out, len(found))


def promises(
    city: Annotated[str, typer.Argument(help=tr("review.city"), metavar="CITY")],
    paths: _Paths = None,
    *,
    no_changes: Annotated[bool, typer.Option("--no-changes", help=tr("review.no_changes"))] = False,
    curation: _Curation = None,
    jobs: _Jobs = 0,
    cache: _Cache = CACHE,
) -> None:
    """Hold a city's plans against its next report."""
    from kg.resolve.promises import History  # noqa: PLC0415

    history = History(_joined(paths or ["seeds"], curation, jobs, cache).resolution, city)
    lines = [*_promises(history)] + ([] if no_changes else [*_changes(history)])
    sys.stdout.write("\n".join(lines) + "\n")


def _joined(paths: Sequence[str], curation: Path | None, jobs: int, cache: Path) -> Joined:
    from kg.cache import Cache  # noqa: PLC0415
    from kg.corpus import ReadFailure, find  # noqa: PLC0415
    from kg.resolve.curation import Curation, load  # noqa: PLC0415
    from kg.resolve.join import join  # noqa: PLC0415
    from kg.workers import outcomes  # noqa: PLC0415

    decided = load(curation) if curation else Curation()
    inputs = find(paths)
    found = list(outcomes(inputs.sources, jobs or os.cpu_count() or 1, Cache(cache)))
    failures = [*inputs.failures, *(one for one in found if isinstance(one, ReadFailure))]
    for failure in failures:
        err().print(
            tr("review.unread", name=failure.identifier, why=failure.message_in(language())), markup=False
        )
    if len(found) == sum(isinstance(one, ReadFailure) for one in found):
        raise NothingToReadError("nothing_to_read", paths=", ".join(paths), why=Said("nothing"))
    return join([one for one in found if not isinstance(one, ReadFailure)], decided)


def _limited(found: list[Case], limit: int) -> list[Case]:
    """All duplicates and classes, but only the most doubtful claims: there may be thousands."""
    claims = [case for case in found if case.matter == "claim"]
    rest = [case for case in found if case.matter != "claim"]
    return rest + (claims[:limit] if limit else claims)


def _put(text: str, out: Path | None, count: int) -> None:
    if out is None:
        sys.stdout.write(text)
        err().print(tr("review.found", n=count) if count else tr("review.nothing"), markup=False)
        return
    from kg.files import atomic  # noqa: PLC0415

    with atomic(out) as stream:
        stream.write(text.encode("utf-8"))
    err().print(tr("review.written", path=out, n=count), markup=False)


def _why(case: Case) -> str:
    confidence = f"{case.confidence:.2f}"
    if case.matter == "claim":
        relation, group, status, rule = case.facts
        subject, thing = case.sides[0].label, group or case.sides[-1].label
        fields = {"subject": subject, "relation": relation, "object": thing, "status": status, "rule": rule}
        return tr("review.unsure_claim", confidence=confidence, **fields)
    return tr(f"review.{case.why}", facts=", ".join(case.facts), confidence=confidence)


def _where(side: Side) -> str:
    return side.municipality or tr("review.nationwide")


def _escaped(text: str) -> str:
    """Words of a report, so that no sign in them is taken for Markdown or HTML."""
    return text.translate(_MARKS)


def _markdown(found: Sequence[Case]) -> str:
    lines = [f"# {tr('review.title')}", "", tr("review.how"), ""]
    for matter, group in groupby(found, key=lambda case: case.matter):
        lines += [f"## {tr(f'review.{matter}')}", ""]
        for number, case in enumerate(group, 1):
            lines += _case(number, case)
    return "\n".join(lines if found else [f"# {tr('review.title')}", "", tr("review.nothing"), ""])


def _case(number: int, case: Case) -> Iterator[str]:
    yield f"### {number}. {' · '.join(_escaped(side.label) for side in case.sides)}"
    yield ""
    yield f"{_escaped(_why(case))}."
    yield ""
    for side in case.sides:
        yield f"- **{_escaped(side.label)}** — {side.type}, {_escaped(_where(side))}"
        yield from (f"  > {_escaped(_source(quote))}: {_escaped(quote.text)}" for quote in side.quotes)
    yield ""
    yield "```yaml"
    yield from "\n".join(case.decisions).replace("```", "'''").split("\n")
    yield "```"
    yield ""


def _source(quote: Quote) -> str:
    return f"{quote.document}, {quote.year}" if quote.year else quote.document


def _decisions(found: Sequence[Case]) -> str:
    """The likelier decision of each case, commented out: a person uncomments what is right."""
    lines = [f"# {tr('review.how')}", ""]
    for case in found:
        lines += [
            "# " + " ".join(_why(case).split()),
            *(f"# {line}" for line in case.decisions[0].split("\n")),
            "",
        ]
    return "\n".join(lines)


def _table(found: Sequence[Case]) -> str:
    from kg.graph.export.tables import harmless  # noqa: PLC0415

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(tr("review.columns").split(";"))
    for case in found:
        sides = [_cells(side) for side in case.sides[:2]] + [["", "", "", ""]] * (2 - len(case.sides[:2]))
        row = [tr(f"review.{case.matter}"), _why(case), *sides[0], *sides[1], "\n".join(case.decisions)]
        writer.writerow([harmless(cell) for cell in row])
    return "\ufeff" + text.getvalue()


def _cells(side: Side) -> list[str]:
    quotes = "\n".join(f"{_source(quote)}: {quote.text}" for quote in side.quotes)
    return [str(side.type), side.label, _where(side), quotes]


_FORMS: dict[str, Callable[[Sequence[Case]], str]] = {
    ".md": _markdown,
    ".csv": _table,
    ".yaml": _decisions,
    ".yml": _decisions,
}


def _promises(history: History) -> Iterator[str]:
    yield f"# {tr('review.promises_title', city=_escaped(history.place.label))}"
    yield ""
    if len(history.years) < 2:
        yield from (tr("review.one_year"), "")
    found = sorted(history.promises(), key=lambda one: (_OUTCOMES.index(one.outcome), one.plan.year or 0))
    if not found:
        yield from (tr("review.no_plans"), "")
    for outcome, group in groupby(found, key=lambda one: one.outcome):
        promised = list(group)
        yield from (f"## {tr(f'review.{outcome}')} — {len(promised)}", "")
        for one in promised:
            yield from _promise(one)


_OUTCOMES = ("done", "failed", "repeated", "silent", "open")


def _word(name: str) -> str:
    """What the ontology calls a class or a relation."""
    from kg.graph.vocabulary import civ  # noqa: PLC0415
    from kg.query.words import word  # noqa: PLC0415

    return word(civ(name).value, language())


def _promise(one: Promise) -> Iterator[str]:
    yield f"- **{_escaped(one.subject)}** — {_word(one.relation)} → **{_escaped(one.object)}**"
    yield "  > " + _escaped(tr("review.plan", document=_source(one.plan), text=one.plan.text))
    if one.answer:
        yield "  >"
        yield "  > " + _escaped(tr("review.answer", document=_source(one.answer), text=one.answer.text))
    yield ""


def _changes(history: History) -> Iterator[str]:
    def heading(one: Change) -> tuple[int, bool]:
        return one.year, not one.appeared

    for (year, gone), group in groupby(sorted(history.changes(), key=heading), key=heading):
        yield from (f"## {tr('review.vanished' if gone else 'review.appeared', year=year)}", "")
        for one in group:
            text = _escaped(f"{_source(one.quote)}: {one.quote.text}")
            yield from (f"- **{_escaped(one.node.label)}** — {_word(one.node.type)}", f"  > {text}")
        yield ""
