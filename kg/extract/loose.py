"""Names in quotation marks with no noun before them: what they are is told by their own words or by the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.annotate.lemmas import parses
from kg.extract.context import Context, Phrase
from kg.extract.grammar import is_adjective, is_noun
from kg.extract.lexicon import Bare, heads
from kg.extract.quotes import Quote
from kg.lexicon import load
from kg.model import EntityType

UNKNOWN = "loose"
"""Rule of a name whose class nothing tells: it is kept only where the same name has stood before."""
_HOLDS = {"project": EntityType.PROJECT, "event": EntityType.EVENT}
_LISTS = {"known": EntityType.EVENT, "parties": EntityType.PARTY}
"""Names that are known, with what they name."""
_LIKE_PROJECTS = {EntityType.EVENT, EntityType.INSTITUTION}
"""What the words of a project's name may say as well: «Школа оленевода», «Театр во дворе»."""
_FUNDED = (EntityType.PROJECT, "funded:Project")
_PRICED = (EntityType.PROJECT, "priced:Project")
_BEFORE_PRICE = 12
"""Tokens of a bracket in which a sum may stand."""
Columns = Mapping[int, str]
"""What stands in the column of a table whose cell begins at an offset."""


def _by_own_words(context: Context, quote: Quote) -> tuple[EntityType, str] | None:
    """«Положение о …», «круглый стол»: the first noun inside is a head noun itself."""
    noun = next((i for i in quote.inner if is_noun(context.tokens[i])), None)
    if noun is None or noun - quote.first > 3:
        return None
    lemmas = {context.tokens[i].lemma for i in quote.inner if i != noun}
    lemmas |= {f"^{context.tokens[i].lemma}" for i in range(quote.first + 1, noun)}
    for entry in heads().get(context.tokens[noun].lemma, ()):
        if entry.holds(lemmas | {"<mod>"}) and lemmas:
            if entry.type is None:
                return None
            return entry.type, f"quoted:{entry.lemma}/{entry.type}"
    return None


@cache
def _names(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(name.split()) for name in load("loose.yaml")[listed])


def _listed(context: Context, quote: Quote, listed: str) -> bool:
    """Whether a name stands in a list, in any case: «Бессмертный полк», «Ночь музеев» among what is held everywhere."""
    words = [context.tokens[i] for i in quote.inner if context.tokens[i].pos != "PUNCT"]
    forms = [{parse.normal_form.replace("ё", "е") for parse in parses(word.text)} for word in words]
    alike = (name for name in _names(listed) if len(name) == len(forms))
    return any(all(own in known for own, known in zip(name, forms, strict=True)) for name in alike)


def is_party(context: Context, quote: Quote) -> bool:
    """Whether a quoted name is that of a party, whatever stands before it («приёмная «Единой России»»)."""
    return _listed(context, quote, "parties")


def _like_medium(context: Context, quote: Quote) -> bool:
    """«Каменский рабочий», «Лесные вести», «Радио-Волна», «Волна ТВ»: the name is one that media bear."""
    if not len(quote.inner) or len(quote.inner) > _LONGEST_MEDIUM:
        return False
    first, last = context.tokens[quote.inner[0]], context.tokens[quote.inner[-1]]
    media = load("loose.yaml")["media"]
    told = len(quote.inner) > 1 and is_adjective(first) and last.lemma in media["after_adjective"]
    parts = {part for token in (first, last) for part in token.low.split("-")}
    return told or not parts.isdisjoint(media["parts"])


_LONGEST_MEDIUM = 3
"""Words of such a name."""


def _spoken(context: Context, quote: Quote) -> bool:
    """Direct speech («Когда откроют школу?»): somebody says «we», or says what is so; a call («Помоги детям») is a name."""
    return any(
        context.lemma(i) in load("loose.yaml")["speakers"]
        or (context.tokens[i].feats.get("VerbForm") == "Fin" and context.tokens[i].feats.get("Mood") != "Imp")
        or (context.tokens[i].pos == "ADJ" and context.tokens[i].feats.get("Variant") == "Short")
        for i in quote.inner
    )


def _owned(context: Context, quote: Quote) -> bool:
    """Whether a noun right before it says what it is the name of («у мемориала «Родина-мать»»)."""
    return quote.first > 0 and is_noun(context.tokens[quote.first - 1])


def _by_column(context: Context, quote: Quote, columns: Columns) -> tuple[EntityType, str] | None:
    """A cell below «Наименование проекта» that opens with the name."""
    column = columns.get(context.tokens[_cell_start(context, quote)].start, "")
    return (_HOLDS[column], f"column:{column}") if column in _HOLDS else None


