"""What a clause is said of: which of its nominatives is the subject."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import Clause, finite_number, is_finite
from kg.extract.relations.field import Argument, Field, Types, direct
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import verb_lemmas
from kg.lexicon import words
from kg.model import Token
from kg.structs import struct

NOBODY = -99
"""No group of phrases."""
_RIGHTS = words("arguments.yaml", "rights")
_LINKING = words("frames.yaml", "role_copulas")


def _rules(token: Token) -> bool:
    return is_finite(token) or token.feats.get("Variant") == "Short"


@struct(frozen=True)
class Subjects:
    """The nominatives around the trigger of a field."""

    field: Field
    lexicon: Lexicon
    taken: int = NOBODY

    def named(self, wanted: Types) -> list[Argument]:
        """What the clause, or the one that it hangs on, is said of."""
        for clause, how in self.field.ladder():
            found = self._nominative(clause, wanted, how)
            if found and how and (self.field.passive() or self._own_subject()):
                return [
                    replace(a, how=f"{how}.passive") for a in found
                ]  # «…: на проект выделено 300 тыс. рублей»
            if found:
                return found
        return []

    def _own_subject(self) -> bool:
        """«…, ведётся работа по развитию ТОС»: the clause of a noun is said of something else."""
        tokens, clause = self.field.scene.tokens, self.field.clause
        return self.field.trigger.reading == "noun" and any(
            tokens[i].rel.startswith("nsubj") and tokens[i].case == "Nom" and i != self.field.trigger.index
            for i in clause.tokens
            if i not in self.field.scene.inside
        )

    def _nominative(self, clause: Clause, wanted: Types, how: str) -> list[Argument]:
        paren = self.field.scene.parens[self.field.trigger.index]
        fits = [
            p for p in self.field.scene.phrases_in(clause)
            if p.entity.type in wanted and direct(p)
            and "Nom" in p.cases and p.paren == paren and self._agrees(p)
            and not (self.field.trigger.reading == "noun" and self.field.trigger.index in p.chain)
            and p.group != self.taken and not self._partaking(p)
        ]  # fmt: skip
        fits = [p for p in fits if not self._gapped(p)] or fits
        sure = {p.group for p in fits if "Acc" not in p.cases}
        acted = {p.group for p in fits if (sure and self._object(p)) or self._made(p) or self._done_by(p)}
        fits = [p for p in fits if p.group not in acted]
        ranked = sorted((p for p in fits if not p.vague), key=lambda p: self._remoteness(p, how))
        ranked += sorted((p for p in fits if p.vague), key=lambda p: self._remoteness(p, how))
        if not ranked:
            return []
        side = "left" if ranked[0].first < self.field.trigger.index else "right"
        if not how and self._unruled(ranked[0].first):
            return []
        return [
            Argument(p, how or side + (".vague" if p.vague else "") + (f".{p.proxy}" if p.proxy else ""))
            for p in fits
            if p.group == ranked[0].group
        ]

    def _partaking(self, phrase: Phrase) -> bool:
        """«организация форума, участие клубов в съезде»: who only takes part in something else does not act here."""
        noun = self.field.trigger.reading == "noun" and self.field.trigger.index not in phrase.chain
        return noun and any(self.field.scene.tokens[i].lemma == "участие" for i in phrase.chain)

    def _object(self, phrase: Phrase) -> bool:
        """Whether the tree takes a phrase that may be subject or object for an object of its clause's verb."""
        if phrase.first < 0 or phrase.proxy or "Acc" not in phrase.cases:
            return False
        tokens = self.field.scene.tokens
        top = phrase.chain[-1] if phrase.chain else head_of(tokens, phrase)
        return tokens[top].rel == "obj"

    def _gapped(self, phrase: Phrase) -> bool:
        """«А провёл форум, Б – ярмарку»: who stands before a dash behind the verb has another object."""
        following = self.field.scene.tokens[phrase.last : phrase.last + 1]
        behind = phrase.first > self.field.trigger.index and self.field.trigger.reading != "noun"
        return behind and bool(following) and following[0].text in DASHES

    def _done_by(self, phrase: Phrase) -> bool:
        """«Участники семинара посетили музей»: the noun itself is the subject."""
        tokens, trigger = self.field.scene.tokens, self.field.trigger
        noun = tokens[trigger.index]
        person = trigger.reading == "noun" and noun.case == "Nom" and noun.feats.get("Animacy") == "Anim"
        if not person or "Acc" not in phrase.cases:
            return False
        between = (i for i in self.field.clause.tokens if trigger.index < i < phrase.first)
        return any(
            is_finite(tokens[i]) and not self._links(i) for i in between if i not in self.field.scene.inside
        )

    def _links(self, index: int) -> bool:
        """«стали», «признаны»: a verb by which somebody is something."""
        return not _LINKING.isdisjoint(verb_lemmas(self.field.scene.tokens[index]))

    def _made(self, phrase: Phrase) -> bool:
        """«создать совет, проводить форум»: what stands behind another infinitive is its object."""
        tokens, scene, trigger = self.field.scene.tokens, self.field.scene, self.field.trigger
        if not trigger.infinitive or "Acc" not in phrase.cases or not 0 <= phrase.first < trigger.index:
            return False
        before = [i for i in self.field.clause.tokens if i < phrase.first and i not in scene.inside]
        verbs = [i for i in before if tokens[i].pos in {"VERB", "AUX"}]
        return bool(verbs) and tokens[verbs[-1]].feats.get("VerbForm") == "Inf"

    def _unruled(self, subject: int) -> bool:
        """An infinitive that nothing rules («Обеспечить участие …») has no subject behind it or another infinitive."""
        tokens, scene, trigger = self.field.scene.tokens, self.field.scene, self.field.trigger
        before = [i for i in self.field.clause.tokens if i < trigger.index and i not in scene.inside]
        if not trigger.infinitive or any(_rules(tokens[i]) for i in before):
            return False
        if before and tokens[before[-1]].lemma in _RIGHTS:
            return False  # «право провести игры завоевал район»
        return subject > trigger.index or any(
            i < subject and tokens[i].feats.get("VerbForm") == "Inf" for i in before
        )

    def _remoteness(self, phrase: Phrase, how: str) -> tuple[int, int]:
        """How unlikely a nominative is the subject: verbs in between, then side, then distance."""
        if how:
            return 0, phrase.first
        left = phrase.first < self.field.trigger.index
        if left and (self._behind_own(phrase) or self._another_acts(phrase)):
            return 2, self.field.trigger.index - phrase.first
        low, high = sorted((phrase.first, self.field.trigger.index))
        between = (i for i in self.field.scene.outside(self.field.clause) if low < i < high)
        verbs = [i for i in between if is_finite(self.field.scene.tokens[i])]
        blocked = any(not self.field.copula(i) for i in verbs) and self.field.trigger.reading != "noun"
        own = (
            [
                i
                for i in verbs
                if any(
                    phrase.last <= q.first < i
                    for q in self.field.scene.phrases
                    if "Nom" in q.cases and direct(q)
                )
            ]
            if left
            else verbs
        )
        return (3 if not left and blocked else 2 if left and own and blocked else 1 if not left else 0), abs(
            phrase.first - self.field.trigger.index
        )

    def _behind_own(self, phrase: Phrase) -> bool:
        """«питание дал завод, палатки одолжил клуб»: a subject behind its own verb is not that of a verb behind a comma."""
        tokens, scene = self.field.scene.tokens, self.field.scene
        before = [i for i in self.field.clause.tokens if i < phrase.first and i not in scene.inside]
        after = range(phrase.last, self.field.trigger.index)
        comma = next((i for i in after if tokens[i].text == "," and i not in scene.inside), -1)
        own = any(is_finite(tokens[i]) and not self.field.copula(i) for i in before)
        fronted = [i for i in after if i > comma >= 0 and i not in scene.inside and tokens[i].pos == "NOUN"]
        plain = all(not is_finite(tokens[i]) and tokens[i].pos != "ADP" for i in after)
        return own and plain and bool(fronted) and tokens[fronted[0]].case in {"Acc", "Nom", "Gen"}

    def _another_acts(self, phrase: Phrase) -> bool:
        """«команда заняла место, форму ей купил завод»: behind a comma the thing comes first, then verb and subject."""
        tokens, scene, trigger = self.field.scene.tokens, self.field.scene, self.field.trigger
        between = [i for i in range(phrase.last, trigger.index) if i not in scene.inside]
        commas = [i for i in between if tokens[i].text == ","]
        if not commas or not any(is_finite(tokens[i]) for i in between if i < commas[-1]):
            return False
        fronted = [tokens[i] for i in between if i > commas[-1]]
        thing = any(t.pos == "NOUN" and t.case == "Acc" for t in fronted) and fronted[0].low != "и"
        plain = not any(is_finite(t) or t.pos == "ADP" for t in fronted)
        behind = (
            p for p in scene.phrases_in(self.field.clause) if trigger.index < p.first <= trigger.index + 3
        )
        return thing and plain and any("Nom" in p.cases and direct(p) and self._agrees(p) for p in behind)

    def _agrees(self, phrase: Phrase) -> bool:
        token = self.field.scene.tokens[self.field.trigger.index]
        if (
            self.field.trigger.reading == "noun"
            or not is_finite(token)
            or not token.number
            or not phrase.number
        ):
            return True
        several = sum(p.group == phrase.group for p in self.field.scene.phrases) > 1 or self._together()
        return several or phrase.number == finite_number(token)

    def _together(self) -> bool:
        """«совет, который совместно с отделом готовят план»: with somebody the verb may stand in the plural."""
        places = self.lexicon.markers["with"]
        return any(p.preps in places for p in self.field.scene.phrases_in(self.field.clause))
