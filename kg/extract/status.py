"""Done, planned or not done: read from the section, from cue words and from negation with its scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.lexicon import load
from kg.model import AnnotatedDocument, BlockKind, SectionKind, Sentence, Status, Token
from kg.structs import struct

_REACH = 14
"""How many tokens left of a predicate a cue of intention may stand."""


Runs = Mapping[str, tuple[tuple[str, ...], ...]]
"""Runs of lemmas, by the word that they begin with."""


@struct(frozen=True, slots=True)
class Cues:
    """Words that make a plan or a failure, as runs of lemmas by their first word, and headings that announce them."""

    planned: Runs
    failed: Runs
    harmless: frozenset[str]
    calling: frozenset[str]
    task_heading: re.Pattern[str]
    failure_heading: re.Pattern[str]


def _by_first(cues: Iterable[object]) -> Runs:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in (tuple(str(cue).split()) for cue in cues):
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues of ``status.yaml``, read once a process."""
    rows = load("status.yaml")
    return Cues(
        planned=_by_first(rows["planned"]["cues"]),
        failed=_by_first(rows["notRealised"]["cues"]),
        harmless=frozenset(rows["notRealised"]["harmless"]),
        calling=frozenset(rows["planned"]["calling"]),
        task_heading=re.compile("|".join(rows["planned"]["headings"]), re.IGNORECASE),
        failure_heading=re.compile("|".join(rows["notRealised"]["headings"]), re.IGNORECASE),
    )


def _is(token: Token, expected: str) -> bool:
    return expected in (token.lemma, token.low)


def _run_at(tokens: Sequence[Token], start: int, words: Sequence[str]) -> bool:
    index = start
    for position, expected in enumerate(words):
        gap = 0
        while position and gap < 2 and index < len(tokens) and not _is(tokens[index], expected):
            if _parts(tokens[index]):
                return False
            index, gap = index + 1, gap + 1
        if index >= len(tokens) or not _is(tokens[index], expected):
            return False
        if position and words[0] == "в" and tokens[index].case == "Gen":
            return False  # «в числе исполнителей плана»
        index += 1
    return True


def _parts(token: Token) -> bool:
    """«в соответствии с планом», «план утверждается на заседании»: what no run of words goes on over."""
    return token.pos == "ADP" or (token.pos == "VERB" and token.feats.get("VerbForm") == "Fin")


def _beginning(token: Token, runs: Runs) -> tuple[tuple[str, ...], ...]:
    """The runs that a token can begin."""
    text = token.low
    found = runs.get(token.lemma, ())
    return found if text == token.lemma else (*found, *runs.get(text, ()))


def _found(tokens: Sequence[Token], where: range, runs: Runs) -> int:
    """Where the last of the runs begins in a range; -1 where none does."""
    for index in reversed(where):
        token = tokens[index]
        begun = _beginning(token, runs) if token.lemma in runs or token.low in runs else ()
        if begun and any(_run_at(tokens, index, words) for words in begun):
            return index
    return -1


def section_kinds(annotated: AnnotatedDocument) -> tuple[SectionKind, ...]:
    """For each sentence the kind of its section; short lines that announce tasks or failures open one too."""
    found: list[SectionKind] = []
    known, line = SectionKind.REPORT, SectionKind.REPORT
    ended = _ended_lists(annotated)
    for sentence in annotated.sentences:
        own = SectionKind.REPORT if sentence.block in ended else annotated.section(sentence).kind
        announced = _announced(annotated, sentence)
        if own is not known:
            known, line = own, SectionKind.REPORT
        if announced is not None:
            line = announced
        found.append(own if own is not SectionKind.REPORT else line)
    return tuple(found)


def _ended_lists(annotated: AnnotatedDocument) -> frozenset[int]:
    """The blocks behind a list that a heading with a colon opens («Задачи:»): they are no items of it."""
    found: list[int] = []
    listing = over = False
    for index, block in enumerate(annotated.document.blocks):
        if block.kind is BlockKind.HEADING:
            listing, over = block.text.rstrip().endswith(":"), False
        elif listing and block.kind is not BlockKind.ITEM:
            over = over or annotated.document.blocks[index - 1].kind is BlockKind.ITEM
        if over:
            found.append(index)
    return frozenset(found)


def _announced(annotated: AnnotatedDocument, sentence: Sentence) -> SectionKind | None:
    text = annotated.document.blocks[sentence.block].text
    if not text or len(sentence.tokens) > 14:
        return None
    head = len(text) < 110 and text[-1] not in ".;,"
    line = " ".join(token.text for token in sentence.tokens)
    if not head:
        return None
    if cues().task_heading.search(line):
        return SectionKind.TASKS
    if cues().failure_heading.search(line):
        return SectionKind.FAILURES
    return SectionKind.REPORT if text[-1] != ":" else None


def _future(token: Token) -> bool:
    short = any(p.tag.POS == "PRTS" for p in parses(token.text)[:1])
    future = token.feats.get("Tense") == "Fut" and token.feats.get("VerbForm") == "Fin" and not short
    return future and not any("past" in p.tag and p.tag.POS == "VERB" for p in parses(token.text))


_SIGNS = frozenset("-–—•.)1234567890")
_WILL = frozenset({"будет", "будут", "будем", "буду"})


