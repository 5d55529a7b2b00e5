"""Noun phrases grown around head nouns: where a name begins and where it ends.

The growth is by word order, case and agreement rather than by the dependency tree alone: on the long sentences of
officialese the tagger is right far more often than the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.grammar import (
    agrees,
    can_be,
    is_abbreviation,
    is_adjective,
    is_capitalised,
    is_initial,
    is_noun,
    is_participle,
    is_proper,
    is_roman,
    is_substantive,
)
from kg.extract.lexicon import Bare, HeadEntry, complements, heads, words
from kg.extract.quotes import Quote, find_quotes
from kg.lexicon import load
from kg.model import ACTORS, EntityType, Sentence, Token

_WITH_PERSON = {EntityType.RELIGIOUS, EntityType.FOUNDATION, EntityType.EVENT, EntityType.MEDIA, EntityType.DOCUMENT}
_WITH_YEARS = {EntityType.PROGRAM, EntityType.PROJECT, EntityType.DOCUMENT}
_OWNED = {EntityType.DOCUMENT, EntityType.PROJECT, EntityType.POST}
"""Classes whose owners may be coordinated («акты администрации и Собрания депутатов», «руководители партий и союзов»)."""
_DASHES = {"-", "–", "—"}
_POSSESSIVES = {"ее", "её", "его", "их"}
_BLOCKING = ACTORS | {EntityType.POST, EntityType.EVENT, EntityType.PROGRAM, EntityType.PROJECT}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate name.

    Attributes:
        sentence: Index of its sentence.
        first: Index of its first token.
        last: Index after its last token.
        head: Index of its head noun (of its opening mark, where it is only a quoted name).
        type: Its class.
        bare: What the head means alone.
        modifiers: Indices of the adjectives before the head that belong to the name.
        quote: The quoted name in it, if any.
        rule: Which entry of the lexicon or which rule proposed it.
        prefix: For an item of a list that borrows the head of the first: that head in the nominative («газета»).
        merged: Indices of further heads of an enumeration («комитетов и отделов администрации»).
    """

    sentence: int
    first: int
    last: int
    head: int
    type: EntityType
    bare: Bare
    modifiers: tuple[int, ...]
    quote: Quote | None
    rule: str
    prefix: str = ""
    merged: tuple[int, ...] = ()

    @property
    def alone(self) -> bool:
        """Nothing but the head noun."""
        return self.last - self.first == 1


