"""What a relative pronoun or a participle behind a comma refers to: by agreement, names within names included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.relations.cases import QUOTES, cases_of, forms_of, head_of
from kg.extract.relations.phrases import Phrase
from kg.model import Entity, Mention, Token
from kg.structs import struct

Mentions = Sequence[tuple[Mention, Entity]]


@struct(frozen=True)
class Antecedents:
    """The mentions of a sentence that something behind them may refer to.

    Attributes:
        tokens: The sentence's words.
        mentions: All its mentions, those within others included.
    """

    tokens: Sequence[Token]
    mentions: Mentions

    def relative(self, near: Sequence[Phrase], token: Token) -> list[Phrase]:
        """What «который» stands for, of the phrases before it: the last that agrees, or a name within it."""
        ranked = list(near)
        while len(ranked) > 1 and ranked[-1].preps == "при":
            ranked.pop()  # «совет при главе города, который …»: the council
        for phrase in reversed(ranked[-2:]):
            group = [p for p in ranked if p.group == phrase.group]
            if token.number == "Plur" and len(group) > 1:
                return group
            for one in (phrase, *self._within(phrase)):
                if self._agrees(one, token):
                    return [one]
        return ranked[-1:]

    def participle(self, phrase: Phrase, token: Token) -> list[Phrase]:
        """A name within a phrase that a participle agrees with («заседание комиссии, возглавляемой …»)."""
        cases = forms_of(token)
        for one in self._within(phrase):
            if cases & cases_of(self.tokens, one) and self._agrees(one, token):
                return [one]
        return []

    def _within(self, phrase: Phrase) -> list[Phrase]:
        inner = [
            (m, e)
            for m, e in self.mentions
            if phrase.first < m.first and m.last <= phrase.last and e.key != phrase.entity.key
        ]
        return [replace(phrase, entity=e, first=m.first, last=m.last) for m, e in inner]

    def _agrees(self, phrase: Phrase, token: Token) -> bool:
        if self.tokens[phrase.first].text in QUOTES or phrase.proxy:
            return True
        head = self.tokens[head_of(self.tokens, phrase)]
        if phrase.chain:
            return True  # the noun that it hangs on may be meant
        if head.number and token.number and head.number != token.number:
            return False
        genders = {head.feats.get("Gender"), token.feats.get("Gender")}
        alike = genders == {"Masc", "Neut"} and token.case not in {"Nom", "Acc"}  # «положение, … которого»
        return token.number != "Sing" or None in genders or len(genders) == 1 or alike
