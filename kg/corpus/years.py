"""The year a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.corpus.heading import named_year
from kg.model import Block, Section, SectionKind

_MONTHS = r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
_PAST = re.compile(
    rf"""
    (?:
        \bво?\s(?:(?:[а-яё]+\s){{0,2}}(?:квартале|полугодии|{_MONTHS})\s|отч[её]тном\s|течение\s|прошедшем\s|минувшем\s|прошлом\s)?
      | \bза\s(?:(?:[а-яё]+|\d+)\s){{0,3}}
      | \bпо\s(?:итогам|результатам|состоянию\sна\s\d+\s{_MONTHS})\s
      | \b\d{{1,2}}\s{_MONTHS}\s
      | \bна\s\d\d?\.\d\d\.
      | \bс\s{_MONTHS}\s
    )
    ((?:19|20)\d\d)(?!\d|\s?[-–—/]\s?\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AHEAD = re.compile(
    r"план\w+|предсто\w+|намеч\w+|намерен\w*|буд[еу]т|предполага\w+|задач\w|прогноз\w*", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:сравнени\w+|уровн\w+|против|чем|относительно|отношени\w+|показател\w+|ранее|аналогичн\w+)\s(?:\S+\s){0,3}$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[А-ЯЁ«])")
_RECENT = 3  # years back from the latest: what is older is history
_WEIGHTY = 0.5  # of the votes of the year most talked of: enough for a later year to be the one reported on
_READ = 200_000  # characters that are enough to know the year by


def _past_years(text: str) -> list[int]:
    found = []
    for sentence in _SENTENCE.split(text):
        if _AHEAD.search(sentence):
            continue
        for match in _PAST.finditer(sentence):
            if not _COMPARED.search(sentence[max(0, match.start() - 60) : match.start()]):
                found.append(int(match.group(1)))
    return found


def _talked_of(blocks: Sequence[Block], sections: Sequence[Section]) -> int | None:
    votes: Counter[int] = Counter()
    left = _READ
    for section in sections:
        if section.kind is SectionKind.TASKS:
            continue
        for block in blocks[section.first : section.last]:
            votes.update(_past_years(block.text[: max(0, left)]))
            left -= len(block.text)
    if not votes:
        return None
    recent = {year: count for year, count in votes.items() if year >= max(votes) - _RECENT}
    return max(year for year, count in recent.items() if count >= _WEIGHTY * max(recent.values()))


def report_year(blocks: Sequence[Block], sections: Sequence[Section]) -> int | None:
    """The year of a report: its heading's; else that before the tasks'; else the one most talked of as past.

    Years that others are compared with («по сравнению с 2017 годом»), spans and years of plans do not count.
    """
    named = named_year(blocks)
    if named is not None:
        return named
    ahead = [section.year for section in sections if section.kind is SectionKind.TASKS and section.year]
    return ahead[0] - 1 if ahead else _talked_of(blocks, sections)
