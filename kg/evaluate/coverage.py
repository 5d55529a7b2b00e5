"""The coverage report: which sentences gave claims, and which look as if they should have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.model import Extraction

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"})


def _one_line(text: str) -> str:
    """Text of a report inside Markdown: in one line, with nothing that Markdown or HTML would read."""
    return " ".join(text.split()).translate(_ESCAPED)


def _told(extraction: Extraction) -> set[int]:
    stated = (claim.sentence for claim in extraction.claims if claim.rule != "context")
    return set(chain(stated, (figure.sentence for figure in extraction.figures)))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "—"


def coverage_row(extraction: Extraction) -> str:
    """A document's line of the table."""
    total, told = len(extraction.sentences), len(_told(extraction))
    name = _one_line(extraction.document.identifier)
    return f"| {name} | {total} | {told} | {_share(told, total)} | {len(extraction.gaps)} |\n"


def coverage_gaps(extraction: Extraction) -> str:
    """A document's section: its sentences that gave nothing though they have words of civic life."""
    return "\n".join(_gaps(extraction)).rstrip() + "\n"


def _gaps(extraction: Extraction) -> Iterator[str]:
    yield f"## {_one_line(extraction.document.identifier)}"
    yield ""
    yield f"{_one_line(extraction.document.title)}"
    yield ""
    for gap in extraction.gaps:
        start, stop = extraction.sentences[gap.sentence]
        yield f"- **{_one_line(gap.cue)}** — {_one_line(extraction.document.text[start:stop])}"
    if not extraction.gaps:
        yield "Пропусков не видно."


HEAD = """# Полнота извлечения

Предложения, из которых извлечено хотя бы одно утверждение или показатель, и предложения со словами
общественной жизни, из которых не извлечено ничего: их стоит прочитать глазами.

| Документ | Предложений | С данными | Доля | Возможных пропусков |
|---|---:|---:|---:|---:|
"""
"""What stands before the lines of the table."""


def coverage_report(rows: Iterable[str], sections: Iterable[str]) -> Iterator[str]:
    """The report as Markdown, in Russian, piece by piece.

    A table (sentences, those that gave a claim or a figure, gaps) and, for each document, the sentences with
    words of civic life that gave nothing, each with its word.

    Args:
        rows: What :func:`coverage_row` gives, in order of the documents' identifiers.
        sections: What :func:`coverage_gaps` gives, in the same order.
    """
    yield HEAD
    yield from rows
    yield from (f"\n{section}" for section in sections)
