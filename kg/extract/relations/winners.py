"""Who wins or gets money: «победителями признаны …», «X (150 тыс. рублей)», «на проект выделено …»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.grammar import DASHES
from kg.extract.relations.cases import QUOTES, dictionary_cases
from kg.extract.relations.clauses import is_finite
from kg.extract.relations.lexicon import load
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.rounds import FOUNDATION, Round, award_words, granting
from kg.extract.relations.scene import Scene, verb_lemmas
from kg.model import ACTORS, EntityType, Token
from kg.structs import struct

GETTERS = ACTORS - {EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY} | {
    EntityType.PERSON,
    EntityType.PROJECT,
}
_DIRECT = frozenset({"Nom", "Acc"})
_ON_MONEY = award_words("spending")
_NUMBERED = frozenset({"число", "список", "перечень"})
_ENTERING = frozenset({"войти", "вошедший", "попасть", "оказаться"})
_HELP = frozenset({"поддержка", "помощь", "финансирование"})
_BEFORE_SUMS = frozenset({"по", "до", "более", "свыше", "почти", "около", "еще", "ещё", "целых"})
_CELL = 25
"""How many tokens a cell of a table may have."""
_HEADER = 8
_TAIL = 8
"""Tokens that a sum at the end of brackets may take."""
_ENDS = frozenset(".:!?")
CARRYING = tuple(load().markers["carrying"])


@struct(frozen=True, slots=True)
class Award:
    """Somebody who wins: the phrase, the token that says so, whether by a word for winners, whether money, and how."""

    phrase: Phrase
    cue: int
    wins: bool
    money: bool
    way: str = ""


def winners_of(scene: Scene, now: Round) -> list[Award]:
    """Who wins or gets something in a scene, each phrase once, in the order of the ways in which it is said."""
    free = [p for p in scene.phrases if p.entity.type in GETTERS and not p.paren and not p.proxy]
    ways = {
        "word": _by_word(scene, free),
        "sum": _by_sum(scene, free, now),
        "verb": _by_verb(scene, free, now) or _by_victory(scene, free),
        "colon": _by_colon(scene, now),
        "gift": _by_gift(scene, free, now),
    }
    found = [replace(award, way=way) for way, awards in ways.items() for award in awards]
    found = [award for award in found if not _returned(scene, award.phrase)]
    if now.winners:
        found = [replace(a, wins=True) for a in found] or _by_list(scene, free)
    return [a for i, a in enumerate(found) if a.phrase not in [b.phrase for b in found[:i]]]


def _returned(scene: Scene, phrase: Phrase) -> bool:
    """«клуб вернул в бюджет 18 тыс. рублей»: who gives money back got none here."""
    back = [i for i in scene.where(award_words("returning")) if i > phrase.first]
    return any(scene.clauses[i] is scene.clauses[phrase.first] for i in back)


def word_for_winners(scene: Scene) -> int:
    """The token of a word for winners or receivers; -1 where there is none."""
    known = award_words("winners") | award_words("receivers")
    if known.isdisjoint(scene.lemmas):
        return -1
    found = (i for i, t in enumerate(scene.tokens) if t.lemma in known and i not in scene.inside)
    return next((i for i in found if scene.tokens[i].case in {"Ins", "Nom", "Gen", "Loc"}), -1)


def announces_winners(scene: Scene) -> bool:
    """«Победителями признаны:», «В числе поддержанных:», «Гранты предоставлены 12 организациям, в их числе:»."""
    outside = [t for i, t in enumerate(scene.tokens) if i not in scene.inside]
    given = any(t.lemma in award_words("money") for t in outside)
    asked = bool(scene.where(award_words("applications")) and scene.where(award_words("granting")))
    told = given and bool(scene.where(award_words("giving") | award_words("getting")))
    backed = len(outside) <= _HEADER and any(_backed(t) for t in outside)
    return word_for_winners(scene) >= 0 or asked or told or backed


def _backed(token: Token) -> bool:
    """«Поддержаны», «поддержанных», «победивших»: what a heading says of those below it."""
    passive = token.feats.get("VerbForm") == "Part" and token.feats.get("Voice", "Pass") == "Pass"
    lemmas = set(verb_lemmas(token))
    return (passive and bool(award_words("granting") & lemmas)) or (
        token.feats.get("VerbForm") == "Part" and bool(award_words("winning") & lemmas)
    )


def is_cell(scene: Scene) -> bool:
    """Whether a line is a cell of a table: short, with no verb and no sign at its end."""
    verbs = any(t.pos == "VERB" for i, t in enumerate(scene.tokens) if i not in scene.inside)
    short = len(scene.tokens) <= _CELL and not verbs
    return short and (scene.tokens[-1].text not in _ENDS or _abbreviated(scene))


def _abbreviated(scene: Scene) -> bool:
    """«Сумма, руб.»: the dot is that of the last word."""
    before = scene.tokens[-2] if len(scene.tokens) > 1 else scene.tokens[-1]
    return (
        scene.tokens[-1].text == "." and before.lemma in award_words("sums") and len(scene.tokens) <= _HEADER
    )


def stands_free(phrase: Phrase) -> bool:
    """Whether a phrase may be a subject: in the nominative, with nothing that governs it."""
    return not phrase.preps and not phrase.opaque and bool(phrase.cases & {"Nom"})


def _by_word(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """«победителями признаны …», «среди победителей – …»."""
    cue = word_for_winners(scene)
    if cue < 0 or scene.parens[cue]:
        return []
    money = scene.tokens[cue].lemma in award_words("receivers")
    entered = _entered(scene, free, cue)
    if entered:
        return [Award(p, cue, not money, money) for p in entered]
    stop = next((i for i in range(cue, len(scene.tokens)) if scene.tokens[i].text == ";"), len(scene.tokens))
    start = next((i for i in range(cue + 1, stop) if _opens(scene, i)), -1)
    if start < 0:
        return [Award(p, cue, not money, money) for p in _became(scene, free, cue)]
    return [Award(p, cue, not money, money) for p in free if p.first > start and stands_free(p)]


def _opens(scene: Scene, index: int) -> bool:
    """What names the winners behind their word: a dash, a colon, «стали», «среди них»."""
    token = scene.tokens[index]
    if index in scene.inside:
        return False
    sign = token.text in DASHES or token.text == ":" or token.low in award_words("among")
    return sign or not award_words("being").isdisjoint(verb_lemmas(token))


def _became(scene: Scene, free: Sequence[Phrase], cue: int) -> list[Phrase]:
    """«Музей стал победителем конкурса»: the subject of the verb right before the word."""
    verbs = [i for i in range(max(0, cue - 3), cue) if i not in scene.inside]
    being = next((i for i in verbs if award_words("being") & set(verb_lemmas(scene.tokens[i]))), -1)
    if being < 0 or scene.tokens[cue].case != "Ins":
        return []
    clause = scene.clauses[being]
    return [p for p in free if p.last <= being and stands_free(p) and scene.clauses[p.first] is clause]


def _entered(scene: Scene, free: Sequence[Phrase], cue: int) -> list[Phrase]:
    """«Проект вошёл в число победителей»: the subject of the verb of a list of winners."""
    if not any(t.lemma in _NUMBERED for t in scene.tokens[max(0, cue - 2) : cue]):
        return []
    verbs = scene.where(_ENTERING)
    verb = verbs[0] if verbs else -1
    clause = scene.clauses[verb] if verbs else None
    own = [p for p in free if stands_free(p) and scene.clauses[p.first] is clause]
    # «В число победителей вошли клуб и музей»: behind the verb
    return [p for p in own if (p.last <= cue if verb < cue else p.first > verb)]


def _by_sum(scene: Scene, free: Sequence[Phrase], now: Round) -> list[Award]:
    """«X (150 тыс. рублей …)», «X – 850,0 тыс. руб.», «108 300 рублей – X»."""
    found: list[Award] = []
    if not award_words("sources").isdisjoint(scene.lemmas):
        return found  # «объём финансирования …, ООО «…» – 500 тыс. рублей»: whoever pays
    for phrase in (p for p in free if stands_free(p) or p.vague):
        behind = _past_brackets(scene, phrase)
        sign = scene.tokens[behind].text if behind < len(scene.tokens) else ""
        before = scene.tokens[phrase.first - 1].text if phrase.first else ""
        after = (sign in DASHES or sign == "(") and _sum_at(scene, behind + 1)
        after = after or (now.rank >= FOUNDATION and _sum_in_brackets(scene, phrase))
        if after or (before in DASHES and _sum_ends(scene, phrase.first - 1)):
            found.append(Award(phrase, phrase.first, False, True))
    return found


def _sum_in_brackets(scene: Scene, phrase: Phrase) -> bool:
    """«проект «Двор» (ТОС «Юг», 340 000 руб.)»: a sum that closes the brackets behind a name."""
    start = phrase.last
    while start < len(scene.tokens) and scene.tokens[start].text in QUOTES:
        start += 1
    if start >= len(scene.tokens) or scene.tokens[start].text != "(":
        return False
    closed = next((i for i in range(start, len(scene.tokens)) if scene.tokens[i].text == ")"), -1)
    tail = [i for i in range(max(start, closed - _TAIL), closed) if scene.tokens[i].text == ","]
    return bool(tail) and _sum_at(scene, tail[-1] + 1)


def _past_brackets(scene: Scene, phrase: Phrase) -> int:
    """The token behind a name: behind brackets too that hold no sum («проект «Сквер» (ТОС «Юг») – 300 тыс. рублей»)."""
    behind = phrase.last
    while behind < len(scene.tokens) and scene.tokens[behind].text in QUOTES:
        behind += 1
    opened = behind < len(scene.tokens) and scene.tokens[behind].text == "("
    if not opened or _sum_at(scene, behind + 1):
        return behind
    closed = next((i for i in range(behind, len(scene.tokens)) if scene.tokens[i].text == ")"), -1)
    return closed + 1 if closed >= 0 else behind


def _sum_at(scene: Scene, start: int) -> bool:
    """Whether a sum begins at a token: a number and then a word for money."""
    index = start
    while index < len(scene.tokens) and _figure(scene, index):
        index += 1
    return index > start and any(t.lemma in award_words("sums") for t in scene.tokens[start : index + 1])


def _sum_ends(scene: Scene, stop: int) -> bool:
    tail = scene.tokens[max(0, stop - 2) : stop]
    return any(t.lemma in {"рубль", "руб", "₽"} for t in tail)


def _figure(scene: Scene, index: int) -> bool:
    token = scene.tokens[index]
    return (
        token.pos == "NUM"
        or token.text[:1].isdigit()
        or token.lemma in award_words("sums")
        or token.text in {",", "."}
    )


def _sum_behind(scene: Scene, verb: int) -> bool:
    """«получили по 100 тысяч рублей»."""
    start = verb + 1
    while start < len(scene.tokens) and scene.tokens[start].low in _BEFORE_SUMS:
        start += 1
    return _sum_at(scene, start)


def _by_verb(scene: Scene, free: Sequence[Phrase], now: Round) -> list[Award]:
    """«грант в размере … получило общество»."""
    verbs = scene.where(award_words("getting"))
    used = [p.first + 1 for p in scene.preps if p.text in _ON_MONEY]
    if not verbs and not used:
        return []
    outside = [(i, t) for i, t in enumerate(scene.tokens) if i not in scene.inside]
    known = award_words("money") | (award_words("parts") if now.money else frozenset())
    given = [i for i, t in outside if t.lemma in known and _given(scene, i)]
    given = given or [i + 1 for i in verbs if _sum_behind(scene, i)]
    if used and not verbs:  # «на средства субсидии клуб реализует …»
        verbs = [i for i in range(len(scene.tokens)) if i not in scene.inside and is_finite(scene.tokens[i])]
        given = used[:1]
    if not given and now.purse is not None:  # «поддержку фонда получили …»
        given = [i for i, t in outside if t.lemma in _HELP and t.case == "Acc"]
    if not verbs or not given:
        return []
    pairs = ((v, next((i for i in given if scene.clauses[i] is scene.clauses[v]), -1)) for v in verbs)
    return [award for v, i in pairs if i >= 0 for award in _getting(scene, free, v, i)]


def _by_victory(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """«выиграла конкурс Фонда грантов»."""
    verbs = scene.where(award_words("winning")) if granting(scene) else []
    return _getting(scene, free, verbs[0], verbs[0]) if verbs else []


def _by_colon(scene: Scene, now: Round) -> list[Award]:
    """«Из 19 заявок поддержку получили три: проект «А» (150 тыс. рублей), …»: what stands behind the colon."""
    signs = [i for i, t in enumerate(scene.tokens) if t.text == ":" and i not in scene.inside]
    if not signs or signs[0] == len(scene.tokens) - 1:
        return []
    colon = signs[0]
    if now.purse is None and not any(_sum_at(scene, i + 1) for i in _opened(scene, colon)):
        return []
    said = {lemma for i in range(colon) if i not in scene.inside for lemma in verb_lemmas(scene.tokens[i])}
    asked = not said.isdisjoint(award_words("applications") | _HELP | award_words("money"))
    got = award_words("granting") | award_words("getting") | award_words("winning") | award_words("giving")
    if not asked or said.isdisjoint(got):
        return []
    return [Award(p, colon, True, True) for p in scene.phrases if _item(scene, p, colon)]


def _opened(scene: Scene, colon: int) -> list[int]:
    """The brackets behind a colon."""
    return [i for i in range(colon, len(scene.tokens)) if scene.tokens[i].text == "("]


def _item(scene: Scene, phrase: Phrase, colon: int) -> bool:
    """Whether a phrase opens an item behind a colon."""
    if phrase.first <= colon or phrase.entity.type not in GETTERS | {EntityType.EVENT} or phrase.paren:
        return False
    before = phrase.first - 1
    while before > colon and (
        scene.tokens[before].text in QUOTES or scene.tokens[before].pos in {"ADJ", "DET"}
    ):
        before -= 1
    opens = before == colon or scene.tokens[before].text in {",", ";"} or scene.tokens[before].low == "и"
    return opens and not phrase.proxy and (stands_free(phrase) or phrase.vague)


def _getting(scene: Scene, free: Sequence[Phrase], verb: int, given: int) -> list[Award]:
    """Who gets or wins by a verb, in whose clause stands what is given."""
    clause = scene.clauses[verb]
    if scene.clauses[given] is not clause:
        return []
    short = scene.tokens[verb].feats.get("Variant") == "Short"  # «советом получена субсидия»
    return [
        Award(p, verb, False, True)
        for p in free
        if (p.cases == {"Ins"} and not p.preps and not p.opaque if short else stands_free(p))
        and scene.clauses[p.first] is clause
        and not any(scene.tokens[i].lemma in award_words("money") for i in p.chain)  # «грант фонда»: who gives
    ]  # fmt: skip


def _given(scene: Scene, index: int) -> bool:
    """Whether money is what is got: by its case, or where it opens the sentence in a form that may be so."""
    token = scene.tokens[index]
    return token.case in _DIRECT or (index == 0 and not _DIRECT.isdisjoint(dictionary_cases(token)))


def _by_gift(scene: Scene, free: Sequence[Phrase], now: Round) -> list[Award]:
    """«на проект «…» выделено 300 тыс. рублей», «обществу предоставлен грант»: nobody is said to give."""
    found: list[Award] = []
    going = scene.where(award_words("going"))  # «деньги идут на проект «…»»
    for index in (*scene.where(award_words("giving")), *going):
        if index not in going and scene.tokens[index].feats.get("Variant") != "Short":
            continue
        clause = scene.clauses[index]
        own = [p for p in scene.phrases if scene.clauses[p.first] is clause and not p.proxy]
        outside = (scene.tokens[i] for i in clause.tokens if i not in scene.inside)
        rest = award_words("parts") if now.money else frozenset[str]()
        money = any(t.lemma in award_words("money") | award_words("sums") | rest for t in outside)
        if not money or any(_acts(p) for p in own):
            continue
        found += [Award(p, index, False, True) for p in free if p in own and _gets(p)]
    return found


def _acts(phrase: Phrase) -> bool:
    """Whether somebody gives by a passive: in the instrumental, and not as whose act it is («решением комиссии»)."""
    ruled = bool(phrase.chain) and not phrase.via
    acting = "Ins" in phrase.cases and phrase.entity.type is not EntityType.DOCUMENT
    return acting and not (phrase.preps or phrase.vague or ruled)


def _gets(phrase: Phrase) -> bool:
    if phrase.entity.type is EntityType.PROJECT:
        return phrase.preps in {"на", "для", *CARRYING}
    shared = phrase.preps == "между"  # «субсидии распределены между обществами»
    return not phrase.opaque and (shared or (phrase.cases == {"Dat"} and not phrase.preps))


def _by_list(scene: Scene, free: Sequence[Phrase]) -> list[Award]:
    """An item below «победителями стали:»: what it opens with, or what stands behind its dash."""
    first = [p for p in free if stands_free(p) or p.vague][:1]
    if not first or any(t.pos == "VERB" for t in scene.tokens[: first[0].first]):
        return []
    return [Award(p, p.first, True, False, "list") for p in free if p.group == first[0].group]