_LONGEST_NOUN = 3
"""Words of a cell before its name («детская площадка «Теремок»»)."""


def _cell_start(context: Context, quote: Quote) -> int:
    """Where the name begins with the noun before it, if that stands right behind a bar («| сквер «Тихий» |»)."""
    first = quote.first
    while first > 0 and quote.first - first < _LONGEST_NOUN and context.text(first - 1) != "|":
        first -= 1
    words = context.tokens[first : quote.first]
    named = all(is_noun(token) or is_adjective(token) for token in words)
    return first if named and (first == 0 or context.text(first - 1) == "|") else quote.first


_SUM_NEAR = 14
"""Tokens after a name in which its sum stands."""


def _paid_for(context: Context, quote: Quote) -> bool:
    """«К. Седова, «Театр во дворе» – 350 000 руб.»: in a list of grants what bears a name and a sum is a project."""
    begun = quote.first == 0 or context.text(quote.first - 1) in load("loose.yaml")["before_projects"]
    after = {context.lemma(i) for i in range(quote.last, min(len(context.tokens), quote.last + _SUM_NEAR))}
    return begun and not _held(context) and not after.isdisjoint(load("loose.yaml")["sums"])


def _held(context: Context) -> bool:
    """Whether a sentence says that something took place («проведены «Масленица» и «Русь», потрачено 30 тыс. рублей»)."""
    return any(token.lemma in load("loose.yaml")["held"] for token in context.tokens)


def _kind(context: Context, quote: Quote, columns: Columns) -> tuple[EntityType, str]:
    unknown = (EntityType.PROJECT, UNKNOWN)
    below = _by_column(context, quote, columns)
    if below is not None:
        return below
    known = next((kind for listed, kind in _LISTS.items() if _listed(context, quote, listed)), None)
    known = known or (EntityType.MEDIA if _like_medium(context, quote) else None)
    if known is not None:
        return known, f"known:{known}"
    if _spoken(context, quote):
        return unknown
    own = _FUNDED if _paid_for(context, quote) else _by_own_words(context, quote)
    if own is not None and own[0] not in {EntityType.POST, EntityType.PERSON}:
        # «Театр во дворе» – 350 тыс. рублей»
        return _FUNDED if own[0] in _LIKE_PROJECTS and _funded(context) and not _held(context) else own
    if _owned(context, quote):
        return unknown
    return _by_sentence(context) or (_PRICED if _priced(context, quote) else unknown)


def _funded(context: Context) -> bool:
    """Whether a sentence tells a sum."""
    return any(token.low.startswith("руб") or token.text == "₽" for token in context.tokens)


def _priced(context: Context, quote: Quote) -> bool:
    """«клуб («Мастера», 300 тыс. рублей)», «Мастера» (клуб, 300 тыс. рублей)», «300 тыс. рублей на «Мастеров»»."""
    if not _funded(context):
        return False
    opened = quote.first if context.text(quote.first - 1) == "(" else quote.last + 1
    if context.text(opened - 1) != "(":
        return context.text(quote.first - 1) == "на"
    inside = context.tokens[opened : opened + _BEFORE_PRICE]
    closed = next((i for i, token in enumerate(inside) if token.text == ")"), len(inside))
    return any(token.low.startswith("руб") or token.text == "₽" for token in inside[:closed])


def _by_sentence(context: Context) -> tuple[EntityType, str] | None:
    lemmas = {token.lemma for index, token in enumerate(context.tokens) if index not in context.quoted}
    if not lemmas.isdisjoint(load("loose.yaml")["silent"]):
        return None
    won = not lemmas.isdisjoint(load("loose.yaml")["winners"])
    for cue in load("loose.yaml")["cues"]:
        if not lemmas.isdisjoint(cue["words"]) and not (won and cue["type"] == EntityType.EVENT):
            kind = EntityType.PROJECT if cue["type"] == EntityType.EVENT and _funded(context) else cue["type"]
            return EntityType(kind), f"loose:{kind}"
    return None


def loose_names(context: Context, taken: Sequence[Phrase], columns: Columns) -> Iterator[Phrase]:
    """The quoted names of a sentence that no other phrase covers."""
    for quote in sorted(context.quotes.values(), key=lambda q: q.first):
        if any(p.first <= quote.first < p.last for p in taken):
            continue
        kind, rule = _kind(context, quote, columns)
        first = _cell_start(context, quote) if rule.startswith("column") else quote.first
        head = max(first, quote.first - 1)
        yield Phrase(context.index, first, quote.last, head, kind, Bare.NEVER, (), quote, rule)
