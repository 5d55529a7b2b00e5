"""Splitting a sentence into clauses by its surface: trees are unreliable on long official sentences."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.annotate.lemmas import parses
from kg.extract.grammar import DASHES
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.lexicon import words
from kg.model import Token

_PRIZES = words("arguments.yaml", "awards")
_PRIZE_SPAN = 4
_LIGHT = words("arguments.yaml", "light_objects")
"""What a verb takes behind it without another meaning of its own («приняли участие команды»)."""
_RELATIVE = frozenset({"который", "чей"})
_RELATIVE_ADVERBS = frozenset({"где", "куда", "откуда"})
_SUBORDINATE = frozenset(
    {"что", "чтобы", "когда", "если", "поскольку", "хотя", "причем", "пока", "чем", "ведь", "дабы"}
)


@dataclass(slots=True)
class Clause:
    """A clause: its kind (main, relative, sub, participle), where it starts, and the clause it hangs on."""

    kind: str
    start: int
    parent: Clause | None = None
    tokens: list[int] = field(default_factory=list)
    before: Clause | None = None
    has_verb: bool = False


def is_finite(token: Token) -> bool:
    """A verb that makes a clause: finite, or a short participle."""
    if token.pos not in {"VERB", "AUX"}:
        return False
    return token.feats.get("VerbForm") == "Fin" or token.feats.get("Variant") == "Short"


def finite_number(token: Token) -> str:
    """Sing or Plur of a verb; the dictionary's where the tagger names one that the form cannot have («привезло»)."""
    known = {p.tag.number for p in parses(token.text) if p.tag.POS in {"VERB", "PRTS"} and p.tag.number}
    only = next(iter(known)) if len(known) == 1 else ""
    return {"sing": "Sing", "plur": "Plur"}.get(only, token.number)


def is_participle(token: Token) -> bool:
    """A full participle, also where the tagger takes it for an adjective («учреждённый»)."""
    if token.feats.get("Variant") == "Short":
        return False
    if token.pos == "ADJ":
        return any(p.tag.POS == "PRTF" for p in parses(token.text)[:1])
    return token.pos == "VERB" and token.feats.get("VerbForm") == "Part"


