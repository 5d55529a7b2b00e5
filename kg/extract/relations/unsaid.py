"""Roles that the clause leaves unsaid: what another clause named, or the text spoke of last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.extract.relations.cases import dictionary_cases
from kg.extract.relations.clauses import Clause
from kg.extract.relations.field import Argument, Field, Types, direct
from kg.extract.relations.gifts import GIFTS, complemented, given_in, is_thing
from kg.extract.relations.homes import says_here
from kg.extract.relations.phrases import DEEDS, Phrase
from kg.extract.relations.rivalries import WINNERS, is_rivalry
from kg.lexicon import words
from kg.model import ACTORS, Entity, EntityType, Token

_GUESTS = words("arguments.yaml", "guests")
_WORKING = words("arguments.yaml", "working")
_MAKERS = words("arguments.yaml", "makers")
_HELPED = ACTORS | DEEDS
_RECEIVERS = ACTORS - {
    EntityType.ADMINISTRATION,
    EntityType.REPRESENTATIVE_BODY,
    EntityType.ENTERPRISE,
    EntityType.FOUNDATION,
}
"""Who is helped where somebody is only said to give."""


def _met(field: Field, wanted: Types) -> list[Argument]:
    """«ведётся взаимодействие с клубами, проводятся встречи»: with whom the clause before says to work."""
    clause = field.clause.before
    if clause is None or not any(field.scene.tokens[i].lemma in _WORKING for i in clause.tokens):
        return []
    return [Argument(p, "met") for p in _before(field, wanted, lambda p: p.preps == "с" and not p.opaque)]


def _earlier(field: Field, wanted: Types) -> list[Argument]:
    """What the clause before spoke of («проведён форум, выступили …»); only where the own clause has none of it."""
    return [Argument(p, "earlier") for p in _before(field, wanted, lambda p: _meant(field, p))[-1:]]


def _meant(field: Field, phrase: Phrase) -> bool:
    """Whether a clause speaks of a phrase itself, be it by who makes it («Организатором ярмарки выступает центр»)."""
    return not phrase.opaque or all(field.scene.tokens[i].lemma in _MAKERS for i in phrase.chain)


def _receiver(field: Field, wanted: Types) -> list[Argument]:
    """«обществу предоставлено помещение, выделена субсидия»: the receiver that the clause before named."""
    if field.trigger.reading not in {"passive", "word"}:
        return []
    return [
        Argument(p, "receiver") for p in _before(field, wanted, lambda p: p.cases == {"Dat"} and direct(p))
    ]


def _helped(field: Field, wanted: Types) -> list[Argument]:
    """«предоставила палате кабинет, сопровождение возложено …»: the receiver that the clause before named, if any."""
    own = any(p.cases == {"Dat"} and direct(p) for p in field.own(wanted))
    before = [] if own else _before(field, wanted, lambda p: p.cases == {"Dat"} and direct(p))
    return [Argument(p, "receiver") for p in before]


def _home(field: Field, wanted: Types) -> list[Argument]:
    """«в городе действуют …»: the report's own municipality, where the clause says so without a name."""
    home = field.scene.light.home
    here = home is not None and home.type in wanted and says_here(field.scene, field.clause, home)
    return [Argument(_absent(home), "home")] if here and home is not None else []


def _before(field: Field, wanted: Types, fits: Callable[[Phrase], bool]) -> list[Phrase]:
    """Fitting phrases of the nearest clause before that has any."""
    clause = field.clause
    while clause.before is not None:
        clause = clause.before
        found = [p for p in field.scene.phrases_in(clause) if p.entity.type in wanted and fits(p)]
        if found:
            return found
    return []


def _deed(field: Field, wanted: Types) -> list[Argument]:
    """The event or project that the text spoke of last, where the clause names none."""
    if any(not p.proxy for p in field.own(wanted)):
        return []
    won = field.trigger.lemma in WINNERS
    spoken = (e for e in field.scene.light.deeds if e.type in wanted and (not won or is_rivalry(e)))
    return [Argument(_absent(e), "deed") for e in spoken]