@dataclass
class Context:
    """A sentence with its quoted names, as the growth sees it."""

    index: int
    tokens: Sequence[Token]
    quotes: Mapping[int, Quote]
    quoted: frozenset[int]

    @classmethod
    def of(cls, index: int, sentence: Sentence) -> Context:
        """Find the quoted names of a sentence."""
        quotes = {quote.first: quote for quote in find_quotes(sentence.tokens)}
        quoted = frozenset(i for quote in quotes.values() for i in range(quote.first, quote.last))
        return cls(index, sentence.tokens, quotes, quoted)

    def text(self, index: int) -> str:
        """The word at an index in lower case, empty past the end."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def lemma(self, index: int) -> str:
        """The lemma at an index, empty past the end."""
        return self.tokens[index].lemma if 0 <= index < len(self.tokens) else ""


@dataclass
class _Tail:
    """The state of growth to the right."""

    context: Context
    kind: EntityType
    head: int
    position: int
    quote: Quote | None = None
    complemented: bool = False
    steps: list[str] = field(default_factory=list)

    @property
    def tokens(self) -> Sequence[Token]:
        return self.context.tokens

    def token(self, ahead: int = 0) -> Token | None:
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else None


def _quote(tail: _Tail) -> int:
    quote = tail.context.quotes.get(tail.position)
    if quote is None or tail.quote is not None:
        return 0
    before = tail.context.lemma(tail.position - 1)
    if before in words("territory_quotes") and tail.position - 1 != tail.head:
        return quote.last - quote.first
    tail.quote = quote
    return quote.last - quote.first


def _bracketed_abbreviation(tail: _Tail) -> int:
    inside = tail.token(1)
    if tail.context.text(tail.position) != "(" or inside is None or not is_abbreviation(inside):
        return 0
    closes = tail.context.text(tail.position + 2) == ")" and tail.position + 3 in tail.context.quotes
    return 3 if closes and tail.quote is None else 0


def _bracketed_word(tail: _Tail) -> int:
    """«ветеранов (пенсионеров) войны, труда»: a synonym in brackets inside a name."""
    inside = tail.token(1)
    if tail.quote is not None or tail.context.text(tail.position) != "(" or inside is None or inside.case != "Gen":
        return 0
    closes = tail.context.text(tail.position + 2) == ")"
    return 3 if closes and noun_group(tail.context, tail.position + 3, "Gen") >= 0 else 0


def _abbreviation(tail: _Tail) -> int:
    token = tail.token()
    if token is None or tail.quote is not None or tail.position in tail.context.quoted:
        return 0
    if (taken := _compound(tail.context, tail.position - 1)) > 1:
        return taken - 1
    if not is_abbreviation(token):
        return 0
    if token.text in words("legal_tails") or tail.position + 1 in tail.context.quotes:
        return 1
    entry = heads().get(token.lemma) or heads().get(token.text.lower())
    return 0 if entry and entry[0].type in _BLOCKING and tail.kind is EntityType.INSTITUTION else 1


def _compound(context: Context, index: int) -> int:
    """How many words an abbreviation of several words has («КДН и ЗП») that begins at an index; 0 for none."""
    for spelled in load("coreference.yaml")["compound_abbreviations"]:
        words_ = [token.text for token in context.tokens[index : index + len(spelled)]]
        if words_ == spelled:
            return len(spelled)
    return 0


def _dedication(tail: _Tail) -> int:
    if tail.context.text(tail.position) not in words("dedications"):
        return 0
    index = tail.position + 1
    if tail.context.text(index) == ".":
        index += 1
    start, stop, person = index, index, False
    while index < len(tail.tokens) and index - start < 14 and index not in tail.context.quoted:
        token = tail.tokens[index]
        if _is_person(token) or is_initial(token) or (person and token.text in {".", "-"}):
            person, stop = True, index + 1
        elif person or not (is_capitalised(token) or token.case == "Gen"):
            break
        elif is_capitalised(token):
            stop = index + 1
        index += 1
    return stop - tail.position if stop > start else 0


def _is_person(token: Token) -> bool:
    return token.ner.endswith("PER")


def _number(tail: _Tail) -> int:
    following = tail.token(1)
    if tail.context.text(tail.position) in {"№", "n"} and following is not None and following.text[:1].isdigit():
        return 2
    return 0


def _years(tail: _Tail) -> int:
    if tail.kind not in _WITH_YEARS or tail.context.text(tail.position) not in {"на", "до", "за", "от"}:
        return 0
    if tail.context.text(tail.position) == "от" and tail.kind is EntityType.DOCUMENT:
        return _dated(tail)
    index = tail.position + 1
    while index < len(tail.tokens) and (tail.tokens[index].text[:1].isdigit() or tail.tokens[index].text in _DASHES):
        index += 1
    if index == tail.position + 1 or tail.context.lemma(index) not in words("year_words"):
        return 0
    if tail.context.text(index) in {"г", "гг"} and tail.context.text(index + 1) == ".":
        index += 1
    return index + 1 - tail.position


def _dated(tail: _Tail) -> int:
    index = tail.position + 1
    while index < len(tail.tokens) and tail.tokens[index].text[:1].isdigit():
        index += 1
        while tail.context.lemma(index) in words("months") or tail.context.text(index) in {"г", "года", "."}:
            index += 1
    if index == tail.position + 1:
        return 0
    if tail.context.text(index) == "№" and index + 1 < len(tail.tokens):
        index += 2
        while tail.context.text(index) in _DASHES and index + 1 < len(tail.tokens):
            index += 2
    return index - tail.position


def _territory(tail: _Tail) -> int:
    token = tail.token()
    if token is None or tail.quote is not None:
        return 0
    if tail.context.text(tail.position) in words("territory_abbreviations"):
        dot = 1 if tail.context.text(tail.position + 1) == "." else 0
        if not dot and len(tail.context.text(tail.position)) == 1 and tail.context.text(tail.position) != "г":
            return 0
        named = tail.token(1 + dot)
        return 2 + dot if named is not None and is_capitalised(named) and not _is_person(named) else 0
    before = tail.context.lemma(tail.position - 1)
    if before in words("territory_nouns") and token.lemma in {"город", "поселок", "село"}:
        return 1
    if before in words("territory_nouns") and is_capitalised(token) and not _is_person(token):
        return _place_name(tail)
    if before in {"область", "республика"} and token.text in _DASHES:
        named = tail.token(1)
        return 2 if named is not None and is_capitalised(named) and named.ner.endswith("LOC") else 0
    return 0


def _place_name(tail: _Tail) -> int:
    index = tail.position
    if index in tail.context.quoted or _heads_phrase(tail.context, index):
        return 0
    token = tail.tokens[index]
    if is_adjective(token) and not token.ner.endswith("LOC"):
        return 0  # «города Алейского …»: the adjective begins another name
    while index < len(tail.tokens) and tail.tokens[index].ner.endswith("I-LOC"):
        index += 1
    return max(index - tail.position, 1) if is_noun(token) or token.ner.endswith("LOC") else 0


def _heads_phrase(context: Context, index: int) -> bool:
    return context.lemma(index) in heads()


def noun_group(context: Context, start: int, case: str) -> int:
    """Index of the noun of a group «adjectives + noun» in a case that begins at ``start``; -1 where none does."""
    index = start
    tokens = context.tokens
    while index < len(tokens) and index not in context.quoted:
        token = tokens[index]
        if is_noun(token):
            return index if _noun_in(token, case, index > start) else -1
        if is_substantive(token) and can_be(token, case) and not _noun_follows(context, index + 1, case):
            return index
        if token.lemma in words("name_adverbs") and _adjective_follows(context, index + 1, case):
            index += 1
            continue
        if (is_adjective(token) or is_participle(token)) and can_be(token, case):
            index += 1
        elif token.text.lower() in _POSSESSIVES and case == "Gen":
            index += 1
        elif token.text.lower() in {",", "и", "или"} and start < index and _adjective_follows(context, index + 1, case):
            index += 1
        else:
            return -1
    return -1


def _noun_follows(context: Context, index: int, case: str) -> bool:
    tokens = context.tokens
    return index < len(tokens) and is_noun(tokens[index]) and tokens[index].case == case


def _adjective_follows(context: Context, index: int, case: str) -> bool:
    tokens = context.tokens
    return index < len(tokens) and is_adjective(tokens[index]) and can_be(tokens[index], case)


def _noun_in(token: Token, case: str, modified: bool) -> bool:
    if token.case == case or is_abbreviation(token):
        return True
    return can_be(token, case) and (modified or not token.case or token.pos == "PROPN")


def _genitive(tail: _Tail) -> int:
    if tail.quote is not None:
        return 0
    noun = noun_group(tail.context, tail.position, "Gen")
    if noun < 0 or not _in_tail(tail, noun):
        return 0
    before = tail.tokens[tail.position - 1]
    if (is_abbreviation(before) or before.lemma in words("territory_nouns")) and not _territorial(tail, noun):
        return 0
    end = _coordinated(tail, noun, "Gen")
    return end - tail.position


def _territorial(tail: _Tail, noun: int) -> bool:
    # after «МВД» or «города» only a territory goes on: «МВД России», «города Алейска Алтайского края»
    token = tail.tokens[noun]
    return token.lemma in words("territory_nouns") or token.ner.endswith("LOC") or is_abbreviation(token)


def _in_tail(tail: _Tail, noun: int) -> bool:
    token = tail.tokens[noun]
    if token.lemma in words("stop_tail") or tail.tokens[tail.position].lemma in words("stop_tail_modifiers"):
        return False
    if _is_person(token) or (is_initial(token) and tail.context.text(noun + 1) == "."):
        return tail.kind in _WITH_PERSON
    return True


def _coordinated(tail: _Tail, noun: int, case: str) -> int:
    """Index after a noun and the nouns coordinated with it, as far as they belong to one name."""
    end = noun + 1
    if _is_person(tail.tokens[noun]) or (tail.kind is EntityType.FOUNDATION and tail.tokens[noun].pos == "PROPN"):
        return _people(tail.context, end)
    owned = tail.kind in _OWNED and (tail.kind is not EntityType.POST or _several(tail, noun))
    if _closes_coordination(tail.context, noun) and not owned:
        return end
    position, series = end, False
    while tail.context.text(position) in {",", "и", "или"}:
        joined = noun_group(tail.context, position + 1, case)
        if joined < 0 or tail.tokens[joined].case != case:
            break
        if _closes_coordination(tail.context, joined) and not owned:
            break
        final = tail.context.text(position) != ","
        position = _chained(tail.context, joined + 1)
        if final:
            return position
        series = True
    return end if not series else end


def _several(tail: _Tail, noun: int) -> bool:
    # «руководители партий, союзов и движений», but «главы города, депутатов»
    return tail.tokens[tail.head].number == "Plur" and tail.tokens[noun].number == "Plur"


def _people(context: Context, position: int) -> int:
    # «Фонд Елены и Геннадия Тимченко»
    while position < len(context.tokens):
        joined = position + (context.text(position) == "и")
        if joined >= len(context.tokens) or not (_part_of_name(context.tokens[joined]) or context.text(joined) == "."):
            break
        position = joined + 1
    return position


def _part_of_name(token: Token) -> bool:
    return _is_person(token) or (token.pos == "PROPN" and is_capitalised(token))


def _chained(context: Context, position: int) -> int:
    """Index after a genitive group that begins at an index, with what is coordinated with it («спорта и туризма»)."""
    noun = noun_group(context, position, "Gen")
    if noun < 0 or _closes_coordination(context, noun) or context.lemma(noun) in words("stop_tail"):
        return position
    end = further = noun + 1
    while context.text(further) in {",", "и", "или"}:
        final = context.text(further) != ","
        joined = noun_group(context, further + 1, "Gen")
        if joined < 0 or context.tokens[joined].case != "Gen" or _closes_coordination(context, joined):
            break
        further = joined + 1
        if final:
            return further
    return end


def _closes_coordination(context: Context, noun: int) -> bool:
    token = context.tokens[noun]
    if is_proper(token) or token.lemma in words("territory_nouns"):
        return True
    if token.lemma in words("beneficiary_heads"):
        return False
    entry = heads().get(token.lemma)
    return entry is not None and any(e.type in _BLOCKING for e in entry)


def _governed(tail: _Tail) -> int:
    """«отдел связей с общественностью», «комитет по управлению имуществом»: the noun before governs on."""
    if tail.quote is not None or tail.kind not in ACTORS:
        return 0
    government = load("phrases.yaml")["governing"].get(tail.context.lemma(tail.position - 1), {})
    for preposition, case in government.items():
        start = tail.position + bool(preposition)
        if preposition and tail.context.text(tail.position) != preposition:
            continue
        noun = noun_group(tail.context, start, case)
        if noun >= 0 and tail.tokens[noun].case == case and tail.position - 1 != tail.head:
            return _all_chained(tail.context, noun + 1) - tail.position
    return 0


def _complement(tail: _Tail) -> int:
    if tail.complemented or (tail.quote is not None and tail.kind is not EntityType.NGO):
        return 0
    preposition = tail.context.text(tail.position)
    case = complements(tail.kind, tail.context.lemma(tail.head)).get(preposition)
    if not case:
        return 0
    noun = noun_group(tail.context, tail.position + 1, case)
    if noun < 0 or tail.context.lemma(noun) in words("stop_complement") | words("stop_tail"):
        return 0
    if tail.kind is EntityType.NGO and tail.context.lemma(noun) not in words("territory_nouns"):
        return 0
    tail.complemented = True
    return _complement_end(tail, noun, case) - tail.position


def _complement_end(tail: _Tail, noun: int, case: str) -> int:
    end = _all_chained(tail.context, noun + 1)
    while tail.context.text(end) in {",", "и", "или"}:
        joined = noun_group(tail.context, end + 1, case)
        if joined < 0 or not (tail.tokens[joined].case == case or _final_territory(tail, end, joined, case)):
            break
        end = _all_chained(tail.context, joined + 1)
    return _nested_complement(tail, end) if tail.kind is not EntityType.DOCUMENT else end


def _final_territory(tail: _Tail, joiner: int, noun: int, case: str) -> bool:
    # «по Хабаровскому краю и Еврейской автономной области»: the tagger wavers between the like cases
    territory = tail.context.lemma(noun) in words("territory_nouns")
    return territory and tail.context.text(joiner) == "и" and can_be(tail.tokens[noun], case)


def _all_chained(context: Context, position: int) -> int:
    while (further := _chained(context, position)) > position:
        position = further
    return position


def _nested_complement(tail: _Tail, end: int) -> int:
    # «службами по связям с общественностью», «выплата пособий по уходу за ребёнком»
    if tail.context.text(end) not in {"с", "за"}:
        return end
    noun = noun_group(tail.context, end + 1, "Ins")
    if noun < 0 or tail.tokens[noun].case != "Ins":
        return end
    end = _all_chained(tail.context, noun + 1)
    while tail.context.text(end) in {",", "и"}:
        joined = noun_group(tail.context, end + 1, "Ins")
        if joined < 0 or not (tail.tokens[joined].case == "Ins" or is_abbreviation(tail.tokens[joined])):
            break
        end = joined + 1
    return end


def _sign(tail: _Tail) -> int:
    """Names that are neither quoted nor declined: «штаб #МЫВМЕСТЕ», «платформа DOBRO.RU»."""
    token = tail.token()
    if token is None or tail.quote is not None:
        return 0
    following = tail.token(1)
    if token.text == "#" and following is not None:
        return 2
    if following is not None and following.text == "." and (domain := tail.token(2)) is not None:
        glued = token.stop == following.start and following.stop == domain.start
        if glued and domain.text.lower() in {"рф", "рус", "ru", "org", "com"}:
            return 3
    if token.text.startswith("#"):
        return 1
    return int(tail.kind is EntityType.MEDIA and bool(re.match(r"[A-Za-z]", token.text)))


