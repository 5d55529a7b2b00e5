"""Entities of a document: names found, arranged, brought together, labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.abbreviations import defined_again
from kg.extract.acting import acting
from kg.extract.arrange import arrange
from kg.extract.context import ACTING, NUMBERED, PLACED, SHARED_HEAD, Context, Phrase
from kg.extract.coreference import group_phrases
from kg.extract.groups import Group, Reference, word_set
from kg.extract.labels import declined, quoted_forms, spelled
from kg.extract.lists import list_items, numbered_items, prefix_of
from kg.extract.loose import loose_names
from kg.extract.municipality import find_municipality
from kg.extract.persons import find_persons, person_label, surnames_again
from kg.extract.phrases import find_phrases
from kg.extract.places import find_places, heading_place, place_label, shouted_place
from kg.extract.posts import BESIDE, posts_beside_persons
from kg.extract.pronouns import POSSESSIVES
from kg.extract.quotes import is_mark
from kg.extract.tables import Table, tables
from kg.model import AnnotatedDocument, Entity, EntityType, Mention
from kg.structs import struct


@struct(frozen=True, slots=True)
class Names:
    """The names of a document before they are brought together.

    Attributes:
        contexts: Its sentences.
        phrases: The names in each sentence, by its index.
        municipality: What the report is about: as its heading says, else as its names tell; empty if neither does.
    """

    contexts: Sequence[Context]
    phrases: Mapping[int, Sequence[Phrase]]
    municipality: str


WARS = frozenset({"афганистан", "чечня"})
"""Places that in a name («Союз ветеранов Афганистана») stand for a war."""
_HEADINGS = 2
"""Sentences at the beginning that may be the municipality's name alone."""


def find_names(annotated: AnnotatedDocument) -> Names:
    """The names that a document holds, and the municipality that it is about."""
    contexts = [Context.of(index, sentence) for index, sentence in enumerate(annotated.sentences)]
    phrases = _all_phrases(contexts, annotated.document.municipality or "", tables(annotated))
    municipality = annotated.document.municipality or find_municipality(contexts, phrases) or ""
    for context in contexts[:_HEADINGS]:
        title = heading_place(context, municipality)
        if title is not None and not any(
            p.first < title.last and title.first < p.last for p in phrases[context.index]
        ):
            phrases[context.index].append(title)
    for context in (c for c in contexts if c.shouted):
        title = shouted_place(context, municipality)
        places = [p for p in phrases[context.index] if p.type is EntityType.PLACE]
        if title is not None and not _crosses(title, places):
            phrases[context.index].append(title)
    return Names(contexts, phrases, municipality)


@struct(frozen=True, slots=True)
class Candidate:
    """An entity that may be one, with the group of phrases it was made from."""

    entity: Entity
    group: Group


def find_candidates(names: Names) -> tuple[Candidate, ...]:
    """All that may be entities of a document, in order of their first mention."""
    groups = group_phrases(names.contexts, names.phrases, names.municipality)
    rows = sorted((_mentions(group), index) for index, group in enumerate(groups))
    return tuple(
        Candidate(_entity(f"e{n}", groups[index], mentions), groups[index])
        for n, (mentions, index) in enumerate(rows, 1)
    )


def find_entities(names: Names) -> tuple[Entity, ...]:
    """The entities of all candidates, likely or not."""
    return tuple(candidate.entity for candidate in find_candidates(names))


def _all_phrases(
    contexts: Sequence[Context], municipality: str, tabled: Sequence[Table]
) -> dict[int, list[Phrase]]:
    found: dict[int, list[Phrase]] = {}
    lead: tuple[Phrase, str] | None = None
    topic: tuple[Phrase, str] | None = None
    columns = {cell.start: cell.column for table in tabled for row in table.rows for cell in row}
    for context in contexts:
        start, stop = context.tokens[0].start, context.tokens[-1].stop
        if any(start < table.stop and table.start < stop for table in tabled):
            found[context.index] = []  # titles of columns name nothing
            continue
        named = arrange(context, list(find_phrases(context)))
        items = list(list_items(context, named, lead or _counted_topic(context, topic)))
        topic = _topic(context, named)
        named += [*items, *numbered_items(context, named)]
        others = _people_and_places(context, named, municipality)
        named = posts_beside_persons(context, named, [p for p in others if p.type is EntityType.PERSON])
        found[context.index] = [*named, *others, *loose_names(context, [*named, *others], columns)]
        lead = _lead(context, named) or (lead if items else None)
    for index, phrase in [*defined_again(contexts, found), *surnames_again(contexts, found)]:
        found[index].append(phrase)
    return found


