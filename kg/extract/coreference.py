"""Coreference inside a document: every phrase joins the thing it refers to, or begins one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.extract.grammar import is_abbreviation
from kg.extract.groups import Group, Reference, Test, longer, reference, same_place, same_quoted, same_words, shorter, spelled_out, word_set
from kg.extract.lexicon import Bare
from kg.extract.loose import UNKNOWN
from kg.extract.phrases import Context, Phrase
from kg.lexicon import load
from kg.model import EntityType

_TESTS: tuple[Test, ...] = (same_quoted, spelled_out, same_words, shorter, longer)
"""In this order; the first that holds for some group decides, the most recent such group wins."""


_Same = Callable[[Reference, Group], bool]


class Coreference:
    """The groups of one document, grown phrase by phrase in order of the text."""

    def __init__(self, municipality: str) -> None:
        self.municipality = municipality
        self.groups: list[Group] = []

    def add(self, context: Context, phrase: Phrase) -> Group | None:
        """Join a phrase to its group; None where it only points back and nothing is there to point at."""
        if phrase.type is EntityType.PLACE:
            return self._named(context, phrase, self._same_place)
        if phrase.type is EntityType.PERSON:
            return self._named(context, phrase, self._same_person)
        ref = reference(context, phrase, self.municipality)
        group = self._found(ref)
        if group is None and (ref.phrase.rule == UNKNOWN or not self._begins(ref)):
            return None
        return self._joined(ref, group)

    def _joined(self, ref: Reference, group: Group | None) -> Group:
        if group is None:
            group = Group(ref.phrase.type)
            self.groups.append(group)
        else:
            self.groups.remove(group)  # the list stays in order of the last mention
            self.groups.append(group)
        group.members.append(ref)
        return group

    def _found(self, ref: Reference) -> Group | None:
        head = ref.context.tokens[ref.phrase.head]
        if is_abbreviation(head) and not ref.core:
            for group in reversed(self.groups):
                if head.text in group.abbreviations or _initials_of(head.text, group):
                    return group
        for test in _TESTS:
            for group in reversed(self.groups):
                if test(ref, group):
                    return group
        return self._pointed_at(ref)

    def _pointed_at(self, ref: Reference) -> Group | None:
        types = load("coreference.yaml")["pointers"].get(ref.context.tokens[ref.phrase.head].lemma)
        if not types or not ref.pointing or ref.plural:
            return None
        wanted = {EntityType(name) for name in types}
        return next((g for g in reversed(self.groups) if g.type in wanted and not g.plural), None)

    def _begins(self, ref: Reference) -> bool:
        if not ref.pointing or ref.plural:
            return True
        return ref.phrase.bare is Bare.UNIQUE or bool(_scoped(ref))

    def _named(self, context: Context, phrase: Phrase, same: _Same) -> Group:
        ref = Reference(
            phrase, context, "", (), (), frozenset(_name_words(context, phrase)), frozenset(), frozenset(), False
        )
        group = next((g for g in reversed(self.groups) if g.type is phrase.type and same(ref, g)), None)
        return self._joined(ref, group)

    def _same_place(self, ref: Reference, group: Group) -> bool:
        if any(ref.contents == m.contents for m in group.members):
            return True
        mine = self.municipality and all(self._municipal(x) for x in (ref, group.members[0]))
        return bool(mine)

    def _municipal(self, ref: Reference) -> bool:
        kept = ref.contents - word_set("municipal_words")
        return bool(kept) and all(same_place(word, self.municipality) for word in kept)

    def _same_person(self, ref: Reference, group: Group) -> bool:
        surname = _surname(ref)
        return any(_surname(m) == surname for m in group.members)





def _scoped(ref: Reference) -> frozenset[str]:
    """Local words before the head: «городской форум» names the one forum of the city."""
    return frozenset(ref.context.tokens[i].lemma for i in ref.phrase.modifiers) | (
        frozenset({"tail"}) if ref.phrase.last > ref.phrase.head + 1 else frozenset()
    )


def _name_words(context: Context, phrase: Phrase) -> Iterator[str]:
    for index in range(phrase.first, phrase.last):
        if context.tokens[index].text not in {".", "-", "–"}:
            yield context.tokens[index].lemma


def _surname(ref: Reference) -> str:
    words = [ref.context.tokens[i].lemma for i in range(ref.phrase.first, ref.phrase.last)]
    return max(words, key=len)[:5]


def _initials_of(text: str, group: Group) -> bool:
    """Whether an abbreviation is made of the first letters of a name of the group."""
    if len(text) < 3:
        return False
    return any(_initials(m) == text.upper() for m in group.members if m.phrase.last - m.phrase.first > 1)


def _initials(ref: Reference) -> str:
    skipped = word_set("skipped_initials")
    tokens = ref.context.tokens[ref.phrase.first : ref.phrase.last]
    parts = [part for t in tokens if t.pos != "PUNCT" and t.lemma not in skipped for part in t.text.split("-")]
    return "".join(part[:1].upper() for part in parts)


def abbreviation_after(context: Context, phrase: Phrase) -> tuple[int, int] | None:
    """The abbreviation in brackets after a name («… (ДНД)», «… (далее – Совет)»): its token range."""
    index = phrase.last
    if context.text(index) != "(":
        return None
    index += 1
    if context.text(index) == "далее":
        index += 1
        while context.text(index) in {"-", "–", "—", "по", "тексту", ":"}:
            index += 1
    last = index
    while last < len(context.tokens) and context.text(last) != ")" and last - index < 4:
        last += 1
    if context.text(last) != ")" or last == index:
        return None
    short = context.tokens[index:last]
    if not is_abbreviation(short[0]) and context.text(phrase.last + 1) != "далее":
        return None
    return index, last


def group_phrases(
    contexts: Sequence[Context], phrases: Mapping[int, Sequence[Phrase]], municipality: str
) -> list[Group]:
    """Group the phrases of a document, sentence by sentence, in order of their first words."""
    coreference = Coreference(municipality)
    for context in contexts:
        added = []
        for phrase in sorted(phrases[context.index], key=lambda p: (p.first, -p.last)):
            group = coreference.add(context, phrase)
            if group is not None:
                added.append((phrase, group))
        _abbreviations(coreference, context, added)
    return coreference.groups


def _abbreviations(coreference: Coreference, context: Context, added: Sequence[tuple[Phrase, Group]]) -> None:
    """Abbreviations in brackets go to the name whose letters they are, else to the longest name before them."""
    for phrase, group in added:
        short = abbreviation_after(context, phrase)
        if short is None:
            continue
        text = "".join(token.text for token in context.tokens[short[0] : short[1]])
        rivals = [(p, g) for p, g in added if p.last == phrase.last]
        fitting = [(p, g) for p, g in rivals if _initials(reference(context, p, "")) == text.upper()]
        if (phrase, group) == (fitting or rivals)[0] and phrase.type not in {EntityType.PLACE, EntityType.PERSON}:
            group.abbreviations.add(text)
            _mention_abbreviation(coreference, context, group, phrase, short)


def _mention_abbreviation(
    coreference: Coreference, context: Context, group: Group, phrase: Phrase, short: tuple[int, int]
) -> None:
    first, last = short
    own = Phrase(context.index, first, last, first, phrase.type, Bare.UNIQUE, (), None, "abbreviation")
    group.members.append(reference(context, own, coreference.municipality))
