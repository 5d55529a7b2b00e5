"""What a figure counts, as a short phrase in the nominative."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg.annotate.lemmas import inflect
from kg.extract.figures.lexicon import units
from kg.extract.figures.quantity import Quantity
from kg.model import Sentence, Token

_TAIL = 4


@lru_cache(maxsize=8_192)
def _nominative(text: str, pos: str, feats: tuple[tuple[str, str], ...], number: str, gender: str) -> str:
    word = inflect(text, pos, dict(feats), "Nom", number, gender) or text
    return word if text[:1].islower() or not text[1:].islower() else word.capitalize()


def _form(token: Token, number: str, gender: str = "") -> str:
    return _nominative(token.text, token.pos, tuple(token.feats.items()), number, gender)


def _modifiers(sentence: Sentence, first: int, noun: int) -> list[Token]:
    """Adjectives and participles between the number and its noun."""
    tokens = sentence.tokens[first:noun]
    return [
        t for t in tokens if t.pos in {"ADJ", "DET"} or t.rel == "amod" or t.feats.get("VerbForm") == "Part"
    ]


def _tail(sentence: Sentence, noun: int) -> list[Token]:
    """The genitive after the noun, as it stands: «заседания городского Совета»."""
    found: list[Token] = []
    for token in sentence.tokens[noun + 1 : noun + 1 + _TAIL]:
        if token.case != "Gen" or token.pos not in {"NOUN", "ADJ", "PROPN"} or len(token.text) < 3:
            break
        found.append(token)
    while found and found[-1].pos == "ADJ":
        found.pop()
    return found


def _counted(quantity: Quantity, sentence: Sentence, noun: int) -> str:
    head = sentence.tokens[noun]
    one = quantity.number.value == 1 and not quantity.spoken
    # «6 т мусора», «19,6 тысячи населения»: what comes in masses stays in the singular
    mass = bool(quantity.spoken) or quantity.number.scale > 1
    number = "Sing" if one or (mass and head.number == "Sing") else "Plur"
    words = [
        _form(token, number, head.gender if number == "Sing" else "")
        for token in _modifiers(sentence, quantity.after, noun)
    ]
    counted = _form(head, number)
    words.append(counted.lower() if noun == 0 else counted)  # «Заседаний проведено 4»
    return " ".join([*words, *(token.text for token in _tail(sentence, noun))])


def _sum(quantity: Quantity, sentence: Sentence) -> str:
    """What a sum is: the noun of money before it («субсидии в 4 тыс. рублей»), else what was done with it."""
    tokens, known = sentence.tokens, units()
    for i in range(quantity.first - 1, max(-1, quantity.first - 7), -1):
        token = tokens[i]
        # «из бюджета», «фондом культуры выделено» say where from; a capital letter is a name's
        free = (
            token.text.islower()
            and token.case != "Loc"
            and (i == 0 or tokens[i - 1].lemma not in {"из", "в"})
        )
        if token.lemma in known.money and token.pos == "NOUN" and free:
            return _form(token, token.number)
    done = (known.sums_by_cue.get(token.lemma) for token in reversed(tokens[: quantity.first]))
    return next((name for name in done if name), "сумма")


def _near(quantity: Quantity, sentence: Sentence, known: Mapping[str, str], reach: int) -> str | None:
    """What the known word nearest to a number says, within so many tokens."""
    rows = ((abs(i - quantity.first), token.lemma) for i, token in enumerate(sentence.tokens))
    found = min(((distance, lemma) for distance, lemma in rows if lemma in known), default=None)
    return known[found[1]] if found is not None and found[0] <= reach else None


def _share(quantity: Quantity, sentence: Sentence) -> str:
    by = quantity.first > 0 and sentence.tokens[quantity.first - 1].lemma == "на"
    name = (_near(quantity, sentence, units().change, 6) if by else None) or "доля"
    return f"{name}: {_counted(quantity, sentence, quantity.noun)}" if quantity.noun is not None else name


def measure_of(quantity: Quantity, sentence: Sentence, last: str | None) -> str:
    """What is counted.

    Args:
        quantity: The number with its unit and noun.
        sentence: The sentence it stands in.
        last: The measure of the figure before, for a number without a noun («профинансированы 12»).
    """
    if quantity.unit == "Percent":
        return _share(quantity, sentence)
    if quantity.unit == "RUB":
        return _sum(quantity, sentence)
    if quantity.noun is not None:
        return _counted(quantity, sentence, quantity.noun)
    if quantity.unit == "People" and quantity.spoken:
        return _near(quantity, sentence, units().people_by_cue, 9) or "люди"
    extent = (token.lemma for token in reversed(sentence.tokens[max(0, quantity.first - 5) : quantity.first]))
    said = next((lemma for lemma in extent if quantity.unit == "Count" and lemma in units().extents), None)
    return said or quantity.spoken or last or "количество"
