"""What keeps a frame from speaking: words that turn its roles round, another's deed that is only helped with."""

from __future__ import annotations

from kg.extract.grammar import DASHES
from kg.extract.relations.cases import head_of
from kg.extract.relations.clauses import Clause, is_finite
from kg.extract.relations.gifts import given_in
from kg.extract.relations.lexicon import Frame, Pattern, data
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene, Trigger, verb_lemmas
from kg.lexicon import words

_DOING = frozenset({"organise", "carry_out", "role_of"})
_MEANING = _DOING | {"any", "publish", "within"}
_DOING_NOUNS = words("arguments.yaml", "doing")
_HELPING = words("arguments.yaml", "helping")
_DRAWING = words("arguments.yaml", "drawing")
_PREPARING = words("arguments.yaml", "preparing")
_MATTERS = words("arguments.yaml", "matters")
LIGHT = words("arguments.yaml", "light")
_RULING = 7
"""Tokens within which a verb rules an infinitive («рассчитывает до конца года принять»)."""
_GUESTS = words("arguments.yaml", "guests")
_SPENT = words("arguments.yaml", "costs") - {"участие", "форма"}
_VETERANS = frozenset({"участник", "участница"})
_WARS = words("arguments.yaml", "wars")
_MONEY = frozenset(data("frames.yaml")["money"])
_ASKING = words("arguments.yaml", "asking")
_REACH = 4
"""How many tokens before a predicate a word of help may stand."""


def barred(scene: Scene, frame: Frame, trigger: Trigger) -> bool:
    """A verb of the clause that turns the frame's roles round, or a noun that is itself what somebody helps with."""
    clause = scene.clauses[trigger.index]
    if (frame.unless or frame.needs) and _out_of_place(scene, frame, clause):
        return True
    ungiven = frame.gives and given_in(scene, clause) < 0
    asked = (frame.minded and _asked_for(scene, clause, trigger)) or _for_guests(scene, trigger)
    asked = asked or _of_war(scene, trigger)
    if asked or ungiven or (frame.money and trigger.reading == "noun" and _unpaid(scene, clause, frame)):
        return True
    noun = trigger.reading == "noun"
    gathers = frame.name == "unite" and _gathers_in(scene, trigger.index)
    if gathers or (frame.name in _MEANING and _rules_infinitive(scene, trigger)):
        return True
    drawn = frame.name in _DOING and noun and _drawn_into(scene, clause, trigger.index)
    if drawn or (noun and (_spoken_of(scene, trigger.index) or _said_else(scene, clause, frame, trigger))):
        return True
    if frame.name not in _DOING:
        return False
    return (
        _helped(scene, trigger.index) if trigger.reading == "noun" else _helping_verb(scene, clause, trigger)
    )


def _out_of_place(scene: Scene, frame: Frame, clause: Clause) -> bool:
    """Whether a clause lacks the words that a frame needs, or has one that it does not bear."""
    words = scene.lemmas_in(clause)
    against = frame.unless & words
    if against and not (against <= _MONEY and _only_named(scene, clause, against)):
        return True
    return bool(frame.needs) and frame.needs.isdisjoint(words)


def _only_named(scene: Scene, clause: Clause, money: frozenset[str]) -> bool:
    """«выдвинул клуб на премию «Успех»»: whether only names speak of money."""
    return all(scene.tokens[i].lemma not in money for i in scene.outside(clause))


def _for_guests(scene: Scene, trigger: Trigger) -> bool:
    """«подарки для участников ёлки», «проживание участников слёта»: they are others than who acts."""
    token = scene.tokens[trigger.index]
    if trigger.reading != "noun" or token.lemma not in _GUESTS or token.case != "Gen":
        return False
    left = trigger.index - 1
    while left >= 0 and scene.tokens[left].pos in {"ADJ", "DET", "NUM"}:
        left -= 1
    before = scene.tokens[left] if left >= 0 else None
    return before is not None and (before.low == "для" or before.lemma in _SPENT)


def _of_war(scene: Scene, trigger: Trigger) -> bool:
    """«поздравил участников войны»: what they took part in is no event here."""
    token = scene.tokens[trigger.index]
    following = scene.tokens[trigger.index + 1 : trigger.index + _REACH]
    return token.lemma in _VETERANS and any(t.lemma in _WARS and t.case == "Gen" for t in following)


