"""Who acts: the subject of a verb, the instrument of a passive, whoever a noun or participle hangs on."""

from __future__ import annotations

from kg.extract.grammar import DASHES
from kg.extract.relations.clauses import is_finite, is_participle
from kg.extract.relations.field import Argument, Field, Types, direct
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.mandates import charged, told
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Trigger, participle_voice
from kg.extract.relations.subjects import NOBODY, Subjects
from kg.lexicon import words
from kg.model import EntityType
from kg.structs import struct

_WORK = frozenset({"деятельность", "работа", "усилие"})
_DUTIES = words("arguments.yaml", "duties")
_MEANS = frozenset({"путем", "посредством", "путь"})
_CHARGED = frozenset({"перед", "на"})
_LISTING = frozenset({"", "к", "в", "среди", "в числе", "из числа"})
"""What stands before duties that are told («к функциям отдела относятся …», «среди задач отдела – …»)."""
_PASSIVE_SUBJECTS = frozenset({EntityType.MEDIA})


@struct(frozen=True)
class Agents:
    """Who may act by the trigger of a field."""

    field: Field
    lexicon: Lexicon
    genitive: bool = False
    taken: int = NOBODY

    def agent(self, wanted: Types) -> list[Argument]:
        """Who acts."""
        if self.field.trigger.reading == "noun":
            return self._noun_agent(wanted)
        if self.field.trigger.reading == "word":
            return self._companion(wanted)
        if self.field.trigger.reading == "passive":
            return self._instrument(wanted) or self._forces(wanted)
        if self.field.trigger.full:
            return self.field.modified(wanted)
        found = told(self.field, wanted) or self.subject(wanted)
        if not found and self.field.trigger.infinitive:
            found = self._instrument(wanted)  # «отделом планируется провести»
        return found or self._forces(wanted)

    def _companion(self, wanted: Types) -> list[Argument]:
        """With whom «совместно с …» is said: who acts in its clause, in whatever way."""
        if self.field.passive():
            return self._instrument(wanted) or self._forces(wanted)
        instructed = told(self.field, wanted) if self._infinitive() else []
        subject = self.subject(wanted - _PASSIVE_SUBJECTS)
        return instructed or subject or self._instrument(wanted) or self._forces(wanted)

    def _infinitive(self) -> bool:
        return any(
            self.field.scene.tokens[i].feats.get("VerbForm") == "Inf" for i in self.field.clause.tokens
        )

    def _noun_agent(self, wanted: Types) -> list[Argument]:
        participle = self.participle()
        if participle is not None:
            return Agents(Field(self.field.scene, participle), self.lexicon).agent(wanted)
        after = [
            p
            for p in self.field.own(wanted)
            if p.first > self.field.trigger.index
            and direct(p)
            and p.cases == {"Ins"}
            and self.field.trigger.index not in p.chain
        ]
        if after and after[0].first - self.field.trigger.index < 4:
            return [Argument(p, "right") for p in after if p.group == after[0].group]
        doers = (
            charged(self.field, wanted)
            or (self.possessors(wanted) if self.genitive else [])
            or told(self.field, wanted)
            or self._working(wanted)
            or self._dutied(wanted)
            or self._through(wanted)
        )
        return doers or self.subject(wanted) or self._instrument(wanted) or self._forces(wanted)

    def _working(self, wanted: Types) -> list[Argument]:
        """«координация деятельности женсоветов по проведению праздников»: whose work it is."""
        tokens, index = self.field.scene.tokens, self.field.trigger.index
        while index > 0 and (tokens[index].pos in {"NOUN", "ADJ"} or tokens[index].low == "и"):
            index -= 1
        if tokens[index].low != "по":
            return []
        before = [p for p in self.field.own(wanted) if p.last == index and p.chain]
        if not before or tokens[before[0].chain[0]].lemma not in _WORK:
            return []
        return [Argument(p, "genitive") for p in self.field.own(wanted) if p.group == before[0].group]

    def _dutied(self, wanted: Types) -> list[Argument]:
        """«основные направления работы центра – проведение …, поддержка …»: whose duties the sentence lists."""
        scene, index = self.field.scene, self.field.trigger.index
        if _DUTIES.isdisjoint(scene.lemmas) or self.field.trigger.lemma in _DUTIES:
            return []
        charged = [
            p
            for clause, _ in self.field.ladder()
            for p in scene.phrases_in(clause)
            if p.entity.type in wanted and p.last <= index and not p.proxy and self._has_duties(p)
        ]
        return [Argument(p, "duty") for p in charged if p.group == charged[0].group]

    def _through(self, wanted: Types) -> list[Argument]:
        """«ведётся через отдел путём проведения встреч»: through whom something is done does what it consists in."""
        scene, index = self.field.scene, self.field.trigger.index
        means = [i for i in scene.where(_MEANS) if i < index]
        if not means:
            return []
        between = [
            p
            for clause, _ in self.field.ladder()
            for p in scene.phrases_in(clause)
            if p.preps == "через" and p.last <= means[0] and p.entity.type in wanted and not p.opaque
        ]
        return [Argument(p, "through") for p in between if p.group == between[0].group]

    def _has_duties(self, phrase: Phrase) -> bool:
        """«задачи отдела», «перед отделом стоят задачи», «на отдел возложены функции»."""
        tokens = self.field.scene.tokens
        if phrase.preps in _CHARGED:
            clause = self.field.scene.clauses[phrase.first]
            return any(tokens[i].lemma in _DUTIES for i in self.field.scene.outside(clause))
        chain = {tokens[i].lemma for i in phrase.chain}
        return (
            not chain.isdisjoint(_DUTIES)
            and chain <= _DUTIES | self.lexicon.transparent
            and (phrase.preps in _LISTING)
        )

    def subject(self, wanted: Types) -> list[Argument]:
        """What the clause, or the one that it hangs on, is said of."""
        return Subjects(self.field, self.lexicon, self.taken).named(wanted)

    def possessors(self, wanted: Types) -> list[Argument]:
        """«участие организаций в конкурсе», «взаимодействие учреждений с …»: the genitive acts."""
        own = [p for p in self.field.own(wanted) if self.field.trigger.index in p.chain]
        near = [p for p in own if p.chain[0] == self.field.trigger.index or p.via]
        return [Argument(p, "genitive") for p in near]

    def participle(self) -> Trigger | None:
        """«…, оказывающий поддержку»: the light verb of a noun is the participle that opens its clause."""
        clause = self.field.clause
        if clause.kind != "participle":
            return None
        for index in range(clause.start, min(clause.start + 5, self.field.trigger.index)):
            if is_participle(self.field.scene.tokens[index]):
                voice = participle_voice(self.field.scene.tokens[index])
                return Trigger(index, voice, self.field.scene.tokens[index].lemma, True)
        return None

    def _forces(self, wanted: Types) -> list[Argument]:
        own = self.field.in_places(self.lexicon.markers["forces"], wanted)
        before = [clause for clause, how in self.field.ladder() if how == "before"] if not own else []
        return own + [
            Argument(p, "before")
            for clause in before[:1]
            for p in self.field.scene.phrases_in(clause)
            if p.entity.type in wanted and p.preps in self.lexicon.markers["forces"]
        ]

    def _dashed(self, phrase: Phrase) -> bool:
        """«создано 16 комитетов, лучшие – «Заря»»: a name without a case behind a dash."""
        tokens = self.field.scene.tokens
        group = (p for p in self.field.scene.phrases if p.group == phrase.group)
        return any(p.first > 0 and tokens[p.first - 1].text in DASHES for p in group)

    def _of_next(self, phrase: Phrase) -> bool:
        """«принят собранием и зарегистрирован Минюстом»: behind another who acts, and another verb, it is that one's."""
        scene, seen = self.field.scene, False
        for i in range(self.field.trigger.index + 1, phrase.first):
            token = scene.tokens[i]
            seen = seen or (i not in scene.inside and token.pos == "NOUN" and token.case == "Ins")
            if seen and is_finite(token) and i not in scene.inside and token.feats.get("Variant") == "Short":
                return True
        return False

    def _instrument(self, wanted: Types) -> list[Argument]:
        for clause, how in self.field.ladder():
            fits = [
                p for p in self.field.scene.phrases_in(clause)
                if p.entity.type in wanted and not p.preps and not p.opaque and "Ins" in p.cases
                and p.paren == self.field.scene.parens[self.field.trigger.index]
                and not (p.vague and (how == "before" or self._dashed(p)))
                and not self._of_next(p)
            ]  # fmt: skip
            fits = [p for p in fits if not p.vague] or fits
            if fits:
                best = min(fits, key=lambda p: (abs(p.first - self.field.trigger.index), p.first))
                return [Argument(p, how or "ins") for p in fits if p.group == best.group]
        return []
