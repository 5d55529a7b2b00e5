"""The year that a figure holds for."""

from __future__ import annotations

import re

from kg.extract.figures.line import Line
from kg.extract.figures.quantity import Quantity

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=\s?(?:г\b|год|учебн|,|\)|\.(?!\d)|;|\s|$))")
_DATE = re.compile(r"\d\d\.\d\d\.((?:19|20)\d\d)")
_EARLIER = re.compile(r"(?:годом|год назад|в прошлом году|в предыдущем году|годом раньше)")
_THAN = re.compile(
    r"(?:чем|(?:по|в) сравнени[юи] с|по отношению к|к уровню|против|к показател\w+)[^,;()]{0,12}$"
)
_REPORTED = re.compile(r"(?:отчетн|текущ)\w+ (?:году|год|года|период\w*)\b")
_OWN = re.compile(r"[^\d,;:–—]{1,30}\sв\s")
"""What stands between a number and a year that is only its own: «с 61 % в 2015 году до 74 % в 2018 году»."""
_PERIOD = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")


def _years(text: str, base: int) -> list[tuple[int, int]]:
    periods = [match.span() for match in _PERIOD.finditer(text)]
    found = []
    for match in (*_YEAR.finditer(text), *_DATE.finditer(text)):
        inside = any(start <= match.start(1) < stop for start, stop in periods)
        if not inside and not _THAN.search(text[: match.start()]):
            found.append((base + match.start(1), int(match.group(1))))
    return found


def _bracket(text: str, offset: int) -> tuple[int, int] | None:
    start, stop = text.rfind("(", 0, offset), text.find(")", offset)
    return (start, stop) if start >= 0 and stop >= 0 and ")" not in text[start:offset] else None


def year_of(quantity: Quantity, line: Line, default: int | None) -> int | None:
    """The year that the text gives for a number: in its bracket, else the nearest before it, else after it.

    Years that a figure is only compared with («больше, чем в 2008 году») are passed over.

    Args:
        quantity: The number.
        line: Its sentence.
        default: The year of the section or of the report.
    """
    offset = quantity.number.start
    bracket = _bracket(line.text, offset)
    if bracket is not None:
        return _inside(line.text[bracket[0] : bracket[1]], bracket[0], default)
    if default is not None and _EARLIER.match(line.text[quantity.number.stop :].lstrip()):
        return default - 1
    outside = re.sub(r"\([^)]*\)", lambda match: " " * len(match.group()), line.text)
    years = _years(outside, 0)
    stop = quantity.number.stop
    own = next((year for at, year in years if at > stop and _OWN.fullmatch(outside[stop:at])), None)
    if own is not None:
        return own
    before = [year for at, year in years if at < offset]
    if before:
        return before[-1]
    return years[0][1] if years and not _REPORTED.search(outside[:offset]) else default


def _inside(bracket: str, offset: int, default: int | None) -> int | None:
    """The year of a number in brackets."""
    if found := _years(bracket, offset):
        return found[0][1]
    return default - 1 if default is not None and _EARLIER.search(bracket) else default
