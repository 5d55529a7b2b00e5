"""Words of a sentence that name social groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.extract.relations.cases import QUOTES
from kg.extract.relations.lexicon import data
from kg.extract.relations.prepositions import word
from kg.model import SocialGroup, Token
from kg.structs import struct

_GENERIC = frozenset({"гражданин", "житель", "население", "человек", "горожанин"})
_Runs = tuple[tuple[tuple[str, ...], SocialGroup, bool], ...]
_ENDINGS = ("ые", "ие", "ых", "их", "ым", "им", "ыми", "ими")
_GAP = 2
_BOYS = frozenset({"юноша", "парень", "мальчик", "ребята"})
_YOUNG = frozenset({"молодой", "юный"})


@struct(frozen=True, slots=True)
class GroupWord:
    """A stretch of a sentence that names a social group.

    Attributes:
        first: Index of its first token.
        last: Index after its last token.
        group: Which group.
        adjective: It only says of what kind a thing is.
        state: It names what people are in or have («трудная жизненная ситуация»).
    """

    first: int
    last: int
    group: SocialGroup
    adjective: bool = False
    state: bool = False


@lru_cache(maxsize=1)
def _words() -> Mapping[str, _Runs]:
    found: dict[str, list[tuple[tuple[str, ...], SocialGroup, bool]]] = {}
    for name, row in data("groups.yaml").items():
        for text, state in ((t, key == "states") for key in ("words", "states") for t in row.get(key, ())):
            run = tuple(str(text).replace("ё", "е").split())
            found.setdefault(run[0], []).append((run, SocialGroup(name), state))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0], r[1]))) for key, rows in found.items()}


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, SocialGroup]:
    rows = data("groups.yaml").items()
    return {text: SocialGroup(name) for name, row in rows for text in row.get("adjectives", ())}


def _run_end(tokens: Sequence[Token], start: int, run: tuple[str, ...]) -> int:
    """Index after a run of words that begins at ``start``, with adjectives between them; 0 where it does not."""
    index = start
    for position, expected in enumerate(run):
        limit = index + (_GAP if position else 0)
        while index < limit and _passed(tokens, index, expected):
            index += 1
        if index >= len(tokens) or not _is(tokens[index], expected):
            return 0
        index += 1
    return index


def _is(token: Token, expected: str) -> bool:
    return expected in _forms(token)


def _forms(token: Token) -> tuple[str, ...]:
    """What a word may be listed as: its lemma, itself, and of a participle the form of an adjective («пострадавший»)."""
    plain = (token.lemma, word(token))
    return (*plain, _adjectival(token.low)) if _participial(token) else plain


def _participial(token: Token) -> bool:
    """A participle, also where the tagger takes it for the noun that it stands for («помог пострадавшим»)."""
    return token.feats.get("VerbForm") == "Part" or (
        token.pos == "NOUN" and token.lemma.endswith(("ть", "ться"))
    )


@lru_cache(maxsize=5000)
def _adjectival(text: str) -> str:
    for parse in parses(text):
        named = parse.inflect({"nomn", "masc", "sing"}) if parse.tag.POS == "PRTF" else None
        if named is not None:
            return str(named.word).replace("ё", "е")
    return text


def _passed(tokens: Sequence[Token], index: int, expected: str) -> bool:
    if index >= len(tokens) or _is(tokens[index], expected):
        return False
    return tokens[index].pos in {"ADJ", "DET"} or tokens[index].text in QUOTES


def _hits(tokens: Sequence[Token], index: int, stop: int) -> list[tuple[int, SocialGroup, bool]]:
    if tokens[index].lemma == "девушка" and _with_boys(tokens, index):
        return [(index + 1, SocialGroup.YOUTH, False)]
    keys = dict.fromkeys(_forms(tokens[index]))
    rows = [row for key in keys for row in _words().get(key, ())]
    if not rows and "-" in tokens[index].word:
        return [(index + 1, group, False) for group in _of_parts(tokens[index].word)]
    ends = ((_run_end(tokens, index, run), group, state) for run, group, state in rows)
    found = [
        (last, g, state) for last, g, state in ends if last and last <= stop and not _describes(tokens, last)
    ]
    if not found and tokens[index].lemma in _YOUNG and _people(tokens, index + 1) and index + 2 <= stop:
        return [(index + 2, SocialGroup.YOUTH, False)]
    return found


def _with_boys(tokens: Sequence[Token], index: int) -> bool:
    """«юноши и девушки»: young people, not women."""
    return index > 1 and tokens[index - 1].low == "и" and tokens[index - 2].lemma in _BOYS


def _people(tokens: Sequence[Token], index: int) -> bool:
    """«молодые журналисты»: whether people stand at an index."""
    if index >= len(tokens) or tokens[index].pos != "NOUN" or tokens[index].number != "Plur":
        return False
    return tokens[index].feats.get("Animacy") == "Anim" and not may_begin(tokens[index])


@lru_cache(maxsize=1000)
def _of_parts(text: str) -> tuple[SocialGroup, ...]:
    """The groups that the parts of a word with a hyphen name («дети-аутисты», «пенсионеры-инвалиды»)."""
    lemmas = [p.normal_form.replace("ё", "е") for part in text.split("-") if part for p in parses(part)[:1]]
    rows = [row for lemma in lemmas for row in _words().get(lemma, ())]
    return tuple(sorted({group for run, group, state in rows if len(run) == 1 and not state}))


@lru_cache(maxsize=1)
def _lemmas() -> frozenset[str]:
    """The lemmas with which the name of a social group may begin."""
    return _YOUNG.union(_words(), _adjectives())


def begun(tokens: Sequence[Token]) -> list[int]:
    """The tokens with which the name of a social group may begin."""
    lemmas, known = _lemmas(), _words()
    return [
        i
        for i, token in enumerate(tokens)
        if token.lemma in lemmas
        or token.word in known
        or ((token.pos == "VERB" or "-" in token.word) and may_begin(token))
    ]


def may_begin(token: Token) -> bool:
    """Whether the name of a social group may begin with a token."""
    known = _words()
    if token.lemma in _lemmas() or token.word in known:
        return True
    if _participial(token):
        return _adjectival(token.low) in known
    return token.pos == "NOUN" and "-" in token.word and bool(_of_parts(token.word))


def _qualifies(tokens: Sequence[Token], people: int) -> bool:
    """«малоимущие граждане»: a word of the case of the people behind it, whatever the tagger calls it."""
    left, right = tokens[people - 1], tokens[people]
    return left.pos == "ADJ" or (left.case == right.case and left.low.endswith(_ENDINGS))


def _told_behind(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«граждане, нуждающиеся в помощи»: people at large of whom a participle behind the comma says who is meant."""
    if tokens[first].lemma not in _GENERIC or last + 1 >= len(tokens) or tokens[last].text != ",":
        return False
    return _participial(tokens[last + 1]) and _adjectival(tokens[last + 1].low) in _words()


