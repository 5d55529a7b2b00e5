"""Groups of adjectives and a noun in one case, and what is coordinated with them."""

from __future__ import annotations

from kg.extract.context import Context, Tail
from kg.extract.grammar import (
    agrees,
    can_be,
    has_form,
    is_abbreviation,
    is_adjective,
    is_capitalised,
    is_compound_part,
    is_indeclinable,
    is_inflected_abbreviation,
    is_initial,
    is_noun,
    is_participle,
    is_place_adjective,
    is_proper,
    is_substantive,
)
from kg.extract.lexicon import heads, words
from kg.extract.pronouns import POSSESSIVES
from kg.extract.quotes import Quote, is_mark
from kg.lexicon import load
from kg.model import ACTORS, EntityType, Token

BLOCKING = ACTORS | {EntityType.POST, EntityType.EVENT, EntityType.PROGRAM, EntityType.PROJECT}


_OWNED = {EntityType.DOCUMENT, EntityType.PROJECT, EntityType.POST}
"""Classes whose owners may be coordinated («акты администрации и Собрания депутатов», «руководители партий и союзов»)."""


def is_person(token: Token) -> bool:
    """Whether the tagger takes a word for part of a person's name."""
    return token.ner.endswith("PER")


def describes(context: Context, index: int) -> bool:
    """Whether an adjective made from a place's name («Каменское благочиние») belongs to the noun after it."""
    tokens = context.tokens
    if not is_place_adjective(tokens[index]):
        return False
    noun = index + 1
    while noun < len(tokens) and noun not in context.quoted and _goes_on(context, noun):
        noun += 1
    return (
        noun < len(tokens)
        and noun not in context.quoted
        and tokens[noun].pos in {"NOUN", "PROPN"}
        and (agrees(tokens[index], tokens[noun]) or _agreeing_end(tokens[index], tokens[noun]))
    )


def _goes_on(context: Context, index: int) -> bool:
    # «Озёрского и Каменского домов культуры»
    joined = context.text(index) in {"и", ","} and index + 1 < len(context.tokens)
    return is_adjective(context.tokens[index]) or (joined and is_place_adjective(context.tokens[index + 1]))


def names_territory(context: Context, quote: Quote) -> bool:
    """Whether a quoted name may be a municipality's, not that of a prize («премия главы района «За верность»»)."""
    return not quote.inner or context.tokens[quote.inner[0]].pos in {"NOUN", "PROPN", "ADJ"}


def _agreeing_end(adjective: Token, noun: Token) -> bool:
    """Whether the end of an adjective that no dictionary knows («Кедрогорским») may stand with the noun's case."""
    end = adjective.low.rpartition("к")[2]
    return noun.case in load("toponyms.yaml")["adjective_ends"].get(end, "").split()


def split_compound(context: Context, index: int) -> int:
    """How many words the first part of a compound adjective written apart has («культурно - досуговых»); 0 for none."""
    tokens = context.tokens
    first = index >= 0 and index + 2 < len(tokens) and context.text(index + 1) in {"-", "–", "—"}
    if not first or not is_compound_part(tokens[index]):
        return 0
    return 2 if is_adjective(tokens[index + 2]) and not is_capitalised(tokens[index + 2]) else 0


def noun_group(context: Context, start: int, case: str) -> int:
    """Index of the noun of a group «adjectives + noun» in a case that begins at ``start``; -1 where none does."""
    found = context.groups.get((start, case))
    if found is None:
        found = context.groups[start, case] = _noun_group(context, start, case)
    return found


def _dedicates(context: Context, index: int) -> bool:
    if context.text(index) not in {"им", "имени"} or index + 1 >= len(context.tokens):
        return False
    following = context.tokens[index + 1]
    return following.text == "." or is_capitalised(following)


def _beside_adjective(context: Context, index: int, start: int) -> bool:
    beside = index - 1 if index > start + 1 else index + 1
    return beside < len(context.tokens) and is_adjective(context.tokens[beside])


