"""Persons, posts and the bodies they belong to; bodies at bodies («Совет при главе города»)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.lexicon import SUBJECTS
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Mention, Relation, Status

_BRIDGE = frozenset({"-", "–", "—", ",", "(", ":"})
_HOSTS = frozenset(
    {
        EntityType.POST,
        EntityType.ADMINISTRATION,
        EntityType.REPRESENTATIVE_BODY,
        EntityType.TRADE_UNION,
        EntityType.COUNCIL,
    }
)
_APART = frozenset({",", ";", ":"})
_TITLES = words("posts.yaml", "titles")
_TITLED, _BRACKETED = 5, 6
_EARLY = 8
"""Sentences at the beginning in which a report names its own municipality."""
_OF_PLACE = (
    "глава",
    "мэр",
    "заместители главы",
    "заместитель главы",
    "первый заместитель главы",
    "староста",
    "заместитель мэра",
    "помощник главы",
    "помощник мэра",
    "советник главы",
    "советник мэра",
    "пресс-секретарь главы",
    "пресс-секретарь мэра",
    "сельские старосты",
    "сельский староста",
    "градоначальник",
    "городской голова",
    "заместитель городского головы",
    "первый заместитель мэра",
    "и. о. главы",
    "и.о. главы",
    "исполняющий обязанности главы",
    "врио главы",
)

_OF_REGION = ("губернатор", "вице-губернатор", "глава республики", "глава региона", "заместитель губернатора")
_REGIONS = ("област", "край", "края", "республик", "автономный округ")
_KINDS = ("поселени", "район", "округ")

_OF_MUNICIPALITY = re.compile(
    r"(?:[\w-]+(?:ый|ий|ой|ая|ые|ие) )?[\w-]+ (?:(?:муниципального|городского|сельского) )?"
    r"(?:города|района|округа|поселка|поселения|села|станицы)(?: по .*)?"
)
"""«главный архитектор города», «имам-мухтасиб района»: a post of the municipality that the text need not name."""
_NOT_OF_CITY = (
    "администрац",
    "комитет",
    "отдел",
    "совет",
    "дум",
    "област",
    "края",
    "республик",
    "губернатор",
)


def _make(
    scene: Scene, subject: Entity, relation: Relation, obj: Entity, rule: str, *marks: str
) -> Candidate:
    kinds = f"types={subject.type}>{obj.type}"
    return Candidate(
        subject.key,
        relation,
        obj.key,
        Status.REALISED,
        rule,
        scene.index,
        -1,
        (f"frame={rule}", kinds, *marks),
    )


def _gap(scene: Scene, left: Mention, right: Mention) -> list[str]:
    return [word(t) for t in scene.tokens[left.last : right.first]]


def holders(scene: Scene) -> Iterator[Candidate]:
    """A person right behind a post, or a post right behind a person."""
    posts = [(m, e) for m, e in scene.mentions if e.type is EntityType.POST]
    for mention, person in scene.mentions:
        if person.type is not EntityType.PERSON:
            continue
        before = [(m, e) for m, e in posts if m.last <= mention.first and _leads(scene, m, mention)]
        after = [
            (m, e)
            for m, e in posts
            if m.first >= mention.last and _beside(scene, mention, m) and not _anothers(scene, m)
        ]
        both = after[:1] if before and _labelled(scene, before[-1][0], mention, after) else []
        chosen = [*_explained(scene, posts, before[-1:]), *(before[-1:] or after[:1]), *both]
        side = f"side={'before' if before else 'after'}"
        for _, post in chosen:
            yield _make(scene, person, Relation.HOLDS_POST, post, "post.person", side)


def _labelled(scene: Scene, post: Mention, person: Mention, after: Sequence[tuple[Mention, Entity]]) -> bool:
    """«Секретарь совета – Т. Булгадаева, заведующая библиотекой.»: the post behind the name is hers too."""
    said = scene.tokens[post.last].text in DASHES | {":"} and post.last + 1 == person.first
    behind = scene.tokens[after[0][0].last : after[0][0].last + 1] if after else ()
    return said and bool(after) and all(t.text in {".", ";", ")"} for t in behind)


def _beside(scene: Scene, person: Mention, post: Mention) -> bool:
    """«А. Белов, директор», «Белов – бессменный атаман»: a sign, and behind a dash words that only describe."""
    gap, between = _gap(scene, person, post), scene.tokens[person.last : post.first]
    if gap[:1] and gap[0] in DASHES:
        return len(gap) <= _BRACKETED and all(t.pos in {"ADJ", "DET", "ADV"} for t in between[1:])
    return gap in ([","], ["("])


def _leads(scene: Scene, post: Mention, person: Mention) -> bool:
    """Whether a name follows a post: at once, behind a sign, a title or an abbreviation in brackets."""
    gap = _gap(scene, post, person)
    between = scene.tokens[post.last : person.first]
    titles = [t for t in between if t.text.isalpha() or "-" in t.text]
    if _adjacent(gap):
        return True
    if gap[0] == "(" and gap[-1] == ")":
        return len(gap) <= _BRACKETED
    return (
        len(gap) <= _TITLED
        and bool(titles)
        and all(t.lemma in _TITLES or word(t) in {".", ","} for t in between)
    )


def _anothers(scene: Scene, post: Mention) -> bool:
    """«…, имам мечети Ю. Гарипов»: the post behind a comma is that of the next person."""
    persons = (m for m, e in scene.mentions if e.type is EntityType.PERSON)
    return any(post.last <= m.first and _leads(scene, post, m) for m in persons)


def _explained(
    scene: Scene, posts: Sequence[tuple[Mention, Entity]], found: Sequence[tuple[Mention, Entity]]
) -> list[tuple[Mention, Entity]]:
    """«секретарь – специалист администрации О. Рябова»: the post before the dash is hers too."""
    return [
        (m, e) for m, e in posts for post, _ in found if _gap(scene, m, post) in (["-"], ["–"], ["—"])
    ]  # fmt: skip


def _adjacent(gap: list[str]) -> bool:
    """Nothing, one sign, or a dash with a short description («председатель – слесарь …»)."""
    if len(gap) <= 1:
        return all(text in _BRIDGE for text in gap)
    return gap[0] in {"-", "–", "—"} and len(gap) <= 4 and "," not in gap


def bracketed(scene: Scene) -> Iterator[Candidate]:
    """«Отдел (начальник – Р. Гимадеева)», «ее директор»: a bare post belongs to the body named before it."""
    for mention, post in scene.mentions:
        if post.type is not EntityType.POST:
            continue
        pronoun = any(
            word(t) in {"ее", "его", "их"} for t in scene.tokens[max(0, mention.first - 2) : mention.first]
        )
        if not (scene.parens[mention.first] or pronoun):
            continue
        if any(
            mention.first <= o.first and o.last <= mention.last and o != mention for o, _ in scene.mentions
        ):
            continue  # it names the body itself
        before = [
            (m, e)
            for m, e in scene.mentions
            if m.last <= mention.first and e.type in ACTORS and not scene.parens[m.first]
        ]
        outer = [
            (m, e)
            for m, e in before
            if not any(o.first <= m.first and o.last >= m.last and o != m for o, _ in before)
        ]
        if outer:
            yield _make(scene, post, Relation.POST_IN, outer[-1][1], "post.of", f"pronoun={pronoun}")


def of_city(entities: Sequence[Entity], city: Entity | None) -> Iterator[tuple[Entity, Entity]]:
    """Heads of the municipality, and of its region, whose names need not say of which."""
    places = [e for e in entities if e.type is EntityType.PLACE]
    for entity in (e for e in entities if e.type is EntityType.POST):
        label = entity.label.lower().replace("ё", "е")
        bare = not any(w in label for w in _NOT_OF_CITY)
        elder = label.startswith("староста ")  # «староста деревни …» says of which
        if (label.startswith(_OF_PLACE) or _OF_MUNICIPALITY.fullmatch(label)) and bare and not elder:
            place = _of_kind(label, places) or city
            if place is not None and _may_be(label, place):
                yield entity, place
        elif label.startswith(_OF_REGION):
            regions = [p for p in places if any(word in p.label.lower() for word in _REGIONS)]
            if len(regions) == 1:
                yield entity, regions[0]


def _may_be(label: str, place: Entity) -> bool:
    """«глава района» is no post of a village, «глава города» none of a place that is named once, far down."""
    first = place.mentions[0].sentence
    known = len(place.mentions) > 1 or first <= _EARLY
    district = "района" in label and not any(word in place.label.lower() for word in _KINDS)
    return known and not district


def _of_kind(label: str, places: Sequence[Entity]) -> Entity | None:
    """«глава поселения»: the one place that is called a settlement; None where the label says nothing of the kind."""
    kind = next((word for word in _KINDS if word in label), "")
    same = [p for p in places if kind and kind in p.label.lower()]
    return same[0] if len(same) == 1 else None


def hosted(scene: Scene) -> Iterator[Candidate]:
    """«Совет при главе города»: the second name stands right behind «при»; so do items of a list of one kind."""
    for left, right in zip(scene.phrases, scene.phrases[1:], strict=False):
        gap = [word(t) for t in scene.tokens[left.last : right.first]]
        done = any(t.pos == "VERB" for t in scene.tokens[left.last : right.first])
        if right.preps != "при" or len(gap) > 3 or not _APART.isdisjoint(gap) or done:
            continue
        items = [p for p in scene.phrases if p.group == left.group and p.first <= left.first]
        listed = [p for p in items if p.entity.type is left.entity.type and _paired(scene, p, left)]
        guests = [g for p in listed if (g := _guest(scene, p)) is not None]
        if guests and right.entity.type in _HOSTS:
            for guest in guests:
                yield _make(scene, guest, Relation.ATTACHED_TO, right.entity, "at.beside")
        elif left.entity.type in ACTORS and right.entity.type in ACTORS:
            yield _make(scene, left.entity, Relation.PART_OF, right.entity, "at.beside")


def _paired(scene: Scene, one: Phrase, last: Phrase) -> bool:
    """«совет и комиссия при главе», not «палата, совет при главе»: nothing but «и» stands between two."""
    between = scene.tokens[one.last : last.first]
    ruled = bool(one.chain) and one.chain == last.chain  # «работа палаты, совета при главе»
    joined = any(t.low == "и" for t in between) and all(t.text != "," for t in between)
    return one is last or ruled or joined


def _guest(scene: Scene, phrase: Phrase) -> Entity | None:
    """The council of a phrase: itself, or the one that its name ends with («заседания совета при …»)."""
    allowed = SUBJECTS[Relation.ATTACHED_TO]
    if phrase.entity.type in allowed:
        return phrase.entity
    inner = [
        e for m, e in scene.mentions if phrase.first < m.first and m.last == phrase.last and e.type in allowed
    ]
    return inner[0] if inner else None