def _will(tokens: Sequence[Token], index: int) -> bool:
    near = tokens[max(0, index - 4) : index + 3]
    if any(t.low in _WILL for t in near) or _future(tokens[index]):
        return True
    ruled = tokens[index].feats.get("VerbForm") == "Inf"  # «поедет защищать», «сможет провести»
    return ruled and any(_future(t) for t in tokens[max(0, index - 2) : index])


def _past(token: Token) -> bool:
    return (token.feats.get("Tense") == "Past" and token.feats.get("VerbForm") == "Fin") or token.feats.get(
        "Variant"
    ) == "Short"


def _carries(token: Token, verb: Token) -> bool:
    """Whether a word passes «не» on to a verb behind it («не был проведён», «не удалось провести»)."""
    if token.pos == "VERB" and verb.pos == "VERB" and token.lemma != "быть":
        return verb.feats.get("VerbForm") == "Inf"
    return token.pos in {"VERB", "AUX", "ADV", "PART"}


def denied(tokens: Sequence[Token], index: int, start: int = 0) -> bool:
    """Whether the word at an index is negated: «не» before it or its auxiliary, or a word that denies."""
    for place in range(max(start, index - 3), index):
        if tokens[place].low != "не":
            continue
        following = tokens[place + 1].lemma if place + 1 < len(tokens) else ""
        between = tokens[place + 1 : index]
        if following not in cues().harmless and all(_carries(t, tokens[index]) for t in between):
            return True
    return (
        _denied_behind(tokens, index)
        or _found(tokens, range(max(start, index - 8), min(len(tokens), index + 1)), cues().failed) >= 0
    )


def _denied_behind(tokens: Sequence[Token], index: int) -> bool:
    """«подписано не было», «принят так и не был»: the copula behind a short participle carries «не»."""
    if tokens[index].feats.get("Variant") != "Short":
        return False
    behind = tokens[index + 1 : index + 5]
    place = next((i for i, t in enumerate(behind) if t.low == "не"), -1)
    led = place >= 0 and all(t.pos in {"ADV", "PART", "CCONJ", "PRON"} for t in behind[:place])
    return led and any(t.lemma == "быть" for t in behind[place + 1 : place + 2])


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """An infinitive behind other infinitives («намерен открыть …, провести … и заключить …»): one cue rules all."""
    verbs = [t.feats.get("VerbForm") for t in tokens[:index] if t.pos == "VERB"]
    return tokens[index].feats.get("VerbForm") == "Inf" and bool(verbs) and verbs[-1] == "Inf"


def _unruled(tokens: Sequence[Token], index: int) -> bool:
    """«Сформировать совет …», «Отделу создать …»: an infinitive that begins its sentence, ruled by nothing, sets a task."""
    before = [t for t in tokens[:index] if t.text not in _SIGNS]
    infinitive = tokens[index].feats.get("VerbForm") == "Inf"
    if not infinitive or any(t.pos in {"VERB", "AUX"} and t.feats.get("VerbForm") != "Inf" for t in before):
        return False
    first = next(i for i, t in enumerate([*before, tokens[index]]) if t.feats.get("VerbForm") == "Inf")
    led = before[:first]
    if any(t.case == "Dat" and t.pos in {"NOUN", "PROPN"} for t in led[1:]):  # «встречи главе проводить …»
        return all(t.feats.get("Variant") != "Short" and t.rel != "root" for t in led)
    told = bool(led) and led[0].case in {"Dat", "Loc"}  # with no preposition the two are one
    return told or all(t.pos in {"ADV", "NUM"} or t.text[:1].isdigit() for t in led)


def _intended(tokens: Sequence[Token], index: int) -> bool:
    """«В 2018 году намечается: …» among failures: what a verb of intention in the present opens is to come."""
    place = _found(tokens, range(index), cues().planned)
    return place >= 0 and tokens[place].feats.get("VerbForm") == "Fin" and not _past(tokens[place])


def _stands(tokens: Sequence[Token], index: int, start: int) -> bool:
    """«… координирует совет, в который входят …» among tasks: a verb in the present tells what is, not what is to do."""
    token = tokens[index]
    present = token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm") == "Fin"
    calls = token.lemma.endswith("ся") and token.lemma.removesuffix("ся") in cues().calling
    return present and not calls and _found(tokens, range(start, index + 1), cues().planned) < 0


def status_at(tokens: Sequence[Token], index: int, section: SectionKind | None, start: int = 0) -> Status:
    """The status of a predicate.

    Args:
        tokens: The sentence.
        index: The predicate's token.
        section: The kind of the section it stands in; None where that does not matter.
        start: First token of its clause; no cue counts from before it, but for intentions.
    """
    token = tokens[index]
    if denied(tokens, index, start):
        return Status.NOT_REALISED
    bare = token.feats.get("VerbForm") == "Inf" or token.pos == "NOUN"
    if section is SectionKind.FAILURES and bare and not any(_past(t) for t in tokens):
        return Status.PLANNED if _intended(tokens, index) else Status.NOT_REALISED
    if section is SectionKind.TASKS:
        return Status.REALISED if _stands(tokens, index, start) else Status.PLANNED
    named = _found(tokens, range(index, index + 1), cues().planned) >= 0
    reach = 0 if _goes_on(tokens, index) else max(0, index - _REACH)
    led = not _past(token) and _found(tokens, range(reach, index), cues().planned) >= 0
    if named or led or _will(tokens, index) or _unruled(tokens, index):
        return Status.PLANNED
    return Status.REALISED
