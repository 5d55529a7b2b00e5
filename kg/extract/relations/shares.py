"""Who bears which share of a cost: «бюджет проекта – 600 тыс., из них 400 – средства фонда, остальное – вклад завода»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from kg.extract.grammar import DASHES
from kg.extract.relations.candidates import Candidate, propose
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.scene import Scene, verb_lemmas, verb_reading
from kg.extract.relations.setting import Setting, clause_status
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Relation

_words = partial(words, "payments.yaml")
_PAYERS = frozenset(
    {
        EntityType.ADMINISTRATION,
        EntityType.ENTERPRISE,
        EntityType.FOUNDATION,
        EntityType.INSTITUTION,
        EntityType.POST,
        EntityType.PROGRAM,
        EntityType.TRADE_UNION,
    }
)
_PAID = (ACTORS | DEEDS) - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}
_NEAR = 6
"""Tokens between a verb of giving and its sum or who gives."""
SIGNS = _words("shares")
"""Words of which a sentence must have one."""
_CASES = frozenset({"Nom", "Gen", "Ins"})


def borne(scene: Scene, setting: Setting, said: Sequence[Candidate]) -> Iterator[Candidate]:
    """Who pays a share, named behind a dash.

    Args:
        scene: The sentence.
        setting: What it stands in.
        said: What the other rules propose for it: whatever money is said to be for is what all shares are of.
    """
    found = [*_behind_dashes(scene), *_by_verbs(scene)]
    if not found:
        return
    start = min(dash for _, dash in found)
    payers = {p.entity.key for p, _ in found}
    by_key = {e.key: e for _, e in scene.mentions}
    known = [by_key[c.object] for c in said if c.relation is Relation.FUNDS and c.object in by_key]
    topics = _topics(scene, start) or [e for e in known if e.key not in payers] or _spoken_of(scene, start)
    for phrase, dash in found:
        if not (phrase.chain or _costs(scene, start) or known):
            continue  # «200 тыс. рублей – фонд»: whoever gets it
        status, place = clause_status(scene, dash, setting), (scene.index, dash)
        for topic in dict.fromkeys(topics):
            marks = (f"chain={bool(phrase.chain)}", f"share={phrase.entity.type}")
            if topic.key not in payers:
                yield from propose((phrase.entity, topic), Relation.FUNDS, status, "share", place, *marks)


def cleared(scene: Scene, said: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """What the other rules say of a sentence, without money for whoever bears a share behind a dash."""
    if scene.lemmas.isdisjoint(SIGNS):
        return tuple(said)
    payers = {p.entity.key for p, dash in _behind_dashes(scene) if p.chain or _rest(scene, dash)}
    return tuple(c for c in said if c.relation is not Relation.FUNDS or c.object not in payers)


def _rest(scene: Scene, dash: int) -> bool:
    return scene.tokens[dash - 1].lemma in _words("rest")


def _behind_dashes(scene: Scene) -> list[tuple[Phrase, int]]:
    return [(p, dash) for p in scene.phrases if (dash := _share(scene, p)) > 0]


def _by_verbs(scene: Scene) -> list[tuple[Phrase, int]]:
    """«бюджет слёта – 900 тыс.: 500 тыс. дало правительство»: who gives a sum by a verb that says not to whom."""
    found: list[tuple[Phrase, int]] = []
    for index in scene.where(_words("giving")):
        reading = verb_reading(scene.tokens[index], _words("giving"), True)
        if reading is None or not _costs(scene, index) or not _sum_near(scene, index):
            continue
        case = "Nom" if reading[0] == "active" else "Ins"
        own = [p for p in scene.phrases_in(scene.clauses[index]) if p.first >= index - _NEAR]
        if any(p.cases == {"Dat"} or p.preps in {"на", "для", "в"} for p in own):
            continue
        fit = [p for p in own if p.entity.type in _PAYERS and case in p.cases and not (p.preps or p.opaque)]
        found += [(p, index) for p in fit if p.group == fit[0].group]
    return found


def _sum_near(scene: Scene, index: int) -> bool:
    """Whether a sum stands right before or behind a verb, past full stops of abbreviations."""
    near = range(max(0, index - 2), min(len(scene.tokens), index + _NEAR))
    return any(scene.tokens[i].lemma in _words("sums") and i not in scene.inside for i in near)


def _share(scene: Scene, phrase: Phrase) -> int:
    """The dash before a payer that a sum or «остальное» stands before; -1 where there is none."""
    if phrase.entity.type not in _PAYERS or phrase.proxy or phrase.cases.isdisjoint(_CASES):
        return -1
    if not all(scene.tokens[i].lemma in _words("contributions") for i in phrase.chain):
        return -1
    dash = _left(scene, min((phrase.first, *phrase.chain)) - 1)
    if dash < 1 or scene.tokens[dash].text not in DASHES:
        return -1
    before = dash - 2 if scene.tokens[dash - 1].text == "." else dash - 1
    counted = before >= 0 and before not in scene.inside
    return dash if counted and scene.tokens[before].lemma in _words("shares") else -1


def _left(scene: Scene, index: int) -> int:
    """The token before a payer: past adjectives, what it is, and those listed before it («городом и спонсором, АО»)."""
    tokens = scene.tokens
    while index > 0:
        listed = next((p for p in scene.phrases if p.last == index), None)
        if tokens[index].pos in {"ADJ", "DET"} or tokens[index].low == "это":
            index -= 1
        elif tokens[index].text == "," and tokens[index - 1].lemma in _words("sponsors"):
            index -= 2
        elif tokens[index].low == "и" and (listed := _ends(scene, index)) is not None:
            index = min((listed.first, *listed.chain)) - 1
        else:
            break
    return index


def _ends(scene: Scene, index: int) -> Phrase | None:
    """The payer whose name ends before a token."""
    fit = (p for p in scene.phrases if p.last == index and p.entity.type in _PAYERS and not p.proxy)
    return next(fit, None)


def _costs(scene: Scene, stop: int) -> bool:
    """Whether the words before a dash speak of what something costs."""
    own = (i for i in range(stop) if i not in scene.inside)
    known = _words("costs") | _words("costing")
    return any(not known.isdisjoint(verb_lemmas(scene.tokens[i])) for i in own)


def _spoken_of(scene: Scene, stop: int) -> list[Entity]:
    """«Ремонт обошёлся в 7 млн, …»: what the text before is of."""
    light = scene.light
    if not any(_words("costing") & set(verb_lemmas(t)) for t in scene.tokens[:stop]):
        return []
    near = [e for e in (*light.actors, *light.deeds) if e in light.near and e.type in _PAID]
    return near[:1]


def _topics(scene: Scene, stop: int) -> list[Entity]:
    """Whose cost a sentence speaks of («ремонт клуба обошёлся …»), or who got the sum («ТОС привлёк …»)."""
    before = [p for p in scene.phrases if p.last <= stop and p.entity.type in _PAID and not p.paren]
    of_cost = [p for p in before if any(scene.tokens[i].lemma in _words("costs") for i in p.chain)]
    meant = [p for p in before if p.preps in {"на", "для"} and not p.proxy]
    getting = [i for i in range(stop) if _words("costing") & set(verb_lemmas(scene.tokens[i]))]
    clauses = [scene.clauses[i] for i in getting if i not in scene.inside]
    said_of = [
        p
        for p in before
        if "Nom" in p.cases and not (p.preps or p.opaque) and scene.clauses[p.first] in clauses
    ]
    return [p.entity for p in of_cost or [*said_of, *meant]]