def _spoken(field: Field, wanted: Types) -> list[Argument]:
    """Who or what is helped where the clause does not say: what brackets stand behind, or was spoken of last."""
    if _addressed(field):
        return []
    before = _bracketed(field, wanted) or _before(field, wanted & DEEDS, lambda _: True)[-1:]
    meant = before or _before(field, wanted, lambda p: p.proxy == "pronoun")
    deeds = [Argument(p, "earlier") for p in meant] or _deed(field, wanted & DEEDS)
    if deeds:
        return deeds
    if _busy(field):
        return []
    own = _helped(field, wanted) or _clause_subject(field, wanted & _RECEIVERS)
    if own:
        return own
    here = {p.entity.key for p in field.scene.phrases}
    actors = (e for e in field.scene.light.actors if e.type in wanted and e.key not in here)
    return [Argument(_absent(e), "spoken") for e in actors]


def _spoken_here(field: Field, wanted: Types) -> list[Argument]:
    """The same of the sentence alone: the deed of a clause before, or whom it is of."""
    if field.clause.before is None or _addressed(field) or _busy(field):
        return []
    deeds = _before(field, wanted & DEEDS, lambda p: not p.opaque)[-1:]
    found = [Argument(p, "earlier") for p in deeds]
    return found or _helped(field, wanted) or _clause_subject(field, wanted & _RECEIVERS)


def _main(field: Field, wanted: Types) -> list[Argument]:
    """«при участии совхоза, давшего саженцы, заложена аллея», «стал партнёром слёта, вложив в него …».

    What the clause is of that a participle, a gerund or «который» hangs on, where it says itself for whom in a pronoun only.
    """
    clause, scene = field.clause, field.scene
    hangs = clause.parent is not None and clause.kind in {"participle", "relative"}
    if clause.parent is None or not hangs or field.trigger.reading != "active" or _names_whom(field):
        return []
    giver = clause.start
    others = [
        p
        for p in scene.phrases_in(clause.parent)
        if p.entity.type in wanted
        and (not p.opaque or _of_guests(field, p))
        and p.last != giver
        and not p.paren
    ]
    deeds = [p for p in others if p.entity.type in DEEDS and p.preps != "по"]
    pronoun = any(scene.tokens[i].pos == "PRON" and scene.tokens[i].case == "Dat" for i in clause.tokens)
    bodies = [p for p in others if p.entity.type in _RECEIVERS and p.last <= clause.start]
    found = deeds[-1:] or (bodies[-1:] if pronoun else [])
    return [Argument(p, "main") for p in found]


def _of_guests(field: Field, phrase: Phrase) -> bool:
    """«победителей конкурса, призы для которых …»."""
    return bool(phrase.chain) and field.scene.tokens[phrase.chain[-1]].lemma in _GUESTS


def _names_whom(field: Field) -> bool:
    """Whether a clause names whom or what something is for, in more than a pronoun."""
    tokens, inside, clause = field.scene.tokens, field.scene.inside, field.clause
    nouns = (i for i in clause.tokens if i not in inside and tokens[i].pos in {"NOUN", "PROPN"})
    if any(tokens[i].case == "Dat" and "Dat" in dictionary_cases(tokens[i]) for i in nouns):
        return True
    named = (p for p in field.own(_HELPED) if not p.proxy)
    return any(p.preps in {"для", "под", "на"} or _housed(p) or p.cases == {"Dat"} for p in named)


def _busy(field: Field) -> bool:
    """«волонтёры, взявшие шефство над приютом, собрали корм»: a clause within names whom it is for."""
    scene, own = field.scene, field.clause
    return any(scene.clauses[p.first].parent is own and p.entity.type in _HELPED for p in scene.phrases)


def _clause_subject(field: Field, wanted: Types) -> list[Argument]:
    """«Музей нуждается в помощи, мебель подарил завод»: whom the clause before is of, if it gives nothing itself."""
    clause = field.clause.before
    while clause is not None and _gives_too(field, clause):
        clause = clause.before
    if clause is None or given_in(field.scene, clause) >= 0:
        return []
    found = [p for p in field.scene.phrases_in(clause) if "Nom" in p.cases and direct(p) and not p.paren]
    first = [p for p in found if p.group == found[0].group and not p.vague]
    return [Argument(p, "before") for p in first if p.entity.type in wanted]


