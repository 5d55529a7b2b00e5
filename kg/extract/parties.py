"""Parties to an agreement that belong to its name: «соглашение между мэрией и советом ветеранов на 2018 год»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.context import Context, Phrase
from kg.extract.lexicon import words
from kg.model import ACTORS, EntityType


def with_parties(context: Context, phrases: list[Phrase]) -> list[Phrase]:
    """«соглашение о партнёрстве между мэрией и советом ветеранов на 2018 год»: the parties belong to its name."""

    def extended(phrase: Phrase) -> Phrase:
        agreed = phrase.type is EntityType.DOCUMENT and context.lemma(phrase.head) in words("agreements")
        if not agreed or context.text(phrase.last) != "между":
            return phrase
        if any(context.lemma(i) in words("signing") for i in range(max(0, phrase.first - 2), phrase.first)):
            return phrase
        stop, seen = phrase.last + 1, 0
        while (party := _longest_at(phrases, stop)) is not None:
            seen, end = seen + 1, party.last
            if context.text(end) not in {",", "и"}:
                stop = end
                break
            stop = end + 1
        else:
            return phrase
        return replace(phrase, last=_period_end(context, stop)) if seen > 1 else phrase

    return [extended(p) for p in phrases]


def _longest_at(phrases: Sequence[Phrase], first: int) -> Phrase | None:
    """The longest body that is named at a place."""
    found = [p for p in phrases if p.first == first and p.type in ACTORS]
    return max(found, key=lambda p: p.last, default=None)


def _period_end(context: Context, stop: int) -> int:
    """Index after «на 2018–2020 годы», «на период 2014-2018 г.г.»."""
    if context.text(stop) != "на":
        return stop
    index = stop + 1 + (context.lemma(stop + 1) == "период")
    years = [i for i in range(index, min(index + 4, len(context.tokens))) if context.text(i)[:4].isdigit()]
    if not years:
        return stop
    end = years[-1] + 1
    short = {"г", "гг"}
    while context.lemma(end) in words("year_words") or (
        context.text(end) == "." and context.text(end - 1) in short
    ):
        end += 1
    return end if end > years[-1] + 1 else stop
