"""Reports for the benchmarks: the seeds and the annotated reports, many times over, each changed.

A plain copy would be unfair: all that is looked up for its words would be there already, and all copies would be
one city's. So each copy has a town and numbers of its own, and some of its longer words come from other reports.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("seeds", "tests/gold/texts")
_WORD: Final = re.compile(r"[А-Яа-яЁё]{7,}")
_NUMBER: Final = re.compile(r"\d{2,}")
_CHANGED: Final = 0.08
_STEMS: Final = (
    "Алейск", "Саяногорск", "Судженск", "Ленинск", "Тогурм", "Темноречь", "Илган", "Тайдонск", "Верхнетымск", "Серебрян",
)  # fmt: skip
"""How the towns of the reports begin, in all their cases and adjectives."""
_FIRST: Final = (
    "Ново",
    "Старо",
    "Верхне",
    "Нижне",
    "Бело",
    "Красно",
    "Черно",
    "Право",
    "Лево",
    "Мало",
    "Велико",
    "Южно",
)
_SECOND: Final = (
    "",
    "камско",
    "волго",
    "обско",
    "тоболо",
    "донско",
    "урало",
    "окско",
    "ленско",
    "вятско",
    "амуро",
    "невско",
)


def texts() -> list[tuple[str, str]]:
    """The reports as they are, (name, text), each once."""
    found = {path.name: path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.txt"))}
    return [(name, path.read_text(encoding="utf-8")) for name, path in sorted(found.items())]


def changed(text: str, rng: random.Random, vocabulary: list[str]) -> str:
    """A report of the same length and layout with other numbers, and some words from other reports."""

    def word(match: re.Match[str]) -> str:
        if rng.random() >= _CHANGED:
            return match[0]
        other = rng.choice(vocabulary)
        return other.capitalize() if match[0][0].isupper() else other

    def number(match: re.Match[str]) -> str:
        year = len(match[0]) == 4 and match[0][:2] in {"19", "20"}
        return match[0] if year else str(rng.randrange(10, 10 ** min(len(match[0]), 6)))

    text = _NUMBER.sub(number, text)
    return _WORD.sub(word, text)


def moved(text: str, number: int) -> str:
    """A report of another town, declined as the first was: «Алейск» becomes «Новокамскоалейск»."""
    first, rest = number % len(_FIRST), number // len(_FIRST)
    prefix = _FIRST[first] + _SECOND[rest % len(_SECOND)] * (1 + rest // len(_SECOND))
    for stem in _STEMS:
        new = prefix + stem.lower()
        text = text.replace(stem, new).replace(stem.lower(), new.lower()).replace(stem.upper(), new.upper())
    return text


def reports(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """So many reports, the same on every run: (file name, text)."""
    originals = texts()
    rng = random.Random(seed)
    vocabulary = sorted({word.lower() for _, text in originals for word in _WORD.findall(text)})
    for number in range(count):
        name, text = originals[number % len(originals)]
        copy = number // len(originals)
        if copy:
            text = moved(changed(text, rng, vocabulary), copy - 1)
        yield f"{copy:04d}/{name}", text


def write(folder: Path, count: int) -> Path:
    """Reports as files below a folder, which is given back."""
    for name, text in reports(count):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
