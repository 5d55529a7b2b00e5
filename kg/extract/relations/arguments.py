"""Who fills the roles of a predicate: agent, patient, and places named by preposition and case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.extract.relations import nounroles
from kg.extract.relations.agents import NOBODY, Agents
from kg.extract.relations.cases import ANY_CASE
from kg.extract.relations.clauses import is_participle
from kg.extract.relations.field import Argument, Field, Types, direct
from kg.extract.relations.gifts import given_in, is_thing
from kg.extract.relations.homes import says_here
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.mandates import issuer
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, Trigger, participle_voice
from kg.lexicon import load
from kg.model import ACTORS, Entity, EntityType
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
        }
    )
    | ANY_CASE
)
_WORKING: frozenset[str] = frozenset(load("arguments.yaml")["working"])
_HELPED = ACTORS | DEEDS
_RECEIVERS = ACTORS - {
    EntityType.ADMINISTRATION,
    EntityType.REPRESENTATIVE_BODY,
    EntityType.ENTERPRISE,
    EntityType.FOUNDATION,
}
"""Who is helped where somebody is only said to give."""
"""How many nouns may lead to whose costs are paid."""


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

    def fill(self, roles: Sequence[str], wanted: Types) -> list[Argument]:
        """All arguments in the roles; of agent, patient and the like only the first that is filled."""
        found: list[Argument] = []
        for role in roles:
            if role not in _CORE or not found:
                known = [argument.phrase for argument in found]
                found += [argument for argument in self._one(role, wanted) if argument.phrase not in known]
        return found

    def _one(self, role: str, wanted: Types) -> list[Argument]:
        if wanted.isdisjoint(self.scene.types):
            return []
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

    def _issuer(self, wanted: Types) -> list[Argument]:
        return issuer(self.field, wanted)

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

    def _met(self, wanted: Types) -> list[Argument]:
        """«ведётся взаимодействие с клубами, проводятся встречи»: with whom the clause before says to work."""
        clause = self.field.clause.before
        if clause is None or not any(self.scene.tokens[i].lemma in _WORKING for i in clause.tokens):
            return []
        return [Argument(p, "met") for p in self._before(wanted, lambda p: p.preps == "с" and not p.opaque)]

    def _possessor(self, wanted: Types) -> list[Argument]:
        """«поездка актива»: whoever a noun is said of in the genitive."""
        return self.agents.possessors(wanted) if self.trigger.reading == "noun" else []

    def _earlier(self, wanted: Types) -> list[Argument]:
        """What the clause before spoke of («проведён форум, выступили …»); only where the own clause has none of it."""
        return [Argument(p, "earlier") for p in self._before(wanted, lambda p: not p.opaque)[-1:]]

    def _receiver(self, wanted: Types) -> list[Argument]:
        """«обществу предоставлено помещение, выделена субсидия»: the receiver that the clause before named."""
        if self.trigger.reading not in {"passive", "word"}:
            return []
        return [
            Argument(p, "receiver") for p in self._before(wanted, lambda p: p.cases == {"Dat"} and direct(p))
        ]

    def _helped(self, wanted: Types) -> list[Argument]:
        """«предоставила палате кабинет, сопровождение возложено …»: the receiver that the clause before named, if any."""
        own = any(p.cases == {"Dat"} and direct(p) for p in self.field.own(wanted))
        before = [] if own else self._before(wanted, lambda p: p.cases == {"Dat"} and direct(p))
        return [Argument(p, "receiver") for p in before]

    def _home(self, wanted: Types) -> list[Argument]:
        """«в городе действуют …»: the report's own municipality, where the clause says so without a name."""
        home = self.scene.light.home
        here = home is not None and home.type in wanted and says_here(self.scene, self.field.clause, home)
        return [Argument(_absent(home), "home")] if here and home is not None else []

    def _before(self, wanted: Types, fits: Callable[[Phrase], bool]) -> list[Phrase]:
        """Fitting phrases of the nearest clause before that has any."""
        clause = self.field.clause
        while clause.before is not None:
            clause = clause.before
            found = [p for p in self.scene.phrases_in(clause) if p.entity.type in wanted and fits(p)]
            if found:
                return found
        return []

    def _deed(self, wanted: Types) -> list[Argument]:
        """The event or project that the text spoke of last, where the clause names none."""
        if any(not p.proxy for p in self.field.own(wanted)):
            return []
        return [Argument(_absent(e), "deed") for e in self.scene.light.deeds if e.type in wanted]

    def _spoken(self, wanted: Types) -> list[Argument]:
        """Who or what is helped where the clause does not say: what brackets stand behind, or was spoken of last."""
        if nounroles.addressed(self):
            return []
        before = nounroles.bracketed(self, wanted) or self._before(wanted & DEEDS, lambda _: True)[-1:]
        meant = before or self._before(wanted, lambda p: p.proxy == "pronoun")
        deeds = [Argument(p, "earlier") for p in meant] or self._deed(wanted & DEEDS)
        if deeds:
            return deeds
        if self._busy():
            return []
        own = self._helped(wanted) or self._clause_subject(wanted & _RECEIVERS)
        if own:
            return own
        here = {p.entity.key for p in self.scene.phrases}
        actors = (e for e in self.scene.light.actors if e.type in wanted and e.key not in here)
        return [Argument(_absent(e), "spoken") for e in actors]

    def _spoken_here(self, wanted: Types) -> list[Argument]:
        """The same of the sentence alone: the deed of a clause before, or whom it is of."""
        if self.field.clause.before is None or nounroles.addressed(self) or self._busy():
            return []
        deeds = self._before(wanted & DEEDS, lambda p: not p.opaque)[-1:]
        found = [Argument(p, "earlier") for p in deeds]
        return found or self._helped(wanted) or self._clause_subject(wanted & _RECEIVERS)

    def _busy(self) -> bool:
        """«волонтёры, взявшие шефство над приютом, собрали корм»: a clause within names whom it is for."""
        scene, own = self.scene, self.field.clause
        return any(scene.clauses[p.first].parent is own and p.entity.type in _HELPED for p in scene.phrases)

    def _clause_subject(self, wanted: Types) -> list[Argument]:
        """«Музей нуждается в помощи, мебель подарил завод»: whom the clause before is of, if it gives nothing itself."""
        clause = self.field.clause.before
        if clause is None or given_in(self.scene, clause) >= 0:
            return []
        found = [p for p in self.scene.phrases_in(clause) if "Nom" in p.cases and direct(p) and not p.paren]
        first = [p for p in found if p.group == found[0].group and not p.vague]
        return [Argument(p, "before") for p in first if p.entity.type in wanted]

    def _using(self, wanted: Types) -> list[Argument]:
        """«живёт в доме, построенном заводом», «занимается в зале, который дала школа»: who uses what was given."""
        return self._served_by(wanted, given=True)

    def _spending(self, wanted: Types) -> list[Argument]:
        """«на средства, выделенные фондом, клуб сшил костюмы»: who spends what was given."""
        return self._served_by(wanted, given=False)

    def _served_by(self, wanted: Types, *, given: bool) -> list[Argument]:
        clause, scene = self.field.clause, self.scene
        if (
            clause.kind not in {"participle", "relative"}
            or clause.parent is None
            or nounroles.addressed(self)
        ):
            return []
        noun = clause.start - 1
        if noun < 0 or noun in scene.inside or is_thing(scene, noun) is not given:
            return []
        if not given and scene.tokens[noun].lemma not in nounroles.GIFTS:
            return []
        whole = [p for p in scene.phrases_in(clause.parent) if direct(p) and "Nom" in p.cases and not p.paren]
        return [Argument(p, "using") for p in whole if p.entity.type in wanted]

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


