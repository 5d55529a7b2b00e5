"""Readable ASCII names made from Russian text."""

from __future__ import annotations

import re
import unicodedata

_LATIN = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch "
    "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
_TABLE = str.maketrans(dict(pair.split("=") for pair in _LATIN.split()))
_ALLOWED = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


def transliterated(text: str) -> str:
    """Text in Latin letters, lower case; what has no Latin form stays."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")


def slug(text: str, limit: int = 60) -> str:
    """Lower-case ASCII words joined by «-», cut at a word's end.

    Args:
        text: Any text.
        limit: The most characters to keep.
    """
    words = re.findall(r"[a-z0-9]+", transliterated(text))
    kept = ""
    for word in words:
        if kept and len(kept) + len(word) >= limit:
            break
        kept = f"{kept}-{word}" if kept else word[:limit]
    return kept


def is_plain_path(text: str) -> bool:
    """Whether a path can stand in an IRI as it is, and reads back as the same path."""
    return _ALLOWED.fullmatch(text) is not None
