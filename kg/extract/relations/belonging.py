"""Parts of bodies: what a house has in it, «свою комиссию», names in brackets, bodies that consist of branches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.cases import head_of
from kg.extract.relations.field import direct
from kg.extract.relations.owners import named_for
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.prepositions import word
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation

_HOUSED = frozenset({EntityType.INSTITUTION, EntityType.NGO, EntityType.ENTERPRISE})
_HOUSES = frozenset(
    {EntityType.TOS, EntityType.INSTITUTION, EntityType.RELIGIOUS, EntityType.NGO, EntityType.ENTERPRISE}
)
_BRACKETED = frozenset({EntityType.NGO, EntityType.INSTITUTION, EntityType.RELIGIOUS})
_GUESTS = frozenset({EntityType.COUNCIL, EntityType.NGO})
_OWNERS = ACTORS - {EntityType.ADMINISTRATION, EntityType.MEDIA}
_AUTHORITIES = frozenset({EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY, EntityType.POST})
_HEADED = frozenset(
    {EntityType.INSTITUTION, EntityType.ADMINISTRATION, EntityType.ENTERPRISE, EntityType.COUNCIL}
)
_NEAR = 3
_words = partial(words, "belonging.yaml")
Found = Iterable[tuple[int, Entity, Entity]]
"""The token that says so, the part, and the whole."""


def parts(scene: Scene, setting: Setting) -> Iterator[Candidate]:
    """What a sentence says to be part of what."""
    for rule, found in (
        ("belong.housed", _housed(scene)),
        ("belong.gapped", _gapped(scene)),
        ("belong.own", _own(scene)),
        ("belong.own", _kept(scene)),
        ("belong.cells", _cells(scene)),
        ("belong.led", _led(scene)),
        ("belong.silent", _silent(scene, setting)),
        ("belong.bracket", _bracketed(scene)),
        ("belong.branches", _branches(scene)),
        ("belong.with", _with(scene)),
        ("belong.itself", _itself(scene)),
        ("belong.whose", _whose(scene)),
    ):
        for cue, part, whole in found:
            status = clause_status(scene, cue, setting)
            mark = f"part={scene.tokens[cue].lemma}"
            place = (scene.index, cue)
            relation = Relation.ATTACHED_TO if rule == "belong.itself" else _relation(part, whole)
            if part.type in ACTORS and whole.type in ACTORS | {EntityType.POST}:
                yield from propose((part, whole), relation, status, rule, place, mark)


def _relation(part: Entity, whole: Entity) -> Relation:
    attached = part.type is EntityType.COUNCIL and whole.type in _AUTHORITIES
    return Relation.ATTACHED_TO if attached else Relation.PART_OF


def _head(scene: Scene, phrase: Phrase) -> str:
    return scene.tokens[head_of(scene.tokens, phrase)].lemma


def _free(scene: Scene) -> list[Phrase]:
    return [p for p in scene.phrases if not p.paren and not p.proxy]


def _housed(scene: Scene) -> Found:
    """«В школе № 3 работает кадетский класс»; what has a house as its base is only helped by it."""
    yield from ((p.first, p.entity, e) for p, e in _in_houses(scene) if not _is_own(scene, p))


def _kept(scene: Scene) -> Found:
    """«В техникуме появился собственный отряд»."""
    yield from ((p.first, p.entity, e) for p, e in _in_houses(scene) if _is_own(scene, p))


def _is_own(scene: Scene, phrase: Phrase) -> bool:
    start = phrase.chain[-1] if phrase.chain else phrase.first
    return any(t.lemma in _words("owning") for t in scene.tokens[max(0, start - _NEAR) : start])


def _in_houses(scene: Scene) -> Iterator[tuple[Phrase, Entity]]:
    """What is said to be in a house, with the house."""
    placed = [p for p in _free(scene) if p.preps in {"в", "на базе", "при"} and p.entity.type in _HOUSES]
    for whole in (p for p in placed if p.preps == "в" and not p.opaque and p.cases != {"Acc"}):
        clause = scene.clauses[whole.first]
        being = not _dashed(scene, whole) and any(
            _words("being") & set(verb_lemmas(scene.tokens[i])) for i in scene.outside(clause)
        )
        for part in scene.phrases_in(clause) if being else ():
            nearer = any(whole.last <= p.first < part.first for p in placed)
            stands = direct(part) and part.group != whole.group and part.cases & {"Nom", "Acc"}
            named = part.entity.type in _HOUSED and _head(scene, _meant(scene, part)) in _words("housed")
            if stands and named and not nearer:
                yield part, whole.entity


def _meant(scene: Scene, phrase: Phrase) -> Phrase:
    """«кружок, который работает в Доме»: the name that «который» stands for."""
    if phrase.proxy != "relative":
        return phrase
    named = (p for p in scene.phrases if p.entity.key == phrase.entity.key and not p.proxy)
    return next(named, phrase)


def _dashed(scene: Scene, phrase: Phrase) -> bool:
    return phrase.last < len(scene.tokens) and scene.tokens[phrase.last].text in DASHES


def _with(scene: Scene) -> Found:
    """«У общества есть хор», «у совета появилась своя секция»: a body has a part of itself."""
    if "у" not in scene.ruling:
        return
    for whole in (p for p in _free(scene) if p.preps == "у" and not p.opaque and p.entity.type in _OWNERS):
        for part in scene.phrases_in(scene.clauses[whole.first]):
            own = part.first > 0 and scene.tokens[part.first - 1].lemma == "свой"
            known = own or _head(scene, part).endswith(tuple(sorted(_words("housed") | _words("own"))))
            stands = direct(part) and "Nom" in part.cases and part.group != whole.group and not part.proxy
            if known and stands and part.first > whole.last and part.entity.type in _HOUSED | _GUESTS:
                yield part.first, part.entity, whole.entity


def _whose(scene: Scene) -> Found:
    """«общество, чей ансамбль стал призёром»: a part of whoever the relative clause is about."""
    for owner, part in named_for(scene):
        known = _head(scene, part) in _words("housed") | _words("own")
        if known and part.entity.type in _HOUSED | _GUESTS and owner.entity.type in _OWNERS:
            yield part.first, part.entity, owner.entity


def _itself(scene: Scene) -> Found:
    """«Дума создала при себе палату», «организовал при себе штаб»: the one who acts has it at itself."""
    for index in scene.where(frozenset({"себя"})):
        before = scene.tokens[index - 1] if index else None
        if before is None or word(before) != "при":
            continue
        own = [p for p in scene.phrases_in(scene.clauses[index]) if direct(p)]
        hosts = [p for p in own if "Nom" in p.cases and p.last <= index]
        made = [p for p in own if p.first > index and "Acc" in p.cases and p.entity.type in _GUESTS]
        yield from ((index, p.entity, hosts[-1].entity) for p in made[:1] if hosts)


def _gapped(scene: Scene) -> Found:
    """«…, а при соборе – сестричество»: the dash stands for the verb."""
    if DASHES.isdisjoint(scene.words):
        return
    for whole in (p for p in _free(scene) if p.preps in {"при", "в"} and not p.opaque):
        sign = scene.tokens[whole.last : whole.last + 1]
        after = [p for p in _free(scene) if whole.last < p.first <= whole.last + _NEAR and direct(p)]
        at = whole.preps == "при" or (
            whole.entity.type in _HOUSES and after and _head(scene, after[0]) in _words("housed")
        )
        if at and sign and sign[0].text in DASHES and after and "Nom" in after[0].cases:
            yield whole.first, after[0].entity, whole.entity


def _own(scene: Scene) -> Found:
    """«палата подключилась через свою комиссию», «в её первичках»."""
    for part in (p for p in scene.phrases if p.entity.type in _OWNERS and not p.proxy):
        start = part.chain[-1] if part.chain else part.first
        before = [i for i in range(max(0, start - _NEAR), start) if scene.tokens[i].lemma == "свой"]
        between = scene.tokens[before[-1] + 1 : start] if before else ()
        if before and all(t.pos in {"ADJ", "NUM", "DET"} for t in between):
            owners = [p for p in _free(scene) if direct(p) and "Nom" in p.cases and p.entity.type in _OWNERS]
            near = [p for p in owners if p.last <= before[-1] and p.entity.key != part.entity.key]
            yield from ((before[-1], part.entity, p.entity) for p in near[-1:])
    for owner in (p for p in scene.phrases if p.proxy == "pronoun" and "Gen" in p.cases):
        behind = [p for p in _free(scene) if 0 < p.first - owner.first <= _NEAR and p.entity.type in ACTORS]
        head = _head(scene, behind[0]) if behind else ""
        known = head in _words("own") or (head in _words("units") and owner.entity.type in _HEADED)
        if known and word(scene.tokens[owner.first]) in {"ее", "его"}:
            yield owner.first, behind[0].entity, owner.entity


def _cells(scene: Scene) -> Found:
    """«Под эгидой совета действуют первички», «совет, опирающийся на 21 первичную организацию»."""
    cells = [p for p in _free(scene) if _is_cell(scene, p)]
    for part in (p for p in cells if p.entity.type in _OWNERS):
        clause = scene.clauses[part.first]
        others = [p for p in scene.phrases if p.entity.type in _OWNERS and p.group != part.group]
        over = [p for p in others if p.preps in _words("over") and scene.clauses[p.first] is clause]
        rests = part.preps == "на" and any(
            _words("resting") & set(verb_lemmas(scene.tokens[i])) for i in scene.outside(clause)
        )
        above = over or [p for p in others if rests and p.last <= part.first and direct(p)][-1:]
        yield from ((part.first, part.entity, p.entity) for p in above[:1])


def _is_cell(scene: Scene, phrase: Phrase) -> bool:
    """«21 первичную организацию», «17 первичек»: which forms the tagger does not always know."""
    return scene.tokens[phrase.first].lemma.startswith(tuple(sorted(_words("cells"))))


def _led(scene: Scene) -> Found:
    """«автономия ведёт в клубе кружок домбры»: what teaches, and is led by a body, is its own."""
    verbs = scene.where(_words("leading"))
    for part in (p for p in _free(scene) if verbs and _head(scene, p) in _words("led")):
        clause = scene.clauses[part.first]
        cue = [i for i in verbs if scene.clauses[i] is clause and i < part.first]
        stands = direct(part) and "Acc" in part.cases and part.entity.type in _HOUSED
        leaders = [
            p for p in scene.phrases_in(clause) if direct(p) and "Nom" in p.cases and p.last <= part.first
        ]
        whole = next((p for p in leaders if p.entity.type in _OWNERS and p.group != part.group), None)
        if cue and stands and whole is not None:
            yield part.first, part.entity, whole.entity


def _silent(scene: Scene, setting: Setting) -> Found:
    """«Сформированы пять комиссий и экспертный совет»: of the body that reports of itself."""
    owner = setting.reporter[0] if setting.firsthand and setting.reporter else None
    if owner is None or owner.type not in _OWNERS:
        return
    for mention, entity in scene.mentions:
        head = scene.tokens[mention.first]
        inner = any(
            e.type in ACTORS | {EntityType.POST} and m != mention and mention.first <= m.first and m.last <= mention.last
            for m, e in scene.mentions
        )  # fmt: skip
        if entity.type in _GUESTS and not inner and head.lemma in _words("own") and entity.key != owner.key:
            yield mention.first, entity, owner


def _bracketed(scene: Scene) -> Found:
    """«клуб «Мир» (школа № 5)», «спортивная школа (стадион, лыжная база)», «(входит в округ)»."""
    if "(" not in scene.words:
        return
    for host in (p for p in _free(scene) if p.entity.type in _BRACKETED):
        opened = scene.tokens[host.last : host.last + 1]
        if not opened or opened[0].text != "(":
            continue
        stop = next(
            (i for i in range(host.last, len(scene.tokens)) if scene.tokens[i].text == ")"), host.last
        )
        inner = [p for p in scene.phrases if host.last < p.first < stop and p.entity.type in ACTORS]
        between = scene.tokens[host.last + 1 : inner[0].first] if inner else ()
        house = bool(inner) and not between and _head(scene, inner[0]) in _words("houses")
        counted = bool(inner) and _is_cell(scene, inner[0])
        unit = bool(inner) and any(scene.tokens[i].lemma in _words("units") for i in inner[0].chain)
        if len(inner) == 1 and unit and inner[0].last == stop:
            yield host.last, host.entity, inner[0].entity
        elif len(inner) == 1 and counted and inner[0].last == stop:
            yield host.last, inner[0].entity, host.entity
        elif len(inner) == 1 and (house or _joins(scene, host.last + 1, inner[0])):
            yield host.last, host.entity, inner[0].entity
        elif len(inner) > 1 and all(direct(p) and p.entity.type is EntityType.INSTITUTION for p in inner):
            yield from ((host.last, p.entity, host.entity) for p in inner)


def _joins(scene: Scene, start: int, phrase: Phrase) -> bool:
    """«входит в округ»: a bracket that says what the name before it belongs to."""
    return scene.tokens[start].lemma in {"входить", "относиться"} and phrase.preps in {"в", "к", "в состав"}


def _joined(scene: Scene, phrase: Phrase) -> bool:
    """«это и хор, и клуб»: an item behind another «и»."""
    return [word(t) for t in scene.tokens[max(0, phrase.first - 2) : phrase.first]] == [",", "и"]


def _branches(scene: Scene) -> Found:
    """«Совет – это 19 первичных организаций», «приход содержит школу»."""
    if "это" not in scene.words and not scene.where(_words("having")):
        return
    for whole in (p for p in _free(scene)[:2] if direct(p) and "Nom" in p.cases and p.entity.type in _OWNERS):
        following = [word(t) for t in scene.tokens[whole.last : whole.last + 2]]
        rest = [p for p in _free(scene) if whole.last < p.first and p.group != whole.group]
        rest = rest if rest and rest[0].first <= whole.last + 5 else []
        clause = scene.clauses[whole.first]
        having = [i for i in scene.outside(clause) if _words("having") & set(verb_lemmas(scene.tokens[i]))]
        listed = [p for p in rest if p.group == rest[0].group or _joined(scene, p)]
        for part in (p for p in listed if direct(p) and p.cases & {"Nom", "Acc", "Gen"}):
            branch = scene.tokens[part.first].lemma in _words("own")
            kept = _head(scene, part) in _words("housed")
            this = following[:1] and following[0] in DASHES and "это" in following
            has = bool(having) and whole.last <= having[0] < part.first
            school = part.entity.type is EntityType.INSTITUTION and whole.entity.type is EntityType.RELIGIOUS
            if (this and (kept or branch)) or (has and (branch or school)):
                yield part.first, part.entity, whole.entity
