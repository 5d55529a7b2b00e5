"""Who fills the roles of a predicate: agent, patient, and places named by preposition and case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.extract.relations import nounroles, unsaid
from kg.extract.relations.agents import Agents
from kg.extract.relations.cases import ANY_CASE
from kg.extract.relations.clauses import is_participle
from kg.extract.relations.field import Argument, Field, Types, direct
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.mandates import issuer
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, Trigger, participle_voice
from kg.extract.relations.subjects import NOBODY
from kg.model import ACTORS, EntityType
from kg.structs import lazy, struct

_CORE = (
    frozenset(
        {
            "agent",
            "patient",
            "theme",
            "deed",
            "giver",
            "earlier",
            "receiver",
            "helped",
            "spoken",
            "beside",
            "home",
            "idea",
            "occasion",
            "planner",
            "by_programme",
            "helped_doing",
            "main",
        }
    )
    | ANY_CASE
)


@struct(frozen=True)
class Roles:
    """The roles around one trigger of a scene."""

    scene: Scene
    trigger: Trigger
    lexicon: Lexicon
    genitive: bool = False
    taken: int = NOBODY

    @lazy
    def field(self) -> Field:
        """The phrases around the trigger."""
        return Field(self.scene, self.trigger)

    @lazy
    def agents(self) -> Agents:
        """Who may act."""
        return Agents(self.field, self.lexicon, self.genitive, self.taken)

    @lazy
    def _filled(self) -> dict[tuple[tuple[str, ...], Types], list[Argument]]:
        return {}

    def fill(self, roles: tuple[str, ...], wanted: Types) -> Sequence[Argument]:
        """All arguments in the roles; of agent, patient and the like only the first that is filled."""
        found = self._filled.get((roles, wanted))
        if found is None:
            found = self._filled[roles, wanted] = self._found(roles, wanted)
        return found

    def _found(self, roles: tuple[str, ...], wanted: Types) -> list[Argument]:
        found: list[Argument] = []
        if wanted.isdisjoint(self.scene.types):
            return found
        for role in roles:
            if not found:
                found = self._one(role, wanted)
            elif role not in _CORE:
                known = [argument.phrase for argument in found]
                found = [*found, *(a for a in self._one(role, wanted) if a.phrase not in known)]
        return found

    def _one(self, role: str, wanted: Types) -> list[Argument]:
        if role in NAMED:
            return NAMED[role](self, wanted)
        if role in self.lexicon.markers:
            found = self.field.in_places(self.lexicon.markers[role], wanted)
            return found or (self._companions_before(wanted) if role == "with" else [])
        found = self.field.marked(role, wanted)
        return found if role != "Dat" or not self._anothers(found, wanted) else []

    def _anothers(self, found: Sequence[Argument], wanted: Types) -> bool:
        """«поддержку клубов, содействие диаспорам»: behind a comma the dative hangs on another noun."""
        if self.trigger.reading != "noun" or not found or not self._chained(wanted):
            return False
        between = range(self.trigger.index, found[0].phrase.first)
        return any(self.scene.tokens[i].text == "," for i in between if i not in self.scene.inside)

    def _agent(self, wanted: Types) -> list[Argument]:
        return self.agents.agent(wanted)

    def _theme(self, wanted: Types) -> list[Argument]:
        """What the predicate is said of: what is acted on, else the subject, or what its participle modifies."""
        if self.trigger.full and self.trigger.reading == "active":
            return self.patient(wanted) or self.field.modified(wanted)
        if self.trigger.reading == "word" and (participle := self.agents.participle()) is not None:
            done = Field(self.scene, participle).modified(wanted)
            if done:
                return done  # «фестиваль, проводимый клубом при поддержке фонда»
        return self.patient(wanted) or self.agents.subject(wanted)

    def _companions_before(self, wanted: Types) -> list[Argument]:
        """«музеем совместно с палатой собраны письма, проведена акция»: with whom the one acts who acts here too."""
        clause = self.field.clause.before
        if self.trigger.reading != "passive" or self.trigger.full or clause is None:
            return []
        acting = self.agents.agent(ACTORS)
        places = self.lexicon.markers["with"]
        if not acting or acting[0].how != "before":
            return []
        return [
            Argument(p, "before")
            for p in self.scene.phrases_in(clause)
            if p.entity.type in wanted and p.preps in places
        ]

    def _possessor(self, wanted: Types) -> list[Argument]:
        """«поездка актива»: whoever a noun is said of in the genitive."""
        return self.agents.possessors(wanted) if self.trigger.reading == "noun" else []

    def patient(self, wanted: Types) -> list[Argument]:
        """What is acted on."""
        if self.trigger.reading == "noun":
            return self._chained(wanted)
        if self.trigger.reading == "word":
            return self._backed(wanted)
        if self.trigger.reading == "passive":
            if self.trigger.full:
                return self.field.modified(wanted)
            return self.field.near(wanted, lambda p: direct(p) and bool(p.cases & {"Nom"}))
        negated = any(
            t.low == "не" for t in self.scene.tokens[max(0, self.trigger.index - 2) : self.trigger.index]
        )
        cases = {"Acc", "Gen"} if negated else {"Acc"}
        found = self.field.near(wanted, lambda p: direct(p) and bool(p.cases & cases))
        if negated or not found or not all("Nom" in a.phrase.cases and a.how == "right" for a in found):
            return found
        fronted = self.field.near(wanted, lambda p: direct(p) and p.cases == {"Acc"})
        return fronted or self._acted_deed(wanted) or found  # «школу опекает завод»

    def _acted_deed(self, wanted: Types) -> list[Argument]:
        """«турнир финансировали комитет и клуб»: an event before the verb does nothing itself."""
        before, deeds = self.trigger.index, wanted & {EntityType.EVENT, EntityType.PROJECT}
        own = (self.scene.tokens[i] for i in self.scene.outside(self.field.clause) if i < before)
        if self.trigger.infinitive or any(token.pos == "VERB" for token in own):
            return []
        return self.field.near(deeds, lambda p: p.last <= before and direct(p) and "Acc" in p.cases)

    def _backed(self, wanted: Types) -> list[Argument]:
        """«при поддержке отдела клуб провёл праздник»: the deed of the clause, else any subject or object."""
        found = self.field.near(wanted & DEEDS, _nominal) or self.field.near(wanted, _nominal)
        return found or self._done_with(wanted & DEEDS)

    def _done_with(self, wanted: Types) -> list[Argument]:
        """«фестиваль, проводимый отделом при участии клуба»: what the participle before a preposition is said of."""
        clause, tokens = self.field.clause, self.scene.tokens
        opening = (
            range(clause.start, min(clause.start + 5, self.trigger.index))
            if clause.kind == "participle"
            else ()
        )
        index = next((i for i in opening if is_participle(tokens[i])), -1)
        if index < 0:
            return []
        trigger = Trigger(index, participle_voice(tokens[index]), tokens[index].lemma, True)
        return Field(self.scene, trigger).modified(wanted)

    def _in_row(self, noun: int) -> bool:
        """«организатор и ведущий вечера»: whether a noun behind the trigger stands in one row with it."""
        tokens, first = self.scene.tokens, self.trigger.index
        between = tokens[first + 1 : noun]
        joint = any(t.low in {"и", ","} for t in between) and tokens[noun].case == tokens[first].case
        return joint and all(t.pos in {"NOUN", "ADJ", "CCONJ", "PUNCT"} for t in between)

    def _chained(self, wanted: Types) -> list[Argument]:
        harmless = self.lexicon.transparent | self.lexicon.representatives
        found = []
        for p in self.field.own(wanted):
            if self.trigger.index in p.chain:
                before = p.chain[: p.chain.index(self.trigger.index)]
                before = tuple(i for i in before if not self._in_row(i))
                if all(self.scene.tokens[i].lemma in harmless for i in before):
                    found.append(Argument(p, "chain"))
        return found


def _nominal(phrase: Phrase) -> bool:
    """Whether a phrase may be a subject or an object."""
    return direct(phrase) and bool(phrase.cases & {"Nom", "Acc"})


def _around(fill: Callable[[Field, Types], list[Argument]]) -> Callable[[Roles, Types], list[Argument]]:
    """A role for which the phrases around the trigger are enough."""
    return lambda roles, wanted: fill(roles.field, wanted)


NAMED: Mapping[str, Callable[[Roles, Types], list[Argument]]] = {
    "agent": Roles._agent,
    "patient": Roles.patient,
    "theme": Roles._theme,
    "possessor": Roles._possessor,
    **{role: _around(fill) for role, fill in {"issuer": issuer, **nounroles.ROLES, **unsaid.ROLES}.items()},
}
"""How a role is filled that is no place named by preposition and case."""