def _describes(tokens: Sequence[Token], last: int) -> bool:
    """«рабочая группа», «рабочая встреча»: an adjective of a thing names no people."""
    if last >= len(tokens) or tokens[last - 1].pos != "ADJ" or tokens[last].pos != "NOUN":
        return False
    thing = tokens[last].feats.get("Animacy") == "Inan" and tokens[last].case == tokens[last - 1].case
    return thing and not may_begin(tokens[last])


def groups_in(
    tokens: Sequence[Token], start: int, stop: int, limit: int | None = None
) -> Iterator[GroupWord]:
    """The social groups that a stretch of a sentence names, longer readings first.

    Args:
        tokens: The sentence's words.
        start: Where the stretch begins.
        stop: Where it ends: no group begins there or later.
        limit: Where a group that begins in it has to end at the latest; the end of the stretch, where nothing is said.
    """
    index = start
    while index < stop:
        if not may_begin(tokens[index]):
            index += 1
            continue
        hits = _hits(tokens, index, stop if limit is None else limit)
        longest = max((last for last, _, _ in hits), default=index + 1)
        named = sorted({(g, s) for last, g, s in hits if last == longest})
        for group, state in () if _told_behind(tokens, index, longest) else named:
            yield GroupWord(index, longest, group, state=state)
        if not hits and tokens[index].lemma in _adjectives():
            yield GroupWord(index, index + 1, _adjectives()[tokens[index].lemma], True)
        if longest - index > 1 and tokens[longest - 1].lemma not in _GENERIC:
            longest -= 1  # «неблагополучные семьи» are families too
        elif hits and longest < stop and tokens[longest].lemma in _GENERIC and _qualifies(tokens, longest):
            longest += 1  # «малоимущие граждане» are no residents at large
        index = longest
