"""Phrases that stand for what was named before: «который», «они», «под его крышей»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.pronouns import POSSESSIVES, is_personal, is_plural, refers
from kg.extract.relations.antecedents import Antecedents
from kg.extract.relations.cases import ANY_CASE, QUOTES, head_of, widened
from kg.extract.relations.clauses import Clause
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.prepositions import Preposition, word
from kg.extract.relations.spotlight import Spotlight
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Token

_IT = "нем"  # «при нём», which the tagger takes for a noun
_ADVERBS: Mapping[str, tuple[str, str]] = {"где": ("в", "Loc"), "куда": ("в", "Acc"), "откуда": ("из", "Gen")}


_WE: Mapping[str, str] = {"мы": "Nom", "нас": "Gen", "нам": "Dat", "нами": "Ins"}
_I: Mapping[str, str] = {"я": "Nom", "мне": "Dat", "мною": "Ins", "мной": "Ins"}
_PARTAKING = frozenset(
    {"участие", "участвовать", "поучаствовать", "присутствовать", "выступить", "выступать"}
)
_MEMBERSHIP = frozenset({"состав", "ряд"})
_RULED: Mapping[str, frozenset[str]] = dict.fromkeys(
    ("с", "между", "над", "перед"), frozenset({"Ins"})
) | dict.fromkeys(("у", "от", "из", "для", "без", "до"), frozenset({"Gen"}))
"""The case that a preposition asks for, where «которой» may be of several."""
_PARTAKING_SPAN = 8
_OWNED: Mapping[str, frozenset[EntityType]] = {
    **dict.fromkeys(("на страницах", "в эфире", "в выпусках", "в рубриках"), frozenset({EntityType.MEDIA})),
    **dict.fromkeys(
        ("на основании", "на основе", "в соответствии с", "во исполнение", "по условиям"),
        frozenset({EntityType.DOCUMENT, EntityType.PROGRAM}),
    ),
}
"""What a pronoun means inside some prepositions («на её страницах», «на его основе»)."""
_GIVEN = words("arguments.yaml", "given_to")
"""What is done to somebody rather than by them («им выделено …»)."""
_HOLDING = words("awards.yaml", "holding")
_THINGS = words("arguments.yaml", "things")
_PEOPLE_SPAN = 4
_OFFICERS = words("posts.yaml", "officers")
_BODIES = frozenset({EntityType.NGO, EntityType.TOS, EntityType.COUNCIL})  # what has members
_PEOPLE = frozenset({EntityType.POST, EntityType.PERSON})
_HERE = dict.fromkeys(("здесь", "тут", "там"), ("в", "Loc")) | {"сюда": ("в", "Acc")}
_TIMES = frozenset({"в рамках", "в ходе", "в программе", "во время"})
"""Prepositions of what lasts: a possessive inside them means an event («в его рамках»)."""


class Proxies:
    """Phrases that stand for pronouns: «который», «они», «под его крышей»."""

    def __init__(
        self,
        antecedents: Antecedents,
        phrases: Sequence[Phrase],
        clauses: Sequence[Clause],
        preps: Sequence[Preposition],
        light: Spotlight,
    ) -> None:
        self.tokens, self.phrases, self.clauses, self.light = antecedents.tokens, phrases, clauses, light
        self.antecedents = antecedents
        self.preps = preps
        self.before = {p.last: p.text for p in preps}

    def all(self) -> list[Phrase]:
        """All of them, in the order of the sentence."""
        inside = {i for p in self.phrases for i in range(p.first, p.last)}
        found = [
            p
            for i, token in enumerate(self.tokens)
            if i not in inside and (i == 0 or self._stands_for(i, token))
            for p in (
                *self._relative(i),
                *self._personal(i),
                *self._speaking(i),
                *self._latter(i),
                *self._here(i),
            )
        ]
        owners = [p for p in self.preps if p.owner >= 0]
        return found + [
            self._stand(e, p.owner, p.text, ANY_CASE, "owner") for p in owners for e in self._owners(p)
        ]

    def _stands_for(self, index: int, token: Token) -> bool:
        """Whether a word can be one of those that stand for something; the first of a sentence is always asked."""
        pronoun = (
            token.pos in {"PRON", "DET"} or token.word in _WE or token.word in _HERE or token.word == _IT
        )
        return pronoun or self.clauses[index].kind == "relative"

    def _owners(self, prep: Preposition) -> tuple[Entity, ...]:
        """Whose «его рамки», «её ход», «его силы» are."""
        if prep.text in _TIMES:
            return tuple(e for e in self.light.deeds if self._meant(self.tokens[prep.owner], e))
        if prep.text in _OWNED:
            return self._only(prep.owner, _OWNED[prep.text])
        return self._actors(prep.owner)

    def _only(self, index: int, kinds: frozenset[EntityType]) -> tuple[Entity, ...]:
        """The one entity of some classes that the sentence before named and a pronoun agrees with."""
        named = (e for e in self.light.near if e.type in kinds and self._meant(self.tokens[index], e))
        found = tuple(dict.fromkeys(named))
        return found if len(found) == 1 else ()

    def _speaking(self, index: int) -> list[Phrase]:
        """«нами проведён форум», «мною проведён приём»: whoever reports; not in what somebody is quoted to say."""
        said, who = word(self.tokens[index]), self.light.speaker
        if said in _I and self.tokens[index].pos == "PRON":
            who = self.light.officer
        case = _WE.get(said, _I.get(said, ""))
        own = self._quoted_speaker(index) if said in _WE else ()
        if own:
            return [self._stand(e, index, self.before.get(index, ""), frozenset({case}), "we") for e in own]
        quoted = self.tokens[0].text in DASHES or any(t.text in QUOTES for t in self.tokens[:1])
        if not case or quoted:
            return []
        prep = self.before.get(index, "")
        return [self._stand(e, index, prep, frozenset({case}), "we") for e in who]

    def _quoted_speaker(self, index: int) -> tuple[Entity, ...]:
        """«Союз женщин: «Мы провели …»»: who stands before the colon that a quotation follows."""
        colon = next((i for i in range(index - 1, -1, -1) if self.tokens[i].text == ":"), -1)
        opened = colon >= 0 and self.tokens[colon + 1].text in QUOTES
        named = (p for p in self.phrases if p.last == colon and "Nom" in p.cases and not p.preps)
        return tuple(p.entity for p in named if opened)

    def _here(self, index: int) -> list[Phrase]:
        """«Здесь проводятся концерты»: in the house that the sentence before spoke of."""
        place = _HERE.get(word(self.tokens[index])) if self.tokens[index].pos == "ADV" else None
        if place is None:
            return []
        houses = tuple(dict.fromkeys(e for e in self.light.near if e.type is EntityType.INSTITUTION))
        alone = houses if len(houses) == 1 else ()
        return [self._stand(e, index, place[0], frozenset({place[1]}), "here") for e in alone]

    def _latter(self, index: int) -> list[Phrase]:
        """«Последний объединяет …»: the last of those that the sentence before named."""
        alone = index == 0 and self.tokens[0].lemma == "последний" and self.tokens[1:2]
        if not alone or self.tokens[1].pos not in {"VERB", "ADP", "ADV"} or self.tokens[0].number != "Sing":
            return []
        named = [e for e in self.light.near if e.type in ACTORS] or self.light.actors
        fit = [e for e in named if self._agreeing(self.tokens[0], e)]
        return [self._stand(e, 0, "", frozenset({"Nom"}), "pronoun") for e in fit[-1:]]

    def _agreeing(self, adjective: Token, entity: Entity) -> bool:
        head = self.light.heads.get(entity.key)
        return head is None or head.gender in {"", adjective.gender}

    def _relative(self, index: int) -> list[Phrase]:
        token, clause = self.tokens[index], self.clauses[index]
        named = next((p for p in self.phrases if p.last == index), None)
        start = clause.start + 4 if named is None else clause.start + 4 + named.last - named.first
        if clause.kind != "relative" or start < index or self._of_thing(index, clause.start - 1):
            return []
        chain: tuple[int, ...] = ()
        number = token.number
        if word(token) in _ADVERBS:
            prep, case = _ADVERBS[word(token)]
        elif token.lemma == "который":
            prep, case = self.before.get(index, ""), token.case
            noun = self.tokens[index - 1]
            if not prep and case == "Gen" and noun.pos == "NOUN":  # «в состав которого»
                prep, case = self.before.get(index - 1, ""), noun.case
                chain, number = (index - 1,), noun.number  # «воспитанники которого участвуют»
        else:
            return []
        cases = frozenset({case}) if word(token) in {"которую", "которая"} else widened(case)
        if word(token) == "которой" and not chain:
            cases = _RULED.get(prep, cases)
        near = [p for p in self.phrases if p.last <= clause.start and not p.paren]
        bodies = [p for p in near if p.entity.type in _BODIES and self._fits(token, p)]
        joined = bool(chain) and self.tokens[chain[0]].lemma in _MEMBERSHIP and bool(bodies)
        found = self._partaken(index, near) or self.antecedents.relative(near, token)
        found = bodies[-1:] if joined else found
        return [
            replace(
                p,
                first=index,
                last=index + 1,
                preps=prep,
                cases=cases,
                chain=chain,
                opaque=bool(chain) and named is not None,
                via=False,
                group=2000 + index,
                paren=False,
                number=number,
                proxy="relative",
            )
            for p in found
        ]

    def _of_thing(self, index: int, noun: int) -> bool:
        """«занимается в зале, который дала школа»: it is the thing right before that is meant."""
        before = self.tokens[noun] if noun >= 0 else None
        if before is None or before.lemma not in _THINGS or self.tokens[index].lemma != "который":
            return False
        named = any(p.first <= noun < p.last for p in self.phrases)
        return not named and self.tokens[index].number in {"", before.number}

    def _partaken(self, index: int, near: Sequence[Phrase]) -> list[Phrase]:
        """«сходы в деревнях А и Б, в которых участвовали …»: one takes part in an event, not in a place."""
        clause, token = self.clauses[index], self.tokens[index]
        places = (
            bool(near) and near[-1].entity.type is EntityType.PLACE and self.before.get(index) in {"в", "на"}
        )
        lemmas = {t.lemma for t in self.tokens[index : index + _PARTAKING_SPAN]} if places else set()
        if clause.kind != "relative" or lemmas.isdisjoint(_PARTAKING):
            return []
        return [p for p in near if p.entity.type in DEEDS and self._fits(token, p)][-1:]

    def _fits(self, token: Token, phrase: Phrase) -> bool:
        return not (token.number and phrase.number) or token.number == phrase.number

    def _personal(self, index: int) -> list[Phrase]:
        token = self.tokens[index]
        case = "Gen" if word(token) in POSSESSIVES and token.pos == "DET" else token.case
        prep = self.before.get(index, "")
        taken_wrong = {"при", "в", "на"} if token.pos == "NOUN" else {"при"}
        mistaken = word(token) == _IT and prep in taken_wrong
        pronoun, case = token.pos in {"PRON", "DET"} or mistaken, "Loc" if mistaken else case
        if not is_personal(token) or not pronoun or not case:
            return []
        people = self._people(index)
        if people is not None:
            cases = widened(people.case)
            return [
                replace(self._stand(e, index, prep, cases, "pronoun"), via=True, number=people.number)
                for e in self._actors(index)
            ]
        if prep == "при" and (host := self._host(index)) is not None:
            return [self._stand(host, index, prep, frozenset({case}), "pronoun")]
        own = self._deed_before(index) or self._held(index, case)
        acted_on = case == "Gen" and not prep and index > 0 and self.tokens[index - 1].pos == "VERB"
        deeds = self._deeds(index) if prep or case == "Acc" or acted_on else []
        actors = () if mistaken and prep != "при" else self._actors(index)  # «В нём участвовали:»
        meant = (own,) if own is not None else (*actors, *deeds)
        if case == "Dat" and not prep and is_plural(token):
            meant = self._several(index) or meant
        cases = frozenset({case, "Acc"} if acted_on else {case})  # «учит их»
        if case == "Dat" and word(token) == "им" and self._passive(index):
            cases = frozenset({"Dat", "Ins"})  # «им издана книга»
        return [self._stand(e, index, prep, cases, "pronoun") for e in meant]

    def _held(self, index: int, case: str) -> Entity | None:
        """«Проект победил в конкурсе. Его проводило …»: the event is what is held, not the project."""
        held = case in {"Acc", "Gen"} and any(t.lemma in _HOLDING for t in self.tokens[index + 1 : index + 2])
        return next((e for e in self.light.aside if held and self._meant(self.tokens[index], e)), None)

    def _several(self, index: int) -> tuple[Entity, ...]:
        """«Община открыла курсы, библиотека дала им зал»: the deeds in the plural of the clause before, if no actors are."""
        before = [p for p in self.phrases if p.last <= index and not p.preps and not p.opaque and not p.paren]
        before = [p for p in before if self.clauses[p.first] is not self.clauses[index]]
        last = before[-1] if before else None
        if last is None or last.number != "Plur":
            return ()
        fits = last.entity.type in DEEDS and bool(last.cases & {"Nom", "Acc"})
        acting = any(p.number == "Plur" and p.entity.type in ACTORS for p in before)
        return (last.entity,) if fits and not acting else ()

    def _host(self, index: int) -> Entity | None:
        """«По инициативе главы при нём действует совет»: the office named last before «при нём»."""
        posts = [p for p in self.phrases if p.last <= index and p.entity.type is EntityType.POST]
        return posts[-1].entity if posts and not is_plural(self.tokens[index]) else None

    def _passive(self, index: int) -> bool:
        """Whether something is done in the clause of a pronoun, and nothing is given."""
        own = [self.tokens[i] for i in self.clauses[index].tokens]
        return any(t.feats.get("Variant") == "Short" and t.lemma not in _GIVEN for t in own)

    def _people(self, index: int) -> Token | None:
        """«его члены», «её активисты»: the people through whom an organisation acts."""
        if word(self.tokens[index]) not in POSSESSIVES:
            return None
        following = (
            t for t in self.tokens[index + 1 : index + _PEOPLE_SPAN] if t.pos not in {"ADJ", "NUM", "DET"}
        )
        noun = next(following, None)
        known = noun is not None and noun.pos == "NOUN" and noun.lemma in load().representatives - _OFFICERS
        return noun if known else None

    def _deed_before(self, index: int) -> Entity | None:
        """«Фестиваль принял гостей, площадку для него выделил …»: an event that is the subject of the clause before."""
        subjects = [
            p
            for p in self.phrases
            if p.last <= index
            and self.clauses[p.first] is not self.clauses[index]
            and "Nom" in p.cases
            and not (p.preps or p.opaque or p.paren)
        ]
        last = subjects[-1] if subjects else None
        deed = last is not None and last.entity.type in DEEDS and self._agrees(self.tokens[index], last)
        return last.entity if last is not None and deed and not is_plural(self.tokens[index]) else None

    def _actors(self, index: int) -> tuple[Entity, ...]:
        """Whom a pronoun means: the subject of a clause before, else those that the text spoke of last."""
        pronoun = self.tokens[index]
        own = [
            p
            for p in self.phrases
            if p.last <= index
            and self.clauses[p.first] is not self.clauses[index]
            and (
                p.entity.type in ACTORS
                or (p.entity.type in _PEOPLE and (p.number == "Plur") is is_plural(pronoun))
            )
            and "Nom" in p.cases
        ]
        several = [p for p in own if p.group == own[-1].group]
        if is_plural(pronoun) and len(several) > 1:
            return tuple(p.entity for p in several)
        named = [p for p in own if self._agrees(pronoun, p)]
        if named:
            return (named[-1].entity,)
        light = self.light.actors
        if is_plural(pronoun):
            return self._fronted() or light  # of one body too: its people («Их стараниями …»)
        fitting = tuple(e for e in light if self._meant(pronoun, e))
        if fitting or self._spoken_of_here(index):
            return fitting if len(fitting) == 1 else ()
        return self._only(index, ACTORS)

    def _fronted(self) -> tuple[Entity, ...]:
        """«В отряде 60 человек. Ими доставлено …»: the body that the sentence before began with, if none acted there."""
        light, near = self.light.actors, self.light.near
        first = near[:1] if not any(e in near for e in light) else ()
        return tuple(e for e in first if e.type in _BODIES)

    def _spoken_of_here(self, index: int) -> bool:
        """Whether the sentence itself names, before a pronoun, something that it may mean."""
        ruled = {i for p in self.phrases if p.preps or "Nom" not in p.cases for i in range(p.first, p.last)}
        before = (t for i, t in enumerate(self.tokens[:index]) if i not in ruled and t.case == "Nom")
        named = (t for t in before if t.pos in {"NOUN", "PROPN"})
        pronoun = self.tokens[index]
        return any(refers(pronoun, t) or t.feats.get("Animacy") == "Anim" for t in named)

    def _deeds(self, index: int) -> list[Entity]:
        """Which event, project or programme a pronoun means: the subject of a clause before, else the last spoken of."""
        own = [
            p
            for p in self.phrases
            if p.last <= index
            and self.clauses[p.first] is not self.clauses[index]
            and p.entity.type in DEEDS
            and "Nom" in p.cases
            and not p.preps
            and self._agrees(self.tokens[index], p)
        ]
        own = own or [p for p in self.phrases if self._just_done(p, index)]
        if own:
            return [own[-1].entity]
        return [e for e in self.light.deeds if self._meant(self.tokens[index], e)]

    def _just_done(self, phrase: Phrase, index: int) -> bool:
        """«провести форум и пригласить на него …»: what the verb before is done to."""
        deed = phrase.entity.type in DEEDS and not phrase.preps and "Acc" in phrase.cases
        if not deed or phrase.last > index or self.clauses[phrase.first] is not self.clauses[index]:
            return False
        verb = any(t.pos == "VERB" for t in self.tokens[phrase.last : index])
        return verb and self._agrees(self.tokens[index], phrase)

    def _agrees(self, pronoun: Token, phrase: Phrase) -> bool:
        head = head_of(self.tokens, phrase)
        return refers(pronoun, self.tokens[head])

    def _meant(self, pronoun: Token, entity: Entity) -> bool:
        head = self.light.heads.get(entity.key)
        return head is None or refers(pronoun, head)

    def _stand(self, entity: Entity, index: int, prep: str, cases: frozenset[str], kind: str) -> Phrase:
        return Phrase(entity, index, index + 1, prep, cases, group=3000 + index, proxy=kind)