def _people_and_places(context: Context, named: Sequence[Phrase], municipality: str) -> list[Phrase]:
    heading = heading_place(context, municipality)
    if heading is not None:
        return [heading]
    persons = list(find_persons(context))
    places = list(acting(context, [p for p in find_places(context) if not _crosses(p, persons)]))
    founders = [p for p in named if p.type in {EntityType.FOUNDATION, EntityType.ENTERPRISE}]
    wars = [p for p in places if context.lemma(p.head) in WARS and _crosses(p, named)]
    return [*(p for p in persons if not _crosses(p, founders)), *(p for p in places if p not in wars)]


def _crosses(phrase: Phrase, others: Sequence[Phrase]) -> bool:
    return any(phrase.first < other.last and other.first < phrase.last for other in others)


def _topic(context: Context, phrases: Sequence[Phrase]) -> tuple[Phrase, str] | None:
    """A collective noun that is a heading of its own («ТОС.»): what the sentence after it counts."""
    words = [i for i, token in enumerate(context.tokens) if token.text[:1].isalpha()]
    whole = [
        p for p in phrases if words and p.first == words[0] and p.last == words[-1] + 1 and p.quote is None
    ]
    several = [
        p for p in whole if context.tokens[p.head].number == "Plur" or context.tokens[p.head].text.isupper()
    ]
    return (several[0], prefix_of(context, several[0])) if several else None


def _counted_topic(context: Context, topic: tuple[Phrase, str] | None) -> tuple[Phrase, str] | None:
    """«Зарегистрировано пять: «А», «Б»»: the items are of the kind that the heading names."""
    if topic is None:
        return None
    counted = any(
        context.text(i) == ":" and context.tokens[i - 1].pos == "NUM" and i + 1 in context.quotes
        for i in range(1, len(context.tokens))
    )
    return topic if counted else None


def _lead(context: Context, phrases: Sequence[Phrase]) -> tuple[Phrase, str] | None:
    """The plural head of a sentence that ends in a colon: the items below are what it announces."""
    if context.tokens[-1].text != ":":
        return None
    plural = [p for p in phrases if context.tokens[p.head].number == "Plur" and p.quote is None]
    return (plural[-1], prefix_of(context, plural[-1])) if plural else None


def _mentions(group: Group) -> tuple[Mention, ...]:
    found = {}
    for member in group.members:
        phrase, tokens = member.phrase, member.context.tokens
        start, stop = tokens[phrase.first].start, tokens[phrase.last - 1].stop
        found[(start, stop)] = Mention(start, stop, phrase.sentence, phrase.first, phrase.last, phrase.head)
    return tuple(found[key] for key in sorted(found))


def label_of(ref: Reference, number: str) -> str:
    """The nominative name that one reference gives."""
    phrase, context = ref.phrase, ref.context
    if phrase.type is EntityType.PERSON:
        return person_label(context, phrase)
    if phrase.type is EntityType.PLACE:
        return place_label(context, phrase)
    if phrase.rule in {SHARED_HEAD, BESIDE, NUMBERED, PLACED}:
        return phrase.prefix[:1].upper() + phrase.prefix[1:]
    if not ref.head:
        forms = quoted_forms(context.tokens, phrase.quote.inner) if phrase.quote and not phrase.prefix else {}
        quoted = spelled(context.tokens, phrase.first, phrase.last, forms)
        text = f"{phrase.prefix} {quoted}" if phrase.prefix else quoted
        return text[:1].upper() + text[1:]
    heads = (phrase.head, *phrase.merged)
    own = [
        i for i in phrase.modifiers if context.tokens[i].word not in POSSESSIVES
    ]  # «его заместители» are deputies
    first = own[0] if own else phrase.head if phrase.modifiers else phrase.first
    if is_mark(context.text(phrase.first)) and first == phrase.first + 1:
        first = phrase.first  # «"серебряные" волонтёры»
    text = declined(context.tokens, first, phrase.last, heads=heads, modifiers=own, number=number)
    return text[:1].upper() + text[1:]


def _entity(key: str, group: Group, mentions: tuple[Mention, ...]) -> Entity:
    collective = group.plural
    labels: dict[str, None] = {}
    for member in sorted(group.members, key=_fullness, reverse=True):
        plural = _spoken_plural(member)
        labels.setdefault(label_of(member, "Plur" if plural else "Sing"))
    names = list(labels)
    rule = group.members[0].phrase.rule
    return Entity(key, group.type, names[0], tuple(names[1:]), collective, mentions, rule)


def _spoken_plural(ref: Reference) -> bool:
    phrase = ref.phrase
    if phrase.quote is not None or phrase.prefix:
        return False
    # «4 заседания» stands in the genitive singular and names several
    return ref.context.tokens[phrase.head].number == "Plur" or (
        ref.plural and ref.head not in word_set("several")
    )


def _fullness(ref: Reference) -> tuple[bool, int, int]:
    phrase = ref.phrase
    # «Осинский район» is no full name of its administration
    adjectival = phrase.rule in {"place:adjective", ACTING}
    return (not adjectival, phrase.last - phrase.first + 2 * bool(phrase.prefix), -phrase.sentence)
