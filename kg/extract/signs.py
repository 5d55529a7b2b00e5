"""Ways a name goes on by signs: quotation marks, brackets, abbreviations, numbers, years, «им. …»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.extract.context import Context, Tail
from kg.extract.grammar import DASHES, is_abbreviation, is_capitalised, is_initial, is_preposition
from kg.extract.lexicon import heads, words
from kg.extract.nouns import BLOCKING, all_chained, is_person, is_territory, names_territory, noun_group
from kg.lexicon import load
from kg.model import ACTORS, EntityType

_OWNED = {EntityType.PROJECT, EntityType.PROGRAM, EntityType.EVENT}
"""Classes whose owner stands between the noun and the name."""
_OF_PLACES = {EntityType.POST, EntityType.REPRESENTATIVE_BODY}
_LONGEST_BRIDGE = 8
"""Words between an event and its name in quotation marks."""
_LONGEST_DEDICATION = 14
_WITH_YEARS = {EntityType.PROGRAM, EntityType.PROJECT, EntityType.DOCUMENT}


def quote(tail: Tail) -> int:
    """The name in quotation marks: once, unless it names a territory («округа «Город Темноречье»»)."""
    quote = tail.context.quotes.get(tail.position)
    if quote is None or (tail.quote is not None and not _owners(tail)):
        return 0
    before = tail.context.lemma(tail.position - 1)
    named = before in words("territory_quotes") and names_territory(tail.context, quote)
    if named and tail.position - 1 != tail.head:
        return quote.last - quote.first
    if (
        tail.kind in _OF_PLACES
        and tail.position - 1 > tail.head
        and _is_place(tail.context, tail.position - 1)
        and not _within_body(tail)
    ):
        return 0  # «медаль главы района «За заслуги»»
    tail.quote = quote
    return quote.last - quote.first


def _within_body(tail: Tail) -> bool:
    # «начальник МО МВД России «Каменский»»: the name is that of the body
    between = tail.tokens[tail.head + 1 : tail.position - 1]
    return tail.kind is EntityType.POST and any(is_abbreviation(token) for token in between)


def _owners(tail: Tail) -> bool:
    """«проект партии «Единая Россия» «Наш двор»»: the first name in quotation marks is that of the owner."""
    first = tail.quote
    if (
        first is None
        or first.last != tail.position
        or tail.kind not in _OWNED
        or first.first - 1 == tail.head
    ):
        return False
    tail_word = tail.tokens[first.first - 1]
    owner = heads().get(tail_word.lemma) or heads().get(tail_word.low) or ()
    return any(entry.type in ACTORS for entry in owner)


def _is_place(context: Context, index: int) -> bool:
    return context.tokens[index].ner.endswith("LOC") or is_territory(context, index)


def bracketed_abbreviation(tail: Tail) -> int:
    """An abbreviation in brackets before the quoted name: «дружина (ДНД) «Дозор»»."""
    inside = tail.token(1)
    if tail.context.text(tail.position) != "(" or inside is None or not is_abbreviation(inside):
        return 0
    closes = tail.context.text(tail.position + 2) == ")" and tail.position + 3 in tail.context.quotes
    return 3 if closes and tail.quote is None else 0


def bracketed_word(tail: Tail) -> int:
    """«ветеранов (пенсионеров) войны, труда»: a synonym in brackets inside a name."""
    inside = tail.token(1)
    if (
        tail.quote is not None
        or tail.context.text(tail.position) != "("
        or inside is None
        or inside.case != "Gen"
    ):
        return 0
    if tail.context.text(tail.position + 2) != ")":
        return 0
    comma = tail.context.text(tail.position + 3) == ","  # «ветеранов (пенсионеров), войны, труда»
    onward = noun_group(tail.context, tail.position + 3 + comma, "Gen")
    war = not comma or tail.context.lemma(onward) == "война"
    return 3 + comma if onward >= 0 and war else 0


def bracketed_quote(tail: Tail) -> int:
    """«план мероприятий («дорожная карта») по развитию конкуренции»: what a plan is called besides."""
    quote = tail.context.quotes.get(tail.position + 1)
    if tail.kind is not EntityType.PROGRAM or tail.context.text(tail.position) != "(" or quote is None:
        return 0
    called = any(tail.context.lemma(i) == "карта" for i in quote.inner)
    return 2 + quote.last - quote.first if called and tail.context.text(quote.last) == ")" else 0


def compound(context: Context, index: int) -> int:
    """How many words an abbreviation of several words has («КДН и ЗП») that begins at an index; 0 for none."""
    if not 0 <= index < len(context.tokens):
        return 0
    for spelled in _compounds().get(context.tokens[index].text, ()):
        if tuple(token.text for token in context.tokens[index : index + len(spelled)]) == spelled:
            return len(spelled)
    return 0


@lru_cache(maxsize=1)
def _compounds() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The abbreviations of several words, by their first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for spelled in load("coreference.yaml")["compound_abbreviations"]:
        found[spelled[0]] = (*found.get(spelled[0], ()), tuple(spelled))
    return found


def abbreviation(tail: Tail) -> int:
    """Abbreviations: «МБУ ДО», «ассоциация ТОС», «отдел МВД»."""
    token = tail.token()
    if token is None or tail.quote is not None or tail.position in tail.context.quoted:
        return 0
    if (taken := compound(tail.context, tail.position - 1)) > 1:
        return taken - 1
    if not is_abbreviation(token) or (tail.context.shouted and is_preposition(token)):
        return 0
    if begins_name(tail):
        return 0
    if token.text in words("legal_tails") or tail.position + 1 in tail.context.quotes:
        return 1
    entry = heads().get(token.lemma) or heads().get(token.low)
    return 0 if entry and entry[0].type in BLOCKING and tail.kind is EntityType.INSTITUTION else 1


def begins_name(tail: Tail) -> bool:
    """«при поддержке Фонда грантов АНО «Культурный код»»: a legal form before a quoted name begins the next name."""
    token = tail.tokens[tail.position]
    begun = tail.position - 1 > tail.head
    branch = tail.context.lemma(tail.head) in words("branch_heads") or tail.kind is EntityType.POST
    form = token.text in words("legal_forms") and tail.position + 1 in tail.context.quotes
    return form and begun and not branch and not is_abbreviation(tail.tokens[tail.position - 1])


def dedication(tail: Tail) -> int:
    """«им. Героя Советского Союза К. Павлюкова»: to the end of the name."""
    if tail.context.text(tail.position) not in words("dedications"):
        return 0
    index = tail.position + 1
    if tail.context.text(index) == ".":
        index += 1
    start, stop, person = index, index, False
    while (
        index < len(tail.tokens) and index - start < _LONGEST_DEDICATION and index not in tail.context.quoted
    ):
        token = tail.tokens[index]
        if is_person(token) or is_initial(token) or (person and _within_person(tail, index)):
            person, stop = True, index + 1
        elif person or not (is_capitalised(token) or token.case == "Gen"):
            break
        elif is_capitalised(token):
            stop = index + 1
        index += 1
    if stop == start or (tail.context.text(tail.position) == "памяти" and not person):
        return 0  # «Книга памяти Каменского района»
    return stop - tail.position


def _within_person(tail: Tail, index: int) -> bool:
    token = tail.tokens[index]
    before = tail.tokens[index - 1]
    surname = before.text == "." and is_capitalised(token)
    return token.text == "-" or surname or (token.text == "." and is_initial(before))


def holder(tail: Tail) -> int:
    """«ИП Г. С. Седов», «крестьянское хозяйство Д. С. Седова»: the person whose it is."""
    at_head = tail.position == tail.head + 1 and tail.tokens[tail.head].number != "Plur"
    if not at_head or tail.context.lemma(tail.head) not in words("personal"):
        return 0
    index = tail.position
    while index < len(tail.tokens) and (is_person(tail.tokens[index]) or is_initial(tail.tokens[index])):
        index += 1
        if tail.context.text(index) == "." and is_initial(tail.tokens[index - 1]):
            index += 1
    return index - tail.position


def number(tail: Tail) -> int:
    """«№ 3»."""
    following = tail.token(1)
    if (
        tail.context.text(tail.position) in {"№", "n"}
        and following is not None
        and following.text[:1].isdigit()
        and not _unnumbered(tail)
    ):
        return 2
    return 0


def part(tail: Tail) -> int:
    """«основное мероприятие 2.1 «Школа актива»»: the number of a named part of a programme."""
    token = tail.token()
    numbered = tail.position == tail.head + 1 and tail.context.lemma(tail.head) in words("numbered")
    if token is None or not numbered or not _PART.fullmatch(token.text):
        return 0
    return int(tail.position + 1 in tail.context.quotes)


_PART = re.compile(r"\d\d?(?:\.\d\d?)*\.?")


def _unnumbered(tail: Tail) -> bool:
    """«постановление мэрии № 118»: the number is the document's, the one authority of a place and a post have none."""
    whole = tail.context.lemma(tail.head) in words("unnumbered")
    post = tail.kind is EntityType.POST and tail.position - 1 == tail.head
    return whole or post or tail.kind is EntityType.REPRESENTATIVE_BODY


