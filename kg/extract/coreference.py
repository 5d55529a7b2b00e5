"""Coreference inside a document: every phrase joins the thing it refers to, or begins one.

Groups are found through an index of what identifies them, so that the time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.abbreviations import DEFINED, abbreviation_after
from kg.extract.context import Context, Phrase
from kg.extract.grammar import is_abbreviation, is_noun
from kg.extract.groups import Group, Reference, initials, reference, same_place, word_set
from kg.extract.lexicon import Bare, words
from kg.extract.loose import UNKNOWN
from kg.extract.persons import given_initials, surname_token
from kg.extract.posts import BESIDE
from kg.extract.sameness import TESTS, spelled_words, twin
from kg.lexicon import load
from kg.model import EntityType

Key = tuple[str, str]

_RECENT = 200
"""Groups: of more than so many under one key only the last are looked at."""
_RECENT_MEMBERS = 8
"""Mentions of a group that may stand in the sentence at hand."""


class Coreference:
    """The groups of one document, grown phrase by phrase in order of the text."""

    def __init__(self, municipality: str) -> None:
        self.municipality = municipality
        self.groups: list[Group] = []
        self._index: dict[Key, dict[int, Group]] = {}
        self._count = 0

    def add(self, context: Context, phrase: Phrase) -> Group | None:
        """Join a phrase to its group; None where it only points back and nothing is there to point at."""
        if phrase.type in {EntityType.PLACE, EntityType.PERSON}:
            return self._named(_name(context, phrase))
        ref = reference(context, phrase, self.municipality)
        group = self._found(ref) if phrase.rule != BESIDE else None
        if group is None and (phrase.rule == UNKNOWN or not _begins(ref)):
            return None
        return self.join(ref, group)

    def join(self, ref: Reference, group: Group | None) -> Group:
        """Put a reference into a group, or into a new one."""
        if group is None:
            group = Group(ref.phrase.type)
            self.groups.append(group)
        self._count += 1
        group.latest = self._count
        group.add(ref)
        for key in self._keys(ref, group):
            # the dictionary keeps the order of the last mention
            known = self._index.setdefault(key, {})
            known.pop(id(group), None)
            known[id(group)] = group
        return group

    def speak_of(self, group: Group) -> None:
        """Make a group the one spoken of last."""
        self._count += 1
        group.latest = self._count

    def _keys(self, ref: Reference, group: Group) -> Iterator[Key]:
        yield "class", group.type
        if group.type is EntityType.PLACE:
            yield "place", self._place_key(ref)
        elif group.type is EntityType.PERSON:
            yield "person", surname(ref)
        else:
            for head in group.heads:
                yield "head", head
            for core in group.cores:
                yield "core", " ".join(core)
            for core in group.cores:
                yield "word", core[0]
            for text in group.abbreviations | group.initials:
                yield "abbreviation", text

    def _under(self, keys: Iterable[Key]) -> list[Group]:
        """The groups under some keys, the one spoken of last first."""
        found: dict[int, Group] = {}
        for key in keys:
            found.update(list(self._index.get(key, {}).items())[-_RECENT:])
        return sorted(found.values(), key=lambda group: -group.latest)

    def _found(self, ref: Reference) -> Group | None:
        head = ref.context.tokens[ref.phrase.head]
        if is_abbreviation(head) and not ref.core and (len(head.text) > 2 or ref.phrase.rule == DEFINED):
            meant = self._under([("abbreviation", head.text), ("abbreviation", head.text.upper())])
            # «ТОС соседнего района» are not ours
            several = ref.head in word_set("several")
            meant = [g for g in meant if ref.foreign == g.foreign or (not several and not ref.foreign)]
            if meant:
                return meant[0]
        keys = [("head", ref.head), ("core", " ".join(ref.core)), ("core", " ".join(ref.inner))]
        keys += [("head", twin(ref.head))] if ref.plural else []
        near = self._under([*keys, *(("word", word) for word in spelled_words(ref)[:1])])
        rivals = [group for group in near if not _encloses(group, ref)]
        matching = (group for test in TESTS for group in rivals if test(ref, group))
        return next(matching, None) or self._pointed_at(ref) or self._made_of(ref)

    def _pointed_at(self, ref: Reference) -> Group | None:
        types = load("coreference.yaml")["pointers"].get(ref.context.tokens[ref.phrase.head].lemma)
        if (
            not types
            or not ref.pointing
            or ref.plural
            or (ref.head in word_set("shown") and not _demonstrated(ref))
        ):
            return None
        return next((g for g in self._under(("class", name) for name in types) if not g.plural), None)

    def _made_of(self, ref: Reference) -> Group | None:
        """«Казаки охраняют порядок»: the members stand for the only Cossack society that has been named."""
        stem = load("coreference.yaml")["made_of"].get(ref.context.tokens[ref.phrase.head].lemma)
        if not stem or not ref.phrase.alone:
            return None
        bodies = [
            group
            for group in self._under([("class", EntityType.NGO)])
            if not group.plural and any(word.startswith(stem) for word in group.contents | group.heads)
        ]
        return bodies[0] if len(bodies) == 1 else None

    def _named(self, ref: Reference) -> Group:
        place = ref.phrase.type is EntityType.PLACE
        key = ("place", self._place_key(ref)) if place else ("person", surname(ref))
        known = self._under([key])
        same = known if place else [g for g in known if not any(other_person(ref, m) for m in g.members)]
        return self.join(ref, next(iter(same), None))

    def _place_key(self, ref: Reference) -> str:
        """The municipality and its main town are one place; others are told apart by their words."""
        kept = ref.contents - word_set("municipal_words")
        if kept and self.municipality and all(same_place(word, self.municipality) for word in kept):
            return ""
        name = " ".join(sorted(ref.contents - {"муниципальный", "республика"}))
        return str(load("toponyms.yaml")["aliases"].get(name, name))


def _encloses(group: Group, ref: Reference) -> bool:
    """Whether a longer name around the phrase is the group's: what is named inside a name is something else."""
    inner = ref.phrase
    return any(
        outer.sentence == inner.sentence
        and outer.first <= inner.first
        and inner.last <= outer.last
        and outer.head != inner.head
        for outer in (member.phrase for member in reversed(group.members[-_RECENT_MEMBERS:]))
    )


