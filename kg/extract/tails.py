"""Ways a name goes on by grammar: genitives and territories."""

from __future__ import annotations

from functools import partial

from kg.extract.context import Context, Tail
from kg.extract.grammar import (
    DASHES,
    can_be,
    has_form,
    is_abbreviation,
    is_action,
    is_adjective,
    is_capitalised,
    is_inflected_abbreviation,
    is_initial,
    is_noun,
    is_place_adjective,
)
from kg.extract.lexicon import heads, words
from kg.extract.nouns import (
    coordinated,
    is_person,
    is_place,
    is_territory,
    noun_group,
)
from kg.extract.signs import begins_name
from kg.lexicon import load
from kg.lexicon import words as list_of
from kg.model import ACTORS, EntityType

_toponyms = partial(list_of, "toponyms.yaml")
_GATHERED = {EntityType.COUNCIL, EntityType.NGO, EntityType.REPRESENTATIVE_BODY}
"""Bodies of several, never of one («в состав Совета представителя общины»)."""
_DONE = {EntityType.EVENT, EntityType.PROJECT, EntityType.PROGRAM, EntityType.DOCUMENT, EntityType.MEDIA}
"""What an actor holds, carries out or gives out."""

_WITH_PERSON = {
    EntityType.RELIGIOUS,
    EntityType.FOUNDATION,
    EntityType.EVENT,
    EntityType.MEDIA,
    EntityType.DOCUMENT,
}


def territory(tail: Tail) -> int:
    """Names of territories after «г.», «города», «области -»."""
    token = tail.token()
    if token is None or tail.quote is not None:
        return 0
    if (taken := _abbreviated_territory(tail)) >= 0:
        return taken
    before = tail.context.lemma(tail.position - 1) if is_territory(tail.context, tail.position - 1) else ""
    if before and token.lemma in {"город", "поселок", "село"}:
        return 1
    if before and is_capitalised(token) and not is_person(token):
        return _place_name(tail)
    if before in {"область", "республика"} and token.text in DASHES:
        named = tail.token(1)
        return 2 if named is not None and is_capitalised(named) and named.ner.endswith("LOC") else 0
    return 0


def formation(tail: Tail) -> int:
    """«муниципального образования – городской округ город Каменск», «муниципального образования Лесной район»."""
    if tail.quote is not None or tail.context.lemma(tail.position - 1) != "образование":
        return 0
    start = index = tail.position + (tail.context.text(tail.position) in DASHES)
    while tail.context.lemma(index) in _formations():
        index += 1
    if index >= len(tail.tokens) or index in tail.context.quoted or not is_capitalised(tail.tokens[index]):
        return 0
    kind = is_adjective(tail.tokens[index]) and tail.context.lemma(index + 1) in _toponyms("name_nouns")
    return index + 1 + kind - tail.position if kind or index > start else 0


def _formations() -> frozenset[str]:
    return _toponyms("name_adjectives") | _toponyms("quoted_words")


def _abbreviated_territory(tail: Tail) -> int:
    """«г. Алейска», «с. Ая», «р.п. Кадада»; -1 where no such abbreviation stands."""
    if [tail.context.text(tail.position + ahead) for ahead in range(4)] == ["р", ".", "п", "."]:
        return 4 + _settlement(tail, 4) if tail.position + 4 in tail.context.settlements else 0
    if tail.context.text(tail.position) not in words("territory_abbreviations"):
        return -1
    # one letter without a full stop is a preposition, «г» excepted
    dot = 1 if tail.context.text(tail.position + 1) == "." else 0
    if not dot and len(tail.context.text(tail.position)) == 1 and tail.context.text(tail.position) != "г":
        return 0
    named = tail.token(1 + dot)
    if named is None or not is_capitalised(named) or (is_person(named) and not (dot and _town(tail))):
        return 0
    return 1 + dot + max(_settlement(tail, 1 + dot), 1)


def _town(tail: Tail) -> bool:
    """«школа № 3 г. Лесногорска»: what the tagger takes for a surname is a town where no other name is beside it."""
    behind = tail.token(3)
    return tail.tokens[tail.position].text == "г" and (
        behind is None or not (is_person(behind) or is_initial(behind))
    )


def _settlement(tail: Tail, ahead: int) -> int:
    """How many words of an announced name («Новая Ингода») stand some way ahead."""
    index = first = tail.position + ahead
    while index in tail.context.settlements and tail.tokens[index].ner == (
        "I-LOC" if index > first else "B-LOC"
    ):
        index += 1
    return index - first