def _asked_for(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """«просит администрацию выделить средства», «ходатайствует о помощи»: nothing is given yet."""
    if trigger.reading == "word" or (trigger.reading != "noun" and not trigger.infinitive):
        return False
    before = (i for i in scene.outside(clause) if i < trigger.index)
    return any(not _ASKING.isdisjoint(verb_lemmas(scene.tokens[i])) for i in before)


def _gathers_in(scene: Scene, index: int) -> bool:
    """«создать ассоциацию, объединив в ней все ТОС»: a pronoun says in whom, so that nobody here unites."""
    if scene.tokens[index].feats.get("VerbForm") != "Conv":
        return False
    return any(t.low in {"нем", "нём", "ней", "них"} for t in scene.tokens[index + 1 : index + 4])


def _rules_infinitive(scene: Scene, trigger: Trigger) -> bool:
    """«планирует до мая провести форум»: what follows is the infinitive's."""
    if trigger.reading != "active":
        return False
    for index in range(trigger.index + 1, min(trigger.index + _RULING, len(scene.tokens))):
        token = scene.tokens[index]
        if token.feats.get("VerbForm") == "Inf":
            return True
        if index in scene.inside or token.pos == "PUNCT" or is_finite(token):
            return False
    return False


def _spoken_of(scene: Scene, index: int) -> bool:
    """«порядок проведения конкурса», «вопросы поддержки общества»: the doing is only a matter of something else."""
    left = index - 1
    while left >= 0 and scene.tokens[left].pos == "ADJ":
        left -= 1
    if scene.tokens[index].lemma in _MATTERS and index + 1 < len(scene.tokens):
        return scene.tokens[index + 1].lemma in _DOING_NOUNS
    matter = left >= 0 and left not in scene.inside and scene.tokens[left].lemma in _MATTERS
    return scene.tokens[index].case == "Gen" and (matter or _touched(scene, left))


def _touched(scene: Scene, index: int) -> bool:
    """«вопросы, касающиеся планирования работы, проведения акций»: a genitive behind the participle of a matter."""
    while index >= 0 and scene.tokens[index].pos in {"NOUN", "ADJ", "PUNCT", "CCONJ"}:
        if scene.tokens[index].text not in {",", "и"} and scene.tokens[index].case != "Gen":
            return False
        index -= 1
    return index >= 0 and "касаться" in verb_lemmas(scene.tokens[index])


def _said_else(scene: Scene, clause: Clause, frame: Frame, trigger: Trigger) -> bool:
    """A noun that says something of another than who acts in its frame."""
    if frame.name == "within":
        return _prepared(scene, clause, trigger.index)
    return frame.name == "member_of" and _acts_itself(scene, clause, trigger.index)


def _acts_itself(scene: Scene, clause: Clause, index: int) -> bool:
    """«Глава отметил, что члены союза ходят на субботники»: the members are themselves who acts."""
    verbs = (i for i in scene.outside(clause) if i > index and is_finite(scene.tokens[i]))
    return clause.kind == "sub" and scene.tokens[index].case == "Nom" and next(verbs, -1) > 0


def _prepared(scene: Scene, clause: Clause, index: int) -> bool:
    """«на встрече готовились к проведению турнира»: what is prepared is still to be."""
    led = index > 0 and scene.tokens[index - 1].low == "к"
    return led and any(_PREPARING.intersection(verb_lemmas(scene.tokens[i])) for i in scene.outside(clause))


def _drawn_into(scene: Scene, clause: Clause, index: int) -> bool:
    """«к проведению акции привлечены школы»: others organise it."""
    led = index > 0 and scene.tokens[index - 1].low == "к"
    return led and any(
        _DRAWING.intersection(verb_lemmas(scene.tokens[i])) for i in clause.tokens if i not in scene.inside
    )


def _unpaid(scene: Scene, clause: Clause, frame: Frame) -> bool:
    """Whether a noun of money says nothing of who pays."""
    return _listed_sum(scene, clause) or (frame.name == "give_money" and _otherwise(scene, clause, frame))


def _otherwise(scene: Scene, clause: Clause, frame: Frame) -> bool:
    """«… – 155 тыс. рублей, ходатайствовала палата»: the clause's verb does something else than give money."""
    own = (scene.tokens[i] for i in scene.outside(clause))
    verbs = [set(verb_lemmas(t)) for t in own if is_finite(t) or t.feats.get("VerbForm") == "Inf"]
    plain = {lemma.removesuffix("ся") for lemmas in verbs for lemma in lemmas}
    return bool(verbs) and plain.isdisjoint(frame.verbs | LIGHT)


def _listed_sum(scene: Scene, clause: Clause) -> bool:
    """«Общество слепых – 90 тыс. рублей на проект»: whoever a sum stands behind gets it."""
    own = [(i, scene.tokens[i]) for i in scene.outside(clause)]
    dashed = any(t.text in DASHES and scene.tokens[i + 1].text[:1].isdigit() for i, t in own[:-1])
    return dashed and not any(is_finite(t) for _, t in own)


def _helping_verb(scene: Scene, clause: Clause, trigger: Trigger) -> bool:
    """«помогали проводить перепись»: the doing is another's."""
    near = range(max(clause.start, trigger.index - _REACH), trigger.index)
    return trigger.infinitive and any(
        _HELPING.intersection(verb_lemmas(scene.tokens[i])) for i in near if i not in scene.inside
    )


def _helped(scene: Scene, index: int) -> bool:
    """«помощь в организации», «участие в проведении»: the doing is another's."""
    clause = scene.clauses[index]
    if (
        index
        and scene.tokens[index - 1].pos == "ADP"
        and any(scene.tokens[i].lemma in _HELPING for i in scene.outside(clause))
    ):
        return True
    left = index - 1
    while left >= 0 and (
        scene.tokens[left].pos in {"ADJ", "CCONJ"} or scene.tokens[left].lemma in _DOING_NOUNS
    ):
        left -= 1
    if left < 1 or scene.tokens[left].pos != "ADP":
        return False
    return any(t.lemma in _HELPING for t in scene.tokens[max(0, left - _REACH) : left])


def headed(scene: Scene, pattern: Pattern, phrase: Phrase) -> bool:
    """Whether the object's head noun is one that the pattern takes."""
    if not (pattern.heads or pattern.no_heads) or (phrase.proxy and phrase.proxy != "deed"):
        return True
    if phrase.first < 0:
        named = scene.light.heads.get(phrase.entity.key)
        return not pattern.heads or (named is not None and named.lemma in pattern.heads)
    head = scene.tokens[head_of(scene.tokens, phrase)].lemma
    return head not in pattern.no_heads and (not pattern.heads or head in pattern.heads)


def diverted(scene: Scene, frame: Frame, phrase: Phrase) -> bool:
    """Whether something else is done with the object («осуществляет финансирование программы»)."""
    before = range(phrase.first - 2, phrase.first - 1) if phrase.preps and phrase.first > 1 else ()
    return any(scene.tokens[i].lemma in frame.no_chain for i in (*phrase.chain, *before))