def years(tail: Tail) -> int:
    """«на 2015-2019 годы»; the date and number of a document."""
    if tail.kind not in _WITH_YEARS or tail.context.text(tail.position) not in {"на", "до", "за", "от"}:
        return 0
    if tail.context.text(tail.position) == "от" and tail.kind is EntityType.DOCUMENT:
        return _dated(tail)
    index = tail.position + 1
    while index < len(tail.tokens) and (
        tail.tokens[index].text[:1].isdigit() or tail.tokens[index].text in DASHES
    ):
        index += 1
    if index == tail.position + 1 or tail.context.lemma(index) not in words("year_words"):
        return 0
    if tail.context.text(index) in {"г", "гг"} and tail.context.text(index + 1) == ".":
        index += 1
    return index + 1 - tail.position


def _dated(tail: Tail) -> int:
    index = tail.position + 1
    while index < len(tail.tokens) and tail.tokens[index].text[:1].isdigit():
        index += 1
        while tail.context.lemma(index) in words("months") or tail.context.text(index) in {"г", "года", "."}:
            index += 1
    if index == tail.position + 1:
        return 0
    if tail.context.text(index) == "№" and index + 1 < len(tail.tokens):
        index += 2
        while tail.context.text(index) in DASHES and index + 1 < len(tail.tokens):
            index += 2
    return index - tail.position


