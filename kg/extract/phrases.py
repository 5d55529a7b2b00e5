"""Names by their head nouns: every noun of the lexicon of heads, grown to the name it heads.

The growth is by word order, case and agreement rather than by the dependency tree alone: on the long sentences of
officialese the tagger is right far more often than the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from kg.annotate.lemmas import parses
from kg.extract.context import Context, Phrase
from kg.extract.grammar import (
    abbreviated,
    is_abbreviation,
    is_adjective,
    is_capitalised,
    is_initial,
    is_noun,
    is_place_adjective,
    is_roman,
)
from kg.extract.growth import grow_left, grow_right
from kg.extract.lexicon import Bare, HeadEntry, heads, words
from kg.extract.nouns import is_person, is_territory, names_territory, noun_group
from kg.extract.quotes import Quote, is_mark
from kg.extract.unnamed import is_process, names_nothing
from kg.model import ACTORS, EntityType, Token
from kg.structs import lazy, struct

_NEAR = 6
"""Words after a name that may still say where it is."""


def _lemmas(context: Context, span: tuple[int, int, int], asked: frozenset[str]) -> set[str]:
    """The words of a name (first token, head, end) and those marks of its form that are asked for."""
    first, head, last = span
    tokens = context.tokens
    lemmas = {tokens[i].lemma for i in range(first, last) if i != head}
    lemmas |= {tokens[i].low for i in range(head + 1, last) if is_abbreviation(tokens[i])}
    if "^" in asked and first < head:
        bare, quoted = last == head + 1, _with_quote(context, *span)
        ends = [end for end, holds in (("", True), ("^", bare), ("«»", quoted)) if holds]
        lemmas |= {f"^{tokens[i].lemma}{end}" for i in range(first, head) for end in ends}
    if head + 1 < last and "+" in asked:
        lemmas.add(f"+{tokens[head + 1].lemma}")
    if head + 1 < last and first == head and "<plain>" in asked:
        lemmas.add(f"<plain>+{tokens[head + 1].lemma}")
    lemmas |= {mark for mark in asked if mark in _MARKS and _MARKS[mark](context, *span)}
    return lemmas | {part for lemma in lemmas if "-" in lemma for part in lemma.split("-")}


@cache
def _asked(lemma: str) -> frozenset[str]:
    """The marks that the lexicon asks for of names with a head."""
    told = (_MARK.match(word) for entry in heads()[lemma] for word in entry.within)
    return frozenset(mark[0] for mark in told if mark is not None)


def _plain_territory(context: Context, first: int, head: int, last: int) -> bool:
    return first == head and head + 1 < last and _of_territory(context, head + 1)


def _opening(context: Context, head: int, last: int) -> int | None:
    """Where the quoted name in a name begins."""
    return next((i for i in range(head, last) if i in context.quotes), None)


def _with_quote(context: Context, _: int, head: int, last: int) -> bool:
    opening = _opening(context, head, last)
    return opening is not None and not any(context.lemma(i) in heads() for i in range(head + 1, opening))


def _alone(_: Context, first: int, _head: int, last: int) -> bool:
    return last - first == 1


def _capital(context: Context, _: int, head: int, _last: int) -> bool:
    return head > 0 and context.tokens[head].text[:1].isupper()


def _with_body(context: Context, _: int, head: int, last: int) -> bool:
    return any(
        entry.type in ACTORS for i in range(head + 1, last) for entry in heads().get(context.lemma(i), ())
    )


def _named(context: Context, _: int, head: int, _last: int) -> bool:
    return head + 1 in context.quotes


def _modified(_: Context, first: int, head: int, last: int) -> bool:
    return first < head and last == head + 1


def _before_person(context: Context, _: int, _head: int, last: int) -> bool:
    # «фельдшер Н. Седова»
    named = last < len(context.tokens) and (
        is_person(context.tokens[last]) or is_initial(context.tokens[last])
    )
    return named and last not in context.quoted


def _capital_modifier(context: Context, first: int, _: int, _last: int) -> bool:
    # «Пушкинские чтения»
    return first > 0 and is_capitalised(context.tokens[first]) and is_adjective(context.tokens[first])


def _of_place(context: Context, first: int, _: int, _last: int) -> bool:
    # «Сретенский приход», at the beginning of its sentence too
    return is_place_adjective(context.tokens[first])


def _within(context: Context, first: int, _: int, last: int) -> bool:
    # «в сообществе «Наш двор» рассказали»
    named = any(first < opening < last for opening in context.quotes)
    head = next((i for i in range(first, last) if context.tokens[i].pos == "NOUN"), first)
    before = first - 2 if first > 1 and is_adjective(context.tokens[first - 1]) else first - 1
    return named and context.text(before) == "в" and context.tokens[head].case == "Loc"


def _approved(context: Context, _: int, _head: int, last: int) -> bool:
    # «порядок, утверждённый постановлением»
    return context.lemma(last + (context.text(last) == ",")) in words("approving")


def _aired(context: Context, first: int, _: int, last: int) -> bool:
    # «на радио «Волна» выходит программа «Диалог»»
    near = {context.lemma(i) for i in range(max(0, first - _AIR), min(len(context.tokens), last + _AIR))}
    return any(first < opening < last for opening in context.quotes) and not near.isdisjoint(words("air"))


_AIR = 5
"""Words beside a name in which a medium may stand that broadcasts it."""


def _union(context: Context, first: int, _: int, last: int) -> bool:
    # «Совет ТОС», not «Совет ТОС «Заря»» and not «советы ТОС»
    head = next((i for i in range(first, last) if context.tokens[i].pos == "NOUN"), first)
    single = context.tokens[head].number == "Sing" and context.text(head + 1) == "тос"
    return single and head + 2 not in context.quotes and not context.text(head + 2).isdigit()


def _numbered_part(context: Context, first: int, _: int, last: int) -> bool:
    # «основное мероприятие 2.1 «Поддержка НКО»»
    opening = next((i for i in range(first + 1, last) if i in context.quotes), first)
    return opening > first + 1 and context.text(opening - 1)[:1].isdigit()


def _in_network(context: Context, first: int, head: int, last: int) -> bool:
    # «группа «Наш двор» в социальной сети «ВКонтакте»»
    if _opening(context, head, last) is None:
        return False
    said = context.text(last) in {"в", "во", "("} or last in context.quotes
    near = {context.lemma(i) for i in range(last, last + _NEAR)} if said else set()
    # «в соцсети сообщество «…»»
    near |= {context.lemma(i) for i in range(max(0, first - _NEAR), first)}
    return not near.isdisjoint(words("networks"))


def _of_territory(context: Context, position: int) -> bool:
    """Whether a group that begins here is one territory («муниципального района», «города»)."""
    noun = noun_group(context, position, "Gen")
    return noun >= 0 and is_territory(context, noun) and context.tokens[noun].number != "Plur"


_MARK = re.compile(r"[\^+]|<[^>]*>|«»")
"""How a word of the lexicon of heads begins that is no plain lemma."""
_MARKS: dict[str, Callable[[Context, int, int, int], bool]] = {
    "<of-territory>": _plain_territory,
    "«»": _with_quote,
    "<alone>": _alone,
    "<Capital>": _capital,
    "<body>": _with_body,
    "<named>": _named,
    "<social>": _in_network,
    "<mod>": _modified,
    "<person>": _before_person,
    "<proper>": _capital_modifier,
    "<ский>": _of_place,
    "<within>": _within,
    "<approved>": _approved,
    "<union>": _union,
    "<aired>": _aired,
    "<numbered>": _numbered_part,
}
"""Marks of the form of a name, by its first token, its head and its end."""


@lru_cache(maxsize=8_192)
def _as_noun(word: str) -> str:
    """«заведующей» → «заведующий»: participles that name a post have the verb for their lemma."""
    participle = next((parse for parse in parses(word) if parse.tag.POS == "PRTF"), None)
    form = participle.inflect({"nomn", "sing", "masc"}) if participle is not None else None
    return form.word.replace("ё", "е") if form is not None else ""


def _entries(token: Token) -> tuple[HeadEntry, ...]:
    return heads().get(token.lemma) or _entries_of_form(token.text, token.lemma)


@lru_cache(maxsize=8_192)
def _entries_of_form(text: str, lemma: str) -> tuple[HeadEntry, ...]:
    low = text.lower()
    if low in heads() and (abbreviated(text) or low.startswith("мин")):
        return heads()[low]  # «Минобразования» has no other forms
    acting = _as_noun(text)
    if acting in heads():
        return heads()[acting]
    if (guessed := _guessed(text, lemma)) in heads():
        return heads()[guessed]
    first, dash, last = lemma.partition("-")  # «волонтёры-медики», «клуб-музей»
    return (*heads().get(first, ()), *heads().get(last, ())) if dash else _combined(lemma)


def _guessed(text: str, lemma: str) -> str:
    """«квизы» → «квиз», «первичек» → «первичка»: of words that no dictionary knows the tagger makes feminines."""
    if lemma.endswith("чека") and text.lower().endswith("чек"):
        return lemma[:-3] + "ка"
    feminine = lemma.endswith("а") and text.lower().replace("ё", "е").startswith(lemma[:-1])
    return lemma[:-1] if feminine and not parses(text)[0].is_known else ""


def _combined(lemma: str) -> tuple[HeadEntry, ...]:
    """«экомарафон», «эковолонтёр»: with a first part an event is an event as without it, volunteers are volunteers."""
    first = next((part for part in words("combining") if lemma.startswith(part)), "")
    entries = heads().get(lemma.removeprefix(first), ()) if first else ()
    people = lemma.removeprefix(first) in words("crowds")
    return entries if people or any(entry.type is EntityType.EVENT for entry in entries) else ()


def _one_of_crowd(context: Context, head: int) -> bool:
    counted = head > 0 and context.tokens[head - 1].pos == "NUM"
    return context.lemma(head) in words("crowds") and context.tokens[head].number == "Sing" and not counted


def _told(context: Context, modifiers: tuple[int, ...], goes_on: bool) -> tuple[int, ...]:
    """The adjectives without the «ежегодный» that only says how often, where the name has other words."""
    regular = bool(modifiers) and context.lemma(modifiers[0]) in words("regular")
    return modifiers[1:] if regular and (goes_on or len(modifiers) > 1) else modifiers


def _begin(context: Context, modifiers: tuple[int, ...], head: int) -> int:
    """Index of the first token of a name, the mark before «"серебряные" волонтёры» with it."""
    if not modifiers:
        return head
    first = modifiers[0]
    return first - 1 if is_mark(context.text(first + 1)) and is_mark(context.text(first - 1)) else first


@struct(frozen=True)
class _Grown:
    """The name of a class that a noun heads, and the marks that the lexicon asks of it."""

    context: Context
    head: int
    kind: EntityType
    asked: frozenset[str]

    @lazy
    def found(self) -> tuple[int, int, tuple[int, ...], Quote | None]:
        """Its first token and end, its adjectives, its quoted name."""
        context, head = self.context, self.head
        modifiers = grow_left(context, head, self.kind)
        last, quote = grow_right(context, head, self.kind)
        modifiers = _told(context, modifiers, last > head + 1)
        return _begin(context, modifiers, head), last, modifiers, quote

    @lazy
    def lemmas(self) -> set[str]:
        """Its words, and the signs of its form, as the lexicon asks for them."""
        first, last, _, _ = self.found
        return _lemmas(self.context, (first, self.head, last), self.asked)


def phrase_at(context: Context, head: int) -> Phrase | None:
    """The name headed by the noun at an index, None where the lexicon knows no such name."""
    entries = _entries(context.tokens[head])
    if not entries or _one_of_crowd(context, head) or names_nothing(context, head):
        return None
    pointing: Phrase | None = None
    grown: dict[EntityType, _Grown] = {}
    for entry in entries:
        kind = entry.type or EntityType.NGO
        if kind not in grown:
            grown[kind] = _Grown(context, head, kind, _asked(entry.lemma))
        first, last, modifiers, quote = grown[kind].found
        if not entry.within or entry.holds(grown[kind].lemmas):
            return _by_quoted_head(context, _phrase(context, entry, (first, head, last), modifiers, quote))
        if last - first == 1 and is_process(context, head):
            return None
        if last - first == 1 and entry.type is not None and entry.bare is Bare.ANAPHOR:
            pointing = pointing or Phrase(
                context.index, head, last, head, entry.type, Bare.ANAPHOR, (), None, "anaphor"
            )
    return pointing


def _by_quoted_head(context: Context, phrase: Phrase | None) -> Phrase | None:
    """«МАУ «Радио «Агрыз»»» is a medium: after a legal form the quoted noun says what the thing is."""
    if phrase is None or phrase.quote is None or not is_abbreviation(context.tokens[phrase.head]):
        return phrase
    nouns = {context.lemma(i) for i in phrase.quote.inner[:3]}
    return replace(phrase, type=EntityType.MEDIA) if nouns & words("quoted_media") else phrase


def _phrase(
    context: Context,
    entry: HeadEntry,
    span: tuple[int, int, int],
    modifiers: tuple[int, ...],
    quote: Quote | None,
) -> Phrase | None:
    if entry.type is None:
        return None
    first, head, last = span
    rule = f"head:{entry.lemma}/{entry.type}"
    return Phrase(context.index, first, last, head, entry.type, entry.bare, modifiers, quote, rule)


def _unknown_form(context: Context, index: int) -> Phrase | None:
    """«СООПР «Вектор»»: an abbreviation that no lexicon knows, with a quoted name, is an organisation or a house."""
    quote = context.quotes.get(index + 1)
    token = context.tokens[index]
    if quote is None or not is_abbreviation(token) or is_roman(token) or _entries(token) or context.shouted:
        return None
    goes_on = token.text in words("legal_tails") and index > 0 and _names_before(context.tokens[index - 1])
    territory = token.lemma in words("territory_quotes") and names_territory(context, quote)
    if goes_on or territory or not re.fullmatch("[А-ЯЁ]{2,6}", token.text):
        return None
    house = bool(set(token.text) & set("ЦШ")) or token.text[-2:] in words("house_endings")
    kind = EntityType.INSTITUTION if house else EntityType.NGO
    return Phrase(context.index, index, quote.last, index, kind, Bare.NEVER, (), quote, "form:unknown")


def _names_before(token: Token) -> bool:
    # «МБУ ДО «Радуга»», «учреждение ДО «Радуга»»
    return is_abbreviation(token) or bool(_entries(token))


def find_phrases(context: Context) -> Iterator[Phrase]:
    """All names with a head noun of the lexicon in a sentence, nested ones included, in order of their heads."""
    named = context.quoted | context.settlements
    for index, token in enumerate(context.tokens):
        if index not in named and (is_noun(token) or is_abbreviation(token)):
            phrase = phrase_at(context, index) or _unknown_form(context, index)
            if phrase is not None:
                yield phrase