def _absent(entity: Entity) -> Phrase:
    """What the text before spoke of, as if it stood in the sentence."""
    return Phrase(entity, -1, -1, "", frozenset({"Nom"}), group=-2, proxy="deed")


NAMED: Mapping[str, Callable[[Roles, Types], list[Argument]]] = {
    "agent": Roles._agent,
    "patient": Roles.patient,
    "theme": Roles._theme,
    "issuer": Roles._issuer,
    "giver": nounroles.giver,
    "deed": Roles._deed,
    "purpose": nounroles.purpose,
    "earlier": Roles._earlier,
    "receiver": Roles._receiver,
    "helped": Roles._helped,
    "spoken": Roles._spoken,
    "served": nounroles.served,
    "award": nounroles.award,
    "idea": nounroles.idea,
    "occasion": nounroles.occasion,
    "planner": nounroles.planner,
    "by_programme": nounroles.by_programme,
    "helped_doing": nounroles.helped_doing,
    "assisted": nounroles.assisted,
    "cost": nounroles.cost,
    "possession": nounroles.possession,
    "house": nounroles.house,
    "using": Roles._using,
    "spoken_here": Roles._spoken_here,
    "spending": Roles._spending,
    "improved": nounroles.improved,
    "beside": nounroles.beside,
    "possessor": Roles._possessor,
    "met": Roles._met,
    "home": Roles._home,
}
"""How a role is filled that is no place named by preposition and case."""
