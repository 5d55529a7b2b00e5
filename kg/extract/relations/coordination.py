"""Which phrases of a sentence form one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.annotate.lemmas import parses
from kg.extract.relations.cases import QUOTES, dictionary_cases, head_of
from kg.extract.relations.clauses import is_participle
from kg.extract.relations.phrases import DEEDS, Phrase, says_territory
from kg.extract.relations.prepositions import Preposition, word
from kg.extract.relations.styled import lead_in
from kg.model import ACTORS, EntityType, Token

_LINKS = frozenset(
    {",", "и", "или", "а", "также", "как", "так", "да", "либо", "другие", "др", ".", "/", "плюс"}
)
_TOO = frozenset({"также", "так", "еще", "кроме", "равно"})
"""What «а» joins two with; alone it opposes them («помогают медики, а приют опекает …»)."""
_ANNEX = 5
"""How many tokens («с социальным проектом «») may stand between somebody and the project that they have."""
_JOINTS = frozenset({",", "и", "или", "так", "либо"})
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_PEOPLE = frozenset({EntityType.POST, EntityType.PERSON})


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
                found.append(phrase.in_group(1000 + number))
                continue
            last = open_[-1] if open_ else None
            if last is not None and (self._named(last, stop, phrase) or self._entered(last, stop, phrase)):
                found.append(phrase.in_group(number))
                stop = phrase.last
                continue
            open_ = self._opened(open_, stop, phrase.in_group(number))
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
        own = bool(right.chain) and (right.via or right.entity.type in DEEDS)
        cases = left.cases if not left.vague else right.cases
        return replace(
            right,
            group=left.group,
            preps=left.preps,
            cases=cases,
            via=right.via or left.via,
            chain=right.chain if own else left.chain,
            opaque=right.opaque if own else left.opaque,
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
        skip |= set(lead_in(self.tokens, right))
        if right.chain and not skip.issuperset(right.chain):
            return False
        if any(is_participle(self.tokens[i]) and self._of_other(i, right) for i in between):
            return False  # «центр, направляющий деятельность отрядов»
        cases = right.cases | self._governed(left, right)
        fits = bool(left.cases & cases) or (bool(left.chain) and "Gen" in cases)
        return fits and all(i in skip or self._link(i, left.preps) for i in between)

    def _governed(self, left: Phrase, right: Phrase) -> frozenset[str]:
        """«в школе № 2 и гимназии», «отделу и дирекции»: the case that the form can have, not the tagger's.

        So too behind a word by itself, of which nothing can be a genitive («делятся женсоветы и библиотеки»).
        """
        alone = left.last - left.first == 1 and left.number == "Plur" and right.last - right.first == 1
        if right.preps or not (left.preps or left.cases == {"Dat"} or (alone and right.cases == {"Gen"})):
            return frozenset()
        head = head_of(self.tokens, right)
        return left.cases & dictionary_cases(self.tokens[head])

    def _of_other(self, participle: int, right: Phrase) -> bool:
        """Whether a participle does not agree with what stands behind it: it is said of what stands before."""
        own = self.tokens[right.chain[-1] if right.chain else head_of(self.tokens, right)]
        tags = [p.tag for p in parses(self.tokens[participle].text) if p.tag.POS == "PRTF"]
        genders = {tag.gender for tag in tags if tag.number == "sing"}
        alike = any(tag.number == own.number.lower() for tag in tags)
        turned = own.number == "Sing" and bool(own.gender) and _GENDERS.get(own.gender) not in genders
        return bool(tags and own.number) and (not alike or turned)

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
            or says_territory(self.tokens, index)
        )


def _subordinates(token: Token) -> bool:
    participle = token.pos == "VERB" and token.feats.get("VerbForm") == "Part"
    return token.lemma == "который" or (participle and token.feats.get("Variant") != "Short")