def _participle(tail: _Tail) -> int:
    """«, посвящённые Году кино», «, находящихся в трудной жизненной ситуации»: up to the next sign."""
    if tail.quote is not None:
        return 0
    comma = tail.context.text(tail.position) == ","
    index = tail.position + comma
    allowed = load("phrases.yaml")["tail_participles"].get(tail.kind.value, ())
    if tail.context.lemma(index) not in allowed:
        return 0
    stop = index + 1
    while stop < len(tail.tokens) and tail.tokens[stop].text not in {",", ";", ".", ":", ")", "("}:
        if tail.tokens[stop].feats.get("VerbForm") in {"Fin", "Inf"} or stop - index > 10:
            return 0
        stop += 1
    return stop - tail.position


def _dash_number(tail: _Tail) -> int:
    following = tail.token(1)
    dash = tail.kind is EntityType.PROGRAM and tail.context.text(tail.position) in _DASHES
    return 2 if dash and following is not None and following.text.isdigit() else 0


_STEPS: tuple[Callable[[_Tail], int], ...] = (
    _quote,
    _bracketed_abbreviation,
    _bracketed_word,
    _dedication,
    _number,
    _years,
    _territory,
    _abbreviation,
    _governed,
    _genitive,
    _complement,
    _sign,
    _participle,
    _dash_number,
)
"""Ways a name goes on to the right, tried in this order until none applies."""


