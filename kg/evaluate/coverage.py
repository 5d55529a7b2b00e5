"""The coverage report: which sentences gave claims, and which look as if they should have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def _row(extraction: Extraction) -> str:
    total, told = len(extraction.sentences), len(_told(extraction))
    name = _one_line(extraction.document.identifier)
    return f"| {name} | {total} | {told} | {_share(told, total)} | {len(extraction.gaps)} |"


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
    yield ""


def coverage_report(extractions: Sequence[Extraction]) -> str:
    """The report as Markdown, in Russian, documents in order of their identifiers.

    A table (sentences, those that gave a claim or a figure, gaps) and, for each document, the sentences with
    words of civic life that gave nothing, each with its word.
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.document.identifier)
    lines = [
        "# Полнота извлечения",
        "",
        "Предложения, из которых извлечено хотя бы одно утверждение или показатель, и предложения со словами",
        "общественной жизни, из которых не извлечено ничего: их стоит прочитать глазами.",
        "",
        "| Документ | Предложений | С данными | Доля | Возможных пропусков |",
        "|---|---:|---:|---:|---:|",
        *(_row(extraction) for extraction in ordered),
        "",
    ]
    for extraction in ordered:
        lines.extend(_gaps(extraction))
    return "\n".join(lines).rstrip() + "\n"