class Splitter:
    """One pass over a sentence, with the clauses that are open."""

    def __init__(self, tokens: Sequence[Token], phrases: Sequence[Phrase], parens: Sequence[bool]) -> None:
        self.tokens = tokens
        self.fixed = {i for p in phrases for i in range(p.first, p.last)} | {
            i for i, p in enumerate(parens) if p
        }
        self.resumed: set[int] = set()
        self.named = {p.first: p.last for p in phrases}
        self.subjects = {p.first: p for p in phrases if "Nom" in p.cases and not p.preps and not p.chain}
        self._hold_groups(phrases)
        self.owner: list[Clause] = []

    def _hold_groups(self, phrases: Sequence[Phrase]) -> None:
        """Nothing between two items of a list opens a clause but a participle, which ends where the list goes on."""
        seen: dict[int, Phrase] = {}
        for before, phrase in itertools.pairwise(phrases):
            seen[before.group] = before
            item = seen.get(phrase.group)
            if item is None:
                continue
            commas = [
                i for i in range(max(before.last, item.last), phrase.first) if self.tokens[i].text == ","
            ]
            if commas and self._ahead(item.last + 1) in {"participle", "relative"}:
                self.resumed.add(commas[-1])
                self.fixed |= set(range(commas[-1] + 1, phrase.first))
            else:
                self.fixed |= set(range(max(before.last, item.last), phrase.first))

    def split(self) -> list[Clause]:
        """The clause of each token."""
        current = Clause("main", 0)
        for index, token in enumerate(self.tokens):
            if index not in self.fixed:
                current = self._next(current, index, token)
            current.tokens.append(index)
            current.has_verb = current.has_verb or (index not in self.fixed and is_finite(token))
            self.owner.append(current)
        return self.owner

    def _next(self, current: Clause, index: int, token: Token) -> Clause:
        if index in self.resumed:
            return (
                current.parent if current.kind in {"participle", "relative"} and current.parent else current
            )
        parted = token.text == "," and current.has_verb and self._gapped(index + 1)
        if parted or token.text == ";" or (token.text == ":" and self._verb_from(index + 1, {";"})):
            return Clause("main", index, None, before=self._root(current))
        if token.text != "," and token.text not in DASHES:
            return current
        kind = self._ahead(index + 1) if token.text == "," else ""
        if current.kind == "participle" and current.parent is not None:
            current = current.parent
        elif current.kind in {"relative", "sub"} and self._goes_back(current, kind, index):
            current = current.parent or current
        if (
            kind == "main"
            and current.kind in {"relative", "sub"}
            and not (current.parent or current).has_verb
        ):
            return (
                current.parent or current
            )  # «при участии совета, который …, и при поддержке фонда прошёл …»
        if kind == "main":
            return Clause("main", index, None, before=self._root(current)) if current.has_verb else current
        return Clause(kind, index, current) if kind else current

    def _back(self, kind: str, comma: int) -> bool:
        """«форум, который готовил центр, отменён»: behind the comma the clause before may go on with its verb."""
        return not kind or (
            kind == "main" and comma + 1 < len(self.tokens) and is_finite(self.tokens[comma + 1])
        )

    def _gapped(self, start: int) -> bool:
        """«сборная заняла третье место на спартакиаде, а клуб – первое место в турнире»."""
        first = start + (self.tokens[start : start + 1] != () and word(self.tokens[start]) == "а")
        stop = self.named.get(first, -1) if first < len(self.tokens) else -1
        if stop < 0 or stop >= len(self.tokens) or self.tokens[stop].text not in DASHES:
            return False
        return any(t.lemma in _PRIZES for t in self.tokens[stop + 1 : stop + _PRIZE_SPAN])

    def _goes_back(self, current: Clause, kind: str, comma: int) -> bool:
        if not kind and self._resumes(current, comma):
            return True
        return self._back(kind, comma) and self._returns(current, comma)

    def _resumes(self, current: Clause, comma: int) -> bool:
        """«приглашаются на встречи, которые проводит глава, участвуют в …»: the verb agrees with the one before it all."""
        verb = self.tokens[comma + 1] if comma + 1 < len(self.tokens) else None
        if verb is None or not is_finite(verb) or current.parent is None:
            return False
        outer, inner = self._number(current.parent), self._number(current)
        return bool(outer and inner) and outer != inner and finite_number(verb) == outer

    def _number(self, clause: Clause) -> str:
        verbs = (self.tokens[i] for i in clause.tokens if i not in self.fixed and is_finite(self.tokens[i]))
        return next((finite_number(t) for t in verbs), "")

    def _root(self, clause: Clause) -> Clause:
        while clause.parent is not None:
            clause = clause.parent
        return clause

    def _returns(self, current: Clause, index: int) -> bool:
        parent = current.parent
        return (
            parent is not None
            and (current.has_verb or self._counts(current))
            and not parent.has_verb
            and self._verb_from(index + 1, {";"})
        )

    def _counts(self, clause: Clause) -> bool:
        """«дружина, в рядах которой 41 человек, …»: a relative clause whose number stands without a verb."""
        return any(self.tokens[i].pos == "NUM" or self.tokens[i].text.isdigit() for i in clause.tokens)

    def _verb_from(self, start: int, stops: set[str]) -> bool:
        for index in range(start, len(self.tokens)):
            if self.tokens[index].text in stops:
                return False
            if index not in self.fixed and is_finite(self.tokens[index]):
                return True
        return False

    def _ahead(self, start: int) -> str:
        window = list(range(start, min(start + 4, len(self.tokens))))
        for position, index in enumerate(window):
            token = self.tokens[index]
            if index in self.fixed and self._owned(index):
                return "relative"
            if index in self.fixed or token.text == ",":
                break
            if self._among(index) and not self._verb_from(index, {";"}):
                return ""
            if token.lemma in _RELATIVE or (word(token) in _RELATIVE_ADVERBS and position == 0):
                return "relative"
            if word(token) in _SUBORDINATE and position == 0:
                return "sub"
            if is_participle(token) and position <= 2 and not self._attributive(index):
                return "participle"
        return "main" if self._independent(start) or self._acts_at(start) else ""

    def _among(self, index: int) -> bool:
        """«…, среди которых общество слепых»: with no verb it only names some."""
        token, before = self.tokens[index], self.tokens[max(0, index - 1)]
        return token.lemma == "который" and word(before) in {"среди", "числе"}

    def _owned(self, index: int) -> bool:
        """«Дом дружбы, семинары которого проводятся …»: whether «которого» stands right behind a name."""
        while index in self.fixed:
            index += 1
        behind = self.tokens[index : index + 1]
        return any(t.lemma == "который" and t.case == "Gen" for t in behind)

    def _acts_at(self, start: int) -> bool:
        """«…, хлебокомбинат бесплатно снабжает …»: a name that may be a subject, and its verb right behind it."""
        name = self.subjects.get(start)
        behind = name.last if name is not None else len(self.tokens)
        while behind < len(self.tokens) and self.tokens[behind].pos in {"ADV", "PART"}:
            behind += 1
        verb = self.tokens[behind] if behind < len(self.tokens) and behind not in self.fixed else None
        if name is None or verb is None or not is_finite(verb) or verb.feats.get("Variant") == "Short":
            return False
        return not name.number or finite_number(verb) == name.number

    def _attributive(self, index: int) -> bool:
        """A participle that stands before its noun («, проводимый конкурс …») opens no clause."""
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        mine = self.tokens[index]
        if mine.case == "Ins" and self._hangs_back(index):
            return False
        return (
            following is not None
            and following.pos in {"NOUN", "PROPN"}
            and following.case == mine.case
            and following.number == mine.number
            and (following.gender == mine.gender or "" in {following.gender, mine.gender})
        )

    def _hangs_back(self, index: int) -> bool:
        """«регламентом, утверждённым главой»: the noun before the comma has the participle's form."""
        before = self.tokens[index - 2] if index > 1 else None
        mine = self.tokens[index]
        alike = before is not None and (before.case, before.number) == (mine.case, mine.number)
        return (
            alike
            and before is not None
            and ("Fem" in {before.gender, mine.gender}) <= (before.gender == mine.gender)
        )

    def _independent(self, start: int) -> bool:
        subject, resumed = False, start
        for index in range(start, len(self.tokens)):
            token = self.tokens[index]
            if index < resumed:
                continue
            if token.text in {",", ";", ":"} and index not in self.fixed:
                resumed = self._past_participle(start, index) if subject else -1
                if resumed < 0:
                    return False
                continue
            subject = subject or (token.pos in {"NOUN", "PROPN", "PRON"} and token.case == "Nom")
            if index not in self.fixed and is_finite(token):
                told = subject or token.feats.get("Variant") == "Short" or self._followed(index)
                return told or self._fronted(start, index)
        return False

    def _past_participle(self, start: int, comma: int) -> int:
        """«…, а ребята, взявшие шефство, собрали …»: behind the comma that closes a participle's clause; else -1."""
        opened = self.tokens[comma + 1 : comma + 4]
        opposed = word(self.tokens[start]) in {"а", "но"}
        if not opposed or not any(is_participle(t) for t in opened):
            return -1
        closing = (
            i
            for i in range(comma + 1, len(self.tokens))
            if self.tokens[i].text == "," and i not in self.fixed
        )
        return next(closing, -2) + 1

    def _fronted(self, start: int, verb: int) -> bool:
        """«…, дрова привёз лесхоз»: a thing, the verb, and a name that may be its subject."""
        name = self.subjects.get(verb + 1)
        between = range(start, verb)
        if name is None or any(i in self.fixed or self.tokens[i].pos == "ADP" for i in between):
            return False
        things = [i for i in between if self.tokens[i].pos == "NOUN" and self.tokens[i].case == "Acc"]
        return bool(things) and (not name.number or name.number == finite_number(self.tokens[verb]))

    def _followed(self, verb: int) -> bool:
        """«…, перед ними выступили специалисты»: the subject stands behind the verb."""
        for index in range(verb + 1, min(verb + 4, len(self.tokens))):
            token = self.tokens[index]
            if len(token.text) > 1 and token.text.isupper() and index in self.fixed:
                return True  # «к участию приглашаются СОНКО»
            if token.lemma in _LIGHT and token.case == "Acc" and index == verb + 1:
                continue  # «…, в ней приняли участие команды»
            if token.pos in {"NOUN", "PROPN", "PRON"}:
                agrees = token.number == self.tokens[verb].number or self._listed(index)
                return token.case == "Nom" and agrees
            if token.pos not in {"ADJ", "DET", "ADV", "NUM"}:
                return False
        return False

    def _listed(self, index: int) -> bool:
        """Whether a subject in the singular is the first of several («выступили начальник отдела, староста …»)."""
        rest = self.tokens[index + 1 :]
        return any(t.text in {",", "и"} for t in rest)


def clauses_of(tokens: Sequence[Token], phrases: Sequence[Phrase], parens: Sequence[bool]) -> list[Clause]:
    """For each token the clause that it stands in."""
    return Splitter(tokens, phrases, parens).split()