def grow_right(context: Context, head: int, kind: EntityType) -> tuple[int, Quote | None]:
    """Index after the last token of the name that begins with a head noun, and the quoted name in it."""
    tail = _Tail(context, kind, head, head + 1)
    if context.lemma(head).partition("-")[0] in words("no_tail"):
        return head + 1, None
    while tail.position < len(context.tokens):
        taken = next((n for n in (step(tail) for step in _STEPS) if n), 0)
        if not taken:
            break
        tail.position += taken
    return tail.position, tail.quote


def grow_left(context: Context, head: int, kind: EntityType) -> tuple[int, ...]:
    """Indices of the adjectives before a head noun that belong to its name."""
    found: list[int] = []
    index = head - 1
    tokens = context.tokens
    while index >= 0 and index not in context.quoted:
        token = tokens[index]
        if _belongs(context, index, head, kind) or (found and context.lemma(index) in words("name_adverbs")):
            found.append(index)
        elif not (found and token.text.lower() in {"и", ",", "-", "–"} and _belongs(context, index - 1, head, kind)):
            break
        index -= 1
    if kind is EntityType.POST and context.lemma(head) == "заместитель" and context.text(index) in _POSSESSIVES:
        found.append(index)
    return tuple(reversed(found))


def _belongs(context: Context, index: int, head: int, kind: EntityType) -> bool:
    if index < 0:
        return False
    token = context.tokens[index]
    if _compound(context, index) == head - index + 1:
        return True  # «СО НКО»
    if is_roman(token):
        return index + 1 == head or kind is EntityType.EVENT
    if not is_adjective(token) or token.lemma in words("stop_modifiers"):
        return False
    if token.text[:1].isdigit() or token.lemma in words("ordinals"):
        return context.lemma(head) in words("ordinal_heads")
    return agrees(token, context.tokens[head]) or _counted(context, index, head)


