"""The marked sentences of ``cases.yaml``, each read as a document of its own."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from kg.annotate import annotate
from kg.extract.figures import Tally, find_figures
from kg.model import Block, BlockKind, Bound, Document, Entity, EntityType, Mention

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
MARK = re.compile(r"\{(\w+):(\w+)(\*?)\|([^}]*)\}")
WANTED = re.compile(
    r"(?:(?P<about>\w+): )?[≥≤]?[\d.]+ \w+(?: @(?P<year>\d+))?(?: \| (?P<measure>.+))?",
)
SIGNS = {None: "", Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤"}


def unmarked(text):
    """The sentence without marks, and the marks as (key, type, collective, start, stop)."""
    plain, marks, at = "", [], 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        key, kind, star, surface = match.groups()
        marks.append((key, kind, bool(star), len(plain), len(plain) + len(surface)))
        plain, at = plain + surface, match.end()
    return plain + text[at:], marks


KINDS = {"# ": BlockKind.HEADING, "- ": BlockKind.ITEM}


def blocks(text):
    """A block for each line: «# » opens a heading, «- » an item."""
    start = 0
    for line in text.split("\n"):
        kind = KINDS.get(line[:2], BlockKind.PARAGRAPH)
        first = 0 if kind is BlockKind.PARAGRAPH else 2
        yield Block(kind, line[first:], tuple(range(start + first, start + len(line) + 1)))
        start += len(line) + 1


def read(text):
    return annotate(Document("case.txt", "case", text, tuple(blocks(text)), (), "Тогурма", None, 2016))


def mention(annotated, start, stop):
    index = next(i for i, s in enumerate(annotated.sentences) if s.start <= start < s.stop)
    tokens = annotated.sentences[index].tokens
    inside = [i for i, token in enumerate(tokens) if start <= token.start < stop]
    head = next((i for i in inside if not inside[0] <= tokens[i].head <= inside[-1]), inside[0])
    return Mention(start, stop, index, inside[0], inside[-1] + 1, head)


def entities(annotated, marks):
    groups, names = defaultdict(list), {}
    for key, kind, collective, start, stop in marks:
        names.setdefault(key, key if kind == "Place" else annotated.document.text[start:stop])
        groups[key, kind, collective].append(mention(annotated, start, stop))
    return [
        Entity(key, EntityType(kind), names[key], (), collective, tuple(mentions))
        for (key, kind, collective), mentions in groups.items()
    ]


def shown(figure, wanted):
    """A figure written with those parts that the expectation names."""
    about = f"{figure.about}: " if wanted["about"] else ""
    year = f" @{figure.year}" if wanted["year"] else ""
    measure = f" | {figure.measure}" if wanted["measure"] else ""
    return f"{about}{SIGNS[figure.bound]}{figure.value:.10g} {figure.unit}{year}{measure}"


@pytest.mark.parametrize("case", CASES, ids=[f"{n:03} {case['text'][:50]}" for n, case in enumerate(CASES)])
def test_case(case):
    text, marks = unmarked(case["text"])
    annotated = read(text)
    found = find_figures(annotated, entities(annotated, marks))
    wanted = [WANTED.fullmatch(row) for row in case["is"]]
    assert all(wanted), "an expectation of cases.yaml is not written as its heading says"
    whole = [*wanted, *[WANTED.fullmatch("1 Count")] * (len(found) - len(wanted))]
    assert [shown(f, w) for f, w in zip(found, whole, strict=False)] == case["is"]


def test_there_are_many_cases_negative_ones_too():
    assert len(CASES) >= 100
    assert sum(not case["is"] for case in CASES) >= 30


def test_what_was_told_for_more_entities_leaves_no_trace():
    text, marks = unmarked(
        "{a:Council|Совет} провёл 4 заседания. {b:NGO|Клуб} собрал 12 человек. На них выступили 3 эксперта."
    )
    annotated = read(text)
    found = entities(annotated, marks)
    tally = Tally(annotated)
    for some in (found, found[:1], found[1:], [], found):
        assert tally.figures(some) == find_figures(annotated, some)