def _noun_group(context: Context, start: int, case: str) -> int:
    index = start
    tokens = context.tokens
    while index < len(tokens) and index not in context.quoted:
        token = tokens[index]
        if context.text(index) in {"др", "пр"} or _dedicates(context, index):
            return -1  # «и др.», «им. С. Седова»
        if parts := split_compound(context, index):
            index += parts
            continue
        if is_mark(token.text) and _beside_adjective(context, index, start):
            index += 1  # «корпус "серебряных" волонтёров»
            continue
        if is_noun(token):
            return index if _noun_in(token, case, index > start) else -1
        if is_substantive(token) and can_be(token, case) and not _noun_follows(context, index + 1, case):
            return index
        if token.lemma in words("name_adverbs") and _adjective_follows(context, index + 1, case):
            index += 1
            continue
        if (
            ((is_adjective(token) or is_participle(token)) and can_be(token, case))
            or (token.word in POSSESSIVES and case == "Gen")
            or (
                token.low in {",", "и", "или"}
                and start < index
                and _adjective_follows(context, index + 1, case)
            )
        ):
            index += 1
        else:
            return -1
    return -1


def _noun_follows(context: Context, index: int, case: str) -> bool:
    tokens = context.tokens
    return index < len(tokens) and is_noun(tokens[index]) and tokens[index].case == case


def _adjective_follows(context: Context, index: int, case: str) -> bool:
    tokens = context.tokens
    return index < len(tokens) and is_adjective(tokens[index]) and can_be(tokens[index], case)


def _noun_in(token: Token, case: str, modified: bool) -> bool:
    if is_abbreviation(token):
        return True
    if is_inflected_abbreviation(token):
        return token.text.endswith(_ENDS.get(case, ()))  # «День соседей ТОСы провели вместе»
    if (
        token.case == case
    ):  # «при Доме дружбы этнодеревню»: the tagger guesses the case of words it does not know
        return token.pos == "PROPN" or has_form(token, case)
    # «заместители главы»: one form is the genitive singular and the nominative plural
    homonym = (case == "Gen" and token.number == "Plur" and token.case in {"Nom", "Acc"}) or (
        case == "Dat" and token.case == "Loc"  # «по защите»
    )
    free = not token.case or token.pos == "PROPN" or not has_form(token, token.case) or is_indeclinable(token)
    return can_be(token, case) and (modified or homonym or free)


_ENDS = {"Gen": ("а", "ов"), "Dat": ("у", "ам"), "Ins": ("ом", "ами"), "Loc": ("е", "ах")}
"""Ends of abbreviations with small letters behind, by their case."""


def remembers(context: Context, position: int) -> bool:
    """«турнир памяти Н. Седова»: somebody's name follows."""
    following = context.tokens[position + 1 : position + 1 + _LONGEST_HONOUR]
    return context.text(position) == "памяти" and any(
        is_person(token) or is_initial(token) for token in following
    )


_LONGEST_HONOUR = 6
"""Words between «памяти» and a name («Героя Советского Союза»)."""


def _chained(context: Context, position: int) -> int:
    """Index after a genitive group that begins at an index, with what is coordinated with it («спорта и туризма»)."""
    noun = noun_group(context, position, "Gen")
    if remembers(context, position) or noun < 0 or _initials(context, noun):
        return position
    if closes_coordination(context, noun) or context.lemma(noun) in words("stop_tail"):
        return position
    end = further = noun + 1
    while context.text(further) in {",", "и", "или"}:
        final = context.text(further) != ","
        joined = noun_group(context, further + 1, "Gen")
        if joined < 0 or context.tokens[joined].case != "Gen" or closes_coordination(context, joined):
            break
        further = joined + 1
        if final:
            return further
    return end


def _initials(context: Context, index: int) -> bool:
    # «помощник уполномоченного О. В. Седых»
    return is_initial(context.tokens[index]) and context.text(index + 1) == "."


def all_chained(context: Context, position: int) -> int:
    """Index after all genitive groups that follow each other from an index on."""
    while (further := _chained(context, position)) > position:
        position = further
    return position


_TERRITORIES = words("territory_nouns")


