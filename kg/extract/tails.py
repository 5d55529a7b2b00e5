"""Ways a name goes on by grammar: genitives, territories, complements with a preposition."""

from __future__ import annotations

from kg.extract.context import Context, Tail
from kg.extract.grammar import (
    DASHES,
    can_be,
    is_abbreviation,
    is_action,
    is_adjective,
    is_capitalised,
    is_initial,
    is_noun,
    is_place_adjective,
)
from kg.extract.lexicon import complements, heads, words
from kg.extract.nouns import (
    all_chained,
    closes_coordination,
    coordinated,
    is_person,
    is_territory,
    noun_group,
)
from kg.extract.signs import begins_name
from kg.lexicon import load
from kg.model import ACTORS, EntityType

_ABOUT = {"о", "об", "обо"}
VOWELLED = {"со": "с", "во": "в", "ко": "к"}

_GATHERED = {EntityType.COUNCIL, EntityType.NGO, EntityType.REPRESENTATIVE_BODY}
"""Bodies of several, never of one («в состав Совета представителя общины»)."""
_TAUGHT = {"обучение", "занятие"}
"""What governs though nothing stands between («занятия татарским языком»)."""
_WITH_SPHERE = {EntityType.ADMINISTRATION, EntityType.COUNCIL, EntityType.PROGRAM, EntityType.DOCUMENT}

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
    if named is None or not is_capitalised(named) or is_person(named):
        return 0
    return 1 + dot + max(_settlement(tail, 1 + dot), 1)


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
    stopped = is_abbreviation(before) or is_territory(tail.context, tail.position - 1)
    stopped = stopped or tail.position - 1 in tail.context.settlements
    if stopped and not (_territorial(tail, noun) or _authority(tail, noun)):
        return 0
    if _of_action(tail, noun):
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


_OF_POINTED = {EntityType.POST, EntityType.EVENT}


def _counted(tail: Tail) -> int:
    """«председатели 11 ТОС»: index after the noun, 0 where nothing is counted."""
    number = tail.context.text(tail.position)
    several = tail.position == tail.head + 1 and tail.tokens[tail.head].number == "Plur"
    if tail.kind is not EntityType.POST or not several or not number.isdigit():
        return 0
    return noun_group(tail.context, tail.position + 1, "Gen") + 1


def _pointed(tail: Tail) -> int:
    """«собраниях этой организации», «руководители этих организаций»: index after the noun, 0 where none is pointed at."""
    pointing = tail.kind in _OF_POINTED and tail.context.lemma(tail.position) in words("pointing")
    if not pointing or not can_be(tail.tokens[tail.position], "Gen"):
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
        or (pointing and token.lemma not in words("qualities"))
    ):
        return False
    named = is_person(token) and token.lemma not in heads()  # «стипендия Губернатора»
    if named or (is_initial(token) and tail.context.text(noun + 1) == "."):
        return tail.kind in _WITH_PERSON
    return True


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


def governed(tail: Tail) -> int:
    """«отдел связей с общественностью», «комитет по управлению имуществом»: the noun before governs on."""
    bare = (
        tail.position - 1 == tail.head
        and tail.kind not in ACTORS | {EntityType.POST}
        and tail.context.lemma(tail.head) not in _TAUGHT
    )
    if tail.quote is not None or bare:
        return 0
    if tail.context.lemma(tail.head) in words("agreements") and tail.context.text(tail.position) in {
        "с",
        "со",
    }:
        return 0  # «соглашение о сотрудничестве с фондом»: the party is no part of the name
    return _governed_end(tail.context, tail.position) - tail.position if _governing(tail) else 0


def _governed_end(context: Context, position: int, noun: int | None = None) -> int:
    """Index after what a noun (the one right before) governs there («связи с общественностью», «требований к поведению»)."""
    governor = context.lemma(position - 1 if noun is None else noun)
    government = load("phrases.yaml")["governing"].get(governor, {})
    known = load("phrases.yaml")["governed_nouns"].get(governor)
    for preposition, case in government.items():
        if preposition and VOWELLED.get(context.text(position), context.text(position)) != preposition:
            continue
        governed = noun_group(context, position + bool(preposition), case)
        if governed >= 0 and context.tokens[governed].case == case:
            if known is not None and context.lemma(governed) not in known:
                continue
            return _with_coordinated(context, governed, case)
    return position


