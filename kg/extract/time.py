"""Years and periods that a sentence gives to what it says."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.structs import struct

_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(rf"\b({_YEAR})\s*(?:[-–—/]|\bи\b|\bпо\b|\bдо\b|гг?\.?\s*[-–—])\s*({_YEAR})\b")
_FROM = re.compile(rf"\b(?:с|начиная с|со)\s+(?:[а-я]+\s+){{0,2}}({_YEAR})\b", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:до|по)\s+(?:конца\s+|[а-я]+\s+){{0,2}}({_YEAR})\b", re.IGNORECASE)
_ONE = re.compile(rf"\b({_YEAR})\b(?!\s*[-–—№])")
_AGO = re.compile(r"чем|сравнени|против|годом ранее|уровн", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?:№\s*\S+|\b\d{{1,2}}\.\d{{1,2}}\.)\s*{_YEAR}")


_REMEMBERED = 25
"""Years: what lies longer back («Великая Отечественная война 1941-1945 годов») is remembered, not reported."""
_NOWADAYS = 2015
"""Stands for the report's year where that is not known."""


@struct(frozen=True, slots=True)
class Time:
    """A year, or the first and last year of a period; None where the text names none."""

    year: int | None = None
    first: int | None = None
    last: int | None = None


@lru_cache(maxsize=256)
def time_of(text: str, default: int | None = None) -> Time:
    """The time that a stretch of text names.

    Args:
        text: A sentence or a name.
        default: The year to take where it names none.

    Returns:
        A period where one is named («2015-2019 годы», «с 2014 года»), else the first year that is not there for comparison.
    """
    oldest = (default or _NOWADAYS) - _REMEMBERED
    period = _PERIOD.search(text)
    if period and int(period[1]) < oldest:
        return Time(default)
    if period and int(period[1]) < int(period[2]):
        return Time(None, int(period[1]), int(period[2]))
    first, last = _FROM.search(text), _UNTIL.search(text)
    if first or last:
        return Time(None, int(first[1]) if first else None, int(last[1]) if last else None)
    for found in _ONE.finditer(text):
        if int(found[1]) >= oldest and not _AGO.search(text[max(0, found.start() - 30) : found.start()]):
            return Time(int(found[1]))
    return Time(default)
