"""Readable ASCII parts of ids."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

_LATIN = (
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch "
    "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
_TABLE = str.maketrans(dict(pair.split("=") for pair in _LATIN.split()))
_LONGEST = 60


@lru_cache(maxsize=16_384)
def slug(text: str) -> str:
    """A transliteration that is safe in a URL; cut at a word, with a hash of the whole where it is cut.

    Text without a single letter or digit of Latin or Cyrillic gives the hash alone.
    """
    latin = re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_TABLE)).strip("-")
    if not latin:
        return digest(text)
    if len(latin) <= _LONGEST:
        return latin
    return f"{latin[:_LONGEST].rsplit('-', 1)[0]}-{digest(text)}"


def digest(text: str, length: int = 8) -> str:
    """A short hash of a text, the same on every machine."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]
