"""What a figure counts, as a short phrase in the nominative."""

from __future__ import annotations

from kg.annotate.lemmas import inflect
from kg.extract.figures.lexicon import units
from kg.extract.figures.quantity import Quantity
from kg.model import Sentence, Token

_TAIL = 4


def _form(token: Token, number: str, gender: str = "") -> str:
    found = inflect(token.text, token.pos, token.feats, "Nom", number, gender)
    word = found or token.text
    return word if token.text[:1].islower() or not token.text[1:].islower() else word.capitalize()


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
    number = "Sing" if one or (quantity.spoken and head.number == "Sing") else "Plur"
    words = [
        _form(token, number, head.gender if number == "Sing" else "")
        for token in _modifiers(sentence, quantity.first + 1, noun)
    ]
    words.append(_form(head, number))
    return " ".join([*words, *(token.text for token in _tail(sentence, noun))])


def _governor(quantity: Quantity, sentence: Sentence) -> str | None:
    """A noun of money before the number («субсидии в 412,5 тыс. рублей»), in the nominative."""
    for token in reversed(sentence.tokens[max(0, quantity.first - 6) : quantity.first]):
        if token.lemma in units().money and token.pos == "NOUN":
            return _form(token, token.number)
    return None


def _people(quantity: Quantity, sentence: Sentence) -> str:
    """What a bare «человек» stands for, by the nearest telling word."""
    known = units().people_by_cue
    near = sorted(
        (abs(i - quantity.first), token.lemma)
        for i, token in enumerate(sentence.tokens)
        if token.lemma in known
    )
    return known[near[0][1]] if near and near[0][0] < 10 else "люди"


def measure_of(quantity: Quantity, sentence: Sentence, last: str | None) -> str:
    """What is counted.

    Args:
        quantity: The number with its unit and noun.
        sentence: The sentence it stands in.
        last: The measure of the figure before, for a number without a noun («профинансированы 12»).
    """
    if quantity.noun is not None and quantity.unit != "RUB":
        counted = _counted(quantity, sentence, quantity.noun)
        return f"{quantity.spoken}: {counted}" if quantity.unit == "Percent" else counted
    if quantity.unit == "RUB":
        return _governor(quantity, sentence) or quantity.spoken or "сумма"
    if quantity.unit == "People":
        return _people(quantity, sentence)
    return quantity.spoken or last or "количество"
