"""Mentions as they stand in a sentence, with what they are coordinated with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.government import (
    ANY_CASE,
    QUOTES,
    Government,
    Walker,
    cases_of,
    dictionary_cases,
    head_of,
    nominal_cases,
    number_of,
    ungoverned,
    widened,
)
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.prepositions import Preposition, word
from kg.lexicon import load as lexicon_file
from kg.model import ACTORS, Entity, EntityType, Mention, Token
from kg.structs import struct

_LINKS = frozenset(
    {",", "и", "или", "а", "также", "как", "так", "да", "либо", "другие", "др", ".", "/", "плюс"}
)
_TOO = frozenset({"также", "так", "еще", "кроме", "равно"})
"""What «а» joins two with; alone it opposes them («помогают медики, а приют опекает …»)."""
_ANNEX = 5
"""How many tokens («с социальным проектом «») may stand between somebody and the project that they have."""
_JOINTS = frozenset({",", "и", "или", "так", "либо"})
_TERRITORIES = frozenset(lexicon_file("phrases.yaml")["territory_nouns"])
_TERRITORY_SIGNS = frozenset(lexicon_file("phrases.yaml")["territory_abbreviations"])
_PEOPLE = frozenset({EntityType.POST, EntityType.PERSON})
DEEDS = frozenset({EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM})


@struct(frozen=True, slots=True)
class Phrase:
    """An outermost mention with what governs it.

    Attributes:
        entity: What it refers to.
        first: Index of its first token, in the sentence.
        last: Index after its last token.
        preps: The preposition before it («в», «при поддержке»); empty where there is none.
        cases: Cases that its head, or the noun through which it acts, can have.
        chain: Nouns to its left that it hangs on in the genitive, the nearest first.
        opaque: Some noun of the chain changes what is meant («проблемы совета»).
        via: It acts through people («активисты совета»).
        group: Number of the coordination that it belongs to.
        paren: It stands in brackets.
        number: Sing or Plur; empty where the head does not say.
        proxy: It stands for a pronoun or comes from the items of a list.
    """

    entity: Entity
    first: int
    last: int
    preps: str
    cases: frozenset[str]
    chain: tuple[int, ...] = ()
    opaque: bool = False
    via: bool = False
    group: int = -1
    paren: bool = False
    number: str = ""
    proxy: str = ""

    @property
    def vague(self) -> bool:
        """Whether its case cannot be told."""
        return self.cases == ANY_CASE


def parens_of(tokens: Sequence[Token]) -> tuple[bool, ...]:
    """For each token whether it stands in brackets (the brackets included)."""
    if all(token.text != "(" for token in tokens):
        return (False,) * len(tokens)
    depth, found = 0, []
    for index, token in enumerate(tokens):
        marker = token.text == ")" and index <= 2
        depth += token.text == "("
        found.append(depth > 0)
        depth = depth if marker else max(0, depth - (token.text == ")"))
    return tuple(found) if depth == 0 else tuple(False for _ in tokens)


def outermost(mentions: Sequence[tuple[Mention, Entity]]) -> list[tuple[Mention, Entity]]:
    """The mentions of a sentence that stand in no other."""
    found: list[tuple[Mention, Entity]] = []
    for mention, entity in sorted(
        mentions, key=lambda pair: (pair[0].first, -pair[0].last, -len(pair[1].label), pair[1].key)
    ):
        if not found or mention.first >= found[-1][0].last:
            found.append((mention, entity))
    return found


def _class(kind: EntityType) -> int:
    if kind in ACTORS or kind in _PEOPLE:
        return 0
    return 1 if kind in DEEDS else 2 if kind is EntityType.PLACE else 3


_ANNEXING = frozenset({"с", "за", "на"})


def annexed(tokens: Sequence[Token], stop: int, project: Phrase) -> bool:
    """Whether a project stands right behind the words that end at ``stop``, with «с», «за» or «на» before it."""
    if project.entity.type is not EntityType.PROJECT or project.preps not in _ANNEXING:
        return False
    between = range(stop, project.first)
    return len(between) <= _ANNEX and all(
        tokens[i].pos in {"ADP", "ADJ", "DET"} or tokens[i].text in QUOTES or i in project.chain
        for i in between
    )


class Coordination:
    """Which phrases of a sentence form one list."""

    def __init__(
        self, tokens: Sequence[Token], parens: Sequence[bool], preps: Mapping[int, Preposition]
    ) -> None:
        self.tokens, self.parens, self.preps = tokens, parens, preps

    def group(self, phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
        """The same phrases, items of a list with one number and the government of the first."""
        found: list[Phrase] = []
        open_: list[Phrase] = []
        stop = -1
        for number, phrase in enumerate(phrases):
            if phrase.paren:
                found.append(replace(phrase, group=1000 + number))
                continue
            last = open_[-1] if open_ else None
            if last is not None and (self._named(last, stop, phrase) or self._entered(last, stop, phrase)):
                found.append(replace(phrase, group=number))
                stop = phrase.last
                continue
            open_ = self._opened(open_, stop, replace(phrase, group=number))
            stop = phrase.last
            found.append(open_[-1])
        return tuple(found)

    def _opened(self, open_: list[Phrase], stop: int, phrase: Phrase) -> list[Phrase]:
        """The phrases that a list may go on from behind a phrase: those that it hangs on, and it."""
        for depth in range(len(open_) - 1, -1, -1):
            host = open_[depth]
            own = depth == len(open_) - 1
            starts = {stop, self._resumed(host.last, phrase.first)} if own else {stop}
            if any(self._linked(host, range(start, phrase.first), phrase) for start in sorted(starts)):
                return [*open_[:depth], self._joined(host, phrase)]
        hangs = bool(open_) and self._hangs(stop, phrase)
        return [*open_[-2:], phrase] if hangs else [phrase]

    def _hangs(self, stop: int, phrase: Phrase) -> bool:
        """«хор «Заря» дома культуры», «совет, созданный при главе»: it says more of the phrase before it."""
        between = [self.tokens[i] for i in range(stop, phrase.first) if i not in phrase.chain]
        if between and between[0].text == ",":
            return any(_subordinates(t) for t in between[1:4]) and all(t.text != "," for t in between[1:])
        bound = "Gen" in phrase.cases or bool(phrase.preps)
        return bound and all(t.pos in {"ADJ", "DET", "ADP"} or t.text in QUOTES for t in between)

    def _resumed(self, stop: int, end: int) -> int:
        """Where the words go on behind a participle or «который» with its commas; the same place where there is none."""
        opening = self.tokens[stop + 1 : min(stop + 4, end)]
        if self.tokens[stop].text != "," or not any(_subordinates(t) for t in opening):
            return stop
        closing = (i for i in range(stop + 1, end) if self.tokens[i].text == ",")
        return next(closing, stop)

    def _named(self, post: Phrase, stop: int, person: Phrase) -> bool:
        """«директор школы Иванов и …»: the name behind a post is no item of the list that the post is in."""
        pair = post.entity.type is EntityType.POST and person.entity.type is EntityType.PERSON
        between = self.tokens[stop : person.first]
        return pair and len(between) <= 1 and all(t.pos == "NOUN" for t in between)

    def _entered(self, owner: Phrase, stop: int, project: Phrase) -> bool:
        """«клуб «А» с проектом «Б», клуб «В» …»: the project is no item of the list that its owner is in."""
        return _class(owner.entity.type) == 0 and annexed(self.tokens, stop, project)

    def _joined(self, left: Phrase, right: Phrase) -> Phrase:
        own = bool(right.chain) and right.via
        cases = left.cases if not left.vague else right.cases
        return replace(
            right,
            group=left.group,
            preps=left.preps,
            cases=cases,
            via=right.via or left.via,
            chain=right.chain if own else left.chain,
            opaque=left.opaque,
            number="Plur",
        )

    def _linked(self, left: Phrase, stretch: range, right: Phrase) -> bool:
        between = [i for i in stretch if not self.parens[i]]
        if _class(left.entity.type) != _class(right.entity.type) or not any(
            word(self.tokens[i]) in _JOINTS for i in between
        ):
            return False
        if right.preps and right.preps != left.preps:
            return False
        skip = set(right.chain) if right.via or not right.opaque else set()
        if right.chain and not skip.issuperset(right.chain):
            return False
        cases = right.cases | self._governed(left, right)
        fits = bool(left.cases & cases) or (bool(left.chain) and "Gen" in cases)
        return fits and all(i in skip or self._link(i, left.preps) for i in between)

    def _governed(self, left: Phrase, right: Phrase) -> frozenset[str]:
        """«в школе № 2 и гимназии»: behind a preposition the case that the form can have, not the tagger's."""
        if not left.preps or right.preps:
            return frozenset()
        head = head_of(self.tokens, right)
        return left.cases & dictionary_cases(self.tokens[head])

    def _link(self, index: int, prep: str) -> bool:
        token = self.tokens[index]
        if index in self.preps:
            return self.preps[index].text == prep
        against = word(token) == "а" and word(self.tokens[index + 1]) not in _TOO
        return (
            (word(token) in _LINKS and not against)
            or token.text in QUOTES
            or token.pos in {"ADJ", "DET", "NUM"}
            or token.text.isdigit()
            or _territory(self.tokens, index)
        )


