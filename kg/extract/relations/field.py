"""What stands around a predicate: which phrases of its clause it can reach."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import cache

from kg.extract.grammar import DASHES
from kg.extract.relations.antecedents import Antecedents
from kg.extract.relations.cases import ANY_CASE, dictionary_cases, forms_of, head_of
from kg.extract.relations.clauses import Clause, is_finite, is_participle
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, Trigger
from kg.lexicon import words
from kg.model import EntityType
from kg.structs import lazy, struct

Types = frozenset[EntityType]
_LASTING = frozenset({"в рамках", "в ходе", "в дни", "во время", "в период"})
"""Prepositions of what goes on while other things are done."""
_RESOLVING = words("arguments.yaml", "resolving")
_OPENING = 6
"""Tokens before a name that opens its sentence."""
_COPULAS = frozenset({"быть", "являться", "стать", "мочь"})


@struct(frozen=True, slots=True)
class Argument:
    """A phrase in a role, and how it was found."""

    phrase: Phrase
    how: str


def direct(phrase: Phrase) -> bool:
    """Whether no preposition stands before a phrase, and no noun that changes what is meant."""
    return not phrase.preps and not phrase.opaque


@cache
def _place(marker: str) -> tuple[str, str]:
    """Preposition and case of a marker («в+Loc»); no case where any will do."""
    prep, _, case = marker.partition("+")
    return prep, case


@cache
def openings(markers: tuple[str, ...]) -> frozenset[str]:
    """The prepositions of some markers; empty for a bare case."""
    return frozenset("" if marker in ANY_CASE else _place(marker)[0] for marker in markers)


@struct(frozen=True)
class Field:
    """The phrases around one trigger of a scene."""

    scene: Scene
    trigger: Trigger

    @lazy
    def clause(self) -> Clause:
        """The clause that the trigger stands in."""
        return self.scene.clauses[self.trigger.index]

    def ladder(self) -> list[tuple[Clause, str]]:
        """The trigger's clause, the one that it hangs on and those before, each with how it is reached."""
        clause = self.clause
        steps = [(clause, "")]
        if clause.kind in {"sub"} and clause.parent is not None:
            steps.append((clause.parent, "parent"))
        while clause.before is not None:
            clause = clause.before
            steps.append((clause, "before"))
        return steps

    def passive(self) -> bool:
        """Whether the trigger's clause has a short participle or adjective («проведён»)."""
        scene = self.scene
        own = (scene.tokens[i] for i in scene.outside(self.clause))
        return any(token.feats.get("Variant") == "Short" for token in own)

    def own(self, wanted: Types) -> list[Phrase]:
        """Phrases of the trigger's clause, with it in brackets or out of them."""
        if wanted not in self._owned:
            self._owned[wanted] = [p for p in self.reach if p.entity.type in wanted]
        return self._owned[wanted]

    @lazy
    def _owned(self) -> dict[Types, list[Phrase]]:
        return {}

    @lazy
    def reach(self) -> tuple[Phrase, ...]:
        """The phrases of the trigger's clause, with it in brackets or out of them."""
        paren = self.scene.parens[self.trigger.index]
        return tuple(p for p in self.scene.phrases_in(self.clause) if p.paren == paren)

    @lazy
    def _preps(self) -> frozenset[str]:
        return frozenset(p.preps for p in self.reach) | frozenset(self._doubles.values())

    def _stands_in(self, phrase: Phrase, prep: str) -> bool:
        return phrase.preps == prep or self._doubles.get(phrase.first) == prep

    @lazy
    def _doubles(self) -> dict[int, str]:
        """«по инициативе и при участии клуба»: the other preposition of a phrase, by its first token."""
        found: dict[int, str] = {}
        for one, other in itertools.pairwise(self.scene.preps):
            if other.first - one.last == 1 and self.scene.tokens[one.last].low in {"и", ","}:
                own = (p for p in self.reach if p.preps == other.text and p.first >= other.last)
                found |= {p.first: one.text for p in own}
        return found

    def near(self, wanted: Types, fits: Callable[[Phrase], bool]) -> list[Argument]:
        """Fitting phrases right of the trigger up to the next verb, else left of it back to the verb before."""
        own = [p for p in self.own(wanted) if fits(p)]
        own = [p for p in own if not self._in_gap(p, own)]
        if not own:
            return []
        right = self._limits[1]
        after = (p for p in own if self.trigger.index < p.first < right)
        found = [Argument(p, "right") for p in after if not self._goes_on(p)]
        if found:
            return found
        left = self._limits[0]
        nearest = [p for p in own if left < p.first < self.trigger.index and not self._unclear(p)]
        nearest = [p for p in nearest if not (p.preps and self._of_verb_before(p))]
        return [Argument(p, "left") for p in nearest if p.group == nearest[-1].group]

    def _of_verb_before(self, phrase: Phrase) -> bool:
        """«участвуют в акциях, реализуют проекты»: the place of a verb that a comma parts from the next."""
        tokens, index = self.scene.tokens, self.trigger.index
        parted = index > 0 and tokens[index - 1].text == "," and is_finite(tokens[index])
        verbs = (i for i in self.scene.outside(self.clause) if i < phrase.first)
        return parted and any(is_finite(tokens[i]) for i in verbs)

    def _unclear(self, phrase: Phrase) -> bool:
        """Whether a phrase shows no case, and does not open the sentence («НКО освобождены от …»)."""
        short = self.trigger.reading == "passive" and not self.trigger.full
        free = phrase.first == 0 and (short or self._acted_behind())
        return phrase.vague and not phrase.preps and not free

    def _acted_behind(self) -> bool:
        """«Жюри возглавил директор»: behind the verb stands what can only be its subject."""
        verb = self.trigger.reading == "active" and not self.trigger.infinitive and not self.trigger.full
        behind = (p for p in self.reach if p.first > self.trigger.index and direct(p))
        return verb and any("Nom" in p.cases and "Acc" not in p.cases for p in behind)

    def _goes_on(self, phrase: Phrase) -> bool:
        """«провести форум и вместе с фондом объявить конкурс»: a preposition behind «и» belongs to the verb behind it."""
        starts = [q.first for q in self.scene.preps if q.last <= phrase.first and q.text == phrase.preps]
        if not starts or starts[-1] <= self.trigger.index or self.trigger.reading == "word":
            return False
        tokens, inside = self.scene.tokens, self.scene.inside
        joined = tokens[starts[-1] - 1].low == "и"
        between = range(self.trigger.index + 1, starts[-1])
        behind = (i for i in self.clause.tokens if i >= phrase.last and i not in inside)
        verbs = (i for i in behind if tokens[i].pos == "VERB" and not is_participle(tokens[i]))
        return joined and any(i in inside for i in between) and next(verbs, -1) >= 0

    def _in_gap(self, phrase: Phrase, own: Sequence[Phrase]) -> bool:
        """«в состав совета входят …, в состав палаты – …»: the dash stands for the verb of another such phrase."""
        tokens = self.scene.tokens
        dashed = phrase.last < len(tokens) and tokens[phrase.last].text in DASHES and bool(phrase.preps)
        left = (p for p in own if p.last <= self.trigger.index and p.preps == phrase.preps)
        return dashed and phrase.first > self.trigger.index and any(True for _ in left)

    def in_places(self, markers: tuple[str, ...], wanted: Types) -> list[Argument]:
        """Phrases in any of some places, place by place."""
        if openings(markers).isdisjoint(self._preps):
            return []
        return [argument for marker in markers for argument in self.marked(marker, wanted)]

    def marked(self, marker: str, wanted: Types) -> list[Argument]:
        """Phrases in a place that a preposition and a case name, or one of them («в+Loc», «силами», «Dat»)."""
        if marker in ANY_CASE:
            found = self.near(wanted, lambda p: direct(p) and marker in p.cases and "Nom" not in p.cases)
            return found or (self._undeclined(wanted) if marker == "Dat" else [])
        prep, case = _place(marker)
        if prep not in self._preps:
            return []
        found = self.near(
            wanted, lambda p: self._stands_in(p, prep) and (not case or case in p.cases) and not p.opaque
        )
        return found or (self._overarching(wanted, prep) if prep in _LASTING else [])

    def _overarching(self, wanted: Types, prep: str) -> list[Argument]:
        """«В рамках программы предстоит создать А, провести Б»: what opens a sentence is said of all its verbs."""
        opening = [p for p in self.own(wanted) if p.preps == prep and not p.opaque and not p.paren][:1]
        before = self.scene.tokens[: opening[0].first] if opening else ()
        plain = len(before) <= _OPENING and not any(is_finite(t) or t.text == "," for t in before)
        plain = plain and self.scene.lemmas.isdisjoint(_RESOLVING)
        return [Argument(p, "opening") for p in opening if plain and p.last <= self.trigger.index]

    def _undeclined(self, wanted: Types) -> list[Argument]:
        """«выделила ДНД автомобиль»: a name that shows no case, right behind the predicate."""
        beside = (p for p in self.own(wanted) if p.vague and direct(p) and p.first == self.trigger.index + 1)
        return [Argument(p, "undeclined") for p in beside if not p.proxy]

    def modified(self, wanted: Types) -> list[Argument]:
        """The phrase that a full participle modifies: after it without a comma, before it with one."""
        token = self.scene.tokens[self.trigger.index]
        clause = self.clause
        if clause.kind == "participle" and (
            clause.start < self.trigger.index <= clause.start + 4 or self._second()
        ):
            left = [
                p
                for p in self.scene.phrases
                if p.last <= clause.start + 1 and not (p.paren and not self.scene.parens[self.trigger.index])
            ]
            cases = forms_of(token)
            agree = [p for p in left if not token.case or cases & p.cases or p.chain]
            if not left or not agree or left[-1].group != agree[-1].group:
                return self._behind(left, wanted)
            group = [p for p in agree if p.group == agree[-1].group]
            chosen = group if token.number == "Plur" else group[-1:]
            return [Argument(p, "participle") for p in chosen if p.entity.type in wanted]
        right = [p for p in self.scene.phrases if p.first > self.trigger.index and (token.case in p.cases)]
        chosen = [p for p in right[:3] if p.entity.type in wanted and p.first - self.trigger.index < 12][:1]
        return [Argument(p, "participle") for p in chosen]

    def _second(self) -> bool:
        """«центр, открытый в мае и работающий с …»: a participle behind «и» that agrees with the one opening its clause."""
        tokens, clause, index = self.scene.tokens, self.clause, self.trigger.index
        own = tokens[index]
        opening = next((tokens[i] for i in clause.tokens[:5] if is_participle(tokens[i])), None)
        if opening is None or opening is own or tokens[index - 1].low not in {"и", ","}:
            return False
        return not forms_of(opening).isdisjoint(forms_of(own)) and opening.number == own.number

    def _behind(self, left: Sequence[Phrase], wanted: Types) -> list[Argument]:
        """What a participle means that agrees with no phrase: a name within the last one.

        Or the last itself, where the tagger only mistook its case («согласно программе, утверждённой Думой»).
        """
        token = self.scene.tokens[self.trigger.index]
        within = left and Antecedents(self.scene.tokens, self.scene.mentions).participle(left[-1], token)
        if within or not left:
            return [Argument(p, "participle.within") for p in within or () if p.entity.type in wanted]
        last = left[-1]
        head = self.scene.tokens[head_of(self.scene.tokens, last)]
        alike = head.number == token.number and (head.gender == token.gender or token.number == "Plur")
        agrees = (
            alike and last.last == self.clause.start and not dictionary_cases(token).isdisjoint(last.cases)
        )
        return [Argument(last, "participle")] if agrees and last.entity.type in wanted else []

    @lazy
    def issued(self) -> bool:
        """«постановлением утверждена …»: whether an act is said to do it."""
        acts = self.own(frozenset({EntityType.DOCUMENT}))
        return any("Ins" in p.cases and not p.preps for p in acts)

    @lazy
    def _limits(self) -> tuple[int, int]:
        return self._limit(-1), self._limit(1)

    def _limit(self, step: int) -> int:
        """The next other verb of the clause, with a phrase in between, in a direction."""
        index, seen = self.trigger.index + step, False
        tokens, spare = self.scene.tokens, step > 0 and self._leads()
        while 0 <= index < len(tokens):
            if self.scene.clauses[index] is self.clause:
                if index in self.scene.inside:
                    seen = True
                elif (seen or self._told_apart(index, step)) and self._bounds(index, step):
                    if not spare:
                        return index
                    spare = False
            index += step
        return index

    def _told_apart(self, index: int, step: int) -> bool:
        """«помогают пенсионерам, участвуют в акциях»: each of two verbs with a noun of its own, a comma between them."""
        first, second = sorted((self.trigger.index, index))
        tokens = self.scene.tokens
        if step < 0 or self.trigger.infinitive or not is_finite(tokens[index]):
            return False
        while second - 1 > first and tokens[second - 1].pos in {"ADV", "PART"}:
            second -= 1
        nouns = any(t.pos == "NOUN" for t in tokens[first + 1 : second])
        return tokens[second - 1].text == "," and nouns

    def _bounds(self, index: int, step: int) -> bool:
        """Whether a verb ends what another reaches; an infinitive does behind an infinitive («провести А и издать Б»)."""
        token = self.scene.tokens[index]
        next_ = step > 0 and self.trigger.infinitive and token.feats.get("VerbForm") == "Inf"
        return next_ or (is_finite(token) and not self.copula(index))

    def _leads(self) -> bool:
        """Whether a preposition stands before the predicate of its clause, which then bounds nothing."""
        before = (i for i in self.clause.tokens if i < self.trigger.index and i not in self.scene.inside)
        return self.trigger.reading == "word" and not any(is_finite(self.scene.tokens[i]) for i in before)

    def copula(self, index: int) -> bool:
        """Whether a token is a verb that only links."""
        return self.scene.tokens[index].lemma in _COPULAS