def _with_coordinated(context: Context, noun: int, case: str) -> int:
    """Index after a governed noun and those of one list with it («помощи семье и детям», «с общественностью, СМИ и ТОС»)."""
    end = further = all_chained(context, noun + 1)
    while context.text(further) in {",", "и"}:
        final = context.text(further) == "и"
        joined = noun_group(context, further + 1, case)
        if joined < 0 or not _joins(context, joined, case):
            break
        further = all_chained(context, joined + 1)
        if final:
            return further
        if case != "Ins":
            break
    return end


def _joins(context: Context, noun: int, case: str) -> bool:
    """Whether a noun goes on with a list; with whom somebody works may be bodies, but none that has a name."""
    token = context.tokens[noun]
    if token.case != case and not is_abbreviation(token):
        return False
    if not closes_coordination(context, noun):
        return True
    several = token.number == "Plur" or is_abbreviation(token)
    return case == "Ins" and several and noun + 1 not in context.quotes and not is_territory(context, noun)


def _governing(tail: Tail) -> bool:
    # «управление культуры» does not govern; «управляющий делами», «отдел связей с …» do
    if tail.context.lemma(tail.head) == "управление" and tail.context.text(tail.position) == "делами":
        return True
    taught = tail.context.lemma(tail.head) in _TAUGHT
    return tail.position - 1 != tail.head or tail.kind is EntityType.POST or taught


def joined_places(tail: Tail) -> int:
    """«организации Томска и Северска», «делегации Республики Мордовия и Чувашской Республики»: several of several."""
    plural = tail.tokens[tail.head].number == "Plur" and tail.kind in ACTORS
    if tail.quote is not None or not plural or not _is_place(tail.context, tail.position - 1):
        return 0
    end = further = tail.position
    while tail.context.text(further) in {",", "и"}:
        final = tail.context.text(further) == "и"
        noun = noun_group(tail.context, further + 1, "Gen")
        if noun < 0 or not _is_place(tail.context, noun) or tail.tokens[noun].case != "Gen":
            break
        if not any(is_capitalised(token) for token in tail.tokens[further + 1 : noun + 1]):
            break
        further = noun + 1
        if final:
            end = further
            break
    return end - tail.position


def _is_place(context: Context, index: int) -> bool:
    return index >= 0 and (context.tokens[index].ner.endswith("LOC") or is_territory(context, index))


def complement(tail: Tail) -> int:
    """A complement with a preposition: «по делам молодёжи», «для детей»."""
    if tail.complemented or (tail.quote is not None and tail.kind is not EntityType.NGO):
        return 0
    preposition = VOWELLED.get(tail.context.text(tail.position), tail.context.text(tail.position))
    charge = tail.context.lemma(tail.position - 1) in {"ответственный", "уполномоченный"}
    if tail.kind is EntityType.POST and preposition == "за" and not charge:
        return 0
    case = _governed_case(tail, preposition)
    if not case:
        return 0
    noun = noun_group(tail.context, tail.position + 1, case)
    singular = noun >= 0 and tail.tokens[noun].number != "Plur" and preposition not in _ABOUT
    if noun < 0 or (singular and tail.context.lemma(noun) in words("stop_complement") | words("stop_tail")):
        return 0
    end = _complement_end(tail, noun, case)
    if not _fits(tail, preposition, noun) or (preposition == "с" and _one_of_several(tail, end)):
        return 0
    tail.complemented = True
    return end - tail.position


_SIDES = 6
"""How many tokens behind one side of a meeting the next may begin."""


def _one_of_several(tail: Tail, end: int) -> bool:
    """«встречи молодёжи с ветеранами, с депутатами»: sides that are listed come to it and are no part of its name."""
    near = range(end, min(end + _SIDES, len(tail.tokens) - 1))
    comma = next((i for i in near if tail.context.text(i) == "," or tail.tokens[i].pos == "VERB"), -1)
    if tail.position == tail.head + 1 or comma < 0 or comma + 2 >= len(tail.tokens):
        return False
    listed = tail.context.text(comma) == "," and tail.context.text(comma + 1) in {"с", "со"}
    return listed and tail.tokens[comma + 2].pos != "PRON"


def _governed_case(tail: Tail, preposition: str) -> str:
    """The case of a complement; empty where a name of this class and head has none with the preposition."""
    head = tail.context.lemma(tail.head)
    if head in words("told_by_place") and tail.position == tail.head + 1:
        return {"в": "Loc", "на": "Loc", "у": "Gen"}.get(preposition, "")
    return complements(tail.kind, head).get(preposition, "")