def _subordinates(token: Token) -> bool:
    participle = token.pos == "VERB" and token.feats.get("VerbForm") == "Part"
    return token.lemma == "который" or (participle and token.feats.get("Variant") != "Short")


_OPENERS = DASHES | {":"}
_SUCH = frozenset({"как", "например", "именно", "числе", "это", "включая"})
_INCLUDING = frozenset({"в том числе"})
"""Governs nothing: what follows has the case of what it is part of."""
_AMONG = frozenset({"среди", "в числе"})
"""Govern nothing behind a dash («среди победителей – …»)."""


def _anchor(tokens: Sequence[Token], start: int, taken: Mapping[int, Mention]) -> int:
    """The noun before the colon (or «такие как») that opens a list at ``start``; -1 where no list opens."""
    index, opened = start - 1, False
    while index >= 0 and start - index < 8:
        token = tokens[index]
        if token.text == ":" or word(token) in _SUCH:
            opened = True
        elif opened and (token.pos in {"NOUN", "PROPN"} or index in taken):
            return index
        elif (not opened and token.pos not in {"ADJ", "DET", "NUM"} and token.text not in QUOTES) or (
            opened
            and token.pos not in {"ADJ", "DET", "PUNCT", "PRON", "ADP", "NUM"}
            and word(token) not in {"такие", "в", "том", "а"}
        ):
            return -1
        index -= 1
    return -1


