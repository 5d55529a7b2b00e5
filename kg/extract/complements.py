"""Complements that a name goes on with: «по делам молодёжи», «в сфере закупок», «связей с общественностью»."""

from __future__ import annotations

from kg.extract.context import Context, Tail
from kg.extract.grammar import can_be, is_abbreviation, is_capitalised
from kg.extract.lexicon import complements, heads, words
from kg.extract.nouns import all_chained, closes_coordination, is_place, is_territory, noun_group
from kg.lexicon import load
from kg.model import ACTORS, EntityType

_ABOUT = {"о", "об", "обо"}
VOWELLED = {"со": "с", "во": "в", "ко": "к"}
_TAUGHT = {"обучение", "занятие"}
"""What governs though nothing stands between («занятия татарским языком»)."""
_WITH_SPHERE = {EntityType.ADMINISTRATION, EntityType.COUNCIL, EntityType.PROGRAM, EntityType.DOCUMENT}
_SIDES = 6
"""How many tokens behind one side of a meeting the next may begin."""


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
        short = governed >= 0 and is_abbreviation(context.tokens[governed])  # «заведующий Лесным ДК»
        if short or (governed >= 0 and context.tokens[governed].case == case):
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


def complement(tail: Tail) -> int:
    """A complement with a preposition: «по делам молодёжи», «для детей»."""
    if tail.complemented or (tail.quote is not None and tail.kind is not EntityType.NGO):
        return 0
    preposition = VOWELLED.get(tail.context.text(tail.position), tail.context.text(tail.position))
    charge = tail.context.lemma(tail.position - 1) in {"ответственный", "уполномоченный"}
    if tail.kind is EntityType.POST and preposition == "за" and not charge:
        return 0
    case = _governed_case(tail, preposition)
    if not case or _abbreviated_town(tail):
        return int(bool(case) and preposition == "по")
    noun = noun_group(tail.context, tail.position + 1, case)
    singular = noun >= 0 and tail.tokens[noun].number != "Plur" and preposition not in _ABOUT
    if noun < 0 or (singular and tail.context.lemma(noun) in words("stop_complement") | words("stop_tail")):
        return 0
    end = _complement_end(tail, noun, case)
    if not _fits(tail, preposition, noun) or (preposition == "с" and _one_of_several(tail, end)):
        return 0
    tail.complemented = True
    return end - tail.position


def _abbreviated_town(tail: Tail) -> bool:
    """«инспекция по г. Каменску»: the town goes on by itself."""
    place = tail.position + 1
    return (
        tail.context.text(place) in words("territory_abbreviations") and tail.context.text(place + 1) == "."
    )


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
    if preposition in {"в", "на"} and _village_house(tail, head):
        return "Loc"
    return complements(tail.kind, head).get(preposition, "")


def _village_house(tail: Tail, head: str) -> bool:
    """«клуб в деревне Ельники», «библиотека в Берёзовке»: where a house stands tells it apart, where no other word does."""
    alone = tail.position == tail.head + 1 and tail.tokens[tail.head].number == "Sing"
    if not alone or head not in words("village_houses"):
        return False
    place = tail.position + 1
    named = place + 1 if is_territory(tail.context, place) else place
    return named in tail.context.settlements or (
        named < len(tail.tokens) and tail.tokens[named].ner.endswith("LOC")
    )


def _fits(tail: Tail, preposition: str, noun: int) -> bool:
    """Whether a complement says what an organisation or a contest is for, where its class asks for that."""
    if tail.kind is EntityType.INSTITUTION and preposition == "для" and tail.position > tail.head + 1:
        return tail.tokens[tail.head].case != "Loc"  # «в домах культуры для детей провели игры»
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
    return bodies or is_place(context, noun) or context.tokens[noun].pos == "PROPN"


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
