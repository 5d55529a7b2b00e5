"""What a heading announces: a look into ``kg/lexicon/headings.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kg.lexicon import load
from kg.model import SectionKind

_YEAR = (
    r"(?:(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)?\d\d)?(?:\s?(?:год(?:а|у|ом|ы|ов|ах)?|гг?\.?(?:\s?г\.)?))?)"
)
_LIST_NUMBER = re.compile(
    r"^(?:(?:раздел|глава|часть)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]+)[.)]?\s+", re.IGNORECASE
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LONGEST = 200  # characters of a heading
_ORDER = (SectionKind.FAILURES, SectionKind.REPORT, SectionKind.TASKS)


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, Any]:
    """The lexicon of headings as it stands in its file."""
    data: Mapping[str, Any] = load("headings.yaml")
    return data


@lru_cache(maxsize=8)
def _patterns(group: str, kind: str) -> re.Pattern[str]:
    alternatives = (entry["pattern"].replace("{year}", _YEAR) for entry in lexicon()[group][kind])
    return re.compile("|".join(f"(?:{pattern})" for pattern in alternatives), re.IGNORECASE)


def plain(heading: str) -> str:
    """A heading as the patterns read it: «е» for «ё», no number before, no signs at its ends."""
    text = " ".join(heading.replace("ё", "е").replace("Ё", "Е").split())
    return _LIST_NUMBER.sub("", text).strip(' .:;«»"?!*_—–-')


@lru_cache(maxsize=4096)
def announced(heading: str) -> SectionKind | None:
    """What a heading says its section is about; None for a heading without a cue.

    «Проблемы» is none: problems are described far oftener than failures are owned up to.
    """
    if len(heading) > _LONGEST:
        return None
    text = plain(heading)
    return next((kind for kind in _ORDER if _patterns("sections", kind.value).match(text)), None)


def lead_in(text: str) -> SectionKind | None:
    """What a line that ends in a colon says of the list after it («В 2019 году планируется:»)."""
    if not text.rstrip().endswith(":") or len(text) > _LONGEST:
        return None
    kinds = (SectionKind.FAILURES, SectionKind.TASKS)
    return next((kind for kind in kinds if _patterns("lead_ins", kind.value).search(plain(text))), None)


@lru_cache(maxsize=1)
def _open_verbs() -> tuple[str, ...]:
    return tuple(f" {verb}" for verb in lexicon()["open_verbs"])


def awaits_more(line: str) -> bool:
    """Whether a line ends in a verb that waits for its subject or object («Работу в районе ведут»)."""
    return line.lower().replace("ё", "е").endswith(_open_verbs())


@lru_cache(maxsize=1)
def _settlement() -> re.Pattern[str]:
    words = sorted(lexicon()["municipality_prefixes"], key=len, reverse=True)
    full = "|".join(map(re.escape, words))
    return re.compile(rf"(?:(?:{full})(?=[\s«\"])\s*|(?:г|п|с|д)\.(?=(?-i:[А-ЯЁ])))", re.IGNORECASE)


def settlement(text: str) -> int:
    """Length of the words before the name of a municipality («г. », «Городской округ »), 0 without."""
    found = _settlement().match(text)
    return found.end() if found else 0


def years(text: str) -> tuple[int, ...]:
    """The years that a text names, in order."""
    return tuple(int(found) for found in _YEARS.findall(text))