def _place_name(tail: Tail) -> int:
    index = tail.position
    announced = index in tail.context.settlements
    if index in tail.context.quoted or (_heads_phrase(tail.context, index) and not announced):
        return 0
    token = tail.tokens[index]
    if is_adjective(token) and not token.ner.endswith("LOC"):
        # «города Алейского …»: the adjective begins another name; «микрорайона Северный» it is the name
        noun = noun_group(tail.context, index, token.case)
        if noun >= 0 and _heads_phrase(tail.context, noun) and not is_place_adjective(token):
            return 0  # «при главе города Координационный совет»
        alone = noun < 0 or token.case != tail.tokens[index - 1].case
        return int(alone and tail.context.lemma(index - 1) in load("toponyms.yaml")["common_nouns"])
    index += 1
    while (
        index < len(tail.tokens) and tail.tokens[index].ner == "I-LOC" and is_capitalised(tail.tokens[index])
    ):
        index += 1
    return index - tail.position if is_noun(token) or token.ner.endswith("LOC") else 0


def _heads_phrase(context: Context, index: int) -> bool:
    return context.lemma(index) in heads()


def genitive(tail: Tail) -> int:
    """A group in the genitive, with what is coordinated with it."""
    if tail.quote is not None:
        return 0
    if (end := _counted(tail)) or (end := _pointed(tail)):
        return end - tail.position
    noun = noun_group(tail.context, tail.position, "Gen")
    if noun < 0 or not _in_tail(tail, noun) or _begun(tail):
        return 0
    before = tail.tokens[tail.position - 1]
    short = is_abbreviation(before) or (tail.kind is EntityType.TOS and is_inflected_abbreviation(before))
    stopped = short or is_territory(tail.context, tail.position - 1)
    stopped = stopped or tail.position - 1 in tail.context.settlements
    if stopped and not (_territorial(tail, noun) or _authority(tail, noun)):
        return 0
    if _of_action(tail, noun) or _given(tail, noun):
        return 0
    end = coordinated(tail, noun, "Gen")
    return end - tail.position


def _begun(tail: Tail) -> bool:
    """«при поддержке Фонда грантов АНО «Код»» names two; «совет ветеранов ОАО «Завод»» is that of the works."""
    return tail.kind in {EntityType.FOUNDATION, EntityType.ADMINISTRATION} and begins_name(tail)


def _of_action(tail: Tail, noun: int) -> bool:
    """«издание Домом дружбы альманаха «Родник»»: behind an actor in the instrumental stands what is done."""
    index = tail.head - 1
    while index >= 0 and is_adjective(tail.tokens[index]):
        index -= 1
    agent = tail.kind in ACTORS and tail.tokens[tail.head].case == "Ins"
    if not agent or index < 0 or not is_action(tail.tokens[index]):
        return False
    return any(entry.type in _DONE for entry in heads().get(tail.context.lemma(noun), ()))


def _given(tail: Tail, noun: int) -> bool:
    """«передал библиотеке книги», «вручил школе грамоты»: what is given to a receiver is no part of its name."""
    token = tail.tokens[noun]
    if token.lemma in words("handed_out") and has_form(token, "Nom"):
        return True
    if tail.tokens[tail.head].case != "Dat" or (token.lemma in heads() and token.lemma not in words("gifts")):
        return False
    objects = token.case == "Acc" and token.number == "Plur"
    return objects or token.lemma in words("gifts")


_OF_POINTED = {EntityType.POST, EntityType.EVENT}


def _counted(tail: Tail) -> int:
    """«председатели 11 ТОС»: index after the noun, 0 where nothing is counted."""
    number = tail.context.text(tail.position)
    several = tail.position == tail.head + 1 and tail.tokens[tail.head].number == "Plur"
    if tail.kind is not EntityType.POST or not several or not number.isdigit():
        return 0
    return noun_group(tail.context, tail.position + 1, "Gen") + 1


def _pointed(tail: Tail) -> int:
    """«собраниях этой организации», «руководители всех организаций»: index after the noun, 0 where none is pointed at."""
    pointing = tail.kind in _OF_POINTED and tail.context.lemma(tail.position) in words("pointing")
    every = tail.kind is EntityType.POST and tail.context.lemma(tail.position) in words("every")
    if not (pointing or every) or not can_be(tail.tokens[tail.position], "Gen"):
        return 0
    noun = noun_group(tail.context, tail.position + 1, "Gen")
    bodies = noun >= 0 and any(entry.type in ACTORS for entry in heads().get(tail.tokens[noun].lemma, ()))
    return noun + 1 if bodies else 0