def _listed(phrase: Phrase, done: Sequence[Phrase], walker: Walker) -> Phrase:
    """An item after a colon has the government of the noun that the colon stands behind."""
    tokens = walker.tokens
    anchor = _anchor(tokens, phrase.first, walker.mentions)
    if anchor < 0 or phrase.preps or phrase.chain:
        return phrase
    if phrase.cases == {"Dat"} and tokens[anchor].case != "Dat":
        return phrase  # «переданы помещения: обществу – …»: each gets one
    same = [p for p in done if p.first <= anchor < p.last] or _of_kind(phrase, done, anchor, tokens)
    if same:
        return replace(
            phrase,
            preps=same[0].preps,
            cases=same[0].cases | {"Nom"},
            chain=same[0].chain,
            opaque=same[0].opaque,
            number="Plur",
        )
    ruled = walker.walk(anchor, widened(tokens[anchor].case))
    top = ruled.chain[-1] if ruled.chain else 0
    if top and not ruled.via and (tokens[top - 1].pos == "NUM" or tokens[top - 1].text.isdigit()):
        ruled = walker.walk(top, widened(tokens[top].case))  # «две организации города: …»
    return replace(
        phrase,
        preps=ruled.preps,
        cases=ruled.cases | {"Nom"},
        chain=ruled.chain,
        opaque=ruled.opaque,
        number="Plur",
    )


def _of_kind(phrase: Phrase, done: Sequence[Phrase], anchor: int, tokens: Sequence[Token]) -> list[Phrase]:
    """«проведено 20 праздников на 900 человек, в том числе «Лето»»: the last name of the same kind, not the noun between."""
    kin = [p for p in done if p.entity.type is phrase.entity.type and p.last <= anchor and not p.paren]
    between = tokens[kin[-1].last : phrase.first] if kin else ()
    return kin[-1:] if kin and not any(t.pos in {"VERB", "AUX"} for t in between) else []


def _opens_clause(tokens: Sequence[Token], before: int) -> bool:
    return (
        before < 0
        or tokens[before].text in {",", ";", ".", "«", "–", "—", ":"}
        or tokens[before].pos == "VERB"
    )


