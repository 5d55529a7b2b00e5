"""How persons are styled: the title before a name («чемпион мира Котов», «губернатора Петрова»)."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.annotate.lemmas import parses
from kg.extract.relations.cases import calls_one, dictionary_cases
from kg.extract.relations.phrases import Phrase
from kg.model import EntityType, Mention, Token

_REACH = 5
"""Tokens before a person's name within which the title begins."""


def title(
    tokens: Sequence[Token], name: Mention | Phrase, taken: Container[int] = ()
) -> tuple[int, frozenset[str]]:
    """Where the title before a person's name begins and the cases that both can have; the name's start and none without.

    Args:
        tokens: The sentence.
        name: The person's name.
        taken: Tokens that belong to other names or to prepositions.
    """
    index = name.first - 1
    while index >= 0 and name.first - index <= _REACH and index not in taken:
        token = tokens[index]
        if calls_one(token):
            own = dictionary_cases(token)
            shared = own & _surname_cases(tokens, name)
            if shared or index == name.first - 1:  # «П. Сомов»: a surname may look like another word's form
                return index, shared or own
            if "Gen" not in own:
                break
            index -= 1  # «заместитель председателя Думы Котов»: the title begins further left
            continue
        if token.pos != "ADJ" and not (token.pos in {"NOUN", "PROPN"} and token.case == "Gen"):
            break
        index -= 1
    return name.first, frozenset()


def lead_in(tokens: Sequence[Token], phrase: Phrase) -> range:
    """The tokens of the title before a phrase; none before what is no person."""
    if phrase.entity.type is not EntityType.PERSON:
        return range(0)
    return range(title(tokens, phrase)[0], phrase.first)


def _surname_cases(tokens: Sequence[Token], name: Mention | Phrase) -> frozenset[str]:
    longest = max(range(name.first, name.last), key=lambda i: (len(tokens[i].text), -i))
    token = tokens[longest]
    known = any("Surn" in parse.tag or "Name" in parse.tag for parse in parses(token.text))
    return dictionary_cases(token) | {token.case} if known else frozenset({token.case})
