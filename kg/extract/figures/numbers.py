"""Reading numbers: digits, words, scales, ranges and bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.figures.lexicon import numerals
from kg.extract.figures.line import Line
from kg.model import Bound, Sentence, Token
from kg.structs import struct

_DIGITS = re.compile(
    r"(?<![\w.,/·-])(?:\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,3}\.000(?!\d)|\d+)"
    r"(?:[.,]\d+)?(?:-(?:ти|х|мя|ми)(?=\s))?(?![\w·/])"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000")
"""«1.250.000», «100.000»: points that stand for spaces."""
_AND_HALF = re.compile(r"\s?с половиной(?!\w)")
_DIGIT = re.compile(r"\d")
_REACH = 40
"""Characters before a number in which a bound may stand."""
_BETWEEN = re.compile(r"\s?[-–—]\s?")
_FROM_TO = re.compile(r"^\s?(?:%|руб\w*\.?|процент\w*|чел\w*\.?)?\s?до\s$")


@struct(frozen=True, slots=True)
class Number:
    """A number as it stands in a line.

    Attributes:
        start: Offset in the line.
        stop: Offset in the line after its last character, scale words included.
        value: The number, scaled.
        bound: None where it is exact.
        kind: ``digits``, ``words``, ``part`` (of a whole, in percent), ``multiple`` («вдвое») or
            ``repeat`` («дважды»).
        scale: The factor of its scale word, 1 where there is none.
        pair: Whether it is the first of two that share what follows the second («10-15 дней»).
    """

    start: int
    stop: int
    value: float
    bound: Bound | None = None
    kind: str = "digits"
    scale: int = 1
    pair: bool = False


def _digits(line: Line) -> Iterator[Number]:
    text = re.sub(r"(?<=\d)[-–—](?=\d)", " ", line.plain)  # «10-15»: both ends are numbers
    ranges = {m.start() for m in re.finditer(r"(?<=\d)[-–—](?=\d)", line.plain)}
    for match in _DIGITS.finditer(text):
        if any(match.start() < cut < match.end() for cut in ranges):
            head, tail = match.group().split(" ", 1)
            yield Number(match.start(), match.start() + len(head), float(head.replace(",", ".")))
            yield Number(match.start() + len(head) + 1, match.end(), _value(tail))
        else:
            yield Number(match.start(), match.end(), _value(match.group()))


def _value(digits: str) -> float:
    plain = digits.partition("-")[0].replace(" ", "")  # «50-ти»
    return float(plain.replace(".", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", "."))


def _word(token: Token) -> tuple[float, str] | None:
    said = numerals().said.get(token.lemma)
    if said is None or (said.singular and token.number == "Plur"):
        return None
    return said.value, said.kind


def _words(sentence: Sentence, line: Line) -> Iterator[Number]:
    said = numerals().said
    for token, start in zip(sentence.tokens, line.starts, strict=True):
        if token.lemma not in said:
            continue
        stop = start + len(token.text)
        if (found := _word(token)) and "·" not in line.plain[start:stop]:
            yield Number(start, stop, found[0], kind=found[1])
    yield from _alone(sentence, line)


def _alone(sentence: Sentence, line: Line) -> Iterator[Number]:
    """«собран миллион рублей»: a scale with no number before it."""
    alone = numerals().alone
    for i, (token, start) in enumerate(zip(sentence.tokens, line.starts, strict=True)):
        factor = alone.get(token.lemma)
        if not factor:
            continue
        before = sentence.tokens[i - 1] if i else token
        counting = before.pos in {"NUM", "ADJ", "DET"} and before.low not in numerals().before.bounds
        numbered = before is not token and (counting or _word(before) is not None)
        if token.number == "Sing" and not numbered and before.low != "на":
            yield Number(start, start + len(token.text), float(factor), kind="words", scale=factor)


def _scaled(number: Number, line: Line) -> Number:
    if match := _AND_HALF.match(line.plain, number.stop):  # «две с половиной тысячи»
        number = replace(number, stop=match.end(), value=number.value + 0.5)
    for pattern, factor in numerals().scales:
        if match := pattern.match(line.plain, number.stop):
            return replace(number, stop=match.end(), value=number.value * factor, scale=factor)
    return number


def _adjacent(left: Number, right: Number, line: Line) -> bool:
    if (
        line.plain[left.stop : right.start].strip()
        or left.kind in {"part", "multiple", "repeat"}
        or left.kind != right.kind
    ):
        return False
    if left.kind == "digits":
        return left.scale > max(right.scale, right.value / right.scale)
    return left.value >= 20 and _least(left.value) > right.value


def _least(value: float) -> float:
    """The weight of the last non-zero digit: 1 of 25, 100 of 1300."""
    digits = f"{value:.0f}"
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def _joined(numbers: list[Number], line: Line) -> list[Number]:
    """«двадцать пять», «1 млн 740 тыс.», «пять тысяч триста» each as one number."""
    found: list[Number] = []
    for number in numbers:
        if found and _adjacent(found[-1], number, line):
            left = found.pop()
            both = replace(
                left, stop=number.stop, value=left.value + number.value, scale=min(left.scale, number.scale)
            )
            found.append(_scaled(both, line) if number.scale == 1 else both)
        else:
            found.append(number)
    return found


def _share(left: Number, right: Number) -> Number:
    """«с 3,1 до 4,6 млн»: the scale of the second is the first's too."""
    if left.scale == 1 and right.scale > 1 and left.value < 1000:
        return replace(left, value=left.value * right.scale, scale=right.scale, pair=True)
    return replace(left, pair=True)