def _territory(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token says of what kind a place is: «селе», «г.», «пгт»."""
    token = tokens[index]
    dotted = token.text.endswith(".") or (index + 1 < len(tokens) and tokens[index + 1].text == ".")
    sign = word(token).rstrip(".") in _TERRITORY_SIGNS and (dotted or len(token.text) > 1)
    return token.lemma in _TERRITORIES or (sign and token.pos != "ADP")


def _titled(
    tokens: Sequence[Token], mention: Mention, entity: Entity, walker: Walker
) -> tuple[int, frozenset[str]]:
    """Where a name begins with what it is of («в селе Покровка»), and the cases that this gives it."""
    start, cases = mention.first, cases_of(tokens, mention)
    while (
        entity.type is EntityType.PLACE
        and start
        and not (start - 1 in walker.mentions or start - 1 in walker.preps)
    ):
        left = start - 2 if tokens[start - 1].text == "." and start > 1 else start - 1
        if left in walker.mentions or not _territory(tokens, left):
            break
        if tokens[left].lemma in _TERRITORIES and tokens[left].case:
            cases = widened(tokens[left].case)
        start = left
    return start, cases


_OBLIQUE = (frozenset({"Ins"}), frozenset({"Dat"}), frozenset({"Loc"}), frozenset({"Gen"}))
_ITEMS = 4
"""How many items that are no names a list may have in a row."""


def _through_others(
    tokens: Sequence[Token], start: int, ruled: Government, walker: Walker, done: Sequence[Phrase]
) -> None:
    """«совместно с жителями района, школой и клубом»: an item has the government of items before it that are no names."""
    if ruled.preps or ruled.chain or ruled.cases not in _OBLIQUE:
        return
    joint = start - 1
    for _ in range(_ITEMS):
        if joint < 1 or word(tokens[joint]) not in {",", "и"} or joint - 1 in walker.mentions:
            break
        noun = tokens[joint - 1]
        if noun.pos != "NOUN" or not noun.case:
            return
        before = walker.walk(joint - 1, widened(noun.case))
        people = before.chain and tokens[before.chain[-1]].lemma in walker.lexicon.representatives
        if people and noun.case == "Gen" and ruled.cases == {"Gen"}:
            ruled.preps, ruled.cases, ruled.chain = before.preps, before.cases, before.chain[-1:]
            ruled.via = True
            return
        if not before.cases & ruled.cases:
            return
        if before.preps:
            ruled.preps = before.preps
            return
        joint = before.stop
    last = next((p for p in reversed(done) if p.last == joint), None)
    if joint != start - 1 and last is not None and last.cases & ruled.cases:
        ruled.preps, ruled.opaque = last.preps, last.opaque


def phrases_of(
    tokens: Sequence[Token],
    outer: Sequence[tuple[Mention, Entity]],
    found_preps: Sequence[Preposition],
    lexicon: Lexicon,
) -> tuple[Phrase, ...]:
    """The outermost mentions of a sentence with preposition, case and coordination."""
    preps = {p.last - 1: p for p in found_preps}
    parens = parens_of(tokens)
    walker = Walker(tokens, [m for m, _ in outer], preps, lexicon)
    found: list[Phrase] = []
    for mention, entity in outer:
        start, cases = _titled(tokens, mention, entity, walker)
        ruled = walker.walk(start, cases)
        if ruled.preps in _INCLUDING or (
            ruled.preps in _AMONG and start and tokens[start - 1].text in DASHES
        ):
            ruled.preps = ""
        if not ruled.preps and not ruled.chain:
            ruled.cases = ungoverned(tokens, mention, ruled.cases, _opens_clause(tokens, ruled.stop))
        elif not ruled.preps and ruled.cases == {"Gen"} and _opens_clause(tokens, ruled.stop):
            ruled.cases |= nominal_cases(tokens[ruled.chain[-1]])  # «Команды школ приняли участие»
        number = (
            ""
            if ruled.counted
            else number_of(tokens[ruled.chain[-1] if ruled.chain else head_of(tokens, mention)])
        )
        _through_others(tokens, start, ruled, walker, found)
        phrase = Phrase(
            entity,
            mention.first,
            mention.last,
            ruled.preps,
            ruled.cases,
            ruled.chain,
            ruled.opaque,
            ruled.via,
        )
        found.append(_listed(replace(phrase, paren=parens[mention.first], number=number), found, walker))
    return Coordination(tokens, parens, preps).group(found)
