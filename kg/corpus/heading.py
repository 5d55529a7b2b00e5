"""What a report says of itself on top: its title, municipality and topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.corpus.cues import announced, lexicon, plain, settlement, years
from kg.corpus.wraps import is_capitals
from kg.model import Block, BlockKind, SectionKind

_TITLE_LENGTH = 200
_FIRST_WORDS = 100
_TITLE_PAGE = 8  # headings on top that are looked at
_TOP = 3  # blocks among which the municipality stands
_NAME_WORDS = 6
_STEM = 4  # letters that a name must have for its forms to be known again
_WORD = re.compile(r"[^\W\d_]+")
_TOPIC = re.compile(
    r"в (?:области|сфере|части)\s+(.+?)(?:\s+(?:в|за|по итогам)\s+(?:19|20)\d\d.*)?$", re.IGNORECASE
)
_TRAILING_YEAR = re.compile(r"\s*[:,.–—-]?\s*\(?(?:в|за|на|по итогам)?\s*(?:19|20)\d\d(?!\d).*$")
_AFTER_NAME = re.compile(r"\s*(?:[,(–—]|\s-\s).*$")
# The first words of a topic stand in the genitive after «в области»: what they are in the nominative.
_NOMINATIVE = (
    (re.compile(r"^(\w+)ия\b"), r"\1ие"),
    (re.compile(r"^(\w+)ства\b"), r"\1ство"),
    (re.compile(r"^(\w+[нкчшщв])ой (\w+)(?:и|ы)\b"), r"\1ая \2а"),
    (re.compile(r"^(\w+к)и\b"), r"\1а"),
    (re.compile(r"^(\w+[рт])ы\b"), r"\1а"),
)


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return frozenset(lexicon()["no_municipality"])


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(lexicon()["common_words"])


@lru_cache(maxsize=1)
def _prepositions() -> frozenset[str]:
    return frozenset(
        ["с", "со", "о", "об", "в", "во", "по", "для", "из", "к", "и", "или", "от", "за", "при", "через"]
    )


def _leading_headings(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks[:_TITLE_PAGE]:
        if block.kind is not BlockKind.HEADING or announced(block.text) in (
            SectionKind.TASKS,
            SectionKind.FAILURES,
        ):
            break
        found.append(block)
    return found


def title(blocks: Sequence[Block]) -> str:
    """The headings on top in one line, or the first words; empty for a text without blocks."""
    if not blocks:
        return ""
    on_top = _leading_headings(blocks)
    if not on_top:
        return _shortened(blocks[0].text[: 2 * _TITLE_LENGTH], _FIRST_WORDS)
    return _shortened(". ".join(block.text.rstrip(".") for block in on_top), _TITLE_LENGTH)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _capitalised(word: str, first: bool) -> str:
    lower = word.lower()
    if not first and lower in _common():
        return lower
    small = frozenset(lexicon()["small_words"])
    parts = lower.split("-")
    return "-".join(
        part if index and part in small else part[:1].upper() + part[1:] for index, part in enumerate(parts)
    )


def _as_name(text: str) -> str:
    """«АНЖЕРО-СУДЖЕНСК» → «Анжеро-Судженск»; what is not in capitals stays as it is."""
    if not is_capitals(text):
        return text
    return " ".join(_capitalised(word, index == 0) for index, word in enumerate(text.split()))


def _bare(text: str) -> str:
    """A heading without «г.», «муниципальное образование», quotation marks, what follows a comma."""
    text = _AFTER_NAME.sub("", plain(text)).lstrip('«" ')
    while length := settlement(text):
        text = text[length:].lstrip('«" ')
    return text.strip(' «»".:')


def _may_be_name(name: str) -> bool:
    words = name.split()
    if not words or len(words) > _NAME_WORDS or any(sign.isdigit() for sign in name):
        return False
    if not (is_capitals(name) or all(word[0].isupper() or word in _common() for word in words)):
        return False
    first = words[0].lower().replace("ё", "е")
    return first not in _not_names() and not any(word.lower() in _prepositions() for word in words)


def _spoken_of(name: str, blocks: Sequence[Block]) -> bool:
    """Whether the text speaks of the name in some case, inside a sentence: «АЛЕЙСК» … «города Алейска»."""
    own = [word for word in _as_name(name).split() if word.lower() not in _common()]
    word = max(own, key=len, default="").partition("-на-")[0]
    stem = re.escape(word[: max(_STEM, len(word) - 2)])
    inside = re.compile(rf"[\w,.]\s*(?<![.!?]\s){stem}")
    return len(word) >= _STEM and any(inside.search(block.text) for block in blocks)


def _name_in(block: Block, following: Sequence[Block]) -> str | None:
    name = _bare(block.text)
    if not _may_be_name(name) or announced(block.text) is not None:
        return None
    asked = is_capitals(block.text) and bool(following) and announced(following[0].text) is not None
    if asked or settlement(plain(block.text)) or _spoken_of(name, following):
        return _as_name(name)
    return None


def municipality(blocks: Sequence[Block]) -> str | None:
    """The municipality in the nominative, where a heading on top is its name; None where it is not.

    A heading is taken for a name if it says so («г. Саяногорск»), if the text speaks of it, or if a question
    such as «Что удалось сделать…» follows it.
    """
    on_top = _leading_headings(blocks)[:_TOP]
    names = (_name_in(block, blocks[index + 1 :]) for index, block in enumerate(on_top))
    return next((name for name in names if name), None)


def _nominative(phrase: str) -> str:
    for pattern, form in _NOMINATIVE:
        changed, count = pattern.subn(form, phrase, count=1)
        if count:
            return changed
    return phrase


def topic(blocks: Sequence[Block]) -> str | None:
    """What the report is about, from the headings on top without the municipality and the year."""
    for index, block in enumerate(_leading_headings(blocks)):
        heading = plain(block.text)
        if asked := _TOPIC.search(heading):
            return _nominative(asked.group(1).strip(" ?.«»"))
        if (
            _name_in(block, blocks[index + 1 :]) is None
            and not block.text.startswith("(")
            and not heading.isupper()
        ):
            return _TRAILING_YEAR.sub("", heading).strip(" :,.–—-") or None
    return None


def named_year(blocks: Sequence[Block]) -> int | None:
    """The year that the headings of the report name; a span of years («2014–2018») is none."""
    for block in blocks:
        if block.kind is BlockKind.HEADING and announced(block.text) in (SectionKind.REPORT, None):
            named = years(block.text)
            if len(set(named)) == 1 or (named and announced(block.text) is SectionKind.REPORT):
                return named[0]
    return None