def sign(tail: Tail) -> int:
    """Names that are neither quoted nor declined: «штаб #МЫВМЕСТЕ», «платформа DOBRO.RU»."""
    token = tail.token()
    if token is None or tail.quote is not None:
        return 0
    following = tail.token(1)
    if network := _quoted_network(tail):
        return network
    if token.text == "#" and following is not None:
        return 2
    if following is not None and following.text == "." and (domain := tail.token(2)) is not None:
        glued = token.stop == following.start and following.stop == domain.start
        if glued and domain.low in {"рф", "рус", "ru", "org", "com"}:
            return 3
    if token.text.startswith("#"):
        return 1
    return int(tail.kind is EntityType.MEDIA and bool(re.match(r"[A-Za-z]", token.text)))


def _quoted_network(tail: Tail) -> int:
    # «страница в «ВКонтакте»»
    quote = tail.context.quotes.get(tail.position + 1)
    if tail.kind is not EntityType.MEDIA or tail.context.text(tail.position) != "в" or quote is None:
        return 0
    named = any(tail.context.lemma(i) in words("networks") for i in quote.inner)
    return 1 + quote.last - quote.first if named else 0


def participle(tail: Tail) -> int:
    """«, посвящённые Году кино», «, находящихся в трудной жизненной ситуации»: up to the next sign."""
    if tail.quote is not None:
        return 0
    comma = tail.context.text(tail.position) == ","
    index = tail.position + comma
    allowed = load("phrases.yaml")["tail_participles"].get(tail.kind.value, ())
    if tail.context.lemma(index) not in allowed or not (tail.tokens[index].case or comma):
        return 0  # «программа направлена на поддержку» is a clause
    stop = index + 1
    while stop < len(tail.tokens) and not _ends_clause(tail, stop):
        if tail.tokens[stop].feats.get("VerbForm") in {"Fin", "Inf"} or stop - index > 10:
            return 0
        stop += 1
    return stop - tail.position


def _ends_clause(tail: Tail, index: int) -> bool:
    initial = tail.context.text(index) == "." and is_initial(tail.tokens[index - 1])
    return tail.tokens[index].text in {",", ";", ".", ":", ")", "("} and not initial


def titled(tail: Tail) -> int:
    """«проект под названием «Родник»»."""
    texts = [tail.context.text(tail.position + ahead) for ahead in range(2)]
    named = tuple(texts) in _TITLING and tail.position + 2 in tail.context.quotes
    return 2 if named and tail.quote is None else 0


_TITLING = {("под", "названием"), ("с", "названием"), ("под", "именем")}


def bridge(tail: Tail) -> int:
    """«фестиваль детских хоров «Родник»»: all that stands between an event and its quoted name."""
    if tail.kind is not EntityType.EVENT or tail.quote is not None:
        return 0
    index = tail.position
    while index < len(tail.tokens) and index not in tail.context.quotes:
        if index - tail.position >= _LONGEST_BRIDGE or not _bridging(tail.context, index):
            return 0
        index += 1
    return index - tail.position if index < len(tail.tokens) and tail.context.quotes[index].closed else 0


def _bridging(context: Context, index: int) -> bool:
    token = context.tokens[index]
    if token.pos in {"NOUN", "PROPN", "ADJ"}:
        people = token.lemma in words("people_heads")
        return people or (token.lemma not in heads() and not is_abbreviation(token))
    governed = load("phrases.yaml")["bridges"].get(context.text(index))
    if not governed:
        return False
    noun = noun_group(context, index + 1, governed)
    return noun >= 0 and context.tokens[noun].case == governed


def receivers(tail: Tail) -> int:
    """«реестр СОНКО – получателей поддержки»."""
    listed = tail.kind is EntityType.DOCUMENT and tail.context.text(tail.position) in DASHES
    if not listed or tail.context.lemma(tail.position + 1) != "получатель":
        return 0
    return all_chained(tail.context, tail.position + 1) - tail.position


def dash_number(tail: Tail) -> int:
    """«Подпрограмма - 6»."""
    following = tail.token(1)
    dash = tail.kind is EntityType.PROGRAM and tail.context.text(tail.position) in DASHES
    after = tail.token(2)
    # «объём финансирования подпрограммы – 6 320,0 тыс. рублей» is a sum
    sum_of = after is not None and (
        after.text[:1].isdigit() or after.low[:3] in {"тыс", "млн", "млр", "руб", "мил"}
    )
    return 2 if dash and following is not None and following.text.isdigit() and not sum_of else 0