def _gives_too(field: Field, clause: Clause) -> bool:
    """«…: стол подарил завод, стулья – школа, шкаф передала …»: whether a clause gives something itself, to nobody named."""
    if clause.before is None or given_in(field.scene, clause) < 0:
        return False
    own = field.scene.phrases_in(clause)
    return not any(p.entity.type in _HELPED and p.cases != {"Nom"} and "Nom" not in p.cases for p in own)


def _using(field: Field, wanted: Types) -> list[Argument]:
    """«живёт в доме, построенном заводом», «занимается в зале, который дала школа»: who uses what was given."""
    return _served_by(field, wanted, given=True)


def _spending(field: Field, wanted: Types) -> list[Argument]:
    """«на средства, выделенные фондом, клуб сшил костюмы»: who spends what was given."""
    return _served_by(field, wanted, given=False)


def _served_by(field: Field, wanted: Types, *, given: bool) -> list[Argument]:
    clause, scene = field.clause, field.scene
    if clause.kind not in {"participle", "relative"} or clause.parent is None or _addressed(field):
        return []
    noun = clause.start - 1
    if noun < 0 or noun in scene.inside or is_thing(scene, noun) is not given:
        return []
    if not given and scene.tokens[noun].lemma not in GIFTS:
        return []
    whole = [p for p in scene.phrases_in(clause.parent) if direct(p) and "Nom" in p.cases and not p.paren]
    return [Argument(p, "using") for p in whole if p.entity.type in wanted]


def _bracketed(field: Field, wanted: Types) -> list[Phrase]:
    """«концерт (зал предоставлен …)»: what the brackets stand behind."""
    if not field.scene.parens[field.trigger.index]:
        return []
    before = [p for p in field.scene.phrases if p.last <= field.trigger.index and not p.paren]
    return [p for p in before[-1:] if p.entity.type in wanted]


def _addressed(field: Field) -> bool:
    """Whether the clause says itself for whom, in words that name nobody («пенсионерам», «ремонт школы»)."""
    tokens, inside, clause = field.scene.tokens, field.scene.inside, field.clause
    for i in clause.tokens:
        before = tokens[max(0, i - 2) : i]
        free = i not in inside and not any(t.pos == "ADP" for t in before)
        noun = tokens[i].pos in {"NOUN", "PROPN", "PRON"} and tokens[i].case == "Dat"
        if _of_all(tokens, i):
            continue  # «призы для победителей»: those of the event
        if tokens[i].lemma in {"для", "адрес"} or (free and noun and "Dat" in dictionary_cases(tokens[i])):
            return True
    named = (p for p in field.own(_HELPED) if not p.opaque)
    if any(p.preps in {"для", "под"} or _housed(p) or (direct(p) and p.cases == {"Dat"}) for p in named):
        return True
    return complemented(field.scene, given_in(field.scene, clause))


def _housed(phrase: Phrase) -> bool:
    """«привёз книги в школу»: where something is brought to."""
    return phrase.preps == "в" and "Acc" in phrase.cases and phrase.entity.type in ACTORS


def _of_all(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word says only that something is for those who took part."""
    last = index
    if tokens[index].lemma == "для":
        last = next(
            (i for i in range(index + 1, len(tokens)) if tokens[i].pos not in {"ADJ", "DET", "NUM"}), index
        )
    return tokens[last].lemma in _GUESTS


def _absent(entity: Entity) -> Phrase:
    """What the text before spoke of, as if it stood in the sentence."""
    return Phrase(entity, -1, -1, "", frozenset({"Nom"}), group=-2, proxy="deed")


ROLES: Mapping[str, Callable[[Field, Types], list[Argument]]] = {
    "met": _met,
    "earlier": _earlier,
    "receiver": _receiver,
    "helped": _helped,
    "home": _home,
    "deed": _deed,
    "main": _main,
    "spoken": _spoken,
    "spoken_here": _spoken_here,
    "using": _using,
    "spending": _spending,
}
"""How each role is filled."""
