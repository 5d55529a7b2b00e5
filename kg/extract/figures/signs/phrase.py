"""Signs from the noun phrase that a number stands in or after."""

from __future__ import annotations

from kg.extract.figures.lexicon import units, words
from kg.extract.figures.quantity import Quantity, abbreviated
from kg.extract.figures.scene import Scene, governs, is_nominative
from kg.model import EntityType, Mention, Token

_LONG = 14
"""Tokens of a participle's phrase before its number."""
_OPENED = 4
"""Tokens from a bracket to a name in it: «(далее – СО НКО)»."""
_PAID = frozenset({EntityType.PROJECT, EntityType.PROGRAM})


def counted(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """The mention of what is counted: «14 трудовых отрядов», «6 СО НКО»."""
    if quantity.noun is None or mention.head == quantity.noun:
        return quantity.noun is not None
    if mention.first == quantity.noun and scene.sentence.tokens[quantity.noun].lemma in units().events:
        return True  # «девять сходов граждан», taken for citizens
    ends = mention.first <= quantity.noun == mention.last - 1
    return ends and all(abbreviated(token) for token in scene.sentence.tokens[mention.first : mention.last])


def holds_counted(_: Scene, quantity: Quantity, mention: Mention) -> bool:
    """A mention with the counted noun inside."""
    noun = quantity.noun
    return noun is not None and mention.head != noun and mention.first <= noun < mention.last


def of_counted(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«4 заседания городского Совета»: the genitive after what is counted."""
    noun = quantity.noun
    if noun is None or mention.first <= noun:
        return False
    tokens = scene.sentence.tokens
    between = tokens[noun + 1 : mention.first]
    near = all(token.case == "Gen" and token.pos in {"NOUN", "ADJ"} for token in between)
    return near and len(between) <= 3 and tokens[mention.head].case == "Gen"


def of_measure(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«численность дружины до 60 человек»: the genitive right before the number or its verb."""
    tokens = scene.sentence.tokens
    if (
        mention.last > quantity.first
        or tokens[mention.head].case != "Gen"
        or governs(mention, scene.sentence)
    ):
        return False
    if mention.first and tokens[mention.first - 1].pos == "NUM":  # «14 отрядов»: counted itself
        return False
    if _led(tokens, mention.first - 1):  # «при содействии больницы двадцать из них обучены»
        return False
    between = tokens[mention.last : quantity.first]
    close = all(token.pos in {"VERB", "ADP", "ADV", "PART"} for token in between)
    # right before a number of its own noun stands another phrase: «в Конституцию России 35 добровольцев …»
    return close and (0 < len(between) <= 4 or (not between and quantity.noun is None))


def _led(tokens: tuple[Token, ...], noun: int) -> bool:
    """Whether a noun stands right after a preposition."""
    return noun > 0 and tokens[noun].pos == "NOUN" and tokens[noun - 1].pos == "ADP"


def _bracket_start(scene: Scene, quantity: Quantity) -> int | None:
    texts = [token.text for token in scene.sentence.tokens[: quantity.first]]
    opened = [i for i, text in enumerate(texts) if text == "("]
    return opened[-1] if opened and ")" not in texts[opened[-1] :] else None


def bracket(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«Совет при главе города (23 члена)»: the head of the phrase before the bracket."""
    if quantity.first not in scene.bracketed:
        return False
    start = _bracket_start(scene, quantity)
    return bool(start) and mention is _paid_or_owner(scene, quantity, start or 0)


def bracket_with(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«(заплатил завод «Прогресс», 94 тыс. рублей)»: the subject in the number's own bracket."""
    if not _bracketed_together(scene, quantity, mention) or mention.last > quantity.first:
        return False
    return is_nominative(scene.sentence.tokens, mention.head) and not governs(mention, scene.sentence)


def bracket_project(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«клуб выиграл грант (940 тыс. рублей, проект «Двор»)»: what the sum is for, in its own bracket."""
    return quantity.unit == "RUB" and _bracketed_together(scene, quantity, mention)


def _bracketed_together(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    if quantity.first not in scene.bracketed or mention.head not in scene.bracketed:
        return False
    low, high = sorted((quantity.first, mention.head))
    return all(i in scene.bracketed for i in range(low, high))


def addressed(scene: Scene, _: Quantity, mention: Mention) -> bool:
    """«в адрес администрации направлено 14 предложений»: whom it is sent to."""
    before = [token.low for token in scene.sentence.tokens[max(0, mention.first - 2) : mention.first]]
    return before == ["в", "адрес"]


def received(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«в приёмную главы поступило 317 обращений»: who gets what is written."""
    tokens = scene.sentence.tokens
    if quantity.noun is None or tokens[quantity.noun].lemma not in words("letters"):
        return False
    here = scene.clauses[mention.head]
    if here != scene.clauses[quantity.first]:
        return False
    came = any(t.lemma in words("coming") and c == here for t, c in zip(tokens, scene.clauses, strict=True))
    return came and governs(mention, scene.sentence) in {"в", "во", "на", "к"}


def _paid_or_owner(scene: Scene, quantity: Quantity, stop: int) -> Mention | None:
    """What a sum is for («субсидия совету на проект «Двор» (260 тыс.)»), else the head of the phrase."""
    paid = (m for m, e in scene.outer if m.last == stop and e.type in _PAID)
    return (next(paid, None) if quantity.unit == "RUB" else None) or _phrase_owner(scene, stop)


def _phrase_owner(scene: Scene, stop: int) -> Mention | None:
    """The mention whose phrase ends at a token: attributes of it («при …», genitives) are climbed out of."""
    found: Mention | None = None
    for mention, entity in sorted(scene.outer, key=lambda row: -row[0].first):
        if mention.last > stop:
            continue
        between = scene.sentence.tokens[mention.last : found.first if found else stop]
        loose = (
            token.pos in {"ADP", "ADJ", "NOUN", "PROPN", "DET", "NUM"} or token.text in '«»"'
            for token in between
        )
        dashed = any(token.text in {"–", "—"} for token in between)
        named = dashed and not any(
            token.pos in {"NUM", "VERB"} for token in between
        )  # «Центр – «Забота» (40 тыс.)»
        if named and len(between) <= 6:
            return mention
        if len(between) > 6 or not all(loose):
            break
        found = mention
        attribute = governs(mention, scene.sentence) or scene.sentence.tokens[mention.head].case == "Gen"
        if not attribute and entity.type is not EntityType.PLACE:
            break
    return found


def named_aside(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«из них 38 социально ориентированных (далее – СО НКО)»: the name in brackets of what is counted or classed."""
    if mention.head not in scene.bracketed or quantity.first in scene.bracketed:
        return False
    tokens = scene.sentence.tokens
    opened = mention.first - 1
    while opened >= 0 and tokens[opened].text not in {"(", ")"} and mention.first - opened < _OPENED:
        opened -= 1
    if opened < 1 or tokens[opened].text != "(":
        return False
    before = tokens[opened - 1]
    classed = before.pos in {"ADJ", "VERB"} or before.rel == "amod" or opened - 1 == quantity.noun
    low, high = sorted((opened, quantity.first))
    return classed and not any(token.pos == "NUM" for token in tokens[low + 1 : high])


def dash(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«дружина «Заслон» – 44 человека»: the phrase before the dash."""
    at = quantity.first - 1
    dashed = at > 0 and scene.sentence.tokens[at].text in {"–", "—", "-", ":"}
    return dashed and mention is _paid_or_owner(scene, quantity, at)


def measured(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«коворкинг площадью 310 кв. м», «конкурс с фондом 1,5 млн»: the noun of a measure between."""
    between = scene.sentence.tokens[mention.last : quantity.first]
    if not 0 < len(between) <= 4:
        return False
    nouns = [token for token in between if token.pos == "NOUN"]
    loose = all(token.pos in {"NOUN", "ADP", "ADJ", "ADV", "PART"} for token in between)
    return len(nouns) == 1 and loose and nouns[0].lemma in units().money | words("extent")


def participle(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«движение, охватившее 90 тыс. …», «клуб, в котором 30 …»: its participle or relative clause."""
    tokens = scene.sentence.tokens
    at = mention.last
    while at < quantity.first and at in scene.bracketed:  # «19 клубов (было 16), охватывающих 37 процентов …»
        at += 1
    if at + 1 >= quantity.first or tokens[at].text != ",":
        return False
    opening, rest = tokens[at + 1 : at + 3], tokens[at + 1 : quantity.first]
    finite = sum(token.feats.get("VerbForm") == "Fin" for token in rest)
    if any(token.lemma in {"который", "где", "куда"} for token in opening):
        return len(rest) <= 12 and finite <= 1
    if finite or len(rest) > _LONG:
        return False
    first = opening[0]
    full = first.feats.get("VerbForm") == "Part" and first.feats.get("Variant") != "Short"
    return full and (first.case in {"", tokens[mention.head].case} or abbreviated(tokens[mention.head]))


def where(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«дом-интернат, где живут 60 стариков», «кружок, куда записались 23 ребёнка»: the place right before the adverb."""
    tokens = scene.sentence.tokens
    opening = tokens[mention.last : mention.last + 2]
    if mention.last + 1 >= quantity.first or len(opening) < 2 or opening[0].text != ",":
        return False
    joined = mention.first > 0 and tokens[mention.first - 1].text in {"и", ","}
    if joined and any(
        m.last == mention.first - 1 for m, _ in scene.outer
    ):  # «А и Б, где …» is told of the first
        return False
    near = scene.clauses[mention.last + 1] == scene.clauses[quantity.first]
    return near and opening[1].lemma in {"где", "куда", "откуда"}


def gapped(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«…, федерация лыж – конкурс грантов (480 тыс. рублей)»: the subject of the verb that a dash stands for."""
    tokens = scene.sentence.tokens
    if mention.last >= quantity.first - 1 or tokens[mention.last].text not in {"–", "—"}:
        return False
    opens = (
        mention.first == 0
        or tokens[mention.first - 1].text in {",", ";", "»"}
        or tokens[mention.first - 1].low == "а"
    )
    rest = tokens[mention.last + 1 : quantity.first]
    plain = not any(token.text in {",", ";", ":"} or token.pos in {"VERB", "AUX"} for token in rest)
    return opens and plain and tokens[mention.head].case in {"Nom", ""}


def people_of(scene: Scene, quantity: Quantity, mention: Mention) -> bool:
    """«ребята из клуба «Родник» собрали 310 кг корма»: those who act come from it."""
    tokens, at = scene.sentence.tokens, mention.first - 1
    while at > 0 and tokens[at].pos == "ADJ":
        at -= 1
    if at < 1 or tokens[at].low not in {"из", "от"}:
        return False
    who = tokens[at - 1]
    people = who.lemma in units().people or who.feats.get("Animacy") == "Anim"
    return people and (who.case == "Nom" or at - 1 == quantity.noun)


def possessed(scene: Scene, _: Quantity, mention: Mention) -> bool:
    """«конкурс, премиальный фонд которого (120 тыс. рублей) …»: a part of what «которого» stands for."""
    after = scene.sentence.tokens[mention.last : mention.last + 1]
    return any(token.lemma == "который" and token.case == "Gen" for token in after)
