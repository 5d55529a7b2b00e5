"""Russian words without their endings, so that «ветеранами» finds «ветеранов»."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

_WORD = re.compile(r"[^\W_]+")


@cache
def _stemmer() -> BaseStemmer:
    import snowballstemmer  # noqa: PLC0415 - only those who search need it

    return snowballstemmer.stemmer("russian")


@lru_cache(200_000)
def _stem(word: str) -> str:
    shorter = str(_stemmer().stemWord(word))
    # once over, «ветеран» is «ветера» (a participle?) and «ветеранов» «ветеран»: so on to the end
    return word if shorter == word else _stem(shorter)


def stems(text: str) -> list[str]:
    """The words of a text without their endings: lower case, «ё» as «е»."""
    return [_stem(word) for word in _WORD.findall(text.lower().replace("ё", "е"))]
