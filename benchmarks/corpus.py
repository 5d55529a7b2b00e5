"""Reports for the benchmarks: the seeds and the annotated reports, many times over, each with its own words changed.

A copy of a report would be unfair: what is looked up for its words would all be there already. So in each copy
towns, numbers and a part of the longer words are changed, and names of its own stand in quotation marks.
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
_TOWNS: Final = (
    "Алейск", "Бийск", "Рубцовск", "Елец", "Пермь", "Томск", "Псков", "Ковров", "Шуя", "Муром", "Тверь", "Курск",
)  # fmt: skip


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

    text = _NUMBER.sub(lambda match: str(rng.randrange(10, 10 ** min(len(match[0]), 6))), text)
    return _WORD.sub(word, text)


def reports(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """So many reports, the same on every run: (file name, text)."""
    originals = texts()
    rng = random.Random(seed)
    vocabulary = sorted({word.lower() for _, text in originals for word in _WORD.findall(text)})
    for number in range(count):
        name, text = originals[number % len(originals)]
        if number >= len(originals):
            text = changed(text, rng, vocabulary)
        town = _TOWNS[number // len(originals) % len(_TOWNS)]
        yield f"{town}/{number:06d}_{name}", text


def write(folder: Path, count: int) -> Path:
    """Reports as files below a folder, which is given back."""
    for name, text in reports(count):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
