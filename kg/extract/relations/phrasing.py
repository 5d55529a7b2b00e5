"""From the mentions of a sentence to its phrases: government, lists after a colon, coordination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.cases import (
    ANY_CASE,
    CLOSING,
    DATIVE,
    QUOTES,
    cases_of,
    dictionary_cases,
    head_of,
    nominal_cases,
    number_of,
    of_one,
    ungoverned,
    widened,
)
from kg.extract.relations.clauses import finite_number, is_finite
from kg.extract.relations.coordination import Coordination
from kg.extract.relations.government import MOMENTS, Government, Walker
from kg.extract.relations.lexicon import Lexicon
from kg.extract.relations.phrases import DEEDS, TERRITORIES, Phrase, parens_of, says_territory
from kg.extract.relations.prepositions import Preposition, word
from kg.extract.relations.styled import title
from kg.model import ACTORS, Entity, EntityType, Mention, Token

_OPENERS = DASHES | {":"}
_SUCH = frozenset({"как", "например", "именно", "числе", "это", "включая", "основном", "преимущественно"})
_WITH_INSTRUMENTAL = frozenset(
    {"с", "со", "над", "надо", "под", "подо", "перед", "передо", "за", "между", "меж"}
)
_MOSTLY = frozenset({"основном", "частности", "большинстве"})
_INCLUDING = frozenset({"в том числе"})
"""Governs nothing: what follows has the case of what it is part of."""
_AMONG_WHOM = frozenset({"среди", "числе"})
_AMONG = frozenset({"среди", "в числе"})
"""Govern nothing behind a dash («среди победителей – …»)."""


def _anchor(tokens: Sequence[Token], start: int, taken: Mapping[int, Mention]) -> int:
    """The noun before the colon (or «такие как») that opens a list at ``start``; -1 where no list opens."""
    index, opened = start - 1, False
    if index > 0 and tokens[index].lemma == "который" and word(tokens[index - 1]) in _AMONG_WHOM:
        index -= 1  # «14 организаций, среди которых …»
    while index >= 0 and start - index < 8:
        token = tokens[index]
        if token.text == ":" or word(token) in _SUCH or (not opened and word(token) == "среди"):
            opened = True
        elif opened and (token.pos in {"NOUN", "PROPN"} or index in taken):
            return index
        elif (not opened and token.pos not in {"ADJ", "DET", "NUM"} and token.text not in QUOTES) or (
            opened
            and token.pos not in {"ADJ", "DET", "PUNCT", "PRON", "ADP", "NUM"}
            and word(token) not in {"такие", "в", "том", "а"}
        ):
            return -1
        index -= 1
    return -1


def _listed(phrase: Phrase, done: Sequence[Phrase], walker: Walker) -> Phrase:
    """An item after a colon has the government of the noun that the colon stands behind."""
    tokens = walker.tokens
    anchor = _anchor(tokens, phrase.first, walker.mentions)
    if anchor < 0 or phrase.preps or phrase.chain or _acts_itself(phrase, tokens):
        return phrase
    if phrase.cases == {"Dat"} and tokens[anchor].case != "Dat":
        return phrase  # «переданы помещения: обществу – …»: each gets one
    same = [p for p in done if p.first <= anchor < p.last] or _of_kind(phrase, done, anchor, tokens)
    if same and same[0].preps in _AMONG and same[0].entity.type in DEEDS - {phrase.entity.type}:
        return replace(phrase, cases=phrase.cases | {"Nom"})  # «среди участников слёта: …»
    if same:
        agreed = phrase.cases & same[0].cases if phrase.cases in _OBLIQUE else frozenset()
        return replace(
            phrase,
            preps=same[0].preps,
            cases=agreed or same[0].cases | {"Nom"},
            chain=same[0].chain,
            opaque=same[0].opaque,
            number="Plur",
        )
    ruled = walker.walk(anchor, widened(tokens[anchor].case))
    top = ruled.chain[-1] if ruled.chain else 0
    if top and not ruled.via and (tokens[top - 1].pos == "NUM" or tokens[top - 1].text.isdigit()):
        ruled = walker.walk(top, widened(tokens[top].case))  # «две организации города: …»
    whole = frozenset({"Nom", "Acc"} if ruled.counted else {"Nom"})  # «собрал сто гостей, в том числе …»
    return replace(
        phrase,
        preps="" if ruled.preps in _SCALES else ruled.preps,
        cases=ruled.cases | whole,
        chain=ruled.chain,
        opaque=ruled.opaque,
        number="Plur",
    )


def _acts_itself(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """«Прошёл вечер: хор исполнил песни»: whether its own verb stands right behind it, so that it is no item."""
    verb = tokens[phrase.last] if phrase.last < len(tokens) else None
    if verb is None or verb.pos != "VERB" or not is_finite(verb) or "Nom" not in phrase.cases:
        return False
    return verb.feats.get("Variant") != "Short" and (
        not phrase.number or finite_number(verb) == phrase.number
    )


def _of_kind(phrase: Phrase, done: Sequence[Phrase], anchor: int, tokens: Sequence[Token]) -> list[Phrase]:
    """«проведено 20 праздников на 900 человек, в том числе «Лето»»: the last name of the same kind, not the noun between."""
    kin = [p for p in done if p.entity.type is phrase.entity.type and p.last <= anchor and not p.paren]
    between = tokens[kin[-1].last : phrase.first] if kin else ()
    return kin[-1:] if kin and not any(t.pos in {"VERB", "AUX"} for t in between) else []


def _opens_clause(tokens: Sequence[Token], before: int) -> bool:
    return (
        before < 0
        or tokens[before].text in {",", ";", ".", "«", "–", "—", ":"}
        or tokens[before].pos == "VERB"
        or tokens[before].lemma in MOMENTS
    )


def _may_act(tokens: Sequence[Token], ruled: Government) -> bool:
    """«Команды школ», not «деятельности палаты»: what opens a clause may be a nominative plural, if it has one."""
    return _opens_clause(tokens, ruled.stop) and tokens[ruled.chain[-1]].lemma not in _UNCOUNTED


def _opens_sentence(tokens: Sequence[Token], before: int, entity: Entity) -> bool:
    """Whether one body, no plural, stands at the start of a sentence or right behind a verb that rules a dative."""
    verb = before >= 0 and is_finite(tokens[before]) and tokens[before].lemma in DATIVE
    return (before < 0 or verb) and not entity.collective and entity.type in ACTORS


def _titled(
    tokens: Sequence[Token], mention: Mention, entity: Entity, walker: Walker
) -> tuple[int, frozenset[str]]:
    """Where a name begins with what it is of («в селе Покровка»), and the cases that this gives it."""
    start, cases = mention.first, cases_of(tokens, mention)
    if entity.type is EntityType.PERSON:
        start, shared = title(tokens, mention, {*walker.mentions, *walker.preps})
        return start, shared & cases or shared or cases
    while (
        entity.type is EntityType.PLACE
        and start
        and not (start - 1 in walker.mentions or start - 1 in walker.preps)
    ):
        left = start - 2 if tokens[start - 1].text == "." and start > 1 else start - 1
        if left in walker.mentions or not says_territory(tokens, left):
            break
        if tokens[left].lemma in TERRITORIES and tokens[left].case:
            cases = widened(tokens[left].case)
        start = left
    return start, cases


_UNCOUNTED = frozenset({"деятельность", "поддержка", "помощь", "реализация", "жизнь", "развитие", "участие"})
"""Nouns of which nobody uses the plural."""
_OBLIQUE = (frozenset({"Ins"}), frozenset({"Dat"}), frozenset({"Loc"}), frozenset({"Gen"}))
_SCALES = frozenset({"свыше", "около", "до", "порядка"})
"""Prepositions before a number («свыше ста гостей, в том числе …»)."""
_ITEMS = 4
"""How many items that are no names a list may have in a row."""


def _through_others(
    tokens: Sequence[Token], start: int, ruled: Government, walker: Walker, done: Sequence[Phrase]
) -> None:
    """«совместно с жителями района, школой и клубом»: an item has the government of items before it that are no names."""
    if ruled.via and not ruled.preps and "Gen" in ruled.cases:
        _through_people(tokens, ruled, walker)
    vague = ruled.cases == ANY_CASE and tokens[start].text.isupper()  # «с жителями, ТОС и клубами»
    if ruled.preps or ruled.chain or not (vague or ruled.cases in _OBLIQUE):
        return
    joint = start - 1
    for _ in range(_ITEMS):
        if joint < 1 or word(tokens[joint]) not in {",", "и"} or joint - 1 in walker.mentions:
            break
        noun = tokens[joint - 1]
        if noun.pos != "NOUN" or not noun.case:
            return
        before = walker.walk(joint - 1, widened(noun.case))
        people = before.chain and tokens[before.chain[-1]].lemma in walker.lexicon.representatives
        if people and noun.case == "Gen" and ruled.cases == {"Gen"}:
            ruled.preps, ruled.cases, ruled.chain = before.preps, before.cases, before.chain[-1:]
            ruled.via = True
            return
        if (
            noun.number == "Plur"
            and ruled.cases == {"Gen"}
            and noun.case == "Gen"
            and _done_with(before, walker)
        ):
            ruled.preps, ruled.cases = before.preps, before.cases
            ruled.chain, ruled.opaque = before.chain, before.opaque
            return
        if not before.cases & ruled.cases:
            return
        if before.preps and not (vague and noun.number != "Plur"):
            ruled.preps = before.preps
            ruled.cases = before.cases if vague else ruled.cases
            return
        joint = before.stop
    last = None if vague else next((p for p in reversed(done) if p.last == joint), None)
    if joint != start - 1 and last is not None and last.cases & ruled.cases:
        ruled.preps, ruled.opaque = last.preps, last.opaque
    elif ruled.cases == {"Loc"} and word(tokens[start - 1]) in {",", "и"}:
        # «о выполнении программ, работе отдела, праздниках»: such a case has a preposition somewhere before
        near = (p for p in reversed(done) if p.cases == {"Loc"} or ("Loc" in p.cases and p.last == start - 1))
        ruled.preps = next((p.preps for p in near if p.preps), "")


def _through_people(tokens: Sequence[Token], ruled: Government, walker: Walker) -> None:
    """«с участием духовенства, ветеранов и представителей общин»: the preposition that the first people have."""
    joint = ruled.stop
    for _ in range(_ITEMS):
        noun = tokens[joint - 1] if joint > 0 and joint - 1 not in walker.mentions else None
        if noun is None or word(tokens[joint]) not in {",", "и"} or (noun.pos, noun.case) != ("NOUN", "Gen"):
            return
        before = walker.walk(joint - 1, frozenset({"Gen"}))
        if before.preps or before.chain:
            ruled.preps = before.preps
            return
        joint = before.stop


def _done_with(before: Government, walker: Walker) -> bool:
    """«деятельность служб, комиссариатов и клубов»: what is done stands before a list that begins with no name."""
    nouns = {walker.tokens[i].lemma for i in before.chain}
    return bool(nouns) and nouns <= walker.lexicon.transparent


def _goes_on_acted(tokens: Sequence[Token], before: int, done: Sequence[Phrase]) -> bool:
    """Whether words go on with a list of what is acted on («объединяет глав поселений и лидеров клубов»)."""
    last = done[-1] if done else None
    acted = last is not None and last.last == before and not last.preps and last.cases == {"Acc"}
    return acted and word(tokens[before]) in {",", "и"}


def _freed(tokens: Sequence[Token], start: int, ruled: Government) -> None:
    """«учреждён в память о земляке союзом», «в основном старосты»: a preposition that rules something else."""
    alone = ruled.cases == {"Ins"} and " " not in ruled.preps and ruled.preps not in _WITH_INSTRUMENTAL
    if alone or (ruled.preps == "в" and start and word(tokens[start - 1]) in _MOSTLY):
        ruled.preps = ""


def phrases_of(
    tokens: Sequence[Token],
    outer: Sequence[tuple[Mention, Entity]],
    found_preps: Sequence[Preposition],
    lexicon: Lexicon,
) -> tuple[Phrase, ...]:
    """The outermost mentions of a sentence with preposition, case and coordination."""
    preps = {p.last - 1: p for p in found_preps}
    parens = parens_of(tokens)
    walker = Walker(tokens, [m for m, _ in outer], preps, lexicon)
    found: list[Phrase] = []
    for mention, entity in outer:
        start, cases = _titled(tokens, mention, entity, walker)
        if entity.type is EntityType.POST and not entity.collective:
            cases = of_one(tokens[head_of(tokens, mention)]) or cases
        ruled = walker.walk(start, cases)
        if ruled.preps in _INCLUDING or (
            ruled.preps in _AMONG and start and tokens[start - 1].text in DASHES
        ):
            ruled.preps = ""
        _freed(tokens, start, ruled)
        if not ruled.preps and not ruled.chain:
            opening, one = _opens_clause(tokens, ruled.stop), _opens_sentence(tokens, ruled.stop, entity)
            ruled.cases = ungoverned(tokens, mention, ruled.cases, opening, one)
        elif not ruled.preps and ruled.cases == {"Gen"} and _may_act(tokens, ruled):
            ruled.cases |= nominal_cases(tokens[ruled.chain[-1]])  # «Команды школ приняли участие»
        if not ruled.preps and ruled.cases == {"Gen"} and _goes_on_acted(tokens, ruled.stop, found):
            top = ruled.chain[-1] if ruled.chain else head_of(tokens, mention)
            ruled.cases |= dictionary_cases(tokens[top]) & {"Acc"}  # «включает глав и лидеров»
        number = (
            ""
            if ruled.counted or (ruled.cases == ANY_CASE and tokens[mention.last - 1].text in CLOSING)
            else number_of(tokens[ruled.chain[-1] if ruled.chain else head_of(tokens, mention)])
        )
        _through_others(tokens, start, ruled, walker, found)
        prep, own, chain = ruled.preps, ruled.cases, ruled.chain
        phrase = Phrase(
            entity, mention.first, mention.last, prep, own, chain, ruled.opaque, ruled.via,
            paren=parens[mention.first], number=number,
        )  # fmt: skip
        found.append(_listed(phrase, found, walker))
    return Coordination(tokens, parens, preps).group(found)
