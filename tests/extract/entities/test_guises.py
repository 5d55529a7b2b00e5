"""A report says the same however it is typed: its marks, spaces, «ё» and line breaks change no entity."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.extract.entities.marked import find

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))


WAVERING = 1
"""Entities of a report that may come out otherwise: the tagger wavers («Котова М.И.», «Кочетовского СДК»)."""


def wrapped(width: int) -> Callable[[str], str]:
    def wrap(text: str) -> str:
        lines = (
            textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
            for line in text.split("\n")
        )
        return "\n".join("\n".join(line) for line in lines)

    return wrap


GUISES: dict[str, Callable[[str], str]] = {
    "straight marks": lambda text: text.replace("«", '"').replace("»", '"'),
    "curly marks": lambda text: re.sub(r'"([^"\n]*)"', r"“\1”", text.replace("«", "“").replace("»", "”")),
    "no ё": lambda text: text.replace("ё", "е").replace("Ё", "Е"),
    "fixed spaces": lambda text: re.sub(r"(?<=\bг\.|.[№–]) ", "\u00a0", text),
    "double spaces": lambda text: text.replace(" ", "  "),
    "long dashes": lambda text: text.replace("–", "—"),
    "numbers close": lambda text: text.replace("№ ", "№"),
    "wrapped at 60": wrapped(60),
    "wrapped at 80": wrapped(80),
    "indented": lambda text: "\n".join(f"    {line}" for line in text.split("\n")),
    "between other lines": lambda text: f"{text}\n\nДата печати не указана.\n",
}


def plain(label: str) -> str:
    """A label without what the guises change."""
    text = (
        re.sub(r"[«»\"“”]", "", label)
        .replace("ё", "е")
        .replace("Ё", "Е")
        .replace("—", "–")
        .replace("№ ", "№")
    )
    return " ".join(text.split())


@cache
def said(text: str) -> Counter[tuple[str, str, int]]:
    return Counter((e.type.value, plain(e.label), len(e.mentions)) for e in find(text).entities)


@pytest.mark.parametrize("guise", GUISES)
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_guise_changes_an_entity(path: Path, guise: str) -> None:
    text = path.read_text(encoding="utf-8")
    disguised = GUISES[guise](text)
    lost, new = said(text) - said(disguised), said(disguised) - said(text)
    assert max(lost.total(), new.total()) <= WAVERING, (lost, new)


def test_guises_change_the_text() -> None:
    for name, guise in GUISES.items():
        assert any(
            guise(path.read_text(encoding="utf-8")) != path.read_text(encoding="utf-8") for path in REPORTS
        ), name


def test_reports_hold_many_entities() -> None:
    assert all(sum(said(path.read_text(encoding="utf-8")).values()) > 70 for path in REPORTS)
