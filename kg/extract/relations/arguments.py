"""Who fills the roles of a predicate: agent, patient, and places named by preposition and case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extract.relations.clauses import Clause, is_finite, is_participle
from kg.extract.relations.government import ANY_CASE
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, Trigger, participle_voice
from kg.lexicon import load
from kg.model import EntityType

Types = frozenset[EntityType]
_TELLING: frozenset[str] = frozenset(load("arguments.yaml")["telling"])
_PASSIVE_SUBJECTS = frozenset({EntityType.MEDIA})
_CORE = frozenset({"agent", "patient", "theme", "deed", "giver"}) | ANY_CASE
GIFTS: frozenset[str] = frozenset(load("arguments.yaml")["gifts"])


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase in a role, and how it was found."""

    phrase: Phrase
    how: str


@dataclass(frozen=True)
class Roles:
    """The roles around one trigger of a scene."""

    scene: Scene
    trigger: Trigger
    lexicon: Lexicon
    genitive_agent: bool = False

    @cached_property
    def clause(self) -> Clause:
        """The clause that the trigger stands in."""
        return self.scene.clauses[self.trigger.index]

    def fill(self, roles: Sequence[str], wanted: Types) -> list[Argument]:
        """All arguments in the roles; of agent, patient and the like only the first that is filled."""
        found: list[Argument] = []
        for role in roles:
            if role not in _CORE or not found:
                found += [a for a in self._one(role, wanted) if a.phrase not in [f.phrase for f in found]]
        return found

    def _one(self, role: str, wanted: Types) -> list[Argument]:
        named: dict[str, Callable[[Types], list[Argument]]] = {
            "agent": self.agent,
            "patient": self.patient,
            "theme": self._theme,
            "issuer": self._issuer,
            "giver": self._giver,
            "deed": self._deed,
        }
        if role in named:
            return named[role](wanted)
        if role in self.lexicon.markers:
            return [a for text in self.lexicon.markers[role] for a in self._marked(text, wanted)]
        return self._marked(role, wanted)

    def _theme(self, wanted: Types) -> list[Argument]:
        """What the predicate is said of: what is acted on, else the subject, or what its participle modifies."""
        if self.trigger.full and self.trigger.reading == "active":
            return self._modified(wanted)
        return self.patient(wanted) or self._subject(wanted)

    def _giver(self, wanted: Types) -> list[Argument]:
        """«грант фонда …»: whoever a word for money stands before."""
        own = (p for p in self._own(wanted) if p.chain)
        return [Argument(p, "giver") for p in own if self.scene.tokens[p.chain[0]].lemma in GIFTS]

    def _deed(self, wanted: Types) -> list[Argument]:
        """The event or project that the text spoke of last."""
        proxy = (
            Phrase(e, -1, -1, "", frozenset({"Nom"}), group=-2, proxy="deed") for e in self.scene.light.deeds
        )
        return [Argument(p, "deed") for p in proxy if p.entity.type in wanted]

    # --- where phrases may stand

    def _own(self, wanted: Types) -> list[Phrase]:
        clause = self.clause
        return [
            p for p in self.scene.phrases
            if p.entity.type in wanted and self.scene.clauses[p.first] is clause
            and p.paren == self.scene.parens[self.trigger.index]
        ]  # fmt: skip

    @cached_property
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
                elif seen and is_finite(tokens[index]) and not self._copula(index):
                    if not spare:
                        return index
                    spare = False
            index += step
        return index

    def _leads(self) -> bool:
        """Whether a preposition stands before the predicate of its clause, which then bounds nothing."""
        before = (i for i in self.clause.tokens if i < self.trigger.index and i not in self.scene.inside)
        return self.trigger.reading == "word" and not any(is_finite(self.scene.tokens[i]) for i in before)

    def _copula(self, index: int) -> bool:
        return self.scene.tokens[index].lemma in {"быть", "являться", "стать", "мочь"}

    def _near(self, wanted: Types, fits: Callable[[Phrase], bool]) -> list[Argument]:
        """Fitting phrases right of the trigger up to the next verb, else left of it back to the verb before."""
        own = [p for p in self._own(wanted) if fits(p)]
        right = self._limits[1]
        found = [Argument(p, "right") for p in own if self.trigger.index < p.first < right]
        if found:
            return self._run(found)
        left = self._limits[0]
        nearest = [p for p in own if left < p.first < self.trigger.index and not (p.vague and not p.preps)]
        return [Argument(p, "left") for p in nearest if p.group == nearest[-1].group]

    def _run(self, found: list[Argument]) -> list[Argument]:
        return found

    # --- roles

    def _direct(self, phrase: Phrase) -> bool:
        return not phrase.preps and not phrase.opaque

    def agent(self, wanted: Types) -> list[Argument]:
        """Who acts."""
        if self.trigger.reading == "noun":
            return self._noun_agent(wanted)
        if self.trigger.reading == "word":
            return self._companion(wanted)
        if self.trigger.reading == "passive":
            return self._instrument(wanted) or self._forces(wanted)
        if self.trigger.full:
            return self._modified(wanted)
        return self._told(wanted) or self._subject(wanted) or self._forces(wanted)

    def _companion(self, wanted: Types) -> list[Argument]:
        """With whom «совместно с …» is said: who acts in its clause, in whatever way."""
        if self._passive_clause():
            return self._instrument(wanted) or self._forces(wanted)
        told = self._told(wanted) if self._infinitive() else []
        return told or self._subject(wanted - _PASSIVE_SUBJECTS) or self._forces(wanted)

    def _infinitive(self) -> bool:
        return any(self.scene.tokens[i].feats.get("VerbForm") == "Inf" for i in self.clause.tokens)

    def _told(self, wanted: Types) -> list[Argument]:
        """«рекомендовала администрации поддержать …», «администрации предстоит …»: the dative acts."""
        verbs = (
            i
            for i, t in enumerate(self.scene.tokens)
            if t.lemma in _TELLING and self.scene.clauses[i] is self.clause
        )
        open_ = self.trigger.infinitive or self.trigger.reading == "word"
        if not open_ or not any(i < self.trigger.index for i in verbs):
            return []
        told = [
            p
            for p in self._own(wanted)
            if p.first < self.trigger.index and self._direct(p) and p.cases == {"Dat"}
        ]
        return [Argument(p, "told") for p in told if p.group == told[-1].group]

    def _passive_clause(self) -> bool:
        return any(
            t.feats.get("Variant") == "Short" and self.scene.clauses[i] is self.clause
            for i, t in enumerate(self.scene.tokens) if i not in self.scene.inside
        )  # fmt: skip

    def _noun_agent(self, wanted: Types) -> list[Argument]:
        participle = self._participle()
        if participle is not None:
            return Roles(self.scene, participle, self.lexicon).agent(wanted)
        after = [
            p
            for p in self._own(wanted)
            if p.first > self.trigger.index and self._direct(p) and p.cases == {"Ins"}
        ]
        if after and after[0].first - self.trigger.index < 4:
            return [Argument(p, "right") for p in after if p.group == after[0].group]
        return self._subject(wanted) or self._instrument(wanted) or self._forces(wanted)

    def _issuer(self, wanted: Types) -> list[Argument]:
        """«постановлением администрации утверждена …»: whoever issued the document that does it."""
        if self.trigger.reading != "passive" or self.trigger.full:
            return []
        acts = [p for p in self._own(frozenset({EntityType.DOCUMENT})) if "Ins" in p.cases and not p.preps]
        inside = (
            (p, m, e) for p in acts for m, e in self.scene.mentions if p.first < m.first and m.last <= p.last
        )
        return [
            Argument(replace(p, entity=e, proxy="issuer"), "issuer") for p, _, e in inside if e.type in wanted
        ]

    def _participle(self) -> Trigger | None:
        """«…, оказывающий поддержку»: the light verb of a noun is the participle that opens its clause."""
        clause = self.clause
        if clause.kind != "participle":
            return None
        for index in range(clause.start, min(clause.start + 5, self.trigger.index)):
            if is_participle(self.scene.tokens[index]):
                voice = participle_voice(self.scene.tokens[index])
                return Trigger(index, voice, self.scene.tokens[index].lemma, True)
        return None

    def _forces(self, wanted: Types) -> list[Argument]:
        return [a for text in self.lexicon.markers["forces"] for a in self._marked(text, wanted)]

    def _subject(self, wanted: Types) -> list[Argument]:
        for clause, how in self._ladder():
            found = self._nominative(clause, wanted, how)
            if found:
                return found
        return []

    def _ladder(self) -> list[tuple[Clause, str]]:
        clause = self.clause
        steps = [(clause, "")]
        if clause.kind in {"sub"} and clause.parent is not None:
            steps.append((clause.parent, "parent"))
        if clause.before is not None:
            steps.append((clause.before, "before"))
        return steps

    def _nominative(self, clause: Clause, wanted: Types, how: str) -> list[Argument]:
        paren = self.scene.parens[self.trigger.index]
        fits = [
            p for p in self.scene.phrases
            if p.entity.type in wanted and self.scene.clauses[p.first] is clause and self._direct(p)
            and "Nom" in p.cases and p.paren == paren and self._agrees(p)
        ]  # fmt: skip
        ranked = sorted((p for p in fits if not p.vague), key=lambda p: self._remoteness(p, how))
        ranked += sorted((p for p in fits if p.vague), key=lambda p: self._remoteness(p, how))
        if not ranked:
            return []
        side = "left" if ranked[0].first < self.trigger.index else "right"
        return [
            Argument(p, how or side + (".vague" if p.vague else "") + (f".{p.proxy}" if p.proxy else ""))
            for p in fits
            if p.group == ranked[0].group
        ]

    def _remoteness(self, phrase: Phrase, how: str) -> tuple[int, int]:
        """How unlikely a nominative is the subject: verbs in between, then side, then distance."""
        if how:
            return 0, phrase.first
        left = phrase.first < self.trigger.index
        low, high = sorted((phrase.first, self.trigger.index))
        verbs = [
            i
            for i in range(low + 1, high)
            if is_finite(self.scene.tokens[i])
            and i not in self.scene.inside
            and self.scene.clauses[i] is self.clause
        ]
        blocked = any(not self._copula(i) for i in verbs) and self.trigger.reading != "noun"
        own = (
            [
                i
                for i in verbs
                if any(
                    phrase.last <= q.first < i
                    for q in self.scene.phrases
                    if "Nom" in q.cases and self._direct(q)
                )
            ]
            if left
            else verbs
        )
        return (3 if not left and blocked else 2 if left and own and blocked else 1 if not left else 0), abs(
            phrase.first - self.trigger.index
        )

    def _agrees(self, phrase: Phrase) -> bool:
        token = self.scene.tokens[self.trigger.index]
        if self.trigger.reading == "noun" or not is_finite(token) or not token.number or not phrase.number:
            return True
        several = sum(p.group == phrase.group for p in self.scene.phrases) > 1
        return several or phrase.number == token.number

    def _instrument(self, wanted: Types) -> list[Argument]:
        for clause, how in self._ladder():
            fits = [
                p for p in self.scene.phrases
                if p.entity.type in wanted and self.scene.clauses[p.first] is clause
                and not p.preps and not p.opaque and "Ins" in p.cases
                and p.paren == self.scene.parens[self.trigger.index]
            ]  # fmt: skip
            if fits:
                best = min(fits, key=lambda p: (abs(p.first - self.trigger.index), p.first))
                return [Argument(p, how or "ins") for p in fits if p.group == best.group]
        return []

    def _modified(self, wanted: Types) -> list[Argument]:
        """The phrase that a full participle modifies: after it without a comma, before it with one."""
        token = self.scene.tokens[self.trigger.index]
        clause = self.clause
        if clause.kind == "participle" and clause.start < self.trigger.index <= clause.start + 4:
            left = [
                p
                for p in self.scene.phrases
                if p.last <= clause.start + 1 and not (p.paren and not self.scene.parens[self.trigger.index])
            ]
            agree = [p for p in left if not token.case or token.case in p.cases or p.chain]
            if not left or not agree or left[-1].group != agree[-1].group:
                return []
            group = [p for p in agree if p.group == agree[-1].group]
            chosen = group if token.number == "Plur" else group[-1:]
            return [Argument(p, "participle") for p in chosen if p.entity.type in wanted]
        right = [p for p in self.scene.phrases if p.first > self.trigger.index and (token.case in p.cases)]
        chosen = [p for p in right[:3] if p.entity.type in wanted and p.first - self.trigger.index < 12][:1]
        return [Argument(p, "participle") for p in chosen]

    def patient(self, wanted: Types) -> list[Argument]:
        """What is acted on."""
        if self.trigger.reading == "noun":
            return self._chained(wanted)
        if self.trigger.reading == "word":
            return self._near(wanted, lambda p: self._direct(p) and bool(p.cases & {"Nom", "Acc"}))
        if self.trigger.reading == "passive":
            if self.trigger.full:
                return self._modified(wanted)
            return self._near(wanted, lambda p: self._direct(p) and bool(p.cases & {"Nom"}))
        negated = any(
            t.text.lower() == "не"
            for t in self.scene.tokens[max(0, self.trigger.index - 2) : self.trigger.index]
        )
        cases = {"Acc", "Gen"} if negated else {"Acc"}
        return self._near(wanted, lambda p: self._direct(p) and bool(p.cases & cases))

    def _chained(self, wanted: Types) -> list[Argument]:
        harmless = self.lexicon.transparent | self.lexicon.representatives
        found = []
        for p in self._own(wanted):
            if self.trigger.index in p.chain:
                before = p.chain[: p.chain.index(self.trigger.index)]
                if all(self.scene.tokens[i].lemma in harmless for i in before):
                    found.append(Argument(p, "chain"))
        return found

    def _marked(self, marker: str, wanted: Types) -> list[Argument]:
        prep, _, case = marker.rpartition("+") if "+" in marker else ("", "", marker)
        if marker in ANY_CASE:
            return self._near(
                wanted, lambda p: self._direct(p) and marker in p.cases and "Nom" not in p.cases
            )
        if not prep:
            return self._near(wanted, lambda p: p.preps == marker and not p.opaque)
        return self._near(wanted, lambda p: p.preps == prep and case in p.cases and not p.opaque)