def _counted(context: Context, index: int, head: int) -> bool:
    # «4 рабочих заседания»: the adjective is plural, the noun singular
    counted = index > 0 and context.tokens[index - 1].pos == "NUM" and context.tokens[head].case == "Gen"
    return counted and can_be(context.tokens[index], "Gen")


def _lemmas(context: Context, first: int, last: int, head: int) -> set[str]:
    lemmas = {context.tokens[i].lemma for i in range(first, last) if i != head}
    lemmas |= {f"^{context.tokens[i].lemma}" for i in range(first, head)}
    if head + 1 < last:
        lemmas.add(f"+{context.lemma(head + 1)}")
    opening = next((i for i in range(head, last) if i in context.quotes), None)
    if opening is not None and not any(context.lemma(i) in heads() for i in range(head + 1, opening)):
        lemmas.add("«»")
    if last - first == 1:
        lemmas.add("<alone>")
    if first < head and last == head + 1:
        lemmas.add("<mod>")
    return lemmas | {part for lemma in lemmas if "-" in lemma for part in lemma.split("-")}


def _entries(token: Token) -> tuple[HeadEntry, ...]:
    if token.lemma in heads():
        return heads()[token.lemma]
    if is_abbreviation(token) and token.text.lower() in heads():
        return heads()[token.text.lower()]
    first, dash, last = token.lemma.partition("-")  # «волонтёры-медики», «клуб-музей»
    return (heads().get(first) or heads().get(last) or ()) if dash else ()