def _begins(ref: Reference) -> bool:
    """Whether a phrase may stand for something not spoken of before."""
    if ref.plural and ref.phrase.alone and ref.head in word_set("vague"):
        return False  # «субсидии получили девять организаций»
    if not ref.pointing or ref.plural or ref.phrase.bare is Bare.UNIQUE:
        return True
    token = ref.context.tokens[ref.phrase.head]
    defined = (
        ref.phrase.head > 0 and token.text[:1].isupper() and not token.text.isupper()
    )  # «исполнители Программы»
    spoken = ref.phrase.alone and not _demonstrated(ref) and _first_spoken(ref)
    return defined or spoken or bool(ref.phrase.modifiers) or ref.phrase.last > ref.phrase.head + 1


_BARE = {
    EntityType.EVENT,
    EntityType.INSTITUTION,
    EntityType.ENTERPRISE,
    EntityType.MEDIA,
    EntityType.TRADE_UNION,
}
"""Classes of which a bare noun may be the first that is said («собрались в библиотеке»)."""


def _first_spoken(ref: Reference) -> bool:
    token = ref.context.tokens[ref.phrase.head]
    if ref.phrase.type is EntityType.EVENT or token.lemma in word_set("beginning"):
        return True
    vague = token.lemma in load("coreference.yaml")["pointers"] or token.lemma in word_set("never_first")
    told = ref.phrase.rule != "anaphor" and not is_abbreviation(token)
    return ref.phrase.type in _BARE and told and not vague


def _demonstrated(ref: Reference) -> bool:
    """«этот конкурс»: a bare noun with such a word before it has been spoken of."""
    return ref.context.lemma(ref.phrase.head - 1) in words("demonstratives")


def _name(context: Context, phrase: Phrase) -> Reference:
    tokens = context.tokens[phrase.first : phrase.last]
    lemmas = frozenset(token.lemma for token in tokens if token.pos != "PUNCT")
    return Reference(phrase, context, "", (), (), lemmas, frozenset(), frozenset(), plural=False)


def surname(ref: Reference) -> str:
    """What stays of a person's surname in every case."""
    return ref.context.tokens[surname_token(ref.context, ref.phrase)].lemma[:5]


def other_person(ref: Reference, other: Reference) -> bool:
    """Whether two people of one surname have given names that begin with other letters."""
    own, theirs = (given_initials(r.context, r.phrase) for r in (ref, other))
    return any(a != b for a, b in zip(own, theirs, strict=False))


def group_phrases(
    contexts: Sequence[Context], phrases: Mapping[int, Sequence[Phrase]], municipality: str
) -> list[Group]:
    """Group the phrases of a document, sentence by sentence, in order of their first words."""
    coreference = Coreference(municipality)
    for context in contexts:
        ordered = sorted(phrases[context.index], key=lambda p: (p.first, -p.last))
        _add_all(coreference, context, ordered, _defined(context, ordered))
    return coreference.groups


def _add_all(
    coreference: Coreference,
    context: Context,
    ordered: Sequence[Phrase],
    defined: Mapping[tuple[int, int], Phrase],
) -> None:
    of_phrase: dict[Phrase, Group] = {}
    for phrase in ordered:
        owner = of_phrase.get(defined.get((phrase.first, phrase.last), phrase))
        group = coreference.add(context, phrase) if owner is None else None
        if group is not None:
            of_phrase[phrase] = group
    for phrase in ordered:  # what is pointed at next is the outer name, not one inside it
        group = of_phrase.get(phrase)
        if group is not None and not any(
            o.first <= phrase.first and phrase.last <= o.last and o.head != phrase.head for o in ordered
        ):
            coreference.speak_of(group)
    for (first, last), phrase in defined.items():
        if phrase in of_phrase:
            group = of_phrase[phrase]
            group.abbreviations.add("".join(token.text for token in context.tokens[first:last]))
            own = Phrase(
                context.index, first, last, first, phrase.type, Bare.UNIQUE, (), None, "abbreviation"
            )
            coreference.join(reference(context, own, coreference.municipality), group)


def _defined(context: Context, ordered: Sequence[Phrase]) -> dict[tuple[int, int], Phrase]:
    """Which name each abbreviation in brackets is for: the one whose letters it is, else the longest before it."""
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in ordered:
        short = abbreviation_after(context, phrase)
        if short is None or phrase.type in {EntityType.PLACE, EntityType.PERSON}:
            continue
        if phrase.type is EntityType.POST and any(p.last == phrase.last and p is not phrase for p in ordered):
            continue  # «юрист профсоюза (ГМПР)»
        noun = next((token for token in context.tokens[short[0] : short[1]] if is_noun(token)), None)
        if noun is not None and noun.number == "Plur" and context.tokens[phrase.head].number == "Sing":
            continue  # «… и МБУ «Олимп» (далее – спортивные школы)»: all that were listed
        text = "".join(token.text for token in context.tokens[short[0] : short[1]])
        if short not in found or initials(reference(context, phrase, "")) == text.upper():
            found[short] = phrase
    return found
