"""Signs from the clause that a number stands in: subject, agent, receiver."""

from __future__ import annotations

from functools import cache

from kg.extract.figures.lexicon import units, words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene, governs, is_nominative
from kg.extract.figures.signs.phrase import counted
from kg.model import Mention, Token

SPANS = frozenset({"Hours", "Days", "Weeks", "Months", "Years"})
"""Units of time: «в течение двух недель волонтёры …» is about who acts."""


def clause(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """In the number's own clause."""
    return scene.clauses[mention.head] == scene.clauses[quantity.first]


def governing(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """In the number's own clause, or the subject that it shares with a clause before."""
    own = clause(scene, quantity, mention)
    return own or subject(scene, quantity, mention) or agent_above(scene, quantity, mention)


def _counted_acts(scene: Scene, quantity: Quantity) -> bool:
    """«соревновались 11 команд»: what is counted is the subject itself."""
    if quantity.noun is None:
        return False
    token = scene.sentence.tokens[quantity.noun]
    verb = scene.sentence.tokens[token.head] if token.head >= 0 else token
    active = verb.feats.get("VerbForm") == "Fin" and verb.feats.get("Voice") == "Act"
    return active and token.rel == "nsubj" and verb.pos == "VERB"


def subject_clause(scene: Scene, quantity: Quantity) -> int:
    """The clause whose subject governs the number: one without a subject shares that of the one before."""
    clause = scene.clauses[quantity.first]
    if clause in scene.impersonal or _counted_acts(scene, quantity):
        return clause
    while clause > 0 and all(i == quantity.noun for i in scene.subjects.get(clause, ())):
        clause -= 1
    return clause


def _agrees(scene: Scene, token: Token) -> bool:
    """«клуб», «совет»: the tagger cannot tell the nominative from the accusative, the verb can."""
    verb = scene.sentence.tokens[token.head] if token.rel.startswith("nsubj") and token.head >= 0 else None
    alike = verb is not None and verb.number == token.number and verb.gender in {"", token.gender}
    return alike and verb is not None and verb.feats.get("VerbForm") == "Fin"


def nominative(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """In the nominative, and not what is counted."""
    token = scene.sentence.tokens[mention.head]
    named = is_nominative(scene.sentence.tokens, mention.head) or (
        token.case == "Acc" and _agrees(scene, token)
    )
    return named and not governs(mention, scene.sentence) and not counted(scene, quantity, mention)


def subject(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """In the nominative, in the clause that governs the number; after the number only with a verb between."""
    if not nominative(scene, quantity, mention) or scene.clauses[mention.head] != subject_clause(
        scene, quantity
    ):
        return False
    if mention.last <= quantity.first:
        return mention.head not in scene.bracketed or quantity.first in scene.bracketed
    between = scene.sentence.tokens[quantity.first : mention.first]
    verb = any(token.pos == "VERB" for token in between) and all(
        token.lemma != "который" for token in between
    )
    return (verb or quantity.unit in SPANS) and scene.sentence.tokens[mention.head].rel.startswith("nsubj")


def aside(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """In brackets that the number stands out of."""
    return mention.head in scene.bracketed and quantity.first not in scene.bracketed


def second(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """A nominative after another one of its clause: an object or an apposition rather than the subject."""
    clause = scene.clauses[mention.head]
    earlier = (m for m, _ in scene.outer if m.last <= mention.first and scene.clauses[m.head] == clause)
    return subject(scene, quantity, mention) and any(nominative(scene, quantity, m) for m in earlier)


def other_subject(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """The subject of another clause."""
    return nominative(scene, quantity, mention) and scene.clauses[mention.head] != subject_clause(
        scene, quantity
    )


def agent(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Отделом проведено …»."""
    token = scene.sentence.tokens[mention.head]
    free = token.case == "Ins" and not governs(mention, scene.sentence)
    return free and clause(scene, quantity, mention) and not companion(scene, mention)


def companion(scene: Scene, mention: Mention) -> bool:
    """«совместно с архивом и школой № 2 собрано …»: the second of those with whom."""
    tokens = scene.sentence.tokens
    if not mention.first or tokens[mention.first - 1].text not in {"и", ","}:
        return False
    before = (m for m, _ in scene.outer if m.last == mention.first - 1 and tokens[m.head].case == "Ins")
    return any(governs(m, scene.sentence) in {"с", "со"} for m in before)


@cache
def acting_people() -> frozenset[str]:
    """Nouns for people, and for what they act by."""
    return units().people | words("effort")


def agent_above(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Активистами организации …», «специалисты центра …»: the genitive of an agent or a subject."""
    tokens = scene.sentence.tokens
    at = mention.first - 1
    while at >= 0 and tokens[at].pos == "ADJ":
        at -= 1
    stepped = at > 0 and tokens[at].case == "Gen" and tokens[at].lemma in acting_people()
    if stepped and tokens[at - 1].lemma in words("effort"):
        at -= 1
    if (
        at < 0
        or tokens[mention.head].case not in {"Gen", ""}
        or tokens[at].pos != "NOUN"
        or at == quantity.noun
    ):
        return False
    if quantity.unit == "RUB" and tokens[at].lemma in words(
        "winning"
    ):  # «стал победителем конкурса и получил …»
        return False
    if at >= quantity.last and not _verbal(scene, quantity):  # «15 человек, председатель – ветеран завода»
        return False
    acting = tokens[at].lemma in acting_people()
    free = acting and tokens[at].case in {"Ins", "Nom"} and (at == 0 or tokens[at - 1].pos != "ADP")
    close = scene.clauses[at] in {scene.clauses[quantity.first], subject_clause(scene, quantity)}
    named = (m for m, _ in scene.mentions if m.head == at and m not in scene.transparent)
    return free and close and not any(named)


def _verbal(scene: Scene, quantity: Quantity) -> bool:
    here = scene.clauses[quantity.first]
    return any(
        t.pos == "VERB" and c == here for t, c in zip(scene.sentence.tokens, scene.clauses, strict=True)
    )


def signed_with(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«отдел заключил с объединениями 5 соглашений»: the other side."""
    if governs(mention, scene.sentence) not in {"с", "со"} or not clause(scene, quantity, mention):
        return False
    here = scene.clauses[mention.head]
    lemmas = (t.lemma for t, c in zip(scene.sentence.tokens, scene.clauses, strict=True) if c == here)
    return any(lemma in words("signing") for lemma in lemmas)


def shared(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Центром проведены акции, собрано 20 подарков»: the agent of a clause before, where this one has none."""
    tokens, here = scene.sentence.tokens, scene.clauses[quantity.first]
    acting = tokens[mention.head].case in {"Ins", "Dat"} and not governs(mention, scene.sentence)
    others = (m for m, _ in scene.outer if mention.head < m.head < quantity.first)
    rivals = any(tokens[m.head].case in {"Ins", "Nom"} and scene.clauses[m.head] == here for m in others)
    return acting and scene.clauses[mention.head] < here and not rivals


def dative(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«центру выделен грант»: the receiver."""
    token = scene.sentence.tokens[mention.head]
    return token.case == "Dat" and not governs(mention, scene.sentence) and clause(scene, quantity, mention)


def speaker(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«как рассказал начальник отдела, …»: who tells the number is not whom it is about."""
    tokens = scene.sentence.tokens
    told = tokens[mention.head].head
    said = told >= 0 and tokens[told].lemma in words("saying") and tokens[mention.head].case == "Nom"
    if (
        said and quantity.unit == "RUB" and tokens[told].lemma == "добавить"
    ):  # «300 тыс. рублей добавил завод»
        return False
    return said and not counted(scene, quantity, mention)
