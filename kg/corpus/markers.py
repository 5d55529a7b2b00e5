"""List markers: what a line of a list begins with."""

from __future__ import annotations

import re

# Signs that are bullets whatever follows; the private-use ones are left by symbol fonts.
_SURE = "•·●○◦▪▫■□►▶➢➤➔✓✔§\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf076"
_DASHES = "-–—−‒"
_UPPER = "А-ЯЁA-Z«“\"'„"
_MARKER = re.compile(
    rf"""
      [{_SURE}]
    | [{_DASHES}]\)?(?=\s|$|[«"А-Яа-яЁё])
    | [*+](?=\s|$)
    | \(?\d{{1,3}}(?:\.\d{{1,3}})*[.)](?=\s|$|[^\W\d]|[«"])   # 1.  1)  (1)  4.1.
    | \d{{1,2}}(?:\.\d{{1,2}})+(?=\s+[{_UPPER}])              # 4.1 Состав
    | \(?[а-яёa-z]\)                                          # а)
    | [IVXLCІХ]{{1,6}}[.)](?=\s|$)                            # II.
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"[\dIVXLCІХ]")


def marker(text: str) -> str:
    """The list marker that a line begins with, empty where there is none.

    A letter with a full stop is none: «г. Алейск», «А. В. Иванов».
    """
    found = _MARKER.match(text)
    return found.group() if found else ""


def is_dash(sign: str) -> bool:
    """Whether a marker could as well be a dash inside a sentence."""
    return sign in tuple(_DASHES)


def is_number(sign: str) -> bool:
    """Whether a marker counts («1.», «4.1.», «II.»)."""
    return bool(sign) and _NUMBERED.search(sign) is not None


def style(sign: str) -> str:
    """What the markers of one list have in common: the bullet, or the kind of numbering."""
    return re.sub(r"[IVXLCІХ]+", "I", re.sub(r"\d+", "1", re.sub(r"[а-яёa-z]", "a", sign)))