def phrase_at(context: Context, head: int) -> Phrase | None:
    """The name headed by the noun at an index, None where the lexicon knows no such name."""
    token = context.tokens[head]
    entries = _entries(token)
    pointing: Phrase | None = None
    for entry in entries:
        kind = entry.type or EntityType.NGO
        modifiers = grow_left(context, head, kind)
        last, quote = grow_right(context, head, kind)
        first = modifiers[0] if modifiers else head
        if entry.holds(_lemmas(context, first, last, head)):
            return _by_quoted_head(context, _phrase(context, entry, (first, head, last), modifiers, quote))
        if last - first == 1 and entry.type is not None and entry.bare is Bare.ANAPHOR:
            pointing = pointing or Phrase(context.index, head, last, head, entry.type, Bare.ANAPHOR, (), None, "anaphor")
    return pointing


def _by_quoted_head(context: Context, phrase: Phrase | None) -> Phrase | None:
    """«МАУ «Радио «Агрыз»»» is a medium: after a legal form the quoted noun says what the thing is."""
    if phrase is None or phrase.quote is None or not is_abbreviation(context.tokens[phrase.head]):
        return phrase
    nouns = {context.lemma(i) for i in phrase.quote.inner[:3]}
    return replace(phrase, type=EntityType.MEDIA) if nouns & words("quoted_media") else phrase


def _phrase(
    context: Context, entry: HeadEntry, span: tuple[int, int, int], modifiers: tuple[int, ...], quote: Quote | None
) -> Phrase | None:
    if entry.type is None:
        return None
    first, head, last = span
    rule = f"head:{entry.lemma}/{entry.line}"
    return Phrase(context.index, first, last, head, entry.type, entry.bare, modifiers, quote, rule)


def find_phrases(context: Context) -> Iterator[Phrase]:
    """All names with a head noun of the lexicon in a sentence, nested ones included, in order of their heads."""
    for index, token in enumerate(context.tokens):
        if index not in context.quoted and (is_noun(token) or is_abbreviation(token)):
            phrase = phrase_at(context, index)
            if phrase is not None:
                yield phrase
