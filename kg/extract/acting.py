"""Districts and municipalities that act: «Осинский район принял участие в форуме» speaks of their authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kg.annotate.lemmas import parses
from kg.extract.context import ACTING, Context, Phrase
from kg.lexicon import words
from kg.model import EntityType

_words = partial(words, "toponyms.yaml")
_SUBJECTS = {"nsubj": "Nom", "obl": "Ins", "obl:agent": "Ins"}
"""Places in the tree of who acts, with their cases: the subject, and the instrument of a passive."""


def acting(context: Context, places: Sequence[Phrase]) -> Iterator[Phrase]:
    """The same places; those that are said to do what only their authority can do are administrations."""
    for place in places:
        yield _authority(context, place) if _acts(context, place) else place


def _acts(context: Context, place: Phrase) -> bool:
    """Whether a municipality's noun («район», «МО») is the doer of a deed."""
    if context.lemma(place.head) not in _words("acting_nouns"):
        return False
    first = _opening(context, place)
    # «администрация МО «Сосна»»: the tagger gives the abbreviation any place in the tree
    stops = {"ADP"} if place.quote is None and place.rule != "place:quoted" else {"ADP", "NOUN"}
    if first and context.tokens[first - 1].pos in stops:
        return False
    tops = (context.tokens[i] for i in _tops(context, place))
    return any(_is_doer(context, top.rel, top.case, top.head) for top in tops)


def _tops(context: Context, place: Phrase) -> list[int]:
    """The words of a place's name, and of the noun before it, that hang on something outside."""
    span = range(_opening(context, place), place.last)
    return [i for i in span if context.tokens[i].head not in span]


def _opening(context: Context, place: Phrase) -> int:
    """Index of the first of the nouns that lead up to a name in quotation marks («МО МР «Сосна»»)."""
    first = place.first
    while place.rule == "place:quoted" and first and context.lemma(first - 1) in _words("acting_nouns"):
        first -= 1
    return first


def _is_doer(context: Context, rel: str, case: str, verb: int) -> bool:
    if verb < 0 or rel not in _SUBJECTS:
        return False
    token = context.tokens[verb]
    passive = token.feats.get("Voice") == "Pass" or token.feats.get("Variant") == "Short"
    # the tagger gives abbreviations any case
    fits = _SUBJECTS[rel] == case if passive else rel == "nsubj"
    deed = {parse.normal_form for parse in parses(token.text)} | {token.lemma}
    if not fits or deed.isdisjoint(_words("deeds")):
        return False
    taken = (t.lemma for t in context.tokens if t.head == verb and t.rel in {"obj", "obl", "nsubj:pass"})
    return deed.isdisjoint(_words("taking")) or not _words("taken").isdisjoint(taken)


def _authority(context: Context, place: Phrase) -> Phrase:
    first = _opening(context, place)
    own = tuple(range(first, place.head)) if place.quote is None and first == place.first else ()
    return replace(place, type=EntityType.ADMINISTRATION, first=first, modifiers=own, rule=ACTING)