def _fits(tail: Tail, preposition: str, noun: int) -> bool:
    """Whether a complement says what an organisation or a contest is for, where its class asks for that."""
    if preposition == "из":
        visitors = tail.quote is None and tail.context.lemma(tail.head) in words("visiting")
        return visitors and _whence(tail.context, noun)
    if tail.kind is EntityType.NGO:
        return tail.context.lemma(noun) in words("territory_nouns") | words("ngo_purposes")
    contest = tail.kind is EntityType.EVENT and tail.context.lemma(tail.head) in words("contests")
    return not (contest and preposition == "на") or tail.context.lemma(tail.position + 1) in words(
        "contest_aims"
    )


def _whence(context: Context, noun: int) -> bool:
    """A place or a body that a delegation may come from."""
    bodies = any(entry.type in ACTORS for entry in heads().get(context.lemma(noun), ()))
    return bodies or _is_place(context, noun) or context.tokens[noun].pos == "PROPN"


def further_sphere(tail: Tail) -> int:
    """«министерство культуры, по делам национальностей и архивного дела»: a charge behind the comma."""
    texts = [tail.context.text(tail.position + ahead) for ahead in range(2)]
    if tail.kind is not EntityType.ADMINISTRATION or tail.quote is not None or texts != [",", "по"]:
        return 0
    if tail.context.lemma(tail.position + 2) not in words("charges"):
        return 0
    noun = noun_group(tail.context, tail.position + 2, "Dat")
    return _complement_end(tail, noun, "Dat") - tail.position if noun >= 0 else 0


def sphere(tail: Tail) -> int:
    """«в сфере закупок», «в области развития предпринимательства»."""
    if tail.quote is not None or tail.kind not in _WITH_SPHERE or tail.context.text(tail.position) != "в":
        return 0
    noun = tail.position + 1
    if tail.context.lemma(noun) not in words("spheres") or is_capitalised(tail.tokens[noun]):
        return 0
    following = noun_group(tail.context, noun + 1, "Gen")
    named = following < 0 or is_capitalised(tail.tokens[following]) or is_territory(tail.context, following)
    return 0 if named else all_chained(tail.context, noun + 1) - tail.position


def _complement_end(tail: Tail, noun: int, case: str) -> int:
    agreed = tail.context.lemma(tail.head) in words(
        "agreements"
    )  # «о сотрудничестве с фондом»: the party is none
    end = all_chained(tail.context, noun + 1) if agreed else _onward(tail.context, noun + 1)
    while tail.context.text(end) in {",", "и", "или"}:
        joined = noun_group(tail.context, end + 1, case)
        if joined < 0 or not (tail.tokens[joined].case == case or _final(tail, end, joined, case)):
            break
        end = _onward(tail.context, joined + 1)
    return _nested_complement(tail, end) if tail.kind is not EntityType.DOCUMENT else end


def _onward(context: Context, position: int) -> int:
    """Index after all genitives and all that their nouns govern."""
    end = all_chained(context, position)
    # «по требованиям к поведению», «по вовлечению молодёжи в спорт»: the last noun governs on, or the first
    return max(_governed_end(context, end), _governed_end(context, end, position - 1))


def _final(tail: Tail, joiner: int, noun: int, case: str) -> bool:
    """«по Хабаровскому краю и Еврейской автономной области»: the tagger wavers between cases of one form."""
    own = tail.context.lemma(noun) in words("territory_nouns") or not closes_coordination(tail.context, noun)
    return own and tail.context.text(joiner) == "и" and can_be(tail.tokens[noun], case)


def _nested_complement(tail: Tail, end: int) -> int:
    # «службами по связям с общественностью», «выплата пособий по уходу за ребёнком»
    if tail.context.text(end) not in {"с", "за"}:
        return end
    noun = noun_group(tail.context, end + 1, "Ins")
    if noun < 0 or tail.tokens[noun].case != "Ins":
        return end
    end = all_chained(tail.context, noun + 1)
    while tail.context.text(end) in {",", "и"}:
        joined = noun_group(tail.context, end + 1, "Ins")
        if joined < 0 or not (tail.tokens[joined].case == "Ins" or is_abbreviation(tail.tokens[joined])):
            break
        end = joined + 1
    return end