def _ranges(numbers: list[Number], line: Line) -> list[Number]:
    found = list(numbers)
    for i in range(len(found) - 1):
        left, right = found[i], found[i + 1]
        between, before = line.plain[left.stop : right.start], line.plain[: left.start]
        rising = _share(left, right).value < right.value  # «на троих – 1,2 млн» is no range
        if (rising and _BETWEEN.fullmatch(between)) or (
            _FROM_TO.match(between) and re.search(r"(?<!\w)от\s$", before)
        ):
            found[i] = replace(_share(left, right), bound=Bound.AT_LEAST)
            found[i + 1] = replace(right, bound=Bound.AT_MOST)
        elif _FROM_TO.match(between) and re.search(r"(?<!\w)с\s$", before):
            found[i], found[i + 1] = (
                replace(_share(left, right), bound=None),
                replace(right, bound=None, pair=False),
            )
    return found


def _reaching(sentence: Sentence, line: Line, offset: int) -> bool:
    """Whether a verb of change governs «до …»: then it is the value reached."""
    index = line.token(offset)
    # «число клубов увеличится до 45, доля участников – до 30 процентов»: a dash stands for the verb
    elided = any(token.text in {"–", "—"} for token in sentence.tokens[max(0, index - 2) : index])
    first = 0 if elided else max(0, index - 12)
    return any(token.lemma in numerals().reaching for token in sentence.tokens[first:index])


def _bound(number: Number, sentence: Sentence, line: Line) -> Bound | None:
    before = line.plain[max(0, number.start - _REACH) : number.start]
    after, known = numerals().after, numerals().before
    if match := after.pattern.match(line.plain, number.stop):
        return after.bounds[match.group(1)]
    if match := known.pattern.search(before):
        reached = match.group(1) == "до" and _reaching(sentence, line, number.start)
        return None if reached else known.bounds[match.group(1)]
    match = numerals().named.pattern.search(line.plain[: number.start])
    return numerals().named.bounds[match.group(1)] if match else None


def _start(number: Number) -> int:
    return number.start


def has_numbers(sentence: Sentence) -> bool:
    """Whether a sentence holds digits or words of numbers at all: most do not, and need no closer reading."""
    lemmas = {token.lemma for token in sentence.tokens}
    known = lemmas & numerals().said.keys() or lemmas & numerals().alone.keys()
    return bool(known) or _DIGIT.search(" ".join([token.text for token in sentence.tokens])) is not None


def read_numbers(sentence: Sentence, line: Line) -> list[Number]:
    """All numbers of a sentence that may be figures, in order."""
    said = _joined(sorted(_words(sentence, line), key=_start), line)  # «двадцать пять тысяч»
    plain = [number if number.scale > 1 else _scaled(number, line) for number in (*_digits(line), *said)]
    ordered = sorted(plain, key=_start)
    ends = {number.start: number.stop for number in ordered}
    # «две сотни», «два с половиной миллиона»: the second word was read with the first
    apart = [n for n in ordered if not any(start < n.start < stop for start, stop in ends.items())]
    numbers = _joined(apart, line)
    return _ranges([_bounded(number, sentence, line) for number in numbers], line)


def _bounded(number: Number, sentence: Sentence, line: Line) -> Number:
    bound = _bound(number, sentence, line)
    return number if bound is number.bound else replace(number, bound=bound)
