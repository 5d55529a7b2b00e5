"""Signs from what is going on: where people take part, what a sum is for, what is repeated."""

from __future__ import annotations

from itertools import pairwise

from kg.extract.figures.lexicon import words
from kg.extract.figures.quantity import Quantity
from kg.extract.figures.scene import Scene, governs, stem
from kg.extract.figures.signs.clause import clause, subject
from kg.extract.figures.signs.extent import remeasured
from kg.extract.pronouns import is_personal, refers
from kg.model import Mention, Sentence, Token


def attended(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«в форуме участвовали 300 человек»: participants are said of the event."""
    cue = {scene.clauses[quantity.first], scene.clauses[mention.head]} & scene.attending
    preposition = governs(mention, scene.sentence)
    if preposition in words("apart"):  # «по день голосования в проекте участвовали 35 человек»
        return False
    here = scene.clauses[mention.head] == scene.clauses[quantity.first]
    # «нашёл останки 17 бойцов, в Вахте памяти он участвует с 2008 года»
    placed = mention.last <= quantity.first or (here and preposition in {"в", "во", "на"})
    if mention.last <= quantity.first and remeasured(scene, quantity, mention.last):
        return False
    return bool(cue) and placed and (quantity.unit == "People" or _acting(scene, quantity))


def role_of(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Партнёрами проекта стали 8 организаций»: what is counted has a role in it."""
    tokens = scene.sentence.tokens
    before = tokens[mention.first - 1] if mention.first else None
    named = before is not None and before.lemma in words("roles") and before.case == "Ins"
    told = named and quantity.unit != "RUB" and mention.last <= quantity.first
    return told and clause(scene, quantity, mention)


def roled(scene: Scene, quantity: Quantity) -> bool:
    """«Победителями признаны 8 организаций»: a role in what was told of before."""
    tokens = scene.sentence.tokens[max(0, quantity.first - 3) : quantity.first]
    return any(token.case == "Ins" and token.lemma in words("roles") for token in tokens)


def attended_by_pronoun(scene: Scene, quantity: Quantity, head: Token | None = None) -> bool:
    """«На него съехались 26 команд»: people come to what a pronoun (that agrees with ``head``) stands for."""
    if not scene.coming or scene.coming[0] >= quantity.first:
        return False
    tokens = scene.sentence.tokens[: quantity.first]
    said = [b for a, b in pairwise(tokens) if a.low in {"в", "на"} and is_personal(b)]
    # «… 139 праздников. В которых выступило 340 жителей»
    relative = len(tokens) > 1 and tokens[1].lemma == "который" and tokens[0].pos == "ADP"
    opening = relative and (head is None or head.number == tokens[1].number)
    return opening or any(head is None or refers(token, head) for token in said)


def attended_again(scene: Scene, quantity: Quantity, head: Token) -> bool:
    """«В лагере отдохнули 54 ребёнка»: people come to what is named once more by its noun alone."""
    tokens = scene.sentence.tokens
    if scene.clauses[quantity.first] not in scene.attending:
        return False
    again = (i for i in scene.bare.get(stem(head.lemma), ()) if 0 < i < quantity.first)
    return any(tokens[i - 1].low in {"в", "на"} for i in again)


def _acting(scene: Scene, quantity: Quantity) -> bool:
    """«участвовали 23 коллектива»: what is counted takes part."""
    if quantity.noun is None or quantity.unit != "Count":
        return False
    around = scene.sentence.tokens[max(0, quantity.first - 4) : quantity.noun + 3]
    doing = (token.lemma for token in around if token.pos == "VERB" or token.lemma == "участие")
    return any(lemma in words("attendance") for lemma in doing)


def source(scene: Scene, _: Quantity, mention: Mention) -> bool:
    """«по данным переписи», «за счёт средств программы»: where knowledge or money comes from."""
    before = [token.lemma for token in scene.sentence.tokens[max(0, mention.first - 2) : mention.first]]
    return not words("sources").isdisjoint(before)


def surveyed(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«по итогам опроса 87 процентов респондентов …»: the survey that the asked are counted in."""
    tokens = scene.sentence.tokens
    if tokens[mention.head].lemma not in words("surveys"):
        return False
    around = tokens[max(0, quantity.first - 3) : quantity.last + 1]
    return any(token.lemma in words("asked") for token in around)


def counted_in(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«патруль создан в четырёх школах»: the subject, where what is counted says where."""
    tokens = scene.sentence.tokens
    if quantity.noun is None or tokens[quantity.noun].case != "Loc" or quantity.unit != "Count":
        return False
    placed = any(t.low in {"в", "во", "на"} for t in tokens[max(0, quantity.first - 2) : quantity.first])
    return placed and mention.last <= quantity.first and subject(scene, quantity, mention)


def within(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«в рамках акции …»."""
    before = scene.sentence.tokens[max(0, mention.first - 3) : mention.first]
    return mention.first < quantity.first and any(token.low == "рамках" for token in before)


def in_course(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«в ходе экспедиции подняты …»."""
    before = [token.low for token in scene.sentence.tokens[max(0, mention.first - 2) : mention.first]]
    return mention.first < quantity.first and before == ["в", "ходе"]


def ranks(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«в ряды дружины», «в составе совета»."""
    words = [token.lemma for token in scene.sentence.tokens[max(0, mention.first - 2) : mention.first]]
    return words[:1] == ["в"] and words[-1] in {"ряд", "состав", "число"} and clause(scene, quantity, mention)


def ranked(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«в том числе 60 – в составе трудового отряда»: a part that a dash sets apart."""
    after = [token.low for token in scene.sentence.tokens[quantity.last : mention.first]]
    return after[:1] in (["–"], ["—"], ["-"]) and after[1:] in (
        ["в", "составе"],
        ["в", "рядах"],
        ["в", "рамках"],
    )


def holds(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«ассоциация объединила 31 самоуправление»: members are said of the body."""
    verbs = [t.lemma for t in scene.sentence.tokens[mention.last : quantity.first] if t.pos == "VERB"]
    return subject(scene, quantity, mention) and bool(verbs) and verbs[-1] in words("membership")


def repeated(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«проводит приём граждан один раз в месяц»: what is done so many times."""
    case = scene.sentence.tokens[mention.head].case
    near = mention.last <= quantity.first and case in {"Nom", "Acc"} and clause(scene, quantity, mention)
    times = quantity.unit == "Events" and quantity.noun is None and bool(quantity.spoken)
    return times and near and not governs(mention, scene.sentence)


def verbless(sentence: Sentence) -> bool:
    """A label or a line of a list: no finite verb, infinitive or short participle."""
    return not any(
        token.feats.get("VerbForm") in {"Fin", "Inf"} or token.feats.get("Variant") == "Short"
        for token in sentence.tokens
    )


def label(sentence: Sentence) -> bool:
    """«Добровольная дружина.» names what follows; «Число клубов – 12» tells a figure of its own."""
    return verbless(sentence) and not any(token.pos == "NUM" for token in sentence.tokens)


def item(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """A line of a list without a verb that ends in a sum: what the sum is for."""
    return quantity.unit == "RUB" and verbless(scene.sentence) and not giver(scene, quantity, mention)


def giver(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«конкурс», «фонд» in a line without a verb: where money comes from."""
    tokens = scene.sentence.tokens
    if quantity.unit != "RUB":
        return False
    granted = (
        mention.first > 0
        and tokens[mention.first - 1].lemma in words("grants")
        and tokens[mention.head].case == "Gen"
    )
    return granted or (verbless(scene.sentence) and tokens[mention.head].lemma in words("givers"))


def classed(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«из них 31 относится к СО НКО»: what some of them are."""
    if not quantity.bare or mention.first <= quantity.last:
        return False
    tokens = scene.sentence.tokens
    between = tokens[quantity.last : mention.first]
    parted = "из" in [token.low for token in tokens[max(0, quantity.first - 2) : quantity.last + 1]]
    return (
        quantity.bare
        and parted
        and 0 < len(between) <= 4
        and any(t.lemma in words("classing") for t in between)
    )