def _territorial(tail: Tail, noun: int) -> bool:
    # after «МВД» or «города» only a territory goes on: «МВД России», «города Алейска Алтайского края»
    token = tail.tokens[noun]
    return token.lemma in words("territory_nouns") or token.ner.endswith("LOC") or is_abbreviation(token)


def _authority(tail: Tail, noun: int) -> bool:
    # «отдел ЗАГС администрации района»
    entries = heads().get(tail.context.lemma(noun), ())
    abbreviated = is_abbreviation(tail.tokens[tail.position - 1])
    return abbreviated and any(entry.type is EntityType.ADMINISTRATION for entry in entries)


def _in_tail(tail: Tail, noun: int) -> bool:
    token = tail.tokens[noun]
    pointing = tail.tokens[tail.position].lemma in words("stop_tail_modifiers")
    if (
        _stops(tail, token.lemma)
        or (tail.kind in _GATHERED and token.number == "Sing" and token.lemma in {"представитель", "член"})
        or (tail.kind is EntityType.TOS and token.lemma in words("whole_authorities"))
        or _foreign_to_whole(tail, noun)
        or _acts(tail, noun)
        or (pointing and token.lemma not in words("qualities"))
    ):
        return False
    named = is_person(token) and token.lemma not in heads()  # «стипендия Губернатора»
    if named or (is_initial(token) and tail.context.text(noun + 1) == "."):
        return tail.kind in _WITH_PERSON
    return True


def _acts(tail: Tail, noun: int) -> bool:
    """«в рамках форума главы районов подписали договор»: who did it, not whose the event is."""
    token = tail.tokens[noun]
    oblique = tail.kind is EntityType.EVENT and tail.tokens[tail.head].case not in {"Nom", "Acc"}
    if not oblique or not has_form(token, "Nom") or tail.tokens[noun - 1] is not tail.tokens[tail.head]:
        return False
    posts = any(entry.type is EntityType.POST for entry in heads().get(token.lemma, ()))
    verb = next((t for t in tail.tokens[noun:] if t.pos in {"VERB", "PUNCT"}), None)
    return posts and verb is not None and verb.pos == "VERB" and verb.number == "Plur"


def _foreign_to_whole(tail: Tail, noun: int) -> bool:
    """«на сайте администрации материалов»: an authority as a whole is that of a territory or a body, not of things."""
    owners = {tail.context.lemma(tail.head), tail.context.lemma(tail.position - 1)}
    if owners.isdisjoint(words("whole_authorities")) or tail.tokens[noun].number != "Plur":
        return False
    token = tail.tokens[noun]
    bodies = any(entry.type in ACTORS for entry in heads().get(token.lemma, ()))
    known = bodies or token.lemma in words("people_heads") or is_territory(tail.context, noun)
    return not (known or is_capitalised(token) or token.ner.endswith("LOC"))


def _stops(tail: Tail, lemma: str) -> bool:
    """«администрация помощи не обещала», but «Центр социальной помощи», «День пожилого человека»."""
    if lemma not in words("stop_tail_authorities"):
        return lemma in words("stop_tail")
    whole = tail.context.lemma(tail.head) in words("whole_authorities")
    return whole or tail.kind in {EntityType.POST, EntityType.REPRESENTATIVE_BODY}


def joined_places(tail: Tail) -> int:
    """«организации Томска и Северска», «делегации Республики Мордовия и Чувашской Республики»: several of several."""
    plural = tail.tokens[tail.head].number == "Plur" and tail.kind in ACTORS
    if tail.quote is not None or not plural or not is_place(tail.context, tail.position - 1):
        return 0
    end = further = tail.position
    while tail.context.text(further) in {",", "и"}:
        final = tail.context.text(further) == "и"
        noun = noun_group(tail.context, further + 1, "Gen")
        if noun < 0 or not is_place(tail.context, noun) or tail.tokens[noun].case != "Gen":
            break
        if not any(is_capitalised(token) for token in tail.tokens[further + 1 : noun + 1]):
            break
        further = noun + 1
        if final:
            end = further
            break
    return end - tail.position
