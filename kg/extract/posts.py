"""Posts that are named by a bare noun beside a person: «(начальник – Рената Гимадеева)», «депутат И. В. Дергачёв»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.context import Context, Phrase
from kg.extract.labels import declined, head_form
from kg.extract.lexicon import Bare, words
from kg.model import EntityType

BESIDE = "post-beside-person"
"""Rule of such a post: it is nobody else's, whatever post of the name has stood before."""

_JOINERS = {"-", "–", "—", ":"}


def posts_beside_persons(
    context: Context, named: Sequence[Phrase], persons: Sequence[Phrase]
) -> list[Phrase]:
    """The phrases of a sentence, bare posts beside people made posts of their own."""
    return [_named_by_owner(context, named, p) if _beside(context, p, persons) else p for p in named]


def _beside(context: Context, phrase: Phrase, persons: Sequence[Phrase]) -> bool:
    bare = (
        phrase.type is EntityType.POST and phrase.last == phrase.head + 1 and phrase.bare is not Bare.UNIQUE
    )
    if not bare or context.tokens[phrase.head].number == "Plur":
        return False
    after = phrase.last + (context.text(phrase.last) in _JOINERS)
    if any(person.first == after or person.last == phrase.first - 1 for person in persons):
        return True
    return any(
        person.first > after
        and (_titled(context, after, person.first) or _appointed(context, phrase.last, person.first))
        for person in persons
    )


def _titled(context: Context, first: int, last: int) -> bool:
    """«настоятель – иерей Алексий Седов», «председатель – ветеран труда Вера Седова»: what the person is besides."""
    if last - first == 1 and context.lemma(first) in words("titles"):
        return True
    dashed = context.text(first - 1) in _JOINERS and last - first <= _LONGEST_TITLE
    return dashed and all(context.tokens[i].pos in {"NOUN", "ADJ", "PROPN"} for i in range(first, last))


def _appointed(context: Context, first: int, last: int) -> bool:
    """«начальником которого является Н. Седов», «старостой вновь выбрали Н. Седова»."""
    between = range(first, last)
    named = context.tokens[first - 1].case == "Ins" and last - first <= _LONGEST_TITLE
    linked = any(context.lemma(i) in words("appointing") for i in between)
    return named and linked and all(context.tokens[i].pos in _LINKING for i in between)


_LINKING = {"VERB", "AUX", "ADV", "ADJ", "PRON", "DET", "PART"}
_LONGEST_TITLE = 4
"""Words between a post and its holder."""


def _named_by_owner(context: Context, named: Sequence[Phrase], post: Phrase) -> Phrase:
    """The post with the name of the body before the bracket in the genitive: «начальник отдела по делам молодёжи»."""
    noun = head_form(context.tokens[post.head], "Sing")
    opened = context.text(post.first - 1) == "(" or (
        context.text(post.first - 1) == "," and context.lemma(post.last) == "который"
    )
    owners = [p for p in named if p.last == post.first - 1 and opened]
    name = f"{noun} {_genitive(context, owners[0])}" if owners else noun
    return replace(post, bare=Bare.UNIQUE, rule=BESIDE, prefix=name)


def _genitive(context: Context, owner: Phrase) -> str:
    heads = () if owner.head in context.quotes else (owner.head, *owner.merged)
    number = context.tokens[owner.head].number or "Sing"
    return declined(
        context.tokens,
        owner.first,
        owner.last,
        heads=heads,
        modifiers=owner.modifiers,
        number=number,
        case="Gen",
    )