def is_territory(context: Context, index: int) -> bool:
    """A noun that means a territory; «образования» only after «муниципального»."""
    if context.lemma(index) == "образование":
        return context.lemma(index - 1).startswith("муниципальн")
    return context.lemma(index) in _TERRITORIES


def is_place(context: Context, index: int) -> bool:
    """Whether a token is of the name of a place, or of a territory."""
    return index >= 0 and (context.tokens[index].ner.endswith("LOC") or is_territory(context, index))


def closes_coordination(context: Context, noun: int) -> bool:
    """Whether a noun names a body or place of its own, which is not run together with the name before it."""
    token = context.tokens[noun]
    if is_abbreviation(token) and token.lemma not in heads() and not token.ner.endswith("LOC"):
        return noun + 1 in context.quotes  # «экологии и ЖКХ», but «и ВПО «Рубеж»»
    if is_proper(token) or is_territory(context, noun):
        return True
    if token.lemma in words("beneficiary_heads"):
        return False
    entries = heads().get(token.lemma, ())
    if not entries:
        return False
    near = _neighbours(context, noun)
    return any(entry.type in BLOCKING for entry in entries if entry.holds(near))


def _neighbours(context: Context, noun: int) -> set[str]:
    """What stands right beside a noun, as the lexicon of heads asks for it («лесное хозяйство» is no enterprise)."""
    near = {context.lemma(noun + 1), f"+{context.lemma(noun + 1)}", "<alone>"}
    index = noun - 1
    while index >= 0 and is_adjective(context.tokens[index]):
        near |= {context.lemma(index), f"^{context.lemma(index)}", "<mod>"}
        index -= 1
    return near | ({"«»"} if noun + 1 in context.quotes else set())


def coordinated(tail: Tail, noun: int, case: str) -> int:
    """Index after a noun and the nouns coordinated with it, as far as they belong to one name."""
    end = noun + 1
    if is_person(tail.tokens[noun]) or (
        tail.kind is EntityType.FOUNDATION and tail.tokens[noun].pos == "PROPN"
    ):
        return _people(tail.context, end)
    owned = tail.kind in _OWNED and (tail.kind is not EntityType.POST or _several(tail, noun))
    if closes_coordination(tail.context, noun) and not owned:
        return end
    position = end
    while tail.context.text(position) in {",", "и", "или"}:
        joined = _alike(tail.context, position + 1, case)
        if joined < 0 or (tail.tokens[joined].case != case and tail.context.text(position) == ","):
            break
        if closes_coordination(tail.context, joined) and not owned:
            break
        final = tail.context.text(position) != ","
        position = _chained(tail.context, joined + 1)
        if final:
            return position
        if tail.kind is EntityType.POST and owned:
            end = position  # «руководители партий, конфессий, союзов»: a list of bodies may end without «и»
    return end


def _alike(context: Context, start: int, case: str) -> int:
    """A noun group in a case, «детей и молодёжи» too: a feminine genitive that the tagger takes for a dative."""
    noun = noun_group(context, start, case)
    if noun >= 0 and context.tokens[noun].case == case:
        return noun
    others = (noun_group(context, start, other) for other in ("Dat", "Loc") if case == "Gen")
    return next((i for i in others if i == start and can_be(context.tokens[i], case)), -1)


def _several(tail: Tail, noun: int) -> bool:
    # «руководители партий, союзов и движений», but «главы города, депутатов»
    return tail.tokens[tail.head].number == "Plur" and tail.tokens[noun].number == "Plur"


def _people(context: Context, position: int) -> int:
    # «Фонд Елены и Геннадия Тимченко»
    while position < len(context.tokens):
        joined = position + (context.text(position) == "и")
        if joined >= len(context.tokens) or not (
            _part_of_name(context.tokens[joined])
            or (context.text(joined) == "." and is_initial(context.tokens[joined - 1]))
        ):
            break
        position = joined + 1
    return position


def _part_of_name(token: Token) -> bool:
    return is_person(token) or (token.pos == "PROPN" and is_capitalised(token))
